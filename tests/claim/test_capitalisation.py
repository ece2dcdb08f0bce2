"""Interest on interest: only what is due for a whole year, on anniversaries, where the contract or a decision provides it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from claim_cases import claim_of, codes, invoice, paid

from dossier.claim.claim import Capitalisation, Claim, Period
from dossier.claim.contract import decompte_json
from dossier.ground.money import Money, total
from dossier.law.law import Certainty

ASKED = {"capitalisation": "oui"}
TEN = {"penalites": {"taux": "10"}, "capitalisation": "oui", "conclu_le": "2022-12-01"}


def asked(on: str, contract: dict[str, Any] | None = None, **parts: Any) -> Claim:
    """A claim in which the contract provides the capitalisation and the firm asks for it."""
    return claim_of(on, contract=contract or TEN, choices=ASKED, **parts)


def shown(periods: Sequence[Period]) -> list[str]:
    """Lines as `first last base (capitalised) amount`."""
    return [f"{p.start} {p.last} {p.base} ({p.capitalised}) {p.amount}" for p in periods]


def test_interest_of_a_whole_year_joins_the_base_on_its_anniversary() -> None:
    """Due 1 March 2023, 10 000 at 10 %.

    Year 1: 10 000.00 x 10 % x 366 / 365 = 1 002.74 (29 February 2024 is one of its days), base 11 002.74 from 2 March 2024.
    Year 2: 11 002.74 x 10 % x 365 / 365 = 1 100.27, base 12 103.01 from 2 March 2025; then 30 days: 99.48.
    Nothing is counted twice: due = 10 000 + (1 002.74 + 1 100.27 + 99.48) + 40.
    """
    claim = asked("2025-03-31", invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")])
    (only,) = claim.invoices
    assert shown(only.periods) == [
        "2023-03-02 2024-03-01 10000.00 (0.00) 1002.74",
        "2024-03-02 2025-03-01 11002.74 (1002.74) 1100.27",
        "2025-03-02 2025-03-31 12103.01 (2103.01) 99.48",
    ]
    assert (str(only.outstanding), str(only.interest), str(only.capitalised)) == ("10000.00", "2202.49", "2103.01")
    assert str(claim.totals.principal) == "10000.00" and str(claim.totals.due) == "12242.49"
    assert only.capitalisations[0] == Capitalisation(
        date(2024, 3, 2), Money.of("1002.74"), "contrat du 1er\u00a0décembre\u00a02022", "C. civ. 1343-2", Certainty.INFERRED
    )
    assert str(claim.per_day) == "3.32"  # 12 103.01 x 10 % / 365
    # without it: 10 000 x 10 % x 761 / 365 = 2 084.93
    assert {a.choice: str(a.total) for a in claim.alternatives}["capitalisation: non"] == "12124.93"


def test_nothing_joins_the_base_before_the_year_is_over() -> None:
    """The eve of the anniversary all is simple; what the next day adds already counts the base of the anniversary."""
    row = invoice("A", "2023-01-02", "10000.00", "2023-03-01")
    before = asked("2024-02-29", invoices=[row])
    assert before.invoices[0].capitalisations == () and str(before.invoices[0].interest) == "1000.00"  # 365 days
    assert [n.reason for n in before.not_claimed] == [
        "aucune année entière d’intérêts encore due\u00a0: la première s’achève la veille du 2\u00a0mars\u00a02024"
    ]
    eve = asked("2024-03-01", invoices=[row])
    assert str(eve.totals.capitalised) == "1002.74" and str(eve.per_day) == "3.01"  # 11 002.74 x 10 % / 365
    assert len(eve.invoices[0].periods) == 1 and eve.not_claimed == ()


def test_what_was_paid_of_interest_does_not_capitalise() -> None:
    """10 000 at 10 %; 500 paid on 31 August 2023, when 183 days have brought 501.37, goes to interest.

    On 2 March 2024 only 1 002.74 - 500.00 = 502.74 joins the base.
    """
    claim = asked(
        "2024-03-31", invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")], payments=[paid("2023-08-31", "500.00")]
    )
    (only,) = claim.invoices
    assert [str(c.amount) for c in only.capitalisations] == ["502.74"]
    assert shown(only.periods)[-1] == "2024-03-02 2024-03-31 10502.74 (502.74) 86.32"


def test_a_payment_takes_the_capitalised_interest_first_and_lowers_the_base_the_next_day() -> None:
    """The oldest interest is paid first; the payment's own day still bears on the former base.

    2 to 11 March 2024: 11 002.74 x 10 % x 10 / 365 = 30.14. 600 paid on the 11th goes to interest: 1 002.74 - 600 = 402.74 left
    capitalised. 12 to 31 March: 10 402.74 x 10 % x 20 / 365 = 57.00.
    """
    claim = asked(
        "2024-03-31", invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")], payments=[paid("2024-03-11", "600.00")]
    )
    (only,) = claim.invoices
    assert shown(only.periods)[1:] == [
        "2024-03-02 2024-03-11 11002.74 (1002.74) 30.14",
        "2024-03-12 2024-03-31 10402.74 (402.74) 57.00",
    ]
    assert [(a.to, str(a.amount)) for a in claim.payments[0].allocated] == [("interest", "600.00")]
    assert str(only.interest_due) == "489.88" and str(only.outstanding) == "10000.00"  # 1 002.74 + 30.14 + 57.00 - 600


def test_a_payment_above_all_interest_reaches_the_principal() -> None:
    """Capitalised interest is interest: 2 000 on 11 March 2024 pays 1 032.88 of it and 967.12 of principal."""
    claim = asked(
        "2024-03-31", invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")], payments=[paid("2024-03-11", "2000.00")]
    )
    assert [(a.to, str(a.amount)) for a in claim.payments[0].allocated] == [("interest", "1032.88"), ("principal", "967.12")]
    assert str(claim.totals.capitalised) == "0.00" and str(claim.invoices[0].periods[-1].base) == "9032.88"


def test_a_year_that_begins_on_29_february_ends_on_28_february() -> None:
    """Month arithmetic, counted each time from the first day: 28 February 2025, 2026, 2027, then 29 February 2028."""
    row = invoice("A", "2024-01-02", "1000.00", "2024-02-28")
    claim = asked("2026-11-21", invoices=[row])
    assert [c.day.isoformat() for c in claim.invoices[0].capitalisations] == ["2025-02-28", "2026-02-28"]
    assert str(claim.invoices[0].capitalisations[0].amount) == "100.00"  # 365 days


def test_a_suspension_breaks_the_year_and_the_interest_waits_for_the_next_anniversary() -> None:
    """Interest that rested from 1 June to 30 September 2023 is not due for the whole first year; all of it joins in 2025."""
    grace = {"date": "2023-06-01", "acte": "delai_de_grace", "jusqu_au": "2023-09-30"}
    row = invoice("A", "2023-01-02", "10000.00", "2023-03-01")
    broken = asked("2024-12-31", invoices=[row], journal=[grace])
    assert broken.invoices[0].capitalisations == () and "DC310" in codes(broken)
    later = asked("2025-03-31", invoices=[row], journal=[grace])
    # 2 March to 31 May 2023: 91 days, 249.32; 1 October 2023 to 1 March 2025: 518 days, 1 419.18
    assert [(c.day.isoformat(), str(c.amount)) for c in later.invoices[0].capitalisations] == [("2025-03-02", "1668.50")]


def test_the_opening_of_a_procedure_collective_ends_it() -> None:
    """Interest stops and bears interest no more: an anniversary after the opening capitalises nothing (L622-28)."""
    opened = {"date": "2024-02-01", "acte": "procedure_collective", "type": "redressement"}
    claim = asked("2024-12-31", invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")], journal=[opened])
    assert claim.invoices[0].capitalisations == () and str(claim.per_day) == "0.00"
    said = {n.what: n.rule for n in claim.not_claimed}
    assert said["capitalisation"] == "C. com. L622-28"


@pytest.mark.parametrize(
    ("contract", "choice", "said"),
    [
        ("oui", "non", ["prévue au contrat, non demandée (choix de calcul)"]),
        ("non", "oui", ["ni le contrat ni une décision ne la prévoit"]),
        ("non", "non", []),
    ],
)
def test_neither_the_contract_nor_the_wish_is_enough(contract: str, choice: str, said: list[str]) -> None:
    """It needs a basis and to be asked for; what is missing is said."""
    claim = claim_of(
        "2025-03-31",
        invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")],
        contract={"penalites": {"taux": "20"}, "capitalisation": contract},
        choices={"capitalisation": choice},
    )
    assert claim.invoices[0].capitalisations == () and claim.totals.capitalised == Money(0)
    assert [n.reason for n in claim.not_claimed if n.what == "capitalisation"] == said


def test_years_are_counted_from_the_mise_en_demeure_where_interest_waits_for_it() -> None:
    """A civil claim: the first day of interest is the day after the notice, and so is its anniversary."""
    claim = asked(
        "2025-06-30",
        invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")],
        nature="civile",
        journal=[{"date": "2023-06-05", "acte": "mise_en_demeure", "presente_le": "2023-06-07"}],
    )
    assert [c.day.isoformat() for c in claim.invoices[0].capitalisations] == ["2024-06-08", "2025-06-08"]


def decided(on: str, capitalisation: str, **more: Any) -> Claim:
    """A judgment of 15 March 2024 that grants 10 000 at 5 % from its day."""
    granted = {"taux": "5", "a_compter_du": "2024-03-15", "capitalisation": capitalisation}
    return claim_of(
        on,
        invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")],
        journal=[{"date": "2024-03-15", "acte": "jugement", "condamne": "10000.00", "interets": granted}],
        **more,
    )


def test_a_decision_that_grants_it_needs_no_wish() -> None:
    """10 000 x 5 % x 365 / 365 = 500.00 joins on 16 March 2025; 10 500 x 5 % x 16 / 365 = 23.01."""
    claim = decided("2025-03-31", "oui")
    (title,) = claim.titles
    assert shown(title.periods) == [
        "2024-03-16 2025-03-15 10000.00 (0.00) 500.00",
        "2025-03-16 2025-03-31 10500.00 (500.00) 23.01",
    ]
    assert title.capitalisations[0].basis == "décision du 15\u00a0mars\u00a02024"
    assert str(title.outstanding) == "10000.00" and str(claim.totals.due) == "10523.01"
    assert {a.choice: str(a.total) for a in claim.alternatives} == {"capitalisation: non": "10521.92"}  # 381 days


def test_a_decision_that_is_silent_on_it_ends_that_of_the_contract() -> None:
    """After a decision only what it grants is due, whatever the contract provides."""
    claim = decided("2026-03-31", "non", contract=TEN, choices=ASKED)
    assert claim.titles[0].capitalisations == ()
    assert [n.reason for n in claim.not_claimed if n.what == "capitalisation"] == [
        "la décision du 15\u00a0mars\u00a02024 ne l’accorde pas"
    ]


def test_no_year_that_ended_before_the_decision_is_capitalised_by_it() -> None:
    """Interest from 1 March 2022, judged on 15 March 2024: the first anniversary after the decision is 2 March 2025."""
    granted = {"taux": "5", "a_compter_du": "2022-03-01", "capitalisation": "oui"}
    claim = claim_of(
        "2025-03-31",
        invoices=[invoice("A", "2022-01-02", "10000.00", "2022-02-01")],
        journal=[{"date": "2024-03-15", "acte": "jugement", "condamne": "10000.00", "interets": granted}],
    )
    # 2 March 2022 to 1 March 2025: 1 096 days, 10 000 x 5 % x 1096 / 365 = 1 501.37
    assert [(c.day.isoformat(), str(c.amount)) for c in claim.titles[0].capitalisations] == [("2025-03-02", "1501.37")]


def test_interest_given_up_does_not_capitalise() -> None:
    """A waiver of 300 of interest leaves 1 002.74 - 300.00 to join the base."""
    given_up = {"date": "2024-01-15", "acte": "renonciation", "sur": "interets", "montant": "300.00"}
    claim = asked("2024-03-31", invoices=[invoice("A", "2023-01-02", "10000.00", "2023-03-01")], journal=[given_up])
    assert [str(c.amount) for c in claim.invoices[0].capitalisations] == ["702.74"]


def test_the_json_tells_it_under_keys_of_its_own() -> None:
    """Keys that are there only where interest bears interest; the base of a line is principal plus what the line names."""
    row = invoice("A", "2023-01-02", "10000.00", "2023-03-01")
    found = decompte_json(asked("2025-03-31", invoices=[row]))
    only = found["invoices"][0]
    assert only["capitalised"] == "2103.01" == found["totals"]["capitalised"]
    assert only["capitalisations"][1] == {
        "date": "2025-03-02", "amount": "1100.27", "basis": "contrat du 1er\u00a0décembre\u00a02022", "rule": "C. civ. 1343-2", "certainty": "inferred",
    }  # fmt: skip
    assert "capitalised" not in only["periods"][0] and only["periods"][1]["capitalised"] == "1002.74"
    simple = decompte_json(asked("2023-12-31", invoices=[row]))
    assert "capitalised" not in simple["totals"] and "capitalisations" not in simple["invoices"][0]


@pytest.mark.parametrize("order", ["interets_puis_principal", "interets_indemnites_principal", "principal_puis_interets"])
def test_no_euro_is_counted_twice_in_any_order(order: str) -> None:
    """Whatever the order of the heads: due is principal, interest and indemnity unpaid, and each base principal plus its part."""
    claim = claim_of(
        "2026-11-21",
        invoices=[invoice("A", "2022-01-02", "10000.00", "2022-03-01"), invoice("B", "2022-01-02", "5000.00", "2022-05-01")],
        payments=[paid("2023-05-02", "3000.00"), paid("2024-03-01", "1200.00", "A"), paid("2025-08-01", "5000.00")],
        contract=TEN,
        choices={**ASKED, "imputation": order},
    )
    sums = claim.totals
    assert sums.outstanding is not None and sums.interest is not None and sums.due is not None
    assert sums.due == sums.outstanding + sums.interest - sums.interest_paid + sums.indemnity_due
    assert sums.interest == total(p.amount for i in claim.invoices for p in i.periods)
    for row in claim.invoices:
        taken = {
            p.date: total(a.amount for a in p.allocated if (a.invoice, a.to) == (row.number, "principal")) for p in claim.payments
        }
        for period in row.periods:
            left = row.principal - total(amount for day, amount in taken.items() if day < period.start)
            assert period.base == left + period.capitalised
        assert row.interest_due is not None and row.capitalised <= row.interest_due
