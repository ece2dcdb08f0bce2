"""What would change, for the terminal: two columns of figures, where the supposed payments go, the deadlines that move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.claim.claim import Claim, PaymentClaim
from dossier.claim.derivation.words import ALLOCATED_FR, of_words
from dossier.ground.french import NBSP, amount, enumerate_fr, euros, short_day
from dossier.ground.money import Money
from dossier.procedure.stage import STAGE_FR, Deadline, Stage, Step
from dossier.report.derivation import Paint
from dossier.report.text import cut, padded, shown, width, wrapped


@dataclass(frozen=True, slots=True)
class Side:
    """A case as it is, or as it would be: what is owed and where it stands on the day."""

    claim: Claim
    stage: Stage


@dataclass(frozen=True, slots=True)
class Change:
    """A deadline that differs: its title, and its day and state on each side; None where it is not there."""

    title: str
    before: Deadline | None
    after: Deadline | None


def changes(before: Stage, after: Stage) -> tuple[Change, ...]:
    """The deadlines whose day or state differs, in the order of the case."""

    def keyed(stage: Stage) -> dict[tuple[str, str, str, str], Deadline]:
        return {(d.id, d.debtor, d.invoice, d.act): d for d in stage.deadlines}

    old, new = keyed(before), keyed(after)
    found = []
    for key in dict.fromkeys([*old, *new]):
        one, two = old.get(key), new.get(key)
        if _when(one) != _when(two):
            known = two or one
            found.append(Change(known.title if known else "", one, two))
    return tuple(found)


def simulation_text(before: Side, after: Side, supposed: Sequence[PaymentClaim], columns: int, paint: Paint) -> str:
    """The page: without *supposed* payments one column says what will be owed on the day."""
    lines = [*_head(after, supposed, columns, paint), "", *_figures(before, after, bool(supposed), columns, paint)]
    for payment in supposed:
        lines += ["", *_allocation(payment, columns, paint)]
    moved = changes(before.stage, after.stage)
    if moved:
        lines += ["", paint("Échéances qui changent", "strong"), *(line for change in moved for line in _moved(change, columns))]
    lines += list(_actions(before.stage, after.stage, columns, paint))
    return "\n".join(line.rstrip() for line in lines)


def _head(after: Side, supposed: Sequence[PaymentClaim], columns: int, paint: Paint) -> Iterator[str]:
    day = short_day(after.claim.date)
    if not supposed:
        words = f"{after.claim.case} au {day}, si rien n’est payé ni saisi d’ici là"
    else:
        sums = enumerate_fr([f"{euros(p.amount)} le {short_day(p.date)}" for p in supposed])
        words = f"{after.claim.case} au {day}, avec et sans {sums}"
    yield from (paint(line, "strong") for line in wrapped(words, columns))
    yield from (paint(line, "faint") for line in wrapped(f"Simulation{NBSP}: rien n’est écrit dans le classeur.", columns))


_ROWS = ("Principal, avoirs déduits", "Intérêts courus", "Indemnités forfaitaires", "Clause pénale", "Frais à la charge du débiteur",
         "Versements", "Reste dû", "Exigible ce jour", "Par jour supplémentaire", "À échoir, en plus")  # fmt: skip
_TOTAL = 6


def _amounts(side: Side) -> tuple[Money | None, ...]:
    totals = side.claim.totals
    return (
        totals.principal, totals.interest, totals.indemnity, totals.penalty, totals.costs, -totals.paid, totals.due,
        side.stage.due_now, side.claim.per_day, totals.not_due,
    )  # fmt: skip


def _figures(before: Side, after: Side, both: bool, columns: int, paint: Paint) -> Iterator[str]:
    heads = ("Sans", "Avec", "Écart") if both else (f"Au {short_day(after.claim.date)}",)
    rows = []
    for label, old, new in zip(_ROWS, _amounts(before), _amounts(after), strict=True):
        gap = None if old is None or new is None else new - old
        cells = (amount(old), amount(new), _signed(gap)) if both else (amount(new),)
        rows.append((label, cells))
    wide = max(14, *(width(cell) for _, cells in rows for cell in (*cells, *heads)))
    left = columns - len(heads) * (wide + 2)
    yield padded("€", left) + "".join(f"  {padded(head, wide, right=True)}" for head in heads)
    yield "─" * left + "".join("  " + "─" * wide for _ in heads)
    for index, (label, cells) in enumerate(rows):
        line = padded(cut(label, left), left) + "".join(f"  {padded(cell, wide, right=True)}" for cell in cells)
        yield paint(line, "strong") if index == _TOTAL else line
    yield from _stages(before.stage, after.stage, columns)


def _signed(gap: Money | None) -> str:
    if gap is None:
        return "—"
    return "=" if not gap else amount(gap) if gap.cents < 0 else f"+{NBSP}{amount(gap)}"


def _stages(before: Stage, after: Stage, columns: int) -> Iterator[str]:
    old, new = STAGE_FR[before.stage], STAGE_FR[after.stage]
    words = f"Étape{NBSP}: {new}, au lieu de {old}" if old != new else f"Étape{NBSP}: {new}"
    yield ""
    yield from wrapped(words, columns)


def _allocation(payment: PaymentClaim, columns: int, paint: Paint) -> Iterator[str]:
    """Where a supposed payment would go, each part with its rule, what nothing takes up last."""
    named = f" sur {payment.invoice}" if payment.invoice else ""
    worth = euros(payment.amount)
    title = cut(shown(f"Imputation du versement du {short_day(payment.date)}{named}"), columns - width(worth) - 2)
    yield paint(title + " " * (columns - width(title) - width(worth)) + worth, "strong")
    if payment.unallocated is None:
        yield f"  inconnue{NBSP}: une valeur de la loi manque (DC301)"
        return
    rows = [(f"{ALLOCATED_FR[p.to]}{of_words(p.invoice)}  {p.rule}", p.amount) for p in payment.allocated]
    if payment.unallocated:
        rows.append((f"sans imputation{NBSP}: trop-perçu, ou facture à désigner", payment.unallocated))
    for words, part in rows:
        figure = amount(part)
        left = cut(shown(f"  {words}"), columns - 4 - width(figure))
        yield left + " " * (columns - 2 - width(left) - width(figure)) + figure


def _moved(change: Change, columns: int) -> Iterator[str]:
    lines = wrapped(
        f"{change.title}{NBSP}: {_when(change.before, 'nouveau')} → {_when(change.after, 'ne court plus')}", columns - 4
    )
    for index, line in enumerate(lines):
        yield ("  " if index == 0 else "    ") + line


def _when(deadline: Deadline | None, absent: str = "") -> str:
    """`03/12/2026, en cours`: what a reader compares."""
    if deadline is None:
        return absent
    if deadline.state == "unknown":
        return "jour inconnu"
    safe = f" (prudent{NBSP}: {short_day(deadline.safe_day)})" if deadline.safe_day != deadline.last_day else ""
    return f"{short_day(deadline.last_day)}{safe}, {deadline.state_words}"


def _actions(before: Stage, after: Stage, columns: int, paint: Paint) -> Iterator[str]:
    """The actions that open or close."""
    for title, one, two in (("Actions qui s’ouvrent", after, before), ("Actions qui se ferment", before, after)):
        known = {(step.action, step.debtor, step.level) for step in two.next}
        gained = [_step(step) for step in one.next if (step.action, step.debtor, step.level) not in known]
        if gained:
            yield ""
            yield paint(title, "strong")
            yield from (f"  {line}" for words in gained for line in wrapped(words, columns - 2))


def _step(step: Step) -> str:
    return f"{step.title} ({step.rule})" if step.rule else step.title
