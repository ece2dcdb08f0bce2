"""The job that binds: many PDFs of ours into one bundle, or one piece with its labels.

Inputs are the printed acts and the harmless copies of the pieces; no foreign byte comes here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dossier.ground.jobs import Problem, Result, by_path, scratch_file
from dossier.pdf.assembly import describe, hang_pages, save_as_is, saved_as_is
from dossier.pdf.destinations import destination, write_outline
from dossier.pdf.expected import expected
from dossier.pdf.forbidden import forbidden
from dossier.pdf.gather import Gathered, gather
from dossier.pdf.layers import write_layers
from dossier.pdf.limits import MEGABYTE
from dossier.pdf.linking import link_all
from dossier.pdf.marking import folios, mark_all
from dossier.pdf.proof import Plan, faults

_IN_MEMORY = 8 * MEGABYTE
"""Up to so many bytes of inputs the result is held in memory; a larger one goes to a file at once."""


@by_path
def bind(options: dict[str, Any], inputs: dict[str, bytes | Path]) -> Result:
    """Bind a bundle; *inputs* is emptied on the way.

    Options: title, parties (the second line of the labels, '' for an empty frame), created (ISO), folio (whether pages are
    numbered at the foot), file (name of the result), parts in order: {kind: cover|act|list|piece, title, input (name of the
    PDF, '' for a sheet), number, label, corners (of `read_pages`, one a page), sheet: {title, reason, rows}, guard: the same for a cover sheet
    before the pages, annexes: [first page, label] of what is attached, first_page and pages: what the list of pieces says, the
    first counted through all volumes}. Of one volume among several also: before (pages of
    the volumes before it), total (pages of all), elsewhere (by number of the pieces of other volumes, where they are, in words).
    Files: the PDF under its name. Facts: pages, first_pages by number of piece (text), within this file. Problems: DC601 when
    the result is not what was planned; then there is no file.
    """
    import pikepdf

    large = sum(_size(data) for data in inputs.values()) > _IN_MEMORY
    target = pikepdf.new()
    gathered = gather(target, options["parts"], inputs, options["parties"])
    plan = _finish(target, options, gathered)
    wanted = expected(options, gathered.prints)
    pdf = _written(target, _identity(options, gathered), large)
    target.close()
    wrong = faults(pdf, plan, wanted)
    if wrong:
        return Result(problems=tuple(Problem("DC601", text) for text in wrong))
    first = {str(span.number): span.start + 1 for span in sorted(wanted.spans, key=lambda s: s.number) if span.number}
    return Result({options["file"]: pdf}, {"pages": wanted.pages, "first_pages": first})


def _size(data: bytes | Path) -> int:
    return data.stat().st_size if isinstance(data, Path) else len(data)


def _identity(options: Mapping[str, Any], gathered: Gathered) -> str:
    """A digest of what the bundle is made from: the options of the job, and the /ID of each copy, which stands for its content."""
    made = [json.dumps(options, sort_keys=True, ensure_ascii=False), *gathered.identities]
    return hashlib.sha256("\n".join(made).encode()).hexdigest()


def _finish(target: Any, options: Mapping[str, Any], gathered: Gathered) -> Plan:
    """Draw labels and page numbers, hang the pages, link them, write outline and description; return what was done."""
    drawn = mark_all(target, gathered, folios(len(gathered.leaves), options))
    pages = [leaf.page for leaf in gathered.leaves]
    hang_pages(target, pages)
    links = link_all(target, gathered, pages, options.get("elsewhere", {}))
    outline = _outline(gathered)
    write_outline(target, [(depth, title, destination(pages[page])) for depth, title, page in outline])
    write_layers(target, gathered.layers)
    describe(target, options["title"], date.fromisoformat(options["created"]))
    _open_with_outline(target, options.get("before", 0))
    active = (f"un élément actif « {name} » est entré dans la liasse" for name in forbidden(target))
    return Plan(drawn, tuple(sorted(links.jumps)), tuple(links.cites), tuple(outline), (*links.lost, *active))


def _outline(gathered: Gathered) -> list[tuple[int, str, int]]:
    """The outline of the bundle as (depth, title, page index): its parts, and below each piece its own headings.

    A heading whose level skips one (its own parent led nowhere) comes one level below what stands before it.
    """
    entries: list[tuple[int, str, int]] = []
    for part, start, own in gathered.parts:
        entries.append((0, str(part["title"]), start))
        for heading in own:
            entries.append((min(heading.depth, entries[-1][0]) + 1, heading.title, start + heading.page))
    return entries


def _open_with_outline(target: Any, before: int) -> None:
    """Page labels equal the printed numbers, and readers open with the outline beside the page."""
    from pikepdf import Array, Dictionary, Name

    target.Root.PageMode = Name.UseOutlines
    target.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=before + 1)]))


def _written(target: Any, identity: str, large: bool) -> bytes | Path:
    """The bytes of the bundle, a large one as a file."""
    if not large:
        return saved_as_is(target, identity)
    place = scratch_file()
    with place.open("r+b") as file:
        save_as_is(target, identity, file)
    return place
