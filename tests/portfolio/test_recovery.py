"""The recovery rate in its two readings, with visible arithmetic."""

from __future__ import annotations

from decimal import Decimal

from portfolio_cases import PERSON, Affair, act, held, invoice

from dossier.ground.money import Money
from dossier.portfolio.recovery import Rate, rate


def test_eight_thousand_of_ten_thousand_is_eighty_percent() -> None:
    """8 000 / 10 000 = 80 %, in both readings where nothing but principal is due: no mise en demeure to a private person."""
    affair = Affair([invoice()], [{"date": "2026-03-02", "montant": "8000.00"}], debtors=[PERSON], nature="civile")
    found = held(affair, "2026-11-21").recovery
    assert found.all_sums == found.principal == Rate(Money.of("8000"), Money.of("10000"), Decimal("80.00"))


def test_between_professionals_the_readings_differ_by_what_interest_takes() -> None:
    """Paid on 2 March 2026, 16 days late at 12.15 %: 10 000 × 12.15 % × 16 / 365 = 53.26 goes to interest, 7 946.74 to principal.

    Then 2 053.26 bears interest over 120 days to 30 June at 12.15 % (82.02) and 144 days to 21 November at 12.40 % (100.45).
    All sums: 8 000 / (10 000 + 53.26 + 82.02 + 100.45 + 40) = 8 000 / 10 275.73 = 77.85 %.
    """
    found = held(Affair([invoice()], [{"date": "2026-03-02", "montant": "8000.00"}]), "2026-11-21").recovery
    assert found.principal == Rate(Money.of("7946.74"), Money.of("10000"), Decimal("79.47"))
    assert found.all_sums == Rate(Money.of("8000"), Money.of("10275.73"), Decimal("77.85"))


def test_what_is_not_due_is_in_no_reading() -> None:
    """An invoice that falls due today, and what was paid on it before, wait; with nothing due there is no rate, never 0."""
    affair = Affair([invoice(due="2026-11-21")], [{"date": "2026-10-01", "montant": "500.00", "facture": "F-1"}])
    found = held(affair, "2026-11-21").recovery
    assert found.all_sums == found.principal == Rate(Money(0), Money(0), None, "rien n’est encore échu")
    after = held(affair, "2026-11-22").recovery.principal
    assert after == Rate(Money.of("500"), Money.of("10000"), Decimal("5.00"))


def test_a_credit_note_lowers_what_was_due_and_a_waiver_does_not() -> None:
    """10 000 less a credit note of 2 000 is 8 000 due; a waiver of 3 000 stays due and was not recovered: 5 000 / 8 000."""
    note = {"numero": "A-1", "type": "avoir", "sur": "F-1", "date": "2026-02-01", "montant_ttc": "2000.00"}
    affair = Affair(
        [invoice(), note], [{"date": "2026-03-02", "montant": "5000.00"}],
        [act("2026-04-01", "renonciation", montant="3000.00", sur="principal")], [PERSON], "civile",
    )  # fmt: skip
    found = held(affair, "2026-11-21").recovery
    assert found.all_sums == found.principal == Rate(Money.of("5000"), Money.of("8000"), Decimal("62.50"))


def test_a_loss_and_a_solde_stay_due_and_an_assignment_is_left_out() -> None:
    """What was given up was not recovered; what the assignee collects is not known."""
    paid = [{"date": "2026-03-02", "montant": "8000.00"}]
    for name in ("passage_en_perte", "solde"):
        affair = Affair([invoice()], paid, [act("2026-05-01", name)], [PERSON], "civile")
        assert held(affair, "2026-11-21").recovery.principal.percent == Decimal("80.00")
    sold = Affair([invoice("F-2")], (), [act("2026-05-01", "cession_de_creance", a_qui="X")], [PERSON], "civile")
    kept = Affair([invoice()], paid, (), [PERSON], "civile")
    both = held({"a": sold, "b": kept}, "2026-11-21")
    assert both.recovery.principal.percent == Decimal("80.00")
    alone = both.by_case[0].recovery.principal
    assert (alone.percent, alone.reason[:14]) == (None, "créance cédée ")


def test_too_much_paid_is_no_recovery_beyond_all() -> None:
    """What is left of an overpayment is owed back: 100 %, not 110 %."""
    affair = Affair([invoice()], [{"date": "2026-03-02", "montant": "11000.00"}], debtors=[PERSON], nature="civile")
    assert held(affair, "2026-11-21").recovery.all_sums.percent == Decimal("100.00")


def test_a_returned_cheque_was_no_payment() -> None:
    """Known to have come back, it counts nowhere."""
    cheque = {"date": "2026-03-02", "montant": "8000.00", "moyen": "cheque", "rejete_le": "2026-03-09"}
    affair = Affair([invoice()], [cheque], debtors=[PERSON], nature="civile")
    assert held(affair, "2026-03-08").recovery.principal.percent == Decimal("80.00")
    assert held(affair, "2026-03-09").recovery.principal.percent == Decimal("0.00")


def test_a_title_counts_for_what_it_grants_with_what_was_paid_before() -> None:
    """4 000 paid before the judgment, 6 000 granted, 2 000 paid since: 6 000 of 10 000 on principal."""
    judgment = act("2026-05-01", "jugement", condamne="6000.00", interets={"taux": "legal"})
    paid = [{"date": "2026-02-14", "montant": "4000.00"}, {"date": "2026-06-01", "montant": "2000.00"}]
    found = held(Affair([invoice()], paid, [judgment]), "2026-06-02")
    assert found.recovery.principal == Rate(Money.of("6000"), Money.of("10000"), Decimal("60.00"))
    assert found.ageing.total == Money.of("4000")


def test_a_missing_rate_makes_the_whole_unknown_and_names_how_many_cases() -> None:
    """A payment of 2027 cannot be shared between interest and principal: no rate, and the reason; the other case has its own."""
    lost = Affair([invoice()], [{"date": "2027-02-01", "montant": "8000.00"}])
    fine = Affair([invoice()], [{"date": "2026-03-02", "montant": "8000.00"}], debtors=[PERSON], nature="civile")
    found = held({"a": lost, "b": fine}, "2027-02-02")
    assert found.recovery.principal.percent is None
    assert "1\u00a0affaire" in found.recovery.all_sums.reason
    assert found.by_case[1].recovery.principal.percent == Decimal("80.00")
    assert (found.ageing.total, found.ageing.unknown, found.ageing.known) == (None, ("a F-1",), Money.of("2000"))
    assert found.dso.days is None


def test_a_rate_is_rounded_once_to_two_decimals() -> None:
    """1 / 3 is 33.33 %, 2 / 3 is 66.67 %."""
    assert rate(Money(1), Money(3)).percent == Decimal("33.33")
    assert rate(Money(2), Money(3)).percent == Decimal("66.67")
