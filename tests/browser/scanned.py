"""A case with a scan that carries its text, and with a call: what the search must reach beyond what pages print large."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
from PIL import Image

from dossier.compile import compile_workspace
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.wanted import Wanted

IN_SCAN, IN_CALL = "kougelhopf", "mirabellier"
CASE = "2026-042-sud-beton"

_FIRM = """
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  siren: "987654324"
  rcs: Lyon
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
"""
_CASE = """
titre: Atelier Lenoir c/ Sud Béton
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "123456782"
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
contrat: {echeance: {jours: 30}, pieces: [{fichier: pieces/scan.pdf, titre: Bon de livraison, date: 2026-02-27, nature: livraison}]}
"""


def scan(text: str) -> bytes:
    """A page that is one grey picture, with invisible text over it (rendering mode 3), as readers of scans write it."""
    picture, jpeg = Image.new("RGB", (620, 877), (236, 236, 230)), io.BytesIO()
    picture.save(jpeg, "JPEG")
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    drawn = pikepdf.Stream(pdf, jpeg.getvalue())
    drawn.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=620, Height=877, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=drawn), Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(
        f"q 595 0 0 842 0 0 cm /Im0 Do Q BT 3 Tr /F1 11 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")
    )
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def write_site(folder: Path) -> None:
    """The site of the case as files."""
    home = f"cases/{CASE}"
    files: dict[str, bytes | str] = {
        "dossier.yaml": _FIRM,
        f"{home}/affaire.yaml": _CASE,
        f"{home}/factures.yaml": "- {numero: F-2026-042, date: 2026-03-05, echeance: 2026-04-04, montant_ttc: 7200.00}\n",
        f"{home}/journal.yaml": f"- {{date: 2026-04-18, canal: telephone, sens: emis, avec: Mme Roux, resume: parle du {IN_CALL} abattu}}\n",
        f"{home}/pieces/scan.pdf": scan(f"Livraison de {IN_SCAN} conforme"),
    }
    made = compile_workspace(MemoryWorld(files, date(2026, 11, 21)), InProcess(), Wanted())
    for leaf in made.tree.leaves:
        place = folder / leaf.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(leaf.blob.read())
