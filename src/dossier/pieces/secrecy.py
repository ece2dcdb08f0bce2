"""Pieces that look like what may not be produced: letters between avocats, and what was made for a mediation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.model.case import Case
from dossier.model.evidence import WITHHELD
from dossier.pieces.bordereau import Piece
from dossier.pieces.plan import Planned
from dossier.pieces.titles import bare_name

_AVOCAT = re.compile(r"avocat|\bbarreau\b|\bma[iî]tre\b|\bme\b\.? ", re.IGNORECASE)
_OFFICIAL = re.compile(r"\bofficiel(le)?\b", re.IGNORECASE)
_MEDIATION = re.compile(r"\b(mediation|mediateur|mediatrice|conciliation|conciliateur|conciliatrice)\b")
_HEAD_LINES = 16
"""Lines of the page of a message on which its head stands: the labels, « Courriel », the subject, then the values."""


def secret_looks(case: Case, planned: Iterable[Planned], pieces: Iterable[Piece]) -> Iterator[Diagnostic]:
    """DC534: a numbered piece that looks secret and whose nature nobody wrote.

    An e-mail whose sender and addressee both look like avocats and that nowhere says « officielle »; a file, a title, the
    subject of a message or the name of an attachment that names a mediation or a conciliation. The heads of messages are read
    on their clean pages; nothing else of the content.
    """
    for plan, piece in zip(planned, pieces, strict=True):
        first = next(iter(plan.citations), None)
        if first is None or plan.frozen or any(c.own_nature or c.official for c in plan.citations):
            continue
        nature = _between_avocats(piece) or _of_mediation(piece)
        if nature:
            reason, rule = WITHHELD[nature]
            message = f"la pièce n° {piece.number}, {plan.path}, semble être : {reason}"
            hints = (
                f"pour l’écarter, écrivez `nature: {nature}`",
                "si elle porte la mention « officielle », écrivez `officielle: oui`" if nature == "correspondance_avocats"
                else "si elle peut être produite, écrivez sa nature, par exemple `nature: correspondance`",
            )  # fmt: skip
            yield found("DC534", message, first.span, hints=hints, rule=rule, case=case.id)


def _between_avocats(piece: Piece) -> str:
    """Whether the first two lines with an address on the page of a message, from whom and to whom, both name an avocat."""
    people = [line for line in _head(piece) if "@" in line][:2]
    both = len(people) == 2 and all(_AVOCAT.search(line) for line in people)
    return "correspondance_avocats" if both and not _OFFICIAL.search(piece.text) else ""


def _head(piece: Piece) -> list[str]:
    return piece.text.split("\n")[:_HEAD_LINES] if piece.kind in ("eml", "msg") else []


def _of_mediation(piece: Piece) -> str:
    head = _head(piece)
    start = head.index("Courriel") + 1 if "Courriel" in head else len(head)
    names = [piece.path, f"{piece.title}.x", f"{' '.join(head[start : start + 1])}.x", *(annex.name for annex in piece.annexes)]
    return "mediation" if any(_MEDIATION.search(bare_name(name)) for name in names) else ""
