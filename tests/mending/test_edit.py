"""Edits of bytes: the words meant change, and nothing else does."""

from __future__ import annotations

from dossier.ground.diagnostics import Fix
from dossier.ground.spans import Span
from dossier.mending.edit import edited

FILE = "cases/x/factures.yaml"


def fix(line: int, column: int, end: int, text: str) -> Fix:
    return Fix(Span(FILE, line, column, line, end), text, "")


def test_a_word_is_replaced_where_it_stands() -> None:
    """Comments, blanks and the other lines stay byte for byte."""
    data = "# en tête\n- date:   05/03/2026    # reçue   \n  numero: F-1\n".encode()
    done = edited(data, [fix(2, 11, 21, "2026-03-05")], FILE)
    assert done.data == "# en tête\n- date:   2026-03-05    # reçue   \n  numero: F-1\n".encode()
    assert len(done.made) == 1 and not done.waiting


def test_columns_count_characters_and_the_mark_of_order_and_line_ends_stay() -> None:
    """Accents take two bytes, an emoji four; a file of another system keeps its mark and its CRLF."""
    data = b"\xef\xbb\xbf" + "{titre: été 🙂, date: 05/03/2026}\r\n# fin\r\n".encode()
    at = "{titre: été 🙂, date: ".__len__() + 1
    done = edited(data, [fix(1, at, at + 10, "2026-03-05")], FILE)
    assert done.data == b"\xef\xbb\xbf" + "{titre: été 🙂, date: 2026-03-05}\r\n# fin\r\n".encode()


def test_an_edit_that_would_change_anything_else_is_refused() -> None:
    """A stretch that is half a word, a comment, or a text that would open a key leaves the file as it was."""
    data = b"a: 05/03/2026 # 05/03/2026\nb: c\n"
    for wrong in (
        fix(1, 4, 9, "2026"),  # half of the value: it then reads neither as before nor as meant
        fix(1, 17, 27, "2026-03-05"),  # in the comment: the tree does not change
        fix(1, 4, 14, "x: y"),  # not the word that was promised
        fix(1, 4, 14, "[z, t]"),
        fix(2, 4, 5, "d\ne: f"),
        fix(3, 1, 2, "x"),
        fix(9, 1, 2, "x"),
    ):
        done = edited(data, [wrong], FILE)
        assert (done.data, done.made) == (data, ()), wrong


def test_a_key_that_would_stand_twice_is_not_written() -> None:
    """Of two values of one key nobody knows which is right."""
    data = "échéance: 2026-02-14\necheance: 2026-02-15\n".encode()
    assert edited(data, [fix(1, 1, 9, "echeance")], FILE).made == ()


def test_a_sound_edit_is_made_beside_a_refused_one() -> None:
    """One bad edit does not keep the others from being made."""
    data = b"a: 05/03/2026\nb: 06/03/2026\n"
    done = edited(data, [fix(1, 4, 9, "x"), fix(2, 4, 14, "2026-03-06")], FILE)
    assert done.data == b"a: 05/03/2026\nb: 2026-03-06\n"


def test_overlapping_edits_wait_for_another_round() -> None:
    """The first in the file is made, the other comes back."""
    data = b"a: 05/03/2026\n"
    done = edited(data, [fix(1, 4, 14, "2026-03-05"), fix(1, 6, 14, "x")], FILE)
    assert done.data == b"a: 2026-03-05\n" and len(done.waiting) == 1


def test_a_bare_word_becomes_a_list_of_one() -> None:
    """`pieces: pieces/a.pdf` where a list is expected."""
    done = edited(b"pieces: pieces/a.pdf # la seule\n", [fix(1, 9, 21, "[pieces/a.pdf]")], FILE)
    assert done.data == b"pieces: [pieces/a.pdf] # la seule\n"


def test_a_file_that_is_no_yaml_is_left_alone() -> None:
    """Nobody can say where a value ends in it."""
    data = b"a: [05/03/2026\n"
    assert edited(data, [fix(1, 5, 15, "2026-03-05")], FILE).data == data
