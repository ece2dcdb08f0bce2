"""The named styles of a Word document: what a reader finds in the list of styles and changes in one place.

Sizes are those of the printed page. `SERIF` and `SANS` stand on every reader's machine, or have a double there of the same
widths; the typefaces of the PDF do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

SERIF, SANS = "Cambria", "Arial"
INK, GREY = "161616", "595959"


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs, or of characters when `leading` is 0. Sizes in points, indents in millimetres.

    `name` is Word's own English name where it has one (it shows it in the reader's language), French otherwise.
    `level` is the level in the outline, from 0; -1 for text. `exact` forbids lines to grow.
    """

    name: str
    size: float = 0
    leading: float = 0
    before: float = 0
    after: float = 0
    left: float = 0
    hanging: float = 0
    sans: bool = False
    bold: bool = False
    italic: bool = False
    grey: bool = False
    based: str = "Normal"
    next: str = ""
    level: int = -1
    exact: bool = False
    keep: bool = False
    numbering: int = 0
    stretch: float = 0


_MM = 72 / 25.4

_SHARED: Mapping[str, Style] = {
    "Normal": Style("Normal", 10, 13, based=""),
    "BodyText": Style("Body Text", 10, 13, after=6.5),
    "Title": Style("Title", 20, 24, after=3, bold=True, next="BodyText", level=0, keep=True),
    "Subtitle": Style("Subtitle", 11, 15.6, after=6 * _MM, next="BodyText", keep=True),
    "Heading1": Style("heading 1", 11.4, 16, 7 * _MM, 2 * _MM, bold=True, next="BodyText", level=0, keep=True),
    "Heading2": Style("heading 2", 10, 13, 4 * _MM, 1.5 * _MM, bold=True, next="BodyText", level=1, keep=True),
    "Adresse": Style("Adresse", 9.5, 4.1 * _MM, sans=True, exact=True),
    "Expediteur": Style("Expéditeur", 7.6, 4 * _MM, sans=True),
    "ExpediteurNom": Style("Nom de l’expéditeur", 11.4, 15, sans=True, bold=True, stretch=0.45, next="Expediteur"),
    "Date": Style("Date", 10, 13),
    "References": Style("Références", 10, 13, left=22, hanging=22),
    "Objet": Style("Objet", 11.4, 16, after=10, left=22, hanging=22, bold=True, based="Heading1", next="BodyText", level=0),
    "Tableau": Style("Tableau", 8, 10.6, sans=True),
    "TableauTitre": Style("Tableau (titres)", 7.2, 9, sans=True, grey=True, keep=True),
    "Chiffre": Style("Chiffre", 12.5, 17, sans=True, bold=True),
    "Coordonnees": Style("Coordonnées", 7.8, 4.1 * _MM, left=24, hanging=24, sans=True),
    "Identite": Style("Identité", 8.6, 3.9 * _MM, after=1.4 * _MM, left=28, hanging=28, sans=True),
    "Alinea": Style("Alinéa", 11, 15.6, after=2.7 * _MM, left=11, hanging=11),
    "AlineaSuite": Style("Alinéa (suite)", 11, 15.6, after=2.7 * _MM, left=11),
    "Mention": Style("Mention", 8.2, 11, sans=True, grey=True),
    "Juridiction": Style("Juridiction", 12, 17, 4 * _MM, 14 * _MM),
    "Quote": Style("Quote", 9.2, 12.4, after=6.5, left=5, grey=True, based="BodyText"),
    "ListBullet": Style("List Bullet", 10, 13, after=2, left=5, hanging=5, based="BodyText", numbering=1),
    "ListNumber": Style("List Number", 10, 13, after=2, left=5, hanging=5, based="BodyText", numbering=2),
    "Signature": Style("Signature", 10, 13),
    "Header": Style("header", 6.8, 9, sans=True, grey=True),
    "Footer": Style("footer", 6.8, 9, sans=True, grey=True),
    "Strong": Style("Strong", bold=True, based=""),
    "Emphasis": Style("Emphasis", italic=True, based=""),
    "Etiquette": Style("Étiquette", 7.4, sans=True, grey=True, based=""),
    "Precision": Style("Précision", 7.4, sans=True, grey=True, based=""),
    "Detail": Style("Détail", grey=True, based=""),
    "Nom": Style("Nom de partie", 10, sans=True, bold=True, stretch=0.6, based=""),
    "Fine": Style("Espace fine", stretch=0.8, based=""),
}

_OWN: Mapping[str, Mapping[str, Mapping[str, float]]] = {
    "letter": {"BodyText": {"left": 22}, "ListBullet": {"left": 27}, "ListNumber": {"left": 27}, "Quote": {"left": 27}},
    "act": {
        "Normal": {"size": 11, "leading": 15.6},
        "BodyText": {"size": 11, "leading": 15.6, "after": 2.7 * _MM},
        "Title": {"size": 23, "leading": 28},
        "Subtitle": {"size": 10.6, "italic": True, "grey": True},
        "Heading1": {"size": 13, "leading": 17, "before": 9 * _MM, "after": 3.2 * _MM},
        "Identite": {"size": 11, "leading": 15.6, "after": 3.8 * _MM, "left": 27, "hanging": 27, "sans": False},
        "Tableau": {"size": 8.2, "leading": 10.8},
        "ListBullet": {"size": 11, "leading": 15.6, "left": 16},
        "ListNumber": {"size": 11, "leading": 15.6, "left": 16},
        "Signature": {"size": 11, "leading": 15.6},
    },
    "table": {"BodyText": {"size": 9.6, "after": 2 * _MM}, "Signature": {"size": 11, "leading": 15.6}},
}
"""What differs by the style sheet that prints the PDF."""


def styles_of(kind: str) -> Mapping[str, Style]:
    """The styles for documents of a style sheet (`letter`, `act`, `table`), by their identifier."""
    own = _OWN.get(kind, {})
    return {id: replace(style, **own.get(id, {})) for id, style in _SHARED.items()}  # type: ignore[arg-type]


_BUILT_IN = frozenset({
    "BodyText", "Date", "Emphasis", "Footer", "Header", "Heading1", "Heading2", "ListBullet", "ListNumber", "Normal", "Quote",
    "Signature", "Strong", "Subtitle", "Title",
})  # fmt: skip
"""The styles that Word knows by itself."""


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * 1440 / 25.4)


def styles_xml(kind: str) -> str:
    """The part `word/styles.xml`; French, no hyphenation of its own, and one style of tables."""
    rows = "".join(_style_xml(id, style) for id, style in styles_of(kind).items())
    return _HEAD + rows + _TABLES


def _style_xml(id: str, style: Style) -> str:
    kind = "paragraph" if style.leading else "character"
    default = ' w:default="1"' if id == "Normal" else ""
    own = "" if id in _BUILT_IN else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    paragraph = f"<w:pPr>{_paragraph(style)}</w:pPr>" if style.leading else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}"{default}{own}><w:name w:val="{escape(style.name)}"/>{based}{following}'
        f"<w:qFormat/>{paragraph}<w:rPr>{_run(style)}</w:rPr></w:style>"
    )


def _paragraph(style: Style) -> str:
    """The properties of paragraphs, in the order that the format asks."""
    rule = "exact" if style.exact else "atLeast"
    parts = ["<w:keepNext/>" if style.keep else ""]
    if style.numbering:
        parts.append(f'<w:numPr><w:numId w:val="{style.numbering}"/></w:numPr>')
    parts.append(
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.leading * 20)}" w:lineRule="{rule}"/>'
    )
    parts.append(f'<w:ind w:left="{twips(style.left)}" w:hanging="{twips(style.hanging)}"/>')
    if style.level >= 0:
        parts.append(f'<w:outlineLvl w:val="{style.level}"/>')
    return "".join(parts)


def _run(style: Style) -> str:
    theme = "major" if style.sans else "minor"
    font = f'<w:rFonts w:asciiTheme="{theme}HAnsi" w:hAnsiTheme="{theme}HAnsi" w:cs="{SANS if style.sans else SERIF}"/>'
    parts = [
        font if style.leading or style.sans else "",
        ("<w:b/><w:bCs/>" if style.bold else '<w:b w:val="0"/>' if style.leading else ""),
        ("<w:i/><w:iCs/>" if style.italic else ""),
        f'<w:color w:val="{GREY if style.grey else INK}"/>' if style.grey or style.leading else "",
        f'<w:spacing w:val="{round(style.stretch * 20)}"/>' if style.stretch else "",
        f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>' if style.size else "",
    ]
    return "".join(parts)


_HEAD = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cs="{SERIF}"/><w:color w:val="{INK}"/><w:sz w:val="20"/>\
<w:szCs w:val="20"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
<w:widowControl/><w:suppressAutoHyphens/></w:pPr></w:pPrDefault></w:docDefaults>"""

_TABLES = """<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>\
<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>\
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
<w:style w:type="table" w:customStyle="1" w:styleId="TableauDossier"><w:name w:val="Tableau du dossier"/>\
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>\
<w:insideH w:val="single" w:sz="2" w:space="0" w:color="C9C9C9"/></w:tblBorders></w:tblPr></w:style></w:styles>"""
