"""The site of a pack, unpacked and opened by a double-click: no word on the console, nothing asked for, every link inside."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from test_site import GUARD, RULES, VIEWS, Log, axe, opened

sys.path.insert(0, str(Path(__file__).parents[1] / "pack"))
from pack_cases import contents, packed

pytestmark = pytest.mark.browser
__all__ = ["axe"]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs of two audiences as folders."""
    top = tmp_path_factory.mktemp("remises")
    for audience, debtor in (("avocat", ""), ("debiteur", "alpha")):
        for path, data in contents(packed(audience, debtor)).items():
            place = top / audience / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    return top


@pytest.mark.parametrize("audience", ["avocat", "debiteur"])
def test_every_page_of_a_pack_opens_without_a_word(browser: Any, unpacked: Path, audience: str) -> None:
    """No message, no refusal of the policy, no request outside the pack, no missing file."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        for path in sorted((unpacked / audience / "site").rglob("*.html")):
            page.goto(path.as_uri())
    assert log.lines == []


def test_the_search_of_a_pack_finds_its_own_pieces(browser: Any, unpacked: Path) -> None:
    """From a page further down: a word of a piece leads to the page of that piece."""
    log = Log()
    with opened(browser, log) as page:
        page.goto((unpacked / "avocat/site/pieces/1.html").as_uri())
        page.locator("#q").fill("visiblefacture")
        page.locator("#resultats a").first.click()
        page.wait_for_url((unpacked / "avocat/site/pieces/2.html").as_uri())
        page.keyboard.press("g")
        page.keyboard.press("d")
        page.wait_for_url("**/avocat/site/decompte.html")
    assert log.lines == []


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_the_pages_that_only_packs_have(browser: Any, unpacked: Path, axe: str, view: str) -> None:
    """The received files, the first page and the debtor's own page, in light, in dark, narrow and printed."""
    log, found = Log(), []
    with opened(browser, log, bypass_csp=True, **VIEWS[view]) as page:
        if view == "imprimé":
            page.emulate_media(media="print")
        for path in ("avocat/site/originaux.html", "avocat/site/index.html", "debiteur/site/index.html"):
            page.goto((unpacked / path).as_uri())
            page.evaluate(axe)
            result = page.evaluate(f"axe.run(document, {{runOnly: {RULES!r}, resultTypes: ['violations'], preload: false}})")
            found += [(path, v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in result["violations"]]
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > (1 if view == "imprimé" else 0):
                found.append((path, "défile", [f"{wide} px"]))
    assert found == []
    assert log.lines == []
