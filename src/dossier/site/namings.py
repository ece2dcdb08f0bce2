"""Which rules a case names, and where: what the pages of texts and the links of the other pages are made from."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.ground.catalogue import CATALOGUE
from dossier.ground.french import lower_first
from dossier.procedure.stage import ACTION_FR
from dossier.site.anchors import condition_anchors, limit_anchors, step_anchors
from dossier.site.lines import groups_in
from dossier.site.view import CaseView

Naming = tuple[str, str, str]
"""A rule, the words of what it is for, and the path of the place that names it."""


def namings(view: CaseView) -> tuple[Naming, ...]:
    """Every rule that a line, a time limit, a condition or a finding of a case names, each naming once."""
    return tuple(dict.fromkeys(row for row in _named(view) if row[0] and row[0] != "contrat"))


def _named(view: CaseView) -> Iterable[Naming]:
    case = f"cases/{view.case.id}"
    stage, claim = view.stage, view.claim
    for invoice in claim.invoices:
        for period in invoice.periods:
            yield period.rate.rule, "taux d’intérêt", f"{case}/decompte.html"
        for added in invoice.capitalisations:
            yield added.rule, "capitalisation", f"{case}/decompte.html"
    for group in groups_in(view):
        for line in group.lines:
            for why in line.whys:
                yield why.rule, why.label, f"{case}/decompte.html#{line.anchor}"
    for payment in claim.payments:
        for part in payment.allocated:
            yield part.rule, "imputation des versements", f"{case}/decompte.html"
    for title in claim.titles:
        yield title.rule, "condamnation", f"{case}/decompte.html"
    for head in claim.not_claimed:
        yield head.rule, f"non demandé : {head.what}", f"{case}/decompte.html#non-demande"
    for limit, anchor in zip(stage.deadlines, limit_anchors(stage), strict=True):
        yield limit.rule, limit.title, f"{case}/etapes.html#{anchor}"
    for step, anchor in zip(stage.next, step_anchors(stage), strict=True):
        yield step.rule, step.title, f"{case}/etapes.html#{anchor}"
        for condition, own in zip(step.conditions, condition_anchors(anchor, step), strict=True):
            yield condition.rule, condition.label, f"{case}/etapes.html#{own}"
    for blocker in stage.blockers:
        yield blocker.rule, f"voie fermée : {lower_first(ACTION_FR[blocker.action])}", f"{case}/etapes.html#voies"
    for trace in stage.trace:
        yield trace.rule, trace.effect, f"{case}/etapes.html#faits"
    if stage.court:
        yield stage.court.rule, "tribunal compétent", f"{case}/etapes.html#tribunal"
    for diagnostic in view.diagnostics:
        yield diagnostic.rule, f"{diagnostic.code}, {CATALOGUE[diagnostic.code].title}", f"{case}/index.html#anomalies"
