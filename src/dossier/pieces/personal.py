"""Pieces whose name says that they hold more of a person than the claim needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.model.case import Case
from dossier.pieces.plan import Planned
from dossier.pieces.titles import bare_name

_WORDS: tuple[tuple[str, str], ...] = (
    (r"cni|carte (nationale )?d? ?identite|passeport|titre de sejour|permis de conduire", "pièce d’identité"),
    (r"certificat medical|arret de travail|ordonnance medicale|carte vitale|attestation mutuelle", "document de santé"),
    (r"livret de famille|acte de naissance|jugement de divorce", "document de famille"),
    (r"bulletins? de (salaire|paie)|fiches? de paie|avis d? ?imposition", "revenus ou emploi"),
    (r"releves? (de compte|bancaires?)", "relevé de compte"),
)
"""What a file name or a title may say, without accents, and what it is."""

_COVERED = re.compile(r"\b(expurges?|expurgees?|occultes?|occultees?|extraits?)\b")
"""Words by which the firm says that the rest was covered."""


def personal(case: Case, pieces: Iterable[Planned]) -> Iterator[Diagnostic]:
    """DC507: a numbered piece that looks like an identity document, a health record, a payslip or a whole bank statement.

    Only names and titles are read, never the content; a file without such a name is not told.
    """
    for piece in pieces:
        first = next(iter(piece.citations), None)
        if first is None or piece.withdrawn:
            continue
        names = f"{bare_name(piece.path)} {bare_name(first.title + '.x')}" if first.own_title else bare_name(piece.path)
        if _COVERED.search(names):
            continue
        what = next((name for words, name in _WORDS if re.search(rf"\b({words})\b", names)), "")
        if what:
            message = f"la pièce n° {piece.number}, {piece.path}, semble être : {what}"
            hint = "masquez ce qui ne sert pas à la preuve, ou écrivez `nature: donnees_personnelles` pour l’écarter du bordereau"
            yield found("DC507", message, first.span, hints=(hint,), case=case.id)
