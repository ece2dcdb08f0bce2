"""How a text cites pieces: « pièce n° 3 », « pièces n° 3 à 15 et 17 », each number range linked to its first piece."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dossier.ground.french import NBSP
from dossier.pdf.links import piece_address


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


def citation(numbers: Sequence[int]) -> Markup:
    """« pièces n° 3 à 15 et 17 » as HTML, the numbers linked to `dossier:piece/N`; empty for none."""
    # In a sentence two neighbours are said apart: « 3 et 4 ».
    stretches = [part for a, b in ranges(numbers) for part in ([(a, a), (b, b)] if b == a + 1 else [(a, b)])]
    if not stretches:
        return Markup("")
    many = len(set(numbers)) > 1
    label = Markup("{}{}n°{}").format("pièces" if many else "pièce", NBSP, NBSP)
    parts = [Markup('<a href="{}">{}</a>').format(piece_address(first), _words(first, last)) for first, last in stretches]
    if len(parts) == 1:
        first, last = stretches[0]
        return Markup('<a href="{}">{}{}</a>').format(piece_address(first), label, _words(first, last))
    return label + Markup(", ").join(parts[:-1]) + Markup(" et ") + parts[-1]
