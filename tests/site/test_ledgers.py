"""The décompte as files beside its page: a workbook, CSV and JSON, each linked with its size."""

from __future__ import annotations

import json
from io import BytesIO

from openpyxl import load_workbook
from site_fixtures import built

from dossier.site.page import size


def test_every_case_has_its_decompte_in_three_forms_beside_the_pdf() -> None:
    """The files of a case say the total that its page says, and the page links each with its size in words."""
    site = built()
    paths = site.paths()
    for case in sorted(path.split("/")[1] for path in paths if path.endswith("/decompte.html")):
        home = f"cases/{case}/decompte"
        due = json.loads(paths[f"{home}.json"].read())["totals"]["due"]
        sheet = load_workbook(BytesIO(paths[f"{home}.xlsx"].read()), data_only=True)["Récapitulatif"]
        total = next(row for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("Total dû"))
        assert (f"{total[4]:.2f}" if total[4] is not None else None) == due
        assert f";{due.replace('.', ',')};" in paths[f"{home}.csv"].read().decode() if due else True
        page = site.text(f"{home}.html")
        for form in ("xlsx", "csv", "json"):
            assert f'/{home}.{form}"' in page
            assert f"{form.upper()}, {size(paths[f'{home}.{form}'].size)}" in page


def test_they_name_the_inputs_that_they_came_from() -> None:
    """The manifest can say of each which files of the workspace made it."""
    tree = built().tree.value
    assert tree
    leaves = [leaf for leaf in tree.leaves if leaf.origin == "sheets:decompte"]
    assert leaves and all("dossier.yaml" in leaf.sources and len(leaf.sources) > 1 for leaf in leaves)
