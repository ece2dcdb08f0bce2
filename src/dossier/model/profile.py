"""A filing profile: what a channel takes (size of a file, of a lot, names), with its source; and a workspace's own in `profils/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from dossier.model.entry import Entry, key
from dossier.model.fields import Count, Day

DEFAULT_PROFILE = "prudent"
"""The profile that rules where none is chosen, and lends its limits where a channel's own were not found."""
BYTES_IN_MO = 1_000_000
"""A channel may count 1,048,576: the smaller measure is the safe one."""

_MEASURE = re.compile(r"^[0-9]{1,5}(?:[.,][0-9]{1,3})?$")

Word = Literal["sans", "non trouvé"]


def _read_limit(value: Any) -> Any:
    """A number of Mo, `sans` (no limit) or `non trouvé` (DC118 for anything else)."""
    if isinstance(value, Decimal):
        return value
    written = value.strip() if isinstance(value, str) else ""
    if written in ("sans", "non trouvé"):
        return written
    bare = written.removesuffix("Mo").rstrip(" \u00a0\u202f").replace(",", ".")
    if not _MEASURE.match(bare) or not Decimal(bare):
        raise PydanticCustomError(
            "DC118", "« {written} » n’est pas une limite : un nombre, « sans » ou « non trouvé »", {"written": written}
        )
    return Decimal(bare)


Limit = Annotated[
    Decimal | Word,
    BeforeValidator(_read_limit),
    WithJsonSchema({"type": "string", "examples": ["4", "sans", "non trouvé"]}),
]


class ProfileSource(Entry):
    """Where a limit was read."""

    title: str = key("titre", "Source", "Texte, décision, page d’aide.")
    href: str = key("adresse", "Adresse", "Page où elle se lit.", default="")
    read_on: Day | None = key("lu_le", "Lu le", "Jour de la lecture.", default=None)


class ProfileFile(Entry):
    """A file of `profils/`: it replaces the keys of the profile that bears its name, or of the one that `d_apres` names."""

    title: str = key("titre", "Titre", "Le canal, comme l’écran le nomme.", default="")
    base: str = key(
        "d_apres", "D’après", "Profil dont viennent les clés absentes ; prudent, ou le profil fourni de même nom.", default=""
    )
    file_limit: Limit | None = key(
        "fichier_mo", "Taille d’un fichier", "En Mo de 1 000 000 octets ; sans, ou non trouvé.", default=None
    )
    file_pages: Count | None = key(
        "fichier_pages", "Pages d’un fichier", "Au plus, de 10 à 100 000.", default=None, ge=10, le=100_000
    )
    lot_limit: Limit | None = key("lot_mo", "Taille d’un lot", "Ce qu’un envoi contient en tout, en Mo.", default=None)
    naming: str | None = key(
        "nom", "Nom des fichiers", "Lettres, chiffres, tirets, {numero} et {intitule} : Piece-{numero}_{intitule}.", default=None,
        pattern=r"^[A-Za-z0-9_-]{0,20}\{numero\}[A-Za-z0-9_-]{0,20}(\{intitule\})?$",
    )  # fmt: skip
    longest_name: Count | None = key(
        "nom_longueur", "Longueur d’un nom", "Signes, extension comprise, de 12 à 200.", default=None, ge=12, le=200
    )
    sources: tuple[ProfileSource, ...] = key("sources", "Sources", "Où ces limites ont été lues.", default=())
    note: str = key("note", "Note", "Ce qu’il faut savoir de plus.", default="")


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile with all its keys. Limits in bytes and pages, None for none.

    `borrowed` are the limits that nobody found, in French words: `prudent` lends its own, and the check says so. `chosen` is
    False where nobody named a profile. Names are patterns with `{numero}` and `{intitule}`.
    """

    name: str
    title: str
    file_bytes: int | None
    file_pages: int | None
    lot_bytes: int | None
    naming: str = "Piece-{numero}_{intitule}"
    longest_name: int = 80
    borrowed: tuple[str, ...] = ()
    sources: tuple[ProfileSource, ...] = ()
    note: str = ""
    chosen: bool = False
