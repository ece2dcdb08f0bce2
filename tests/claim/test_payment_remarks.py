"""What is said of payments: once where once is enough, and never nothing where money goes nowhere."""

from __future__ import annotations

from claim_cases import claim_of, codes, invoice, paid

ONE = [invoice("A", "2026-01-15", "1000.00", "2026-02-14")]


def test_part_payments_on_a_named_invoice_are_told_once_with_all_of_them() -> None:
    """Three part payments are one finding that relates the others; the last one, which clears the invoice, is none."""
    rows = [paid("2026-02-20", "100.00", "A"), paid("2026-02-25", "200.00", "A"), paid("2026-03-02", "300.00", "A")]
    claim = claim_of("2026-03-31", invoices=ONE, payments=[*rows, paid("2026-03-10", "408.00", "A")])
    (found,) = [d for d in claim.diagnostics if d.code == "DC305"]
    assert found.message == (
        "3 paiements partiels de la facture A désignée par le débiteur, les 20/02/2026, 25/02/2026 et 02/03/2026"
    )
    assert [words.replace("\u00a0", " ") for _, words in found.related] == ["200,00 € le 25/02/2026", "300,00 € le 02/03/2026"]


def test_a_returned_cheque_is_a_payment_until_the_day_its_return_is_known() -> None:
    """Facts after the day of computing are unknown: on 11 March the cheque still paid, on the 12th it never did."""
    cheque = paid("2026-03-02", "500.00", moyen="cheque", rejete_le="2026-03-12")
    before, after = (claim_of(on, invoices=ONE, payments=[cheque]) for on in ("2026-03-11", "2026-03-12"))
    assert str(before.totals.paid) == "500.00" and "DC318" not in codes(before)
    assert str(after.totals.paid) == "0.00" and "DC318" in codes(after)
    # 1 000 x 12,15 % x 26 / 365 = 8,65
    assert str(after.totals.interest) == "8.65" and len(after.invoices[0].periods) == 1
    assert after.payments[0].returned and str(after.payments[0].returned_on) == "2026-03-12"


def test_the_cost_of_a_return_needs_its_basis() -> None:
    """Without a text or a title it stays with the creditor (CPCE L111-8), and is told."""
    cheque = paid("2026-03-02", "500.00", moyen="cheque", rejete_le="2026-03-12")
    cost = {"date": "2026-03-13", "libelle": "Frais de rejet", "montant": "30.00"}
    claim = claim_of("2026-03-31", invoices=ONE, payments=[cheque], costs=[cost])
    assert str(claim.totals.costs) == "0.00" and [n.what for n in claim.not_claimed] == ["frais de rejet"]


def test_a_third_party_pays_like_the_debtor_and_is_told_apart() -> None:
    """What a third party pays extinguishes the debt as well; the payment says who made it."""
    claim = claim_of("2026-02-14", invoices=ONE, payments=[paid("2026-02-10", "1000.00", payeur="tiers")])
    assert str(claim.totals.due) == "0.00" and claim.payments[0].payer == "tiers" and claim.invoices[0].state == "paid"


def test_an_overpayment_is_no_negative_debt() -> None:
    """1 200 on a debt of 1 000: 200 are unallocated and told, and what is due is zero."""
    claim = claim_of("2026-02-20", invoices=ONE, payments=[paid("2026-02-14", "1200.00")])
    assert str(claim.totals.due) == "0.00" and str(claim.payments[0].unallocated) == "200.00" and "DC306" in codes(claim)


def test_money_that_may_be_a_deposit_names_the_invoice_that_came_later() -> None:
    """The finding tells how to have it taken off."""
    claim = claim_of("2026-03-31", invoices=ONE, payments=[paid("2026-01-05", "300.00")])
    (found,) = [d for d in claim.diagnostics if d.code == "DC306"]
    assert any("acompte sur A" in hint for hint in found.hints)


def test_a_lost_discount_is_told_and_an_earned_one_is_not() -> None:
    """The whole price is due when the day was missed by one day; before that day nothing is lost yet."""
    row = invoice("A", "2026-01-15", "1000.00", "2026-02-14", escompte={"taux": "2", "avant_le": "2026-01-25"})
    late = claim_of("2026-01-26", invoices=[row], payments=[paid("2026-01-26", "980.00")])
    assert "DC319" in codes(late) and str(late.totals.not_due) == "20.00"
    assert "DC319" not in codes(claim_of("2026-01-26", invoices=[row], payments=[paid("2026-01-25", "980.00")]))
    assert "DC319" not in codes(claim_of("2026-01-24", invoices=[row]))


def test_a_retention_freed_after_the_decision_on_its_invoice_is_not_forgotten() -> None:
    """The decision could not grant what was not due: what is freed later is told, since the title counts without it."""
    held = invoice(
        "A", "2026-01-15", "1000.00", "2026-02-14", retenue_de_garantie={"montant": "50.00", "liberable_le": "2026-06-01"}
    )
    judged = {
        "date": "2026-05-15",
        "acte": "jugement",
        "condamne": "950.00",
        "interets": {"taux": "5", "a_compter_du": "2026-05-15"},
    }
    before, after = (claim_of(on, invoices=[held], journal=[judged]) for on in ("2026-06-01", "2026-06-02"))
    assert [n.reason for n in before.not_claimed if n.what.startswith("retenue")] == [
        "50,00\u00a0€ libérables le 1er\u00a0juin\u00a02026\u00a0: ni dus ni productifs d’intérêts avant"
    ]
    assert ["à demander à part" in n.reason for n in after.not_claimed if n.what.startswith("retenue")] == [True]


def test_the_decompte_says_that_an_escompte_is_lost_and_what_an_order_refused() -> None:
    """What the debtor may think he can take off, and what the judge did not grant, are told beside the figures."""
    row = invoice("A", "2026-01-10", "1000.00", "2026-02-09", escompte={"taux": "2", "avant_le": "2026-01-20"})
    order = {
        "date": "2026-04-01", "acte": "ordonnance_injonction", "demande": "1000.00", "accorde": "800.00", "interets": {"taux": "legal"},
    }  # fmt: skip
    served = {"date": "2026-04-20", "acte": "signification", "de": "ordonnance", "mode": "personne"}
    asked = {"date": "2026-03-02", "acte": "requete_injonction"}
    claim = claim_of("2026-04-30", invoices=[row], journal=[asked, order, served])
    assert (
        claim.invoices[0].lost_discount.replace("\u00a0", " ")
        == "escompte de 2,00 % perdu : facture non payée au 20 janvier 2026"
    )
    told = {head.what: (head.reason.replace("\u00a0", " ").replace("\u202f", " "), head.rule) for head in claim.not_claimed}
    assert told["part de la demande que l’ordonnance n’accorde pas"] == ("200,00 € sur 1 000,00 € demandés", "CPC 1409")
    assert told["majoration de cinq points"][1] == "C. mon. fin. L313-3"
    (found,) = [d for d in claim.diagnostics if d.code == "DC311"]
    assert "titre_executoire" in found.hints[0]
