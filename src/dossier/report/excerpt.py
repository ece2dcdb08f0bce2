"""The lines of a file that a finding is about, with what is meant underlined."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dossier.ground.spans import Span
from dossier.report.text import shown, width

_NEAR = 400
"""Letters before, in and after a place that an excerpt is cut from."""
_WIDEST = 110
"""Columns of an excerpt's line; longer lines are shown around the place."""


def excerpt(
    span: Span,
    related: Sequence[tuple[Span, str]],
    text: str | None,
    style: str,
    paint: Callable[[str, str], str],
) -> list[str]:
    """The place, then the lines concerned in order, *related* places (of the same file) underlined lightly with a word.

    The place alone when the file as a whole is meant or cannot be read.
    """
    head = f"  {paint('┌─', 'faint')} {shown(str(span))}"
    lines = text.splitlines() if text is not None else []
    marks = [(span, "", "━", style), *((place, note, "─", "faint") for place, note in related)]
    marks = sorted((mark for mark in marks if 0 < mark[0].line <= len(lines)), key=lambda mark: mark[0])
    if not marks:
        return [head]
    gutter = max(len(str(place.line)) for place, *_ in marks)
    bar = paint("│", "faint")
    rows = [head.replace("  ", " " * (gutter + 1), 1), f"{' ' * gutter} {bar}"]
    last = 0
    for place, note, line, colour in marks:
        if last and place.line > last + 1:
            rows.append(f"{paint('·' * gutter, 'faint')} {bar}")
        before, meant, after = _cut(lines[place.line - 1], place)
        if place.line != last:
            rows.append(f"{place.line:>{gutter}} {bar} {before}{meant}{after}")
        rule = paint(line * max(width(meant), 1), colour)
        rows.append(f"{' ' * gutter} {bar} {' ' * width(before)}{rule}{' ' + shown(note) if note else ''}")
        last = place.line
    return [*rows, f"{' ' * gutter} {bar}"]


def _cut(line: str, place: Span) -> tuple[str, str, str]:
    """What stands before, in and after a place, each fit for the terminal; a long line is cut on both sides."""
    start = max(place.column - 1, 0)
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    end = max(end, start)
    # A line may have a million letters: no more of it is looked at than can be shown.
    parts = (line[max(start - _NEAR, 0) : start], line[start : min(end, start + _NEAR)], line[end : end + _NEAR])
    before, meant, after = (shown(part.replace("\t", " ")) for part in parts)
    if width(meant) > _WIDEST:
        meant = meant[: _WIDEST - 1] + "…"
    if width(before) + width(meant) > _WIDEST:
        before = "…" + before[-max(_WIDEST - width(meant) - 1, 20) :]
    room = max(_WIDEST - width(before) - width(meant), 0)
    if width(after) > room:
        after = after[: max(room - 1, 0)] + "…"
    return before, meant, after
