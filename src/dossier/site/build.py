"""The whole output from what the passes returned: pages, documents, volumes, pieces, assets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from dossier import __version__
from dossier.ground import shipped
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import CATALOGUE, found
from dossier.ground.diagnostics import Checked, Diagnostic, Severity, in_order
from dossier.ground.jobs import Job, Outcome
from dossier.ground.revision import Revision, Sources
from dossier.ground.spans import Span
from dossier.law.law import Law
from dossier.model.case import Workspace
from dossier.portfolio.portfolio import Portfolio
from dossier.sheets.portfolio_book import portfolio_job
from dossier.site import agenda, outputs, search, texts
from dossier.site.casepages import broken_page, case_pages
from dossier.site.debtors import DebtorView, debtor_views, pages_of_debtors
from dossier.site.evidence import Shown, drawn_pieces, picture_jobs
from dossier.site.general import general_pages, portfolio_sources
from dossier.site.ledgers import ledger_jobs, ledger_leaves, ledgers_of
from dossier.site.namings import namings
from dossier.site.page import Page, render
from dossier.site.papers import listed_documents
from dossier.site.portfolio import Survey, survey
from dossier.site.search_index import Entry, index_files
from dossier.site.tree import Leaf, Tree, grow
from dossier.site.view import CaseView

State = tuple[Revision | None, Sources | None]
"""The commit of the workspace, and the files that were read."""


def page_jobs(view: CaseView) -> tuple[Job, ...]:
    """The jobs of the pages of a case: one that draws each piece that can be drawn, by number; the workbook of the décompte."""
    return (*picture_jobs(view), *ledger_jobs(view))


def table_jobs(workspace: Workspace, portfolio: Portfolio) -> tuple[Job, ...]:
    """The jobs that write the workbooks of the whole workspace: `portefeuille.xlsx`."""
    return (portfolio_job(portfolio, workspace.settings.creditor.name if workspace.settings else ""),)


def build_site(
    workspace: Workspace,
    views: Sequence[CaseView],
    pages: Sequence[Sequence[Outcome]],
    portfolio: Portfolio,
    tables: Sequence[Outcome],
    law: Law,
    today: date,
    only: frozenset[str],
    alone: bool = False,
    state: State = (None, None),
) -> Checked[Tree]:
    """All outputs; *pages* are the outcomes of `page_jobs` by case, *tables* those of `table_jobs`, *only* which parts are
    wanted (letters, bundle, site). *alone* leaves out what counts or searches over all cases.
    *state* is the commit and the files of which all was made, as far as they are known.

    Diagnostics: DC701 two producers of one path, DC702 a template of the site in the workspace, DC703 a link refused in
    a note; and what a job of `page_jobs` ran into.
    """
    leaves: list[Leaf] = []
    diagnostics: list[Diagnostic] = []
    if only & {"letters", "site"}:
        leaves += [leaf for view in views for leaf in outputs.paper_leaves(view)]
        leaves += outputs.posting_leaves(views)
    if only & {"bundle", "site"}:
        leaves += [leaf for view in views for leaf in (*outputs.bundle_leaves(view), *outputs.lot_leaves(view))]
    if "site" not in only:
        leaves += [leaf for view in views for leaf in outputs.guarded_leaves(view)]
    leaves += [leaf for view in views for leaf in outputs.set_leaves(view)]
    if "site" in only:
        site = _site(workspace, views, pages, portfolio, tables, law, today, alone, state)
        leaves += site.value or []
        diagnostics += site.diagnostics
    tree = grow(leaves)
    return Checked(tree.value, (*diagnostics, *tree.diagnostics))


def _site(
    workspace: Workspace,
    views: Sequence[CaseView],
    outcomes: Sequence[Sequence[Outcome]],
    figures: Portfolio,
    tables: Sequence[Outcome],
    law: Law,
    today: date,
    alone: bool,
    state: State,
) -> Checked[list[Leaf]]:
    """The pages with what they show and what they need."""
    workbooks = [table.files["xlsx"] for table in tables if "xlsx" in table.files]
    portfolio = survey(views, figures, bool(workbooks))
    known = known_pages(workspace, views)
    pages: list[Page] = []
    shown: list[Shown] = []
    own: list[Diagnostic] = [*_template_findings(workspace), *_table_findings(tables)]
    files: list[Leaf] = []
    named = [namings(view) for view in views]
    for view, outcome, rows in zip(views, outcomes, named, strict=True):
        drawn = len(drawn_pieces(view))
        pictures, written = outcome[:drawn], outcome[drawn:]
        ledgers = ledgers_of(view, written)
        made, items, refused = case_pages(view, pictures, known, texts.texts_of((view,), (rows,), law), ledgers)
        pages += made
        shown += items
        files += [*ledger_leaves(view, ledgers), outputs.sheet_leaf(view, today)]
        own += [*refused, *_picture_findings(view, pictures), *_ledger_findings(view, written)]
    pages += [broken_page(case) for case in workspace.broken]
    everything = [*workspace.diagnostics, *own, *(d for view in views for d in view.diagnostics)]
    found_all = in_order([*everything, *(d for case in workspace.broken for d in case.diagnostics)])
    law_used = texts.texts_of(views, named, law)
    debtors = debtor_views(figures)
    if not alone:
        pages += general_pages(workspace, views, portfolio, found_all, law_used, today)
        pages += pages_of_debtors(debtors, portfolio_sources(views))
    frame = frame_of(workspace, views, portfolio, found_all, law_used.linked, today, debtors, state)
    leaves = [
        Leaf(page.path, Blob.of(render(page, frame).encode()), f"site:{page.template.removesuffix('.html.j2')}", page.sources)
        for page in pages
    ]
    leaves += [*outputs.picture_leaves(shown), *files]
    if alone:
        return Checked(leaves, tuple(own))
    leaves += _index(workspace, views, shown)
    leaves += outputs.portfolio_leaves(figures, workbooks, views)
    leaves.append(outputs.ics_leaf(views, today))
    return Checked(leaves, tuple(own))


def _index(workspace: Workspace, views: Sequence[CaseView], shown: Sequence[Shown]) -> list[Leaf]:
    """The looks and scripts of the site, with the index of all that can be found."""
    by_case: dict[str, list[Shown]] = {}
    for item in shown:
        by_case.setdefault(item.path.split("/")[1], []).append(item)
    entries = [entry for view in views for entry in search.case_entries(view, by_case.get(view.case.id, ()))]
    entries += [Entry("dossier", case.id, case.id, f"cases/{case.id}/index.html") for case in workspace.broken]
    titles = [*(search.case_title(view) for view in views), *((case.id, case.id) for case in workspace.broken)]
    return outputs.asset_leaves(index_files([*search.rule_entries(CATALOGUE.values()), *entries], titles))


def frame_of(
    workspace: Workspace,
    views: Sequence[CaseView],
    portfolio: Survey,
    diagnostics: Sequence[Diagnostic],
    rules: Collection[str],
    today: date,
    debtors: Sequence[DebtorView],
    state: State = (None, None),
) -> Mapping[str, Any]:
    """What every page sees: the firm, the day, the counts of the navigation, and what can be linked to."""
    creditor = workspace.settings.creditor if workspace.settings else None
    severities = [diagnostic.severity for diagnostic in diagnostics]
    revision, sources = state
    return {
        "revision": revision, "sources": sources, "firm": creditor, "today": today, "version": __version__, "counts": {
            "agenda": len(agenda.soon(portfolio.agenda, today, agenda.HORIZON)),
            "findings": len(severities), "errors": severities.count(Severity.ERROR),
        },
        "rules": rules, "rule_parts": texts.rule_parts,
        "value_anchor": texts.value_anchor, "codes": frozenset(CATALOGUE), "distance": lambda day: agenda.distance(day, today),
        "kind_fr": agenda.STATE_FR, "short_id": agenda.short_id, "sealed": None, "masked": workspace.masked,
        "debtor_page": {held.case.id: debtor.path for debtor in debtors for held in debtor.conduct.holdings},
        "case_ids": {view.case.id for view in views} | {case.id for case in workspace.broken},
    }  # fmt: skip


def known_pages(workspace: Workspace, views: Sequence[CaseView]) -> Collection[str]:
    """The paths of the pages that a note may link to."""
    general = {
        "index.html",
        "douteuses.html",
        "debiteurs.html",
        "echeances.html",
        "anomalies.html",
        "textes.html",
        "recherche.html",
        "aide.html",
        "a-propos.html",
    }
    known = general | {f"regles/{code}.html" for code in CATALOGUE}
    known |= {f"cases/{case.id}/index.html" for case in workspace.broken}
    for view in views:
        home = f"cases/{view.case.id}"
        known |= {f"{home}/{name}.html" for name in ("index", "decompte", "etapes", "textes", "pieces/index")}
        known |= {f"{home}/pieces/{piece.number}.html" for piece in view.bordereau.pieces}
        documents = [document for document, _ in listed_documents(view)]
        known |= {f"{home}/documents/{document.id}.html" for document in documents}
    return known


def _template_findings(workspace: Workspace) -> list[Diagnostic]:
    """DC702 for each template of the workspace that would change one of the site; a checkout of the program holds them all."""
    return [
        found(
            "DC702",
            f"le gabarit « templates/{name} » n’est pas lu : ceux du site ne se remplacent pas",
            Span(f"templates/{name}"),
        )
        for name in sorted(workspace.templates)
        if name.startswith("site/") and workspace.templates[name] != _shipped_text(name)
    ]


def _shipped_text(name: str) -> str:
    path = f"templates/{name}"
    return shipped.read(path).decode() if path in shipped.listing("templates/site") else ""


def page_findings(view: CaseView, outcomes: Sequence[Outcome]) -> list[Diagnostic]:
    """What the jobs of `page_jobs` ran into."""
    drawn = len(drawn_pieces(view))
    return [*_picture_findings(view, outcomes[:drawn]), *_ledger_findings(view, outcomes[drawn:])]


def _table_findings(tables: Sequence[Outcome]) -> list[Diagnostic]:
    """What the jobs of the workbooks ran into, at the file of the workspace."""
    return [
        found(problem.code, f"portefeuille.xlsx : {problem.message}", Span("dossier.yaml"), hints=problem.hints)
        for table in tables
        for problem in table.problems
    ]


def _picture_findings(view: CaseView, outcomes: Sequence[Outcome]) -> list[Diagnostic]:
    """What the jobs found, at the file of the piece."""
    return [
        found(
            problem.code, f"pièce n° {piece.number} : {problem.message}", Span(piece.path), hints=problem.hints, case=view.case.id
        )
        for piece, outcome in zip(drawn_pieces(view), outcomes, strict=True)
        for problem in outcome.problems
    ]


def _ledger_findings(view: CaseView, outcomes: Sequence[Outcome]) -> list[Diagnostic]:
    """What the job of the workbook ran into, at the case."""
    return [
        found(
            problem.code, f"décompte pour un tableur : {problem.message}", view.case.span, hints=problem.hints, case=view.case.id
        )
        for outcome in outcomes
        for problem in outcome.problems
    ]
