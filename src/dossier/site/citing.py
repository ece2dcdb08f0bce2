"""What a piece is to its case: who cites it, to which other pieces it belongs, which findings touch it and which amounts they name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier.bundle.plan import LIST
from dossier.documents.citations import plain_citation
from dossier.documents.document import Document
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import NBSP, lower_first, short_day
from dossier.model.case import Case
from dossier.model.evidence import EvidenceRef
from dossier.model.ledger import Invoice
from dossier.pieces.bordereau import Piece
from dossier.site.lines import Group, Line
from dossier.site.papers import listed_documents
from dossier.site.timeline import Fact, link_of
from dossier.site.view import CaseView

MOST_AMOUNTS = 12
"""Amounts of findings that are looked for on the pages of one piece."""
Links = dict[str, list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that cites a piece: its words and path ('' for a place without page), then what it says there.

    `more` stands after the link; `places` are words with their paths: the lines of the décompte.
    """

    words: str
    path: str
    more: str = ""
    places: tuple[tuple[str, str], ...] = ()


def citations(view: CaseView, piece: Piece, groups: Sequence[Group], facts: Sequence[Fact], links: Links) -> list[Cited]:
    """Who cites a piece: lines of the décompte, facts of the chronology, the contract and the parties, documents."""
    home = f"cases/{view.case.id}"
    found = [*_lines(groups, piece, f"{home}/decompte.html")]
    for span in piece.cited_by:
        path = link_of(span, links)
        fact = next((f for f in facts if path.endswith(f"#{f.anchor}")), None)
        if fact:
            found.append(
                Cited(f"{short_day(fact.day)}", path, lower_first(fact.title) if fact.title[1:2].islower() else fact.title)
            )
        else:
            at = f"{span.file.rpartition('/')[2]}, ligne{NBSP}{span.line}"
            found.append(Cited(_party(view.case, piece), f"{home}/index.html", at))
    for document, _ in listed_documents(view):
        if piece.number in document.cites:
            found.append(Cited(document.title, f"{home}/documents/{document.id}.html", _where(document, piece)))
    return list(dict.fromkeys(found))


def _lines(groups: Sequence[Group], piece: Piece, page: str) -> list[Cited]:
    """The lines of the décompte that the piece proves, as one row."""
    lines = [line for group in groups for line in group.lines if _rests_on(line, piece)]
    if not lines:
        return []
    words = [(str(line.printed or line.number), f"{page}#{line.anchor}") for line in lines]
    once = tuple({text: (text, path) for text, path in reversed(words)}.values())[::-1]
    return [Cited("Décompte", page, "ligne" if len(once) == 1 else "lignes", once)]


def _rests_on(line: Line, piece: Piece) -> bool:
    return piece.number in line.pieces or any(piece.number in why.pieces for why in line.whys)


def _party(case: Case, piece: Piece) -> str:
    """What cites a piece from `affaire.yaml` or `dossier.yaml`: the contract, or the check of a party."""

    def has(evidence: Sequence[EvidenceRef]) -> bool:
        return any(way.endswith(f"/{ref.file}") for ref in evidence for way in (piece.path, *piece.other_paths))

    if has(case.contract.evidence):
        return "Contrat"
    return "Parties" if piece.nature == "identite" else "Affaire"


def _where(document: Document, piece: Piece) -> str:
    """Where a document cites a piece: its rank in the bordereau, its numbered paragraphs in an act."""
    if document.kind == LIST:
        return f"rang {piece.number}"
    numbers = document.cited_at.get(piece.number, ())
    return f"paragraphe{'s' if len(numbers) > 1 else ''} {plain_citation(numbers)}" if numbers else ""


def related(view: CaseView, piece: Piece) -> tuple[tuple[Piece, str], ...]:
    """The pieces of the same family by number, each with what binds it: invoice and credit note, one entry, an e-mail's annexe."""
    about = {invoice.number: invoice for invoice in view.case.invoices}
    found = []
    for other in view.bordereau.pieces:
        if other.number != piece.number and not other.withdrawn and (why := _bond(piece, other, about)):
            found.append((other, why))
    return tuple(found)


def _bond(piece: Piece, other: Piece, invoices: Mapping[str, Invoice]) -> str:
    """Why two pieces belong together; '' when they do not."""
    if other.original and any(annex.sha256 == other.original.sha256 for annex in piece.annexes):
        return "pièce jointe de ce courriel"
    if piece.original and any(annex.sha256 == piece.original.sha256 for annex in other.annexes):
        return "courriel qui la porte"
    if piece.invoice and piece.invoice == other.invoice:
        return f"facture {piece.invoice}"
    own, its = invoices.get(piece.invoice), invoices.get(other.invoice)
    if own and own.of and own.of == other.invoice:
        return f"facture que l’avoir {own.number} réduit"
    if its and its.of and its.of == piece.invoice:
        return f"avoir sur {piece.invoice}"
    same_entry = {(s.file, s.line) for s in piece.cited_by} & {(s.file, s.line) for s in other.cited_by}
    return "même entrée" if same_entry and not (piece.invoice or other.invoice) else ""


def about(view: CaseView, piece: Piece, links: Links) -> tuple[Diagnostic, ...]:
    """The findings of a piece: at its file, or at an entry of the journal or of the accounts that gives it as proof."""
    entries = {path for span in piece.cited_by if (path := link_of(span, links))}

    def touches(diagnostic: Diagnostic) -> bool:
        spans = (diagnostic.span, *(span for span, _ in diagnostic.related))
        return any(span.file == piece.path or (span.line and link_of(span, links) in entries) for span in spans)

    return tuple(diagnostic for diagnostic in view.diagnostics if touches(diagnostic))


_AMOUNT = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+,\d\d(?!\d)|\d+[,.]\d\d(?!\d)")


def amounts_in(diagnostic: Diagnostic) -> tuple[str, ...]:
    """The amounts that a finding names, as their digits: `456000` for 4 560,00 €."""
    texts = (diagnostic.message, *diagnostic.hints, *(text for _, text in diagnostic.related))
    return tuple(dict.fromkeys(re.sub(r"\D", "", found[0]) for text in texts for found in _AMOUNT.finditer(text)))


def amounts_to_find(found: Sequence[Diagnostic]) -> tuple[str, ...]:
    """The amounts to look for on the pages of a piece, sorted."""
    return tuple(sorted({digits for diagnostic in found for digits in amounts_in(diagnostic) if int(digits)})[:MOST_AMOUNTS])


def codes_by_amount(found: Sequence[Diagnostic]) -> dict[str, Diagnostic]:
    """The first finding that names each amount, by its digits."""
    return {digits: diagnostic for diagnostic in reversed(found) for digits in amounts_in(diagnostic)}
