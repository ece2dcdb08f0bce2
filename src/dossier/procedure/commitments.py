"""What a debtor undertook and did not do: a promise whose day has passed, an instalment that did not come in.

A promise is a fact without legal weight; an agreement binds (C. civ. 1103), and without a clause its later instalments keep
their term (C. civ. 1305-4). Read 2026-11-21.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dossier.ground.money import ZERO, Money
from dossier.model.case import Case
from dossier.model.journal import Accord, Promesse
from dossier.model.party import Debtor
from dossier.procedure.road import known_events
from dossier.procedure.stages.accord import instalments_with_need, received_between


@dataclass(frozen=True, slots=True)
class Broken:
    """A day that passed without its payment: what was due that day, what of it came in, what is still missing of it today.

    `asked` is None for a promise that named no sum. `promise` or `accord` is the entry that it comes from.
    """

    due: date
    asked: Money | None
    received: Money
    missing: Money | None
    promise: Promesse | None = None
    accord: Accord | None = None


def broken_promise(case: Case, debtor: Debtor, today: date) -> Broken | None:
    """The last word of the debtor when it is a promise whose day has passed without all of its sum; None otherwise."""
    said = [e for e in known_events(case, debtor, today) if isinstance(e, Promesse | Accord)]
    last = said[-1] if said else None
    if not isinstance(last, Promesse) or last.due is None or last.due >= today:
        return None
    received = received_between(case, last.date, today, today)
    if received >= last.amount if last.amount else received > ZERO:
        return None
    return Broken(last.due, last.amount, received, last.amount - received if last.amount else None, promise=last)


def broken_accord(case: Case, debtor: Debtor, today: date) -> Broken | None:
    """The oldest instalment of the last agreement that is not paid to this day; None when all that fell due came in.

    `missing` is all that fell due and did not come in; `asked` the instalment alone.
    """
    accords = [e for e in known_events(case, debtor, today) if isinstance(e, Accord)]
    if not accords:
        return None
    last = accords[-1]
    received = received_between(case, last.date, today, today)
    fallen = [(row, need) for row, need in instalments_with_need(last) if row.due < today]
    unpaid = next((row for row, need in fallen if need > received), None)
    if unpaid is None:
        return None
    return Broken(unpaid.due, unpaid.amount, received, fallen[-1][1] - received, accord=last)
