"""The jobs that make the bundle and the stamped pieces, and the Volume that comes of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Protocol

from dossier.bundle.plan import COVER, LIST, Part, bundled_acts, bundled_pieces, front, lay_out
from dossier.bundle.volume import Volume
from dossier.documents.document import Printed
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import NBSP, short_day, typo_fr
from dossier.ground.jobs import Job, Outcome
from dossier.model.case import Case
from dossier.pdf.words import size
from dossier.pieces.bordereau import Bordereau, Piece
from dossier.procedure.stage import Stage

BIND = "dossier.pdf.bind:bind"
BUNDLE = "bundle.pdf"
LONGEST_STEM = 76


class Appraised(Protocol):
    """A case up to its stage, as `compile` hands it over."""

    @property
    def case(self) -> Case: ...
    @property
    def stage(self) -> Stage: ...


def bind_jobs(
    appraised: Appraised, bordereau: Bordereau, papers: Sequence[Printed], fronts: Sequence[Printed]
) -> tuple[Job, ...]:
    """The job of the bundle, then one for each stamped piece by number; none when the case has no piece and no act to bind.

    The bundle binds the PDFs that keep their links; links become jumps to the pieces.
    """
    pieces = bundled_pieces(bordereau)
    if not pieces and not bundled_acts(papers):
        return ()
    case, stage = appraised.case, appraised.stage
    parties = parties_of(case)
    common = {"parties": parties, "created": stage.date.isoformat()}
    layout = lay_out(bordereau, papers, fronts)
    sources = _sources(bordereau, papers, fronts)
    parts = [_part(part, sources, {p.number: p for p in pieces}) for part in layout.parts if _has_page(part, sources)]
    inputs = tuple((name, blob) for name, blob in sorted(sources.items()) if any(part["input"] == name for part in parts))
    title = f"Pièces : {parties}" if parties else "Pièces"
    whole = Job(
        BIND, {**common, "title": title, "folio": True, "file": BUNDLE, "parts": parts}, inputs, f"cases/{case.id}/{BUNDLE}"
    )
    return (whole, *(_stamp_job(case, piece, common) for piece in pieces))


def bound(
    appraised: Appraised,
    bordereau: Bordereau,
    papers: Sequence[Printed],
    fronts: Sequence[Printed],
    outcomes: Sequence[Outcome],
) -> tuple[Volume, ...]:
    """The Volume of a case from the outcomes of its jobs; none when there was nothing to bind.

    DC601: what was bound is not what was planned; then the volume has 0 pages and is not published, it only carries the words.
    """
    if not outcomes:
        return ()
    whole, *singles = outcomes
    pieces = bundled_pieces(bordereau)
    stamped: dict[str, Blob] = {}
    names: dict[int, str] = {}
    for piece, outcome in zip(pieces, singles, strict=True):
        name = file_name(piece)
        if name in outcome.files:
            stamped[name] = outcome.files[name]
            names[piece.number] = name
    diagnostics = _diagnostics(appraised.case, outcomes)
    pdf = whole.files.get(BUNDLE)
    if pdf is None:
        return (Volume(BUNDLE, Blob.of(b""), 0, {}, stamped, names, diagnostics),)
    first = {int(number): int(page) for number, page in whole.facts["first_pages"].items()}
    return (Volume(BUNDLE, pdf, int(whole.facts["pages"]), first, stamped, names, diagnostics),)


def parties_of(case: Case) -> str:
    """« Atelier Lenoir c/ Sud Béton »: the title of the case, else the names of creditor and first debtor."""
    return typo_fr(case.title or f"{case.creditor.name} c/ {case.debtors[0].name}")


def file_name(piece: Piece) -> str:
    """`Piece-03_Facture-F-2026-014.pdf`: ASCII letters, digits, hyphens; unique by its number."""
    letters = (
        unicodedata.normalize("NFKD", piece.title.replace("’", " ").replace("œ", "oe").replace("Œ", "OE"))
        .encode("ascii", "ignore")
        .decode()
    )
    slug = re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-") or "piece"
    return f"{f'Piece-{piece.stem}_{slug}'[:LONGEST_STEM].rstrip('-')}.pdf"


def _sources(bordereau: Bordereau, papers: Sequence[Printed], fronts: Sequence[Printed]) -> dict[str, Blob]:
    """The PDFs to bind by the name under which the job gets them."""
    sources = {f"act:{act.document.id}": act.linked or act.pdf for act in bundled_acts(papers)}
    for kind in (COVER, LIST):
        if (sheet := front(fronts, kind)) is not None:
            sources[f"front:{kind}"] = sheet.linked or sheet.pdf
    sources |= {f"piece:{p.number}": p.clean for p in bundled_pieces(bordereau) if p.clean is not None}
    return sources


def _input_of(part: Part) -> str:
    return {"act": f"act:{part.source}", "piece": f"piece:{part.number}"}.get(part.kind, f"front:{part.source}")


def _has_page(part: Part, sources: dict[str, Blob]) -> bool:
    """Whether a part can be bound: a piece always (a sheet stands in for it), the rest once printed."""
    return part.kind == "piece" or _input_of(part) in sources


def _part(part: Part, sources: dict[str, Blob], pieces: dict[int, Piece]) -> dict[str, Any]:
    name = _input_of(part)
    row: dict[str, Any] = {
        "kind": part.kind, "title": part.title, "input": name if name in sources else "", "number": part.number, "label": "",
        "corners": [],
    }  # fmt: skip
    if part.kind == "piece":
        row |= _piece_part(pieces[part.number])
    return row


def _piece_part(piece: Piece) -> dict[str, Any]:
    row: dict[str, Any] = {"label": piece.label, "corners": [*piece.corners]}
    if piece.clean is None:
        row["sheet"] = {"title": piece.title, "reason": _reason(piece), "rows": _rows(piece)}
    return row


def _reason(piece: Piece) -> str:
    """Why a sheet stands in the place of a piece."""
    why = piece.remarks[0] if piece.remarks else "le fichier n’a pas pu être examiné"
    end = "Le fichier d’origine est joint à part, sans modification." if piece.original else "Le fichier manque au dossier."
    return f"Cette pièce n’est pas reproduite ici{NBSP}: {why}. {end}"


def _rows(piece: Piece) -> list[tuple[str, str]]:
    rows = [("Fichier", piece.path.rpartition("/")[2])]
    if piece.date:
        rows.append(("Date", short_day(piece.date)))
    if piece.original:
        rows += [("Taille", size(piece.original.size)), ("SHA-256", piece.original.sha256)]
    return rows


def _stamp_job(case: Case, piece: Piece, common: dict[str, Any]) -> Job:
    """One piece alone, with its label on each page and no page number of the bundle."""
    part = {
        "kind": "piece", "title": f"{piece.label} — {piece.title}", "input": "piece" if piece.clean else "",
        "number": piece.number, **_piece_part(piece),
    }  # fmt: skip
    name = file_name(piece)
    options = {**common, "title": part["title"], "folio": False, "file": name, "parts": [part]}
    inputs = (("piece", piece.clean),) if piece.clean else ()
    return Job(BIND, options, inputs, f"cases/{case.id}/pieces/{name}")


def _diagnostics(case: Case, outcomes: Sequence[Outcome]) -> tuple[Diagnostic, ...]:
    """The problems of all jobs, each sentence once, at the case's own file."""
    problems = dict.fromkeys(problem for outcome in outcomes for problem in outcome.problems)
    return tuple(found(p.code, p.message, case.span, hints=p.hints, case=case.id) for p in problems)
