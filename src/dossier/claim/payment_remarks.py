"""What is said of payments: part payments on a named invoice, money that nothing takes up, means of payment that came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.claim.account import Account
from dossier.claim.claim import PaymentClaim
from dossier.claim.facts import Facts
from dossier.claim.statement import Figures
from dossier.ground.catalogue import found
from dossier.ground.days import next_day
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, euros, long_day, percent, short_day


def payment_remarks(facts: Facts, figures: Figures) -> Iterator[Diagnostic]:
    """DC305, DC306, DC318 and DC319."""
    yield from _partial(facts, figures)
    for payment in figures.ledger.payments:
        if payment.unallocated:
            yield from _idle(facts, figures, payment)
        if payment.returned and payment.returned_on:
            yield from _returned(facts, payment, payment.returned_on)
    yield from _lost_discounts(facts, figures)


def _partial(facts: Facts, figures: Figures) -> Iterator[Diagnostic]:
    """DC305 once for each invoice that the debtor named in part payments, with all of them."""
    partial: dict[str, list[PaymentClaim]] = {}
    for payment in figures.ledger.payments:
        account = figures.ledger.account(payment.invoice) if payment.invoice else None
        own = [part for part in payment.allocated if account and part.invoice == account.number]
        if account and own and not payment.returned and _left_after(account, payment.date):
            partial.setdefault(payment.invoice, []).append(payment)
    for number, (first, *others) in sorted(partial.items()):
        days = enumerate_fr([short_day(payment.date) for payment in (first, *others)])
        what = "paiement partiel" if not others else f"{len(others) + 1} paiements partiels"
        named = "désignée par le débiteur, le" if not others else "désignée par le débiteur, les"
        related = tuple((payment.place, f"{euros(payment.amount)} le {short_day(payment.date)}") for payment in others)
        hint = "le débiteur ne peut imposer un paiement partiel (C. civ. 1342-4) ; l’indication est suivie"
        message = f"{what} de la facture {number} {named} {days}"
        yield found("DC305", message, first.place, hints=(hint,), related=related, case=facts.case.id)


def _left_after(account: Account, day: date) -> bool:
    """Whether something of an invoice was left after the payments of a day."""
    return bool(account.base_on(next_day(day)))


def _idle(facts: Facts, figures: Figures, payment: PaymentClaim) -> Iterator[Diagnostic]:
    """DC306 a payment that nothing takes up: an overpayment, or a deposit on an invoice that came later."""
    assert payment.unallocated is not None
    message = f"{euros(payment.unallocated)} reçus le {short_day(payment.date)} ne s’imputent sur rien"
    hints = ["trop-perçu à restituer, ou facture à ajouter ou à désigner par `facture`"]
    later = [i.number for i in figures.invoices if i.date > payment.date and i.outstanding]
    if later:
        hints.append(f"si c’est un acompte sur {enumerate_fr(later, 'ou')}, facture postérieure, désignez-la : il en sera déduit")
    yield found("DC306", message, payment.place, hints=tuple(hints), case=facts.case.id)


_MEANS = {"cheque": "chèque", "prelevement": "prélèvement", "effet": "effet", "carte": "paiement par carte"}


def _returned(facts: Facts, payment: PaymentClaim, day: date) -> Iterator[Diagnostic]:
    """DC318 a means of payment that came back: it never paid anything."""
    means = _MEANS.get(payment.means, "paiement")
    message = (
        f"{means} de {euros(payment.amount)} du {short_day(payment.date)} revenu impayé le {short_day(day)} : il n’est pas déduit"
    )
    hint = "les frais de rejet se demandent dans frais.yaml, avec le texte ou le titre qui les met à la charge du débiteur"
    yield found("DC318", message, payment.place, hints=(hint,), case=facts.case.id)


def _lost_discounts(facts: Facts, figures: Figures) -> Iterator[Diagnostic]:
    """DC319 an escompte that the debtor did not earn: the whole price is claimed."""
    for account in figures.books.accounts:
        discount, invoice = account.invoice.discount, account.invoice
        earned = any(line.number == "escompte" for line in account.credits)
        if discount and not earned and discount.before <= facts.today and invoice.gross.cents > 0:
            message = (
                f"escompte de {percent(discount.rate)} perdu sur la facture {account.number} : "
                f"elle n’était pas payée le {long_day(discount.before)}"
            )
            yield found("DC319", message, invoice.place_of("escompte"), case=facts.case.id)
