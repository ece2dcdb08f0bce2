"""What files are called when they are filed: by the pattern of a profile, in letters that every channel takes."""

from __future__ import annotations

import re

from dossier.ground import letters
from dossier.model.profile import Profile
from dossier.pieces.bordereau import Piece

PLAIN = Profile("prudent", "", None, None, None)
"""Names as they are without any profile."""
_EXTENSION = ".pdf"
_ORIGINAL = "_original.pdf"


def file_name(piece: Piece, profile: Profile = PLAIN) -> str:
    """`Piece-03_Facture-F-2026-014.pdf`: ASCII letters, digits, hyphens; unique by its number.

    The number has two digits, three from 100, and is never cut; the title is where the name would be longer than the profile
    lets it.
    """
    return f"{_stem(piece, profile, len(_EXTENSION))}{_EXTENSION}"


def original_name(piece: Piece, profile: Profile = PLAIN) -> str:
    """`Piece-03_Facture-F-2026-014_original.pdf`: the file as it came, filed beside its stamped copy."""
    return f"{_stem(piece, profile, len(_ORIGINAL))}{_ORIGINAL}"


def _stem(piece: Piece, profile: Profile, ending: int) -> str:
    """The name before an ending of so many signs."""
    numbered = profile.naming.partition("{intitule}")[0].replace("{numero}", piece.stem)
    stem = profile.naming.replace("{numero}", piece.stem).replace("{intitule}", slug(piece.title))
    return stem[: max(len(numbered.rstrip("-_")), profile.longest_name - ending)].rstrip("-_")


def slug(title: str) -> str:
    """A title in ASCII letters, digits and hyphens, `piece` when nothing is left of it."""
    return letters.slug(title) or "piece"


def is_plain(name: str, longest: int) -> bool:
    """Whether a channel with this longest name takes a file so called."""
    return len(name) <= longest and bool(re.fullmatch(r"[A-Za-z0-9_-]+\.pdf", name))
