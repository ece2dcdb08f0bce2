"""Sets for filing on paper: what they hold, how many sheets, what to check; and the job that makes the file.

The pages are those of the bundle, page numbers included, so that the list of pieces leads to the right page on paper too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.appraise import Appraised
from dossier.bundle.plan import Part, lay_out
from dossier.bundle.stamping import parties_of
from dossier.bundle.volume import Volume
from dossier.documents.document import Document, Printed
from dossier.documents.draft import first_debtor
from dossier.documents.letter import signatory
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.page import Content, finished, running_heads
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import NBSP, long_day, plural, short_day
from dossier.ground.jobs import Job, Outcome
from dossier.ground.spans import Span
from dossier.model.case import Workspace
from dossier.pieces.bordereau import Bordereau, Piece
from dossier.sending.copies import filed_act, recipients

TASK = "dossier.pdf.duplex:make_set"
FILE = "jeu.pdf"
LONGEST_TITLE = 220
"""Signs of a title on a divider; the list of pieces has it whole."""
_STEPS = 12
"""Heights at which the tabs of the dividers stand."""


@dataclass(frozen=True, slots=True)
class PaperSet:
    """A set ready for the printer: `papier/jeu.pdf`, its sheets in all, and for whom its copies are.

    `pdf` has no byte when it could not be made; `diagnostics` say why.
    """

    pdf: Blob
    sheets: int
    copies: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class SetPlan:
    """A set before its pages: the two documents to print (the sheet of the set, the dividers), its parts and its copies."""

    documents: tuple[Document, ...]
    parts: tuple[Part, ...]
    volumes: tuple[Volume, ...]
    copies: tuple[str, ...]
    title: str
    case: str


def sheets_of(parts: Iterable[Part]) -> int:
    """The sheets of one copy: each part fills its last one, each piece has a divider before it."""
    return sum((part.pages + 1) // 2 + (part.kind == "piece") for part in parts)


def plan_set(
    workspace: Workspace,
    appraised: Appraised,
    bordereau: Bordereau,
    papers: Sequence[Printed],
    fronts: Sequence[Printed],
    volumes: Sequence[Volume],
    copies: int,
) -> SetPlan | None:
    """The set of a case; None when nothing of it is bound. *copies* 0 stands for as many as there are recipients."""  # fmt: skip
    if not volumes or not all(volume.pages for volume in volumes):
        return None
    case = appraised.case
    matter = Matter(
        workspace, case, appraised.claim, appraised.stage, bordereau, appraised.diagnostics, False, first_debtor(case)
    )
    cuts = tuple(min(v.first_pages, key=lambda n: v.first_pages[n]) for v in volumes if v.number > 1 and v.first_pages)
    parts = lay_out(bordereau, papers, fronts, cuts).parts
    whom = recipients(case, appraised.stage, papers, copies)
    pieces = {piece.number: piece for piece in bordereau.pieces}
    dividers = [pieces[part.number] for part in parts if part.kind == "piece"]
    documents = (
        _fiche(matter, parts, whom, bool(copies), papers, dividers),
        *([_dividers(matter, dividers)] if dividers else []),
    )
    return SetPlan(documents, parts, tuple(volumes), whom, f"Jeu papier : {parties_of(case)}", case.id)


def set_job(plan: SetPlan, prints: Sequence[Printed]) -> Job:
    """The job that makes the file, once the documents of the plan are printed."""
    before = {volume.number: volume.before for volume in plan.volumes}
    ranks = {part.number: rank for rank, part in enumerate(p for p in plan.parts if p.kind == "piece")}
    parts = [
        {
            "title": part.title, "input": f"volume-{part.volume:03}", "first": part.first_page - 1 - before[part.volume],
            "pages": part.pages, "divider": ranks.get(part.number, -1) if part.kind == "piece" else -1,
        }
        for part in plan.parts
    ]  # fmt: skip
    many = len(plan.copies)
    options: dict[str, Any] = {
        "title": plan.title, "created": prints[0].document.date.isoformat(), "file": FILE, "parts": parts, "dividers": len(ranks),
        "copy_titles": [f"Exemplaire {n} sur {many} : {whom}" for n, whom in enumerate(plan.copies, 1)],
    }  # fmt: skip
    named = {"fiche": "fiche", "intercalaires": "dividers"}
    inputs = [(named[paper.document.id], paper.pdf) for paper in prints]
    inputs += [(f"volume-{volume.number:03}", volume.pdf) for volume in plan.volumes]
    return Job(TASK, options, tuple(sorted(inputs, key=lambda row: row[0])), f"cases/{plan.case}/papier/{FILE}")


def paper_set(plan: SetPlan, prints: Sequence[Printed], outcome: Outcome) -> PaperSet:
    """The set from the outcome of its job, with what was said on the way."""
    place = Span(f"cases/{plan.case}/affaire.yaml")
    said = [d for document in plan.documents for d in document.diagnostics]
    said += [d for paper in prints for d in paper.diagnostics]
    said += [found(p.code, p.message, place, hints=p.hints, case=plan.case) for p in outcome.problems]
    pdf = outcome.files.get(FILE, Blob.of(b""))
    return PaperSet(pdf, int(outcome.facts.get("sheets", 0)), plan.copies, tuple(said))


def _blank(matter: Matter, id: str, title: str, style: str) -> Document:
    return Document(matter.case.id, id, "papier", title, "withheld", matter.today, "", "", style, "")


def _fiche(
    matter: Matter, parts: Sequence[Part], whom: tuple[str, ...], asked: bool, papers: Sequence[Printed], pieces: Sequence[Piece]
) -> Document:
    """The first sheet, for the office: it is not filed."""
    press, each = Press(matter), sheets_of(parts)
    confirm = dict.fromkeys(doubt for paper in papers if paper.document.in_bundle for doubt in paper.document.to_confirm)
    values = {
        "affaire": parties_of(matter.case),
        "date": long_day(matter.today),
        "dossier": case_reference(matter),
        "exemplaires": plural(len(whom), "exemplaire"),
        "destinataires": [] if asked else list(whom),
        "feuilles_par_exemplaire": plural(each, "feuille"),
        "feuilles_en_tout": plural(each * len(whom), "feuille"),
        "contenu": _contents(parts),
        "points": _checks(matter, papers, pieces),
        "a_confirmer": list(confirm),
    }
    page = running_heads(matter, "Jeu papier") + press.fill("acts/fiche-papier.html.j2", values)
    return finished(matter, press, _blank(matter, "fiche", "Fiche de tirage", "table"), Content(page, page), ())


def _contents(parts: Sequence[Part]) -> list[dict[str, str]]:
    """What a copy holds: each act, the list, the pieces in one row, their dividers in one."""
    rows = [(part.title, part.pages, (part.pages + 1) // 2) for part in parts if part.kind != "piece"]
    own = [part for part in parts if part.kind == "piece"]
    if own:
        which = f"pièces n°{NBSP}{own[0].number} à {own[-1].number}" if len(own) > 1 else f"pièce n°{NBSP}{own[0].number}"
        rows.append((f"{plural(len(own), 'intercalaire')}", len(own), len(own)))
        rows.append((f"{plural(len(own), 'pièce')} ({which})", sum(p.pages for p in own), sum((p.pages + 1) // 2 for p in own)))
    return [{"quoi": what, "pages": str(pages), "feuilles": str(sheets)} for what, pages, sheets in rows]


def _checks(matter: Matter, papers: Sequence[Printed], pieces: Sequence[Piece]) -> list[str]:
    """What the office looks at before the set leaves."""
    filed, own = filed_act(papers), [p for p in papers if p.document.in_bundle and p.pages]
    points = [f"{p.document.title} : projet filigrané, à ne pas déposer" for p in own if p.document.state == "draft"]
    if filed:
        points.append(f"{filed.document.title} : à dater et à signer par {signatory(matter)}, sur chaque exemplaire")
    points += [f"{p.document.title} : en annexe" for p in own if p is not filed]
    points.append("Bordereau de pièces : à dater et à signer, sur chaque exemplaire")
    if filed:
        points += [f"{p.document.title} : signé, joint" for p in papers if p.document.kind == "pouvoir" and p.pages]
    for piece in pieces:
        name = piece.path.rpartition("/")[2]
        if piece.clean is None:
            points.append(f"{piece.label} : une feuille en tient lieu, joindre l’original ({name})")
        elif piece.carries:
            points.append(f"{piece.label} : l’original électronique vaut plus que son impression, le tenir prêt ({name})")
    if pieces:
        points.append("Pièces : complètes, lisibles, dans l’ordre du bordereau, chacune derrière son intercalaire")
    return points


def _dividers(matter: Matter, pieces: Sequence[Piece]) -> Document:
    """One page a piece, in the order of the numbers."""
    press = Press(matter)
    rows = [
        {
            "numero": str(piece.number), "hauteur": str((piece.number - 1) % _STEPS + 1), "libelle": piece.label,
            "titre": _shortened(piece.title), "date": short_day(piece.date) if piece.date else "",
            "pages": plural(piece.pages or 1, "page") if piece.clean is not None else "non reproduite, voir la feuille qui suit",
        }
        for piece in pieces
    ]  # fmt: skip
    page = press.fill(
        "acts/intercalaire.html.j2", {"pieces": rows, "affaire": parties_of(matter.case), "dossier": case_reference(matter)}
    )
    return finished(matter, press, _blank(matter, "intercalaires", "Intercalaires", "divider"), Content(page, page), ())


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()}…"
