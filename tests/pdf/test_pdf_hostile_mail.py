"""Messages made to keep a reader busy for hours: each is read or refused within seconds, and always to the same result."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from pdf_makers import clean_of, examined

from dossier.pdf.markup import text_of_markup
from dossier.pdf.message import Unfit, read_mail
from dossier.pdf.message_sheet import _blocks
from dossier.pdf.words import in_measure

HEAD = b"From: a@b.example\nTo: d@e.example\nSubject: x\nDate: Fri, 20 Feb 2026 10:00:00 +0100\n"
PATIENCE = 8
"""Seconds of processor time, for a slow machine; what these tests guard against took minutes to years."""


def mail(kind: bytes, body: bytes) -> bytes:
    return HEAD + b"MIME-Version: 1.0\nContent-Type: " + kind + b"\n\n" + body


def within_patience(work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    assert time.process_time() - start < PATIENCE


def read_or_refused(data: bytes) -> None:
    with suppress(Unfit):
        read_mail(data)


SLOW = {
    "a line of spaces": mail(b"text/plain", b" " * 1_000_000 + b"x"),
    "a line like a header": mail(b"text/plain", b"content-type:" * 80_000),
    "parameters without end": mail(b"application/pdf; " + b"; ".join(b"name*%d=b" % i for i in range(20_000)), b"x"),
    "a codec of names as charset": mail(b"text/plain; charset=punycode", b"a" * 100_000 + b"-" + b"zzz" * 50_000),
    "flowing lines": mail(b"text/plain; format=flowed", b"a \n" * 300_000),
    "one line of markup": mail(b"text/html", b"a " * 700_000),
    "header after header": b"X: " + b"a" * 2_100_000 + b"\n" + b"".join(b"X-%d: y\n" % i for i in range(50_000)) + HEAD + b"\nx",
}


@pytest.mark.parametrize("data", SLOW.values(), ids=list(SLOW))
def test_a_message_made_to_be_slow_is_read_or_refused_soon(data: bytes) -> None:
    """The time grows with the length of the message, not with its square."""
    within_patience(lambda: read_or_refused(data))


@pytest.mark.parametrize("sign", ["<!--", "<a ", "<!", "<?", "&#", "</", "<a b=", "<![CDATA[", '<a b="', "<a'", "<td>", "<li>"])
def test_markup_that_is_never_closed_is_read_once(sign: str) -> None:
    """Hundreds of thousands of openings without an end: the standard parser begins anew at each."""
    within_patience(lambda: text_of_markup(sign * (1_000_000 // len(sign))))


def test_elements_closed_by_others_are_read_once() -> None:
    """What is skipped is one element, however many open inside it."""
    within_patience(lambda: text_of_markup("<svg>" * 150_000 + "</p>" * 150_000))


def test_an_announcement_of_a_quotation_may_be_followed_by_any_blank() -> None:
    """A hundred thousand blanks after « a écrit », and no colon."""
    within_patience(lambda: list(_blocks("a écrit" + " " * 140_000 + "x\n> q")))
    assert list(_blocks("Le 3, Anne a écrit :\u00a0\n> q")) == ["<blockquote><p>Le 3, Anne a écrit :</p><p>q</p></blockquote>"]


@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "undefined", "unicode_escape", "\x00", "utf-8\x00", "é", ""])
def test_a_charset_that_is_none_is_read_as_well_as_possible(charset: str) -> None:
    """Python has codecs that are no charsets: some raise, some turn the text into another."""
    found = read_mail(mail(f'text/plain; charset="{charset}"'.encode(), b"d\xc3\xa9j\xc3\xa0 \\ud800"))
    assert found.text == "déjà \\ud800"


def test_a_day_beyond_all_calendars_is_no_day() -> None:
    """Year, hour and zone of a header may be any numbers."""
    for day in (b"Fri, 20 Feb 99999999999999 10:00:00 +0000", b"Fri, 20 Feb 2026 10:00:00 +999999", b"1" * 5000):
        read_mail(b"From: a@b.example\nDate: " + day + b"\n\nx")


def test_a_character_number_of_five_thousand_digits_is_one_character() -> None:
    """Python refuses to turn so many digits into a number."""
    assert text_of_markup(f"a&#{'9' * 5000};b &#233; &#x000000e9;") == ("a\ufffdb é é", 0)


def test_a_broken_forwarded_message_has_the_same_digest_every_time() -> None:
    """No trace of where an object lay in memory may enter a page."""
    data = mail(b"multipart/mixed; boundary=b", b"--b\nContent-Type: message/rfc822\n\nContent-Type: multipart/mixed\n\nx\n--b--")
    assert read_mail(data).attached[0].sha256 == read_mail(data).attached[0].sha256
    for part in read_mail(data).attached:
        assert b" at 0x" not in part.data


def test_a_tag_ends_where_a_browser_ends_it() -> None:
    """A bracket inside quotation marks is no end; a mark without partner hides nothing but its tag."""
    assert text_of_markup('a<img alt="x>y" src="cid:1">b') == ("a[x>y]b", 0)
    assert text_of_markup('a<b c="d>e</b>f<i>g</i>') == ("ae" + "fg", 0)
    assert text_of_markup("1 < 2 et 3 > 2<br>fin <") == ("1 < 2 et 3 > 2\nfin <", 0)
    assert text_of_markup("a<!-- x > y -->b<!doctype html>c<?php z ?>d<!-- jamais fini")[0].startswith("abcd")
    assert text_of_markup("a<SCRIPT>if (x<y) '</p>'</script >b") == ("ab", 0)


SLOW_PAGES = {
    "a word without end": b"\n" + b"W" * 20_000,
    "thousands of lines": b"\n" + b"x\n" * 9_000,
    "quotation after quotation": b"\n" + b"> x\ny\n" * 400,
    "recipients without end": b"Cc: " + b"aaa@bbb.example, " * 2_000 + b"\n\nx",
    "one name without end": b"X-A: b\nReply-To: x\nIn-Reply-To: <" + b"B" * 20_000 + b">\n\nx",
}


@pytest.mark.parametrize("rest", SLOW_PAGES.values(), ids=list(SLOW_PAGES))
def test_a_message_made_to_be_slow_to_print_is_printed_soon(rest: bytes) -> None:
    """Long words, lines and lists of names: the printer alone would take minutes for each."""
    within_patience(lambda: clean_of(b"From: a@b.example\nSubject: x\n" + rest, "courriel.eml"))


def test_no_letter_of_a_line_without_end_falls_off_the_sheet() -> None:
    """Beyond two million points the printer gives up breaking a paragraph, and prints it on one line."""
    text, cut = in_measure("W" * 149_000)
    assert not cut
    assert max(map(len, text.split("\n"))) <= 5_100
    assert text.replace("\n", "") == "W" * 149_000


def test_a_text_file_of_megabytes_is_cut_and_says_so() -> None:
    """Nobody reads two hundred pages of it; the original is kept."""
    within_patience(lambda: examined(b"a b " * 2_000_000, "journal.txt"))
    result = examined(b"x\n" * 9_000, "journal.txt")
    assert [problem.code for problem in result.problems] == ["DC519"]
