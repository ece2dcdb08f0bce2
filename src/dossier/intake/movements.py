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
from dossier.intake.matching import Candidate, Fresh, Ledger, Match, candidate_of, folded, matches
from dossier.intake.placement import unsound
from dossier.intake.proposal import Proposal, Standing
from dossier.intake.source import NEW_CASE, Source
from dossier.load.placing import Unplaceable
from dossier.statements.line import BankLine

LIKELY, ACCEPTED = "likely", "accepted"
"""Names in `Asked.more`: whether likely matches are written too; origins that the person accepted, one a line."""
_MEANS = (
    ("cheque", re.compile(r"\b(CHEQUES?|CHQ|REMISE CHQ)\b")),
    ("prelevement", re.compile(r"\b(PRLV|PRELEVEMENTS?|SDD)\b")),
    ("carte", re.compile(r"\b(CARTE|CB|TPE)\b")),
    ("especes", re.compile(r"\b(ESPECES|VERSEMENT ESPECES)\b")),
)
"""Words of a label by which a means is told; a transfer is what is left."""


def ledgers(desk: Desk) -> list[Ledger | Fresh]:
    """The cases of the desk, proposed ones too, as money is matched against them."""
    rows: list[Ledger | Fresh] = []
    for card in desk.cards.values():
        if card.case is None:
            rows.append(Fresh(card))
        else:
            rows.append(Ledger(card.case, desk.appraised(card.id).claim))
    return rows


def payments(source: Source, lines: Sequence[BankLine], what: str, desk: Desk) -> list[Proposal]:
    """A proposal for each movement of a file, in its order. *what* tells of what file they are: « relevé », « comptabilité »."""
    held = ledgers(desk)
    asked = desk.asked.case if desk.asked.case != NEW_CASE else ""
    if asked:
        held = [ledger for ledger in held if ledger.id == asked]
    coming = iter(matches(lines, held))
    seen: Counter[str] = Counter()
    rows: list[Proposal] = []
    for line in lines:
        if line.amount.cents < 0:
            rows.append(_went_out(source, line, held))
        elif line.amount:
            key = f"releve:{line.day.isoformat()}:{line.amount.cents}:{folded(line.label)}"
            seen[key] += 1
            rows.append(_came_in(source, next(coming), f"{key}:{seen[key]}", what, desk))
    return rows


def _name(line: BankLine) -> str:
    return f"{euros(line.amount)} du {short_day(line.day)}, « {visible(line.label, 80)} »"


def _told(
    source: Source, standing: Standing, line: BankLine, why: str, *findings: Diagnostic, origin: str = "", case: str = ""
) -> Proposal:
    return Proposal(source.path, standing, (_name(line),), why, origin, case, findings=findings)


def _went_out(source: Source, line: BankLine, held: Sequence[Ledger | Fresh]) -> Proposal:
    """Money that went out: of no concern, unless it names a debtor or an invoice; then a payment may have come back."""
    likely = [c for ledger in held if (c := candidate_of(line, ledger)) and (c.numbers or c.names)]
    if not likely:
        return _told(source, "other", line, "")
    best = max(likely, key=lambda c: (c.weight, c.case))
    fault = found("DC844", f"{_name(line)} : {', '.join(best.reasons)}", Span(source.path, line.at or 1), case=best.case)
    return _told(source, "unsure", line, ", ".join(best.reasons), fault, case=best.case)


def _came_in(source: Source, match: Match, origin: str, what: str, desk: Desk) -> Proposal:
    line, chosen = match.line, match.chosen
    if match.standing == "known" and chosen is not None:
        return _told(source, "known", line, f"déjà dans {chosen.case}", origin=origin, case=chosen.case)
    if origin in desk.origins:
        return _told(source, "known", line, f"déjà lu pour {desk.origins[origin]}", origin=origin, case=desk.origins[origin])
    if match.standing == "none":
        return _told(source, "other", line, "", origin=origin)
    accepted = origin in desk.asked.more.get(ACCEPTED, "").split("\n")
    if chosen is None:
        listed = enumerate_fr([f"{c.case} ({', '.join(c.reasons)})" for c in match.others[:5]], "ou")
        return _unsure(source, line, f"plusieurs affaires conviennent : {listed}", origin, match.others[0])
    if match.standing == "likely" and not (accepted or desk.asked.more.get(LIKELY) or desk.asked.case):
        return _unsure(source, line, f"{chosen.case} : {', '.join(chosen.reasons)}, et rien d’autre", origin, chosen)
    return _written(source, line, chosen, origin, what, desk, doubtful=match.standing == "likely")


def _unsure(source: Source, line: BankLine, why: str, origin: str, best: Candidate) -> Proposal:
    fault = found("DC843", f"{_name(line)} : {why}", Span(source.path, line.at or 1), hints=(f"--case {best.case}",))
    return _told(source, "unsure", line, why, fault, origin=origin, case=best.case)


def _written(source: Source, line: BankLine, chosen: Candidate, origin: str, what: str, desk: Desk, doubtful: bool) -> Proposal:
    card = desk.cards[chosen.case]
    where = Span(source.path, line.at or 1)
    if unsound(card, ("affaire", "factures", "paiements")):
        fault = found("DC831", f"{_name(line)} : {chosen.case} a des erreurs de lecture", where, case=chosen.case)
        return _told(source, "unsure", line, fault.message, fault, origin=origin, case=chosen.case)
    reasons = ", ".join(chosen.reasons)
    head = [f"Importé de {source.name} ({what}{f', {line.id}' if line.id else ''}) : {reasons}."]
    if doubtful:
        head.append("à vérifier : ce paiement est bien de ce débiteur, pour cette créance")
    if chosen.numbers and not chosen.names and line.name:
        head.append(f"à vérifier : payé par {visible(line.name, 60)} ; `payeur: tiers` s’il a payé pour le débiteur")
    draft = desk.draft(chosen.case)
    means = next((name for name, words in _MEANS if words.search(folded(line.label))), "virement")
    try:
        draft.entry("paiements", f"{line.day.isoformat()}-{means}", _values(line, chosen, means), head)
    except Unplaceable as error:
        fault = found("DC831", f"{_name(line)} : {error.message}", where, hints=error.hints[:1], case=chosen.case)
        return _told(source, "refused", line, fault.message, fault, origin=origin, case=chosen.case)
    proposal = Proposal(source.path, "new", (_name(line),), reasons, origin)
    return desk.accept(draft.proposal(proposal))


def _values(line: BankLine, chosen: Candidate, means: str) -> dict[str, Any]:
    """What the payer wrote designates the invoice (C. civ. 1342-10): only a single number that the label names is taken for that."""
    return {
        "date": line.day, "montant": line.amount, "moyen": means, "facture": chosen.invoice if chosen.numbers else "",
        "reference": line.label,
    }  # fmt: skip
