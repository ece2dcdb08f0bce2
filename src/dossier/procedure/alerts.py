"""What is wrong or lost on the roads beside the injonction, as diagnostics of the fourth hundred."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import euros, short_day
from dossier.ground.money import Money
from dossier.law import names
from dossier.model.journal import (
    Accord,
    Assignation,
    DelaiDeGrace,
    Execution,
    MiseEnDemeure,
    ProcedureL125,
    ProcedureL126,
    SaisieConservatoire,
    Signification,
)
from dossier.procedure import other_limits
from dossier.procedure.calendars import procedure_limit
from dossier.procedure.outlook import Outlook, say
from dossier.procedure.overlays import annulable_in_surendettement
from dossier.procedure.routes.persons import is_merchant
from dossier.procedure.stages.accord import broken_on
from dossier.procedure.stages.side import report_is_early


def alerts(outlook: Outlook) -> Iterator[Diagnostic]:
    """All diagnostics of one debtor that come from the roads beside; a settled case has none."""
    if outlook.position.closed == "soldee":
        return
    yield from _small_claims(outlook)
    yield from _reports(outlook)
    yield from _seizures(outlook)
    yield from _summons(outlook)
    yield from _suspended(outlook)
    yield from _accords(outlook)


def _small_claims(outlook: Outlook) -> Iterator[Diagnostic]:
    """Between commerçants the procedure is closed; during its month the debtor pays nothing (CPCE L125-1, R125-7)."""
    road = outlook.road
    for invitation in road.of(ProcedureL125, "invitation_l125"):
        if is_merchant(road.case.creditor) and is_merchant(road.debtor):
            value = road.ask.law.value(names.SEUIL_L125_ENTRE_COMMERCANTS, invitation.date)
            if value is not None and not Money.of(value.text):
                message = f"invitation du {short_day(invitation.date)} pour une créance entre commerçants"
                yield say(outlook, "DC423", message, invitation.place)
        period = other_limits.small_claim_period(road, invitation)
        if period is None:
            continue
        ends = [e.date for e in road.of(ProcedureL125, "acceptation_l125", "refus_l125") if e.date >= invitation.date]
        end = min([period.limit.last, *ends])
        for payment in road.case.payments:
            if invitation.date <= payment.date <= end and payment.date <= road.today:
                message = f"paiement du {short_day(payment.date)} pendant le mois de l’invitation du {short_day(invitation.date)}"
                yield say(outlook, "DC422", message, payment.place)


def _reports(outlook: Outlook) -> Iterator[Diagnostic]:
    """A report of non-contestation before its time, or that was not served (CPCE L126-3)."""
    road = outlook.road
    for report in road.of(ProcedureL126, "pv_non_contestation"):
        if report_is_early(report, road):
            message = f"procès-verbal du {short_day(report.date)} avant les huit jours qui suivent le mois du commandement"
            yield say(outlook, "DC429", message, report.place)
        period = other_limits.report_service_period(road, report)
        services = [s for s in road.of(Signification) if s.of in other_limits.REPORTS and s.date >= report.date]
        if period and road.today > period.limit.last and not any(s.date <= period.limit.last for s in services):
            message = f"procès-verbal du {short_day(report.date)} non signifié au {short_day(period.limit.last)}"
            hint = "enregistrez l’acte signification, de: pv_non_contestation, s’il a eu lieu"
            yield say(outlook, "DC430", message, report.place, hint)


def _seizures(outlook: Outlook) -> Iterator[Diagnostic]:
    """A seizure that was not notified, a conservatory one that no proceedings followed (CPCE R211-3, R511-7)."""
    road = outlook.road
    for seizure in road.of(Execution, "saisie"):
        period = other_limits.seizure_period(road, seizure)
        if period and other_limits.has_lapsed(road, seizure):
            message = f"saisie du {short_day(seizure.date)} non dénoncée au {short_day(period.limit.last)} : elle est caduque"
            hint = "si elle a été dénoncée à temps, ajoutez denonce_le"
            yield say(outlook, "DC424", message, seizure.place, hint)
    for measure in road.of(SaisieConservatoire):
        if other_limits.measure_lapsed(road, measure):
            message = f"saisie conservatoire du {short_day(measure.date)} sans procédure dans le mois : elle est caduque"
            hint = "si une procédure a été engagée à temps, enregistrez-la à sa date"
            yield say(outlook, "DC426", message, measure.place, hint)


def _summons(outlook: Outlook) -> Iterator[Diagnostic]:
    """A summons of which no copy reached the greffe in time, as far as the journal tells (CPC 754, 857)."""
    road = outlook.road
    if outlook.position.course != "instance_fond":
        return
    for act in road.of(Assignation):
        period = other_limits.lodging_period(road, act)
        lodged = road.known(act.lodged_on)
        if period is None or (lodged.toordinal() if lodged else road.today.toordinal()) <= period.limit.last.toordinal():
            continue
        what = f"remise le {short_day(lodged)}" if lodged else "sans remise au journal"
        message = f"assignation {what}, à remettre au greffe au plus tard le {short_day(period.limit.last)}"
        yield say(outlook, "DC425", message, act.place, "ajoutez remise_le à l’assignation si la copie a été remise à temps")


def _suspended(outlook: Outlook) -> Iterator[Diagnostic]:
    """A payment that surendettement forbids, a period of grace longer than a judge may grant (C. conso. L722-5; C. civ. 1343-5)."""
    road = outlook.road
    payment = annulable_in_surendettement(road)
    if payment:
        message = f"paiement du {short_day(payment.date)} reçu après la recevabilité du surendettement"
        yield say(outlook, "DC427", message, payment.place)
    for grace in road.of(DelaiDeGrace):
        most = road.ask(names.DUREE_MAXIMALE_DELAI_DE_GRACE, grace.date, grace.place)
        if most and grace.until and grace.until > procedure_limit(grace.date, most.integer).wait_until:
            message = f"délai de grâce jusqu’au {short_day(grace.until)}, plus de deux ans après la décision"
            yield say(outlook, "DC431", message, grace.place_of("jusqu_au"))


def _accords(outlook: Outlook) -> Iterator[Diagnostic]:
    """An accord that was not kept, with what that makes exigible (C. civ. 1305-4)."""
    road = outlook.road
    for accord in road.of(Accord):
        broken = broken_on(accord, road)
        if broken is None or accord is not outlook.position.broken:
            continue
        day, instalment = broken
        message = f"accord du {short_day(accord.date)} rompu : {euros(instalment.amount)} attendus au {short_day(instalment.due)}"
        if not accord.acceleration:
            hint = "sans clause_de_decheance, les échéances à venir gardent leur terme"
        elif any(m.date >= day for m in road.of(MiseEnDemeure)):
            hint = "la clause de déchéance rend le tout exigible ; une mise en demeure a suivi"
        else:
            hint = "la clause de déchéance peut exiger une mise en demeure avant de rendre le tout exigible"
        yield say(outlook, "DC428", message, accord.place, hint)
