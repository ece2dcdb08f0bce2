"""The files of a workspace as nodes: reading never raises, a file that cannot be read is a diagnostic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, in_order
from dossier.ground.french import plural
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.ground.world import Unreadable, World
from dossier.load.decode import LARGEST_TEXT, decode
from dossier.load.nodes import Node, Parsed, Scalar, Sequence, parse

MOST_FAULTS = 100
"""Diagnostics a file: beyond, one cause made them all, and the list would hide the rest."""

REASONS = {
    "absent": "ce fichier n’existe pas",
    "outside": "ce chemin sort de l’espace de travail ou n’est pas un nom simple",
    "link": "ce fichier est un lien symbolique, et aucun lien n’est suivi",
    "special": "ce n’est pas un fichier ordinaire",
    "large": "ce fichier dépasse 200 Mio",
    "denied": "la lecture de ce fichier est refusée par le système",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as it stands in a file, with the faults of the syntax of that file."""

    node: Node
    faults: tuple[Diagnostic, ...] = ()


def at_most(diagnostics: Iterable[Diagnostic], most: int = MOST_FAULTS) -> tuple[Diagnostic, ...]:
    """In the order of files and lines, with no more than *most* a file and then how many more there are (DC145)."""
    kept: list[Diagnostic] = []
    for _, group in groupby(in_order(diagnostics), key=lambda diagnostic: diagnostic.span.file):
        rows = list(group)
        kept += rows[:most]
        if len(rows) > most:
            count = plural(len(rows) - most, "autre anomalie", "autres anomalies")
            last = rows[most]
            kept.append(found("DC145", f"{count} dans ce fichier, à partir d’ici", last.span, case=last.case))
    return tuple(kept)


def read_text(world: World, path: str, limit: int = LARGEST_TEXT) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file, or why there is none (DC101 and the codes of `decode`)."""
    try:
        data = world.read(path)
    except Unreadable as error:
        return None, (unreadable(path, error),)
    text = decode(data, path, limit)
    return text.value, text.diagnostics


def unreadable(path: str, error: Unreadable, span: Span | None = None) -> Diagnostic:
    """DC101: why a file cannot be read."""
    return found("DC101", f"{REASONS[error.reason]} : {visible(path, 120)}", span or Span(path))


def read_file(world: World, path: str) -> Parsed:
    """The node of a YAML file."""
    text, diagnostics = read_text(world, path)
    return Parsed(None, diagnostics) if text is None else parse(text, path)


def read_list(world: World, folder: str, name: str) -> tuple[tuple[Written, ...], tuple[Diagnostic, ...]]:
    """The entries of `<name>.yaml` or of the files of `<name>/` in name order: one entry or a list in each file.

    Diagnostics: faults of syntax, DC136 when both exist (both are read), DC137 for a file of the folder that is not read.
    """
    items = {item.name: item for item in world.list(folder)}
    paths, diagnostics = [], []
    single = f"{folder}/{name}.yaml"
    if f"{name}.yaml" in items:
        paths.append(single)
    if name in items and items[name].kind == "other":
        diagnostics.append(unreadable(f"{folder}/{name}", Unreadable(f"{folder}/{name}", "link")))
    elif name in items:
        for item in world.list(f"{folder}/{name}"):
            path = f"{folder}/{name}/{item.name}"
            if item.name.endswith(".yaml") and item.kind != "folder":
                paths.append(path)
            else:
                hint = ("les entrées sont dans des fichiers .yaml, sans sous-répertoire",)
                diagnostics.append(found("DC137", f"« {visible(item.name)} » n’est pas lu", Span(path), hints=hint))
        if f"{name}.yaml" in items:
            message = f"{name}.yaml et le répertoire {name}/ existent tous deux"
            diagnostics.append(found("DC136", message, Span(single), hints=("gardez l’un des deux",)))
    entries: list[Written] = []
    for path in paths:
        parsed = read_file(world, path)
        diagnostics += parsed.faults
        entries += [Written(node, parsed.faults) for node in _entries(parsed.node)]
    return tuple(entries), tuple(diagnostics)


def _entries(node: Node | None) -> tuple[Node, ...]:
    if node is None or (isinstance(node, Scalar) and node.blank):
        return ()
    return node.items if isinstance(node, Sequence) else (node,)
