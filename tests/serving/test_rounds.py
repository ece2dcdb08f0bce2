"""The two rounds of a build: the first shows one case, the second agrees with a build from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dossier.cli import serving
from dossier.cli.session import Session
from dossier.ground.jobs import InProcess
from dossier.ground.world import DiskWorld
from dossier.serving import rounds
from dossier.serving.narrow import Narrowed, touched
from dossier.serving.news import News
from dossier.wanted import Wanted

DAY = date(2026, 11, 21)
ONE, OTHER = "2026-060-les-tilleuls", "2026-007-terrasses-de-bourgogne"
WANTED = Wanted(frozenset({"letters", "site"}))
RUNNER = InProcess()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two cases."""
    source, place = Path(__file__).parents[2], tmp_path_factory.mktemp("rounds")
    shutil.copy(source / "dossier.yaml", place)
    for case in (ONE, OTHER):
        shutil.copytree(source / "cases" / case, place / "cases" / case)
    return place


def test_a_change_touches_the_cases_it_lies_in_or_all() -> None:
    """What stands beside the cases concerns each of them, and so does a case that comes or goes."""
    assert touched({f"cases/{ONE}/journal.yaml", f"cases/{OTHER}/notes/x.md"}) == {ONE, OTHER}
    assert touched({f"cases/{ONE}/journal.yaml", "dossier.yaml"}) is None
    assert touched({f"cases/{ONE}"}) is None
    assert touched({"law/x.yaml"}) is None and touched(()) is None


def test_a_narrowed_world_has_some_cases_and_all_else(root: Path) -> None:
    """Templates, law and settings are those of the whole workspace."""
    world = Narrowed(DiskWorld(root, DAY), {ONE})
    assert [item.name for item in world.list("cases")] == [ONE]
    assert world.list("") == DiskWorld(root, DAY).list("") and world.today == DAY
    assert world.read("dossier.yaml") == world.blob("dossier.yaml").read()


def test_both_rounds_end_where_a_build_from_nothing_begins(root: Path) -> None:
    """The first round changes pages of the case alone and counts as before; after the second all bytes are those of a build."""
    world = DiskWorld(root, DAY)
    first = rounds.whole(rounds.Site(), world, RUNNER, WANTED)
    assert first.fresh == ()
    journal = root / "cases" / ONE / "journal.yaml"
    sound = journal.read_text()
    journal.write_text(sound.replace("Envoi de la facture", "Envoi au zouave") + "- {date: 12/11/2026, canal: telephone}\n")
    try:
        part = rounds.part(first, world, RUNNER, WANTED, {ONE})
        news = rounds.news_of(first, part, "suite")
        assert news.changed and all(path.startswith(f"cases/{ONE}/") for path in news.changed) and news.busy == "suite"
        home = f"cases/{ONE}/index.html"
        assert b"zouave" in part.outputs[home].read() and b"zouave" not in first.outputs[home].read()
        assert [(row.code, row.place) for row in news.findings] == [("DC133", f"cases/{ONE}/journal.yaml:3:10")]
        second = rounds.whole(part, world, RUNNER, WANTED)
        assert second.outputs == rounds.whole(rounds.Site(), world, InProcess(), WANTED).outputs
        assert second.outputs["index.html"] != first.outputs["index.html"]
    finally:
        journal.write_text(sound)
    third = rounds.whole(second, world, RUNNER, WANTED)
    assert third.outputs == first.outputs and third.fresh == ()
    assert rounds.news_of(second, third).findings == ()


def test_what_was_cured_and_comes_back_is_new(root: Path) -> None:
    """A finding that stood when serving began is no news; once cured, it is when somebody makes it again."""
    journal = root / "cases" / ONE / "journal.yaml"
    sound = journal.read_text()
    world = DiskWorld(root, DAY)
    try:
        journal.write_text(sound + "- {date: 12/11/2026, canal: telephone}\n")
        began = rounds.whole(rounds.Site(), world, RUNNER, WANTED)
        assert began.fresh == ()
        journal.write_text("# une ligne de plus\n" + sound + "- {date: 12/11/2026, canal: telephone}\n")
        assert rounds.part(began, world, RUNNER, WANTED, {ONE}).fresh == ()
        journal.write_text(sound)
        cured = rounds.part(began, world, RUNNER, WANTED, {ONE})
        journal.write_text(sound + "- {date: 12/11/2026, canal: telephone}\n")
        assert [d.code for d in rounds.part(cured, world, RUNNER, WANTED, {ONE}).fresh] == ["DC133"]
    finally:
        journal.write_text(sound)


class _Pipe:
    """Hears what the server would."""

    def __init__(self) -> None:
        self.heard: list[News] = []

    def send(self, news: News) -> None:
        self.heard.append(news)


def test_a_round_that_fails_leaves_the_former_pages(
    copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of ours in one build is said on the page and in the terminal; the next save is built as if nothing had been."""
    session = Session()
    session.start, session.day = str(copied(ONE)), DAY.isoformat()
    pipe = _Pipe()
    desk = serving._Desk(session, pipe, RUNNER, WANTED)  # type: ignore[arg-type]
    desk.whole()
    assert pipe.heard[-1].changed

    def broken(*_: Any) -> Any:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr(rounds, "compile_workspace", broken)
        desk.change(frozenset({ONE}))
    news = pipe.heard[-1]
    assert not news.changed and not news.removed and "erreur interne" in news.failure
    assert "erreur interne" in capsys.readouterr().err
    desk.change(frozenset({ONE}))
    assert pipe.heard[-1].failure == "" and not pipe.heard[-1].removed
