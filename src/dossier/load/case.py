"""One folder below `cases/` as a Case, or as a BrokenCase when `affaire.yaml` cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar
from unicodedata import normalize

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.fixes import rewritten, same_word
from dossier.ground.nearest import nearest, visible
from dossier.ground.spans import Span
from dossier.ground.world import Item, World
from dossier.load.conversions import read_conversions
from dossier.load.entries import MOST_COMPLAINTS, Read, read_entry
from dossier.load.files import at_most, read_file, read_list, read_text
from dossier.load.lock import read_lock
from dossier.load.nodes import Mapping, Node, Scalar
from dossier.model.case import Affaire, BrokenCase, Case, Note
from dossier.model.entry import Entry
from dossier.model.journal import ACTS, Event
from dossier.model.ledger import Cost, Invoice, Payment
from dossier.model.settings import Settings

E = TypeVar("E", bound=Entry)

LISTS = ("factures", "paiements", "frais", "journal")
KNOWN = frozenset({"affaire.yaml", "pieces", "notes", "bordereau.lock", "README.md", *LISTS, *(f"{name}.yaml" for name in LISTS)})
DEEPEST_FOLDER = 12
MOST_FILES = 20_000
LARGEST_NOTE = 512 * 1024
"""Bytes of a note: some two hundred pages."""


class _Dated(Protocol):
    @property
    def date(self) -> date: ...


D = TypeVar("D", bound=_Dated)


def load_case(world: World, folder: str, settings: Settings | None, creditor: Node | None) -> Case | BrokenCase:
    """Read one case. *creditor* is the creditor of `dossier.yaml` as written, whose keys the case's own replace.

    Entries with a fault are left out and their diagnostics are in the case; without settings nothing can be computed.
    """
    id = folder.rpartition("/")[2]
    affaire = _affaire(world, folder, creditor)
    invoices = _read_all(world, folder, "factures", lambda node, faults: read_entry(Invoice, node, faults))
    payments = _read_all(world, folder, "paiements", lambda node, faults: read_entry(Payment, node, faults))
    costs = _read_all(world, folder, "frais", lambda node, faults: read_entry(Cost, node, faults))
    journal = _read_all(world, folder, "journal", read_event)
    frozen, lock_faults = read_lock(world, folder)
    notes, note_faults = _notes(world, folder)
    diagnostics = [*affaire.diagnostics, *invoices[1], *payments[1], *costs[1], *journal[1], *lock_faults, *note_faults]
    files, file_faults = list_files(world, folder)
    diagnostics += [*file_faults, *_unknown_files(world, folder)]
    conversions, conversion_faults = read_conversions(world, folder, files)
    diagnostics += conversion_faults
    root = affaire.entry
    if root is None or settings is None:
        if settings is None:
            diagnostics.append(found("DC144", "affaire non calculée : dossier.yaml ne peut pas être lu", Span(folder)))
        return BrokenCase(id, folder, _of_case(diagnostics, id))
    return Case(
        id=id,
        folder=folder,
        title=root.title or _title(root, settings),
        nature=root.nature,
        creditor=root.creditor or settings.creditor,
        debtors=root.debtors,
        contract=root.contract,
        invoices=_by_day(invoices[0]),
        payments=_by_day(payments[0]),
        costs=_by_day(costs[0]),
        journal=_by_day(journal[0]),
        settings=settings,
        span=root.place,
        notes=notes,
        files=files,
        frozen_pieces=frozen,
        reference=root.reference,
        diagnostics=_of_case(diagnostics, id),
        order=tuple((normalize("NFC", path), root.place_of(f"bordereau.{i}")) for i, path in enumerate(root.order)),
        conversions=conversions,
    )


def _title(root: Affaire, settings: Settings) -> str:
    creditor = root.creditor or settings.creditor
    return f"{creditor.name} c/ {root.debtors[0].name}"


def _of_case(diagnostics: Iterable[Diagnostic], id: str) -> tuple[Diagnostic, ...]:
    return at_most(replace(diagnostic, case=id) for diagnostic in diagnostics)


def _by_day(entries: Sequence[D]) -> tuple[D, ...]:
    """By day; entries of one day keep the order of the files."""
    return tuple(sorted(entries, key=lambda entry: entry.date))


def _affaire(world: World, folder: str, creditor: Node | None) -> Read[Affaire]:
    path = f"{folder}/affaire.yaml"
    names = {item.name for item in world.list(folder)}
    if "affaire.yaml" not in names:
        guess = nearest("affaire.yaml", names - KNOWN, 0.75)
        hints = (f"renommez {visible(guess)} en affaire.yaml",) if guess else ("créez-le : nature, debiteurs, contrat",)
        return Read(None, (found("DC135", "il manque affaire.yaml dans cette affaire", Span(folder), hints=hints),))
    parsed = read_file(world, path)
    if parsed.node is None and parsed.faults:
        return Read(None, parsed.faults)
    node = parsed.node
    if node is None or (isinstance(node, Scalar) and node.blank):
        node = Mapping((), Span(path, 1, 1, 1, 1))
    read = read_entry(Affaire, _with_creditor(node, creditor), parsed.faults, keep=True)
    # What dossier.yaml itself says wrong of the creditor is said there, once.
    own = tuple(d for d in read.diagnostics if d.span.file == path)
    return Read(read.entry, (*parsed.faults, *own))


def _with_creditor(node: Node, creditor: Node | None) -> Node:
    """The keys of `creancier` in this case over those of `dossier.yaml`."""
    if not isinstance(node, Mapping) or not isinstance(creditor, Mapping):
        return node
    own = node.get("creancier")
    if not isinstance(own, Mapping):
        return node
    named = {key.text for key, _ in own.items}
    merged = Mapping((*own.items, *(pair for pair in creditor.items if pair[0].text not in named)), own.span)
    return Mapping(tuple((key, merged if value is own else value) for key, value in node.items), node.span)


def _read_all(
    world: World, folder: str, name: str, read: Callable[[Node, tuple[Diagnostic, ...]], Read[E]]
) -> tuple[list[E], list[Diagnostic]]:
    written, found_ = read_list(world, folder, name)
    entries, diagnostics = [], list(found_)
    for one in written:
        result = read(one.node, one.faults)
        diagnostics += result.diagnostics
        if result.entry is not None:
            entries.append(result.entry)
        if len(diagnostics) > MOST_COMPLAINTS:
            break
    return entries, diagnostics


def read_event(node: Node, faults: tuple[Diagnostic, ...] = ()) -> Read[Event]:
    """An entry of the journal: what stands at `acte` decides which keys are allowed (DC131 for an unknown act)."""
    act = node.get("acte") if isinstance(node, Mapping) else None
    if not isinstance(act, Scalar):
        return read_entry(Event, node, faults)
    model = ACTS.get(act.text.strip())
    if model is not None:
        return read_entry(model, node, faults)
    guess = nearest(act.text, ACTS)
    hint = f"vouliez-vous écrire « {guess} » ?" if guess else f"actes connus : {', '.join(ACTS)}"
    word = same_word(act.text, ACTS)
    fixes = rewritten(act.span, act.text, word, f"écrire l’acte « {word} »", act.style) if word else ()
    return Read(None, (found("DC131", f"acte inconnu « {visible(act.text)} »", act.span, hints=(hint,), fixes=fixes),))


def _notes(world: World, folder: str) -> tuple[tuple[Note, ...], list[Diagnostic]]:
    notes, diagnostics = [], []
    for item in world.list(f"{folder}/notes"):
        path = f"{folder}/notes/{item.name}"
        if item.kind == "folder" or not item.name.endswith(".md"):
            diagnostics.append(found("DC137", f"« {visible(item.name)} » n’est pas lu : une note est un fichier .md", Span(path)))
            continue
        text, faults = read_text(world, path, LARGEST_NOTE)
        diagnostics += faults
        if text is not None:
            notes.append(Note(item.name, text, Span(path, 1, 1)))
    return tuple(notes), diagnostics


def list_files(world: World, folder: str) -> tuple[dict[str, Item], list[Diagnostic]]:
    """The files below `pieces/` by their path from the case, links and special files too: nobody opens those.

    Diagnostics: DC137 for a folder that is too deep, DC102 for more files than a case can have.
    """
    files: dict[str, Item] = {}
    diagnostics: list[Diagnostic] = []
    pending = [("pieces", 0)]
    while pending:
        inner, depth = pending.pop()
        if len(files) > MOST_FILES:
            diagnostics.append(found("DC102", f"plus de {MOST_FILES} fichiers sous pieces/", Span(f"{folder}/pieces")))
            break
        if depth > DEEPEST_FOLDER:
            message = f"plus de {DEEPEST_FOLDER} niveaux de répertoires : celui-ci n’est pas lu"
            diagnostics.append(found("DC137", message, Span(f"{folder}/{inner}")))
            continue
        for item in world.list(f"{folder}/{inner}"):
            path = f"{inner}/{item.name}"
            if "\\" in item.name or ":" in item.name:
                message = f"« {visible(item.name)} » n’est pas lu : son nom contient un caractère réservé ou caché"
                hint = ("renommez-le : lettres, chiffres, espaces, tirets et points",)
                diagnostics.append(found("DC137", message, Span(f"{folder}/{inner}"), hints=hint))
            elif item.kind == "folder":
                pending.append((path, depth + 1))
            else:
                files[path] = item
    return dict(sorted(files.items())), diagnostics


def _unknown_files(world: World, folder: str) -> list[Diagnostic]:
    """DC137 for what stands at the top of a case and is not read: often a slip in a name, and facts that go missing."""
    diagnostics = []
    for item in world.list(folder):
        if item.name in KNOWN:
            if item.name in ("pieces", "notes") and item.kind != "folder":
                path = f"{folder}/{item.name}"
                message = f"« {item.name} » n’est pas un répertoire ordinaire : rien n’en est lu"
                diagnostics.append(found("DC101", message, Span(path)))
            continue
        guess = nearest(item.name, KNOWN, 0.7)
        hint = f"vouliez-vous dire « {guess} » ?" if guess else "les pièces vont dans pieces/, les notes dans notes/"
        path = f"{folder}/{item.name}"
        diagnostics.append(found("DC137", f"« {visible(item.name)} » n’est pas lu", Span(path), hints=(hint,)))
    return diagnostics
