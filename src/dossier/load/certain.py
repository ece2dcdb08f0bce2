"""What a value that no reader accepts is sure to mean, written as the house writes it: amounts, days, hours, numbers.

Nothing is guessed: where a person could read two things (`1.234`, `05/03/26`), the answer is ''.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from pydantic_core import PydanticCustomError

from dossier.ground.french import MONTHS
from dossier.ground.nearest import fold
from dossier.model.fields import read_day, read_iban, read_money, read_siren

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_CURRENCY = re.compile(r"^(?:€|eur|euros?)|(?:€|eur|euros?)$", re.IGNORECASE)
_BOTH_SIGNS = re.compile(r"(-?)([0-9]{1,3})(?:([.,'’])([0-9]{3}))((?:\3[0-9]{3})*)(?!\3)[.,]([0-9]{2})")
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_MONTHS = [fold(month) for month in MONTHS]
_WORDED = re.compile(rf"(?:(?:{_DAYS})_)?(?:le_)?([0-9]{{1,2}})(?:_?er)?_({'|'.join(_MONTHS)})_([0-9]{{4}})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_HOUR = re.compile(r"([01]?[0-9]|2[0-3]) *(?:h|:|heures?) *(?:([0-5][0-9]) *(?:mn|min|minutes)?)?", re.IGNORECASE)
_PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?) *(?:%|pour ?cent)? *(?:(?:par|/) ?an|l['’]an)?", re.IGNORECASE)
_COUNT = re.compile(r"(-?[0-9]{1,3}(?: [0-9]{3})+|-?[0-9]{1,9})(?:\.0+)? *(?:jours?|j|€|salari[ée]s)?", re.IGNORECASE)
_YES = {"true": "oui", "yes": "oui", "vrai": "oui", "false": "non", "no": "non", "faux": "non"}


def certain(code: str, written: str) -> str:
    """The value that a text refused under *code* is sure to mean, in the house's form; '' when it is not sure."""
    reader = _READERS.get(code)
    if reader is None or len(written) > 60:
        return ""
    try:
        return reader(written.strip())
    except (PydanticCustomError, ValueError):
        return ""


def _amount(written: str) -> str:
    """`4.800,00 €`, `4800 EUR`, `€ 4 800,00`: a comma and a point together tell which of them parts the cents."""
    bare = _CURRENCY.sub("", written).strip(" \u00a0\u202f")
    match = _BOTH_SIGNS.fullmatch(bare)
    if match:
        sign, head, _, group, groups, cents = match.groups()
        if bare[-3] == match[3]:
            return ""
        bare = f"{sign}{head}{group}{re.sub('[^0-9]', '', groups)}.{cents}"
    return str(read_money(bare))


def _day(written: str) -> str:
    """`2026/3/5`, `05.03.2026`, `jeudi 5 mars 2026`: the day first, as in all of France, or the year of four digits first."""
    text = fold(_SPACES.sub(" ", written).replace(",", ""))
    if match := _WORDED.fullmatch(text):
        found = date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
        named = text.split("_")[0]
        if named in _DAYS.split("|") and _DAYS.split("|").index(named) != found.weekday():
            return ""
    elif match := _YEAR_FIRST.fullmatch(written):
        found = date(int(match[1]), int(match[2]), int(match[3]))
    elif match := _DAY_FIRST.fullmatch(written):
        found = date(int(match[3]), int(match[2]), int(match[1]))
    else:
        return ""
    return read_day(found.isoformat()).isoformat()


def _hour(written: str) -> str:
    match = _HOUR.fullmatch(written)
    return f"{int(match[1])}h{match[2] or '00'}" if match else ""


def _percent(written: str) -> str:
    match = _PERCENT.fullmatch(_SPACES.sub(" ", written))
    return match[1].replace(",", ".") if match else ""


def _count(written: str) -> str:
    match = _COUNT.fullmatch(_SPACES.sub(" ", written))
    return match[1].replace(" ", "") if match else ""


def _siren(written: str) -> str:
    """Digits parted by points or hyphens, or the SIRET of an establishment, whose first nine digits are the SIREN."""
    digits = re.sub(r"[\s\u00a0\u202f.\-]", "", written)
    if len(digits) == 14 and digits.isascii() and digits.isdigit():
        from stdnum import luhn

        if not luhn.is_valid(digits):
            return ""
        digits = digits[:9]
    return read_siren(digits)


def _iban(written: str) -> str:
    bare = read_iban(re.sub(r"[\s\u00a0\u202f.\-]|^IBAN", "", written.upper()).removeprefix(":"))
    return " ".join(bare[at : at + 4] for at in range(0, len(bare), 4))


def _yes_no(written: str) -> str:
    return _YES.get(written.lower(), "")


_READERS: Mapping[str, Callable[[str], str]] = {
    "DC111": _amount,
    "DC113": _day,
    "DC115": _hour,
    "DC116": _yes_no,
    "DC117": _percent,
    "DC118": _count,
    "DC120": _siren,
    "DC121": _iban,
}
