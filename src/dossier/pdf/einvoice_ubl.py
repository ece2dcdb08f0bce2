"""An invoice or credit note in UBL 2.1 as data."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.pdf.annexes import Attached
from dossier.pdf.einvoice import MOST_ROWS, EInvoice, Line, Node, Place, Side, change, decoded, in_currency, local, rows, totals
from dossier.pdf.einvoice_codes import means, scheme, tax
from dossier.pdf.limits import MAX_INVOICE_LINES

TOTALS = (
    ("Total des lignes", "LineExtensionAmount"), ("Remises", "AllowanceTotalAmount"), ("Frais", "ChargeTotalAmount"),
    ("Total HT", "TaxExclusiveAmount"), ("TVA", "=tax"), ("Total TTC", "TaxInclusiveAmount"), ("Déjà payé", "PrepaidAmount"),
    ("Arrondi", "PayableRoundingAmount"), ("Net à payer", "PayableAmount"),
)  # fmt: skip


def read_ubl(root: Node) -> EInvoice:
    """What the tree says; parts that are missing are empty."""
    credit = local(root.element) == "CreditNote"
    total = root.first("LegalMonetaryTotal")
    lines = root.all("CreditNoteLine" if credit else "InvoiceLine")
    ways = root.all("PaymentMeans")[:MOST_ROWS]
    currency = root.text("DocumentCurrencyCode")
    taxed = in_currency(root.all("TaxTotal")[:MOST_ROWS], "TaxAmount", currency)
    terms = root.all("PaymentTerms")[:MOST_ROWS]
    dues = [root.text("DueDate"), *(one.text("PaymentDueDate") for one in ways)]
    dues += [one.named("InstallmentDueDate", "PaymentDueDate") for one in terms]
    payee = root.first("PayeeParty")
    return EInvoice(
        syntax="UBL 2.1",
        credit=credit,
        kind=root.named("InvoiceTypeCode", "CreditNoteTypeCode"),
        number=root.text("ID"),
        issued=root.text("IssueDate"),
        due=next(filter(None, dues), ""),
        currency=currency,
        seller=_side(root.first("AccountingSupplierParty/Party")),
        buyer=_side(root.first("AccountingCustomerParty/Party")),
        facts=rows(
            ("Commande", root.text("OrderReference/ID")), ("Contrat", root.text("ContractDocumentReference/ID")),
            ("Référence de l’acheteur", root.text("BuyerReference")), ("Livraison", root.text("Delivery/ActualDeliveryDate")),
            ("Période", " – ".join(filter(None, (root.text("InvoicePeriod/StartDate"), root.text("InvoicePeriod/EndDate"))))),
            ("Facture d’origine", root.text("BillingReference/InvoiceDocumentReference/ID")), ("Profil", root.text("CustomizationID")),
        ),
        lines=tuple(_line(line) for line in lines[:MAX_INVOICE_LINES]),
        taxes=tuple(
            (tax(row.text("TaxCategory/ID"), row.text("TaxCategory/Percent")), row.text("TaxableAmount"), row.text("TaxAmount"))
            for row in root.all("TaxTotal/TaxSubtotal")[:MOST_ROWS]
        ),
        totals=tuple(totals(total, TOTALS, taxed)) if total else (),
        changes=_changes(root),
        payment=rows(*(row for one in ways for row in _means(one)), ("Conditions", root.text("PaymentTerms/Note"))),
        notes=tuple(filter(None, (note.text() for note in root.all("Note")[:MOST_ROWS]))),
        attached=tuple(_attached(root)),
        cut=len(lines) > MAX_INVOICE_LINES,
        dues=tuple(dict.fromkeys(filter(None, dues))),
        origins=tuple(
            dict.fromkeys(filter(None, (row.text("InvoiceDocumentReference/ID") for row in root.all("BillingReference")[:MOST_ROWS])))
        ),
        payee=_side(payee) if payee else None,
    )  # fmt: skip


def _side(party: Node | None) -> Side:
    if party is None:
        return Side("")
    place = party.first("PostalAddress")
    lines = (
        (place.text("StreetName"), place.text("AdditionalStreetName"), place.text("AddressLine/Line"),
         f"{place.text('PostalZone')} {place.text('CityName')}".strip(), place.text("Country/IdentificationCode"))
        if place else ()
    )  # fmt: skip
    legal = party.first("PartyLegalEntity/CompanyID")
    identifiers = [(scheme(legal.attribute("", "schemeID")), legal.text())] if legal else []
    identifiers += [
        ("N° de TVA" if row.text("TaxScheme/ID").upper() in ("VAT", "") else "N° fiscal", row.text("CompanyID"))
        for row in party.all("PartyTaxScheme")[:4]
    ]
    identifiers += [(scheme(row.attribute("ID", "schemeID")), row.text("ID")) for row in party.all("PartyIdentification")[:4]]
    name = party.named("PartyLegalEntity/RegistrationName", "PartyName/Name")
    codes = [(legal.attribute("", "schemeID"), legal.text())] if legal else []
    codes += [
        ("VA" if row.text("TaxScheme/ID").upper() in ("VAT", "") else "FC", row.text("CompanyID"))
        for row in party.all("PartyTaxScheme")[:4]
    ]
    codes += [(row.attribute("ID", "schemeID"), row.text("ID")) for row in party.all("PartyIdentification")[:4]]
    contact = ", ".join(
        filter(None, (party.text("Contact/Name"), party.text("Contact/Telephone"), party.text("Contact/ElectronicMail")))
    )
    return Side(
        name, tuple(filter(None, lines)), rows(*dict.fromkeys(identifiers)), contact, _place(place), rows(*dict.fromkeys(codes)),
        party.text("Contact/ElectronicMail"),
    )  # fmt: skip


def _place(place: Node | None) -> Place:
    if place is None:
        return Place()
    extra = ", ".join(filter(None, (place.text("AdditionalStreetName"), place.text("AddressLine/Line"))))
    return Place(
        place.text("StreetName"),
        extra,
        place.text("PostalZone"),
        place.text("CityName"),
        place.text("Country/IdentificationCode"),
    )


def _changes(holder: Node) -> tuple[tuple[str, str], ...]:
    """Rebates and charges of the invoice or of a line; the price's own stand in the price."""
    return tuple(
        change(row.text("ChargeIndicator"), row.text("AllowanceChargeReason"), "", row.text("Amount"))
        for row in holder.all("AllowanceCharge")[:MOST_ROWS]
    )


def _line(line: Node) -> Line:
    quantity = line.first("InvoicedQuantity") or line.first("CreditedQuantity")
    return Line(
        line.text("ID"), line.text("Item/Name"), line.text("Item/Description"), quantity.text() if quantity else "",
        quantity.attribute("", "unitCode") if quantity else "", line.text("Price/PriceAmount"),
        tax(line.text("Item/ClassifiedTaxCategory/ID"), line.text("Item/ClassifiedTaxCategory/Percent")), line.text("LineExtensionAmount"),
        _changes(line),
    )  # fmt: skip


def _means(one: Node) -> tuple[tuple[str, str], ...]:
    return (
        ("Moyen", means(one.text("PaymentMeansCode"))), ("Référence", one.text("PaymentID")),
        ("Compte", one.text("PayeeFinancialAccount/ID")), ("BIC", one.text("PayeeFinancialAccount/FinancialInstitutionBranch/ID")),
    )  # fmt: skip


def _attached(root: Node) -> Iterator[Attached]:
    for row in root.all("AdditionalDocumentReference")[:MOST_ROWS]:
        held = row.first("Attachment/EmbeddedDocumentBinaryObject")
        if held is not None:
            name = held.attribute("", "filename") or row.text("ID") or "sans nom"
            yield Attached(name[:200], held.attribute("", "mimeCode") or "fichier", decoded(held))
