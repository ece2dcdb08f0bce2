"""The other papers of a case: quotes, extracts, letters, postal proofs, bank papers, court papers.

None of them borrows the look of a public body, a bank or the post: each says that it is an example.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dossier.ground.french import amount, long_day, short_day
from dossier.ground.money import Money
from evidence.invoices import GREEN, Client, Line
from evidence.paper import sheet, signature

FICTION = "EXEMPLE FICTIF"
PLAIN = """
@page { margin: 22mm } body { font-size: 11.5pt } h1 { font-size: 19pt } h2 { font-size: 13pt }
table.t th { border-bottom: .6pt solid #222 } table.t td { border-bottom: .25pt solid #bbb } table.t { margin: 4mm 0 }
.fict { font: 600 7.5pt Inter; color: #8a4b00; letter-spacing: .06em } dl { display: grid; grid-template-columns: 52mm 1fr; row-gap: 2mm }
dt { color: #555 } .letter { font: 12pt/1.5 Serif } .addr { margin: 14mm 0 12mm 92mm } .bar { display: inline-block; height: 3.2mm; background: #111 }
.card { border: 1pt solid #555; padding: 10mm; margin: 14mm 0; font-size: 13pt } .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm 9mm }
.box { display: inline-block; width: 3.4mm; height: 3.4mm; border: .7pt solid #333; margin-right: 1.5mm } .on { background: #26386f }
"""


def _doc(title: str, day: date, body: str, css: str = "") -> bytes:
    return sheet(title, body, day.isoformat(), PLAIN + css)


def quote(
    number: str, day: date, client: Client, lines: Sequence[Line], signer: str, hand: int, vat: int = 20, kind: str = "Devis"
) -> bytes:
    """A signed quote or order of one page, with the words the client wrote."""
    net = sum((line.net.cents for line in lines), 0)
    rows = "".join(
        f"<tr><td>{x.label}<td class=n>{x.count}<td class=n>{amount(Money.of(x.price))}<td class=n>{amount(x.net)}" for x in lines
    )
    body = (
        f"<p style='font:600 19pt Inter;color:{GREEN}'>Atelier Lenoir</p><p>4 quai Perrache, 69002 Lyon</p>"
        f"<p class=addr>{client.name}<br>{client.street}<br>{client.town}</p><h1>{kind} {number}</h1><p>du {long_day(day)}</p>"
        f"<table class=t><tr><th>Ouvrage<th class=n>Qté<th class=n>PU HT<th class=n>Total HT{rows}</table>"
        f"<p class=n>Total HT {amount(Money(net))} € · TVA {vat} % {amount(Money(net * vat // 100))} € · "
        f"<b>Total TTC {amount(Money(net * (100 + vat) // 100))} €</b></p>"
        "<p style='margin-top:6mm'>Paiement à trente jours de chaque facture, émise à la livraison. "
        "Les conditions générales remises ce jour en font partie.</p>"
        f"<div class=cols style='margin-top:10mm'><div>Atelier Lenoir<br>{signature(3)}</div>"
        f"<div>Le client<p class=hand>Bon pour accord, lu et approuvé<br>{signer}, le {long_day(day)}</p>{signature(hand)}</div></div>"
    )
    return _doc(f"{kind} {number}", day, body)


CLAUSES = (
    ("Objet", "Les présentes conditions s’appliquent à toute fourniture et pose de menuiseries par Atelier Lenoir."),
    ("Devis et commande", "La commande est ferme à la signature du devis. Toute modification fait l’objet d’un avenant signé."),
    ("Délais", "Les délais courent de la prise de mesures définitive."),
    ("Livraison", "Le client vérifie les ouvrages à la livraison et porte ses réserves sur le bon."),
    ("Réception", "La réception est prononcée à l’achèvement de la pose, avec ou sans réserve."),
    ("Prix", "Les prix s’entendent hors taxes, pour un chantier libre d’accès."),
    ("Paiement", "Sauf mention contraire au devis, chaque facture est payable à trente jours de sa date, sans escompte."),
    ("Retard", "Toute somme impayée à l’échéance porte de plein droit des pénalités. Leur taux est celui que la loi fixe à défaut "
     "de stipulation, sauf taux porté au devis. Une indemnité forfaitaire de 40 € est due par facture entre professionnels."),
    ("Entretien", "Une notice d’entretien est remise avec les ouvrages."),
    ("Réclamations", "Toute réclamation est faite par écrit, en désignant la facture et l’ouvrage."),
    ("Données", "Les coordonnées du client ne servent qu’à l’exécution du contrat et à son suivi."),
)  # fmt: skip


def terms(day: date, signer: str, hand: int, rate: str = "", penalty: str = "") -> bytes:
    """General terms on two pages, dated and signed; *rate* and *penalty* add an agreed rate and a clause pénale (article 9)."""
    clauses = list(CLAUSES)
    if penalty:
        clauses[8] = ("Clause pénale", penalty)
    parts = [
        f"<h2>{number}. {title}</h2><p class=letter>{text}{' ' + rate if title == 'Retard' and rate else ''}</p>"
        for number, (title, text) in enumerate(clauses, 1)
    ]
    body = (
        f"<h1>Conditions générales de vente</h1><p>Atelier Lenoir, édition de janvier {day.year}</p>{''.join(parts[:7])}<div class=new></div>"
        f"{''.join(parts[7:])}<p class=hand style='margin-top:12mm'>Lu et accepté, {signer}, le {long_day(day)}</p>{signature(hand)}"
    )
    return _doc("Conditions générales de vente", day, body)


def extract(name: str, day: date, facts: Sequence[tuple[str, str]], pages: int = 1) -> bytes:
    """An extract of a register that looks like no real one."""
    rows = "".join(f"<dt>{label}<dd>{text}" for label, text in facts)
    body = f"<p class=fict>{FICTION}</p><h1>Extrait du registre</h1><p>{name}, à jour au {long_day(day)}</p><h2>Identité</h2><dl>{rows}</dl>"
    if pages > 1:
        body += (
            f"<div class=new></div><p class=fict>{FICTION}</p><h2>Observations</h2><p>Aucune procédure collective inscrite à cette date.</p>"
            "<h2>Établissements</h2><p>Établissement principal à l’adresse du siège.</p>"
        )
    return _doc(
        f"Extrait du registre, {name}",
        day,
        body + "<p class=small style='margin-top:18mm'>Aucun registre réel n’est reproduit.</p>",
    )


def letter(day: date, to: Sequence[str], subject: str, paragraphs: Sequence[str], sent_as: str) -> bytes:
    """A letter of the firm as it was sent, signed."""
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    body = (
        f"<p style='font:600 14pt Inter;letter-spacing:.04em'>ATELIER LENOIR</p><p class=small>4 quai Perrache, 69002 Lyon<br>"
        f"compta@atelier-lenoir.example</p><p class=addr>{'<br>'.join(to)}</p><p style='margin-left:92mm'>Lyon, le {long_day(day)}</p>"
        f"<p class=small>{sent_as}</p><h2>{subject}</h2><div class=letter>{text}<p style='margin-top:6mm'>Paul Lenoir, président</p></div>{signature(3)}"
    )
    return _doc(subject, day, body)


def due_table(rows: Sequence[tuple[str, date, str, str]]) -> str:
    """The invoices of a letter: number, due date, principal still due, interest."""
    cells = "".join(f"<tr><td>{n}<td>{short_day(d)}<td class=n>{p}<td class=n>{i}" for n, d, p, i in rows)
    return f"<table class=t style='font:9pt Inter'><tr><th>Facture<th>Échéance<th class=n>Principal dû<th class=n>Intérêts{cells}</table>"


def _card(title: str, number: str, to: Sequence[str], rest: str) -> str:
    return (
        f"<div class=card><p class=fict>{FICTION}</p><h2>{title}</h2><p>Recommandé n° <b>{number}</b></p><div class=grid>"
        f"<div><span class=small>Destinataire</span><br>{'<br>'.join(to)}</div>"
        f"<div><span class=small>Expéditeur</span><br>ATELIER LENOIR<br>4 quai Perrache<br>69002 Lyon</div></div>{rest}</div>"
    )


def deposit(number: str, day: date, to: Sequence[str]) -> bytes:
    """A proof of posting."""
    return _doc(
        "Preuve de dépôt",
        day,
        _card("Preuve de dépôt", number, to, f"<p>Déposé le <span class=hand>{short_day(day)}</span>, niveau 1, avec avis</p>"),
    )


def receipt(number: str, presented: date, to: Sequence[str], outcome: str, hand: int, who: str = "") -> bytes:
    """An avis de réception: *outcome* is 'remis' or 'non réclamé'."""
    boxes = "".join(
        f"<span style='margin-right:8mm'><span class='box {'on' if outcome == name else ''}'></span>{name}</span>"
        for name in ("remis", "non réclamé", "refusé")
    )
    signed = (
        f"<p class=hand>{who}</p>{signature(hand)}" if outcome == "remis" else "<p class=hand>avisé, délai de garde écoulé</p>"
    )
    rest = f"<p style='margin-top:5mm'>Présenté le <span class=hand>{short_day(presented)}</span></p><p>{boxes}</p><p>Signature</p>{signed}"
    return _doc("Avis de réception", presented, _card("Avis de réception", number, to, rest))


def statement(day: date, month: str, credits: Sequence[tuple[date, str, str]], hidden: int) -> str:
    """The page of a bank statement where all but the debtor's lines are blacked out."""
    bar = "<span class=bar style='width:{}mm'></span>".format
    rows = [f"<tr><td>{bar(17)}<td>{bar(38 + 7 * (place % 5))}<td class=n>{bar(14)}" for place in range(hidden)]
    for place, (when, label, value) in enumerate(credits):
        rows.insert(2 + 4 * place, f"<tr><td>{short_day(when)}<td>VIR {label}<td class=n>+ {value}")
    return (
        f"<p class=fict>{FICTION}</p><h1>Relevé de compte</h1><p>Banque des Traboules (fictive) · ATELIER LENOIR · {month}</p>"
        f"<table class=t><tr><th>Date<th>Opération<th class=n>Montant, en euros{''.join(rows)}</table>"
        "<p class=small>Lignes sans rapport avec l’affaire masquées par Atelier Lenoir.</p>"
    )


def statements(day: date, months: Sequence[tuple[str, Sequence[tuple[date, str, str]], int]]) -> bytes:
    """Extracts of statements, one page a month."""
    pages = [statement(day, *month) for month in months]
    return _doc("Extraits de relevés", day, "<div class=new></div>".join(pages))


def handover(day: date, pages: Sequence[tuple[str, str]], signers: Sequence[tuple[str, int]], site: str) -> bytes:
    """A procès-verbal de réception; each page is (title, text), the last one is signed."""
    parts = [f"<h1>{title}</h1><div class=letter style='margin-top:6mm'>{text}</div>" for title, text in pages]
    hands = "".join(f"<div><p>{who}</p>{signature(hand, 210)}</div>" for who, hand in signers)
    parts[-1] += (
        f"<p style='margin-top:8mm'>Fait à {site}, le <span class=hand>{long_day(day)}</span></p><div class=cols>{hands}</div>"
    )
    return _doc("Procès-verbal de réception", day, "<div class=new></div>".join(parts))


def court_paper(title: str, day: date, court: str, paragraphs: Sequence[str]) -> bytes:
    """A decision or an act of service, in a layout of its own."""
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    body = f"<p class=fict>{FICTION}</p><h2>{court}</h2><h1 style='margin:6mm 0 8mm'>{title}</h1><div class=letter>{text}</div>"
    return _doc(title, day, body)


def notice(title: str, day: date, sender: str, facts: Sequence[tuple[str, str]]) -> bytes:
    """A short paper of a bank or a registry: a title and facts."""
    rows = "".join(f"<dt>{label}<dd>{text}" for label, text in facts)
    return _doc(
        title,
        day,
        f"<p class=fict>{FICTION}</p><p>{sender}</p><h1>{title}</h1><p>{long_day(day)}</p><dl style='margin-top:8mm'>{rows}</dl>",
    )
