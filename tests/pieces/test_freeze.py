"""What a communication freezes: the rows of `bordereau.lock`, and what it refuses to freeze."""

from __future__ import annotations

from datetime import date
from functools import partial
from unicodedata import normalize

import pytest
from exhibits import FOLDER, case_of, invoice, lock_row, stage_of, text_file, world_of
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.load.lock import read_lock
from dossier.model.case import Case, FrozenPiece
from dossier.pieces.bordereau import Bordereau
from dossier.pieces.freeze import freeze, lock_text, objections, quoted, withdraw
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces

DAY = date(2026, 10, 5)
FILES: dict[str, str | bytes] = {
    "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt") + invoice("F-2", "2026-02-15", "pieces/b.txt"),
    "pieces/a.txt": text_file("a"),
    "pieces/b.txt": text_file("b"),
}


def opened(files: dict[str, str | bytes]) -> tuple[Case, Bordereau]:
    """A case and its bordereau."""
    world = world_of(files)
    case = case_of(world)
    jobs = inspect_jobs(case, world)
    return case, number_pieces(case, stage_of(world), InProcess().run(jobs), jobs)


def test_a_communication_freezes_number_file_digest_title_day_and_addressee() -> None:
    """The text of the lock, as a lawyer reads it in git."""
    case, found = opened(FILES)
    assert lock_text(freeze(case, found, [1], DAY, "Me Roux")).split("\n\n", 1)[1] == (
        '- numero: 1\n  fichier: "pieces/a.txt"\n'
        "  sha256: 87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7\n"
        '  titre: "Facture F-1"\n  communiquee_le: 2026-10-05\n  a_qui: "Me Roux"\n'
    )


def test_all_pieces_are_frozen_when_none_is_named() -> None:
    """`pack` communicates the whole bordereau."""
    case, found = opened(FILES)
    assert [row.number for row in freeze(case, found, None, DAY, "greffe")] == [1, 2]


def test_a_row_that_stands_stays_as_it_is() -> None:
    """A second communication changes neither title nor day nor addressee of the first."""
    first = lock_row(1, "pieces/a.txt", text_file("a"), "Facture acceptée")
    case, found = opened({**FILES, "bordereau.lock": first})
    former, new = freeze(case, found, None, DAY, "greffe")
    assert (former.title, former.communicated_on, former.to) == ("Facture acceptée", None, "")
    assert (new.number, new.communicated_on, new.to) == (2, DAY, "greffe")


def test_a_withdrawn_row_bears_its_day_once() -> None:
    """The day of the first withdrawal counts, and all else of the row stays."""
    case, found = opened(FILES)
    text = lock_text(freeze(case, found, None, DAY, "greffe"))
    case, _ = opened({**FILES, "bordereau.lock": text})
    rows = withdraw(case, [1], date(2026, 10, 9))
    assert [(row.number, row.withdrawn_on) for row in rows] == [(1, date(2026, 10, 9)), (2, None)]
    assert lock_text(rows) == text.replace('"greffe"\n\n', '"greffe"\n  retiree_le: 2026-10-09\n\n')
    again, _ = opened({**FILES, "bordereau.lock": lock_text(rows)})
    assert lock_text(withdraw(again, [1], date(2026, 10, 30))) == lock_text(rows)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"pieces/a.txt": b"other"}, "DC503"),
        ({"pieces/a.txt": None}, "DC504"),
        ({"pieces/b.txt": None}, "DC261"),
        ({"bordereau.lock": "- {numero: 1}\n"}, "DC128"),
        ({"bordereau.lock": "numero: 1\n"}, "DC142"),
        ({"bordereau.lock": b"\xff\xfe"}, "DC103"),
        ({"bordereau.lock": "<<<<<<< HEAD\n- {}\n"}, "DC106"),
    ],
)
def test_a_communication_is_refused(changed: dict[str, str | bytes | None], code: str) -> None:
    """A piece communicated before that differs or is lost, a file that is not there, a lock that cannot be read whole."""
    files = {**FILES, "bordereau.lock": lock_row(1, "pieces/a.txt", text_file("a"), "A"), **changed}
    case, found = opened({name: data for name, data in files.items() if data is not None})
    assert code in [d.code for d in objections(case, found)]
    with pytest.raises(ValueError, match="cannot be communicated"):
        freeze(case, found, None, DAY, "greffe")


def test_a_file_that_is_not_communicated_may_be_absent() -> None:
    """Only what is given now has to be there."""
    case, found = opened({name: data for name, data in FILES.items() if name != "pieces/b.txt"})
    assert objections(case, found, [1]) == ()
    assert [row.number for row in freeze(case, found, [1], DAY, "greffe")] == [1]


_SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])
_WORDS = st.text(_SIGNS, min_size=1).map(partial(normalize, "NFC")).map(str.strip).filter(bool)
_NAMES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters='/\\:"'), min_size=1, max_size=9)
_FILES = _NAMES.map("pieces/x{}".format).map(partial(normalize, "NFC"))
_DAYS = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(st.lists(st.tuples(_FILES, _WORDS, _DAYS, _WORDS | st.just(""), st.booleans(), _DAYS), max_size=4))
@example([("pieces/été (1).pdf", '"\\\U0001f4ce \u0378', None, "\u00a0à\u202fb", True, None)])
def test_a_lock_is_read_back_as_it_was_written(rows: list[tuple[str, str, date | None, str, bool, date | None]]) -> None:
    """Whatever signs a file name, a title or an addressee holds."""
    frozen = [
        FrozenPiece(n, file, f"{n:064x}", title, gone, day, to, end if gone else None)
        for n, (file, title, day, to, gone, end) in enumerate(rows, 1)
    ]
    world = MemoryWorld({f"{FOLDER}/bordereau.lock": lock_text(frozen)}, DAY)
    read, diagnostics = read_lock(world, FOLDER)
    assert diagnostics == ()
    assert [(r.number, r.file, r.sha256, r.title, r.withdrawn, r.communicated_on, r.to, r.withdrawn_on) for r in read] == [
        (f.number, f.file.strip(), f.sha256, f.title.strip(), f.withdrawn, f.communicated_on, f.to.strip(), f.withdrawn_on)
        for f in frozen
    ]


def test_signs_that_no_file_of_a_case_may_hold_become_spaces() -> None:
    """An addressee comes from a command line: its line feeds and hidden marks must not make the lock unreadable."""
    row = FrozenPiece(1, "pieces/a.txt", "0" * 64, "A", communicated_on=DAY, to="Me\tRoux\n\u202eet \x85associés\ufeff")
    (read,), diagnostics = read_lock(MemoryWorld({f"{FOLDER}/bordereau.lock": lock_text([row])}, DAY), FOLDER)
    assert (read.to, diagnostics) == ("Me Roux et  associés", ())


def test_half_of_a_sign_never_makes_a_lock_that_cannot_be_read() -> None:
    """An argument in Latin-1 reaches the program with such halves; YAML has no escape for them, and the numbers would be lost."""
    assert quoted("Me Lef\udce8vre") == '"Me Lef vre"'
    assert quoted("\ud800") == '""'
