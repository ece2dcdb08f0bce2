"""What a user wrote never stops the claim: any nature, any party, any act of the journal, in any order."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from claim_cases import COMPANY, FIRM, JANE, PERSON, TOWN, case
from generated import FIRST, amounts, days, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.claim.compute import compute_claim
from dossier.claim.contract import decompte_json
from dossier.ground.money import ZERO, total
from dossier.law.parameters import shipped_law

LAW = shipped_law()
NATURES = ("commerciale", "civile", "consommation", "credit_consommation", "bail_habitation", "transport", "marche_public")
DAY = days(FIRST, date(2027, 12, 31)).map(date.isoformat)
INTEREST = st.fixed_dictionaries(
    {"taux": st.sampled_from(["legal", "5", "1 x legal"])}, optional={"a_compter_du": DAY, "capitalisation": st.just("oui")}
)
ACTS = st.one_of(
    st.fixed_dictionaries(
        {"acte": st.sampled_from(["mise_en_demeure", "sommation"]), "date": DAY},
        optional={
            "presente_le": DAY,
            "poste_le": DAY,
            "delai_jusqu_au": DAY,
            "remise": st.sampled_from(["recue", "non_reclamee", "inconnue_a_l_adresse"]),
        },
    ),
    st.fixed_dictionaries(
        {"acte": st.just("renonciation"), "date": DAY, "sur": st.sampled_from(["principal", "interets", "indemnites", "tout"])},
        optional={"montant": amounts()},
    ),
    st.fixed_dictionaries({"acte": st.just("procedure_collective"), "date": DAY, "type": st.just("redressement")}),
    st.fixed_dictionaries({"acte": st.just("delai_de_grace"), "date": DAY}, optional={"jusqu_au": DAY, "taux": st.just("3")}),
    st.fixed_dictionaries(
        {"acte": st.just("ordonnance_injonction"), "date": DAY},
        optional={"demande": amounts(), "accorde": amounts(), "accessoires": amounts(10_000), "interets": INTEREST},
    ),
    st.fixed_dictionaries(
        {"acte": st.just("jugement"), "date": DAY}, optional={"condamne": amounts(), "executoire_le": DAY, "interets": INTEREST}
    ),
    st.fixed_dictionaries({"acte": st.sampled_from(["requete_injonction", "opposition", "assignation_fond"]), "date": DAY}),
    st.fixed_dictionaries({"acte": st.just("signification"), "date": DAY, "de": st.sampled_from(["ordonnance", "jugement"])}),
    st.fixed_dictionaries(
        {
            "acte": st.just("echeancier"),
            "date": DAY,
            "interets": st.sampled_from(["suspendus", "maintenus"]),
            "echeances": st.lists(st.fixed_dictionaries({"le": DAY, "montant": amounts()}), max_size=2),
        }
    ),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    given_parts=parts(),
    journal=st.lists(ACTS, max_size=6),
    nature=st.sampled_from(NATURES),
    debtor=st.sampled_from([COMPANY, PERSON, TOWN]),
    creditor=st.sampled_from([FIRM, JANE]),
    extra=st.fixed_dictionaries({}, optional={"clause_penale": st.just({"taux": "10"}), "capitalisation": st.just("oui")}),
    today=days(FIRST, date(2027, 12, 31)),
    asked=st.sampled_from(["oui", "non"]),
)
def test_any_case_has_a_claim_that_adds_up(
    given_parts: dict[str, Any],
    journal: list[dict[str, Any]],
    nature: str,
    debtor: dict[str, Any],
    creditor: dict[str, Any],
    extra: dict[str, Any],
    today: date,
    asked: str,
) -> None:
    """Whatever happened, the claim is whole: no money lost, no negative sum, totals from what is printed."""
    given_parts = {**given_parts, "contract": {**given_parts["contract"], **extra}}
    given_parts["choices"] = {**given_parts["choices"], "capitalisation": asked}
    made = case(**given_parts, journal=journal, nature=nature, debtors=[debtor], creditor=creditor)
    claim = compute_claim(made, LAW, today)
    json.dumps(decompte_json(claim))
    for payment in claim.payments:
        if payment.unallocated is not None:
            assert total(part.amount for part in payment.allocated) + payment.unallocated == payment.amount
    sums = claim.totals
    if sums.due is None:
        assert {"DC301", "DC309"} & {diagnostic.code for diagnostic in claim.diagnostics}
        return
    assert sums.due.cents >= 0 and sums.outstanding is not None and sums.interest is not None
    heads = sums.outstanding + sums.interest - sums.interest_paid - sums.interest_waived
    heads += sums.indemnity - sums.indemnity_paid + sums.penalty - sums.penalty_paid + sums.costs - sums.costs_paid
    assert heads == sums.due
    for invoice in claim.invoices:
        assert invoice.outstanding is not None and invoice.outstanding.cents >= 0
        for before, after in zip(invoice.periods, invoice.periods[1:], strict=False):
            assert before.end <= after.start
    for row in (*claim.invoices, *claim.titles):
        assert row.interest_due is None or ZERO <= row.capitalised <= row.interest_due
        assert all(period.base >= period.capitalised for period in row.periods)
    for head in claim.not_claimed:
        assert head.what and head.reason
