"""An electronic invoice as a page that a person can read: a reading of the file, which alone is the invoice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dossier.ground.french import NBSP, iban, number, short_day, upper_first
from dossier.ground.jobs import Problem
from dossier.pdf.annexes import Bound, bind, with_annexes
from dossier.pdf.clean import Cleaned
from dossier.pdf.einvoice import EInvoice, Line, Side
from dossier.pdf.einvoice_codes import KINDS, UNITS
from dossier.pdf.einvoice_read import NoInvoice, read_einvoice
from dossier.pdf.paper import document, foot, print_page
from dossier.pdf.room import Room
from dossier.pdf.words import digest, on_paper, size
from dossier.pdf.xml_tree import UnfitXml

READING = (
    "Cette page est une lecture de la facture électronique, dont seul le fichier XML fait foi. Rien n’y est calculé ni corrigé : les montants, "
    "les dates et les mentions sont ceux que le fichier écrit."
)
_AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,8})?")
_PERCENT = re.compile(r"(-?\d{1,9}(?:\.\d{1,8})?) %")
_IBAN = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{10,30}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def invoice_page(data: bytes, room: Room) -> Cleaned:
    """Print an electronic invoice in UBL or CII, and the files inside it.

    Problems: DC512 no XML that may be read, DC517 no invoice of a known syntax, DC519 lines left out, DC523 a file inside does
    not show.
    """
    try:
        found = read_einvoice(data)
    except UnfitXml as error:
        return Cleaned(b"", problems=(Problem("DC512", str(error)),))
    except NoInvoice:
        return Cleaned(b"", problems=(Problem("DC517", "le XML n’est pas une facture UBL ou CII"),))
    bound = bind(found.attached, room)
    remarks = [f"facture électronique {found.syntax}, lue et mise en page"]
    problems = []
    if found.cut:
        problems.append(Problem("DC519", "les lignes au-delà de la limite ne sont pas montrées, elles sont dans l’original"))
        remarks.append(problems[0].message)
    printed = print_page(
        document(_html(found, bound, room) + foot(room.name, data, [READING.rstrip("."), *remarks[1:]])), f"{_title(found)}"
    )
    front = Cleaned(printed.pdf, printed.pages, tuple(remarks), (*problems, *printed.problems))
    return with_annexes(front, bound, room)


def _title(found: EInvoice) -> str:
    kind = KINDS.get(found.kind, "avoir" if found.credit else "facture")
    return f"{upper_first(kind)} {found.number or 'sans numéro'}"


def _html(found: EInvoice, bound: Sequence[Bound], room: Room) -> str:
    head = [
        ("Date", _day(found.issued)), ("Échéance", _day(found.due)), ("Type", f"{KINDS.get(found.kind, '')} ({found.kind})".strip() if found.kind else ""),
        ("Devise", found.currency), *((name, _day(value)) for name, value in found.facts),
    ]  # fmt: skip
    return (
        f'<p class="kind">Facture électronique ({on_paper(found.syntax)})</p><h1>{on_paper(_title(found))}</h1>'
        f'<div class="sides">{_side("Vendeur", found.seller)}{_side("Acheteur", found.buyer)}</div><div class="facts">{_list(head)}'
        f"{_lines(found)}{_sums(found)}{_payment(found)}{_notes(found)}{_inside(bound, room)}</div>"
    )


def _side(role: str, side: Side) -> str:
    lines = [
        *("France" if line == "FR" else line for line in side.address),
        *(f"{name}{NBSP}: {value}" for name, value in side.identifiers),
        side.contact,
    ]
    shown = "".join(f"<br>{on_paper(line)}" for line in lines if line)
    return f'<div class="side"><p class="kind">{role}</p><p><strong>{on_paper(side.name or "sans nom")}</strong>{shown}</p></div>'


def _list(rows: Sequence[tuple[str, str]]) -> str:
    shown = "".join(f"<div><dt>{on_paper(name)}</dt><dd>{on_paper(value)}</dd></div>" for name, value in rows if value)
    return f'<dl class="head">{shown}</dl>' if shown else ""


def _lines(found: EInvoice) -> str:
    if not found.lines:
        return '<p class="none">Le fichier ne détaille aucune ligne.</p>'
    return _table(
        "Lignes", ("N°", "Désignation", "Quantité", "Prix unitaire", "TVA", "Montant HT"), (8, 0, 22, 26, 24, 28), 2,
        [_line(line) for line in found.lines],
    )  # fmt: skip


def _line(line: Line) -> tuple[str, ...]:
    detail = f"<br><small>{on_paper(line.detail)}</small>" if line.detail and line.detail != line.name else ""
    detail += "".join(
        f"<br><small>{on_paper(_rate(what))}{NBSP}: {on_paper(_amount(amount))}</small>" for what, amount in line.changes
    )
    quantity = f"{_plain(line.quantity)} {UNITS.get(line.unit, line.unit)}".strip()
    name = on_paper(line.name) + detail
    return (on_paper(line.number), name, *map(on_paper, (quantity, _amount(line.price), _rate(line.tax), _amount(line.total))))


def _sums(found: EInvoice) -> str:
    taxes = [(on_paper(_rate(kind)), on_paper(_amount(base)), on_paper(_amount(tax))) for kind, base, tax in found.taxes]
    changes = [(on_paper(_rate(what)), on_paper(_money(amount, found.currency))) for what, amount in found.changes]
    totals = [(on_paper(name), on_paper(_money(value, found.currency))) for name, value in found.totals]
    left = _table("TVA", ("Taux", "Base", "Taxe"), (0, 25, 22), 1, taxes) if taxes else ""
    right = _table("Totaux", ("", "Montant"), (0, 32), 1, totals) if totals else ""
    above = _table("Remises et frais", ("", "Montant"), (0, 32), 1, changes) if changes else ""
    return f'{above}<div class="sums"><div>{left}</div><div>{right}</div></div>'


def _payment(found: EInvoice) -> str:
    rows = _list([(name, iban(value) if _IBAN.fullmatch(value) else value) for name, value in found.payment])
    return f"<h2>Paiement</h2>{rows}" if rows else ""


def _notes(found: EInvoice) -> str:
    notes = "".join(f"<p>{on_paper(note)}</p>" for note in found.notes)
    return f'<h2>Mentions</h2><div class="notes">{notes}</div>' if notes else ""


def _inside(bound: Sequence[Bound], room: Room) -> str:
    rows = [
        (room.printed(row.label), on_paper(row.item.name), on_paper(row.about), size(len(row.item.data)), digest(row.item.sha256))
        for row in bound
    ]
    return (
        _table("Fichiers joints", ("Pièce", "Fichier", "Type", "Taille", "SHA-256"), (14, 0, 40, 20, 45), 9, rows) if rows else ""
    )


def _table(title: str, heads: Sequence[str], widths: Sequence[int], numbers: int, rows: Sequence[Sequence[str]]) -> str:
    """A table under a heading; columns from *numbers* on are set to the right; a width of 0 takes what is left."""
    columns = "".join(f'<col style="width:{width}mm">' if width else "<col>" for width in widths)
    right = ["" if i < numbers else ' class="amount"' for i in range(len(heads))]
    head = "".join(f"<th{end}>{name}</th>" for name, end in zip(heads, right, strict=True))
    body = "".join(f"<tr>{''.join(f'<td{end}>{cell}</td>' for cell, end in zip(row, right, strict=True))}</tr>" for row in rows)
    return f"<h2>{title}</h2><table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _amount(text: str) -> str:
    """« 4 000,00 » for 4000.00: the same decimals as the file writes, two at least; what is no number as it is."""
    if not _AMOUNT.fullmatch(text):
        return text
    value = Decimal(text)
    decimals = max(0, -int(value.as_tuple().exponent))
    trimmed = len(text.partition(".")[2].rstrip("0"))
    return number(value, min(decimals, max(2, trimmed)) if decimals else 0)


def _plain(text: str) -> str:
    """A quantity without the zeros that only fill its decimals."""
    return _amount(text.rstrip("0").rstrip(".") if "." in text and _AMOUNT.fullmatch(text) else text)


def _money(text: str, currency: str) -> str:
    return f"{_amount(text)}{NBSP}{'€' if currency == 'EUR' else currency}" if _AMOUNT.fullmatch(text) else text


def _rate(text: str) -> str:
    """« 20 % (exonéré) » with the comma and the space of French."""
    return _PERCENT.sub(lambda found: f"{_plain(found[1])}{NBSP}%", text)


def _day(text: str) -> str:
    """« 15/01/2026 » for a day, any other text as it is."""
    found = _DAY.fullmatch(text)
    if not found:
        return text
    try:
        return short_day(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return text
