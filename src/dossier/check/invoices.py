"""Invoices: sums, numbers, due dates, currency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import euros, plural, short_day
from dossier.ground.nearest import nearest, visible
from dossier.law.law import Certainty, Law
from dossier.law.payment_terms import SECTORS, Limit, latest_due, term_day
from dossier.model.case import Case
from dossier.model.ledger import Invoice


def sums(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC201: HT and TVA that do not make the TTC, to the cent."""
    for invoice in case.invoices:
        net, vat, gross = invoice.net, invoice.vat, invoice.gross
        where = invoice.place_of("montant_ttc")
        if net is not None and vat is not None and net + vat != gross:
            message = f"HT {euros(net)} + TVA {euros(vat)} font {euros(net + vat)}, et non {euros(gross)}"
            hint = f"écart de {euros(gross - net - vat)} : reprenez les trois montants sur la pièce"
            yield found("DC201", message, where, hints=(hint,))
        elif net is not None and vat is None and net > gross:
            yield found("DC201", f"le montant HT {euros(net)} dépasse le TTC {euros(gross)}", where)


def vat_is_plausible(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC216: more VAT than a fifth of the net amount, which no rate in France gives: HT and TVA exchanged, most often."""
    for invoice in case.invoices:
        if invoice.net and invoice.vat and invoice.vat.cents * 5 > invoice.net.cents + 5:
            share = f"{invoice.vat.cents * 100 / invoice.net.cents:.0f}" if invoice.net.cents > 0 else "?"
            message = f"la TVA fait {share} % du montant HT"
            yield found("DC216", message, invoice.place_of("tva"), hints=("HT et TVA ont peut-être été intervertis",))


def positive(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC208: an amount of an invoice or a cost that is zero or negative."""
    for invoice in case.invoices:
        if invoice.gross.cents <= 0:
            hint = "un avoir s’écrit avec un montant positif et type: avoir"
            yield found(
                "DC208", f"montant nul ou négatif : {euros(invoice.gross)}", invoice.place_of("montant_ttc"), hints=(hint,)
            )
        for key, amount in (("montant_ht", invoice.net), ("tva", invoice.vat)):
            if amount is not None and amount.cents < 0:
                yield found("DC208", f"montant nul ou négatif : {euros(amount)}", invoice.place_of(key))
        if invoice.retention and invoice.retention.amount.cents <= 0:
            yield found(
                "DC208", f"montant nul ou négatif : {euros(invoice.retention.amount)}", invoice.retention.place_of("montant")
            )
    for cost in case.costs:
        if cost.amount.cents <= 0:
            yield found("DC208", f"montant nul ou négatif : {euros(cost.amount)}", cost.place_of("montant"))


def unique_numbers(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC207: a number borne by two invoices or credit notes."""
    seen: dict[str, Invoice] = {}
    for invoice in sorted(case.invoices, key=lambda i: i.place):
        first = seen.setdefault(invoice.number, invoice)
        if first is not invoice:
            message = f"le numéro {visible(invoice.number)} figure deux fois"
            related = ((first.place_of("numero"), "première fois ici"),)
            yield found("DC207", message, invoice.place_of("numero"), related=related)


def due_dates(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC202: an invoice due before its own date."""
    for invoice in case.invoices:
        if invoice.due and invoice.due < invoice.date:
            message = f"échéance du {short_day(invoice.due)} antérieure à la facture du {short_day(invoice.date)}"
            yield found("DC202", message, invoice.place_of("echeance"))


def lawful_terms(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC211: between professionals, a due date after the latest that may be agreed; said once for a contract's term.

    Law: C. com. L441-10, I, and the sectors of L441-11 (`law/payment_terms.py`).
    """
    both = case.creditor.is_professional and all(debtor.is_professional for debtor in case.debtors)
    if not both or case.nature not in ("commerciale", "transport", "telecom"):
        return
    term = case.contract.term
    by_contract = False
    for invoice in case.invoices:
        limit = _limit(case, invoice, law) if invoice.type == "facture" else None
        agreed = _agreed_day(case, invoice) if term else None
        if limit and invoice.due and invoice.due > limit.day and invoice.due != agreed:
            message = f"échéance du {short_day(invoice.due)}, après le dernier jour que la loi admet ({short_day(limit.day)})"
            yield found("DC211", message, invoice.place_of("echeance"), hints=(_limit_hint(limit),))
        elif limit and term and agreed and agreed > limit.day and not by_contract:
            by_contract = True
            message = (
                f"délai convenu de {plural(term.days, 'jour')} : la facture {visible(invoice.number)} échoit le "
                f"{short_day(agreed)}, après le dernier jour que la loi admet ({short_day(limit.day)})"
            )
            related = ((invoice.place, "facture dont l’échéance est trop tardive"),)
            yield found("DC211", message, term.place_of("jours"), hints=(_limit_hint(limit),), related=related)


def _limit(case: Case, invoice: Invoice, law: Law) -> Limit | None:
    term = case.contract.term
    by_month = bool(term and term.end_of_month)
    delivered = invoice.delivered_on or invoice.performed_on or case.contract.performed_on
    return latest_due(law, invoice.date, delivered, case.contract.sector, by_month=by_month, periodic=case.contract.periodic)


def _agreed_day(case: Case, invoice: Invoice) -> date | None:
    """The day that the contract's term gives for an invoice; None without a term, or where its first day is not known."""
    term = case.contract.term
    starts = {
        "facture": invoice.date,
        "livraison": invoice.delivered_on,
        "execution": invoice.performed_on or case.contract.performed_on,
    }
    start = starts[term.from_event] if term else None
    return term_day(start, term.days, term.end_of_month) if term and start else None


def _limit_hint(limit: Limit) -> str:
    doubt = "" if limit.value.certainty is Certainty.TEXT else ", valeur à vérifier"
    return f"{limit.words}{doubt} ; le calcul suit l’échéance écrite, à moins que `choix.echeances` dise maximum_legal"


def sectors(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC262: a sector that no rule knows: it counts as the general case."""
    written = case.contract.sector
    if written not in SECTORS:
        guess = nearest(written, SECTORS)
        hints = (f"vouliez-vous écrire « {guess} » ?",) if guess else ()
        listed = f"secteurs connus : {', '.join(SECTORS)}"
        message = f"secteur inconnu « {visible(written)} » : le cas général est suivi"
        yield found("DC262", message, case.contract.place_of("secteur"), hints=(*hints, listed))


def currency(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC210: an invoice in another currency than the euro, in which nothing is computed."""
    for invoice in case.invoices:
        if invoice.currency.upper() not in ("EUR", "€", "EURO", "EUROS"):
            message = f"facture en « {visible(invoice.currency, 10)} » : seul l’euro est calculé"
            yield found("DC210", message, invoice.place_of("devise"))


def retentions(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC215: a retenue de garantie larger than its invoice."""
    for invoice in case.invoices:
        retention = invoice.retention
        if retention and retention.amount > invoice.gross:
            message = f"retenue de {euros(retention.amount)} sur une facture de {euros(invoice.gross)}"
            yield found("DC215", message, retention.place_of("montant"))


def something_is_owed(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC217: a case without any invoice, unless reading them failed, which load said."""
    failed = any("factures" in d.span.file for d in case.diagnostics)
    if not any(invoice.type == "facture" for invoice in case.invoices) and not failed:
        yield found("DC217", "aucune facture dans cette affaire", case.span, hints=("ajoutez factures.yaml",))


CHECKS = (
    sums, vat_is_plausible, positive, unique_numbers, due_dates, lawful_terms, sectors, currency, retentions, something_is_owed,
)  # fmt: skip
