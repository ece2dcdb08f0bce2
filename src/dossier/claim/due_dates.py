"""The due date of an invoice and where it comes from: the invoice, the contract's term, the law's default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.claim.regime import PublicKind, Regime
from dossier.ground.french import long_day, plural
from dossier.law.law import Law, LawValue
from dossier.law.names import (
    DELAI_PAIEMENT_ENTREPRISE_PUBLIQUE,
    DELAI_PAIEMENT_HOPITAL,
    DELAI_PAIEMENT_PUBLIC,
    DELAI_PAIEMENT_SUPPLETIF,
)
from dossier.law.payment_terms import Limit, latest_due, term_day
from dossier.model.contract import Contract, Term
from dossier.model.ledger import Invoice


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day to pay, its reason, the values of law it took; `assumed` says what fact was missing, else ''."""

    day: date
    reason: str
    values: tuple[LawValue, ...] = ()
    assumed: str = ""


def due_date(invoice: Invoice, contract: Contract, regime: Regime, law: Law, choice: str = "ecrites") -> DueDate:
    """The due date of an invoice: as written on it, else by the contract's term, else by the law of the regime.

    By *choice* the contract's term, or the delay of a public buyer, goes before what the invoice says (`contrat`), or the day
    is never later than the law lets professionals agree (`maximum_legal`).
    Law: C. com. L441-10 I (thirty days from receipt or performance), CCP (thirty, fifty or sixty days from receipt), lu le
    2026-11-21. Between others there is no such default: the debt is due at once. The delay of a public buyer that ends on a
    day off moves on.
    """
    agreed = agreed_day(invoice, contract, regime, law) if choice == "contrat" else None
    found = agreed or _as_written(invoice, contract, regime, law)
    limit = lawful_limit(invoice, contract, regime, law) if choice == "maximum_legal" else None
    if limit and limit.day < found.day:
        return DueDate(limit.day, f"délai maximal que la loi admet : {limit.words}", (limit.value,))
    return found


def agreed_day(invoice: Invoice, contract: Contract, regime: Regime, law: Law) -> DueDate | None:
    """The day that binds both parties whatever the invoice says: the contract's term, or the delay of a public buyer.

    None where there is neither, or where the day from which it is counted is not known.
    """
    found = None
    if contract.term:
        found = _by_term(invoice, contract, contract.term)
    elif regime.name == "acheteur_public":
        found = _public(invoice, contract, regime, law)
    return found if found and not found.assumed else None


def lawful_limit(invoice: Invoice, contract: Contract, regime: Regime, law: Law) -> Limit | None:
    """The latest due day that professionals may agree for an invoice (C. com. L441-10, I and L441-11); None for others."""
    if regime.name != "professionnels":
        return None
    term = contract.term
    delivered = invoice.delivered_on or _performance(invoice, contract)
    by_month = bool(term and term.end_of_month)
    return latest_due(law, invoice.date, delivered, contract.sector, by_month=by_month, periodic=contract.periodic)


def _as_written(invoice: Invoice, contract: Contract, regime: Regime, law: Law) -> DueDate:
    if invoice.due:
        return DueDate(invoice.due, "échéance portée sur la facture")
    if contract.term:
        return _by_term(invoice, contract, contract.term)
    if regime.name == "professionnels":
        return _by_law(invoice, contract, law, DELAI_PAIEMENT_SUPPLETIF, "C. com. L441-10, I")
    if regime.name == "acheteur_public":
        return _public(invoice, contract, regime, law)
    return DueDate(invoice.date, "aucun terme convenu : exigible à la date de la facture", assumed="terme de paiement")


def _by_term(invoice: Invoice, contract: Contract, term: Term) -> DueDate:
    start, assumed = invoice.date, ""
    if term.from_event != "facture":
        known = invoice.delivered_on if term.from_event == "livraison" else _performance(invoice, contract)
        if known is None:
            assumed = "date de livraison" if term.from_event == "livraison" else "date d’exécution"
        start = known or invoice.date
    event = {"facture": "la facture", "livraison": "la livraison", "execution": "l’exécution"}[term.from_event]
    month = {"": "", "apres": ", puis fin de mois", "avant": " après la fin du mois"}[term.end_of_month]
    when = f"du {long_day(start)}" if not assumed else f"supposée du {long_day(start)}"
    reason = f"terme du contrat : {plural(term.days, 'jour')}{month} à compter de {event} {when}"
    return DueDate(term_day(start, term.days, term.end_of_month), reason, assumed=assumed)


def _by_law(invoice: Invoice, contract: Contract, law: Law, name: str, article: str) -> DueDate:
    """The default term; without a known day of receipt or performance it runs from the invoice, and says so."""
    own = max((day for day in (invoice.delivered_on, invoice.performed_on) if day), default=None)
    known = own or contract.performed_on
    value = law.value(name, invoice.date)
    if value is None:  # before 2009: no default term was read, the debt is due at once
        return DueDate(invoice.date, "aucun terme convenu : exigible à la date de la facture", assumed="terme de paiement")
    start = known or invoice.date
    event = "la réception ou l’exécution" if known else "la facture, faute de date de réception"
    reason = f"{plural(value.integer, 'jour')} à compter de {event} du {long_day(start)} ({article})"
    return DueDate(start + timedelta(days=value.integer), reason, (value,), "" if known else "date de réception ou d’exécution")


def _public(invoice: Invoice, contract: Contract, regime: Regime, law: Law) -> DueDate:
    """The delay of a kind of public buyer, from the receipt of the invoice or from what was supplied if that came later."""
    from dossier.ground.working_days import next_working_day  # a library's table of holidays, needed only here

    value = law.value(PUBLIC_DELAYS[regime.public_kind], invoice.date)
    if value is None:
        return DueDate(invoice.date, "délai de paiement public inconnu à cette date", assumed="délai de paiement connu")
    supplied = max((day for day in (invoice.delivered_on, _performance(invoice, contract)) if day), default=None)
    start = max(invoice.received_on, supplied or invoice.received_on) if invoice.received_on else invoice.date
    last = next_working_day(start + timedelta(days=value.integer))
    event = "la réception de la facture" if invoice.received_on else "la facture, faute de date de réception,"
    if start != invoice.received_on and invoice.received_on:
        event = "l’exécution, postérieure à la réception de la facture,"
    delay = f"{plural(value.integer, 'jour')} ({_KIND_FR[regime.public_kind]})"
    reason = f"{delay} à compter de {event} du {long_day(start)}, reportés au premier jour ouvrable"
    return DueDate(last, reason, (value,), "" if invoice.received_on else "date de réception de la facture")


def _performance(invoice: Invoice, contract: Contract) -> date | None:
    return invoice.performed_on or contract.performed_on


PUBLIC_DELAYS: Mapping[PublicKind, str] = {
    "etat_ou_collectivite": DELAI_PAIEMENT_PUBLIC,
    "hopital": DELAI_PAIEMENT_HOPITAL,
    "entreprise_publique": DELAI_PAIEMENT_ENTREPRISE_PUBLIQUE,
}
"""The parameter that holds the delay of each kind of public buyer."""
_KIND_FR: Mapping[PublicKind, str] = {
    "etat_ou_collectivite": "État et collectivités territoriales",
    "hopital": "établissement public de santé",
    "entreprise_publique": "entreprise publique",
}
