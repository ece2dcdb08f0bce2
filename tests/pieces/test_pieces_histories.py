"""Whatever happens to a case after a communication, a number that was given stays with what it was given to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from itertools import count, islice

from exhibits import BASE, bordereau_of, case_of, codes, invoice, lock_row, stage_of, world_of
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.check.check import check
from dossier.ground.jobs import Outcome
from dossier.law.parameters import shipped_law
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau, Piece
from dossier.pieces.freeze import freeze, lock_text, objections, withdraw
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces

TODAY = date(2026, 11, 21)
AFFAIRE = (BASE / "cases/x/affaire.yaml").read_text()


@dataclass
class History:
    """A case as it grows: files by content number, the entries that cite them, its lock, and all that was ever given."""

    paths: dict[int, str] = field(default_factory=dict)
    entries: dict[int, str] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    lock: str = ""
    given: dict[int, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    made: int = 0

    def numbered(self) -> tuple[Case, Bordereau]:
        """The case and its bordereau, with the digests of its files."""
        invoices = journal = ""
        for content, kind in self.entries.items():
            path = self.paths[content]
            ref = f"{{fichier: {path}, titre: {self.titles[content]}}}" if content in self.titles else path
            if kind == "journal":
                journal += f"- {{date: 2026-0{1 + content % 9}-11, canal: courriel, resume: x, pieces: [{ref}]}}\n"
            else:
                invoices += invoice(f"F-{content}", f"2026-0{1 + content % 9}-10", ref)
        wished = "".join(f"  - {self.paths[content]}\n" for content in self.order)
        files: dict[str, str | bytes] = {path: _bytes(content) for content, path in self.paths.items()}
        files |= {"factures.yaml": invoices, "journal.yaml": journal, "bordereau.lock": self.lock}
        files |= {"affaire.yaml": AFFAIRE + (f"bordereau:\n{wished}" if wished else "")}
        world = world_of(files, TODAY)
        case = case_of(world)
        jobs = inspect_jobs(case, world)
        return case, number_pieces(case, stage_of(world), [Outcome()] * len(jobs), jobs)


def _bytes(content: int) -> bytes:
    return f"content {content}\n".encode()


def _digest(piece: Piece) -> str:
    return piece.original.sha256 if piece.original else ""


def add(history: History, data: st.DataObject) -> None:
    """A new file and an entry that cites it, of any day."""
    history.made += 1
    history.paths[history.made] = f"pieces/p{history.made}.txt"
    history.entries[history.made] = data.draw(st.sampled_from(["facture", "journal"]))


def remove(history: History, data: st.DataObject) -> None:
    """An entry goes; its file stays."""
    if history.entries:
        del history.entries[data.draw(st.sampled_from(sorted(history.entries)))]


def bring_back(history: History, data: st.DataObject) -> None:
    """A file is cited again, maybe elsewhere."""
    idle = sorted(set(history.paths) - set(history.entries))
    if idle:
        history.entries[data.draw(st.sampled_from(idle))] = data.draw(st.sampled_from(["facture", "journal"]))


def rename(history: History, data: st.DataObject) -> None:
    """A cited file gets another name, in its entry too."""
    if history.entries:
        content = data.draw(st.sampled_from(sorted(history.entries)))
        history.made += 1
        history.paths[content] = f"pieces/{'az'[history.made % 2]}{history.made}.txt"


def exchange(history: History, data: st.DataObject) -> None:
    """Two cited files exchange their names, entries and all."""
    if len(history.entries) > 1:
        a, b = data.draw(st.permutations(sorted(history.entries)))[:2]
        history.paths[a], history.paths[b] = history.paths[b], history.paths[a]


def retitle(history: History, data: st.DataObject) -> None:
    """A title is written by hand."""
    if history.paths:
        history.titles[data.draw(st.sampled_from(sorted(history.paths)))] = f"Titre {data.draw(st.integers(0, 9))}"


def reorder(history: History, data: st.DataObject) -> None:
    """The order of the bordereau is written by hand."""
    history.order = list(data.draw(st.permutations(sorted(history.paths))))[: data.draw(st.integers(0, 4))]


def communicate(history: History, data: st.DataObject) -> None:
    """Some pieces, or all, are communicated."""
    case, bordereau = history.numbered()
    pieces = [piece for piece in bordereau.pieces if not piece.withdrawn]
    if not pieces:
        return
    chosen = data.draw(st.none() | st.sets(st.sampled_from([p.number for p in pieces]), min_size=1))
    assert objections(case, bordereau, chosen) == ()
    history.lock = lock_text(freeze(case, bordereau, chosen, TODAY, "Me Roux"))
    history.given |= {p.number: _digest(p) for p in pieces if chosen is None or p.number in chosen}


def retire(history: History, data: st.DataObject) -> None:
    """A communicated piece is withdrawn."""
    if set(history.given) - history.gone:
        number = data.draw(st.sampled_from(sorted(set(history.given) - history.gone)))
        case, _ = history.numbered()
        history.lock = lock_text(withdraw(case, [number], TODAY))
        history.gone.add(number)


DEEDS = (add, add, remove, bring_back, rename, exchange, retitle, reorder, communicate, communicate, retire)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_number_that_was_given_ever_moves(data: st.DataObject) -> None:
    """Adding, removing, renaming, exchanging, retitling, reordering, communicating and withdrawing, in any order.

    Each number given keeps the content that it was given to, no number stands for two pieces, a withdrawn one stays empty and
    its content gets no other, and the numbers go from 1 without a hole but those.
    """
    history = History()
    add(history, data)
    for _ in range(data.draw(st.integers(1, 14))):
        before = {piece.number: _digest(piece) for piece in history.numbered()[1].pieces}
        deed = data.draw(st.sampled_from(DEEDS))
        deed(history, data)
        _, bordereau = history.numbered()
        numbers = [piece.number for piece in bordereau.pieces]
        shown = {piece.number: _digest(piece) for piece in bordereau.pieces if not piece.withdrawn}
        empty = {piece.number for piece in bordereau.pieces if piece.withdrawn}
        assert len(numbers) == len(set(numbers))
        assert empty == history.gone
        for number, digest in history.given.items():
            if number in history.gone:
                assert digest not in shown.values(), "what was withdrawn does not come back"
            else:
                assert shown.get(number) == digest, f"the piece n° {number} that was communicated"
        free = set(numbers) - set(history.given)
        assert _are_the_first(free, history)
        if deed in (communicate, retitle):
            assert {n: d for n, d in before.items() if n not in empty} == shown, "giving numbers or titles moves nothing"


def _are_the_first(free: set[int], history: History) -> bool:
    """Whether the numbers that were not given are the first ones that can still be."""
    open_numbers = (number for number in count(1) if number not in history.given)
    return free == set(islice(open_numbers, len(free)))


def test_a_renamed_piece_is_the_one_that_was_communicated() -> None:
    """No error says that it vanished: its content is there."""
    history = History({1: "pieces/a.txt"}, {1: "facture"})
    case, bordereau = history.numbered()
    history.lock = lock_text(freeze(case, bordereau, None, TODAY, "greffe"))
    history.paths[1] = "pieces/autre.txt"
    _, found = history.numbered()
    assert [(p.number, p.path) for p in found.pieces] == [(1, "cases/x/pieces/autre.txt")]
    assert found.diagnostics == ()
    assert hashlib.sha256(_bytes(1)).hexdigest() in history.lock


def test_the_journal_may_name_a_communicated_file_as_it_was_called() -> None:
    """A file that is renamed later: the entry of its communication still finds its number, and nothing is said to be absent."""
    files: dict[str, str | bytes] = {
        "factures.yaml": invoice("F-1", "2026-01-15", "pieces/new.txt"),
        "journal.yaml": "- {date: 2026-03-01, acte: communication, a_qui: Me Roux, pieces: [pieces/old.txt]}\n",
        "bordereau.lock": lock_row(1, "pieces/old.txt", b"x", "Facture F-1"),
        "pieces/new.txt": b"x",
    }
    found = bordereau_of(files)
    assert [(p.number, p.path) for p in found.pieces] == [(1, "cases/x/pieces/new.txt")]
    assert found.number_of("pieces/old.txt") == found.number_of("pieces/new.txt") == 1
    assert found.diagnostics == ()
    world = world_of(files)
    assert "DC261" not in [d.code for d in check(case_of(world), shipped_law(), TODAY)]
    assert "DC504" in codes(bordereau_of({name: data for name, data in files.items() if name != "pieces/new.txt"}))
