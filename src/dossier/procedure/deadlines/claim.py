"""The time limits of the claim itself: prescription, then the execution of a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.ground.french import short_day, typo_fr
from dossier.procedure.calendars import prescription_safe_day
from dossier.procedure.deadlines.form import act_name, state_of
from dossier.procedure.overlays import pending
from dossier.procedure.position import Position
from dossier.procedure.prescription import Prescription, title_end
from dossier.procedure.road import Road
from dossier.procedure.stage import Deadline, DeadlineState


def prescription(road: Road, position: Position, prescribed: Sequence[Prescription]) -> Iterator[Deadline]:
    """One per unpaid invoice, with the other date that can be argued (C. civ. 2224); without object once there is a title."""
    titled = title_end(road, position) is not None
    for item in prescribed:
        state: DeadlineState = "void" if titled or pending(road, position) else state_of(road, item.last, False)
        why = item.why
        if titled:
            why += " ; le titre exécutoire ouvre un autre délai"
        elif pending(road, position):
            why += " ; interrompue jusqu’à la fin de l’instance"
        other = item.latest if item.latest != item.last else None
        yield Deadline(
            "prescription", f"Prescription de la facture {item.invoice.number}", road.debtor.id, item.last,
            prescription_safe_day(item.last), "prescription", item.certainty, item.value.reference.title, state, typo_fr(why),
            item.invoice.place, invoice=item.invoice.number, other_day=other,
        )  # fmt: skip


def title(road: Road, position: Position) -> Iterator[Deadline]:
    """Ten years for a title, restarted by each seizure (CPCE L111-4)."""
    found = title_end(road, position)
    if found:
        last, value, event = found
        why = f"{value.integer} ans depuis le {short_day(position.title_from)}"
        if event is not position.title_event:
            why = f"{value.integer} ans depuis l’acte d’exécution du {short_day(event.date)}"
        yield Deadline(
            "titre", "Exécution du titre", road.debtor.id, last, prescription_safe_day(last), "prescription", value.certainty,
            value.reference.title, state_of(road, last, False), typo_fr(why), event.place, act=act_name(event),
        )  # fmt: skip
