"""The numbered lines of a décompte: what each says, its amount, and the number under which acts cite it.

Numbers run through the whole document in the order in which it is read: the sums at its head, each invoice, the recapitulation,
payments, accessories. The same claim gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from dossier.claim.claim import Claim, CreditLine, InvoiceClaim, PaymentClaim, Period, TitleClaim
from dossier.claim.derivation.words import ALLOCATED_FR, IN_EXCESS, credit_words, in_excess
from dossier.documents import annexes, figures
from dossier.documents.articles import article, without_code
from dossier.documents.matter import Matter
from dossier.documents.recapitulation import PAYMENTS, after_words, recapitulation
from dossier.ground.french import NBSP, amount, lower_first, percent, short_day, upper_first
from dossier.ground.money import Money

LONGEST_GROUP = 34
"""Lines of one invoice that fit a page: a longer group may be cut."""

TOTAL, AFTER = "total", "after"
WITHHELD, WAIVED = "withheld", "waived"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines of a décompte as its template sets them, each with its number `n`.

    `places` says where a figure stands, by what it is: its amount and its lines, first to last. `numbers` gives the number of a line
    by its key (`row_key`, `payment_line_key`, `head_key`, `cost_key`), for another table of the same claim to bear it.
    """

    figures: tuple[Row, ...]
    groups: tuple[Row, ...]
    recapitulation: tuple[Row, ...]
    total: int
    excess: Row | None
    after: Row | None
    payments: tuple[Row, ...]
    accessories: tuple[Row, ...]
    places: Mapping[str, tuple[Money | None, tuple[int, ...]]]
    numbers: Mapping[str, int]

    def lines(self, key: str, money: Money | None) -> tuple[int, ...]:
        """The lines on which a figure stands; () when the décompte says another one, or none."""
        said, lines = self.places.get(key, (None, ()))
        return lines if said is not None and said == money else ()


def statement(matter: Matter) -> Statement | None:
    """The lines of the décompte of a case; None when an amount is not known or its rows do not make its total."""
    claim = matter.claim
    rows = recapitulation(matter.case, claim) if claim.totals.due is not None else None
    if rows is None:
        return None
    numbers = count(1)
    shown = _numbered(head_figures(matter), numbers)
    groups = [_group(group, numbers) for group in (*_invoice_groups(matter), *_title_groups(matter))]
    recap = _numbered(rows, numbers)
    total = next(numbers)
    excess = in_excess(claim)
    over = {"n": next(numbers), "quoi": upper_first(IN_EXCESS), "montant": amount(excess)} if excess else None
    words = after_words(claim)
    after: Row | None = {"n": next(numbers), "texte": words} if words else None
    payments = _numbered(annexes.payment_rows(claim), numbers)
    extras = _numbered(annexes.accessory_rows(matter), numbers)
    places = dict(_places(matter, shown, groups, recap, payments, extras))
    places[TOTAL] = (claim.totals.due, (total,))
    if after:
        places[AFTER] = (claim.per_day, (after["n"],))
    return Statement(
        tuple(shown), tuple(groups), tuple(recap), total, over, after, tuple(payments), tuple(extras), places,
        dict(_line_numbers(claim, groups, recap, payments, extras)),
    )  # fmt: skip


def head_key(head: str) -> str:
    """The key of one of the five heads: principal, interest, indemnity, penalty, costs."""
    return f"head:{head}"


def debt_key(number: str) -> str:
    """The key of an invoice or a decision: all lines of its group."""
    return f"debt:{number}"


def credit_key(invoice: str, credit: CreditLine) -> str:
    """The key of a credit note on an invoice."""
    return f"credit:{invoice}:{credit.number}"


def payment_key(index: int) -> str:
    """The key of a payment by its rank in the claim, from 0."""
    return f"payment:{index}"


def cost_key(label: str, day: date | None) -> str:
    """The key of a cost or an accessory."""
    return f"cost:{label}:{day}"


def row_key(debt: str, what: str = "") -> str:
    """The key of a line in the group of an invoice or a decision; its head for ''."""
    return f"row:{debt}:{what}"


def period_key(period: Period) -> str:
    """What tells a period of interest in its group."""
    return f"period:{period.start}"


def reduction_key(credit: CreditLine) -> str:
    """What tells a credit note or a waiver in its group."""
    return f"credit:{credit.number}:{credit.date}:{credit.place}"


def payment_line_key(payment: PaymentClaim) -> str:
    """What tells a payment, in the table of payments and in the groups that it went to."""
    return f"payment:{payment.place}"


def _line_numbers(
    claim: Claim, groups: Iterable[Row], recap: Iterable[Row], payments: Iterable[Row], extras: Iterable[Row]
) -> Iterator[tuple[str, int]]:
    for group in groups:
        yield row_key(group["cle"]), group["n"]
        for line in group["lignes"]:
            if line.get("cle"):
                yield row_key(group["cle"], line["cle"]), line["n"]
    for row in recap:
        if row["tete"]:
            yield head_key(row["tete"]), row["n"]
    for payment, row in zip(claim.payments, payments, strict=True):
        yield payment_line_key(payment), row["n"]
    for row in extras:
        yield cost_key(row["quoi"], row["jour"]), row["n"]


def _numbered(rows: Iterable[Row], numbers: Iterator[int]) -> list[Row]:
    return [{**row, "n": next(numbers)} for row in rows]


def _group(group: Row, numbers: Iterator[int]) -> Row:
    first = next(numbers)
    lines = _numbered(group["lignes"], numbers)
    return {**group, "n": first, "lignes": lines, "reste_n": next(numbers)}


def _places(
    matter: Matter,
    shown: Iterable[Row],
    groups: Iterable[Row],
    recap: Iterable[Row],
    payments: Iterable[Row],
    extras: Iterable[Row],
) -> Iterator[tuple[str, tuple[Money | None, tuple[int, ...]]]]:
    """Where each figure that an act may cite stands."""
    claim = matter.claim
    for row in shown:
        yield head_key(row["cle"]), (row["somme"], (row["n"],))
    for group in groups:
        yield debt_key(group["cle"]), (group["somme"], tuple(range(group["n"], group["reste_n"] + 1)))
        for line in group["lignes"]:
            if "avoir" in line:
                yield credit_key(group["cle"], line["avoir"]), (line["avoir"].amount, (line["n"],))
    for row in recap:
        if row["cle"] == PAYMENTS:
            yield PAYMENTS, (-row["somme"], (row["n"],))
    for index, (payment, row) in enumerate(zip(claim.payments, payments, strict=True)):
        yield payment_key(index), (payment.amount, (row["n"],))
    for row in extras:
        yield cost_key(row["quoi"], row["jour"]), (row["somme"], (row["n"],))


def head_figures(matter: Matter) -> list[Row]:
    """The four or five figures above the table; a head that is zero has none."""
    claim, totals = matter.claim, matter.claim.totals
    words = figures.indemnity_words(claim)
    heads: list[tuple[str, str, Money | None]] = [
        ("principal", "Principal restant dû", totals.outstanding),
        ("interest", "Intérêts restant dus", figures.interest_due(claim)),
        ("indemnity", f"Indemnités, {words}" if words and not totals.indemnity_paid else "Indemnités", totals.indemnity_due),
        ("penalty", "Clause pénale", totals.penalty_due),
        ("costs", "Frais", totals.costs_due),
    ]
    return [
        {"cle": head, "quoi": what, "montant": amount(money), "somme": money}
        for i, (head, what, money) in enumerate(heads)
        if money or i < 2
    ]


def _is_short(claim: Claim) -> bool:
    """Whether the head of the column names the code, so that lines leave it out."""
    return figures.is_professional(claim)


def _invoice_groups(matter: Matter) -> Iterator[Row]:
    for row in matter.claim.invoices:
        lines = _lines(matter, row, _is_short(matter.claim))
        if row.state != "not_due" and (lines or row.outstanding):
            yield {
                "cle": row.number,
                "somme": None if row.state == "titled" else figures.owed_on(row),
                "facture": row,
                "numero": row.number,
                "detail": f"du {short_day(row.date)}, échue le {short_day(row.due)}",
                "mot": f"principal{NBSP}TTC",
                "principal": amount(row.principal),
                "lignes": lines,
                "longue": len(lines) > LONGEST_GROUP,
                "reste_mot": "Couverte par le titre," if row.state == "titled" else "Reste dû,",
                "reste_nom": row.number,
                "reste_detail": f"principal {amount(row.outstanding)}  +  intérêts {amount(row.interest_due)}",
                "reste": figures.DASH if row.state == "titled" else amount(figures.owed_on(row)),
            }


def _lines(matter: Matter, row: InvoiceClaim, short: bool) -> list[Row]:
    """Periods, payments and credit notes of an invoice in the order of their days."""
    dated: list[tuple[date, int, Row]] = [(p.last, 1, period_line(p, short)) for p in row.periods]
    for credit in row.credits:
        how = (
            "déduit du principal à l’échéance"
            if credit.effective is None
            else f"déduit à compter du {short_day(credit.effective)}"
        )
        text = f"{upper_first(credit_words(credit))} du {short_day(credit.date)}, {how}"
        when = credit.effective or date.min
        dated.append(
            (
                when,
                0,
                {"mouvement": text, "montant": figures.signed(credit.amount), "avoir": credit, "cle": reduction_key(credit)},
            )
        )
    if row.lost_discount:
        dated.append((date.min, 0, {"mouvement": upper_first(row.lost_discount), "montant": figures.DASH}))
    for payment in matter.claim.payments:
        line = _payment_line(payment, row.number)
        if line:
            dated.append((payment.date, 2, line))
    dated += annexes.capitalisation_lines(row.capitalisations)
    if row.withheld:
        text = "Retenue de garantie, pas encore libérable"
        dated.append((date.min, 0, {"mouvement": text, "montant": figures.signed(row.withheld), "cle": WITHHELD}))
    if row.interest_waived:
        dated.append(
            (
                date.max,
                3,
                {"mouvement": "Intérêts remis par le créancier", "montant": figures.signed(row.interest_waived), "cle": WAIVED},
            )
        )
    return [line for _, _, line in sorted(dated, key=lambda item: item[:2])]


def period_line(period: Period, short: bool) -> Row:
    """One line of interest; *short* leaves out the code that the column's head names."""
    rule = without_code(period.rate.rule) if short and period.rate.rule.startswith("C. com.") else article(period.rate.rule)
    return {
        "mouvement": "", "du": short_day(period.start), "au": short_day(period.last), "jours": str(period.days),
        "base": amount(period.base), "taux": percent(period.rate.percent), "article": rule, "montant": amount(period.amount),
        "cle": period_key(period),
    }  # fmt: skip


def _payment_line(payment: PaymentClaim, number: str) -> Row | None:
    """« Versement du 03/09/2025 : intérêts 476,86, principal 2 523,14 (C. civ., art. 1343-1) ».

    The forty euros stand outside the group, so what went to them does too: the lines of a group make what is left of it.
    """
    parts = [a for a in payment.allocated if a.invoice == number and a.to in ("interest", "principal")]
    if not parts:
        return None
    heads = ", ".join(f"{ALLOCATED_FR[a.to]} {amount(a.amount)}" for a in parts)
    rules = " et ".join(dict.fromkeys(article(a.rule) for a in parts))
    text = f"Versement du {short_day(payment.date)} : {heads} ({rules})"
    whole = figures.signed(figures.known_total(a.amount for a in parts))
    return {"mouvement": text, "montant": whole, "cle": payment_line_key(payment)}


def _title_groups(matter: Matter) -> Iterator[Row]:
    for title in matter.claim.titles:
        yield {
            "cle": title.act,
            "somme": _title_owed(title),
            "facture": None,
            "numero": _title_name(title),
            "detail": _title_words(title),
            "mot": "accordé",
            "principal": amount(title.amount),
            "lignes": _title_lines(matter.claim, title, _is_short(matter.claim)),
            "longue": len(title.periods) > LONGEST_GROUP,
            "reste_mot": "Reste dû,",
            "reste_nom": lower_first(_title_name(title)),
            "reste_detail": _title_rest(title),
            "reste": amount(_title_owed(title)),
        }


def _title_lines(claim: Claim, title: TitleClaim, short: bool) -> list[Row]:
    """Periods of the title and the payments that went to it, in the order of their days."""
    dated = [(period.last, 0, period_line(period, short)) for period in title.periods]
    dated += annexes.capitalisation_lines(title.capitalisations)
    for payment in claim.payments:
        line = _payment_line(payment, title.act)
        if line:
            dated.append((payment.date, 1, line))
    return [line for _, _, line in sorted(dated, key=lambda item: item[:2])]


def _title_name(title: TitleClaim) -> str:
    names = {"ordonnance_injonction": "Ordonnance", "jugement": "Jugement"}
    return names.get(title.act, title.act.replace("_", " ").capitalize())


def _title_words(title: TitleClaim) -> str:
    """« du 1er octobre 2026, intérêts à compter du 1er septembre 2026 »."""
    words = f"intérêts {title.words}" if title.words.startswith("à compter") else title.words
    return ", ".join(part for part in (f"du {short_day(title.date)}" if title.date != date.min else "", words) if part)


def _title_rest(title: TitleClaim) -> str:
    """What is left of the amount and of its interest; accessories stand with the costs in the recapitulation."""
    return f"principal {amount(title.outstanding)}  +  intérêts {amount(title.interest_due)}"


def _title_owed(title: TitleClaim) -> Money | None:
    if title.outstanding is None or title.interest_due is None:
        return None
    return title.outstanding + title.interest_due
