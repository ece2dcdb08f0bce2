"""Known words are found whatever their spelling, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.masking.finder import Finder, fold, slugged

FINDER = Finder.of(
    {"SUD BÉTON": "Débiteur 2", "Roux": "Personne 3", "Anne Roux": "Personne 3", "123456782": "000000002", "L’Œuf d’or": "Débiteur 4",
     "FR7630006000011234567890189": "compte masqué", "12 rue Paradis": "adresse masquée"}
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("SARL Sud Béton doit", "SARL Débiteur 2 doit"),
        ("SUD\u00a0BETON", "Débiteur 2"),
        ("Sud-Béton", "Débiteur 2"),
        ("cases/2026-014-sud-beton/affaire.yaml", "cases/2026-014-debiteur-2/affaire.yaml"),
        ("kbis_sud_beton.pdf", "kbis_debiteur-2.pdf"),
        ("Mme Anne ROUX rappelle", "Mme Personne 3 rappelle"),
        ("un mur roux", "un mur roux"),
        ("roux@sud-beton.example", "personne-3@debiteur-2.example"),
        ("Rouxel", "Rouxel"),
        ("SIREN 123 456 782", "SIREN 000000002"),
        ("n° 1123456782", "n° 1123456782"),
        ("FR76 3000 6000 0112 3456 7890 189", "compte masqué"),
        ("l'oeuf d'or", "Débiteur 4"),
        ("12, rue Paradis", "adresse masquée"),
        ("4 800,00 € le 12/01/2026", "4 800,00 € le 12/01/2026"),
    ],
)
def test_spellings(written: str, shown: str) -> None:
    """Accents, capitals, spaces and hyphens do not hide a name; a word that only looks like one stays."""
    assert FINDER.replaced(written) == shown


@given(st.text(max_size=60))
def test_fold_knows_where_each_sign_comes_from(text: str) -> None:
    """One place a sign, in order, and the end."""
    folded, places = fold(text)
    assert len(places) == len(folded) + 1 and places == sorted(places) and places[-1] == len(text)


@given(st.text("abé '-", max_size=8), st.text("abé '-", max_size=8))
def test_no_name_survives_between_other_words(before: str, after: str) -> None:
    """Whatever stands around, a name of two words in capitals is gone."""
    shown = FINDER.replaced(f"{before} SUD BÉTON {after}")
    assert "BÉTON" not in shown and "Débiteur 2" in shown


@given(st.text(max_size=80))
def test_a_text_without_a_known_word_is_unchanged(text: str) -> None:
    """No other word is touched."""
    words = set(fold(text)[0].split())
    if not words & {"sud", "roux", "12", "anne", "l"} and not any(c.isdigit() for c in text):
        assert FINDER.replaced(text) == text


def test_a_slug_has_letters_digits_and_hyphens_only() -> None:
    """For file names."""
    assert slugged("Société B’2") == "societe-b-2" and slugged("…") == "x"
