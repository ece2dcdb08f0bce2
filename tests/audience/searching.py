"""A search that finds a word however it is hidden: folded, cut by tags, in entities, percents, base64, backwards, inside other files."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pypdf

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_SIGNS = re.compile(r"[^a-z0-9]+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}")
_CODES = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_NO_TEXT = ("/Image", "/OpenType", "/CIDFontType0C")
_PACKED = (b"%PDF", b"PK", b"RIFF", b"\x89PNG", b"wOF2", b"\xff\xd8")
"""How files begin that are packed: what may be hidden in them is not base64."""
_FOREIGN = (".xlsx", ".docx", ".zip")


def folded(text: str) -> str:
    """Small letters and digits alone, without accents, spaces or signs: what a reader takes for the same word is the same."""
    return _SIGNS.sub("", unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)))


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files below a folder, by path."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, its name, and what is in it: members of an archive, text, metadata, attachments and streams of a PDF."""
    yield f"{name} (nom)", name.encode()
    yield name, data
    if name.endswith(_FOREIGN):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from parts(f"{name}!{member}", archive.read(member))
    elif data.startswith(b"%PDF"):
        yield from _pdf_parts(name, data)


def _pdf_parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    yield f"{name} (texte)", "\n".join(page.extract_text() for page in reader.pages).encode("utf-8", "surrogatepass")
    yield f"{name} (métadonnées)", " ".join(str(value) for value in (reader.metadata or {}).values()).encode("utf-8", "replace")
    for held, versions in reader.attachments.items():
        for version in versions:
            yield from parts(f"{name}!{held}", version)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") not in _NO_TEXT and "/Length1" not in thing:
                yield f"{name} (flux)", thing.read_bytes()
            elif isinstance(thing, pikepdf.String):
                yield f"{name} (objet)", str(thing).encode("utf-8", "surrogatepass")
            elif isinstance(thing, pikepdf.Dictionary):
                words = [str(value) for value in thing.values() if isinstance(value, pikepdf.String)]
                yield f"{name} (objet)", " ".join(words).encode("utf-8", "surrogatepass")


def readings(data: bytes) -> Iterator[str]:
    """All that the bytes may say to somebody who looks twice, folded."""
    texts = {data.decode("utf-8", "ignore"), data.decode("latin-1")}
    texts |= {data.decode(form, "ignore") for form in ("utf-16-le", "utf-16-be") if b"\0" in data}
    if not data.startswith(_PACKED):
        texts.add(b" ".join(_unpacked(data)).decode("utf-8", "ignore"))
    for text in sorted(texts):
        plain = html.unescape(unquote(text))
        plain = _CODES.sub(lambda found: chr(int(found[1] or found[2], 16)), plain)
        seen = folded(plain)
        yield seen
        yield seen[::-1]
        if "<" in plain:
            yield folded(re.sub(r"<[^>]*>", "", plain))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What runs of base64 hold, from each place at which one may begin, and what of it is packed by zlib."""
    for run in _BASE64.findall(data[:4_000_000]):
        for start in range(4):
            part = run[start:].translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
            part = part[: len(part) - (len(part) % 4 == 1)]
            try:
                found = base64.b64decode(part + b"=" * (-len(part) % 4))
            except binascii.Error:
                continue
            yield found
            if found[:1] == b"x":
                with_error = zlib.decompressobj()
                try:
                    yield with_error.decompress(found, 1_000_000)
                except zlib.error:
                    continue


class Search:
    """The outputs of a folder, read once in every way, to be asked for many words. Shipped files are the program's own: they are left out."""

    def __init__(self, folder: Path, own: frozenset[bytes] = frozenset()) -> None:
        rows: dict[str, str] = {}
        for path, data in files_of(folder):
            shown = data if data not in own else b""
            for name, part in parts(path, shown):
                rows[name] = rows.get(name, "") + "\n" + "\n".join(dict.fromkeys(readings(part)))
        self.rows = rows

    def places(self, word: str) -> list[str]:
        """Where a word stands."""
        wanted = folded(word)
        assert len(wanted) > 4, word
        return [name for name, text in self.rows.items() if wanted in text]


def shipped() -> frozenset[bytes]:
    """The program's own files of a site: fonts with their licences, scripts and style."""
    root = Path(__file__).parents[2]
    places = [*(root / "src/dossier/fonts").iterdir(), *(root / "templates/site/assets").rglob("*")]
    return frozenset(path.read_bytes() for path in places if path.is_file())
