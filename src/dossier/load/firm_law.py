"""The firm's own values of the law: the files of a workspace's `law/`, in the shape of the shipped parameters."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.nearest import nearest, visible
from dossier.ground.spans import Span
from dossier.ground.world import World
from dossier.law.law import COUNTED, UNIT_FR, Certainty, LawValue, Parameter, Reference
from dossier.law.parameters import shipped_law
from dossier.load.entries import read_entry
from dossier.load.files import read_file
from dossier.load.nodes import Mapping, Scalar, Sequence
from dossier.model.firm_law import LawFile, LawRow


def read_law(world: World) -> tuple[tuple[LawValue, ...], tuple[Diagnostic, ...]]:
    """The values of `law/*.yaml`, by name then start; each one's origin is its place, since the firm answers for it."""
    values: list[LawValue] = []
    diagnostics: list[Diagnostic] = []
    known = shipped_law().parameters
    for path in _paths(world, "law"):
        name = path.rpartition("/")[2].removesuffix(".yaml")
        if name not in known:
            guess = nearest(name, known)
            hint = f"vouliez-vous dire « {guess}.yaml » ?" if guess else "dossier law list donne les noms"
            diagnostics.append(found("DC140", f"valeur de droit inconnue « {visible(name)} »", Span(path), hints=(hint,)))
            continue
        found_values, faults = _file(world, path, known[name])
        values += found_values
        diagnostics += faults
    return tuple(values), tuple(diagnostics)


def _paths(world: World, folder: str) -> list[str]:
    """The YAML files of the folder and of those in it (the shipped ones are sorted by code of law)."""
    paths: list[str] = []
    for item in world.list(folder):
        path = f"{folder}/{item.name}"
        if item.kind == "folder" and folder.count("/") < 3:
            paths += _paths(world, path)
        elif item.kind != "folder" and item.name.endswith(".yaml"):
            paths.append(path)
    return paths


def _file(world: World, path: str, parameter: Parameter) -> tuple[list[LawValue], list[Diagnostic]]:
    parsed = read_file(world, path)
    node = parsed.node
    if not isinstance(node, Mapping):
        faults = parsed.faults or (found("DC141", "ce fichier doit donner « values »", Span(path, 1, 1)),)
        return [], list(faults)
    read = read_entry(LawFile, _rows_as_list(node), parsed.faults)
    diagnostics = [*parsed.faults, *read.diagnostics]
    if read.entry is None:
        return [], diagnostics
    values = []
    for row in read.entry.values:
        if _fits(row.value, parameter.unit):
            values.append(_value(row, read.entry, parameter))
        else:
            unit = UNIT_FR[parameter.unit]
            message = f"« {visible(row.value)} » n’est pas un nombre ({unit})"
            diagnostics.append(found("DC141", message, row.place_of("value")))
    return values, diagnostics


def _rows_as_list(node: Mapping) -> Mapping:
    """`values: {2026-01-01: {…}}` as a list of rows that say their `start`."""
    rows = node.get("values")
    if not isinstance(rows, Mapping):
        return node
    listed = tuple(
        Mapping((*row.items, (Scalar("start", key.span), key)), row.span) if isinstance(row, Mapping) else row
        for key, row in rows.items
    )
    values = Sequence(listed, rows.span)
    return Mapping(tuple((key, values if value is rows else value) for key, value in node.items), node.span)


def _fits(text: str, unit: str) -> bool:
    """Whether a text is a number, whole where the unit counts days, months or years."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and (unit not in COUNTED or number == number.to_integral_value())


def _value(row: LawRow, file: LawFile, parameter: Parameter) -> LawValue:
    reference = row.reference or file.reference
    stated = row.certainty or file.certainty
    return LawValue(
        name=parameter.name,
        text=row.value,
        unit=parameter.unit,
        start=None if row.start == "toujours" else row.start,
        end=row.until,
        reference=Reference(reference.title, reference.text, reference.href) if reference else Reference(""),
        certainty=Certainty(stated) if stated else Certainty.MEMORY,
        note=row.note,
        origin=row.place.at_line,
        confirmed=bool((row.confirmed_by or file.confirmed_by) and (row.confirmed_on or file.confirmed_on)),
    )
