"""The files inside a piece: those that can be shown become pages behind it, numbered 3.1, 3.2 …; all are listed with their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dossier.ground.french import plural
from dossier.ground.jobs import Problem
from dossier.pdf.clean import Cleaned
from dossier.pdf.image import dots
from dossier.pdf.join import Section, joined
from dossier.pdf.limits import MAX_ANNEX_DEPTH, MAX_PAGES
from dossier.pdf.room import Room
from dossier.pdf.signature import signature

DECOR = 150_000
"""Pixels below which a picture inside the text of a message is no piece: a photograph of anything has more."""
PRINTED = frozenset({"eml", "msg", "text", "xml"})
"""Forms that go through the printer, which takes its time."""
PLAYED = frozenset({"audio", "video"})
FORMS_FR: Mapping[str, str] = {
    "pdf": "PDF", "jpeg": "image JPEG", "png": "image PNG", "tiff": "image TIFF", "gif": "image GIF", "webp": "image WebP", "bmp": "image BMP",
    "eml": "courriel", "msg": "courriel Outlook", "text": "texte", "xml": "facture électronique", "zip": "archive ZIP", "docx": "Word",
    "xlsx": "Excel", "odt": "OpenDocument", "heic": "photo HEIC", "audio": "son", "video": "vidéo", "rtf": "RTF", "html": "page HTML",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside another one: its name as written (shown, never used as a path), type, bytes.

    `form` is what it is when its bytes cannot say it ('eml', 'text', 'msg'), '' otherwise; a message inside an Outlook message
    is no file of its own: then `content` makes its pages, and there is neither data nor digest. `decor` says that it is a small
    picture of the layout (a logo, the icon of a signature).
    """

    name: str
    type: str
    data: bytes
    form: str = ""
    decor: bool = False
    content: Callable[[Room], Cleaned] | None = None

    @property
    def sha256(self) -> str:
        """The digest in hexadecimal, '' when there is no file."""
        return hashlib.sha256(self.data).hexdigest() if self.content is None else ""


def is_decor(data: bytes, mark: str) -> bool:
    """Whether an attachment is a small picture that the text of a message shows: it has a *mark* (Content-ID) and few dots."""
    return bool(mark) and 0 < dots(data) < DECOR


@dataclass(frozen=True, slots=True)
class Bound:
    """A file inside a piece with its place, what it is, its pages when it is shown, and else why not."""

    label: str
    item: Attached
    form: str
    cleaned: Cleaned
    why: str = ""
    fault: bool = False

    @property
    def about(self) -> str:
        """« PDF, 2 pages » or « Word, non reproduit »."""
        name = FORMS_FR.get(self.form) or self.item.type
        pages = plural(self.cleaned.pages, "page") if self.cleaned.pages else self.why or "non reproduit"
        return f"{name}, {pages}"


def bind(items: Sequence[Attached], room: Room) -> tuple[Bound, ...]:
    """Open the files inside a file, in order; a budget for the whole piece ends what a stranger could make endless."""
    found: list[Bound] = []
    seen: dict[str, str] = {}
    for place, item in enumerate(items, 1):
        inner = room.inside(item.name, place)
        twin = seen.get(item.sha256) if item.data else None
        found.append(_twin(inner, item, twin) if twin else _one(item, inner))
        if found[-1].cleaned.pdf and item.data:
            seen[item.sha256] = inner.label
    return tuple(found)


def _twin(room: Room, item: Attached, twin: str) -> Bound:
    return Bound(room.label, item, "", Cleaned(b""), f"identique à {room.printed(twin)}")


def _one(item: Attached, room: Room) -> Bound:
    form = item.form or signature(item.data, item.name)
    if item.decor:
        return Bound(room.label, item, form, Cleaned(b""), "image de mise en page, non reproduite")
    if room.depth > MAX_ANNEX_DEPTH:
        return Bound(room.label, item, form, Cleaned(b""), "trop profond, non reproduit", fault=True)
    if form in PLAYED:
        return Bound(room.label, item, form, Cleaned(b""), "non reproduit")
    left = room.budget
    if left.shown <= 0 or left.pages <= 0 or (form in PRINTED and left.printed <= 0):
        return Bound(room.label, item, form, Cleaned(b""), "au-delà de la limite, non reproduit", fault=True)
    left.shown -= 1
    left.printed -= form in PRINTED
    if item.content is not None:
        cleaned = item.content(room)
    else:
        form, cleaned = room.read(item.data, replace(room, name=_named(item)))
    if cleaned.pdf:
        left.pages -= cleaned.pages
        return Bound(room.label, item, form, cleaned)
    left.shown += 1
    unknown = {problem.code for problem in cleaned.problems} & {"DC517", "DC520"}
    if unknown and item.type.startswith(("image/jpeg", "image/png", "application/pdf")):
        return Bound(room.label, item, form, Cleaned(b""), "n’est pas du type annoncé, non reproduit", fault=True)
    why = "" if unknown else f"non reproduit ({cleaned.problems[0].message})" if cleaned.problems else ""
    return Bound(room.label, item, form, Cleaned(b""), why, fault=not unknown)


def _named(item: Attached) -> str:
    """The name by which the form of a file is found; what its message calls a text or a message has the ending of one."""
    ending = {"eml": ".eml", "text": ".txt", "msg": ".msg"}.get(item.form, "")
    return item.name if not ending or item.name.lower().endswith(ending) else item.name + ending


def with_annexes(front: Cleaned, bound: Sequence[Bound], room: Room) -> Cleaned:
    """The pages of a file with those of the files inside it behind them.

    Problem DC523: a file inside that should be pages and is not, or whose pages are not all it shows.
    """
    sections, rows, problems, pages = [Section("", front.pdf)], [], [], front.pages
    for item in bound:
        too_many = pages + item.cleaned.pages > MAX_PAGES
        if too_many:
            item = Bound(item.label, item.item, item.form, Cleaned(b""), "au-delà de la limite, non reproduit", fault=True)
        rows.append(_row(item, pages + 1 if item.cleaned.pdf else 0))
        rows += [_moved(row, pages) for row in item.cleaned.annexes]
        problems += _problems(item, room)
        if item.cleaned.pdf:
            sections.append(Section(f"{room.printed(item.label)} — {item.item.name}", item.cleaned.pdf))
            pages += item.cleaned.pages
    if len(sections) == 1:
        return replace(front, annexes=(*front.annexes, *rows), problems=(*front.problems, *problems))
    return replace(
        front, pdf=joined(sections), pages=pages, annexes=(*front.annexes, *rows), problems=(*front.problems, *problems)
    )


def _row(bound: Bound, first: int) -> dict[str, Any]:
    """The fields of an `Annex`."""
    return {
        "label": bound.label, "name": bound.item.name, "kind": bound.about, "size": len(bound.item.data), "sha256": bound.item.sha256,
        "pages": bound.cleaned.pages, "first_page": first,
    }  # fmt: skip


def _moved(row: Mapping[str, Any], pages: int) -> dict[str, Any]:
    """The row of a file inside a file inside: its place counts from the first page of the piece."""
    return {**row, "first_page": row["first_page"] + pages if row["first_page"] else 0}


def _problems(bound: Bound, room: Room) -> list[Problem]:
    """What is wrong with a file inside, told as such: it does not make the piece unreadable."""
    name = f"fichier joint {room.printed(bound.label)}, « {bound.item.name} »"
    if bound.fault:
        return [Problem("DC523", f"{name} : {bound.why}")]
    inner = [problem for problem in bound.cleaned.problems if problem.code == "DC523"]
    others = [problem for problem in bound.cleaned.problems if problem.code != "DC523"]
    return [*inner, *(Problem("DC523" if p.code != "DC519" else "DC519", f"{name} : {p.message}") for p in others)]
