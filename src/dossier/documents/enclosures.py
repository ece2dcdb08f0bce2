"""What letters enclose, as files: the décompte, copies of invoices, the bundle."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.claim.claim import InvoiceClaim
from dossier.documents.dispatch import Enclosure
from dossier.documents.matter import Matter

DECOMPTE, BUNDLE = "decompte", "bundle"
"""How an enclosure names the décompte, and the list of pieces with the pieces."""


def the_decompte(words: str) -> Enclosure:
    """The décompte of the case."""
    return Enclosure(words, documents=(DECOMPTE,))


def the_bundle(words: str = "bordereau et pièces") -> Enclosure:
    """The list of pieces and the pieces, as the bundle binds them."""
    return Enclosure(words, documents=(BUNDLE,))


def the_invoices(matter: Matter, rows: Iterable[InvoiceClaim], words: str) -> Enclosure:
    """Copies of some invoices: the pieces that are these invoices; no file when one of them has none."""
    numbers: list[int] = []
    for row in rows:
        cited = matter.bordereau.numbers(row.evidence)
        own = [p.number for p in matter.bordereau.pieces if p.number in cited and p.nature == "facture"]
        if not own:
            return Enclosure(words)
        numbers += own
    return Enclosure(words, pieces=tuple(sorted(set(numbers))))
