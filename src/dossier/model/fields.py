"""How a written text becomes a value: amounts, days, percents, yes and no, SIREN, IBAN.

Every reader takes text and returns a value or raises `PydanticCustomError` whose type is a code of the catalogue. What
can be understood but is written in another way than the house's (05/03/2026) is accepted here; load reports the form.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from dossier.ground.french import MONTHS
from dossier.ground.money import Money

_SPACES = re.compile(r"[ \u00a0\u202f]")
_AMOUNT = re.compile(r"^([-\u2212]?)([0-9]{1,15})(?:[.,]([0-9]{1,2}))?$")
_GROUPED = re.compile(r"^[-\u2212]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]{1,2})?$")
_ISO = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$")
_SLASHED = re.compile(r"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$")
_WORDED = re.compile(rf"^([0-9]{{1,2}}|1er)[ \u00a0]({'|'.join(MONTHS)})[ \u00a0]([0-9]{{4}})$")
_HOUR = re.compile(r"^([0-9]{1,2}) ?[h:] ?([0-9]{2})?$")
_PERCENT = re.compile(r"^[0-9]{1,3}(?:[.,][0-9]{1,4})?$")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("DC110", "une valeur simple est attendue ici")
    return value.strip()


def read_money(value: Any) -> Money:
    """`1234.56`, `1234,56`, `1 234,56 €`; refuses `1.234` and `1,234`, which may mean thousands or decimals (DC112)."""
    if isinstance(value, Money):
        return value
    written = _text(value)
    bare = written.removesuffix("€").rstrip(" \u00a0\u202f")
    if re.fullmatch(r"[-\u2212]?[0-9]{1,3}(?:[.,][0-9]{3})+", bare):
        raise PydanticCustomError("DC112", "montant ambigu « {written} » : milliers ou décimales ?", {"written": written})
    grouped = _GROUPED.match(bare)
    match = _AMOUNT.match(_SPACES.sub("", bare) if grouped else bare)
    if not match:
        raise PydanticCustomError("DC111", "« {written} » n’est pas un montant", {"written": written})
    sign, whole, cents = match.groups()
    found = Money(int(whole) * 100 + int((cents or "0").ljust(2, "0")))
    return -found if sign else found


def read_day(value: Any) -> date:
    """`2026-03-05`; also `05/03/2026` and `5 mars 2026`. Refuses impossible days and years outside 1900–2199 (DC113, DC114)."""
    if isinstance(value, date):
        return value
    written = _text(value)
    if match := _ISO.match(written):
        year, month, day = (int(part) for part in match.groups())
    elif match := _SLASHED.match(written):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDED.match(written):
        day, month, year = int(match[1].removesuffix("er")), MONTHS.index(match[2]) + 1, int(match[3])
    else:
        raise PydanticCustomError("DC113", "« {written} » n’est pas une date", {"written": written})
    try:
        found = date(year, month, day)
    except ValueError:
        raise PydanticCustomError("DC114", "la date « {written} » n’existe pas au calendrier", {"written": written}) from None
    if not 1900 <= year <= 2199:
        raise PydanticCustomError("DC113", "l’année {year} est hors des limites", {"year": year})
    return found


def is_house_day(written: str) -> bool:
    """Whether a date is written as the house writes it, `2026-03-05`."""
    return bool(_ISO.match(written.strip()))


def read_hour(value: Any) -> str:
    """`9h40`, `09:40`, `14 h` as `09:40` (DC115)."""
    written = _text(value)
    match = _HOUR.match(written)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise PydanticCustomError("DC115", "« {written} » n’est pas une heure", {"written": written})
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


def read_yes_no(value: Any) -> bool:
    """`oui` or `non` (DC116)."""
    if isinstance(value, bool):
        return value
    written = _text(value).lower()
    if written not in ("oui", "non"):
        raise PydanticCustomError("DC116", "« {written} » : répondez par oui ou par non", {"written": written})
    return written == "oui"


def read_percent(value: Any) -> Decimal:
    """A percent as a number, `12`, `12.5` or `12,5 %` (DC117)."""
    if isinstance(value, Decimal):
        return value
    written = _text(value)
    bare = written.removesuffix("%").rstrip(" \u00a0\u202f")
    if not _PERCENT.match(bare):
        raise PydanticCustomError("DC117", "« {written} » n’est pas un pourcentage", {"written": written})
    return Decimal(bare.replace(",", "."))


def read_count(value: Any) -> int:
    """A whole number, possibly negative, of at most nine digits (DC118)."""
    if isinstance(value, int):
        return value
    written = _text(value)
    if not re.fullmatch(r"-?[0-9]{1,9}", written):
        raise PydanticCustomError("DC118", "« {written} » n’est pas un nombre entier", {"written": written})
    return int(written)


def read_siren(value: Any) -> str:
    """Nine digits whose Luhn key is right, spaces allowed (DC120)."""
    from stdnum.fr import siren  # a library's table of rules, needed only when a SIREN is read

    bare = _SPACES.sub("", _text(value))
    if not siren.is_valid(bare):
        raise PydanticCustomError("DC120", "le SIREN « {written} » est faux", {"written": _text(value)})
    return bare


def read_iban(value: Any) -> str:
    """An IBAN whose key (ISO 7064, mod 97) is right, spaces allowed (DC121)."""
    from stdnum import iban

    bare = _SPACES.sub("", _text(value)).upper()
    if not iban.is_valid(bare, check_country=False):
        raise PydanticCustomError("DC121", "l’IBAN « {written} » est faux", {"written": _text(value)})
    return bare


def read_postcode(value: Any) -> str:
    """A postcode as written; five digits in France are checked with the country by `check` (DC119 when empty)."""
    written = _text(value)
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z \-]{1,9}", written):
        raise PydanticCustomError("DC119", "« {written} » n’est pas un code postal", {"written": written})
    return written


def _schema(kind: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **more})


Amount = Annotated[
    Money, BeforeValidator(read_money), PlainSerializer(str), _schema("string", examples=["1234.56", "1 234,56 €"])
]
Day = Annotated[date, BeforeValidator(read_day), _schema("string", examples=["2026-03-05"])]
Hour = Annotated[str, BeforeValidator(read_hour), _schema("string", examples=["9h40"])]
YesNo = Annotated[bool, BeforeValidator(read_yes_no), _schema("string", enum=["oui", "non"])]
Percent = Annotated[Decimal, BeforeValidator(read_percent), _schema("string", examples=["12", "12,5"])]
Count = Annotated[int, BeforeValidator(read_count), _schema("string", examples=["30"])]
Siren = Annotated[str, BeforeValidator(read_siren), _schema("string", examples=["123456782"])]
Iban = Annotated[str, BeforeValidator(read_iban), _schema("string", examples=["FR76 3000 6000 0112 3456 7890 189"])]
Postcode = Annotated[str, BeforeValidator(read_postcode), _schema("string", examples=["01000"])]
