"""The pages of one case: its summary, its décompte, its stages, its pieces and its documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from dossier.claim.derivation.words import IN_EXCESS, in_excess
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, Severity, in_order
from dossier.ground.french import upper_first
from dossier.ground.jobs import Outcome
from dossier.model.case import BrokenCase
from dossier.procedure.stage import ACTION_FR, OVERLAY_FR, STAGE_FR, Stage
from dossier.site import chart, citing, evidence, roads
from dossier.site.agenda import debtor_name, limit_anchor, short_id
from dossier.site.extracts import extracts
from dossier.site.ledgers import Ledger
from dossier.site.lines import groups_in
from dossier.site.markdown import note_html
from dossier.site.outputs import sheet_path
from dossier.site.page import Page
from dossier.site.papers import PAPER_STATES, body_of, listed_documents, papers, sources_of
from dossier.site.payments import received
from dossier.site.texts import Texts
from dossier.site.timeline import kinds_of, link_of, place_links, timeline
from dossier.site.view import CaseView

FRONT_ROWS = 9
"""Rows of the chronology that stand open on the page of the case."""
MOST_FINDINGS = 12
"""Findings that stand open on the page of the case, the errors first."""
CONDITION_STATES = {
    "met": ("done", "Remplie"), "missing": ("warn", "Manque"), "waiting": ("wait", "En attente"),
    "impossible": ("block", "Bloquante"),
}  # fmt: skip
ROUTE_STATES = {
    "ready": ("done", "Conditions réunies"), "doubtful": ("warn", "Possible, à vérifier"), "waiting": ("wait", "En attente"),
    "incomplete": ("warn", "Conditions manquantes"),
}  # fmt: skip
LIMIT_STATES = {
    "running": ("warn", "En cours"), "met": ("done", "Tenu"), "missed": ("block", "Dépassé"), "void": ("wait", "Sans objet"),
    "unknown": ("warn", "À vérifier"),
}  # fmt: skip


def case_pages(
    view: CaseView, outcomes: Sequence[Outcome], known: Collection[str], texts: Texts, ledgers: Sequence[Ledger] = ()
) -> tuple[list[Page], tuple[evidence.Shown, ...], tuple[Diagnostic, ...]]:
    """All pages of a case, its pieces as shown, and DC703 for links of notes that were refused."""
    shown = evidence.shown_pieces(view, outcomes)
    facts = timeline(view.case, view.bordereau)
    links = place_links(view.case, facts)
    groups = groups_in(view)
    home, name = f"cases/{view.case.id}", view.case.id
    notes, refused = _notes(view, known)
    common: dict[str, Any] = {
        "sheet": sheet_path(view), "view": view, "case": view.case, "claim": view.claim, "stage": view.stage, "home": home, "shown": shown,
        "by_number": {s.piece.number: s for s in shown}, "stage_name": STAGE_FR[view.stage.stage], "name": debtor_name(view),
        "diagnostics": _worst_first([*view.diagnostics, *refused]), "most_findings": MOST_FINDINGS,
        "errors": [d for d in view.diagnostics if d.severity is Severity.ERROR], "facts": facts, "groups": groups,
        "kinds": kinds_of(facts), "roads": roads.roads_of(view.stage), "closed": roads.closed_of(view.stage),
        "track": roads.track_of(view.stage), "ledgers": ledgers,
        "place_of": lambda span: link_of(span, links), "papers": papers(view), "limit_anchor": lambda d: limit_anchor(view, d),
        "condition_states": CONDITION_STATES, "limit_states": LIMIT_STATES, "route_states": ROUTE_STATES, "paper_states": PAPER_STATES,
        "withheld_titles": [document.title for document in view.withheld], "unsure": view.unsure, "line_count": sum(len(g.lines) for g in groups),
        "debtor_names": {debtor.id: debtor.name for debtor in view.case.debtors}, "stage_fr": STAGE_FR, "overlay_fr": OVERLAY_FR,
        "action_fr": ACTION_FR, "texts_page": f"{home}/textes.html", "own_rules": texts.linked,
    }  # fmt: skip
    top = (("Portefeuille", "index.html"), (short_id(name), f"{home}/index.html"))
    sources = sources_of(view)

    def page(path: str, template: str, title: str, crumbs: tuple[tuple[str, str], ...], **values: Any) -> Page:
        return Page(f"{home}/{path}", template, title, "portefeuille", {**common, **values}, crumbs, sources)

    points = chart.course(view.claim)
    pages = [
        page("index.html", "case.html.j2", view.case.title, (*top[:1], (short_id(name), "")), notes=notes, points=points,
             wide=chart.draw(points, 560, 290), narrow=chart.draw(points, 328, 260, 40, 68), road=main_road(view.stage),
             extracts=[row for group in groups for row in extracts(group)], front_rows=FRONT_ROWS),
        page("decompte.html", "decompte.html.j2", f"Décompte, {view.case.title}", (*top, ("Décompte", "")),
             in_excess=in_excess(view.claim), in_excess_words=upper_first(IN_EXCESS),
             decompte_papers=[p for p in view.printed if p.document.kind == "decompte"],
             payments=received(view, groups)),
        page("etapes.html", "etapes.html.j2", f"Étapes, {view.case.title}", (*top, ("Étapes", "")),
             limits=roads.limits_of(view.stage)),
        page("textes.html", "texts.html.j2", f"Textes, {view.case.title}", (*top, ("Textes", "")), texts=texts),
        page("pieces/index.html", "pieces.html.j2", f"Pièces, {view.case.title}", (*top, ("Pièces", ""))),
    ]  # fmt: skip
    for at, item in enumerate(shown):
        number, found_here = item.piece.number, citing.about(view, item.piece, links)
        pages.append(
            page(f"pieces/{number}.html", "piece.html.j2", f"Pièce n° {number}, {view.case.title}",
                 (*top, ("Pièces", f"{home}/pieces/index.html"), (str(number), "")), item=item, piece=item.piece,
                 before=shown[at - 1] if at else None, after=shown[at + 1] if at + 1 < len(shown) else None,
                 cited=citing.citations(view, item.piece, groups, facts, links), related=citing.related(view, item.piece),
                 found_here=found_here, named=(named := citing.codes_by_amount(found_here)),
                 codes_on=partial(codes_on, named), texts_of=evidence.texts_by_page(item))
        )  # fmt: skip
    for document, printed in listed_documents(view):
        pages.append(
            page(f"documents/{document.id}.html", "document.html.j2", f"{document.title}, {view.case.title}",
                 (*top, (document.title, "")), document=document, printed=printed, body=body_of(document))
        )  # fmt: skip
    return pages, shown, refused


def _worst_first(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """In the order of the files, what blocks before what is to be looked at."""
    order = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
    return sorted(in_order(diagnostics), key=lambda diagnostic: order.index(diagnostic.severity))


def codes_on(named: Mapping[str, Diagnostic], marks: Sequence[evidence.Mark]) -> list[tuple[str, str]]:
    """The codes whose amounts are marked on a page, with their severity, each once."""
    found = [named[mark.digits] for mark in marks if mark.digits in named]
    return list(dict.fromkeys((diagnostic.code, str(diagnostic.severity)) for diagnostic in found))


def main_road(stage: Stage) -> roads.Road | None:
    """The act whose conditions the page of a case shows: the requête where it is near, else the first that has conditions."""
    with_conditions = [road for road in roads.roads_of(stage) if road.conditions]
    requete = [road for road in with_conditions if road.step.action == "requete_injonction"]
    return next(iter([*requete, *with_conditions]), None)


def _notes(view: CaseView, known: Collection[str]) -> tuple[list[tuple[str, Markup]], tuple[Diagnostic, ...]]:
    """The internal notes as HTML, and a finding for each link or image that was refused."""
    rows, diagnostics = [], []
    for note in view.case.notes:
        html, refused = note_html(note.text, f"cases/{view.case.id}", known)
        rows.append((note.name, html))
        diagnostics += [
            found("DC703", f"lien ou image refusé dans une note : « {address[:80]} »", note.span, case=view.case.id)
            for address in refused
        ]
    return rows, tuple(diagnostics)


def broken_page(case: BrokenCase) -> Page:
    """The page of a case that could not be read: its findings, and no figure."""
    values: Mapping[str, Any] = {"broken": case, "home": f"cases/{case.id}"}
    crumbs = (("Portefeuille", "index.html"), (case.id, ""))
    return Page(f"cases/{case.id}/index.html", "broken.html.j2", case.id, "portefeuille", values, crumbs,
                (f"{case.folder}/affaire.yaml",))  # fmt: skip
