"""Where the law leaves a point open, one reading is printed and the other total stands beside it when it differs."""

from __future__ import annotations

from claim_cases import Claim, claim_of, credit, invoice, paid

TEN = {"penalites": {"taux": "30"}}


def others(claim: Claim) -> dict[str, str]:
    """The other totals by the name of their reading."""
    return {alternative.choice: str(alternative.total) for alternative in claim.alternatives}


def test_the_effect_of_a_late_credit_note_is_open() -> None:
    """1 000 at 30 % due 1 March; a credit note of 400 on 11 March.

    From the invoice: 600 x 30 % x 30 / 365 = 14.79. From its date: 1000 x 10 days = 8.22, 600 x 20 days = 9.86.
    """
    rows = [invoice("A", "2026-01-02", "1000.00", "2026-03-01"), credit("V", "A", "2026-03-11", "400.00")]
    claim = claim_of("2026-03-31", invoices=rows, contract=TEN)
    assert str(claim.totals.due) == "654.79" and others(claim) == {"avoirs: a_sa_date": "658.08"}
    rows[1]["effet"] = "a_sa_date"
    claim = claim_of("2026-03-31", invoices=rows, contract=TEN)
    assert str(claim.totals.due) == "658.08" and others(claim) == {"avoirs: depuis_facture": "654.79"}


def test_a_credit_note_before_the_due_date_changes_nothing_and_gives_no_other_total() -> None:
    """No interest ran yet: both readings give the same."""
    rows = [invoice("A", "2026-01-02", "1000.00", "2026-03-01"), credit("V", "A", "2026-02-11", "400.00")]
    assert claim_of("2026-03-31", invoices=rows, contract=TEN).alternatives == ()


def test_whether_the_day_of_the_opening_bears_interest_is_open() -> None:
    """The eve ends the interest that is printed; one day more is 1 000 x 30 % / 365: 10 days 8.22, 11 days 9.04."""
    claim = claim_of(
        "2026-03-31",
        invoices=[invoice("A", "2026-01-02", "1000.00", "2026-03-01")],
        contract=TEN,
        journal=[{"date": "2026-03-12", "acte": "procedure_collective", "type": "liquidation"}],
    )
    assert str(claim.totals.interest) == "8.22" and others(claim) == {"jour de l’ouverture: compté": "1049.04"}


def test_the_exact_year_gives_the_total_over_365_beside_it() -> None:
    """2024 has 366 days: 10 000 x 30 % x 30 / 366 = 245.90, over 365 it is 246.58."""
    claim = claim_of(
        "2024-03-31",
        invoices=[invoice("A", "2024-01-02", "10000.00", "2024-03-01")],
        contract=TEN,
        choices={"annee": "exacte"},
    )
    assert str(claim.totals.interest) == "245.90" and others(claim) == {"annee: 365": "10286.58"}


def test_the_order_of_the_heads_gives_that_of_the_code_beside_it() -> None:
    """500 paid on 11 March: to principal first 1 000 falls to 500; to interest first (8.22) it falls to 508.22.

    20 days more: 500 x 30 % = 8.22, against 508.22: 8.35. Due 500 + 8.22 + 8.22 + 40, against 508.22 + 8.35 + 40.
    """
    claim = claim_of(
        "2026-03-31",
        invoices=[invoice("A", "2026-01-02", "1000.00", "2026-03-01")],
        payments=[paid("2026-03-11", "500.00")],
        contract=TEN,
        choices={"imputation": "principal_puis_interets"},
    )
    assert str(claim.totals.due) == "556.44" and others(claim) == {"imputation: interets_puis_principal": "556.57"}


def test_whether_grace_stops_the_penalties_between_professionals_is_open() -> None:
    """30 days of March, ten of them in grace: 20 days 16.44 are printed (two lines of ten), 30 days are 24.66."""
    claim = claim_of(
        "2026-03-31",
        invoices=[invoice("A", "2026-01-02", "1000.00", "2026-03-01")],
        contract=TEN,
        journal=[{"date": "2026-03-12", "acte": "delai_de_grace", "jusqu_au": "2026-03-21"}],
    )
    assert str(claim.totals.interest) == "16.44" and others(claim) == {"délai de grâce: sans effet": "1064.66"}


def test_money_received_before_the_invoice_may_be_a_deposit_on_it() -> None:
    """300 received before the only invoice is unallocated unless the debtor named it; the other total takes it off."""
    claim = claim_of(
        "2026-03-31",
        invoices=[invoice("A", "2026-01-15", "1000.00", "2026-03-01")],
        payments=[paid("2026-01-05", "300.00")],
        contract=TEN,
    )
    # 1 000 x 30 % x 30 / 365 = 24.66; 700 x 30 % x 30 / 365 = 17.26
    assert str(claim.payments[0].unallocated) == "300.00" and str(claim.totals.due) == "1064.66"
    assert others(claim) == {"versements antérieurs à la facture: déduits": "757.26"}
    named = claim_of(
        "2026-03-31",
        invoices=[invoice("A", "2026-01-15", "1000.00", "2026-03-01")],
        payments=[paid("2026-01-05", "300.00", "A")],
        contract=TEN,
    )
    assert str(named.totals.due) == "757.26" and others(named) == {}
