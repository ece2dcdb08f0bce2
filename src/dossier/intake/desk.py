"""The desk on which proposals are made: the workspace, what earlier proposals of the same run add to it, and drafts of new files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dossier.appraise import Appraised, appraise, law_of
from dossier.entries.text import affaire_text, entry_text
from dossier.ground.blobs import Blob
from dossier.ground.editors import modeline
from dossier.ground.overlay import Overlay
from dossier.ground.world import Unreadable, World
from dossier.intake.card import Card, card_of
from dossier.intake.matching import Book, Entered
from dossier.intake.naming import free_name, piece_name
from dossier.intake.proposal import Proposal
from dossier.intake.source import Asked
from dossier.load.placing import Placed, further, placed
from dossier.model.case import Workspace
from dossier.pieces.cited import citations

_EVER = date(2199, 12, 31)
"""A day after all others: what is cited at any time is there."""


class Desk:
    """What is known while proposals are made, one after the other. `cards` are the cases by id, proposed ones too."""

    def __init__(self, world: World, workspace: Workspace, asked: Asked) -> None:
        self.world = Overlay(world)
        self.workspace, self.asked = workspace, asked
        self.cards: dict[str, Card] = {case.id: card_of(case) for case in workspace.cases}
        self.origins: dict[str, str] = {}
        self.lists: dict[str, Placed] = {}
        """The kept lists that were continued last, so that a long one is not read again for each entry."""
        self.paid: list[tuple[str, Entered]] = []
        """The payments of this run, each with the file that it came from."""
        self.book: tuple[tuple[Card, ...], Book] | None = None
        """The cases as money was matched against them last, and the cards of which they were made."""
        self._digests: dict[str, str] = {}
        self._appraised: dict[str, Appraised] = {}
        self._cited: dict[str, frozenset[str]] = {}
        self._brought: set[tuple[str, str]] = set()
        self._sizes: dict[int, list[tuple[str, str]]] | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The names that a new case may not have: those of all folders, whatever is in them."""
        return frozenset(item.name for item in self.world.list("cases")) | self.cards.keys()

    def appraised(self, case: str) -> Appraised:
        """A case of the workspace as it was read, up to its stage; made once. Raises `KeyError` for one that is only proposed."""
        if case not in self._appraised:
            found = next((one for one in self.workspace.cases if one.id == case), None)
            if found is None:
                raise KeyError(case)
            self._appraised[case] = appraise(found, law_of(self.workspace), self.world)
        return self._appraised[case]

    def draft(self, case: str) -> Draft:
        """A draft of new files of a case, which need not exist yet."""
        return Draft(self, case)

    def accept(self, proposal: Proposal, card: Card | None = None) -> Proposal:
        """Take a proposal as if it were written, so that the next ones know of it; *card* is its case as it is then."""
        self.world.put(proposal.files)
        for path, content in proposal.files.items():
            inner = path.removeprefix(f"cases/{proposal.case}/")
            self._brought.add((proposal.case, inner))
            if inner.startswith("pieces/") and self._sizes is not None:
                size = len(content) if isinstance(content, bytes) else content.size
                self._sizes.setdefault(size, []).append((proposal.case, inner))
        if card is not None:
            self.cards[card.id] = card
        if proposal.origin:
            self.origins[proposal.origin] = proposal.case
        return proposal

    def same_piece(self, case: str, blob: Blob) -> str:
        """The path from the case's folder of a piece with the same bytes, '' for none. Only files of the same size are read."""
        return next(
            (path for holder, path in self._alike(blob) if holder == case and self._digest(holder, path) == blob.sha256), ""
        )

    def holder(self, blob: Blob) -> tuple[str, str]:
        """The first case that has a piece with the same bytes, and its path; '' twice for none."""
        return next(((holder, path) for holder, path in self._alike(blob) if self._digest(holder, path) == blob.sha256), ("", ""))

    def cites(self, case: str, path: str) -> bool:
        """Whether an entry of a case names a file, or one that was proposed before."""
        if (case, path) in self._brought:
            return True
        if case not in self._cited:
            card = self.cards.get(case)
            found = citations(card.case, _EVER) if card is not None and card.case is not None else ()
            self._cited[case] = frozenset(citation.path for citation in found)
        return path in self._cited[case]

    def _alike(self, blob: Blob) -> list[tuple[str, str]]:
        """Case and path of the pieces of a size, in order."""
        if self._sizes is None:
            self._sizes = {}
            for item in self.world.list("cases"):
                self._note(item.name, "pieces")
        return sorted(self._sizes.get(blob.size, ()))

    def _note(self, case: str, folder: str) -> None:
        """Remember the sizes of all files below a folder of a case."""
        for item in self.world.list(f"cases/{case}/{folder}"):
            path = f"{folder}/{item.name}"
            if item.kind == "folder":
                self._note(case, path)
            elif item.kind == "file" and self._sizes is not None:
                self._sizes.setdefault(item.size, []).append((case, path))

    def _digest(self, case: str, inner: str) -> str:
        path = f"cases/{case}/{inner}"
        if path not in self._digests:
            try:
                self._digests[path] = self.world.blob(path).sha256
            except Unreadable:
                self._digests[path] = ""
        return self._digests[path]


class Draft:
    """New files of one case: pieces, entries, `affaire.yaml`. `files` and `replacing` are those of a `Proposal`."""

    def __init__(self, desk: Desk, case: str) -> None:
        self.case, self.folder = case, f"cases/{case}"
        self.files: dict[str, bytes | Blob] = {}
        self.replacing: dict[str, str] = {}
        self._desk, self._world = desk, Overlay(desk.world)

    def piece(self, written: str, blob: Blob) -> str:
        """The path from the case's folder of a piece with these bytes: the one that is there, else a new one named after *written*."""
        known = next((p for p, held in self.files.items() if isinstance(held, Blob) and held == blob), "")
        path = known.removeprefix(f"{self.folder}/") or self._desk.same_piece(self.case, blob)
        if path:
            return path
        name = free_name(piece_name(written), [item.name for item in self._world.list(f"{self.folder}/pieces")])
        self._put({f"{self.folder}/pieces/{name}": blob})
        return f"pieces/{name}"

    def entry(self, kind: str, stem: str, values: Mapping[str, Any], head: Sequence[str] = (), hints: Iterable[str] = ()) -> str:
        """Add an entry to a list of the case; the path of its file. Raises `Unplaceable` where that list cannot be continued."""
        lines = entry_text(kind, values, head, hints).removesuffix("\n").split("\n")
        known = self._desk.lists.get(f"{self.folder}/{kind}.yaml")
        if known is not None and self._world.read(known.path) == known.text:
            found = further(known, lines)
        else:
            found = placed(self._world, self.folder, kind, stem, lines)
        if found.style is not None:
            self._desk.lists[found.path] = found
        stands = self._stands(found.path)
        if stands and found.path not in self.files:
            self.replacing[found.path] = hashlib.sha256(self._world.read(found.path)).hexdigest()
        self._put({found.path: found.text if stands else f"{modeline(found.path)}\n".encode() + found.text})
        return found.path

    def affaire(self, values: Mapping[str, Any], head: Sequence[str] = (), hints: Iterable[str] = ()) -> str:
        """Write `affaire.yaml` of a new case; its path."""
        path = f"{self.folder}/affaire.yaml"
        self._put({path: f"{modeline(path)}\n{affaire_text(values, head, hints)}".encode()})
        return path

    def proposal(self, proposal: Proposal) -> Proposal:
        """A proposal with the files of this draft, and a word for each."""
        lines = tuple(f"{'ajout à' if path in self.replacing else 'nouveau'} {path}" for path in sorted(self.files))
        return replace(
            proposal, case=self.case, files=dict(self.files), replacing=dict(self.replacing), words=(*proposal.words, *lines)
        )

    def _put(self, files: Mapping[str, bytes | Blob]) -> None:
        self.files.update(files)
        self._world.put(files)

    def _stands(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return any(item.name == name for item in self._world.list(folder))
