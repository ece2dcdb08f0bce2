"""Due dates from the contract, the law and the sector; what is said where they disagree, and the other totals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from claim_cases import TOWN, case, claim_of, codes, invoice

from dossier.claim.due_dates import due_date, lawful_limit
from dossier.claim.regime import choose_regime
from dossier.law.law import Certainty
from dossier.law.parameters import shipped_law
from dossier.law.payment_terms import SECTORS, end_of_decade, latest_due, term_day

LAW = shipped_law()
HOSPITAL = {**TOWN, "id": "chu", "categorie_publique": "hopital"}
UNDERTAKING = {**TOWN, "id": "regie", "categorie_publique": "entreprise_publique"}
AUTHORITY = {**TOWN, "categorie_publique": "etat_ou_collectivite"}


def due_of(contract: dict[str, Any] | None = None, choice: str = "ecrites", debtor: Any = None, **row: Any) -> str:
    """The due date of one invoice."""
    made = case(
        invoices=[{"numero": "A", "date": "2026-01-15", "montant_ttc": "1000.00", **row}],
        contract=contract,
        debtors=[debtor] if debtor else [{"id": "d", "type": "societe_commerciale", "denomination": "X"}],
        nature="marche_public" if debtor else "commerciale",
    )
    return due_date(made.invoices[0], made.contract, choose_regime(made), LAW, choice).day.isoformat()


@pytest.mark.parametrize(
    ("start", "days", "month", "due"),
    [
        ("2026-01-02", 45, "apres", "2026-02-28"), ("2026-01-02", 45, "avant", "2026-03-17"),  # DILA F23211
        ("2024-01-02", 45, "apres", "2024-02-29"), ("2024-01-02", 45, "avant", "2024-03-16"),
        ("2026-01-31", 45, "apres", "2026-03-31"), ("2026-01-31", 45, "avant", "2026-03-17"),
        ("2026-01-14", 45, "apres", "2026-02-28"), ("2026-01-15", 45, "apres", "2026-03-31"),
        ("2025-12-31", 60, "", "2026-03-01"), ("2023-12-31", 60, "", "2024-02-29"), ("2026-02-28", 0, "apres", "2026-02-28"),
        ("2026-11-30", 30, "", "2026-12-30"), ("2026-12-31", 30, "avant", "2027-01-30"),
    ],
)  # fmt: skip
def test_both_counts_of_a_months_end(start: str, days: int, month: str, due: str) -> None:
    """The month's end is taken after the days or before them; February ends on the 28th, or on the 29th of a leap year."""
    assert term_day(date.fromisoformat(start), days, month).isoformat() == due


@pytest.mark.parametrize(
    ("contract", "row", "due"),
    [
        ({"echeance": {"jours": "30"}}, {}, "2026-02-14"),
        ({"echeance": {"jours": "30"}}, {"echeance": "2026-02-20"}, "2026-02-20"),
        ({"echeance": {"jours": "30", "a_compter_de": "livraison"}}, {"livree_le": "2026-01-20"}, "2026-02-19"),
        ({"echeance": {"jours": "30", "a_compter_de": "execution"}}, {"execute_le": "2026-01-25"}, "2026-02-24"),
        ({"echeance": {"jours": "30", "a_compter_de": "execution"}, "execute_le": "2026-01-26"}, {}, "2026-02-25"),
        ({}, {"livree_le": "2026-01-20"}, "2026-02-19"),
        ({}, {"livree_le": "2026-01-20", "execute_le": "2026-01-22"}, "2026-02-21"),
        ({}, {}, "2026-02-14"),
    ],
)
def test_where_a_due_date_comes_from(contract: dict[str, Any], row: dict[str, Any], due: str) -> None:
    """The invoice, else the contract's term from its event, else thirty days from receipt or performance."""
    assert due_of(contract, **row) == due


@pytest.mark.parametrize(
    ("choice", "due"), [("ecrites", "2026-06-30"), ("contrat", "2026-04-15"), ("maximum_legal", "2026-03-16")]
)
def test_the_choice_says_which_due_date_goes_first(choice: str, due: str) -> None:
    """A term of ninety days against an invoice of 30 June: the writing, the contract, or the sixty days of the law."""
    assert due_of({"echeance": {"jours": "90"}}, choice, echeance="2026-06-30") == due


def test_no_choice_moves_a_due_date_that_is_agreed_and_lawful() -> None:
    """Where invoice and contract agree within the law, all choices give one day."""
    days = {
        due_of({"echeance": {"jours": "30"}}, choice, echeance="2026-02-14") for choice in ("ecrites", "contrat", "maximum_legal")
    }
    assert days == {"2026-02-14"}


@pytest.mark.parametrize(
    ("sector", "delivered", "last"),
    [
        ("general", "", "2026-03-16"), ("inconnu", "", "2026-03-16"),
        ("transport", "", "2026-02-14"),
        ("alimentaire_perissable", "2026-01-10", "2026-02-09"), ("alimentaire_perissable", "2026-01-11", "2026-02-19"),
        ("alimentaire_perissable", "2026-01-21", "2026-03-02"),
        ("viandes", "2026-01-12", "2026-02-01"), ("betail", "2026-01-12", "2026-02-01"),
        ("alcools", "2026-01-12", "2026-03-02"), ("alcools", "2026-01-31", "2026-03-02"), ("alcools", "2026-02-01", "2026-03-30"),
        ("raisins_mouts", "", "2026-03-31"), ("jardin", "", "2026-03-31"), ("materiel_agricole", "", "2026-05-31"),
        ("cuir", "", "2026-03-31"), ("horlogerie_bijouterie", "", "2026-03-31"), ("jouets", "", "2026-04-20"),
        ("export_hors_taxes", "", "2026-04-15"),
    ],
)  # fmt: skip
def test_the_latest_due_day_of_a_sector(sector: str, delivered: str, last: str) -> None:
    """C. com. L441-11 by DILA F23211: an invoice of 15 January 2026, counted from invoice, delivery, decade or month."""
    day = date.fromisoformat(delivered) if delivered else None
    limit = latest_due(LAW, date(2026, 1, 15), day, sector)
    assert limit and limit.day.isoformat() == last
    own = bool(SECTORS.get(sector, SECTORS["general"]).rules)
    assert (limit.value.certainty is Certainty.SECONDARY) is own and ("L441-11" in limit.words) is own


def test_every_sector_with_a_term_of_its_own_is_in_the_table() -> None:
    """The table above leaves no sector out."""
    parameters = test_the_latest_due_day_of_a_sector.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {row[0] for row in parameters} >= {name for name, sector in SECTORS.items() if sector.rules}


def test_a_sector_that_counts_from_delivery_says_nothing_without_it() -> None:
    """Without the day of delivery there is no latest day to hold the due date against."""
    assert latest_due(LAW, date(2026, 1, 15), None, "viandes") is None


@pytest.mark.parametrize(("issued", "known"), [("2019-04-25", False), ("2019-04-26", True)])
def test_sectors_and_periodic_invoices_are_known_from_the_text_that_was_read(issued: str, known: bool) -> None:
    """The eve and the day of the version of 26 April 2019; the sixty days are older."""
    day = date.fromisoformat(issued)
    assert (latest_due(LAW, day, None, "transport") is not None) is known
    assert (latest_due(LAW, day, None, "general", periodic=True) is not None) is known
    assert latest_due(LAW, day, None, "general") is not None
    assert latest_due(LAW, date(2008, 12, 31), None, "general") is None


def test_the_general_maxima() -> None:
    """Sixty days, the later count of forty-five days end of month where the contract says so, forty-five for periodic invoices."""
    issued = date(2026, 1, 15)
    days = [
        limit.day.isoformat()
        for more in ({}, {"by_month": True}, {"periodic": True}, {"by_month": True, "periodic": True})
        if (limit := latest_due(LAW, issued, None, "general", **more))
    ]
    assert days == ["2026-03-16", "2026-03-31", "2026-03-01", "2026-03-01"]


@pytest.mark.parametrize(("day", "last"), [(1, 10), (10, 10), (11, 20), (20, 20), (21, 28), (28, 28)])
def test_the_decade_of_a_delivery(day: int, last: int) -> None:
    """The 10th, the 20th, the last of the month."""
    assert end_of_decade(date(2026, 2, day)) == date(2026, 2, last)


def test_only_professionals_have_a_longest_term() -> None:
    """Neither a consumer nor a public buyer is held against L441-10, I."""
    for nature in ("consommation", "marche_public", "civile"):
        made = case(invoices=[invoice("A", "2026-01-15", "1000.00", "2026-06-30")], nature=nature)
        assert lawful_limit(made.invoices[0], made.contract, choose_regime(made), LAW) is None


@pytest.mark.parametrize(
    ("due", "code", "other"),
    [
        # 1000 x 12,15 % / 365 a day, up to 31 March: 45 days, 30 days, 16 days
        ("2026-02-14", "DC326", {"échéances: contrat": "1049.99"}),
        ("2026-03-01", "", {}),
        ("2026-03-15", "DC327", {"échéances: contrat": "1049.99"}),
    ],
)
def test_an_invoice_that_contradicts_the_contract(due: str, code: str, other: dict[str, str]) -> None:
    """The eve and the day after of the agreed day are told with both days; the writing is followed, the other total given."""
    contract = {"echeance": {"jours": "45"}}
    claim = claim_of("2026-03-31", invoices=[invoice("A", "2026-01-15", "1000.00", due)], contract=contract)
    assert [c for c in codes(claim) if c in ("DC326", "DC327")] == ([code] if code else [])
    assert claim.invoices[0].due.isoformat() == due
    assert {a.choice: str(a.total) for a in claim.alternatives} == other
    for said in (d for d in claim.diagnostics if d.code == code):
        assert "01/03/2026" in said.message and f"{due[8:]}/{due[5:7]}/2026" in said.message and said.related


def test_a_term_beyond_the_law_gives_the_total_from_the_lawful_day() -> None:
    """C. com. L441-10, I: due as written on 14 May; counted from 16 March the total is higher, and is given beside."""
    rows = [invoice("A", "2026-01-15", "1000.00", "2026-05-14")]
    claim = claim_of("2026-05-31", invoices=rows)
    # written: 17 days x 12,15 % = 5,66; from 17 March: 76 days = 25,30; with the forty euros
    assert str(claim.totals.due) == "1045.66"
    assert {a.choice: str(a.total) for a in claim.alternatives} == {"échéances: maximum légal": "1065.30"}
    chosen = claim_of("2026-05-31", invoices=rows, choices={"echeances": "maximum_legal"})
    assert str(chosen.totals.due) == "1065.30" and chosen.choices["echeances"] == "maximum_legal"
    assert chosen.invoices[0].due == date(2026, 3, 16) and "60" in chosen.invoices[0].due_reason
    assert {a.choice: str(a.total) for a in chosen.alternatives} == {"échéances: écrites": "1045.66"}


@pytest.mark.parametrize(
    ("debtor", "received", "due"),
    [
        (AUTHORITY, "2026-02-12", "2026-03-16"),  # Saturday 14 March
        (AUTHORITY, "2026-02-13", "2026-03-16"),  # Sunday 15 March
        (AUTHORITY, "2026-02-14", "2026-03-16"),  # a Monday
        (AUTHORITY, "2026-06-14", "2026-07-15"),  # 14 July
        (AUTHORITY, "2026-04-01", "2026-05-04"),  # Friday 1 May, then a week-end
        (HOSPITAL, "2026-02-12", "2026-04-03"),
        (UNDERTAKING, "2026-02-12", "2026-04-13"),
    ],
)
def test_the_delay_of_a_kind_of_public_buyer(debtor: Any, received: str, due: str) -> None:
    """Thirty, fifty or sixty days from receipt; a last day off moves to the next working day (DILA F32073, F23386)."""
    assert due_of(debtor=debtor, recue_le=received) == due


@pytest.mark.parametrize(
    ("row", "due"),
    [
        ({"recue_le": "2026-02-16", "execute_le": "2026-02-10"}, "2026-03-18"),
        ({"recue_le": "2026-02-16", "execute_le": "2026-02-23"}, "2026-03-25"),
        ({"recue_le": "2026-02-16", "livree_le": "2026-02-23"}, "2026-03-25"),
    ],
)
def test_a_public_delay_runs_from_what_was_supplied_if_later(row: dict[str, Any], due: str) -> None:
    """From receipt of the invoice, or from the service done or the delivery when it came after."""
    assert due_of(debtor=AUTHORITY, **row) == due


@pytest.mark.parametrize(
    ("debtor", "row", "said"),
    [
        (TOWN, {"recue_le": "2026-01-20"}, True),
        (TOWN, {"echeance": "2026-03-02"}, False),  # the delay was not needed
        (AUTHORITY, {"recue_le": "2026-01-20"}, False),
    ],
)
def test_the_kind_of_a_public_buyer_is_asked_for_where_it_counts(debtor: Any, row: dict[str, Any], said: bool) -> None:
    """DC325 only where thirty days were supposed."""
    rows = [{"numero": "A", "date": "2026-01-15", "montant_ttc": "1000.00", **row}]
    claim = claim_of("2026-03-31", invoices=rows, debtors=[debtor], nature="marche_public", contract={"conclu_le": "2025-11-03"})
    assert ("DC325" in codes(claim)) is said


@pytest.mark.parametrize(
    ("debtor", "concluded", "percent", "indemnity"),
    [
        # due 20 April 2013: rate of the bank on 1 January 2013 0,75, legal rate of 2013 0,04
        (AUTHORITY, "2013-03-15", "7.75", "0.00"), (AUTHORITY, "2013-03-16", "8.75", "40.00"),
        (HOSPITAL, "2013-03-15", "2.04", "0.00"), (HOSPITAL, "2013-03-16", "8.75", "40.00"),
        (UNDERTAKING, "2013-03-15", "", "0.00"), (UNDERTAKING, "2013-03-16", "8.75", "40.00"),
        (AUTHORITY, "2009-01-01", "7.75", "0.00"), (AUTHORITY, "2008-12-31", "", "0.00"),
    ],
)  # fmt: skip
def test_the_rate_of_a_public_contract_on_the_eve_and_the_day_of_the_new_rules(
    debtor: Any, concluded: str, percent: str, indemnity: str
) -> None:
    """DILA F32073: seven points or the legal rate plus two before 16 March 2013, eight points and forty euros from then on."""
    claim = claim_of(
        "2014-06-30",
        invoices=[invoice("A", "2013-03-20", "10000.00", "2013-04-20")],
        debtors=[debtor],
        nature="marche_public",
        contract={"conclu_le": concluded},
    )
    periods = claim.invoices[0].periods
    assert [str(period.rate.percent) for period in periods] == ([percent] if percent else [])  # one rate for the whole delay
    assert ("DC301" in codes(claim)) is not bool(percent)
    assert str(claim.totals.indemnity) == indemnity
    old = concluded < "2013-03-16"
    assert all((p.rate.certainty is Certainty.INFERRED) is old for p in periods)


def test_interest_of_a_public_buyer_counts_the_day_of_payment() -> None:
    """« Jusqu’à la date de mise en paiement incluse » (DILA F32073): due 16 March, paid on the 26th, ten days."""
    claim = claim_of(
        "2026-06-30",
        invoices=[{"numero": "A", "date": "2026-02-10", "recue_le": "2026-02-12", "montant_ttc": "10000.00"}],
        payments=[{"date": "2026-03-26", "montant": "10000.00", "facture": "A"}],
        debtors=[AUTHORITY],
        nature="marche_public",
        contract={"conclu_le": "2025-11-03"},
    )
    first = claim.invoices[0].periods[0]
    assert (first.start, first.last, first.days, str(first.amount)) == (date(2026, 3, 17), date(2026, 3, 26), 10, "27.81")
