"""Prescription, invoice by invoice: where it starts, what interrupts it, and the two dates when the start is arguable.

Start: completion of the work or delivery, not the invoice (Com. 26 Feb. 2020, n° 18-25.036); a claim with a term does not
prescribe before the term (C. civ. 2233 3°). Alarms run on the earlier date. A requête does not interrupt, service of the
order does (1re civ. 10 July 1990, n° 89-13.345); letters never do (Com. 18 May 2022, n° 20-23.204).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dossier.claim.claim import InvoiceClaim
from dossier.ground.days import add_months
from dossier.ground.french import short_day
from dossier.law import names
from dossier.law.law import Certainty, LawValue, least_sure
from dossier.model.journal import (
    Accord,
    Assignation,
    Event,
    Execution,
    Jugement,
    Mediation,
    OrdonnanceInjonction,
    ReconnaissanceDeDette,
    SaisieConservatoire,
    Signification,
)
from dossier.model.ledger import Invoice
from dossier.model.party import Debtor
from dossier.procedure import limits
from dossier.procedure.calendars import prescription_end
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
class Interruption:
    """A fact that restarts the period. `certain` is False for what may be one; `invoices` empty means all."""

    day: date
    event: Event | None
    rule: str
    what: str
    certain: bool
    certainty: Certainty
    invoices: tuple[str, ...] = ()


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
        mine = [c for c in causes if (not c.invoices or invoice.number in c.invoices) and _counts(c, road)]
        last, kept = _run(starts.safe, value.integer, [c for c in mine if c.certain])
        latest, maybe = _run(late.arguable, longer.integer, mine)
        latest, paused = _suspended(latest, road)
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
            source += ", médiation déduite" if paused else ""
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


def _counts(cause: Interruption, road: Road) -> bool:
    """Whether a cause interrupts this kind of period: acknowledgement stops prescription, not forclusion (C. civ. 2220, 2240)."""
    return road.case.nature != "credit_consommation" or cause.rule != "C. civ. 2240"


def _left(invoice: InvoiceClaim) -> bool:
    interest = invoice.interest_due
    return interest is None or interest.cents > 0 or (invoice.indemnity - invoice.indemnity_paid).cents > 0


def _run(start: date, years: int, causes: list[Interruption]) -> tuple[date, Interruption | None]:
    """The last day after all interruptions that came in time, and the one that counts (C. civ. 2231)."""
    end, kept = prescription_end(start, years), None
    for cause in causes:
        if start < cause.day <= end:
            end, kept = max(end, prescription_end(cause.day, years)), cause
    return end, kept


def _suspended(end: date, road: Road) -> tuple[date, bool]:
    """The end put off by the days of a mediation that was agreed on, six months after it at least (C. civ. 2238).

    Only the later of the two dates counts it: the earlier one stays on the safe side.
    """
    start: date | None = None
    paused = False
    for event in (*road.of(Mediation), None):
        if event is not None and event.act == "mediation_accord":
            start = start or event.date
            continue
        stop = event.date if event else road.today
        if start is not None and start <= end:
            end, paused = max(end + (stop - start), add_months(stop, 6)), True
        start = None
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


def interruptions(road: Road, position: Position) -> Iterator[Interruption]:
    """Every fact that interrupts, or may, against this debtor; what a lapsed or withdrawn instance did is wiped out."""
    for event in _facts_against(road):
        cause = _cause(event, road)
        if cause and not _wiped(cause, position):
            yield cause
    for payment in road.case.payments:
        if payment.date <= road.today and payment.payer == "debiteur" and not road.known(payment.returned_on):
            named = (payment.invoice,) if payment.invoice else ()
            yield Interruption(payment.date, None, "C. civ. 2240", "un paiement", False, Certainty.UNSETTLED, named)


def _cause(event: Event, road: Road) -> Interruption | None:
    """What a fact does to prescription; None when it does nothing."""
    if isinstance(event, ReconnaissanceDeDette):
        sure = event.weight == "certaine"
        level = Certainty.TEXT if sure else Certainty.UNSETTLED
        return Interruption(event.date, event, "C. civ. 2240", "la reconnaissance", sure, level, event.invoices)
    if isinstance(event, Accord):
        signed = road.debtor.id in event.countersigned_by
        what = "la transaction" if event.act == "transaction" else "l’échéancier"
        return Interruption(event.date, event, "C. civ. 2240", what, False, Certainty.INFERRED) if signed else None
    if isinstance(event, Signification):
        in_time = event.of in limits.ORDERS and _in_time(event, road)
        what = "la signification"
        return Interruption(event.date, event, "C. civ. 2241", what, True, Certainty.CASE_LAW) if in_time else None
    if isinstance(event, Assignation):
        return Interruption(event.date, event, "C. civ. 2241", "l’assignation", True, Certainty.TEXT)
    if isinstance(event, Jugement):
        return Interruption(event.date, event, "C. civ. 2242", "le jugement", True, Certainty.TEXT)
    if isinstance(event, SaisieConservatoire) or (isinstance(event, Execution) and event.act == "saisie"):
        return Interruption(event.date, event, "C. civ. 2244", "la saisie", True, Certainty.TEXT)
    if event.act == "declaration_creance":
        return Interruption(event.date, event, "C. com. L622-25-1", "la déclaration", True, Certainty.SECONDARY)
    return None


def _in_time(service: Signification, road: Road) -> bool:
    """Whether a service is that of an order that was still alive (CPC 1411)."""
    for order in road.of(OrdonnanceInjonction):
        period = limits.service_period(road, order)
        if order.date <= service.date and (period is None or service.date <= period.limit.last):
            return True
    return False


def _wiped(cause: Interruption, position: Position) -> bool:
    """An instance that was withdrawn, lapsed or ended never interrupted (C. civ. 2243; 2e civ. 19 Nov. 2020, n° 19-20.238)."""
    if not isinstance(cause.event, (Signification, Assignation)):
        return False
    return any(name in ("instance_eteinte", "requete_caduque") and day >= cause.day for day, name, _ in position.courses)


def _facts_against(road: Road) -> Iterator[Event]:
    """The known facts that count against this debtor: his own, and others' by solidarity (C. civ. 2245, 2246)."""
    roles = {d.id: d for d in road.case.debtors}
    for event in sorted((e for e in road.case.journal if e.date <= road.today), key=lambda e: e.date):
        other = roles.get(event.debtor)
        if event.debtor in ("", road.debtor.id) or (other and _reaches(other, road.debtor)):
            yield event


def _reaches(other: Debtor, mine: Debtor) -> bool:
    """Whether an interruption against *other* works against *mine*: among solidary debtors, and from debtor to guarantor."""
    if other.role == "caution":
        return False
    return mine.role == "caution" or "codebiteur_solidaire" in (other.role, mine.role)


def title_end(road: Road, position: Position) -> tuple[date, LawValue, Event] | None:
    """The last day on which a title can be enforced, ten years restarted by each seizure (CPCE L111-4); None without one."""
    if position.title_from is None or position.title_event is None or position.title_from > road.today:
        return None
    value = road.ask(names.PRESCRIPTION_TITRE, position.title_from, position.title_event.place)
    if value is None:
        return None
    end = prescription_end(position.title_from, value.integer)
    event: Event = position.title_event
    for act in road.of(Execution):
        if position.title_from <= act.date <= end:
            end, event = prescription_end(act.date, value.integer), act
    return end, value, event
