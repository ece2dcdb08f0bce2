"""Pieces that must not be produced: what was communicated all the same, and acts that nothing else proves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.check.evidence import cited
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day
from dossier.ground.nearest import visible
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.evidence import EvidenceRef, withheld

_ABOUT_MEDIATION = ("mediation_accord", "mediation_fin")


def _reason(ref: EvidenceRef) -> tuple[str, str] | None:
    """Why a piece stays in the firm's own file, and the rule; None when it may be produced."""
    if ref.confidential:
        return "marquée confidentielle", ""
    return withheld(ref.nature, ref.official)


def communicated(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC267: a piece that must stay out, in an entry that communicates pieces, wherever its nature is written."""
    known: dict[str, tuple[tuple[str, str], EvidenceRef]] = {}
    for ref in cited(case):
        why = _reason(ref)
        if why:
            known.setdefault(ref.file, (why, ref))
    for event in case.journal:
        for ref in event.evidence if event.act == "communication" else ():
            if ref.file not in known:
                continue
            (reason, rule), said = known[ref.file]
            message = f"{visible(ref.file, 120)} communiquée le {short_day(event.date)} : {reason}"
            related = () if said is ref else ((said.place_of("fichier"), "sa nature est dite ici"),)
            hint = "si elle est bien partie, demandez son retrait ; sinon ôtez-la de l’entrée communication, journal.yaml"
            yield found("DC267", message, ref.place_of("fichier"), hints=(hint,), related=related, rule=rule)


def proofs(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC268: an act of which every piece must stay out: it counts in the stage, and nothing may be shown for it."""
    for event in case.journal:
        if not event.act or not event.evidence or event.act in (*_ABOUT_MEDIATION, "communication"):
            continue
        reasons = [withheld(ref.nature, ref.official) for ref in event.evidence]
        if first := next((r for r in reasons if r), None):
            if not all(reasons):
                continue
            message = f"{event.act} du {short_day(event.date)} que prouve seule une pièce à ne pas produire : {first[0]}"
            hint = "journal.yaml : ajoutez sous `pieces` une preuve qui peut être produite"
            yield found("DC268", message, event.evidence[0].place_of("fichier"), hints=(hint,), rule=first[1])


CHECKS = (communicated, proofs)
