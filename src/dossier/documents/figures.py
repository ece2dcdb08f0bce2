"""What the claim says, in the words and figures that templates set. Nothing is computed here: sums of printed rows at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby, zip_longest
from typing import Any

from dossier.claim.claim import Claim, InvoiceClaim, Period
from dossier.documents.citations import plain_citation
from dossier.ground.french import MINUS, NBSP, amount, enumerate_fr, euros, long_day, number, percent, plural, short_day
from dossier.ground.money import ZERO, Money, total
from dossier.law.names import (
    INDEMNITE_FORFAITAIRE,
    MAJORATION_ACHETEUR_PUBLIC,
    MAJORATION_BCE,
    TAUX_LEGAL_AUTRES,
    TAUX_LEGAL_PARTICULIERS,
    TAUX_REFINANCEMENT_BCE,
)
from dossier.pieces.bordereau import Bordereau

MOST_ROWS = 6
"""Invoices that a letter lists; above, it gives their sums and refers to the décompte."""

DASH = "—"

LONG_NUMBER = 12
"""Signs of an invoice number that fit its column at the usual size."""
LARGE = Money.of(10**6)
"""From this sum on the columns of a table of invoices need smaller type."""


def sizes(rows: Iterable[InvoiceClaim]) -> str:
    """The classes of a table of invoices whose numbers or sums need smaller type: « longs », « grands », both or ''."""
    listed = list(rows)
    large = total(row.principal for row in listed) >= LARGE
    long_ = any(len(row.number) > LONG_NUMBER for row in listed)
    return f"{' longs' if long_ else ''}{' grands' if large else ''}"


def signed(money: Money | None) -> str:
    """An amount that is taken off: `− 300,00`, a dash for nothing."""
    if money is None or not money:
        return DASH
    return f"{MINUS}{NBSP}{amount(money)}"


def owing(claim: Claim) -> tuple[InvoiceClaim, ...]:
    """The invoices that are due and not paid, in the order of the claim."""
    return tuple(row for row in claim.invoices if row.state == "due" and row.outstanding != ZERO)


def bearing(claim: Claim) -> tuple[InvoiceClaim, ...]:
    """The invoices that still bear principal or interest, paid late ones included: the rows that make a total."""
    return tuple(row for row in claim.invoices if row.state in ("due", "paid") and owed_on(row) != ZERO)


def adds_up(claim: Claim) -> bool:
    """Whether the rows of `bearing` and the accessories make the total due: a title has rows of its own elsewhere."""
    totals = claim.totals
    rows = known_total(owed_on(row) for row in bearing(claim))
    return rows is not None and rows + totals.indemnity_due + totals.penalty_due + totals.costs_due == totals.due


def coming(claim: Claim, within: int) -> tuple[InvoiceClaim, ...]:
    """The invoices that fall due in the next days, *within* included."""
    last = claim.date + timedelta(days=within)
    return tuple(row for row in claim.invoices if row.state == "not_due" and row.due <= last)


def deducted(row: InvoiceClaim) -> Money | None:
    """What credit notes and payments took off the principal of an invoice."""
    return None if row.outstanding is None else row.principal - row.outstanding


def owed_on(row: InvoiceClaim) -> Money | None:
    """Principal and interest that an invoice still bears; its indemnity has a line of its own."""
    if row.outstanding is None or row.interest_due is None:
        return None
    return row.outstanding + row.interest_due


def interest_due(claim: Claim) -> Money | None:
    """The interest that is still owed on invoices and titles."""
    titles = [title.interest_due for title in claim.titles]
    return known_total([*(row.interest_due for row in claim.invoices if row.state in ("due", "paid")), *titles])


def known_total(amounts: Iterable[Money | None]) -> Money | None:
    """The sum of a printed column; None as soon as one of its rows is not known."""
    rows = tuple(amounts)
    known = [money for money in rows if money is not None]
    return total(known) if len(known) == len(rows) else None


def invoice_row(row: InvoiceClaim, bordereau: Bordereau, subject: str = "") -> Mapping[str, Any]:
    """One invoice as tables show it."""
    return {
        "numero": row.number, "date": short_day(row.date), "echeance": short_day(row.due), "objet": subject,
        "ttc": amount(row.principal), "deduit": signed(deducted(row)), "restant": amount(row.outstanding),
        "interets": amount(row.interest_due), "reste": amount(owed_on(row)),
        "pieces": plain_citation(bordereau.numbers(row.evidence)),
    }  # fmt: skip


def current_period(claim: Claim) -> Period | None:
    """The interest line that runs at the day of the claim: that of the last due invoice."""
    running = [row.periods[-1] for row in owing(claim) if row.periods]
    return max(running, key=lambda period: period.end) if running else None


def is_professional(claim: Claim) -> bool:
    """Whether the claim follows C. com. L441-10: only then may a letter name penalties and the fixed indemnity."""
    return claim.regime == "professionnels"


def indemnity(claim: Claim) -> str:
    """« 40 € » from the value of the law that was applied; '' when it was not."""
    value = next((v for v in claim.law_used if v.name == INDEMNITE_FORFAITAIRE), None)
    if value is None:
        return ""
    money = Money.of(value.decimal)
    return euros(money) if money.cents % 100 else f"{number(money.cents // 100)}{NBSP}€"


def indemnity_words(claim: Claim) -> str:
    """« 6 × 40,00 »: how many invoices bear the indemnity, when several do and each the same; '' otherwise."""
    each = [row.indemnity for row in claim.invoices if row.indemnity]
    return f"{len(each)}{NBSP}×{NBSP}{amount(each[0])}" if len(each) > 1 and len(set(each)) == 1 else ""


def rate_words(period: Period | None) -> str:
    """« au taux de 12,40 % l’an », or that of the contract; '' when no interest runs."""
    if period is None:
        return ""
    rate = f"{percent(period.rate.percent)}{NBSP}l’an"
    return f"au taux contractuel de {rate}" if period.rate.rule == "contrat" else f"au taux de {rate}"


_POINTS = {8: "huit", 10: "dix"}


def rate_rule_words(claim: Claim, short: bool = False) -> str:
    """How the rate of all interest lines is found, as an act says it: not the rate of one half-year but its rule.

    *short* is the form of a table: « au taux de la BCE majoré de dix points ».
    """
    periods = [period for row in owing(claim) for period in row.periods]
    names = {value.name for period in periods for value in period.rate.values}
    percents = {period.rate.percent for period in periods}
    contractual = {period.rate.rule for period in periods} == {"contrat"}
    if contractual and len(percents) == 1:
        return f"au taux contractuel de {percent(percents.pop())}{NBSP}l’an"
    points = next(
        (v.integer for p in periods for v in p.rate.values if v.name in (MAJORATION_BCE, MAJORATION_ACHETEUR_PUBLIC)), None
    )
    if TAUX_REFINANCEMENT_BCE in names and points in _POINTS:
        if short:
            return f"au taux de la BCE majoré de {_POINTS[points]} points"
        each = "" if MAJORATION_ACHETEUR_PUBLIC in names else ", relevé au premier jour de chaque semestre"
        bank = "la Banque centrale européenne à son opération de refinancement la plus récente"
        return f"au taux appliqué par {bank} majoré de {_POINTS[points]} points{each}"
    if names and names <= {TAUX_LEGAL_AUTRES, TAUX_LEGAL_PARTICULIERS}:
        return "au taux de l’intérêt légal" if not contractual else f"au taux contractuel : {periods[-1].rate.words}"
    return f"au taux détaillé au décompte ({periods[-1].rate.words})" if periods else ""


def invoices_words(rows: tuple[InvoiceClaim, ...]) -> str:
    """« la facture suivante », « les trois factures suivantes »."""
    if len(rows) > MOST_ROWS:
        return f"les {counted(len(rows))} factures détaillées au décompte joint"
    return "la facture suivante" if len(rows) < 2 else f"les {counted(len(rows))} factures suivantes"


_COUNTS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def counted(count: int) -> str:
    """« six », up to ten; figures above."""
    return _COUNTS[count] if count < len(_COUNTS) else number(count)


def invoices_counted(count: int) -> str:
    """« une facture », « six factures »."""
    return "une facture" if count == 1 else f"{counted(count)} factures"


def days_words(days: Iterable[date]) -> str:
    """« 16 et 28 février 2026 », « 14 décembre 2017, 4 et 15 janvier et 19 mars 2018 »: month and year once where shared."""
    months = [(key, list(group)) for key, group in groupby(sorted(set(days)), key=lambda day: (day.year, day.month))]
    words = []
    for ((year, _), group), after in zip_longest(months, months[1:]):
        split = [long_day(day).split(NBSP) for day in group]
        text = NBSP.join([enumerate_fr([parts[0] for parts in split]), split[0][1]])
        words.append(text if after and after[0][0] == year else f"{text}{NBSP}{year}")
    return enumerate_fr(words)


def due_span(rows: tuple[InvoiceClaim, ...]) -> str:
    """« échue le 15 mai 2025 », « échues du 15 mai au … »: full dates."""
    first, last = min(row.due for row in rows), max(row.due for row in rows)
    word = "échue" if len(rows) == 1 else "échues"
    return f"{word} le {long_day(first)}" if first == last else f"{word} entre le {long_day(first)} et le {long_day(last)}"


def days_late(rows: tuple[InvoiceClaim, ...], today: date) -> str:
    """« 14 jours » since the oldest due date; '' when none is past."""
    days = (today - min(row.due for row in rows)).days if rows else 0
    return plural(days, "jour") if days > 0 else ""
