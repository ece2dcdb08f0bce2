"""Tables of a page: columns of the printed widths, head rows that come again on each page, rules instead of boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dossier.word.inline import Format, is_inline, pieces
from dossier.word.paper import Paper, append, paragraph
from dossier.word.styles import twips
from dossier.word.tree import Element
from dossier.word.widths import columns, span, width_of
from dossier.word.xml import border, node

BLACK, FAINT = "161616", "C9C9C9"
_PADDING = {
    "demeure": 0.44, "serree": 0.44, "compte": 0.6, "liste": 1.3, "sommes": 1.8,
    "chiffres": 2.2, "periodes": 0.6, "recapitulation": 0.75, "petit": 0.75, "historique": 0.75,
}  # fmt: skip
"""Millimetres above and below a row where it is not the usual one."""
_GUTTER = 1.5
_SUMS = frozenset({"total", "somme"})


def table(paper: Paper, parent: Any, element: Element, left: float, keep: bool = False) -> None:
    """Add a table of the page, *left* millimetres from the margin of the text; it fills the rest of the line."""
    room = width_of(element.classes, frozenset(), paper.rules) or paper.room - left
    wide = columns(element, min(room, paper.room - left), paper.rules)
    figures = "chiffres" in element.classes
    padding = next((_PADDING[name] for name in sorted(element.classes) if name in _PADDING), 1.0)
    made = _frame(wide, left, padding, "TableauDossier")
    rows = [row for row in element.walk() if row.tag == "tr"]
    heads = {id(row) for part in element.elements if part.tag == "thead" for row in part.elements}
    for part in element.elements:
        for row in [part] if part.tag == "tr" else part.elements:
            if row.tag == "tr":
                is_last = row is rows[-1]
                together = (part.tag == "thead" or (_holds(part) and row is not part.elements[-1])) and not is_last
                made.append(_row(row, part.classes, wide, id(row) in heads, together, figures))
    if len(rows):
        append(parent, made)
        # Two tables that follow one another would be one, and a cell must not end with a table.
        gap(parent, {"letter": 2.5, "act": 3.0}.get(paper.kind, 5.0), keep)


def _holds(part: Element) -> bool:
    """Whether the rows of a part stay on one page: the total, and a group that is not too long."""
    return "total" in part.classes or ("groupe" in part.classes and "longue" not in part.classes)


def gap(parent: Any, mm: float, keep: bool = False) -> None:
    """An empty line of a given height."""
    properties = node(
        "pPr", node("pStyle", val="Tableau"), node("keepNext") if keep else None,
        node("spacing", before=0, after=0, line=twips(mm), lineRule="exact"), node("ind", left=0, hanging=0),
    )  # fmt: skip
    append(parent, node("p", properties))


def layout(wide: Sequence[float], left: float, cells: Sequence[Any], height: float = 0, rules: bool = False) -> Any:
    """A table of one row without rules, for what stands side by side; *rules* draws hairlines above and below."""
    made = _frame(wide, left, 1.2 if rules else 0, "TableNormal", FAINT if rules else "")
    high = node("trHeight", val=twips(height), hRule="atLeast") if height else None
    made.append(node("tr", node("trPr", node("cantSplit"), high), *cells))
    return made


def cell(wide: float) -> Any:
    """An empty cell; it needs a paragraph."""
    return node("tc", node("tcPr", node("tcW", w=twips(wide), type="dxa")))


def _frame(wide: Sequence[float], left: float, padding: float, style: str, rule: str = "") -> Any:
    margins = [
        node(side, w=twips(mm), type="dxa")
        for side, mm in (("top", padding), ("left", 0), ("bottom", padding), ("right", _GUTTER))
    ]
    properties = node(
        "tblPr",
        node("tblStyle", val=style),
        node("tblW", w=sum(map(twips, wide)), type="dxa"),
        node("tblInd", w=twips(left), type="dxa") if left else None,
        node("tblBorders", border("top", 0.25, rule), border("bottom", 0.25, rule)) if rule else None,
        node("tblLayout", type="fixed"),
        node("tblCellMar", *margins),
        node("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    return node("tbl", properties, node("tblGrid", *(node("gridCol", w=twips(mm)) for mm in wide)))


def _row(
    row: Element, part: frozenset[str], wide: Sequence[float], is_head: bool, together: bool, figures: bool
) -> Any:  # fmt: skip
    """A row; *together* keeps it on the page of the next one."""
    made = node("tr", node("trPr", node("cantSplit"), node("tblHeader") if is_head else None))
    cells = [child for child in row.elements if child.tag in ("td", "th")]
    if not cells:
        cells = [Element("td", attributes={"colspan": str(len(wide))})]
    at, after_figure = 0, False
    for element in cells:
        count = span(element)
        is_figure = "n" in element.classes
        box = _cell(
            sum(wide[at : at + count]), count, rules=_rules(row, part, is_head, figures),
            left=4.0 if (after_figure and not is_figure) or ("quoi-mouvement" in element.classes) else 0.0,
            last=element is cells[-1], above=2.4 if "entete" in row.classes else 0.0, low=element.tag == "th",
        )  # fmt: skip
        look = Format(
            "Detail" if "a" in element.classes or (row.classes & {"entete", "mouvement"} and not is_figure) else "",
            True if _is_bold(row, part) or "fort" in element.classes else None,
        )
        _fill(box, element, _style(element, is_head, figures), is_figure, together, look)
        made.append(box)
        at, after_figure = at + count, is_figure
    return made


def _cell(wide: float, count: int, rules: Any, left: float, last: bool, above: float, low: bool) -> Any:
    margins = [
        node("top", w=twips(above), type="dxa") if above else None,
        node("left", w=twips(left), type="dxa") if left else None,
        node("right", w=0, type="dxa") if last else None,
    ]
    properties = node(
        "tcPr",
        node("tcW", w=twips(wide), type="dxa"),
        node("gridSpan", val=count) if count > 1 else None,
        rules,
        node("tcMar", *margins) if any(m is not None for m in margins) else None,
        node("vAlign", val="bottom") if low else None,
    )
    return node("tc", properties)


def _rules(row: Element, part: frozenset[str], is_head: bool, figures: bool) -> Any:
    """The rules of a cell where they are not those of the table's style."""
    if is_head:
        return node("tcBorders", border("bottom", 0.6, BLACK))
    if figures:
        return node("tcBorders", border("top", 0.6, BLACK), border("bottom", 0.6, BLACK))
    if (part | row.classes) & _SUMS and "simple" not in row.classes:
        return node("tcBorders", border("top", 0.6, BLACK), node("bottom", val="nil"))
    if row.classes & {"simple", "reste"} or "apres" in part:
        return node("tcBorders", node("bottom", val="nil"))
    return node("tcBorders", border("bottom", 0.25, FAINT))


def _is_bold(row: Element, part: frozenset[str]) -> bool:
    return bool((part | row.classes) & _SUMS and "simple" not in row.classes) or "reste" in row.classes


def _style(element: Element, is_head: bool, figures: bool) -> str:
    return "TableauTitre" if is_head or element.tag == "th" else "Chiffre" if figures else "Tableau"


def _fill(box: Any, element: Element, style: str, is_figure: bool, together: bool, look: Format) -> None:
    """The text of a cell: a paragraph for each block in it."""
    lines: list[list[Element | str]] = [[]]
    for child in element.children:
        if is_inline(child):
            lines[-1].append(child)
        elif isinstance(child, Element):
            lines += [child.children, []]
    full = [list(pieces(line, look)) for line in lines]
    for line in [line for line in full if any(piece.text.strip(" ") for piece in line)] or [[]]:
        paragraph(box, style, line, keep=together, align="right" if is_figure else "")
