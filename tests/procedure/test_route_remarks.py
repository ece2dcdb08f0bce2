"""What the conditions of the roads show of acts already done: each remark, and the case beside it that has none."""

from __future__ import annotations

from typing import Any

import pytest
from lives import CONTRACT, DEBTOR, FIRM, act, live

PERSON = {"id": "d", "type": "particulier", "nom": "Roux", "prenoms": "Anne", "adresse": DEBTOR["adresse"]}
CONSUMER = {"debtors": [PERSON], "nature": "consommation"}
ORDER = act("2026-09-03", "ordonnance_injonction", demande="4800.00", accorde="4000.00")
SERVICE = act("2026-10-15", "signification", mode="personne")
SUMMONS = act("2026-09-07", "assignation_fond")
POOR = act("2026-05-04", "surendettement_recevable")
TITLE = act("2026-03-16", "titre_executoire", executoire_le="2026-03-16")
CLERK = [*FIRM["signataires"], {"id": "ck", "nom": "Claire Kern", "fonction": "comptable"}]
POWER = {"piece": "pieces/pouvoir.pdf", "du": "2026-01-01"}
SIGNED = act("2026-08-20", "requete_injonction", signataire="ck")


def clause(court: str) -> dict[str, Any]:
    """A contract that names a court."""
    return {"contract": {**CONTRACT, "clause_competence": {"juridiction": court}}}


@pytest.mark.parametrize(
    ("code", "facts", "more", "expected"),
    [
        ("DC435", (ORDER, SERVICE), {}, True),
        ("DC435", (ORDER,), {}, False),
        ("DC435", ({**ORDER, "accorde": "4800.00"}, SERVICE), {}, False),
        ("DC436", (SUMMONS,), CONSUMER, True),
        ("DC436", (SUMMONS,), {}, False),
        ("DC436", (act("2026-06-01", "mediation_fin"), SUMMONS), CONSUMER, False),
        ("DC436", (SUMMONS, act("2026-09-08", "mediation_fin")), CONSUMER, True),
        ("DC437", (act("2026-05-04", "deces_debiteur"), act("2026-05-05", "requete_injonction")), CONSUMER, True),
        ("DC437", (act("2026-05-04", "requete_injonction"), act("2026-05-04", "deces_debiteur")), CONSUMER, False),
        ("DC438", (act("2026-05-04", "cession_de_creance"), act("2026-05-05", "requete_injonction")), {}, True),
        ("DC438", (act("2026-05-04", "cession_de_creance"), act("2026-05-03", "requete_injonction")), {}, False),
        ("DC439", (TITLE, POOR, act("2026-05-04", "saisie")), CONSUMER, True),
        ("DC439", (TITLE, act("2026-05-03", "saisie"), POOR), CONSUMER, False),
        ("DC439", (TITLE, POOR, act("2028-05-04", "saisie")), {**CONSUMER, "today": "2028-06-01"}, True),
        ("DC439", (TITLE, POOR, act("2028-05-05", "saisie")), {**CONSUMER, "today": "2028-06-01"}, False),
        ("DC440", (act("2026-04-24", "commandement_l126"),), {}, True),
        ("DC440", (act("2026-04-27", "commandement_l126"),), {}, False),
        ("DC440", (act("2026-04-27", "commandement_l126"),), {"debtors": [{**DEBTOR, "type": "artisan"}]}, True),
        ("DC441", (act("2026-09-07", "invitation_l125", montant="5000.01"),), CONSUMER, True),
        ("DC441", (act("2026-09-07", "invitation_l125", montant="5000.00"),), CONSUMER, False),
        ("DC442", (), clause("Tribunal de commerce de Lyon"), True),
        ("DC442", (), clause("Tribunal de commerce de Marseille"), False),
        ("DC443", (SIGNED,), {"firm": {**FIRM, "signataires": CLERK}}, True),
        ("DC443", (SIGNED,), {"firm": {**FIRM, "signataires": [CLERK[0], {**CLERK[1], "pouvoir": POWER}]}}, False),
        ("DC443", ({**SIGNED, "signataire": "pl"},), {"firm": {**FIRM, "signataires": CLERK}}, False),
    ],
)
def test_a_remark_and_the_case_beside_it(code: str, facts: tuple[Any, ...], more: dict[str, Any], expected: bool) -> None:
    """CPC 1409, 750-1, 57, 1406, 117; C. conso. L722-2 and L722-3; CPCE R125-1, L126-1: both sides of each rule."""
    assert (code in live(facts, **more).codes()) == expected


def test_the_death_of_one_debtor_says_nothing_of_acts_against_the_other() -> None:
    """An act without name in a case of two debtors is not held to be against the dead one."""
    other = {**PERSON, "id": "e", "nom": "Blanc", "qualite": "codebiteur_solidaire"}
    facts = [act("2026-05-04", "deces_debiteur", debiteur="d"), act("2026-06-01", "requete_injonction")]
    assert "DC437" not in live(facts, debtors=[PERSON, other], nature="consommation").codes()
    facts[1]["debiteur"] = "d"
    assert "DC437" in live(facts, debtors=[PERSON, other], nature="consommation").codes()
