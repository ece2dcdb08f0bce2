"""The simplified procedure for uncontested claims invoiced between commerçants (CPCE L126-1 and following, since 25 April 2026).

Neither the articles nor the decree of application were read: everything here is to be confirmed with a commissaire de justice.
"""

from __future__ import annotations

from dossier.ground.days import next_day
from dossier.ground.french import enumerate_fr, short_day
from dossier.law import names
from dossier.law.law import Certainty
from dossier.model.journal import ProcedureL126
from dossier.procedure.outlook import Check, Outlook, opened, weigh
from dossier.procedure.overlays import dispute
from dossier.procedure.routes import claimed, persons, phases, proofs, standing
from dossier.procedure.routes.petites_creances import officer
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "procedure_l126"
DOCUMENT = "mandat_l126"
_OPEN = (*phases.AMICABLE, *phases.FAILED, "cheque_impaye", "procedure_l125")
_LOCAL = ("57", "67", "68")
"""Alsace-Moselle, where nothing was found of who makes the report enforceable."""


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open on invoices between commerçants since the law of 23 April 2026, as far as it can be walked without its decree."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in _OPEN or road.first_due is None:
        return []
    value = road.ask.law.value(names.DELAI_CONTESTATION_L126, road.today)
    start = max(next_day(road.first_due), value.start if value and value.start else road.first_due)
    end = claimed.prescription_day(outlook)
    step = Step(
        ACTION, "Procédure des créances commerciales non contestées", start, end if end and end >= start else None,
        DOCUMENT if _is_mandated(outlook) else "", "CPCE L126-1", weigh(outlook, CONDITIONS), debtor=road.debtor.id, certainty=Certainty.UNSETTLED,
    )  # fmt: skip
    return opened(step)


def _is_mandated(outlook: Outlook) -> bool:
    """Whether the mandate has an addressee and the amicable road is spent; a procedure that was begun has its mandate already."""
    spent = outlook.position.stage in ("mise_en_demeure_expiree", *phases.FAILED, "cheque_impaye")
    return spent and outlook.road.case.settings.adviser_of("commissaire") is not None and dispute(outlook.road) is None


def _in_force(outlook: Outlook) -> Condition:
    """That the law which opens the procedure is in force today."""
    road, label = outlook.road, "Procédure en vigueur"
    value = road.ask.law.value(names.DELAI_CONTESTATION_L126, road.today)
    if value is None:
        proof = "la loi n° 2026-307 entre en vigueur le 25/04/2026"
        return Condition("impossible", label, proof, "CPCE L126-1", Certainty.SECONDARY, span=road.case.span)
    since = f"depuis le {short_day(value.start)}" if value.start else "oui"
    return Condition("met", label, since, "CPCE L126-1", Certainty.SECONDARY)


def _parties(outlook: Outlook) -> Condition:
    """Invoiced between commerçants: artisans, liberal professions, civil companies, associations and farmers are out."""
    creditor, debtor = outlook.road.case.creditor, outlook.road.debtor
    label, rule = "Créance facturée entre commerçants", "CPCE L126-1"
    out = [name for name, party in (("créancier", creditor), ("débiteur", debtor)) if not persons.is_merchant(party)]
    if out:
        proof = f"{enumerate_fr(out)} non commerçant{'s' if len(out) > 1 else ''}"
        return Condition("impossible", label, proof, rule, Certainty.SECONDARY, span=debtor.place)
    return Condition("met", label, "créancier et débiteur commerçants", rule, Certainty.SECONDARY, span=debtor.place)


def _uncontested(outlook: Outlook) -> Condition:
    """A contest of any kind ends the procedure (CPCE L126-2): one that stands is shown."""
    road, label, rule = outlook.road, "Créance non contestée", "CPCE L126-2"
    ended = next(road.of(ProcedureL126, "contestation_l126"), None)
    if ended:
        proof = f"commandement contesté le {short_day(ended.date)} : la procédure a pris fin"
        return Condition("impossible", label, proof, rule, Certainty.SECONDARY, span=ended.place)
    said = dispute(road)
    if said is None:
        return Condition("met", label, "rien au journal", rule, Certainty.SECONDARY)
    proof = f"contestation du {short_day(said.date)} ; même infondée, elle met fin à la procédure si le débiteur la répète"
    remedy = "`acte: transaction` ou `acte: jugement` dans journal.yaml, quand la contestation est réglée"
    return Condition("missing", label, proof, rule, Certainty.SECONDARY, remedy, said.place, blocking=False)


def _decree(outlook: Outlook) -> Condition:
    """The decree of application and the tariff, not found on the day the law was last checked."""
    proof = "décret et tarif non trouvés au 21/11/2026"
    remedy = "à confirmer auprès d’un commissaire de justice ; les valeurs lues, dans law/"
    return Condition("missing", "Décret d’application publié", proof, "CPCE L126-1", Certainty.UNSETTLED, remedy, blocking=False)


def _local(outlook: Outlook) -> Condition | None:
    if outlook.road.departement not in _LOCAL:
        return None
    proof = "Alsace-Moselle : rien n’a été trouvé sur le greffe qui rend le procès-verbal exécutoire"
    remedy = "à confirmer auprès d’un commissaire de justice ; les valeurs lues, dans law/"
    return Condition("missing", "Greffe compétent connu", proof, "CPCE L126-4", Certainty.UNSETTLED, remedy, blocking=False)


CONDITIONS: tuple[Check, ...] = (
    _in_force,
    _parties,
    claimed.due_today,
    claimed.sum_known,
    _uncontested,
    standing.in_france,
    standing.solvent,
    standing.suable,
    standing.absorbed,
    claimed.not_prescribed,
    _decree,
    _local,
    lambda o: proofs.consent(o.road),
    lambda o: officer(o, "CPCE L126-1", sure=Certainty.SECONDARY),
)
"""The law in force, who, what, and what is not known of it."""
