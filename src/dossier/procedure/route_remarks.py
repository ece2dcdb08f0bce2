"""What the conditions of the roads show of acts already done: a part given up, a step left out, an act against whom it cannot reach."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, euros, short_day
from dossier.ground.money import Money
from dossier.law import names
from dossier.model.journal import Assignation, Event, Execution, ProcedureL125, ProcedureL126, RequeteInjonction, Signification
from dossier.procedure.assignment import assigned_before, is_mandated
from dossier.procedure.court import same_place
from dossier.procedure.outlook import Outlook, say
from dossier.procedure.routes import instances, persons, standing
from dossier.procedure.stage import Court

_SUED = (RequeteInjonction, Assignation, Signification, Execution)


def route_remarks(outlook: Outlook) -> Iterator[Diagnostic]:
    """All diagnostics of one debtor that come from the conditions of the roads."""
    yield from _partial(outlook)
    yield from _attempt(outlook)
    yield from _dead(outlook)
    yield from _sold(outlook)
    yield from _suspended(outlook)
    yield from _commandement(outlook)
    yield from _small_claim(outlook)
    yield from _clause(outlook)
    yield from _signed(outlook)


def _partial(outlook: Outlook) -> Iterator[Diagnostic]:
    """Serving an order that grants a part is giving up the rest (CPC 1409)."""
    order, service = outlook.position.order, outlook.position.service
    if order is not None and service is not None and order.refused:
        message = f"ordonnance partielle signifiée le {short_day(service.date)} : {euros(order.refused)} ne sont plus demandés"
        yield say(outlook, "DC435", message, service.place)


def _attempt(outlook: Outlook) -> Iterator[Diagnostic]:
    """A summons on the merits before the tribunal judiciaire without an attempt to agree before it (CPC 750-1)."""
    road = outlook.road
    if instances.kind_of(outlook) not in instances.CIVIL:
        return
    for summons in road.of(Assignation, "assignation_fond"):
        limit, asked = road.ask.law.value(names.SEUIL_TENTATIVE_AMIABLE, summons.date), road.claim.totals.due
        if limit is None or asked is None or asked > Money.of(limit.text):
            continue
        event = instances.attempted(road)[0]
        if event is None or event.date > summons.date:
            message = f"assignation du {short_day(summons.date)} pour {euros(asked)}, sans tentative amiable au journal"
            yield say(outlook, "DC436", message, summons.place)


def _dead(outlook: Outlook) -> Iterator[Diagnostic]:
    """An act of a court or a commissaire that names a dead person (CPC 57)."""
    death = next((e for e in outlook.road.events if e.act == "deces_debiteur"), None)
    if death is None:
        return
    for event in outlook.road.events:
        if isinstance(event, _SUED) and event.date > death.date and _names(event, outlook):
            message = f"acte du {short_day(event.date)} ({event.act}) contre {outlook.road.debtor.name}, décès du {short_day(death.date)}"
            yield say(outlook, "DC437", message, event.place)


def _names(event: Event, outlook: Outlook) -> bool:
    """Whether an entry is against this debtor, by its name or because he is the only one."""
    return event.debtor == outlook.road.debtor.id or (not event.debtor and len(outlook.road.case.debtors) == 1)


def _sold(outlook: Outlook) -> Iterator[Diagnostic]:
    """An act of the former creditor once the claim was assigned, unless it came back or he acts by mandate."""
    for event in outlook.road.events:
        sale = assigned_before(outlook.road, event.date) if isinstance(event, _SUED) else None
        if sale is not None and not is_mandated(outlook.road, sale, event.date):
            message = f"acte du {short_day(event.date)} ({event.act}) après la cession de la créance du {short_day(sale.date)}"
            yield say(outlook, "DC438", message, event.place)


def _suspended(outlook: Outlook) -> Iterator[Diagnostic]:
    """Enforcement while over-indebtedness suspends and forbids it (C. conso. L722-2)."""
    poor = standing.admitted(outlook.road)
    if poor is None:
        return
    event, until = poor
    for act in outlook.road.of(Execution):
        if event.date <= act.date and (until is None or act.date <= until):
            name = "commandement" if act.act == "commandement" else "saisie"
            message = f"{name} du {short_day(act.date)} après la recevabilité du surendettement du {short_day(event.date)}"
            yield say(outlook, "DC439", message, act.place)


def _commandement(outlook: Outlook) -> Iterator[Diagnostic]:
    """The commercial procedure before its law, or with a party that is no commerçant (CPCE L126-1)."""
    road = outlook.road
    out = [w for w, p in (("créancier", road.case.creditor), ("débiteur", road.debtor)) if not persons.is_merchant(p)]
    for act in road.of(ProcedureL126, "commandement_l126"):
        if road.ask.law.value(names.DELAI_CONTESTATION_L126, act.date) is None:
            message = f"commandement du {short_day(act.date)}, antérieur à la procédure des créances commerciales"
            yield say(outlook, "DC440", message, act.place)
        elif out:
            message = f"commandement du {short_day(act.date)} : {enumerate_fr(out)} non commerçant{'s' if len(out) > 1 else ''}"
            yield say(outlook, "DC440", message, act.place)


def _small_claim(outlook: Outlook) -> Iterator[Diagnostic]:
    """An invitation for more than the procedure of small claims takes (CPCE R125-1)."""
    for act in outlook.road.of(ProcedureL125, "invitation_l125"):
        limit = outlook.road.ask.law.value(names.SEUIL_L125, act.date)
        if limit is not None and act.amount is not None and act.amount > Money.of(limit.text):
            message = f"invitation pour {euros(act.amount)}, plafond de {euros(Money.of(limit.text))}"
            yield say(outlook, "DC441", message, act.place_of("montant"))


def _clause(outlook: Outlook) -> Iterator[Diagnostic]:
    """A clause that names another court than the one of an injonction moves nothing (CPC 1406)."""
    clause, court = outlook.road.case.contract.jurisdiction_clause, outlook.court
    if clause is not None and isinstance(court, Court) and not same_place(court, clause.court):
        message = f"clause « {clause.court} » sans effet sur l’injonction de payer : {court.name}"
        yield say(outlook, "DC442", message, clause.place)


def _signed(outlook: Outlook) -> Iterator[Diagnostic]:
    """A requête signed by an employee for whom no written power is kept (CPC 117)."""
    case = outlook.road.case
    legal = case.creditor.representative.name if case.creditor.representative else case.creditor.name
    people = {person.id: person for person in case.settings.signatories}
    for requete in outlook.road.of(RequeteInjonction):
        person = people.get(requete.signatory)
        if person is not None and person.power is None and person.name != legal:
            message = f"requête du {short_day(requete.date)} signée par {person.name}, sans pouvoir au dossier"
            yield say(outlook, "DC443", message, requete.place_of("signataire"))
