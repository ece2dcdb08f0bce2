"""What holds of every case, with every regime, rate, waiver, retention, pause, decision and opening judgment in it.

Each property is tried on small cases that Hypothesis can shrink and on a numbered series of crowded ones; on many more of both by
`make test-full`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from claim_cases import case
from generated_lives import lives, numbered
from hypothesis import HealthCheck, given, settings

from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.claim.contract import decompte_json
from dossier.ground.money import Money, total
from dossier.law.parameters import shipped_law

LAW = shipped_law()
Parts = dict[str, Any]
Property = Callable[[Parts, date], None]
LATER = ("rejete_le", "presente_le")
"""Days that an entry learns after it was written."""


def claim_on(parts: Parts, today: date) -> Claim:
    """The claim of a case on a day."""
    return compute_claim(case(**parts), LAW, today)


def known_on(parts: Parts, today: date) -> Parts:
    """The case as it was typed on a day: no later entry, and none of what an earlier one learned since."""
    until = today.isoformat()

    def row(entry: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in entry.items() if not (key in LATER and value > until)}

    kinds = ("invoices", "payments", "costs", "journal")
    return {**parts, **{kind: [row(e) for e in parts[kind] if e["date"] <= until] for kind in kinds}}


def no_cent_is_lost(parts: Parts, today: date) -> None:
    """What a payment brought went to heads or is left; each head received no more than it was."""
    claim = claim_on(parts, today)
    for payment in claim.payments:
        if payment.unallocated is not None:
            given_out = total(part.amount for part in payment.allocated) + payment.unallocated
            assert given_out == (Money(0) if payment.returned else payment.amount)
    parts_given = [part for payment in claim.payments for part in payment.allocated]
    assert all(part.amount.cents > 0 for part in parts_given)
    for invoice in claim.invoices:
        received = {
            to: total(p.amount for p in parts_given if (p.invoice, p.to) == (invoice.number, to))
            for to in ("interest", "indemnity")
        }
        assert received == {"interest": invoice.interest_paid, "indemnity": invoice.indemnity_paid}
        principal = total(p.amount for p in parts_given if (p.invoice, p.to) == (invoice.number, "principal"))
        if invoice.outstanding is not None:
            assert invoice.principal - invoice.credited - principal == invoice.outstanding + invoice.withheld
        if invoice.interest is not None:
            assert invoice.interest_paid + invoice.interest_waived <= invoice.interest
    costs = total(p.amount for p in parts_given if p.to == "costs")
    penalty = total(p.amount for p in parts_given if p.to == "penalty")
    assert (costs, penalty) == (claim.totals.costs_paid, claim.totals.penalty_paid)


def totals_are_sums_of_lines(parts: Parts, today: date) -> None:
    """Read from the JSON alone, as another program would: each total is the sum of what stands above it."""
    shown = decompte_json(claim_on(parts, today))
    sums = shown["totals"]
    if sums["due"] is None:
        return
    counted = [i for i in shown["invoices"] if i["state"] != "titled" and (i["state"] == "paid" or i["due"] < shown["date"])]
    early = [i for i in shown["invoices"] if i["state"] != "titled" and i not in counted]
    rows = [*counted, *shown["titles"]]
    for row in (*shown["invoices"], *shown["titles"]):
        assert amount(row, "interest") == added(row["periods"], "amount")
    for head in ("interest", "interest_paid", "interest_waived"):
        assert amount(sums, head) == added(rows, head)
    for head in ("indemnity", "indemnity_paid"):
        assert amount(sums, head) == added(counted, head)
    principal = added(counted, "principal") - added(counted, "credited") - added(counted, "withheld")
    assert amount(sums, "principal") == principal + added(shown["titles"], "amount")
    assert amount(sums, "not_due") == added(early, "outstanding") + added([*counted, *early], "withheld")
    assert amount(sums, "paid") == added([p for p in shown["payments"] if "returned" not in p], "amount")
    heads = (
        added(rows, "outstanding") + amount(sums, "interest") - amount(sums, "interest_paid") - amount(sums, "interest_waived")
    )
    for head in ("indemnity", "penalty", "costs"):
        heads += amount(sums, head) - amount(sums, f"{head}_paid")
    assert heads == amount(sums, "due")


def amount(row: Mapping[str, Any], key: str) -> Decimal:
    """An amount of the JSON; what most décomptes do not have takes no key."""
    return Decimal(row.get(key, "0.00"))


def added(rows: Iterable[Mapping[str, Any]], key: str) -> Decimal:
    """The sum of an amount over rows."""
    return sum((amount(row, key) for row in rows), Decimal(0))


def more_time_never_less_interest(parts: Parts, today: date) -> None:
    """With the facts of a day, each later day of computing has at least as much interest.

    A decision that was not served in time falls (CPC 478 and 1411): from then on other rules govern, and nothing is compared.
    """
    facts = known_on(parts, today)
    former = claim_on(facts, today)
    for more in (1, 29, 180):
        later = claim_on(facts, today + timedelta(days=more))
        if former.totals.interest is None or later.totals.interest is None or decisions(later) != decisions(former):
            return
        assert later.totals.interest >= former.totals.interest
        former = later


def decisions(claim: Claim) -> list[tuple[str, date]]:
    """The decisions that govern a claim."""
    return [(title.act, title.date) for title in claim.titles]


def the_order_of_entries_is_irrelevant(parts: Parts, today: date) -> None:
    """Entries typed the other way round, in every file, give the same décompte."""
    kinds = ("invoices", "payments", "costs", "journal")
    mixed = {**parts, **{kind: list(reversed(parts[kind])) for kind in kinds}}
    assert decompte_json(claim_on(mixed, today)) == decompte_json(claim_on(parts, today))


def a_payment_never_raises_what_is_due(parts: Parts, today: date) -> None:
    """One payment more, on a named invoice or none, leaves no more due than before, but for the rounding of the lines."""
    before = claim_on(parts, today)
    numbers = ["", *[row["numero"] for row in parts["invoices"] if row.get("type") != "avoir"]]
    for n, number in enumerate(numbers):
        day = (today - timedelta(days=37 * n)).isoformat()
        more = {"date": day, "montant": "100.00", "reference": "encore", **({"facture": number} if number else {})}
        after = claim_on({**parts, "payments": [*parts["payments"], more]}, today)
        if before.totals.due is None or after.totals.due is None:
            return
        lines = sum(len(row.periods) for claim in (before, after) for row in (*claim.invoices, *claim.titles))
        slack = Money(lines + sum(len(payment.allocated) for payment in after.payments))
        assert after.totals.due <= before.totals.due + slack, number


def an_earlier_day_ignores_later_facts(parts: Parts, today: date) -> None:
    """The décompte of a day is the same whatever was typed since."""
    for day in (today - timedelta(days=400), today - timedelta(days=45), today):
        assert decompte_json(claim_on(parts, day)) == decompte_json(claim_on(known_on(parts, day), day))


def any_day_has_a_claim(parts: Parts, today: date) -> None:
    """Long before, today, and in half-years that nobody knows yet: a claim, whose unknown figures name what is missing."""
    for day in (date(2019, 5, 6), today, date(2027, 3, 4), date(2031, 1, 1)):
        claim = claim_on(parts, day)
        assert claim.totals.due is None or claim.totals.due.cents >= 0
        if claim.totals.due is None:
            assert "DC301" in {diagnostic.code for diagnostic in claim.diagnostics}
        for other in claim.alternatives:
            assert other.total != claim.totals.due and other.total.cents >= 0 and other.reason


PROPERTIES = [
    no_cent_is_lost,
    totals_are_sums_of_lines,
    more_time_never_less_interest,
    the_order_of_entries_is_irrelevant,
    a_payment_never_raises_what_is_due,
    an_earlier_day_ignores_later_facts,
    any_day_has_a_claim,
]
EACH = pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
FEW = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
MANY = settings(FEW, max_examples=1500, derandomize=False)


@EACH
@FEW
@given(life=lives())
def test_of_small_cases(holds: Property, life: tuple[Parts, date]) -> None:
    """A few small cases."""
    holds(*life)


@EACH
def test_of_crowded_cases(holds: Property) -> None:
    """Sixty cases in which the rules meet."""
    for seed in range(60):
        holds(*numbered(seed))


@pytest.mark.long
@EACH
@MANY
@given(life=lives())
def test_of_many_small_cases(holds: Property, life: tuple[Parts, date]) -> None:
    """Many small cases."""
    holds(*life)


@pytest.mark.long
@EACH
def test_of_many_crowded_cases(holds: Property) -> None:
    """Two thousand cases in which the rules meet."""
    for seed in range(100, 2100):
        holds(*numbered(seed))
