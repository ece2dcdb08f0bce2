"""The pieces that the text of a document names by file or invoice, in the finished HTML: a mark becomes a citation.

Texts of the case and texts of templates alike; only text between tags is looked at, and what is put there is a link of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from dossier.documents.citations import citation
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.spans import Span
from dossier.pieces.bordereau import Bordereau
from dossier.pieces.named import MARK, numbers_of

_TAG = re.compile(r"(<[^>]*>)")
_CLOSED = re.compile(r"<(/?)(a|title|style|script)\b", re.IGNORECASE)
"""Elements whose text is no sentence, or a link already."""


def with_citations(html: str, bordereau: Bordereau) -> tuple[str, tuple[int, ...]]:
    """The HTML with « pièce n° 3 » for each mark that names pieces, and their numbers; a mark that names none stays as written."""
    if "[pi" not in html:
        return html, ()
    cited: set[int] = set()

    def put(mark: re.Match[str]) -> str:
        known = MARK.fullmatch(unescape(mark[0]))
        numbers = numbers_of(bordereau, known) if known else ()
        cited.update(numbers)
        return str(citation(numbers)) if numbers else mark[0]

    parts, inside = [], 0
    for part in _TAG.split(html):
        tag = _CLOSED.match(part)
        if tag:
            inside = max(0, inside + (-1 if tag[1] else 1))
        parts.append(part if inside or part.startswith("<") else MARK.sub(put, part))
    return "".join(parts), tuple(sorted(cited))


def unknown_in_templates(
    names: Iterable[str], sources: Mapping[str, str], bordereau: Bordereau, case: str
) -> Iterator[Diagnostic]:
    """DC532: a workspace's template, of those that were filled, names a piece that this case does not have."""
    for name in sorted(set(names) & set(sources)):
        for line, text in enumerate(sources[name].split("\n"), 1):
            for mark in MARK.finditer(text):
                if not numbers_of(bordereau, mark):
                    message = f"le modèle {name} cite « {mark[0]} », qui ne désigne aucune pièce de cette affaire"
                    yield found("DC532", message, Span(f"templates/{name}", line, mark.start() + 1), case=case)
