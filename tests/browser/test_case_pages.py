"""The pages of one case as a reader uses them: links to a line, kinds of facts, the viewer, the copy for Word, the paper."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from test_site import RICH, TITLED, VIEWS, Log, opened

pytestmark = pytest.mark.browser
HOME = f"cases/{RICH}"


def _url(folder: Path, path: str) -> str:
    file, mark, fragment = path.partition("#")
    return (folder / file).as_uri() + mark + fragment


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_line_opens_its_reasons(browser: Any, site_folder: Path, scripts: bool) -> None:
    """By its printed number or by the name that lasts, with scripts or without; the other lines stay closed."""
    log = Log()
    with opened(browser, log, java_script_enabled=scripts) as page:
        for fragment in ("ligne-5", "poste-interets-f-2026-042-2026-07-01"):
            page.goto("about:blank")
            page.goto(_url(site_folder, f"{HOME}/decompte.html#{fragment}"))
            opened_rows = page.locator("tr.why:visible")
            assert opened_rows.count() == 1
            assert opened_rows.locator("dt").count() >= 1
    assert log.lines == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_time_limit_opens_its_calculation(browser: Any, site_folder: Path, scripts: bool) -> None:
    """The agenda leads to the row, which shows how the day was reckoned."""
    log = Log()
    with opened(browser, log, java_script_enabled=scripts) as page:
        page.goto(_url(site_folder, "echeances.html"))
        page.locator(f'a[href*="{RICH}/etapes.html#delai-"]').first.click()
        page.wait_for_url("**/etapes.html#delai-*")
        assert page.locator("tr.why:visible").count() == 1
        assert "Jour sûr" in page.locator("tr.why:visible").inner_text()
    assert log.lines == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_chronology_shows_one_kind_alone(browser: Any, site_folder: Path, scripts: bool) -> None:
    """By keys or pointer, and without scripts; « tout » brings all back. Older facts unfold without scripts too."""
    log = Log()
    with opened(browser, log, java_script_enabled=scripts) as page:
        page.goto(_url(site_folder, f"{HOME}/index.html"))
        shown = page.locator(".facts li:visible")
        everything = shown.count()
        page.locator('.kinds input[value="versement"]').check(force=True)
        kinds = page.locator(".facts li:visible").evaluate_all("rows => rows.map(row => row.dataset.kind)") if scripts else None
        assert 0 < shown.count() < everything
        assert kinds in (None, ["versement"] * shown.count())
        page.locator('.kinds input[value=""]').check(force=True)
        assert shown.count() >= everything
        folded = page.locator(".facts ~ .more-rows > summary")
        if folded.count() and not page.locator(".facts ~ .more-rows[open]").count():
            folded.first.click()
            assert shown.count() > everything
    assert log.lines == []


def test_the_link_of_a_row_shows_when_it_is_pointed_at_or_reached(browser: Any, site_folder: Path) -> None:
    """Hidden while one reads; at least 24 pixels; its address is that of the row, which is then marked."""
    log = Log()
    with opened(browser, log, **VIEWS["clair"]) as page:
        page.goto(_url(site_folder, f"{HOME}/index.html"))
        row = page.locator(".facts li").nth(1)
        link = row.locator("a.to")
        opacity = "link => getComputedStyle(link).opacity"
        assert link.evaluate(opacity) == "0"
        row.hover()
        assert link.evaluate(opacity) == "1"
        page.mouse.move(0, 0)
        link.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert link.evaluate(opacity) == "1"
        box = link.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24
        before = row.evaluate("row => getComputedStyle(row).backgroundColor")
        page.keyboard.press("Enter")
        assert page.url.endswith("#" + row.get_attribute("id"))
        assert row.evaluate("row => getComputedStyle(row).backgroundColor") != before
    assert log.lines == []


def test_all_pictures_load_on_the_page_of_a_case(browser: Any, site_folder: Path) -> None:
    """The small pictures of the pieces are there without scrolling: a full-page picture or a print of the page shows them."""
    log = Log()
    with opened(browser, log, **VIEWS["clair"]) as page:
        page.goto(_url(site_folder, f"{HOME}/index.html"))
        page.wait_for_load_state("load")
        sizes = page.locator(".thumbs img").evaluate_all("images => images.map(image => image.complete && image.naturalWidth)")
        assert sizes and all(sizes)
    assert log.lines == []


def test_the_viewer_keeps_the_shown_piece_in_sight_and_turns_by_keys(browser: Any, site_folder: Path) -> None:
    """j and k lead to the next and the former piece; a page of it is reached by its name; the list has the current one in view."""
    log = Log()
    with opened(browser, log, **VIEWS["clair"], reduced_motion="reduce") as page:
        page.goto(_url(site_folder, f"{HOME}/pieces/2.html#p-21"))
        assert page.locator("#p-21").evaluate("part => part.getBoundingClientRect().top < innerHeight")
        current = page.locator(".viewer .list [aria-current]").bounding_box()
        assert current and 0 <= current["y"] < 900
        page.keyboard.press("j")
        page.wait_for_url("**/pieces/3.html")
        page.keyboard.press("k")
        page.wait_for_url("**/pieces/2.html")
    assert log.lines == []


def test_the_panes_of_a_piece_stack_on_a_telephone(browser: Any, site_folder: Path) -> None:
    """The pages first, then what the piece is and who cites it, then the others; links lead there; nothing scrolls sideways."""
    log = Log()
    with opened(browser, log, viewport={"width": 360, "height": 800}) as page:
        page.goto(_url(site_folder, f"{HOME}/pieces/3.html"))
        tops = [page.locator(css).bounding_box()["y"] for css in ("#pages", "#identite", "#liste")]
        assert tops == sorted(tops)
        assert page.locator(".jump a").count() == 3 and page.locator(".jump").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert log.lines == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_text_of_an_act_is_copied_with_its_structure_and_without_colours(
    browser: Any, site_folder: Path, scheme: str
) -> None:
    """What goes to a word processor: headings and tables, no class, no style, no link into the site; said on the button."""
    log = Log()
    with opened(browser, log, color_scheme=scheme) as page:
        page.goto(_url(site_folder, f"{HOME}/documents/decompte.html"))
        button = page.locator("[data-copy-text]")
        page.evaluate(
            "() => { const set = DataTransfer.prototype.setData; window.sets = {};"
            "DataTransfer.prototype.setData = function (kind, value) { window.sets[kind] = value; return set.call(this, kind, value); }; }"
        )
        button.click()
        assert "copié" in button.inner_text()
        html, text = page.evaluate("[window.sets['text/html'], window.sets['text/plain']]")
        assert re.search(r"<h[23]>", html) and "<table" in html and "<td" in html
        assert not re.search(r'class=|style=|id=|<svg|<button|href="(?!https:)', html)
        assert "Reste dû" in text or "reste dû" in text
    assert log.lines == []


def test_where_copying_is_refused_the_text_is_selected(browser: Any, site_folder: Path) -> None:
    """A browser that gives no clipboard leaves the text selected, and the button says how to go on."""
    log = Log()
    with opened(browser, log) as page:
        page.goto(_url(site_folder, f"{HOME}/documents/decompte.html"))
        page.evaluate("document.execCommand = () => false")
        page.locator("[data-copy-text]").click()
        assert "Ctrl" in page.locator("[data-copy-text]").inner_text()
        assert len(page.evaluate("String(window.getSelection())")) > 200
    assert log.lines == []


def _printed(page: Any) -> list[str]:
    """The words of each sheet that the page prints on."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert all(
        abs(float(sheet.mediabox.width) - 595) < 2 and abs(float(sheet.mediabox.height) - 842) < 2 for sheet in reader.pages
    )
    return [sheet.extract_text() for sheet in reader.pages]


@pytest.mark.parametrize("path", ["index", "decompte", "etapes", "textes", "pieces/index", "pieces/1", "documents/decompte"])
def test_each_sheet_on_paper_bears_the_case_the_day_and_its_number(browser: Any, site_folder: Path, path: str) -> None:
    """A4; the running head on each sheet; no navigation; what was folded is there."""
    log = Log()
    with opened(browser, log) as page:
        page.goto(_url(site_folder, f"{HOME}/{path}.html"))
        sheets = _printed(page)
    for number, words in enumerate(sheets, 1):
        flat = " ".join(words.split())
        assert "Atelier Lenoir c/ Sud Béton" in flat and "arrêté au 21/11/2026" in flat
        assert f"{number} / {len(sheets)}" in flat
    whole = " ".join(" ".join(sheets).split())
    assert "Rechercher" not in whole and "Copier le texte" not in whole
    if path == "decompte":
        assert whole.count("Arrondi") >= 2 and "une fois par ligne" in whole
    if path == "etapes":
        assert "Jour sûr" in whole and "Calendrier" in whole
    assert len(whole) > 300
    assert log.lines == []


def test_no_heading_stands_alone_at_the_foot_of_a_sheet(browser: Any, site_folder: Path) -> None:
    """A title, or the head of a table, is followed by something of its part on the same sheet."""
    log = Log()
    titles = {"Voies", "Conditions de chaque voie", "Délais", "Voies fermées", "Ce qui a fait avancer l’affaire", "Étape", "Chronologie",
              "Décompte", "Pièces", "Documents", "Anomalies", "Notes internes"}  # fmt: skip
    with opened(browser, log) as page:
        for path in (f"{HOME}/index.html", f"{HOME}/etapes.html", f"cases/{TITLED}/etapes.html"):
            page.goto(_url(site_folder, path))
            for words in _printed(page):
                lines = [line.strip() for line in words.splitlines() if line.strip()]
                body = [line for line in lines if not re.fullmatch(r"\d+ / \d+|Atelier Lenoir.*|arrêté au.*", line)]
                assert not body or body[-1] not in titles, (path, body[-3:])
    assert log.lines == []


def test_the_drawing_keeps_its_labels_apart_in_every_view(browser: Any, site_folder: Path) -> None:
    """No two texts of the drawing overlap, on a desk or on a telephone, before and after a decision."""
    log = Log()
    script = """svgs => svgs.filter(s => s.getBoundingClientRect().width).map(s => {
        const boxes = [...s.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
        const hits = [];
        boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
            if (p.x < q.x + q.width - 1 && q.x < p.x + p.width - 1 && p.y < q.y + q.height - 3 && q.y < p.y + p.height - 3) hits.push(a + ' / ' + b);
        }));
        return hits;
    }).flat()"""
    with opened(browser, log) as page:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            for case in (RICH, TITLED):
                page.goto(_url(site_folder, f"cases/{case}/index.html"))
                drawn = page.locator(".course svg")
                assert drawn.count() == 2
                assert drawn.evaluate_all(script) == [], (case, width)
    assert log.lines == []
