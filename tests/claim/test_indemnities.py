"""The forty euros: for which invoice, from which day of the law, never where it excludes them; and the costs beside them."""

from __future__ import annotations

from typing import Any

import pytest
from claim_cases import AUTHORITY, JANE, PERSON, claim_of, codes, credit, invoice, paid

LATE = [invoice("A", "2026-01-02", "1000.00", "2026-02-01")]


@pytest.mark.parametrize(
    ("more", "indemnity"),
    [
        ({}, "40.00"),
        ({"debtors": [PERSON], "nature": "consommation"}, "0.00"),
        ({"debtors": [PERSON]}, "0.00"),
        ({"nature": "civile"}, "0.00"),
        ({"creditor": JANE}, "0.00"),
        ({"debtors": [AUTHORITY], "nature": "marche_public", "contract": {"conclu_le": "2025-11-03"}}, "40.00"),
        ({"contract": {"secteur": "bail_commercial"}}, "0.00"),
        ({"contract": {"secteur": "assurance"}}, "0.00"),
        ({"contract": {"secteur": "transport"}}, "40.00"),
    ],
)
def test_who_owes_the_forty_euros(more: dict[str, Any], indemnity: str) -> None:
    """Professionals and public buyers; a zero has its reason among what is not claimed."""
    claim = claim_of("2026-03-31", invoices=LATE, **more)
    assert str(claim.totals.indemnity) == indemnity
    assert any(head.what.startswith("indemnité forfaitaire") for head in claim.not_claimed) is (indemnity == "0.00")


@pytest.mark.parametrize(
    ("rows", "payments", "on", "indemnity"),
    [
        (LATE, [], "2026-02-01", "0.00"),  # the due date
        (LATE, [], "2026-02-02", "40.00"),  # the day after
        (LATE, [paid("2026-02-01", "1000.00", "A")], "2026-03-31", "0.00"),  # paid in time
        (LATE, [paid("2026-02-02", "1000.00", "A")], "2026-03-31", "40.00"),  # one day late
        (LATE, [paid("2026-02-01", "999.99", "A")], "2026-03-31", "40.00"),  # one cent late
        (LATE, [paid("2026-02-10", "100.00", "A"), paid("2026-02-20", "100.00", "A")], "2026-03-31", "40.00"),  # once
        ([*LATE, invoice("B", "2026-01-02", "10.00", "2026-02-01")], [], "2026-03-31", "80.00"),  # however small
        ([*LATE, invoice("B", "2026-03-02", "10.00", "2026-04-01")], [], "2026-03-31", "40.00"),  # B is not due
        ([*LATE, credit("N", "A", "2026-01-10", "1000.00")], [], "2026-03-31", "0.00"),  # nothing was ever due
        ([*LATE, credit("N", "A", "2026-03-10", "400.00", effet="a_sa_date")], [], "2026-03-31", "40.00"),  # not on the note
    ],
)
def test_once_for_each_invoice_paid_late(rows: Any, payments: Any, on: str, indemnity: str) -> None:
    """One for each invoice late at the date, whatever the delay, the sum and the part paid; none on a credit note."""
    assert str(claim_of(on, invoices=rows, payments=payments).totals.indemnity) == indemnity


@pytest.mark.parametrize(("issued", "indemnity"), [("2012-12-31", "0.00"), ("2013-01-01", "40.00")])
def test_from_the_invoices_of_2013(issued: str, indemnity: str) -> None:
    """The eve and the day of the décret of 2012."""
    claim = claim_of("2013-06-30", invoices=[invoice("A", issued, "1000.00", "2013-02-28")])
    assert str(claim.totals.indemnity) == indemnity
    reasons = [head.reason for head in claim.not_claimed if head.what.startswith("indemnité")]
    assert len(reasons) == (indemnity == "0.00") and all("2013" in reason for reason in reasons)


@pytest.mark.parametrize(("opened", "indemnity"), [("2026-02-01", "0.00"), ("2026-02-02", "40.00")])
def test_not_where_the_opening_forbade_paying_at_the_due_date(opened: str, indemnity: str) -> None:
    """C. com. L441-10 II in fine: opened on the due date, none; opened the day after, the debtor was late already."""
    event = {"date": opened, "acte": "procedure_collective", "type": "redressement"}
    assert str(claim_of("2026-03-31", invoices=LATE, journal=[event]).totals.indemnity) == indemnity


def cost(basis: str) -> dict[str, Any]:
    """A cost of 150 € on a legal basis."""
    return {"date": "2026-03-01", "libelle": "Cabinet", "montant": "150.00", "fondement": basis}


@pytest.mark.parametrize(
    "basis", ["C. com. L441-10 II, sur justificatif", "article L. 441-10, II du code de commerce", "L. 441‑10"]
)
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "DC329"),
        ({"debtors": [PERSON], "nature": "consommation"}, "DC330"),
        ({"nature": "civile"}, "DC330"),
    ],
)
def test_costs_beside_the_forty_euros(basis: str, more: dict[str, Any], code: str) -> None:
    """Between professionals the forty euros are to be deducted; nobody else owes such costs."""
    claim = claim_of("2026-03-31", invoices=LATE, costs=[cost(basis)], **more)
    assert [c for c in codes(claim) if c in ("DC329", "DC330")] == [code]
    if code == "DC329":
        (said,) = [d for d in claim.diagnostics if d.code == code]
        assert any("110,00" in hint for hint in said.hints)


def test_other_costs_are_not_looked_at() -> None:
    """Court costs have their own basis, and one without a basis stays with the creditor."""
    claim = claim_of("2026-03-31", invoices=LATE, costs=[cost("dépens"), cost("")])
    assert not {"DC329", "DC330"} & set(codes(claim))


@pytest.mark.parametrize(
    ("more", "costs"), [({}, "150.00"), ({"debtors": [PERSON], "nature": "consommation"}, "0.00"), ({"nature": "civile"}, "0.00")]
)
def test_costs_of_l441_10_count_between_professionals_only(more: dict[str, Any], costs: str) -> None:
    """Against anyone else they stay with the creditor: not in the total, and among what is not claimed (CPCE L111-8)."""
    claim = claim_of("2026-03-31", invoices=LATE, costs=[cost("C. com. L441-10 II")], **more)
    assert str(claim.totals.costs) == costs
    assert any(head.what == "frais : Cabinet" and head.rule == "CPCE L111-8" for head in claim.not_claimed) is (costs == "0.00")


def test_an_invoice_due_after_the_opening_judgment_says_why_it_bears_nothing() -> None:
    """The eve of the opening comes before its first day of interest: the reason is the opening, not the due date."""
    claim = claim_of(
        "2026-11-21",
        invoices=[invoice("B", "2026-03-20", "2500.00", "2026-04-19")],
        journal=[{"date": "2026-04-08", "acte": "procedure_collective", "type": "redressement"}],
    )
    (row,) = claim.invoices
    assert row.periods == () and row.interest_reason.startswith("procédure collective ouverte avant l’échéance")
