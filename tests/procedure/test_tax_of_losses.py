"""The tax in what is left of a lost invoice: one computation for the list of doubtful debts and for the statement."""

from __future__ import annotations

from datetime import date

from lives import LAW, read

from dossier.claim.compute import compute_claim
from dossier.procedure.routes.perte import unpaid_parts


def test_a_credit_note_that_states_its_own_tax_takes_that_tax_off() -> None:
    """1 200 TTC with 200 of VAT, less a note of 600 TTC without any: 600 are left, and the whole 200 of VAT with them."""
    base = {
        "numero": "F-1",
        "date": "2026-01-15",
        "echeance": "2026-02-14",
        "montant_ht": "1000.00",
        "tva": "200.00",
        "montant_ttc": "1200.00",
    }
    note = {
        "numero": "A-1",
        "type": "avoir",
        "sur": "F-1",
        "date": "2026-01-20",
        "montant_ht": "600.00",
        "tva": "0.00",
        "montant_ttc": "600.00",
    }
    case = read(invoices=[base, note])
    ((invoice, net, tax),) = unpaid_parts(case, compute_claim(case, LAW, date(2026, 11, 21)))
    assert (invoice.number, str(net), str(tax)) == ("F-1", "400.00", "200.00")


def test_an_invoice_without_tax_is_no_part_of_the_statement() -> None:
    """What shows no tax has none to recover."""
    case = read()
    assert unpaid_parts(case, compute_claim(case, LAW, date(2026, 11, 21))) == []
