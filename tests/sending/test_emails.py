"""E-mail drafts: what a mail program reads in them, whatever a stranger wrote in the case."""

from __future__ import annotations

import re
import time
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sending_cases import CASE, FILES, REACHED, compiled, outputs

from dossier.compile import Compiled
from dossier.documents.plain_text import plain_text
from dossier.sending.email_file import usable_address, write_email

PLACE = f"cases/{CASE}/documents/relance-1.eml"


def read(data: bytes) -> EmailMessage:
    """The draft as the standard library reads it; every defect fails."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not [defect for part in message.walk() for defect in part.defects]
    return message


def drawn(subject: str = "Rappel", name: str = "Sud Béton", to: str = "a@b.example", text: str = "Bonjour\n") -> EmailMessage:
    options = {
        "subject": subject, "text": text, "day": "2026-11-21", "from": ["Atelier", "x@y.example"], "to": [name, to],
        "files": [["000", "lettre.pdf"]],
    }  # fmt: skip
    return read(write_email(options, {"000": b"%PDF-1.7\n"}).files["eml"])


@pytest.fixture(scope="module")
def first() -> Compiled:
    return compiled()


@pytest.fixture(scope="module")
def draft(first: Compiled) -> EmailMessage:
    return read(outputs(first)[PLACE])


def test_a_reminder_by_email_is_a_message_that_was_not_sent(draft: EmailMessage) -> None:
    """It opens as a draft, has the day of the build as its date, and no identifier: the program that sends makes that."""
    assert draft["X-Unsent"] == "1"
    assert draft["Date"].datetime.date() == date(2026, 11, 21)
    assert draft["Message-ID"] is None
    assert sorted(draft.keys()) == ["Content-Type", "Date", "From", "MIME-Version", "Subject", "To", "X-Unsent"]


def test_it_goes_from_the_creditor_to_the_debtor_under_the_subject_of_the_letter(draft: EmailMessage) -> None:
    """Names and addresses are those of the files, the subject is that of the page, with its no-break spaces."""
    (to,), (sender,) = draft["To"].addresses, draft["From"].addresses
    assert (to.display_name, to.addr_spec) == ("SUD BÉTON", "compta@sud-beton.example")
    assert (sender.display_name, sender.addr_spec) == ("ATELIER LENOIR", "compta@atelier-lenoir.example")
    assert draft["Subject"] == "Rappel\u00a0: 1\u202f200,00\u00a0€ échus le 15\u00a0novembre\u00a02026"


def test_its_text_is_the_letter(first: Compiled, draft: EmailMessage) -> None:
    """The body says what the letter says, in the same words, UTF-8 in quoted-printable, with the table and the account."""
    part = draft.get_body(("plain",))
    assert part is not None
    assert part["Content-Transfer-Encoding"] == "quoted-printable"
    assert part.get_content_charset() == "utf-8"
    text = part.get_content().replace("\r\n", "\n")
    document = next(p.document for p in first.views[0].printed if p.document.id == "relance-1")
    for said in re.findall(r"<p>(.*?)</p>", document.body):
        words = plain_text(f"<p>{said}</p>").strip()
        if "1er" not in words and "Pièces jointes" not in words and "Paul" not in words and "Lyon, le" not in words:
            assert words in text
    assert "F-2026-101, date\u00a0: 16/10/2026, échéance\u00a0: 15/11/2026, restant dû TTC\u00a0: 1\u202f200,00\n" in text
    assert "IBAN\u00a0: FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189\n" in text
    assert "<" not in text and "**" not in text and not re.search(r" [;!?:»€%]", text)


def test_the_letter_and_what_it_encloses_are_attached(first: Compiled, draft: EmailMessage) -> None:
    """First the letter, the bytes of the published PDF; then the clean copy of each invoice."""
    own = outputs(first)
    letter, invoice = draft.iter_attachments()
    assert letter.get_content_type() == invoice.get_content_type() == "application/pdf"
    assert letter.get_content() == own[f"cases/{CASE}/documents/relance-1.pdf"]
    assert letter.get_filename() == "ATELIER-LENOIR-relance-1.pdf"
    assert invoice.get_filename() == "Facture-F-2026-101.pdf"
    piece = next(p for p in first.views[0].bordereau.pieces if p.invoice == "F-2026-101")
    assert piece.clean is not None and invoice.get_content() == piece.clean.read()


def test_the_draft_is_in_the_manifest_and_the_same_at_every_build(first: Compiled) -> None:
    """An output like the others, with its origin and its sources; nothing of the clock or of chance is in it."""
    leaf = next(leaf for leaf in first.tree.leaves if leaf.path == PLACE)
    assert leaf.origin == "sending:relance" and f"cases/{CASE}/affaire.yaml" in leaf.sources
    assert outputs(compiled())[PLACE] == leaf.blob.read()


def test_an_account_leaves_by_email_where_the_address_is_known() -> None:
    """The relevé is no formal letter: an e-mail with the décompte, a letter by post to who has none."""
    rows = "".join(f"- {{date: 2026-11-{n:02}, montant: 10.00, facture: F-2026-101}}\n" for n in (16, 17, 18))
    message = read(outputs(compiled({f"cases/{CASE}/paiements.yaml": rows}))[PLACE.replace("relance-1", "releve-de-compte")])
    assert [part.get_filename() for part in message.iter_attachments()][1:] == ["Decompte-de-creance.pdf"]


def test_only_letters_by_email_have_a_draft() -> None:
    """A letter by post has none; a level by telephone is followed by an e-mail where the address is known, else by post."""
    late = {f"cases/{CASE}/factures.yaml": "- {numero: F-1, date: 2026-09-15, echeance: 2026-10-15, montant_ttc: 100.00}"}
    journal = "- {date: 2026-10-16, canal: courriel, acte: relance, niveau: relance_1}\n"
    called = {**late, f"cases/{CASE}/journal.yaml": journal}
    assert f"cases/{CASE}/documents/relance-2.eml" in outputs(compiled(called))
    assert f"cases/{CASE}/documents/relance-2-appel.eml" not in outputs(compiled(called))
    nobody = {
        **called,
        f"cases/{CASE}/affaire.yaml": FILES[f"cases/{CASE}/affaire.yaml"].replace("    courriel: compta@sud-beton.example\n", ""),
    }  # type: ignore[union-attr,arg-type]
    assert not [path for path in outputs(compiled(nobody)) if path.endswith(".eml")]
    posted = {
        **late,
        f"cases/{CASE}/journal.yaml": journal + "- {date: 2026-10-30, canal: telephone, acte: relance, niveau: relance_2}\n",
    }
    made = outputs(compiled(posted))
    assert f"cases/{CASE}/documents/relance-3.pdf" in made and f"cases/{CASE}/documents/relance-3.eml" not in made


def test_a_letter_that_is_a_draft_is_not_to_be_sent() -> None:
    """What is watermarked has no e-mail beside it."""
    files = {"dossier.yaml": FILES["dossier.yaml"].replace("  capital: 20000\n", "")}  # type: ignore[union-attr,arg-type]
    made = outputs(compiled(files, draft=True))
    assert f"cases/{CASE}/documents/relance-1.pdf" in made and PLACE not in made


@pytest.mark.parametrize("address", ["", "compta@sud-beton.example\\nBcc: x@y.example", "a b@c.example"])
def test_without_a_usable_address_the_draft_has_no_addressee_and_it_is_told(address: str) -> None:
    """DC562 at the debtor; the draft is there all the same, for a person to fill in."""
    text = REACHED.replace("compta@sud-beton.example", f'"{address}"')
    made = compiled({f"cases/{CASE}/affaire.yaml": text})
    message = read(outputs(made)[PLACE])
    assert message["To"] is None and message["Bcc"] is None
    assert [(d.code, d.span.file) for d in made.diagnostics if d.code == "DC562"] == [("DC562", f"cases/{CASE}/affaire.yaml")]


def test_an_invoice_without_its_file_is_told() -> None:
    """DC561: the letter announces a copy that nobody has given."""
    bare = {f"cases/{CASE}/factures.yaml": str(FILES[f"cases/{CASE}/factures.yaml"]).replace(", pieces: [pieces/F-101.pdf]", "")}
    made = compiled(bare)
    assert len(list(read(outputs(made)[PLACE]).iter_attachments())) == 1
    assert [d.message for d in made.diagnostics if d.code == "DC561"] == [
        "le brouillon de courriel « relance-1 » annonce : copie de la facture F-2026-101, qu’il ne porte pas"
    ]


HEADERS = ["Content-Type", "Date", "From", "MIME-Version", "Subject", "To", "X-Unsent"]


def test_a_name_of_a_stranger_cannot_write_a_header() -> None:
    """Quotes, commas, angle brackets, another script, a number of 300 signs: one addressee, the usual headers."""
    name = 'שלום "chef" <espion@x.example>, Bcc: y@z.example; =?utf-8?q?x?='
    text = REACHED.replace("denomination: SUD BÉTON", f"denomination: '{name}'")
    number = "F-" + "é" * 300
    invoices = f"- {{numero: {number}, date: 2026-10-16, echeance: 2026-11-15, montant_ttc: 1200.00}}"
    made = compiled({f"cases/{CASE}/affaire.yaml": text, f"cases/{CASE}/factures.yaml": invoices})
    message = read(outputs(made)[PLACE])
    assert sorted(message.keys()) == HEADERS
    (to,) = message["To"].addresses
    assert to.addr_spec == "compta@sud-beton.example" and to.display_name.startswith('שלום "chef"')
    assert number in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\x00"])
def test_a_line_break_in_a_name_or_a_subject_is_a_space_or_nothing(mark: str) -> None:
    """The reader of the files refuses such text (DC104); the writer of the drafts does not rely on it."""
    message = drawn(f"Rappel{mark}Bcc: x@y.example{mark}{mark}corps", f"Sud{mark}Bcc: x@y.example")
    assert sorted(message.keys()) == HEADERS and [a.addr_spec for a in message["To"].addresses] == ["a@b.example"]
    assert message["Subject"].startswith("Rappel") and message["Subject"].endswith("corps")


@given(st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_subject_and_any_name_stay_in_their_header(subject: str, name: str) -> None:
    """Whatever the text, there is one addressee, no header more, and the subject comes back as it shows."""
    message = drawn(subject, name)
    assert sorted(message.keys()) == HEADERS
    assert [a.addr_spec for a in message["To"].addresses] == ["a@b.example"]
    shown = "".join(c for c in subject if c.isprintable() or c in "\u00a0\u202f\u2009")
    assert re.sub(r"\s", "", message["Subject"]) == re.sub(r"\s", "", shown)


def test_a_subject_of_three_hundred_signs_comes_back_whole() -> None:
    """It is folded into encoded words, and no line of the headers is longer than mail allows."""
    subject = "Échéance « à venir » : " + "œuvre n° 12 ; " * 22
    message = drawn(subject.strip())
    assert message["Subject"] == subject.strip() and len(subject) > 300
    options = {
        "subject": subject,
        "text": "x",
        "day": "2026-11-21",
        "from": ["", ""],
        "to": ["é" * 500, "a@b.example"],
        "files": [],
    }
    head = write_email(options, {}).files["eml"].partition(b"\r\n\r\n")[0]
    assert max(len(line) for line in head.split(b"\r\n")) <= 998
    assert drawn(name="Ω" * 200)["To"].addresses[0].display_name.endswith("…")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=2000))
@settings(max_examples=100, deadline=None)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """Quoted-printable carries every character, and no line of the text can end the message or begin a part."""
    part = drawn(text=text).get_body(("plain",))
    assert part is not None
    assert part.get_content().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize(
    ("written", "usable"),
    [
        ("a.b+c@x-y.example", "a.b+c@x-y.example"), ("jean@société.example", "jean@xn--socit-esab.example"), ("a@b", ""), ("", ""),
        ("a@b.example, c@d.example", ""), ("<a@b.example>", ""), ("a@b.example\nBcc: c@d.example", ""), ("jé@b.example", ""),
        ("a..b@c.example", ""), (f"{'a' * 250}@b.example", ""), ("a@-b.example", ""), ('"a b"@c.example', ""),
    ],
)  # fmt: skip
def test_an_address_is_used_only_when_it_is_one(written: str, usable: str) -> None:
    """One plain address, its domain in ASCII; anything else is left to the person who sends."""
    assert usable_address(written) == usable


def test_a_name_of_a_million_letters_is_cut_at_once() -> None:
    """It was shortened letter by letter, in a time that grew with its square."""
    began = time.process_time()
    to = drawn(name="é" * 1_000_000)["To"]
    assert time.process_time() - began < 2
    assert to.addresses[0].addr_spec == "a@b.example" and to.addresses[0].display_name.endswith("…")
