"""The fields of the model as someone who fills them in sees them: French key, title, help, kind of value, allowed words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from dossier.model.case import Affaire
from dossier.model.contract import Clauses, Penalties, Rate
from dossier.model.entry import Entry
from dossier.model.evidence import EvidenceRef
from dossier.model.fields import Amount, Count, Day, Hour, Iban, Percent, Postcode, Siren, YesNo
from dossier.model.journal import ACTS, Event, TitleRate
from dossier.model.ledger import Cost, Invoice, Payment

KindName = Literal[
    "text", "day", "hour", "amount", "percent", "rate", "yes_no", "count", "siren", "iban", "postcode", "choice", "entry", "piece",
]  # fmt: skip

_READERS: tuple[tuple[Any, KindName], ...] = (
    (Day, "day"), (Hour, "hour"), (Amount, "amount"), (Percent, "percent"), (Rate, "rate"), (TitleRate, "rate"),
    (YesNo, "yes_no"), (Count, "count"), (Siren, "siren"), (Iban, "iban"), (Postcode, "postcode"),
)  # fmt: skip
TYPED: frozenset[KindName] = frozenset({"day", "hour", "amount", "percent", "rate", "yes_no", "count"})
"""The kinds whose text is a number, a day or a yes, and needs no quotes."""
EXAMPLES: dict[KindName, str] = {
    "day": "AAAA-MM-JJ", "hour": "9h40", "amount": "1234.56", "percent": "12", "rate": "12", "yes_no": "oui", "count": "30",
    "siren": '"123456782"', "iban": "FR76 …", "postcode": '"13001"', "piece": "pieces/….pdf",
}  # fmt: skip
"""What stands for a value where none is given yet; no day is proposed that could be kept by oversight."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A field: `key` is its French key, `kind` what is written there, `many` whether it is a list.

    `model` is the class of what has keys of its own, None otherwise; `words` are the only ones allowed, () for any.
    `default` is what holds when nothing is written, '' for nothing.
    """

    key: str
    title: str
    help: str
    kind: KindName
    required: bool
    many: bool = False
    words: tuple[str, ...] = ()
    model: type[Entry] | None = None
    default: str = ""


def model_of(kind: str, act: str = "") -> type[Entry]:
    """The class of an entry of a list of a case (`factures`, `paiements`, `frais`, `journal`), or of `affaire`.

    In the journal *act* decides, '' for a contact. Raises `KeyError` for what is no list or no act.
    """
    if kind == "journal":
        return ACTS[act] if act else Event
    models: dict[str, type[Entry]] = {"affaire": Affaire, "factures": Invoice, "paiements": Payment, "frais": Cost}
    return models[kind]


@cache
def shapes(model: type[Entry]) -> dict[str, Shape]:
    """The fields of a class by French key, in the order of the model: what all entries have, then what this one adds."""
    hints = get_type_hints(model, include_extras=True)
    found = {}
    for name, field in model.model_fields.items():
        if field.alias is None or field.alias.startswith("__"):
            continue
        kind, many, words, inner = _read(hints[name])
        default = field.default if isinstance(field.default, str) else ""
        found[field.alias] = Shape(
            field.alias, field.title or "", field.description or "", kind, field.is_required(), many, words, inner, default
        )
    return found


def _read(hint: Any) -> tuple[KindName, bool, tuple[str, ...], type[Entry] | None]:
    """What a type says: the kind, whether it is a list, the allowed words, the class of what has keys."""
    if hint == Clauses:
        return "entry", True, (), Penalties
    for reader, kind in _READERS:
        if hint == reader:
            return kind, False, (), None
    origin = get_origin(hint)
    if origin is Annotated:
        return _read(get_args(hint)[0])
    if origin in (Union, UnionType):
        return _read(next(part for part in get_args(hint) if part is not NoneType))
    if origin is tuple:
        kind, _, words, inner = _read(get_args(hint)[0])
        return kind, True, words, inner
    if origin is Literal:
        return "choice", False, tuple(word for word in get_args(hint) if word), None
    if isinstance(hint, type) and issubclass(hint, Entry):
        return ("piece" if hint is EvidenceRef else "entry"), False, (), hint
    return "text", False, (), None
