"""Scans, photographs and other papers that no other reader takes become pieces of a case, each with an entry that names it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, short_day
from dossier.ground.jobs import Job, Outcome
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.intake.correspondents import between_colleagues
from dossier.intake.desk import Desk
from dossier.intake.guess import Guess, guess
from dossier.intake.letterbox import SURE, fits
from dossier.intake.placement import unsound
from dossier.intake.proposal import Proposal, Standing
from dossier.intake.source import NEW_CASE, Asked, Source
from dossier.load.placing import Unplaceable

_MAGIC = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"GIF8", b"{\\rtf")
_ENDINGS = frozenset(
    {"pdf", "jpg", "jpeg", "png", "tif", "tiff", "gif", "webp", "bmp", "heic", "txt", "docx", "odt", "doc", "rtf"}
)
_SHOWN = frozenset({"pdf", "jpeg", "png", "tiff", "gif", "bmp", "webp", "heic", "text", "docx", "odt", "doc", "rtf"})


def takes(source: Source) -> bool:
    """A file that may be shown as a piece, by its first bytes or its ending."""
    return source.head.startswith(_MAGIC) or b"%PDF-" in source.head[:1024] or source.ending in _ENDINGS


def job(source: Source, asked: Asked) -> Job:
    """See `pdf.scan_read.read_job`."""
    return Job("dossier.pdf.scan_read:read_job", {"name": source.name}, (("file", source.blob),), source.name)


def rank(outcome: Outcome) -> str:
    """By name: nothing of a scan depends on another one."""
    return ""


def proposals(source: Source, outcome: Outcome, desk: Desk) -> Sequence[Proposal] | None:
    """The piece; None for what no page could be made of."""
    where, facts = Span(source.path), outcome.facts
    if "unfit" in facts:
        return [_stopped(source, "pièce", "refused", found("DC811", facts["unfit"], where))]
    if facts["form"] not in _SHOWN:
        return None
    told = guess(source.name, facts["text"], facts["made"], desk.world.today)
    name = f"pièce « {visible(told.title, 80)} »" + (f" du {short_day(told.day)}" if told.day else "")
    text = f"{source.name}\n{facts['text']}"
    asked = desk.asked.case if desk.asked.case != NEW_CASE else ""
    holder, known = (asked, desk.same_piece(asked, source.blob)) if asked else desk.holder(source.blob)
    if known and (desk.cites(holder, known) or _origin(source, holder) in desk.origins):
        return [Proposal(source.path, "known", (name,), f"déjà dans {holder}, {known}", case=holder)]
    case = _case(source, name, text, desk)
    if isinstance(case, Proposal):
        return [case]
    return [_written(source, facts, desk, case, told, name)]


def _stopped(source: Source, name: str, standing: Standing, *findings: Diagnostic, case: str = "") -> Proposal:
    why = next((d.message.removeprefix(f"{name} : ") for d in reversed(findings) if d.severity == "error"), "")
    return Proposal(source.path, standing, (name,), why, case=case, findings=findings)


def _case(source: Source, name: str, text: str, desk: Desk) -> tuple[str, str] | Proposal:
    """The case of a piece and why, or why it has none."""
    where = Span(source.path)
    if desk.asked.case and desk.asked.case != NEW_CASE:
        return desk.asked.case, "demandé par --case"
    likely = fits(list(desk.cards.values()), text)
    if not likely:
        fault = found("DC823", f"{name} : aucun débiteur, aucune facture d’une affaire n’y est nommé", where)
        return _stopped(source, name, "unplaced", fault)
    best = likely[0]
    if best.weight < SURE or (len(likely) > 1 and likely[1].weight == best.weight):
        listed = enumerate_fr([f"{fit.case} ({', '.join(fit.reasons)})" for fit in likely[:5]], "ou")
        fault = found("DC822", f"{name} : {listed}", where, hints=(f"--case {best.case}",))
        return _stopped(source, name, "unsure", fault)
    return best.case, ", ".join(best.reasons)


def _written(source: Source, facts: Any, desk: Desk, case: tuple[str, str], told: Guess, name: str) -> Proposal:
    id, why = case
    where = Span(source.path)
    if unsound(desk.cards.get(id), ("affaire", "journal")):
        fault = found("DC831", f"{name} : {id} a des erreurs de lecture", where, case=id)
        return _stopped(source, name, "unsure", fault, case=id)
    if told.day is None:
        fault = found("DC833", f"{name} : rien ne dit sa date ; commencez son nom par elle (2026-01-12 …)", where, case=id)
        return _stopped(source, name, "unsure", fault, case=id)
    nature, doubts = told.nature, [*told.doubts]
    if between_colleagues(facts["text"]):
        nature = "correspondance_avocats"
        doubts.append("échange entre avocats, tenu à l’écart")
    draft = desk.draft(id)
    try:
        path = draft.piece(source.name, source.blob)
        piece = {"fichier": path, "titre": told.title, "date": told.day, "nature": nature}
        head = (f"Importé de {source.name}.", *(f"à vérifier : {doubt}" for doubt in doubts))
        draft.entry("journal", f"{told.day:%Y-%m-%d}-piece", {"date": told.day, "resume": told.title, "pieces": [piece]}, head)
    except Unplaceable as error:
        fault = found("DC831", f"{name} : {error.message}", where, hints=error.hints[:1], case=id)
        return _stopped(source, name, "refused", fault, case=id)
    findings = [found("DC832", f"{name} : à vérifier, {' ; '.join(doubts)}", where, case=id)]
    findings += _others(f"{source.name}\n{facts['text']}", name, id, desk, where)
    return desk.accept(draft.proposal(Proposal(source.path, "new", (name,), why, _origin(source, id), findings=tuple(findings))))


def _origin(source: Source, case: str) -> str:
    return f"piece:{case}:{source.blob.sha256}"


def _others(text: str, name: str, case: str, desk: Desk, where: Span) -> list[Diagnostic]:
    """DC826 where another case fits and the one that was named does not."""
    likely = fits(list(desk.cards.values()), text)
    if not likely or likely[0].weight < SURE or any(fit.case == case for fit in likely):
        return []
    best = likely[0]
    return [found("DC826", f"{name} : {best.case} convient mieux ({', '.join(best.reasons)})", where, case=case)]
