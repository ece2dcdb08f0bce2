"""The base of all that is written in a case: frozen, strict about keys, and with its place in the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SkipValidation, model_validator

from dossier.ground.spans import NOWHERE, Span


class Entry(BaseModel):
    """Something written in YAML. `place` is where it begins; `places` maps its keys, as written in French, to their values' places.

    Keys of `places` are dotted for nested values of the same entry: `adresse.code_postal`, `pieces.0`.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=False,
        arbitrary_types_allowed=True,
        str_strip_whitespace=True,
    )

    place: Annotated[Span, SkipValidation] = Field(default=NOWHERE, alias="__place__", exclude=True, repr=False)
    places: Annotated[Mapping[str, Span], SkipValidation] = Field(
        default_factory=dict, alias="__places__", exclude=True, repr=False
    )

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, value: Any) -> Any:
        """A known key with nothing after it is as if it were not written; load passes None for it."""
        if not isinstance(value, dict) or None not in value.values():
            return value
        known = {field.alias for field in cls.model_fields.values()}
        return {name: content for name, content in value.items() if content is not None or name not in known}

    def place_of(self, key: str) -> Span:
        """The place of a key's value, or of the entry when the key is not written."""
        return self.places.get(key, self.place)


def key(alias: str, title: str, help: str = "", **more: Any) -> Any:
    """A field with its French key, title and help: what the reader, the schema and the page of the format share."""
    return Field(alias=alias, title=title, description=help or None, **more)
