"""The list of doubtful debts: which facts put an invoice in it, since when, and its HT, VAT and TTC."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from portfolio_cases import DEBTOR, PERSON, Affair, act, held, invoice

from dossier.claim.vat import Parts
from dossier.ground.money import Money
from dossier.portfolio.doubtful import totals_of

SPLIT = {"montant_ht": "10000.00", "tva": "2000.00"}


def facts(affair: Affair, on: str) -> dict[str, list[tuple[str, date]]]:
    """The facts of each doubtful invoice."""
    return {d.receivable.number: [(doubt.id, doubt.since) for doubt in d.doubts] for d in held(affair, on).doubtful}


def test_more_than_ninety_days_late_since_the_ninety_first() -> None:
    """Due on 30 June: 90 days late on 28 September, 91 the day after."""
    affair = Affair([invoice(issued="2026-06-01", due="2026-06-30")])
    assert facts(affair, "2026-09-28") == {}
    assert facts(affair, "2026-09-29") == {"F-1": [("retard", date(2026, 9, 29))]}


def test_a_mise_en_demeure_counts_the_day_after_its_delay() -> None:
    """Delay until 5 August: nothing that day, doubtful on 6 August; an invoice due later is not concerned."""
    rows = [invoice("F-1", "2026-06-01", "2026-06-30"), invoice("F-2", "2026-06-20", "2026-07-25")]
    affair = Affair(rows, (), [act("2026-07-20", "mise_en_demeure", canal="lrar", delai_jusqu_au="2026-08-05")])
    assert facts(affair, "2026-08-05") == {}
    assert facts(affair, "2026-08-06") == {"F-1": [("mise_en_demeure", date(2026, 8, 6))]}


def test_an_insolvency_makes_all_invoices_doubtful_due_or_not() -> None:
    """The opening judgment concerns the debtor, not an invoice."""
    rows = [invoice("F-1", "2026-06-01", "2026-06-30"), invoice("F-2", "2026-06-20", "2026-12-31")]
    opened = act("2026-07-10", "procedure_collective", type="liquidation")
    found = held(Affair(rows, (), [opened]), "2026-07-11")
    assert [d.receivable.number for d in found.doubtful] == ["F-1", "F-2"]
    assert found.doubtful[1].doubts[0].words == "liquidation judiciaire ouverte le 10/07/2026"
    assert found.doubtful[1].since == date(2026, 7, 10)


def test_a_dispute_concerns_the_invoices_that_it_names() -> None:
    """And none once a transaction settled it."""
    rows = [invoice("F-1", "2026-06-01", "2026-06-30"), invoice("F-2", "2026-06-01", "2026-06-30")]
    said = act("2026-07-10", "contestation", factures=["F-2"], motif="Non conforme")
    assert facts(Affair(rows, (), [said]), "2026-07-11") == {"F-2": [("contestation", date(2026, 7, 10))]}
    settled = act("2026-07-20", "transaction", montant="20000.00", echeances=[{"le": "2026-12-31", "montant": "20000.00"}])
    assert facts(Affair(rows, (), [said, settled]), "2026-07-21") == {}


def test_a_paid_a_given_up_and_an_assigned_debt_are_not_in_the_list() -> None:
    """There is nothing left to provide for."""
    paid = Affair([invoice()], [{"date": "2026-10-01", "montant": "10000.00"}], debtors=[PERSON], nature="civile")
    assert facts(paid, "2026-11-21") == {}
    for name, more in (("solde", {}), ("cession_de_creance", {"a_qui": "X"})):
        assert facts(Affair([invoice()], (), [act("2026-10-01", name, **more)]), "2026-11-21") == {}


def test_a_loss_stays_in_the_list_and_says_so() -> None:
    """Its VAT may be asked back: the accountant needs the row."""
    found = held(Affair([invoice(gross="12000.00", **SPLIT)], (), [act("2026-10-01", "passage_en_perte")]), "2026-11-21")
    (row,) = found.doubtful
    assert row.is_written_off
    assert ("passage_en_perte", date(2026, 10, 1)) in [(d.id, d.since) for d in row.doubts]
    assert row.receivable.parts == Parts(Money.of("10000"), Money.of("2000"))


def test_the_limit_for_the_vat_is_that_of_the_case() -> None:
    """Lost in 2026, the VAT is asked back by 31 December 2028; a debt that is only late has no such limit."""
    for event in (act("2026-10-01", "passage_en_perte"), act("2026-06-01", "procedure_collective", type="liquidation")):
        (row,) = held(Affair([invoice(gross="12000.00", **SPLIT)], (), [event]), "2026-11-21").doubtful
        assert row.vat_limit is not None
        assert (row.vat_limit.last_day, row.vat_limit.rule) == (date(2028, 12, 31), "CGI 272")
    (late,) = held(Affair([invoice()]), "2026-11-21").doubtful
    assert late.vat_limit is None


@pytest.mark.parametrize(
    ("row", "more", "paid", "net", "vat"),
    [
        # 12 000 less 5 000 paid: 7 000 × 2 000 / 12 000 = 1 166.67 of VAT
        ({"gross": "12000.00", **SPLIT}, [], "5000.00", "5833.33", "1166.67"),
        # the HT alone tells the VAT: 12 000 − 10 000
        ({"gross": "12000.00", "montant_ht": "10000.00"}, [], "5000.00", "5833.33", "1166.67"),
        # a credit note without VAT of its own takes the invoice's share: 9 000 at 20 % is 7 500 + 1 500
        ({"gross": "12000.00", **SPLIT}, [{"montant_ttc": "3000.00"}], "", "7500.00", "1500.00"),
        # one of 3 300 with 300 of VAT leaves 8 700 with 1 700
        ({"gross": "12000.00", **SPLIT}, [{"montant_ttc": "3300.00", "montant_ht": "3000.00", "tva": "300.00"}], "", "7000.00", "1700.00"),
        # then 4 350 paid: half of both
        ({"gross": "12000.00", **SPLIT}, [{"montant_ttc": "3300.00", "montant_ht": "3000.00", "tva": "300.00"}], "4350.00", "3500.00", "850.00"),
        ({"gross": "12000.00", "montant_ht": "12000.00", "tva": "0.00"}, [], "1.00", "11999.00", "0.00"),
    ],
)  # fmt: skip
def test_ht_and_vat_follow_the_proportion_of_the_invoice(row: Any, more: list[Any], paid: str, net: str, vat: str) -> None:
    """Payments take both in proportion; credit notes first, by their own VAT when they state it."""
    notes = [{"numero": f"A-{n}", "type": "avoir", "sur": "F-1", "date": "2026-02-01", **note} for n, note in enumerate(more)]
    payments = [{"date": "2026-02-14", "montant": paid}] if paid else []
    affair = Affair([invoice(**row), *notes], payments, debtors=[PERSON], nature="civile")
    (found,) = held(affair, "2026-11-21").doubtful
    assert found.receivable.parts == Parts(Money.of(net), Money.of(vat))


def test_no_ht_and_no_vat_is_empty_with_its_reason() -> None:
    """Nothing is guessed from a usual rate, and a total with a hole is no total."""
    found = held(Affair([invoice()]), "2026-11-21")
    assert found.doubtful[0].receivable.parts == Parts(None, None, "ni HT ni TVA sur la facture")
    totals = totals_of(found.doubtful)
    assert (totals.net, totals.vat, totals.gross, totals.unparted) == (None, None, Money.of("10000"), 1)


def test_the_rows_of_a_debtor_stand_together_whatever_its_cases_call_it() -> None:
    """By the debtor's name, then by due date: two spellings of one SIREN do not part its rows."""
    renamed = {**DEBTOR, "id": "sb", "denomination": "ZINC BÉTON"}
    affairs = {
        "a": Affair([invoice("F-2", due="2026-03-31")]),
        "b": Affair([invoice("F-3")], debtors=[PERSON], nature="civile"),
        "c": Affair([invoice("F-1")], debtors=[renamed]),
    }
    assert [d.receivable.number for d in held(affairs, "2026-11-21").doubtful] == ["F-3", "F-1", "F-2"]
