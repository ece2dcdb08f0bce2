"""The time limits of the claim itself: prescription, then the execution of a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.ground.french import short_day, typo_fr
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import TitreExecutoire
from dossier.procedure.calendars import prescription_safe_day
from dossier.procedure.deadlines.form import act_name, state_of
from dossier.procedure.overlays import pending
from dossier.procedure.position import Position
from dossier.procedure.prescription import Prescription, other_title_end, title_end, title_latest
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
    """Ten years for a decision, restarted by each act on it (CPCE L111-4); for another title no text was read, and the
    claim's own length is kept."""
    found, other = title_end(road, position), other_title_end(road, position)
    for last, value, event in [f for f in (found, other) if f]:
        years = f"{value.integer} an{'s' if value.integer > 1 else ''}"
        why = f"{years} depuis le {short_day(position.title_from)}"
        if event is not position.title_event:
            why = f"{years} depuis l’acte d’exécution du {short_day(event.date)}"
        sure, latest = least_sure((value.certainty, position.title_certainty)), title_latest(road, position)
        if other:
            why += " : les dix ans de CPCE L111-4 ne visent que les décisions ; la prescription de la créance court aussi"
            sure = least_sure((sure, Certainty.UNSETTLED))
        elif isinstance(position.title_event, TitreExecutoire) and not position.title_event.nature:
            why += ", si ce titre est une décision de justice : sa nature n’est pas écrite"
            sure = least_sure((sure, Certainty.INFERRED))
        if latest and latest > last:
            why += f" ; une saisie dont la dénonciation n’est pas au journal porterait au {short_day(latest)}"
        yield Deadline(
            "titre", "Exécution du titre", road.debtor.id, last, prescription_safe_day(last), "prescription", sure,
            value.reference.title, state_of(road, last, False), typo_fr(why), event.place, act=act_name(event),
            other_day=latest if latest and latest > last else None,
        )  # fmt: skip
