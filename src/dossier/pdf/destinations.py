"""Where links and outline entries of a PDF lead: read from a file, named destinations included, and written into ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.pdf.assembly import number
from dossier.pdf.limits import MAX_OUTLINE

OUTLINE_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of an outline: depth from 0, title, page index from 0."""

    depth: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or a heading leads: a page index from 0 and the rest of its destination (`/Fit`, `/XYZ` …)."""

    page: int
    view: tuple[Any, ...] = ()


class Destinations:
    """What the destinations of one PDF mean, named ones included. Holds the PDF open, hence a class."""

    def __init__(self, pdf: Any) -> None:
        self._pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
        self._pdf = pdf
        self._names: Mapping[Any, Any] | None = None

    def of(self, holder: Any) -> Target | None:
        """The target of a link or outline entry inside the same PDF; None for anything else."""
        import pikepdf

        goal = holder.get("/Dest")
        action = holder.get("/A")
        if goal is None and isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo":
            goal = action.get("/D")
        if isinstance(goal, pikepdf.String | pikepdf.Name):
            goal = self._named(goal)
        return self._target(goal)

    def named(self, prefix: str) -> list[tuple[str, Target]]:
        """The named destinations whose name begins so, by name."""
        targets = ((str(name), self._target(goal)) for name, goal in self._tree().items() if str(name).startswith(prefix))
        return sorted((name, target) for name, target in targets if target)

    def _target(self, goal: Any) -> Target | None:
        import pikepdf

        if isinstance(goal, pikepdf.Dictionary):
            goal = goal.get("/D")
        if not isinstance(goal, pikepdf.Array) or not len(goal) or not isinstance(goal[0], pikepdf.Dictionary):
            return None
        page = self._pages.get(goal[0].objgen)
        return None if page is None else Target(page, _view(list(goal)[1:]))

    def _named(self, name: Any) -> Any:
        import pikepdf

        if isinstance(name, pikepdf.Name):
            old = self._pdf.Root.get("/Dests")
            return old.get(name) if isinstance(old, pikepdf.Dictionary) else None
        return self._tree().get(str(name))

    def _tree(self) -> Mapping[Any, Any]:
        """The tree of named destinations, read once."""
        import pikepdf

        if self._names is None:
            tree = self._pdf.Root.get("/Names")
            tree = tree.get("/Dests") if isinstance(tree, pikepdf.Dictionary) else None
            try:
                self._names = dict(pikepdf.NameTree(tree)) if tree is not None else {}
            except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
                self._names = {}  # a broken tree: its links lead nowhere and are dropped
        return self._names


def _view(rest: Sequence[Any]) -> tuple[Any, ...]:
    """The part of a destination after its page, as plain values; `/Fit` when it is not one that readers know."""
    import pikepdf

    kinds = {"/XYZ": 3, "/Fit": 0, "/FitH": 1, "/FitV": 1, "/FitR": 4, "/FitB": 0, "/FitBH": 1, "/FitBV": 1}
    if not rest or not isinstance(rest[0], pikepdf.Name) or str(rest[0]) not in kinds:
        return ("/Fit",)
    kind = str(rest[0])
    values = [number(value) for value in rest[1:]][: kinds[kind]]
    if len(values) != kinds[kind]:
        return ("/Fit",)
    return (kind, *(None if value != value else round(value, 2) for value in values))


def destination(page: Any, view: Sequence[Any] = ()) -> Any:
    """An explicit destination: the page as a whole, or the *view* of a `Target`."""
    from pikepdf import Array, Name

    kind, *values = view or ("/Fit",)
    return Array([page, Name(kind), *values])


def headings(pdf: Any, places: Destinations) -> list[Heading]:
    """The outline of a PDF in reading order: three levels and 300 entries at most, loops and dead entries left out."""
    import pikepdf

    root = pdf.Root.get("/Outlines")
    found: list[Heading] = []
    if isinstance(root, pikepdf.Dictionary):
        for depth, entry in _entries(root):
            title, target = _title(entry), places.of(entry)
            if title and target:
                found.append(Heading(depth, title, target.page))
    return found


def _entries(root: Any) -> Iterator[tuple[int, Any]]:
    import pikepdf

    seen: set[tuple[int, int]] = set()
    waiting = [(0, root.get("/First"))]
    while waiting and len(seen) < MAX_OUTLINE:
        depth, entry = waiting.pop()
        if not isinstance(entry, pikepdf.Dictionary) or entry.objgen in seen:
            continue
        seen.add(entry.objgen)
        yield depth, entry
        waiting.append((depth, entry.get("/Next")))
        if depth + 1 < OUTLINE_DEPTH:
            waiting.append((depth + 1, entry.get("/First")))


def _title(entry: Any) -> str:
    import pikepdf

    title = entry.get("/Title")
    text = str(title) if isinstance(title, pikepdf.String) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def write_outline(pdf: Any, entries: Sequence[tuple[int, str, Any]]) -> None:
    """Write an outline from (depth, title, destination) in reading order; the first level stands open, the rest closed."""
    from pikepdf import Dictionary, Name, String

    if not entries:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    path = [root]
    for depth, title, goal in entries:
        depth = min(depth, len(path) - 1)
        del path[depth + 1 :]
        parent = path[depth]
        entry = pdf.make_indirect(Dictionary(Title=String(title), Parent=parent, Dest=goal))
        if "/Last" in parent:
            entry.Prev = parent.Last
            parent.Last.Next = entry
        else:
            parent.First = entry
        parent.Last = entry
        parent.Count = int(parent.get("/Count", 0)) + (1 if depth == 0 else -1)
        path.append(entry)
    pdf.Root.Outlines = root
