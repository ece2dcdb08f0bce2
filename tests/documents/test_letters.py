"""Letters: their place on the sheet, their words, and what a stranger wrote in them."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, INVOICES, LETTERS, Made, make, step, text_of
from pypdf import PdfReader

from dossier.documents.document import Printed
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau

POINT = 25.4 / 72
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')

WIDEST = "W" * 38
SIX_LINES = {
    "denomination": "WWWWWWWWWWWWWWWWWW WWWWWWWWWWWWWWWWWWW",
    "adresse": {"street": WIDEST, "extra": WIDEST, "commune": "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"},
}


def words(paper: Printed, tmp_path: Path) -> list[tuple[float, float, float, float, str]]:
    """The words of the first page with their boxes in millimetres."""
    first = text_of(paper, tmp_path, "-bbox", "-l", "1")
    return [(*(float(v) * POINT for v in m.groups()[:4]), m[5]) for m in WORD.finditer(first)]


def wide(case: Case) -> Case:
    debtor = case.debtors[0]
    address = debtor.address.model_copy(update={**SIX_LINES["adresse"], "country": "DE"})
    debtor = debtor.model_copy(update={"denomination": SIX_LINES["denomination"], "address": address})
    return dataclasses.replace(case, debtors=(debtor,))


def in_window(found: list[tuple[float, float, float, float, str]]) -> list[str]:
    """The words inside the zone around the window; each must be inside the address block itself."""
    zone = [w for w in found if w[0] > 100 and 35 < w[1] < 90 and w[3] < 90.5 and w[4] != "21"]
    for left, top, right, bottom, word in zone:
        assert left >= 110 - 0.1 and right <= 195 and top >= 55 and bottom <= 80, word
    return [w[4] for w in zone]


@pytest.mark.parametrize("id", LETTERS)
def test_the_address_stands_in_the_window(firms: Made, id: str, tmp_path: Path) -> None:
    """Every word in the zone of the window lies within x 110–195 mm and y 55–80 mm, and all of the address is there."""
    assert in_window(words(firms.printed(id), tmp_path)) == [
        "SUD",
        "BÉTON",
        "MADAME",
        "ANNE",
        "ROUX",
        "GÉRANTE",
        "12",
        "RUE",
        "PARADIS",
        "13001",
        "MARSEILLE",
    ]


def test_six_lines_of_the_widest_capitals_stay_in_the_window(tmp_path: Path) -> None:
    """Six lines of 38 W are set small enough for the block, and none is cut."""
    made = make(FIRMS, [step("mise_en_demeure")], tweak=wide)
    found = in_window(words(made.printed("mise-en-demeure"), tmp_path))
    assert found.count(WIDEST) == 2
    assert found[-1] == "ALLEMAGNE"


@pytest.mark.parametrize("id", LETTERS)
def test_the_fold_marks_and_the_foot_are_where_the_grid_puts_them(firms: Made, id: str, tmp_path: Path) -> None:
    """Text ends above y 280, the foot lies between 284 and 291, and the references begin at y 99."""
    found = words(firms.printed(id), tmp_path)
    assert all(w[3] <= 280.5 or (w[1] >= 283.5 and w[3] <= 291) for w in found)
    assert min(w[1] for w in found if w[4] == "Envoi") == pytest.approx(100, abs=1.5)
    assert min(w[0] for w in found) >= 25 - 0.1 and max(w[2] for w in found) <= 190.2


@pytest.mark.parametrize("id", LETTERS)
def test_a_letter_of_two_invoices_holds_one_page(firms: Made, id: str) -> None:
    """An ordinary letter fits one sheet."""
    assert firms.printed(id).pages == 1


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(html: str) -> str:
    """The text of some HTML, as one run."""
    reader = _Text()
    reader.feed(html)
    return re.sub(r"[ \n]+", " ", "".join(reader.parts))


def test_a_reminder_asks_for_the_principal_and_recalls_the_penalties(firms: Made) -> None:
    """The sum of a reminder is what is left of the principal; penalties are named and not claimed."""
    text = plain(firms.document("relance-3").body)
    assert "Troisième relance\u00a0: 5\u202f274,47\u00a0€" in text
    assert "Elles ne sont pas réclamées par cette lettre" in text
    assert "40\u00a0€" in text


def test_a_consumer_reads_nothing_of_the_commercial_code(person: Made) -> None:
    """No fixed indemnity, no penalties and no article L. 441-10 to somebody who is not a professional."""
    for document in person.documents:
        if document.kind in ("relance", "mise_en_demeure") and document.html:
            text = plain(document.html)
            assert "441" not in text and "indemnité" not in text and "40\u00a0€" not in text and "énalités" not in text


def test_a_mise_en_demeure_says_one_sum_and_one_day(firms: Made) -> None:
    """The sum of the object is that of the text, of the table and of the payment block; the day is the calendar's delay."""
    document = firms.document("mise-en-demeure")
    text = plain(document.body)
    assert text.count("5\u202f810,70\u00a0€") == 4
    assert "mettons en demeure" in text
    assert text.count("6\u00a0décembre\u00a02026") == 2
    assert "dossier:" not in document.body and "style=" not in document.body


def test_the_salutation_follows_the_person_who_reads(firms: Made, person: Made) -> None:
    """« Madame » when the file says so, at the head and in the closing; both words when it does not."""
    assert plain(firms.document("relance-1").body).count("Madame,") == 2
    body = plain(person.document("relance-1").body)
    assert body.count("Madame, Monsieur,") == 2


def test_more_than_six_invoices_give_their_sum_and_refer_to_the_decompte(tmp_path: Path) -> None:
    """Sixty invoices do not push the signature to a sheet of its own."""
    start = date(2026, 1, 10)
    rows = "\n".join(
        f"- {{numero: F-{i:03}, date: {start + timedelta(days=i)}, echeance: {start + timedelta(days=i + 30)}, montant_ttc: 100.00}}"
        for i in range(60)
    )
    files = {f"cases/{FIRMS}/factures.yaml": rows, f"cases/{FIRMS}/paiements.yaml": ""}
    made = make(FIRMS, [step("mise_en_demeure"), step("relance", "relance_3")], files)
    for id in ("mise-en-demeure", "relance-3"):
        paper = made.printed(id)
        text = text_of(paper, tmp_path)
        assert paper.pages == 1
        assert "60 factures" in text.replace("\u00a0", " ") and "F-042" not in text
    assert made.printed("decompte").pages > 4


@pytest.mark.parametrize("count", [5, 6])
def test_the_signature_never_stands_alone(count: int, tmp_path: Path) -> None:
    """Where a letter needs a second page, some of its text goes with the closing."""
    rows = INVOICES + "\n".join(
        f"- {{numero: F-{i}, date: 2026-03-02, echeance: 2026-04-01, montant_ttc: 10.00, objet: {'longue désignation ' * 5}}}"
        for i in range(count - 2)
    )
    made = make(FIRMS, [step("relance", "relance_2")], {f"cases/{FIRMS}/factures.yaml": rows})
    pages = text_of(made.printed("relance-2"), tmp_path).rstrip("\f").split("\f")
    last = pages[-1]
    assert "Paul Lenoir" in last
    assert len(pages) == 1 or "Pour mémoire" in last


def test_a_telephone_level_has_a_call_sheet_of_its_own_kind(firms: Made) -> None:
    """The second level is a call: a sheet for the caller, which no hand-over takes for a letter, and the letter."""
    sheet = firms.document("relance-2-appel")
    assert sheet.kind == "fiche_appel" and "Document interne" in plain(sheet.body)
    assert firms.document("relance-2").kind == "relance"


def test_markup_in_a_name_is_text() -> None:
    """What a debtor calls himself is printed as it is written, in the page and in the fragment for the site."""
    name = "<script>alert(1)</script> *Filles* [x](javascript:1) & Cie"
    made = make(
        FIRMS, [step("mise_en_demeure"), step("requete"), step("relance", "relance_2")], fronts=True,
        tweak=lambda case: dataclasses.replace(case, debtors=(case.debtors[0].model_copy(update={"denomination": name}),)),
    )  # fmt: skip
    for document in (*made.documents, *(paper.document for paper in made.fronts)):
        assert "<script" not in document.html.lower() and "<em>" not in document.html
        assert "javascript:1&" not in document.html or 'href="javascript' not in document.html
        assert not document.html or "&lt;script&gt;" in document.html.lower()


def test_markup_in_a_subject_is_text_in_the_body_of_a_letter() -> None:
    """The contract's subject goes through Markdown and comes out as written."""
    hostile = "**gras** <b>x</b> [lien](https://x.example) `code` # titre ![i](i.png)"
    made = make(
        FIRMS, [step("mise_en_demeure")],
        tweak=lambda case: dataclasses.replace(case, contract=case.contract.model_copy(update={"subject": hostile})),
    )  # fmt: skip
    html = made.document("mise-en-demeure").html
    assert "**gras** &lt;b&gt;x&lt;/b&gt; [lien](https://x.example) `code` # titre\u202f![i](i.png)" in html


def test_a_letter_without_the_creditor_s_siren_is_withheld_with_its_place() -> None:
    """Commercial papers show the register: without it the letter waits, and says where to write it."""
    made = make(
        FIRMS, [step("relance", "relance_1")],
        tweak=lambda case: dataclasses.replace(case, creditor=case.creditor.model_copy(update={"siren": None})),
    )  # fmt: skip
    document = made.document("relance-1")
    assert document.state == "withheld" and not document.html
    assert [(r.place, r.rule) for r in document.reasons] == [("dossier.yaml:7, siren", "C. com., art. R. 123-237")]


def test_a_draft_says_so_on_each_page() -> None:
    """`draft` prints what would be withheld, and each page bears the word."""
    made = make(
        FIRMS, [step("requete")], draft=True,
        tweak=lambda case: dataclasses.replace(case, creditor=case.creditor.model_copy(update={"representative": None})),
    )  # fmt: skip
    paper = made.printed("requete")
    pages = [page.extract_text() for page in PdfReader(BytesIO(paper.pdf.read())).pages]
    assert paper.document.state == "draft" and len(pages) == paper.pages > 1
    assert all("BROUILLON" in page for page in pages)


def test_two_debtors_have_two_letters() -> None:
    """One letter a debtor and level, told apart by the debtor's id."""

    def twins(case: Case) -> Case:
        other = case.debtors[0].model_copy(update={"id": "autre", "denomination": "NORD BÉTON", "role": "codebiteur_solidaire"})
        return dataclasses.replace(case, debtors=(*case.debtors, other))

    steps = [step("mise_en_demeure", debtor="sud-beton"), step("mise_en_demeure", debtor="autre"), step("requete")]
    made = make(FIRMS, steps, tweak=twins)
    ids = [document.id for document in made.documents]
    assert ids == ["mise-en-demeure-sud-beton", "mise-en-demeure-autre", "requete", "decompte"]
    assert "solidairement" in plain(made.document("requete").body)


def test_the_reminder_before_the_due_date_lists_what_comes() -> None:
    """Before the due date the letter lists the invoices of the next days and claims nothing."""
    made = make(FIRMS, [step("relance", "prealable")], today=date(2026, 2, 10), pieces=lambda case: Bordereau(case.id, ()))
    text = plain(made.document("relance-prealable").body)
    assert "F-2026-014" in text and "F-2026-020" not in text and "441" not in text


def test_a_creditor_of_the_case_signs_for_himself() -> None:
    """The firm's signatories do not sign for another creditor: his own representative does."""
    other = """
  type: societe_commerciale
  denomination: AU BON MOULIN
  forme: SARL
  capital: 1000
  siren: "123456782"
  rcs: Avignon
  representant: {nom: Lise Meunier, fonction: gérante}
  adresse: {voie: 1 chemin du Moulin, code_postal: "84340", commune: Malaucène}
"""
    files = {f"cases/{FIRMS}/affaire.yaml": f"{BETWEEN_FIRMS}creancier:{other}"}
    text = plain(make(FIRMS, [step("mise_en_demeure")], files).document("mise-en-demeure").body)
    assert "Lise Meunier, gérante" in text and "Lenoir" not in text.replace("Atelier Lenoir", "")
