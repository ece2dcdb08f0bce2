"""The portfolio by stage, and lists that go over several pages."""

from __future__ import annotations

import json
import re

import pytest
from site_fixtures import built, compiled, files

from dossier.ground.money import Money
from dossier.procedure.stage import STAGE_FR
from dossier.site import paging
from dossier.site.phases import PHASE_FR, by_stage, phase_of


def test_stages_stand_in_the_order_of_the_procedure_with_their_sums() -> None:
    """An unknown amount is counted apart and never as nought."""
    rows = [("titre_executoire", Money(100)), ("relance", Money(400)), ("relance", None), ("soldee", Money(0))]
    shares = by_stage(rows)
    assert [share.title for share in shares] == ["Relance", "Titre exécutoire", "Soldée"]
    assert [(s.cases, s.due, s.unknown, s.width) for s in shares] == [
        (2, Money(400), 1, "100.00"), (1, Money(100), 0, "25.00"), (1, Money(0), 0, "0.00"),
    ]  # fmt: skip


def test_every_stage_has_a_phase() -> None:
    """A stage that a later version adds is drawn as a procedure, never left out."""
    assert {phase_of(stage) for stage in STAGE_FR} == set(PHASE_FR)
    assert by_stage([]) == ()


def test_the_chart_by_stage_tells_the_total_of_the_page() -> None:
    """Its rows add up to what is owed by all cases."""
    page = built().paths()["index.html"].read().decode()
    chart = page[page.index('id="h-stages"') : page.index('id="h-figures"')]
    assert "<title id=" in chart and "<desc id=" in chart
    data = json.loads(built().paths()["portefeuille.json"].read())
    assert data["schema"] == "dossier/portefeuille/1"
    assert len(data["cases"]) == sum(int(n) for n in re.findall(r'data-l="Dossiers">(\d+)<', chart)) // 2


@pytest.mark.parametrize(
    ("count", "ranges"),
    [(0, [(0, 0)]), (1, [(1, 1)]), (10, [(1, 10)]), (11, [(1, 10), (11, 11)]), (25, [(1, 10), (11, 20), (21, 25)])],
)
def test_each_row_stands_on_one_page(count: int, ranges: list[tuple[int, int]]) -> None:
    """The bounds of pages meet, also where the list ends with a page."""
    turned = paging.parts("a.html", "a", count, 10)
    assert [(part.first, part.last) for part in turned] == ranges
    assert [part.path for part in turned] == ["a.html", *(f"a-{n}.html" for n in range(2, len(ranges) + 1))]
    assert turned[0].before == "" and turned[-1].after == ""


def test_a_group_that_goes_on_bears_its_title_again() -> None:
    """No row is lost or told twice when a group is cut."""
    groups = [("a", [1, 2, 3]), ("b", [4]), ("c", [5, 6, 7, 8])]
    pages = [paging.cut(groups, lambda g: g[1], lambda g, rows: (g[0], list(rows)), p) for p in paging.parts("x.html", "x", 8, 3)]
    assert pages == [(("a", [1, 2, 3]),), (("b", [4]), ("c", [5, 6])), (("c", [7, 8]),)]


def test_lists_beyond_their_bound_go_on_in_further_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case and time limit stands on one page of its list, and each link leads to a page and a place."""
    for name in ("CASES", "DEADLINES", "FINDINGS"):
        monkeypatch.setattr(paging, name, 2)
    paths = compiled(files(), frozenset({"site"})).paths()
    pages = {path: blob.read().decode() for path, blob in paths.items() if path.endswith(".html")}
    for stem, first, row in (
        ("portefeuille", "index.html", r'<th scope="row" class="id" data-v="([^"]*)"'),
        ("echeances", "echeances.html", r'<tr id="([^"]*)"'),
    ):
        turned = [first, *sorted(path for path in pages if path.startswith(f"{stem}-"))]
        assert len(turned) > 1, stem
        rows = [found for path in turned for found in re.findall(row, pages[path])]
        whole = re.findall(row, built().paths()[first].read().decode())
        assert sorted(rows) == sorted(whole) and len(set(rows)) == len(rows), stem
    assert len([path for path in pages if path.startswith("anomalies")]) > 1
    for path in ("index.html", *(p for p in pages if p.startswith("portefeuille-"))):
        for target, anchor in re.findall(r'href="(echeances[^"#]*)#([^"]*)"', pages[path]):
            assert f'id="{anchor}"' in pages[target]


def test_a_workspace_without_cases_says_how_to_begin() -> None:
    """The front page of an empty workspace is no table without rows."""
    only = {path: text for path, text in files().items() if path == "dossier.yaml"}
    page = compiled(only, frozenset({"site"})).paths()["index.html"].read().decode()
    assert "Ce classeur n’a pas encore de dossier" in page and 'id="cases"' not in page
