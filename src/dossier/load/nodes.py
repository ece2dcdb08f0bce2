"""From the text of a YAML file to nodes: scalars that stay text, mappings, sequences, each with its place.

Reads the events of libyaml one by one and stops at the first level that is too deep: composing a hostile file would
crash the process. What YAML offers beyond plain data (anchors, aliases, tags, merge keys) hides facts from a reader.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.load.syntax import explain_syntax

MOST_FAULTS = 1000
"""Faults of syntax after which a file is not read further: one cause made them all."""
DEEPEST = 20
"""Levels of nesting: the format itself needs six."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text with its place. `blank` says that nothing was written at all, as after `echeance:`.

    `style` is the sign that it is written with: '"', "'", '|', '>', or '' for none.
    """

    text: str
    span: Span
    blank: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; a repeated key is reported and keeps its first value."""

    items: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value of a key, None when it is not written or blank."""
        for name, value in self.items:
            if name.text == key:
                return None if isinstance(value, Scalar) and value.blank else value
        return None


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Parsed:
    """The node of a file, None when it is empty or not YAML, and the faults of its syntax."""

    node: Node | None
    faults: tuple[Diagnostic, ...] = ()


@cache
def _libyaml() -> tuple[Any, type[Exception]]:
    """The parser in C and its error; a PyYAML built without libyaml is a fault of the install, said at once."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError as error:
        raise ImportError("PyYAML est installé sans libyaml : réinstallez le paquet « pyyaml » en version binaire") from error
    from yaml import MarkedYAMLError

    return CParser, MarkedYAMLError


def parse(text: str, file: str) -> Parsed:
    """Read one YAML document; *text* is what `decode` returned, *file* the path that spans carry."""
    parser, syntax_error = _libyaml()
    builder = _Builder(file)
    try:
        events = parser(text)
        while events.check_event() and not builder.stopped:
            builder.take(events.get_event())
    except syntax_error as error:
        return Parsed(None, (*builder.faults, explain_syntax(error, text, file)))
    return Parsed(None if builder.stopped else builder.root, tuple(builder.faults))


class _Builder:
    """Assembles nodes from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.faults: list[Diagnostic] = []
        self.stopped = False
        self._open: list[_Frame] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._refuse_extras(event)
            self._add(self._scalar(event))
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._refuse_extras(event)
            self._push(kind == "MappingStartEvent", self._span(event))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._add(self._open.pop().close(self._span(event), flow=event.end_mark.index > event.start_mark.index))
        elif kind == "AliasEvent":
            span = self._span(event)
            self._fault("DC108", f"l’alias « *{visible(event.anchor)} » n’est pas admis ici", span)
            self._add(Scalar(f"*{event.anchor}", span))
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._fault("DC122", "un second document commence ici (« --- »)", self._span(event))
                self.stopped = True

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _fault(self, code: str, message: str, span: Span, **more: Any) -> None:
        self.faults.append(found(code, message, span, **more))
        self.stopped = self.stopped or len(self.faults) >= MOST_FAULTS

    def _scalar(self, event: Any) -> Scalar:
        text = event.value
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        span = self._span(event)
        blank = not text and event.start_mark.index == event.end_mark.index
        # Only an escape in double quotes can bring one in: `decode` refused all others.
        if event.style == '"' and _CONTROL.search(text):
            self._fault("DC104", "un caractère de commande se cache dans ce texte (séquence « \\x… »)", span)
        return Scalar(text, span, blank, event.style or "")

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is None and event.tag is None:
            return
        if event.anchor:
            self._fault("DC108", f"l’ancre « &{visible(event.anchor)} » n’est pas admise ici", self._span(event))
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault("DC109", f"l’étiquette « {visible(tag)} » n’est pas admise ici", self._span(event))

    def _push(self, is_mapping: bool, span: Span) -> None:
        self._open.append(_Frame(is_mapping, span))
        if len(self._open) > DEEPEST:
            self._fault("DC123", f"plus de {DEEPEST} niveaux d’imbrication", span)
            self.stopped = True

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        frame = self._open[-1]
        if not frame.is_mapping:
            frame.values.append(node)
        elif frame.key is None:
            frame.key = node
        else:
            key, frame.key = frame.key, None
            self._add_pair(frame, key, node)

    def _add_pair(self, frame: _Frame, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar) or not key.text:
            self._fault("DC125", "une clé doit être un mot", key.span)
        elif key.text == "<<":
            self._fault("DC108", "la clé de fusion « << » n’est pas admise ici", key.span)
        elif (first := frame.seen.get(key.text)) is not None:
            self._fault(
                "DC124", f"la clé « {visible(key.text)} » est écrite deux fois", key.span, related=((first, "première fois ici"),)
            )
        else:
            frame.seen[key.text] = key.span
            frame.pairs.append((key, value))


class _Frame:
    """A mapping or a sequence that is still open."""

    __slots__ = ("is_mapping", "key", "pairs", "seen", "span", "values")

    def __init__(self, is_mapping: bool, span: Span) -> None:
        self.is_mapping = is_mapping
        self.span = span
        self.key: Node | None = None
        self.pairs: list[tuple[Scalar, Node]] = []
        self.values: list[Node] = []
        self.seen: dict[str, Span] = {}

    def close(self, end: Span, flow: bool) -> Mapping | Sequence:
        """The finished node; a block ends with its last value, not where the parser noticed its end."""
        last = self.pairs[-1][1].span if self.pairs else self.values[-1].span if self.values else self.span
        stop = end if flow else last
        span = Span(self.span.file, self.span.line, self.span.column, stop.end_line, stop.end_column)
        return Mapping(tuple(self.pairs), span) if self.is_mapping else Sequence(tuple(self.values), span)
