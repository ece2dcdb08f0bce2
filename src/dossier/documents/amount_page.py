"""On which page of a piece an amount really stands: read from the text of its pages, in French and in English notation.

A page is named only when it was found; what no page says, or several do without anything to tell them apart, has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from dossier.ground.french import MONTHS
from dossier.ground.money import Money

Pages = tuple[str, ...]

_GAP = "[\\s.,'’\u00a0\u202f]"
"""What may part groups of three figures."""
_DASHES = re.compile("[\\s\u00a0\u202f\u2010-\u2015\u2212-]+")
_EURO = r"(?:€|euros?\b|eur\b)"
_LABEL = re.compile(
    r"\bt\.?t\.?c\b|net\s+à\s+payer|total\s+à\s+payer|reste\s+à\s+payer|montant\s+dû|amount\s+due|total\s+due", re.I
)
"""Words that stand beside the total of an invoice."""
_NEAR = 120
"""Signs between such a word and the total, either way."""


def page_of_total(pages: Sequence[str], number: str, money: Money) -> int:
    """The page (from 1) on which a bill bears its number and its total; 0 when it is not found.

    A piece of one page without text, as a scan, can have it on that page only. Of several pages with number and total the last
    on which the total stands beside « TTC » or « net à payer » counts, else the last. Where no page bears both, it is the last
    one on which the total stands beside these words, as long as the piece bears the number somewhere.
    """
    if _is_scan(pages):
        return 1
    found = _pages_with(tuple(pages), money)
    named = [page for page in found if bears_number(pages[page - 1], number)]
    if named:
        return _labelled(pages, named, money) or named[-1]
    return _labelled(pages, found, money) if any(bears_number(text, number) for text in pages) else 0


def page_of_amount(pages: Sequence[str], money: Money, day: date | None = None) -> int:
    """The page (from 1) on which an amount stands, beside its day when several have it; 0 when it is not found or not told apart."""
    if _is_scan(pages):
        return 1
    found = _pages_with(tuple(pages), money)
    if len(found) > 1 and day is not None:
        found = [page for page in found if bears_day(pages[page - 1], day)]
    return found[0] if len(found) == 1 else 0


def bears_amount(text: str, money: Money) -> bool:
    """Whether a text has an amount: « 12 480,00 », « 12.480,00 », « 12,480.00 », or « 12 480 € » when it has no cents."""
    return any(True for _ in _places(text, money))


def bears_number(text: str, number: str) -> bool:
    """Whether a text has the number of a bill as a word of its own; kinds of spaces and hyphens count as one."""
    wanted = _DASHES.sub("-", number.strip()).casefold()
    plain = _DASHES.sub("-", text).casefold()
    start = plain.find(wanted)
    while wanted and start >= 0:
        before, after = plain[start - 1 : start], plain[start + len(wanted) : start + len(wanted) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        start = plain.find(wanted, start + 1)
    return False


def bears_day(text: str, day: date) -> bool:
    """Whether a text has a day: 03/09/2026, 03/09/26, 03.09.2026, 03/09, 2026-09-03 or 3 septembre 2026."""
    month = MONTHS[day.month - 1]
    written = (
        rf"(?<!\d)0?{day.day}[./-]0?{day.month}(?:[./-](?:{day.year}|{day.year % 100:02}))?(?![\d./-]*\d)"
        rf"|(?<!\d){day:%Y-%m-%d}(?!\d)|(?<!\d)0?{day.day}(?:er)?\s+{month}\s+{day.year}"
    )
    return re.search(written, text, re.I) is not None


def _is_scan(pages: Sequence[str]) -> bool:
    """Whether a piece is one page that says nothing: what it bears can stand on that page only."""
    return len(pages) == 1 and not pages[0].strip()


@lru_cache(maxsize=4096)
def _pages_with(pages: Pages, money: Money) -> list[int]:
    return [page for page, text in enumerate(pages, 1) if bears_amount(text, money)]


def _labelled(pages: Sequence[str], found: Sequence[int], money: Money) -> int:
    """The last of some pages on which the amount stands beside a word for a total; 0 for none."""
    return next((page for page in reversed(found) if _has_label(pages[page - 1], money)), 0)


def _has_label(text: str, money: Money) -> bool:
    return any(_LABEL.search(text[max(0, start - _NEAR) : end + _NEAR]) for start, end in _places(text, money))


def _places(text: str, money: Money) -> Iterator[tuple[int, int]]:
    """Where a text has an amount that is no part of a longer one."""
    for match in _pattern(Money(abs(money.cents))).finditer(text):
        if not _goes_on_before(text, match.start(), match[0]):
            yield match.span()


def _goes_on_before(text: str, start: int, found: str) -> bool:
    """Whether « 480,00 » is the end of « 12 480,00 »: three figures with a group of one to three in front of them."""
    if not re.match(r"\d{3}(?!\d)", found):
        return False
    return re.search(rf"(?:^|[^\d])\d{{1,3}}{_GAP}$", text[max(0, start - 6) : start]) is not None


@lru_cache(maxsize=1024)
def _pattern(money: Money) -> re.Pattern[str]:
    whole, cents = divmod(money.cents, 100)
    figures = f"{_GAP}?".join(f"{whole:,}".split(","))
    exact = rf"(?<![\d.,]){figures}\s?[.,]\s?{cents:02}(?!\d)"
    if cents:
        return re.compile(exact)
    # Without its cents a sum must bear its unit: « 12 480 » alone may be anything.
    return re.compile(rf"{exact}|(?<![\d.,]){figures}\s?{_EURO}|(?:€|EUR)\s?{figures}(?!\d|[.,]\d)", re.I)
