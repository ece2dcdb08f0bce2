"""The décompte on the terminal: complete, aligned, and within the width of the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dossier.appraise import Appraised, appraise, law_of
from dossier.claim.derivation.figures import derive
from dossier.ground.french import amount, short_day
from dossier.ground.money import Money
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.report.decompte import decompte_text
from dossier.report.derivation import derivation_text
from dossier.report.text import width

ROOT = Path(__file__).parents[2]
DAYS = (date(2025, 6, 30), date(2026, 7, 1), date(2026, 11, 21), date(2027, 3, 1))


@pytest.fixture(scope="module", name="rows")
def _rows() -> list[Appraised]:
    """The cases of the example workspace on several days, among them one whose rates are not known."""
    found = []
    for day in DAYS:
        world = DiskWorld(ROOT, day)
        workspace = load_workspace(world)
        law = law_of(workspace)
        found += [appraise(case, law, world) for case in workspace.cases]
    return found


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("columns", [79, 100])
def test_the_page_fits_the_terminal(rows: list[Appraised], columns: int) -> None:
    """No line is wider than the terminal, none ends in blanks, and nothing but plain text is in it."""
    for row in rows:
        text = decompte_text(row.case, row.claim, columns)
        assert max(map(width, text.splitlines())) <= columns, (row.case.id, row.claim.date)
        assert not any(line != line.rstrip() for line in text.splitlines())
        assert "\x1b" not in text


def test_every_line_of_the_claim_stands_in_it(rows: list[Appraised]) -> None:
    """Each invoice, each line of interest with its days, each payment and what is not asked, and the total."""
    for row in rows:
        text = decompte_text(row.case, row.claim)
        whole = " ".join(plain(text).split())
        for invoice in row.claim.invoices:
            assert f"Facture {invoice.number}" in text
            assert plain(invoice.due_reason) in whole
            for period in invoice.periods:
                line = next(
                    line for line in text.splitlines()
                    if f"{short_day(period.start)}  {short_day(period.last)}" in line and amount(period.base) in line
                    and line.endswith(f" {amount(period.amount)}")
                )  # fmt: skip
                assert f" {period.days} " in line
        for payment in row.claim.payments:
            assert payment.returned or f"Versement du {short_day(payment.date)}" in text
            assert all(part.rule in text for part in payment.allocated)
        for head in row.claim.not_claimed:
            assert plain(f"{head.what} — {head.reason}") in whole
        for other in row.claim.alternatives:
            assert plain(other.reason) in whole
        assert plain(row.claim.regime_reason) in whole
        assert text.count(amount(row.claim.totals.due)) >= 3


def test_the_amounts_of_the_total_add_up(rows: list[Appraised]) -> None:
    """The rows between « Total au » and the rule below them sum to what is owed."""
    checked = 0
    for row in rows:
        if row.claim.totals.due is None:
            continue
        lines = plain(decompte_text(row.case, row.claim)).splitlines()
        start = next(i for i, line in enumerate(lines) if line.startswith("Total au"))
        end = next(i for i in range(start, len(lines)) if lines[i].strip().startswith("─"))
        cents = sum(_cents(line) for line in lines[start + 1 : end])
        assert cents == row.claim.totals.due.cents, row.case.id
        checked += 1
    assert checked > 10


def test_a_head_that_is_zero_says_why(rows: list[Appraised]) -> None:
    """No zero stands silent: beside its name is the reason, or where it is told."""
    checked = 0
    for row in rows:
        for label in ("Indemnités forfaitaires", "Clause pénale", "Frais"):
            for line in plain(decompte_text(row.case, row.claim)).splitlines():
                if line.startswith(f"  {label}") and line.endswith("  0,00"):
                    assert re.search(r" : \S.+  0,00$", line), line
                    checked += 1
    assert checked > 10


def _cents(line: str) -> int:
    """The amount at the end of a line: after two spaces, with a minus of its own."""
    figure = line.rsplit("  ", 1)[1].replace(" ", "").replace(",", "").replace("−", "-")
    return int(figure)


def test_the_rates_are_told_once_with_their_sources_and_how_sure_they_are(rows: list[Appraised]) -> None:
    """Each rate of the lines stands at the end with its words, its article and its certainty where that is less than a text read."""
    row = next(r for r in rows if r.case.id == "2026-014-sud-beton" and r.claim.date == date(2026, 11, 21))
    text = plain(decompte_text(row.case, row.claim))
    rates = text.partition("Taux et calcul")[2]
    assert rates.count("13,15 % : 3,15 % (BCE au 01/01/2025) + 10 points (C. com. L441-10)") == 1
    assert "sources concordantes, texte non lu" in " ".join(rates.split())
    assert "Arrondi  au centime" in rates
    assert "Régime : entre professionnels (C. com. L441-10)" in text
    assert "année de 365 jours ; imputation : intérêts puis principal" in " ".join(text.split())


def test_an_unknown_rate_leaves_a_dash_and_says_why(rows: list[Appraised]) -> None:
    """In 2027 what needs the rate is a dash with the code, and the principal is still there."""
    row = next(r for r in rows if r.case.id == "2026-014-sud-beton" and r.claim.date == date(2027, 3, 1))
    text = decompte_text(row.case, row.claim)
    assert text.splitlines()[0].endswith("—")
    assert "DC301" in text
    assert "52\u202f686,00" in text


def test_money_received_in_excess_is_told_where_the_total_stands(rows: list[Appraised]) -> None:
    """200 € that no debt took up stand under what is left to pay, with what to do of them; one that came back is no money."""
    row = next(row for row in rows if row.claim.payments and not row.claim.payments[0].returned)
    first, *others = row.claim.payments
    over = replace(first, unallocated=Money.of("200.00"))
    text = plain(decompte_text(row.case, replace(row.claim, payments=(over, *others))))
    assert re.search(r"reçu sans emploi, à restituer ou à imputer \(DC306\) +200,00", text[text.index("Reste dû") :])
    back = replace(over, returned=True)
    assert "sans emploi" not in decompte_text(row.case, replace(row.claim, payments=(back, *others)))
    assert "sans emploi" not in decompte_text(row.case, row.claim)


def test_a_missing_value_names_its_half_year_and_where_to_supply_it(rows: list[Appraised]) -> None:
    """In 2027 the page says what DC301 says, where the total would stand, and is sure of nothing that it does not know."""
    unknown = [row for row in rows if row.claim.totals.due is None]
    assert unknown
    for row in unknown:
        found = [d for d in row.claim.diagnostics if d.code == "DC301"]
        asked = derive(row.case, row.claim, "due")
        assert found and asked is not None
        for text in (decompte_text(row.case, row.claim), derivation_text(row.claim, asked, row.case.folder)):
            whole = " ".join(plain(text).split())
            assert all(plain(d.message) in whole and plain(d.hints[0]) in whole for d in found)
            assert "2027-S1" in whole and "ajoutez law/" in whole
            assert "certitude la plus faible" not in whole and "montant inconnu" in whole
    known = next(row for row in rows if row.claim.totals.due is not None)
    assert "certitude la plus faible" in plain(decompte_text(known.case, known.claim))
