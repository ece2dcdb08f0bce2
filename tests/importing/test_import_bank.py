"""Statements of banks: what pays a case becomes its payment once, what only may is asked or listed, and nobody else's lines get in."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "statements"))

import einvoice_makers as make
from import_support import AFFAIRE, CASE, DAY, FIRM, INVOICE, Told, cases, imported, incoming, state, workspace
from statement_makers import Move, camt, cfonb, ofx

from dossier.cli.root import run
from dossier.ground.money import Money

PAID: Move = (date(2026, 3, 2), 50000, "SUD BETON", "ACOMPTE F-2026-001")
STRANGER: Move = (date(2026, 3, 4), 77777, "CABINET MEDICAL ZOE", "HONORAIRES SECRETS")
MOVES = [PAID, (date(2026, 3, 5), -7260, "ETUDE MARTIN", "SIGNIFICATION"), STRANGER]
PAYMENT = f"cases/{CASE}/paiements/2026-03-02-virement.yaml"
OTHER = "2026-002-nord-metal"
NORD = {
    f"cases/{OTHER}/affaire.yaml": AFFAIRE.replace("SUD BÉTON", "NORD MÉTAL").replace("123456782", "732829320").replace("sud-beton", "nord-metal"),
    f"cases/{OTHER}/factures.yaml": INVOICE.replace("F-2026-001", "F-2026-099").replace("1200.00", "700.00"),
}  # fmt: skip


def table(*rows: str, titles: str = "Date;Libellé;Montant") -> str:
    """A bank's CSV."""
    return "\n".join([titles, *rows, ""])


def taken(
    tmp_path: Path, content: bytes | str, *arguments: str, name: str = "releve.csv", **more: str | bytes
) -> tuple[Path, Told]:
    """A workspace into which one file was imported, and what was said."""
    root = workspace(tmp_path, **more)
    folder = incoming(tmp_path, {name: content})
    return root, imported(root, folder / name, *arguments)


FILES = {
    "camt-02.xml": camt(MOVES), "camt-04.xml": camt(MOVES, version="04"), "camt-08.xml": camt(MOVES, version="08"),
    "xml.ofx": ofx(MOVES, True), "sgml.ofx": ofx(MOVES, False), "lignes.cfo": cfonb(MOVES), "sans-lignes.cfo": cfonb(MOVES, ends=""),
    "windows.csv": table("02/03/2026;VIR SUD BÉTON F-2026-001;500,00", "04/03/2026;ZOE SECRETS;777,77").encode("cp1252"),
    "sens.csv": table("02/03/26;VIR SUD BÉTON F-2026-001;;500,00", "05/03/26;ETUDE;-72,60;", titles="Date opération;Libellé;Débit (€);Crédit (€)"),
    "point.csv": table("2026-03-02,VIR SUD BETON,F-2026-001,500.00", titles="date,description,motif,amount"),
    "tabs.tsv": table("02/03/2026\tVIR SUD BETON F2026001\t1 500,00 €", titles="Date\tLibelle\tMontant").replace("1 500", "500"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_the_payment_and_nothing_of_others(tmp_path: Path, name: str) -> None:
    """Day, amount, invoice and label are the file's; the file itself is not kept, and no label of another line is."""
    root, told = taken(tmp_path, FILES[name], name=name)
    assert told.code == 0
    assert told.standings[0] == "new" and set(told.standings[1:]) <= {"other"}
    (payment,) = cases(root)[CASE].payments
    assert (payment.date, payment.amount, payment.invoice, payment.means) == (
        date(2026, 3, 2),
        Money(50000),
        "F-2026-001",
        "virement",
    )
    assert "F" in payment.reference and "001" in payment.reference
    after = state(root)
    assert {path for path in after if path not in state(workspace(tmp_path / "avant"))} == {PAYMENT}
    assert not any(word in content for content in after.values() for word in (b"ZOE", b"SECRETS", b"ETUDE"))


def test_a_booking_of_several_transfers_is_read_by_its_parts(tmp_path: Path) -> None:
    """One collective entry whose details have their own amounts: each is a movement, as XPath finds them."""
    whole = camt([(date(2026, 3, 2), 80000, "LOT", "LOT")]).decode()
    parts = "".join(
        f'<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">{euros}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>{who}</Nm></Dbtr></RltdPties>'
        f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"
        for euros, who, text in (("500.00", "SUD BETON", "F-2026-001"), ("300.00", "ZOE", "SECRETS"))
    )
    start, end = whole.index("<TxDtls>"), whole.index("</NtryDtls>")
    content = whole[:start] + parts + whole[end:]
    root, told = taken(tmp_path, content, name="lot.xml")
    amounts = etree.fromstring(content.encode()).xpath("//*[local-name()='TxAmt']/*[local-name()='Amt']/text()")
    assert amounts == ["500.00", "300.00"]
    assert told.standings == ["new", "other"]
    (payment,) = cases(root)[CASE].payments
    assert payment.amount == Money.of(amounts[0])
    assert b"ZOE" not in state(root)[PAYMENT]


def test_twice_changes_nothing_and_a_preview_writes_nothing(tmp_path: Path) -> None:
    """The same statement again, and the one of the next month that has the last days of this one."""
    folder = incoming(
        tmp_path, {"mars.xml": camt(MOVES), "avril.xml": camt([PAID, (date(2026, 4, 2), 10000, "SUD BETON", "F-2026-001")])}
    )
    root = workspace(tmp_path)
    before = state(root)
    assert imported(root, folder / "mars.xml", "--dry-run").standings[0] == "new"
    assert state(root) == before
    assert imported(root, folder / "mars.xml").standings[0] == "new"
    once = state(root)
    assert imported(root, folder / "mars.xml").standings[0] == "known"
    assert state(root) == once
    assert imported(root, folder).standings.count("new") == 1
    assert [p.amount.cents for p in cases(root)[CASE].payments] == [50000, 10000]
    assert imported(root, folder).standings.count("new") == 0


def test_two_equal_movements_of_one_day_are_two_payments(tmp_path: Path) -> None:
    """And stay two, in one file or in two that overlap, read together."""
    rows = ("02/03/2026;VIR SUD BETON F-2026-001;100,00",) * 2
    root = workspace(tmp_path)
    folder = incoming(tmp_path, {"a.csv": table(*rows), "b.csv": table(*rows, "09/03/2026;VIR SUD BETON F-2026-001;50,00")})
    told = imported(root, folder)
    assert sorted(told.standings) == ["known", "known", "new", "new", "new"]
    assert sorted(p.amount.cents for p in cases(root)[CASE].payments) == [5000, 10000, 10000]
    assert set(imported(root, folder).standings) == {"known"}


BY_HAND = "- date: 2026-03-0{day}\n  montant: 500.00\n  reference: virement reçu, vu sur l’appli\n"


@pytest.mark.parametrize(("day", "standing"), [("2", "unsure"), ("4", "unsure"), ("9", "new")])
def test_a_payment_entered_by_hand_is_not_entered_twice(tmp_path: Path, day: str, standing: str) -> None:
    """The same amount about the same day under other words: a person says whether it is the same, even with --likely."""
    root, told = taken(
        tmp_path,
        table("02/03/2026;VIR SUD BETON F-2026-001;500,00"),
        "--likely",
        **{f"cases/{CASE}/paiements.yaml": BY_HAND.format(day=day)},
    )
    assert told.standings == [standing]
    assert told.code == (standing == "unsure")
    assert len(cases(root)[CASE].payments) == (1 if standing == "unsure" else 2)
    assert standing == "new" or "déjà sous une autre référence" in told.why("DC843")


def test_a_payment_by_hand_without_words_is_the_movement_unless_the_label_names_another_case(tmp_path: Path) -> None:
    """A silent entry of another debtor, of the same day and amount, does not swallow what this one paid."""
    silent = "- date: 2026-03-02\n  montant: 500.00\n"
    row = table("02/03/2026;VIR SUD BETON F-2026-001;500,00")
    _, told = taken(tmp_path / "a", row, **{f"cases/{CASE}/paiements.yaml": silent})
    assert told.standings == ["known"]
    root, told = taken(tmp_path / "b", row, **NORD, **{f"cases/{OTHER}/paiements.yaml": silent})
    assert told.standings == ["new"]
    assert len(cases(root)[CASE].payments) == 1


LIKELY = [
    ("VIR SEPA BETON SUD;500,00", "nomme SUD BÉTON"),
    ("VIR REF F-2026-001;500,00", "cite F-2026-001"),
    ("VIR SANS RIEN;1200,00", "le montant est celui"),
]


@pytest.mark.parametrize(("row", "why"), LIKELY)
def test_what_fits_by_half_is_listed_and_written_when_asked_for(tmp_path: Path, row: str, why: str) -> None:
    """Name, number or amount alone: exit 1 and DC843; --likely and --case write it, to be looked at."""
    root, told = taken(tmp_path, table(f"02/03/2026;{row}"))
    assert (told.code, told.standings, told.codes) == (1, ["unsure"], {"DC843"})
    assert why in told.why("DC843")
    assert not cases(root)[CASE].payments
    file = tmp_path / "entrant" / "releve.csv"
    for number, more in enumerate((["--likely"], ["--case", CASE])):
        other = workspace(tmp_path / str(number))
        assert imported(other, file, *more).code == 0
        assert len(cases(other)[CASE].payments) == 1
        assert "à vérifier" in state(other)[PAYMENT].decode()


@pytest.mark.parametrize(
    ("row", "standing"),
    [("VIR SUD BETON F-2026-001;12,00", "new"), ("VIR F2026001;1200,00", "new"), ("VIR NORD METAL F-2026-001;12,00", "unsure"),
     ("VIR F-2026-001 F-2026-099 SUD BETON;1900,00", "unsure"), ("VIR F-2026-0011 BETON;12,00", "other")],
)  # fmt: skip
def test_number_with_name_or_amount_is_sure(tmp_path: Path, row: str, standing: str) -> None:
    """A payment in part too; another debtor's name, or the invoices of two cases, are not."""
    _, told = taken(tmp_path, table(f"02/03/2026;{row}"), **NORD)
    assert told.standings == [standing]


def test_a_named_case_takes_nothing_that_fits_another_better(tmp_path: Path) -> None:
    """With --case, a transfer that cites another case's invoice is told and not written, though its amount fits the named one."""
    rows = ("02/03/2026;VIR NORD METAL F-2026-099;1200,00", "03/03/2026;VIR SUD BETON;10,00")
    root, told = taken(tmp_path, table(*rows), "--case", CASE, **NORD)
    assert told.standings == ["other", "new"]
    assert OTHER in told.rows[0]["why"]
    assert [p.amount.cents for p in cases(root)[CASE].payments] == [1000]
    assert not cases(root)[OTHER].payments


def test_several_cases_of_one_debtor_are_for_a_person(tmp_path: Path) -> None:
    """The name fits both: both are told, none is taken, until one is named."""
    twin = {f"cases/{OTHER}/affaire.yaml": AFFAIRE, f"cases/{OTHER}/factures.yaml": INVOICE.replace("F-2026-001", "F-2026-050")}
    row = table("02/03/2026;VIR SUD BETON;33,00")
    _, told = taken(tmp_path / "a", row, "--likely", **twin)
    assert told.standings == ["unsure"]
    assert CASE in told.why("DC843") and OTHER in told.why("DC843")
    root, told = taken(tmp_path / "b", row, "--case", OTHER, **twin)
    assert told.standings == ["new"]
    assert len(cases(root)[OTHER].payments) == 1


def test_an_amount_before_the_invoice_speaks_for_nothing(tmp_path: Path) -> None:
    """Money that came before anything was owed pays something else."""
    _, told = taken(tmp_path, table("15/12/2025;VIR SANS RIEN;1200,00"))
    assert told.standings == ["other"]


RETURN = table("09/03/2026;REJET PRLV SUD BETON F-2026-001;-500,00")


def test_a_direct_debit_that_came_back_is_told_until_it_is_noted(tmp_path: Path) -> None:
    """The finding names the entry; once that says `rejete_le`, the movement is known."""
    paid = "- date: 2026-03-02\n  montant: 500.00\n  moyen: prelevement\n  reference: PRLV SUD BETON\n"
    root, told = taken(tmp_path / "a", RETURN, **{f"cases/{CASE}/paiements.yaml": paid})
    assert (told.code, told.standings, told.codes) == (1, ["unsure"], {"DC844"})
    (finding,) = told.rows[0]["diagnostics"]
    assert "rejete_le: 2026-03-09" in str(finding) and "02/03/2026" in str(finding)
    assert len(cases(root)[CASE].payments) == 1
    _, told = taken(tmp_path / "b", RETURN, **{f"cases/{CASE}/paiements.yaml": paid + "  rejete_le: 2026-03-09\n"})
    assert (told.code, told.standings) == (0, ["known"])


def test_money_pays_an_invoice_that_the_same_run_brings(tmp_path: Path) -> None:
    """Of the case that is there, or of one that the invoice opens."""
    firm = make.ubl(BT_1="F-2026-020")
    new = make.ubl(
        BT_1="F-2026-021", BG_7={"legal_identifier": "732829320", "vat_identifier": "FR44732829320", "name": "NORD METAL SAS"}
    )
    rows = ("02/03/2026;VIR SUD BETON F-2026-020;5,00", "02/03/2026;VIR NORD METAL F-2026-021;6,00")
    root = workspace(tmp_path)
    told = imported(root, incoming(tmp_path, {"a.xml": firm, "b.xml": new, "releve.csv": table(*rows)}))
    assert told.standings == ["new"] * 4
    found = cases(root)
    assert sorted(p.invoice for case in found.values() for p in case.payments) == ["F-2026-020", "F-2026-021"]
    assert [p.invoice for p in found[CASE].payments] == ["F-2026-020"]


def test_the_amount_of_an_invoice_of_the_same_run_is_known(tmp_path: Path) -> None:
    """Its number and its amount make a payment sure, though the case has not been weighed with it."""
    bill = make.ubl(BT_1="F-2026-020")
    (gross,) = etree.fromstring(bill).xpath("//*[local-name()='TaxInclusiveAmount']/text()")
    row = table(f"02/03/2026;VIR REF F2026020;{gross}")
    told = imported(workspace(tmp_path), incoming(tmp_path, {"a.xml": bill, "releve.csv": row}))
    assert told.standings == ["new", "new"]


def test_money_before_the_invoice_that_it_cites_is_for_a_person(tmp_path: Path) -> None:
    """Nobody designates an invoice that is not made yet; asked for, it is written without the invoice."""
    row = table("15/12/2025;VIR SUD BETON F-2026-001;100,00")
    root, told = taken(tmp_path / "a", row, "--likely")
    assert (told.code, told.standings, told.codes) == (1, ["unsure"], {"DC843"})
    root, told = taken(tmp_path / "b", row, "--case", CASE)
    assert told.standings == ["new"]
    assert cases(root)[CASE].payments[0].invoice == ""


MAPPING = 'releves:\n  - {banque: Autre, colonnes: {date: Quand, montant: Combien}}\n  - {colonnes: {date: Jour, montant: "Somme", libelle: "Texte"}}\n'


def test_unknown_columns_are_named_with_the_line_to_paste(tmp_path: Path) -> None:
    """DC842, exit 1; pasted into dossier.yaml, that very line makes the file read."""
    content = table("02/03/2026;500,00;VIR SUD BETON F-2026-001", titles="Jour;Somme : nette;Texte")
    root, told = taken(tmp_path, content)
    assert (told.code, told.standings, told.codes) == (1, ["refused"], {"DC842"})
    hint = str(told.rows[0]["diagnostics"][0]["hints"])
    line = hint[hint.index("releves:") : hint.rindex("]") - 1] if hint.rstrip().endswith("']") else hint[hint.index("releves:") :]
    (root / "dossier.yaml").write_text(f"{FIRM}{line}\n")
    assert imported(root, tmp_path / "entrant" / "releve.csv").standings == ["new"]
    assert cases(root)[CASE].payments[0].invoice == "F-2026-001"


def test_saved_columns_read_the_bank_whose_they_are(tmp_path: Path) -> None:
    """Of several banks the one whose titles the file has; a file with usual titles is read as before."""
    content = table("02/03/2026;500,00;VIR SUD BETON F-2026-001", titles="Jour;Somme;Texte")
    _, told = taken(tmp_path / "a", content, **{"dossier.yaml": FIRM + MAPPING})
    assert told.standings == ["new"]
    _, told = taken(tmp_path / "b", table("02/03/2026;VIR SUD BETON F-2026-001;500,00"), **{"dossier.yaml": FIRM + MAPPING})
    assert told.standings == ["new"]


def test_the_account_of_the_letters_is_held_against_that_of_the_statement(tmp_path: Path) -> None:
    """Another IBAN is worth a look and stops nothing."""
    firm = FIRM.replace("courriel: compta", "iban: FR7612345987650123456789014\n  courriel: compta")
    _, told = taken(tmp_path / "a", camt(MOVES), name="a.xml", **{"dossier.yaml": firm})
    assert told.code == 0 and told.codes == {"DC840"} and told.standings[0] == "new"
    firm = firm.replace("FR7612345987650123456789014", "FR76 3000 6000 0112 3456 7890 189")
    _, told = taken(tmp_path / "b", camt(MOVES), name="a.xml", **{"dossier.yaml": firm})
    assert told.codes == set()


HOSTILE = [
    "VIR SUD BETON F-2026-001: {a: !!python/object x} # -",
    '=HYPERLINK("http://x") SUD BETON F-2026-001 @SUM',
    "VIR SUD BETON F-2026-001 \x1b[31m\x07\u202e\u2028 fin",
    "<script>alert(1)</script> SUD BETON F-2026-001 {{ 1+1 }}",
    "'\"%&*!|> SUD BETON F-2026-001",
    "SUD BETON F-2026-001 " + "x" * 10_000,
    "n° de mandat et autres mots de la banque " * 20 + "SUD BETON F-2026-001",
]


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_label_is_a_sound_reference(tmp_path: Path, label: str) -> None:
    """It is kept as text on one line, not too long, and known again."""
    quoted = '"' + label.replace('"', '""') + '\nmontant: 1.00"'
    root, told = taken(tmp_path, table(f"02/03/2026;{quoted};500,00"))
    assert told.standings == ["new"]
    (payment,) = cases(root)[CASE].payments
    assert payment.amount == Money(50000) and len(payment.reference) <= 200
    assert all(c.isprintable() for c in payment.reference)
    assert imported(root, tmp_path / "entrant" / "releve.csv").standings == ["known"]


@pytest.mark.parametrize(
    ("row", "cents"),
    [("02/03/2026;SUD BETON F-2026-001;9999999999999,99", 999999999999999), ("31/12/2199;SUD BETON F-2026-001;1,00", 100),
     ("01/01/1900;SUD BETON F-2026-001;1,00", 100)],
)  # fmt: skip
def test_odd_amounts_and_days_are_kept_or_named(tmp_path: Path, row: str, cents: int) -> None:
    """What is written reads back; nothing is lost in silence."""
    root, told = taken(tmp_path, table(row))
    if told.standings == ["new"]:
        assert [p.amount.cents for p in cases(root)[CASE].payments] == [cents]
    else:
        assert told.code == 1 and told.codes


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("vide.csv", b"\n\n", "DC811"), ("titres.csv", b"Date;Montant\n", "DC811"), ("coupe.xml", camt(MOVES)[:900], "DC811"),
     ("rien.ofx", b"OFXHEADER:100\n<OFX></OFX>", "DC811"), ("long.cfo", cfonb(MOVES).replace(b"\r\n", b"x\r\n"), "DC811"),
     ("nul.csv", b"Date;Montant\n\0\0", "DC811")],
)  # fmt: skip
def test_a_file_that_is_no_statement_is_refused_by_name(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """Exit 1, one finding, nothing written."""
    root, told = taken(tmp_path, content, name=name)
    assert (told.code, told.codes) == (1, {code})
    assert state(root) == state(workspace(tmp_path / "avant"))


def test_lines_that_cannot_be_read_are_told_a_few_and_counted(tmp_path: Path) -> None:
    """DC841 with the line; of very many the first twenty and how many more."""
    bad = [f"{day:02}/13/2026;X;1,00" for day in range(1, 29)]
    _, told = taken(tmp_path, table("02/03/2026;VIR SUD BETON F-2026-001;500,00", *bad))
    assert told.code == 0 and told.standings == ["new"]
    assert told.why("DC841").startswith("ligne 3 : date illisible") and "et 8 autres lignes" in told.why("DC841")


def test_what_concerns_no_case_is_counted_beyond_the_first_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A month of a firm's movements does not bury the two that count."""
    rows = [f"02/03/2026;CLIENT {i};{i},00" for i in range(1, 60)]
    root = workspace(tmp_path)
    file = incoming(tmp_path, {"r.csv": table(*rows, "02/03/2026;VIR SUD BETON F-2026-001;500,00")}) / "r.csv"
    assert run(["-C", str(root), "--date", DAY, "import", str(file), "--dry-run"]) == 0
    said = capsys.readouterr()
    assert said.out.count("sans rapport") == 20
    assert "39 autres" in said.out + said.err and "nouveau" in said.out


def test_a_case_with_unsound_payments_gets_no_payment(tmp_path: Path) -> None:
    """What its payments are is not known, so none can be known again."""
    broken = "- date: 2026-03-02\n  montant: peu\n"
    root, told = taken(tmp_path, table("02/03/2026;VIR SUD BETON F-2026-001;500,00"), **{f"cases/{CASE}/paiements.yaml": broken})
    assert told.code == 1 and told.codes == {"DC831"}
    assert not (root / PAYMENT).exists()


def test_a_kept_list_is_continued(tmp_path: Path) -> None:
    """The payment goes to the end of the file that is kept by hand; what was there stays as it is."""
    kept = "# tenu à la main\n- date: 2026-02-02\n  montant: 1.00\n  reference: VIR SUD BETON\n"
    root, told = taken(tmp_path, table("02/03/2026;VIR SUD BETON F-2026-001;500,00"), **{f"cases/{CASE}/paiements.yaml": kept})
    assert told.rows[0]["files"] == [{"path": f"cases/{CASE}/paiements.yaml", "change": "extended"}]
    assert state(root)[f"cases/{CASE}/paiements.yaml"].decode().startswith(kept)
    assert len(cases(root)[CASE].payments) == 2
