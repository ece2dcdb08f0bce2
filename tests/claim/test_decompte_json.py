"""The JSON that other programs rely on, and what a claim says beside its figures."""

from __future__ import annotations

from datetime import date

from claim_cases import COMPANY, FIRM, PERSON, TOWN, case, claim_of, codes, credit, invoice, paid

from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.claim.contract import decompte_json
from dossier.law import names
from dossier.law.law import Certainty, LawValue, Reference
from dossier.law.parameters import shipped_law


def example() -> Claim:
    """The case of the JSON contract: 12 % a year, a credit note, a part payment, a mise en demeure still running."""
    return claim_of(
        "2026-03-31",
        invoices=[
            invoice("F-2026-014", "2026-01-15", "4800.00", "2026-02-14"),
            credit("A-2026-002", "F-2026-014", "2026-02-01", "300.00"),
        ],
        payments=[paid("2026-03-02", "500.00", "F-2026-014")],
        contract={"penalites": {"taux": "12"}, "clause_penale": {"taux": "15"}},
        journal=[{"date": "2026-03-20", "acte": "mise_en_demeure", "presente_le": "2026-03-23", "delai_jusqu_au": "2026-04-04"}],
        costs=[{"date": "2026-04-20", "libelle": "Signification", "montant": "72.60", "fondement": "dépens"}],
    )


def test_the_example_of_the_contract_comes_out_to_the_letter() -> None:
    """The décompte that the format promises, key by key."""
    assert decompte_json(example(), [{"code": "DC305"}]) == {
        "schema": "dossier/decompte/1",
        "case": "2026-014-sud-beton",
        "date": "2026-03-31",
        "currency": "EUR",
        "invoices": [
            {
                "number": "F-2026-014",
                "state": "due",
                "due": "2026-02-14",
                "principal": "4800.00",
                "credited": "300.00",
                "outstanding": "4023.67",
                "interest": "62.03",
                "interest_paid": "23.67",
                "indemnity": "40.00",
                "indemnity_paid": "0.00",
                "periods": [
                    {
                        "start": "2026-02-15",
                        "end": "2026-03-02",
                        "days": 16,
                        "base": "4500.00",
                        "rate": "12.00",
                        "rule": "contrat",
                        "amount": "23.67",
                    },
                    {
                        "start": "2026-03-03",
                        "end": "2026-03-31",
                        "days": 29,
                        "base": "4023.67",
                        "rate": "12.00",
                        "rule": "contrat",
                        "amount": "38.36",
                    },
                ],
            }
        ],
        "payments": [
            {
                "date": "2026-03-02",
                "amount": "500.00",
                "unallocated": "0.00",
                "allocated": [
                    {"invoice": "F-2026-014", "to": "interest", "amount": "23.67", "rule": "C. civ. 1343-1"},
                    {"invoice": "F-2026-014", "to": "principal", "amount": "476.33", "rule": "C. civ. 1343-1"},
                ],
            }
        ],
        "titles": [],
        "totals": {
            "principal": "4500.00",
            "interest": "62.03",
            "indemnity": "40.00",
            "penalty": "0.00",
            "costs": "0.00",
            "interest_paid": "23.67",
            "indemnity_paid": "0.00",
            "penalty_paid": "0.00",
            "costs_paid": "0.00",
            "paid": "500.00",
            "not_due": "0.00",
            "due": "4102.03",
        },
        "regime": "professionnels",
        "not_claimed": [{"what": "clause pénale", "reason": "délai de la mise en demeure en cours", "rule": "C. civ. 1231-5"}],
        "alternatives": [],
        "per_day": "1.32",
        "choices": {"annee": "365", "imputation": "interets_puis_principal"},
        "diagnostics": [{"code": "DC305"}],
    }


def test_the_order_of_the_keys_is_that_of_the_contract() -> None:
    """A reader of the JSON finds the head first and the diagnostics last."""
    keys = list(decompte_json(example()))
    assert keys[:5] == ["schema", "case", "date", "currency", "invoices"] and keys[-1] == "diagnostics"


def test_unknown_amounts_are_null() -> None:
    """A half-year that is not known leaves no partial sum."""
    shown = decompte_json(claim_of("2027-01-15", invoices=[invoice("A", "2026-11-01", "1000.00", "2026-12-01")]))
    assert shown["totals"]["due"] is None and shown["totals"]["interest"] is None and shown["per_day"] is None
    assert shown["invoices"][0]["interest"] is None and shown["invoices"][0]["outstanding"] == "1000.00"


def test_the_last_day_of_a_known_half_year_is_computed_but_not_the_next_day() -> None:
    """On 31 December 2026 all is known but what a further day adds."""
    claim = claim_of("2026-12-31", invoices=[invoice("A", "2026-11-01", "1000.00", "2026-12-01")])
    assert claim.totals.due is not None and claim.per_day is None and codes(claim) == ["DC301"]


def test_a_value_that_the_firm_gives_makes_the_figure_appear_as_the_firms() -> None:
    """A rate in the workspace's `law/` fills the gap, and the claim tells where it comes from."""
    given = LawValue(
        names.TAUX_REFINANCEMENT_BCE, "2.65", "percent", date(2027, 1, 1), None, Reference("BCE"), Certainty.TEXT,
        origin="law/taux_refinancement_bce.yaml:3",
    )  # fmt: skip
    law = shipped_law().extended([given])
    claim = claim_of("2027-01-10", law, invoices=[invoice("A", "2026-12-01", "1000.00", "2026-12-31")])
    # 1000 x 12,65 % x 10 / 365 = 3,47
    assert str(claim.totals.interest) == "3.47" and codes(claim) == ["DC316"]
    assert "law/taux_refinancement_bce.yaml:3" in {value.origin for value in claim.law_used}


def test_every_rate_and_amount_of_law_is_listed_as_used() -> None:
    """The values behind the lines, the fee and the default term."""
    claim = claim_of("2026-07-10", invoices=[invoice("A", "2026-05-01", "1000.00", livree_le="2026-05-05")])
    used = [(value.name, value.text) for value in claim.law_used]
    assert used == [
        (names.DELAI_PAIEMENT_SUPPLETIF, "30"),
        (names.INDEMNITE_FORFAITAIRE, "40.00"),
        (names.MAJORATION_BCE, "10"),
        (names.TAUX_REFINANCEMENT_BCE, "2.15"),
        (names.TAUX_REFINANCEMENT_BCE, "2.40"),
    ]
    assert all(period.rate.words for row in claim.invoices for period in row.periods)


def test_the_words_of_a_contract_rate_name_its_clause() -> None:
    """A line by the contract says where the clause stands."""
    contract = {"penalites": {"taux": "12", "article": "8 des CGV"}}
    claim = claim_of("2026-03-31", invoices=[invoice("A", "2026-01-15", "1000.00", "2026-02-14")], contract=contract)
    assert claim.invoices[0].periods[0].rate.words.replace("\u00a0", " ") == "12,00 % (taux du contrat, article 8 des CGV)"


def test_two_invoices_of_one_number_share_no_credit_note() -> None:
    """Of two invoices with one number, an error of its own, only the first takes the credit note."""
    twice = [invoice("A", "2026-01-15", "1000.00", "2026-02-14"), invoice("A", "2026-01-16", "1000.00", "2026-02-14")]
    claim = claim_of("2026-02-14", invoices=[*twice, credit("V", "A", "2026-02-01", "400.00")])
    assert [str(row.credited) for row in claim.invoices] == ["400.00", "0.00"]


def test_a_payment_on_an_unknown_invoice_follows_the_order_of_the_law() -> None:
    """A mistyped number, which `check` reports, does not make the money vanish."""
    claim = claim_of(
        "2026-02-14", invoices=[invoice("A", "2026-01-15", "1000.00", "2026-02-14")], payments=[paid("2026-02-14", "100.00", "Z")]
    )
    assert [(part.invoice, str(part.amount)) for part in claim.payments[0].allocated] == [("A", "100.00")]


def test_what_a_codebtor_would_owe_otherwise_is_said() -> None:
    """A private co-debtor of a company owes neither its rate nor the forty euros; a guarantor owes what the debtor owes."""
    row = invoice("A", "2026-01-15", "1000.00", "2026-02-14")
    for role, said in (("codebiteur_solidaire", ["DC312"]), ("caution", [])):
        made = case(invoices=[row], debtors=[COMPANY, {**PERSON, "qualite": role}])
        assert codes(compute_claim(made, shipped_law(), date(2026, 3, 31))) == said


def test_the_regime_says_why() -> None:
    """Each regime has its reason."""
    rows = [invoice("A", "2026-01-15", "1000.00", "2026-02-14")]
    found = {
        claim_of("2026-03-31", invoices=rows, debtors=[debtor], nature=nature).regime
        for debtor, nature in ((COMPANY, "commerciale"), (COMPANY, "civile"), (PERSON, "consommation"), (TOWN, "marche_public"))
    }
    assert found == {"professionnels", "civil", "consommation", "acheteur_public"}
    assert claim_of("2026-03-31", invoices=rows).regime_reason


def test_a_case_without_invoice_owes_nothing() -> None:
    """Nothing in, nothing out, and no fault of the program."""
    claim = claim_of("2026-03-31")
    assert str(claim.totals.due) == "0.00" and str(claim.per_day) == "0.00" and claim.invoices == ()


def test_amounts_that_check_refuses_do_not_stop_the_claim() -> None:
    """Negative or absurd entries are errors of the facts; the computation stays whole."""
    claim = claim_of(
        "2026-03-31",
        invoices=[
            invoice("A", "2026-01-15", "-10.00", "2026-02-14"),
            invoice("B", "2026-01-15", "0.00", "1999-01-01"),
            credit("V", "A", "2026-02-01", "-5.00"),
            invoice(
                "C", "2026-01-15", "100.00", "2026-02-14", retenue_de_garantie={"montant": "500.00", "liberable_le": "2027-01-01"}
            ),
        ],
        payments=[paid("2026-03-02", "-5.00"), paid("2026-03-02", "0.00", "A")],
        creditor=FIRM,
    )
    assert claim.totals.due is not None and claim.totals.due.cents >= 0


def test_a_clause_penale_shows_its_day_its_base_and_its_percent() -> None:
    """The penalty is a percent of the principal open on the day after the delay."""
    claim = claim_of(
        "2026-03-31",
        invoices=[invoice("A", "2026-01-02", "1000.00", "2026-03-01")],
        contract={"clause_penale": {"taux": "12.5"}},
        journal=[{"date": "2026-03-05", "acte": "mise_en_demeure", "delai_jusqu_au": "2026-03-20"}],
    )
    (penalty,) = claim.penalties
    shown = (penalty.day.isoformat(), str(penalty.base), str(penalty.percent), str(penalty.amount))
    assert shown == ("2026-03-21", "1000.00", "12.5", "125.00")
