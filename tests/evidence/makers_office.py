"""A small writer of compound files, and Outlook messages made with it; office documents as small as they can be."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def compound_file(tree: Tree) -> bytes:
    """A compound file (CFB, version 3) with these streams and storages, by name."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, b"", FREE]]

    def add(children: Tree) -> int:
        """Add the children of a storage as a chain of right siblings; the number of the first."""
        first, last = FREE, -1
        for name in sorted(children, key=lambda n: (len(n), n.upper())):
            value = children[name]
            number = len(entries)
            entries.append([name, 2 if isinstance(value, bytes) else 1, FREE, value if isinstance(value, bytes) else b"", FREE])
            if last >= 0:
                entries[last][4] = number
            else:
                first = number
            last = number
            if not isinstance(value, bytes):
                entries[number][2] = add(value)
        return first

    entries[0][2] = add(tree)
    small = bytearray()
    mini_fat: list[int] = []
    sectors = bytearray()
    fat: list[int] = []
    places: list[tuple[int, int]] = []

    def chain(data: bytes) -> int:
        start = len(fat)
        count = -(-len(data) // 512)
        fat.extend([start + i + 1 for i in range(count - 1)] + ([END] if count else []))
        sectors.extend(data.ljust(count * 512, b"\0"))
        return start if count else END

    for _, kind, _, data, _ in entries:
        assert isinstance(data, bytes)
        if kind != 2:
            places.append((END if kind == 5 else 0, 0))
        elif len(data) < 4096:
            start, count = len(mini_fat), -(-len(data) // 64)
            mini_fat.extend([start + i + 1 for i in range(count - 1)] + ([END] if count else []))
            small.extend(data.ljust(count * 64, b"\0"))
            places.append((start if count else END, len(data)))
        else:
            places.append((chain(data), len(data)))
    places[0] = (chain(bytes(small)), len(small))
    table = b"".join(struct.pack("<I", n) for n in mini_fat)
    mini_start = chain(table.ljust(-(-len(table) // 512) * 512, b"\xff"))
    rows = b"".join(
        _entry(str(e[0]), int(str(e[1])), int(str(e[2])), int(str(e[4])), place) for e, place in zip(entries, places, strict=True)
    )
    directory = chain(rows.ljust(-(-len(rows) // 512) * 512, b"\0"))
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    assert count <= 109
    first_fat = len(fat)
    fat += [FAT] * count
    fat += [FREE] * (count * 128 - len(fat))
    head = struct.pack("<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, 4096,
                       mini_start, -(-len(table) // 512), END, 0)  # fmt: skip
    head += b"".join(struct.pack("<I", first_fat + i if i < count else FREE) for i in range(109))
    return head + bytes(sectors) + b"".join(struct.pack("<I", n) for n in fat)


def _entry(name: str, kind: int, child: int, right: int, place: tuple[int, int]) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16sIQQIQ", raw, len(raw), kind, 1, FREE, right, child, b"", 0, 0, 0, place[0], place[1])


def properties(values: Mapping[int, object], head: bytes, codepage: str = "") -> dict[str, bytes]:
    """The streams of a set of MAPI properties: str, bytes, int or a moment as ('time', FILETIME); *head* precedes the table.

    Texts are Unicode, or in *codepage* when it is given.
    """
    streams: dict[str, bytes] = {}
    rows = bytearray()
    for number, value in sorted(values.items()):
        if isinstance(value, int):
            rows += struct.pack("<HHIq", 3, number, 6, value)
        elif isinstance(value, tuple):
            rows += struct.pack("<HHIQ", 0x40, number, 6, value[1])
        else:
            kind = 0x102 if isinstance(value, bytes) else 0x1E if codepage else 0x1F
            data = value if isinstance(value, bytes) else str(value).encode(codepage or "utf-16-le")
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
            rows += struct.pack("<HHIII", kind, number, 6, len(data) + (2 if kind == 0x1F else 0), 0)
    streams["__properties_version1.0"] = head + bytes(rows)
    return streams


def filetime(year: int, month: int, day: int, hour: int, minute: int) -> tuple[str, int]:
    """A moment in UTC as Windows counts it."""
    from datetime import UTC, datetime

    return "time", int(
        (datetime(year, month, day, hour, minute, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()
    ) * 10**7


def message_tree(
    subject: str = "Règlement de la facture F-2026-014",
    body: str = "Bonjour,\r\n\r\nJe vous confirme le virement vendredi.\r\n",
    *,
    html: bytes = b"",
    rtf: bytes = b"",
    headers: str = "",
    attached: Sequence[tuple[str, bytes | Tree]] = (),
    inside: bool = False,
    codepage: str = "",
    more: Mapping[int, object] | None = None,
) -> dict[str, bytes | Tree]:
    """The tree of an Outlook message; *attached* are names with bytes, or with the tree of another message."""
    people = [("Claire Morel", "compta@atelier-lenoir.example", 1), ("Paul Lenoir", "p.lenoir@atelier-lenoir.example", 2)]
    values: dict[int, object] = {
        0x1A: "IPM.Note", 0x37: subject, 0x0C1A: "Anne Roux", 0x0C1F: "a.roux@sud-beton.example", 0x0C1E: "SMTP",
        0x39: filetime(2026, 1, 12, 16, 42), 0x3FFD: 1252,
    }  # fmt: skip
    if body:
        values[0x1000] = body
    if html:
        values |= {0x1013: html, 0x3FDE: 65001}
    if rtf:
        values[0x1009] = rtf
    if headers:
        values[0x7D] = headers
    values |= more or {}
    head = struct.pack("<8xIIII", len(people), len(attached), len(people), len(attached)) + (b"" if inside else b"\0" * 8)
    tree: dict[str, bytes | Tree] = {**properties(values, head, codepage)}
    tree["__nameid_version1.0"] = {"__substg1.0_00020102": b"", "__substg1.0_00030102": b"", "__substg1.0_00040102": b""}
    for number, (name, address, kind) in enumerate(people):
        row = {0x3001: name, 0x39FE: address, 0x0C15: kind}
        tree[f"__recip_version1.0_#{number:08X}"] = {**properties(row, b"\0" * 8, codepage)}
    for number, (name, data) in enumerate(attached):
        row = {0x3707: name, 0x3001: name, 0x3705: 1 if isinstance(data, bytes) else 5}
        if isinstance(data, bytes):
            row[0x3701] = data
        streams: dict[str, bytes | Tree] = {**properties(row, b"\0" * 8, codepage)}
        if not isinstance(data, bytes):
            streams["__substg1.0_3701000D"] = data
        tree[f"__attach_version1.0_#{number:08X}"] = streams
    return tree


def msg(*arguments: str, **options: object) -> bytes:
    """An Outlook message; see `message_tree`."""
    return compound_file(message_tree(*arguments, **options))  # type: ignore[arg-type]


def stored_rtf(text: str) -> bytes:
    """RTF as Outlook keeps it, in the form without compression."""
    raw = text.encode("ascii")
    return struct.pack("<IIII", len(raw) + 12, len(raw), 0x414C454D, 0) + raw


def packed_rtf(text: str) -> bytes:
    """RTF in Outlook's compressed form, each letter by itself, with the right check sum."""
    raw = text.encode("ascii")
    out = bytearray()
    for start in range(0, len(raw), 8):
        out += b"\0" + raw[start : start + 8]
    # The end is a reference to the place that comes next in the window of 4,096 bytes, which begins after 207 known ones.
    place = (207 + len(raw)) % 4096
    if len(raw) % 8:
        out[-(len(raw) % 8) - 1] |= 1 << (len(raw) % 8)
    else:
        out.append(1)
    out += struct.pack(">H", place << 4)
    check = zlib.crc32(bytes(out), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return struct.pack("<IIII", len(out) + 12, len(raw), 0x75465A4C, check) + bytes(out)


def docx(text: str = "Contrat de fourniture entre Atelier Lenoir et Sud Béton") -> bytes:
    """A Word document of one paragraph, as small as programs accept it."""
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _zip({
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kinds}"/></Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
    })  # fmt: skip


def odt(text: str = "Bon de livraison n° 221, signé") -> bytes:
    """An OpenDocument text of one paragraph."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.text"
    return _zip({
        "mimetype": kind,
        "META-INF/manifest.xml": f'<?xml version="1.0"?><m:manifest xmlns:m="{names}:manifest:1.0"><m:file-entry m:full-path="/" '
        f'm:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        "content.xml": f'<?xml version="1.0"?><o:document-content xmlns:o="{names}:office:1.0" xmlns:t="{names}:text:1.0" '
        f'o:version="1.2"><o:body><o:text><t:p>{text}</t:p></o:text></o:body></o:document-content>',
    })  # fmt: skip


def rtf(text: str = "Devis accepte le 3 novembre 2025") -> bytes:
    """A document in Rich Text Format."""
    return (r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0\fs24 " + text + r"\par}").encode("ascii")


def archive() -> bytes:
    """A ZIP archive with a text inside."""
    return _zip({"note.txt": "Livré."})


def _zip(files: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return out.getvalue()
