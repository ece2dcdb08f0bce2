"""From the words of a command line to a fact of a case: the same readers as those of the files, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import Any

from pydantic_core import PydanticCustomError

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Checked, Diagnostic
from dossier.ground.spans import Span
from dossier.load.entries import read_entry
from dossier.load.nodes import Mapping, Node, Scalar, Sequence
from dossier.model.entry import Entry
from dossier.model.fields import read_day, read_money
from dossier.model.ledger import Payment


def payment_of(written: str, invoice: str, place: Span) -> Checked[Payment]:
    """A payment written as `2026-12-15:500` or `15/12/2026:1 234,56`; *invoice* is the number that it names, '' for none.

    Diagnostics: DC111–DC114, those of an amount or a day in a file.
    """
    day, _, amount = written.partition(":")
    try:
        when, worth = read_day(day), read_money(amount)
        if worth.cents <= 0:
            return Checked(
                None, (found("DC111", f"« {amount.strip()} » n’est pas un paiement : un montant positif est attendu", place),)
            )
        row = {"date": when, "montant": worth, "facture": invoice or None, "__place__": place}
    except PydanticCustomError as error:
        return Checked(None, (found(error.type, error.message(), place),))
    return Checked(Payment.model_validate(row))


def faults_of(model: type[Entry], given: Table[str, Any]) -> tuple[Diagnostic, ...]:
    """What is wrong with an entry given as texts by French key, nested ones as mappings and lists.

    The place of a diagnostic is the path of the key: `interets.taux`, `pieces.0.fichier`; '' for the entry. Days that are
    written in another way than the house's are fine here.
    """
    return tuple(d for d in read_entry(model, _node(given, "")).diagnostics if d.code != "DC133")


def _node(value: Any, path: str) -> Node:
    """The nodes that a file of these values would have, each with its path in place of the file's."""
    span = Span(path)
    if isinstance(value, Table):
        start = f"{path}." if path else ""
        return Mapping(
            tuple((Scalar(key, Span(f"{start}{key}")), _node(inner, f"{start}{key}")) for key, inner in value.items()), span
        )
    if isinstance(value, list | tuple):
        return Sequence(tuple(_node(item, f"{path}.{number}") for number, item in enumerate(value)), span)
    return Scalar(str(value), span)
