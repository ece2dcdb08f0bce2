"""What the schema complains of, as diagnostics: the code, the place, the words, the nearest name."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from collections.abc import Mapping as Table
from typing import Any, get_args

from pydantic_core import ErrorDetails

from dossier.ground.catalogue import CATALOGUE, found
from dossier.ground.diagnostics import Diagnostic, Fix
from dossier.ground.fixes import rewritten, same_word
from dossier.ground.french import MONTHS, enumerate_fr
from dossier.ground.nearest import nearest, visible
from dossier.load.certain import certain
from dossier.load.nodes import Mapping, Node, Scalar, Sequence
from dossier.model.entry import Entry
from dossier.model.journal import ACTS, Event


def fault_of(error: ErrorDetails, node: Node, model: type[Entry]) -> Diagnostic:
    """The diagnostic of one complaint of pydantic about *node*, read as *model*."""
    kind, loc = error["type"], error["loc"]
    key, value = locate(node, loc)
    name = str(loc[-1]) if loc else ""
    if kind == "missing":
        return _missing(name, value, model, loc)
    if kind == "extra_forbidden":
        return _unknown_key(name, key or value, value, model, loc, locate(node, loc[:-1])[1])
    if kind == "literal_error":
        return _unknown_value(value, error.get("ctx", {}))
    if kind in CATALOGUE:
        return found(kind, _words(kind, error, value), value.span, hints=_hints(kind, value), fixes=_certain(kind, value))
    if kind in ("string_type", "is_instance_of"):
        return found("DC110", "un texte simple est attendu ici", value.span, hints=_text_hint(value))
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        known = fields_at(model, (*loc, ""))
        hint = f"écrivez {name}: {{…}} avec les clés {', '.join(known)}"
        return found("DC126", f"« {name} » attend des clés (« clé: valeur »)", value.span, hints=(hint,))
    if kind in ("tuple_type", "list_type"):
        hints, fixes = (_as_list(name, value),), _in_brackets(value)
        return found("DC126", f"« {name} » attend une liste", value.span, hints=hints, fixes=fixes)
    return _bad_text(kind, name, value, model, loc)


def locate(node: Node, loc: tuple[int | str, ...]) -> tuple[Scalar | None, Node]:
    """The key and the value at a path of keys and indexes; steps that are not written (unions, blanks) are passed over."""
    key: Scalar | None = None
    for step in loc:
        if isinstance(node, Mapping):
            pair = next(((k, v) for k, v in node.items if k.text == step), None)
            if pair is not None:
                key, node = pair
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return key, node


def fields_at(model: type[Entry], loc: tuple[int | str, ...]) -> Table[str, str]:
    """The keys and titles of the entry in which the last step of *loc* stands."""
    for step in loc[:-1]:
        if isinstance(step, int):
            continue
        field = next((f for f in model.model_fields.values() if f.alias == step), None)
        inner = _entry_of(field.annotation) if field else None
        if inner is not None:
            model = inner
    return {f.alias: f.title or "" for f in model.model_fields.values() if f.alias and not f.alias.startswith("__")}


def _entry_of(annotation: Any) -> type[Entry] | None:
    """The entry class inside `X`, `X | None` or `tuple[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return annotation
    return next((inner for part in get_args(annotation) if (inner := _entry_of(part))), None)


def _missing(name: str, value: Node, model: type[Entry], loc: tuple[int | str, ...]) -> Diagnostic:
    title = fields_at(model, loc).get(name, "")
    shown = f"« {name} » ({title[0].lower()}{title[1:]})" if title and title.lower() != name else f"« {name} »"
    return found("DC128", f"il manque la clé {shown}", value.span)


def _unknown_key(name: str, place: Node, value: Node, model: type[Entry], loc: tuple[int | str, ...], around: Node) -> Diagnostic:
    known = fields_at(model, loc)
    if strange := next((c for c in name if c.isalpha() and not unicodedata.name(c, "").startswith("LATIN")), ""):
        hint = f"le caractère U+{ord(strange):04X} n’est pas une lettre latine : retapez la clé"
        return found("DC127", f"clé inconnue « {visible(name)} »", place.span, hints=(hint,))
    if isinstance(value, Scalar) and value.blank and " " in name:
        hint = "entre accolades, une virgule sépare les clés : mettez entre guillemets le texte qui en contient une"
        return found("DC127", f"clé inconnue « {visible(name)} »", place.span, hints=(hint,))
    if len(loc) == 1 and issubclass(model, Event) and (acts := acts_with(name)):
        return _key_of_another_act(name, place, model, acts)
    guess = nearest(name, known)
    hint = f"vouliez-vous écrire « {guess} » ?" if guess else f"clés connues ici : {', '.join(sorted(known))}"
    free = isinstance(around, Mapping) and all(key.text != guess for key, _ in around.items)
    fixes = _same(place, known, "la clé") if free else ()
    return found("DC127", f"clé inconnue « {visible(name)} »", place.span, hints=(hint,), fixes=fixes)


def acts_with(key: str) -> tuple[str, ...]:
    """The acts of the journal that know a key, in the order of the register."""
    return tuple(act for act, model in ACTS.items() if any(f.alias == key for f in model.model_fields.values()))


def _key_of_another_act(name: str, place: Node, model: type[Entry], acts: tuple[str, ...]) -> Diagnostic:
    some = enumerate_fr([*acts[:6], "d’autres"] if len(acts) > 6 else acts, "et")
    message = f"la clé « {name} » n’est pas de cet acte" if model is not Event else f"la clé « {name} » suppose un acte"
    return found("DC132", message, place.span, hints=(f"elle est connue de : {some}",))


def _unknown_value(value: Node, context: Table[str, Any]) -> Diagnostic:
    allowed = [word for word in str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").split(", ") if word]
    written = value.text if isinstance(value, Scalar) else ""
    guess = nearest(written, allowed)
    hints = (f"vouliez-vous écrire « {guess} » ?",) if guess else ()
    listed = f"valeurs possibles : {', '.join(allowed)}"
    message = f"valeur inconnue « {visible(written)} »" if isinstance(value, Scalar) else "un mot est attendu ici"
    return found("DC129", message, value.span, hints=(*hints, listed), fixes=_same(value, allowed, "la valeur"))


def _same(place: Node, known: Iterable[str], what: str) -> tuple[Fix, ...]:
    """The edit to the one known word that differs by accents, case, spaces or hyphens alone."""
    word = same_word(place.text, known) if isinstance(place, Scalar) else ""
    return _to(place, word, f"écrire {what} « {word} »") if word else ()


def _certain(code: str, value: Node) -> tuple[Fix, ...]:
    """The edit to what a value that no reader takes is sure to mean."""
    better = certain(code, value.text) if isinstance(value, Scalar) else ""
    return _to(value, better, f"écrire « {better} »") if better else ()


def _to(place: Node, better: str, message: str) -> tuple[Fix, ...]:
    return rewritten(place.span, place.text, better, message, place.style) if isinstance(place, Scalar) else ()


def _in_brackets(value: Node) -> tuple[Fix, ...]:
    """The edit that makes a list of a bare word; one with a comma may be several."""
    if not isinstance(value, Scalar) or value.style or value.span.line != value.span.end_line:
        return ()
    if not re.fullmatch(r"[\w./][\w./ ()°-]*", value.text) or value.text != value.text.strip():
        return ()
    return (Fix(value.span, f"[{value.text}]", "en faire une liste"),)


def _words(code: str, error: ErrorDetails, value: Node) -> str:
    """The message of a reader, with what was written made fit for a line."""
    written = error.get("ctx", {}).get("written")
    if not isinstance(written, str):
        return error["msg"]
    return error["msg"].replace(written, visible(written)) if written else error["msg"]


_HINTS: Table[str, tuple[str, ...]] = {
    "DC111": ("écrivez 1234.56 ou 1 234,56 €",),
    "DC112": ("écrivez 1234.00 pour mille deux cent trente-quatre euros, 1.23 pour un euro et vingt-trois centimes",),
    "DC113": ("écrivez AAAA-MM-JJ, par exemple 2026-03-05",),
    "DC115": ("écrivez 9h40 ou 09:40",),
    "DC117": ("écrivez 12 ou 12,5 %",),
    "DC118": ("écrivez un nombre sans décimale, par exemple 30",),
    "DC119": ("écrivez cinq chiffres en France, par exemple 01000",),
    "DC120": ("recopiez les neuf chiffres de l’extrait du registre : la clé de contrôle ne tombe pas juste",),
    "DC121": ("recopiez l’IBAN du relevé d’identité bancaire : la clé de contrôle ne tombe pas juste",),
}


def _hints(code: str, value: Node) -> tuple[str, ...]:
    if code == "DC114" and isinstance(value, Scalar) and (month := re.match(r"([0-9]{4})-(0[1-9]|1[0-2])-", value.text.strip())):
        year, number = int(month[1]), int(month[2])
        return (f"{MONTHS[number - 1]} {year} compte {monthrange(year, number)[1]} jours",) if year else ()
    return _HINTS.get(code, ())


def _text_hint(value: Node) -> tuple[str, ...]:
    return ("mettez entre guillemets un texte qui contient « : », [ ou {",) if isinstance(value, Mapping | Sequence) else ()


def _as_list(name: str, value: Node) -> str:
    written = visible(value.text, 40) if isinstance(value, Scalar) else "…"
    return f"écrivez {name}: [{written}]"


def _bad_text(kind: str, name: str, value: Node, model: type[Entry], loc: tuple[int | str, ...]) -> Diagnostic:
    if kind in ("string_too_short", "too_short"):
        return found("DC130", f"« {name} » ne peut pas être vide", value.span)
    written = visible(value.text) if isinstance(value, Scalar) else name
    return found("DC130", f"« {written} » ne convient pas ici", value.span, hints=_pattern_hint(model, loc))


def _pattern_hint(model: type[Entry], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The help of the field, which says how it is written."""
    for step in loc[:-1]:
        field = next((f for f in model.model_fields.values() if f.alias == step), None)
        model = (_entry_of(field.annotation) if field else None) or model
    field = next((f for f in model.model_fields.values() if loc and f.alias == loc[-1]), None)
    return (field.description,) if field and field.description else ()
