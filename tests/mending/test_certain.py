"""What a refused value is sure to mean, and what is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.load.certain import certain
from dossier.model import fields

SURE = [
    ("DC111", "4.800,00 €", "4800.00"), ("DC111", "4,800.00", "4800.00"), ("DC111", "1.234.567,89", "1234567.89"),
    ("DC111", "4800 EUR", "4800.00"), ("DC111", "4 800,50 euros", "4800.50"), ("DC111", "€ 12,5", "12.50"),
    ("DC111", "1'234.56", "1234.56"), ("DC113", "2026/3/5", "2026-03-05"), ("DC113", "2026-3-5", "2026-03-05"),
    ("DC113", "05.03.2026", "2026-03-05"), ("DC113", "5-3-2026", "2026-03-05"), ("DC113", "5 Mars 2026", "2026-03-05"),
    ("DC113", "jeudi 5 mars 2026", "2026-03-05"), ("DC113", "1 er fevrier 2026", "2026-02-01"),
    ("DC113", "le 5 mars 2026", "2026-03-05"), ("DC115", "9H40", "9h40"), ("DC115", "9 h 40 min", "9h40"),
    ("DC115", "14 heures", "14h00"), ("DC116", "true", "oui"), ("DC116", "No", "non"), ("DC117", "12 % l'an", "12"),
    ("DC117", "12,5 pour cent", "12.5"), ("DC118", "30 jours", "30"), ("DC118", "20 000", "20000"), ("DC118", "30.0", "30"),
    ("DC120", "123.456.782", "123456782"), ("DC120", "123 456 782 00010", "123456782"),
    ("DC121", "FR76-3000-6000-0112-3456-7890-189", "FR76 3000 6000 0112 3456 7890 189"),
]  # fmt: skip
UNSURE = [
    ("DC111", "1.234"), ("DC111", "1,234"), ("DC111", "4.800,005"), ("DC111", "environ 4800"), ("DC111", "4.80.00"),
    ("DC111", "4.800.00"), ("DC111", "1 200 ou 1 300"), ("DC111", "12,34,56"), ("DC113", "05/03/26"), ("DC113", "mars 2026"),
    ("DC113", "lundi 5 mars 2026"), ("DC113", "2026-13-05"), ("DC113", "31.02.2026"), ("DC113", "5 mai ou 6 mai 2026"),
    ("DC113", "05/13/2026 ?"), ("DC115", "25h10"), ("DC115", "9.40"), ("DC115", "matin"), ("DC116", "on"), ("DC116", "x"),
    ("DC116", "1"), ("DC117", "trois fois le taux légal"), ("DC117", "12 à 15"), ("DC118", "30 fin de mois"), ("DC118", "2.5"),
    ("DC120", "123456789"), ("DC120", "12345678200019"), ("DC121", "FR76 3000 6000 0112 3456 7890 188"), ("DC129", "societe"),
    ("DC111", "９" * 4), ("DC113", "x" * 100_000),
]  # fmt: skip


@pytest.mark.parametrize(("code", "written", "meant"), SURE)
def test_what_can_mean_one_thing_alone_is_offered(code: str, written: str, meant: str) -> None:
    """The form of the house, when the writing leaves no doubt."""
    assert certain(code, written) == meant


@pytest.mark.parametrize(("code", "written"), UNSURE)
def test_what_could_mean_two_things_is_not_guessed(code: str, written: str) -> None:
    """A wrong digit would go as far as the requête."""
    assert certain(code, written) == ""


READERS = {
    "DC111": fields.read_money, "DC113": fields.read_day, "DC115": fields.read_hour, "DC116": fields.read_yes_no,
    "DC117": fields.read_percent, "DC118": fields.read_count, "DC120": fields.read_siren, "DC121": fields.read_iban,
}  # fmt: skip


@given(st.sampled_from(sorted(READERS)), st.text(alphabet="0123456789 .,'’-/:h%€eurjosmintaFRé", max_size=24))
def test_what_is_offered_is_read(code: str, written: str) -> None:
    """Whatever was written, an offer is in a form that the format takes, and offering again changes nothing."""
    offer = certain(code, written)
    if offer:
        assert READERS[code](offer) is not None
        assert certain(code, offer) in ("", offer)
