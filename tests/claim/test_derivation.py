"""Why a figure is what it is: every derivation adds up to its amount, and names its rates, its days and its rounding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from claim_cases import PERSON, TOWN, case, claim_of, credit, invoice, paid
from generated import FIRST, days, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_any_case import ACTS, LAW, NATURES

from dossier.claim.claim import Claim, Period, RateBasis
from dossier.claim.compute import compute_claim
from dossier.claim.contract import decompte_json
from dossier.claim.derivation import words
from dossier.claim.derivation.contract import derivation_json
from dossier.claim.derivation.figures import ALIASES, PARTS, derive, figures, names
from dossier.claim.derivation.invoices import INVOICE_FIGURES
from dossier.claim.derivation.sums import FIGURES, due
from dossier.claim.derivation.tree import Derivation, Reason, walk
from dossier.claim.derivation.words import formula
from dossier.claim.periods import interest
from dossier.ground.money import Money, round_to_cent, total
from dossier.law.law import Certainty
from dossier.model.case import Case
from dossier.report.decompte import decompte_text
from dossier.report.derivation import derivation_text
from dossier.report.text import width

SUD: dict[str, Any] = {
    "invoices": [
        invoice("F-2026-014", "2026-01-15", "4800.00", "2026-02-14"),
        credit("A-2026-002", "F-2026-014", "2026-02-01", "300.00"),
    ],
    "payments": [paid("2026-03-02", "500.00")],
    "contract": {"penalites": {"taux": "12"}, "clause_penale": {"taux": "15", "article": "9 des CGV"}},
    "journal": [{"acte": "mise_en_demeure", "date": "2026-03-20", "presente_le": "2026-03-23", "delai_jusqu_au": "2026-04-04"}],
}


def sud(on: str) -> tuple[Case, Claim]:
    """The worked case of the JSON contract on a day."""
    made = case(**SUD)
    return made, compute_claim(made, LAW, date.fromisoformat(on))


def of(on: str, figure: str) -> Derivation:
    """The derivation of a figure of the worked case."""
    found = derive(*sud(on), figure)
    assert found is not None, figure
    return found


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def adds_up(node: Derivation) -> None:
    """Every row is the sum of the rows below it; fractions of a cent are rounded once."""
    for row in walk(node):
        if not row.children:
            continue
        if row.children[0].exact is not None and row.children[0].amount is None:
            exact = sum((child.exact or Decimal(0) for child in row.children), Decimal(0))
            assert row.amount == round_to_cent(exact), (row.name, row.title)
        else:
            assert row.amount is not None
            assert all(child.amount is not None for child in row.children), row.name
            assert total(child.amount for child in row.children if child.amount is not None) == row.amount, row.name


def total_of(claim: Claim, name: str) -> Money | None:
    """A total of the claim by its name."""
    found: Money | None = getattr(claim.totals, name)
    return found


SUMS = ("due", "principal", "outstanding", "interest", "interest_paid", "interest_waived", "indemnity", "indemnity_paid",
        "penalty", "penalty_paid", "costs", "costs_paid", "paid", "not_due")  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    given_parts=parts(),
    contract=st.sampled_from([{}, {"clause_penale": {"taux": "15"}}, {"capitalisation": "oui"}]),
    sent=days(),
    today=days(FIRST, date(2027, 6, 30)),
)
def test_the_rows_of_every_derivation_add_up_to_its_amount(
    given_parts: dict[str, Any], contract: dict[str, Any], sent: date, today: date
) -> None:
    """Between professionals, whatever was invoiced and paid: each figure is the sum of its rows, none left unexplained."""
    given_parts["contract"] |= contract
    if "capitalisation" in contract:
        given_parts["choices"] |= contract
    made = case(**given_parts, journal=[{"acte": "mise_en_demeure", "date": sent.isoformat()}])
    claim = compute_claim(made, LAW, today)
    for make in figures(made, claim).values():
        node = make()
        adds_up(node)
        assert all("ne se détaille pas" not in row.title for row in walk(node)), node.name
    for name in SUMS:
        found = derive(made, claim, name)
        assert found is not None
        assert found.amount == total_of(claim, name)
        if found.amount:
            assert found.children, name
    daily = derive(made, claim, "per_day")
    assert daily is not None
    assert daily.amount == claim.per_day


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    given_parts=parts(),
    journal=st.lists(ACTS, max_size=5),
    nature=st.sampled_from(NATURES),
    debtor=st.sampled_from([PERSON, TOWN]),
    today=days(FIRST, date(2027, 12, 31)),
)
def test_any_case_can_be_explained(
    given_parts: dict[str, Any], journal: list[dict[str, Any]], nature: str, debtor: dict[str, Any], today: date
) -> None:
    """Decisions, waivers, suspensions, unknown rates: every figure is derived, and its rows add up."""
    made = case(**given_parts, journal=journal, nature=nature, debtors=[debtor])
    claim = compute_claim(made, LAW, today)
    for name, make in figures(made, claim).items():
        node = make()
        assert node.name == name
        adds_up(node)
        assert derivation_json(claim, node)["figure"] == name


def test_every_total_of_the_contract_has_its_derivation() -> None:
    """No total of the JSON of a décompte stands there without a figure of that name; the parts of an invoice neither."""
    made, claim = sud("2026-04-30")
    data = decompte_json(claim)
    assert set(data["totals"]) <= set(FIGURES)
    assert {"regime", "not_claimed", "alternatives", "per_day", "choices", "titles"} <= set(FIGURES)
    own = {"number", "state", "periods"}
    assert set(data["invoices"][0]) - own <= set(INVOICE_FIGURES)
    for name in ("due", "principal", "interest", "indemnity", "penalty", "costs", "paid"):
        found = derive(made, claim, name)
        assert found is not None
        assert str(found.amount) == data["totals"][name]
    assert set(ALIASES) == set(FIGURES)
    assert set(PARTS) == set(INVOICE_FIGURES)


def test_a_line_of_interest_tells_its_days_its_base_its_rate_and_its_rounding() -> None:
    """4 500,00 € at 12 % for 16 days make 23,6712 €, printed 23,67 €: the base is the invoice less its credit note."""
    node = of("2026-03-31", "F-2026-014:interest")
    assert str(node.amount) == "62.03"
    first, second = node.children
    assert plain(first.words) == "4 500,00 € × 12,00 % × 16 / 365 = 23,6712, arrondi à 23,67 €"
    assert plain(second.words) == "4 023,67 € × 12,00 % × 29 / 365 = 38,3626, arrondi à 38,36 €"
    assert first.period is not None
    assert (first.period.start, first.period.last, first.period.days) == (date(2026, 2, 15), date(2026, 3, 2), 16)
    reasons = {reason.label: reason for reason in second.reasons}
    assert list(reasons) == ["Base", "Période", "Taux", "Année", "Arrondi"]
    assert plain(reasons["Base"].words) == (
        "4 800,00 € de la facture F-2026-014, moins 300,00 € de l’avoir A-2026-002, moins 476,33 € versés le 02/03/2026"
    )
    assert "29 jours" in plain(reasons["Période"].value)
    assert "demi-centime vers le haut" in reasons["Arrondi"].words
    assert node.reasons[0].words == "lendemain de l’échéance, sans rappel"


def test_the_rate_by_law_names_its_half_year_its_values_and_how_sure_they_are() -> None:
    """Without a clause the rate is that of the European Central Bank on 1 January plus ten points, and says which value it is."""
    made = case(invoices=[invoice("F1", "2026-01-15", "4800.00", "2026-02-14")])
    claim = compute_claim(made, LAW, date(2026, 7, 31))
    node = derive(made, claim, "F1:interets")
    assert node is not None
    rates = [reason for child in node.children for reason in child.reasons if reason.label == "Taux"]
    assert [("01/01/2026" in rate.words, "01/07/2026" in rate.words) for rate in rates] == [(True, False), (False, True)]
    for rate in rates:
        assert rate.rule == "C. com. L441-10"
        assert [value.name for value in rate.values] == ["taux_refinancement_bce", "majoration_bce"]
        assert rate.certainty in Certainty


def test_a_payment_tells_where_it_went_and_by_which_rule() -> None:
    """500 € on 2 March: 23,67 € of interest, then 476,33 € of principal, by article 1343-1."""
    node = of("2026-03-31", "paiement:2026-03-02")
    assert [(row.title, str(row.amount), row.rule) for row in node.children] == [
        ("Intérêts de F-2026-014", "23.67", "C. civ. 1343-1"),
        ("Principal de F-2026-014", "476.33", "C. civ. 1343-1"),
    ]
    assert node.place is not None
    assert node.place.at_line.endswith("paiements.yaml:1")


def test_payments_of_one_day_are_told_together_and_one_that_came_back_counts_for_nothing() -> None:
    """Two payments of a day add up under its name; a cheque that came back is told, at zero."""
    made = case(
        invoices=[invoice("F1", "2026-01-15", "4800.00", "2026-02-14")],
        payments=[
            paid("2026-03-02", "200.00"),
            paid("2026-03-02", "100.00", moyen="cheque", rejete_le="2026-03-05"),
            paid("2026-03-02", "50.00"),
        ],
    )
    claim = compute_claim(made, LAW, date(2026, 3, 31))
    node, every = derive(made, claim, "versement:02/03/2026"), derive(made, claim, "paid")
    assert node is not None
    assert every is not None
    assert node.amount == every.amount == Money.of("250.00")
    assert [(row.title, str(row.amount)) for row in every.children] == [
        ("Versement du 02/03/2026", "50.00"),
        ("Versement du 02/03/2026", "200.00"),
    ]
    assert [plain(reason.value) for reason in node.reasons] == ["100,00 €"]
    assert "revenu impayé" in node.reasons[0].words


def test_what_a_day_adds_is_rounded_once_over_all_invoices() -> None:
    """Three bases that make a third of a cent each add one cent together, not none three times over."""
    rows = [invoice(f"F{n}", "2026-01-15", "10.14", "2026-02-14") for n in range(3)]
    made = case(invoices=rows, contract={"penalites": {"taux": "12"}})
    claim = compute_claim(made, LAW, date(2026, 3, 31))
    node = derive(made, claim, "par_jour")
    assert node is not None
    assert [child.exact for child in node.children] == [interest(Money.of("10.14"), Decimal(12), 1, 365)] * 3
    assert str(node.amount) == "0.01"
    assert all(child.amount is None for child in node.children)


def test_a_penalty_tells_its_base_and_a_zero_tells_why() -> None:
    """15 % of the principal open on the day after the delay; before that day, the reason stands beside the zero."""
    before, after = of("2026-04-04", "clause_penale"), of("2026-04-05", "clause_penale")
    assert str(before.amount) == "0.00"
    assert [reason.words for reason in before.reasons] == ["délai de la mise en demeure en cours"]
    assert str(after.amount) == "603.55"
    assert "15,00 % × 4 023,67 €" in plain(after.children[0].words)
    assert after.children[0].rule == "C. civ. 1231-5"


def test_a_due_date_tells_where_it_comes_from() -> None:
    """By the contract's term, by the invoice, or by the law's default: the words and the article say which."""
    made = case(invoices=[invoice("F1", "2026-01-31", "100.00")], contract={"echeance": {"jours": 45, "fin_de_mois": "apres"}})
    node = derive(made, compute_claim(made, LAW, date(2026, 6, 1)), "echeance:F1")
    assert node is not None
    assert (node.amount, node.value) == (None, "31/03/2026")
    assert plain(node.words) == "terme du contrat : 45 jours, puis fin de mois à compter de la facture du 31 janvier 2026"
    law = case(invoices=[invoice("F1", "2026-01-31", "100.00")])
    by_law = derive(law, compute_claim(law, LAW, date(2026, 6, 1)), "F1:due")
    assert by_law is not None
    assert [value.name for value in by_law.reasons[1].values] == ["delai_paiement_suppletif"]
    assert "L441" in by_law.words


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("interets", "interest"),
        ("Intérêts", "interest"),
        ("indemnités", "indemnity"),
        ("clause-penale", "penalty"),
        ("frais", "costs"),
        ("dû", "due"),
        ("par jour", "per_day"),
        ("règlements", "paid"),
        ("régime", "regime"),
        ("f-2026-014:échéance", "F-2026-014:due"),
        ("echeance:F-2026-014", "F-2026-014:due"),
        ("F-2026-014", "F-2026-014"),
    ],
)
def test_a_figure_answers_to_its_french_name(written: str, name: str) -> None:
    """Accents, capitals, spaces and hyphens do not count."""
    assert of("2026-03-31", written).name == name


def test_an_unknown_name_is_no_figure() -> None:
    """What names nothing is None; every name that is offered is one."""
    made, claim = sud("2026-03-31")
    assert derive(made, claim, "interet_du_capital") is None
    assert all(derive(made, claim, name) is not None for name in names(made, claim))


def test_capitalised_interest_is_told_in_the_base_and_by_its_own_reason() -> None:
    """After a full year the unpaid interest joins the base: the line says how much of it, the figure from which day and why."""
    made = case(
        invoices=[invoice("F1", "2023-01-15", "10000.00", "2023-02-14")],
        contract={"penalites": {"taux": "10"}, "capitalisation": "oui"},
        choices={"capitalisation": "oui"},
    )
    node = derive(made, compute_claim(made, LAW, date(2025, 1, 31)), "F1:interest")
    assert node is not None
    last = node.children[-1]
    assert last.period is not None
    assert last.period.capitalised
    base = next(reason for reason in last.reasons if reason.label == "Base")
    assert plain(base.words) == "10 000,00 € de la facture F1, plus 1 000,00 € d’intérêts capitalisés"
    told = [reason for reason in node.reasons if reason.label == "Capitalisation"]
    assert [(plain(reason.value), reason.rule) for reason in told] == [("1 000,00 €", "C. civ. 1343-2")]


def test_the_exact_value_is_cut_and_never_contradicts_its_rounding() -> None:
    """What is printed of the exact value is cut after four decimals: 0,00499… shows as 0,0049, which rounds to 0,00 €."""
    rate = RateBasis(Decimal("12"), "contrat", "")
    exact = interest(Money.of("15.20"), Decimal(12), 1, 365)
    period = Period(date(2026, 3, 1), date(2026, 3, 2), Money.of("15.20"), rate, round_to_cent(exact), exact)
    assert exact < Decimal("0.005")
    assert "= 0,0049, arrondi à" in plain(formula(period))


def test_an_unknown_rate_leaves_the_figure_unknown_and_without_rows() -> None:
    """In 2027 the rate is not known: the interest is unknown, never a part of it, and the words name the code."""
    made = case(invoices=[invoice("F1", "2026-01-15", "4800.00", "2026-02-14")])
    claim = compute_claim(made, LAW, date(2027, 2, 1))
    for name in ("interest", "due", "F1:interest", "F1", "per_day"):
        node = derive(made, claim, name)
        assert node is not None
        assert (node.amount, node.children) == (None, ())
        assert "DC301" in node.words
    principal = derive(made, claim, "principal")
    assert principal is not None
    assert str(principal.amount) == "4800.00"


def test_what_a_case_says_cannot_attack_the_terminal() -> None:
    """An invoice number with orders for a terminal, or a title as wide as a page, is shown written out and cut."""
    number = "F\x1b[2J\u202e" + "x" * 200
    made = case(
        invoices=[invoice(number, "2026-01-15", "4800.00", "2026-02-14")],
        payments=[paid("2026-03-02", "500.00")],
        costs=[{"date": "2026-03-01", "libelle": "Frais\x1b[31m" + "y" * 300, "montant": "10.00", "fondement": "dépens\x07"}],
    )
    claim = compute_claim(made, LAW, date(2026, 3, 31))
    for make in figures(made, claim).values():
        text = derivation_text(claim, make())
        assert not {"\x1b", "\u202e", "\x07"} & set(text)
    for row in derivation_text(claim, figures(made, claim)["costs"]()).splitlines():
        assert width(row) <= 79
    assert "\\x1b[2J" in decompte_text(made, claim)
    assert "\x1b" not in decompte_text(made, claim)


def test_a_figure_is_as_sure_as_its_weakest_reason() -> None:
    """The total carries the least certainty of all that it rests on."""
    order = list(Certainty)
    made, claim = sud("2026-04-30")
    node = derive(made, claim, "due")
    assert node is not None
    every = [c for row in walk(node) for c in [row.certainty, *(reason.certainty for reason in row.reasons)]]
    assert node.sure == max(every, key=order.index)


def test_a_derivation_in_json_has_its_lines_as_data() -> None:
    """`dossier/derivation/1`: amounts as text, the line with its days, base, rate, divisor and rounding."""
    claim = sud("2026-03-31")[1]
    data = derivation_json(claim, of("2026-03-31", "interest"))
    assert (data["schema"], data["figure"], data["date"]) == ("dossier/derivation/1", "interest", "2026-03-31")
    line = data["derivation"]["children"][0]["children"][0]
    assert line["amount"] == "23.67"
    assert line["exact"].startswith("23.671232")
    assert line["period"] == {
        "start": "2026-02-15", "end": "2026-03-02", "days": 16, "base": "4500.00", "rate": "12.00", "divisor": "365",
        "rule": "contrat", "amount": "23.67", "rounding": "half_up_per_line",
    }  # fmt: skip


def test_a_figure_is_no_surer_than_its_articles_and_its_open_points() -> None:
    """A rule whose text was not read, or a total that another reading would change, is not « texte lu »."""
    row = invoice("A", "2026-01-10", "1000.00", "2026-02-09")
    contract = {"penalites": [{"taux": "18"}]}
    plain_case = case([row], contract=contract)
    assert due(plain_case, claim_of("2026-11-21", invoices=[row], contract=contract)).sure is Certainty.TEXT
    opened = [{"date": "2026-04-08", "acte": "procedure_collective", "type": "redressement"}]
    claim = claim_of("2026-11-21", invoices=[row], contract=contract, journal=opened)
    assert claim.alternatives and due(case([row], contract=contract, journal=opened), claim).sure is Certainty.UNSETTLED
    reason = Reason("Arrêt", "", "veille de l’ouverture", "C. com. L622-28")
    assert reason.certainty is Certainty.TEXT and reason.sure is Certainty.SECONDARY


def test_the_first_day_after_a_notice_and_a_penalty_are_never_told_as_a_text_that_was_read() -> None:
    """That interest begins the day after the presentation is a reading; that a penalty waits for the notice is second-hand."""
    row = invoice("A", "2026-01-10", "1000.00", "2026-02-09")
    sent = [
        {
            "date": "2026-03-02",
            "canal": "lrar",
            "acte": "mise_en_demeure",
            "presente_le": "2026-03-04",
            "delai_jusqu_au": "2026-03-20",
        }
    ]
    civil = claim_of("2026-06-30", invoices=[row], journal=sent, nature="civile")
    assert str(civil.invoices[0].periods[0].start) == "2026-03-05"
    made = case(invoices=[row], journal=sent, nature="civile")
    node = derive(made, civil, "interest")
    assert node is not None and node.amount and node.sure not in (Certainty.TEXT, Certainty.CASE_LAW)
    (start,) = [reason for reason in node.children[0].reasons if reason.label == "Départ"]
    assert start.certainty is Certainty.INFERRED
    trade = claim_of("2026-06-30", invoices=[row], journal=sent)
    (start,) = [words.start_reason(found) for found in trade.invoices]
    assert start.certainty is Certainty.TEXT
    contract = {"clause_penale": {"taux": "10"}}
    made = case(invoices=[row], journal=sent, contract=contract)
    node = derive(made, claim_of("2026-06-30", invoices=[row], journal=sent, contract=contract), "penalty")
    assert node is not None and node.amount and node.sure is Certainty.SECONDARY
    assert node.children[0].reasons[0].certainty is Certainty.SECONDARY
