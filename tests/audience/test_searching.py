"""The search of the leak tests finds a word however it is hidden, so that those tests can fail."""

from __future__ import annotations

import base64
import io
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pytest
from searching import Search

WORD = "Zéphyrine Quatre-fages"
BARE = WORD.encode()


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", data)
    return out.getvalue()


def _pdf(*, title: str = "", attached: bytes = b"", text: str = "") -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    if title:
        with pdf.open_metadata() as data:
            data["dc:title"] = title
    if attached:
        pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, attached)
    if text:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = " ".join(f"({char}) -40" for char in text)
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 9 Tf 9 99 Td [{shown}] TJ ET".encode("latin-1"))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


HIDDEN: dict[str, tuple[str, bytes]] = {
    "as it is": ("a.html", BARE),
    "other case and accents": ("a.html", b"ZEPHYRINE QUATRE FAGES"),
    "accents set apart": ("a.html", unicodedata.normalize("NFD", WORD).encode()),
    "cut by tags": ("a.html", "Zéph<b>yr</b>ine <i class='x'>Quatre</i>-fages".encode()),
    "entities": ("a.html", b"Z&eacute;phyrine&nbsp;Quatre&#45;f&#x61;ges"),
    "percents": ("a.html", quote(WORD).encode()),
    "escapes of scripts": ("a.js", b"Z\\u00e9phyrine\\x20Quatre-fages"),
    "base64": ("a.js", b'x="' + base64.b64encode(b"le nom de " + BARE) + b'"'),
    "base64 after letters": ("a.js", b"data" + base64.b64encode(BARE)),
    "backwards": ("a.html", WORD[::-1].encode()),
    "sixteen bits": ("a.txt", WORD.encode("utf-16")),
    "latin": ("a.txt", WORD.encode("latin-1")),
    "a file name": ("zephyrine-quatrefages.txt", b""),
    "an office file": ("a.docx", _zip(BARE)),
    "a title of a PDF": ("a.pdf", _pdf(title=WORD)),
    "a file inside a PDF": ("a.pdf", _pdf(attached=BARE)),
    "letters of a PDF set one by one": ("a.pdf", _pdf(text="Zephyrine Quatrefages")),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_a_hidden_word_is_found(tmp_path: Path, way: str) -> None:
    """Nothing of what a page, a script, a PDF or an office file can hold hides it."""
    name, data = HIDDEN[way]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "autre.txt").write_bytes(b"rien")
    assert Search(tmp_path).places(WORD)
    assert Search(tmp_path).places("Anatole Ravachol") == []
