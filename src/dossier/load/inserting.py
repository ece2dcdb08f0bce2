"""One more item in a list somewhere inside a file that a person keeps: every other byte of it stays."""

from __future__ import annotations

from collections.abc import Sequence as Listing

from dossier.ground.world import World
from dossier.load.decode import decode
from dossier.load.files import read_file
from dossier.load.nodes import Mapping, Node, Parsed, Scalar, Sequence, parse
from dossier.load.placing import Placed, Unplaceable

Way = tuple[str | int, ...]
"""Keys and indexes from the top of a file: `("debiteurs", 0, "verifications")`."""


def inserted(world: World, path: str, way: Way, lines: Listing[str], braces: str) -> Placed:
    """The file with one more item at the end of the list at *way*, which is made where it is absent.

    *lines* are those of the item in a list of dashes, without indentation; *braces* is the same item between braces, for a list
    in brackets. Raises `Unplaceable`, with the lines to paste, where the file would not read as before and this item more.
    """
    before = read_file(world, path)
    if before.faults or before.node is None:
        fault = f" : {before.faults[0].message}" if before.faults else ""
        raise Unplaceable(f"{path} ne se lit pas{fault}", "corrigez ce fichier, puis recommencez")
    item = parse("\n".join(lines) + "\n", path).node
    assert isinstance(item, Sequence)
    text = world.read(path).decode("utf-8")
    longer = _edited(text, before.node, way, lines, braces)
    if longer is None or _bare(_read(longer, path).node) != _with(_bare(before.node), way, _bare(item.items[0])):
        shown = ".".join(str(step + 1) if isinstance(step, int) else step for step in way)
        raise Unplaceable(
            f"rien n’est écrit : {path} est écrit d’une façon que ce programme ne sait pas compléter sans risque",
            f"ajoutez vous-même sous {shown} :\n" + "\n".join(lines),
        )
    return Placed(path, longer.encode(), "".join(f"{line}\n" for line in lines))


def _read(text: str, path: str) -> Parsed:
    decoded = decode(text.encode(), path)
    read = parse(decoded.value, path) if decoded.value is not None else Parsed(None)
    return read if not read.faults else Parsed(None)


def _edited(text: str, root: Node, way: Way, lines: Listing[str], braces: str) -> str | None:
    """The text with the item; None where the way leads nowhere."""
    holder, rest = _deepest(root, way)
    end = "\r\n" if "\r\n" in text else "\n"
    rows = text.split("\n")
    if holder is None or any(isinstance(step, int) for step in rest):
        return None
    if _in_brackets(rows, holder):
        inner = braces
        for step in reversed(rest):
            inner = f"{step}: [{inner}]" if inner is braces else f"{step}: {{{inner}}}"
        return _before_bracket(rows, holder, inner)
    if isinstance(holder, Mapping):
        if not rest:
            return None
        block = [f"{rest[-1]}:", *(f"  {line}" for line in lines)]
        for step in reversed(rest[:-1]):
            block = [f"{step}:", *(f"  {line}" for line in block)]
    elif rest:
        return None
    else:
        block = list(lines)
    margin = " " * (holder.span.column - 1)
    blank = _blank_line(holder, rest)
    at = blank if blank is not None else holder.span.end_line - (holder.span.end_column == 1)
    new = [f"{margin}{line}".rstrip() + end.removesuffix("\n") for line in (block if blank is None else block[1:])]
    return _joined(rows, at, new, end)


def _joined(rows: list[str], at: int, new: list[str], end: str) -> str:
    """The rows with new ones after the first *at*; the last row gets the line end that it lacks."""
    head, tail = rows[:at], rows[at:]
    if not tail:  # the file ends without a line feed
        return "\n".join([*head[:-1], head[-1] + end.removesuffix("\n"), *new, ""])
    return "\n".join([*head, *new, *tail])


def _deepest(root: Node, way: Way) -> tuple[Node | None, Way]:
    """The last node on a way that holds something, and what of the way is left; None for an index that is not there."""
    node = root
    for depth, step in enumerate(way):
        inner: Node | None
        if isinstance(step, int):
            inner = node.items[step] if isinstance(node, Sequence) and step < len(node.items) else None
            if inner is None:
                return None, ()
        else:
            inner = node.get(step) if isinstance(node, Mapping) else None
        if inner is None or isinstance(inner, Scalar):
            return (node, way[depth:]) if inner is None else (None, ())
        node = inner
    return node, ()


def _blank_line(holder: Node, rest: Way) -> int | None:
    """The line of a key that is written with nothing after it: what it is to hold goes below."""
    if not isinstance(holder, Mapping) or not rest:
        return None
    return next((key.span.line for key, _ in holder.items if key.text == rest[0]), None)


def _in_brackets(rows: list[str], node: Node) -> bool:
    span = node.span
    return rows[span.line - 1][span.column - 1 : span.column] in ("[", "{")


def _before_bracket(rows: list[str], node: Node, inner: str) -> str | None:
    """The text with a last item in a list or a mapping between brackets."""
    row, column = node.span.end_line - 1, node.span.end_column - 2
    if rows[row][column : column + 1] not in ("]", "}"):
        return None
    head = rows[row][:column].rstrip()
    empty = not (node.items if isinstance(node, Mapping | Sequence) else ())
    comma = "" if empty else " " if head.endswith(",") else ", "
    rows[row] = f"{head}{comma}{inner}{rows[row][len(head) :]}"
    return "\n".join(rows)


def _with(bare: object, way: Way, item: object) -> object:
    """What a node says, with an item more at the end of the list at a way."""
    if not way:
        return [*(bare if isinstance(bare, list) else ()), item]
    step, rest = way[0], way[1:]
    if isinstance(step, int):
        assert isinstance(bare, list)
        return [_with(inner, rest, item) if number == step else inner for number, inner in enumerate(bare)]
    pairs = dict(bare) if isinstance(bare, dict) else {}
    former = pairs.get(step)
    return {**pairs, step: _with(None if former == "" else former, rest, item)}


def _bare(node: Node | None) -> object:
    """What a node says, without its place."""
    if isinstance(node, Mapping):
        return {key.text: _bare(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [_bare(item) for item in node.items]
    return node.text if node is not None else None
