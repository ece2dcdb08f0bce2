"""The guide says what is so: its files are read, its commands run, and they print what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide_pages import GUIDE, ROOT, agrees, pages, place, prepare, run, steps, write

from dossier.cli.root import NAMES

PLAYED = [page for page in pages() if place(page)]


@pytest.mark.parametrize("page", PLAYED, ids=lambda p: str(p.relative_to(GUIDE)))
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    """Each page in a folder of its own, from its first block to its last."""
    folder, home = tmp_path / "impayes", tmp_path / "maison"
    folder.mkdir()
    home.mkdir()
    (home / "gitconfig").write_text(
        "[user]\n\tname = Claire Morel\n\temail = claire.morel@atelier-lenoir.example\n[init]\n\tdefaultBranch = main\n"
    )
    prepare(place(page), folder)
    here = folder
    for step in steps(page):
        if step.path:
            write(step, here)
            continue
        here, code, printed = run(step, here, home)
        said = f"{page.name}:{step.line} $ {step.command}\n" + "\n".join(printed)
        assert code == step.code, said
        assert agrees(printed, step.printed), said


def test_every_page_with_commands_is_played() -> None:
    """A block of commands on a page that plays nowhere would never be tried."""
    left = [page.name for page in pages() if "```console" in page.read_text() and not place(page)]
    assert left == []


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(GUIDE)))
def test_links_of_the_guide_lead_somewhere(page: Path) -> None:
    """Files by relative path, headings by their words."""
    text = page.read_text(encoding="utf-8")
    missing = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith(("http://", "https://")):
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or not target.is_relative_to(ROOT) or (fragment and fragment not in _headings(target)):
            missing.append(link)
    assert missing == []


def _headings(page: Path) -> set[str]:
    words = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", word.lower()).strip().replace(" ", "-") for word in words}


def test_every_page_is_reached_from_the_table_of_contents() -> None:
    """Nobody finds a page that the first one does not name."""
    contents = (GUIDE / "README.md").read_text(encoding="utf-8")
    left = [
        str(page.relative_to(GUIDE))
        for page in pages()
        if page.name != "README.md" and str(page.relative_to(GUIDE)) not in contents
    ]
    assert left == []


def test_the_guide_shows_every_command() -> None:
    """Each command of the program is run by some page at least once."""
    used = {
        words[1]
        for page in PLAYED
        for step in steps(page)
        if (words := step.command.split())[:1] == ["dossier"] and len(words) > 1
    }
    assert sorted(set(NAMES) - used - {"serve", "completion"}) == []


def test_the_commands_of_the_guide_need_no_network() -> None:
    """`git` is only used on the folder itself."""
    reaching = [s.command for page in PLAYED for s in steps(page) if re.match(r"git (clone|fetch|pull|push|remote)", s.command)]
    assert reaching == []
