"""Files that git left in place of others: a pointer of git-lfs whose file was not fetched, a file that git-crypt keeps locked."""

from __future__ import annotations

from typing import NamedTuple

_POINTER = b"version https://git-lfs"
_LOCKED = b"\x00GITCRYPT\x00"


class StandIn(NamedTuple):
    """What stands in place of a file, as a French sentence, and the command that brings the file."""

    reason: str
    cure: str


_KINDS = (
    (
        _POINTER,
        StandIn("ce fichier n’est qu’un pointeur git-lfs : son contenu n’est pas téléchargé", "téléchargez-le : git lfs pull"),
    ),
    (_LOCKED, StandIn("ce fichier est verrouillé par git-crypt", "déverrouillez le dépôt : git-crypt unlock")),
)


def stand_in(data: bytes) -> StandIn | None:
    """What git left in place of the file whose first bytes are given; None for a file that is itself."""
    return next((kind for start, kind in _KINDS if data.startswith(start)), None)
