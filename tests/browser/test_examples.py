"""The examples' real build in Chromium: every kind of page, the statement of a debtor, paper, keyboard, no scripts, and dead links."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from kinds_of_page import kinds, uris
from printed_pages import words_of
from test_site import GUARD, RULES, VIEWS, Log, axe, opened

pytestmark = pytest.mark.browser
__all__ = ["axe"]
SUD = "cases/2026-014-sud-beton"
STATEMENTS = ("sud-beton", "les-tilleuls", "terrasses-de-bourgogne")
PRINTED = (
    "index.html", "echeances.html", "anomalies.html", "debiteurs.html", f"{SUD}/index.html", f"{SUD}/decompte.html", f"{SUD}/etapes.html",
    f"{SUD}/pieces/1.html", f"{SUD}/documents/requete.html",
)  # fmt: skip


def _violations(page: Any, axe: str) -> list[tuple[str, str, list[str]]]:
    """What axe finds on the page, and by how much the page is wider than its window."""
    page.evaluate(axe)
    result = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations'], preload: false}})")
    found = [(v["id"], v["help"], [node["html"][:160] for node in v["nodes"][:3]]) for v in result["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([("défile", f"{wide} px", [])] if wide > 0 else [])]


def _checked(browser: Any, axe: str, view: str, folder: Path, names: tuple[str, ...]) -> list[Any]:
    log, found = Log(), []
    with opened(browser, log, bypass_csp=True, **VIEWS[view]) as page:
        if view == "imprimé":
            page.emulate_media(media="print")
        for name, uri in uris(folder, names):
            page.goto(uri)
            found += [(name, *row) for row in _violations(page, axe) if view != "imprimé" or row[:2] != ("défile", "1 px")]
    return [*found, *log.lines]


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_the_statement_of_a_debtor(browser: Any, examples: Path, axe: str, view: str) -> None:
    """One with payments, one with nothing due, one with costs: WCAG 2.2 AA and the best practices, in each light and width."""
    names = tuple(f"{name}/index.html" for name in STATEMENTS)
    assert _checked(browser, axe, view, examples / "build-debiteur", names) == []


@pytest.mark.long
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_kind_of_page(browser: Any, examples: Path, axe: str, view: str) -> None:
    """Every kind of document and of piece of the examples among them."""
    assert _checked(browser, axe, view, examples / "build", kinds(examples / "build")) == []


@pytest.mark.long
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_the_masked_site(browser: Any, masked_examples: Path, axe: str, view: str) -> None:
    """The same pages without names, and without their pieces."""
    folder = masked_examples / "build-masque"
    assert _checked(browser, axe, view, folder, kinds(folder)) == []


def test_every_kind_of_page_opens_without_a_word(browser: Any, examples: Path) -> None:
    """No console message, no refusal of the policy, no request outside the folder, no missing file."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        for folder in (examples / "build", examples / "build-debiteur"):
            for _, uri in uris(folder, kinds(folder)):
                page.goto(uri)
    assert log.lines == []


@pytest.mark.long
def test_every_page_opens_without_a_word(browser: Any, examples: Path, masked_examples: Path) -> None:
    """All pages of the site, of the masked site and of the statements."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        for folder in (examples / "build", examples / "build-debiteur", masked_examples / "build-masque"):
            for path in sorted(folder.rglob("*.html")):
                page.goto(path.as_uri())
    assert log.lines == []


def test_each_kind_of_page_reads_without_scripts(browser: Any, examples: Path) -> None:
    """With JavaScript off each title and each line of the page is there, and nothing that waits for scripts is shown."""
    log, found = Log(), []
    names = kinds(examples / "build")
    with opened(browser, log, java_script_enabled=False) as page:
        for name, uri in uris(examples / "build", names):
            page.goto(uri)
            shown = page.locator("main").inner_text()
            found += [] if len(shown) > 60 and page.locator("h1").first.is_visible() else [name]
            found += [(name, "js")] if page.locator(".js:visible").count() else []
    assert found == [] and log.lines == []


def test_the_keyboard_goes_through_each_kind_of_page_in_its_order(browser: Any, examples: Path) -> None:
    """Nothing is put before its turn, nothing that can be used is hidden from sight or without a name."""
    found: list[Any] = []
    with opened(browser, Log()) as page:
        for name, uri in uris(examples / "build", kinds(examples / "build")):
            page.goto(uri)
            found += [(name, row) for row in page.evaluate(_STOPS)]
    assert found == []


_STOPS = """() => [...document.querySelectorAll('a[href],button,input,select,summary,[tabindex]')].filter(e => e.checkVisibility()
    && !e.closest('[aria-hidden=true]')).filter(e => e.tabIndex > 0
    || !(e.textContent.trim() || e.value || e.getAttribute('aria-label') || e.labels?.length || e.querySelector('img[alt],svg')
      || e.placeholder || e.id === 'contenu')).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", ["index.html", f"{SUD}/index.html", f"{SUD}/decompte.html", f"{SUD}/pieces/2.html"])
def test_tab_stops_once_at_each_place_and_comes_to_the_end(browser: Any, examples: Path, name: str) -> None:
    """From the skip link, which is first, in the order of the page, without a trap."""
    with opened(browser, Log()) as page:
        page.goto((examples / "build" / name).as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        places = [0]
        for _ in range(25):
            page.keyboard.press("Tab")
            places.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
            seen = page.evaluate("(b => b.width > 0 && b.height > 0)(document.activeElement.getBoundingClientRect())")
            assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
        assert places == sorted(set(places))


def test_the_skip_link_leads_past_the_navigation(browser: Any, examples: Path) -> None:
    """After it the next stop is in the page itself."""
    with opened(browser, Log()) as page:
        page.goto((examples / f"build/{SUD}/index.html").as_uri())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


SHEET = 688
"""Width in CSS pixels of what a sheet of A4 leaves to the page: 210 mm less 14 mm on either side."""
_BEYOND = """() => { const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walker.nextNode()) { const node = walker.currentNode, holder = node.parentElement;
    if (!node.data.trim() || !holder.checkVisibility() || holder.closest('.hear,.skip,title')) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.right > innerWidth + 1 || box.left < -1) found.push(node.data.trim().slice(0, 60)); }
  return found; }"""


def test_what_is_printed_is_whole(browser: Any, examples: Path) -> None:
    """On paper each page has its title, no word beyond the width of the sheet, and no field, button or menu.

    A browser shrinks what is too wide or cuts it: both are seen before, on the page as wide as the sheet.
    """
    names = [f"build/{name}" for name in PRINTED] + ["build-debiteur/sud-beton/index.html"]
    found: list[Any] = []
    with opened(browser, Log(), viewport={"width": SHEET, "height": 1000}) as page:
        for name in names:
            page.goto((examples / name).as_uri())
            title = " ".join(page.locator("h1").first.inner_text().split())
            with pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
                found += [(name, "title")] if title not in words_of(paper) else []
            page.emulate_media(media="print")
            found += [(name, row) for row in page.evaluate(_BEYOND)]
            controls = "button:not(th button):visible, input:visible, #nav:visible, .tabs:visible"
            found += [(name, "controls")] if page.locator(controls).count() else []
            page.emulate_media(media=None)
    assert found == []


def test_a_word_beyond_the_sheet_would_be_seen(browser: Any, tmp_path: Path) -> None:
    """A line that is wider than the sheet is found, so that the test of what is printed can fail."""
    (tmp_path / "large.html").write_text(
        f"<!doctype html><title>a</title><p style='white-space:nowrap;width:1px'>{'mot ' * 99}", "utf-8"
    )
    with opened(browser, Log(), viewport={"width": SHEET, "height": 1000}) as page:
        page.goto((tmp_path / "large.html").as_uri())
        page.emulate_media(media="print")
        assert page.evaluate(_BEYOND)


def test_no_link_of_the_examples_is_dead(examples: Path) -> None:
    """Every file and every fragment that a page of the site or a statement points at is there."""
    lychee = Path(sys.executable).with_name("lychee")
    command = [
        str(lychee),
        "--offline",
        "--include-fragments",
        "--no-progress",
        "--root-dir",
        str(examples),
        "build",
        "build-debiteur",
    ]
    done = subprocess.run(command, cwd=examples, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert " 0 Total" not in done.stdout


def test_no_link_of_a_statement_leaves_its_folder(browser: Any, examples: Path) -> None:
    """The paper beside it and places of the page itself: nothing else is pointed at or fetched."""
    with opened(browser, Log()) as page:
        for name in STATEMENTS:
            page.goto((examples / f"build-debiteur/{name}/index.html").as_uri())
            links = page.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
            assert [link for link in links if not link.startswith("#")] == ["releve-de-compte.pdf"]
            assert page.locator("script, iframe, form").count() == 0
