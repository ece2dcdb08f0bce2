"""Text files of any encoding are pages of the same words; Outlook files that are broken are problems."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_makers import examined

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

import makers_office as office

from dossier.pdf.characters import decoded_text, encoding_of
from dossier.pdf.signature import signature

WORDS = "Relevé du 12 janvier 2026 : 4 800,00 € dus par Mme Roux\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_words_of_a_text_are_the_same_in_each_encoding(encoding: str) -> None:
    """By its mark, by its zeros, by trying; only what is no Unicode is said."""
    text, remarks = decoded_text(WORDS.encode(encoding))
    assert text == WORDS
    assert bool(remarks) == (encoding == "cp1252")
    result = examined(WORDS.encode(encoding), "releve.csv")
    assert "4 800,00 € dus par Mme Roux" in " ".join(result.facts["text"].split())


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_any_utf_8_text_is_read_as_it_was_written(text: str) -> None:
    """No guess turns one text into another."""
    data = text.encode()
    if encoding_of(data) in ("", "utf-8"):
        read, remarks = decoded_text(data)
        assert remarks == []
        assert read == "".join(c for c in text.removeprefix("\ufeff") if c.isprintable())


def test_a_text_may_begin_as_another_format_does() -> None:
    """Two letters make no picture, and a program is no text."""
    assert signature(b"BMW 320d, facture du 12 janvier\n", "note.txt") == "text"
    assert signature(b"\x00\x01\x02\x03" * 40, "note.txt") == "unknown"
    assert signature(b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "a.xml") == "xml"


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.docx", office.docx(), "docx"), ("a.odt", office.odt(), "odt"), ("a.zip", office.archive(), "zip"), ("a.rtf", office.rtf(), "rtf"),
        ("a.msg", office.msg(), "msg"), ("a.doc", office.msg(), "msg"), ("a.xls", office.compound_file({"Workbook": b"x"}), "xls"),
        ("a.bin", office.compound_file({"Workbook": b"x"}), "ole"), ("a.m4a", b"\0\0\0\x14ftypM4A ", "audio"), ("a.avif", b"\0\0\0\x14ftypavif", "avif"),
        ("a.mov", b"\0\0\0\x08wide\0\0\0\0mdat", "video"), ("a.mp3", b"\xff\xfb\x90\0", "audio"), ("a.bin", b"\xff\xfb\x90\0", "unknown"),
    ],
)  # fmt: skip
def test_a_form_is_found_by_its_bytes_before_its_name(name: str, data: bytes, form: str) -> None:
    """A name alone makes no document; an Outlook message is one under any name."""
    assert signature(data, name) == form


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=16))
def test_a_damaged_outlook_message_is_pages_or_a_problem(place: int, noise: bytes) -> None:
    """Tables that go in circles, sizes that lie, names that are none: never an error of the program."""
    data = office.msg(attached=[("a.txt", b"x" * 5000)])
    at = 8 + place % (len(data) - 8)
    result = examined(data[:at] + noise + data[at + len(noise) :], "m.msg")
    assert result.facts["pages"] or result.problems


def test_a_storage_inside_itself_is_refused() -> None:
    """A compound file whose tree bites its tail ends as unreadable."""
    data = bytearray(office.msg())
    at = data.find("__recip_version1.0_#00000000".encode("utf-16-le"))
    data[at + 76 : at + 80] = b"\0\0\0\0"
    result = examined(bytes(data), "m.msg")
    assert {problem.code for problem in result.problems} <= {"DC512", "DC519"}


def test_a_document_under_a_password_is_named_so() -> None:
    """A DOCX that asks for a password is a compound file with an encrypted package inside."""
    result = examined(office.compound_file({"EncryptedPackage": b"x" * 200, "EncryptionInfo": b"y"}), "contrat.docx")
    assert [problem.code for problem in result.problems] == ["DC511"]


def test_an_office_file_that_is_no_message_is_said_to_be_none() -> None:
    """An old spreadsheet named as a message."""
    result = examined(office.compound_file({"Workbook": b"x"}), "m.msg")
    assert [problem.code for problem in result.problems] == ["DC512"]
    assert "ne contient pas de message" in result.problems[0].message
