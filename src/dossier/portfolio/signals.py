"""What a manager looks at in a debtor's history: facts that a counted measure singles out, never an opinion on the debtor.

The measures are this program's own, no rule of law; every signal prints the figures that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from dossier.ground.french import euros, plural, short_day, typo_fr
from dossier.ground.spans import NOWHERE, Span
from dossier.model.journal import ProcedureCollective
from dossier.portfolio.conduct import Conduct

FEW_INVOICES = 4
"""Invoices from which an interval between them is called usual."""
HALF_YEAR = timedelta(days=182)
SILENT = 3
"""Contacts without an answer from which the debtor counts as silent."""
LONGER = 2
"""How many times the usual interval is an irregular one."""
SLOWER = 10
"""Days more late, on average, from which payments count as slowing down."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A fact to know: its kind, one French sentence with its figures, the day since which it stands, and where it was written."""

    id: str
    words: str
    since: date
    place: Span = NOWHERE


def signals(conduct: Conduct) -> tuple[Signal, ...]:
    """All signals of a debtor on the day of computing, the latest first."""
    found = [signal for rule in RULES for signal in rule(conduct)]
    return tuple(sorted(found, key=lambda signal: (-signal.since.toordinal(), signal.id, signal.words)))


def _signal(name: str, words: str, since: date, place: Span = NOWHERE) -> Signal:
    return Signal(name, typo_fr(words), since, place)


def broken_words(conduct: Conduct) -> Iterator[Signal]:
    """Promises and instalments whose day passed without their sum; one signal, at the last of them."""
    broken = [word for word in conduct.words if word.state == "broken"]
    if broken:
        said = sum(word.due < conduct.today for word in conduct.words)
        last = broken[-1]
        words = f"{plural(len(broken), 'engagement non tenu', 'engagements non tenus')} sur {said}, le dernier pour le {short_day(last.due)}"
        yield _signal("engagements", words, last.due, last.place)


def returned_payments(conduct: Conduct) -> Iterator[Signal]:
    """Cheques and direct debits that came back."""
    for _, payment in conduct.returned:
        day = payment.returned_on or payment.date
        means = {"cheque": "chèque", "prelevement": "prélèvement", "effet": "effet"}.get(payment.means, payment.means)
        yield _signal("rejet", f"{means} de {euros(payment.amount)} revenu impayé le {short_day(day)}", day, payment.place)


def more_disputes(conduct: Conduct) -> Iterator[Signal]:
    """More contestations in the last 182 days than in the 182 before."""
    recent = conduct.today - HALF_YEAR
    now = [event for _, event in conduct.disputes if event.date > recent]
    before = [event for _, event in conduct.disputes if recent - HALF_YEAR < event.date <= recent]
    if len(now) > len(before):
        words = f"{plural(len(now), 'contestation')} en six mois, {len(before) or 'aucune'} dans les six mois précédents"
        yield _signal("contestations", words, now[-1].date, now[-1].place)


def silence(conduct: Conduct) -> Iterator[Signal]:
    """Three contacts or more since the debtor was last heard, or paid something."""
    heard = [event.date for _, event in conduct.received]
    heard += [pay.date for held in conduct.holdings for pay in held.claim.payments if pay.payer == "debiteur"]
    last = max(heard, default=None)
    unanswered = [event for _, event in conduct.sent if last is None or event.date > last]
    if len(unanswered) >= SILENT and conduct.count("open", "unknown"):
        since = f"depuis son dernier signe le {short_day(last)}" if last else "et aucune réponse connue"
        words = f"{plural(len(unanswered), 'envoi ou appel', 'envois ou appels')} {since}"
        yield _signal("silence", words, unanswered[0].date, unanswered[-1].place)


def lost_address(conduct: Conduct) -> Iterator[Signal]:
    """The last registered letter did not reach the debtor."""
    if conduct.undelivered:
        event = conduct.undelivered[-1][1]
        how = {"non_reclamee": "non réclamée", "refusee": "refusée", "inconnue_a_l_adresse": "revenue inconnue à l’adresse"}
        words = f"lettre du {short_day(event.date)} {how[getattr(event, 'delivery', '')]}"
        yield _signal("courrier", words, event.date, event.place)


def slower_payments(conduct: Conduct) -> Iterator[Signal]:
    """The last three invoices that were paid, against the three before, by days late."""
    paid = sorted((i for i in conduct.invoices if i.settled), key=lambda i: (i.settled or date.min, i.due, i.number))
    if len(paid) < 6:
        return
    before, now = (sum(i.days for i in part) // 3 for part in (paid[-6:-3], paid[-3:]))
    if now - before >= SLOWER:
        last = paid[-1]
        words = (
            f"retard moyen de {plural(now, 'jour')} sur les trois dernières factures payées, {before} sur les trois précédentes"
        )
        yield _signal("retards", words, last.settled or last.due, last.place)


def irregular_orders(conduct: Conduct) -> Iterator[Signal]:
    """The time since the last invoice is more than twice the usual interval between invoices (their lower median)."""
    days = sorted({invoice.date for invoice in conduct.invoices})
    if len(days) < FEW_INVOICES:
        return
    usual = median_low((b - a).days for a, b in pairwise(days))
    since = (conduct.today - days[-1]).days
    if usual and since > LONGER * usual:
        last = next(invoice for invoice in conduct.invoices if invoice.date == days[-1])
        words = f"aucune facture dans ces affaires depuis {plural(since, 'jour')}, contre {usual} d’ordinaire entre deux factures"
        yield _signal("commandes", words, last.date, last.place)


def insolvency(conduct: Conduct) -> Iterator[Signal]:
    """What a register told of the debtor: an opened procedure, a striking-off, a death."""
    names = {
        "radiation_debiteur": "débiteur radié",
        "deces_debiteur": "débiteur décédé",
        "surendettement_recevable": "surendettement recevable",
    }
    for holding in conduct.holdings:
        for event in holding.events("procedure_collective", *names):
            words = names.get(event.act) or (
                f"procédure collective ({event.type})" if isinstance(event, ProcedureCollective) else "procédure collective"
            )
            yield _signal("registre", f"{words}, {short_day(event.date)}", event.date, event.place)


RULES: tuple[Callable[[Conduct], Iterator[Signal]], ...] = (
    broken_words, returned_payments, more_disputes, silence, lost_address, slower_payments, irregular_orders, insolvency,
)  # fmt: skip
"""One function a signal; a new one is a function and its line here."""
