"""The unpaid cheque: certificate, service, fifteen days, and the commissaire's title (CMF L131-73)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dossier.ground.days import next_day
from dossier.ground.french import euros, short_day
from dossier.law import names
from dossier.law.law import Certainty
from dossier.model.journal import ChequeImpaye
from dossier.model.ledger import Payment
from dossier.procedure import other_limits
from dossier.procedure.outlook import Check, Outlook, files_of, opened, weigh
from dossier.procedure.road import Road, Timed
from dossier.procedure.routes import phases, standing
from dossier.procedure.routes.petites_creances import officer
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "procedure_cheque"
RULE = "CMF L131-73"
_OPEN = ("avant_echeance", *phases.UNTITLED)


def returned_cheques(road: Road) -> list[Payment]:
    """The cheques that are known to have come back unpaid, oldest first."""
    return [p for p in road.case.payments if p.means == "cheque" and p.date <= road.today and road.known(p.returned_on)]


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open once a cheque came back unpaid; without one there is nothing to say."""
    road, position = outlook.road, outlook.position
    if not returned_cheques(road) and not any(road.of(ChequeImpaye)):
        return []
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in _OPEN:
        return []
    start = _certifiable(road)
    return opened(
        Step(
            ACTION, "Titre pour chèque impayé", start, None, "", RULE, weigh(outlook, CONDITIONS), debtor=road.debtor.id,
            certainty=Certainty.SECONDARY,
        )
    )  # fmt: skip


def _presented(road: Road) -> ChequeImpaye | None:
    return next(road.of(ChequeImpaye, "cheque_presente"), None)


def _certificate(road: Road) -> ChequeImpaye | None:
    found = list(road.of(ChequeImpaye, "certificat_non_paiement"))
    return found[-1] if found else None


def _wait(road: Road) -> Timed | None:
    """The thirty days of the first presentation: of the entry that says it, else of the day the cheque came back."""
    entry = _presented(road)
    if entry is not None:
        return other_limits.certificate_period(road, entry)
    return None


def _certifiable(road: Road) -> date | None:
    """The first day on which a certificate can be asked for, None when the presentation is not dated."""
    period = _wait(road)
    return next_day(period.limit.wait_until) if period else None


def _unpaid(outlook: Outlook) -> Condition:
    """That a cheque came back unpaid."""
    road, label = outlook.road, "Chèque revenu impayé"
    entry = _presented(road) or _certificate(road)
    if entry:
        amount = f", {euros(entry.amount)}" if entry.amount else ""
        number = f" n° {entry.cheque}" if entry.cheque else ""
        proof = f"chèque{number} présenté le {short_day(entry.date)}{amount}"
        return Condition("met", label, proof, RULE, Certainty.SECONDARY, span=entry.place, evidence=files_of(entry.evidence))
    back = returned_cheques(road)[-1]
    proof = f"chèque de {euros(back.amount)}, rejeté le {short_day(back.returned_on)}"
    return Condition("met", label, proof, RULE, Certainty.SECONDARY, span=back.place, evidence=files_of(back.evidence))


def _thirty_days(outlook: Outlook) -> Condition:
    """The thirty days before a certificate can be asked for."""
    road, label = outlook.road, "Trente jours depuis la première présentation"
    if _certificate(road):
        return Condition("met", label, "certificat délivré", RULE, Certainty.SECONDARY)
    period = _wait(road)
    if period is None:
        remedy = "`acte: cheque_presente` dans journal.yaml, à la date de la première présentation"
        return Condition("missing", label, "première présentation non datée", RULE, Certainty.SECONDARY, remedy)
    end = period.limit.wait_until
    state: Literal["met", "waiting"] = "met" if road.today > end else "waiting"
    return Condition(state, label, f"jusqu’au {short_day(end)}", period.rule, period.certainty, span=period.event.place)


def _certified(outlook: Outlook) -> Condition:
    """The bank's certificate of non-payment."""
    found, label = _certificate(outlook.road), "Certificat de non-paiement"
    if found:
        proof = f"délivré le {short_day(found.date)}"
        return Condition("met", label, proof, RULE, Certainty.SECONDARY, span=found.place, evidence=files_of(found.evidence))
    remedy = "`acte: certificat_non_paiement` dans journal.yaml, avec la pièce de la banque"
    return Condition("missing", label, "aucun au journal", RULE, Certainty.SECONDARY, remedy)


def _served(outlook: Outlook) -> Condition:
    """Its effective notification or its service, which stands for a commandement."""
    road, label, certificate = outlook.road, "Certificat notifié ou signifié au débiteur", _certificate(outlook.road)
    day = other_limits.served_on(road, certificate) if certificate else None
    if certificate and day:
        return Condition("met", label, f"le {short_day(day)}", RULE, Certainty.SECONDARY, span=certificate.place)
    remedy = "`signifie_le` sur l’acte certificat_non_paiement, journal.yaml"
    span = certificate.place if certificate else None
    return Condition("missing", label, "aucune date", RULE, Certainty.SECONDARY, remedy, span)


def _fifteen_days(outlook: Outlook) -> Condition:
    """The fifteen days that the drawer has from then to prove payment of the cheque and the costs."""
    road, label, certificate = outlook.road, "Délai de paiement écoulé sans justification", _certificate(outlook.road)
    period = other_limits.cheque_period(road, certificate) if certificate else None
    if period is None:
        value = road.ask(names.DELAI_PAIEMENT_CHEQUE, road.today, road.case.span)
        proof = f"{value.words} depuis la signification, qui manque" if value else "délai inconnu"
        remedy = "`signifie_le` sur l’acte certificat_non_paiement, journal.yaml"
        return Condition("missing", label, proof, RULE, value.certainty if value else Certainty.SECONDARY, remedy)
    end = period.limit.wait_until
    state: Literal["met", "waiting"] = "met" if road.today > end else "waiting"
    return Condition(state, label, f"jusqu’au {short_day(end)}", period.rule, period.certainty, span=period.event.place)


CONDITIONS: tuple[Check, ...] = (
    _unpaid,
    _thirty_days,
    _certified,
    _served,
    _fifteen_days,
    standing.solvent,
    standing.suable,
    standing.absorbed,
    lambda o: officer(o, RULE, sure=Certainty.SECONDARY),
)
"""In the order in which they come about; the payment of the cheque itself is read in paiements.yaml."""
