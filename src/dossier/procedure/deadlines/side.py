"""The time limits of small claims, of claims between commerçants and of cheques."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.french import short_day
from dossier.model.journal import ChequeImpaye, ProcedureL125, ProcedureL126, Signification
from dossier.procedure import other_limits
from dossier.procedure.deadlines.form import state_of, timed_deadline, wait_of
from dossier.procedure.road import Road
from dossier.procedure.stage import Deadline
from dossier.procedure.stages.accord import paid_between


def small_claims(road: Road) -> Iterator[Deadline]:
    """The debtor's answer to each invitation, a month from its sending (CPCE R125-2)."""
    for invitation in road.of(ProcedureL125, "invitation_l125"):
        period = other_limits.small_claim_period(road, invitation)
        if period:
            answers = (e for e in road.of(ProcedureL125, "acceptation_l125", "refus_l125") if e.date >= invitation.date)
            answered = any(e.date <= period.limit.wait_until for e in answers)
            why = "Un mois depuis l’envoi ; le silence vaut refus"
            state = wait_of(road, period.limit.wait_until, answered)
            yield timed_deadline(road, "reponse_l125", "Réponse du débiteur", period, state, why, ours=False)


def commercial_claims(road: Road) -> Iterator[Deadline]:
    """After each commandement between commerçants: the month, the report, its service (CPCE L126-1 and following)."""
    for commandement in road.of(ProcedureL126, "commandement_l126"):
        month, report = other_limits.contest_period(road, commandement), other_limits.report_period(road, commandement)
        if month is None or report is None:
            continue
        after = [e for e in road.of(ProcedureL126) if e.date >= commandement.date]
        contested = any(e.act == "contestation_l126" for e in after)
        why = f"Un mois depuis le commandement du {short_day(commandement.date)} ; toute contestation met fin à la procédure"
        state = wait_of(road, month.limit.wait_until, contested)
        yield timed_deadline(road, "contestation_l126", "Paiement ou contestation", month, state, why, ours=False)
        why = f"Huit jours après le mois du commandement du {short_day(commandement.date)} : pas de procès-verbal avant"
        state = wait_of(road, report.limit.wait_until, contested)
        yield timed_deadline(road, "pv_l126", "Procès-verbal de non-contestation", report, state, why, ours=False)
    for made in road.of(ProcedureL126, "pv_non_contestation"):
        period = other_limits.report_service_period(road, made)
        if period:
            why = f"Procès-verbal du {short_day(made.date)}, à signifier une fois rendu exécutoire"
            services = [s for s in road.of(Signification) if s.of in other_limits.REPORTS and s.date >= made.date]
            state = state_of(road, period.limit.last, any(s.date <= period.limit.last for s in services))
            title = "Signification du procès-verbal"
            yield timed_deadline(road, "signification_pv_l126", title, period, state, why)


def cheques(road: Road) -> Iterator[Deadline]:
    """The wait before the certificate, as long as there is none; then payment after its service (CMF L131-73)."""
    certificates = list(road.of(ChequeImpaye, "certificat_non_paiement"))
    for presented in road.of(ChequeImpaye, "cheque_presente"):
        period = other_limits.certificate_period(road, presented)
        if period is None or any(_same(c, presented) and c.date >= presented.date for c in certificates):
            continue
        why = f"Trente jours depuis la présentation du {short_day(presented.date)} : le certificat se demande ensuite"
        state = wait_of(road, period.limit.wait_until, False)
        yield timed_deadline(road, "paiement_cheque", "Régularisation du chèque", period, state, why, ours=False)
    for certificate in certificates:
        yield from _certificate(road, certificate)


def _certificate(road: Road, certificate: ChequeImpaye) -> Iterator[Deadline]:
    served = other_limits.served_on(road, certificate)
    period = other_limits.cheque_period(road, certificate)
    title = "Paiement du chèque et des frais"
    if served is None or period is None:
        floor = other_limits.certificate_period(road, certificate)
        if floor:
            why = "Quinze jours depuis la notification ou la signification du certificat, qui n’est pas au journal"
            yield timed_deadline(road, "paiement_cheque", title, floor, "unknown", why, ours=False)
        return
    came = paid_between(road, served, period.limit.wait_until)
    paid = certificate.amount is not None and came >= certificate.amount
    why = f"Quinze jours depuis la signification du {short_day(served)} ; faute de paiement, le commissaire délivre un titre"
    state = wait_of(road, period.limit.wait_until, paid)
    yield timed_deadline(road, "paiement_cheque", title, period, state, why, ours=False)


def _same(certificate: ChequeImpaye, presented: ChequeImpaye) -> bool:
    """Whether a certificate is that of a cheque: by number where both tell it."""
    return not certificate.cheque or not presented.cheque or certificate.cheque == presented.cheque
