"""Messages become entries of the journal of the case that they name, with the hour of Paris; what is attached becomes pieces."""

from __future__ import annotations

import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

from import_support import AFFAIRE, CASE, INVOICE, Told, cases, imported, incoming, state, workspace
from makers_mail import eml, nested_eml
from makers_office import msg
from makers_pdf import plain_pdf

from dossier.model.journal import Event

DATA = Path(__file__).parents[1] / "data/emails"
HEAD = "From: Anne Roux <a.roux@sud-beton.example>\nTo: compta@atelier-lenoir.example\nDate: Mon, 16 Feb 2026 22:40:00 -0500\nMessage-ID: <1@sud-beton.example>\n"


def brought(tmp_path: Path, content: bytes, *options: str, name: str = "courriel.eml", **more: str) -> tuple[Path, Told]:
    """A workspace into which one message was imported."""
    root = workspace(tmp_path, **more)
    return root, imported(root, incoming(tmp_path, {name: content}), *options)


def entry(root: Path) -> Event:
    """The only entry of the journal."""
    (event,) = cases(root)[CASE].journal
    return event


def test_a_message_of_the_debtor_is_an_entry_with_the_hour_of_paris(tmp_path: Path) -> None:
    """22:40 in New York is 4:40 of the next day in Paris; subject and first words are the summary; the file is the piece."""
    content = eml(
        "Bonjour,\n\nNous payons vendredi.\n\n> Votre facture\n> est échue\n", head=HEAD, subject="=?utf-8?q?R=C3=A8glement?="
    )
    root, told = brought(tmp_path, content)
    assert (told.code, told.standings, told.codes) == (0, ["new"], set())
    event = entry(root)
    assert (event.date.isoformat(), event.hour, event.channel, event.direction) == ("2026-02-17", "04:40", "courriel", "recu")
    assert event.contact == "Anne Roux <a.roux@sud-beton.example>"
    assert event.summary == "Règlement — Bonjour, Nous payons vendredi."
    assert event.message_id == "<1@sud-beton.example>"
    (piece,) = event.evidence
    assert (root / "cases" / CASE / piece.file).read_bytes() == content
    assert event.act == ""


@pytest.mark.parametrize(
    ("day", "hour"),
    [("Sun, 29 Mar 2026 00:59:00 +0000", "01:59"), ("Sun, 29 Mar 2026 01:00:00 +0000", "03:00"), ("Sun, 25 Oct 2026 00:59:00 +0000", "02:59"),
     ("Sun, 25 Oct 2026 01:00:00 +0000", "02:00"), ("Wed, 01 Jul 2026 12:00:00 -0000", "14:00")],
)  # fmt: skip
def test_summer_time_changes_at_one_o_clock_utc(tmp_path: Path, day: str, hour: str) -> None:
    """As the clocks of Paris do, whatever the clock of the machine."""
    root, _ = brought(tmp_path, eml(head=HEAD.replace("Mon, 16 Feb 2026 22:40:00 -0500", day)))
    assert entry(root).hour == hour


def test_a_message_of_the_firm_is_sent_and_names_who_received_it(tmp_path: Path) -> None:
    """Any address of the firm's domain is the firm."""
    head = HEAD.replace("Anne Roux <a.roux@sud-beton.example>", "Claire <claire@atelier-lenoir.example>").replace(
        "To: compta@atelier-lenoir.example", "To: Anne Roux <a.roux@sud-beton.example>"
    )
    root, _ = brought(tmp_path, eml(head=head))
    assert (entry(root).direction, entry(root).contact) == ("emis", "Anne Roux <a.roux@sud-beton.example>")


@pytest.mark.parametrize(
    "sender",
    ['"compta@atelier-lenoir.example" <a.roux@sud-beton.example>', '"compta@atelier-lenoir.example," <a.roux@sud-beton.example>',
     "=?utf-8?q?compta=40atelier-lenoir.example=2C?= <a.roux@sud-beton.example>",
     "=?utf-8?b?PGNvbXB0YUBhdGVsaWVyLWxlbm9pci5leGFtcGxlPiw=?= <a.roux@sud-beton.example>"],
)  # fmt: skip
def test_an_address_in_a_name_is_nobody_s(tmp_path: Path, sender: str) -> None:
    """A debtor who calls himself by the firm's address still writes from his own: what he says was received."""
    head = HEAD.replace("Anne Roux <a.roux@sud-beton.example>", sender)
    root, told = brought(tmp_path, eml("Nous renonçons aux pénalités.\n", head=head))
    assert told.standings == ["new"]
    assert entry(root).direction == "recu"


def test_an_invoice_named_in_the_text_finds_the_case(tmp_path: Path) -> None:
    """Of a sender whom nobody knows; the direction is left open where the firm is not written to."""
    head = HEAD.replace("a.roux@sud-beton.example", "transfert@messagerie.example").replace(
        "compta@atelier-lenoir.example", "x@y.example"
    )
    root, told = brought(tmp_path, eml("Au sujet de F 2026 001.\n", head=head, subject="Votre envoi"))
    assert told.standings == ["new"]
    assert "cite F-2026-001" in told.rows[0]["why"]
    assert entry(root).direction is None
    assert "DC829" in told.codes


def test_a_name_alone_is_not_enough(tmp_path: Path) -> None:
    """The message is listed with the case that it may belong to; --case places it."""
    head = HEAD.replace("a.roux@sud-beton.example", "x@y.example")
    root, told = brought(tmp_path, eml("Bonjour de Sud Béton.\n", head=head, subject="Bonjour"))
    assert (told.code, told.standings) == (1, ["unsure"])
    assert f"{CASE} (nomme SUD BÉTON)" in told.why("DC822")
    assert imported(root, tmp_path / "entrant", "--case", CASE).standings == ["new"]


def test_an_answer_follows_the_message_that_it_answers(tmp_path: Path) -> None:
    """By In-Reply-To, also in one import, whatever the names of the files."""
    root = workspace(tmp_path)
    answer = "From: quelqu.un@gmail.com\nTo: z@y.example\nDate: Wed, 18 Feb 2026 10:00:00 +0100\nMessage-ID: <2@x>\nIn-Reply-To: <1@sud-beton.example>\n"
    told = imported(root, incoming(tmp_path, {"a.eml": eml("Oui.\n", head=answer, subject="Re"), "b.eml": eml(head=HEAD)}))
    assert told.standings == ["new", "new"]
    assert [event.message_id for event in cases(root)[CASE].journal] == ["<1@sud-beton.example>", "<2@x>"]


def test_a_message_is_imported_once_by_its_identifier_or_its_bytes(tmp_path: Path) -> None:
    """Another export of the same message has other bytes and the same Message-ID; one without has its bytes."""
    root, _ = brought(tmp_path, eml(head=HEAD))
    again = incoming(tmp_path / "x", {"autre.eml": eml(head=HEAD + "X-Exporte: oui\n")})
    assert imported(root, again).standings == ["known"]
    bare = incoming(
        tmp_path / "y", {"sans.eml": eml(head=HEAD.replace("Message-ID: <1@sud-beton.example>\n", ""), subject="Autre")}
    )
    assert imported(root, bare).standings == ["new"]
    before = state(root)
    assert imported(root, bare, again, tmp_path / "entrant").standings == ["known"] * 3
    assert state(root) == before


@pytest.mark.parametrize("change", [("22:40:00", "23:40:00"), ("Date: Mon, 16", "Date: Tue, 17")])
def test_another_message_under_the_identifier_of_one_is_not_taken_for_it(tmp_path: Path, change: tuple[str, str]) -> None:
    """Whoever answers knows the Message-ID of what he answers, and may write it on a contestation of his own: it is not passed over."""
    root, _ = brought(tmp_path, eml(head=HEAD))
    other = incoming(tmp_path / "x", {"autre.eml": eml("Nous contestons tout.\n", head=HEAD.replace(*change))})
    told = imported(root, other)
    assert (told.code, told.standings, told.codes) == (1, ["unsure"], {"DC830"})
    assert imported(root, other, "--case", CASE).standings == ["new"]
    assert imported(root, other, tmp_path / "entrant").standings == ["known"] * 2


def test_the_identifier_of_a_message_of_the_firm_does_not_hide_what_was_received(tmp_path: Path) -> None:
    """Same Message-ID, same hour: what came in is not what the firm sent."""
    ours = HEAD.replace(
        "Anne Roux <a.roux@sud-beton.example>\nTo: compta@atelier-lenoir.example",
        "compta@atelier-lenoir.example\nTo: a.roux@sud-beton.example",
    )
    root, told = brought(tmp_path, eml(head=HEAD))
    assert told.standings == ["new"]
    assert imported(root, incoming(tmp_path / "x", {"b.eml": eml(head=ours)})).standings == ["unsure"]


def test_a_debtor_who_cites_the_invoice_of_another_does_not_write_in_his_case(tmp_path: Path) -> None:
    """His number and his SIREN weigh more than the address, but the address tells whose word it is: a person must say."""
    other = AFFAIRE.replace("sud-beton", "nord-verre").replace("SUD BÉTON", "NORD VERRE").replace("123456782", "732829320")
    root = workspace(tmp_path, **{
        "cases/2026-002-nord-verre/affaire.yaml": other,
        "cases/2026-002-nord-verre/factures.yaml": INVOICE.replace("F-2026-001", "F-2026-077"),
    })  # fmt: skip
    told = imported(root, incoming(tmp_path, {"c.eml": eml("F-2026-077 de Nord Verre (732829320) est soldée.\n", head=HEAD)}))
    assert (told.code, told.standings) == (1, ["unsure"])
    assert f"le débiteur de {CASE} l’écrit ou le reçoit" in told.why("DC822")


def test_attachments_become_pieces_with_plain_names_and_each_content_once(tmp_path: Path) -> None:
    """Paths, hidden names, names of records: nothing leaves pieces/; a file that the case has already is cited where it is."""
    there = plain_pdf("Facture F-2026-001")
    parts = [
        ("application/pdf", "../../../evil.pdf", plain_pdf("un")), ("application/pdf", "..\\..\\.bashrc", b"%PDF-1.4 deux"),
        ("text/yaml", "f.pdf.conversion.yaml", b"sha256: x"), ("application/pdf", "copie.pdf", there),
        ("application/pdf", "copie (2).pdf", there), ("application/pdf", "", b"%PDF-1.4 trois"),
    ]  # fmt: skip
    root = workspace(tmp_path, **{f"cases/{CASE}/pieces/F-2026-001.pdf": there})  # type: ignore[arg-type]
    told = imported(root, incoming(tmp_path, {"c.eml": eml(head=HEAD, attached=parts)}))
    assert told.standings == ["new"]
    names = [ref.file for ref in entry(root).evidence]
    assert names == [
        "pieces/c.eml", "pieces/evil.pdf", "pieces/bashrc", "pieces/f.pdf.conversion.yaml.txt", "pieces/F-2026-001.pdf", "pieces/sans nom",
    ]  # fmt: skip
    inside = {
        part.get_payload(decode=True)
        for part in message_from_bytes(eml(head=HEAD, attached=parts)).walk()
        if not part.is_multipart()
    }
    assert {(root / "cases" / CASE / name).read_bytes() for name in names[1:]} <= inside
    assert not list(tmp_path.rglob(".bashrc"))


def test_a_forwarded_message_is_a_piece_too(tmp_path: Path) -> None:
    """With the ending of a message, so that it shows."""
    root, told = brought(tmp_path, nested_eml(2, eml(head=HEAD)), "--case", CASE)
    assert told.standings == ["new"]
    assert [ref.file for ref in entry(root).evidence] == ["pieces/courriel.eml", "pieces/message transféré - TR 1.eml"]


def test_an_outlook_message_is_read_like_another(tmp_path: Path) -> None:
    """Its moment is that of Outlook in UTC; its identifier is a property."""
    content = msg(more={0x1035: "<o@sud-beton.example>"}, attached=[("bl.pdf", plain_pdf("bl"))])
    root, told = brought(tmp_path, content, name="courriel.msg")
    assert told.standings == ["new"]
    event = entry(root)
    assert (event.date.isoformat(), event.hour, event.direction, event.message_id) == (
        "2026-01-12",
        "17:42",
        "recu",
        "<o@sud-beton.example>",
    )
    assert [ref.file for ref in event.evidence] == ["pieces/courriel.msg", "pieces/bl.pdf"]


LETTER = "Mon cher Confrère,\n\nNotre client propose deux versements.\n\nVotre bien dévoué Confrère\n"


@pytest.mark.parametrize(
    ("subject", "body", "official"),
    [("F-2026-001", LETTER, False), ("OFFICIEL - F-2026-001", LETTER, True), ("F-2026-001", f"Lettre officielle\n{LETTER}", True),
     ("F-2026-001 non officiel", LETTER, False), ("F-2026-001", f"{LETTER}\nCe courriel n’est pas officiel : lettre officielle suit.", False)],
)  # fmt: skip
def test_a_message_between_avocats_is_kept_out_unless_it_says_that_it_is_official(
    tmp_path: Path, subject: str, body: str, official: bool
) -> None:
    """Loi n° 71-1130, art. 66-5: the piece bears the nature that the bordereau leaves out, and says when it is official."""
    head = HEAD.replace("a.roux@sud-beton.example", "confrere@barreau.example").replace(
        "compta@atelier-lenoir.example", "dupin@cabinet-dupin.example"
    )
    root, _ = brought(tmp_path, eml(body, head=head, subject=subject))
    (piece,) = entry(root).evidence
    assert (piece.nature, piece.official) == ("correspondance_avocats", official)
    assert "à vérifier" in next(path.read_text() for path in (root / f"cases/{CASE}/journal").iterdir())


def test_a_message_to_the_firms_own_avocat_is_kept_out(tmp_path: Path) -> None:
    """The attachments with it."""
    head = HEAD.replace("Anne Roux <a.roux@sud-beton.example>", "compta@atelier-lenoir.example").replace(
        "To: compta@atelier-lenoir.example", "To: dupin@cabinet-dupin.example"
    )
    root, _ = brought(tmp_path, eml("Voici F-2026-001.\n", [("application/pdf", "note.pdf", plain_pdf())], head=head))
    assert {piece.nature for piece in entry(root).evidence} == {"avocat_client"}


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (eml(head=HEAD.replace("Date: Mon, 16 Feb 2026 22:40:00 -0500\n", "")), "DC828", "date"),
        (eml(head=HEAD.replace("Mon, 16 Feb 2026 22:40:00 -0500", "hier soir")), "DC828", "hier soir"),
        (eml(head=HEAD.replace("2026", "1826")), "DC828", "1826"),
        (b"Subject: x\n" * 5000 + b"\n", "DC811", "en-têtes"),
        (eml(html="x" + "boundary=a " * 500, head=HEAD), "DC811", "emboîtées"),
        (msg()[:3000], "DC811", "Outlook"),
        (eml("Bonjour.\n", head=HEAD.replace("sud-beton", "inconnu"), subject="Offre"), "DC823", "aucun débiteur"),
    ],
)  # fmt: skip
def test_what_has_no_place_has_a_named_finding_and_writes_nothing(tmp_path: Path, content: bytes, code: str, words: str) -> None:
    """No date, a broken file, a message of somebody else."""
    root = workspace(tmp_path)
    before = state(root)
    name = "c.msg" if content.startswith(b"\xd0\xcf") else "c.eml"
    told = imported(root, incoming(tmp_path, {name: content}))
    assert told.code == 1
    assert words in told.why(code), told.rows
    assert state(root) == before


def test_two_cases_of_one_debtor_are_told_apart_by_the_invoice_only(tmp_path: Path) -> None:
    """The address fits both; the number one."""
    second = {"cases/2026-002-autre/affaire.yaml": AFFAIRE, "cases/2026-002-autre/factures.yaml": INVOICE.replace("001", "002")}
    root, told = brought(tmp_path, eml("Bonjour.\n", head=HEAD, subject="Bonjour"), **second)
    assert told.standings == ["unsure"]
    named = incoming(tmp_path / "x", {"c.eml": eml("Pour F-2026-002.\n", head=HEAD, subject="Bonjour")})
    assert [row["case"] for row in imported(root, named).rows] == ["2026-002-autre"]


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.eml")))
def test_the_public_samples_become_entries_or_named_findings(tmp_path: Path, name: str) -> None:
    """Day and hour are those that the standard library reads; nothing raises, and what is odd is said."""
    root = workspace(tmp_path)
    told = imported(root, DATA / name, "--case", CASE)
    read = message_from_bytes((DATA / name).read_bytes(), policy=policy.compat32)
    if told.standings != ["new"]:
        assert told.codes & {"DC811", "DC828"}
        assert name in ("issue84.eml", "m0027.eml")
        return
    from email.utils import parsedate_to_datetime
    from zoneinfo import ZoneInfo

    moment = parsedate_to_datetime(str(read["date"])).astimezone(ZoneInfo("Europe/Paris"))
    event = entry(root)
    assert (event.date, event.hour) == (moment.date(), f"{moment:%H:%M}")
    assert event.message_id == str(read["message-id"] or "").strip()
    assert (root / "cases" / CASE / event.evidence[0].file).read_bytes() == (DATA / name).read_bytes()
    assert ("DC830" in told.codes) == (name == "m0016.eml")


def test_hostile_words_of_a_message_are_only_words(tmp_path: Path) -> None:
    """YAML in a subject, marks that turn text, a summary of a megabyte: the entry reads back, on one line, short."""
    subject = "a: b # c\u202e - {x: *y}"
    root, told = brought(tmp_path, eml("x" * 1_000_000, head=HEAD, subject=subject))
    assert told.standings == ["new"]
    summary = entry(root).summary
    assert summary.startswith("a: b # c - {x: *y}")
    assert len(summary) < 450
