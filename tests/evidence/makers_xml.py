"""Electronic invoices, as the two syntaxes of EN 16931 write them, and the tricks that XML knows."""

from __future__ import annotations

_UBL = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)
_CII = (
    'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" '
    'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" '
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"'
)


def _party(name: str, siren: str, vat: str, street: str, code: str, town: str) -> str:
    return (
        f"<cac:Party><cac:PostalAddress><cbc:StreetName>{street}</cbc:StreetName><cbc:CityName>{town}</cbc:CityName>"
        f"<cbc:PostalZone>{code}</cbc:PostalZone><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country>"
        f"</cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>{vat}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID>"
        f"</cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>"
        f'<cbc:CompanyID schemeID="0002">{siren}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>'
    )


def ubl(
    root: str = "Invoice", *, number: str = "F-2026-014", buyer: str = "SUD BÉTON", note: str = "Pénalités : 12 % l’an", lines: int = 1,
    amount: str = "4000.00", attached: str = "",
) -> bytes:  # fmt: skip
    """An invoice (or, with *root* CreditNote, a credit note) in UBL 2.1."""
    kind = "InvoiceTypeCode>380<" if root == "Invoice" else "CreditNoteTypeCode>381<"
    due = "<cbc:DueDate>2026-02-14</cbc:DueDate>" if root == "Invoice" else ""
    quantity = "InvoicedQuantity" if root == "Invoice" else "CreditedQuantity"
    rows = "".join(
        f'<cac:{root}Line><cbc:ID>{n + 1}</cbc:ID><cbc:{quantity} unitCode="C62">4</cbc:{quantity}>'
        f'<cbc:LineExtensionAmount currencyID="EUR">{amount}</cbc:LineExtensionAmount><cac:Item><cbc:Name>Menuiserie n° {n + 1}</cbc:Name>'
        "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
        f'</cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">1000.00</cbc:PriceAmount></cac:Price>'
        f"</cac:{root}Line>"
        for n in range(lines)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_UBL.format(root=root)}>'
        f"<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>{number}</cbc:ID>"
        f"<cbc:IssueDate>2026-01-15</cbc:IssueDate>{due}<cbc:{kind}/cbc:{kind.partition('>')[0]}><cbc:Note>{note}</cbc:Note>"
        f"<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>{attached}"
        f"<cac:AccountingSupplierParty>{_party('ATELIER LENOIR', '987654324', 'FR00987654324', '4 quai Perrache', '69002', 'Lyon')}"
        f"</cac:AccountingSupplierParty><cac:AccountingCustomerParty>"
        f"{_party(buyer, '123456782', 'FR00123456782', '12 rue Paradis', '13001', 'Marseille')}</cac:AccountingCustomerParty>"
        "<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>F-2026-014</cbc:PaymentID>"
        "<cac:PayeeFinancialAccount><cbc:ID>FR7630006000011234567890189</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>"
        "<cac:PaymentTerms><cbc:Note>30 jours date de facture</cbc:Note></cac:PaymentTerms>"
        '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">800.00</cbc:TaxAmount><cac:TaxSubtotal>'
        '<cbc:TaxableAmount currencyID="EUR">4000.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">800.00</cbc:TaxAmount>'
        "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
        "</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal><cac:LegalMonetaryTotal>"
        '<cbc:LineExtensionAmount currencyID="EUR">4000.00</cbc:LineExtensionAmount>'
        '<cbc:TaxExclusiveAmount currencyID="EUR">4000.00</cbc:TaxExclusiveAmount>'
        '<cbc:TaxInclusiveAmount currencyID="EUR">4800.00</cbc:TaxInclusiveAmount>'
        '<cbc:PrepaidAmount currencyID="EUR">500.00</cbc:PrepaidAmount><cbc:PayableAmount currencyID="EUR">4300.00</cbc:PayableAmount>'
        f"</cac:LegalMonetaryTotal>{rows}</{root}>"
    ).encode()


def cii(number: str = "F-2026-014", kind: str = "380", note: str = "Pénalités : 12 % l’an") -> bytes:
    """The same invoice as UN/CEFACT's Cross Industry Invoice: the syntax inside a Factur-X."""

    def party(role: str, name: str, siren: str, vat: str, street: str, code: str, town: str) -> str:
        return (
            f"<ram:{role}TradeParty><ram:Name>{name}</ram:Name><ram:SpecifiedLegalOrganization>"
            f'<ram:ID schemeID="0002">{siren}</ram:ID></ram:SpecifiedLegalOrganization><ram:PostalTradeAddress>'
            f"<ram:PostcodeCode>{code}</ram:PostcodeCode><ram:LineOne>{street}</ram:LineOne><ram:CityName>{town}</ram:CityName>"
            "<ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration>"
            f'<ram:ID schemeID="VA">{vat}</ram:ID></ram:SpecifiedTaxRegistration></ram:{role}TradeParty>'
        )

    def day(text: str) -> str:
        return f'<udt:DateTimeString format="102">{text}</udt:DateTimeString>'

    tax = "<ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20.00</ram:RateApplicablePercent>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice {_CII}><rsm:ExchangedDocumentContext>'
        "<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID>"
        "</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext><rsm:ExchangedDocument>"
        f"<ram:ID>{number}</ram:ID><ram:TypeCode>{kind}</ram:TypeCode><ram:IssueDateTime>{day('20260115')}</ram:IssueDateTime>"
        f"<ram:IncludedNote><ram:Content>{note}</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>"
        "<rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>"
        "<ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>Menuiserie n° 1</ram:Name>"
        "<ram:Description>Fenêtre en chêne</ram:Description></ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement>"
        "<ram:NetPriceProductTradePrice><ram:ChargeAmount>1000.0000</ram:ChargeAmount></ram:NetPriceProductTradePrice>"
        '</ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">4.0000</ram:BilledQuantity>'
        f"</ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>{tax}</ram:ApplicableTradeTax>"
        "<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>4000.00</ram:LineTotalAmount>"
        "</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"
        "<ram:ApplicableHeaderTradeAgreement>"
        f"{party('Seller', 'ATELIER LENOIR', '987654324', 'FR00987654324', '4 quai Perrache', '69002', 'Lyon')}"
        f"{party('Buyer', 'SUD BÉTON', '123456782', 'FR00123456782', '12 rue Paradis', '13001', 'Marseille')}"
        "<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>BC-77</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>"
        "</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent>"
        f"<ram:OccurrenceDateTime>{day('20260112')}</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent>"
        "</ram:ApplicableHeaderTradeDelivery><ram:ApplicableHeaderTradeSettlement><ram:PaymentReference>F-2026-014</ram:PaymentReference>"
        "<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode><ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode>"
        "<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>FR7630006000011234567890189</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>"
        "</ram:SpecifiedTradeSettlementPaymentMeans><ram:ApplicableTradeTax><ram:CalculatedAmount>800.00</ram:CalculatedAmount>"
        f"<ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>4000.00</ram:BasisAmount>{tax.partition('</ram:TypeCode>')[2]}</ram:ApplicableTradeTax>"
        f"<ram:SpecifiedTradePaymentTerms><ram:Description>30 jours</ram:Description><ram:DueDateDateTime>{day('20260214')}"
        "</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms><ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
        "<ram:LineTotalAmount>4000.00</ram:LineTotalAmount><ram:TaxBasisTotalAmount>4000.00</ram:TaxBasisTotalAmount>"
        '<ram:TaxTotalAmount currencyID="EUR">800.00</ram:TaxTotalAmount><ram:GrandTotalAmount>4800.00</ram:GrandTotalAmount>'
        "<ram:TotalPrepaidAmount>500.00</ram:TotalPrepaidAmount><ram:DuePayableAmount>4300.00</ram:DuePayableAmount>"
        "</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>"
        "</rsm:CrossIndustryInvoice>"
    ).encode()


def with_doctype(declarations: str, use: str = "&x;") -> bytes:
    """An invoice with a document type of its own, and a use of what it declares as number."""
    data = ubl(number=use).decode()
    return data.replace("?>\n", f"?>\n<!DOCTYPE Invoice [{declarations}]>\n", 1).encode()


def entity_file() -> bytes:
    """An entity that is a file of the machine."""
    return with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">')


def laughs() -> bytes:
    """Entities of entities: a billion words in a kilobyte."""
    rows = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    return with_doctype(rows, "&a9;")


def deep(levels: int = 20_000) -> bytes:
    """Elements inside elements."""
    return b'<?xml version="1.0"?>' + b"<a>" * levels + b"</a>" * levels
