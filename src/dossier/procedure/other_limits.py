"""The periods of the roads beside the injonction, each from the act that starts it: the replay and the deadlines share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dossier.law import names
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import Assignation, ChequeImpaye, Event, Execution, SaisieConservatoire, Signification
from dossier.procedure.calendars import days_before, procedure_limit
from dossier.procedure.court import is_commercial_court
from dossier.procedure.road import Road, Timed

ROADS = ("procedure_l125", "procedure_l126", "cheque_impaye")
"""The roads to a title without a judge, as courses."""
EUROPEAN = "injonction_europeenne"
"""What `de` says when a European order is served."""
_BEGIN = ("requete_injonction", "assignation_refere", "assignation_fond", "injonction_europeenne", "jugement", "titre_executoire")
_END = ("rejet_requete", "caducite", "desistement")
REPORTS = ("pv_non_contestation", "pv_l126", "pv")
"""What `de` may say when the report of the commercial procedure is served."""


def small_claim_period(road: Road, invitation: Event) -> Timed | None:
    """The debtor's answer to an invitation for small claims: a month from its sending, silence is refusal (CPCE R125-2)."""
    return road.period(names.DELAI_REPONSE_L125, invitation.date, invitation)


def contest_period(road: Road, commandement: Event) -> Timed | None:
    """Payment or contest after a commandement between commerçants: a month (CPCE L126-2)."""
    return road.period(names.DELAI_CONTESTATION_L126, commandement.date, commandement)


def report_period(road: Road, commandement: Event) -> Timed | None:
    """The wait before the report that nothing was contested: eight days after that month (CPCE L126-3)."""
    month = contest_period(road, commandement)
    more = road.ask(names.DELAI_PV_L126, commandement.date, commandement.place)
    return None if month is None or more is None else _after(road, month, replace(month, value=more))


def report_service_period(road: Road, report: Event) -> Timed | None:
    """Service of the report that was made enforceable: six months."""
    return road.period(names.DELAI_SIGNIFICATION_PV_L126, report.date, report)


def certificate_period(road: Road, presented: ChequeImpaye) -> Timed | None:
    """The wait before a certificate of non-payment: thirty days of the first presentation (CMF L131-73)."""
    return road.period(names.DELAI_CERTIFICAT_NON_PAIEMENT, presented.date, presented)


def cheque_period(road: Road, certificate: ChequeImpaye) -> Timed | None:
    """Payment of a cheque: fifteen days of the certificate's service; None as long as it was not served (CMF L131-73)."""
    served = served_on(road, certificate)
    return road.period(names.DELAI_PAIEMENT_CHEQUE, served, certificate) if served else None


def served_on(road: Road, certificate: ChequeImpaye) -> date | None:
    """The day on which a certificate of non-payment was served, by its own entry or by a service of its own."""
    own = road.known(certificate.served_on)
    acts = [s.date for s in road.of(Signification) if s.of.startswith("certificat") and s.date >= certificate.date]
    return own or next(iter(acts), None)


def seizure_period(road: Road, seizure: Execution) -> Timed | None:
    """Notice of a seizure of claims to the debtor: eight days, else it lapses (CPCE R211-3); None for other seizures."""
    if seizure.act != "saisie" or seizure.nature != "attribution":
        return None
    return road.period(names.DELAI_DENONCIATION_SAISIE, seizure.date, seizure)


def has_lapsed(road: Road, seizure: Execution) -> bool:
    """Whether a seizure of claims was not notified in its time, as far as the journal tells."""
    period = seizure_period(road, seizure)
    if period is None:
        return False
    told = road.known(seizure.notified_on)
    return told > period.limit.last if told else road.today > period.limit.last


def proceedings_period(road: Road, measure: SaisieConservatoire) -> Timed | None:
    """Proceedings for a title after a conservatory measure: a month of it, else it lapses (CPCE R511-7)."""
    return road.period(names.DELAI_SAISINE_CONSERVATOIRE, measure.date, measure)


def after_rejection_period(road: Road, rejection: Event) -> Timed | None:
    """The court on the merits after a requête of that month was rejected: a month of the rejection (CPCE R511-7 al. 2)."""
    return road.period(names.DELAI_SAISINE_APRES_REJET, rejection.date, rejection)


def begun(road: Road, measure: SaisieConservatoire, last: date) -> list[Event]:
    """The proceedings that were pending when a measure was made or begun by *last*, and a title that there was."""
    before = [e for e in road.events if e.act in (*_BEGIN, *_END) and e.date < measure.date]
    pending = [before[-1]] if before and before[-1].act in _BEGIN else []
    return pending + [e for e in road.events if e.act in _BEGIN and measure.date <= e.date <= last]


def rejection_of(road: Road, measure: SaisieConservatoire, acts: Sequence[Event]) -> Event | None:
    """The rejection of a requête filed in the month of a measure, when nothing else was begun in it."""
    asked = [e for e in acts if e.act == "requete_injonction" and e.date >= measure.date]
    if not asked or len(asked) < len(acts):
        return None
    return next((r for r in road.events if r.act == "rejet_requete" and r.date >= asked[0].date), None)


def measure_lapsed(road: Road, measure: SaisieConservatoire) -> bool:
    """Whether a conservatory measure lapsed for want of proceedings in their month, as far as the journal tells (CPCE R511-7)."""
    period = proceedings_period(road, measure)
    if period is None:
        return False
    acts = begun(road, measure, period.limit.last)
    if not acts:
        return road.today > period.limit.last
    rejected = rejection_of(road, measure, acts)
    more = after_rejection_period(road, rejected) if rejected else None
    if rejected is None or more is None:
        return False
    sued = any(rejected.date <= a.date <= more.limit.last for a in road.of(Assignation, "assignation_fond"))
    return not sued and road.today > more.limit.last


def lodging_period(road: Road, summons: Assignation) -> Timed | None:
    """The copy of a summons at the greffe: fifteen days before the hearing, eight before the commercial court (CPC 754, 857).

    None in référé, where no text sets a day, and as long as the hearing has none.
    """
    if summons.act != "assignation_fond" or summons.hearing_on is None:
        return None
    name = names.DELAI_PLACEMENT_TC if is_commercial_court(road, summons.court) else names.DELAI_PLACEMENT_TJ
    value = road.ask(name, summons.date, summons.place)
    if value is None:
        return None
    # Counted back from the hearing; before the tribunal judiciaire only where the hearing was told early enough.
    return Timed(days_before(summons.hearing_on, value.integer, road.departement), value, summons, doubt=Certainty.INFERRED)


def european_opposition_period(road: Road, service: Signification) -> Timed | None:
    """Opposition to a European order: thirty days of its service (Regulation 1896/2006, art. 16)."""
    return road.period(names.DELAI_OPPOSITION_EUROPEENNE, service.date, service)


def european_force_period(road: Road, service: Signification) -> Timed | None:
    """The ten days that the greffe adds before it declares a European order enforceable (CPC 1424-14)."""
    month = european_opposition_period(road, service)
    more = road.ask(names.DELAI_FORCE_EUROPEENNE, service.date, service.place)
    return None if month is None or more is None else _after(road, month, replace(month, value=more))


def _after(road: Road, first: Timed, second: Timed) -> Timed:
    """The period of *second*'s days that begins when *first* is over, as sure as both."""
    days = second.value.integer
    rule, late = (procedure_limit(day, 0, days, road.departement) for day in (first.limit.last, first.limit.wait_until))
    limit = replace(rule, wait_until=late.wait_until, local=rule.local or first.limit.local)
    return replace(second, limit=limit, doubt=least_sure((first.certainty, second.doubt)))
