"""The job that opens one file of evidence: what it is, a harmless copy of it, its text, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dossier.ground.jobs import Problem, Result
from dossier.ground.stand_ins import stand_in
from dossier.pdf.clean import Cleaned, clean_pdf
from dossier.pdf.corner import read_pages
from dossier.pdf.readers import kind_of, read
from dossier.pdf.room import Room

UNREADABLE = {
    "absent": "le fichier est absent",
    "outside": "le fichier est hors de l’espace de travail",
    "link": "le fichier est un lien symbolique, qui n’est pas suivi",
    "special": "ce n’est pas un fichier ordinaire",
    "large": "le fichier dépasse 200 Mo",
    "denied": "la lecture du fichier est refusée",
}


AGAIN = "supprimez le PDF et son fichier .conversion.yaml, puis relancez dossier import --convert"


def examine(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """Examine one piece of evidence.

    Options: name (file name), number (planned number, for messages), unreadable (a reason of `Unreadable`, then there is no
    input), conversion (tool and version that made `converted`), stale (why a conversion is not used). Inputs: `file`, and `converted`, the PDF that was made of it
    and gives its pages. Files: `clean`, a PDF, absent when none can be made. Facts: kind, form, pages, text, page_texts,
    corners, sizes, annexes (labels from the piece on: '1', '2.1'), remarks, carries. Problems: DC510 and following.
    """
    if options.get("unreadable"):
        reason = UNREADABLE.get(options["unreadable"], "le fichier ne peut pas être lu")
        code = "DC516" if options["unreadable"] == "large" else "DC510"
        return _without("other", Problem(code, reason))
    if instead := stand_in(inputs["file"]):
        return _without("other", Problem("DC510", instead.reason, (instead.cure,)))
    number = str(options.get("number") or "")
    form, cleaned = read(inputs["file"], Room(options["name"], read, number))
    if "converted" in inputs:
        cleaned = _converted(cleaned, inputs["converted"], options["conversion"])
    elif stale := options.get("stale"):
        others = tuple(p for p in cleaned.problems if p.code != "DC520")
        cleaned = replace(cleaned, problems=(Problem("DC521", stale, (AGAIN,)), *others))
    if not cleaned.pdf:
        return _without(kind_of(form), *cleaned.problems, reason=next(iter(cleaned.remarks), ""))
    texts, corners, sizes = read_pages(cleaned.pdf)
    facts = {
        "kind": kind_of(form),
        "form": form,
        "pages": cleaned.pages,
        "text": "\n".join(texts).rstrip("\n"),
        "page_texts": list(texts),
        "corners": list(corners),
        "sizes": [list(size) for size in sizes],
        "annexes": [dict(annex) for annex in cleaned.annexes],
        "remarks": list(cleaned.remarks),
        "carries": [list(row) for row in cleaned.carries],
    }
    return Result({"clean": cleaned.pdf}, facts, cleaned.problems)


def _converted(original: Cleaned, made: bytes, conversion: Mapping[str, str]) -> Cleaned:
    """The pages that a conversion made, with what is known of the original; its problem that it has no pages is solved."""
    shown = clean_pdf(made)
    tool = " ".join(filter(None, (conversion["tool"], conversion["version"])))
    if not shown.pdf:
        problems = [Problem(p.code, f"la conversion par {tool} ne se montre pas : {p.message}") for p in shown.problems]
        return (
            replace(original, problems=(*original.problems, *problems))
            if original.pdf
            else replace(shown, problems=tuple(problems))
        )
    problems = [p for p in original.problems if p.code not in ("DC517", "DC520")]
    if original.pdf and original.pages != shown.pages:
        problems.append(Problem("DC521", f"la conversion par {tool} a un autre nombre de pages que l’original"))
        return replace(original, problems=tuple(problems))
    note = f"pages converties en PDF par {tool} ; l’original est joint à part"
    return replace(
        shown,
        annexes=original.annexes,
        remarks=(note, *original.remarks, *shown.remarks),
        problems=(*problems, *shown.problems),
        carries=original.carries,
    )


def _without(kind: str, *problems: Problem, reason: str = "") -> Result:
    """The result for a file that has no pages: a sheet will stand in its place, with the *reason*, else the first problem."""
    if any(problem.code == "DC517" for problem in problems):
        kind = "other"  # XML that is no invoice, for one
    facts: dict[str, Any] = {"kind": kind, "pages": None, "text": "", "page_texts": [], "corners": [], "sizes": [], "annexes": []}
    return Result(
        {}, {**facts, "remarks": [reason] if reason else [problem.message for problem in problems[:1]], "carries": []}, problems
    )
