"""What a bound PDF must hold, worked out from what was asked for and from what the sources have, and from nothing that was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.pdf.stamp import label


@dataclass(frozen=True, slots=True)
class Span:
    """A part as it must stand: its title, first page (from 0), pages, and its number, 0 for what is no piece.

    `said` are the page (from 1, through all volumes) and the number of pages that the list of pieces gives, None where no list
    names the part.
    """

    title: str
    start: int
    pages: int
    number: int = 0
    said: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """A bound PDF as it must be, page by page: label, print, page number; '' and None for none (a sheet has no source).

    `spans` are the parts in order, without gap; `before` counts the pages of the volumes before this one.
    """

    labels: tuple[str, ...]
    prints: tuple[int | None, ...]
    spans: tuple[Span, ...]
    folios: tuple[str, ...] = ()
    before: int = 0

    @property
    def pages(self) -> int:
        """How many pages there must be."""
        return len(self.labels)

    def page_of(self, number: int, page: int) -> int | None:
        """Where a piece begins (*page* 0), or a page of it (from 1) stands; None for what is not here."""
        span = next((span for span in self.spans if span.number == number and number), None)
        if span is None:
            return None
        if not page:
            return span.start
        mark = f" · p. {page}/"
        return next((i for i in range(span.start, span.start + span.pages) if mark in self.labels[i]), None)


def expected(options: Mapping[str, Any], prints: Sequence[tuple[int, ...]]) -> Expected:
    """From the options of `bind` and the prints of the pages of each part's source, () for a sheet."""
    labels: list[str] = []
    marks: list[int | None] = []
    spans: list[Span] = []
    for part, own in zip(options["parts"], prints, strict=True):
        start, is_piece = len(labels), part["kind"] == "piece"
        cover: tuple[None, ...] = (None,) if part.get("guard") or not part["input"] else ()
        marks += [*cover, *own]
        labels += _labels(part, len(own), options["parties"]) if is_piece else [""] * (len(cover) + len(own))
        said = (int(part["first_page"]), int(part["pages"])) if part.get("first_page") else None
        spans.append(Span(str(part["title"]), start, len(labels) - start, int(part["number"]) if is_piece else 0, said))
    before = int(options.get("before", 0))
    total = int(options.get("total") or len(labels))
    # The cover, or whatever stands first in a volume, bears no page number.
    folios = ["", *(f"{page} / {total}" if options["folio"] else "" for page in range(before + 2, before + len(labels) + 1))]
    return Expected(tuple(labels), tuple(marks), tuple(spans), tuple(folios), before)


def _labels(part: Mapping[str, Any], pages: int, parties: str) -> list[str]:
    """The label of each page of a piece: its cover sheet does not count, a sheet in its place is page 1 of 1."""
    annexes = sorted(((int(page), str(name)) for page, name in part.get("annexes", ())), reverse=True)
    count, own = max(pages, 1), str(part["label"])
    names = [next((name for first, name in annexes if first <= page), own) for page in range(1, count + 1)]
    guard = [label(own, 0, 0, parties).text] if part.get("guard") else []
    return guard + [label(name, page, count, parties).text for page, name in enumerate(names, 1)]
