"""The value that `documents` returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dossier.documents.dispatch import Dispatch
from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.spans import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document is withheld or a draft: a sentence, the place to mend (file:line or key), the article."""

    text: str
    place: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class FormFill:
    """A form of the firm to be filled in place of a printed page: value and place of the map's row by field; `place` is the map."""

    blob: Blob
    values: Mapping[str, str]
    places: Mapping[str, Span]
    place: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A letter, a décompte, a bordereau or an act.

    `kind` is its row in the registry; `id` is unique in the case and makes the file name (`relance-2`, `requete`).
    `html` is the whole page as it is printed, '' when withheld; `body` the same content for the site (no head, no address frame).
    `style` names the style sheet (`letter`, `act`, `table`, `cover`). `variant` is WeasyPrint's (`pdf/a-3a`, or '' for parts
    that go into the bundle only). `images` are what the HTML shows by `dossier:name` addresses. `attachments` go into the PDF.
    `to_confirm` lists the law of certainty `secondary` or less that it prints. `in_bundle` says whether the bundle takes it.
    `cites` are the numbers of the pieces that it cites, `cited_at` the paragraphs in which it does. `css` is the workspace's
    own style sheet in place of the shipped one, '' for none. `dispatch` says how a letter leaves, None for what is no letter.
    `lines` are the numbers of a décompte's lines by the keys of `decompte_lines`. `form` is the form that its PDF is, None for a page of our own.
    """

    case: str
    id: str
    kind: str
    title: str
    state: Literal["ready", "draft", "withheld", "done"]
    date: date
    html: str
    body: str
    style: str
    variant: str = "pdf/a-3a"
    reasons: tuple[Reason, ...] = ()
    to_confirm: tuple[str, ...] = ()
    images: Mapping[str, Blob] = field(default_factory=dict)
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    in_bundle: bool = False
    debtor: str = ""
    cites: tuple[int, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    cited_at: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    css: str = ""
    dispatch: Dispatch | None = None
    form: FormFill | None = None

    @property
    def path(self) -> str:
        """Where its PDF goes in the output."""
        return f"cases/{self.case}/documents/{self.id}.pdf"

    @property
    def email_path(self) -> str:
        """Where its e-mail draft goes in the output, when it leaves by e-mail."""
        return f"cases/{self.case}/documents/{self.id}.eml"

    @property
    def word_path(self) -> str:
        """Where its DOCX goes in the output, when one is asked for."""
        return f"cases/{self.case}/documents/{self.id}.docx"


@dataclass(frozen=True, slots=True)
class Printed:
    """A document that was printed, and its number of pages.

    `word` is the same content as DOCX, None unless asked for. `email` is its draft for a mail program, None unless it leaves so. `pdf` stands alone. `linked` is the same PDF with its addresses `dossier:piece/N`, which the bundle turns into jumps.
    """

    document: Document
    pdf: Blob
    pages: int
    diagnostics: tuple[Diagnostic, ...] = ()
    linked: Blob | None = None
    word: Blob | None = None
    email: Blob | None = None
