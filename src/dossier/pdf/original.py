"""What a foreign PDF is, beyond its pages: what its copy will not show, and how sound it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dossier.ground.french import plural
from dossier.ground.jobs import Problem
from dossier.pdf.assembly import number
from dossier.pdf.carried import XML_NAMES
from dossier.pdf.headers import plain
from dossier.pdf.limits import MAX_ANNEXES, MEGABYTE
from dossier.pdf.rot import rotten_streams

MAX_PORTFOLIO = 200 * MEGABYTE
"""Bytes of the files of a portfolio."""
CHECKED_WHOLE = 40 * MEGABYTE
"""Bytes: every stream of a file up to this size is decoded once to find rot."""


@dataclass(slots=True)
class Notes:
    """What is learnt on the way."""

    remarks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    drawn: int = 0
    """Bytes of the drawings of the pages so far."""


def notes_on(source: Any) -> Notes:
    """What the copy does not show of the original, as sentences for the page of the piece. Problem: DC522."""
    import pikepdf

    root, notes = source.Root, Notes()
    said = notes.remarks
    if source.is_encrypted:
        said.append("original chiffré sans mot de passe d’ouverture ; la copie est déchiffrée")
    names = _embedded(source)
    if any(name.lower() in XML_NAMES for name in names):
        said.append("facture électronique Factur-X ; l’original électronique, avec son fichier XML, est joint à part")
    elif names and "/Collection" in root:
        said.append(f"porte-documents de {plural(len(names), 'fichier')}, reproduits à la suite de sa page de garde")
    elif names:
        said.append(f"{plural(len(names), 'fichier joint', 'fichiers joints')} dans l’original, non reproduits dans la copie")
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        flags = number(form.get("/SigFlags", 0))
        if flags % 2 == 1 or "/Perms" in root:
            said.append("original signé électroniquement ; la copie ne porte plus la signature, l’original est joint à part")
        if "/XFA" in form:
            said.append("formulaire XFA : ce que montre un autre lecteur peut différer de la copie")
            if str(root.get("/NeedsRendering")) == "True":
                notes.problems.append(Problem("DC522", "le formulaire XFA ne montre son contenu que dans Adobe Reader"))
    if "/OCProperties" in root:
        said.append("l’original a des calques ; la copie montre ceux qui s’affichent à l’ouverture")
    return notes


def _embedded(source: Any) -> list[str]:
    """The names of the files inside a PDF, sorted; [] when its tree of names is broken."""
    import pikepdf

    if "/Names" not in source.Root:
        return []
    try:
        return sorted(str(name) for name in source.attachments)
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError):
        return []


def portfolio_files(source: Any) -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of the files of a portfolio, by name; () for any other PDF."""
    import pikepdf

    found: list[tuple[str, bytes]] = []
    room = MAX_PORTFOLIO
    for name in _embedded(source)[:MAX_ANNEXES] if "/Collection" in source.Root else ():
        try:
            spec = source.attachments[name]
            data = bytes(spec.get_file().read_bytes())
            shown = str(spec.filename or name)
        except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError, TypeError, KeyError):
            shown, data = name, b""
        room -= len(data)
        if room < 0:
            break
        found.append((plain(shown)[:200], data))
    return tuple(found)


def melt_annotations(source: Any, notes: Notes) -> None:
    """Draw comments and filled fields into their pages, as they show on screen; links stay."""
    import pikepdf

    marks = 0
    for page in source.pages:
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            marks += sum(
                isinstance(a, pikepdf.Dictionary) and a.get("/Subtype") not in ("/Link", "/Widget", "/Popup") for a in annotations
            )
    form = source.Root.get("/AcroForm")
    if not marks and not isinstance(form, pikepdf.Dictionary):
        return
    try:
        if isinstance(form, pikepdf.Dictionary) and str(form.get("/NeedAppearances")) == "True":
            source.generate_appearance_streams()
        source.flatten_annotations("screen")
    except (pikepdf.PdfError, RuntimeError, ValueError):
        notes.remarks.append("les annotations et champs de l’original n’ont pas pu être reproduits")
        return
    if marks:
        notes.remarks.append(f"{plural(marks, 'annotation')} de l’original dans le dessin de la page")


def note_damage(source: Any, data: bytes, notes: Notes) -> None:
    """DC513 when qpdf had to mend the file, or finds rot in one of its streams."""
    complaints = [str(warning) for warning in source.get_warnings()]
    if len(data) <= CHECKED_WHOLE:
        complaints = complaints or [text for text in source.check_pdf_syntax() if "limit" not in text.lower()]
        complaints += [""] * rotten_streams(source)
    if complaints:
        notes.problems.append(
            Problem("DC513", f"le PDF est abîmé et a été réparé à la lecture ({plural(len(complaints), 'anomalie')})")
        )
        notes.remarks.append("fichier abîmé, réparé à la lecture : comparez la copie à l’original")
