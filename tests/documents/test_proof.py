"""Where an amount stands: the page of the piece that bears it, the numbered line of the décompte that says it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from document_cases import FIRMS, PAYMENTS, Made, make, pieces_of, step

from dossier.documents.amount_page import bears_amount, bears_day, bears_number, page_of_amount, page_of_total
from dossier.documents.citations import cell_citation, citation, line_citation
from dossier.ground.money import Money
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau

FOLDER = f"cases/{FIRMS}"


def euros(text: str) -> Money:
    return Money.of(Decimal(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Total TTC 12 480,00 €", True),
        ("12\u202f480,00", True),
        ("12.480,00 EUR", True),
        ("EUR 12,480.00", True),
        ("12480.00", True),
        ("12’480,00", True),
        ("12 480 €", True),
        ("€ 12,480", True),
        ("référence 12 480", False),
        ("112 480,00", False),
        ("1.12480,00", False),
        ("12 480,005", False),
        ("12 480,50 €", False),
        ("€ 12,480.50", False),
    ],
)
def test_an_amount_is_read_in_french_and_in_english(text: str, found: bool) -> None:
    """An amount counts with its cents, or without them beside its unit; never as a part of another figure."""
    assert bears_amount(text, euros("12480")) is found


def test_the_end_of_a_longer_amount_is_another_amount() -> None:
    """« 480,00 » is not in « 12 480,00 », but it is after a year."""
    assert not bears_amount("Total 12 480,00 €", euros("480"))
    assert not bears_amount("Total 12.480,00 €", euros("480"))
    assert bears_amount("Exercice 2026 480,00 €", euros("480"))


@pytest.mark.parametrize(
    ("text", "found"),
    [("Facture n° F\u20112026\u2011014 du 15", True), ("F 2026 014", True), ("F-2026-0141", False), ("AF-2026-014", False), ("f-2026-014", True)],
)  # fmt: skip
def test_the_number_of_a_bill_is_a_word_of_its_own(text: str, found: bool) -> None:
    """Hyphens and spaces of any kind count as one; a longer number is another number."""
    assert bears_number(text, "F-2026-014") is found


@pytest.mark.parametrize(
    ("text", "found"),
    [("03/09/2026", True), ("3.9.2026", True), ("03/09/26", True), ("03/09", True), ("2026-09-03", True), ("3 septembre 2026", True),
     ("03/09/2025", False), ("13/09/2026", False), ("03/09/2026/1", False)],
)  # fmt: skip
def test_a_day_is_read_as_statements_write_it(text: str, found: bool) -> None:
    """With the year, with two figures of it, or without it."""
    assert bears_day(text, date(2026, 9, 3)) is found


LONG = (
    "Facture F-2026-014\npage 1/3\nPose de menuiseries 4 000,00\nà reporter 4 000,00",
    "Facture F-2026-014\npage 2/3\nTotal HT 4 000,00\nTVA 800,00\nTotal TTC 4 800,00",
    "Facture F-2026-014\npage 3/3\nConditions générales. Pour une commande de 4 800,00 ou plus, acompte.",
)


def test_the_page_of_a_total_is_the_one_that_says_so() -> None:
    """Of the pages with number and total, the last on which the total stands beside « TTC »; never the first by default."""
    assert page_of_total(LONG, "F-2026-014", euros("4800")) == 2
    assert page_of_total((*LONG, LONG[1]), "F-2026-014", euros("4800")) == 4


def test_without_a_word_for_the_total_the_last_page_that_has_it_counts() -> None:
    """Totals stand at the end of a bill."""
    pages = ("F-2026-014 : 4 800,00", "F-2026-014 : 4 800,00", "F-2026-014")
    assert page_of_total(pages, "F-2026-014", euros("4800")) == 2


def test_a_second_page_without_the_number_bears_the_total_when_it_says_so() -> None:
    """Many bills print their number on the first page only."""
    assert page_of_total(("Facture F-2026-014", "Net à payer : 4 800,00 €"), "F-2026-014", euros("4800")) == 2
    assert page_of_total(("Facture F-2026-014", "acompte 4 800,00"), "F-2026-014", euros("4800")) == 0
    assert page_of_total(("Facture F-2026-099", "Net à payer : 4 800,00 €"), "F-2026-014", euros("4800")) == 0


def test_a_page_is_never_invented() -> None:
    """No page without the total; a scan of one page has nowhere else to bear it, one of two pages has."""
    assert page_of_total(LONG, "F-2026-014", euros("4800.01")) == 0
    assert page_of_total(("Facture F-2026-014",), "F-2026-014", euros("4800")) == 0
    assert page_of_total((), "F-2026-014", euros("4800")) == 0
    assert page_of_total((" \n",), "F-2026-014", euros("4800")) == 1
    assert page_of_total(("", ""), "F-2026-014", euros("4800")) == 0


def test_a_payment_on_two_pages_is_told_apart_by_its_day_or_not_at_all() -> None:
    """A statement that shows the same sum twice names the page of the day; without it none."""
    pages = ("02/03 VIREMENT 500,00", "02/04 VIREMENT 500,00", "03/04 frais 2,00")
    assert page_of_amount(pages, euros("500"), date(2026, 4, 2)) == 2
    assert page_of_amount(pages, euros("500"), date(2026, 5, 2)) == 0
    assert page_of_amount(pages, euros("2"), date(2026, 5, 2)) == 3
    assert page_of_amount(("500,00", "500,00"), euros("500")) == 0


def test_a_page_is_cited_so_that_no_number_is_read_as_one() -> None:
    """« pièces n° 4, p. 2, n° 5 et n° 7 à 9 »: after a page each number bears its n°."""
    pages = {4: 2}
    words = re.sub("<[^>]*>", "", citation((4, 5, 7, 8, 9), pages)).replace("\u00a0", " ")
    assert words == "pièces n° 4, p. 2, n° 5 et n° 7 à 9"
    assert citation((4,), pages) == '<a href="dossier:piece/4/2">pièce\u00a0n°\u00a04, p.\u00a02</a>'
    assert re.sub("<[^>]*>", "", cell_citation((4, 5), pages)).replace("\u00a0", " ") == "4, p. 2 ; 5"
    assert re.sub("<[^>]*>", "", cell_citation((4, 5, 6))).replace("\u00a0", " ") == "4 à 6"


def test_lines_are_cited_from_first_to_last() -> None:
    """One line, or several as a stretch; the link leads to the first."""
    assert line_citation((7,)) == '<a href="dossier:ligne/7">décompte, ligne\u00a07</a>'
    assert line_citation((7, 8, 9)) == '<a href="dossier:ligne/7">décompte, lignes\u00a07\u00a0à\u00a09</a>'
    assert line_citation((7, 8), named=False) == '<a href="dossier:ligne/7">7, 8</a>'
    assert line_citation(()) == ""


def read(case: Case) -> Bordereau:
    """The sample's pieces, opened: the first invoice has three pages, the second says another sum."""
    known = pieces_of(case)
    texts = {"F-014": LONG, "F-020": ("Facture F-2026-020, net à payer 1 250,05 €",), "devis": ("Acompte reçu : 500,00",)}
    pieces = [
        replace(p, page_texts=next((text for name, text in texts.items() if p.path.endswith(f"/{name}.pdf")), ()))
        for p in known.pieces
    ]
    return Bordereau(case.id, tuple(pieces))


@pytest.fixture(scope="module")
def proven() -> Made:
    """The requête and the décompte with pieces that were opened, and a payment with its piece."""
    payments = PAYMENTS.replace("}", ", pieces: [pieces/devis.pdf]}")
    return make(FIRMS, (step("requete"), step("mise_en_demeure")), {f"{FOLDER}/paiements.yaml": payments}, pieces=read)


def rows(html: str) -> list[str]:
    return [row.split("</tr>")[0] for row in html.split("<tr")[1:]]


def test_each_invoice_names_the_page_that_bears_its_total(proven: Made) -> None:
    """The page that was found is linked; a piece that says another sum is cited without a page."""
    for id in ("requete", "decompte"):
        body = proven.document(id).body
        first = next(row for row in rows(body) if "F-2026-014" in row and "4\u202f800,00" in row)
        assert 'href="dossier:piece/3/2"' in first and "p.\u00a02" in first
        second = next(row for row in rows(body) if "F-2026-020" in row and "1\u202f250,50" in row)
        assert 'href="dossier:piece/4"' in second and "p.\u00a0" not in second


def test_a_payment_names_its_piece_and_the_page(proven: Made) -> None:
    """In the facts of the requête and in the table of payments of the décompte."""
    assert 'href="dossier:piece/2/1"' in proven.document("decompte").body
    facts = proven.document("requete").body
    assert re.search(
        r"a reçu 500,00.€ le 2.mars.2026 \(<a href=\"dossier:ligne/\d+\">.*?</a>.; <a href=\"dossier:piece/2/1\">", facts
    )


def test_the_lines_of_the_decompte_are_numbered_through(proven: Made) -> None:
    """Each number once, from 1 without a gap, as printed and as an anchor."""
    body = proven.document("decompte").body
    anchors = [int(n) for n in re.findall(r'id="ligne-(\d+)"', body)]
    printed = [int(n) for n in re.findall(r'class="no">(\d+)<', body)]
    assert anchors == printed == list(range(1, len(anchors) + 1))
    assert len(anchors) > 20


def test_each_line_that_a_requete_cites_says_the_same_amount(proven: Made) -> None:
    """Head by head, invoice by invoice, payment by payment: what stands beside the citation stands on the line."""
    body, lines = proven.document("requete").body, said(proven.document("decompte").body)
    cited = 0
    for row in rows(body):
        for first, words in re.findall(r'<a href="dossier:ligne/(\d+)">(.*?)</a>', row):
            last = int(re.findall(r"\d+", words)[-1])
            there = " ".join(lines[n] for n in range(int(first), last + 1))
            amounts = re.findall(r"\d{1,3}(?:\u202f\d{3})*,\d\d", row)
            assert amounts
            # What an invoice lost by payments and credit notes is the sum of several lines; all else is printed there.
            assert [a for a in amounts if a not in there] in ([], ["776,03"]), (row, there)
            cited += 1
    assert cited >= 9


def said(body: str) -> dict[int, str]:
    """What each numbered line of a décompte says, without markup."""
    parts = re.split(r'id="ligne-(\d+)"', body)
    return {int(n): re.sub("<[^>]*>", " ", text) for n, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_a_figure_that_the_decompte_does_not_say_has_no_line(proven: Made) -> None:
    """A letter or an act never cites a line for another amount than the one on it."""
    from dossier.documents.decompte_lines import Statement, head_key

    known = Statement((), (), (), 1, None, None, (), (), {head_key("principal"): (euros("10"), (1,))}, {})
    assert known.lines(head_key("principal"), euros("10")) == (1,)
    assert known.lines(head_key("principal"), euros("11")) == ()
    assert known.lines(head_key("costs"), euros("10")) == ()
    assert known.lines(head_key("costs"), None) == ()
