"""The décompte of a case for the terminal: regime, choices, each invoice to its last line, payments, totals, what is left aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.claim.claim import Claim, InvoiceClaim, NotClaimed
from dossier.claim.derivation import invoices, sums
from dossier.claim.derivation.tree import Derivation, Reason, walk
from dossier.claim.derivation.words import CHOICE_VALUE_FR, IN_EXCESS, REGIME_FR, in_excess, reading_words
from dossier.claim.derivation.zeros import zero_reasons
from dossier.claim.regime import choose_regime
from dossier.ground.french import NBSP, amount, euros, short_day
from dossier.ground.money import ZERO, Money
from dossier.model.case import Case
from dossier.report.derivation import Page, Paint
from dossier.report.diagnostics import plain
from dossier.report.text import width, wrapped

_STATES = {
    "due": "échue le", "not_due": "à échoir le", "paid": "payée, échue le", "titled": "comprise dans la décision et ne compte que là ; échue le",
}  # fmt: skip


def decompte_text(case: Case, claim: Claim, columns: int = 79, paint: Paint = plain) -> str:
    """Everything that makes the total, every figure with its rule; *columns* is the width of the terminal."""
    page = Page(claim, case.folder, columns, paint)
    blocks = [*_invoices(case, claim), *_beside(case, claim)]
    page.fit(*blocks)
    parts = [_head(case, claim, page)]
    elsewhere = {invoice.number for invoice in claim.invoices if invoice.state == "titled"}
    parts += [_block(page, block, block.name in elsewhere) for block in blocks] or [["Aucune facture."]]
    if claim.payments:
        parts.append(_block(page, sums.paid(case, claim)))
    parts.append(_totals(case, claim, page))
    parts += [list(_reasons(page, title, reasons)) for title, reasons in _beside_total(claim) if reasons]
    rates = _rates(blocks)
    if rates:
        parts.append([page.paint("Taux et calcul", "strong"), *page.reasons(rates)])
    return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts)


def _head(case: Case, claim: Claim, page: Page) -> list[str]:
    regime, chosen = REGIME_FR.get(claim.regime, claim.regime), choose_regime(case)
    order = claim.choices.get("imputation", "")
    choices = [
        f"imputation{NBSP}: {CHOICE_VALUE_FR.get((name, value), value)}" if value == order
        else CHOICE_VALUE_FR.get((name, value), f"{name}{NBSP}: {value}")
        for name, value in sorted(claim.choices.items())
    ]  # fmt: skip
    lines = [
        page.heading(f"Décompte de {claim.case}", euros(claim.totals.due)),
        f"Arrêté au {short_day(claim.date)} compris ; {page.surety(sums.due(case, claim))}.",
        f"Régime{NBSP}: {regime} ({chosen.rule}) — {claim.regime_reason}.",
        f"Choix de calcul{NBSP}: {' ; '.join(choices)}.",
    ]
    gaps = page.missing() if claim.totals.due is None else ()
    return [lines[0], *(line for text in lines[1:] for line in wrapped(text, page.columns)), *gaps]


def _invoices(case: Case, claim: Claim) -> Iterator[Derivation]:
    """A block for each invoice, with its state and why it is due when it is, and one for each decision."""
    for invoice in claim.invoices:
        yield _invoice(case, claim, invoice)
    for title in claim.titles:
        yield replace(invoices.title_whole(case, claim, title), words="")


def _invoice(case: Case, claim: Claim, invoice: InvoiceClaim) -> Derivation:
    node = invoices.whole(case, claim, invoice)
    why = f"{_STATES[invoice.state]} {short_day(invoice.due)}{NBSP}: {invoice.due_reason}"
    if invoice.interest_reason and invoice.state != "titled":
        start = f"intérêts depuis le {short_day(invoice.periods[0].start)}" if invoice.periods else "intérêts"
        why += f" ; {start}{NBSP}: {invoice.interest_reason}"
    return replace(node, words=why if node.amount is not None else f"{why} ; {node.words}")


def _beside(case: Case, claim: Claim) -> Iterator[Derivation]:
    """The penalty and the costs, where there are any."""
    for node in (sums.penalty(case, claim), sums.costs(case, claim)):
        if node.amount:
            yield node


def _block(page: Page, node: Derivation, elsewhere: bool = False) -> list[str]:
    """A figure with its words and its rows; one that counts *elsewhere*, in a decision, has no amount beside its name."""
    title = node.title if node.name != "paid" else "Versements, et où ils sont allés"
    lines = [page.heading(title, "ne compte plus" if elsewhere else euros(node.amount))]
    lines += [page.paint(line, "faint") for line in wrapped(node.words, page.columns)] if node.words else []
    lines += list(page.rows(node, 1, 9))
    if node.name == "paid":
        lines += [line for reason in node.reasons for line in _hanging(_told(reason), page)]
    return lines


def _totals(case: Case, claim: Claim, page: Page) -> list[str]:
    totals = claim.totals
    rows: list[tuple[str, Money | None]] = [
        ("Principal, avoirs déduits", totals.principal),
        ("Versements imputés au principal", None if totals.outstanding is None else totals.outstanding - totals.principal),
        ("Intérêts courus", totals.interest),
        ("Intérêts payés", -totals.interest_paid),
        ("Intérêts remis", -totals.interest_waived),
        ("Indemnités forfaitaires", totals.indemnity),
        ("Indemnités payées", -totals.indemnity_paid),
        ("Clause pénale", totals.penalty),
        ("Clause pénale payée", -totals.penalty_paid),
        ("Frais à la charge du débiteur", totals.costs),
        ("Frais payés", -totals.costs_paid),
    ]
    heads = {
        "Principal, avoirs déduits": "principal", "Intérêts courus": "interest", "Indemnités forfaitaires": "indemnity",
        "Clause pénale": "penalty", "Frais à la charge du débiteur": "costs",
    }  # fmt: skip
    why = zero_reasons(case, claim)
    lines = [page.heading(f"Total au {short_day(claim.date)}", euros(totals.due))]
    for label, money in rows:
        if money is None or money or label in heads:
            reason = why[heads[label]] if money == ZERO and label in heads else ""
            lines.append(_total_row(page, label, money, reason))
    lines += page.total(totals.due, "  Reste dû")
    if in_excess(claim):
        lines.append(page.right(amount(in_excess(claim)), f"  {IN_EXCESS} (DC306)"))
    lines.append(page.right(amount(claim.per_day), "  puis, par jour supplémentaire"))
    if totals.not_due:
        lines.append(page.right(amount(totals.not_due), "  à échoir, en plus"))
    return lines


def _total_row(page: Page, label: str, money: Money | None, reason: str) -> str:
    """A head and its sum; why it is nothing beside its name, or where that is said when it is long."""
    told = f"  {label}"
    if reason:
        short = f"  {label.removesuffix(' à la charge du débiteur')}{NBSP}: "
        room = page.columns - width(short) - 16
        told = short + (reason if width(reason) <= room else "voir «\u00a0Non demandé\u00a0»")
    return page.right(amount(money), told)


def _beside_total(claim: Claim) -> Iterator[tuple[str, Sequence[NotClaimed]]]:
    """What is not asked, and the other totals, under their headings."""
    yield "Non demandé", claim.not_claimed
    yield (
        "Autres lectures",
        [NotClaimed(f"{reading_words(a.choice)}, total {euros(a.total)}", a.reason) for a in claim.alternatives],
    )


def _reasons(page: Page, title: str, rows: Sequence[NotClaimed]) -> Iterator[str]:
    yield page.paint(title, "strong")
    for row in rows:
        text = f"{row.what} — {row.reason}" + (f" ({row.rule})" if row.rule else "")
        yield from _hanging(text, page)


def _hanging(text: str, page: Page) -> Iterator[str]:
    """A text whose second line and the others stand further in."""
    for index, line in enumerate(wrapped(text, page.columns - 4)):
        yield ("  " if index == 0 else "    ") + line


def _told(reason: Reason) -> str:
    return f"{reason.label}{NBSP}: {reason.value}, {reason.words}" + (f" ({reason.rule})" if reason.rule else "")


def _rates(blocks: Sequence[Derivation]) -> list[Reason]:
    """The rates, the year and the rounding of all lines, each once."""
    found = [reason for block in blocks for row in walk(block) if row.period is not None for reason in row.reasons]
    return list(dict.fromkeys(reason for reason in found if reason.label in ("Taux", "Année", "Arrondi")))
