"""The JSON Schemas of the files, for editors: draft-07, French titles and help, made from the models that read them.

Editors read `30` and `4800.00` as numbers where this program reads text, so that texts admit numbers here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from dossier.load.schema_help import SNIPPETS, documented, title_of
from dossier.model.case import Affaire
from dossier.model.entry import Entry
from dossier.model.firm_law import LawFile
from dossier.model.journal import ACTS, Event
from dossier.model.ledger import Cost, Invoice, Payment
from dossier.model.profile import ProfileFile
from dossier.model.settings import Settings

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_PLACES = ("__place__", "__places__")


def schemas() -> dict[str, Schema]:
    """The schema of each kind of file, by its name: affaire, factures, paiements, frais, journal, dossier, droit, profil.

    The files of entries admit one entry or a list. In the journal, what stands at `acte` decides which keys are allowed.
    """
    return {
        "affaire.schema.json": _root("affaire.yaml : les parties, la nature de la créance, le contrat", _affaire()),
        "dossier.schema.json": _root("dossier.yaml : l’entreprise et ses choix", _file(Settings)),
        "droit.schema.json": _root("law/*.yaml : une valeur de droit que l’entreprise ajoute ou confirme", _law()),
        "factures.schema.json": _root("factures.yaml : factures et avoirs", _entries(Invoice, "factures")),
        "frais.schema.json": _root("frais.yaml : frais payés par le créancier", _entries(Cost, "frais")),
        "journal.schema.json": _root("journal.yaml : ce qui s’est passé", _journal()),
        "paiements.schema.json": _root("paiements.yaml : versements reçus", _entries(Payment, "paiements")),
        "profil.schema.json": _root("profils/*.yaml : un profil de dépôt que l’entreprise ajoute ou change", _file(ProfileFile)),
    }


def schema_files() -> dict[str, bytes]:
    """The schemas as files, by name, in name order."""
    made = sorted(schemas().items())
    return {name: (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode() for name, schema in made}


def _root(title: str, body: Schema) -> Schema:
    return {"$schema": _DRAFT, "title": title, **body}


def _definitions(*models: type[Entry]) -> dict[str, Schema]:
    """All that the models need, by class name, in the form of draft-07."""
    generator = GenerateJsonSchema(by_alias=True, ref_template="#/definitions/{model}")
    inputs = [(model, "validation", model.__pydantic_core_schema__) for model in models]
    _, made = generator.generate_definitions(inputs)  # type: ignore[arg-type]
    acts = {model.__name__: [act for act, other in ACTS.items() if other is model] for model in ACTS.values()}
    definitions: dict[str, Schema] = {
        str(name): {"title": title_of(str(name), acts.get(str(name))), **_tidy(schema)}
        for name, schema in made.items()
        if name != "Span"
    }
    if "EvidenceRef" in definitions:
        reference = definitions["EvidenceRef"]
        definitions["EvidenceRef"] = {"title": reference["title"], "anyOf": [{"type": "string"}, reference]}
    return dict(sorted(definitions.items()))


def _tidy(schema: Schema) -> Schema:
    """A definition without English class names and docstrings, places or empty defaults; numbers admitted as text."""
    required = schema.get("required", [])
    properties = {
        key: _property(value, key in required) for key, value in schema.get("properties", {}).items() if key not in _PLACES
    }
    return {"type": "object", "properties": properties, "required": sorted(required), "additionalProperties": False}


def _property(schema: Schema, required: bool) -> Schema:
    tidy = _flat(_value(schema))
    default = schema.get("default")
    if isinstance(default, bool):
        tidy["default"] = "oui" if default else "non"
    elif isinstance(default, str) and default:
        tidy["default"] = default
    return documented(tidy if required else _or_blank(tidy), required)


def _flat(schema: Schema) -> Schema:
    """`anyOf: [X, null]` as X that admits null, where X is no reference: what an editor then says is one sentence."""
    parts = schema.get("anyOf", [])
    if len(parts) == 2 and parts[1] == {"type": "null"} and "$ref" not in parts[0]:
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return _or_blank({**parts[0], **rest})
    return schema


def _or_blank(schema: Schema) -> Schema:
    """A key with nothing after it counts as not written; editors call that null."""
    kind = schema.get("type")
    if isinstance(kind, list) and "null" not in kind:
        return {**schema, "type": [*kind, "null"]}
    if isinstance(kind, str) and "enum" not in schema:
        return {**schema, "type": [kind, "null"]}
    if "anyOf" in schema and {"type": "null"} not in schema["anyOf"]:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema and None in schema["enum"]:
        return schema
    if "enum" in schema:
        return {**{k: v for k, v in schema.items() if k != "type"}, "enum": [*schema["enum"], None]}
    if "$ref" in schema or "allOf" in schema:
        reference = {k: v for k, v in schema.items() if k in ("$ref", "allOf")}
        rest = {k: v for k, v in schema.items() if k not in reference}
        return {**rest, "anyOf": [reference, {"type": "null"}]}
    return schema


def _value(schema: Schema) -> Schema:
    """A schema of a value, with numbers beside texts, at every depth."""
    tidy = {key: value for key, value in schema.items() if key != "default"}
    for key in ("anyOf", "allOf", "oneOf"):
        if key in tidy:
            tidy[key] = [_value(part) for part in tidy[key]]
    if "items" in tidy:
        tidy["items"] = _value(tidy["items"])
    if "const" in tidy:
        tidy["enum"] = [tidy.pop("const")]
    if "enum" in tidy:
        words = [word for word in tidy["enum"] if word != ""]
        tidy["enum"] = [*words, *(int(word) for word in words if isinstance(word, str) and word.isdigit())]
        tidy.pop("type", None)
    elif tidy.get("type") == "string":
        tidy["type"] = ["string", "number"]
    elif tidy.get("type") == "integer":
        tidy["type"] = ["string", "integer"]
    return tidy


def _file(model: type[Entry]) -> Schema:
    definitions = _definitions(model)
    return {**definitions.pop(model.__name__), "definitions": definitions}


def _affaire() -> Schema:
    """`creancier` of a case only names what differs from `dossier.yaml`: nothing in it is required."""
    body = _file(Affaire)
    body["definitions"]["Creditor"]["required"] = []
    return body


def _law() -> Schema:
    """`values` is written by first day; the reader makes a list of it."""
    body = _file(LawFile)
    row = body["definitions"]["LawRow"]
    row["properties"].pop("start")
    row["required"].remove("start")
    values = body["properties"]["values"]
    body["properties"]["values"] = {
        "title": values["title"],
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|toujours)$"},
        "additionalProperties": {"$ref": "#/definitions/LawRow"},
    }
    return body


def _one_or_many(name: str) -> Schema:
    reference = {"$ref": f"#/definitions/{name}"}
    return {"if": {"type": "array"}, "then": {"items": reference}, "else": reference}


def _entries(model: type[Entry], kind: str) -> Schema:
    definitions = _definitions(model)
    definitions[model.__name__]["defaultSnippets"] = list(SNIPPETS[kind])
    return {**_one_or_many(model.__name__), "definitions": definitions}


def _journal() -> Schema:
    """An entry is checked against the class of its act, so that an editor names the key that the act does not know."""
    models: Mapping[str, type[Event]] = {model.__name__: model for model in ACTS.values()}
    definitions = _definitions(Event, *models.values())
    branches: list[Schema] = []
    for name, model in sorted(models.items()):
        acts = [act for act, other in ACTS.items() if other is model]
        definitions[name]["properties"]["acte"] = {"title": "Acte", "enum": acts}
        # Written as its contrary: an editor would propose the act of a condition that requires one.
        branches.append({"if": {"properties": {"acte": {"not": {"enum": acts}}}}, "else": {"$ref": f"#/definitions/{name}"}})
    branches.append({"if": {"properties": {"acte": {"not": {"type": "string"}}}}, "then": {"$ref": "#/definitions/Event"}})
    act = {"title": "Acte", "description": "Absent pour un simple contact.", "enum": [*ACTS, None]}
    definitions["Event"]["properties"]["acte"] = {}
    definitions["Entree"] = {
        "title": title_of("Entree"),
        "type": "object",
        "properties": {"acte": documented(act)},
        "required": ["date"],
        "allOf": branches,
        "defaultSnippets": list(SNIPPETS["journal"]),
    }
    return {**_one_or_many("Entree"), "definitions": dict(sorted(definitions.items()))}
