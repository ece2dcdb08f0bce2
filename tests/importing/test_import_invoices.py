"""Electronic invoices become entries that say what another library reads in them, or a named finding; never twice, over nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

import einvoice_makers as make
import makers_xml as xml
from import_support import AFFAIRE, CASE, FIRM, INVOICE, Told, cases, imported, incoming, state, workspace
from makers_pdf import plain_pdf

from dossier.ground.money import Money
from dossier.model.case import Case
from dossier.model.ledger import Invoice

DATA = Path(__file__).parents[1] / "data/invoices"
MILL = FIRM.replace("ATELIER LENOIR", "AU BON MOULIN").replace("987654324", "999999998").replace("FR14", "FR11")
MAKERS: dict[str, Callable[..., bytes]] = {"cii": make.cii, "ubl": make.ubl, "pdf": make.pdf}


def brought(tmp_path: Path, content: bytes, name: str = "facture.xml", *options: str, **more: Any) -> tuple[Path, Told]:
    """A workspace into which one file was imported."""
    root = workspace(tmp_path, **more)
    return root, imported(root, incoming(tmp_path, {name: content}), *options)


def entry(root: Path, number: str = "F-2026-014") -> tuple[Case, Invoice]:
    """The invoice of a number, and its case."""
    (found,) = [(case, i) for case in cases(root).values() for i in case.invoices if i.number == number]
    return found


def agrees(invoice: Invoice, terms: dict[str, Any]) -> None:
    """Numbers, days and amounts are those that the library reads; a credit note is positive here whatever its sign there."""
    sign = -1 if terms["BT-112"].startswith("-") else 1
    assert invoice.number == terms["BT-1"]
    assert invoice.date == terms["BT-2"]
    assert invoice.gross == Money.of(terms["BT-112"]) * sign
    assert invoice.net == Money.of(terms["BT-109"]) * sign
    assert invoice.vat == Money.of(terms["BT-110"]) * sign
    credit = terms["BT-3"] in ("381", "396", "261") or sign < 0
    assert invoice.type == ("avoir" if credit else "facture")
    assert invoice.due == (None if credit else terms.get("BT-9"))


@pytest.mark.parametrize(
    ("form", "level"),
    [("cii", "basicwl"), ("cii", "en16931"), ("cii", "extended"), ("cii", "extended-ctc-fr"), ("ubl", "en16931"), ("ubl", "extended-ctc-fr"),
     ("pdf", "basicwl"), ("pdf", "en16931"), ("pdf", "extended")],
)  # fmt: skip
def test_an_invoice_of_every_profile_opens_a_case_that_says_what_the_library_reads(tmp_path: Path, form: str, level: str) -> None:
    """Parties, address, days, amounts; the file itself is the piece, byte for byte."""
    content = MAKERS[form](level)
    root, told = brought(tmp_path, content, f"F-2026-014.{'pdf' if form == 'pdf' else 'xml'}", case=False)
    assert (told.code, told.standings) == (0, ["new"])
    case, invoice = entry(root)
    terms = make.oracle(content)
    agrees(invoice, terms)
    (debtor,) = case.debtors
    buyer = terms["BG-7"]
    assert (f"{debtor.denomination} {debtor.form}", debtor.type) == (buyer["name"], "societe_commerciale")
    assert (debtor.siren, debtor.vat_number) == (buyer["legal_identifier"], buyer["vat_identifier"])
    assert debtor.address is not None
    assert (debtor.address.street, debtor.address.extra) == (buyer["addr_l1"], buyer["addr_l2"])
    assert (debtor.address.postcode, debtor.address.commune) == (buyer["postcode"], buyer["city"])
    assert (case.id, case.title) == (CASE, "ATELIER LENOIR c/ SUD BÉTON SARL")
    assert case.contract.reference == terms["BT-13"]
    (piece,) = invoice.evidence
    assert (root / case.folder / piece.file).read_bytes() == content


@pytest.mark.parametrize(
    "name",
    ["Facture_FR_EN16931.pdf", "Facture_FR_MINIMUM.pdf", "Facture_DOM_BASICWL.pdf", "Facture_UE_BASICWL.pdf"],
)
def test_the_public_samples_are_imported_as_the_library_reads_them(tmp_path: Path, name: str) -> None:
    """The made-up SIRET of their seller is said to be wrong, and refuses nothing; an advance is told with its amount."""
    content = (DATA / name).read_bytes()
    root, told = brought(tmp_path, content, name, case=False, **{"dossier.yaml": MILL})
    terms = make.oracle(content)
    assert (told.code, told.standings) == (0, ["new"])
    case, invoice = entry(root, terms["BT-1"])
    agrees(invoice, terms)
    assert case.debtors[0].denomination == terms["BG-7"]["name"]
    assert "SIRET 99999999800010 faux" in told.why("DC813")
    paid = Money.of(terms["BT-112"]) - Money.of(terms["BT-115"])
    assert f"{paid}".replace(".", ",") in told.why("DC818")
    assert ("DC817" in told.codes) == ("BT-9" not in terms)


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml"])
def test_the_names_under_which_a_pdf_carries_its_invoice(tmp_path: Path, name: str) -> None:
    """Those of France and of Germany; beside another file that is none."""
    with pikepdf.open(BytesIO(plain_pdf())) as page:
        page.attachments["a.xml"] = b"<a/>"
        page.attachments[name] = make.cii()
        page.save(out := BytesIO())
    root, told = brought(tmp_path, out.getvalue(), "f.pdf")
    assert told.standings == ["new"]
    assert entry(root)[1].gross == Money(469000)


def test_a_buyer_overseas_lives_in_france_and_one_abroad_does_not(tmp_path: Path) -> None:
    """La Réunion is written RE in the file; its courts are French ones."""
    root = workspace(tmp_path, case=False, **{"dossier.yaml": MILL})
    imported(root, DATA / "Facture_DOM_BASICWL.pdf", DATA / "Facture_UE_BASICWL.pdf")
    found = {case.debtors[0].name: case.debtors[0].address for case in cases(root).values()}
    assert {name: place.country for name, place in found.items() if place} == {"Hôtel Saint Denis": "FR", "Me gusta olive": "ES"}


@pytest.mark.parametrize("name", ["Avoir_FR_type380_EN16931.pdf", "Avoir_FR_type381_BASIC.pdf"])
def test_the_public_credit_notes_go_to_the_case_of_their_invoice(tmp_path: Path, name: str) -> None:
    """Code 381 with positive amounts, or 380 with negative ones: one credit note of 233.47 €."""
    root = workspace(tmp_path, case=False, **{"dossier.yaml": MILL})
    content = (DATA / name).read_bytes()
    told = imported(root, DATA / name, DATA / "Facture_FR_EN16931.pdf")
    terms = make.oracle(content)
    assert told.standings == ["new", "new"]
    assert [row["case"] for row in told.rows] == ["2026-001-ma-jolie-boutique"] * 2
    _, note = entry(root, terms["BT-1"])
    agrees(note, terms)
    assert note.of == "FA-2017-0010"
    assert note.gross == Money(23347)


@pytest.mark.parametrize("form", ["cii", "ubl"])
@pytest.mark.parametrize("negative", [False, True])
def test_a_credit_note_of_each_syntax_reduces_its_invoice(tmp_path: Path, form: str, negative: bool) -> None:
    """Imported together with its invoice, in whatever order the files come."""
    sums = {"BT_106": "-100.00", "BT_109": "-100.00", "BT_110": "-20.00", "BT_112": "-120.00", "BT_115": "-120.00"}
    rows = [{"BT-116": "-100.00", "BT-117": "-20.00", "BT-118": "S", "BT-119": "20.00"}]
    if not negative:
        sums = {name: value.lstrip("-") for name, value in sums.items()}
        rows = [{key: value.lstrip("-") for key, value in rows[0].items()}]
    kind = "380" if negative else "381"
    origin = [{"BT-25": "F-2026-014", "BT-26": date(2026, 1, 15)}]
    content = MAKERS[form](BT_1="A-2026-002", BT_2=date(2026, 2, 1), BT_3=kind, BT_9=None, BG_3=origin, BG_23=rows, **sums)
    root = workspace(tmp_path)
    told = imported(root, incoming(tmp_path, {"a-avoir.xml": content, "facture.xml": make.cii()}))
    assert told.standings == ["new", "new"]
    case, note = entry(root, "A-2026-002")
    agrees(note, make.oracle(content))
    assert (case.id, note.of) == (CASE, "F-2026-014")


def test_a_credit_note_without_its_invoice_opens_no_case(tmp_path: Path) -> None:
    """It is listed, with what it reduces, and nothing is written."""
    root = workspace(tmp_path)
    before = state(root)
    told = imported(root, incoming(tmp_path, {"avoir.xml": xml.ubl(root="CreditNote", number="A-9")}))
    assert (told.code, told.standings) == (1, ["unplaced"])
    assert "ne nomme pas la facture" in told.why("DC821")
    assert state(root) == before


def test_an_invoice_goes_to_the_open_case_of_its_debtor(tmp_path: Path) -> None:
    """At the end of the list that the case keeps, of which every byte stays."""
    root, told = brought(tmp_path, make.cii())
    assert (told.code, [row["case"] for row in told.rows]) == (0, [CASE])
    text = (root / f"cases/{CASE}/factures.yaml").read_text()
    assert text.startswith(INVOICE)
    case, invoice = entry(root)
    assert (len(case.invoices), invoice.gross) == (2, Money(469000))
    assert told.rows[0]["files"][0] == {"path": f"cases/{CASE}/factures.yaml", "change": "extended"}


def test_without_identifiers_name_and_postcode_decide_and_a_name_alone_does_not(tmp_path: Path) -> None:
    """A name is borne by many; the person is asked which."""
    bare = {"legal_identifier": None, "legal_identifier_schemeid": None, "vat_identifier": None}
    root, told = brought(tmp_path, make.ubl(BG_7={**bare, "name": "Sud-Béton"}))
    assert [row["case"] for row in told.rows] == [CASE]
    told = imported(
        root, incoming(tmp_path / "x", {"f.xml": make.ubl(BT_1="F-9", BG_7={**bare, "name": "Sud-Béton", "postcode": "75001"})})
    )
    assert (told.code, told.standings) == (1, ["unsure"])
    assert CASE in told.why("DC822")


def test_two_siren_that_differ_are_two_firms_whatever_their_names(tmp_path: Path) -> None:
    """Same name, same street: a new case."""
    other = {"legal_identifier": "732829320", "vat_identifier": "FR44732829320", "name": "SUD BÉTON"}
    root, told = brought(tmp_path, make.cii(BG_7=other))
    assert [row["case"] for row in told.rows] == ["2026-002-sud-beton"]
    assert {case.debtors[0].siren for case in cases(root).values()} == {"123456782", "732829320"}


def test_a_case_before_the_judge_takes_no_more_invoices(tmp_path: Path) -> None:
    """What is asked of a judge does not grow: a new case, and the reason says which one was not taken."""
    filed = (
        "- date: 2026-05-02\n  acte: requete_injonction\n  juridiction: Tribunal de commerce de Marseille\n  montant: 1200.00\n"
    )
    root, told = brought(tmp_path, make.cii(), **{f"cases/{CASE}/journal.yaml": filed})
    assert [row["case"] for row in told.rows] == ["2026-002-sud-beton"]
    assert CASE in told.rows[0]["why"]
    told = imported(root, incoming(tmp_path / "x", {"f.xml": make.cii(BT_1="F-2026-015")}), "--case", CASE)
    assert [row["case"] for row in told.rows] == [CASE]


def test_several_open_cases_are_listed_and_a_person_chooses(tmp_path: Path) -> None:
    """Nothing is written until --case says which; `new` makes one more."""
    root, told = brought(
        tmp_path,
        make.cii(),
        **{"cases/2026-009-autre/affaire.yaml": AFFAIRE, "cases/2026-009-autre/factures.yaml": INVOICE.replace("001", "009")},
    )
    assert told.standings == ["unsure"]
    assert "2026-001-sud-beton ou 2026-009-autre" in told.why("DC822")
    assert imported(root, tmp_path / "entrant", "--case", "2026-009-autre").rows[0]["case"] == "2026-009-autre"
    other = incoming(tmp_path / "x", {"f.xml": make.cii(BT_1="F-2026-015"), "g.xml": make.cii(BT_1="F-2026-016")})
    assert {row["case"] for row in imported(root, other, "--case", "new").rows} == {"2026-010-sud-beton"}


def test_an_invoice_of_another_buyer_in_a_named_case_is_a_warning(tmp_path: Path) -> None:
    """The person decides; the finding names whom the invoice is addressed to."""
    other = {"legal_identifier": "732829320", "vat_identifier": "FR44732829320", "name": "NORD BÉTON"}
    _, told = brought(tmp_path, make.cii(BG_7=other), "f.xml", "--case", CASE)
    assert (told.code, told.standings) == (0, ["new"])
    assert "NORD BÉTON" in told.why("DC826")


def test_an_invoice_received_from_somebody_is_refused_by_his_name(tmp_path: Path) -> None:
    """A debt is no claim."""
    seller = {"name": "FOURNITURES DU PORT", "legal_identifier": "732829320", "vat_identifier": "FR44732829320"}
    root, told = brought(tmp_path, make.ubl(BG_4=seller))
    assert (told.code, told.standings) == (1, ["refused"])
    assert "FOURNITURES DU PORT" in told.why("DC812")
    assert set(cases(root)) == {CASE}


def test_a_seller_who_only_bears_the_name_of_the_firm_is_asked_about(tmp_path: Path) -> None:
    """Anybody can write a name: a forged credit note would lower the claim. A person who names the case answers for it."""
    seller = {
        "legal_identifier": "", "legal_identifier_schemeid": "", "vat_identifier": "",
    }  # fmt: skip
    content = make.cii(BG_4=seller)
    assert b"987654324" not in content
    root, told = brought(tmp_path, content, "f.xml")
    assert (told.code, told.standings) == (1, ["unsure"])
    assert "sans SIREN ni numéro de TVA" in told.why("DC812")
    assert set(cases(root)) == {CASE}
    _, told = brought(tmp_path / "encore", content, "f.xml", "--case", CASE)
    assert told.standings == ["new"]


def test_a_named_case_of_another_creditor_takes_no_invoice_of_the_firm(tmp_path: Path) -> None:
    """The claim would be in the wrong name."""
    other = AFFAIRE.replace("nature:", 'creancier: {type: societe_commerciale, denomination: AUTRE, siren: "732829320"}\nnature:')
    _, told = brought(tmp_path, make.cii(), "f.xml", "--case", "2026-009-autre", **{"cases/2026-009-autre/affaire.yaml": other})
    assert (told.code, told.standings) == (1, ["refused"])
    assert "n’est pas le créancier de 2026-009-autre" in told.why("DC812")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (make.cii(BT_5="USD"), "DC814", "USD"),
        (make.cii().replace(b">20260115<", b">20260231<"), "DC815", "2026-02-31"),
        (make.ubl().replace(b">4690.00<", b">4690,00<"), "DC815", "4690,00"),
        (make.ubl().replace(b">4690.00<", b">4690.005<"), "DC815", "4690.005"),
        (make.ubl().replace(b">4690.00<", b">1_000<"), "DC815", "1_000"),
        (make.ubl(BT_1="F").replace(b":ID>F<", b":ID><"), "DC815", "le numéro"),
        (make.cii(BT_3="325"), "DC827", "pro forma"),
        (make.cii(BT_113="4690.00", BT_115="0.00"), "DC827", "entièrement réglée"),
        (xml.entity_file(), "DC811", "document"),
        (xml.laughs(), "DC811", "document"),
        (xml.deep(), "DC811", "mal formé"),
        (make.cii()[:2000], "DC811", "mal formé"),
        (b'<?xml version="1.0"?><Order xmlns="urn:x"/>', "DC810", "format inconnu"),
    ],
)  # fmt: skip
def test_what_is_no_claim_has_a_named_finding_and_writes_nothing(tmp_path: Path, content: bytes, code: str, words: str) -> None:
    """Currencies, days and amounts that are none, tricks of XML, files that break off: told by code, with the reason."""
    root = workspace(tmp_path)
    before = state(root)
    told = imported(root, incoming(tmp_path, {"f.xml": content}))
    assert told.code == 1
    assert words in told.why(code), told.rows
    assert state(root) == before


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"BT_9": None}, "DC817", "le terme du contrat (30 jours)"),
        ({"BT_113": "690.00", "BT_115": "4000.00"}, "DC818", "690,00"),
        ({"BT_3": "384", "BG_3": [{"BT-25": "F-2026-001", "BT-26": date(2026, 1, 2)}]}, "DC825", "remplace F-2026-001"),
        ({"BT_3": "393"}, "DC825", "affactureur"),
        ({"BT_110": "700.00"}, "DC820", "700,00"),
    ],
)  # fmt: skip
def test_what_is_unusual_is_imported_with_a_warning(tmp_path: Path, changes: dict[str, Any], code: str, words: str) -> None:
    """No due date, an advance, a replaced or assigned invoice, sums that disagree."""
    _, told = brought(tmp_path, make.cii(**changes))
    assert (told.code, told.standings) == (0, ["new"])
    assert words in told.why(code).replace("\u202f", " ").replace("\u00a0", " ")


def test_kinds_386_and_389_are_invoices(tmp_path: Path) -> None:
    """An invoice of an advance, and one that the buyer made, are owed like others."""
    root = workspace(tmp_path)
    files = {f"{kind}.xml": make.cii(BT_1=f"F-{kind}", BT_3=kind) for kind in ("386", "389")}
    assert imported(root, incoming(tmp_path, files)).standings == ["new", "new"]
    assert [entry(root, f"F-{kind}")[1].type for kind in ("386", "389")] == ["facture"] * 2


def test_of_several_due_dates_the_last_is_kept(tmp_path: Path) -> None:
    """Nothing is claimed before it is due."""
    second = b"<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format='102'>20260315</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"
    content = xml.cii()
    end = b"</ram:SpecifiedTradePaymentTerms>"
    root, told = brought(tmp_path, content.replace(end, end + second))
    assert entry(root)[1].due == date(2026, 3, 15)
    assert "14/02/2026, 15/03/2026" in told.why("DC819")


def test_the_tax_is_that_of_the_currency_of_the_invoice(tmp_path: Path) -> None:
    """A second total, in the currency of the accounts, stands beside it in some invoices."""
    total = b'<ram:TaxTotalAmount currencyID="EUR">'
    content = xml.cii().replace(total, b'<ram:TaxTotalAmount currencyID="CHF">760.00</ram:TaxTotalAmount>' + total)
    root, _ = brought(tmp_path, content)
    assert entry(root)[1].vat == Money(80000)


def test_the_same_import_again_changes_no_byte(tmp_path: Path) -> None:
    """All is there already; other files of the same invoice are too."""
    root, first = brought(tmp_path, make.cii(), case=False)
    before = state(root)
    again = imported(root, tmp_path / "entrant")
    other = imported(root, incoming(tmp_path / "x", {"autre nom.pdf": make.pdf()}))
    assert (first.standings, again.standings, other.standings) == (["new"], ["known"], ["known"])
    assert (again.code, other.code) == (0, 0)
    assert state(root) == before


def test_the_same_number_with_other_content_is_a_conflict(tmp_path: Path) -> None:
    """What stands there is not touched; the finding says where the two differ."""
    root, _ = brought(tmp_path, make.cii())
    before = state(root)
    told = imported(root, incoming(tmp_path / "x", {"f.xml": make.cii(BT_112="4700.00", BT_110="700.00", BT_115="4700.00")}))
    assert (told.code, told.standings) == (1, ["refused"])
    assert "4 700,00" in told.why("DC816").replace("\u202f", " ")
    assert state(root) == before


def test_two_files_of_one_import_with_one_number_are_told_apart(tmp_path: Path) -> None:
    """The first is written, the second is there already or contradicts it."""
    root = workspace(tmp_path)
    files = {
        "a.xml": make.cii(),
        "b.xml": make.ubl(),
        "c.xml": make.cii(BT_112="9.00", BT_110="0.00", BT_109="9.00", BT_115="9.00"),
    }
    assert imported(root, incoming(tmp_path, files)).standings == ["new", "known", "refused"]
    assert len(cases(root)[CASE].invoices) == 2


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(tmp_path: Path) -> None:
    """The same items as without it."""
    root = workspace(tmp_path, case=False)
    before = state(root)
    folder = incoming(tmp_path, {"a.xml": make.cii(), "b.xml": make.ubl(BT_1="F-2")})
    dry = imported(root, folder, "--dry-run")
    assert state(root) == before
    assert dry.data["dry_run"] is True
    assert imported(root, folder).rows == dry.rows


def test_a_case_with_faults_takes_nothing(tmp_path: Path) -> None:
    """An invoice that stands in a file with an error would not be known again."""
    _, told = brought(
        tmp_path, make.cii(), **{f"cases/{CASE}/factures.yaml": INVOICE + "- numero: F-2026-014\n  date: 2026-02-30\n"}
    )
    assert told.standings == ["unsure"]
    assert "DC831" in told.codes


def test_a_name_of_a_file_is_made_safe(tmp_path: Path) -> None:
    """Hidden, long, with signs that no system likes: the piece has a plain name, and the bytes are the same."""
    odd = 'a:b"c<d>\u202efdp|' + "x" * 180 + ".xml"
    root, told = brought(tmp_path, make.cii(), odd)
    assert told.code == 0
    (piece,) = entry(root)[1].evidence
    name = piece.file.removeprefix("pieces/")
    assert not set(name) & set(':"<>|\u202e/')
    assert len(name.encode()) <= 120
    assert name.endswith(".xml")
    assert (root / "cases" / CASE / piece.file).read_bytes() == make.cii()


def test_a_number_of_an_invoice_that_looks_like_a_path_leaves_no_folder(tmp_path: Path) -> None:
    """`../../x` is a number like others, and its file lies in the folder of the invoices."""
    root, told = brought(tmp_path, make.ubl(BT_1="../../../F: {x}\u2028"), case=False)
    assert told.standings == ["new"]
    (path,) = [row["path"] for row in told.rows[0]["files"] if "/factures/" in row["path"]]
    assert path == "cases/2026-001-sud-beton/factures/F-x.yaml"
    assert len(cases(root)["2026-001-sud-beton"].invoices) == 1
