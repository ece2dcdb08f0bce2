"""What was bound, read back and compared with what was planned: every page as it was written, and as another library reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.pdf.expected import Expected
from dossier.pdf.lettering import BOLD, REGULAR, face
from dossier.pdf.prints import prints_of
from dossier.pdf.reading import Reading, read
from dossier.pdf.stamp import placed_on

MOST = 20
"""Sentences that are reported; one fault often repeats on every page."""
READ_WHOLE = 150
"""Pages: up to here the other library reads every page; beyond, those that `worth_reading` names.

Every page of every piece is read by it in the piece's own stamped PDF, which is drawn by the same code from the same copy.
"""
LABELS_READ = 40
"""Labels that it reads in a larger bundle: the words of a page take it as long as all the rest of the page together."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was done in binding; pages count from 0.

    `drawn`: for each page the operators that we drew, b'' for none. `jumps` are (from page, to page), sorted; `cites` (from page, number, page of the piece or 0, to page); `outline` (depth, title, page) in order. `faults`
    are those that were found while binding.
    """

    drawn: tuple[bytes, ...]
    jumps: tuple[tuple[int, int], ...] = ()
    cites: tuple[tuple[int, int, int, int], ...] = ()
    outline: tuple[tuple[int, str, int], ...] = ()
    faults: tuple[str, ...] = ()


def faults(pdf: bytes | Path, plan: Plan, wanted: Expected) -> tuple[str, ...]:
    """Compare a written PDF with what was done and what is wanted; () when all is where it belongs.

    Pages, and what each shows; labels and page numbers; where citations, other links and headings lead.
    """
    found = [*plan.faults, *_agreement(plan, wanted)]
    if not found:
        found += _as_written(pdf, plan, wanted)
    if not found:
        found += _as_read(read(pdf, worth_reading(plan, wanted), labels_to_read(wanted)), plan, wanted)
    return tuple(found[:MOST])


def worth_reading(plan: Plan, wanted: Expected) -> tuple[int, ...]:
    """The pages that the other library reads: all of a usual bundle; of a large one those with links, and each part's first."""
    if wanted.pages <= READ_WHOLE:
        return tuple(range(wanted.pages))
    first = {span.start for span in wanted.spans}
    return tuple(sorted(first | {page for page, _ in plan.jumps} | {i for i, text in enumerate(wanted.labels) if not text}))


def labels_to_read(wanted: Expected) -> tuple[str, ...]:
    """For each page the label that the other library must find, '' where it is not asked.

    All of a usual bundle; of a large one those of first pages of pieces, evenly spread.
    """
    if wanted.pages <= READ_WHOLE:
        return wanted.labels
    first = [span.start for span in wanted.spans if wanted.labels[span.start]]
    asked = {first[n * len(first) // LABELS_READ] for n in range(LABELS_READ)} if first else set()
    return tuple(text if index in asked else "" for index, text in enumerate(wanted.labels))


def _agreement(plan: Plan, wanted: Expected) -> Iterator[str]:
    """Whether what was done is what is wanted: so many pages, each citation and each heading on its page."""
    if len(plan.drawn) != wanted.pages:
        yield f"{len(plan.drawn)} pages sont reliées, les parties en ont {wanted.pages}"
        return
    for span in wanted.spans:
        real = (wanted.before + span.start + 1, span.pages)
        if span.said and span.said != real:
            yield "« {} » est annoncé à la page {} ({} p.) et se trouve à la page {} ({} p.)".format(
                span.title, *span.said, *real
            )
    for origin, number, page, goal in plan.cites:
        if goal != wanted.page_of(number, page):
            named = f"la pièce n° {number}, p. {page}" if page else f"la pièce n° {number}"
            yield f"le lien de la page {origin + 1} vers {named} mène à la page {goal + 1}"
    heads = [(title, page) for depth, title, page in plan.outline if not depth]
    if heads != [(span.title, span.start) for span in wanted.spans]:
        yield "les signets de la liasse ne nomment pas ses parties, ou pas à leur première page"


def _as_written(pdf: bytes | Path, plan: Plan, wanted: Expected) -> Iterator[str]:
    """Whether the file holds the pages of the sources, on each what we drew, last, and no link beside those planned."""
    from dossier.pdf.assembly import Sheets, open_pdf

    with open_pdf(pdf) as written:
        pages = [page.obj for page in written.pages]
        if len(pages) != wanted.pages:
            yield f"la liasse a {len(pages)} pages au lieu de {wanted.pages}"
            return
        linked, sheets = {page for page, _ in plan.jumps}, Sheets()
        for index, (page, drawn) in enumerate(zip(pages, plan.drawn, strict=True)):
            texts = (wanted.labels[index], wanted.folios[index])
            if drawn and page.Contents[-1].read_raw_bytes() != drawn:
                yield f"le cachet de la page {index + 1} n’est pas écrit comme prévu"
            elif missing := _missing(drawn, *texts):
                yield f"le cachet « {missing} » manque à la page {index + 1}"
            elif drawn.count(placed_on(sheets.of(page))) < sum(map(bool, texts)):
                yield f"le cachet de la page {index + 1} n’est pas droit sur la feuille"
            if wanted.labels[index] and index not in linked and "/Annots" in page:
                yield f"la page {index + 1} porte un lien imprévu"
        for index, (mark, real) in enumerate(zip(wanted.prints, prints_of(pages, plan.drawn), strict=True)):
            if mark is not None and mark != real:
                yield f"la page {index + 1} ne montre pas ce que montre la page de sa source"


def _missing(drawn: bytes, label: str, folio: str) -> str:
    """The label or the page number whose words are not among what was drawn, '' when both are."""
    if label and face(BOLD).encoded(label) not in drawn:
        return label
    return folio if folio and face(REGULAR).encoded(folio) not in drawn else ""


def _as_read(found: Reading, plan: Plan, wanted: Expected) -> Iterator[str]:
    """Whether another library reads labels, jumps and outline as planned."""
    if found.pages != wanted.pages:
        yield f"la liasse se lit en {found.pages} pages au lieu de {wanted.pages}"
        return
    for index, why in found.unread:
        yield f"le cachet « {wanted.labels[index]} » {why} à la page {index + 1}"
    yield from _compared(found.jumps, found.outline, plan)


def _compared(jumps: Sequence[tuple[int, int]], outline: Sequence[tuple[int, str, int]], plan: Plan) -> Iterator[str]:
    if tuple(sorted(jumps)) != plan.jumps:
        yield "un lien de la liasse ne mène pas à la page prévue"
    # PDFium reads U+FFFD, which stands in a name that could not be decoded, as a space.
    if tuple(outline) != tuple((depth, title.replace("\ufffd", " "), page) for depth, title, page in plan.outline):
        yield "les signets de la liasse ne mènent pas aux pages prévues"
