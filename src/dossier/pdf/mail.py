"""An e-mail as a page: who wrote to whom and when, what was said, what was attached, and the digest of the original."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dossier.ground import shipped
from dossier.ground.french import NBSP, NNBSP, long_day, plural, weekday
from dossier.ground.jobs import Problem
from dossier.pdf.clean import Cleaned
from dossier.pdf.message import Attached, Mail, Unfit, read_mail
from dossier.pdf.signature import signature
from dossier.pdf.words import digest, in_measure, on_paper, size

_QUOTED = re.compile(r"^(?:>\s?)+")
_ATTRIBUTION = ("a écrit", "wrote", "schrieb", "escribió", "ha scritto")
"""How mail programs announce a quotation, before « : »."""


def mail_page(data: bytes, options: Mapping[str, Any]) -> Cleaned:
    """Print an e-mail.

    Problems: DC512 not readable as a message, DC519 something of it does not show as written.
    """
    try:
        mail = read_mail(data)
    except Unfit as error:
        return Cleaned(b"", problems=(Problem("DC512", str(error)),))
    html, cut = _html(mail, data, options)
    printed = print_page(html, f"Courriel : {mail.subject}" if mail.subject else "Courriel")
    warnings = [*mail.warnings, *(["texte coupé dans la copie, entier dans l’original"] if cut else [])]
    remarks = [*mail.remarks, *warnings]
    problems = [*(Problem("DC519", warning) for warning in warnings), *printed.problems]
    annexes = tuple(_annex(item, label) for item, label in zip(mail.attached, _labels(mail, options), strict=True))
    return Cleaned(printed.pdf, printed.pages, tuple(remarks), tuple(problems), annexes)


def print_page(html: str, title: str) -> Cleaned:
    """Print HTML of ours in the style of this folder; the printer's remarks become problems of the piece.

    The day that the printer wants is not kept by the copy.
    """
    from dossier.pdf.clean import clean_pdf
    from dossier.pdf.print import render

    css = shipped.read("pdf/page.css").decode()
    printed = render(html, css, title=title, created=date.min)
    clean = clean_pdf(printed.pdf)
    missing = [p.message for p in printed.problems if p.code == "DC550"]
    others = tuple(Problem("DC519", p.message) for p in printed.problems if p.code != "DC550")
    if missing:
        others += (Problem("DC519", f"{missing[0]}{f' (et {len(missing) - 1} autres)' if len(missing) > 1 else ''}"),)
    return Cleaned(clean.pdf, clean.pages, (), (*clean.problems, *others))


def _html(mail: Mail, data: bytes, options: Mapping[str, Any]) -> tuple[str, bool]:
    text, cut = in_measure(mail.text)
    rows = (
        ("De", mail.sender), ("À", mail.to), ("Copie", mail.copy), ("Date", _moment(mail)), ("En réponse à", mail.reply_to)
    )  # fmt: skip
    head = "".join(f"<div><dt>{name}</dt><dd>{on_paper(value)}</dd></div>" for name, value in rows if value)
    body = "".join(_blocks(text)) or "<p>(message sans texte)</p>"
    notes = [f"Rendu du fichier {options['name']}, {size(len(data))}, SHA-256{NBSP}{digest(hashlib.sha256(data).hexdigest())}."]
    notes += [f"{_sentence(remark)}." for remark in (*mail.remarks, *mail.warnings)]
    tail = ["Texte repris sans modification", *(["coupé ici, entier dans l’original"] if cut else [])]
    if mail.remote_images:
        count = plural(mail.remote_images, "image distante non chargée", "images distantes non chargées")
        tail.append(count)
    tail.append("en-têtes complets dans l’original")
    notes.append(f"{f'{NNBSP}; '.join(tail)}.")
    page = (
        f'<p class="kind">Courriel</p><h1>{on_paper(mail.subject) or "(sans objet)"}</h1><dl class="head">{head}</dl>'
        f'<div class="text">{body}</div>{_table(mail, options)}'
        f'<div class="foot"><p>{on_paper(" ".join(notes))}</p></div>'
    )
    return document(page), cut


def document(body: str) -> str:
    """A whole HTML document around a body of ours."""
    return f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title></title></head><body>{body}</body></html>'


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs of a message, quotations set apart with the line that announces them."""
    for depth, lines in _runs(text.split("\n")):
        paragraphs = "".join(f"<p>{on_paper(p)}</p>" for p in re.split(r"\n[ \t]*\n+", "\n".join(lines)) if p.strip())
        if paragraphs:
            yield f"<blockquote>{paragraphs}</blockquote>" if depth else paragraphs


def _runs(lines: Sequence[str]) -> list[tuple[bool, list[str]]]:
    """Consecutive lines by whether they are quoted; « X a écrit : » just before a quotation goes with it."""
    runs: list[tuple[bool, list[str]]] = []
    for line in lines:
        mark = _QUOTED.match(line)
        quoted = mark is not None
        bare = line[mark.end() :] if mark else line
        if not runs or runs[-1][0] != quoted:
            runs.append((quoted, []))
            if quoted and len(runs) > 1:
                runs[-1][1].extend(_announcement(runs[-2][1]))
        runs[-1][1].append(bare)
    return runs


def _announcement(before: list[str]) -> list[str]:
    """Take the announcing line (and an empty one after it) off the end of the lines before a quotation."""
    last = len(before)
    while last and not before[last - 1].strip():
        last -= 1
    if not last or not before[last - 1].rstrip(": \t\u00a0\u202f").lower().endswith(_ATTRIBUTION):
        return []
    first = last - 1
    # Mail programs break a long announcement in two.
    if first and before[first - 1].strip() and not before[first].lstrip().lower().startswith(("le ", "on ")):
        first -= 1
    taken = [" ".join(line.strip() for line in before[first:last]), ""]
    del before[first:]
    return taken


def _table(mail: Mail, options: Mapping[str, Any]) -> str:
    if not mail.attached:
        return ""
    rows = "".join(
        f'<tr><td>{label}</td><td>{on_paper(item.name)}</td><td>{on_paper(_type(item))}</td><td class="size">{size(len(item.data))}</td>'
        f"<td>{digest(item.sha256)}</td></tr>"
        for item, label in zip(mail.attached, _labels(mail, options), strict=True)
    )
    return (
        '<table><colgroup><col style="width:14mm"><col><col style="width:40mm"><col style="width:26mm"><col style="width:45mm">'
        '</colgroup><thead><tr><th>Pièce</th><th>Fichier joint</th><th>Type</th><th class="size">Taille</th>'
        f"<th>SHA-256</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _labels(mail: Mail, options: Mapping[str, Any]) -> list[str]:
    number = options.get("number")
    return [f"{number}.{i + 1}" if number else str(i + 1) for i in range(len(mail.attached))]


def _annex(item: Attached, label: str) -> dict[str, Any]:
    return {
        "label": label, "name": item.name, "kind": _type(item), "size": len(item.data), "sha256": item.sha256,
        "pages": _pages(item) if signature(item.data, item.name) == "pdf" else 0,
    }  # fmt: skip


def _type(item: Attached) -> str:
    """What an attachment is by its bytes, with its pages when it is a PDF."""
    kind = signature(item.data, item.name) if item.type != "message/rfc822" else "eml"
    if kind == "pdf":
        pages = _pages(item)
        return f"PDF, {plural(pages, 'page')}" if pages else "PDF illisible"
    names = {"jpeg": "image JPEG", "png": "image PNG", "eml": "courriel", "text": "texte", "zip": "archive ZIP", "docx": "Word"}
    return names.get(kind) or item.type


def _pages(item: Attached) -> int:
    import pikepdf

    from dossier.pdf.assembly import open_pdf

    try:
        with open_pdf(item.data) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return 0


def _moment(mail: Mail) -> str:
    """« lundi 12 janvier 2026, 17 h 42 (UTC+1) », as the sender's clock stood; the header itself when it is no date."""
    sent = mail.sent
    if sent is None:
        return mail.written_date or "absente de l’en-tête"
    return f"{weekday(sent.date())} {long_day(sent.date())}, {sent.hour}{NBSP}h{NBSP}{sent.minute:02} ({_zone(sent)})"


def _zone(sent: datetime) -> str:
    offset = sent.utcoffset()
    if offset is None:
        return "fuseau inconnu"
    minutes = int(offset.total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
