"""What `dossier build` tells in the terminal of the documents that it withheld."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace as Like

import pytest

from dossier.cli.held import MOST, held_lines
from dossier.cli.root import run

DAY = ("--date", "2026-11-21")
CIMES = "2026-031-les-cimes-bleues"


def test_a_document_that_lacks_something_is_told_each_time(
    copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its first reason and the place to mend are on one line, also when nothing is to be made anew; `-q` tells nothing."""
    place = copied(CIMES)
    monkeypatch.chdir(place)
    settings = (place / "dossier.yaml").read_text(encoding="utf-8")
    kept = [line for line in settings.splitlines() if not line.strip().startswith("forme:")]
    (place / "dossier.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    for _ in range(2):
        assert run([*DAY, "build", "--only", "letters", CIMES]) in (0, 1)
        told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("retenu")]
        assert any(line.startswith(f"retenu\u00a0: {CIMES}/requete (") for line in told), told
        assert all("dossier.yaml" in line for line in told)
    assert run([*DAY, "-q", "build", "--only", "letters", CIMES]) in (0, 1)
    assert "retenu" not in capsys.readouterr().err


def test_an_act_that_only_waits_is_left_to_the_site() -> None:
    """Its step waits for a day, or for what no entry can bring; one that lacks an entry is told, for the debtor concerned."""
    paper = Like(id="requete", kind="requete", debtor="", reasons=(Like(text="Délai en cours", place="x.yaml:1"),))

    def told(state: str, remedy: str = "", debtor: str = "") -> list[str]:
        condition = Like(state=state, remedy=remedy, blocking=True)
        step = Like(document="requete", debtor=debtor, missing=(condition,))
        view = Like(case=Like(id="x"), stage=Like(next=(step,)), withheld=(paper,))
        return held_lines([view], with_pages=False)  # type: ignore[list-item]

    assert told("waiting") == told("impossible") == told("missing") == []
    assert told("missing", "forme") == ["retenu\u00a0: x/requete (délai en cours) — x.yaml:1"]
    assert told("waiting", debtor="another") == told("missing", "forme")


def test_of_many_the_rest_is_counted() -> None:
    """Ten lines, then one number; the plural is that of French."""
    reason = Like(text="Il manque le nom", place="dossier.yaml")
    papers = tuple(Like(id=f"relance-{n}", kind="relance", debtor="", reasons=(reason, reason)) for n in range(MOST + 2))
    view = Like(case=Like(id="x"), stage=Like(next=()), withheld=papers)
    lines = held_lines([view], with_pages=True)  # type: ignore[list-item]
    assert lines[0] == "retenu\u00a0: x/relance-0 (il manque le nom\u00a0; 1\u00a0autre motif) — la page du dossier dit pourquoi"
    assert len(lines) == MOST + 1 and lines[-1] == "… et 2\u00a0autres documents retenus"
