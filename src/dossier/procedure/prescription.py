"""Prescription, invoice by invoice: where it starts, what interrupts it, and the two dates when the start is arguable.

Start: completion of the work or delivery, not the invoice (Com. 26 Feb. 2020, n° 18-25.036); a claim with a term does not
prescribe before the term (C. civ. 2233 3°). Alarms run on the earlier date. A requête does not interrupt, service of the
order does (1re civ. 10 July 1990, n° 89-13.345); letters never do (Com. 18 May 2022, n° 20-23.204).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.claim.claim import InvoiceClaim
from dossier.ground.days import add_months, previous_day
from dossier.ground.french import short_day
from dossier.law import names
from dossier.law.law import Certainty, LawValue, least_sure
from dossier.model.journal import Accord, Event, Execution, Signification, TitreExecutoire
from dossier.model.ledger import Invoice
from dossier.procedure.calendars import prescription_end
from dossier.procedure.interruptions import (
    ACKNOWLEDGED,
    WRITTEN_CLAIM,
    Interruption,
    interruptions,
    is_notified,
    is_notified_late,
    suspensions,
)
from dossier.procedure.other_limits import ROADS
from dossier.procedure.position import Position
from dossier.procedure.road import Road

ALARM_MONTHS = 6
"""Months before the safe day from which the program warns; a choice of the program, not a rule of law."""

LENGTHS: Mapping[str, str] = {
    "commerciale": names.PRESCRIPTION_COMMERCIALE,
    "civile": names.PRESCRIPTION_DROIT_COMMUN,
    "consommation": names.PRESCRIPTION_CONSOMMATION,
    "credit_consommation": names.FORCLUSION_CREDIT,
    "bail_habitation": names.PRESCRIPTION_BAIL_HABITATION,
    "transport": names.PRESCRIPTION_TRANSPORT,
    "telecom": names.PRESCRIPTION_TELECOM,
    "marche_public": names.PRESCRIPTION_QUADRIENNALE,
}


_SHORTER = {"consommation": "si le débiteur est un consommateur", "marche_public": "s’il est une personne publique"}
"""Why the shorter of two lengths may be the right one."""


@dataclass(frozen=True, slots=True)
class Starts:
    """The day after which prescription runs: the earliest defensible and the latest arguable, each with where it comes from."""

    safe: date
    arguable: date
    why: str
    certainty: Certainty
    other: str = ""


@dataclass(frozen=True, slots=True)
class Prescription:
    """The two last days of one invoice: `last` by the safe reading, `latest` by the most favourable one."""

    invoice: InvoiceClaim
    value: LawValue
    last: date
    latest: date
    why: str
    certainty: Certainty

    def is_near(self, today: date) -> bool:
        """Whether the safe day is within the months of alarm, and not past."""
        return today <= self.last <= add_months(today, ALARM_MONTHS)


def prescriptions(road: Road, position: Position) -> tuple[Prescription, ...]:
    """One per invoice of which something is unpaid, by number; empty when the length is unknown."""
    found = []
    causes = sorted(interruptions(road, position), key=lambda i: i.day)
    nature, wider = natures_of(road)
    for invoice in road.claim.invoices:
        if invoice.state == "paid" and not _left(invoice):
            continue
        starts, late = starts_of(road, invoice, nature), starts_of(road, invoice, wider)
        value = road.ask(LENGTHS[nature], starts.safe, invoice.place)
        longer = road.ask(LENGTHS[wider], late.safe, invoice.place)
        if value is None or longer is None:
            continue
        mine = [c for c in causes if not c.invoices or invoice.number in c.invoices]
        last, kept = _run(road, starts.safe, value, [c for c in mine if c.certain and _counts(c, nature)])
        latest, maybe = _run(road, late.arguable, longer, [c for c in mine if _counts(c, wider)], wider)
        latest, paused = _suspended(road, latest, late.arguable, maybe.day if maybe else late.arguable)
        sure = [value.certainty, kept.certainty if kept else starts.certainty]
        why = _years(value.integer)
        why += f" depuis {kept.what} du {short_day(kept.day)}, qui interrompt" if kept else f" depuis {starts.why}"
        if wider != nature and latest > last:
            sure.append(Certainty.UNSETTLED)
            why += (
                f", {_SHORTER[nature]} ; {_years(longer.integer)} sinon ({longer.reference.title}), soit le {short_day(latest)}"
            )
        elif latest > last:
            source = f"{maybe.what} du {short_day(maybe.day)}" if maybe else starts.other or starts.why
            source += f", {paused} déduite" if paused else ""
            why += f" ; le {short_day(latest)} se soutient aussi, depuis {source}"
        found.append(Prescription(invoice, value, last, max(last, latest), why, least_sure(sure)))
    return tuple(sorted(found, key=lambda p: p.invoice.number))


def natures_of(road: Road) -> tuple[str, str]:
    """The nature by which a debt prescribes first, and the one that is written: a private person may be a consumer (C. conso.
    L218-2), a public one has four years (law of 31 December 1968). The same twice where nothing is shorter."""
    written, debtor = road.case.nature, road.debtor
    if written in ("commerciale", "civile"):
        if debtor.type == "personne_publique":
            return "marche_public", written
        if debtor.type == "particulier" and debtor.role != "caution" and road.case.creditor.is_professional:
            return "consommation", written
    return written, written


def _years(count: int) -> str:
    return f"{count} ans" if count > 1 else "1 an"


def _counts(cause: Interruption, nature: str) -> bool:
    """Whether a cause interrupts this kind of period: an acknowledgement stops prescription, not forclusion (C. civ. 2220,
    2240); a written claim only counts against a public body."""
    if cause.rule == WRITTEN_CLAIM:
        return nature == "marche_public"
    return nature != "credit_consommation" or cause.rule != ACKNOWLEDGED


def _left(invoice: InvoiceClaim) -> bool:
    interest = invoice.interest_due
    return interest is None or interest.cents > 0 or (invoice.indemnity - invoice.indemnity_paid).cents > 0


def _run(
    road: Road, start: date, value: LawValue, causes: Sequence[Interruption], nature: str = ""
) -> tuple[date, Interruption | None]:
    """The last day after all interruptions that came in time, and the one that counts (C. civ. 2231).

    Against a public body the new period may run from the next 1 January: only the later reading says so.
    """
    end, kept = prescription_end(start, value.integer), None
    for cause in causes:
        if start < cause.day <= end:
            day = date(cause.day.year, 12, 31) if nature == "marche_public" else cause.day
            after = prescription_end(day, value.integer)
            if cause.rule == ACKNOWLEDGED:
                after = _capped(road, after, start)
            end, kept = max(end, after), cause
    return end, kept


def _capped(road: Road, end: date, start: date) -> date:
    """No acknowledgement and no suspension carries prescription beyond twenty years; a court and a seizure do (C. civ. 2232)."""
    value = road.ask.law.value(names.BUTOIR_PRESCRIPTION, start)
    cap = prescription_end(start, value.integer) if value else end
    if end <= cap:
        return end
    road.ask(names.BUTOIR_PRESCRIPTION, start, road.case.span)
    return cap


def _suspended(road: Road, end: date, start: date, since: date) -> tuple[date, str]:
    """The end put off by the days of what suspends it, six months after it at least (C. civ. 2238); '' when nothing did.

    Only the days from *since* count: an interruption wiped out what ran before it, and what stood still (C. civ. 2231).
    Only the later of the two dates counts it: the earlier one stays on the safe side.
    """
    paused = ""
    for pause in suspensions(road):
        if pause.stop <= since or pause.start > end:
            continue
        rest = road.ask(names.REPRISE_APRES_SUSPENSION, pause.stop, road.case.span)
        if rest:
            stood = pause.stop - max(pause.start, since)
            later = max(end + stood, add_months(pause.stop, rest.integer))
            end, paused = _capped(road, later, start), pause.what
    return end, paused


def starts_of(road: Road, invoice: InvoiceClaim, nature: str) -> Starts:
    """From what day an invoice prescribes, by a nature of the claim."""
    entry = next((i for i in road.case.invoices if i.number == invoice.number and i.type == "facture"), None)
    contract = road.case.contract
    if nature == "credit_consommation":
        day = contract.first_incident_on or invoice.due
        why = f"le premier incident du {short_day(day)}" if contract.first_incident_on else f"l’échéance du {short_day(day)}"
        return Starts(day, day, why, Certainty.TEXT if contract.first_incident_on else Certainty.UNSETTLED)
    if nature in ("telecom", "bail_habitation"):
        return Starts(invoice.due, invoice.due, f"l’échéance du {short_day(invoice.due)}", Certainty.TEXT)
    at_term = f"l’échéance du {short_day(invoice.due)}"
    done, how = _completion(road, entry)
    if nature == "marche_public":
        day = date((done or invoice.date).year, 12, 31)
        return Starts(day, day, f"le 1er janvier {day.year + 1}", Certainty.TEXT if done else Certainty.INFERRED)
    if done is None:
        why = f"la facture du {short_day(invoice.date)}, faute de date d’exécution"
        return Starts(min(invoice.date, invoice.due), max(invoice.date, invoice.due), why, Certainty.UNSETTLED, at_term)
    if invoice.due < done:  # a deposit is due, hence may be claimed, before the work is done
        return Starts(
            invoice.due,
            done,
            f"l’échéance du {short_day(invoice.due)}, antérieure à l’exécution",
            Certainty.INFERRED,
            f"{how} du {short_day(done)}",
        )
    return Starts(done, max(done, invoice.due), f"{how} du {short_day(done)}", Certainty.CASE_LAW, at_term)


def _completion(road: Road, entry: Invoice | None) -> tuple[date | None, str]:
    """The end of the work or the delivery: of the invoice, else of the contract; None when neither is written."""
    if entry and entry.performed_on:
        return entry.performed_on, "l’exécution"
    if entry and entry.delivered_on:
        return entry.delivered_on, "la livraison"
    return road.case.contract.performed_on, "l’exécution"


_NO_DECISION = re.compile(r"notari|ch[èe]que|certificat|non[- ]contestation|petites cr[ée]ances|L\.? ?12[56]", re.IGNORECASE)


def is_decision(position: Position) -> bool:
    """Whether a title is of those that live ten years: decisions and agreements made enforceable by a judge (CPCE L111-3 1° to
    3°, L111-4). A notarial act, a title on a cheque or on small claims, an agreement stamped by the greffe are others.
    """
    event = position.title_event
    if isinstance(event, Accord):
        return False
    if not isinstance(event, TitreExecutoire):
        return True
    before = [name for day, name, _ in position.courses if day <= event.date and name not in ("titre_executoire", "execution")]
    return not (before and before[-1] in ROADS) and not _NO_DECISION.search(event.nature)


def title_end(road: Road, position: Position) -> tuple[date, LawValue, Event] | None:
    """The last day on which a decision can be enforced, ten years restarted by each act on it (CPCE L111-4); None without one.

    A seizure of claims only counts once notified to the debtor. Of titles that are no decision see `other_title_end`.
    """
    return _title(road, position, False, names.PRESCRIPTION_TITRE) if is_decision(position) else None


def title_latest(road: Road, position: Position) -> date | None:
    """The same day when every act is taken to restart the ten years; None without a decision."""
    found = _title(road, position, True, names.PRESCRIPTION_TITRE) if is_decision(position) else None
    return found[0] if found else None


def other_title_end(road: Road, position: Position) -> tuple[date, LawValue, Event] | None:
    """For a title that is no decision, the length of the claim's own prescription from its day: no text gives it ten years."""
    return None if is_decision(position) else _title(road, position, False, LENGTHS[natures_of(road)[0]])


def _title(road: Road, position: Position, every: bool, name: str) -> tuple[date, LawValue, Event] | None:
    if position.title_from is None or position.title_event is None or position.title_from > road.today:
        return None
    value = road.ask(name, position.title_from, position.title_event.place)
    if value is None:
        return None
    # An order is enforceable from 0 h of the day after its wait: that first day counts (C. civ. 2228, 2229).
    from_midnight = isinstance(position.title_event, Signification)
    end = prescription_end(previous_day(position.title_from) if from_midnight else position.title_from, value.integer)
    event: Event = position.title_event
    for act in road.of(Execution):
        counts = is_notified(road, act) or (every and not is_notified_late(road, act))
        if position.title_from <= act.date <= end and counts:
            end, event = prescription_end(act.date, value.integer), act
    return end, value, event
