"""Bank files of every format: amounts, days, names and references as they were written, and words for what cannot be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statement_makers import Move, camt, cfonb, ofx

from dossier.ground.money import ZERO, Money
from dossier.statements.cfonb import signed
from dossier.statements.line import BankStatement, UnfitStatement
from dossier.statements.read import read_job, statements_of
from dossier.statements.table import day_of, money_of

MOVES: list[Move] = [
    (date(2026, 3, 2), 50000, "SUD BETON", "ACOMPTE F-2026-014"),
    (date(2026, 3, 5), -7260, "ETUDE MARTIN", "SIGNIFICATION"),
    (date(2026, 3, 31), 1, "ESSAI", "UN CENTIME"),
]
FILES = {
    "camt": camt(MOVES), "camt-08": camt(MOVES, version="08"), "cfonb": cfonb(MOVES), "cfonb-sans-lignes": cfonb(MOVES, ends=""),
    "ofx": ofx(MOVES, True), "ofx-sgml": ofx(MOVES, False),
}  # fmt: skip


def only(data: bytes, mapping: dict[str, str] | None = None) -> BankStatement:
    """The one statement of a file."""
    _, (found,) = statements_of(data, [mapping] if mapping else [])
    return found


@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_the_same_movements(name: str) -> None:
    """Days, signed cents, who paid and what for."""
    found = only(FILES[name])
    assert [(line.day, line.amount.cents, line.name) for line in found.lines] == [move[:3] for move in MOVES]
    assert all(text in line.label for line, (_, _, _, text) in zip(found.lines, MOVES, strict=True))
    assert not found.remarks and found.gap == ZERO


def test_what_the_balances_do_not_explain_is_told() -> None:
    """A record that was lost shows in the balances."""
    whole = cfonb(MOVES).decode().split("\r\n")
    lost = "\r\n".join(row for i, row in enumerate(whole) if i not in (1, 2, 3)).encode()
    assert only(lost).gap == Money(50000)
    facts = read_job({}, {"file": lost}).facts
    assert "écart de 500,00" in facts["statements"][0]["remarks"][-1]


def test_an_entry_of_several_transfers_is_parted() -> None:
    """A batch is booked as one sum; its transfers come from different payers."""
    entry = camt([(date(2026, 3, 2), 50000, "A", "X")]).decode()
    two = entry.replace(
        "<TxDtls>", '<TxDtls><Amt Ccy="EUR">200.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>', 1
    ).replace("</NtryDtls>", '<TxDtls><Amt Ccy="EUR">300.00</Amt><RltdPties><Dbtr><Nm>B</Nm></Dbtr></RltdPties></TxDtls></NtryDtls>')  # fmt: skip
    assert [(line.name, line.amount.cents) for line in only(two.encode()).lines] == [("A", 20000), ("B", 30000)]
    wrong = two.replace("300.00", "301.00")
    assert [(line.amount.cents) for line in only(wrong.encode()).lines] == [50000]


def test_pending_and_foreign_movements_are_left_out_and_said() -> None:
    """What is not booked may never come; what is not in euros is not counted."""
    pending = camt(MOVES).replace(b"<Sts>BOOK</Sts>", b"<Sts>PDNG</Sts>", 1)
    found = only(pending)
    assert len(found.lines) == 2 and "non comptabilisé" in found.remarks[0]
    assert not only(camt(MOVES, currency="CHF")).lines and "CHF" in only(camt(MOVES, currency="CHF")).remarks[0]
    assert not only(ofx(MOVES, True, currency="USD")).lines and "USD" in only(ofx(MOVES, True, currency="USD")).remarks[0]


CSV = "Compte courant;;;\nDate opération;Libellé;Débit (€);Crédit (€)\n02/03/2026;VIR SUD BÉTON F-2026-014;;1 500,00\n05/03/26;ÉTUDE;-72,60;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_known_by_its_titles_in_any_encoding(encoding: str) -> None:
    """Two columns or one, whatever sign the bank gives a debit."""
    found = only(CSV.encode(encoding))
    assert [(line.day, line.amount.cents) for line in found.lines] == [(date(2026, 3, 2), 150000), (date(2026, 3, 5), -7260)]
    assert found.lines[0].label == "VIR SUD BÉTON F-2026-014" and found.lines[0].at == 3
    one = only(b"date,montant,libelle,reference\n2026-03-02,1500.00,VIR,R1\n2026-03-03,-12.5,CB,\n")
    assert [(line.amount.cents, line.reference) for line in one.lines] == [(150000, "R1"), (-1250, "")]


def test_unknown_columns_are_named_and_a_mapping_reads_them() -> None:
    """The words of the message are those to write in the mapping."""
    data = b"Jour;Somme;Texte\n02/03/2026;12,00;VIR\n"
    with pytest.raises(UnfitStatement, match="« Jour », « Somme », « Texte »"):
        statements_of(data)
    assert only(data, {"date": "Jour", "montant": "Somme", "libelle": "Texte"}).lines[0].amount == Money(1200)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("31/02/2026;1,00;;", "date illisible"), ("02/03/2026;1.234;;", "montant illisible"), ("02/03/2026;;;", "sans montant"),
        ("02/03/2026;=1+1;;", "montant illisible"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_said_and_the_others_stay(row: str, why: str) -> None:
    """With its number in the file."""
    found = only(f"Date;Montant;Débit;Crédit\n{row}\n03/03/2026;5,00;;\n".encode())
    assert len(found.lines) == 1 and found.remarks[0].startswith("ligne 2 : ") and why in found.remarks[0]


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1 234,56", 123456), ("1.234,56", 123456), ("-1234.56", -123456), ("\u22121\u202f234,5 €", -123450), ("12", 1200), ("0,01", 1), ("+3,00", 300)],
)  # fmt: skip
def test_amounts(text: str, cents: int) -> None:
    """As French banks write them."""
    assert money_of(text) == Money(cents)


@pytest.mark.parametrize("text", ["1.234", "1,234", "", "1e3", "0x10", "12,345", "١٢"])
def test_amounts_that_may_be_two_things_are_refused(text: str) -> None:
    """Thousands or decimals: nobody can tell."""
    with pytest.raises(UnfitStatement):
        money_of(text)


def test_days() -> None:
    """The day before the month."""
    assert day_of("05/03/2026") == day_of("5.3.2026") == day_of("05-03-26") == day_of("2026-03-05") == date(2026, 3, 5)


@given(st.integers(-(10**13) + 1, 10**13 - 1))
def test_signed_amounts_of_cfonb_come_back(cents: int) -> None:
    """The last sign bears the sign, zero included."""
    digits = f"{abs(cents):014d}"
    letter = ("{ABCDEFGHI" if cents >= 0 else "}JKLMNOPQR")[int(digits[13])]
    assert signed(digits[:13] + letter, "2") == Money(cents)
    assert signed(digits[:13] + letter, "0") == Money(cents * 100)


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-(10**9), 10**9).filter(bool),
                          st.text("ABC É", min_size=1, max_size=12).filter(str.strip), st.text("F-0123", min_size=1, max_size=12)), min_size=1, max_size=6))  # fmt: skip
def test_any_movements_come_back_from_each_format(moves: list[Move]) -> None:
    """Nothing lost, nothing changed."""
    for data in (camt(moves), cfonb(moves), ofx(moves, True), ofx(moves, False)):
        found = only(data)
        assert [(line.day, line.amount.cents) for line in found.lines] == [move[:2] for move in moves]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Never an exception that nobody expects."""
    for head in (b"", b"0130003    ", b"<OFX>", b"<Document>BkToCstmrStmt"):
        try:
            statements_of(head + data)
        except UnfitStatement as error:
            assert str(error)


def test_hostile_xml_reads_nothing() -> None:
    """No entity, no file."""
    data = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Document>camt.053 BkToCstmrStmt &e;</Document>'
    with pytest.raises(UnfitStatement, match="entités"):
        statements_of(data)


def test_files_of_a_folder_are_read_or_refused(request: pytest.FixtureRequest) -> None:
    """`--evidence FOLDER` adds files of other banks: each is read, or refused with a reason."""
    folder = request.config.getoption("--evidence", default=None)
    for path in sorted(Path(folder).rglob("*")) if folder else []:
        if path.suffix.lower() in (".cfo", ".ofx", ".xml", ".csv", ".120"):
            try:
                statements_of(path.read_bytes())
            except UnfitStatement as error:
                assert str(error)


@pytest.mark.parametrize(("text", "decimals"), [("²" * 13 + "{", "2"), ("¹" + "0" * 12 + "A", "2"), ("٣" * 13 + "{", "2")])
def test_signs_that_only_look_like_digits_are_no_amount(text: str, decimals: str) -> None:
    """« ² » is a digit to Python's `isdigit` and none to `int`: the movement is said to be illegible, the file is read."""
    assert signed(text, decimals) is None


def test_a_record_with_odd_digits_is_said_and_the_others_stay() -> None:
    """No sign in an amount stops the reading of a bank's file."""
    rows = cfonb(MOVES).decode("cp1252").splitlines(keepends=True)
    first = next(n for n, row in enumerate(rows) if row.startswith("04"))
    rows[first] = rows[first][:90] + "²" + rows[first][91:]
    found = only("".join(rows).encode("cp1252"))
    assert [line.amount.cents for line in found.lines] == [move[1] for move in MOVES[1:]]
    assert sum("illisible" in remark for remark in found.remarks) == 1


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "unicode-escape", "zlib"])
def test_a_charset_that_is_none_is_not_used(charset: str) -> None:
    """An OFX names its charset: codecs of Python that are none for messages raise or take hours, so the file is read as UTF-8."""
    data = b'<?xml version="1.0" encoding="' + charset.encode() + b'"?>' + ofx(MOVES, False).partition(b"<OFX>")[2]
    found = only(data.replace(b'"?>', b'"?><OFX>', 1))
    assert [line.amount.cents for line in found.lines] == [move[1] for move in MOVES]
