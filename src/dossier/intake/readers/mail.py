"""E-mails (.eml) and Outlook messages (.msg) become entries of a journal; the message and what is attached to it become pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, short_day
from dossier.ground.jobs import Job, Outcome
from dossier.ground.nearest import visible
from dossier.ground.paris import in_paris
from dossier.ground.spans import Span
from dossier.intake.card import Card
from dossier.intake.correspondents import Roles, roles_of
from dossier.intake.desk import Desk
from dossier.intake.letterbox import SURE, Fit, fits
from dossier.intake.placement import unsound
from dossier.intake.proposal import Proposal, Standing
from dossier.intake.source import NEW_CASE, Asked, Source
from dossier.load.placing import Unplaceable

EXTRACT = 220
"""Characters of the text that the summary of an entry tells; the rest is in the piece."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = re.compile(
    rb"^(from|date|subject|received|message-id|mime-version|return-path|delivered-to|to|x-[a-z-]+|dkim-signature|content-type):",
    re.I | re.M,
)


def takes(source: Source) -> bool:
    """A message by its ending, or by two headers in its first lines where the ending says nothing."""
    if source.head.startswith(_OLE):
        return source.ending == "msg"
    if source.ending in ("eml", "msg"):
        return True
    return source.ending in ("", "mbox", "mail") and len(_HEADER.findall(source.head)) >= 2


def job(source: Source, asked: Asked) -> Job:
    """See `pdf.message_read.read_job`."""
    form = "msg" if source.head.startswith(_OLE) else "eml"
    return Job("dossier.pdf.message_read:read_job", {"form": form}, (("file", source.blob),), source.name)


def rank(outcome: Outcome) -> str:
    """By the moment of sending, so that an answer comes after what it answers."""
    return str(outcome.facts.get("sent", ""))


def proposals(source: Source, outcome: Outcome, desk: Desk) -> Sequence[Proposal]:
    """The entry of a message."""
    where, facts = Span(source.path), outcome.facts
    if "unfit" in facts:
        return [_stopped(source, "courriel", "refused", found("DC811", str(facts["unfit"]), where))]
    findings = [found("DC830", f"courriel : {warning}", where) for warning in facts["warnings"]]
    name = f"courriel « {visible(facts['subject'] or 'sans objet', 80)} »"
    known = _known(source, facts, desk)
    if known:
        return [Proposal(source.path, "known", (name,), f"déjà dans {known}", _origin(source, facts), known)]
    if not facts["sent"]:
        written = f" (« {visible(facts['written_date'], 40)} »)" if facts["written_date"] else ""
        fault = found("DC828", f"{name} : il ne porte pas de date lisible{written}", where)
        return [_stopped(source, name, "unplaced", *findings, fault)]
    moment = in_paris(datetime.fromisoformat(facts["sent"]))
    twin = _twin(facts, desk)
    if twin:
        fault = found("DC830", f"{name} : son Message-ID est celui d’un autre message, dans {twin}", where, case=twin)
        if not desk.asked.case:
            hint = (f"relisez les deux, puis : --case {twin}",)
            return [_stopped(source, name, "unsure", *findings, replace(fault, hints=hint), case=twin)]
        findings.append(fault)
    name += f" du {short_day(moment.date())}"
    people = (*facts["sender"]["addresses"], *facts["to"]["addresses"])
    text = f"{facts['subject']}\n{facts['sender']['shown']}\n{facts['to']['shown']}\n{facts['text']}"
    likely = fits(list(desk.cards.values()), text, people, facts["reply_to"])
    fit = _chosen(likely, desk)
    if isinstance(fit, str):
        return [_unplaced(source, name, findings, likely, fit)]
    return [_written(source, outcome, desk, fit, moment, name, findings, likely)]


def _stopped(source: Source, name: str, standing: Standing, *findings: Diagnostic, case: str = "") -> Proposal:
    why = next((d.message.removeprefix(f"{name} : ") for d in reversed(findings) if d.severity == "error"), "")
    return Proposal(source.path, standing, (name,), why, case=case, findings=findings)


def _origin(source: Source, facts: Any) -> str:
    return f"message:{facts['message_id'] or source.blob.sha256}"


def _known(source: Source, facts: Any, desk: Desk) -> str:
    """The case that has this message already: by its Message-ID, moment and direction, else by its bytes in a piece that is cited."""
    named = next((c.id for c in desk.cards.values() if _has(c, facts, desk)), "")
    holder, path = desk.holder(source.blob)
    return named or (holder if path and desk.cites(holder, path) else "")


def _has(card: Card, facts: Any, desk: Desk) -> bool:
    """Whether a case has the message itself: a sender may give what he writes the Message-ID of another, that it be taken for it."""
    if not facts["message_id"] or facts["message_id"] not in card.messages:
        return False
    if not facts["sent"]:
        return True
    moment = f"{in_paris(datetime.fromisoformat(facts['sent'])):%Y-%m-%d %H:%M}"
    direction = roles_of(facts, card, desk).direction
    return any(
        id == facts["message_id"] and moment.startswith(when) and (not direction or not way or direction == way)
        for id, when, way in card.sent
    )


def _twin(facts: Any, desk: Desk) -> str:
    """The case of another message with the same Message-ID, '' for none."""
    return next((c.id for c in desk.cards.values() if facts["message_id"] and facts["message_id"] in c.messages), "")


def _chosen(likely: Sequence[Fit], desk: Desk) -> Fit | str:
    """The case of a message, or why there is none: '' for nothing that fits, else what is unclear."""
    if desk.asked.case and desk.asked.case != NEW_CASE:
        own = next((fit for fit in likely if fit.case == desk.asked.case), None)
        return own or Fit(desk.asked.case, 0, ("demandé par --case",))
    if not likely:
        return ""
    best = likely[0]
    if len(likely) > 1 and likely[1].weight == best.weight:
        return "plusieurs affaires conviennent autant"
    writes = next((fit for fit in likely[1:] if fit.debtor), None)
    if not best.debtor and writes is not None:  # what a debtor writes about another's case is not that other's word
        return f"le débiteur de {writes.case} l’écrit ou le reçoit"
    return best if best.weight >= SURE else "rien que le nom ne convient"


def _unplaced(source: Source, name: str, findings: list[Diagnostic], likely: Sequence[Fit], why: str) -> Proposal:
    where = Span(source.path)
    if not why:
        fault = found("DC823", f"{name} : aucun débiteur, aucune facture d’une affaire n’y est nommé", where)
        return _stopped(source, name, "unplaced", *findings, fault)
    listed = enumerate_fr([f"{fit.case} ({', '.join(fit.reasons)})" for fit in likely[:5]], "ou")
    fault = found("DC822", f"{name} : {why}, {listed}", where, hints=(f"--case {likely[0].case}",))
    return _stopped(source, name, "unsure", *findings, fault)


def _written(
    source: Source, outcome: Outcome, desk: Desk, fit: Fit, moment: datetime, name: str, findings: list[Diagnostic], likely: Sequence[Fit]
) -> Proposal:  # fmt: skip
    where, facts, card = Span(source.path), outcome.facts, desk.cards[fit.case]
    if unsound(card, ("affaire", "journal")):
        fault = found("DC831", f"{name} : {fit.case} a des erreurs de lecture", where, case=fit.case)
        return _stopped(source, name, "unsure", *findings, fault, case=fit.case)
    if not fit.weight and likely and likely[0].weight >= SURE:
        findings.append(
            found("DC826", f"{name} : {likely[0].case} convient mieux ({', '.join(likely[0].reasons)})", where, case=fit.case)
        )
    roles = roles_of(facts, card, desk)
    if not roles.direction:
        findings.append(
            found("DC829", f"{name} : de {visible(facts['sender']['shown'] or 'personne', 80)}", where, case=fit.case)
        )
    draft = desk.draft(fit.case)
    try:
        paths = [draft.piece(_file_name(source), source.blob)]
        paths += [draft.piece(written, outcome.files[str(n)]) for n, written in enumerate(facts["attached"])]
        draft.entry(
            "journal", f"{moment:%Y-%m-%d}-courriel", _values(facts, roles, fit, moment, paths), _head(source, facts, roles)
        )
    except Unplaceable as error:
        fault = found("DC831", f"{name} : {error.message}", where, hints=error.hints[:1], case=fit.case)
        return _stopped(source, name, "refused", *findings, fault, case=fit.case)
    why = ", ".join(fit.reasons)
    proposal = Proposal(source.path, "new", (name,), why, _origin(source, facts), findings=tuple(findings))
    id, when = facts["message_id"], f"{moment:%Y-%m-%d %H:%M}"
    then: Card = card.with_message(id, when, roles.direction) if id else card
    return desk.accept(draft.proposal(proposal), then)


def _file_name(source: Source) -> str:
    """The name of the message as a piece: with the ending of what it is, so that it shows."""
    ending = "msg" if source.head.startswith(_OLE) else "eml"
    return source.name if source.ending == ending else f"{source.name}.{ending}"


def _values(facts: Any, roles: Roles, fit: Fit, moment: datetime, paths: Sequence[str]) -> dict[str, Any]:
    several = list(dict.fromkeys(paths))
    pieces: list[Any] = (
        [{"fichier": p, "nature": roles.nature, "officielle": roles.official or None} for p in several]
        if roles.nature
        else several
    )
    return {
        "date": moment.date(), "heure": moment.time(), "canal": "courriel", "sens": roles.direction, "par": roles.by, "avec": roles.contact,
        "debiteur": fit.debtor if roles.several else "", "resume": _summary(facts), "message_id": facts["message_id"], "pieces": pieces,
    }  # fmt: skip


def _summary(facts: Any) -> str:
    """The subject, then the first words of the text that are no quotation."""
    lines = [line.strip() for line in facts["text"].split("\n")]
    told: list[str] = []
    for line in lines:
        if line.startswith(("-- ", ">")) or line == "--" or _QUOTES.match(line):
            break
        told.append(line)
    words = " ".join(" ".join(told).split())
    words = words if len(words) <= EXTRACT else f"{words[:EXTRACT].rsplit(' ', 1)[0]}…"
    return " — ".join(filter(None, (facts["subject"][:200], words)))


_QUOTES = re.compile(
    r"(?i)^(le .{5,80} a écrit\s*:|on .{5,80} wrote\s*:|-{2,} ?(message|original|forwarded)|de\s*: .+|from\s*: .+)"
)


def _head(source: Source, facts: Any, roles: Roles) -> list[str]:
    lines = [f"Importé de {source.name}."]
    lines += [f"à vérifier : {doubt}" for doubt in roles.doubts]
    if not roles.direction:
        lines.append("à compléter : sens (emis ou recu)")
    return lines
