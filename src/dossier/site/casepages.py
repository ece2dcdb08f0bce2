"""The pages of one case: its summary, its décompte, its stages, its pieces and its documents."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from dossier.documents.document import Document, Printed
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.french import euros, plural, short_day
from dossier.ground.jobs import Outcome
from dossier.ground.money import Money, total
from dossier.model.case import BrokenCase
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR, Condition, Step
from dossier.site import chart, evidence
from dossier.site.agenda import debtor_name, limit_anchor, short_id
from dossier.site.lines import Group, groups_of
from dossier.site.markdown import note_html
from dossier.site.page import Page, size
from dossier.site.timeline import link_of, place_links, timeline
from dossier.site.view import CaseView

FRONT_ROWS = 9
"""Rows of the chronology that stand open on the page of the case."""
CONDITION_STATES = {
    "met": ("done", "Remplie"), "missing": ("warn", "Manque"), "waiting": ("wait", "En attente"),
    "impossible": ("block", "Bloquante"),
}  # fmt: skip
PAPER_STATES = {
    "ready": ("done", "À jour"),
    "draft": ("warn", "Brouillon"),
    "withheld": ("block", "Retenu"),
    "done": ("done", "Fait"),
}
LIMIT_STATES = {
    "running": ("warn", "En cours"), "met": ("done", "Tenu"), "missed": ("block", "Dépassé"), "void": ("wait", "Sans objet"),
    "unknown": ("warn", "À vérifier"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in the list of its case. `links` are (words, path); `why` says why it is withheld or a draft."""

    title: str
    state: tuple[str, str]
    links: tuple[tuple[str, str], ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """One invoice's share of a group: the sum of its lines, their numbers, and the days and rates they span."""

    group: str
    label: str
    numbers: str
    first: int
    amount: Money
    pieces: tuple[int, ...]
    start: date | None
    last: date | None
    days: int
    rates: tuple[Decimal, ...]
    base: str = ""


def case_pages(
    view: CaseView, outcomes: Sequence[Outcome], known: Collection[str]
) -> tuple[list[Page], tuple[evidence.Shown, ...], tuple[Diagnostic, ...]]:
    """All pages of a case, its pieces as shown, and DC703 for links of notes that were refused."""
    shown = evidence.shown_pieces(view, outcomes)
    facts = timeline(view.case, view.bordereau)
    links = place_links(view.case, facts)
    groups = groups_of(view.case, view.claim, view.bordereau)
    home, name = f"cases/{view.case.id}", view.case.id
    notes, refused = _notes(view, known)
    common: dict[str, Any] = {
        "view": view, "case": view.case, "claim": view.claim, "stage": view.stage, "home": home, "shown": shown,
        "by_number": {s.piece.number: s for s in shown}, "stage_name": STAGE_FR[view.stage.stage], "name": debtor_name(view),
        "errors": [d for d in view.diagnostics if d.severity is Severity.ERROR], "facts": facts, "groups": groups,
        "place_of": lambda span: link_of(span, links), "papers": papers(view), "limit_anchor": lambda d: limit_anchor(view, d),
        "condition_states": CONDITION_STATES, "limit_states": LIMIT_STATES, "paper_states": PAPER_STATES,
        "withheld_titles": [document.title for document in view.withheld], "line_count": sum(len(g.lines) for g in groups),
        "debtor_names": {debtor.id: debtor.name for debtor in view.case.debtors}, "stage_fr": STAGE_FR, "overlay_fr": OVERLAY_FR,
    }  # fmt: skip
    top = (("Portefeuille", "index.html"), (short_id(name), f"{home}/index.html"))
    sources = sources_of(view)

    def page(path: str, template: str, title: str, crumbs: tuple[tuple[str, str], ...], **values: Any) -> Page:
        return Page(f"{home}/{path}", template, title, "portefeuille", {**common, **values}, crumbs, sources)

    points = chart.course(view.claim)
    pages = [
        page("index.html", "case.html.j2", view.case.title, (*top[:1], (short_id(name), "")), notes=notes, points=points,
             wide=chart.draw(points, 560, 290), narrow=chart.draw(points, 328, 260, 40, 68), step=main_step(view),
             extracts=[row for group in groups for row in extracts(group)], front_rows=FRONT_ROWS),
        page("decompte.html", "decompte.html.j2", f"Décompte, {view.case.title}", (*top, ("Décompte", "")),
             decompte_papers=[p for p in view.printed if p.document.kind == "decompte"]),
        page("etapes.html", "etapes.html.j2", f"Étapes, {view.case.title}", (*top, ("Étapes", ""))),
        page("pieces/index.html", "pieces.html.j2", f"Pièces, {view.case.title}", (*top, ("Pièces", ""))),
    ]  # fmt: skip
    for item in shown:
        number = item.piece.number
        order = [s.piece.number for s in shown]
        at = order.index(number)
        pages.append(
            page(f"pieces/{number}.html", "piece.html.j2", f"Pièce n° {number}, {view.case.title}",
                 (*top, ("Pièces", f"{home}/pieces/index.html"), (str(number), "")), item=item, piece=item.piece,
                 before=shown[at - 1] if at else None, after=shown[at + 1] if at + 1 < len(shown) else None,
                 cited=evidence.citations(view, item.piece, facts, links), related=evidence.related(view, item.piece),
                 found_here=evidence.about(view, item.piece))
        )  # fmt: skip
    for document, printed in _documents(view):
        pages.append(
            page(f"documents/{document.id}.html", "document.html.j2", f"{document.title}, {view.case.title}",
                 (*top, (document.title, "")), document=document, printed=printed, body=body_of(document))
        )  # fmt: skip
    return pages, shown, refused


_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")
_PIECE = re.compile(r'href="dossier:piece/(\d+)"')
_IMAGE = re.compile(r"<img\b[^>]*>")


def body_of(document: Document) -> Markup:
    """The body of a document for its page, one level of headings lower, its pieces linked, its pictures left to the PDF.

    The pass that drafted it escaped what people wrote: this is the one place where HTML is taken as it is.
    """
    lower = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", _IMAGE.sub("", document.body))
    return Markup(_PIECE.sub(r'href="../pieces/\1.html"', lower))  # noqa: S704


def _documents(view: CaseView) -> list[tuple[Document, Printed | None]]:
    return [*((paper.document, paper) for paper in view.printed), *((document, None) for document in view.withheld)]


def papers(view: CaseView) -> tuple[Paper, ...]:
    """The documents of a case in the order they were drafted, then the bundle."""
    found = []
    for document, printed in _documents(view):
        icon, state = PAPER_STATES[document.state]
        if document.state == "done":
            state = f"Fait le {short_day(document.date)}"
        page = f"cases/{view.case.id}/documents/{document.id}.html"
        if printed:
            links: tuple[tuple[str, str], ...] = ((f"PDF, {size(printed.pdf.size)}", document.path), ("HTML", page))
        else:
            links = (("motif", page),)
        why = document.reasons[0].text if document.reasons and document.state in ("draft", "withheld") else ""
        found.append(Paper(document.title, (icon, state), links, why))
    for volume in view.volumes:
        count = len([piece for piece in view.bordereau.pieces if not piece.withdrawn])
        title = f"Dossier complet, {count} pièces tamponnées" if count > 1 else "Dossier complet"
        found.append(
            Paper(title, ("done", f"{volume.pages} pages"), ((f"PDF, {size(volume.pdf.size)}", volume_path(view, volume.name)),))
        )
    return tuple(found)


def volume_path(view: CaseView, name: str) -> str:
    """Where a volume goes in the output."""
    return f"cases/{view.case.id}/{name}"


def main_step(view: CaseView) -> Step | None:
    """The act whose conditions the page of a case shows: the requête where it is near, else the first that has conditions."""
    with_conditions = [step for step in view.stage.next if step.conditions]
    requete = [step for step in with_conditions if step.action == "requete_injonction"]
    return next(iter([*requete, *with_conditions]), None)


def blocking_first(conditions: Sequence[Condition]) -> list[Condition]:
    """Conditions with what blocks first, then what misses, what waits, what is met."""
    return sorted(conditions, key=lambda c: ("impossible", "missing", "waiting", "met").index(c.state))


def extracts(group: Group) -> tuple[Extract, ...]:
    """The lines of a group gathered by invoice, in their order."""
    if group.name == "indemnites" and len({line.amount for line in group.lines}) == 1 and len(group.lines) > 1:
        return (_same(group),)
    rows = []
    keys = list(dict.fromkeys(line.invoice or line.label for line in group.lines))
    for key in keys:
        lines = [line for line in group.lines if (line.invoice or line.label) == key]
        periods = [line for line in lines if line.start]
        numbers = ", ".join(str(line.number) for line in lines) if len(lines) < 4 else f"{lines[0].number} à {lines[-1].number}"
        paid = [line for line in lines if line.amount.cents < 0]
        label = key + (", net des déductions" if paid and group.name == "principal" else "")
        rows.append(
            Extract(
                group.name, label, numbers, lines[0].number, total(line.amount for line in lines),
                tuple(sorted({n for line in lines for n in line.pieces})), periods[0].start if periods else None,
                periods[-1].last if periods else None, sum(line.days or 0 for line in periods),
                tuple(dict.fromkeys(line.rate for line in periods if line.rate is not None)),
            )
        )  # fmt: skip
    return tuple(rows)


def _same(group: Group) -> Extract:
    """Equal lines of a group as one: `6 × 40,00 €`."""
    first, last = group.lines[0], group.lines[-1]
    label = f"Frais de recouvrement, {plural(len(group.lines), 'facture')}"
    return Extract(group.name, label, f"{first.number} à {last.number}", first.number, total(line.amount for line in group.lines),
                   (), None, None, 0, (), f"{len(group.lines)} × {euros(first.amount)}")  # fmt: skip


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


def sources_of(view: CaseView) -> tuple[str, ...]:
    """The input files that a case was read from, by path."""
    case = view.case
    entries = [*case.invoices, *case.payments, *case.costs, *case.journal]
    files = {case.span.file, *(entry.place.file for entry in entries), *(note.span.file for note in case.notes)}
    return tuple(sorted(files - {""}))


def broken_page(case: BrokenCase) -> Page:
    """The page of a case that could not be read: its findings, and no figure."""
    values: Mapping[str, Any] = {"broken": case, "home": f"cases/{case.id}"}
    crumbs = (("Portefeuille", "index.html"), (case.id, ""))
    return Page(f"cases/{case.id}/index.html", "broken.html.j2", case.id, "portefeuille", values, crumbs,
                (f"{case.folder}/affaire.yaml",))  # fmt: skip
