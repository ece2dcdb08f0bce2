"""From nodes to entries: the schema of `model/` gives the types, each of its complaints finds its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Listing
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.fixes import rewritten
from dossier.ground.french import long_day
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.load.faults import fault_of
from dossier.load.nodes import Mapping, Node, Scalar, Sequence
from dossier.load.salvage import complaints, salvage
from dossier.model.entry import Entry
from dossier.model.fields import is_house_day

E = TypeVar("E", bound=Entry)

_EVIDENCE_KEYS = ("piece", "pieces")
MOST_COMPLAINTS = 300
"""Complaints of one entry, or of a list of them, that are put into words: nobody reads more, and words cost time."""


@dataclass(frozen=True, slots=True)
class Read(Generic[E]):
    """An entry, None when it cannot be kept, and what was found in it."""

    entry: E | None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_entry(model: type[E], node: Node, faults: Listing[Diagnostic] = (), keep: bool = False) -> Read[E]:
    """Make an entry of a node; *faults* are those of the syntax of its file: an entry that holds one is not kept.

    All complaints of the entry come back, one per place at most; days written in another way than the house's too (DC133).
    With *keep* an entry is read without its faulty details when none of them is decisive (`salvage`).
    """
    own = [fault for fault in faults if within(fault.span, node.span)]
    said = {fault.span for fault in own}
    if not isinstance(node, Mapping):
        blank = isinstance(node, Scalar) and node.blank
        what = "entrée vide" if blank else "des clés sont attendues ici (« clé: valeur »)"
        return Read(None, (found("DC126", what, node.span),))
    diagnostics: list[Diagnostic] = []
    entry: E | None = None
    saved: E | None = None
    data = plain(node, diagnostics)
    try:
        entry = model.model_validate(data)
    except ValidationError as error:
        rows = complaints(error)
        diagnostics += [fault_of(row, node, model) for row in rows[:MOST_COMPLAINTS]]
        saved = salvage(model, data, rows) if keep and not own else None
    if diagnostics or own:
        return Read(saved, tuple(_one_per_place(diagnostics, said)))
    return Read(entry, tuple(foreign_days(node, entry)))


def within(inner: Span, outer: Span) -> bool:
    """Whether a place begins inside a stretch of the same file."""
    start = (outer.line, outer.column)
    return inner.file == outer.file and start <= (inner.line, inner.column) <= (outer.end_line, outer.end_column)


def plain(node: Node, diagnostics: list[Diagnostic]) -> Any:
    """Text, lists and dicts; each dict with `__place__` and `__places__`, a blank value as None."""
    if isinstance(node, Scalar):
        return None if node.blank else node.text
    if isinstance(node, Sequence):
        return [plain(item, diagnostics) for item in node.items]
    data: dict[str, Any] = {}
    places: dict[str, Span] = {}
    for key, value in node.items:
        name = key.text
        if name.startswith("__"):
            diagnostics.append(found("DC127", f"clé inconnue « {visible(name)} »", key.span))
            continue
        content = plain(value, diagnostics)
        if name in _EVIDENCE_KEYS:
            content = _evidence(content, value)
        data[name] = content
        places[name] = value.span
        _nest(places, name, content, value)
    return {**data, "__place__": node.span, "__places__": places}


def _evidence(content: Any, node: Node) -> Any:
    """A piece may be written as its bare path; it then gets the place of that path."""
    if isinstance(content, list) and isinstance(node, Sequence):
        return [_evidence(item, child) for item, child in zip(content, node.items, strict=True)]
    if isinstance(content, str):
        return {"fichier": content, "__place__": node.span, "__places__": {"fichier": node.span}}
    return content


def _nest(places: dict[str, Span], name: str, content: Any, node: Node) -> None:
    """Add the places of nested values under dotted names."""
    if isinstance(content, dict):
        places.update((f"{name}.{inner}", span) for inner, span in content["__places__"].items())
    elif isinstance(content, list) and isinstance(node, Sequence):
        for index, (item, child) in enumerate(zip(content, node.items, strict=True)):
            places[f"{name}.{index}"] = child.span
            _nest(places, f"{name}.{index}", item, child)


def _one_per_place(diagnostics: list[Diagnostic], said: set[Span]) -> list[Diagnostic]:
    """Drop what is said of a place of which something was said before: the first reason is the one to mend."""
    kept = []
    for diagnostic in diagnostics:
        if diagnostic.code == "DC128" or diagnostic.span not in said:
            kept.append(diagnostic)
            said.add(diagnostic.span)
    return kept


def foreign_days(node: Node, value: Any) -> list[Diagnostic]:
    """DC133 for every day of a sound entry that is not written AAAA-MM-JJ, with the form to write."""
    found_ = []
    for scalar, day in leaves(node, value):
        if isinstance(day, date) and not is_house_day(scalar.text):
            iso = day.isoformat()
            fixes = rewritten(scalar.span, scalar.text, iso, f"écrire la date {iso}", scalar.style)
            message, hints = f"date comprise comme le {long_day(day)}", (f"écrivez {iso}",)
            found_.append(found("DC133", message, scalar.span, hints=hints, fixes=fixes))
    return found_


def leaves(node: Node, value: Any) -> Iterator[tuple[Scalar, Any]]:
    """What is written in a sound entry, word by word, with the value that each was read as."""
    if isinstance(node, Scalar):
        yield node, value
    elif isinstance(value, Entry) and isinstance(node, Mapping):
        names = _names(type(value))
        for key, child in node.items:
            yield from leaves(child, getattr(value, names.get(key.text, ""), None))
    elif isinstance(value, tuple) and isinstance(node, Sequence):
        for child, item in zip(node.items, value, strict=False):
            yield from leaves(child, item)


@cache
def _names(model: type[Entry]) -> dict[str, str]:
    """The fields of an entry by the French key under which they are written."""
    return {field.alias: name for name, field in model.model_fields.items() if field.alias}
