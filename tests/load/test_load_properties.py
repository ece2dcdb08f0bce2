"""Properties of reading: nothing raises, and what is written is what is read."""

from __future__ import annotations

import json
from collections.abc import Mapping as Table
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sound_workspace import TODAY, load

from dossier.check.check import check
from dossier.ground.money import Money
from dossier.law.parameters import shipped_law
from dossier.model.case import Workspace
from dossier.model.contract import ContractRate
from dossier.model.entry import Entry
from dossier.model.journal import ACTS, Event
from dossier.model.ledger import Cost, Invoice, Payment

FILES = ("dossier.yaml", "cases/x/affaire.yaml", "cases/x/factures.yaml", "cases/x/journal.yaml", "cases/x/bordereau.lock",
         "law/taux_legal_autres.yaml", "cases/x/notes/n.md", "templates/letters/a.html.j2")  # fmt: skip
KEYS = sorted(
    {field.alias or "" for model in (Event, Invoice, Payment, Cost, *ACTS.values()) for field in model.model_fields.values()}
)
VALUES = st.one_of(
    st.sampled_from(
        ["2026-01-15", "05/03/2026", "2026-02-30", "100.00", "1.234", "-3", "oui", "F-1", "sud-beton", "3 x legal", "EUR", *ACTS]
    ),
    st.text(max_size=12),
    st.none(),
)
TREES = st.recursive(
    VALUES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)),
    max_leaves=12,
)
ENTRIES = st.lists(st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=4)), TREES, max_size=8), max_size=4)


def _all_checked(workspace: Workspace) -> None:
    found = [*workspace.diagnostics, *(d for case in workspace.broken for d in case.diagnostics)]
    for case in workspace.cases:
        found += [*case.diagnostics, *check(case, shipped_law(), TODAY)]
    for diagnostic in found:
        for text in (diagnostic.message, *diagnostic.hints, *(word for _, word in diagnostic.related)):
            assert text and text.replace("\u00a0", " ").replace("\u202f", " ").isprintable()


@given(st.sampled_from(FILES), st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_no_bytes_make_reading_fail(path: str, data: bytes | str) -> None:
    """Whatever a file holds, a workspace comes back, and every message is fit for a terminal."""
    content = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    _all_checked(load({path: content}))


@given(st.sampled_from(["factures", "paiements", "frais", "journal"]), ENTRIES)
@settings(max_examples=200, deadline=None)
def test_no_entries_make_reading_or_checking_fail(name: str, entries: list[dict[str, Any]]) -> None:
    """Known keys with any values, lists and mappings where texts belong, texts where lists belong."""
    _all_checked(load({f"cases/x/{name}.yaml": json.dumps(entries, ensure_ascii=False)}))


DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
AMOUNTS = st.integers(-(10**12), 10**12).map(lambda cents: str(Money(cents)))
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=20
)
TEXTS = WORDS.map(str.strip).filter(bool)


def _kept(
    strategy: Table[str, st.SearchStrategy[Any]], optional: Table[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(dict(strategy), optional=dict(optional))


INVOICES = _kept(
    {"numero": TEXTS, "date": DAYS, "montant_ttc": AMOUNTS},
    {
        "type": st.sampled_from(["facture", "avoir"]), "sur": TEXTS, "echeance": DAYS, "montant_ht": AMOUNTS, "tva": AMOUNTS,
        "objet": TEXTS, "effet": st.sampled_from(["depuis_facture", "a_sa_date"]),
        "retenue_de_garantie": st.fixed_dictionaries({"montant": AMOUNTS, "liberable_le": DAYS}),
        "pieces": st.lists(st.fixed_dictionaries({"fichier": TEXTS, "titre": TEXTS, "confidentiel": st.booleans()}), min_size=1, max_size=3),
    },
)  # fmt: skip
EVENTS = st.one_of(
    _kept({"date": DAYS}, {"resume": TEXTS, "avec": TEXTS, "canal": st.sampled_from(["sms", "lrar"])}),
    _kept({"date": DAYS, "acte": st.just("promesse"), "montant": AMOUNTS, "pour_le": DAYS}, {"debiteur": TEXTS}),
    _kept({"date": DAYS, "acte": st.just("echeancier")}, {"echeances": st.lists(st.fixed_dictionaries({"le": DAYS, "montant": AMOUNTS}), min_size=1)}),
    _kept({"date": DAYS, "acte": st.just("jugement"), "interets": st.fixed_dictionaries({"taux": st.sampled_from(["legal", "12,5 %", "3 x legal"])})}, {}),
)  # fmt: skip


def written(value: Any) -> Any:
    """A fact as a person would type it, by French key; what was not written is left out."""
    if isinstance(value, ContractRate):
        return f"{value.legal_multiple} x legal" if value.legal_multiple is not None else str(value.percent)
    if isinstance(value, Entry):
        fields = {name: field.alias for name, field in type(value).model_fields.items() if name not in ("place", "places")}
        return {alias: written(getattr(value, name)) for name, alias in fields.items() if name in value.model_fields_set}
    if isinstance(value, tuple):
        return [written(item) for item in value]
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Money | Decimal) else value


def typed(value: Any) -> Any:
    """Days and truth values as text."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return written(value)


@given(st.lists(INVOICES, max_size=3), st.lists(EVENTS, max_size=3))
@settings(max_examples=100, deadline=None)
def test_a_case_written_and_read_again_is_the_same_case(invoices: list[dict[str, Any]], events: list[dict[str, Any]]) -> None:
    """Every entry is read, and writing what was read gives a case with equal facts."""
    first = load(_files(typed(invoices), typed(events))).cases[0]
    assert first.diagnostics == () and (len(first.invoices), len(first.journal)) == (len(invoices), len(events))
    again = load(_files([written(i) for i in first.invoices], [written(e) for e in first.journal])).cases[0]
    assert [i.model_dump() for i in again.invoices] == [i.model_dump() for i in first.invoices]
    assert [(type(e), e.model_dump()) for e in again.journal] == [(type(e), e.model_dump()) for e in first.journal]


def _files(invoices: list[Any], events: list[Any]) -> dict[str, bytes | str | None]:
    dump = lambda value: json.dumps(value, ensure_ascii=False, indent=1)  # noqa: E731
    return {"cases/x/factures.yaml": dump(invoices), "cases/x/journal.yaml": dump(events)}
