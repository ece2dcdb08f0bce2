"""The simplified procedure for small claims before a commissaire de justice (CPCE L125-1, R125-1 to R125-8)."""

from __future__ import annotations

from typing import Literal

from dossier.ground.days import next_day
from dossier.ground.french import euros, short_day
from dossier.ground.money import Money
from dossier.law import names
from dossier.law.law import Certainty
from dossier.model.journal import ProcedureL125
from dossier.procedure.outlook import Check, Outlook, opened, weigh
from dossier.procedure.routes import claimed, persons, phases, proofs, standing
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "procedure_l125"
DOCUMENT = "dossier_l125"
_OPEN = (*phases.AMICABLE, *phases.FAILED, "cheque_impaye")


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open on what is due up to a threshold, invoices between commerçants left out since 25 April 2026."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in _OPEN or road.first_due is None:
        return []
    # Without a commissaire there is nobody to send the file to: the road stays one among others.
    named = road.case.settings.adviser_of("commissaire")
    step = Step(
        ACTION, "Procédure simplifiée des petites créances", next_day(road.first_due), claimed.prescription_day(outlook),
        DOCUMENT if named else "",
        "CPCE L125-1", weigh(outlook, CONDITIONS), debtor=road.debtor.id,
    )  # fmt: skip
    return opened(step)


def _parties(outlook: Outlook) -> Condition:
    """Not an invoice between commerçants, for which the law of 23 April 2026 put the threshold at nothing."""
    road, label = outlook.road, "Créance non facturée entre commerçants"
    creditor, debtor = road.case.creditor, road.debtor
    if not (persons.is_merchant(creditor) and persons.is_merchant(debtor)):
        who = "créancier" if not persons.is_merchant(creditor) else "débiteur"
        return Condition("met", label, f"{who} non commerçant", "CPCE L125-1", Certainty.SECONDARY, span=debtor.place)
    value = road.ask(names.SEUIL_L125_ENTRE_COMMERCANTS, road.today, road.case.span)
    if value is None or Money.of(value.text):
        return Condition("met", label, "sans effet avant le 25/04/2026", "CPCE L125-1", Certainty.SECONDARY, span=debtor.place)
    since = f" depuis le {short_day(value.start)}" if value.start else ""
    proof = f"créancier et débiteur commerçants : créance exclue{since}"
    return Condition("impossible", label, proof, value.reference.title, value.certainty, span=debtor.place)


def _amount(outlook: Outlook) -> Condition:
    """Principal and interest within the threshold (CPCE R125-1)."""
    road, label = outlook.road, "Principal et intérêts sous le plafond"
    value = road.ask(names.SEUIL_L125, road.today, road.case.span)
    asked = claimed.principal_and_interest(road)
    if value is None or asked is None:
        return Condition(
            "missing", label, "montant ou plafond inconnu", "CPCE R125-1", remedy="la valeur de droit manquante, dans law/"
        )
    top = Money.of(value.text)
    proof = f"{euros(asked)}, plafond de {euros(top)}"
    state: Literal["met", "impossible"] = "met" if asked <= top else "impossible"
    return Condition(state, label, proof, value.reference.title, value.certainty)


def _first_try(outlook: Outlook) -> Condition | None:
    """What became of an earlier invitation; None when there was none."""
    tries = list(outlook.road.of(ProcedureL125, "invitation_l125"))
    if not tries:
        return None
    proof = f"invitation du {short_day(tries[-1].date)} restée sans accord ; aucun texte lu n’interdit d’en envoyer une autre"
    return Condition(
        "met",
        "Nouvelle invitation après un échec",
        proof,
        "CPCE L125-1",
        Certainty.INFERRED,
        span=tries[-1].place,
        blocking=False,
    )


def officer(
    outlook: Outlook, rule: str, label: str = "Commissaire de justice désigné", sure: Certainty = Certainty.TEXT
) -> Condition:
    """The commissaire who acts; the instruction can go to any of the place, so that a missing name does not close."""
    adviser = outlook.road.case.settings.adviser_of("commissaire")
    if adviser:
        return Condition("met", label, adviser.name, rule, sure, span=adviser.place, blocking=False)
    mandate = next((e for e in outlook.road.events if e.act == "mandat"), None)
    if mandate:
        return Condition("met", label, f"mandat du {short_day(mandate.date)}", rule, sure, span=mandate.place, blocking=False)
    remedy = "`conseil: {type: commissaire, nom: …}` dans dossier.yaml, ou `acte: mandat` dans journal.yaml"
    return Condition("missing", label, "aucun nom", rule, sure, remedy, outlook.road.case.settings.place, blocking=False)


def _costs(outlook: Outlook) -> Condition:
    return Condition("met", "Frais de la procédure", "en entier à la charge du créancier", "CPCE L125-1", blocking=False)


CONDITIONS: tuple[Check, ...] = (
    _parties,
    _amount,
    claimed.due_today,
    standing.private,
    standing.in_france,
    standing.solvent,
    standing.suable,
    standing.absorbed,
    claimed.not_prescribed,
    lambda o: proofs.consent(o.road),
    lambda o: officer(o, "CPCE L125-1", "Commissaire de justice du ressort de la cour d’appel du débiteur"),
    _first_try,
    _costs,
)
"""Who, how much, against whom, and by whom."""
