"""The history of each debtor over all cases of the workspace: a list, and a page a debtor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.ground.money import Money, total
from dossier.portfolio.conduct import INVOICE_FR, WORD_FR, Conduct, conducts
from dossier.portfolio.holding import Holding
from dossier.portfolio.portfolio import Portfolio
from dossier.portfolio.signals import Signal, signals
from dossier.procedure.stage import STAGE_FR
from dossier.site import paging
from dossier.site.page import Page, slug

LIST = "debiteurs.html"
INVOICE_STATES = {
    "not_due": "wait", "open": "warn", "on_time": "done", "late": "done", "credited": "done", "unknown": "warn",
}  # fmt: skip
WORD_STATES = {"coming": "wait", "kept": "done", "late": "done", "broken": "block"}


@dataclass(frozen=True, slots=True)
class DebtorView:
    """A debtor with its history. `due` is what its cases are owed together, None when one of them is unknown."""

    path: str
    conduct: Conduct
    signals: tuple[Signal, ...]
    due: Money | None

    @property
    def name(self) -> str:
        """How it is called."""
        return self.conduct.name


def debtor_views(figures: Portfolio) -> tuple[DebtorView, ...]:
    """One a debtor, by name; two whose names give the same address are told apart by a number."""
    taken: dict[str, int] = {}
    views = []
    for conduct in conducts(figures.holdings):
        stem = slug(f"{conduct.name} {conduct.id}" if conduct.id.isdigit() else conduct.id)
        taken[stem] = taken.get(stem, 0) + 1
        path = f"debiteurs/{stem}{f'-{taken[stem]}' if taken[stem] > 1 else ''}.html"
        views.append(DebtorView(path, conduct, signals(conduct), _due(conduct.holdings)))
    return tuple(views)


def _due(holdings: Sequence[Holding]) -> Money | None:
    amounts = [holding.claim.totals.due for holding in holdings]
    return None if None in amounts else total(amount for amount in amounts if amount is not None)


def pages_of_debtors(views: Sequence[DebtorView], sources: tuple[str, ...]) -> list[Page]:
    """The list and the page of each."""
    crumbs = (("Portefeuille", "index.html"),)
    words = {
        "invoice_fr": INVOICE_FR, "word_fr": WORD_FR, "invoice_states": INVOICE_STATES, "word_states": WORD_STATES,
        "stage_fr": STAGE_FR,
    }  # fmt: skip
    pages = [
        Page(part.path, "debtors.html.j2", f"Débiteurs, page {part.number}" if part.number > 1 else "Débiteurs", "portefeuille",
             {"debtors": views[part.first - 1 : part.last] if part.count else (), "part": part}, (*crumbs, ("Débiteurs", "")), sources)
        for part in paging.parts(LIST, "debiteurs-liste", len(views), paging.DEBTORS)
    ]  # fmt: skip
    for view in views:
        own = tuple(sorted({holding.case.span.file for holding in view.conduct.holdings}))
        here = (*crumbs, ("Débiteurs", LIST), (view.name, ""))
        pages.append(
            Page(view.path, "debtor.html.j2", f"{view.name}, historique", "portefeuille", {**words, "debtor": view}, here, own)
        )
    return pages
