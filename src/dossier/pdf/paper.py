"""Pages of ours for what strangers wrote (messages, texts, invoices, sheets), in one look; and the foot that names their file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from dossier.ground import shipped
from dossier.ground.french import NBSP, plural
from dossier.ground.jobs import Problem
from dossier.pdf.clean import Cleaned
from dossier.pdf.words import digest, on_paper, size


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
        more = f" (et {plural(len(missing) - 1, 'autre')})" if len(missing) > 1 else ""
        others += (Problem("DC519", f"{missing[0]}{more}"),)
    return Cleaned(clean.pdf, clean.pages, (), (*clean.problems, *others))


def document(body: str) -> str:
    """A whole HTML document around a body of ours."""
    return f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title></title></head><body>{body}</body></html>'


def foot(name: str, data: bytes, remarks: Sequence[str] = (), end: str = "") -> str:
    """The small print below a page: which file it shows, its size and digest, what else is to be known, as sentences."""
    said = [f"Rendu du fichier {name}, {size(len(data))}, SHA-256{NBSP}{digest(hashlib.sha256(data).hexdigest())}."]
    said += [f"{remark[:1].upper()}{remark[1:]}." for remark in (*remarks, end) if remark]
    return f'<div class="foot"><p>{on_paper(" ".join(said))}</p></div>'
