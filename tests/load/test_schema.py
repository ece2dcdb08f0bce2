"""The JSON Schemas say what the reader says: every example passes both, and the usual faults fail both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from dossier.load.case import read_event
from dossier.load.entries import read_entry
from dossier.load.nodes import Mapping, Node, Scalar, parse
from dossier.load.schema import schemas
from dossier.model.ledger import Invoice
from dossier.model.settings import Settings

ROOT = Path(__file__).parents[2]
SCHEMAS = schemas()
FILES = [*sorted((ROOT / "cases").rglob("*.yaml")), ROOT / "dossier.yaml"]


def typed(node: Node | None) -> Any:
    """A node as an editor's YAML 1.2 parser would give it: numbers where they look so, null where nothing stands."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        if node.blank:
            return None
        return float(node.text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", node.text) else node.text
    if isinstance(node, Mapping):
        return {key.text: typed(value) for key, value in node.items}
    return [typed(item) for item in node.items]


def as_text(value: Any) -> Any:
    """The same with every scalar as text, as a careful user quotes them."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return f"{value:g}" if isinstance(value, float) else value


def errors(name: str, value: Any) -> list[str]:
    """What the schema of a file finds wrong."""
    return [error.message for error in Draft7Validator(SCHEMAS[f"{name}.schema.json"]).iter_errors(value)]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_a_schema_without_english(name: str) -> None:
    """Valid draft-07, without the places of the program or the docstrings of its classes."""
    Draft7Validator.check_schema(SCHEMAS[name])
    text = str(SCHEMAS[name])
    assert "__place" not in text and "Span" not in text
    assert not re.search(r"\b(the|whether|of a|written|something)\b", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_example_workspace_fits_the_schemas(path: Path) -> None:
    """As an editor types it, and with everything quoted."""
    kinds = {part.removesuffix(".yaml") for part in path.relative_to(ROOT).parts} & {name.split(".")[0] for name in SCHEMAS}
    (name,) = kinds
    value = typed(parse(path.read_text(), path.name).node)
    assert errors(name, value) == [] and errors(name, as_text(value)) == []


INVOICE = {"numero": "F-1", "date": "2026-01-15", "montant_ttc": "100.00"}


@pytest.mark.parametrize(
    "changes",
    [
        {"échéance": "2026-02-14"},
        {"date": None},
        {"type": "proforma"},
        {"numero": ["F-1"]},
        {"montant_ttc": {"eur": "1"}},
        {"pieces": "pieces/a.pdf"},
        {"pieces": [{"titre": "sans fichier"}]},
        {"retenue_de_garantie": {"montant": "1.00"}},
        {"numero": ""},
    ],
)
def test_a_fault_of_form_fails_the_schema_and_the_reader(changes: dict[str, Any]) -> None:
    """An editor underlines what `check` will refuse."""
    value = {key: item for key, item in {**INVOICE, **changes}.items() if item is not None}
    assert errors("factures", value) and errors("factures", [value])
    assert read_entry(Invoice, _node(value)).entry is None


@pytest.mark.parametrize(
    "value",
    [
        {"acte": "relance", "delai_jusqu_au": "2026-03-01"},
        {"acte": "mise_en_demeur"},
        {"resume": "Promet", "pour_le": "2026-03-01"},
        {"acte": "signification", "mode": "pigeon"},
        {"acte": "procedure_collective"},
    ],
)
def test_a_key_that_the_act_does_not_know_fails_both(value: dict[str, str]) -> None:
    """The act decides which keys are allowed, in the editor too."""
    whole = {"date": "2026-02-16", **value}
    assert errors("journal", whole) and errors("journal", [whole])
    assert read_event(_node(whole)).entry is None


def test_one_entry_and_a_list_of_entries_are_both_allowed() -> None:
    """As in the files."""
    event = {"date": "2026-02-16", "acte": "relance", "niveau": "relance_1"}
    assert errors("journal", event) == errors("journal", [event, {"date": "2026-02-17", "resume": None}]) == []
    assert errors("factures", INVOICE) == errors("factures", [INVOICE, INVOICE]) == []


def test_the_creditor_of_a_case_needs_no_key() -> None:
    """It only names what differs from dossier.yaml, where `type` is required."""
    affaire = {"nature": "civile", "debiteurs": [{"id": "a", "type": "particulier"}], "creancier": {"iban": "FR76"}}
    assert errors("affaire", affaire) == []
    assert errors("dossier", {"creancier": {"iban": "FR76"}})
    assert read_entry(Settings, _node({"creancier": {"courriel": "a@b.example"}})).entry is None


def _node(value: Any) -> Node:
    def flow(item: Any) -> str:
        if isinstance(item, dict):
            return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in item.items()) + "}"
        if isinstance(item, list):
            return "[" + ", ".join(flow(inner) for inner in item) + "]"
        return f'"{item}"'

    node = parse(flow(value), "f.yaml").node
    assert node is not None
    return node
