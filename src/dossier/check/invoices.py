"""Invoices: sums, numbers, due dates, currency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dossier.ground.catalogue import found
from dossier.ground.days import end_of_month
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import euros, plural, short_day
from dossier.ground.nearest import visible
from dossier.law import names
from dossier.law.law import Law
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
    """DC211: between professionals, a term longer than the maximum of C. com. L441-10, I; said once for a contract's term.

    A longest term of 45 days end of month is allowed when the contract counts so. Sectors with a maximum of their own
    (L441-11) are left alone.
    """
    both = case.creditor.is_professional and all(debtor.is_professional for debtor in case.debtors)
    if not both or case.nature != "commerciale" or case.contract.sector != "general":
        return
    term = case.contract.term
    first = next((invoice for invoice in case.invoices if invoice.type == "facture"), None)
    limit = _maximum(law, names.DELAI_PAIEMENT_MAXIMAL, first.date) if first else None
    if term and limit and term.from_event == "facture" and not term.end_of_month and term.days > limit:
        message = f"délai convenu de {plural(term.days, 'jour')}, au-delà du maximum de {plural(limit, 'jour')}"
        yield found("DC211", message, term.place_of("jours"), hints=(_HINT,))
        return
    for invoice in case.invoices:
        last = _last_lawful_day(invoice, law, bool(term and term.end_of_month))
        if invoice.type == "facture" and invoice.due and last and invoice.due > last:
            message = f"échéance du {short_day(invoice.due)}, après le dernier jour que la loi admet ({short_day(last)})"
            yield found("DC211", message, invoice.place_of("echeance"), hints=(_HINT,))


def _maximum(law: Law, name: str, day: date) -> int | None:
    """A maximal number of days on a day, None when the law's files do not give it."""
    value = law.value(name, day) if name in law.parameters else None
    return value.integer if value else None


def _last_lawful_day(invoice: Invoice, law: Law, end_of_month_agreed: bool) -> date | None:
    """The last due day that may be agreed, the later of the two ways of counting where the contract counts by month's end."""
    days = _maximum(law, names.DELAI_PAIEMENT_MAXIMAL, invoice.date)
    if days is None:
        return None
    last = invoice.date + timedelta(days=days)
    by_month = _maximum(law, names.DELAI_PAIEMENT_MAXIMAL_FIN_DE_MOIS, invoice.date) if end_of_month_agreed else None
    if by_month is None:
        return last
    delay = timedelta(days=by_month)
    return max(last, end_of_month(invoice.date + delay), end_of_month(invoice.date) + delay)


_HINT = "à vérifier : un délai propre au secteur (contrat.secteur) peut s’appliquer"


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


CHECKS = (sums, vat_is_plausible, positive, unique_numbers, due_dates, lawful_terms, currency, retentions, something_is_owed)
