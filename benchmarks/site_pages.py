"""The site of a workspace of 1,000 cases: sizes, time to build, time to load and to use, as ratios inside one run.

Letters and volumes are not printed: the pages of the site are what is measured. Times of the browser are those of Chromium
from `file://`, against the same page of a workspace of 7 cases. Usage: `site_pages.py [CASES] [--profile] [--keep FOLDER]`.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dossier.appraise import appraise, law_of
from dossier.documents.draft import draft_documents
from dossier.ground.jobs import InProcess
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.pieces.number import number_pieces
from dossier.site.build import build_site
from dossier.site.portfolio import figures_of
from dossier.site.tree import Tree
from dossier.site.view import view_of

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parents[1]
SMALL, MIDDLE = 7, 100
PAGES = ("index.html", "portefeuille.html", "debiteurs.html", "echeances.html", "anomalies.html", "douteuses.html", "textes.html")


def workspace(count: int, folder: Path) -> Path:
    """The generated workspace of that many cases."""
    place = folder / f"classeur-{count}"
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_workspace.py"), str(count), str(place)], check=True)
    return place


def built(place: Path, profile: bool = False) -> tuple[Tree, Mapping[str, float]]:
    """The tree of the site, and the seconds of processor for all before the pages and for the pages."""
    world = DiskWorld(place, TODAY)
    start = time.process_time()
    loaded = load_workspace(world)
    law = law_of(loaded)
    views = []
    for case in loaded.cases:
        appraised = appraise(case, law, world)
        numbered = number_pieces(case, appraised.stage, InProcess().run(()), ())
        found = (*appraised.diagnostics, *numbered.diagnostics)
        drafts = draft_documents(loaded, case, appraised.claim, appraised.stage, numbered, found, False)
        views.append(view_of(appraised, numbered, (), (), drafts, ()))
    middle = time.process_time()
    watcher = cProfile.Profile()
    if profile:
        watcher.enable()
    figures = figures_of(loaded, views, TODAY)
    made = build_site(loaded, views, [()] * len(views), figures, (), law, TODAY, frozenset({"site"}))
    if profile:
        watcher.disable()
        pstats.Stats(watcher).sort_stats("cumulative").print_stats(45)
    assert made.value is not None
    return made.value, {"passes": middle - start, "pages": time.process_time() - middle}


def written(tree: Tree, folder: Path) -> Path:
    """The tree on the disk."""
    for leaf in tree.leaves:
        path = folder / leaf.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(leaf.blob.read())
    return folder


def sizes(tree: Tree) -> dict[str, int]:
    """Bytes of the pages over all cases, of the index of the search, and of everything."""
    by_path = {leaf.path: leaf.blob.size for leaf in tree.leaves}
    index = {path: size for path, size in by_path.items() if path.startswith("assets/") and "recherche" in path}
    named = {path: by_path[path] for path in PAGES if path in by_path}
    more = {path: size for path, size in by_path.items() if "/" not in path and path.endswith(".html") and path not in named}
    return {
        **named, "further pages, greatest": max(more.values(), default=0), "further pages": len(more),
        "search, all files": sum(index.values()), "search, files": len(index), "search, greatest file": max(index.values(), default=0),
        "site": sum(by_path.values()), "files": len(by_path),
    }  # fmt: skip


JS_SORT = """() => { const t = performance.now(); document.querySelector('#cases thead button').click();
  document.body.offsetHeight; return performance.now() - t }"""
JS_FILTER = """() => { const t = performance.now(); const f = document.querySelector('#f-min'); f.value = '20000';
  f.dispatchEvent(new Event('input', {bubbles: true})); document.body.offsetHeight; return performance.now() - t }"""


def used(folders: Mapping[int, Path], rounds: int = 5) -> dict[int, dict[str, float]]:
    """Milliseconds in Chromium by workspace, the workspaces in turn, medians of the rounds."""
    from playwright.sync_api import sync_playwright

    seen: dict[int, dict[str, list[float]]] = {count: {} for count in folders}
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for _ in range(rounds):
            for count, folder in folders.items():
                for name, value in _visit(browser, folder).items():
                    seen[count].setdefault(name, []).append(value)
        browser.close()
    return {count: {name: statistics.median(values) for name, values in rows.items()} for count, rows in seen.items()}


def _visit(browser: object, folder: Path) -> dict[str, float]:
    page = browser.new_page(viewport={"width": 1200, "height": 900})  # type: ignore[attr-defined]
    page.goto((folder / "index.html").as_uri())
    page.wait_for_timeout(150)
    told = page.evaluate(
        "() => { const n = performance.getEntriesByType('navigation')[0];"
        " const p = performance.getEntriesByName('first-contentful-paint')[0];"
        " return {content: n.domContentLoadedEventEnd, paint: p ? p.startTime : 0} }"
    )
    found = {"content loaded": told["content"], "first paint": told["paint"]}
    found["sort"], found["filter"] = page.evaluate(JS_SORT), page.evaluate(JS_FILTER)
    start = time.perf_counter()
    page.fill("#q", "lenoir")
    page.wait_for_selector("#resultats-liste a, #resultats-liste [role=option]", timeout=20_000)
    found["first result"] = (time.perf_counter() - start) * 1000
    page.close()
    return {name: float(value) for name, value in found.items()}


def main() -> None:
    """Build, print sizes and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="?", type=int, default=1000)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        folders, each = {}, {}
        for count in sorted({SMALL, MIDDLE, asked.cases}):
            tree, spent = built(workspace(count, Path(scratch)), asked.profile and count == asked.cases)
            each[count] = {name: seconds / count for name, seconds in spent.items()}
            folders[count] = written(tree, folder / f"site-{count}")
            print(f"\n{count} cases")
            for name, value in sizes(tree).items():
                print(f"  {name:28}{value:>14,}")
        print("\nprocessor time per case, ratio to the workspace of", MIDDLE)
        for name in ("passes", "pages"):
            print(f"  {name:28}{each[asked.cases][name] / each[MIDDLE][name]:>14.2f}")
        times = used({count: folders[count] for count in (SMALL, asked.cases)})
        print(f"\nChromium from file://, ratio to {SMALL} cases (ms of this run in brackets)")
        for name, value in times[asked.cases].items():
            print(f"  {name:28}{value / max(times[SMALL][name], 0.1):>14.1f}   ({times[SMALL][name]:.0f} → {value:.0f})")


if __name__ == "__main__":
    main()
