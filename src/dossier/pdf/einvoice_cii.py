"""An invoice in UN/CEFACT's Cross Industry Invoice, the syntax inside a Factur-X, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.pdf.annexes import Attached
from dossier.pdf.einvoice import MOST_ROWS, EInvoice, Line, Node, Place, Side, change, decoded, in_currency, rows, totals
from dossier.pdf.einvoice_codes import CREDITS, means, scheme, tax
from dossier.pdf.limits import MAX_INVOICE_LINES

TOTALS = (
    ("Total des lignes", "LineTotalAmount"), ("Remises", "AllowanceTotalAmount"), ("Frais", "ChargeTotalAmount"),
    ("Total HT", "TaxBasisTotalAmount"), ("TVA", "=tax"), ("Total TTC", "GrandTotalAmount"), ("Déjà payé", "TotalPrepaidAmount"),
    ("Arrondi", "RoundingAmount"), ("Net à payer", "DuePayableAmount"),
)  # fmt: skip


def read_cii(root: Node) -> EInvoice:
    """What the tree says; parts that are missing are empty."""
    trade = root.first("SupplyChainTradeTransaction") or root
    deal = trade.first("ApplicableHeaderTradeAgreement") or root
    delivery = trade.first("ApplicableHeaderTradeDelivery") or root
    pay = trade.first("ApplicableHeaderTradeSettlement") or root
    total = pay.first("SpecifiedTradeSettlementHeaderMonetarySummation")
    lines = trade.all("IncludedSupplyChainTradeLineItem")
    ways = pay.all("SpecifiedTradeSettlementPaymentMeans")[:MOST_ROWS]
    kind = root.text("ExchangedDocument/TypeCode")
    period = pay.first("BillingSpecifiedPeriod")
    currency = pay.text("InvoiceCurrencyCode")
    taxed = in_currency(total.all("TaxTotalAmount"), "", currency) if total else ""
    dues = [_day(row.text("DueDateDateTime/DateTimeString")) for row in pay.all("SpecifiedTradePaymentTerms")[:MOST_ROWS]]
    payee = pay.first("PayeeTradeParty")
    days = [_day(period.text(f"{end}DateTime/DateTimeString")) for end in ("Start", "End")] if period else []
    return EInvoice(
        syntax="UN/CEFACT CII",
        credit=kind in CREDITS,
        kind=kind,
        number=root.text("ExchangedDocument/ID"),
        issued=_day(root.text("ExchangedDocument/IssueDateTime/DateTimeString")),
        due=next(filter(None, dues), ""),
        currency=currency,
        seller=_side(deal.first("SellerTradeParty")),
        buyer=_side(deal.first("BuyerTradeParty")),
        facts=rows(
            ("Commande", deal.text("BuyerOrderReferencedDocument/IssuerAssignedID")),
            ("Contrat", deal.text("ContractReferencedDocument/IssuerAssignedID")), ("Référence de l’acheteur", deal.text("BuyerReference")),
            ("Livraison", _day(delivery.text("ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"))),
            ("Période", " – ".join(filter(None, days))),
            ("Facture d’origine", pay.text("InvoiceReferencedDocument/IssuerAssignedID")),
            ("Profil", root.text("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID")),
        ),
        lines=tuple(_line(line) for line in lines[:MAX_INVOICE_LINES]),
        taxes=tuple(
            (tax(row.text("CategoryCode"), row.text("RateApplicablePercent")), row.text("BasisAmount"), row.text("CalculatedAmount"))
            for row in pay.all("ApplicableTradeTax")[:MOST_ROWS]
        ),
        totals=tuple(totals(total, TOTALS, taxed)) if total else (),
        changes=_changes(pay),
        payment=rows(
            ("Référence", pay.text("PaymentReference")), *(row for one in ways for row in _means(one)),
            ("Conditions", pay.text("SpecifiedTradePaymentTerms/Description")),
        ),
        notes=tuple(filter(None, (note.text("Content") for note in root.all("ExchangedDocument/IncludedNote")[:MOST_ROWS]))),
        attached=tuple(_attached(deal)),
        cut=len(lines) > MAX_INVOICE_LINES,
        dues=tuple(dict.fromkeys(filter(None, dues))),
        origins=tuple(
            dict.fromkeys(filter(None, (row.text("IssuerAssignedID") for row in pay.all("InvoiceReferencedDocument")[:MOST_ROWS])))
        ),
        payee=_side(payee) if payee else None,
    )  # fmt: skip


def _side(party: Node | None) -> Side:
    if party is None:
        return Side("")
    place = party.first("PostalTradeAddress")
    lines = (
        (place.text("LineOne"), place.text("LineTwo"), place.text("LineThree"),
         f"{place.text('PostcodeCode')} {place.text('CityName')}".strip(), place.text("CountryID"))
        if place else ()
    )  # fmt: skip
    legal = party.first("SpecifiedLegalOrganization/ID")
    codes = [(legal.attribute("", "schemeID"), legal.text())] if legal else []
    codes += [(row.attribute("ID", "schemeID"), row.text("ID")) for row in party.all("SpecifiedTaxRegistration")[:4]]
    codes += [(row.attribute("", "schemeID"), row.text()) for row in party.all("GlobalID")[:4]]
    identifiers = [(scheme(code), text) for code, text in codes[: 1 if legal else 0]]
    identifiers += [
        ("N° de TVA" if row.attribute("ID", "schemeID") in ("VA", "VAT") else "N° fiscal", row.text("ID"))
        for row in party.all("SpecifiedTaxRegistration")[:4]
    ]
    identifiers += [(scheme(row.attribute("", "schemeID")), row.text()) for row in party.all("GlobalID")[:4]]
    man = party.first("DefinedTradeContact")
    email = man.text("EmailURIUniversalCommunication/URIID") if man else ""
    contact = (man.text("PersonName"), man.text("TelephoneUniversalCommunication/CompleteNumber"), email) if man else ()
    return Side(
        party.named("Name", "SpecifiedLegalOrganization/TradingBusinessName"), tuple(filter(None, lines)),
        rows(*dict.fromkeys(identifiers)), ", ".join(filter(None, contact)), _place(place), rows(*dict.fromkeys(codes)), email,
    )  # fmt: skip


def _place(place: Node | None) -> Place:
    if place is None:
        return Place()
    extra = ", ".join(filter(None, (place.text("LineTwo"), place.text("LineThree"))))
    return Place(place.text("LineOne"), extra, place.text("PostcodeCode"), place.text("CityName"), place.text("CountryID"))


def _changes(holder: Node) -> tuple[tuple[str, str], ...]:
    """Rebates and charges of the invoice or of a line; the price's own stand in the price."""
    return tuple(
        change(
            row.text("ChargeIndicator/Indicator"), row.text("Reason"), row.text("CalculationPercent"), row.text("ActualAmount")
        )
        for row in holder.all("SpecifiedTradeAllowanceCharge")[:MOST_ROWS]
    )


def _line(line: Node) -> Line:
    quantity = line.first("SpecifiedLineTradeDelivery/BilledQuantity")
    pay = line.first("SpecifiedLineTradeSettlement") or line
    return Line(
        line.text("AssociatedDocumentLineDocument/LineID"), line.text("SpecifiedTradeProduct/Name"),
        line.text("SpecifiedTradeProduct/Description"), quantity.text() if quantity else "",
        quantity.attribute("", "unitCode") if quantity else "", line.text("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount"),
        tax(pay.text("ApplicableTradeTax/CategoryCode"), pay.text("ApplicableTradeTax/RateApplicablePercent")),
        pay.text("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"), _changes(pay),
    )  # fmt: skip


def _means(one: Node) -> tuple[tuple[str, str], ...]:
    account = one.first("PayeePartyCreditorFinancialAccount")
    return (
        ("Moyen", means(one.text("TypeCode"))), ("Compte", account.named("IBANID", "ProprietaryID") if account else ""),
        ("BIC", one.text("PayeeSpecifiedCreditorFinancialInstitution/BICID")),
    )  # fmt: skip


def _attached(deal: Node) -> Iterator[Attached]:
    for row in deal.all("AdditionalReferencedDocument")[:MOST_ROWS]:
        held = row.first("AttachmentBinaryObject")
        if held is not None:
            name = held.attribute("", "filename") or row.text("IssuerAssignedID") or "sans nom"
            yield Attached(name[:200], held.attribute("", "mimeCode") or "fichier", decoded(held))


def _day(text: str) -> str:
    """A day of the Cross Industry Invoice, 20260115, as 2026-01-15; any other text as it is."""
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if re.fullmatch(r"\d{8}", text) else text
