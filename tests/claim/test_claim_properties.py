"""What holds of every claim, whatever the case."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from claim_cases import case
from generated import FIRST, LAST, days, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.claim.contract import decompte_json
from dossier.claim.periods import Step, lines
from dossier.claim.rates import refinancing
from dossier.ground.money import Money, total
from dossier.law.law import Certainty, LawValue, Reference
from dossier.law.parameters import shipped_law

LAW = shipped_law()
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def claim_on(given_parts: dict[str, Any], today: date) -> Claim:
    """The claim of generated parts."""
    return compute_claim(case(**given_parts), LAW, today)


@FEW
@given(given_parts=parts(), today=days(last=LAST))
def test_no_cent_is_lost_in_allocation(given_parts: dict[str, Any], today: date) -> None:
    """What a payment brought is what went to the heads and what is left of it; each head received what was given to it."""
    claim = claim_on(given_parts, today)
    for payment in claim.payments:
        assert payment.unallocated is not None
        assert total(part.amount for part in payment.allocated) + payment.unallocated == payment.amount
        assert all(part.amount.cents > 0 for part in payment.allocated)
    for invoice in claim.invoices:
        given_to = {
            head: total(a.amount for p in claim.payments for a in p.allocated if (a.invoice, a.to) == (invoice.number, head))
            for head in ("principal", "interest", "indemnity")
        }
        assert invoice.outstanding is not None
        assert invoice.principal - invoice.credited - given_to["principal"] == invoice.outstanding
        assert given_to["interest"] == invoice.interest_paid
        assert given_to["indemnity"] == invoice.indemnity_paid <= invoice.indemnity


@FEW
@given(given_parts=parts(), today=days(last=LAST))
def test_totals_are_the_sums_of_printed_lines(given_parts: dict[str, Any], today: date) -> None:
    """Nothing is rounded twice and nothing stands in a total that is not on a line."""
    claim = claim_on(given_parts, today)
    sums = claim.totals
    assert sums.interest == total(period.amount for invoice in claim.invoices for period in invoice.periods)
    assert sums.indemnity == total(invoice.indemnity for invoice in claim.invoices)
    assert sums.outstanding is not None and sums.interest is not None
    unpaid = sums.interest - sums.interest_paid + sums.indemnity - sums.indemnity_paid
    assert sums.due == sums.outstanding + unpaid + sums.penalty - sums.penalty_paid + sums.costs - sums.costs_paid
    for invoice in claim.invoices:
        for period in invoice.periods:
            days_counted = (period.end - period.start).days
            exact = Fraction(str(period.base)) * Fraction(period.rate.percent) * days_counted / 36500
            assert abs(Fraction(str(period.amount)) - exact) <= Fraction(1, 200)
        for before, after in zip(invoice.periods, invoice.periods[1:], strict=False):
            assert before.end <= after.start


@FEW
@given(given_parts=parts(), today=days(last=date(2026, 11, 30)), more=st.integers(1, 30))
def test_more_time_never_less_interest(given_parts: dict[str, Any], today: date, more: int) -> None:
    """With the same facts, a later day of computing does not lower the interest."""
    known = dict(given_parts)
    for kind in ("invoices", "payments"):
        known[kind] = [row for row in given_parts[kind] if date.fromisoformat(row["date"]) <= today]
    early, late = claim_on(known, today), claim_on(known, today + timedelta(days=more))
    for invoice in early.invoices:
        later = late.invoice(invoice.number)
        assert later and later.interest is not None and invoice.interest is not None
        assert later.interest >= invoice.interest
        assert later.outstanding == invoice.outstanding


@FEW
@given(given_parts=parts(), today=days(last=LAST), data=st.data())
def test_the_order_of_entries_is_irrelevant(given_parts: dict[str, Any], today: date, data: st.DataObject) -> None:
    """Two people who type the same entries in another order get the same décompte."""
    mixed = dict(given_parts)
    for kind in ("invoices", "payments"):
        mixed[kind] = data.draw(st.permutations(given_parts[kind]))
    assert decompte_json(claim_on(mixed, today)) == decompte_json(claim_on(given_parts, today))


@FEW
@given(given_parts=parts(), today=days(last=date(2027, 12, 31)))
def test_the_json_of_any_claim_is_whole(given_parts: dict[str, Any], today: date) -> None:
    """Amounts are texts with two decimals or null, and null only where a value of law is missing."""
    claim = claim_on(given_parts, today)
    shown = json.loads(json.dumps(decompte_json(claim)))
    unknown = shown["totals"]["due"] is None
    assert unknown is any(invoice["interest"] is None or invoice["outstanding"] is None for invoice in shown["invoices"])
    if unknown:
        assert today >= date(2027, 1, 1) and "DC301" in {d.code for d in claim.diagnostics}
    for invoice in shown["invoices"]:
        assert invoice["state"] in ("due", "not_due", "paid")
        if invoice["interest"] is None:
            assert invoice["periods"] == []


@FEW
@given(
    base=st.integers(1, 10**8),
    span=st.lists(days(FIRST, LAST), min_size=3, max_size=3, unique=True).map(sorted),
)
def test_a_period_cut_in_two_changes_only_its_rounding(base: int, span: list[date]) -> None:
    """Cutting a stretch at any day changes its sum by at most half a cent for each line more."""
    start, middle, end = span
    steps = [Step(date.min, Money(base))]
    whole = lines(steps, refinancing(LAW), start, end)
    left, right = lines(steps, refinancing(LAW), start, middle), lines(steps, refinancing(LAW), middle, end)
    assert whole.sum is not None and left.sum is not None and right.sum is not None
    count = len(whole.periods) + len(left.periods) + len(right.periods)
    assert abs((left.sum + right.sum - whole.sum).cents) <= Fraction(count, 2)
    exact = sum((p.exact for p in (*left.periods, *right.periods)), Decimal(0)) - sum(
        (p.exact for p in whole.periods), Decimal(0)
    )
    assert abs(exact) < Decimal("0.0000001")


def test_a_value_that_the_firm_gives_is_told_in_the_words_of_its_rate() -> None:
    """A rate of 2027 that stands in the firm's `law/` is printed with whose it is; a shipped one is not."""
    value = LawValue(
        "taux_refinancement_bce", "2.15", "percent", date(2026, 12, 23), None, Reference("BCE"), Certainty.TEXT,
        origin="law/taux_refinancement_bce.yaml:2", confirmed=True,
    )  # fmt: skip
    made = case(invoices=[{"numero": "A", "date": "2026-11-02", "echeance": "2026-12-02", "montant_ttc": "1000.00"}])
    claim = compute_claim(made, shipped_law().extended([value]), date(2027, 1, 15))
    words = [period.rate.words for period in claim.invoices[0].periods]
    assert ["donnée par l’entreprise" in text for text in words] == [False, True]
    assert str(claim.totals.due) == "1054.84"  # 1000 + 40 + 9,85 (29 jours à 12,40) + 4,99 (15 jours à 12,15)
    assert [d.code for d in claim.diagnostics] == ["DC316"]
