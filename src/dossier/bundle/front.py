"""What stands in front of the pieces: the cover of each volume, and the list of all pieces with its pages of the bundle.

They name pages of the bundle that they are part of, so they are drafted again until the pages no longer move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dossier.appraise import Appraised
from dossier.bundle.plan import COVER, LIST, Layout, cover_id, front, lay_out, shown_pages
from dossier.documents.document import Document, Printed, Reason
from dossier.documents.draft import first_debtor
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.page import Content, finished, running_heads
from dossier.documents.parties import short_identity
from dossier.ground.french import NBSP, euros, long_day, plural, short_day, upper_first
from dossier.model.case import Workspace
from dossier.model.party import Party
from dossier.pieces.bordereau import Bordereau, Piece

REQUETE = "requete"
MOST_NAMED = 6
"""Volumes up to which each cover names all the others; beyond, it names its neighbours."""


def front_documents(
    workspace: Workspace,
    appraised: Appraised,
    bordereau: Bordereau,
    papers: Sequence[Printed],
    fronts: Sequence[Printed],
    cuts: Sequence[int] = (),
) -> tuple[Document, ...]:
    """The first cover, the list of pieces, the covers of further volumes; *fronts* are the same as printed the time before, ()
    at first. *cuts* are the pieces with which a volume begins."""
    case = appraised.case
    matter = Matter(
        workspace, case, appraised.claim, appraised.stage, bordereau, appraised.diagnostics, False, first_debtor(case)
    )
    layout = lay_out(bordereau, papers, fronts, cuts)
    act = next((paper.document for paper in papers if paper.document.kind == REQUETE), None)
    covers = [_cover(matter, layout, volume, act, papers, fronts) for volume in range(1, layout.volumes + 1)]
    return (covers[0], _list(matter, layout, act), *covers[1:])


def _blank(matter: Matter, name: str, kind: str, title: str, style: str, variant: str) -> Document:
    return Document(matter.case.id, name, kind, title, "withheld", matter.today, "", "", style, variant, in_bundle=True)


def _cover(
    matter: Matter, layout: Layout, volume: int, act: Document | None, papers: Sequence[Printed], fronts: Sequence[Printed]
) -> Document:
    press = Press(matter)
    creditor, claim, court = matter.case.creditor, matter.claim, matter.stage.court
    listing = front(fronts, LIST)
    confirm = dict.fromkeys(doubt for paper in papers if paper.document.in_bundle for doubt in paper.document.to_confirm)
    several = layout.volumes > 1
    rows = [("Somme demandée" if act else "Somme due", f"{euros(claim.totals.due)}, décompte au {long_day(claim.date)}")]
    rows += _several(layout, volume) if several else _alone(matter.bordereau, layout)
    rows += [("Arrêté le", long_day(matter.today)), ("Dossier", case_reference(matter))]
    values = {
        "juridiction": court.name if court and act else "",
        "titre": "Pièces à l’appui de la requête en injonction de payer" if act else "Pièces du dossier",
        "volume": f"Volume {volume} sur {layout.volumes}" if several else "",
        "creancier": _party(creditor, "créancier, requérant" if act else "créancier"),
        "debiteurs": [_party(debtor, _ROLES[debtor.role]) for debtor in matter.case.debtors],
        "fiche": [{"quoi": what, "valeur": value} for what, value in rows],
        "a_confirmer": tuple(confirm) if volume == 1 else (),
        "empreinte": _grouped(listing.pdf.sha256) if listing and listing.pages else "",
    }
    page = press.fill("acts/couverture.html.j2", values)
    title = f"Couverture du volume {volume}" if several else "Couverture"
    blank = _blank(matter, cover_id(volume), COVER, title, "cover", "pdf/a-3a")
    return finished(matter, press, blank, Content(page, page), _against(act))


_ROLES = {"principal": "débiteur", "codebiteur_solidaire": "codébiteur solidaire", "caution": "caution"}


def _party(party: Party, role: str) -> Mapping[str, str]:
    return {"nom": party.name.upper(), "identite": short_identity(party), "qualite": role}


def _alone(bordereau: Bordereau, layout: Layout) -> list[tuple[str, str]]:
    """What the one volume holds, and its length."""
    pieces = [piece for piece in bordereau.pieces if not piece.withdrawn]
    numbers = f", numérotées de {pieces[0].number} à {pieces[-1].number}" if len(pieces) > 1 else ""
    before = f", précédées de : {', '.join(_before(layout))}"
    content = f"{plural(len(pieces), 'pièce')}{numbers}, {plural(layout.piece_pages, 'page')}{before}"
    return [("Contenu", content), ("Volume", plural(layout.pages, "page"))]


def _several(layout: Layout, volume: int) -> list[tuple[str, str]]:
    """What this volume holds, its pages among all, and where the rest is."""
    own = layout.of_volume(volume)
    pages = sum(part.pages for part in own)
    first = own[0].first_page
    held = [*(_before(layout) if volume == 1 else ()), *([_pieces_of(layout, volume)] if _pieces_of(layout, volume) else ())]
    rows = [
        ("Contenu", upper_first(", ".join(held))),
        (
            "Volume",
            f"{volume} sur {layout.volumes}, {plural(pages, 'page')} : p. {first} à {first + pages - 1} de {layout.pages}",
        ),
    ]
    if volume > 1:
        listing = next(part for part in layout.parts if part.kind == "list")
        rows.append(("Bordereau", f"volume 1, p. {listing.first_page}"))
    many = layout.volumes > MOST_NAMED
    named = [other for other in range(1, layout.volumes + 1) if other != volume and (not many or abs(other - volume) == 1)]
    others = [f"volume{NBSP}{other} : {_pieces_of(layout, other) or 'actes et bordereau'}" for other in named]
    others += ["le bordereau donne celui de chaque autre pièce"] if many else []
    return [*rows, ("Autres volumes", " ; ".join(others))]


def _before(layout: Layout) -> list[str]:
    """What stands before the pieces, in words."""
    return [*(part.title.lower() for part in layout.parts if part.kind == "act"), "bordereau"]


def _pieces_of(layout: Layout, volume: int) -> str:
    """« pièces n° 3 à 12 », « pièce n° 13 », '' for a volume without pieces."""
    numbers = [part.number for part in layout.of_volume(volume) if part.kind == "piece"]
    if len(numbers) > 1:
        return f"pièces n°{NBSP}{numbers[0]} à {numbers[-1]}"
    return f"pièce n°{NBSP}{numbers[0]}" if numbers else ""


def _grouped(digest: str) -> str:
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


def _list(matter: Matter, layout: Layout, act: Document | None) -> Document:
    press = Press(matter)
    case, court, creditor = matter.case, matter.stage.court, matter.case.creditor
    pieces = sorted(matter.bordereau.pieces, key=lambda piece: piece.number)
    shown = [piece for piece in pieces if not piece.withdrawn]
    cited = act.cited_at if act else {}
    person = creditor.representative
    several = f", en {layout.volumes} volumes paginés à la suite" if layout.volumes > 1 else ""
    values: dict[str, Any] = {
        "a_l_appui": "communiquées à l’appui de la requête en injonction de payer" if act else "du dossier",
        "juridiction": court.name if court and act else "",
        "creancier": ", ".join(part for part in (creditor.name, short_identity(creditor)) if part),
        "debiteurs": [", ".join(part for part in (d.name, short_identity(d)) if part) for d in case.debtors],
        "volume": f"{plural(len(shown), 'pièce')}, {plural(layout.piece_pages, 'page')}{several}",
        "avec_volumes": layout.volumes > 1,
        "apres_numero": 4 + bool(cited) + (layout.volumes > 1),
        "avec_paragraphes": bool(cited),
        "pieces": [_row(piece, layout, cited.get(piece.number, ())) for piece in pieces],
        "nombre": plural(len(shown), "pièce") if shown else "aucune pièce",
        "pages": str(layout.piece_pages),
        "definitifs": bool(case.frozen_pieces),
        "lieu": creditor.address.commune if creditor.address else "",
        "date": long_day(matter.today),
        "pour": f"Pour {creditor.name}," if not creditor.is_natural else creditor.name,
        "signataire": ", ".join(part for part in (person.name, person.role) if part) if person else "",
    }
    body = press.fill("acts/bordereau.html.j2", values)
    page = running_heads(matter, "Bordereau de pièces") + body
    cites = tuple(piece.number for piece in shown)
    blank = _blank(matter, LIST, LIST, "Bordereau de pièces", "table", "pdf/a-3a")
    return finished(matter, press, blank, Content(page, body, cites=cites), _against(act))


def _against(act: Document | None) -> tuple[Reason, ...]:
    """What speaks against the act speaks against what goes with it: both are drafts, and their pages say so."""
    return act.reasons if act and act.state == "draft" else ()


def _row(piece: Piece, layout: Layout, paragraphs: tuple[int, ...]) -> Mapping[str, Any]:
    part = layout.part_of(piece.number)
    return {
        "n": str(piece.number),
        "retiree": piece.withdrawn,
        "intitule": piece.title,
        "date": short_day(piece.date),
        "paragraphes": f"§{NBSP}{', '.join(map(str, paragraphs))}" if paragraphs else "",
        "pages": str(shown_pages(piece)),
        "page": str(part.first_page) if part else "",
        "volume": str(part.volume) if part else "",
        "ailleurs": bool(part and part.volume > 1),
    }
