"""Where a new entry goes: a file of its own in the folder of its kind, or the end of the one file that a person keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.ground.world import World
from dossier.load.decode import decode
from dossier.load.files import read_file
from dossier.load.nodes import Mapping, Node, Scalar, parse
from dossier.load.nodes import Sequence as Items


class Unplaceable(Exception):
    """Why an entry has no place, as a French sentence, with what can be done about it."""

    def __init__(self, message: str, *hints: str) -> None:
        super().__init__(message)
        self.message, self.hints = message, hints


@dataclass(frozen=True, slots=True)
class Placed:
    """A file to write, its whole text, and what of it is new. `style` is the margin and the line end of a list that was continued."""

    path: str
    text: bytes
    added: str
    style: tuple[str, str] | None = None


def placed(world: World, folder: str, name: str, stem: str, lines: Sequence[str]) -> Placed:
    """The place of an entry of *lines* (keys of a mapping, without indentation, comments too) in the list *name* of a case.

    In `<name>/` it is `<stem>.yaml`, or `<stem>-2.yaml` and so on. Where the case has `<name>.yaml` instead, it is added at the
    end of that file, of which every byte stays. Raises `Unplaceable` where the file is not a list that can be continued.
    """
    items = {item.name: item.kind for item in world.list(folder)}
    if items.get(f"{name}.yaml") and not items.get(name):
        return _continued(world, f"{folder}/{name}.yaml", lines)
    taken = {item.name for item in world.list(f"{folder}/{name}")}
    free = next(f for n in range(1, 10_000) if (f := f"{stem}.yaml" if n == 1 else f"{stem}-{n}.yaml") not in taken)
    text = "".join(f"{line}\n" for line in lines)
    return Placed(f"{folder}/{name}/{free}", text.encode(), text)


def _continued(world: World, path: str, lines: Sequence[str]) -> Placed:
    """The file with one more item at the end of its list, once it is sure that it reads as before and one entry more."""
    before = read_file(world, path)
    if before.faults:
        fault = before.faults[0]
        raise Unplaceable(f"{fault.span.at_line} ne se lit pas : {fault.message}", "corrigez ce fichier, puis recommencez")
    data = world.read(path)
    blank = before.node is None or (isinstance(before.node, Scalar) and before.node.blank)
    margin = "" if blank or before.node is None else " " * (before.node.span.column - 1)
    end = "\r\n" if b"\r\n" in data else "\n"
    items = _item(lines)
    added = "".join(f"{margin}{line}{end}" for line in items)
    text = data + (b"" if not data or data.endswith(b"\n") else end.encode()) + added.encode()
    if not _reads_as_one_more(before.node, blank, text, path):
        raise Unplaceable(
            f"rien n’est écrit : {path} n’est pas une liste de tirets à laquelle une entrée puisse s’ajouter",
            "écrivez chaque entrée sous un tiret, ou déplacez ce fichier dans un répertoire du même nom",
            "entrée à ajouter :\n" + "\n".join(items),
        )
    return Placed(path, text, added, (margin, end))


def _item(lines: Sequence[str]) -> list[str]:
    """The lines of an entry as an item of a list: what stands before the first key (comments) stays above the dash."""
    first = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    return [line if n < first else f"- {line}" if n == first else f"  {line}" for n, line in enumerate(lines)]


def further(before: Placed, lines: Sequence[str]) -> Placed:
    """The place of one entry more at the end of a list that was just continued: it is sound, and is not read again."""
    margin, end = before.style or ("", "\n")
    added = "".join(f"{margin}{line}{end}" for line in _item(lines))
    return Placed(before.path, before.text + added.encode(), added, before.style)


def _reads_as_one_more(before: Node | None, blank: bool, text: bytes, path: str) -> bool:
    """Whether a text reads as the items of a former node and one mapping more, without a fault."""
    decoded = decode(text, path)
    after = parse(decoded.value, path) if decoded.value is not None else None
    if after is None or after.faults or not isinstance(after.node, Items) or not after.node.items:
        return False
    if not blank and not isinstance(before, Items):
        return False
    former = before.items if isinstance(before, Items) else ()
    *kept, last = after.node.items
    return [_bare(node) for node in kept] == [_bare(node) for node in former] and isinstance(last, Mapping)


def _bare(node: Node) -> object:
    """What a node says, without its place."""
    if isinstance(node, Mapping):
        return [(key.text, _bare(value)) for key, value in node.items]
    return [_bare(item) for item in node.items] if isinstance(node, Items) else node.text
