"""The figures of one invoice, and of one decision that stands in the place of invoices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dossier.claim.claim import Claim, InvoiceClaim, TitleClaim
from dossier.claim.derivation import words
from dossier.claim.derivation.rows import credit_row, part_row, parts, period_row
from dossier.claim.derivation.tree import Derivation, minus, summed
from dossier.ground.french import long_day, lower_first, short_day
from dossier.ground.money import ZERO, Money, total
from dossier.law.law import least_sure
from dossier.model.case import Case

UNKNOWN = "inconnu : une valeur de la loi manque (DC301)"


def owed(claim: Claim) -> list[InvoiceClaim]:
    """The invoices that count in the totals: due or paid, and in no decision."""
    return [i for i in claim.invoices if i.state != "titled" and (i.due < claim.date or i.state == "paid")]


def coming(claim: Claim) -> list[InvoiceClaim]:
    """The invoices that do not count yet."""
    counted = owed(claim)
    return [i for i in claim.invoices if i.state != "titled" and i not in counted]


def whole(case: Case, claim: Claim, invoice: InvoiceClaim) -> Derivation:
    """What is left of an invoice in all, whether due or not."""
    interest, left = invoice.interest_due, invoice.outstanding
    known = None if interest is None or left is None else left + interest + invoice.indemnity_due
    state = {"not_due": ", pas encore due", "titled": ", comprise dans la décision : ne compte plus ici"}.get(invoice.state, "")
    node = Derivation(
        invoice.number, f"Facture {invoice.number}", known, _known(known, f"principal, intérêts et indemnité restant dus{state}"),
        place=invoice.place, reasons=(words.amount_reason(invoice), words.due_reason(invoice)),
    )  # fmt: skip
    return summed(
        node,
        [
            outstanding(claim, invoice),
            interest_of(case, claim, invoice),
            minus(interest_paid(claim, invoice)),
            minus(waived(invoice)),
            indemnity(claim, invoice),
            minus(indemnity_paid(claim, invoice)),
        ],
    )


def gross(invoice: InvoiceClaim) -> Derivation:
    """The amount of an invoice as written."""
    reason = words.amount_reason(invoice)
    title = f"Facture {invoice.number}"
    return Derivation(
        f"{invoice.number}:principal", title, invoice.principal, reason.words, place=invoice.place, reasons=(reason,)
    )


def credited(invoice: InvoiceClaim) -> Derivation:
    """What credit notes took off an invoice."""
    node = Derivation(f"{invoice.number}:credited", f"Avoirs sur {invoice.number}", invoice.credited, place=invoice.place)
    return summed(node, [credit_row(credit) for credit in invoice.credits])


def withheld(invoice: InvoiceClaim) -> Derivation:
    """A retenue de garantie before its day."""
    reason = words.withheld_reason(invoice)
    title = f"Retenue de garantie sur {invoice.number}"
    return Derivation(f"{invoice.number}:withheld", title, invoice.withheld, reason.words, place=invoice.place, reasons=(reason,))


def net(invoice: InvoiceClaim) -> Derivation:
    """The principal of an invoice as the totals count it: less credit notes and what is withheld."""
    worth = invoice.principal - invoice.credited - invoice.withheld
    if worth == invoice.principal:
        return gross(invoice)
    node = Derivation("", f"Facture {invoice.number}, net", worth, place=invoice.place)
    return summed(node, [gross(invoice), minus(credited(invoice)), minus(withheld(invoice))])


def outstanding(claim: Claim, invoice: InvoiceClaim) -> Derivation:
    """What is left of the principal of an invoice."""
    name, title = f"{invoice.number}:outstanding", f"Principal restant dû, {invoice.number}"
    node = Derivation(name, title, invoice.outstanding, _known(invoice.outstanding), place=invoice.place)
    paid = [minus(part_row(*row)) for row in parts(claim, "principal", invoice.number)]
    return summed(
        replace(node, reasons=(words.due_reason(invoice),)),
        [gross(invoice), *(minus(credit_row(credit)) for credit in invoice.credits), minus(withheld(invoice)), *paid],
    )


def interest_of(case: Case, claim: Claim, invoice: InvoiceClaim) -> Derivation:
    """All interest that accrued on an invoice: the sum of its printed lines."""
    title = f"Intérêts courus, facture {invoice.number}"
    node = Derivation(
        f"{invoice.number}:interest", title, invoice.interest, _known(invoice.interest, "somme des lignes imprimées")
    )
    if invoice.interest_reason:
        node = replace(node, reasons=(words.start_reason(invoice),))
    node = replace(node, reasons=(*node.reasons, *words.capitalisation_reasons(invoice)))
    if invoice.interest == ZERO and not invoice.periods:
        node = replace(node, words=invoice.interest_reason or f"rien ne court avant l’échéance du {long_day(invoice.due)}")
    return summed(node, [period_row(case, claim, p, words.base_words(claim, invoice, p)) for p in invoice.periods])


def interest_paid(claim: Claim, invoice: InvoiceClaim) -> Derivation:
    """What payments took of the interest of an invoice."""
    return _paid(claim, invoice.number, "interest", f"Intérêts payés, {invoice.number}", invoice.interest_paid)


def indemnity_paid(claim: Claim, invoice: InvoiceClaim) -> Derivation:
    """What payments took of the forty euros of an invoice."""
    return _paid(claim, invoice.number, "indemnity", f"Indemnité payée, {invoice.number}", invoice.indemnity_paid)


def waived(invoice: InvoiceClaim) -> Derivation:
    """The interest of an invoice that the creditor gave up."""
    return _waived(invoice.number, invoice.interest_waived)


def indemnity(claim: Claim, invoice: InvoiceClaim) -> Derivation:
    """The forty euros of an invoice that is late."""
    name, title = f"{invoice.number}:indemnity", f"Indemnité forfaitaire, {invoice.number}"
    if not invoice.indemnity:
        why = invoice.indemnity_reason or f"facture qui n’est pas en retard : échéance le {long_day(invoice.due)}"
        return Derivation(name, title, ZERO, why, place=invoice.place)
    reason = words.indemnity_reason(claim, invoice)
    return Derivation(
        name, title, invoice.indemnity, reason.words, reason.rule, reason.certainty, invoice.place, reasons=(reason,)
    )


def due_day(invoice: InvoiceClaim) -> Derivation:
    """Why an invoice is due on its day."""
    sure = least_sure([value.certainty for value in invoice.due_values])
    reason = replace(words.due_reason(invoice), label="Échéance")
    return Derivation(
        f"{invoice.number}:due", f"Échéance de la facture {invoice.number}", None, invoice.due_reason, "", sure, invoice.place,
        reasons=(words.amount_reason(invoice), reason), value=short_day(invoice.due),
    )  # fmt: skip


INVOICE_FIGURES: Mapping[str, Callable[[Case, Claim, InvoiceClaim], Derivation]] = {
    "principal": lambda case, claim, invoice: gross(invoice),
    "credited": lambda case, claim, invoice: credited(invoice),
    "withheld": lambda case, claim, invoice: withheld(invoice),
    "outstanding": lambda case, claim, invoice: outstanding(claim, invoice),
    "interest": interest_of,
    "interest_paid": lambda case, claim, invoice: interest_paid(claim, invoice),
    "interest_waived": lambda case, claim, invoice: waived(invoice),
    "indemnity": lambda case, claim, invoice: indemnity(claim, invoice),
    "indemnity_paid": lambda case, claim, invoice: indemnity_paid(claim, invoice),
    "due": lambda case, claim, invoice: due_day(invoice),
}
"""The parts of an invoice, by their names in the JSON contract."""


def title_whole(case: Case, claim: Claim, title: TitleClaim) -> Derivation:
    """What is left of a decision, without its accessories, which stand in the costs."""
    given_up = title_waived(claim)
    known = None
    if title.outstanding is not None and title.interest is not None:
        known = title.outstanding + title.interest - title.interest_paid - given_up
    node = Derivation(title.act, words.title_words(title), known, _known(known), place=title.place,
                      reasons=(words.granted_reason(title),))  # fmt: skip
    rows = [title_outstanding(claim, title), title_interest(case, claim, title), minus(title_interest_paid(claim, title))]
    return summed(node, [*rows, minus(_waived(title.act, given_up))])


def granted(title: TitleClaim) -> Derivation:
    """The sum that a decision grants."""
    reason = words.granted_reason(title)
    return Derivation(f"{title.act}:principal", words.title_words(title), title.amount, reason.words, place=title.place,
                      reasons=(reason,))  # fmt: skip


def title_outstanding(claim: Claim, title: TitleClaim) -> Derivation:
    """What payments left of what a decision grants."""
    name, label = f"{title.act}:outstanding", f"Restant dû, {lower_first(words.title_words(title))}"
    node = Derivation(name, label, title.outstanding, _known(title.outstanding), place=title.place)
    return summed(node, [granted(title), *(minus(part_row(*row)) for row in parts(claim, "principal", title.act))])


def title_interest(case: Case, claim: Claim, title: TitleClaim) -> Derivation:
    """The interest of a decision."""
    name, label = f"{title.act}:interest", f"Intérêts courus, {lower_first(words.title_words(title))}"
    how, reasons = _known(title.interest, title.words), (words.title_start_reason(title), *words.capitalisation_reasons(title))
    node = Derivation(name, label, title.interest, how, place=title.place, reasons=reasons)
    return summed(node, [period_row(case, claim, p, words.title_base_words(claim, title, p)) for p in title.periods])


def title_interest_paid(claim: Claim, title: TitleClaim) -> Derivation:
    """What payments took of the interest of a decision."""
    return _paid(claim, title.act, "interest", f"Intérêts payés, {lower_first(words.title_words(title))}", title.interest_paid)


def title_waived(claim: Claim) -> Money:
    """The interest on a decision that the creditor gave up."""
    return claim.totals.interest_waived - total(invoice.interest_waived for invoice in owed(claim))


def _waived(number: str, given_up: Money) -> Derivation:
    reasons = (words.waived_reason(given_up),) if given_up else ()
    title = f"Intérêts remis, {number}"
    return Derivation(f"{number}:interest_waived", title, given_up, reasons[0].words if reasons else "", reasons=reasons)


def _paid(claim: Claim, number: str, head: str, title: str, amount: Money) -> Derivation:
    node = Derivation(f"{number}:{head}_paid", title, amount)
    return summed(node, [part_row(*row) for row in parts(claim, head, number)])


def _known(amount: Money | None, otherwise: str = "") -> str:
    return UNKNOWN if amount is None else otherwise


TITLE_FIGURES: Mapping[str, Callable[[Case, Claim, TitleClaim], Derivation]] = {
    "principal": lambda case, claim, title: granted(title),
    "outstanding": lambda case, claim, title: title_outstanding(claim, title),
    "interest": title_interest,
    "interest_paid": lambda case, claim, title: title_interest_paid(claim, title),
    "interest_waived": lambda case, claim, title: _waived(title.act, title_waived(claim)),
}
