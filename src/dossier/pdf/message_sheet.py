"""A message as a page: who wrote to whom and when, what was said, what was attached, and the digest of the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from dossier.ground.french import NBSP, NNBSP, long_day, plural, weekday
from dossier.ground.jobs import Problem
from dossier.pdf.annexes import Bound, bind, with_annexes
from dossier.pdf.clean import Cleaned
from dossier.pdf.message import Mail
from dossier.pdf.paper import document, foot, print_page
from dossier.pdf.room import Room
from dossier.pdf.words import digest, in_measure, on_paper, size

_QUOTED = re.compile(r"^(?:>\s?)+")
_ATTRIBUTION = ("a écrit", "wrote", "schrieb", "escribió", "ha scritto")
"""How mail programs announce a quotation, before « : »."""
CUT = "texte coupé dans la copie, entier dans l’original"


def message_pages(mail: Mail, room: Room, source: bytes | None) -> Cleaned:
    """The pages of a message, then those of what is attached to it.

    *source* is its file, None for a message that is a part of another one's file. Problems: DC519 something of it does not show
    as written, DC523 something attached does not show.
    """
    bound = bind(mail.attached, room)
    text, cut = in_measure(mail.text)
    printed = print_page(
        document(_html(mail, text, cut, bound, room, source)), f"Courriel : {mail.subject}" if mail.subject else "Courriel"
    )
    warnings = [*mail.warnings, *([CUT] if cut else [])]
    problems = (*(Problem("DC519", warning) for warning in warnings), *printed.problems)
    front = Cleaned(printed.pdf, printed.pages, (*mail.remarks, *warnings), problems)
    return with_annexes(front, bound, room)


def _html(mail: Mail, text: str, cut: bool, bound: Sequence[Bound], room: Room, source: bytes | None) -> str:
    rows = (
        ("De", mail.sender), ("À", mail.to), ("Copie", mail.copy), ("Date", _moment(mail)), ("En réponse à", mail.reply_to)
    )  # fmt: skip
    head = "".join(f"<div><dt>{name}</dt><dd>{on_paper(value)}</dd></div>" for name, value in rows if value)
    body = "".join(_blocks(text)) or "<p>(message sans texte)</p>"
    tail = ["Texte repris sans modification", *(["coupé ici, entier dans l’original"] if cut else [])]
    if mail.remote_images:
        tail.append(plural(mail.remote_images, "image distante non chargée", "images distantes non chargées"))
    tail.append("en-têtes complets dans l’original")
    end = f"{NNBSP}; ".join(tail)
    notes = (*mail.remarks, *mail.warnings)
    below = foot(room.name, source, notes, end) if source is not None else _foot_inside(notes)
    return (
        f'<p class="kind">Courriel</p><h1>{on_paper(mail.subject) or "(sans objet)"}</h1><dl class="head">{head}</dl>'
        f'<div class="text">{body}</div>{_table(bound, room)}{below}'
    )


def _foot_inside(notes: Sequence[str]) -> str:
    said = ("Message contenu dans le message précédent, sans fichier propre", *notes)
    return f'<div class="foot"><p>{on_paper(" ".join(f"{note[:1].upper()}{note[1:]}." for note in said))}</p></div>'


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


def _table(bound: Sequence[Bound], room: Room) -> str:
    if not bound:
        return ""
    rows = "".join(
        f"<tr><td>{room.printed(row.label)}</td><td>{on_paper(row.item.name)}</td><td>{on_paper(row.about)}</td>"
        f'<td class="size">{size(len(row.item.data)) if row.item.sha256 else "—"}</td>'
        f"<td>{digest(row.item.sha256) if row.item.sha256 else '—'}</td></tr>"
        for row in bound
    )
    return (
        '<table><colgroup><col style="width:14mm"><col><col style="width:40mm"><col style="width:26mm"><col style="width:45mm">'
        '</colgroup><thead><tr><th>Pièce</th><th>Fichier joint</th><th>Type</th><th class="size">Taille</th>'
        f"<th>SHA-256</th></tr></thead><tbody>{rows}</tbody></table>"
    )


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
