"""The job that opens one file of evidence: what it is, a harmless copy of it, its text, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dossier.ground.jobs import Problem, Result
from dossier.pdf.clean import Cleaned, clean_pdf
from dossier.pdf.corner import read_pages
from dossier.pdf.image import image_page
from dossier.pdf.mail import mail_page
from dossier.pdf.plain import text_page
from dossier.pdf.signature import KIND_FR, signature

Reader = Callable[[bytes, Mapping[str, Any]], Cleaned]

READERS: Mapping[str, tuple[str, Reader]] = {
    "pdf": ("pdf", lambda data, options: clean_pdf(data)),
    "jpeg": ("image", lambda data, options: image_page(data, "jpeg")),
    "png": ("image", lambda data, options: image_page(data, "png")),
    "eml": ("eml", mail_page),
    "text": ("text", text_page),
}
"""For each format the kind of piece that it makes, and the function that makes pages of it."""

UNREADABLE = {
    "absent": "le fichier est absent",
    "outside": "le fichier est hors de l’espace de travail",
    "link": "le fichier est un lien symbolique, qui n’est pas suivi",
    "special": "ce n’est pas un fichier ordinaire",
    "large": "le fichier dépasse 200 Mo",
    "denied": "la lecture du fichier est refusée",
}


def examine(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """Examine one piece of evidence.

    Options: name (file name), created (ISO), number (planned number, for e-mails), unreadable (a reason of `Unreadable`,
    then there is no input). Inputs: `file`. Files: `clean`, a PDF, absent when none can be made. Facts: kind, format, pages,
    text, page_texts, corners, sizes, annexes, carries, remarks. Problems: DC510 and following.
    """
    if options.get("unreadable"):
        reason = UNREADABLE.get(options["unreadable"], "le fichier ne peut pas être lu")
        code = "DC516" if options["unreadable"] == "large" else "DC510"
        return _without("other", Problem(code, reason))
    data = inputs["file"]
    if not data:
        return _without("other", Problem("DC514", "le fichier est vide"))
    form = signature(data, options["name"])
    if form not in READERS:
        return _without("other", Problem("DC517", f"le format {KIND_FR.get(form, 'inconnu')} ne s’imprime pas"))
    kind, reader = READERS[form]
    cleaned = reader(data, options)
    if not cleaned.pdf:
        return _without(kind, *cleaned.problems)
    texts, corners, sizes = read_pages(cleaned.pdf)
    facts = {
        "kind": kind,
        "pages": cleaned.pages,
        "text": "\n".join(texts).rstrip("\n"),
        "page_texts": list(texts),
        "corners": list(corners),
        "sizes": [list(size) for size in sizes],
        "annexes": [dict(annex) for annex in cleaned.annexes],
        "carries": [list(row) for row in cleaned.carries],
        "remarks": list(cleaned.remarks),
    }
    return Result({"clean": cleaned.pdf}, facts, cleaned.problems)


def _without(kind: str, *problems: Problem) -> Result:
    """The result for a file that has no pages: a sheet will stand in its place, with the first reason."""
    facts: dict[str, Any] = {"kind": kind, "pages": None, "text": "", "page_texts": [], "corners": [], "sizes": [], "annexes": []}
    return Result({}, {**facts, "remarks": [problem.message for problem in problems[:1]]}, problems)
