"""Reading the parameters that come with the program: one YAML file each, quoted values, read once."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from dossier.ground import shipped
from dossier.law.law import Certainty, Law, LawValue, Parameter, Reference


@cache
def shipped_law() -> Law:
    """The law as shipped. Its files are ours and tested: a fault in them raises."""
    parameters = {}
    for path in shipped.listing("law/parameters", ".yaml"):
        parameter = _parameter(path.rpartition("/")[2].removesuffix(".yaml"), trusted_yaml(shipped.read(path)))
        parameters[parameter.name] = parameter
    return Law(parameters)


def trusted_yaml(data: bytes) -> Any:
    """Text, lists and dicts of text, from YAML that is trusted: nothing is typed by the parser."""
    import yaml

    def value(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {key.value: value(child) for key, child in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [value(child) for child in node.value]
        return node.value

    return value(yaml.compose(data.decode(), Loader=yaml.CBaseLoader))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _parameter(name: str, data: dict[str, Any]) -> Parameter:
    values = []
    for start, row in data["values"].items():
        reference = {**data.get("reference", {}), **row.get("reference", {})}
        values.append(
            LawValue(
                name,
                row["value"],
                data["unit"],
                None if start == "toujours" else _day(start),
                _day(row.get("until")),
                Reference(reference.get("title", ""), reference.get("text", ""), reference.get("href", "")),
                Certainty(row.get("certainty") or data["certainty"]),
                row.get("note", ""),
            )
        )
    values.sort(key=lambda value: (value.start is not None, value.start or date.min))
    return Parameter(
        name,
        data["description"],
        data["unit"],
        data["chosen_by"],
        tuple(values),
        data.get("half_yearly") == "oui",
        _day(data.get("known_through")),
        _day(data.get("last_verified_on")),
    )
