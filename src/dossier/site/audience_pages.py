"""The pages of one case alone, for who receives it: every link leads into the same pack, none to the portfolio or another case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import quote

from dossier import __version__
from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Severity
from dossier.ground.jobs import Outcome
from dossier.law.law import Law
from dossier.site import agenda, outputs, search, texts
from dossier.site.audience import Audience
from dossier.site.casepages import case_pages
from dossier.site.evidence import Shown
from dossier.site.findings import by_rule, rule_pages
from dossier.site.ledgers import Ledger
from dossier.site.namings import namings
from dossier.site.page import Page, render
from dossier.site.search_index import index_files
from dossier.site.tree import Leaf
from dossier.site.view import CaseView

FOLDER = "site"
"""Where the pages lie in a pack."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came: the number and title of its piece, its name, where it lies in the pack, its bytes."""

    number: int
    title: str
    name: str
    path: str
    blob: Blob


def case_site(
    view: CaseView,
    audience: Audience,
    pictures: Sequence[Outcome],
    law: Law,
    today: date,
    files: Mapping[str, str],
    received: Sequence[Received],
    book: Blob | None,
) -> list[Leaf]:
    """The site of a case as its audience may see it (`seen_by`), by paths from the pack's root.

    *pictures* are the outcomes of `picture_jobs`; *files* leads from the path of a file in a build to its path in the pack.
    """
    ledgers = [Ledger("XLSX", "tableur, avec les formules", f"cases/{view.case.id}/decompte.xlsx", book)] if book else []
    law_used = texts.texts_of((view,), (namings(view),), law)
    pages, shown, _ = case_pages(view, pictures, (), law_used, ledgers)
    places = Places(view.case.id, {**files, **_originals(shown, received)})
    groups = by_rule(view.diagnostics)
    named = {f"regles/{group.rule.code}.html" for group in groups}
    extra = [
        _received_page(view, received),
        Page("aide.html", "help.html.j2", "Aide", "", {}, (("", "index.html"), ("Aide", ""))),
        Page("a-propos.html", "about.html.j2", "À propos", "", {}, (("", "index.html"), ("À propos", ""))),
        Page("recherche.html", "search.html.j2", "Recherche", "", {}, (("", "index.html"), ("Recherche", ""))),
        *(page for page in rule_pages(view.diagnostics) if page.path in named),
    ]
    frame = sealed_frame(view, audience, law_used.linked, today)
    leaves = [_leaf(page, frame, places) for page in (*pages, *extra)]
    sheet = outputs.sheet_leaf(view, today)
    leaves.append(replace(sheet, path=places(sheet.path), sources=()))
    entries = [*search.rule_entries(group.rule for group in groups), *search.case_entries(view, shown)]
    index = index_files([replace(entry, path=places.in_site(entry.path)) for entry in entries], [search.case_title(view)])
    leaves += [replace(leaf, path=f"{FOLDER}/{leaf.path}") for leaf in outputs.asset_leaves(index)]
    leaves += [replace(leaf, path=places(leaf.path)) for leaf in outputs.picture_leaves(shown) if leaf.origin == "site:images"]
    return leaves


@dataclass(frozen=True, slots=True)
class Places:
    """Where in the pack a path of a build lies: its files by name, its pages below `site/`; else the first page."""

    case: str
    files: Mapping[str, str]

    def __call__(self, path: str) -> str:
        if path in self.files:
            return self.files[path]
        home = f"cases/{self.case}/"
        if path.startswith(home):
            return f"{FOLDER}/{path.removeprefix(home)}"
        kept = path.startswith(("assets/", "regles/")) or path in (
            "aide.html",
            "a-propos.html",
            "originaux.html",
            "recherche.html",
            "textes.html",
        )
        return f"{FOLDER}/{path if kept else 'index.html'}"

    def in_site(self, path: str) -> str:
        """The same from the site's own root, with its fragment."""
        file, mark, fragment = path.partition("#")
        return self(file).removeprefix(f"{FOLDER}/") + mark + fragment


def _links(place: str, places: Places) -> Callable[[str], str]:
    """What turns a path of a build into a link from the page at *place*."""

    def url(target: str) -> str:
        file, mark, fragment = target.partition("#")
        return (quote(relpath(places(file), dirname(place))) if file else "") + mark + quote(fragment)

    return url


def _leaf(page: Page, frame: Mapping[str, Any], places: Places) -> Leaf:
    """A page of a build in its place in the pack; its way down begins at the case."""
    place = places(page.path)
    path = place.removeprefix(f"{FOLDER}/")
    own = replace(page, path=path, here=_here(path), crumbs=_crumbs(page, places))
    return Leaf(
        place, Blob.of(render(own, frame, _links(place, places)).encode()), f"site:{page.template.removesuffix('.html.j2')}"
    )


def _here(path: str) -> str:
    """The entry of the navigation that a page of a pack belongs to."""
    folder, _, _ = path.partition("/")
    return _ENTRIES.get(folder, "")


_ENTRIES = {
    "index.html": "resume", "documents": "resume", "decompte.html": "decompte", "etapes.html": "etapes", "pieces": "pieces",
    "originaux.html": "originaux", "textes.html": "textes",
}  # fmt: skip


def _crumbs(page: Page, places: Places) -> tuple[tuple[str, str], ...]:
    _, *rest = page.crumbs
    home = places.case
    if page.path.startswith(f"cases/{home}/"):
        return tuple(rest)
    return ((agenda.short_id(home), "index.html"), *(row for row in rest if row[1] != "anomalies.html"))


def _originals(shown: Sequence[Shown], received: Sequence[Received]) -> dict[str, str]:
    """From where a build puts an original to where the pack has it."""
    known = {row.number: row.path for row in received}
    return {
        download.path: known[item.piece.number]
        for item in shown
        for download in item.downloads
        if "/originaux/" in download.path and item.piece.number in known
    }


def _received_page(view: CaseView, received: Sequence[Received]) -> Page:
    crumbs = (("", "index.html"), ("Pièces", f"cases/{view.case.id}/pieces/index.html"), ("Fichiers reçus", ""))
    return Page("originaux.html", "originals.html.j2", "Fichiers reçus", "pieces", {"received": received}, crumbs)


def sealed_frame(view: CaseView, audience: Audience, rules: Any, today: date) -> dict[str, Any]:
    """What every page of a pack sees, in place of `build.frame_of`."""
    severities = [diagnostic.severity for diagnostic in view.diagnostics]
    home = f"cases/{view.case.id}"
    nav = [
        ("resume", f"{home}/index.html", "Résumé"), ("decompte", f"{home}/decompte.html", "Décompte"),
        ("etapes", f"{home}/etapes.html", "Étapes"), ("pieces", f"{home}/pieces/index.html", "Pièces"),
        ("originaux", "originaux.html", "Fichiers reçus"), ("textes", f"{home}/textes.html", "Textes"),
    ]  # fmt: skip
    return {
        "firm": view.case.creditor, "today": today, "version": __version__,
        "counts": {"agenda": 0, "findings": len(severities), "errors": severities.count(Severity.ERROR)},
        "rules": rules, "rule_parts": texts.rule_parts, "value_anchor": texts.value_anchor,
        "codes": frozenset(diagnostic.code for diagnostic in view.diagnostics),
        "distance": lambda day: agenda.distance(day, today), "kind_fr": agenda.STATE_FR, "short_id": agenda.short_id,
        "case_ids": frozenset[str](), "sealed": {"nav": nav, "places": {path: Places(view.case.id, {}).in_site(path) for _, path, _ in nav}, "audience": audience},
    }  # fmt: skip
