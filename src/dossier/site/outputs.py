"""The outputs that are no pages: documents, volumes, pieces, pictures, the portfolio for spreadsheets, and the assets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dossier.ground import shipped
from dossier.ground.blobs import Blob
from dossier.ground.french import short_day
from dossier.ground.plain import json_text
from dossier.portfolio.contract import portfolio_json
from dossier.portfolio.portfolio import Portfolio
from dossier.sending import recipients
from dossier.sheets import calendar
from dossier.sheets.portfolio_rows import portfolio_csv
from dossier.site.agenda import debtor_name
from dossier.site.evidence import Shown, original
from dossier.site.papers import listed_documents, set_path, sources_of, volume_path
from dossier.site.tree import Leaf
from dossier.site.view import CaseView

LONGEST_HEAD = 90
"""Signs of a case's title at the head of a printed sheet."""
FONTS = {
    "inter-400.woff2": "Inter-Regular-subset.woff2",
    "inter-600.woff2": "Inter-SemiBold-subset.woff2",
    "serif-400.woff2": "SourceSerif4-Regular.ttf.woff2",
    "serif-600.woff2": "SourceSerif4-Semibold.ttf.woff2",
    "Inter-LICENSE.txt": "Inter-LICENSE.txt",
    "SourceSerif4-LICENSE.txt": "SourceSerif4-LICENSE.md",
}


def paper_leaves(view: CaseView) -> list[Leaf]:
    """The PDF of every document of a case, and its e-mail draft and its DOCX where there are any."""
    sources = sources_of(view)
    printed = [(document, paper) for document, paper in listed_documents(view) if paper]
    leaves = [Leaf(d.path, p.pdf, f"documents:{d.kind}", sources) for d, p in printed]
    leaves += [Leaf(d.email_path, p.email, f"sending:{d.kind}", sources) for d, p in printed if p.email]
    return leaves + [Leaf(d.word_path, p.word, f"documents:{d.kind}", sources) for d, p in printed if p.word]


def set_leaves(view: CaseView) -> list[Leaf]:
    """`papier/jeu.pdf`, when a set for filing on paper was asked for."""
    if view.paper is None:
        return []
    sources = tuple(sorted({*sources_of(view), *(piece.path for piece in view.bordereau.pieces if piece.original)}))
    return [Leaf(set_path(view), view.paper.pdf, "sending:papier", sources)]


def posting_leaves(views: Sequence[CaseView]) -> list[Leaf]:
    """`destinataires.csv`: the letters of all cases that go by post; nothing when there is none."""
    papers = [paper for view in views for paper in view.printed]
    if not recipients.posted(papers):
        return []
    sources = tuple(sorted({source for view in views for source in sources_of(view)} | {"dossier.yaml"}))
    return [Leaf(recipients.NAME, Blob.of(recipients.recipients_csv(papers)), "sending:destinataires", sources)]


def bundle_leaves(view: CaseView) -> list[Leaf]:
    """The volumes of a case and its stamped pieces."""
    sources = tuple(sorted({*sources_of(view), *(piece.path for piece in view.bordereau.pieces if piece.original)}))
    leaves = [Leaf(volume_path(view, volume.name), volume.pdf, "bundle", sources) for volume in view.volumes]
    paths = {piece.number: piece.path for piece in view.bordereau.pieces}
    for volume in view.volumes:
        numbers = {name: number for number, name in volume.stamped_names.items()}
        for name, blob in sorted(volume.stamped.items()):
            source = paths.get(numbers.get(name, 0), "")
            leaves.append(Leaf(f"cases/{view.case.id}/pieces/{name}", blob, "bundle:pieces", (source,) if source else ()))
    return leaves


def lot_leaves(view: CaseView) -> list[Leaf]:
    """The sendings of a filing, each a folder: `lot-1/requete.pdf`."""
    sources = tuple(sorted({*sources_of(view), *(piece.path for piece in view.bordereau.pieces if piece.original)}))
    return [
        Leaf(f"cases/{view.case.id}/lot-{lot.number}/{name}", blob, "bundle:lots", sources)
        for lot in view.lots
        for name, blob in lot.files.items()
    ]


def guarded_leaves(view: CaseView) -> list[Leaf]:
    """The originals of which a cover sheet says that they are joined, where no site gives them."""
    names = {n: name for volume in view.volumes for n, name in volume.stamped_names.items() if n in volume.guarded}
    pieces = [piece for piece in view.bordereau.pieces if piece.number in names]
    found = [(piece, original(view, piece, names[piece.number])) for piece in pieces]
    return [Leaf(item.path, item.blob, "bundle:originaux", (piece.path,)) for piece, item in found if item]


def picture_leaves(shown: Iterable[Shown]) -> list[Leaf]:
    """The pictures of the pages of pieces, and the originals that may be given back."""
    leaves = []
    for item in shown:
        source = (item.piece.path,)
        pictures = [*item.pictures, *([item.thumbnail] if item.thumbnail else [])]
        leaves += [Leaf(picture.path, picture.blob, "site:images", source) for picture in pictures]
        leaves += [Leaf(d.path, d.blob, "site:originaux", source) for d in item.downloads if "/originaux/" in d.path]
    return leaves


def asset_leaves(index: dict[str, bytes]) -> list[Leaf]:
    """Style sheet, scripts, fonts with their licences, and the search index."""
    leaves = []
    for path in shipped.listing("templates/site/assets"):
        leaves.append(Leaf(f"assets/{path.rpartition('/')[2]}", Blob.of(shipped.read(path)), "site:assets"))
    for name, file in FONTS.items():
        leaves.append(Leaf(f"assets/{name}", Blob.of(shipped.read(f"fonts/{file}")), "site:assets"))
    for name, data in index.items():
        leaves.append(Leaf(f"assets/{name}", Blob.of(data), "site:recherche"))
    return leaves


def portfolio_leaves(portfolio: Portfolio, books: Iterable[Blob], views: Sequence[CaseView]) -> list[Leaf]:
    """`portefeuille.csv` and `portefeuille.json`, and `portefeuille.xlsx` when its job wrote it."""
    sources = tuple(sorted({source for view in views for source in sources_of(view)} | {"dossier.yaml"}))
    data = f"{json_text(portfolio_json(portfolio))}\n".encode()
    leaves = [
        Leaf("portefeuille.csv", Blob.of(portfolio_csv(portfolio)), "site:csv", sources),
        Leaf("portefeuille.json", Blob.of(data), "site:json", sources),
    ]
    return [*leaves, *(Leaf("portefeuille.xlsx", book, "site:xlsx", sources) for book in books)]


def sheet_path(view: CaseView) -> str:
    """Where the style sheet lies that puts the name of the case at the head of each printed sheet."""
    return f"cases/{view.case.id}/papier.css"


def sheet_leaf(view: CaseView, today: date) -> Leaf:
    """The running head of the printed pages of a case: its title and the day, which no style sheet of all cases can know."""
    title = view.case.title or view.case.id
    short = title if len(title) <= LONGEST_HEAD else f"{title[:LONGEST_HEAD]}…"
    day = f"arrêté au {short_day(today)}"
    rule = f"@page{{@top-left{{content:{_css_text(short)}}}@top-right{{content:{_css_text(day)}}}}}\n"
    return Leaf(sheet_path(view), Blob.of(rule.encode()), "site:papier", sources_of(view))


def _css_text(text: str) -> str:
    """A text as a string of CSS in which no sign can end it: all but letters and digits of ASCII by their number."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text) + '"'


def ics_leaf(views: Sequence[CaseView], today: date) -> Leaf:
    """`echeances.ics`: the open time limits of all cases."""
    debtors = {(view.case.id, d.id): debtor_name(view, d.id) for view in views for d in view.case.debtors}
    rows = calendar.entries(((view.stage, debtor_name(view)) for view in views), debtors)
    sources = tuple(sorted({source for view in views for source in sources_of(view)}))
    return Leaf("echeances.ics", Blob.of(calendar.as_ics(rows, today)), "site:ics", sources)
