"""What stands in front of the pieces: the cover, and the list of pieces with its pages of the bundle.

Both name pages of the bundle that they are part of, so they are drafted again until the pages no longer move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dossier.appraise import Appraised
from dossier.bundle.plan import COVER, LIST, Layout, front, lay_out, shown_pages
from dossier.documents.document import Document, Printed, Reason
from dossier.documents.draft import first_debtor
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.page import Content, finished, running_heads
from dossier.documents.parties import short_identity
from dossier.ground.french import NBSP, euros, long_day, plural, short_day
from dossier.model.case import Workspace
from dossier.model.party import Party
from dossier.pieces.bordereau import Bordereau, Piece

REQUETE = "requete"


def front_documents(
    workspace: Workspace,
    appraised: Appraised,
    bordereau: Bordereau,
    papers: Sequence[Printed],
    fronts: Sequence[Printed],
) -> tuple[Document, ...]:
    """The cover and the list of pieces; *fronts* are the same two as printed the time before, () at first."""
    case = appraised.case
    matter = Matter(
        workspace, case, appraised.claim, appraised.stage, bordereau, appraised.diagnostics, False, first_debtor(case)
    )
    layout = lay_out(bordereau, papers, fronts)
    act = next((paper.document for paper in papers if paper.document.kind == REQUETE), None)
    return (_cover(matter, layout, act, papers, fronts), _list(matter, layout, act))


def _blank(matter: Matter, kind: str, title: str, style: str, variant: str) -> Document:
    return Document(matter.case.id, kind, kind, title, "withheld", matter.today, "", "", style, variant, in_bundle=True)


def _cover(
    matter: Matter, layout: Layout, act: Document | None, papers: Sequence[Printed], fronts: Sequence[Printed]
) -> Document:
    press = Press(matter)
    creditor, claim, court = matter.case.creditor, matter.claim, matter.stage.court
    listing = front(fronts, LIST)
    confirm = dict.fromkeys(doubt for paper in papers if paper.document.in_bundle for doubt in paper.document.to_confirm)
    values = {
        "juridiction": court.name if court and act else "",
        "titre": "Pièces à l’appui de la requête en injonction de payer" if act else "Pièces du dossier",
        "creancier": _party(creditor, "créancier, requérant" if act else "créancier"),
        "debiteurs": [_party(debtor, _ROLES[debtor.role]) for debtor in matter.case.debtors],
        "fiche": [
            {"quoi": what, "valeur": value}
            for what, value in (
                ("Somme demandée" if act else "Somme due", f"{euros(claim.totals.due)}, décompte au {long_day(claim.date)}"),
                ("Contenu", _content(matter.bordereau, layout, papers)),
                ("Volume", plural(layout.pages, "page")),
                ("Arrêté le", long_day(matter.today)),
                ("Dossier", case_reference(matter)),
            )
        ],
        "a_confirmer": tuple(confirm),
        "empreinte": _grouped(listing.pdf.sha256) if listing and listing.pages else "",
    }
    page = press.fill("acts/couverture.html.j2", values)
    blank = _blank(matter, COVER, "Couverture", "cover", "")
    return finished(matter, press, blank, Content(page, page), _against(act))


_ROLES = {"principal": "débiteur", "codebiteur_solidaire": "codébiteur solidaire", "caution": "caution"}


def _party(party: Party, role: str) -> Mapping[str, str]:
    return {"nom": party.name.upper(), "identite": short_identity(party), "qualite": role}


def _content(bordereau: Bordereau, layout: Layout, papers: Sequence[Printed]) -> str:
    pieces = [piece for piece in bordereau.pieces if not piece.withdrawn]
    acts = [part.title.lower() for part in layout.parts if part.kind == "act"]
    numbers = f", numérotées de {pieces[0].number} à {pieces[-1].number}" if len(pieces) > 1 else ""
    before = f", précédées de : {', '.join([*acts, 'bordereau'])}"
    return f"{plural(len(pieces), 'pièce')}{numbers}, {plural(layout.piece_pages, 'page')}{before}"


def _grouped(digest: str) -> str:
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


def _list(matter: Matter, layout: Layout, act: Document | None) -> Document:
    press = Press(matter)
    case, court, creditor = matter.case, matter.stage.court, matter.case.creditor
    pieces = sorted(matter.bordereau.pieces, key=lambda piece: piece.number)
    shown = [piece for piece in pieces if not piece.withdrawn]
    cited = act.cited_at if act else {}
    person = creditor.representative
    values: dict[str, Any] = {
        "a_l_appui": "communiquées à l’appui de la requête en injonction de payer" if act else "du dossier",
        "juridiction": court.name if court and act else "",
        "creancier": ", ".join(part for part in (creditor.name, short_identity(creditor)) if part),
        "debiteurs": [", ".join(part for part in (d.name, short_identity(d)) if part) for d in case.debtors],
        "volume": f"{plural(len(shown), 'pièce')}, {plural(layout.piece_pages, 'page')}",
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
    blank = _blank(matter, LIST, "Bordereau de pièces", "table", "pdf/a-3a")
    return finished(matter, press, blank, Content(page, body, cites=cites), _against(act))


def _against(act: Document | None) -> tuple[Reason, ...]:
    """What speaks against the act speaks against what goes with it: both are drafts, and their pages say so."""
    return act.reasons if act and act.state == "draft" else ()


def _row(piece: Piece, layout: Layout, paragraphs: tuple[int, ...]) -> Mapping[str, Any]:
    return {
        "n": str(piece.number),
        "retiree": piece.withdrawn,
        "intitule": piece.title,
        "date": short_day(piece.date),
        "paragraphes": f"§{NBSP}{', '.join(map(str, paragraphs))}" if paragraphs else "",
        "pages": str(shown_pages(piece)),
        "page": str(layout.first_page_of_piece(piece.number)),
    }
