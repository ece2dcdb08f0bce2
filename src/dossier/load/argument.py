"""From the words of a command line to a fact of a case: the same readers as those of the files, and nothing is written."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Checked
from dossier.ground.spans import Span
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
