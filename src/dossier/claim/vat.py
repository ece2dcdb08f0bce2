"""The HT and the VAT of what is left of an invoice: in the proportion of the invoice, its credit notes taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.claim.claim import CreditLine
from dossier.ground.money import ZERO, Money, total
from dossier.model.ledger import Invoice


@dataclass(frozen=True, slots=True)
class Parts:
    """HT and VAT of an amount TTC, to the cent; both None with the `reason` when the invoice does not tell them."""

    net: Money | None
    vat: Money | None
    reason: str = ""


def parts_of(outstanding: Money | None, invoice: Invoice, credits: Sequence[CreditLine], notes: Sequence[Invoice]) -> Parts:
    """Part what is left of an invoice; the VAT is rounded half up to the cent, the HT is the rest.

    A credit note that states its own VAT takes that VAT off, another the invoice's share; a payment, a waiver or an
    escompte takes both in proportion.
    """
    if outstanding is None:
        return Parts(None, None, "reste dû inconnu")
    vat = stated_vat(invoice)
    if isinstance(vat, str):
        return Parts(None, None, vat)
    whole = invoice.gross
    own = {note.place: note for note in notes}
    for line in credits:
        note = own.get(line.place)
        if note is not None:
            vat -= _vat_of_note(line.amount, note, vat, whole)
            whole -= line.amount
    if whole.cents <= 0:
        return Parts(ZERO, ZERO) if not outstanding else Parts(None, None, "avoirs supérieurs à la facture")
    share = min(max(proportion(outstanding, vat, whole), ZERO), outstanding)
    return Parts(outstanding - share, share)


def stated_vat(invoice: Invoice) -> Money | str:
    """The VAT that an invoice states, by itself or as the difference of TTC and HT; else why it is not known."""
    if invoice.net is None and invoice.vat is None:
        return "ni HT ni TVA sur la facture"
    if invoice.net is not None and invoice.vat is not None and invoice.net + invoice.vat != invoice.gross:
        return "HT et TVA ne font pas le TTC"
    return invoice.vat if invoice.vat is not None else invoice.gross - (invoice.net or ZERO)


def _vat_of_note(applied: Money, note: Invoice, vat: Money, whole: Money) -> Money:
    """The VAT in what a credit note took off: by its own proportion when it states one, else by the invoice's."""
    own = stated_vat(note)
    if isinstance(own, str) or note.gross.cents <= 0:
        return proportion(applied, vat, whole) if whole.cents > 0 else ZERO
    return proportion(applied, own, note.gross)


def proportion(amount: Money, part: Money, whole: Money) -> Money:
    """*amount* × *part* ÷ *whole*, rounded half up to the cent; *whole* is positive."""
    return Money((2 * amount.cents * part.cents + whole.cents) // (2 * whole.cents))


def pro_rata(amount: Money, weights: Sequence[Money]) -> list[Money]:
    """Cut an amount by weights without losing a cent, each part within a cent of its share; all to the first when no weight counts."""
    whole = total(weights)
    if whole.cents <= 0:
        return [amount, *([ZERO] * (len(weights) - 1))] if weights else []
    shares, given, seen = [], ZERO, ZERO
    for weight in weights:
        seen += weight
        upto = proportion(amount, seen, whole)
        shares.append(upto - given)
        given = upto
    return shares
