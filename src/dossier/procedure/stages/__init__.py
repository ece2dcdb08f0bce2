"""What each act and each passing delay does to a position. `HANDLERS` and `CLOCKS` are the whole register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dossier.model.journal import Event
from dossier.procedure.position import Position
from dossier.procedure.road import Road
from dossier.procedure.stages import accord, beside, european, injonction, instance, ladder, side
from dossier.procedure.stages.tick import Tick

Handler = Callable[[Position, Event, Road], Position]
Clock = Callable[[Position, Road], Iterator[Tick]]

HANDLERS: Mapping[str, Handler] = {
    "relance": ladder.relance,
    "mise_en_demeure": ladder.mise_en_demeure,
    "sommation": ladder.mise_en_demeure,
    "promesse": ladder.promesse,
    "reconnaissance_de_dette": beside.reconnaissance,
    "echeancier": accord.accord,
    "transaction": accord.accord,
    "invitation_l125": side.l125,
    "acceptation_l125": side.l125,
    "refus_l125": side.l125,
    "commandement_l126": side.l126,
    "contestation_l126": side.l126,
    "pv_non_contestation": side.l126,
    "cheque_presente": side.cheque,
    "certificat_non_paiement": side.cheque,
    "requete_injonction": injonction.requete,
    "consignation": injonction.consignation,
    "invitation_a_consigner": injonction.invitation,
    "rejet_requete": injonction.rejet,
    "ordonnance_injonction": injonction.ordonnance,
    "signification": injonction.signification,
    "opposition": injonction.opposition,
    "avis_constitution": injonction.avis_constitution,
    "constitution_avocat": injonction.constitution,
    "caducite": injonction.caducite,
    "assignation_refere": instance.assignation_refere,
    "assignation_fond": instance.assignation_fond,
    "ordonnance_refere": instance.ordonnance_refere,
    "injonction_europeenne": european.order,
    "jugement": instance.jugement,
    "titre_executoire": instance.titre,
    "commandement": instance.execution,
    "saisie": instance.execution,
    "desistement": instance.desistement,
    "procedure_collective": beside.procedure_collective,
    "passage_en_perte": beside.passage_en_perte,
    "solde": beside.solde,
}
"""By act; an act that is not here is noted by `beside.note`. An entry without act moves nothing and is not traced."""

CLOCKS: tuple[Clock, ...] = (ladder.ticks, injonction.ticks, instance.ticks, accord.ticks, side.ticks, european.ticks)


def apply(position: Position, event: Event, road: Road) -> Position:
    """What a fact does to a position."""
    return HANDLERS.get(event.act, beside.note)(position, event, road) if event.act else position


def next_tick(position: Position, road: Road) -> Tick | None:
    """The earliest change that time alone brings, or None."""
    found = [tick for clock in CLOCKS for tick in clock(position, road)]
    return min(found, key=lambda tick: tick.reason.day, default=None)
