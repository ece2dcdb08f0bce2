"""The records of conversions below `pieces/`: which PDF gives the pages of which original."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.world import World
from dossier.load.entries import read_entry
from dossier.load.files import read_file
from dossier.model.conversion import RECORD, RESULTS, Conversion, ConversionRow


def read_conversions(world: World, folder: str, files: Iterable[str]) -> tuple[tuple[Conversion, ...], tuple[Diagnostic, ...]]:
    """The conversions of a case by the path of their original, from the names of its *files*.

    A record that names another file than the one beside it is not followed (DC521).
    """
    found_rows: list[Conversion] = []
    diagnostics: list[Diagnostic] = []
    for path in sorted(path for path in files if path.endswith(RECORD)):
        parsed = read_file(world, f"{folder}/{path}")
        diagnostics += parsed.faults
        if parsed.node is None:
            continue
        read = read_entry(ConversionRow, parsed.node, parsed.faults)
        diagnostics += read.diagnostics
        if (row := read.entry) is None:
            continue
        original = path.removesuffix(RECORD)
        name = original.rpartition("/")[2]
        made = normalize("NFC", row.result)
        if made not in {name + ending for ending in RESULTS}:
            message = f"« {row.result} » n’est pas le nom d’une conversion de {name} : elle n’est pas suivie"
            diagnostics.append(found("DC521", message, row.place_of("resultat")))
            continue
        result = f"{original.rpartition('/')[0]}/{made}"
        found_rows.append(Conversion(original, row.sha256, result, row.result_sha256, row.tool, row.version, path, row.place))
    return tuple(found_rows), tuple(diagnostics)
