"""Evidence: every file that an entry names is below the `pieces/` of its case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from posixpath import basename

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, Fix
from dossier.ground.fixes import rewritten
from dossier.ground.nearest import fold, nearest, visible
from dossier.ground.world import Unreadable, checked_parts
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.entry import Entry
from dossier.model.evidence import EvidenceRef


def cited(case: Case) -> Iterator[EvidenceRef]:
    """Every mention of a file in a case, in the order of the entries."""
    entries: list[Entry] = [*case.debtors, case.contract, *case.invoices, *case.payments, *case.costs, *case.journal]
    for entry in entries:
        yield from _inside(entry)


def _inside(value: object) -> Iterator[EvidenceRef]:
    if isinstance(value, EvidenceRef):
        yield value
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            if name not in ("place", "places"):
                yield from _inside(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)


def files(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC260: a path that is not below `pieces/`. DC261: a file that is not there, or is no ordinary file.

    A communication names files as they were called that day: one that bears a final number may be called otherwise since, and
    the bordereau says when it is lost (DC504).
    """
    final = {row.file for row in case.frozen_pieces}
    told = {id(ref) for event in case.journal if event.act == "communication" for ref in event.evidence}
    for mention in cited(case):
        where = mention.place_of("fichier")
        shown = visible(mention.file, 120)
        try:
            path = "/".join(checked_parts(mention.file))
        except Unreadable:
            fixes = _path_alike(case, mention.file.replace("\\", "/"), mention)
            yield found("DC260", f"chemin refusé, « {shown} »", where, hints=_below(case, mention.file), fixes=fixes)
            continue
        if not path.startswith("pieces/"):
            yield found("DC260", f"« {shown} » n’est pas sous pieces/", where, hints=_below(case, mention.file))
        elif path not in case.files:
            if id(mention) in told and path in final:
                continue
            fixes = _path_alike(case, path, mention)
            yield found("DC261", f"pièce absente, {shown}", where, hints=_close(case, path), fixes=fixes)
        elif case.files[path].kind != "file":
            yield found("DC261", f"{shown} est un lien ou un fichier spécial, qui n’est pas suivi", where)


def _path_alike(case: Case, path: str, mention: EvidenceRef) -> tuple[Fix, ...]:
    """The edit to the one file of the case whose path differs by accents, case, spaces or hyphens alone."""
    alike = [file for file in case.files if fold(file) == fold(path)]
    return rewritten(mention.place_of("fichier"), mention.file, alike[0], f"écrire « {alike[0]} »") if len(alike) == 1 else ()


def _below(case: Case, written: str) -> tuple[str, ...]:
    """The file of the case that bears the same name, if there is one."""
    name = basename(written.replace("\\", "/"))
    same = next((path for path in case.files if basename(path) == name), "")
    return (f"vouliez-vous dire {same} ?",) if same else ("un chemin de pièce s’écrit pieces/nom.pdf, depuis l’affaire",)


def _close(case: Case, path: str) -> tuple[str, ...]:
    guess = nearest(path, case.files, 0.7)
    return (f"vouliez-vous dire {guess} ?",) if guess else ("copiez le fichier dans pieces/, ou corrigez son nom",)


CHECKS = (files,)
