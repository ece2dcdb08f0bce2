"""Fault by fault, for every kind of entry and every key: what the schema of editors refuses is what the reader refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from dossier.entries.fields import EXAMPLES, Shape, shapes
from dossier.load.case import read_event
from dossier.load.entries import read_entry
from dossier.load.nodes import Node, parse
from dossier.load.schema import schemas
from dossier.model.case import Affaire
from dossier.model.entry import Entry
from dossier.model.journal import ACTS, Event
from dossier.model.ledger import Cost, Invoice, Payment
from dossier.model.settings import Settings

VALIDATORS = {name.removesuffix(".schema.json"): Draft7Validator(schema) for name, schema in schemas().items()}
KINDS: tuple[tuple[str, type[Entry], str], ...] = (
    ("affaire", Affaire, ""), ("dossier", Settings, ""), ("factures", Invoice, ""), ("paiements", Payment, ""), ("frais", Cost, ""),
    ("journal", Event, ""), *(("journal", model, act) for act, model in ACTS.items()),
)  # fmt: skip
_SAMPLES = {**EXAMPLES, "day": "2026-03-05", "iban": "FR76 3000 6000 0112 3456 7890 189", "siren": "123456782", "postcode": "13001",
            "piece": "pieces/a.pdf", "text": "texte"}  # fmt: skip


def sample(shape: Shape) -> Any:
    """A value that the key admits."""
    if shape.kind == "entry" and shape.model:
        value: Any = entry(shape.model)
    elif shape.kind == "choice":
        value = shape.words[0]
    else:
        value = {"id": "a", "mois": "2026-03"}.get(shape.key, _SAMPLES[shape.kind])
    return [value] if shape.many else value


def entry(model: type[Entry], act: str = "") -> dict[str, Any]:
    """The least that an entry of a class holds."""
    found = {shape.key: sample(shape) for shape in shapes(model).values() if shape.required}
    return found | ({"acte": act} if act else {})


def refused(kind: str, model: type[Entry], value: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the schema refuses an entry, and whether the reader does."""
    node = _node(value)
    read = read_event(node) if kind == "journal" else read_entry(model, node)
    return bool(list(VALIDATORS[kind].iter_errors(value))), bool(read.diagnostics)


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


def faults(model: type[Entry], whole: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """An entry with one fault of form, for each that can be made, with its name."""
    yield "clé inconnue", {**whole, "zzz": "1"}
    for shape in shapes(model).values():
        if shape.key == "acte":
            continue
        if shape.required:
            yield f"sans {shape.key}", {key: value for key, value in whole.items() if key != shape.key}
        if shape.kind in ("choice", "yes_no"):
            wrong: Any = "zzz"
            yield f"{shape.key} : un mot inconnu", {**whole, shape.key: [wrong] if shape.many else wrong}
        if shape.many:
            yield f"{shape.key} : un texte au lieu d’une liste", {**whole, shape.key: "zzz"}
        elif shape.kind != "entry" and shape.kind != "piece":
            yield f"{shape.key} : une liste au lieu d’une valeur", {**whole, shape.key: ["zzz"]}
            yield f"{shape.key} : des clés au lieu d’une valeur", {**whole, shape.key: {"zzz": "1"}}
        if shape.kind == "entry" and shape.model:
            inner = {**entry(shape.model), "zzz": "1"}
            yield f"{shape.key} : clé inconnue dedans", {**whole, shape.key: [inner] if shape.many else inner}


@pytest.mark.parametrize(("kind", "model", "act"), KINDS, ids=[f"{kind}-{act or model.__name__}" for kind, model, act in KINDS])
def test_both_admit_the_least_entry_and_refuse_every_fault_of_form(kind: str, model: type[Entry], act: str) -> None:
    """An editor never underlines what `check` takes, and underlines each fault of form that `check` refuses."""
    whole = entry(model, act)
    assert refused(kind, model, whole) == (False, False)
    every = {shape.key: sample(shape) for shape in shapes(model).values() if shape.key != "acte"} | whole
    assert not list(VALIDATORS[kind].iter_errors(every))
    disagreed = {name: found for name, value in faults(model, whole) if (found := refused(kind, model, value)) != (True, True)}
    assert disagreed == {}


def test_every_key_tells_in_french_what_it_is() -> None:
    """Title and help for each key, a meaning for each word, a name for each kind of entry."""
    for name, validator in VALIDATORS.items():
        root: Any = validator.schema
        for title, definition in [(name, root), *root.get("definitions", {}).items()]:
            assert definition.get("title"), title
            for key, schema in definition.get("properties", {}).items():
                if key == "acte":
                    continue
                assert schema.get("title"), (title, key)
                if schema.get("description"):
                    assert schema["markdownDescription"].endswith("."), (title, key)
                if "enum" in schema:
                    told = dict(zip(schema["enum"], schema["enumDescriptions"], strict=True))
                    assert all(words for value, words in told.items() if value not in ("oui", "non")), (title, key)
