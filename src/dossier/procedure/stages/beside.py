"""Facts that lie over the road or end it: each is named, traced and moves no more than is certain."""

from __future__ import annotations

from dossier.law.law import Certainty
from dossier.model.journal import Event, ProcedureCollective, ReconnaissanceDeDette
from dossier.procedure.position import Position, Reason, moved, noted
from dossier.procedure.road import Road

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


def passage_en_perte(position: Position, event: Event, road: Road) -> Position:
    """The firm writes the claim off; the debt itself does not end by that."""
    why = "Passage en perte : la créance n’est pas éteinte pour autant"
    return moved(position, Reason(event.date, event.place, "", why, Certainty.SECONDARY), closed="irrecouvrable")


def solde(position: Position, event: Event, road: Road) -> Position:
    """The firm closes the case: what may remain is given up."""
    return moved(position, Reason(event.date, event.place, "", "Affaire soldée"), closed="soldee")
