"""French as it is printed: amounts, days, percents, sums in words, spaces and apostrophes.

House rule (docs/decisions.md): U+202F inside numbers and before ; ! ?, U+00A0 before : % € and inside « », U+2011 in
article numbers. One function, `typo_fr`, applies it to text that people wrote; numbers are born correct here.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from dossier.ground.money import Money

NBSP = "\u00a0"
NNBSP = "\u202f"
HYPHEN = "\u2011"
MINUS = "\u2212"

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(value: Decimal | int, decimals: int = 0) -> str:
    """`46 586,40`: groups of three parted by U+202F, a comma, U+2212 for minus."""
    text = f"{abs(value):,.{decimals}f}".replace(",", NNBSP).replace(".", ",")
    return f"{MINUS}{NNBSP}{text}" if value < 0 else text


def amount(money: Money | None) -> str:
    """`46 586,40` without unit; an em dash for an amount that is not known."""
    return "—" if money is None else number(money.euros, 2)


def euros(money: Money | None) -> str:
    """`46 586,40 €`; an em dash for an amount that is not known."""
    return "—" if money is None else f"{amount(money)}{NBSP}€"


def percent(rate: Decimal | None) -> str:
    """`12,40 %` for a rate in percent a year; an em dash for an unknown rate."""
    return "—" if rate is None else f"{number(rate, max(2, -int(rate.as_tuple().exponent)))}{NBSP}%"


def short_day(day: date | None) -> str:
    """`05/03/2026`; an em dash for no day."""
    return "—" if day is None else f"{day:%d/%m/%Y}"


def long_day(day: date | None) -> str:
    """`1er septembre 2026`: cardinal except the first; an em dash for no day."""
    if day is None:
        return "—"
    return f"{'1er' if day.day == 1 else day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def weekday(day: date) -> str:
    """`lundi`."""
    return WEEKDAYS[day.weekday()]


def plural(count: int, one: str, many: str | None = None) -> str:
    """`3 pièces`, `1 pièce`, `0 pièce`: French takes the plural from two."""
    return f"{number(count)}{NBSP}{one if abs(count) < 2 else many or one + 's'}"


def enumerate_fr(parts: list[str] | tuple[str, ...], last: str = "et") -> str:
    """`a, b et c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def lower_first(text: str) -> str:
    """A text as it goes on in a sentence: its first letter small, unless a capital or a figure follows (« CVC », « B2 »)."""
    return text[:1].lower() + text[1:] if len(text) < 2 or not (text[1].isupper() or text[1].isdigit()) else text


def upper_first(text: str) -> str:
    """A text as it begins a line: its first letter a capital."""
    return text[:1].upper() + text[1:]


def siren(text: str) -> str:
    """`123 456 782` with U+202F between the groups, from nine digits."""
    return NNBSP.join(text[i : i + 3] for i in range(0, len(text), 3))


def iban(text: str) -> str:
    """`FR76 3000 6000 …` by fours with U+00A0."""
    bare = re.sub(r"\s", "", text)
    return NBSP.join(bare[i : i + 4] for i in range(0, len(bare), 4))


def in_words(money: Money) -> str:
    """`mille deux cents euros et cinquante centimes`: a sum as an act writes it in full."""
    from num2words import num2words  # heavy, and only acts need it

    whole, cents = divmod(abs(money.cents), 100)
    words = f"{num2words(whole, lang='fr')} euro{'s' if whole >= 2 else ''}"
    # French asks « un million d'euros »: the nouns million and milliard take « de ».
    if re.search(r"(million|milliard)s?$", num2words(whole, lang="fr")):
        words = f"{num2words(whole, lang='fr')} d’euros"
    if cents:
        words += f" et {num2words(cents, lang='fr')} centime{'s' if cents >= 2 else ''}"
    return words


def count_in_words(count: int) -> str:
    """`quinze`: a whole number in letters."""
    from num2words import num2words

    return str(num2words(count, lang="fr"))


_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"[ \u00a0\u202f]+(?=[;!?])"), NNBSP),
    (re.compile(r"[ \u00a0\u202f]+(?=[:»%€])"), NBSP),
    (re.compile(r"(?<=«)[ \u00a0\u202f]+"), NBSP),
    (re.compile(r"\b(n°|nos|art\.|al\.|p\.|M\.|MM\.|Mme|Mmes|Me|§) (?=\S)"), rf"\1{NBSP}"),
    (re.compile(r"\b([LRDA])\. ?(\d+)-(\d+)"), rf"\1.{NBSP}\2{HYPHEN}\3"),
    (re.compile(rf"\b(\d{{1,2}}|1er) ({'|'.join(MONTHS)}) (\d{{4}})\b"), rf"\1{NBSP}\2{NBSP}\3"),
)


_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
"""Digits in groups of three: never a year before a number."""


def typo_fr(text: str) -> str:
    """Set the fixed spaces, apostrophes and hyphens of one run of French text; never on code, addresses or YAML.

    Stable: applying it twice changes nothing more. It adds no space that was not written, but for « L.441-10 ».
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _GROUPED.sub(lambda match: match[0].replace(" ", NNBSP), text)
