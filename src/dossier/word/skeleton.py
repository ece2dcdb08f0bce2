"""An empty Word document: the parts that every one has, and the same bytes for the same document."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dossier.word.styles import SANS, SERIF, styles_xml, twips

if TYPE_CHECKING:
    from docx.document import Document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of every file in the archive: the earliest that the format knows."""


def empty_document(kind: str) -> Document:
    """A document without a word, with the styles of *kind* (`letter`, `act`, `table`)."""
    import docx

    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in _parts(kind).items():
            archive.writestr(ZipInfo(name, _EPOCH), text)
    out.seek(0)
    return docx.Document(out)


def describe(document: Document, title: str, day: date) -> None:
    """Title and day, in place of the machine's; who writes is said on the page."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], "", ""
    properties.language, properties.revision = "fr-FR", 1
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)


def saved(document: Document) -> bytes:
    """The bytes of a document: parts by name, the list of types first as readers expect, no clock."""
    raw, out = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(out, "w") as archive:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)):
            row = ZipInfo(name, _EPOCH)
            row.compress_type, row.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(row, source.read(name), compresslevel=6)
    return out.getvalue()


def _parts(kind: str) -> dict[str, str]:
    names = ("styles", "settings", "fontTable", "numbering")
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name}+xml"/>' for name in names)
    links = "".join(f'<Relationship Id="rId{n}" Type="{_LINKS}/{name}" Target="{name}.xml"/>' for n, name in enumerate(names, 1))
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{types}'
            '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
        ),
        "_rels/.rels": f'{_XML}{_RELATIONS}<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{_XML}<w:document {_W}><w:body><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'{_XML}{_RELATIONS}{links}<Relationship Id="rId5" Type="{_LINKS}/theme" Target="theme/theme1.xml"/></Relationships>'
        ),
        "word/styles.xml": styles_xml(kind),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONTS,
        "word/numbering.xml": _NUMBERING,
        "word/theme/theme1.xml": _THEME,
    }


_SETTINGS = f"""{_XML}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{twips(5)}"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR"/>\
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""

_FONTS = f"""{_XML}<w:fonts {_W}><w:font w:name="{SERIF}"><w:altName w:val="Caladea"/><w:panose1 w:val="02040503050406030204"/>\
<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font><w:font w:name="{SANS}"><w:altName w:val="Liberation Sans"/>\
<w:panose1 w:val="020B0604020202020204"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"""


def _level(kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(5)}" w:hanging="{twips(5)}"/></w:pPr></w:lvl>'
    )


_NUMBERING = f"""{_XML}<w:numbering {_W}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>\
{_level("bullet", "•")}</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>\
{_level("decimal", "%1.")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>\
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_INKS = {
    "dk1": "161616", "lt1": "FFFFFF", "dk2": "1C3D5A", "lt2": "EEEEEE", "accent1": "1C3D5A", "accent2": "7A1F1F",
    "accent3": "595959", "accent4": "8A8A8A", "accent5": "C9C9C9", "accent6": "9DB0C0", "hlink": "1C3D5A", "folHlink": "595959",
}  # fmt: skip
_THEME = (
    f'{_XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="dossier"><a:themeElements>'
    f'<a:clrScheme name="dossier">{"".join(f"""<a:{k}><a:srgbClr val="{v}"/></a:{k}>""" for k, v in _INKS.items())}</a:clrScheme>'
    f'<a:fontScheme name="dossier"><a:majorFont><a:latin typeface="{SANS}"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>'
    f'<a:minorFont><a:latin typeface="{SERIF}"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme>'
    f'<a:fmtScheme name="dossier"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f'<a:lnStyleLst>{"".join(f"""<a:ln w="{w}">{_FILL}</a:ln>""" for w in (6350, 12700, 19050))}</a:lnStyleLst>'
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
