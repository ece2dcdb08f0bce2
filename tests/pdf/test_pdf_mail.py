"""E-mails become pages that say who wrote what to whom and when; nothing in them acts, and the strangest are only problems."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_makers import clean_of, examined, pdf_of

from dossier.pdf.markup import text_of_markup
from dossier.pdf.message import Unfit, read_mail

SAMPLES = Path(__file__).parents[1] / "data" / "emails"
HEAD = "From: Anne Roux <a.roux@sud-beton.example>\nTo: compta@atelier-lenoir.example\nDate: Mon, 12 Jan 2026 17:42:00 +0100\n"


def page_of(data: bytes, **options: Any) -> str:
    """The text of the printed page, spaces made plain."""
    reader = pypdf.PdfReader(BytesIO(clean_of(data, "courriel.eml", **options)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def mail(body: str, head: str = HEAD + "Subject: Facture\n", kind: str = "text/plain; charset=utf-8") -> bytes:
    """A simple message."""
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}\n\n{body}".encode()


def test_a_usual_mail_shows_its_heads_its_text_and_its_attachments() -> None:
    """Date with its time zone, quotation set apart, attachment numbered after the piece, digest of the original."""
    inner = pdf_of("ordre de virement")
    import base64

    data = (
        HEAD + "Cc: s.ferrand@sud-beton.example\nSubject: =?utf-8?Q?R=C3=A8glement?=\nIn-Reply-To: <1@x>\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nBonjour,\n\nJe confirme.\n\n"
        "Le 12 janvier 2026, Claire Morel a écrit :\n> Pouvez-vous payer ?\n--b\nContent-Type: application/pdf\n"
        "Content-Disposition: attachment; filename=ordre.pdf\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(inner).decode() + "\n--b--\n"
    ).encode()  # fmt: skip
    result = examined(data, "courriel.eml", number=16)
    text = page_of(data, number=16)
    for part in ("Règlement", "Anne Roux <a.roux@sud-beton.example>", "s.ferrand@", "lundi 12 janvier 2026, 17 h 42 (UTC+1)"):
        assert part in text
    assert "Je confirme." in text
    assert "16.1 ordre.pdf PDF, 1 page" in text
    assert "SHA-256" in text
    assert result.facts["annexes"][0]["pages"] == 1
    assert result.problems == ()


@pytest.mark.parametrize("raw", ["plan détaillé.pdf".encode(), "plan détaillé.pdf".encode("cp1252")])
def test_a_file_name_in_raw_bytes_keeps_its_accents(raw: bytes) -> None:
    """Many programs write the name of an attachment without encoding it, in UTF-8 or in Windows-1252."""
    head = (
        HEAD + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf\n"
    ).encode()
    data = head + b'Content-Disposition: attachment; filename="' + raw + b'"\n\n%PDF\n--b--\n'
    assert [attached.name for attached in read_mail(data).attached] == ["plan détaillé.pdf"]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.eml")), ids=lambda path: path.name)
def test_real_test_messages_of_another_project_print(path: Path) -> None:
    """Each yields pages; what is odd about it is said, never raised."""
    result = examined(path.read_bytes(), path.name, number=3)
    assert result.facts["pages"] >= 1
    # DC523: a file inside one of them is empty, another calls itself a PDF and is none.
    assert {problem.code for problem in result.problems} <= {"DC519", "DC523"}


def test_names_with_accents_and_paths_are_shown_as_written() -> None:
    """RFC 2047 names are decoded; a path in a name is shown, never used."""
    names = {annex["name"] for path in SAMPLES.glob("*.eml") for annex in examined(path.read_bytes(), path.name).facts["annexes"]}
    assert "50032266 CAR 11_MNPA00A01_9PTX_H00 ATT N° 1467829.pdf" in names
    assert "Biodiversité de semaine en semaine.doc" in names
    assert "1234/../../1234.txt" in names


def test_several_senders_and_none_are_said() -> None:
    """A message that names two senders, or none, is not what it seems."""
    assert "plusieurs en-têtes" in " ".join(p.message for p in examined((SAMPLES / "m0016.eml").read_bytes(), "a.eml").problems)
    assert "expéditeur" in " ".join(p.message for p in examined((SAMPLES / "issue84.eml").read_bytes(), "a.eml").problems)


def test_markup_becomes_words() -> None:
    """Scripts, styles and hidden heads vanish; breaks, lists, quotations and table cells stay readable."""
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body><script>alert(1)</script><p>Bonjour&nbsp;<b>Madame</b>,</p>"
        "<ul><li>un<li>deux</ul><table><tr><td>a<td>b</table><blockquote><p>cité</p></blockquote>"
        '<img src="https://spy.example/p.gif"><img src="cid:x" alt="logo"><object><p>caché</object>fin</body></html>'
    )
    text, remote = text_of_markup(html)
    assert remote == 1
    assert "alert" not in text
    assert "caché" not in text
    assert text.split("\n")[0] == "Bonjour\u00a0Madame,"
    assert "– un\n– deux" in text
    assert "a   b" in text
    assert "> cité" in text
    assert "[logo]" in text


def test_html_alone_is_reduced_and_nothing_of_it_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says how many pictures lie on a server; no connection is made, no markup reaches the printer."""
    import socket

    monkeypatch.setattr(socket, "socket", None)
    text = page_of(
        mail(
            '<p>Payez <a href="javascript:alert(1)">ici</a></p><img src="http://spy.example/x.png"><script>x</script>',
            kind="text/html",
        )
    )
    assert "Payez ici" in text
    assert "javascript" not in text
    assert "1 image distante non chargée" in text


def test_markup_in_a_subject_stays_text() -> None:
    """Angle brackets in headers, names and bodies are printed, not obeyed."""
    text = page_of(mail("<b>gras</b> & <img src=x>", HEAD + "Subject: <script>alert(1)</script>\n"))
    assert "<script>alert(1)</script>" in text
    assert "<b>gras</b> & <img src=x>" in text


def test_a_line_break_smuggled_into_a_header_stays_on_its_line() -> None:
    """An encoded CR LF must not make a second header, here or in a reply."""
    found = read_mail(mail("x", HEAD + "Subject: =?utf-8?Q?a=0D=0ABcc=3A_x=40y?=\n"))
    assert found.subject == "a Bcc: x@y"
    assert "\n" not in found.sender + found.to + found.subject


def test_direction_marks_of_a_deceiver_are_taken_out() -> None:
    """A name that reads from right to left would show another ending."""
    assert read_mail(mail("x", HEAD + "Subject: facture\u202efdp.exe\n")).subject == "facture fdp.exe"


def test_an_unknown_charset_is_read_as_well_as_possible_and_said() -> None:
    """The standard library raises LookupError."""
    found = read_mail(HEAD.encode() + b"Content-Type: text/plain; charset=x-martian\n\nd\xc3\xa9j\xc3\xa0")
    assert found.text == "déjà"
    assert any("x-martian" in warning for warning in found.warnings)


def test_numbers_that_only_the_markup_shows_are_said() -> None:
    """Two versions of one message may say two things."""
    data = (
        HEAD + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nJe dois 500 euros\n"
        "--b\nContent-Type: text/html\n\n<p>Je dois 4 800,00 euros</p>\n--b--\n"
    ).encode()
    assert any("nombres" in warning for warning in read_mail(data).warnings)


def test_flowed_text_is_joined_as_its_sender_meant() -> None:
    """RFC 3676: a space at the end of a line says that the paragraph goes on."""
    found = read_mail(mail("Je vous \nconfirme.\n-- \nAnne", kind="text/plain; format=flowed"))
    assert found.text == "Je vous confirme.\n-- \nAnne"


def test_a_thousand_nested_parts_are_refused_quickly() -> None:
    """The standard parser would recurse until it falls."""
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1000))
    forwards = "".join("Content-Type: message/rfc822\n\nFrom: a@b\n" for _ in range(1000))
    start = time.process_time()
    for data in ((HEAD + parts).encode(), (HEAD + forwards).encode()):
        assert [problem.code for problem in examined(data, "a.eml").problems] in (["DC512"], ["DC519"], [])
    assert time.process_time() - start < 20


def test_nested_comments_and_endless_headers_do_not_fall() -> None:
    """Fifty thousand brackets in an address, a hundred thousand headers, a line of five megabytes."""
    read_mail(b"From: " + b"(" * 50_000 + b"a@b\nSubject: x\n\nhello")
    with pytest.raises(Unfit):
        read_mail(b"X-A: b\n" * 100_000 + b"\nhello")
    assert len(read_mail(HEAD.encode() + b"\n" + b"a" * 5_000_000).text) == 5_000_000


def test_a_very_long_mail_is_cut_in_the_copy_and_says_so() -> None:
    """The original is beside it."""
    result = examined(mail("ligne de texte\n" * 12_000), "a.eml")
    assert any("coupé" in problem.message for problem in result.problems)


@given(st.binary(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing else than `Unfit` leaves the reader."""
    try:
        found = read_mail(data)
    except Unfit:
        return
    assert all(c.isprintable() or c in "\n\t" for c in found.text + found.subject + found.sender)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_markup_gives_words(html: str) -> None:
    """The reader of HTML never raises, and repeats nothing that it was told to skip."""
    text, _ = text_of_markup(f"<p>{html}<script>geheim</script>")
    assert isinstance(text, str)


def test_a_text_file_prints_as_it_is() -> None:
    """UTF-8 or the older encoding of Windows; markup stays text."""
    assert "<b>déjà</b>" in pypdf.PdfReader(BytesIO(clean_of("<b>déjà</b>".encode(), "note.txt"))).pages[0].extract_text()
    result = examined("déjà".encode("cp1252"), "note.txt")
    assert [problem.code for problem in result.problems] == ["DC519"]
    assert "déjà" in result.facts["text"]
