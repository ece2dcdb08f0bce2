"""Entries of every kind made up by hypothesis from the model itself, hostile text included, and how they read back."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dossier.entries.fields import Shape, model_of, shapes
from dossier.ground.money import Money
from dossier.ground.quotes import clean
from dossier.ground.world import MemoryWorld
from dossier.load.case import read_event
from dossier.load.entries import read_entry
from dossier.load.files import read_list
from dossier.model.entry import Entry
from dossier.model.journal import ACTS

NASTY = (
    "a: b", "- x", "# rien", "x # y", "'l’huissier", '"', "\\", "\\x1b[2J", "\x1b[31m", "a\nb", "a\r\nb\rc", "\n- date: 2026-01-01\n",
    "é" * 300, "{a: b}", "[x]", "*a", "&a", "!!python/object", "%x", "@x", "`x", "~", "null", "NO", "oui", "1e5", "0x1F", "12:30", "1_000",
    "2026-03-05", "---", "...", "<<", "| x", "> x", "a\tb", "\u202eabc", "\u2028x", "\ufeff", "\ud800x", "e\u0301", "=SOMME(A1)", "<b>x</b>",
    "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> z", "x" * 5000, "a \nb", "  a\n\n   b\n c", "🎉 \U000e0041", "1A 123 456 7890 1", "?", "? x", ": x", "-",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=80), st.text("ab-#:'\"\n\t {}[]&*!|>%@`,?~=\u00a0", max_size=40)
).filter(clean)

_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_AMOUNTS = st.integers(-(10**9), 10**11).map(Money)
_PERCENTS = st.decimals(0, 999, places=2)
_SIMPLE: dict[str, st.SearchStrategy[Any]] = {
    "day": _DAYS,
    "hour": st.times().map(lambda t: time(t.hour, t.minute)),
    "amount": _AMOUNTS,
    "percent": _PERCENTS,
    "rate": st.one_of(_PERCENTS, st.sampled_from(["3 x legal", "12,5 %"])),
    "yes_no": st.booleans(),
    "count": st.integers(0, 300),
    "siren": st.sampled_from(["123456782", "987 654 324"]),
    "iban": st.just("FR76 3000 6000 0112 3456 7890 189"),
    "postcode": st.sampled_from(["01000", "13001", "2A004"]),
}


def value(shape: Shape) -> st.SearchStrategy[Any]:
    """What may stand at a key."""
    if shape.model is not None:
        one: st.SearchStrategy[Any] = values(shape.model).filter(bool)
    elif shape.kind == "choice":
        one = st.sampled_from(shape.words)
    elif shape.key == "id":
        one = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
    else:
        one = _SIMPLE.get(shape.kind, TEXTS)
    return st.lists(one, min_size=1, max_size=2) if shape.many else one


def values(model: type[Entry], fixed: dict[str, Any] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """An entry of a class: what is required, and some of the rest."""
    known = {key: shape for key, shape in shapes(model).items() if key not in (fixed or {}) and key != "acte"}
    required = {key: value(shape) for key, shape in known.items() if shape.required}
    optional = {key: value(shape) for key, shape in known.items() if not shape.required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda made: {**(fixed or {}), **made})


def of_kind(kind: str, act: str = "") -> st.SearchStrategy[dict[str, Any]]:
    """An entry of a list, or of the journal with an act."""
    return values(model_of(kind, act), {"acte": act} if act else {})


ALL_KINDS = (
    ("factures", ""),
    ("paiements", ""),
    ("frais", ""),
    ("affaire", ""),
    ("journal", ""),
    *(("journal", act) for act in ACTS),
)
"""Every list with every act."""


def expected(kind: str, given: dict[str, Any]) -> Entry:
    """The entry that the model makes of the values themselves, texts as a file can hold them."""
    return model_of(kind, given.get("acte", "") if kind == "journal" else "").model_validate(_cleaned(given))


def _cleaned(given: Any) -> Any:
    if isinstance(given, dict):
        return {key: _cleaned(inner) for key, inner in given.items()}
    if isinstance(given, list):
        return [_cleaned(inner) for inner in given]
    if isinstance(given, time):
        return f"{given.hour}h{given.minute:02}"
    if isinstance(given, Decimal):
        return str(given)
    return clean(given) if isinstance(given, str) else given


def read_back(kind: str, text: str) -> Entry:
    """The one entry of a file, read as `load` reads it, without a single finding."""
    world = MemoryWorld({f"cases/x/{kind}/un.yaml": text}, date(2026, 11, 21))
    (written,), faults = read_list(world, "cases/x", kind)
    assert faults == ()
    read = read_event(written.node) if kind == "journal" else read_entry(model_of(kind), written.node)
    assert read.diagnostics == ()
    assert read.entry is not None
    return read.entry
