"""The built site in Firefox, opened from the disk: the same as in Chromium, through the protocol that it speaks by itself."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from bidi import Firefox, firefox, started
from kinds_of_page import kinds, uris
from printed_pages import cut_off
from scanned import CASE, IN_CALL, IN_SCAN

pytestmark = [pytest.mark.browser, pytest.mark.long]
SUD = "cases/2026-014-sud-beton"
GUARD = "() => addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"


def binary() -> str:
    """Firefox; without it the tests are skipped, but never where it is said to be required."""
    path = firefox()
    if path is None:
        if os.environ.get("DOSSIER_NEEDS_FIREFOX"):
            pytest.fail("Firefox is not installed")
        pytest.skip("Firefox is not installed: apt-get install firefox-esr")
    return path


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A Firefox for all tests of this module."""
    with started(binary(), tmp_path_factory.mktemp("profil")) as browser:
        browser.before_pages(GUARD)
        yield browser


@pytest.fixture
def tab(running: Firefox) -> Iterator[Firefox]:
    """The same with nothing told yet; after the test nothing was said, asked or fetched."""
    running.window(1280, 900)
    running.events.clear()
    yield running
    assert running.outside() == []


def _ready(tab: Firefox) -> None:
    tab.until("document.documentElement.classList.contains('has-js')")


def test_every_kind_of_page_opens_without_a_word(tab: Firefox, examples: Path) -> None:
    """Site, statement and documents: no console message, no refusal of the policy, no request outside the folder, one title."""
    for folder in ("build", "build-debiteur"):
        for name, uri in uris(examples / folder, kinds(examples / folder)):
            tab.go(uri)
            assert tab.evaluate("document.querySelectorAll('main h1, header h1').length") == 1, name


@pytest.mark.parametrize(("word", "lands"), [(IN_SCAN, f"cases/{CASE}/pieces/"), (IN_CALL, f"cases/{CASE}/")])
def test_the_search_reaches_scans_and_calls(tab: Firefox, scanned_site: Path, word: str, lands: str) -> None:
    """A word of the text under a scan leads to its piece, one of a call's summary to its case; by keyboard alone."""
    tab.go((scanned_site / "aide.html").as_uri())
    _ready(tab)
    tab.press("/")
    tab.until("document.activeElement.id === 'q'")
    tab.press(word)
    tab.until("document.querySelector('#resultats a')")
    tab.press("ArrowDown", "Enter")
    assert lands in tab.until(
        "location.protocol === 'file:' && !location.href.includes('aide.html') && document.readyState === 'complete' && location.href"
    )


def test_the_list_sorts_and_filters(tab: Firefox, examples: Path) -> None:
    """A press on a head sorts, a second one turns the order round; a sum in the filter leaves the cases above it."""
    tab.go((examples / "build/index.html").as_uri())
    _ready(tab)
    head = "#cases th button[data-test], #cases th:nth-of-type(1) button, #cases th button"
    tab.click(head)
    assert tab.evaluate("document.querySelectorAll('#cases th[aria-sort]').length") == 1
    first = tab.evaluate("document.querySelector('#cases th[aria-sort]').getAttribute('aria-sort')")
    tab.click("#cases th[aria-sort] button")
    assert {first, tab.evaluate("document.querySelector('#cases th[aria-sort]').getAttribute('aria-sort')")} == {
        "ascending",
        "descending",
    }
    shown = "[...document.querySelectorAll('#cases tbody tr')].filter(row => row.offsetParent).length"
    before = tab.evaluate(shown)
    tab.click("#f-min")
    tab.press("20000")
    assert 0 < tab.until(f"({shown}) < {before} && ({shown})") < before


def test_keys_lead_where_the_help_says(tab: Firefox, examples: Path) -> None:
    """j and k through pieces, g d to the décompte, g p to the list, the question mark to the help."""
    tab.go((examples / f"build/{SUD}/pieces/2.html").as_uri())
    for keys, end in (
        (("j",), "pieces/3.html"),
        (("k",), "pieces/2.html"),
        (("g", "d"), "decompte.html"),
        (("g", "p"), "build/index.html"),
    ):
        _ready(tab)
        tab.press(*keys)
        tab.until(f"location.href.endsWith({end!r}) && document.readyState === 'complete'")
    _ready(tab)
    tab.press("?")
    tab.until("location.href.includes('aide.html')")


def test_the_order_of_the_keyboard_is_that_of_the_page(tab: Firefox, examples: Path) -> None:
    """Tab goes through what can be used in its order, without a trap, and what is used is seen."""
    tab.go((examples / "build-debiteur/sud-beton/index.html").as_uri())
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.href.endsWith('releve-de-compte.pdf')")
    tab.go((examples / f"build/{SUD}/index.html").as_uri())
    _ready(tab)
    places = []
    for _ in range(12):
        tab.press("Tab")
        places.append(tab.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert places == sorted(set(places)) and -1 not in places


def test_nothing_scrolls_sideways_on_a_telephone(tab: Firefox, examples: Path) -> None:
    """At 320 pixels each kind of page keeps to its width."""
    tab.window(320, 640)
    wide = []
    for name, uri in uris(examples / "build", kinds(examples / "build")):
        tab.go(uri)
        over = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wide += [(name, over)] if over > 0 else []
    assert wide == []


def test_what_is_printed_is_whole(tab: Firefox, examples: Path) -> None:
    """A case, its décompte, the list and the statement on paper: pages with their words, none beyond the edge of the sheet."""
    names = ("build/index.html", f"build/{SUD}/index.html", f"build/{SUD}/decompte.html", "build-debiteur/sud-beton/index.html")
    for name in names:
        tab.go((examples / name).as_uri())
        title = tab.evaluate("document.querySelector('h1').textContent.trim()")
        with pypdfium2.PdfDocument(io.BytesIO(tab.printed())) as paper:
            said = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in paper).split())
            assert " ".join(title.split()) in said, name
            assert cut_off(paper) == [], name


def test_it_reads_with_scripts_off(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> None:
    """With JavaScript off no page runs any, and figures, reasons and navigation stand on the page; nothing waits for scripts."""
    with started(binary(), tmp_path_factory.mktemp("sans"), {"javascript.enabled": False}) as browser:
        browser.window(1280, 900)
        for name, title in (
            (f"build/{SUD}/decompte.html", "Décompte"),
            ("build/index.html", ""),
            ("build-debiteur/sud-beton/index.html", "Relevé de compte"),
        ):
            browser.go((examples / name).as_uri())
            assert not browser.evaluate("document.documentElement.classList.contains('has-js')")
            text = browser.evaluate("document.body.innerText")
            assert "50 890,56" in " ".join(text.split()) and title in text
            assert browser.evaluate("[...document.querySelectorAll('.js')].filter(e => e.offsetParent).length") == 0
        assert browser.outside() == []
