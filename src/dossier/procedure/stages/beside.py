"""Roads beside the ordinary one, and facts that lie over it: each is named, traced and moves no more than is certain."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.law import names
from dossier.law.law import Certainty
from dossier.model.journal import Event, ProcedureCollective, ProcedureL125, ReconnaissanceDeDette
from dossier.procedure.position import Position, Reason, moved, noted
from dossier.procedure.road import Road
from dossier.procedure.stages.tick import Tick

_BACK = {"course": None, "course_since": None}

NOTED: dict[str, tuple[str, str, Certainty]] = {
    "contestation": ("", "Contestation du débiteur", Certainty.TEXT),
    "mediation_accord": ("C. civ. 2238", "Médiation ou conciliation convenue : la prescription est suspendue", Certainty.TEXT),
    "mediation_fin": ("C. civ. 2238", "Médiation ou conciliation terminée : au moins six mois restent à courir", Certainty.TEXT),
    "saisie_conservatoire": ("C. civ. 2244", "Saisie conservatoire : la prescription est interrompue", Certainty.TEXT),
    "declaration_creance": ("C. com. L622-24", "Créance déclarée au passif", Certainty.SECONDARY),
    "surendettement_recevable": ("C. conso. L722-2", "Surendettement recevable : exécutions suspendues", Certainty.TEXT),
    "radiation_debiteur": ("", "Débiteur radié du registre", Certainty.SECONDARY),
    "deces_debiteur": ("", "Décès du débiteur", Certainty.TEXT),
    "mandat": ("", "Mandat donné", Certainty.TEXT),
    "transmission_universelle": ("C. civ. 1844-5", "Transmission universelle du patrimoine du débiteur", Certainty.MEMORY),
    "delai_de_grace": ("C. civ. 1343-5", "Délai de grâce accordé", Certainty.TEXT),
    "releve_de_forclusion": ("C. com. L622-26", "Relevé de forclusion", Certainty.SECONDARY),
    "renonciation": ("", "Renonciation du créancier", Certainty.TEXT),
    "cession_de_creance": ("C. civ. 1321", "Créance cédée : le créancier n’a plus qualité", Certainty.MEMORY),
    "communication": ("", "Pièces communiquées", Certainty.TEXT),
}


def note(position: Position, event: Event, road: Road) -> Position:
    """A fact that moves no stage by itself: overlays, deadlines and figures take it into account."""
    rule, why, sure = NOTED.get(event.act, ("", f"Fait enregistré : {event.act}", Certainty.TEXT))
    return noted(position, Reason(event.date, event.place, rule, why, sure))


def reconnaissance(position: Position, event: Event, road: Road) -> Position:
    """An acknowledgement interrupts prescription (C. civ. 2240) when its weight is certain; else it is only kept in mind."""
    assert isinstance(event, ReconnaissanceDeDette)
    if event.weight == "certaine":
        why, sure = "Reconnaissance de dette : la prescription est interrompue", Certainty.TEXT
    else:
        why, sure = "Reconnaissance de dette à apprécier : la prescription n’est pas tenue pour interrompue", Certainty.UNSETTLED
    return noted(position, Reason(event.date, event.place, "C. civ. 2240", why, sure))


def procedure_collective(position: Position, event: Event, road: Road) -> Position:
    """The opening judgment stops payments, actions and executions from its day at 0 h (C. com. L622-7, L622-21)."""
    assert isinstance(event, ProcedureCollective)
    kind = {"sauvegarde": "sauvegarde", "redressement": "redressement judiciaire", "liquidation": "liquidation judiciaire"}
    why = f"Ouverture d’une procédure collective ({kind[event.type]}) : paiements, actions et exécutions arrêtés"
    return noted(position, Reason(event.date, event.place, "C. com. L622-21", why, Certainty.SECONDARY))


def l125(position: Position, event: Event, road: Road) -> Position:
    """The invitation opens the month of the small-claims procedure; a refusal ends it (CPCE L125-1)."""
    if event.act == "refus_l125":
        why = "Refus du débiteur : la procédure des petites créances prend fin"
        return moved(position, Reason(event.date, event.place, "CPCE L125-1", why), **_fallen(position, "procedure_l125", event))
    why = "Accord du débiteur" if event.act == "acceptation_l125" else "Invitation à la procédure des petites créances"
    changes = {} if position.course in ("titre_executoire", "execution") else {"course": "procedure_l125"}
    return moved(position, Reason(event.date, event.place, "CPCE L125-1", why), **changes)


def l126(position: Position, event: Event, road: Road) -> Position:
    """The commandement between commerçants; any contest ends the procedure (CPCE L126-1 and following)."""
    if event.act == "contestation_l126":
        why = "Contestation : la procédure entre commerçants prend fin"
        reason = Reason(event.date, event.place, "CPCE L126-2", why, Certainty.SECONDARY)
        return moved(position, reason, **_fallen(position, "procedure_l126", event))
    why = "Procès-verbal de non-contestation" if event.act == "pv_non_contestation" else "Commandement de payer entre commerçants"
    return moved(position, Reason(event.date, event.place, "CPCE L126-1", why, Certainty.SECONDARY), course="procedure_l126")


def cheque(position: Position, event: Event, road: Road) -> Position:
    """An unpaid cheque, presented or certified (CMF L131-73)."""
    why = "Certificat de non-paiement" if event.act == "certificat_non_paiement" else "Chèque présenté et impayé"
    return moved(position, Reason(event.date, event.place, "CMF L131-73", why, Certainty.SECONDARY), course="cheque_impaye")


def passage_en_perte(position: Position, event: Event, road: Road) -> Position:
    """The firm writes the claim off; the debt itself does not end by that."""
    why = "Passage en perte : la créance n’est pas éteinte pour autant"
    return moved(position, Reason(event.date, event.place, "", why), closed="irrecouvrable")


def solde(position: Position, event: Event, road: Road) -> Position:
    """The firm closes the case: what may remain is given up."""
    return moved(position, Reason(event.date, event.place, "", "Affaire soldée"), closed="soldee")


def ticks(position: Position, road: Road) -> Iterator[Tick]:
    """Silence for a month after an L125 invitation is a refusal (CPCE R125-2)."""
    if position.course != "procedure_l125" or any(road.of(ProcedureL125, "acceptation_l125")):
        return
    for invitation in road.of(ProcedureL125, "invitation_l125"):
        period = road.period(names.DELAI_REPONSE_L125, invitation.date, invitation)
        if period and position.course_since and invitation.date >= position.course_since:
            why = f"Sans réponse au {short_day(period.limit.wait_until)} : refus implicite"
            reason = Reason(next_day(period.limit.wait_until), invitation.place, "CPCE R125-2", why, period.certainty)
            yield Tick(reason, {**_BACK, "amicable_since": reason.day})


def _fallen(position: Position, course: str, event: Event) -> dict[str, object]:
    """Back to the amicable ladder, when that procedure was indeed the course."""
    return {**_BACK, "amicable_since": event.date} if position.course == course else {}
