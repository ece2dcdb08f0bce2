"""Numbers that were communicated never move."""

from __future__ import annotations

from datetime import date

from exhibits import bordereau_of, codes, invoice, lock_row, text_file, titles
from hypothesis import given, settings
from hypothesis import strategies as st

LOCK = (
    lock_row(1, "pieces/b.txt", text_file("b"), "Facture B")
    + lock_row(2, "pieces/retiree.txt", b"gone", "Lettre retirée", withdrawn=True)
    + lock_row(3, "pieces/a.txt", text_file("a"), "Facture A")
)
FILES: dict[str, str | bytes] = {
    "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt") + invoice("F-2", "2026-02-15", "pieces/b.txt", "pieces/c.txt"),
    "bordereau.lock": LOCK,
    **{f"pieces/{name}.txt": text_file(name) for name in "abc"},
}


def test_communicated_numbers_and_titles_stay_and_new_pieces_follow() -> None:
    """In the order of the bordereau a would come first; it was communicated as n° 3 and stays so."""
    found = bordereau_of(FILES)
    assert [(piece.number, piece.title) for piece in found.pieces] == [
        (1, "Facture B"), (2, "Lettre retirée"), (3, "Facture A"), (4, "Justificatif (facture F-2)")
    ]  # fmt: skip
    assert codes(found) == []


def test_a_withdrawn_piece_leaves_its_number_empty() -> None:
    """No page, no bytes, no path finds it, and nobody takes the number."""
    withdrawn = bordereau_of(FILES).pieces[1]
    assert (withdrawn.withdrawn, withdrawn.original, withdrawn.clean) == (True, None, None)
    assert bordereau_of(FILES).number_of("pieces/retiree.txt") is None


def test_a_communicated_piece_must_not_change() -> None:
    """Another content under a number that the other side knows is an error."""
    assert codes(bordereau_of({**FILES, "pieces/a.txt": b"other"})) == ["DC503"]


def test_a_communicated_piece_must_not_vanish() -> None:
    """Its number stays, its absence is an error."""
    gone = {name: data for name, data in FILES.items() if name != "pieces/a.txt"}
    found = bordereau_of(gone)
    assert "DC504" in codes(found)
    assert [piece.number for piece in found.pieces] == [1, 2, 3, 4]


def test_a_communicated_piece_that_nothing_cites_is_still_there() -> None:
    """It is shown, and a warning says that the case forgot it."""
    found = bordereau_of({**FILES, "factures.yaml": invoice("F-2", "2026-02-15", "pieces/b.txt", "pieces/c.txt")})
    assert titles(found)[2] == "Facture A"
    assert found.pieces[2].pages == 1
    assert codes(found) == ["DC505"]


def test_the_day_of_a_communication_is_not_the_date_of_a_piece() -> None:
    """A piece that its communication alone names still has no date of its own; one that is given there counts."""
    kept = {"factures.yaml": invoice("F-2", "2026-02-15", "pieces/b.txt", "pieces/c.txt")}
    event = "- {date: 2026-03-01, acte: communication, a_qui: Me Roux, pieces: [%s]}\n"
    dates = [
        bordereau_of({**FILES, **kept, "journal.yaml": event % named}).pieces[2].date
        for named in ("pieces/a.txt", "{fichier: pieces/a.txt, date: 2026-01-15}")
    ]
    assert dates == [None, date(2026, 1, 15)]


def test_a_communicated_piece_cannot_be_made_secret_afterwards() -> None:
    """The mark comes too late; the number stays and a warning says so."""
    marked = invoice("F-1", "2026-01-15", "{fichier: pieces/a.txt, confidentiel: oui}") + invoice(
        "F-2", "2026-02-15", "pieces/b.txt"
    )
    assert "DC505" in codes(bordereau_of({**FILES, "factures.yaml": marked}))


def test_two_communicated_copies_keep_their_two_numbers() -> None:
    """What was communicated twice stays twice."""
    lock = lock_row(1, "pieces/a.txt", b"same", "A") + lock_row(2, "pieces/b.txt", b"same", "B")
    files = {
        "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt", "pieces/b.txt"),
        "bordereau.lock": lock, "pieces/a.txt": b"same", "pieces/b.txt": b"same",
    }  # fmt: skip
    assert [piece.number for piece in bordereau_of(files).pieces] == [1, 2]


_DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 11, 20))


@given(st.lists(st.tuples(_DAYS, st.sampled_from(["facture", "journal", "contrat"])), max_size=5), st.permutations([1, 2, 3, 4]))
@settings(max_examples=60, deadline=None)
def test_no_later_entry_moves_a_communicated_number(added: list[tuple[object, str]], numbers: list[int]) -> None:
    """Whatever is added after a communication, in any order and with any date, the numbers given stay with their files."""
    known = [f"pieces/k{n}.txt" for n in range(4)]
    lock = "".join(lock_row(n, path, text_file(path), path) for n, path in sorted(zip(numbers, known, strict=True)))
    invoices = "".join(invoice(f"K-{n}", "2026-03-0" + str(n + 1), path) for n, path in enumerate(known))
    journal = ""
    extra: dict[str, str | bytes] = {}
    for n, (day, place) in enumerate(added):
        path = f"pieces/n{n}.txt"
        extra[path] = text_file(path)
        if place == "facture":
            invoices += invoice(f"N-{n}", str(day), path)
        else:
            journal += f"- {{date: {day}, canal: courriel, resume: x, pieces: [{path}]}}\n"
    files: dict[str, str | bytes] = {"factures.yaml": invoices, "bordereau.lock": lock, **extra}
    if journal:
        files["journal.yaml"] = journal
    files |= {path: text_file(path) for path in known}
    found = bordereau_of(files, inspect=False)
    for number, path in zip(numbers, known, strict=True):
        assert found.number_of(path) == number
    assert sorted(piece.number for piece in found.pieces) == list(range(1, 5 + len(added)))
