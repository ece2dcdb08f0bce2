"""The text of one entry: its keys as YAML, comments above, and below them, commented out, what a person might add next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dossier.entries.fields import EXAMPLES, TYPED, Shape, model_of, shapes
from dossier.entries.scalars import block, in_braces, scalar
from dossier.ground.french import lower_first
from dossier.ground.plain import one_line
from dossier.ground.quotes import clean
from dossier.model.entry import Entry
from dossier.model.journal import Event

Value = Any
"""A scalar (`scalars.Simple`), a mapping of French keys to values, or a list of these."""

PROPOSED: Mapping[str, tuple[str, ...]] = {
    "affaire": ("reference", "contrat"),
    "avoir": ("objet", "effet", "pieces"),
    "contact": ("heure", "avec", "resume", "pieces"),
    "factures": ("echeance", "montant_ht", "tva", "objet", "livree_le", "execute_le", "pieces"),
    "frais": ("fondement", "pieces"),
    "paiements": ("facture", "reference", "rejete_le", "pieces"),
}
"""What is proposed below an entry, by its list; below an act, its own keys and the pieces that prove it."""
MOST_BELOW = 8
"""Keys that are proposed below a key."""
_KEY = re.compile(r"[a-z][a-z0-9_]*")


def entry_text(kind: str, values: Mapping[str, Value], head: Sequence[str] = (), hints: Iterable[str] = ()) -> str:
    """The lines of one entry of a list of a case (`factures`, `paiements`, `frais`, `journal`) or of `affaire`, each with its LF.

    *values* are by French key in the order to write; None, '' and what is empty are left out. *head* are comments above;
    *hints* are optional keys to propose, commented out, before those that the kind proposes itself. The lines are those of a
    mapping without dash. What was given is what `load` reads, but for what no file may hold (`scalars.clean`).
    Raises `KeyError` for a kind or an act that does not exist and `ValueError` for a key that is no word.
    """
    model = model_of(kind, str(values.get("acte") or "") if kind == "journal" else "")
    given = _present(values)
    lines = [f"# {said}" if (said := comment(line)) else "#" for line in head]
    lines += _mapping(given, model)
    for key in _proposed(kind, model, given, hints):
        lines += proposals(shapes(model)[key])
    return "".join(f"{line}\n" for line in lines)


def affaire_text(values: Mapping[str, Value], head: Sequence[str] = (), hints: Iterable[str] = ()) -> str:
    """The lines of `affaire.yaml`, as `entry_text`."""
    return entry_text("affaire", values, head, hints)


def item_lines(values: Mapping[str, Value], model: type[Entry]) -> list[str]:
    """The lines of one item of a list, without LF: its dash, its keys."""
    return list(_item(_present(values), Shape("", "", "", "entry", True, True, model=model)))


def item_in_braces(values: Mapping[str, Value], model: type[Entry]) -> str:
    """The same item on one line, between braces, for a list that is written between brackets."""
    known = shapes(model)
    return f"{{{', '.join(f'{key}: {_in_braces(value, known.get(key))}' for key, value in _present(values).items())}}}"


def _in_braces(value: Value, shape: Shape | None) -> str:
    if isinstance(value, Mapping):
        return item_in_braces(value, shape.model) if shape and shape.model else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_in_braces(item, shape) for item in value)}]"
    return in_braces(value, shape is not None and shape.kind in TYPED)


def comment(text: str) -> str:
    """A text fit for a comment of one line: nothing of it can end the comment."""
    return " ".join(one_line(clean(text)).split(" ")).strip()


def proposals(shape: Shape) -> list[str]:
    """A key that may be added, commented out, with the simple keys below it where it has some."""
    if shape.kind != "entry" or shape.many or shape.model is None:
        return [_proposal(shape)]
    inner = [one for one in shapes(shape.model).values() if one.kind != "entry"][:MOST_BELOW]
    return [_proposal(shape), *(_proposal(one, "  ") for one in inner)]


def _proposal(shape: Shape, margin: str = "") -> str:
    """An example of its value, its title, its help or the words that it admits."""
    value = EXAMPLES.get(shape.kind, "")
    if shape.kind == "choice":
        value = next((word for word in shape.words if word != shape.default), "")
    others = f"{', '.join(shape.words)}" if shape.kind == "choice" else lower_first(shape.help).rstrip(".")
    written = f"{shape.key}: {f'[{value}]' if shape.many and value else value}".rstrip()
    return f"# {margin}{written}   # {lower_first(shape.title)}{f' ({others})' if others else ''}"


def _proposed(kind: str, model: type[Entry], given: Mapping[str, Value], hints: Iterable[str]) -> list[str]:
    """The optional keys to propose: the caller's, then those of the kind, without what is written."""
    own: Iterable[str] = PROPOSED.get(kind, ())
    if kind == "factures" and given.get("type") == "avoir":
        own = PROPOSED["avoir"]
    elif kind == "journal" and model is Event:
        own = PROPOSED["contact"]
    elif kind == "journal":
        own = [*(key for key in shapes(model) if key not in shapes(Event)), "pieces"]
    known = shapes(model)
    return [key for key in dict.fromkeys((*hints, *own)) if key in known and key not in given]


def _present(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values without None, '' and what is empty, at every depth."""
    found = {}
    for key, value in values.items():
        kept = _kept(value)
        if kept is not None:
            found[key] = kept
    return found


def _kept(value: Value) -> Value | None:
    if isinstance(value, Mapping):
        return _present(value) or None
    if isinstance(value, list | tuple):
        return [kept for item in value if (kept := _kept(item)) is not None] or None
    return None if value is None or (isinstance(value, str) and not clean(value)) else value


def _mapping(values: Mapping[str, Value], model: type[Entry] | None) -> Iterator[str]:
    """The lines of keys and values, in their order."""
    known = shapes(model) if model else {}
    for key, value in values.items():
        if not _KEY.fullmatch(key):
            raise ValueError(key)
        yield from _pair(key, value, known.get(key))


def _pair(key: str, value: Value, shape: Shape | None) -> Iterator[str]:
    model = shape.model if shape else None
    if isinstance(value, Mapping):
        yield f"{key}:"
        yield from (f"  {line}" for line in _mapping(value, model))
    elif isinstance(value, list):
        yield f"{key}:"
        for item in value:
            yield from (f"  {line}" for line in _item(item, shape))
    elif (lines := block(value)) is not None:
        yield f"{key}: |-"
        yield from (f"  {line}".rstrip() for line in lines)
    else:
        yield f"{key}: {scalar(value, shape is not None and shape.kind in TYPED)}"


def _item(value: Value, shape: Shape | None) -> Iterator[str]:
    """One item of a list, with its dash."""
    if not isinstance(value, Mapping):
        yield f"- {scalar(value, shape is not None and shape.kind in TYPED)}"
        return
    for number, line in enumerate(_mapping(value, shape.model if shape else None)):
        yield f"  {line}" if number else f"- {line}"
