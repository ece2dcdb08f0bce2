"""What is wrong or pressing on the road of a debtor, as diagnostics of the fourth hundred."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day
from dossier.model.journal import (
    Execution,
    MiseEnDemeure,
    Opposition,
    OrdonnanceInjonction,
    ProcedureCollective,
    RequeteInjonction,
    Signification,
)
from dossier.procedure import limits
from dossier.procedure.court import Unknown, is_commercial_court, is_former_name, read_court, same_place
from dossier.procedure.outlook import Outlook, say
from dossier.procedure.overlays import annulable, opening, pending
from dossier.procedure.prescription import title_end
from dossier.procedure.road import delay_end
from dossier.procedure.routes.relance import REMINDED, skipped_levels
from dossier.procedure.stage import Court
from dossier.procedure.stages.injonction import is_deposited, is_late
from dossier.procedure.stages.instance import TITLED
from dossier.procedure.stages.ladder import RETURNED, level_name

SERVICE_ALARM = timedelta(days=30)
"""How long before the last day of service the program warns; a choice of the program."""
_STOPPED = ("requete_injonction", "assignation_refere", "assignation_fond", "commandement", "saisie")


def remarks(outlook: Outlook) -> Iterator[Diagnostic]:
    """All diagnostics of one debtor."""
    yield from _court(outlook)
    yield from _letters(outlook)
    yield from _order(outlook)
    yield from _insolvency(outlook)
    yield from _prescription(outlook)
    yield from _judgments(outlook)


def _court(outlook: Outlook) -> Iterator[Diagnostic]:
    road, court, debtor = outlook.road, outlook.court, outlook.road.debtor
    # A missing code is said by `check`, which sees the address; here the code is there and leads nowhere.
    if isinstance(court, Unknown) and court.reason in ("insee_unknown", "no_court"):
        listed = ", ".join(f"{code} ({town})" for code, town in court.candidates[:4])
        hint = f"insee : {listed}" if listed else "cherchez le code de la commune au code officiel géographique"
        written = debtor.address.insee if debtor.address else ""
        where = debtor.places.get("adresse.insee", debtor.place_of("adresse"))
        yield say(outlook, "DC401", f"juridiction inconnue pour le code INSEE « {written} »", where, hint)
    if isinstance(court, Court):
        for requete in road.of(RequeteInjonction):
            if requete.court:
                yield from _named_court(outlook, court, requete)


def _named_court(outlook: Outlook, court: Court, requete: RequeteInjonction) -> Iterator[Diagnostic]:
    """A requête before another court; a former name in the right town is only an advice."""
    family, town = read_court(requete.court)
    mine = read_court(court.name)[0]
    place, who = requete.place_of("juridiction"), _who(outlook)
    hints = _of_caution(outlook)
    if town and not same_place(court, requete.court):
        message = f"requête déposée devant « {requete.court} », {who} relève du {_lower(court.name)}"
        yield say(outlook, "DC403", message, place, *hints, rule=court.rule)
    elif family and mine and family != mine and {family, mine} != {"judiciaire", "proximite"}:
        if court.kind == "TJ_CHAMBRE_COMMERCIALE" and family in ("commercial", "judiciaire"):
            return
        message = f"requête déposée devant « {requete.court} », la créance relève de : {_lower(court.name)}"
        yield say(outlook, "DC403", message, place, *hints, rule=court.rule)
    elif is_former_name(court, requete.court, requete.date):
        yield say(outlook, "DC404", f"cette juridiction s’appelle aujourd’hui « {court.name} »", place)


def _who(outlook: Outlook) -> str:
    """« le débiteur », by his name where there are several."""
    debtor = outlook.road.debtor
    return debtor.name if len(outlook.road.case.debtors) > 1 else "le débiteur"


def _of_caution(outlook: Outlook) -> tuple[str, ...]:
    """What is not known of a guarantor who is a private person: whether the guarantee of a commercial debt is commercial."""
    debtor = outlook.road.debtor
    if debtor.role != "caution" or debtor.type != "particulier":
        return ()
    return ("caution d’une personne physique : le tribunal compétent pour ce cautionnement n’a pas été vérifié",)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _letters(outlook: Outlook) -> Iterator[Diagnostic]:
    road = outlook.road
    due = min((i.due for i in road.claim.invoices), default=None)
    for letter in road.of(MiseEnDemeure):
        if due is not None and letter.date <= due:
            message = f"mise en demeure du {short_day(letter.date)} antérieure à l’exigibilité, échéance du {short_day(due)}"
            yield say(outlook, "DC406", message, letter.place)
        if letter.deadline is None:
            message = (
                f"mise en demeure sans delai_jusqu_au : délai du calendrier, jusqu’au {short_day(delay_end(letter, road)[0])}"
            )
            yield say(outlook, "DC407", message, letter.place, "ajoutez delai_jusqu_au, tel que la lettre le donne")
        if letter.delivery == RETURNED:
            message = f"mise en demeure du {short_day(letter.date)} revenue : destinataire inconnu à l’adresse"
            yield say(outlook, "DC417", message, letter.place_of("remise"), "vérifiez le siège au registre")
    if road.first_due is not None and not outlook.position.closed:
        for level, later in skipped_levels(road, road.first_due):
            day = next((e.place for e in road.events if getattr(e, "level", "") == later), road.case.span)
            message = f"niveau de relance sauté : {level_name(level.level)} n’est pas au journal, {level_name(later)} y est"
            yield say(outlook, "DC408", message, day)
        yield from _skipped_later(outlook, road.first_due)


def _skipped_later(outlook: Outlook, first: date) -> Iterator[Diagnostic]:
    """DC408 for the debts after the oldest, while reminders go on: what a letter for the older ones passed over."""
    road = outlook.road
    if outlook.position.stage not in REMINDED:
        return
    for invoice in road.claim.invoices:
        if invoice.state == "due" and invoice.due > first:
            for level, later in skipped_levels(road, invoice.due):
                place = next((e.place for e in road.events if getattr(e, "level", "") == later), road.case.span)
                missing, sent = level_name(level.level), level_name(later)
                message = f"niveau de relance sauté pour {invoice.number} : {missing} n’est pas au journal, {sent} y est"
                yield say(outlook, "DC408", message, place)


def _order(outlook: Outlook) -> Iterator[Diagnostic]:
    road, position = outlook.road, outlook.position
    orders = list(road.of(OrdonnanceInjonction))
    for service in road.of(Signification):
        if service.of not in limits.ORDERS:
            continue
        before = [o for o in orders if o.date <= service.date]
        if not before:
            continue
        period = limits.service_period(road, before[-1])
        earlier = any(s.of in limits.ORDERS and before[-1].date <= s.date < service.date for s in road.of(Signification))
        if period and service.date > period.limit.last and not earlier:
            message = f"ordonnance du {short_day(before[-1].date)} signifiée après le {short_day(period.limit.last)} : elle est non avenue"
            yield say(outlook, "DC405", message, service.place)
    for opposition in road.of(Opposition):
        if position.service and opposition.date >= position.service.date and is_late(opposition, position.service, road):
            message = f"opposition qui paraît hors délai : signification du {short_day(position.service.date)}"
            yield say(outlook, "DC410", message, opposition.place)
    if position.course == "ordonnance_rendue" and position.order and opening(road) is None:
        period = limits.service_period(road, position.order)
        if period and road.today >= period.limit.act_by - SERVICE_ALARM:
            message = (
                f"ordonnance du {short_day(position.order.date)} à signifier au plus tard le {short_day(period.limit.act_by)}"
            )
            yield say(outlook, "DC418", message, position.order.place)
    for requete in road.of(RequeteInjonction):
        yield from _deposit(outlook, requete)


def _deposit(outlook: Outlook, requete: RequeteInjonction) -> Iterator[Diagnostic]:
    road, deposit = outlook.road, limits.deposit_period(outlook.road, requete)
    if deposit is None or road.today <= deposit.limit.last or not is_commercial_court(road, requete.court):
        return
    if not is_deposited(road, requete, deposit.limit.last):
        message = f"frais de la requête non consignés au {short_day(deposit.limit.last)} : elle est caduque"
        hint = "si les frais ont été payés à temps, ajoutez l’acte consignation à sa date"
        yield say(outlook, "DC415", message, requete.place, hint)


def _insolvency(outlook: Outlook) -> Iterator[Diagnostic]:
    road = outlook.road
    payment = annulable(road)
    if payment:
        message = f"paiement du {short_day(payment.date)} reçu après l’ouverture d’une procédure collective"
        yield say(outlook, "DC409", message, payment.place)
    for judgment in road.of(ProcedureCollective):
        for event in road.events:
            if event.act in _STOPPED and event.date >= judgment.date:
                message = f"acte de poursuite ({event.act}) après le jugement d’ouverture du {short_day(judgment.date)}"
                yield say(outlook, "DC419", message, event.place)
        if any(e.act == "declaration_creance" and e.date >= judgment.date for e in road.events) or outlook.position.closed:
            continue
        until = "la publication au BODACC n’est pas datée"
        if road.known(judgment.bodacc_on):
            until = f"publication au BODACC du {short_day(judgment.bodacc_on)}"
        yield say(outlook, "DC421", f"créance non déclarée au passif : {until}", judgment.place)
        break


def _prescription(outlook: Outlook) -> Iterator[Diagnostic]:
    road, position = outlook.road, outlook.position
    if position.closed or title_end(road, position) or pending(road, position):
        return
    for item in outlook.prescribed:
        number, rule = item.invoice.number, item.value.reference.title
        if road.today > item.latest:
            message = f"facture {number} prescrite depuis le {short_day(item.latest)}"
            yield say(outlook, "DC414", message, item.invoice.place, item.why, rule=rule)
        elif road.today > item.last:
            message = f"facture {number} : prescription possible depuis le {short_day(item.last)}"
            yield say(outlook, "DC413", message, item.invoice.place, item.why, rule=rule)
        elif item.is_near(road.today):
            message = f"facture {number} : prescription le {short_day(item.last)} au plus tôt"
            yield say(outlook, "DC412", message, item.invoice.place, item.why, rule=rule)


def _judgments(outlook: Outlook) -> Iterator[Diagnostic]:
    road, courses = outlook.road, outlook.position.courses
    for event in road.of(Execution):
        if not any(day <= event.date and name in TITLED for day, name, _ in courses):
            name = "commandement" if event.act == "commandement" else "saisie"
            yield say(outlook, "DC416", f"{name} sans titre exécutoire au journal", event.place)
    if outlook.position.course == "jugement_non_avenu":
        yield say(outlook, "DC420", "jugement non notifié dans les six mois : il est non avenu", courses[-1][2])
