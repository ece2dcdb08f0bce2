"""Words in ASCII, as names of files and comparisons take them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.letters import ascii_text, ascii_words, slug


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Œuvre d’Éléonore", ["L", "OEuvre", "d", "Eleonore"]),
        ("facture n°2026-014", ["facture", "n", "2026", "014"]),
        ("Strauß & Søn", ["Strauss", "Son"]),
        ("Débit\u00a0(€)", ["Debit"]),
        ("co\u00adopé\u200brative", ["cooperative"]),
        ("Nord–Est", ["Nord", "Est"]),
        ("中文", []),
    ],
)
def test_words_lose_their_accents_and_stay_apart(text: str, words: list[str]) -> None:
    """A sign without a letter parts two words; what nobody sees does not."""
    assert ascii_words(text) == words
    assert slug(text) == "-".join(words)


@given(st.text())
def test_any_text_becomes_ascii(text: str) -> None:
    """Whatever a stranger wrote, and the same again when it is done twice."""
    once = ascii_text(text)
    assert once.isascii()
    assert ascii_text(once) == once
