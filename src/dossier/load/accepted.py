"""What is read without a word but not written as the house does: amounts, rates, yes and no. `check --fix` makes them uniform.

No finding says so: `1 234,56 €` and `1234.56` are the same amount, and either may stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from dossier.ground.diagnostics import Fix
from dossier.ground.fixes import rewritten
from dossier.ground.money import Money
from dossier.ground.world import World
from dossier.load.case import read_event
from dossier.load.entries import leaves, read_entry
from dossier.load.files import read_file, read_list
from dossier.load.nodes import Node, Scalar
from dossier.model.case import Affaire
from dossier.model.contract import ContractRate
from dossier.model.entry import Entry
from dossier.model.ledger import Cost, Invoice, Payment
from dossier.model.settings import Settings

_HOUSE = re.compile(r"-?[0-9]+(?:\.[0-9]{1,4})?")


def accepted_writings(world: World, folders: Iterable[str]) -> Iterator[Fix]:
    """The edits of `dossier.yaml` and of the entries of the cases in *folders*; an entry with a fault offers none."""
    yield from _of_file(world, "dossier.yaml", Settings)
    for folder in folders:
        yield from _of_file(world, f"{folder}/affaire.yaml", Affaire)
        for name, model in (("factures", Invoice), ("paiements", Payment), ("frais", Cost)):
            for written in read_list(world, folder, name)[0]:
                yield from _of_entry(written.node, read_entry(model, written.node, written.faults).entry)
        for written in read_list(world, folder, "journal")[0]:
            yield from _of_entry(written.node, read_event(written.node, written.faults).entry)


def _of_file(world: World, path: str, model: type[Entry]) -> Iterator[Fix]:
    parsed = read_file(world, path)
    if parsed.node is not None:
        yield from _of_entry(parsed.node, read_entry(model, parsed.node, parsed.faults, keep=True).entry)


def _of_entry(node: Node, entry: Entry | None) -> Iterator[Fix]:
    if entry is not None:
        for scalar, value in leaves(node, entry):
            yield from _of_scalar(scalar, value)


def _of_scalar(scalar: Scalar, value: Any) -> tuple[Fix, ...]:
    better = _house_form(scalar.text.strip(), value)
    return rewritten(scalar.span, scalar.text, better, f"écrire « {better} »", scalar.style) if better else ()


def _house_form(written: str, value: Any) -> str:
    """The form of the house for a value of which the form matters, '' for all others and for one that has it already."""
    if isinstance(value, ContractRate):
        value = value.percent
    if isinstance(value, bool):
        return "" if written in ("oui", "non") else "oui" if value else "non"
    if _HOUSE.fullmatch(written):
        return ""
    if isinstance(value, Money):
        return str(value)
    return f"{value:f}" if isinstance(value, Decimal) else ""
