"""The accountant's list: the unpaid invoices that a fact makes doubtful, with HT, VAT and TTC, and since when.

It states facts and one criterion; what to provide for is the accountant's decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.claim.facts import known_facts
from dossier.claim.notice import Notice, notice_for, notices
from dossier.ground.days import next_day
from dossier.ground.french import short_day, typo_fr
from dossier.ground.money import Money, total
from dossier.ground.spans import Span
from dossier.law.law import Certainty
from dossier.model.journal import Contestation, ProcedureCollective
from dossier.portfolio.definitions import DOUBTFUL_DAYS
from dossier.portfolio.holding import Holding
from dossier.portfolio.receivable import Receivable
from dossier.procedure.stage import STAGE_FR

_OPENED = {
    "sauvegarde": "sauvegarde ouverte le {}",
    "redressement": "redressement judiciaire ouvert le {}",
    "liquidation": "liquidation judiciaire ouverte le {}",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact that makes an invoice doubtful, since a day, with its place. `invoices` empty: all of the case."""

    id: str
    words: str
    since: date
    place: Span
    invoices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VatLimit:
    """Until when the VAT of an irrecoverable debt may be asked back, as the time limits of the case know it."""

    last_day: date
    rule: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row of the list: what is left of an invoice, where the case stands, and the facts, the oldest first."""

    receivable: Receivable
    stage: str
    doubts: tuple[Doubt, ...]
    vat_limit: VatLimit | None = None

    @property
    def since(self) -> date:
        """Since when it is doubtful: the day of the oldest fact."""
        return self.doubts[0].since

    @property
    def is_written_off(self) -> bool:
        """Whether the creditor passed it as a loss."""
        return self.receivable.fate == "written_off"


@dataclass(frozen=True, slots=True)
class DoubtfulTotals:
    """Sums of rows; None where the part of one row is not known, with the number of these rows."""

    net: Money | None
    vat: Money | None
    gross: Money | None
    unparted: int
    unknown: int


def doubtful(holding: Holding, rows: Sequence[Receivable]) -> tuple[Doubtful, ...]:
    """The doubtful rows of a case, by due date; none once it was given up, assigned or paid."""
    if holding.fate not in ("held", "written_off"):
        return ()
    general = tuple(_of_case(holding))
    known = notices(known_facts(holding.case, holding.today))
    limit = _vat_limit(holding)
    found = []
    for row in rows:
        if not row.is_open:
            continue
        doubts = [doubt for doubt in general if not doubt.invoices or row.number in doubt.invoices]
        doubts += _of_invoice(row, known, holding.today)
        if doubts:
            ordered = tuple(sorted(doubts, key=lambda doubt: (doubt.since, doubt.id, doubt.words)))
            found.append(Doubtful(row, STAGE_FR[holding.stage.stage], ordered, limit))
    return tuple(sorted(found, key=lambda item: (item.receivable.due, item.receivable.number, item.receivable.kind)))


def totals_of(rows: Sequence[Doubtful]) -> DoubtfulTotals:
    """HT, VAT and TTC of some rows."""
    parts = [row.receivable.parts for row in rows]
    gross = [row.receivable.outstanding for row in rows]
    nets, vats = [part.net for part in parts], [part.vat for part in parts]
    unparted, unknown = sum(net is None for net in nets), sum(amount is None for amount in gross)
    return DoubtfulTotals(
        None if unparted else total(net for net in nets if net is not None),
        None if unparted else total(vat for vat in vats if vat is not None),
        None if unknown else total(amount for amount in gross if amount is not None),
        unparted, unknown,
    )  # fmt: skip


def _of_case(holding: Holding) -> Iterator[Doubt]:
    """The facts about the debtor or the whole debt, and disputes of some invoices."""
    overlays = holding.debtor_stage.overlays if holding.debtor_stage else ()
    for act, overlay, words in (
        ("surendettement_recevable", "surendettement", "surendettement déclaré recevable le {}"),
        ("deces_debiteur", "debiteur_decede", "débiteur décédé le {}"),
        ("radiation_debiteur", "debiteur_radie", "débiteur radié le {}"),
    ):
        event = holding.event(act)
        if event and overlay in overlays:
            yield Doubt(overlay, _set(words, event.date), event.date, event.place)
    judgment = holding.event("procedure_collective")
    if isinstance(judgment, ProcedureCollective):
        words = _set(_OPENED[judgment.type], judgment.date)
        yield Doubt("procedure_collective", words, judgment.date, judgment.place)
    disputes = holding.events("contestation")
    if disputes and "litige" in overlays and isinstance(disputes[-1], Contestation):
        last = disputes[-1]
        yield Doubt("contestation", _set("contestation du {}", last.date), last.date, last.place, last.invoices)
    loss = holding.event("passage_en_perte")
    if loss and holding.fate == "written_off":
        yield Doubt("passage_en_perte", _set("passée en perte le {}", loss.date), loss.date, loss.place)


def _of_invoice(row: Receivable, known: Sequence[Notice], today: date) -> Iterator[Doubt]:
    """An expired mise en demeure, and lateness beyond the criterion of the list."""
    if row.days <= 0:
        return
    notice = notice_for(row.due, known)
    if notice and notice.deadline < today:
        words = _set("délai de la mise en demeure passé le {}", notice.deadline)
        yield Doubt("mise_en_demeure", words, next_day(notice.deadline), notice.event.place)
    if row.days > DOUBTFUL_DAYS:
        since = row.due + timedelta(days=DOUBTFUL_DAYS + 1)
        yield Doubt("retard", _set(f"plus de {DOUBTFUL_DAYS} jours de retard depuis le {{}}", since), since, row.place)


def _vat_limit(holding: Holding) -> VatLimit | None:
    """The time limit for the VAT, when the procedure knows one."""
    found = [limit for limit in holding.stage.deadlines if limit.id == "tva"]
    return VatLimit(found[0].last_day, found[0].rule, found[0].certainty) if found else None


def _set(words: str, day: date) -> str:
    return typo_fr(words.format(short_day(day)))
