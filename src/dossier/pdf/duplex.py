"""The job that makes a set for a printer that prints on both sides: the pages of the bundle again, each part on a right-hand page.

Nothing is rendered here: pages are taken as they are, with blank backs and dividers between them. Copies share what is drawn.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dossier.ground.french import plural
from dossier.ground.jobs import Problem, Result, by_path
from dossier.pdf.assembly import describe, hang_pages, inherited, number, numbers, open_pdf, saved_as_is
from dossier.pdf.destinations import destination, write_outline
from dossier.pdf.geometry import A4

_KEPT = ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group")
_FROM_ABOVE = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")


class _NotAsPlanned(Exception):
    """A source has other pages than the plan says."""


@dataclass(slots=True)
class _Stack:
    """Pages one after the other; a part begins on a right-hand page, that is an odd one."""

    target: Any
    pages: list[Any] = field(default_factory=list)
    outline: list[tuple[int, str, int]] = field(default_factory=list)

    def begin(self, depth: int, title: str) -> None:
        """Start a part, on the next right-hand page."""
        if len(self.pages) % 2:
            self.pages.append(_blank(self.target, self.pages[-1]))
        if title:
            self.outline.append((depth, title, len(self.pages)))

    def end(self) -> None:
        """Fill the last sheet."""
        if len(self.pages) % 2:
            self.pages.append(_blank(self.target, self.pages[-1]))


@by_path
def make_set(options: dict[str, Any], inputs: dict[str, bytes | Path]) -> Result:
    """Options: title, created (ISO), file, copies, copy_titles (one a copy), parts in order: {title, input, first (page of the
    input, from 0), pages, divider (its page among the dividers, from 0; -1 for none)}, dividers (how many there must be).
    Inputs: `fiche`, `dividers` and those that parts name. File: the set. Facts: pages, sheets (of all paper), starts (the
    page, from 1, of each part of the first copy).

    Problem: DC563 when a source has other pages than the plan says; then there is no file.
    """
    import pikepdf

    target = pikepdf.new()
    stack = _Stack(target)
    try:
        sources = {name: _taken(target, data) for name, data in sorted(inputs.items())}
        _check(options, sources)
        stack.begin(0, "Fiche de tirage")
        stack.pages += sources["fiche"]
        starts = [_copy(stack, options["parts"], sources, title, first=n == 0) for n, title in enumerate(options["copy_titles"])]
        stack.end()
    except _NotAsPlanned as error:
        return Result(problems=(Problem("DC563", str(error)),))
    hang_pages(target, stack.pages)
    write_outline(target, [(depth, title, destination(stack.pages[page])) for depth, title, page in stack.outline])
    describe(target, options["title"], date.fromisoformat(options["created"]))
    target.Root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True, Duplex=pikepdf.Name.DuplexFlipLongEdge, PrintScaling=pikepdf.Name("/None"), NumCopies=1
    )
    pdf = saved_as_is(target, _identity(options, inputs))
    facts = {"pages": len(stack.pages), "sheets": len(stack.pages) // 2, "starts": starts[0] if starts else []}
    return Result({options["file"]: pdf}, facts)


def _copy(
    stack: _Stack, parts: Sequence[Mapping[str, Any]], sources: Mapping[str, Sequence[Any]], title: str, first: bool
) -> list[int]:
    """One copy on top of the stack; the pages (from 1) on which its parts begin. The first copy uses the pages themselves."""
    starts = []
    stack.end()
    stack.outline.append((0, title, len(stack.pages)))
    for part in parts:
        if part["divider"] >= 0:
            stack.begin(1, "")
            stack.pages.append(_again(stack.target, sources["dividers"][part["divider"]], first))
        stack.begin(1, part["title"])
        starts.append(len(stack.pages) + 1)
        own = sources[part["input"]][part["first"] : part["first"] + part["pages"]]
        stack.pages += [_again(stack.target, page, first) for page in own]
    return starts


def _check(options: Mapping[str, Any], sources: Mapping[str, Sequence[Any]]) -> None:
    found = len(sources.get("dividers", ()))
    if found != options["dividers"]:
        raise _NotAsPlanned(
            f"il y a {plural(found, 'page')} d’intercalaires pour {plural(options['dividers'], 'pièce')}, une par pièce est attendue"
        )
    for part in options["parts"]:
        if part["first"] + part["pages"] > len(sources[part["input"]]) or part["pages"] < 1:
            raise _NotAsPlanned(f"« {part['title']} » n’a pas les pages prévues")


def _taken(target: Any, data: bytes | Path) -> list[Any]:
    """The pages of a source in the target, each with what makes it visible and nothing else."""
    with open_pdf(data.read_bytes() if isinstance(data, Path) else data) as source:
        return [target.copy_foreign(_bare(page.obj)) for page in source.pages]


def _bare(page: Any) -> Any:
    for key in _FROM_ABOVE:
        if key not in page and (value := inherited(page, key)) is not None:
            page[key] = value
    for key in list(page.keys()):
        if key not in _KEPT:
            del page[key]
    return page


def _again(target: Any, page: Any, first: bool) -> Any:
    """The page, or a second leaf that draws the same."""
    from pikepdf import Dictionary

    return page if first else target.make_indirect(Dictionary(dict(page.items())))


def _blank(target: Any, before: Any) -> Any:
    """An empty page of the size of the one before it, whose back it is."""
    from pikepdf import Array, Dictionary, Name

    box = numbers(before.get("/CropBox")) or numbers(before.get("/MediaBox"))
    page = Dictionary(Type=Name.Page, MediaBox=Array(box if len(box) == 4 else [0, 0, *A4]), Resources=Dictionary())
    turn = number(before.get("/Rotate") or 0)
    if turn in (90, 180, 270):
        page.Rotate = int(turn)
    return target.make_indirect(page)


def _identity(options: Mapping[str, Any], inputs: Mapping[str, bytes | Path]) -> str:
    """A digest of all that the set is made from."""
    made = [json.dumps(options, sort_keys=True, ensure_ascii=False)]
    made += [
        f"{name} {hashlib.sha256(data.read_bytes() if isinstance(data, Path) else data).hexdigest()}"
        for name, data in sorted(inputs.items())
    ]
    return hashlib.sha256("\n".join(made).encode()).hexdigest()
