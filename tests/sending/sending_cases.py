"""A workspace compiled whole, from its files to what leaves the house, by the real passes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pikepdf
from document_cases import BETWEEN_FIRMS, DAY, SETTINGS

from dossier.compile import Compiled, compile_workspace
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.wanted import Wanted

CASE = "2026-014-sud-beton"
REACHED = BETWEEN_FIRMS.replace("    rcs: Marseille\n", "    rcs: Marseille\n    courriel: compta@sud-beton.example\n")
RECENT = """
- {numero: F-2026-101, date: 2026-10-16, echeance: 2026-11-15, montant_ttc: 1200.00, pieces: [pieces/F-101.pdf]}
"""


def sheets(*words: str) -> bytes:
    """A PDF of one page a word."""
    pdf = pikepdf.new()
    for word in words:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
            )
        )
        page.Contents = pdf.make_stream(f"BT /F1 20 Tf 80 700 Td ({word}) Tj ET".encode())
    out = BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


FILES: Mapping[str, str | bytes] = {
    "dossier.yaml": SETTINGS,
    f"cases/{CASE}/affaire.yaml": REACHED,
    f"cases/{CASE}/factures.yaml": RECENT,
    f"cases/{CASE}/pieces/F-101.pdf": sheets("facture"),
    f"cases/{CASE}/pieces/devis.pdf": sheets("devis", "conditions"),
    f"cases/{CASE}/pieces/kbis.pdf": sheets("kbis"),
}


def compiled(
    files: Mapping[str, str | bytes] | None = None,
    *,
    only: str = "letters",
    today: date = DAY,
    draft: bool = False,
    paper: int | None = None,
) -> Compiled:
    """All passes over the workspace with *files* in place of its own."""
    world = MemoryWorld({**FILES, **(files or {})}, today)
    return compile_workspace(world, InProcess(), Wanted(frozenset(only.split(",")), draft, paper=paper))


def outputs(made: Compiled) -> dict[str, bytes]:
    """The files of the output by path."""
    return {leaf.path: leaf.blob.read() for leaf in made.tree.leaves}
