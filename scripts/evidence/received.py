"""What reaches the firm of the guide's first case: its own e-invoice, a client's order by mail, the bank's statement of a month."""

from __future__ import annotations

from datetime import date

from facturx import generate_from_binary

from evidence.invoices import Bill, Client, Line, bill_pdf
from evidence.mail import Mail, eml
from evidence.papers import quote

CLIENT = Client("LES HALLES DU PONT", "18 cours Lafayette", "69003 Lyon", "000 777 003")
LINES = (Line("Étals en chêne, pose comprise", 4, "650.00"), Line("Habillage de comptoir", 1, "600.00"))
ORDERED, BILLED, DUE = date(2026, 5, 27), date(2026, 6, 8), date(2026, 7, 8)
_NAMESPACES = (
    'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" '
    'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" '
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"'
)


def _party(role: str, name: str, siren: str, vat: str, street: str, code: str, town: str) -> str:
    return (
        f'<ram:{role}TradeParty><ram:Name>{name}</ram:Name><ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">{siren}</ram:ID>'
        f"</ram:SpecifiedLegalOrganization><ram:PostalTradeAddress><ram:PostcodeCode>{code}</ram:PostcodeCode><ram:LineOne>{street}"
        f"</ram:LineOne><ram:CityName>{town}</ram:CityName><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>"
        f'<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{vat}</ram:ID></ram:SpecifiedTaxRegistration></ram:{role}TradeParty>'
    )


def _day(day: date) -> str:
    return f'<udt:DateTimeString format="102">{day:%Y%m%d}</udt:DateTimeString>'


def _line(rank: int, line: Line) -> str:
    return (
        f"<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{rank}</ram:LineID>"
        f"</ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>{line.label}</ram:Name></ram:SpecifiedTradeProduct>"
        f"<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{line.price}</ram:ChargeAmount>"
        "</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>"
        f'<ram:BilledQuantity unitCode="C62">{line.count}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>'
        "<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>"
        "<ram:RateApplicablePercent>20.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
        f"<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{line.net}</ram:LineTotalAmount>"
        "</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"
    )


def _xml(bill: Bill) -> bytes:
    gross = bill.net + bill.tax
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice {_NAMESPACES}><rsm:ExchangedDocumentContext>'
        "<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID>"
        "</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext><rsm:ExchangedDocument>"
        f"<ram:ID>{bill.number}</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>{_day(bill.day)}</ram:IssueDateTime>"
        "</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>"
        f"{''.join(_line(rank, line) for rank, line in enumerate(bill.lines, 1))}<ram:ApplicableHeaderTradeAgreement>"
        f"{_party('Seller', 'ATELIER LENOIR', '987654324', 'FR14987654324', '4 quai Perrache', '69002', 'Lyon')}"
        f"{_party('Buyer', CLIENT.name, '000777003', 'FR14000777003', CLIENT.street, '69003', 'Lyon')}"
        "<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>BC-0611</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>"
        "</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent>"
        f"<ram:OccurrenceDateTime>{_day(date(2026, 6, 5))}</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent>"
        "</ram:ApplicableHeaderTradeDelivery><ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>"
        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount>"
        "<ram:IBANID>FR7630006000011234567890189</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>"
        "</ram:SpecifiedTradeSettlementPaymentMeans><ram:ApplicableTradeTax>"
        f"<ram:CalculatedAmount>{bill.tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{bill.net}</ram:BasisAmount>"
        "<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
        f"<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>{_day(DUE)}</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"
        f"<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{bill.net}</ram:LineTotalAmount>"
        f'<ram:TaxBasisTotalAmount>{bill.net}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">{bill.tax}</ram:TaxTotalAmount>'
        f"<ram:GrandTotalAmount>{gross}</ram:GrandTotalAmount><ram:DuePayableAmount>{gross}</ram:DuePayableAmount>"
        "</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>"
        "</rsm:CrossIndustryInvoice>"
    ).encode()


def invoice() -> bytes:
    """The firm's invoice as Factur-X (EN 16931), joined by the library of that format."""
    bill = Bill("F-2026-118", BILLED, CLIENT, LINES, DUE, "Commande BC-0611")
    return bytes(
        generate_from_binary(bill_pdf(bill), _xml(bill), flavor="factur-x", level="en16931", lang="fr-FR", attachments={})
    )


def order() -> bytes:
    """The client's mail with the signed order."""
    signed = quote("BC-0611", ORDERED, CLIENT, LINES, "Sonia Pellerin, gérante", 2, kind="Bon de commande")
    return eml(
        Mail(
            "Wed, 27 May 2026 16:42:00 +0200", ("Sonia Pellerin", "s.pellerin@halles-du-pont.example"),
            ("Atelier Lenoir", "compta@atelier-lenoir.example"), "Bon de commande BC-0611 signé",
            "Bonjour,\n\nVoici le bon de commande BC-0611, signé. Nous comptons sur une pose début juin.\n\nCordialement,\n\n"
            "Sonia Pellerin\nLes Halles du Pont\n18 cours Lafayette, 69003 Lyon\n",
            "<20260527164200.commande@halles-du-pont.example>",
            attachments=(("Bon de commande BC-0611 signé.pdf", "application/pdf", signed),),
        )
    )  # fmt: skip


_ROWS = (
    (date(2026, 9, 2), "1248.00", "CRDT", "MENUISERIE DES MONTS", "VIREMENT FACTURE F-2026-131", "FRV2609020031"),
    (date(2026, 9, 4), "1000.00", "CRDT", "LES HALLES DU PONT", "ACOMPTE SUR F-2026-118", "FRV2609040117"),
    (date(2026, 9, 15), "312.40", "DBIT", "EDF ENTREPRISES", "PRLV ELECTRICITE AOUT", "PRL2609150008"),
)


def statement() -> bytes:
    """The bank's statement of September 2026 (CAMT.053): the client's instalment among other movements."""
    entries = "".join(
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt>'
        f"<ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs>"
        f"<RltdPties><{'Dbtr' if way == 'CRDT' else 'Cdtr'}><Nm>{who}</Nm></{'Dbtr' if way == 'CRDT' else 'Cdtr'}></RltdPties>"
        f"<RmtInf><Ustrd>{label}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
        for day, amount, way, who, label, reference in _ROWS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr>'
        "<MsgId>EXEMPLE-202609</MsgId><CreDtTm>2026-09-30T20:00:00</CreDtTm></GrpHdr><Stmt><Id>202609</Id>"
        "<CreDtTm>2026-09-30T20:00:00</CreDtTm><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>"
        '<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">8210.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        "<Dt><Dt>2026-09-01</Dt></Dt></Bal>"
        '<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">10145.60</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<Dt><Dt>2026-09-30</Dt></Dt></Bal>\n{entries}</Stmt></BkToCstmrStmt></Document>\n"
    ).encode()


FILES = {"F-2026-118.pdf": invoice, "commande.eml": order, "releve-2026-09.xml": statement}
"""Each file by its name, and what makes it. The Factur-X bears the moment of its making: the others are the same at every run."""
