"""The options of an entry, made of the fields of its class: `--montant-ttc`, `--interets-taux`, `--piece` as often as needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from dossier.cli.exits import Failure
from dossier.entries.fields import KindName, Shape, shapes
from dossier.ground.french import lower_first
from dossier.ground.nearest import visible
from dossier.model.entry import Entry

DEEPEST = 3
"""Levels of keys that have options of their own; below, `--champ` serves."""
_METAVARS: dict[KindName, str] = {
    "day": "AAAA-MM-JJ", "hour": "9h40", "amount": "MONTANT", "percent": "TAUX", "rate": "TAUX", "yes_no": "[oui|non]",
    "count": "N", "siren": "SIREN", "iban": "IBAN", "postcode": "CODE", "piece": "FICHIER",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its option: `path` are the French keys from the entry to it, `flag` what is typed, `name` its parameter."""

    path: tuple[str, ...]
    shape: Shape
    flag: str
    others: tuple[str, ...] = ()
    above: str = ""
    """The title of what it belongs to."""

    @property
    def name(self) -> str:
        """The parameter of the command; no key of the model has two underscores in a row."""
        return "__".join(self.path)

    @property
    def compound(self) -> bool:
        """Whether one option gives several keys: an instalment of a schedule, a clause of a list."""
        return self.shape.many and self.shape.kind == "entry"


def fields_of(
    model: type[Entry], left_out: Iterable[str] = (), start: tuple[str, ...] = (), flags: str = "", above: str = ""
) -> tuple[Field, ...]:
    """The fields of a class in the order of the model; those of what has keys of its own stand in its place, with its name before."""
    found: list[Field] = []
    hidden = set(left_out)
    for key, shape in shapes(model).items():
        path = (*start, key)
        if key in hidden or ".".join(path) in hidden:
            continue
        word = f"{flags}{key.replace('_', '-')}"
        if shape.kind == "entry" and not shape.many and shape.model is not None and len(path) <= DEEPEST:
            found += fields_of(shape.model, hidden, path, f"{word}-", shape.title)
        elif shape.many and word.endswith("s"):
            found.append(Field(path, shape, f"--{word[:-1]}", (f"--{word}",), above))
        else:
            found.append(Field(path, shape, f"--{word}", (), above))
    return tuple(found)


def first(fields: Iterable[Field], keys: Sequence[str]) -> tuple[Field, ...]:
    """The fields with those of some keys (dotted) before the others, in the order of the keys."""
    rank = {key: number for number, key in enumerate(keys)}
    return tuple(sorted(fields, key=lambda field: rank.get(".".join(field.path), len(rank))))


def options(fields: Iterable[Field], defaults: Mapping[str, str] | None = None) -> list[click.Parameter]:
    """The options of a command for these fields."""
    return [_option(field, (defaults or {}).get(".".join(field.path), "")) for field in fields]


def _option(field: Field, default: str) -> click.Option:
    shape = field.shape
    return click.Option(
        [field.flag, *field.others, field.name],
        multiple=shape.many,
        metavar=_metavar(field),
        help=help_of(field, default),
        shell_complete=_words(shape.words) if shape.words else None,
    )


def _metavar(field: Field) -> str:
    shape = field.shape
    if field.compound and shape.model is not None:
        return ":".join(key.replace("_", "-").upper() for key in _needed(shape.model))
    if shape.words:
        listed = "|".join(shape.words)
        return f"[{listed}]" if len(listed) <= 40 else "MOT"
    return _METAVARS.get(shape.kind, "TEXTE")


def told(shape: Shape) -> str:
    """The help of the model without what concerns a file alone: nobody types quotes around a number here."""
    return re.sub(r", entre guillemets[^.]*", "", shape.help)


def help_of(field: Field, default: str = "") -> str:
    """The title and the help of the model; the words it admits where the help does not tell them."""
    shape = field.shape
    title = f"{field.above}\u00a0: {lower_first(shape.title)}." if field.above else f"{shape.title}."
    words = f"{', '.join(shape.words)}." if len("|".join(shape.words)) > 40 and not _tells(shape) else ""
    more = "Peut se répéter." if shape.many else ""
    known = default or (shape.default if shape.kind == "choice" else "")
    held = f"[{known}]" if known else ""
    return " ".join(part for part in (title, told(shape), words, more, held) if part)


def _tells(shape: Shape) -> bool:
    return all(word in shape.help for word in shape.words)


def _words(words: Sequence[str]) -> Any:
    def complete(_ctx: click.Context, _parameter: click.Parameter, start: str) -> list[str]:
        return [word for word in words if word.startswith(start)]

    return complete


def _needed(model: type[Entry]) -> tuple[str, ...]:
    known = shapes(model)
    return tuple(key for key, shape in known.items() if shape.required) or tuple(known)[:1]


def parts_of(written: str, field: Field) -> Any:
    """What stands behind an option as the values of the entry: `JOUR:MONTANT` or `le=JOUR;montant=MONTANT` for several keys."""
    model = field.shape.model
    if model is None:
        return written
    known = shapes(model)
    keyed = re.split(rf";(?=(?:{'|'.join(known)})=)", written)
    if field.shape.kind == "piece":
        first = [] if re.match(rf"(?:{'|'.join(known)})=", keyed[0]) else [f"fichier={keyed[0]}"]
        return dict(part.split("=", 1) for part in (*first, *keyed[0 if not first else 1 :]))
    if all("=" in part and part.partition("=")[0] in known for part in keyed):
        values: dict[str, Any] = {}
        for part in keyed:
            key, _, text = part.partition("=")
            values[key] = {"fichier": text} if known[key].kind == "piece" and not known[key].many else text
        return values
    needed = _needed(model)
    return dict(zip(needed, written.split(":", len(needed) - 1), strict=False))


def given_values(fields: Iterable[Field], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The values that options gave, as texts by French key, nested as the entry is; empty ones are left out."""
    values: dict[str, Any] = {}
    for field in fields:
        given = parameters.get(field.name)
        if not given:
            continue
        holder = values
        for key in field.path[:-1]:
            holder = holder.setdefault(key, {})
        holder[field.path[-1]] = [parts_of(one, field) for one in given] if field.shape.many else _one(given, field)
    return values


def _one(given: str, field: Field) -> Any:
    return parts_of(given, field) if field.shape.kind == "piece" else given


def with_more(values: dict[str, Any], more: Iterable[str], model: type[Entry]) -> dict[str, Any]:
    """The values with those of `--champ cle=valeur`; a dotted key goes into what it names, a list gets one more."""
    for written in more:
        name, sign, text = written.partition("=")
        path = [step.strip() for step in name.split(".")]
        if not sign or not all(re.fullmatch(r"[a-z][a-z0-9_]*|[0-9]{1,3}", step) for step in path) or path[0].isdigit():
            raise Failure(f"--champ {visible(written)} : une clé et une valeur sont attendues", "écrivez --champ cle=valeur")
        _set(values, path, text, model)
    return values


def _set(holder: Any, path: Sequence[str], text: str, model: type[Entry] | None) -> None:
    step, rest = path[0], path[1:]
    if isinstance(holder, list):
        index = int(step) if step.isdigit() else len(holder)
        while len(holder) <= index:
            holder.append({})
        holder = holder[index]
        _set(holder, rest if step.isdigit() else path, text, model)
        return
    shape = shapes(model).get(step) if model else None
    if rest:
        inner = holder.setdefault(step, [] if shape and shape.many else {})
        if isinstance(inner, dict | list):
            _set(inner, rest, text, shape.model if shape else None)
            return
        holder[step] = {rest[0]: text}
    elif shape and shape.many:
        holder.setdefault(step, []).append({"fichier": text} if shape.kind == "piece" else text)
    else:
        holder[step] = {"fichier": text} if shape and shape.kind == "piece" else text


def flag_of(path: str, fields: Iterable[Field]) -> str:
    """The option that a path of keys (`interets.taux`, `pieces.0.fichier`) came from; `--champ …` for one that has none."""
    steps = tuple(step for step in path.split(".") if not step.isdigit())
    known = {field.path: field.flag for field in fields}
    for size in range(len(steps), 0, -1):
        if steps[:size] in known:
            return known[steps[:size]]
    nested = [field for field in fields if field.path[: len(steps)] == steps]
    return f"--{'-'.join(steps).replace('_', '-')}-…" if nested and steps else f"--champ {path}" if path else ""
