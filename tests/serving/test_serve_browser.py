"""`dossier serve` in a real browser: the page follows what is saved, says what is wrong, and keeps its place."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from serving_support import Served, eventually, served

CASE = "2026-060-les-tilleuls"
WAIT = 60_000
"""Milliseconds."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """One server and its workspace for the tests of this file, each of which cures what it broke."""
    source, root = Path(__file__).parents[2], tmp_path_factory.mktemp("browser")
    shutil.copy(source / "dossier.yaml", root)
    shutil.copytree(source / "cases" / CASE, root / "cases" / CASE)
    with served(root) as running:
        yield running, root


@pytest.fixture
def opened(browser: Any, server: tuple[Served, Path]) -> Iterator[tuple[Any, Served, Path]]:
    """A small window, the server and the workspace; whatever the browser complains of fails the test."""
    context = browser.new_context(viewport={"width": 900, "height": 400})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield (page, *server)
    context.close()
    assert not [text for text in complaints if "404" not in text and "503" not in text and "ERR_" not in text], complaints


def until(page: Any, expression: str) -> None:
    """Wait until something holds on the page; asked from outside, for its policy forbids what Playwright's own waiting does."""
    from playwright.sync_api import Error

    def holds() -> bool:
        try:
            return bool(page.evaluate(expression))
        except Error:  # the page is being reloaded
            return False

    eventually(holds)


def journal(root: Path) -> Path:
    return root / "cases" / CASE / "journal.yaml"


def test_the_page_follows_what_is_saved(opened: tuple[Any, Served, Path]) -> None:
    """Opened before anything is built, it shows the case by itself; an edit is shown in its place, without a jump."""
    page, _, root = opened
    page.goto(f"{opened[1].address}cases/{CASE}/index.html")
    page.wait_for_selector("main h1:not(:has-text('Première production'))", timeout=WAIT)
    page.wait_for_selector("#nav", timeout=WAIT)
    page.evaluate("scrollTo(0, 300)")
    before = page.evaluate("scrollY")
    assert before > 100
    sound = journal(root).read_text()
    journal(root).write_text(sound.replace("Envoi de la facture", "Envoi au zouave de la facture"))
    until(page, "document.querySelector('main').textContent.includes('zouave')")
    until(page, f"Math.abs(scrollY - {before}) < 40")
    journal(root).write_text(sound)
    until(page, "!document.querySelector('main').textContent.includes('zouave')")


def test_what_is_wrong_is_told_on_the_page_until_it_is_cured(opened: tuple[Any, Served, Path]) -> None:
    """A banner names the file and the line and leads to the rule; the counts of the navigation follow without a reload."""
    page, server, root = opened
    server.ready()
    page.goto(server.address)
    sound = journal(root).read_text()
    counts = page.inner_text("#nav")
    assert page.query_selector("#dossier-serve") is None
    journal(root).write_text(
        sound + "- {date: 2026-11-12, canal: téléfax, resume: '<b id=planted>x</b>'}\n- {date: 2026-13-01}\n"
    )
    page.wait_for_selector("#dossier-serve li.error", timeout=WAIT)
    told = page.inner_text("#dossier-serve")
    assert f"cases/{CASE}/journal.yaml:3:" in told and "DC129" in told
    assert page.query_selector("#planted") is None
    until(page, f"document.getElementById('nav').innerText !== {json.dumps(counts)}")
    with page.expect_navigation():
        page.click("#dossier-serve a")
    assert "DC129" in page.title() or "DC113" in page.title() or "DC114" in page.title()
    page.wait_for_selector("#dossier-serve li.error", timeout=WAIT)
    journal(root).write_text(sound)
    until(page, "!document.querySelector('#dossier-serve li')")


def test_a_page_nobody_sees_gives_its_connection_back(opened: tuple[Any, Served, Path]) -> None:
    """A browser keeps six connections to a place: ten open pages still all load."""
    first, server, _ = opened
    server.ready()
    context = first.context
    pages = [context.new_page() for _ in range(10)]
    for page in pages:
        page.evaluate("Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'})")
        page.add_init_script("Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'})")
        page.goto(server.address, timeout=20_000)
        assert page.title().startswith("Portefeuille")


def test_when_the_server_ends_the_page_says_so(opened: tuple[Any, Served, Path]) -> None:
    """Nobody mistakes an old page for one that follows; started again at its port, the server has it back."""
    page, server, root = opened
    server.ready()
    page.goto(server.address)
    page.wait_for_timeout(300)
    server.process.terminate()
    until(page, "(document.querySelector('#dossier-serve')?.textContent || '').includes('ne répond plus')")
    server.process.wait()
    with served(root, "--port", str(server.port)):
        until(page, "!document.querySelector('#dossier-serve .error') && !!document.querySelector('#nav')")
