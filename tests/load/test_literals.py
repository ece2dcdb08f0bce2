"""What French accountants write, and what becomes of it: a table from text to value or code."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.french import amount, long_day, short_day
from dossier.ground.money import Money
from dossier.load.entries import read_entry
from dossier.load.nodes import parse
from dossier.model.contract import Penalties
from dossier.model.entry import Entry
from dossier.model.fields import read_day, read_money
from dossier.model.journal import Event
from dossier.model.ledger import Invoice
from dossier.model.party import Address, Creditor
from dossier.model.settings import Reminder

_INVOICE = {"numero": "F-1", "date": "2026-01-15", "montant_ttc": "1.00"}
_ADDRESS = {"code_postal": "69002", "commune": "Lyon"}
_CREDITOR = {"type": "association", "denomination": "X"}

AMOUNTS: list[tuple[str, Any]] = [
    ("1234.56", 123456), ("1234,56", 123456), ("1 234,56", 123456), ("1 234,56 €", 123456), ("1\u202f234,56\u00a0€", 123456),
    ("1\u00a0234.5", 123450), ("12 345 678,90 €", 1234567890), ("4800", 480000), ("0.01", 1), ("0,5", 50), ("-300.00", -30000),
    ("\u2212300,00", -30000), ("007", 700), ("999999999999999.99", 99999999999999999), ("1234.56€", 123456),
    ("1.234", "DC112"), ("1,234", "DC112"), ("1.234.567", "DC112"), ("1,234,567 €", "DC112"), ("-1.234", "DC112"),
    ("1 234.567", "DC111"), ("12 34,56", "DC111"), ("1234.567", "DC111"), ("1e3", "DC111"), (".inf", "DC111"), (".nan", "DC111"),
    ("0x10", "DC111"), ("1_000", "DC111"), ("190:20:30", "DC111"), ("\u0661\u0662\u0663", "DC111"), ("\uff11\uff12", "DC111"),
    ("12.5 %", "DC111"), ("1234 EUR", "DC111"), ("€ 12", "DC111"), ("+12", "DC111"), ("--12", "DC111"), (".5", "DC111"),
    ("5.", "DC111"), ("1'234.56", "DC111"), ("1.234,56", "DC111"), ("9999999999999999", "DC111"), ("NaN", "DC111"), ("2 000 ,00", "DC111"),
]  # fmt: skip

DAYS: list[tuple[str, Any]] = [
    ("2026-03-05", date(2026, 3, 5)), ("05/03/2026", date(2026, 3, 5)), ("5/3/2026", date(2026, 3, 5)),
    ("5 mars 2026", date(2026, 3, 5)), ("1er mars 2026", date(2026, 3, 1)), ("1\u00a0août\u00a02026", date(2026, 8, 1)),
    ("2024-02-29", date(2024, 2, 29)), ("1900-01-01", date(1900, 1, 1)), ("2199-12-31", date(2199, 12, 31)),
    ("2026-02-30", "DC114"), ("2026-02-29", "DC114"), ("31/06/2026", "DC114"), ("2026-13-01", "DC114"), ("2026-00-10", "DC114"),
    ("05/03/26", "DC113"), ("2026-3-5", "DC113"), ("20260305", "DC113"), ("2026/03/05", "DC113"), ("03-05-2026", "DC113"),
    ("mars 2026", "DC113"), ("hier", "DC113"), ("2026-03-05T10:00", "DC113"), ("1899-12-31", "DC113"), ("2200-01-01", "DC113"),
    ("\u0662\u0660\u0662\u0666-03-05", "DC113"), ("0000-01-01", "DC114"), ("5 Mars 2026", "DC113"), ("32 mars 2026", "DC114"),
]  # fmt: skip

OTHERS: list[tuple[type[Entry], dict[str, str], str, str, str, Any]] = [
    (Address, _ADDRESS, "code_postal", "postcode", "01000", "01000"), (Address, _ADDRESS, "code_postal", "postcode", "2A004", "2A004"),
    (Address, _ADDRESS, "pays", "country", "NO", "NO"), (Address, _ADDRESS, "pays", "country", "on", "on"),
    (Address, _ADDRESS, "insee", "insee", "01053", "01053"), (Address, _ADDRESS, "voie", "street", "12:30", "12:30"),
    (Address, _ADDRESS, "code_postal", "postcode", "1_000", "DC119"),
    (Creditor, _CREDITOR, "siren", "siren", "123456782", "123456782"), (Creditor, _CREDITOR, "siren", "siren", "123 456 782", "123456782"),
    (Creditor, _CREDITOR, "siren", "siren", "005520242", "005520242"), (Creditor, _CREDITOR, "siren", "siren", "123456789", "DC120"),
    (Creditor, _CREDITOR, "siren", "siren", "12345678", "DC120"), (Creditor, _CREDITOR, "siren", "siren", "\u0661" * 9, "DC120"),
    (Creditor, _CREDITOR, "iban", "iban", "FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
    (Creditor, _CREDITOR, "iban", "iban", "fr7630006000011234567890189", "FR7630006000011234567890189"),
    (Creditor, _CREDITOR, "iban", "iban", "FR76 3000 6000 0112 3456 7890 188", "DC121"),
    (Creditor, _CREDITOR, "telephone", "phone", "+33612345678", "+33612345678"),
    (Creditor, _CREDITOR, "telephone", "phone", "0612345678", "0612345678"),
    (Creditor, _CREDITOR, "effectif", "staff", "12", 12), (Creditor, _CREDITOR, "effectif", "staff", "12.0", "DC118"),
    (Creditor, _CREDITOR, "effectif", "staff", "1e3", "DC118"), (Creditor, _CREDITOR, "effectif", "staff", "9" * 100_000, "DC118"),
    (Invoice, _INVOICE, "numero", "number", "2026_001", "2026_001"), (Invoice, _INVOICE, "numero", "number", "0123456", "0123456"),
    (Invoice, _INVOICE, "numero", "number", "1.10", "1.10"), (Invoice, _INVOICE, "type", "type", "Avoir", "DC129"),
    (Event, {"date": "2026-01-15"}, "heure", "hour", "9h40", "09:40"), (Event, {"date": "2026-01-15"}, "heure", "hour", "9:05", "09:05"),
    (Event, {"date": "2026-01-15"}, "heure", "hour", "12:30", "12:30"), (Event, {"date": "2026-01-15"}, "heure", "hour", "14 h", "14:00"),
    (Event, {"date": "2026-01-15"}, "heure", "hour", "24h00", "DC115"), (Event, {"date": "2026-01-15"}, "heure", "hour", "9h60", "DC115"),
    (Reminder, {"niveau": "r"}, "jours", "days", "-7", -7), (Reminder, {"niveau": "r"}, "jours", "days", "sept", "DC118"),
    (Penalties, {}, "taux", "rate", "12,5 %", Decimal("12.5")), (Penalties, {}, "taux", "rate", "3 x legal", Decimal(3)),
    (Penalties, {}, "taux", "rate", "3x légal", Decimal(3)), (Penalties, {}, "taux", "rate", "-2", "DC117"),
    (Penalties, {}, "taux", "rate", "1e2", "DC117"), (Penalties, {}, "taux", "rate", ".inf", "DC117"),
]  # fmt: skip


def _outcome(model: type[Entry], base: dict[str, str], key: str, field: str, literal: str) -> Any:
    """The value that a quoted literal gives under a key, or the code of what is wrong with it."""
    text = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in {**base, key: literal}.items())
    read = read_entry(model, parse(text, "f.yaml").node or pytest.fail("no node"))
    if read.entry is None:
        (diagnostic,) = read.diagnostics
        assert diagnostic.span.column == len(key) + 3
        return diagnostic.code
    return getattr(read.entry, field)


@pytest.mark.parametrize(("literal", "expected"), AMOUNTS)
def test_an_amount_is_what_a_french_reader_sees_or_nothing(literal: str, expected: Any) -> None:
    """Cents, or the code of an amount that is unreadable or may mean two things; never a rounded one."""
    outcome = _outcome(Invoice, _INVOICE, "montant_ttc", "gross", literal)
    assert outcome == (Money(expected) if isinstance(expected, int) else expected)


@pytest.mark.parametrize(("literal", "expected"), DAYS)
def test_a_day_is_read_in_the_french_order_or_not_at_all(literal: str, expected: Any) -> None:
    """ISO and French forms give a day; impossible days and two-digit years are refused."""
    assert _outcome(Invoice, _INVOICE, "date", "date", literal) == expected


@pytest.mark.parametrize(("model", "base", "key", "field", "literal", "expected"), OTHERS)
def test_a_literal_keeps_its_meaning(
    model: type[Entry], base: dict[str, str], key: str, field: str, literal: str, expected: Any
) -> None:
    """Postcodes and SIREN keep their zeros, Norway its name, hours their minutes."""
    outcome = _outcome(model, base, key, field, literal)
    if isinstance(model, type) and model is Penalties and not isinstance(outcome, str):
        outcome = outcome.percent if outcome.percent is not None else outcome.legal_multiple
    assert outcome == expected


@given(st.integers(-(10**15), 10**15))
def test_a_printed_amount_is_read_as_itself(cents: int) -> None:
    """What the program prints, a person may type."""
    money = Money(cents)
    assert read_money(str(money)) == money
    assert read_money(amount(money).replace("\u2212\u202f", "\u2212")) == money


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_printed_day_is_read_as_itself(day: date) -> None:
    """In each of the three forms."""
    assert read_day(day.isoformat()) == read_day(short_day(day)) == read_day(long_day(day)) == day
