"""`bordereau.lock`: the numbers of pieces that were communicated. The program writes it; people only commit it."""

from __future__ import annotations

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.ground.world import Unreadable, World, checked_parts
from dossier.load.entries import read_entry
from dossier.load.files import read_file
from dossier.load.nodes import Scalar, Sequence
from dossier.model.case import FrozenPiece
from dossier.model.lock import LockRow


def read_lock(world: World, folder: str) -> tuple[tuple[FrozenPiece, ...], tuple[Diagnostic, ...]]:
    """The rows of the lock by number, empty when there is none (DC142: a lock that was edited by hand)."""
    path = f"{folder}/bordereau.lock"
    if not any(item.name == "bordereau.lock" for item in world.list(folder)):
        return (), ()
    parsed = read_file(world, path)
    node = parsed.node
    if node is None or (isinstance(node, Scalar) and node.blank):
        return (), parsed.faults
    if not isinstance(node, Sequence):
        return (), (*parsed.faults, found("DC142", "bordereau.lock doit être une liste de pièces", node.span))
    rows, diagnostics = [], list(parsed.faults)
    seen: dict[int, Span] = {}
    for item in node.items:
        read = read_entry(LockRow, item, parsed.faults)
        diagnostics += read.diagnostics
        if (row := read.entry) is None:
            continue
        if row.number in seen:
            first = ((seen[row.number], "première fois ici"),)
            diagnostics.append(found("DC142", f"le numéro {row.number} figure deux fois", row.place_of("numero"), related=first))
            continue
        if not _is_evidence(row.file):
            message = f"« {visible(row.file, 120)} » n’est pas sous pieces/ : rien d’autre n’est jamais communiqué"
            diagnostics.append(found("DC142", message, row.place_of("fichier")))
        seen[row.number] = row.place_of("numero")
        rows.append(_frozen(row))
    return tuple(sorted(rows, key=lambda row: row.number)), tuple(diagnostics)


def _frozen(row: LockRow) -> FrozenPiece:
    return FrozenPiece(
        row.number, row.file, row.sha256, row.title, row.withdrawn or row.withdrawn_on is not None, row.communicated_on, row.to,
        row.withdrawn_on, row.place,
    )  # fmt: skip


def _is_evidence(path: str) -> bool:
    try:
        return checked_parts(path)[0] == "pieces"
    except Unreadable:
        return False
