"""The frame of a letter: sender, window, references, table of invoices, payment block, foot. Its body is a Markdown template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dossier.claim.claim import InvoiceClaim
from dossier.documents.address import LINES, WIDTH
from dossier.documents.correspondents import Addressee, Sender, to_debtor
from dossier.documents.dispatch import Dispatch, Enclosure, enclosed, way_of
from dossier.documents.document import Document
from dossier.documents.figures import MOST_ROWS
from dossier.documents.markdown import block, to_html
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.named_pieces import with_citations
from dossier.documents.page import Content
from dossier.documents.parties import is_noun, legal_mentions, signed_on
from dossier.documents.plain_text import plain_text
from dossier.documents.sepa import payload, plain_reference, qr_svg
from dossier.documents.typeset import typeset
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.french import euros, iban, long_day, typo_fr
from dossier.ground.money import Money
from dossier.model.settings import Reminder

CHANNELS = {
    "courriel": "Par courriel", "courrier": "Lettre simple", "sms": "Lettre simple",
    "lrar": "Lettre recommandée avec avis de réception", "lre": "Lettre recommandée électronique",
}  # fmt: skip
_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a kind of letter says to its frame. `table` holds the values of the table of invoices, `sum` is what is to be paid.

    `table_template` sets another table; an empty `table` stands for none, and `pays` is False for a letter that asks nothing.
    `sender` and `addressee` stand in place of the creditor and the debtor, `references` in place of the usual ones; `account`
    is where the sender receives the sum, in words, when it is not the creditor's own.
    """

    template: str
    subject: str
    channel: str
    values: Mapping[str, Any]
    table: Mapping[str, Any]
    sum: Money | None
    reference: str
    enclosures: Sequence[str | Enclosure]
    tracking: bool = False
    table_template: str = "letters/factures.html.j2"
    pays: bool = True
    sender: Sender | None = None
    addressee: Addressee | None = None
    references: str = ""
    account: str = ""


def reminder(matter: Matter, level: str) -> Reminder | None:
    """The row of the firm's calendar for a level."""
    return next((row for row in matter.case.settings.calendar if row.level == level), None)


def payment_reference(matter: Matter, rows: Sequence[InvoiceClaim]) -> str:
    """What the debtor is asked to write on a transfer: up to three invoice numbers, else the case and the debtor."""
    if 0 < len(rows) <= 3:
        return plain_reference(" ".join(row.number for row in rows))
    return plain_reference(f"{case_reference(matter)} {matter.debtor.name.upper()}")


def signatory(matter: Matter) -> str:
    """« Paul Lenoir, président »: the firm's first signatory, else the creditor's representative, else its name.

    The signatories of `dossier.yaml` sign for the firm alone: a case with a creditor of its own is signed for that one.
    """
    creditor, settings = matter.case.creditor, matter.case.settings
    own = (creditor.name, creditor.siren) == (settings.creditor.name, settings.creditor.siren)
    chosen = next(iter(settings.signatories), None) if own else None
    person = chosen or creditor.representative
    if person is None:
        return creditor.name
    return f"{person.name}, {person.role}" if person.role else person.name


def compose(matter: Matter, press: Press, letter: Letter, blank: Document) -> Content:
    """The letter's page and the site's fragment of it."""
    table = press.part(letter.table_template, letter.table) if letter.table else Markup("")
    images: dict[str, Blob] = {}
    payment, plain_payment = (_payment_block(matter, press, letter, images, shown) for shown in (True, False))
    marked = {"tableau_des_factures": block("t"), "bloc_de_paiement": block("p")}
    text = press.fill(f"letters/{letter.template}.md.j2", {**letter.values, **marked})
    frame = {**_frame(matter, press, letter, images), "titre": blank.title}
    page = press.fill("letters/cadre.html.j2", {**frame, "corps": _html(text, table, payment)})
    body = press.fill("letters/corps.html.j2", {**frame, "corps": _html(text, table, plain_payment)})
    told = press.fill("letters/courriel.html.j2", {**frame, "corps": _html(text, table, plain_payment)})
    return Content(page, body, images, dispatch=_dispatch(matter, letter, frame, told))


def _dispatch(matter: Matter, letter: Letter, frame: Mapping[str, Any], told: str) -> Dispatch:
    sender, to = letter.sender or from_creditor(matter), letter.addressee or to_debtor(matter.debtor)
    said, _ = with_citations(told, matter.bordereau)
    return Dispatch(
        way_of(letter.channel, to.email), typo_fr(frame["objet"]), plain_text(typeset(said, widen=False)), to.name, to.email,
        to.block, sender.name, sender.email, enclosed(letter.enclosures),
    )  # fmt: skip


def _html(text: str, table: str, payment: str) -> Markup:
    # The text was escaped for Markdown and rendered without HTML; the blocks are filled templates.
    return Markup(to_html(text, {"t": str(table), "p": str(payment)}))  # noqa: S704


def _payment_block(matter: Matter, press: Press, letter: Letter, images: dict[str, Blob], shown: bool) -> Markup:
    if not letter.pays:
        return Markup("")
    return press.part("letters/paiement.html.j2", _payment(matter, letter, images, shown))


def _payment(matter: Matter, letter: Letter, images: dict[str, Blob], shown: bool) -> Mapping[str, Any]:
    creditor, own = matter.case.creditor, not letter.account
    text = payload(creditor, letter.sum, letter.reference) if letter.sum and own else None
    if text and shown:
        images["qr.svg"] = Blob.of(qr_svg(text))
    sender = letter.sender
    return {
        "qr": bool(text and shown),
        "beneficiaire": sender.name if sender and not own else creditor.name,
        "iban": iban(creditor.iban) if creditor.iban and own else "",
        "bic": creditor.bic,
        "compte": letter.account,
        "reference": letter.reference,
        "montant": euros(letter.sum),
        "contact": sender.contact if sender else ", ".join(part for part in (creditor.phone, creditor.email) if part),
    }


def _frame(matter: Matter, press: Press, letter: Letter, images: dict[str, Blob]) -> Mapping[str, Any]:
    sender, to = letter.sender or from_creditor(matter), letter.addressee or to_debtor(matter.debtor)
    if to.block.lost:
        who = "" if letter.addressee else "du débiteur "
        message = f"l’adresse {who}{to.name} dépasse {LINES} lignes de {WIDTH} signes : « {to.block.lost} » n’y est pas"
        press.diagnostics.append(found("DC556", message, to.place, case=matter.case.id))
    return {
        "logo": "" if letter.sender else _logo(matter, press, images),
        "expediteur": sender.name,
        "expediteur_lignes": list(sender.lines),
        "adresse": to.block.lines,
        "adresse_taille": to.block.size,
        "lieu": sender.town,
        "date": long_day(matter.today),
        "envoi": _sent(letter.channel, to.email),
        "numero_a_ecrire": letter.tracking,
        "references": letter.references or _references(matter),
        "objet": letter.subject,
        "salutation": to.salutation,
        "pj": [row.words for row in enclosed(letter.enclosures)],
        "signataire": sender.signatory,
        "mentions": sender.mentions,
    }


def from_creditor(matter: Matter) -> Sender:
    """The creditor as the sender of its own letters."""
    creditor = matter.case.creditor
    address = creditor.address
    street = [address.street, address.extra, f"{address.postcode} {address.commune}"] if address else []
    lines = tuple(line for line in (*street, creditor.phone, creditor.email) if line)
    town = address.commune if address else ""
    return Sender(creditor.name, lines, town, signatory(matter), legal_mentions(creditor), email=creditor.email)


def _sent(channel: str, email: str) -> str:
    """How the letter goes; a level by telephone has a letter that follows the call, by e-mail where an address is known."""
    if channel == "telephone":
        return f"{'Par courriel' if email else 'Lettre simple'}, à la suite de notre appel"
    return CHANNELS.get(channel, "Lettre simple")


def _references(matter: Matter) -> str:
    contract = matter.case.contract
    ours = f"Notre dossier {case_reference(matter)}"
    if not contract.reference:
        return ours
    signed = signed_on(contract)
    return (
        f"{ours} ; votre {contract.reference}{signed}"
        if is_noun(contract.reference) and matter.debtor.role != "caution"
        else f"{ours} ; {contract.reference}{signed}"
    )


def _logo(matter: Matter, press: Press, images: dict[str, Blob]) -> str:
    """The name of the firm's logo among the images, '' for none. DC557: neither PNG, JPEG nor SVG."""
    head = matter.case.creditor.letterhead
    blob = matter.workspace.assets.get(head.logo) if head and head.logo else None
    if head is None or blob is None:
        return ""
    data = blob.read()
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), "")
    if not kind and b"<svg" in data[:2000]:
        kind = "svg"
    if not kind:
        message = f"le logo {head.logo} n’est ni PNG, ni JPEG, ni SVG ; les lettres n’en portent pas"
        press.diagnostics.append(found("DC557", message, head.place_of("logo"), case=matter.case.id))
        return ""
    images[f"logo.{kind}"] = blob
    return f"logo.{kind}"


def table_of(rows: Sequence[Mapping[str, Any]], columns: str, totals: Mapping[str, Any], summary: str) -> Mapping[str, Any]:
    """The values of the table of invoices: its rows, or a summary when there are more than a letter lists."""
    return {"colonnes": columns, "lignes": list(rows) if len(rows) <= MOST_ROWS else [], "resume": summary, **totals}
