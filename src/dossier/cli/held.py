"""The documents that a build withheld, told in a terminal: those whose step only waits for something that can be entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dossier.ground.french import NBSP, lower_first, plural

if TYPE_CHECKING:
    from dossier.documents.document import Document
    from dossier.procedure.stage import Stage
    from dossier.site.view import CaseView

MOST = 10
"""As many are told one by one; of more, their number."""


def held_lines(views: Iterable[CaseView], with_pages: bool) -> list[str]:
    """A line for each withheld document that the next step needs, by case, with the first reason and where to read on.

    One whose step waits for a day, or can no longer be taken, is left to the site. *with_pages* tells whether its page was made.
    """
    lines = [
        f"retenu{NBSP}: {view.case.id}/{document.id} {_why(document, with_pages)}" for view in views for document in _needed(view)
    ]
    rest = len(lines) - MOST
    if rest < 2:
        return lines
    return [*lines[:MOST], f"… et {plural(rest, 'autre document retenu', 'autres documents retenus')}"]


def _needed(view: CaseView) -> Iterator[Document]:
    return (document for document in view.withheld if not _untimely(view.stage, document))


def _untimely(stage: Stage, document: Document) -> bool:
    """Whether every step that the document serves waits for a day, or for what no entry can bring; False for one that serves no step."""
    steps = [s for s in stage.next if s.document == document.kind and s.debtor in ("", document.debtor)]
    stopped = [any(c.blocking and (c.state != "missing" or not c.remedy) for c in step.missing) for step in steps]
    return bool(stopped) and all(stopped)


def _why(document: Document, with_pages: bool) -> str:
    if not document.reasons:
        return "— la page du dossier dit pourquoi" if with_pages else ""
    first, others = document.reasons[0], len(document.reasons) - 1
    more = f"{NBSP}; {plural(others, 'autre motif', 'autres motifs')}" if others else ""
    where = "la page du dossier dit pourquoi" if with_pages else first.place
    return f"({lower_first(first.text)}{more})" + (f" — {where}" if where else "")
