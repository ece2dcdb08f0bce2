"""Foreign text on a terminal: shown, never obeyed."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dossier.report.text import cut, padded, shown, table, width


@given(st.text())
def test_shown_text_is_one_line_that_no_terminal_obeys(text: str) -> None:
    """Whatever a stranger wrote, no control, bidi or unassigned character is left."""
    for char in shown(text):
        assert unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_attacks_are_spelled_out() -> None:
    """Escape sequences, C1 controls, carriage returns and reversed text become visible."""
    assert shown("\x1b]52;c;ZXZpbA==\x07") == "\\x1b]52;c;ZXZpbA==\\x07"
    assert shown("a\x9b2Jb\rc\nd") == "a\\x9b2Jb\\x0dc\\x0ad"
    assert shown("facture\u202efdp.exe") == "facture\\u202efdp.exe"


def test_french_spaces_and_other_scripts_stay() -> None:
    """No-break spaces belong to French, and a Greek or Japanese name is no attack."""
    for text in ("1\u202f234,56\u00a0€ « Société »", "Ελλάδα", "株式会社", "l’œuvre"):
        assert shown(text) == text


def test_widths_count_columns() -> None:
    """A wide character takes two columns, a combining accent none."""
    assert (width("abc"), width("日本"), width("e\u0301")) == (3, 4, 1)
    assert cut("日本語", 5) == "日本…"
    assert padded("日本", 6, right=True) == "  日本"


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=80)), min_size=1, max_size=5))
def test_a_table_has_a_line_per_row(rows: list[tuple[str, str]]) -> None:
    """No cell can break out of its row."""
    assert len(table(("A", "B"), rows).split("\n")) == len(rows) + 2


def test_a_cell_of_a_million_letters_is_cut_at_once() -> None:
    """Neither length nor marks piled on one letter cost time."""
    import time

    start = time.process_time()
    assert cut("é" * 1_000_000, 40) == "é" * 39 + "…"
    assert width(cut("e" + "\u0301" * 1_000_000 + "x", 40)) <= 40
    assert time.process_time() - start < 1
