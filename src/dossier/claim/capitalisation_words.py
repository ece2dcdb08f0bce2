"""Why interest does not bear interest, or not yet: a capitalisation that is at zero is never silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.claim.account import Account
from dossier.claim.capitalisation import RULE, anniversary
from dossier.claim.claim import NotClaimed
from dossier.claim.facts import Facts
from dossier.claim.insolvency import STOP_RULE
from dossier.claim.statement import Figures
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, long_day


def no_capitalisation(facts: Facts, figures: Figures) -> Iterator[NotClaimed]:
    """Why nothing is capitalised where it is provided or asked for; nothing is said where it is neither."""
    provided = facts.case.contract.capitalisation
    asked = facts.case.settings.choices.capitalisation == "oui"
    title = figures.ledger.granted
    if title and not title.capitalises and (provided or asked):
        yield NotClaimed("capitalisation", f"la décision du {long_day(title.day)} ne l’accorde pas", RULE)
    if not title or any(not account.titled for account in figures.books.accounts):
        if asked and not provided and not (title and title.capitalises):
            yield NotClaimed("capitalisation", "ni le contrat ni une décision ne la prévoit", RULE)
        elif provided and not asked:
            yield NotClaimed("capitalisation", "prévue au contrat, non demandée (choix de calcul)", RULE)
    yield from _not_yet(facts, figures)


def _not_yet(facts: Facts, figures: Figures) -> Iterator[NotClaimed]:
    """Why an open account that capitalises did not do so."""
    every = [a for a in figures.ledger.open_accounts() if a.capitalises and a.start]
    waiting = [a for a in every if not a.capitalisations and not _clear(a, facts)]
    stopped = [a for a in waiting if a.stop and a.start and a.stop <= anniversary(a.start, 1)]
    if stopped:
        yield NotClaimed("capitalisation", "procédure collective ouverte avant une année entière d’intérêts", STOP_RULE)
    days = [anniversary(a.start, 1) for a in waiting if a.start and a not in stopped and anniversary(a.start, 1) > facts.today]
    if days:
        reason = f"aucune année entière d’intérêts encore due : la première s’achève la veille du {long_day(min(days))}"
        yield NotClaimed("capitalisation", reason, RULE)


def _clear(account: Account, facts: Facts) -> bool:
    owed = account.interest_owed(facts.today)
    return owed is None or owed.cents <= 0


def deferred(facts: Facts, figures: Figures) -> Iterator[Diagnostic]:
    """DC310: interest rested during a year, so that none of it could be capitalised at its end."""
    for day, accounts in sorted(_deferred(figures).items()):
        numbers = enumerate_fr([account.number for account in accounts])
        message = (
            f"capitalisation non calculée au {long_day(day)} ({numbers}) : les intérêts n’ont pas couru l’année entière, "
            "ils attendent l’anniversaire suivant"
        )
        place = (
            facts.case.contract.place_of("capitalisation") if facts.case.contract.capitalisation else accounts[0].invoice.place
        )
        yield found("DC310", message, place, case=facts.case.id)


def _deferred(figures: Figures) -> dict[date, list[Account]]:
    days: dict[date, list[Account]] = {}
    for account in figures.ledger.open_accounts():
        for day in account.deferred:
            days.setdefault(day, []).append(account)
    return days
