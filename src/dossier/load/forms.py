"""The forms of a workspace: the PDFs of `templates/formulaires/` and the maps beside them. The PDFs themselves stay closed."""

from __future__ import annotations

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.nearest import nearest, visible
from dossier.ground.spans import Span
from dossier.ground.world import Unreadable, World
from dossier.load.entries import read_entry
from dossier.load.files import read_file, unreadable
from dossier.load.nodes import Mapping, Node, Scalar, Sequence
from dossier.model.form import VALUES, FirmForm, FormField, FormFile, names_in

FOLDER = "templates/formulaires"


def read_forms(world: World) -> tuple[tuple[FirmForm, ...], tuple[Diagnostic, ...]]:
    """The forms that have a map, by name.

    Diagnostics: those of reading a file, DC559 for a value that no list knows, DC560 for a form without map or a map without form.
    """
    forms: list[FirmForm] = []
    diagnostics: list[Diagnostic] = []
    files = {item.name for item in world.list(FOLDER) if item.kind != "folder"}
    for name in sorted({file.rpartition(".")[0] for file in files if file.endswith((".pdf", ".yaml"))}):
        path = f"{FOLDER}/{name}"
        alone = [end for end in ("pdf", "yaml") if f"{name}.{end}" not in files]
        if alone:
            there = "yaml" if alone == ["pdf"] else "pdf"
            what = "cette carte n’a pas de formulaire" if there == "yaml" else "ce formulaire n’a pas de carte"
            hints = [f"ajoutez {visible(name)}.{alone[0]} dans {FOLDER}/"]
            if there == "pdf":
                hints.append("une carte d’un seul champ, quel qu’il soit, fait donner la liste des champs du formulaire (DC558)")
            diagnostics.append(
                found("DC560", f"{what} : {visible(name)}.{alone[0]} manque", Span(f"{path}.{there}"), hints=tuple(hints))
            )
            continue
        form, faults = _form(world, name, path)
        diagnostics += faults
        forms += [form] if form else []
    return tuple(forms), tuple(diagnostics)


def _form(world: World, name: str, path: str) -> tuple[FirmForm | None, list[Diagnostic]]:
    parsed = read_file(world, f"{path}.yaml")
    node: Node | None = parsed.node
    if node is None or (isinstance(node, Scalar) and node.blank):
        blank = found("DC560", "cette carte est vide", Span(f"{path}.yaml"), hints=("donnez au moins `pour` et `champs`",))
        return None, list(parsed.faults) or [blank]
    read = read_entry(FormFile, _rows_as_list(node), parsed.faults)
    diagnostics = [*parsed.faults, *read.diagnostics]
    if read.entry is None:
        return None, diagnostics
    unknown = [fault for row in read.entry.fields for fault in _unknown(row)]
    try:
        blob = world.blob(f"{path}.pdf")
    except Unreadable as error:
        return None, [*diagnostics, *unknown, unreadable(f"{path}.pdf", error)]
    sound = tuple(row for row in read.entry.fields if all(value in VALUES for value in names_in(row.value)))
    entry = read.entry
    form = FirmForm(name, entry.title or f"Formulaire {name}", entry.serves, blob, sound, Span(f"{path}.yaml", 1, 1))
    return form, [*diagnostics, *unknown]


def _unknown(row: FormField) -> list[Diagnostic]:
    """DC559 for each name that the closed list does not have."""
    faults = []
    for name in names_in(row.value):
        if name not in VALUES:
            guess = nearest(name, VALUES)
            kin = [known for known in VALUES if known.partition(".")[0] == name.partition(".")[0]] or sorted(
                {known.partition(".")[0] for known in VALUES}
            )
            hints = (*((f"vouliez-vous dire {guess} ?",) if guess else ()), f"valeurs : {', '.join(kin)}")
            faults.append(
                found("DC559", f"valeur inconnue « {visible(name)} », le champ restera vide", row.place_of("valeur"), hints=hints)
            )
    return faults


def _rows_as_list(node: Node) -> Node:
    """`champs: {Nom: creancier.nom}` as a list of rows that say their `champ`."""
    if not isinstance(node, Mapping):
        return node
    rows = node.get("champs")
    if not isinstance(rows, Mapping):
        return node
    listed = tuple(
        Mapping(((Scalar("champ", key.span), key), (Scalar("valeur", key.span), value)), value.span) for key, value in rows.items
    )
    fields = Sequence(listed, rows.span)
    return Mapping(tuple((key, fields if key.text == "champs" else value) for key, value in node.items), node.span)
