"""A plain text file as pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from dossier.ground.french import NBSP
from dossier.ground.jobs import Problem
from dossier.pdf.clean import Cleaned
from dossier.pdf.limits import MAX_TEXT
from dossier.pdf.mail import document, print_page
from dossier.pdf.words import digest, in_measure, on_paper, size


def text_page(data: bytes, options: Mapping[str, Any]) -> Cleaned:
    """Print a text file, UTF-8 or Windows-1252. Problem DC519: cut, or not in UTF-8."""
    text, remarks = _decoded(data)
    text, cut = in_measure(text)
    if cut:
        remarks.append("texte coupé dans la copie, entier dans l’original")
    paragraphs = "".join(f"<p>{on_paper(line) or ' '}</p>" for line in _blocks(text))
    foot = f"Rendu du fichier {options['name']}, {size(len(data))}, SHA-256{NBSP}{digest(hashlib.sha256(data).hexdigest())}."
    foot += "".join(f" {remark[:1].upper()}{remark[1:]}." for remark in remarks)
    html = f'<p class="kind">Fichier texte</p><h1>{on_paper(options["name"])}</h1><div class="text plain">{paragraphs}</div>'
    printed = print_page(document(f'{html}<div class="foot"><p>{on_paper(foot)}</p></div>'), options["name"])
    problems = (*(Problem("DC519", remark) for remark in remarks), *printed.problems)
    return Cleaned(printed.pdf, printed.pages, tuple(remarks), problems)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    try:
        text, remarks = data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text, remarks = data.decode("cp1252", "replace"), ["le fichier n’est pas en UTF-8 ; il est lu en Windows-1252"]
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = text[: 2 * MAX_TEXT]  # more is never printed, and to look at each character takes time
    return "".join(c if c.isprintable() or c in "\n\t" else "" for c in text), remarks


def _blocks(text: str) -> list[str]:
    """Lines in groups between empty lines: one paragraph a group keeps the layout of long files cheap."""
    return [block for block in text.strip("\n").split("\n\n") if block.strip()]
