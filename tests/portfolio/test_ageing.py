"""The aged balance: in which class an invoice stands on a day, and where the rest goes."""

from __future__ import annotations

import pytest
from portfolio_cases import DEBTOR, PERSON, Affair, act, held, invoice

from dossier.ground.money import ZERO, Money
from dossier.portfolio.receivable import BUCKETS


@pytest.mark.parametrize(
    ("on", "bucket"),
    [
        ("2026-06-29", "not_due"), ("2026-06-30", "not_due"), ("2026-07-01", "1_30"),
        ("2026-07-30", "1_30"), ("2026-07-31", "31_60"),
        ("2026-08-29", "31_60"), ("2026-08-30", "61_90"),
        ("2026-09-28", "61_90"), ("2026-09-29", "over_90"),
    ],
)  # fmt: skip
def test_the_bounds_of_the_classes(on: str, bucket: str) -> None:
    """Due on 30 June: not due that day; 1 day late on 1 July; 30 and 31, 60 and 61, 90 and 91 days part the classes."""
    found = held(Affair([invoice(issued="2026-06-01", due="2026-06-30")]), on).ageing
    assert {name: found.of(name) for name in BUCKETS} == {name: Money.of("10000") if name == bucket else ZERO for name in BUCKETS}


def test_payments_and_credit_notes_reduce_their_invoice_first() -> None:
    """12 000 less a credit note of 1 000 less 3 000 on principal: 8 000, in the class of that invoice's due date."""
    rows = [
        invoice("F-1", due="2026-06-30", gross="12000.00"), invoice("F-2", due="2026-11-01", gross="500.00"),
        {"numero": "A-1", "type": "avoir", "sur": "F-1", "date": "2026-07-01", "montant_ttc": "1000.00"},
    ]  # fmt: skip
    affair = Affair(rows, [{"date": "2026-07-10", "montant": "3000.00"}], debtors=[PERSON], nature="civile")
    found = held(affair, "2026-11-21").ageing
    assert (found.of("over_90"), found.of("1_30"), found.total) == (Money.of("8000"), Money.of("500"), Money.of("8500"))


def test_a_prepayment_reduces_what_is_not_due() -> None:
    """What came in before the due date is no longer outstanding."""
    affair = Affair([invoice(due="2026-12-31")], [{"date": "2026-11-01", "montant": "4000.00"}])
    assert held(affair, "2026-11-21").ageing.of("not_due") == Money.of("6000")


def test_a_retenue_de_garantie_is_not_due_until_its_day_and_ages_from_it() -> None:
    """500 of 10 000 may be kept to 31 October 2026: not due that day, 1 day late the day after."""
    row = invoice(due="2026-06-30", retenue_de_garantie={"montant": "500.00", "liberable_le": "2026-10-31"})
    before = held(Affair([row]), "2026-10-31").ageing
    assert (before.of("not_due"), before.of("over_90")) == (Money.of("500"), Money.of("9500"))
    after = held(Affair([row]), "2026-11-01").ageing
    assert (after.of("not_due"), after.of("1_30"), after.of("over_90")) == (ZERO, Money.of("500"), Money.of("9500"))


def test_what_left_the_accounts_is_in_no_class() -> None:
    """A loss, a debt given up and one assigned stand beside the classes with their amounts."""
    affairs = {
        "a": Affair([invoice("F-1", gross="100.00")], (), [act("2026-05-01", "passage_en_perte")]),
        "b": Affair([invoice("F-2", gross="200.00")], (), [act("2026-05-01", "solde")]),
        "c": Affair([invoice("F-3", gross="400.00")], (), [act("2026-05-01", "cession_de_creance", a_qui="X")]),
        "d": Affair([invoice("F-4", gross="800.00")]),
    }
    found = held(affairs, "2026-11-21").ageing
    assert [found.written_off, found.given_up, found.assigned, found.total] == [Money.of(t) for t in ("100", "200", "400", "800")]


def test_a_titled_invoice_keeps_its_due_date_and_its_share_of_the_title() -> None:
    """1 000 and 3 000 due on two days, a judgment for 4 000, 2 000 paid since: 500 and 1 500 are left."""
    rows = [
        invoice("F-1", due="2026-02-14", gross="1000.00"),
        invoice("F-2", issued="2026-03-01", due="2026-04-10", gross="3000.00"),
    ]
    judgment = act("2026-05-01", "jugement", condamne="4000.00", interets={"taux": "legal"})
    found = held(Affair(rows, [{"date": "2026-06-01", "montant": "2000.00"}], [judgment]), "2026-06-02")
    assert [(row.number, row.days, row.outstanding) for row in found.rows] == [
        ("F-1", 108, Money.of("500")), ("F-2", 53, Money.of("1500")),
    ]  # fmt: skip


def test_a_debtor_is_one_over_its_cases_by_its_siren() -> None:
    """Two cases of one SIREN are one debtor, whatever the spelling; persons are told apart by name and postcode."""
    other = {**DEBTOR, "id": "sb", "denomination": "Sud Beton"}
    elsewhere = {**PERSON, "adresse": {"voie": "1 rue X", "code_postal": "69002", "commune": "Lyon", "insee": "69382"}}
    affairs = {
        "a": Affair([invoice("F-1", gross="100.00")]),
        "b": Affair([invoice("F-2", gross="200.00")], debtors=[other]),
        "c": Affair([invoice("F-3", gross="400.00")], debtors=[PERSON], nature="civile"),
        "d": Affair([invoice("F-4", gross="800.00")], debtors=[elsewhere], nature="civile"),
    }
    found = held(affairs, "2026-11-21")
    totals = {group.cases: group.ageing.total for group in found.by_debtor}
    assert totals == {("c",): Money.of("400"), ("d",): Money.of("800"), ("a", "b"): Money.of("300")}
    assert [group.name for group in found.by_debtor] == ["Anne Roux", "Anne Roux", "SARL SUD BÉTON / SARL Sud Beton"]
    assert sum(group.ageing.known.cents for group in found.by_debtor) == found.ageing.known.cents
