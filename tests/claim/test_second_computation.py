"""A second computation, day by day with fractions and rates from the table of anchors, agrees with the décompte.

It shares no code with the program. It never rounds, so that the two may differ by half a cent for each printed line, for each
payment that cut one, and by the interest on those cents; by nothing more.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from claim_cases import case
from generated import LAST, days, parts
from hypothesis import HealthCheck, given, settings

from dossier.claim.compute import compute_claim
from dossier.law.parameters import shipped_law

ANCHORS = yaml.compose((Path(__file__).parent.parent / "law" / "anchors.yaml").read_text(), Loader=yaml.BaseLoader).value
DEFAULT = {
    row["half_year"]: Fraction(row["professionals"])
    for row in ({key.value: value.value for key, value in node.value} for node in ANCHORS)
}
ONE_DAY = timedelta(days=1)


class Debt:
    """An invoice that lives from day to day."""

    def __init__(self, row: dict[str, Any], notes: list[dict[str, Any]]) -> None:
        self.number, self.issued = row["numero"], date.fromisoformat(row["date"])
        self.due = date.fromisoformat(row["echeance"])
        at_once = sum(Fraction(n["montant_ttc"]) for n in notes if n["effet"] == "depuis_facture")
        self.principal = max(Fraction(row["montant_ttc"]) - at_once, Fraction(0))
        self.later = [n for n in notes if n["effet"] == "a_sa_date"]
        self.interest = Fraction(0)
        self.fee = Fraction(0)
        self.charged = False

    def live(self, day: date, rate: Fraction) -> None:
        """One day of interest on what was open when it began; the fee with the first day of delay."""
        if day > self.due and self.principal > 0:
            self.interest += self.principal * rate / 100 / 365
            if not self.charged:
                self.charged, self.fee = True, Fraction(40)

    def credit(self, day: date) -> None:
        """Credit notes of a day."""
        for note in self.later:
            if date.fromisoformat(note["date"]) == day:
                self.principal = max(self.principal - Fraction(note["montant_ttc"]), Fraction(0))

    def pay(self, money: Fraction, order: str) -> Fraction:
        """Pay in the order of the firm's choice and return what is left."""
        heads = {
            "interets_puis_principal": ("interest", "principal"),
            "interets_indemnites_principal": ("interest", "fee", "principal"),
            "principal_puis_interets": ("principal", "interest"),
        }[order]
        for head in heads:
            taken = min(money, getattr(self, head))
            setattr(self, head, getattr(self, head) - taken)
            money -= taken
        return money

    def worth(self, order: str) -> Fraction:
        """What the invoice takes in that order."""
        return self.interest + self.principal + (self.fee if "indemnites" in order else 0)


def total_by_days(given_parts: dict[str, Any], today: date) -> Fraction:
    """What is due at the end of a day, counted day by day."""
    known = [row for row in given_parts["invoices"] if date.fromisoformat(row["date"]) <= today]
    debts = [
        Debt(row, [n for n in known if n.get("type") == "avoir" and n["sur"] == row["numero"]])
        for row in known
        if row.get("type") != "avoir"
    ]
    order = given_parts["choices"]["imputation"]
    stated = given_parts["contract"].get("penalites", {}).get("taux")
    starts = [d.issued for d in debts] + [date.fromisoformat(p["date"]) for p in given_parts["payments"]]
    day = min(starts, default=today)
    while day <= today:
        rate = Fraction(stated) if stated else DEFAULT[f"{day.year}-S{1 if day.month < 7 else 2}"]
        for debt in debts:
            debt.live(day, rate)
            debt.credit(day)
        pay_day(debts, [p for p in given_parts["payments"] if date.fromisoformat(p["date"]) == day], day, order)
        day += ONE_DAY
    return sum((d.principal + d.interest + d.fee for d in debts if d.due < today), Fraction(0))


def pay_day(debts: list[Debt], payments: list[dict[str, Any]], day: date, order: str) -> None:
    """Named invoices first, then due debts by age, the fees, and what is not due."""
    named: dict[str, Fraction] = {}
    rest = Fraction(0)
    for payment in payments:
        number = payment.get("facture", "")
        if any(debt.number == number for debt in debts):
            named[number] = named.get(number, Fraction(0)) + Fraction(payment["montant"])
        else:
            rest += Fraction(payment["montant"])
    for number, money in named.items():
        rest += next(debt for debt in debts if debt.number == number).pay(money, order)
    issued = [debt for debt in debts if debt.issued <= day]
    due = [debt for debt in issued if debt.due <= day]
    for key in sorted({(debt.due, debt.issued) for debt in due}):
        tied = [debt for debt in due if (debt.due, debt.issued) == key]
        worth = sum(debt.worth(order) for debt in tied)
        spent = min(rest, worth)
        for debt in tied:
            if worth:
                debt.pay(spent * debt.worth(order) / worth if debt.worth(order) else Fraction(0), order)
        rest -= spent
    for debt in due:
        taken = min(rest, debt.fee)
        debt.fee -= taken
        rest -= taken
    for debt in sorted((d for d in issued if d.due > day), key=lambda d: (d.due, d.issued)):
        taken = min(rest, debt.principal)
        debt.principal -= taken
        rest -= taken


def agrees(given_parts: dict[str, Any], today: date) -> None:
    """The décompte is the sum of days, but for the rounding of its lines."""
    claim = compute_claim(case(**given_parts), shipped_law(), today)
    assert claim.totals.due is not None
    lines = sum(len(invoice.periods) for invoice in claim.invoices)
    cuts = sum(len(payment.allocated) for payment in claim.payments)
    tolerance = Fraction(1, 200) * (lines + cuts + 1)
    exact = total_by_days(given_parts, today)
    assert abs(Fraction(str(claim.totals.due)) - exact) <= tolerance, (str(claim.totals.due), float(exact))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(given_parts=parts(), today=days(last=LAST))
def test_day_by_day_gives_the_same_total(given_parts: dict[str, Any], today: date) -> None:
    """Summing each day's interest gives what the lines give."""
    agrees(given_parts, today)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_parts=parts(), today=days(last=LAST))
def test_day_by_day_gives_the_same_total_ten_thousand_times(given_parts: dict[str, Any], today: date) -> None:
    """The same over ten thousand cases."""
    agrees(given_parts, today)
