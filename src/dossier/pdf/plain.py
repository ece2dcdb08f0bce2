"""A plain text file as pages."""

from __future__ import annotations

from dossier.ground.jobs import Problem
from dossier.pdf.characters import decoded_text
from dossier.pdf.clean import Cleaned
from dossier.pdf.message_sheet import CUT
from dossier.pdf.paper import document, foot, print_page
from dossier.pdf.room import Room
from dossier.pdf.words import in_measure, on_paper


def text_page(data: bytes, room: Room) -> Cleaned:
    """Print a text file: UTF-8, UTF-16 or UTF-32 by its mark, else Windows-1252. Problem DC519: cut, or not in Unicode."""
    text, remarks = decoded_text(data)
    text, cut = in_measure(text)
    if cut:
        remarks.append(CUT)
    paragraphs = "".join(f"<p>{on_paper(line) or ' '}</p>" for line in _blocks(text))
    html = f'<p class="kind">Fichier texte</p><h1>{on_paper(room.name)}</h1><div class="text plain">{paragraphs}</div>'
    printed = print_page(document(html + foot(room.name, data, remarks)), room.name)
    problems = (*(Problem("DC519", remark) for remark in remarks), *printed.problems)
    return Cleaned(printed.pdf, printed.pages, tuple(remarks), problems)


def _blocks(text: str) -> list[str]:
    """Lines in groups between empty lines: one paragraph a group keeps the layout of long files cheap."""
    return [block for block in text.strip("\n").split("\n\n") if block.strip()]
