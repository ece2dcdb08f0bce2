"""From the known facts to one account per invoice: due date, first day of interest, schedule of rates, indemnity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.claim.account import Account
from dossier.claim.capitalisation import contract_basis
from dossier.claim.claim import CreditLine
from dossier.claim.contract_rate import contract_schedule
from dossier.claim.due_dates import due_date
from dossier.claim.facts import Facts
from dossier.claim.indemnity import Fee, fee_of
from dossier.claim.insolvency import Opening, opening
from dossier.claim.notice import Notice, notice_for, notices
from dossier.claim.pauses import Pause
from dossier.claim.periods import Step
from dossier.claim.rates import Schedule, frozen_public, interrupted, legal, no_interest, refinancing
from dossier.claim.regime import Regime
from dossier.claim.setting import Setting
from dossier.claim.titles import Title, halt_of, title_of
from dossier.ground.days import next_day
from dossier.ground.money import ZERO, Money, total
from dossier.law.law import Certainty, Law
from dossier.model.ledger import Invoice


@dataclass(frozen=True, slots=True)
class Books:
    """The accounts as they open, and what decides about them."""

    accounts: tuple[Account, ...]
    notices: tuple[Notice, ...]
    opening: Opening | None
    fees: dict[str, Fee]
    title: Title | None = None


def open_books(facts: Facts, regime: Regime, law: Law, setting: Setting) -> Books:
    """One account for each invoice, in the order of the invoices."""
    known, stop, pauses = notices(facts), opening(facts), setting.pauses
    common = _common_schedule(facts, regime, law)
    if common and setting.variant:
        common = setting.variant(common)
    if common:
        common = _paused(common, pauses)
    basis = contract_basis(facts) if setting.capitalises else ""
    accounts, fees = [], {}
    for invoice in facts.invoices:
        due = due_date(invoice, facts.case.contract, regime, law, setting.due_dates)
        start, reason, sure = _start(facts, regime, due.day, known)
        schedule = common or _paused(_public(facts, invoice, regime, law, start), pauses)
        fee = fee_of(invoice, due.day, facts, regime, law, stop)
        halt = halt_of(stop, invoice, setting)
        account = Account(invoice, due, schedule, start, halt, reason, ZERO, exact_year=setting.exact_year)
        account.capitalises = basis
        account.refused = facts.case.nature == "credit_consommation"
        account.start_certainty = sure
        account.fee, account.fee_reason = fee.amount, fee.reason
        # Of two invoices with one number, which `check` refuses, only the first takes the credit notes.
        account.notes = () if invoice.number in fees else facts.credits[invoice.number]
        _enter_principal(account)
        accounts.append(account)
        fees[invoice.number] = fee
    return Books(tuple(accounts), known, stop, fees, title_of(facts, regime, law, setting))


def _common_schedule(facts: Facts, regime: Regime, law: Law) -> Schedule | None:
    """The schedule that all invoices share; None for a public buyer, whose rate is frozen invoice by invoice."""
    if facts.case.nature == "credit_consommation":
        return no_interest()
    if regime.name == "acheteur_public":
        return None
    stated = contract_schedule(facts.case.contract, law, regime.column)
    if stated:
        return stated
    return refinancing(law) if regime.name == "professionnels" else legal(law, regime.column)


def _public(facts: Facts, invoice: Invoice, regime: Regime, law: Law, start: date | None) -> Schedule:
    concluded = facts.case.contract.concluded_on or invoice.date
    return frozen_public(law, start or invoice.date, concluded, regime.public_kind, regime.column)


def _paused(schedule: Schedule, pauses: Sequence[Pause]) -> Schedule:
    for pause in pauses:
        schedule = interrupted(schedule, pause.start, pause.end, pause.instead)
    return schedule


def _start(facts: Facts, regime: Regime, due: date, known: Sequence[Notice]) -> tuple[date | None, str, Certainty]:
    """The first day of interest, why, and how sure; None where nothing makes it run.

    C. civ. 1344-1 makes interest run from the mise en demeure; that its first day is the one after the presentation, no text
    that was read says: a reading.
    """
    if facts.case.nature == "credit_consommation":
        return None, "intérêts d’un crédit à la consommation non calculés", Certainty.TEXT
    if not regime.needs_notice:
        return next_day(due), "lendemain de l’échéance, sans rappel", Certainty.TEXT
    notice = notice_for(due, known)
    if notice is None:
        return None, "pas de mise en demeure : aucun intérêt ne court", Certainty.TEXT
    return next_day(notice.effective), f"lendemain de la mise en demeure {notice.words}", Certainty.INFERRED


def _enter_principal(account: Account) -> None:
    """The gross amount less the credit notes that count from the start, and less what is withheld."""
    invoice = account.invoice
    at_once = [note for note in account.notes if note.effect == "depuis_facture"]
    net = invoice.gross - total(note.gross for note in at_once)
    retention = invoice.retention
    if retention and retention.due_on > account.due.day and net.cents > 0:
        account.withheld = min(max(retention.amount, ZERO), net)
    account.open = max(net - account.withheld, ZERO)
    account.steps.append(Step(date.min, account.open))
    left = max(invoice.gross, ZERO)
    for note in at_once:
        applied = min(note.gross, left)
        left -= applied
        account.credits.append(CreditLine(note.number, note.date, applied, None, note.place))


def unused_credit(account: Account) -> Iterator[tuple[CreditLine, Money]]:
    """The credit notes that found less to reduce than they grant, with what is left of each: applied nowhere."""
    granted = {note.place: note.gross for note in account.notes}
    for line in account.credits:
        left = granted.get(line.place, line.amount) - line.amount
        if left.cents > 0:
            yield line, left
