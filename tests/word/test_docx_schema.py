"""What Word refuses: parts out of the order of ECMA-376, references to nothing, tables whose rows do not fill their grid.

There is no Word here; this holds each DOCX of every kind to the rules of the standard that Word is known to enforce.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.oxml.ns import qn
from every_kind import every_document
from lxml import etree

from dossier.documents.word_file import word_job
from dossier.ground.jobs import InProcess

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
    "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers",
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "tblBorders": "top start left bottom end right insideH insideV",
    "tcMar": "top start left bottom end right",
    "tblCellMar": "top start left bottom end right",
    "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter "
    "stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection "
    "autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting "
    "bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery "
    "displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin "
    "doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
    "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields "
    "hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
    "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary "
    "shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator",
}  # fmt: skip
"""The order of children, by element, as ECMA-376 part 1 gives it (`CT_PPr`, `CT_RPr`, `CT_TblPr` and so on)."""


@cache
def files() -> tuple[tuple[str, dict[str, bytes]], ...]:
    """The parts of the DOCX of every document that has one."""
    named = [
        (name, document) for name, document in every_document() if document.style != "cover" and document.kind != "bordereau"
    ]
    outcomes = InProcess().run([word_job(document, ()) for _, document in named])
    found = []
    for (name, _), outcome in zip(named, outcomes, strict=True):
        assert not outcome.problems, name
        with ZipFile(BytesIO(outcome.files["docx"].read())) as archive:
            assert archive.testzip() is None
            found.append((name, {part: archive.read(part) for part in archive.namelist()}))
    return tuple(found)


@cache
def trees() -> tuple[tuple[str, dict[str, Any]], ...]:
    """The same parts as XML; each must be well-formed."""
    return tuple(
        (name, {p: etree.fromstring(data) for p, data in parts.items() if p.endswith((".xml", ".rels"))})
        for name, parts in files()
    )


def test_children_stand_in_the_order_of_the_standard() -> None:
    """Properties of paragraphs, runs, tables, rows, cells, sections and styles: what Word refuses first."""
    for name, parts in trees():
        for part, tree in parts.items():
            for element in tree.iter():
                if not isinstance(element.tag, str) or not element.tag.startswith(qn("w:p")[:-1]):
                    continue
                kind = etree.QName(element).localname
                known = ORDER.get(kind, "").split()
                children = [
                    etree.QName(child).localname
                    for child in element
                    if isinstance(child.tag, str) and child.tag.startswith(qn("w:p")[:-1])
                ]
                if known:
                    strange = set(children) - set(known)
                    assert not strange, (name, part, kind, strange)
                    # References to heads and feet are one group of the standard, in any order.
                    places = [known.index("headerReference" if child == "footerReference" else child) for child in children]
                    assert places == sorted(places), (name, part, kind, children)


def test_what_may_come_once_comes_once() -> None:
    """A property said twice makes a file invalid; borders, margins and references come by side or by kind."""
    for name, parts in trees():
        for part, tree in parts.items():
            for kind in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tcBorders", "tblBorders", "tcMar"):
                for element in tree.iter(qn(f"w:{kind}")):
                    tags = [child.tag for child in element]
                    assert len(tags) == len(set(tags)), (name, part, kind, tags)


def test_every_table_has_its_grid_and_every_row_fills_it() -> None:
    """The cells of each row, spans counted, are as many as the columns; each cell ends with a paragraph."""
    for name, parts in trees():
        for part, tree in parts.items():
            for table in tree.iter(qn("w:tbl")):
                columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
                assert columns, (name, part)
                for row in table.findall(qn("w:tr")):
                    cells = row.findall(qn("w:tc"))
                    spans = [c.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for c in cells]
                    filled = sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans)
                    assert filled == columns, (name, part, filled, columns)
                    assert all(cell[-1].tag == qn("w:p") for cell in cells), (name, part)


def test_every_relationship_leads_to_a_part_or_openly_outside() -> None:
    """Identifiers are unique, targets exist, every reference in a part has its relationship, every part its type."""
    for name, parts in trees():
        known = dict(files())[name]
        types = parts["[Content_Types].xml"]
        defaults = {d.get("Extension") for d in types if d.tag.endswith("Default")}
        named = {o.get("PartName") for o in types if o.tag.endswith("Override")}
        for part in known:
            assert part == "[Content_Types].xml" or f"/{part}" in named or part.rpartition(".")[2] in defaults, (name, part)
        assert {part.lstrip("/") for part in named} <= set(known), name
        for part, tree in parts.items():
            if not part.endswith(".rels"):
                continue
            folder = part.replace("_rels/", "").rpartition("/")[0]
            ids = [relation.get("Id") for relation in tree.iter(RELATION)]
            assert len(ids) == len(set(ids)), (name, part)
            for relation in tree.iter(RELATION):
                target = relation.get("Target")
                if relation.get("TargetMode") == "External":
                    assert re.match(r"(https?|mailto):", target), (name, target)
                else:
                    place = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
                    assert place in known, (name, part, target)
            source = part.replace("_rels/", "").removesuffix(".rels")
            if source in parts:
                used = {v for e in parts[source].iter() for a, v in e.attrib.items() if a.startswith(REFERENCE)}
                assert used <= set(ids), (name, source, used - set(ids))


def test_every_style_and_every_list_that_is_used_exists() -> None:
    """Styles by id, also those that others rest on; numbers of lists down to their abstract list."""
    for name, parts in trees():
        styles = parts["word/styles.xml"]
        ids = [style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))]
        assert len(ids) == len(set(ids)), name
        for tree in parts.values():
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
                for use in tree.iter(qn(f"w:{tag}")):
                    assert use.get(qn("w:val")) in ids, (name, tag, use.get(qn("w:val")))
        numbering = parts.get("word/numbering.xml")
        lists = {n.get(qn("w:numId")): n for n in numbering.iter(qn("w:num"))} if numbering is not None else {}
        abstract = {a.get(qn("w:abstractNumId")) for a in numbering.iter(qn("w:abstractNum"))} if numbering is not None else set()
        for use in parts["word/document.xml"].iter(qn("w:numId")):
            assert use.get(qn("w:val")) in lists, name
        assert {n.find(qn("w:abstractNumId")).get(qn("w:val")) for n in lists.values()} <= abstract, name


def test_no_identifier_comes_twice() -> None:
    """Drawings and bookmarks have identifiers of their own in a part."""
    for name, parts in trees():
        for part, tree in parts.items():
            for tag, key in (("docPr", "id"), ("bookmarkStart", qn("w:id"))):
                found = [e.get(key) for e in tree.iter() if isinstance(e.tag, str) and etree.QName(e).localname == tag]
                assert len(found) == len(set(found)), (name, part, tag)


def test_the_language_is_french_and_the_properties_are_those_of_the_document() -> None:
    """Spelling is checked in French; title and day are said, no name of a machine or of a person."""
    titles = {name: document.title for name, document in every_document()}
    for name, parts in trees():
        langs = [lang.get(qn("w:val")) for lang in parts["word/styles.xml"].iter(qn("w:lang"))]
        assert langs and set(langs) == {"fr-FR"}, (name, langs)
        core = etree.tostring(parts["docProps/core.xml"], encoding="unicode")
        assert etree.fromstring(core.encode()).findtext("{http://purl.org/dc/elements/1.1/}title") == titles[name], name
        assert not re.search(r"python-docx|<dc:creator>\s*\S*(?:root|python)", core), name
