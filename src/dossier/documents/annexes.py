"""The tables below the total of a décompte: payments, accessories, the rates and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from dossier.claim.claim import Capitalisation, Claim, PaymentClaim, RateBasis
from dossier.claim.derivation.words import ALLOCATED_FR, MEANS_FR, title_words
from dossier.documents.articles import article
from dossier.documents.figures import DASH
from dossier.documents.matter import Matter
from dossier.ground.days import previous_day
from dossier.ground.french import NBSP, amount, percent, short_day, upper_first
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.law.parameters import shipped_law
from dossier.sheets.decompte_rows import accessories

Row = Mapping[str, str]


def payment_rows(claim: Claim) -> list[Row]:
    """Every payment with all that became of it: one that came back, and what found nothing to pay, included."""
    names = {title.act: title_words(title) for title in claim.titles}
    return [
        {
            "date": short_day(payment.date),
            "moyen": MEANS_FR.get(payment.means, upper_first(payment.means)),
            "sort": _fate(payment, names),
            "regle": " ; ".join(dict.fromkeys(article(part.rule) for part in payment.allocated)),
            "montant": amount(payment.amount),
        }
        for payment in claim.payments
    ]


def _fate(payment: PaymentClaim, names: Mapping[str, str]) -> str:
    """« F-2025-087 : intérêts 476,86, principal 2 523,14 », « rejeté le 10/06/2025 : compté pour rien »."""
    if payment.returned:
        when = f" le {short_day(payment.returned_on)}" if payment.returned_on else ""
        return f"rejeté{when}{NBSP}: ne compte pas"
    by_number: dict[str, list[str]] = {}
    for part in payment.allocated:
        by_number.setdefault(part.invoice, []).append(f"{ALLOCATED_FR[part.to]} {amount(part.amount)}")
    parts = [
        f"{names.get(number, number)}{NBSP}: {', '.join(words)}" if number else ", ".join(words)
        for number, words in by_number.items()
    ]
    if payment.unallocated:
        parts.append(f"non imputé {amount(payment.unallocated)}")
    if payment.payer == "tiers":
        parts.append("payé par un tiers")
    return " ; ".join(parts)


def accessory_rows(matter: Matter) -> list[Mapping[str, Any]]:
    """The clause pénale with its base, the costs one by one."""
    rows: list[Mapping[str, Any]] = []
    for row in accessories(matter.case, matter.claim):
        how = f"{percent(row.percent)} de {amount(row.base)}" if row.by_rate else ""
        since = f"le {short_day(row.day)}" if row.day and row.day != date.min else ""
        detail = ", ".join(part for part in (how, since) if part)
        rows.append(
            {
                "quoi": row.label, "detail": detail, "regle": article(row.rule), "montant": amount(row.amount),
                "jour": row.day, "somme": row.amount,
            }
        )  # fmt: skip
    return rows


def rate_rows(claim: Claim) -> list[Row]:
    """Each rate that lines bear, in the order of its first day: where it comes from, its days, its text.

    Half-years that follow each other at one rate are one row.
    """
    spans: dict[RateBasis, tuple[date, date]] = {}
    periods = [p for row in claim.invoices for p in row.periods] + [p for title in claim.titles for p in title.periods]
    for period in periods:
        first, last = spans.get(period.rate, (period.start, period.last))
        spans[period.rate] = (min(first, period.start), max(last, period.last))
    ordered = sorted(spans.items(), key=lambda item: (item[1], item[0].percent, item[0].words))
    return [_rate_row(list(run)) for _, run in groupby(ordered, key=lambda item: (item[0].percent, item[0].rule))]


def _rate_row(run: list[tuple[RateBasis, tuple[date, date]]]) -> Row:
    rate, (first, _) = run[0]
    last = max(days[1] for _, days in run)
    return {
        "taux": percent(rate.percent),
        "calcul": upper_first(rate.words) + (", inchangé ensuite" if len(run) > 1 else ""),
        "jours": f"du {short_day(first)} au {short_day(last)}",
        "regle": article(rate.rule),
    }


def source_rows(claim: Claim) -> list[Row]:
    """The values of law behind the figures: what, its values with their first days, where it stands, how sure it is."""
    known = shipped_law().parameters
    groups: dict[tuple[str, str, str], list[str]] = {}
    for value in claim.law_used:
        origin = "" if value.origin == "fourni" else f", donné par le créancier ({value.origin})"
        key = (value.name, value.reference.title, CERTAINTY_FR[value.certainty] + origin)
        groups.setdefault(key, []).append(f"{value.words} depuis le {short_day(value.start)}" if value.start else value.words)
    return [
        {
            "quoi": known[name].description if name in known else upper_first(name.replace("_", " ")),
            "valeurs": " ; ".join(values), "texte": article(title), "certitude": upper_first(sure),
        }
        for (name, title, sure), values in groups.items()
    ]  # fmt: skip


def readings(claim: Claim) -> tuple[tuple[str, str, str, Certainty], ...]:
    """What the figures rest on beside values of law and is no text that was read: what, what was retained, rule, how sure."""
    found = []
    if any(row.periods and row.start_certainty is not Certainty.TEXT for row in claim.invoices):
        kept = "le lendemain de sa présentation, à défaut de son envoi"
        found.append(("Premier jour des intérêts après une mise en demeure", kept, "C. civ. 1344-1", Certainty.INFERRED))
    if claim.totals.penalty:
        kept = "l’expiration du délai de la mise en demeure"
        found.append(("Jour où la clause pénale est encourue", kept, "C. civ. 1231-5", Certainty.SECONDARY))
    return tuple(found)


def reading_rows(claim: Claim) -> list[Row]:
    """These readings as rows of the table of sources."""
    return [
        {"quoi": what, "valeurs": kept, "texte": article(rule), "certitude": upper_first(CERTAINTY_FR[sure])}
        for what, kept, rule, sure in readings(claim)
    ]


def capitalisation_lines(events: Iterable[Capitalisation]) -> list[tuple[date, int, Row]]:
    """The days on which unpaid interest began to bear interest, as lines that stand before those of the day."""
    found: list[tuple[date, int, Row]] = []
    for event in events:
        words = f"Capitalisation au {short_day(event.day)} : {amount(event.amount)} d’intérêts échus produisent intérêt"
        basis = ", ".join(part for part in (article(event.rule), event.basis) if part)
        found.append((previous_day(event.day), 3, {"mouvement": f"{words} ({basis})", "montant": DASH}))
    return found
