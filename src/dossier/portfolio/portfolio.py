"""All figures of a workspace on a day: by case, by debtor and over all, with the rows that they add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.model.settings import Settings
from dossier.portfolio.ageing import Ageing, ageing
from dossier.portfolio.doubtful import Doubtful, doubtful
from dossier.portfolio.dso import Dso, accounting, count_back, months_of
from dossier.portfolio.holding import Holding
from dossier.portfolio.receivable import Receivable, receivables
from dossier.portfolio.recovery import Recovery, recovery


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of a case or of a debtor: `id` is the case, or what tells the debtor apart (its SIREN when known)."""

    id: str
    name: str
    cases: tuple[str, ...]
    ageing: Ageing
    recovery: Recovery


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The figures of all cases that could be read; `unread` names those that could not, which no figure counts.

    Cases are in the order of their names, debtors of theirs; rows by case, then as in it; doubtful rows by debtor and due date.
    """

    today: date
    holdings: tuple[Holding, ...]
    rows: tuple[Receivable, ...]
    ageing: Ageing
    recovery: Recovery
    by_case: tuple[Group, ...]
    by_debtor: tuple[Group, ...]
    dso: Dso
    dso_count_back: Dso
    doubtful: tuple[Doubtful, ...]
    unread: tuple[str, ...] = ()


def gather(
    holdings: Iterable[Holding], settings: Settings | None, today: date, unread: Sequence[str] = (), complete: bool = True
) -> Portfolio:
    """The portfolio of some cases on a day; with *complete* False they are a choice among those of the workspace."""
    held = tuple(sorted(holdings, key=lambda holding: holding.case.id))
    by_case = {holding.case.id: receivables(holding) for holding in held}
    rows = tuple(row for each in by_case.values() for row in each)
    whole = ageing(rows)
    sales = settings.sales if settings else ()
    months = months_of(sales, today) if complete else "seule une partie des affaires est demandée : le DSO vaut pour toutes"
    debtors = _debtors(held, rows)
    titles = {group.id: group.name.casefold() for group in debtors}
    doubts = [row for holding in held for row in doubtful(holding, by_case[holding.case.id])]
    return Portfolio(
        today,
        held,
        rows,
        whole,
        recovery(held),
        tuple(_group(h.case.id, h.name, (h,), by_case[h.case.id]) for h in held),
        debtors,
        accounting(whole.total, months),
        count_back(whole.total, months),
        tuple(sorted(doubts, key=lambda item: (titles[item.receivable.debtor], *_place(item)))),
        tuple(sorted(unread)),
    )


def _place(item: Doubtful) -> tuple[str, date, str, str]:
    row = item.receivable
    return (row.debtor, row.due, row.case, row.number)


def _group(name: str, title: str, holdings: Sequence[Holding], rows: Sequence[Receivable]) -> Group:
    return Group(name, title, tuple(h.case.id for h in holdings), ageing(rows), recovery(holdings))


def _debtors(holdings: Sequence[Holding], rows: Sequence[Receivable]) -> tuple[Group, ...]:
    """One group a debtor, over all its cases; it bears every name that they give it, so that a wrong SIREN shows."""
    mine: dict[str, list[Holding]] = {}
    lines: dict[str, list[Receivable]] = {}
    for holding in holdings:
        mine.setdefault(holding.key, []).append(holding)
    for row in rows:
        lines.setdefault(row.debtor, []).append(row)
    groups = (_group(key, _names(held), held, lines.get(key, [])) for key, held in mine.items())
    return tuple(sorted(groups, key=lambda group: (group.name.casefold(), group.id)))


def _names(holdings: Sequence[Holding]) -> str:
    """The names of one debtor, each once whatever its capitals: `SARL SUD BÉTON / SARL SUD BÉTON SERVICES`."""
    found: dict[str, str] = {}
    for holding in holdings:
        found.setdefault(holding.name.casefold(), holding.name)
    return " / ".join(found.values())
