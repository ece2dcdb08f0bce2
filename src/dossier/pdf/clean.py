"""A foreign PDF rebuilt as a harmless one: the same pages, drawn inside forms of their own, and nothing else carried over.

The copy is made of named parts only (content, resources, boxes, links inside the file, outline, layers). Scripts, forms,
attachments, actions, metadata and signatures stay in the original, which is kept beside it untouched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.ground.french import plural
from dossier.ground.jobs import Problem
from dossier.pdf.assembly import hang_pages, open_pdf, saved
from dossier.pdf.carried import carried_by
from dossier.pdf.destinations import Destinations, Heading, destination, headings, write_outline
from dossier.pdf.forbidden import forbidden
from dossier.pdf.layers import Layers, gather_layers, write_layers
from dossier.pdf.limits import MAX_CONTENT, MAX_PAGES, MEGABYTE
from dossier.pdf.original import melt_annotations, note_damage, notes_on, portfolio_files
from dossier.pdf.page_copy import InnerLink, TooMuch, copy_page


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A harmless copy, with what a reader should know of the original; `pdf` is b'' when none could be made.

    `annexes` are the files inside it, as the fields of `Annex`. `carries` is what only the original has: (word, sentence).
    `inside` are names and bytes of the files of a portfolio, which are its content.
    """

    pdf: bytes
    pages: int = 0
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    annexes: tuple[Mapping[str, Any], ...] = ()
    carries: tuple[tuple[str, str], ...] = ()
    inside: tuple[tuple[str, bytes], ...] = ()


def clean_pdf(data: bytes) -> Cleaned:
    """Rebuild a PDF. Problems: DC511 password, DC512 unreadable, DC513 repaired, DC514 empty, DC515 too many pages, DC516 too
    much drawn, DC518 active, DC522 a form that only another reader shows."""
    import pikepdf

    try:
        with open_pdf(data) as source:
            return _rebuilt(source, data)
    except TooMuch:
        return _refused("DC516", f"les pages du PDF dessinent plus de {MAX_CONTENT // MEGABYTE} Mo")
    except pikepdf.PasswordError:
        return _refused("DC511", "un mot de passe est demandé à l’ouverture")
    except pikepdf.PdfError as error:
        if "unsupported encryption" in str(error):
            return _refused("DC511", "le PDF est chiffré pour le détenteur d’un certificat, ou d’une façon inconnue")
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
    notes = notes_on(source)
    carries = carried_by(source)
    melt_annotations(source, notes)
    places = Destinations(source)
    outline = headings(source, places)
    target = pikepdf.new()
    pages = [copy_page(source, target, page.obj, places, notes) for page in source.pages]
    hang_pages(target, [page for page, _ in pages])
    _link(target, pages)
    _outline(target, pages, outline)
    layers = Layers()
    gather_layers(target, source, layers)
    write_layers(target, layers)
    _scrub(target)
    note_damage(source, data, notes)
    clean = saved(target)
    with open_pdf(clean) as written:
        left = forbidden(written)
        if left or len(written.pages) != count:
            return _refused("DC518", f"le PDF garde des éléments actifs après nettoyage ({', '.join(left) or 'pages'})")
    return Cleaned(
        clean, count, tuple(dict.fromkeys(notes.remarks)), tuple(dict.fromkeys(notes.problems)),
        carries=carries, inside=portfolio_files(source),
    )  # fmt: skip


def _link(target: Any, pages: Sequence[tuple[Any, list[InnerLink]]]) -> None:
    """Write the links inside the file anew, to pages of the copy."""
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


def _outline(target: Any, pages: Sequence[tuple[Any, list[InnerLink]]], outline: Sequence[Heading]) -> None:
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
