"""LibreOffice opens each Word document as it is, and prints the same text as the PDF."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from every_kind import every_document
from lxml import html
from word_support import examples, written

from dossier.documents.document import Document
from dossier.documents.printing import print_job
from dossier.documents.word_file import word_job
from dossier.ground.jobs import InProcess

pytestmark = pytest.mark.long


@cache
def documents() -> dict[str, Document]:
    """Every letter and act of the examples, and one document of each kind that they do not have."""
    found = dict(examples())
    known = {document.kind for document in found.values()} | {"couverture", "bordereau"}
    for name, document in every_document():
        if document.kind not in known:
            known.add(document.kind)
            found[name] = document
    return found


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each document twice: `pdf/` as the program prints it, `word/` as LibreOffice prints its DOCX."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None and not os.environ.get("DOSSIER_NEEDS_OFFICE"):
        pytest.skip("LibreOffice is not installed")
    assert office is not None
    folder = tmp_path_factory.mktemp("bureau")
    (folder / "pdf").mkdir()
    jobs = [print_job(document) for document in documents().values()]
    for name, outcome in zip(documents(), InProcess().run(jobs), strict=True):
        (folder / "pdf" / f"{_file(name)}.pdf").write_bytes(outcome.files["pdf"].read())
        (folder / f"{_file(name)}.docx").write_bytes(_docx(name))
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore", "--convert-to", "pdf",
         "--outdir", str(folder / "word"), *map(str, sorted(folder.glob("*.docx")))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return folder


def _docx(name: str) -> bytes:
    if name in examples():
        return written(name)
    (outcome,) = InProcess().run([word_job(documents()[name], ())])
    return outcome.files["docx"].read()


def _file(name: str) -> str:
    return name.replace("/", ".")


def _read(place: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(place), "-"], capture_output=True, text=True, check=True).stdout


def words(text: str) -> Counter[str]:
    """The words of a text, whatever the lines: hyphens are no part of them, and fixed spaces part words as others do."""
    joined = re.sub(r"[-\u2010\u2011\u00ad]\s*", "", text)
    # A raised « er » stands on a line of its own for one of the two.
    apart = re.sub(r"\b1er\b", "1 er", joined)
    return Counter(re.sub(r"page\s\d+/\d+", " ", apart).split())


def margins(document: Document) -> set[str]:
    """The words that come again on each page, as often as there are pages: running heads and feet, heads of tables."""
    page = html.document_fromstring(document.html)
    found = page.xpath("//div[@class='courant' or @class='dossier' or @class='pied' or @class='brouillon'] | //thead")
    return {word for element in found for word in words(" ".join(element.itertext()))}


def test_the_text_is_that_of_the_pdf(printed: Path) -> None:
    """No word is lost, none is added, in any letter or act, when LibreOffice prints its DOCX."""
    differences = {}
    for name, document in documents().items():
        ours, theirs = (words(_read(printed / kind / f"{_file(name)}.pdf")) for kind in ("pdf", "word"))
        again = margins(document)
        # The mark across a draft or a project: letters in one, a drawing in the other.
        marks = re.findall(r'<div class="brouillon"[^>]*>(\w+)<', document.html)
        again |= {letter for mark in marks for letter in mark}
        rest = {word for word in {*ours, *theirs} if ours[word] != theirs[word]} - again
        lost = {word for word in margins(document) - set(marks) if word in ours and word not in theirs}
        if rest | lost:
            differences[name] = {word: (ours[word], theirs[word]) for word in sorted(rest | lost)}
    assert differences == {}


def test_the_address_is_read_in_the_window(printed: Path) -> None:
    """Printed from the DOCX, every line of the address is within x 110–195, y 55–80 mm of the first page."""
    for name, document in documents().items():
        if document.style != "letter":
            continue
        boxes = re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>',
            _read(printed / "word" / f"{_file(name)}.pdf", "-bbox", "-f", "1", "-l", "1"),
        )
        lines = html.document_fromstring(document.html).xpath("//div[starts-with(@class, 'fenetre')]/div")
        wanted = words(" ".join(line.text_content() for line in lines))
        mm = [(*(float(side) * 25.4 / 72 for side in box[:4]), box[4]) for box in boxes]
        inside = [box for box in mm if box[0] >= 109.5 and box[2] <= 195 and box[1] >= 54.5 and box[3] <= 80]
        assert words(" ".join(box[4] for box in inside)) == wanted, name


def test_the_number_of_pages_is_about_the_same(printed: Path) -> None:
    """A document has the pages of its PDF, one more or less: other typefaces run a little longer or shorter."""
    for name in documents():
        counts = []
        for kind in ("pdf", "word"):
            info = subprocess.run(
                ["pdfinfo", str(printed / kind / f"{_file(name)}.pdf")], capture_output=True, text=True, check=True
            )
            counts.append(int(re.search(r"Pages:\s+(\d+)", info.stdout)[1]))  # type: ignore[index]
        assert abs(counts[0] - counts[1]) <= 1, name
