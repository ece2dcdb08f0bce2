"""A bank's CSV: no two banks write the same, so its columns are recognised by their titles or told by a saved mapping."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.ground.letters import ascii_words
from dossier.ground.money import ZERO, Money
from dossier.statements.line import BankLine, BankStatement, UnfitStatement, few, one_line

TITLES: Mapping[str, tuple[str, ...]] = {
    "date": ("date operation", "date d operation", "date de l operation", "date comptable", "date de comptabilisation", "date"),
    "montant": ("montant", "montant eur", "montant en euros", "montant de l operation", "amount"),
    "debit": ("debit", "debit eur", "debit euros", "montant debit"),
    "credit": ("credit", "credit eur", "credit euros", "montant credit"),
    "libelle": (
        "libelle",
        "libelle operation",
        "libelle de l operation",
        "libelle simplifie",
        "nature de l operation",
        "description",
    ),
    "complement": ("libelle complementaire", "informations complementaires", "detail", "details", "libelle detaille", "motif"),
    "nom": ("nom", "contrepartie", "tiers", "emetteur", "donneur d ordre", "beneficiaire"),
    "reference": ("reference", "reference operation", "reference de bout en bout", "numero de piece"),
    "id": ("identifiant", "identifiant operation", "id", "numero d operation"),
    "devise": ("devise", "currency"),
}
"""What columns are called, without accents; of several the first that a file has."""

_DAYS = (
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), (3, 2, 1)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})"), (3, 2, 1)),
)
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_AMOUNT = re.compile(
    r"([+\u2212-]?)([0-9]{1,3}(?:[.][0-9]{3})+|[0-9]{1,13})(?:,([0-9]{1,2}))?|([+\u2212-]?)([0-9]{1,13})\.([0-9]{1,2})"
)
MOST = 200_000
"""Lines that are read of one file."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in a row, from 0, and how many rows come before the first line."""

    at: Mapping[str, int]
    skip: int
    delimiter: str


def read(data: bytes, mapping: Mapping[str, str] | None = None) -> tuple[BankStatement, ...]:
    """The one statement of a CSV file; *mapping* gives the title of the column of each thing (`date`, `montant` or `debit` and `credit`,
    `libelle` …). Raises `UnfitStatement`, with the titles that the file has when its columns are not known.
    """
    text = decoded(data)
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    columns = _columns(rows, mapping, delimiter)
    lines: list[BankLine] = []
    remarks: list[str] = []
    for number, row in enumerate(rows[columns.skip :], columns.skip + 1):
        if not any(cell.strip() for cell in row):
            continue
        try:
            lines.append(_line(row, columns, number))
        except UnfitStatement as error:
            remarks.append(f"ligne {number} : {error}")
    if not lines:
        raise UnfitStatement(
            f"aucune ligne n’a pu être lue ; {remarks[0]}" if remarks else "le fichier n’a aucune ligne de mouvement"
        )
    return (BankStatement("", tuple(lines), remarks=few(remarks)),)


def fits(data: bytes, mapping: Mapping[str, str]) -> bool:
    """Whether one of the first rows has all the titles of a mapping."""
    try:
        text = decoded(data[:200_000])
        rows = _rows(text, _delimiter(text))[:20]
    except UnfitStatement:
        return False
    return any({bare(title) for title in mapping.values()} <= {bare(cell) for cell in row} for row in rows)


def decoded(data: bytes) -> str:
    """The characters of a table: by the mark at its beginning, else UTF-8, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise UnfitStatement("l’encodage du fichier n’est pas lisible") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    head = text[:20_000]
    return max(";\t,|", key=lambda sign: (head.count(sign), sign == ";"))


def _rows(text: str, delimiter: str) -> list[list[str]]:
    if "\0" in text:
        raise UnfitStatement("le fichier n’est pas un texte")
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            rows.append(row)
            if len(rows) > MOST:
                raise UnfitStatement("le fichier a trop de lignes")
    except csv.Error:
        raise UnfitStatement("le fichier n’est pas un tableau CSV lisible") from None
    return rows


def _columns(rows: Sequence[Sequence[str]], mapping: Mapping[str, str] | None, delimiter: str) -> Columns:
    """The first row, among twenty, that has a date and an amount by their titles: banks write lines of their own above it."""
    for number, row in enumerate(rows[:20]):
        titles = [bare(cell) for cell in row]
        at = _placed(titles, mapping)
        if "date" in at and ("montant" in at or "credit" in at):
            return Columns(at, number + 1, delimiter)
    place = next((place for place, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 1), 0)
    first = [one_line([cell])[:40] for cell in rows[place]] if rows else []
    listed = ", ".join(f"« {title} »" for title in first[:20] if title)
    why = f"les colonnes de date et de montant ne sont pas reconnues parmi {listed or 'rien'}"
    raise UnfitStatement(why, _guessed(first, rows[place + 1 : place + 20]))


def _guessed(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """What the columns seem to hold by their cells: the first of days, the first of amounts, that of the longest texts."""
    cells = {
        title: [row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at, title in enumerate(titles) if title
    }
    days = [title for title, column in cells.items() if column and all(map(_is_day, column))]
    amounts = [title for title, column in cells.items() if column and title not in days and all(map(_is_amount, column))]
    texts = sorted(
        (title for title in cells if title not in days and title not in amounts),
        key=lambda title: -max(map(len, cells[title]), default=0),
    )
    found = {"date": days[:1], "libelle": texts[:1], "montant": amounts[:1]}
    return {what: some[0] for what, some in found.items() if some}


def _is_day(text: str) -> bool:
    try:
        return bool(day_of(text))
    except UnfitStatement:
        return False


def _is_amount(text: str) -> bool:
    try:
        return money_of(text) is not None
    except UnfitStatement:
        return False


def _placed(titles: Sequence[str], mapping: Mapping[str, str] | None) -> dict[str, int]:
    wanted = {what: (bare(title),) for what, title in mapping.items()} if mapping else TITLES
    found: dict[str, int] = {}
    for what, names in wanted.items():
        place = next((titles.index(name) for name in names if name in titles), None)
        if place is not None:
            found[what] = place
    return found


def bare(title: str) -> str:
    """A title of a column in small letters without accents and signs: `Débit (€)` is `debit`."""
    return " ".join(ascii_words(title)).lower()


def _line(row: Sequence[str], columns: Columns, number: int) -> BankLine:
    def cell(what: str) -> str:
        place = columns.at.get(what)
        return row[place].strip() if place is not None and place < len(row) else ""

    if cell("devise") not in ("", "EUR", "€"):
        raise UnfitStatement(f"en {cell('devise')[:3]}, laissée de côté : seuls les euros sont lus")
    label = one_line([cell("libelle"), cell("complement"), cell("nom"), cell("reference")])
    return BankLine(day_of(cell("date")), _amount(cell), label, one_line([cell("nom")]), cell("reference"), cell("id"), number)


def _amount(cell: Callable[[str], str]) -> Money:
    """The amount with its sign; of two columns the one that is not empty, whatever sign the bank writes in the column of debits."""
    whole, debit, credit = cell("montant"), cell("debit"), cell("credit")
    if whole:
        return money_of(whole)
    out, into = (money_of(debit) if debit else ZERO), (money_of(credit) if credit else ZERO)
    if bool(out) == bool(into):
        raise UnfitStatement("sans montant" if not out else "un débit et un crédit à la fois")
    return into if into else Money(-abs(out.cents))


def day_of(text: str) -> date:
    """A day as tables write it, the day before the month: `05/03/2026`, `05/03/26`, `2026-03-05`."""
    for pattern, (year, month, day) in _DAYS:
        if match := pattern.fullmatch(text.split(" ")[0].split("T")[0]):
            full = int(match[year]) + (2000 if len(match[year]) == 2 else 0)
            try:
                return date(full, int(match[month]), int(match[day]))
            except ValueError:
                break
    raise UnfitStatement(f"date illisible : « {text[:20]} »")


def money_of(text: str) -> Money:
    """`1 234,56`, `1.234,56`, `-1234.56 €`; `1.234` is refused, for it may be either."""
    bare_text = _SPACES.sub("", text).removesuffix("€").removesuffix("EUR")
    match = _AMOUNT.fullmatch(bare_text)
    if not match or ("." in bare_text and "," not in bare_text and match[6] is None):
        raise UnfitStatement(f"montant illisible : « {text[:20]} »")
    sign, whole, cents = (match[1], match[2], match[3]) if match[2] else (match[4], match[5], match[6])
    amount = Money(int(whole.replace(".", "")) * 100 + int((cents or "0").ljust(2, "0")))
    return -amount if sign in ("-", "\u2212") else amount
