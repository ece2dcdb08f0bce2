"""What changed between two bordereaux."""

from __future__ import annotations

import hashlib
from datetime import date

from exhibits import FOLDER, case_of, invoice, lock_row, text_file, world_of

from dossier.ground.world import Unreadable
from dossier.pieces.changes import Listed, PieceChange, changes, listed
from dossier.pieces.plan import candidates
from dossier.report.piece_changes import pieces_json, pieces_text

Files = dict[str, str | bytes]
OLD: Files = {
    "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt") + invoice("F-2", "2026-02-15", "pieces/b.txt"),
    **{f"pieces/{name}.txt": text_file(name) for name in "ab"},
}


def of(files: Files, today: date = date(2026, 11, 21)) -> tuple[Listed, ...]:
    """The bordereau of a case as `diff` takes it."""
    world = world_of(files, today)
    case = case_of(world)
    digests = {}
    for path in candidates(case, today):
        try:
            digests[path] = hashlib.sha256(world.read(f"{FOLDER}/{path}")).hexdigest()
        except Unreadable:
            digests[path] = ""
    return listed(case, today, digests)


def lines(old: Files, new: Files) -> list[str]:
    """The lines of `diff`."""
    return list(pieces_text(changes(of(old), of(new))))


def test_nothing_changed() -> None:
    """The same state twice."""
    assert changes(of(OLD), of(OLD)) == ()


def test_a_piece_that_comes_first_moves_what_was_not_communicated() -> None:
    """The new one, and one line for those that it moves."""
    new = {**OLD, "factures.yaml": invoice("F-0", "2026-01-10", "pieces/z.txt") + str(OLD["factures.yaml"]), "pieces/z.txt": b"z"}
    assert lines(OLD, new) == [
        "+ n° 1 Facture F-0 (cases/x/pieces/z.txt)",
        "~ n° 1 à 2 → n° 2 à 3, pas encore communiquées",
    ]


def test_each_change_of_a_piece_has_its_words() -> None:
    """Title, bytes, path, and what came and went."""
    titled = OLD | {
        "factures.yaml": str(OLD["factures.yaml"]).replace("[pieces/a.txt]", "[{fichier: pieces/a.txt, titre: Acompte}]")
    }
    assert lines(OLD, titled) == ["~ n° 1 Acompte (cases/x/pieces/a.txt)\u00a0: intitulé auparavant «\u00a0Facture F-1\u00a0»"]
    assert lines(OLD, {**OLD, "pieces/a.txt": b"other"}) == ["~ n° 1 Facture F-1 (cases/x/pieces/a.txt)\u00a0: fichier modifié"]
    moved = {name: data for name, data in OLD.items() if name != "pieces/a.txt"}
    assert lines(OLD, moved) == ["~ n° 1 Facture F-1 (cases/x/pieces/a.txt)\u00a0: fichier absent"]
    moved |= {"factures.yaml": str(OLD["factures.yaml"]).replace("a.txt", "c.txt"), "pieces/c.txt": text_file("a")}
    assert lines(OLD, moved) == ["~ n° 1 Facture F-1 (cases/x/pieces/c.txt)\u00a0: était cases/x/pieces/a.txt"]
    fewer = OLD | {"factures.yaml": invoice("F-2", "2026-02-15", "pieces/b.txt")}
    assert lines(OLD, fewer) == [
        "− n° 1 Facture F-1 (cases/x/pieces/a.txt)",
        "~ n° 1 Facture F-2 (cases/x/pieces/b.txt)\u00a0: était n° 2",
    ]


def test_communication_and_withdrawal_are_changes() -> None:
    """The lock is part of the bordereau."""
    row = lock_row(1, "pieces/a.txt", text_file("a"), "Facture F-1")
    given = {**OLD, "bordereau.lock": row}
    assert lines(OLD, given) == ["~ n° 1 Facture F-1 (cases/x/pieces/a.txt)\u00a0: communiquée"]
    gone = {**OLD, "bordereau.lock": row.replace("}", ", retiree_le: 2026-11-01}")}
    (change,) = changes(of(given), of(gone))
    assert change.kind == "withdrawn"
    assert list(pieces_text([change])) == ["~ n° 1 Facture F-1 (cases/x/pieces/a.txt)\u00a0: retirée, le numéro reste vide"]
    assert changes(of(given), of(gone, date(2026, 10, 31))) == (), "before that day it is not withdrawn"


def test_neighbours_that_are_communicated_share_a_line() -> None:
    """A first communication of all pieces is one line."""
    both = lock_row(1, "pieces/a.txt", text_file("a"), "Facture F-1") + lock_row(2, "pieces/b.txt", text_file("b"), "Facture F-2")
    assert lines(OLD, {**OLD, "bordereau.lock": both}) == ["~ n° 1 à 2\u00a0: communiquées"]


def test_rows_for_programs_say_before_and_after() -> None:
    """The names of the contract; `changed` holds what changed and nothing else."""
    (row,) = pieces_json(changes(of(OLD), of({**OLD, "pieces/b.txt": b"other"})))
    digests = [hashlib.sha256(data).hexdigest() for data in (text_file("b"), b"other")]
    assert row == {
        "kind": "changed", "path": "cases/x/pieces/b.txt", "number": 2, "title": "Facture F-2", "communicated": False,
        "changed": {"sha256": {"before": digests[0], "after": digests[1]}},
    }  # fmt: skip
    new = {**OLD, "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt")}
    (row,) = pieces_json(changes(of(OLD), of(new)))
    assert (row["kind"], row["changed"]) == ("removed", {})


def test_a_communicated_piece_is_found_again_by_its_number() -> None:
    """Renamed and retitled at once it is still n° 1, and nothing else is said to have come."""
    a, b = Listed(1, "x/a", "A", "1" * 64, True), Listed(1, "x/b", "B", "1" * 64, True)
    assert changes([a], [b]) == (PieceChange("changed", a, b),)
