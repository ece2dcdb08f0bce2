"""The examples as they are published: one figure everywhere, and behind each citation the amount that it proves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from dossier.compile import Compiled, compile_workspace
from dossier.documents.amount_page import bears_amount
from dossier.documents.decompte_lines import statement
from dossier.documents.document import Document
from dossier.documents.draft import first_debtor
from dossier.documents.figures import interest_due
from dossier.documents.matter import Matter
from dossier.ground.french import amount, euros
from dossier.ground.jobs import InProcess
from dossier.ground.money import Money
from dossier.ground.world import DiskWorld
from dossier.site.view import CaseView
from dossier.wanted import Wanted

ROOT = Path(__file__).parents[2]
PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-"})
AMOUNT = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})*,\d\d(?!\d)")


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    """The example workspace with its site."""
    return compile_workspace(DiskWorld(ROOT, date(2026, 11, 21)), InProcess(), Wanted(frozenset({"letters", "site"})))


def plain(html: str) -> str:
    """The text of some HTML with plain single spaces."""
    return " ".join(unescape(re.sub(r"<(?!/?(?:sup|e-fine|a|strong|span)\b)[^>]*>", " ", html)).translate(PLAIN).split())


def words(html: str) -> str:
    """The text without any tag."""
    return " ".join(re.sub(r"<[^>]*>", "", plain(html)).split())


def money(text: str) -> Money:
    return Money.of(Decimal(text.replace(" ", "").replace(",", ".")))


def documents(found: Compiled) -> Iterator[tuple[CaseView, Document]]:
    for view in found.views:
        for paper in view.printed:
            yield view, paper.document


TOTALS = r"Total dû au|Total au \d|Somme due au|Solde dû au|Paiement de|Somme demandée|Somme due"


def test_each_total_is_the_same_figure_in_every_document(compiled: Compiled) -> None:
    """What stands beside « total », « somme due », « solde dû » is the sum due, to the cent, in each letter and act."""
    seen = 0
    for view, document in documents(compiled):
        due = amount(view.claim.totals.due).translate(PLAIN)
        for match in re.finditer(rf"(?:{TOTALS})[^€]{{0,90}}?({AMOUNT.pattern}) ?€", words(document.body)):
            assert match[1] == due, (view.case.id, document.id, match[0])
            seen += 1
    assert seen >= 20


def test_the_heads_are_the_same_figures_on_paper_on_the_site_and_in_the_files(compiled: Compiled) -> None:
    """Principal, interest, indemnities, clause pénale, costs and total: décompte, its page, JSON and workbook."""
    files = {leaf.path: leaf.blob for leaf in compiled.tree.leaves}
    for view in compiled.views:
        totals, folder = view.claim.totals, f"cases/{view.case.id}"
        due = totals.due
        assert due is not None
        shown = {"principal": totals.outstanding, "interest": interest_due(view.claim), "indemnity": totals.indemnity_due,
                 "penalty": totals.penalty_due, "costs": totals.costs_due}  # fmt: skip
        paper = words(next(p.document for p in view.printed if p.document.id == "decompte").body)
        for head, sum_ in shown.items():
            assert not sum_ or amount(sum_).translate(PLAIN) in paper, (view.case.id, head)
        for page in ("decompte.html", "index.html"):
            assert euros(due).translate(PLAIN) in words(files[f"{folder}/{page}"].read().decode()), (view.case.id, page)
        told = json.loads(files[f"{folder}/decompte.json"].read())["totals"]
        assert money(str(told["due"]).replace(".", ",")) == due
        assert money(str(told["principal"]).replace(".", ",")) == totals.principal
        book = openpyxl.load_workbook(BytesIO(files[f"{folder}/decompte.xlsx"].read()), data_only=True)
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
        row = next(cell.row for cell in cells if str(cell.value).startswith("Total dû"))
        assert f"{due.euros:.2f}" in [f"{c.value:.2f}" for c in cells if c.row == row and isinstance(c.value, int | float)]


def pieces(html: str) -> Iterator[tuple[int, int, str]]:
    """Each citation of a page of a piece: piece, page, and the row or the sentence in which it stands."""
    for match in re.finditer(r'href="dossier:piece/(\d+)/(\d+)"', html):
        yield int(match[1]), int(match[2]), around(html, match.start())


def around(html: str, at: int) -> str:
    """The row of a table, or else the paragraph, that a place of some HTML is in."""
    start = max(html.rfind(mark, 0, at) for mark in ("<tr", "<p>", "<p ", '<div class="texte">'))
    ends = [html.find(mark, at) for mark in ("</tr>", "</p>", "</div>")]
    return html[start : min(end for end in ends if end >= 0)]


def test_every_page_that_is_cited_bears_the_amount(compiled: Compiled) -> None:
    """« pièce n° 4, p. 2 » exists, and its text has an amount that the sentence or the row says."""
    seen = 0
    for view, document in documents(compiled):
        known = {piece.number: piece for piece in view.bordereau.pieces if not piece.withdrawn}
        for number, page, said in pieces(document.body):
            texts = known[number].page_texts
            assert 1 <= page <= (known[number].pages or 0), (document.id, number, page)
            told = [money(text) for text in AMOUNT.findall(words(said))]
            alone = len(texts) == 1 and not texts[0].strip()
            assert told and (alone or any(bears_amount(texts[page - 1], sum_) for sum_ in told)), (document.id, number, said)
            assert f"p. {page}" in words(said)
            seen += 1
    assert seen >= 25


def test_every_line_that_is_cited_exists_and_says_the_amount(compiled: Compiled) -> None:
    """« décompte, ligne 7 » is a numbered line of the décompte of the case, and one amount of the row or sentence is on it."""
    seen = 0
    for view in compiled.views:
        body = next(p.document.body for p in view.printed if p.document.id == "decompte")
        parts = re.split(r'id="ligne-(\d+)"', body)
        lines = {int(n): words(f"<x {text}") for n, text in zip(parts[1::2], parts[2::2], strict=True)}
        assert sorted(lines) == list(range(1, len(lines) + 1))
        for paper in view.printed:
            for match in re.finditer(r'href="dossier:ligne/(\d+)">(.*?)</a>', paper.document.body):
                last = int(re.findall(r"\d+", match[2])[-1])
                there = " ".join(lines[n] for n in range(int(match[1]), last + 1))
                told = AMOUNT.findall(words(around(paper.document.body, match.start())))
                assert any(text in there for text in told), (paper.document.id, match[0])
                seen += 1
    assert seen >= 25


def test_the_lines_of_a_decompte_add_up_to_what_they_are_cited_for(compiled: Compiled) -> None:
    """Every invoice and head that an act may cite has its line, with the amount of the claim."""
    for view in compiled.views:
        matter = Matter(compiled.workspace, view.case, view.claim, view.stage, view.bordereau, (), False, first_debtor(view.case))
        known = statement(matter)
        assert known is not None
        for row in view.claim.invoices:
            if row.state == "due" and row.outstanding and row.interest_due is not None:
                assert known.lines(f"debt:{row.number}", row.outstanding + row.interest_due), (view.case.id, row.number)
        assert known.lines("total", view.claim.totals.due) == (known.total,)
