"""The first line of a file names its schema from where the file lies."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from dossier.ground.editors import modeline, schema_name
from dossier.load.schema import schemas

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("path", "name", "up"),
    [
        ("dossier.yaml", "dossier", ""),
        ("law/frais.yaml", "droit", "../"),
        ("profils/notre-avocat.yaml", "profil", "../"),
        ("cases/2026-1/affaire.yaml", "affaire", "../../"),
        ("cases/2026-1/journal.yaml", "journal", "../../"),
        ("cases/2026-1/factures/F-1.yaml", "factures", "../../../"),
    ],
)
def test_a_file_names_its_schema_relative_to_itself(path: str, name: str, up: str) -> None:
    """An editor opens the schema from the file's own folder, wherever the workspace lies."""
    assert modeline(path) == f"# yaml-language-server: $schema={up}schemas/{name}.schema.json"


@pytest.mark.parametrize(
    "path", ["cases/a/pieces/x.yaml", "cases/a/autre.yaml", "autre.yaml", "cases/a/factures/F-1.txt", "cases/a/pieces/f/x.yaml"]
)
def test_a_file_that_is_no_entry_has_none(path: str) -> None:
    """Records of conversions and papers of others are checked against nothing."""
    assert (schema_name(path), modeline(path)) == ("", "")


def test_every_schema_is_the_schema_of_a_file() -> None:
    """No schema is written that no file can name, and none is named that is not written."""
    paths = ["dossier.yaml", "law/x.yaml", "profils/x.yaml", *(f"cases/x/{kind}.yaml" for kind in
             ("affaire", "factures", "paiements", "frais", "journal"))]  # fmt: skip
    assert {schema_name(path) for path in paths} == set(schemas())
    found = (file.relative_to(ROOT) for file in (ROOT / "cases").rglob("*.yaml"))
    assert all(schema_name(str(PurePosixPath(path))) for path in found if "pieces" not in path.parts)
