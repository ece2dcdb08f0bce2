"""The value that `pack` returns: the files of one hand-over, each with what it is and where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic
from dossier.model.case import FrozenPiece
from dossier.pack.archive import Member
from dossier.site.audience import Audience

READ_ME, MANIFEST, SUMS, REQUEST, ANSWER = "LISEZMOI.txt", "manifeste.json", "SHA256SUMS", "horodatage.tsq", "horodatage.tsr"
"""What tells of the other files, in the order in which the archive begins; the answer is what an authority may add."""
UNSUMMED = frozenset({SUMS, REQUEST, ANSWER})
"""Files that cannot stand in `SHA256SUMS`: itself, and what is made from it."""
SCHEMA = "dossier/pack/1"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a case, for whom; `debtor` is the id of the debtor of a pack that is for one, '' otherwise.

    `draft` packs a case with errors too, with its drafts; `docx` adds the acts for word processors; `profile` names the filing
    profile whose limits the bundle keeps, '' for that of the workspace.
    """

    case: str
    audience: Audience
    debtor: str = ""
    draft: bool = False
    docx: bool = False
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a pack: its path, its bytes, what it is (`acte`, `liasse`, `piece`, `original`, `site` …), its input or ''."""

    path: str
    blob: Blob
    role: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """What a pack says of itself. `case` is the folder's name, or for a debtor the reference alone; `commit` '' when unknown."""

    case: str
    reference: str
    parties: str
    creditor: str
    audience: Audience
    debtor: str
    day: date
    version: str
    commit: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """An act that is not in the pack, and why in a sentence."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All files in the order of the archive; `frozen` are the numbers that it makes definitive, `lock` the text that says so ('' for none)."""

    title: Title
    items: tuple[Item, ...]
    withheld: tuple[Withheld, ...]
    frozen: tuple[FrozenPiece, ...]
    lock: str

    def members(self) -> Iterator[Member]:
        """The files as the archive takes them."""
        return (Member(item.path, item.blob) for item in self.items)

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(item.blob.size for item in self.items)


@dataclass(frozen=True, slots=True)
class Made:
    """A pack, or None with the findings that stand against it; `diagnostics` are all that was found, in order."""

    pack: Pack | None
    diagnostics: tuple[Diagnostic, ...]
