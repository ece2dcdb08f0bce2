"""The firm's invoices, credit notes and delivery notes, as its software prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dossier.ground.french import amount, long_day, short_day
from dossier.ground.money import Money, total
from evidence.paper import sheet, signature

GREEN = "#2f5d3a"
FIRM = "ATELIER LENOIR, SAS au capital de 20 000 €, 987 654 324 RCS Lyon, TVA FR 14 987654324."

CSS = f"""
@page {{ margin: 20mm 18mm; @bottom-right {{ content: 'Page ' counter(page) '/' counter(pages); font: 7.5pt Inter; color: #666 }} }}
.name {{ font: 600 19pt/1.1 Inter; color: {GREEN} }} .head {{ display: flex; justify-content: space-between; margin-bottom: 20mm }}
.to {{ width: 62mm }} .facts span {{ margin-right: 6mm; color: #555 }} table.lines {{ margin-top: 6mm }}
.lines th {{ background: #e8efe9; border: 0 }} .lines td {{ border-bottom: .25pt solid #bbb; padding: 2.6mm 2mm }}
.lines th:not(:first-child), .lines td:not(:first-child) {{ text-align: right; font-feature-settings: 'tnum' }}
.sums {{ width: 74mm; margin: 5mm 0 0 auto }} .sums .t td {{ border-top: .6pt solid #222; font-weight: 600; font-size: 11.5pt }}
body {{ font-size: 11pt }} .first {{ position: relative; height: 250mm }}
.terms {{ position: absolute; bottom: 14mm; font-size: 8.6pt; color: #555 }}
"""


@dataclass(frozen=True, slots=True)
class Client:
    """Who is billed: name, street, town, SIREN as printed ('' for a consumer)."""

    name: str
    street: str
    town: str
    siren: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What was sold: a label, how many, the price of one in euros before tax."""

    label: str
    count: int
    price: str

    @property
    def net(self) -> Money:
        """The line before tax."""
        return Money.of(self.price) * self.count


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice or a credit note. *works* are rows of a second page: day, crew, what was done."""

    number: str
    day: date
    client: Client
    lines: tuple[Line, ...]
    due: date | None = None
    about: str = ""
    vat: int = 20
    credits: str = ""
    works: tuple[tuple[str, str, str], ...] = ()

    @property
    def net(self) -> Money:
        """The sum before tax."""
        return total(line.net for line in self.lines)

    @property
    def tax(self) -> Money:
        """The tax; the data are chosen so that it falls on a whole cent."""
        return Money(int(Decimal(self.net.cents) * self.vat / 100))


def _head(client: Client) -> str:
    siren = f"<br>SIREN {client.siren}" if client.siren else ""
    return (
        "<div class=head><div><p class=name>Atelier Lenoir</p>menuiserie, Lyon<br>4 quai Perrache, 69002 Lyon</div>"
        f"<div class=to><span class=small>Client</span><br>{client.name}<br>{client.street}<br>{client.town}{siren}</div></div>"
    )


def _terms(bill: Bill) -> str:
    if bill.credits:
        return f"<p>Avoir à valoir sur la facture {bill.credits}.</p><p>{FIRM}</p>"
    late = (
        "<p>En cas de retard : pénalités au taux de la Banque centrale européenne majoré de dix points, ou au taux du contrat, et "
        "indemnité forfaitaire pour frais de recouvrement de 40 € (C. com., art. L. 441-10 et D. 441-5).</p>"
        if bill.client.siren
        else ""
    )
    pay = "<p>Règlement par virement à trente jours, sans escompte. IBAN FR76 3000 6000 0112 3456 7890 189</p>"
    return f"{pay}{late}<p>{FIRM}</p>"


def bill_pdf(bill: Bill) -> bytes:
    """The PDF of an invoice or a credit note."""
    kind = "Avoir" if bill.credits else "Facture"
    facts = [f"Date {short_day(bill.day)}", f"Échéance {short_day(bill.due)}" if bill.due else "", *bill.about.split(" · ")]
    rows = "".join(
        f"<tr><td>{x.label}<td>{x.count}<td>{amount(Money.of(x.price))}<td>{bill.vat} %<td>{amount(x.net)}" for x in bill.lines
    )
    body = (
        f"<div class=first>{_head(bill.client)}<h1>{kind} {bill.number}</h1><p class=facts>{''.join(f'<span>{f}</span>' for f in facts if f)}</p>"
        f"<table class=lines><tr><th>Désignation<th>Qté<th>PU HT<th>TVA<th>Total HT{rows}</table>"
        f"<table class=sums><tr><td>Total HT<td class=n>{amount(bill.net)} €<tr><td>TVA {bill.vat} %<td class=n>{amount(bill.tax)} €"
        f"<tr class=t><td>Total TTC<td class=n>{amount(bill.net + bill.tax)} €</table><div class=terms>{_terms(bill)}</div></div>"
    )
    if bill.works:
        works = "".join(f"<tr><td>{day}<td>{crew}<td style='text-align:left'>{done}" for day, crew, done in bill.works)
        body += (
            f"<div class=new></div><h1>Attachement de travaux</h1><p class=small>annexe à la facture {bill.number}</p>"
            f"<table class=lines><tr><th>Jour<th>Compagnons<th style='text-align:left'>Ouvrage{works}</table>"
        )
    return sheet(f"{kind} {bill.number}", body, bill.day.isoformat(), CSS)


NOTE_CSS = """
@page { size: A4 landscape; margin: 20mm 22mm } body { font-size: 14pt } .note td, .note th { border: .7pt solid #333; padding: 3.2mm }
.hand { font-size: 17pt } .top { display: flex; justify-content: space-between; font-size: 15pt; margin-bottom: 9mm } .top b { font-weight: 600 }
.note { margin-bottom: 10mm } .sign { display: flex; gap: 45mm; margin-top: 8mm }
"""


@dataclass(frozen=True, slots=True)
class Note:
    """A delivery note, signed on the site. *goods* are (reference, label, count)."""

    number: str
    day: date
    site: str
    goods: tuple[tuple[str, str, int], ...]
    driver: str
    receiver: str
    hand: int = 0
    remark: str = ""


def note_pdf(note: Note, portrait: bool = False) -> bytes:
    """The delivery note, landscape unless asked otherwise, filled in and signed by hand."""
    rows = "".join(f"<tr><td>{ref}<td>{label}<td>{count}<td>{count}<td>" for ref, label, count in note.goods)
    remark = f"<p>Observations : <span class=hand>{note.remark}</span></p>" if note.remark else ""
    body = (
        f"<div class=top><span><b>ATELIER LENOIR</b> · 4 quai Perrache, 69002 Lyon</span><b>BON DE LIVRAISON N° {note.number}</b></div>"
        f"<table class=note><tr><th>Réf.<th>Désignation<th>Commandé<th>Livré<th>Observations{rows}"
        "<tr><td>&nbsp;<td><td><td><td></table>"
        f"<p>Chantier : {note.site} &emsp; Livré le : <span class=hand>{long_day(note.day)}</span></p>{remark}"
        f"<div class=sign><div>Le livreur<p class=hand>{note.driver}</p></div>"
        f"<div>Reçu conforme, pour le client<p class=hand>{note.receiver}</p>{signature(note.hand, 260)}</div></div>"
    )
    css = NOTE_CSS.replace("A4 landscape", "A4").replace("14pt", "11pt").replace("15pt", "10.5pt") if portrait else NOTE_CSS
    return sheet(f"Bon de livraison {note.number}", body, note.day.isoformat(), css)
