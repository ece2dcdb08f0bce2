"""What is attached to a message stands behind it as pages, under the number of its piece; what cannot be shown is listed."""

from __future__ import annotations

import base64
import hashlib
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pdf_makers import examined

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

import makers_image as image
import makers_mail as mail
import makers_office as office
import makers_pdf as pdf
import makers_xml as xml
from makers import CORPUS

from dossier.pdf.annexes import Attached, bind, with_annexes
from dossier.pdf.clean import Cleaned
from dossier.pdf.limits import MAX_ANNEXES, MAX_PAGES, MAX_PRINTED
from dossier.pdf.markup import text_of_markup
from dossier.pdf.readers import read
from dossier.pdf.room import Budget, Room
from dossier.pdf.rtf import stored_rtf, text_of_rtf


def rows(result: Any) -> list[tuple[str, str, int, int]]:
    """Label, name, first page and pages of what is inside."""
    return [(row["label"], row["name"], row["first_page"], row["pages"]) for row in result.facts["annexes"]]


def texts(result: Any) -> list[str]:
    """The words of each page, as another library reads them."""
    reader = pypdf.PdfReader(BytesIO(result.files["clean"]))
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in reader.pages]


def full() -> Any:
    """A message with a PDF, a picture, a text, a message with a PDF, and an archive."""
    made = next(made for made in CORPUS if made.name == "courriel-complet.eml")
    return examined(made.make(), made.name, number=3)


def test_attachments_stand_behind_the_message_in_their_order() -> None:
    """Each begins on the page that its row says, labelled after the piece and, inside a message, after that message."""
    result = full()
    assert rows(result) == [
        ("1", "contrat.pdf", 2, 3), ("2", "photo.jpg", 5, 1), ("3", "note.txt", 6, 1), ("4", "message transféré : Devis", 7, 2),
        ("4.1", "devis.pdf", 8, 1), ("5", "archive.zip", 0, 0),
    ]  # fmt: skip
    pages = texts(result)
    assert "Contrat cadre" in pages[1]
    assert "page 3 sur 3" in pages[3]
    assert "Mme Roux promet" in pages[5]
    assert "Voici le devis." in pages[6]
    assert "Devis D-31" in pages[7]


def test_the_page_of_the_message_lists_all_with_number_type_and_digest() -> None:
    """What is not reproduced is said so, and can be recognised by its digest."""
    first = texts(full())[0]
    assert "3.1 contrat.pdf PDF, 3 pages" in first
    assert "3.5 archive.zip archive ZIP, non reproduit" in first
    digest = hashlib.sha256(office.archive()).hexdigest()
    assert f"{digest[:4]} {digest[4:8]}" in first


def test_the_outline_of_an_attachment_hangs_below_its_title() -> None:
    """Its own chapters lead to its pages behind the message."""
    reader = pypdf.PdfReader(BytesIO(full().files["clean"]))

    def listed(entries: Any, depth: int = 0) -> list[tuple[int, str, int]]:
        found: list[tuple[int, str, int]] = []
        for entry in entries:
            if isinstance(entry, list):
                found += listed(entry, depth + 1)
            else:
                found.append((depth, entry.title, reader.get_destination_page_number(entry)))
        return found

    assert listed(reader.outline) == [
        (0, "3.1 — contrat.pdf", 1), (1, "Titre I", 1), (2, "Article 2 : prix", 2), (1, "Annexes", 3), (0, "3.2 — photo.jpg", 4),
        (0, "3.3 — note.txt", 5), (0, "3.4 — message transféré : Devis", 6), (1, "3.4.1 — devis.pdf", 7),
    ]  # fmt: skip


def test_a_link_inside_an_attachment_still_leads_to_its_page() -> None:
    """The contract's link to its last page, now the fourth."""
    reader = pypdf.PdfReader(BytesIO(full().files["clean"]))
    (link,) = reader.pages[1]["/Annots"]
    assert reader.get_page_number(link.get_object()["/Dest"][0].get_object()) == 3


def test_an_outlook_message_is_shown_as_an_e_mail_is() -> None:
    """Persons with their addresses, the day in UTC, the text, what is attached, a message inside the message."""
    made = next(made for made in CORPUS if made.name == "outlook-complet.msg")
    result = examined(made.make(), made.name, number=4)
    first = texts(result)[0]
    for part in ("Règlement de la facture F-2026-014", "Anne Roux <a.roux@sud-beton.example>", "Claire Morel <compta@", "Paul Lenoir <p.lenoir@",
                 "lundi 12 janvier 2026, 16 h 42 (UTC)", "4.4 archive.zip"):  # fmt: skip
        assert part in first
    assert rows(result) == [
        ("1", "contrat.pdf", 2, 3), ("2", "photo.jpg", 5, 1), ("3", "Devis", 6, 2), ("3.1", "devis.pdf", 7, 1), ("4", "archive.zip", 0, 0),
    ]  # fmt: skip
    assert next(row for row in result.facts["annexes"] if row["label"] == "3")["sha256"] == ""
    assert "sans fichier propre" in texts(result)[5]


def test_the_headers_of_a_received_outlook_message_win() -> None:
    """They bear the sender's clock; the properties only the moment in UTC."""
    heads = "From: Anne Roux <a.roux@sud-beton.example>\r\nDate: Mon, 12 Jan 2026 17:42:00 +0100\r\nIn-Reply-To: <1@x>\r\n\r\n"
    first = texts(examined(office.msg(headers=heads), "m.msg"))[0]
    assert "17 h 42 (UTC+1)" in first
    assert "<1@x>" in first


@pytest.mark.parametrize(("subject", "codepage"), [("Règlement", ""), ("Règlement", "cp1252"), ("Оплата", "cp1251")])
def test_old_outlook_texts_are_read_by_their_code_page(subject: str, codepage: str) -> None:
    """Unicode, Western, Cyrillic."""
    page = {"cp1251": 1251}.get(codepage, 1252)
    result = examined(office.msg(subject, codepage=codepage, more={0x3FFD: page}), "m.msg")
    assert subject in texts(result)[0]


def test_an_unknown_code_page_loses_no_message() -> None:
    """What cannot be decoded is read as well as possible."""
    result = examined(office.msg("Facture", codepage="cp1252", more={0x3FFD: 99_999, 0x3FDE: 4_000_000}), "m.msg")
    assert "Facture" in texts(result)[0]


def test_a_message_without_plain_text_is_read_from_its_layout() -> None:
    """HTML, RTF, and HTML inside RTF: words only, which is said."""
    wrapped = (
        r"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}Pay\'e9 {\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0 demain\htmlrtf }\htmlrtf0 "
        r"{\*\htmltag92 </b>}{\*\htmltag <img src='http://spy.example/x.gif'>}}"
    )
    for options in (
        {"html": "<p>Payé <b>demain</b></p>".encode()},
        {"rtf": office.packed_rtf(wrapped)},
        {"rtf": office.stored_rtf(wrapped)},
    ):
        result = examined(office.msg("Objet", "", **options), "m.msg")
        first = texts(result)[0]
        assert "Payé demain" in first
        assert "sans sa mise en forme" in first
        assert "<b>" not in first
        assert ("1 image distante" in first) == ("rtf" in options)


def test_compressed_rich_text_repeats_what_went_before() -> None:
    """A reference into the window gives the same letters again; the window begins with what most messages begin with."""
    packed = office.packed_rtf(r"{\rtf1 abc}")
    assert stored_rtf(packed) == rb"{\rtf1 abc}"
    # One reference to the first six letters of the known window, then a letter, then the end.
    body = bytes([0b101]) + (0 << 4 | 4).to_bytes(2, "big") + b"!" + ((207 + 7) << 4).to_bytes(2, "big")
    head = (len(body) + 12).to_bytes(4, "little") + (7).to_bytes(4, "little") + b"LZFu" + b"\0" * 4
    assert stored_rtf(head + body) == rb"{\rtf1!"


def test_rich_text_gives_its_words_and_signs() -> None:
    """Characters by number with their stand-ins, pairs, escapes, breaks; fonts and pictures are no words."""
    text, remote = text_of_rtf(
        rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator x;}\uc1 \u8364?uro \u55357?\u56832? a\'e9\~b\line {\pict 0102}c\{d\}\par f}"
    )
    assert text == "€uro 😀 aé\u00a0b\nc{d}\nf"
    assert remote == 0


def test_a_decorative_picture_is_listed_and_a_photograph_shown() -> None:
    """A logo inside the text is no piece; a photograph pasted into it is."""
    data = mail.eml(
        "Voyez la photo.\n", [("image/png", "", image.png(size=(120, 60))), ("image/jpeg", "", image.jpeg())], inline=True
    )
    result = examined(data, "a.eml", number=2)
    assert [(row["pages"], "mise en page" in row["kind"]) for row in result.facts["annexes"]] == [(0, True), (1, False)]


def test_the_same_file_twice_is_shown_once() -> None:
    """The second names the first."""
    one = pdf.plain_pdf("Devis")
    result = examined(mail.eml("x", [("application/pdf", "a.pdf", one), ("application/pdf", "b.pdf", one)]), "a.eml", number=2)
    assert rows(result) == [("1", "a.pdf", 2, 1), ("2", "b.pdf", 0, 0)]
    assert "identique à 2.1" in texts(result)[0]


def test_a_broken_attachment_is_told_and_the_message_is_shown() -> None:
    """DC523 with the label and the name; the pages of the others stand."""
    result = examined(
        mail.eml(
            "x",
            [
                ("application/pdf", "secret.pdf", pdf.user_encrypted_pdf()), ("application/pdf", "faux.pdf", b"MZ\x00\x01\x02\x03"),
                ("image/png", "bombe.png", image.huge_png()), ("application/pdf", "bon.pdf", pdf.plain_pdf("Bon")),
                ("audio/mpeg", "appel.mp3", b"ID3"),
            ],
        ),
        "a.eml",
        number=7,
    )  # fmt: skip
    assert [(p.code, p.message.partition(" :")[0]) for p in result.problems] == [
        ("DC523", "fichier joint 7.1, « secret.pdf »"), ("DC523", "fichier joint 7.2, « faux.pdf »"), ("DC523", "fichier joint 7.3, « bombe.png »"),
    ]  # fmt: skip
    assert rows(result)[3] == ("4", "bon.pdf", 2, 1)


def test_words_after_an_attachment_belong_to_the_message() -> None:
    """Some programs put what follows an attachment into a text part of its own: it is no file."""
    inner = "Content-Type: application/pdf\nContent-Disposition: inline; filename=a.pdf\nContent-Transfer-Encoding: base64\n\n"
    data = (
        f"{mail.HEAD}Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nAvant.\n"
        f"--b\n{inner}{base64.encodebytes(pdf.plain_pdf('Devis')).decode()}\n--b\nContent-Type: text/plain\n\nCordialement.\n--b--\n"
    ).encode()
    result = examined(data, "a.eml", number=1)
    assert rows(result) == [("1", "a.pdf", 2, 1)]
    assert "Avant. Cordialement." in texts(result)[0]


def test_an_envelope_that_is_not_opened_is_said() -> None:
    """S/MIME, PGP, TNEF: the page is not all that the message says."""
    for kind, word in (("application/pkcs7-mime", "S/MIME"), ("application/ms-tnef", "winmail.dat")):
        result = examined(mail.eml("", [(kind, "enveloppe.bin", b"\x30\x82\x01\x00")]), "a.eml", number=1)
        assert any(problem.code == "DC519" and word in problem.message for problem in result.problems)


def test_messages_inside_messages_end() -> None:
    """Beyond the depth and the number that are shown, what follows is listed and said; the first are there."""
    deep = examined(mail.nested_eml(12), "a.eml", number=1)
    assert max(row["label"].count(".") for row in deep.facts["annexes"]) == 5
    assert any("trop profond" in problem.message for problem in deep.problems)
    many = [("message/rfc822", "", mail.eml(f"message {n}\n", subject=f"s{n}")) for n in range(MAX_PRINTED + 5)]
    wide = examined(mail.eml("x", many), "a.eml", number=1)
    assert sum(1 for row in wide.facts["annexes"] if row["pages"]) == MAX_PRINTED
    assert any("au-delà de la limite" in problem.message for problem in wide.problems)
    photos = [("image/png", f"{n}.png", image.png(size=(400 + n, 400))) for n in range(MAX_ANNEXES + 3)]
    full_of_photos = examined(mail.eml("x", photos), "a.eml", number=1)
    assert sum(1 for row in full_of_photos.facts["annexes"] if row["pages"]) == MAX_ANNEXES


def test_the_pages_of_all_that_is_inside_have_one_limit() -> None:
    """Files that together have more pages than a piece may have: the first are shown, the others are not even opened, and told."""
    room = Room("a.eml", read, "1", budget=Budget(pages=6))
    found = bind([Attached(f"{n}.pdf", "application/pdf", pdf.plain_pdf(f"Doc {n}", 4)) for n in range(4)], room)
    assert [row.cleaned.pages for row in found] == [4, 4, 0, 0]
    assert found[2].fault
    front = Cleaned(pdf.plain_pdf("x"), MAX_PAGES - 5)
    result = with_annexes(front, found, room)
    assert [row["first_page"] for row in result.annexes] == [MAX_PAGES - 4, 0, 0, 0]
    assert [problem.code for problem in result.problems] == ["DC523"] * 3


def test_an_electronic_invoice_and_its_own_attachment_are_pages() -> None:
    """An invoice attached to a message is read; a PDF inside an invoice stands behind it."""
    inner = base64.b64encode(pdf.plain_pdf("Relevé d’heures")).decode()
    held = (
        "<cac:AdditionalDocumentReference><cbc:ID>A1</cbc:ID><cac:Attachment>"
        f'<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="heures.pdf">{inner}</cbc:EmbeddedDocumentBinaryObject>'
        "</cac:Attachment></cac:AdditionalDocumentReference>"
    )
    invoice = xml.ubl(attached=held)
    result = examined(mail.eml("x", [("application/xml", "facture.xml", invoice)]), "a.eml", number=5)
    assert rows(result) == [("1", "facture.xml", 2, 2), ("1.1", "heures.pdf", 3, 1)]
    assert "Relevé d’heures" in texts(result)[2]
    assert "5.1.1 heures.pdf" in texts(result)[1]


def test_words_of_rich_text_that_never_ends_are_read_in_time() -> None:
    """Groups without end, words without end, numbers without end."""
    import time

    start = time.perf_counter()
    for data in (b"{" * 500_000, rb"\u1" * 300_000, rb"\'" * 300_000, b"{\\*" * 300_000, b"\\" + b"a" * 900_000):
        text_of_rtf(data)
    text_of_markup("x")
    assert time.perf_counter() - start < 20
