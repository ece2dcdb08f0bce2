"""Prescription: an acknowledgement that came too late, an interruption that its instance took away."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day
from dossier.model.journal import Accord, ReconnaissanceDeDette
from dossier.procedure.calendars import prescription_end
from dossier.procedure.faults.words import act_fr, say
from dossier.procedure.interruptions import wiped
from dossier.procedure.outlook import Outlook
from dossier.procedure.overlays import pending
from dossier.procedure.prescription import title_end


def acknowledged_late(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC456: an acknowledgement after the latest day of prescription: it interrupts nothing, it may be a waiver (C. civ. 2250, 2251)."""
    road = outlook.road
    for event in road.events:
        if isinstance(event, Accord):
            numbers: tuple[str, ...] | None = () if road.debtor.id in event.countersigned_by else None
        else:
            numbers = event.invoices if isinstance(event, ReconnaissanceDeDette) else None
        if numbers is None:
            continue
        for item in outlook.prescribed:
            number = item.invoice.number
            if event.date > item.latest and (not numbers or number in numbers):
                message = f"{act_fr(event)} du {short_day(event.date)} après la prescription de {number}, acquise le {short_day(item.latest)}"
                hint = "elle n’interrompt plus rien ; une renonciation à la prescription acquise se discute devant le juge"
                yield say(outlook, "DC456", message, event.place, hint, fact=item.invoice.place, what="la facture")


def wiped_out(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC457: an interruption wiped out with its instance, where the invoice is prescribed or nearly so without it (C. civ. 2243)."""
    road, position = outlook.road, outlook.position
    if position.closed or title_end(road, position) or pending(road, position):
        return
    for cause in wiped(road, position):
        for item in outlook.prescribed:
            counted = cause.day <= item.last < prescription_end(cause.day, item.value.integer)
            if cause.event is None or not counted or not (road.today > item.last or item.is_near(road.today)):
                continue
            past = road.today > item.last
            state = (
                f"prescrite au plus tôt depuis le {short_day(item.last)}"
                if past
                else f"prescrite le {short_day(item.last)} au plus tôt"
            )
            message = (
                f"{cause.what} du {short_day(cause.day)} n’interrompt plus : instance éteinte, {item.invoice.number} {state}"
            )
            hint = "journal.yaml : vérifiez l’acte qui a mis fin à l’instance, et les autres faits interruptifs"
            yield say(outlook, "DC457", message, cause.event.place, hint, fact=item.invoice.place, what="la facture")
