"""The firm's own books: open invoices of debtors who have a case, and what they paid; the lines of other customers stay where they are."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from import_support import AFFAIRE, CASE, INVOICE, Told, cases, imported, incoming, state, workspace

from dossier.ground.money import Money

TITLES = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate",
    "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
Row = tuple[str, ...]
TWIN = "2026-002-sud-beton"


def line(
    journal: str, number: str, day: str, account: str, name: str, piece: str, label: str, cents: int, letter: str = ""
) -> Row:
    """One booked line; positive cents in debit."""
    euros = f"{abs(cents) // 100},{abs(cents) % 100:02}"
    sums = (euros, "0,00") if cents >= 0 else ("0,00", euros)
    auxiliary = ("C" + name[:3], name) if account.startswith("411") else ("", "")
    return (journal, "", number, day, account, "", *auxiliary, piece, day, label, *sums, letter, "", "", "", "")


def sale(number: str, day: str, name: str, piece: str, cents: int, letter: str = "") -> list[Row]:
    """An invoice with 20 % of VAT, or a credit note."""
    net = cents * 100 // 120
    text = f"Vente {piece}"
    return [
        line("VE", number, day, "411000", name, piece, text, cents, letter), line("VE", number, day, "706000", "", piece, text, -net),
        line("VE", number, day, "445710", "", piece, text, net - cents),
    ]  # fmt: skip


def receipt(number: str, day: str, name: str, label: str, cents: int, letter: str = "") -> list[Row]:
    """Money on the bank's account from a customer."""
    return [
        line("BQ", number, day, "512000", "", number, label, cents),
        line("BQ", number, day, "411000", name, number, label, -cents, letter),
    ]


BOOKS = [
    *sale("1", "20260102", "SUD BETON SARL", "F-2026-001", 120000),
    *sale("2", "20260320", "SUD BETON SARL", "F-2026-021", 60000),
    *sale("3", "20260321", "CABINET ZOE", "F-2026-022", 99900),
    *sale("4", "20260322", "SUD BETON SARL", "F-2026-023", 24000, "AA"),
    *receipt("B1", "20260302", "SUD BETON SARL", "VIR SUD BETON ACOMPTE F-2026-001", 50000),
    *receipt("B2", "20260303", "CABINET ZOE", "SECRETS DE ZOE", 1000),
    line("AN", "A1", "20260101", "411000", "SUD BETON SARL", "AN", "A NOUVEAU", 33300),
]


def fec(rows: Sequence[Row], sign: str = "\t", encoding: str = "utf-8") -> bytes:
    """The file, parted by tabs or bars."""
    return "\r\n".join(sign.join(row) for row in (TITLES, *rows)).encode(encoding)


def by_sense(rows: Sequence[Row]) -> bytes:
    """The other form: one amount and its sense."""
    titles = (*TITLES[:11], "Montant", "Sens", *TITLES[13:])
    told = [(*row[:11], *((row[11], "D") if row[11] != "0,00" else (row[12], "C")), *row[13:]) for row in rows]
    return "\n".join("|".join(row) for row in (titles, *told)).encode()


def taken(tmp_path: Path, content: bytes, *arguments: str, **more: str | bytes) -> tuple[Path, Told]:
    """A workspace into which one file was imported, and what was said."""
    root = workspace(tmp_path, **more)
    return root, imported(root, incoming(tmp_path, {"987654324FEC20261231.txt": content}), *arguments)


@pytest.mark.parametrize(
    "content",
    [fec(BOOKS), fec(BOOKS, "|"), fec(BOOKS, encoding="cp1252"), fec(BOOKS, encoding="utf-16"), by_sense(BOOKS)],
    ids=range(5),
)
def test_open_invoices_and_payments_of_debtors_come_in(tmp_path: Path, content: bytes) -> None:
    """As the rows of the file say, read by hand; a lettered invoice is paid, and other customers' lines are in no file."""
    root, told = taken(tmp_path, content)
    assert told.code == 0
    case = cases(root)[CASE]
    new = {
        row[8]: row
        for row in csv.reader(io.StringIO(fec(BOOKS).decode()), delimiter="\t")
        if row[4] == "411000" and row[8] == "F-2026-021"
    }
    (invoice,) = [i for i in case.invoices if i.number in new]
    assert (f"{invoice.date:%Y%m%d}", invoice.gross) == (new["F-2026-021"][9], Money.of(new["F-2026-021"][11].replace(",", ".")))
    assert (invoice.net, invoice.vat, invoice.due) == (Money(50000), Money(10000), None)
    assert len(case.invoices) == 2
    (payment,) = case.payments
    assert (payment.date, payment.amount, payment.invoice) == (date(2026, 3, 2), Money(50000), "F-2026-001")
    assert told.codes == {"DC845"}
    assert sorted(told.standings) == ["known", "new", "new", "other", "other", "other", "other"]
    assert not any(b"ZOE" in data for data in state(root).values())
    once = state(root)
    again = imported(root, tmp_path / "entrant")
    assert "new" not in again.standings and again.code == 0
    assert state(root) == once


def test_what_the_letter_joins_is_what_was_paid(tmp_path: Path) -> None:
    """The receipt's label is silent; the letter that it shares with the invoice names it."""
    rows = [
        *sale("1", "20260102", "SUD BETON SARL", "F-2026-001", 120000, "AB"),
        *receipt("B1", "20260302", "SUD BETON SARL", "VIREMENT", 120000, "AB"),
    ]
    root, told = taken(tmp_path, fec(rows))
    assert told.standings == ["known", "new"]
    assert cases(root)[CASE].payments[0].invoice == "F-2026-001"


def test_an_invoice_in_two_lines_is_one(tmp_path: Path) -> None:
    """Two due dates make two lines of the customer's account, and one invoice."""
    whole = sale("2", "20260320", "SUD BETON", "F-2026-021", 60000)
    parts = [line("VE", "2", "20260320", "411000", "SUD BETON", "F-2026-021", "Vente", cents) for cents in (20000, 40000)]
    root, told = taken(tmp_path, fec([*parts, *whole[1:]]))
    assert told.standings == ["new"]
    invoice = cases(root)[CASE].invoices[-1]
    assert (invoice.gross, invoice.net, invoice.vat) == (Money(60000), Money(50000), Money(10000))


def test_a_sale_paid_at_once_is_a_sale_and_a_payment(tmp_path: Path) -> None:
    """One booking with an account of money in it: what the customer owed less is no credit note."""
    rows = [
        *sale("2", "20260320", "SUD BETON", "F-2026-021", 60000),
        line("VE", "2", "20260320", "411000", "SUD BETON", "F-2026-021", "Acompte F-2026-021", -10000),
        line("VE", "2", "20260320", "530000", "", "F-2026-021", "Acompte", 10000),
    ]  # fmt: skip
    root, told = taken(tmp_path, fec(rows))
    assert told.standings == ["new", "new"]
    assert cases(root)[CASE].payments[0].amount == Money(10000)


def test_a_credit_note_against_a_debtor_is_for_a_person(tmp_path: Path) -> None:
    """It lowers the claim, and the books do not say which invoice: DC843, exit 1; of another customer it is no concern."""
    rows = [*sale("5", "20260401", "SUD BETON", "AV-2026-003", -12000), *sale("6", "20260401", "ZOE", "AV-2026-004", -12000)]
    root, told = taken(tmp_path, fec(rows))
    assert (told.code, told.standings, told.codes) == (1, ["unsure", "other"], {"DC843"})
    assert len(cases(root)[CASE].invoices) == 1
    noted = INVOICE + "- numero: AV-2026-003\n  type: avoir\n  sur: F-2026-001\n  date: 2026-04-01\n  montant_ttc: 120.00\n"
    _, told = taken(tmp_path / "b", fec(rows), **{f"cases/{CASE}/factures.yaml": noted})
    assert told.standings == ["known", "other"]


def test_a_longer_name_is_another_customer_until_a_person_says_so(tmp_path: Path) -> None:
    """« SUD BETON MARSEILLE » is not « SUD BÉTON »: listed, and written by --likely or --case."""
    content = fec(sale("2", "20260320", "SUD BETON MARSEILLE", "F-2026-021", 60000))
    root, told = taken(tmp_path / "a", content)
    assert (told.code, told.standings, told.codes) == (1, ["unsure"], {"DC843"})
    assert len(cases(root)[CASE].invoices) == 1
    for place, more in (("b", ["--likely"]), ("c", ["--case", CASE])):
        root, told = taken(tmp_path / place, content, *more)
        assert told.standings == ["new"]


def test_a_case_before_a_judge_takes_no_invoice_more(tmp_path: Path) -> None:
    """What is asked of a judge does not grow by itself."""
    filed = "- date: 2026-06-01\n  acte: requete_injonction\n"
    content = fec(sale("2", "20260320", "SUD BETON", "F-2026-021", 60000))
    root, told = taken(tmp_path, content, **{f"cases/{CASE}/journal.yaml": filed})
    assert (told.code, told.standings, told.codes) == (1, ["unsure"], {"DC843"})
    assert "stade" in told.why("DC843")
    assert "factures/" not in "".join(state(root))


def test_two_cases_of_one_customer_and_another_sum(tmp_path: Path) -> None:
    """Which of the two an invoice belongs to is asked; an invoice whose sum contradicts the case is refused."""
    twin = {f"cases/{TWIN}/affaire.yaml": AFFAIRE, f"cases/{TWIN}/factures.yaml": INVOICE.replace("F-2026-001", "F-2026-050")}
    rows = [*sale("2", "20260320", "SUD BETON", "F-2026-021", 60000), *sale("1", "20260102", "SUD BETON", "F-2026-001", 130000)]
    _, told = taken(tmp_path, fec(rows), **twin)
    assert told.code == 1
    assert sorted(told.standings) == ["refused", "unsure"]
    assert told.codes == {"DC816", "DC843"}


def test_the_books_of_two_years_and_the_bank_together(tmp_path: Path) -> None:
    """An invoice carried forward is not taken twice, and what bank and books both tell is one payment until a person says two."""
    folder = {
        "987654324FEC20251231.txt": fec(sale("9", "20251220", "SUD BETON", "F-2025-090", 48000)),
        "987654324FEC20261231.txt": fec(
            [line("AN", "1", "20260101", "411000", "SUD BETON", "F-2025-090", "A NOUVEAU", 48000), *BOOKS]
        ),
        "releve.csv": "Date;Libellé;Montant\n04/03/2026;VIR SEPA SUD BETON F-2026-001;500,00\n".encode(),
    }
    root = workspace(tmp_path)
    told = imported(root, incoming(tmp_path, folder))
    case = cases(root)[CASE]
    assert sorted(i.number for i in case.invoices) == ["F-2025-090", "F-2026-001", "F-2026-021"]
    assert len(case.payments) == 1
    assert told.rows[-1]["standing"] == "unsure" and "autre référence" in told.rows[-1]["why"]


def test_drafts_without_numbers_are_parted_by_their_pieces(tmp_path: Path) -> None:
    """Programs give EcritureNum when a booking is validated; before, the piece tells bookings apart."""
    rows = [*sale("", "20260320", "SUD BETON", "F-2026-021", 60000), *sale("", "20260320", "ZOE", "F-2026-022", 1200)]
    root, told = taken(tmp_path, fec(rows))
    assert sorted(told.standings) == ["new", "other"]
    assert cases(root)[CASE].invoices[-1].net == Money(50000)


def test_lines_that_cannot_be_read_and_columns_that_lack_are_named(tmp_path: Path) -> None:
    """DC841 with the line; DC811 for a file that is none."""
    bad = [
        *sale("2", "20260320", "SUD BETON", "F-2026-021", 60000),
        line("VE", "7", "20261399", "411000", "SUD BETON", "F-9", "X", 100),
    ]
    _, told = taken(tmp_path / "a", fec(bad))
    assert told.codes == {"DC841", "DC845"} and "ligne 5 : date illisible" in told.why("DC841")
    _, told = taken(tmp_path / "b", b"JournalCode\tCompteNum\nVE\t411000\n")
    assert (told.code, told.codes) == (1, {"DC811"})


def test_a_hostile_label_is_kept_as_text(tmp_path: Path) -> None:
    """What a customer had himself called is no YAML and no formula."""
    rows = sale("2", "20260320", "SUD BETON", "F-2026-021", 60000)
    rows = [(*row[:10], "=1+1: {a: !x} # \u202e <b>", *row[11:]) for row in rows]
    root, told = taken(tmp_path, fec(rows))
    assert told.standings == ["new"]
    assert cases(root)[CASE].invoices[-1].subject == "=1+1: {a: !x} # <b>"
