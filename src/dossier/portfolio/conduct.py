"""How a debtor behaved over all cases of the workspace: what was paid and when, what was promised, what was said.

Facts only, each with its place. The workspace holds unpaid debts, not all the business done with a debtor, and the pages say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from dossier.claim.claim import InvoiceClaim, PaymentClaim
from dossier.claim.facts import known_facts
from dossier.ground.money import ZERO, Money
from dossier.ground.spans import Span
from dossier.model.journal import Accord, Event, Promesse
from dossier.portfolio.holding import Holding
from dossier.procedure.stages.accord import instalments_with_need, received_between

InvoiceState = Literal["not_due", "open", "on_time", "late", "credited", "unknown"]
WordState = Literal["coming", "kept", "late", "broken"]

INVOICE_FR: dict[InvoiceState, str] = {
    "not_due": "non échue", "open": "impayée", "on_time": "payée à temps", "late": "payée en retard",
    "credited": "éteinte sans versement", "unknown": "montant inconnu",
}  # fmt: skip
WORD_FR: dict[WordState, str] = {"coming": "à venir", "kept": "tenue", "late": "tenue en retard", "broken": "non tenue"}


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of an invoice. `settled` is the day of the payment that ended it, None otherwise.

    `days` are those from the due day to that payment, or to the day of computing while it is open; 0 when not late.
    """

    case: str
    number: str
    date: Day
    due: Day
    amount: Money
    state: InvoiceState
    settled: Day | None
    days: int
    place: Span


@dataclass(frozen=True, slots=True)
class Word:
    """A promise or an instalment: said on a day, for a day, with what came in between; `asked` None when no sum was named."""

    case: str
    kind: Literal["promesse", "echeance"]
    said: Day
    due: Day
    asked: Money | None
    received: Money
    state: WordState
    place: Span


@dataclass(frozen=True, slots=True)
class Conduct:
    """The history of one debtor over its cases, each row by day.

    `returned` are the means of payment that came back, with their cases; `disputes` the contestations, `received` the contacts in
    which the debtor was heard, `sent` those without an answer, `undelivered` the letters that did not reach it, with their cases.
    """

    id: str
    name: str
    today: Day
    holdings: tuple[Holding, ...]
    invoices: tuple[Settlement, ...]
    words: tuple[Word, ...]
    returned: tuple[tuple[str, PaymentClaim], ...]
    disputes: tuple[tuple[str, Event], ...]
    sent: tuple[tuple[str, Event], ...]
    received: tuple[tuple[str, Event], ...]
    undelivered: tuple[tuple[str, Event], ...]

    def count(self, *states: InvoiceState) -> int:
        """How many invoices are in some states."""
        return sum(invoice.state in states for invoice in self.invoices)

    def kept(self, *states: WordState) -> int:
        """How many promises and instalments are in some states."""
        return sum(word.state in states for word in self.words)

    @property
    def mean_delay(self) -> Decimal | None:
        """Days late of the invoices that were paid, those on time as 0, weighted by amount, to one decimal; None when none was."""
        paid = [invoice for invoice in self.invoices if invoice.settled is not None]
        weight = sum(invoice.amount.cents for invoice in paid)
        if not weight:
            return None
        days = Decimal(sum(invoice.days * invoice.amount.cents for invoice in paid)) / Decimal(weight)
        return days.quantize(Decimal("0.1"), ROUND_HALF_UP)


SENT = ("relance", "mise_en_demeure", "sommation")
"""Acts that go to the debtor even where the entry does not say so."""
OWN = ("promesse", "contestation", "reconnaissance_de_dette", "echeancier", "transaction")
"""Acts that the debtor does or agrees to, whoever was first to write."""
UNDELIVERED = ("non_reclamee", "refusee", "inconnue_a_l_adresse")


def conducts(holdings: Sequence[Holding]) -> tuple[Conduct, ...]:
    """One history a debtor (the first principal debtor of each case), by name."""
    mine: dict[str, list[Holding]] = {}
    for holding in sorted(holdings, key=lambda held: held.case.id):
        mine.setdefault(holding.key, []).append(holding)
    return tuple(sorted((_conduct(key, held) for key, held in mine.items()), key=lambda c: (c.name.casefold(), c.id)))


def _conduct(key: str, holdings: Sequence[Holding]) -> Conduct:
    events = [(held.case.id, event) for held in holdings for event in _events(held)]
    events.sort(key=lambda row: (row[1].date, row[1].hour, row[0], row[1].place))
    returned = [(held.case.id, pay) for held in holdings for pay in held.claim.payments if pay.returned]
    return Conduct(
        key,
        holdings[0].name,
        holdings[0].today,
        tuple(holdings),
        tuple(sorted((row for held in holdings for row in _settlements(held)), key=lambda r: (r.date, r.case, r.number))),
        tuple(sorted((row for held in holdings for row in _words(held)), key=lambda r: (r.due, r.said, r.case))),
        tuple(sorted(returned, key=lambda row: (row[1].returned_on or row[1].date, row[0]))),
        tuple(row for row in events if row[1].act == "contestation"),
        tuple(row for row in events if (row[1].direction == "emis" or row[1].act in SENT) and not _speaks(row[1])),
        tuple(row for row in events if _speaks(row[1])),
        tuple(row for row in events if getattr(row[1], "delivery", "") in UNDELIVERED),
    )


def _speaks(event: Event) -> bool:
    """Whether the debtor was heard: it wrote or called, did an act of its own, or somebody called by name was spoken to."""
    if event.direction == "recu":
        return event.channel != "greffe"
    spoken = event.channel in ("telephone", "rendez_vous") and event.contact.startswith(("M. ", "Mme ", "M.\u00a0", "Mme\u00a0"))
    return spoken or event.act in OWN


def _events(holding: Holding) -> Iterator[Event]:
    """What is known of the debtor's own dealings on the day of computing."""
    for event in known_facts(holding.case, holding.today).journal:
        if event.debtor in ("", holding.debtor.id):
            yield event


def _settlements(holding: Holding) -> Iterator[Settlement]:
    for invoice in holding.claim.invoices:
        state, settled = _fate(holding, invoice)
        last = settled or holding.today
        late = max((last - invoice.due).days, 0) if state in ("open", "late") else 0
        net = invoice.principal - invoice.credited
        yield Settlement(holding.case.id, invoice.number, invoice.date, invoice.due, net, state, settled, late, invoice.place)


def _fate(holding: Holding, invoice: InvoiceClaim) -> tuple[InvoiceState, Day | None]:
    """Its state, and the day of the last payment on its principal (or on that of the decision that took it up) when it is paid."""
    claim = holding.claim
    titles = [title for title in claim.titles if invoice.number in title.covers] if invoice.state == "titled" else []
    left = [title.outstanding for title in titles] or [invoice.outstanding]
    if None in left:
        return "unknown", None
    if any(left):
        return ("not_due" if invoice.state == "not_due" else "open"), None
    names = {title.act for title in titles} | {invoice.number}
    days = [pay.date for pay in claim.payments for part in pay.allocated if part.to == "principal" and part.invoice in names]
    if not days:
        return "credited", None
    return ("late" if max(days) > invoice.due else "on_time"), max(days)


def _words(holding: Holding) -> Iterator[Word]:
    """Promises that name a day, and the instalments of agreements that fell before a later agreement replaced them."""
    events = list(_events(holding))
    accords = [event for event in events if isinstance(event, Accord)]
    for event in events:
        if isinstance(event, Promesse) and event.due is not None:
            yield _promise(holding, event, event.due)
    for accord, later in zip(accords, [*(other.date for other in accords[1:]), Day.max], strict=False):
        yield from (row for row in _instalments(holding, accord) if row.due < later)


def _promise(holding: Holding, event: Promesse, due: Day) -> Word:
    """A promise without a sum is kept by any payment from the day it was made."""
    by_due, so_far = _between(holding, event.date, due), _between(holding, event.date, holding.today)
    need = event.amount or Money(1)
    state = _kept(holding.today, due, by_due >= need, so_far >= need)
    return Word(holding.case.id, "promesse", event.date, due, event.amount, by_due, state, event.place)


def _instalments(holding: Holding, accord: Accord) -> Iterator[Word]:
    """Each instalment is kept when all that the agreement asked up to its day came in by that day."""
    for row, need in instalments_with_need(accord):
        before = need - row.amount
        by_due, so_far = _between(holding, accord.date, row.due), _between(holding, accord.date, holding.today)
        state = _kept(holding.today, row.due, by_due >= need, so_far >= need)
        received = min(row.amount, max(by_due - before, ZERO))
        yield Word(holding.case.id, "echeance", accord.date, row.due, row.amount, received, state, row.place)


def _kept(today: Day, due: Day, in_time: bool, since: bool) -> WordState:
    """A day that has not ended yet is to come, unless all came in before."""
    if in_time:
        return "kept"
    return "coming" if due >= today else "late" if since else "broken"


def _between(holding: Holding, start: Day, end: Day) -> Money:
    return received_between(holding.case, start, end, holding.today)
