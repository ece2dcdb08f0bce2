"""Money that came in, by a bank or by the firm's books, as payments of cases: who is sure is written, who is likely is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, euros, short_day
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.intake.desk import Desk
from dossier.intake.matching import LABEL, Book, Candidate, Entered, Ledger, Match, folded, matches, returned
from dossier.intake.placement import unsound
from dossier.intake.proposal import Proposal, Standing
from dossier.intake.source import NEW_CASE, Source
from dossier.load.placing import Unplaceable
from dossier.statements.line import BankLine

LIKELY, ACCEPTED = "likely", "accepted"
"""Names in `Asked.more`: whether likely matches are written too; origins that the person accepted, one a line."""
_MEANS = (
    ("virement", re.compile(r"\b(VIR|VIRT|VIREMENTS?|SCT)\b")),
    ("cheque", re.compile(r"\b(CHEQUES?|CHQ|REMISE CHQ)\b")),
    ("prelevement", re.compile(r"\b(PRLV|PRELEVEMENTS?|SDD)\b")),
    ("carte", re.compile(r"\b(CARTE|CB|TPE)\b")),
    ("especes", re.compile(r"\b(ESPECES|VERSEMENT ESPECES)\b")),
)
"""Words of a label by which a means is told, the first that fits; a transfer is what is left too."""


def payments(source: Source, lines: Sequence[BankLine], what: str, desk: Desk) -> list[Proposal]:
    """A proposal for each movement of a file, in its order. *what* tells of what file they are: « relevé », « comptabilité »."""
    book = book_of(desk)
    coming = iter(matches(lines, book, [entry for path, entry in desk.paid if path != source.path]))
    seen: Counter[str] = Counter()
    rows: list[Proposal] = []
    for line in lines:
        if line.amount.cents < 0:
            rows.append(_went_out(source, line, book))
        elif line.amount:
            key = f"releve:{line.day.isoformat()}:{line.amount.cents}:{folded(line.label[:LABEL])}"
            seen[key] += 1
            rows.append(_came_in(source, next(coming), f"{key}:{seen[key]}", what, desk))
    return rows


def book_of(desk: Desk) -> Book:
    """The cases of the desk, proposed ones too, as money is matched against them; made again only where a case has changed."""
    if desk.book is None or desk.book[0] != tuple(desk.cards.values()):
        appraised = {card.id: desk.appraised(card.id).claim if card.case is not None else None for card in desk.cards.values()}
        desk.book = (tuple(desk.cards.values()), Book([Ledger.of(card, appraised[card.id]) for card in desk.cards.values()]))
    return desk.book[1]


def _place(source: Source, line: BankLine) -> Span:
    """The line of a file of lines, else the file."""
    return Span(source.path, line.at, 1) if line.at else Span(source.path)


def _name(line: BankLine) -> str:
    return f"{euros(line.amount)} du {short_day(line.day)}, « {visible(line.label, 80)} »"


def _told(
    source: Source, standing: Standing, line: BankLine, why: str, *findings: Diagnostic, origin: str = "", case: str = ""
) -> Proposal:
    return Proposal(source.path, standing, (_name(line),), why, origin, case, findings=findings)


def _went_out(source: Source, line: BankLine, book: Book) -> Proposal:
    """Money that went out: of no concern, unless it names a debtor or an invoice; then a payment may have come back."""
    best = next((c for c in book.candidates(line) if c.numbers or c.names), None)
    if best is None:
        return _told(source, "other", line, "")
    paid, noted = returned(line, book.ledgers[best.case])
    if noted:
        return _told(source, "known", line, f"rejet déjà dans {best.case}", case=best.case)
    hints = (f"rejete_le: {line.day.isoformat()}, à l’entrée du {short_day(paid.day)}",) if paid is not None else ()
    why = ", ".join(best.reasons)
    fault = found("DC844", f"{_name(line)} : {why}", _place(source, line), hints=hints, case=best.case)
    return _told(source, "unsure", line, why, fault, case=best.case)


def _came_in(source: Source, match: Match, origin: str, what: str, desk: Desk) -> Proposal:
    line, chosen = match.line, _asked_for(match, desk)
    if match.standing == "known" and match.chosen is not None:
        return _told(source, "known", line, f"déjà dans {match.chosen.case}", origin=origin, case=match.chosen.case)
    if origin in desk.origins:
        return _told(source, "known", line, f"déjà lu pour {desk.origins[origin]}", origin=origin, case=desk.origins[origin])
    if match.standing == "none":
        return _told(source, "other", line, "", origin=origin)
    asked = _asked_case(desk)
    if asked and chosen is None:
        nearer = match.chosen or match.others[0]
        return _told(source, "other", line, f"convient mieux à {nearer.case} ({', '.join(nearer.reasons)})", origin=origin)
    if chosen is None:
        listed = enumerate_fr([f"{c.case} ({', '.join(c.reasons)})" for c in match.others[:5]], "ou")
        return _unsure(source, line, f"plusieurs affaires conviennent : {listed}", origin, "", match.others[0].case)
    accepted = origin in desk.asked.more.get(ACCEPTED, "").split("\n")
    reasons = ", ".join(chosen.reasons)
    if match.near is not None and not accepted:
        there = f"un paiement de ce montant, du {short_day(match.near.day)}, y est déjà sous une autre référence"
        return _unsure(source, line, f"{chosen.case} : {reasons} ; mais {there}", origin, chosen.case)
    if _early(line, chosen, desk) and not (accepted or asked):
        return _unsure(
            source, line, f"{chosen.case} : {reasons} ; mais avant le jour de la facture", origin, chosen.case, chosen.case
        )
    if match.standing == "likely" and not (accepted or desk.asked.more.get(LIKELY) or asked):
        return _unsure(source, line, f"{chosen.case} : {reasons}, et rien d’autre", origin, chosen.case, chosen.case)
    return _written(source, line, chosen, origin, what, desk, doubtful=match.standing != "sure" or _early(line, chosen, desk))


def _early(line: BankLine, chosen: Candidate, desk: Desk) -> bool:
    """Whether the invoice that a label names was made after the money came."""
    billed = desk.cards[chosen.case].billed.get(chosen.invoice)
    return billed is not None and line.day < billed.day


def _asked_case(desk: Desk) -> str:
    return desk.asked.case if desk.asked.case != NEW_CASE else ""


def _asked_for(match: Match, desk: Desk) -> Candidate | None:
    """The case of a movement; of several that fit as well the one that was asked for, and never another than that."""
    asked = _asked_case(desk)
    if not asked:
        return match.chosen
    rows = [*((match.chosen,) if match.chosen is not None else ()), *match.others]
    return next((row for row in rows if row.case == asked and row.weight == rows[0].weight), None)


def _unsure(source: Source, line: BankLine, why: str, origin: str, case: str, hinted: str = "") -> Proposal:
    hints = (f"--case {hinted}",) if hinted else ("si c’est le même, notez son libellé dans `reference` de l’entrée",)
    fault = found("DC843", f"{_name(line)} : {why}", _place(source, line), hints=hints)
    return _told(source, "unsure", line, why, fault, origin=origin, case=case)


def _written(source: Source, line: BankLine, chosen: Candidate, origin: str, what: str, desk: Desk, doubtful: bool) -> Proposal:
    card = desk.cards[chosen.case]
    where = _place(source, line)
    if unsound(card, ("affaire", "factures", "paiements")):
        fault = found("DC831", f"{_name(line)} : {chosen.case} a des erreurs de lecture", where, case=chosen.case)
        return _told(source, "unsure", line, fault.message, fault, case=chosen.case)
    reasons = ", ".join(chosen.reasons)
    head = [f"Importé de {source.name} ({what}{f', {line.id}' if line.id else ''}) : {reasons}."]
    if doubtful:
        head.append("à vérifier : ce paiement est bien de ce débiteur, pour cette créance")
    if chosen.numbers and not chosen.names and line.name:
        head.append(f"à vérifier : payé par {visible(line.name, 60)} ; `payeur: tiers` s’il a payé pour le débiteur")
    draft = desk.draft(chosen.case)
    invoice = chosen.invoice if chosen.numbers and not _early(line, chosen, desk) else ""
    means = next((name for name, words in _MEANS if words.search(folded(line.label))), "virement")
    try:
        draft.entry("paiements", f"{line.day.isoformat()}-{means}", _values(line, invoice, means), head)
    except Unplaceable as error:
        fault = found("DC831", f"{_name(line)} : {error.message}", where, hints=error.hints[:1], case=chosen.case)
        return _told(source, "refused", line, fault.message, fault, origin=origin, case=chosen.case)
    desk.paid.append((source.path, Entered(line.day, line.amount, folded(line.label[:LABEL]), chosen.case)))
    proposal = Proposal(source.path, "new", (_name(line),), reasons, origin)
    return desk.accept(draft.proposal(proposal))


def _values(line: BankLine, invoice: str, means: str) -> dict[str, Any]:
    """What the payer wrote designates the invoice (C. civ. 1342-10): only a single number that the label names is taken for that."""
    return {
        "date": line.day,
        "montant": line.amount,
        "moyen": means,
        "facture": invoice,
        "reference": line.label[:LABEL].rstrip(),
    }
