"""Reading a Word document back: its text in order, its parts, and the text that the page meant it to have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree, html

from dossier.appraise import appraise, law_of
from dossier.documents.document import Document
from dossier.documents.draft import draft_documents
from dossier.documents.word_file import word_job
from dossier.ground import shipped
from dossier.ground.jobs import InProcess
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces
from dossier.word.convert import to_docx

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = ("courant", "dossier", "pied", "brouillon")
"""What a printed page has in its margins: heads, feet, the mark of a draft."""


@cache
def examples() -> dict[str, Document]:
    """Every letter and act that the example cases can have, drafts among them, by case and id."""
    from datetime import date

    world, runner = DiskWorld(ROOT, date(2026, 11, 21)), InProcess()
    workspace = load_workspace(world)
    law, found = law_of(workspace), {}
    for case in workspace.cases:
        state = appraise(case, law, world)
        jobs = inspect_jobs(case, world)
        bordereau = number_pieces(case, state.stage, runner.run(jobs), jobs)
        known = (*state.diagnostics, *bordereau.diagnostics)
        for document in draft_documents(workspace, case, state.claim, state.stage, bordereau, known, True):
            if document.html:
                found[f"{case.id}/{document.id}"] = document
    return found


@cache
def written(name: str) -> bytes:
    """The DOCX of an example."""
    (outcome,) = InProcess().run([word_job(examples()[name], ())])
    assert not outcome.problems
    return outcome.files["docx"].read()


def converted(body: str, kind: str = "letter", images: dict[str, bytes] | None = None) -> bytes:
    """The DOCX of a page of the tests' own."""
    page = f'<!DOCTYPE html><html lang="fr"><head><title>Essai</title></head><body class="{kind}">{body}</body></html>'
    css = [shipped.read(f"templates/styles/{name}.css").decode() for name in ("base", kind)]
    options = {"html": page, "css": css, "style": kind, "title": "Essai", "created": "2026-11-21"}
    return to_docx(options, {f"image:{name}": data for name, data in (images or {}).items()}).files["docx"]


def opened(data: bytes) -> Any:
    """The document as the library reads it."""
    return docx.Document(BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    """The files of a DOCX, by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(data: bytes) -> str:
    """All text of the body in its order, without white space."""
    body = etree.fromstring(parts(data)["word/document.xml"])
    return bare("".join(_texts(body)))


def _texts(element: Any) -> Iterator[str]:
    for child in element.iter(qn("w:t"), qn("w:noBreakHyphen")):
        yield child.text or "" if child.tag == qn("w:t") else "-"


def page_text(document: Document) -> str:
    """The text of a printed page without its margins, as another reader of HTML finds it, without white space."""
    body = html.document_fromstring(document.html).body
    for element in body.xpath("//*[@class]"):
        names = set(element.get("class").split())
        if element.tag == "div" and names & set(ELSEWHERE):
            element.drop_tree()
    return bare(body.text_content())


def bare(text: str) -> str:
    """A text without white space, with one kind of hyphen."""
    return re.sub(r"\s+", "", text.replace("\u2011", "-"))
