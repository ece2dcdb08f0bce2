"""How a text cites pieces and lines: « pièce n° 3, p. 2 », « pièces n° 3 à 15 et 17 », « décompte, ligne 7 », each with its link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup, escape

from dossier.ground.french import NBSP
from dossier.pdf.links import LINE, piece_address

NO_PAGES: Mapping[int, int] = MappingProxyType({})
"""For a citation of whole pieces."""


def ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted numbers as closed stretches: 3, 4, 5, 9 gives (3, 5), (9, 9)."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _words(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first}{NBSP}à{NBSP}{last}" if last > first + 1 else f"{first}, {last}"


def plain_citation(numbers: Sequence[int]) -> str:
    """« 3 à 5, 9 », as a column of a table shows it; '' for none."""
    return ", ".join(_words(*stretch) for stretch in ranges(numbers))


def _parts(numbers: Sequence[int], pages: Mapping[int, int], split: bool, label: str = "") -> list[Markup]:
    """Each stretch as a link; a piece of which a page is named stands alone. *split* tells two neighbours apart.

    A link that stands alone holds the *label* too.
    """
    plain = [number for number in numbers if not pages.get(number)]
    stretches = [(number, number) for number in sorted(set(numbers)) if pages.get(number)]
    for a, b in ranges(plain):
        stretches += [(a, a), (b, b)] if split and b == a + 1 else [(a, b)]
    stretches.sort()
    before = label if len(stretches) == 1 else ""
    return [_linked(a, b, pages.get(a, 0), before) for a, b in stretches]


def _linked(first: int, last: int, page: int, before: str | Markup) -> Markup:
    words = f"{first}, p.{NBSP}{page}" if page else _words(first, last)
    return Markup('<a href="{}">{}{}</a>').format(piece_address(first, page), before, words)


def citation(numbers: Sequence[int], pages: Mapping[int, int] = NO_PAGES) -> Markup:
    """« pièces n° 3 à 15 et 17 » as HTML, the numbers linked to `dossier:piece/N`; empty for none.

    *pages* gives the page of some of them: « pièces n° 4, p. 2, n° 5 et n° 9 à 12 », each n° so that no number is read as a page.
    """
    # In a sentence two neighbours are said apart: « 3 et 4 ».
    label = f"{'pièces' if len(set(numbers)) > 1 else 'pièce'}{NBSP}n°{NBSP}"
    parts = _parts(numbers, pages, split=True, label=label)
    if len(parts) < 2:
        return Markup("").join(parts)
    again = Markup("n°{}").format(NBSP) if any(pages.get(number) for number in numbers) else Markup("")
    return (
        escape(label)
        + Markup(", ").join([parts[0], *(again + part for part in parts[1:-1])])
        + Markup(" et ")
        + again
        + parts[-1]
    )


def cell_citation(numbers: Sequence[int], pages: Mapping[int, int] = NO_PAGES) -> Markup:
    """« 4, p. 2 ; 5 » as a column of a table shows it, each number linked; empty for none."""
    mark = escape(" ; " if any(pages.get(number) for number in numbers) else ", ")
    return mark.join(_parts(numbers, pages, split=False))


def plain_lines(lines: Sequence[int]) -> str:
    """« 7 à 18 » as a column of a letter shows it; a dash for none."""
    return _words(min(lines), max(lines)) if lines else "—"


def line_citation(lines: Sequence[int], named: bool = True) -> Markup:
    """« décompte, ligne 7 », « décompte, lignes 7 à 18 », linked to `dossier:ligne/7`; without *named* the numbers alone."""
    if not lines:
        return Markup("")
    first, last = min(lines), max(lines)
    label = f"décompte, {'ligne' if first == last else 'lignes'}{NBSP}" if named else ""
    return Markup('<a href="{}{}">{}{}</a>').format(LINE, first, label, _words(first, last))
