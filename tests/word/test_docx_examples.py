"""The letters and acts of the example cases as Word documents."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree, html
from word_support import examples, opened, page_text, parts, text_of, written

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KNOWN = {
    *(_TYPES + name for name in ("officeDocument", "styles", "settings", "fontTable", "numbering", "theme", "header", "footer", "image")),
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
}  # fmt: skip


def test_the_text_is_that_of_the_page() -> None:
    """Every word of a letter or an act stands in its DOCX, in the order of the page, and no other."""
    assert {name: text_of(written(name)) for name in examples()} == {name: page_text(d) for name, d in examples().items()}
    assert len(examples()) > 10


def test_titles_and_headings_are_styles() -> None:
    """A letter has its object as a heading, an act a title and its parts as headings: a reader's outline shows them."""
    for name, document in examples().items():
        found = [p.style.name for p in opened(written(name)).paragraphs]
        page = html.document_fromstring(document.html)
        if document.style == "letter":
            assert found.count("Objet") == 1, name
            assert opened(written(name)).styles["Objet"].base_style.name == "Heading 1"
        else:
            assert found.count("Title") == len(page.xpath("//h1")), name
            assert found.count("Heading 1") == len(page.xpath("//h2")), name


def test_every_style_that_is_used_exists() -> None:
    """No paragraph, text or table names a style that the document lacks: Word would show it without any."""
    for name in examples():
        files = parts(written(name))
        known = {row.get(qn("w:styleId")) for row in etree.fromstring(files["word/styles.xml"]).iter(qn("w:style"))}
        for part in (data for path, data in files.items() if path.startswith("word/") and path.endswith(".xml")):
            used = etree.fromstring(part).iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"), qn("w:basedOn"), qn("w:next"))
            assert {row.get(qn("w:val")) for row in used} <= known, name


def test_heads_of_tables_come_again() -> None:
    """The head row of each table is repeated on the pages that follow, and no row is cut in two."""
    for name, document in examples().items():
        tables = html.document_fromstring(document.html).xpath("//table")
        made = [t for t in opened(written(name)).element.body.iter(qn("w:tbl")) if t.tblPr.style == "TableauDossier"]
        assert len(made) == len(tables), name
        for table, source in zip(made, tables, strict=True):
            heads = [row for row in table.tr_lst if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
            assert len(heads) == len(source.xpath("./thead/tr")), name
            assert heads == table.tr_lst[: len(heads)]
            assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.tr_lst)


def test_columns_fill_the_width_of_their_table() -> None:
    """The cells of each row are as wide together as the columns: a wrong sum makes Word move them."""
    for name in examples():
        for table in opened(written(name)).element.body.iter(qn("w:tbl")):
            grid = [int(column.get(qn("w:w"))) for column in table.tblGrid.iter(qn("w:gridCol"))]
            for row in table.tr_lst:
                assert sum(cell.grid_span for cell in row.tc_lst) == len(grid), name
                assert abs(sum(cell.width.twips for cell in row.tc_lst) - sum(grid)) <= len(grid), name


def test_nothing_points_outside() -> None:
    """Relationships are of known kinds and lead into the file; fields count pages and nothing else; no macro, no DTD."""
    for name in examples():
        files = parts(written(name))
        assert not [path for path in files if path.endswith((".bin", ".vbs", ".html"))]
        for path, data in files.items():
            if path.endswith(".png"):
                continue
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
            assert root.getroottree().docinfo.internalDTD is None
            if path.endswith(".rels"):
                for row in root:
                    assert row.get("Type") in _KNOWN, (name, row.get("Type"))
                    assert row.get("TargetMode") is None
            assert {row.get(qn("w:instr")) for row in root.iter(qn("w:fldSimple"))} <= {"PAGE", "NUMPAGES"}
            assert not list(root.iter(qn("w:instrText"), qn("w:hyperlink"), qn("w:altChunk"), qn("w:object")))


def test_the_sheet_is_that_of_the_pdf() -> None:
    """A4, the margins of the printed page, French, pages counted at the foot."""
    margins = {"letter": (16, 20, 17, 25), "act": (27, 25, 24, 25), "table": (27, 20, 22, 25)}
    for name, document in examples().items():
        section = opened(written(name)).sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        assert tuple(round(side.mm) for side in sides) == margins[document.style]
        for foot in (section.footer, section.first_page_footer):
            fields = [row.get(qn("w:instr")) for row in foot._element.iter(qn("w:fldSimple"))]
            assert fields == ["PAGE", "NUMPAGES"], name
        assert b'<w:lang w:val="fr-FR"' in parts(written(name))["word/styles.xml"]


def test_the_mentions_of_the_sender_stand_at_the_foot() -> None:
    """What the law asks on the papers of a firm (C. com., art. R123-237) stands at the foot of each page of a letter."""
    for name, document in examples().items():
        if document.style == "letter":
            section = opened(written(name)).sections[0]
            for foot in (section.footer, section.first_page_footer):
                text = "\n".join(p.text for p in foot.paragraphs).replace("\u202f", " ").replace("\u00a0", " ")
                assert " RCS " in text, name


def test_only_a_draft_is_marked() -> None:
    """Each page of a draft says so, and no page of a document that is ready."""
    states = set()
    for name, document in examples().items():
        heads = [data for path, data in parts(written(name)).items() if path.startswith("word/header")]
        assert len(heads) == 2
        assert all((b'string="BROUILLON"' in head) == (document.state == "draft") for head in heads), name
        states.add(document.state)
    assert states == {"draft", "ready"}


def test_the_title_and_the_day_are_those_of_the_document() -> None:
    """The properties name the document and its day, and nobody's machine."""
    for name, document in examples().items():
        properties = opened(written(name)).core_properties
        assert properties.title == document.title
        assert properties.created.date() == properties.modified.date() == document.date
        assert (properties.author, properties.language) == ("", "fr-FR")
