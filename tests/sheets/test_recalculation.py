"""The workbooks of décomptes, recalculated by LibreOffice: every formula, every total, to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from libreoffice import is_required, program, recalculated
from openpyxl import load_workbook
from sheet_cases import everything, judged, made, unknown
from workbooks import formulas, opened, summary, xlsx_of

from dossier.appraise import law_of
from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.model.case import Case

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(program() is None and not is_required(), reason="LibreOffice is not there, and not said to be required"),
]


def ties() -> tuple[Case, Claim]:
    """Lines whose exact amount ends on half a cent: 3.65 € at 10 % for five days is 0.005 €."""
    rows = [
        {"numero": f"F-{n:03}", "date": "2026-01-02", "echeance": "2026-11-16", "montant_ttc": f"{3.65 * (2 * n + 1):.2f}"}
        for n in range(400)
    ]
    return made("2026-11-21", invoices=rows, contract={"penalites": {"taux": "10"}})


def examples() -> dict[str, tuple[Case, Claim]]:
    """The made-up cases of the tests, and the cases of the example workspace."""
    world = DiskWorld(ROOT, date(2026, 11, 21))
    workspace = load_workspace(world)
    law = law_of(workspace)
    shown = {case.id: (case, compute_claim(case, law, world.today)) for case in workspace.cases}
    own = {"tout": everything(), "jugement": judged(), "inconnu": unknown(), "demi-centimes": ties()}
    return {**own, **shown}


EXAMPLES = ("tout", "jugement", "inconnu", "demi-centimes", *sorted(p.name for p in (ROOT / "cases").iterdir()))


@pytest.mark.parametrize("name", EXAMPLES)
def test_libreoffice_finds_every_figure_of_the_claim(name: str, tmp_path: Path) -> None:
    """With no saved value to lean on, LibreOffice calculates each cell to the cent that the claim prints."""
    case, claim = examples()[name]
    data = xlsx_of(case, claim)
    book, said = opened(data), opened(data, values=True)
    found = load_workbook(recalculated(book, tmp_path, "decompte"), data_only=True)
    cells = formulas(book)
    assert cells
    for sheet, cell, formula in cells:
        got = found[sheet][cell].value
        assert isinstance(got, (int, float)), (sheet, cell, formula, got)
        assert round(Decimal(got), 6) == round(Decimal(said[sheet][cell].value), 6), (sheet, cell, formula)
    due = next(row["Reste dû"] for label, row in summary(found).items() if label.startswith("Total dû"))
    assert (due is None) if claim.totals.due is None else f"{due:.2f}" == str(claim.totals.due)


def test_the_recalculation_is_real(tmp_path: Path) -> None:
    """A base that is changed by hand changes the total: the values that LibreOffice gives are not those that were saved."""
    case, claim = everything()
    book = opened(xlsx_of(case, claim))
    before = claim.totals.due
    assert before is not None
    book["Factures"]["H2"].value += 1000
    found = load_workbook(recalculated(book, tmp_path, "change"), data_only=True)
    due = next(row["Reste dû"] for label, row in summary(found).items() if label.startswith("Total dû"))
    assert f"{due:.2f}" == f"{before.euros + 1000:.2f}"
