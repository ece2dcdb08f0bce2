"""Edits of the bytes of one file: made where its tree then differs at the words meant and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.ground.diagnostics import Fix
from dossier.load import nodes
from dossier.load.decode import decode
from dossier.load.entries import within
from dossier.load.nodes import Mapping, Node, Parsed, Scalar

_BOM = b"\xef\xbb\xbf"
_ONE_BY_ONE = 200
"""Edits of a file that are tried alone when all together do not hold."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file after its edits, those that were made, and those that overlap one of them and wait for another round."""

    data: bytes
    made: tuple[Fix, ...] = ()
    waiting: tuple[Fix, ...] = ()


def edited(data: bytes, fixes: Iterable[Fix], file: str) -> Edited:
    """Make the edits that are sound; a file that cannot be read, and an edit that would change anything else, stay as they are.

    Comments, indentation, line ends and a mark of order at the start are kept byte for byte.
    """
    before = _read(data, file)
    if before is None:
        return Edited(data)
    first, waiting = _apart(fixes)
    done = _spliced(data, first)
    if done is not None and _holds(before, done, first, file):
        return Edited(done, first, waiting)
    made: list[Fix] = []
    for fix in first[:_ONE_BY_ONE]:
        done = _spliced(data, (*made, fix))
        if done is not None and _holds(before, done, (*made, fix), file):
            made.append(fix)
    return Edited(_spliced(data, made) or data, tuple(made), waiting)


def _apart(fixes: Iterable[Fix]) -> tuple[tuple[Fix, ...], tuple[Fix, ...]]:
    """The edits in the order of the file without those that overlap an earlier one, and these; repeats are dropped."""
    first: list[Fix] = []
    waiting = []
    for fix in sorted(set(fixes), key=lambda fix: (fix.span, fix.text)):
        last = first[-1].span if first else None
        if last and (fix.span.line, fix.span.column) < (last.end_line, last.end_column):
            waiting.append(fix)
        else:
            first.append(fix)
    return tuple(first), tuple(waiting)


def _spliced(data: bytes, fixes: Sequence[Fix]) -> bytes | None:
    """The bytes with the stretches of *fixes* replaced, which are in order; None when a stretch is not in the file."""
    mark = len(_BOM) if data.startswith(_BOM) else 0
    lines = data[mark:].split(b"\n")
    for fix in reversed(fixes):
        span = fix.span
        if span.line != span.end_line or not 1 <= span.line <= len(lines):
            return None
        line = lines[span.line - 1].decode("utf-8")
        if not 1 <= span.column < span.end_column <= len(line) + 1:
            return None
        lines[span.line - 1] = f"{line[: span.column - 1]}{fix.text}{line[span.end_column - 1 :]}".encode()
    return data[:mark] + b"\n".join(lines)


def _read(data: bytes, file: str) -> Parsed | None:
    text = decode(data, file).value
    parsed = nodes.parse(text, file) if text is not None else None
    return parsed if parsed is not None and parsed.node is not None else None


def _holds(before: Parsed, data: bytes, fixes: Sequence[Fix], file: str) -> bool:
    """Whether the new bytes read as the old ones but for the words of *fixes*, which read as they say."""
    after = _read(data, file)
    if after is None or Counter(f.code for f in after.faults) != Counter(f.code for f in before.faults):
        return False
    assert before.node is not None and after.node is not None
    changes = list(_differences(before.node, after.node))
    if len(changes) != len(fixes):
        return False
    return all(_is_meant(old, new, fix) for (old, new), fix in zip(changes, fixes, strict=True))


def _is_meant(old: Node, new: Node, fix: Fix) -> bool:
    if not isinstance(old, Scalar) or not within(fix.span, old.span):
        return False
    if isinstance(new, Scalar):
        return new.text == fix.text
    return isinstance(new, nodes.Sequence) and [i.text for i in new.items if isinstance(i, Scalar)] == [old.text]


def _differences(old: Node, new: Node) -> Iterator[tuple[Node, Node]]:
    """The deepest nodes at which two trees differ, in the order of the file."""
    if isinstance(old, Scalar) and isinstance(new, Scalar):
        if (old.text, old.blank) != (new.text, new.blank):
            yield old, new
    elif isinstance(old, Mapping) and isinstance(new, Mapping) and len(old.items) == len(new.items):
        for (key, value), (other_key, other) in zip(old.items, new.items, strict=True):
            yield from _differences(key, other_key)
            yield from _differences(value, other)
    elif isinstance(old, nodes.Sequence) and isinstance(new, nodes.Sequence) and len(old.items) == len(new.items):
        for value, other in zip(old.items, new.items, strict=True):
            yield from _differences(value, other)
    else:
        yield old, new
