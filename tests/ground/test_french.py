"""French as it is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.french import amount, enumerate_fr, euros, iban, in_words, long_day, percent, plural, siren, typo_fr
from dossier.ground.money import Money


def test_amounts_have_their_fixed_spaces() -> None:
    """Groups of three are parted by U+202F, the euro sign follows U+00A0, minus is U+2212."""
    assert euros(Money.of("46586.40")) == "46\u202f586,40\u00a0€"
    assert amount(Money.of("-300")) == "\u2212\u202f300,00"
    assert amount(None) == "—"


def test_days_and_rates() -> None:
    """The first of a month is ordinal, the others cardinal; a rate has two decimals at least."""
    assert long_day(date(2026, 9, 1)) == "1er\u00a0septembre\u00a02026"
    assert long_day(date(2026, 9, 2)) == "2\u00a0septembre\u00a02026"
    assert percent(Decimal("12.4")) == "12,40\u00a0%"
    assert percent(Decimal("12")) == "12,00\u00a0%"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0.50", "zéro euro et cinquante centimes"),
        ("1", "un euro"),
        ("1.01", "un euro et un centime"),
        ("80", "quatre-vingts euros"),
        ("81.02", "quatre-vingt-un euros et deux centimes"),
        ("1000000", "un million d’euros"),
        ("50890.56", "cinquante mille huit cent quatre-vingt-dix euros et cinquante-six centimes"),
    ],
)
def test_sums_in_words(value: str, words: str) -> None:
    """A sum in full agrees in number and takes « d’euros » after a million."""
    assert in_words(Money.of(value)) == words


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("l'avoir : 1 234 567 €", "l’avoir\u00a0: 1\u202f234\u202f567\u00a0€"),
        ("Pourquoi ?", "Pourquoi\u202f?"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("art. L. 441-10", "art.\u00a0L.\u00a0441\u201110"),
        ("art. L441-10", "art.\u00a0L441-10"),
        ("pièce n° 3, p. 2", "pièce n°\u00a03, p.\u00a02"),
        ("le 5 mars 2026", "le 5\u00a0mars\u00a02026"),
        ("en 2026 150 dossiers", "en 2026 150 dossiers"),
    ],
)
def test_fixed_spaces(written: str, printed: str) -> None:
    """Where French wants a fixed space, an ordinary one becomes it; elsewhere nothing changes."""
    assert typo_fr(written) == printed


@given(st.text())
def test_typography_is_stable(text: str) -> None:
    """Applied twice, typography changes nothing more."""
    assert typo_fr(typo_fr(text)) == typo_fr(text)


def test_small_words() -> None:
    """Plurals start at two, lists end with « et », numbers are grouped as registers do."""
    assert plural(1, "pièce") == "1\u00a0pièce"
    assert plural(0, "jour") == "0\u00a0jour"
    assert plural(20, "pièce") == "20\u00a0pièces"
    assert enumerate_fr(["a", "b", "c"]) == "a, b et c"
    assert siren("123456782") == "123\u202f456\u202f782"
    assert iban("FR7630006000011234567890189").startswith("FR76\u00a03000\u00a0")
