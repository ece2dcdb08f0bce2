"""The payments of a case with what each paid, and the line of the décompte that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.claim.claim import Allocation, PaymentClaim
from dossier.claim.derivation.words import ALLOCATED_FR, title_words
from dossier.ground.money import Money
from dossier.site.anchors import distinct, named
from dossier.site.lines import Group
from dossier.site.view import CaseView


@dataclass(frozen=True, slots=True)
class Part:
    """What a payment took of one head: the amount, of what in words, the rule, and the fragment of its line ('' for none)."""

    amount: Money
    words: str
    rule: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Received:
    """A payment with its parts in the order of the claim, the numbers of the pieces that prove it, and its fragment."""

    payment: PaymentClaim
    parts: tuple[Part, ...]
    pieces: tuple[int, ...]
    anchor: str


def received(view: CaseView, groups: Sequence[Group]) -> tuple[Received, ...]:
    """The payments of a claim in their order."""
    anchors = distinct(named("versement", payment.date) for payment in view.claim.payments)
    return tuple(
        Received(
            payment,
            tuple(Part(p.amount, _words(view, p), p.rule, _line(groups, payment, p)) for p in payment.allocated),
            view.bordereau.numbers(payment.evidence),
            anchor,
        )
        for payment, anchor in zip(view.claim.payments, anchors, strict=True)
    )


def _words(view: CaseView, part: Allocation) -> str:
    """« intérêts, F-2026-014 », « principal, Jugement du 15/01/2026 »."""
    share = ALLOCATED_FR[part.to]
    title = next((title for title in view.claim.titles if title.act == part.invoice), None)
    return f"{share}, {title_words(title) if title else part.invoice}" if part.invoice else share


def _line(groups: Sequence[Group], payment: PaymentClaim, part: Allocation) -> str:
    """The fragment of the line by which a part lowers its head."""
    lines = [line for group in groups for line in group.lines if line.place == payment.place]
    return next((line.anchor for line in lines if line.invoice == part.invoice and line.amount == -part.amount), "")
