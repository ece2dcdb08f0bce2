"""Files that change as a unified diff, the form that git and patch read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

_CONTEXT = 3
"""Lines around a change."""


def summary(edits: int, files: int) -> str:
    """« 3 corrections dans 2 fichiers »."""
    if not edits:
        return "aucune correction à faire"
    return f"{edits} correction{'s' if edits > 1 else ''} dans {files} fichier{'s' if files > 1 else ''}"


def unified(former: Mapping[str, bytes], files: Mapping[str, bytes]) -> str:
    """The changes of all files in path order; a line stands for one line, as every edit stays inside its own."""
    return "".join(part for path in sorted(files) for part in _of_file(path, former[path], files[path]))


def _of_file(path: str, before: bytes, after: bytes) -> Iterator[str]:
    old, new = (data.decode("utf-8", "replace").split("\n") for data in (before, after))
    changed = [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if changed:
        yield f"--- a/{path}\n+++ b/{path}\n"
        for hunk in _hunks(changed):
            yield from _hunk(old, new, hunk)


def _hunks(changed: Sequence[int]) -> Iterator[list[int]]:
    """The changed lines in groups whose contexts touch."""
    group = [changed[0]]
    for at in changed[1:]:
        if at - group[-1] > 2 * _CONTEXT:
            yield group
            group = []
        group.append(at)
    yield group


def _hunk(old: Sequence[str], new: Sequence[str], changed: Sequence[int]) -> Iterator[str]:
    last_line = len(old) - (not old[-1])  # a final line feed ends the last line and begins none
    start, end = max(changed[0] - _CONTEXT, 0), min(changed[-1] + _CONTEXT + 1, last_line)
    yield f"@@ -{start + 1},{end - start} +{start + 1},{end - start} @@\n"
    at = start
    while at < end:
        run = at
        while run < end and (run in changed) == (at in changed):
            run += 1
        if at in changed:
            yield from (_line("-", old, i) for i in range(at, run))
            yield from (_line("+", new, i) for i in range(at, run))
        else:
            yield from (_line(" ", old, i) for i in range(at, run))
        at = run


def _line(sign: str, lines: Sequence[str], at: int) -> str:
    tail = "\n\\ No newline at end of file\n" if at == len(lines) - 1 else "\n"
    return f"{sign}{lines[at]}{tail}"
