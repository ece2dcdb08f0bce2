"""What is said of a bordereau beside its pieces: an order that names no piece, a communication that gave no number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, long_day
from dossier.ground.nearest import nearest, visible
from dossier.ground.world import Unreadable, checked_parts
from dossier.model.case import Case
from dossier.model.journal import Communication
from dossier.pieces.frozen import is_evidence

if TYPE_CHECKING:
    from dossier.pieces.plan import Planned


def order_notes(case: Case, cited: Collection[str]) -> Iterator[Diagnostic]:
    """DC509: the order written by hand names a file that no entry cites, or one file twice."""
    seen: set[str] = set()
    for path, place in case.order:
        if path in seen:
            yield found("DC509", f"{visible(path, 120)} figure deux fois dans l’ordre du bordereau", place, case=case.id)
        elif path not in cited:
            guess = nearest(path, cited, 0.7)
            hint = (
                f"vouliez-vous dire {guess} ?" if guess else "citez ce fichier sous l’entrée qu’il prouve, ou ôtez-le de la liste"
            )
            message = f"{visible(path, 120)} figure dans l’ordre du bordereau, mais aucune entrée ne le cite"
            yield found("DC509", message, place, hints=(hint,), case=case.id)
        seen.add(path)


def unnumbered_notes(case: Case, today: date, pieces: Iterable[Planned]) -> Iterator[Diagnostic]:
    """DC508: the journal says that a piece was communicated, and no number of the lock stands for it."""
    numbered = {path for piece in pieces if piece.frozen for path in (piece.path, piece.frozen.file, *piece.others)}
    for event in case.journal:
        if not isinstance(event, Communication) or event.date > today:
            continue
        paths = [path for ref in event.evidence if is_evidence(path := _path(ref.file)) and path not in numbered]
        if paths:
            to = f" à {event.to}" if event.to else ""
            message = f"{enumerate_fr(paths)} : communication du {long_day(event.date)}{to} sans numéro dans bordereau.lock"
            hint = f"dossier add communication {case.id} --date {event.date.isoformat()} --to … --piece {paths[0]}"
            yield found("DC508", message, event.place_of("pieces"), hints=(hint,), case=case.id)


def _path(written: str) -> str:
    try:
        return "/".join(checked_parts(written))
    except Unreadable:
        return ""
