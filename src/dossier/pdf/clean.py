"""A foreign PDF rebuilt as a harmless one: the same pages, drawn inside forms of their own, and nothing else carried over.

The copy is made of named parts only (content, resources, boxes, links inside the file, outline, layers). Scripts, forms,
attachments, actions, metadata and signatures stay in the original, which is kept beside it untouched.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dossier.ground.french import plural
from dossier.ground.jobs import Problem
from dossier.pdf.assembly import (
    Destinations,
    Heading,
    Target,
    destination,
    hang_pages,
    headings,
    inherited,
    number,
    numbers,
    open_pdf,
    saved,
    sheet_of_page,
    write_outline,
)
from dossier.pdf.forbidden import forbidden
from dossier.pdf.geometry import A4, POINTS_PER_MM, Sheet
from dossier.pdf.layers import Layers, gather_layers, write_layers
from dossier.pdf.limits import MAX_PAGES, MAX_SIDE, MEGABYTE
from dossier.pdf.rot import rotten_streams

SMALLEST = (62 * POINTS_PER_MM, 30 * POINTS_PER_MM)
"""Width and height as displayed: a smaller page is laid on a sheet of this size, so that the label has room."""
CHECKED_WHOLE = 40 * MEGABYTE
"""Bytes: every stream of a file up to this size is decoded once to find rot."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A harmless copy, with what a reader should know of the original; `pdf` is b'' when none could be made.

    `annexes` are the files inside it, as the fields of `Annex`.
    """

    pdf: bytes
    pages: int = 0
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    annexes: tuple[Mapping[str, Any], ...] = ()


@dataclass(slots=True)
class _Notes:
    """What is learnt on the way."""

    remarks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def clean_pdf(data: bytes) -> Cleaned:
    """Rebuild a PDF. Problems: DC511 password, DC512 unreadable, DC513 repaired, DC514 empty, DC515 too many pages, DC518 active."""
    import pikepdf

    try:
        with open_pdf(data) as source:
            return _rebuilt(source, data)
    except pikepdf.PasswordError:
        return _refused("DC511", "un mot de passe est demandé à l’ouverture")
    except pikepdf.PdfError as error:
        if "no pages" in str(error):
            return _refused("DC514", "le PDF n’a aucune page")
        return _refused("DC512", "le PDF ne peut pas être lu")
    except (RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError):
        # qpdf and pikepdf speak of broken structures in all these ways; the file is at fault, not the program.
        return _refused("DC512", "le PDF ne peut pas être lu")


def _refused(code: str, message: str) -> Cleaned:
    return Cleaned(b"", problems=(Problem(code, message),))


def _rebuilt(source: Any, data: bytes) -> Cleaned:
    import pikepdf

    count = len(source.pages)
    if count == 0:
        return _refused("DC514", "le PDF n’a aucune page")
    if count > MAX_PAGES:
        return _refused("DC515", f"le PDF a {plural(count, 'page')}, la limite est de {plural(MAX_PAGES, 'page')}")
    notes = _Notes(remarks=remarks_on(source))
    _melt_annotations(source, notes)
    places = Destinations(source)
    outline = headings(source, places)
    target = pikepdf.new()
    pages = [_page(source, target, page.obj, places, notes) for page in source.pages]
    hang_pages(target, [page for page, _ in pages])
    _link(target, pages)
    _outline(target, pages, outline)
    layers = Layers()
    gather_layers(target, source, layers)
    write_layers(target, layers)
    _scrub(target)
    _note_damage(source, data, notes)
    clean = saved(target)
    with open_pdf(clean) as written:
        left = forbidden(written)
        if left or len(written.pages) != count:
            return _refused("DC518", f"le PDF garde des éléments actifs après nettoyage ({', '.join(left) or 'pages'})")
    return Cleaned(clean, count, tuple(dict.fromkeys(notes.remarks)), tuple(dict.fromkeys(notes.problems)))


def remarks_on(source: Any) -> list[str]:
    """What the copy does not show of the original, as sentences for the page of the piece."""
    import pikepdf

    root, found = source.Root, []
    if source.is_encrypted:
        found.append("original chiffré sans mot de passe d’ouverture ; la copie est déchiffrée")
    names = sorted(str(name) for name in source.attachments) if "/Names" in root else []
    if any(name.lower() in ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml") for name in names):
        found.append("facture électronique Factur-X ; l’original électronique, avec son fichier XML, est joint à part")
    elif names:
        found.append(f"{plural(len(names), 'fichier joint', 'fichiers joints')} dans l’original, non reproduits dans la copie")
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        if int(form.get("/SigFlags", 0) or 0) & 1 or "/Perms" in root:
            found.append("original signé électroniquement ; la copie ne porte plus la signature, l’original est joint à part")
        if "/XFA" in form:
            found.append("formulaire XFA : ce que montre un autre lecteur peut différer de la copie")
    if "/OCProperties" in root:
        found.append("l’original a des calques ; la copie montre ceux qui s’affichent à l’ouverture")
    return found


def _melt_annotations(source: Any, notes: _Notes) -> None:
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


@dataclass(frozen=True, slots=True)
class _Link:
    rect: tuple[float, ...]
    target: Target


def _page(source: Any, target: Any, page: Any, places: Destinations, notes: _Notes) -> tuple[Any, list[_Link]]:
    """One page of the copy: its content as a form, so that nothing it leaves open touches what we draw after it."""
    from pikepdf import Array, Dictionary, Name, Stream

    sheet = _sheet(page, notes)
    unit, room = _fit(page, sheet, notes)
    form = Stream(
        target,
        zlib.compress(_content(page, notes), 6),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([sheet.x0, sheet.y0, sheet.x1, sheet.y1]),
        Resources=_resources(source, target, page),
        Filter=Name.FlateDecode,
    )
    # Without this the edge of a CropBox would cut what hangs over it, yet a taller sheet would show it again.
    drawing = f"q {unit:.6f} 0 0 {unit:.6f} 0 0 cm /Page Do Q".encode() if unit != 1 else b"q /Page Do Q"
    made = Dictionary(
        Type=Name.Page,
        MediaBox=Array([round(v, 4) for v in (room.x0, room.y0, room.x1, room.y1)]),
        Resources=Dictionary(XObject=Dictionary({"/Page": target.make_indirect(form)})),
        Contents=target.make_indirect(Stream(target, drawing)),
    )
    if sheet.rotation:
        made.Rotate = sheet.rotation
    group = page.get("/Group")
    if isinstance(group, Dictionary) and group.get("/S") == "/Transparency":
        made.Group = target.copy_foreign(source.make_indirect(group))
    return target.make_indirect(made), [_Link(tuple(v * unit for v in r), goal) for r, goal in _links(page, places)]


def _sheet(page: Any, notes: _Notes) -> Sheet:
    """The visible sheet of a page, A4 when its boxes make no sense."""
    turn = number(inherited(page, "/Rotate") or 0)
    if turn % 90 != 0:
        notes.remarks.append("une page a une rotation irrégulière ; elle est ramenée au quart de tour le plus proche")
    sheet = sheet_of_page(page)
    if sheet is None:
        notes.remarks.append("une page a un format impossible ; elle est présentée au format A4")
        return Sheet(0, 0, *A4)
    return sheet


def _fit(page: Any, sheet: Sheet, notes: _Notes) -> tuple[float, Sheet]:
    """The scale of the content and the sheet of the copy: gigantic pages shrink, tiny ones get white around them."""
    unit = number(page.get("/UserUnit", 1))
    unit = unit if 0 < unit < 1e4 else 1.0
    longest = max(sheet.width, sheet.height) * unit
    if longest > MAX_SIDE:
        notes.remarks.append("une page dépasse le format que les lecteurs acceptent ; elle est réduite")
        unit *= A4[1] / longest
    scaled = Sheet(sheet.x0 * unit, sheet.y0 * unit, sheet.x1 * unit, sheet.y1 * unit, sheet.rotation)
    # The room that a label needs is meant as displayed; at a quarter turn width and height change places.
    need = SMALLEST if sheet.rotation % 180 == 0 else SMALLEST[::-1]
    wide, high = max(0.0, need[0] - (scaled.x1 - scaled.x0)), max(0.0, need[1] - (scaled.y1 - scaled.y0))
    if wide or high:
        notes.remarks.append("une page est plus petite que le cachet ; elle est posée sur une feuille plus grande")
    room = Sheet(scaled.x0 - wide / 2, scaled.y0 - high / 2, scaled.x1 + wide / 2, scaled.y1 + high / 2, sheet.rotation)
    return unit, room


def _content(page: Any, notes: _Notes) -> bytes:
    """The drawing operators of a page, decoded and joined; what cannot be decoded is a problem and left out."""
    import pikepdf

    contents = page.get("/Contents")
    streams: Sequence[Any] = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    parts = []
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            try:
                parts.append(stream.read_bytes())
            except (pikepdf.PdfError, pikepdf.DataDecodingError):
                notes.problems.append(Problem("DC513", "une partie du contenu d’une page ne peut pas être décodée"))
    return b"\n".join(parts)


def _resources(source: Any, target: Any, page: Any) -> Any:
    import pikepdf

    resources = inherited(page, "/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return pikepdf.Dictionary()
    return target.copy_foreign(resources if resources.is_indirect else source.make_indirect(resources))


def _links(page: Any, places: Destinations) -> list[tuple[tuple[float, ...], Target]]:
    """The links of a page that stay inside the file; addresses of the outside are not carried over."""
    import pikepdf

    found: list[tuple[tuple[float, ...], Target]] = []
    annotations = page.get("/Annots")
    for annotation in list(annotations)[:2000] if isinstance(annotations, pikepdf.Array) else ():
        if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/Link":
            rect, goal = numbers(annotation.get("/Rect")), places.of(annotation)
            if goal and len(rect) == 4 and all(abs(v) < 1e6 for v in rect):
                found.append((tuple(rect), goal))
    return found


def _link(target: Any, pages: Sequence[tuple[Any, list[_Link]]]) -> None:
    from pikepdf import Array, Dictionary, Name

    for page, links in pages:
        if links:
            page.Annots = Array(
                [
                    target.make_indirect(
                        Dictionary(
                            Type=Name.Annot,
                            Subtype=Name.Link,
                            Rect=Array([round(v, 3) for v in link.rect]),
                            Border=Array([0, 0, 0]),
                            Dest=destination(pages[link.target.page][0]),
                        )
                    )
                    for link in links
                ]
            )


def _outline(target: Any, pages: Sequence[tuple[Any, list[_Link]]], outline: Sequence[Heading]) -> None:
    write_outline(target, [(h.depth, h.title, destination(pages[h.page][0])) for h in outline])


def _scrub(target: Any) -> None:
    """Take out what resources may have brought along: files, scripts, previews, other programs' data, outside sources."""
    import pikepdf
    from pikepdf.sanitize import Sanitizer

    scrubber = Sanitizer().remove_javascript().remove_external_access().remove_attachments().remove_collection()
    scrubber = scrubber.remove_multimedia().remove_thumbnails().remove_search_index()
    scrubber.remove_web_capture().remove_private_app_data().apply(target)
    for thing in target.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            stream = isinstance(thing, pikepdf.Stream)
            for key in ("/AF", "/PieceInfo", "/Metadata", "/OPI", "/StructParent", "/StructParents"):
                if key in thing and (stream or key != "/Metadata"):
                    del thing[key]
            if stream:
                for key in ("/F", "/FFilter", "/FDecodeParms", "/Ref"):
                    if key in thing:
                        del thing[key]


def _note_damage(source: Any, data: bytes, notes: _Notes) -> None:
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
