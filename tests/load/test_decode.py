"""Bytes become text by one rule: strict UTF-8, one mark of order allowed, nothing hidden."""

from __future__ import annotations

import pytest

from dossier.load.decode import decode


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("a: é\n".encode("latin-1"), "DC103", "f:1:4"),
        ("a: é\n".encode("utf-16"), "DC103", "f:1:1"),
        ("a: é\n".encode("utf-16-le"), "DC103", "f:1:7"),
        ("a: é".encode()[:-1], "DC103", "f:1:4"),
        (b"a: \xed\xa0\x80\n", "DC103", "f:1:4"),
        (b"\xc0\xaf", "DC103", "f:1:1"),
        (b"a: 1\nb: \x00\n", "DC104", "f:2:4"),
        (b"a: \x1b[31m\n", "DC104", "f:1:4"),
        ("a: \u0085\n".encode(), "DC104", "f:1:4"),
        ("a: \u2028\n".encode(), "DC104", "f:1:4"),
        ("a: x\u202ey\n".encode(), "DC104", "f:1:5"),
        ("a: \u2066\n".encode(), "DC104", "f:1:4"),
        ("a: \ufeff\n".encode(), "DC104", "f:1:4"),
        ("\ufeff\ufeffa: 1\n".encode(), "DC104", "f:1:1"),
        (b"a: 1\rb: 2\n", "DC104", "f:1:5"),
        (b"a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "DC106", "f:2:1"),
        (b"version https://git-lfs.github.com/spec/v1\n", "DC107", "f:1:1"),
        (b"\x00GITCRYPT\x00abc", "DC107", "f:1:1"),
        (b"a" * (2 * 1024 * 1024 + 1), "DC102", "f"),
    ],
)
def test_what_is_no_plain_text_is_refused_at_its_place(data: bytes, code: str, place: str) -> None:
    """The first reason is said, with the line and column of the first bad character."""
    result = decode(data, "f")
    assert result.value is None
    assert [(d.code, str(d.span)) for d in result.diagnostics] == [(code, place)]


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfa: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", b"a: 1\nb: 2\n"]
)
def test_a_mark_of_order_and_crlf_change_nothing(data: bytes) -> None:
    """The same file saved on Windows is the same file."""
    assert decode(data, "f").value == "a: 1\nb: 2\n"


@pytest.mark.parametrize("text", ["a: ======\n", "=======\n", "a: '<<<<<<<'\n", "tableau | ||||||| |\n"])
def test_a_row_of_signs_alone_is_no_conflict(text: str) -> None:
    """Only the marks that git writes count, at the head of a line."""
    assert decode(text.encode(), "f").value == text
