"""From the content of a document to its whole page, and to what the site shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape

from dossier.documents.dispatch import Dispatch
from dossier.documents.document import Document, Reason
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.named_pieces import unknown_in_templates, with_citations
from dossier.documents.parties import registered, title_of
from dossier.documents.typeset import typeset
from dossier.ground.blobs import Blob

WATERMARK = '<div class="brouillon" aria-hidden="true">BROUILLON</div>'


@dataclass(frozen=True, slots=True)
class Content:
    """What a kind drafted: the page's HTML without its head, the site's fragment, and what goes with it."""

    page: str
    body: str
    images: Mapping[str, Blob] = field(default_factory=dict)
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    cites: tuple[int, ...] = ()
    cited_at: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    dispatch: Dispatch | None = None


def withheld(matter: Matter, blank: Document, reasons: tuple[Reason, ...]) -> Document:
    """The document without a page, with the reasons."""
    return replace(blank, state="withheld", reasons=reasons)


def finished(matter: Matter, press: Press, blank: Document, content: Content, reasons: tuple[Reason, ...]) -> Document:
    """The document ready to print; a draft when there are reasons against it, and each of its pages then says so."""
    mark = WATERMARK if reasons else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="fr">\n<head><meta charset="utf-8"><title>{escape(blank.title)}</title></head>\n'
        f'<body class="{blank.style} {blank.kind}">\n{mark}{content.page}</body>\n</html>\n'
    )
    page, named = with_citations(page, matter.bordereau)
    body, _ = with_citations(content.body, matter.bordereau)
    unknown = unknown_in_templates(press.names, matter.overrides, matter.bordereau, matter.case.id)
    return replace(
        blank,
        state="draft" if reasons else "ready",
        reasons=reasons,
        html=typeset(page),
        body=typeset(body, widen=False),
        images=content.images,
        attachments=content.attachments,
        cites=tuple(sorted({*content.cites, *named})),
        cited_at=content.cited_at,
        dispatch=content.dispatch,
        css=matter.overrides.get(f"styles/{blank.style}.css", ""),
        diagnostics=(*press.diagnostics, *unknown),
    )


def running_heads(matter: Matter, subject: str) -> str:
    """What runs at the head and foot of each page of an act: its subject and parties, the case, the creditor."""
    creditor = matter.case.creditor
    foot = " · ".join(part for part in (creditor.name, registered(creditor)) if part)
    return (
        f'<div class="courant">{escape(subject)} · {escape(title_of(creditor, matter.debtor))}</div>\n'
        f'<div class="dossier">Dossier <span class="exact">{escape(case_reference(matter))}</span></div>\n'
        f'<div class="pied">{escape(foot)}</div>\n'
    )
