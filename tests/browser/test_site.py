"""The built site opened from the disk in a real browser, as a double-click opens it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
DATA = Path(__file__).parents[1] / "data"
RICH, TITLED, HOSTILE, BROKEN = "2026-042-sud-beton", "2026-007-comptoir", "2026-099-hostile", "2026-100-casse"

TYPES = (
    "index.html", "douteuses.html", "echeances.html", "anomalies.html", "textes.html", "aide.html", "a-propos.html", "regles/DC305.html",
    f"cases/{RICH}/index.html", f"cases/{RICH}/decompte.html", f"cases/{RICH}/etapes.html", f"cases/{RICH}/textes.html", f"cases/{RICH}/pieces/index.html",
    f"cases/{RICH}/pieces/2.html", f"cases/{RICH}/documents/decompte.html", f"cases/{TITLED}/index.html",
    f"cases/{HOSTILE}/index.html", f"cases/{HOSTILE}/documents/requete.html", f"cases/{BROKEN}/index.html", "debiteurs.html", "recherche.html",
)  # fmt: skip
VIEWS = {
    "clair": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "sombre": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "étroit": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "imprimé": {"viewport": {"width": 794, "height": 1123}, "color_scheme": "dark"},
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GUARD = "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"


class Log:
    """What a page said and asked for beyond its files."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def attach(self, page: Any) -> None:
        """Listen to a page."""
        page.on("console", lambda message: self.lines.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.lines.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.lines.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request", lambda request: None if request.url.startswith("file:") else self.lines.append(f"request: {request.url}")
        )
        # Leaving a page stops what it was still loading: that is no missing file.
        page.on(
            "requestfailed",
            lambda request: None if request.failure == "net::ERR_ABORTED" else self.lines.append(f"failed: {request.url}"),
        )


@contextmanager
def opened(browser: Any, log: Log, **options: Any) -> Iterator[Any]:
    """A page of a new context."""
    context = browser.new_context(**options)
    page = context.new_page()
    log.attach(page)
    try:
        yield page
    finally:
        context.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core with its French messages."""
    source = (DATA / "axe.min.js").read_text()
    return f"{source};axe.configure({{locale:{(DATA / 'axe.fr.json').read_text()}}})"


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_type_of_page(browser: Any, site_folder: Path, axe: str, view: str) -> None:
    """WCAG 2.2 AA and the best practices, in light, in dark, narrow and printed; nothing scrolls sideways."""
    log, found = Log(), []
    with opened(browser, log, bypass_csp=True, **VIEWS[view]) as page:
        if view == "imprimé":
            page.emulate_media(media="print")
        debtors = sorted(path.relative_to(site_folder).as_posix() for path in site_folder.glob("debiteurs/*.html"))
        for path in (*TYPES, debtors[-1]):
            page.goto((site_folder / path).as_uri())
            page.evaluate(axe)
            result = page.evaluate(
                f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations'], preload: false}})"
            )
            found += [
                (path, violation["id"], violation["help"], [node["html"][:160] for node in violation["nodes"][:3]])
                for violation in result["violations"]
            ]
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > (1 if view == "imprimé" else 0):
                found.append((path, "défile", f"{wide} px", []))
    assert found == []
    assert log.lines == []


def test_every_page_opens_without_a_word_and_asks_for_nothing(browser: Any, site_folder: Path) -> None:
    """No console message, no error, no dialog, no refusal of the policy, no request outside the folder, no missing file."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        for path in sorted(site_folder.rglob("*.html")):
            name = path.relative_to(site_folder).as_posix()
            if name.startswith("regles/") and name != "regles/DC305.html":
                continue  # one type; their links are checked by the tests of the tree
            page.goto(path.as_uri())
    assert log.lines == []


def test_what_the_debtor_wrote_does_nothing(browser: Any, site_folder: Path) -> None:
    """Scripts in names, mails, notes and numbers do not run, change no title and make no element."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        for path in (
            "index.html",
            *(p.relative_to(site_folder).as_posix() for p in (site_folder / f"cases/{HOSTILE}").rglob("*.html")),
        ):
            page.goto((site_folder / path).as_uri())
            assert page.title() != "pris"
            assert page.locator("main script, main iframe, img[onerror], svg[onload], main a[href^='javascript:']").count() == 0
        page.goto((site_folder / f"cases/{HOSTILE}/index.html").as_uri())
        assert "<script>" in page.locator("h1").inner_text()
        page.locator("#notes ~ details a, .note a").first.click(trial=True)
        page.locator("#q").fill("script")
        page.wait_for_selector("#resultats a")
        assert page.locator("#resultats script").count() == 0
    assert log.lines == []


def test_pages_read_without_scripts(browser: Any, site_folder: Path) -> None:
    """With JavaScript off the navigation, the figures and the reasons are there; what needs scripts is not shown."""
    log = Log()
    with opened(browser, log, java_script_enabled=False, viewport={"width": 360, "height": 740}) as page:
        page.goto((site_folder / f"cases/{RICH}/decompte.html").as_uri())
        assert page.locator("#nav a").first.is_visible()
        assert not page.locator("#q").is_visible()
        assert not page.locator("#menu").is_visible()
        formula = page.locator(".formula").first
        assert not formula.is_visible()
        page.locator("tbody.reasoned:has(.formula) summary").first.click()
        assert formula.is_visible()
        page.goto((site_folder / f"cases/{RICH}/decompte.html").as_uri() + "#ligne-5")
        assert page.locator("#ligne-5 tr.why").is_visible()
        page.goto((site_folder / "index.html").as_uri())
        assert not page.locator("#filters").is_visible()
        assert page.locator("#cases tbody tr").count() == 5
    assert log.lines == []


def test_the_list_sorts_and_filters(browser: Any, site_folder: Path) -> None:
    """By name, by amount, by age, by findings; the count says what is left."""
    log = Log()
    with opened(browser, log) as page:
        page.goto((site_folder / "index.html").as_uri())
        first = page.locator("#cases tbody tr:visible td.who").first
        page.locator("#cases th button", has_text="Débiteur").click()
        by_name = [
            text.strip() for text in page.locator("#cases tbody tr").evaluate_all("rows => rows.map(r => r.cells[1].dataset.v)")
        ]
        assert by_name[1:] == sorted(by_name[1:], key=str.casefold)
        page.locator("#cases th button", has_text="Reste dû").click()
        page.locator("#cases th button", has_text="Reste dû").click()
        assert "SUD BÉTON" in first.inner_text()
        assert page.locator("#cases th[aria-sort]").get_attribute("aria-sort") == "descending"
        page.locator("#f-min").fill("4 167,33")
        assert page.locator("#cases tbody tr:visible").count() == 1
        assert page.locator("#shown-count").inner_text().replace("\u00a0", " ") == "1 dossier sur 5"
        page.locator("#f-min").fill("99999999")
        assert page.locator("#none-shown").is_visible()
    assert log.lines == []


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("beton", "Sud Béton"),
        ("béto", "Sud Béton"),
        ("betno", "Sud Béton"),
        ("paierons", "Appel"),
        ("F-2026-042", "F-2026-042"),
        ("releve", "Pièce n°"),
    ],
)
def test_the_search_finds_beginnings_accents_and_slips(browser: Any, site_folder: Path, query: str, title: str) -> None:
    """Cases, entries, pieces; the index is read from the disk when somebody begins to search."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        page.goto((site_folder / f"cases/{TITLED}/index.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.type(query)
        page.wait_for_selector("#resultats a", timeout=5000)
        titles = page.locator("#resultats strong").all_inner_texts()
        assert any(title in text for text in titles[:3]), titles
        page.keyboard.press("ArrowDown")
        with page.expect_event("framenavigated"):
            page.keyboard.press("Enter")
        page.wait_for_selector("h1")
    assert log.lines == []


def test_keys_lead_where_the_help_says(browser: Any, site_folder: Path) -> None:
    """g p, g e, g d, j and k, the question mark; nothing while typing, nothing when switched off."""
    log = Log()
    with opened(browser, log) as page:

        def at() -> str:
            page.wait_for_load_state()
            return page.url.partition(site_folder.as_uri() + "/")[2]

        def press(*keys: str) -> str:
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_timeout(120)
            return at()

        page.goto((site_folder / f"cases/{RICH}/pieces/2.html").as_uri())
        assert press("j") == f"cases/{RICH}/pieces/3.html"
        assert press("k") == f"cases/{RICH}/pieces/2.html"
        assert press("g", "d") == f"cases/{RICH}/decompte.html"
        assert press("g", "e") == "echeances.html"
        assert press("g", "p") == "index.html"
        press("j")
        assert page.evaluate("document.activeElement.closest('tr') !== null")
        assert press("?") == "aide.html#touches"
        page.locator("#keys-on").uncheck()
        assert press("g", "p") == "aide.html#touches"
    assert log.lines == []


def test_the_theme_is_kept_from_page_to_page(browser: Any, site_folder: Path) -> None:
    """Auto, then clair, then sombre; the choice lasts, and the page is dark before it is drawn."""
    log = Log()
    with opened(browser, log, color_scheme="light") as page:
        page.goto((site_folder / "index.html").as_uri())
        page.locator("#theme").click()
        page.locator("#theme").click()
        assert page.locator("html").get_attribute("data-theme") == "sombre"
        page.goto((site_folder / "echeances.html").as_uri())
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 22)"
    assert log.lines == []


def test_the_fonts_are_those_that_came_with_the_site(browser: Any, site_folder: Path) -> None:
    """Both typefaces load from the folder, and the thin space has its wider face."""
    log = Log()
    with opened(browser, log) as page:
        page.goto((site_folder / "index.html").as_uri())
        page.evaluate("document.fonts.ready")
        loaded = page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + ' ' + f.weight + ' ' + f.sizeAdjust)"
        )
        assert any("Inter" in face for face in loaded)
        assert any("Source Serif" in face for face in loaded)
        assert page.evaluate("document.fonts.check('14px Inter', '1\\u202f500')")
    assert log.lines == []
