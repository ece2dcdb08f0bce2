"""The base of all that is written in a case: frozen, strict about keys, and with its place in the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dossier.ground.spans import NOWHERE, Span


class Entry(BaseModel):
    """Something written in YAML. `place` is where it begins; `places` maps its keys, as written in French, to their values' places.

    Keys of `places` are dotted for nested values of the same entry: `adresse.code_postal`, `pieces.0`.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=False, arbitrary_types_allowed=True
    )

    place: Span = Field(default=NOWHERE, alias="__place__", exclude=True, repr=False)
    places: Mapping[str, Span] = Field(default_factory=dict, alias="__places__", exclude=True, repr=False)

    def place_of(self, key: str) -> Span:
        """The place of a key's value, or of the entry when the key is not written."""
        return self.places.get(key, self.place)


def key(alias: str, title: str, help: str = "", **more: Any) -> Any:
    """A field with its French key, title and help: what the reader, the schema and the page of the format share."""
    return Field(alias=alias, title=title, description=help or None, **more)
