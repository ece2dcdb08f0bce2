"""A workspace as people keep it: files or folders, what overrides what, and what is read in spite of a fault."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from sound_workspace import SOUND, TODAY, load

from dossier.ground.money import Money
from dossier.ground.world import DiskWorld, MemoryWorld
from dossier.law.law import Certainty
from dossier.load.workspace import load_workspace


def test_a_sound_workspace_is_read_without_a_word() -> None:
    """The settings, the case, its facts with their places, and the day."""
    workspace = load()
    assert workspace.diagnostics == () and workspace.broken == () and workspace.today == TODAY
    (case,) = workspace.cases
    assert case.diagnostics == () and case.title == "ATELIER LENOIR c/ SUD BÉTON"
    (invoice,) = case.invoices
    assert invoice.gross == Money(480000) and invoice.due == date(2026, 2, 14)
    assert str(invoice.place_of("montant_ttc")) == "cases/x/factures.yaml:4:16"
    assert str(case.debtors[0].place_of("siren")) == "cases/x/affaire.yaml:3:80"
    assert case.settings.creditor.place_of("adresse.insee").line == 6


def test_entries_come_from_a_file_of_one_a_file_of_many_or_a_folder() -> None:
    """A folder is read in name order; entries are then in the order of their days."""
    one = "numero: {}\ndate: {}\nmontant_ttc: 1.00\n"
    workspace = load(
        {
            "cases/x/factures.yaml": None,
            "cases/x/factures/b.yaml": one.format("B", "2026-01-02"),
            "cases/x/factures/a.yaml": "- {numero: A1, date: 2026-01-02, montant_ttc: 1}\n- {numero: A2, date: 2026-01-01, montant_ttc: 1}\n",
        }
    )
    assert [invoice.number for invoice in workspace.cases[0].invoices] == ["A2", "A1", "B"]


def test_a_faulty_entry_is_left_out_and_the_others_stay() -> None:
    """One wrong amount does not hide the invoices beside it."""
    text = str(SOUND["cases/x/factures.yaml"]) + "- {numero: F-2, date: 2026-01-15, montant_ttc: x}\n"
    (case,) = load({"cases/x/factures.yaml": text}).cases
    assert [invoice.number for invoice in case.invoices] == ["F-2026-014"]
    assert [d.code for d in case.diagnostics] == ["DC111"]


@pytest.mark.parametrize("content", ["", "# rien\n", "[]\n", "---\n"])
def test_an_empty_file_of_entries_is_no_fault(content: str) -> None:
    """A file that holds nothing yet says nothing."""
    (case,) = load({"cases/x/paiements.yaml": content}).cases
    assert case.payments == () and case.diagnostics == ()


def test_the_creditor_of_a_case_overrides_keys_of_the_firm() -> None:
    """Only what differs is written in the case; the places of both files stay."""
    affaire = str(SOUND["cases/x/affaire.yaml"]) + "creancier: {courriel: sud@atelier-lenoir.example}\n"
    (case,) = load({"cases/x/affaire.yaml": affaire}).cases
    assert (case.creditor.email, case.creditor.siren) == ("sud@atelier-lenoir.example", "987654324")
    assert case.creditor.place_of("courriel").file == "cases/x/affaire.yaml"
    assert case.creditor.place_of("siren").file == "dossier.yaml"
    assert case.settings.creditor.email == "compta@atelier-lenoir.example"


@pytest.mark.parametrize("settings", [None, "", "creancier: 3\n", "a: [\n", "creancier: {type: x, denomination: y}\n"])
def test_without_sound_settings_every_case_is_broken_and_says_so(settings: str | None) -> None:
    """The reasons stand once, in the workspace; each case points at them."""
    workspace = load({"dossier.yaml": settings})
    assert workspace.settings is None and workspace.cases == ()
    assert [d.code for case in workspace.broken for d in case.diagnostics] == ["DC144"]
    assert any(d.span.file == "dossier.yaml" for d in workspace.diagnostics)


def test_a_broken_case_never_stops_the_others() -> None:
    """Nor does a folder that is badly named."""
    workspace = load({"cases/y/affaire.yaml": "nature: [\n", "cases/Z z/affaire.yaml": SOUND["cases/x/affaire.yaml"]})
    assert [case.id for case in workspace.cases] == ["x"] and [case.id for case in workspace.broken] == ["y"]
    assert [d.code for d in workspace.diagnostics] == ["DC138"]


def test_the_act_decides_which_keys_are_known() -> None:
    """A key of another act is told apart from a key that no act knows."""
    journal = "- {date: 2026-03-20, acte: mise_en_demeure, delai_jusqu_au: 2026-04-04}\n- {date: 2026-03-21, acte: relance, pour_le: 2026-04-04}\n- {date: 2026-03-22, acte: relance, nivo: relance_1}\n"
    (case,) = load({"cases/x/journal.yaml": journal}).cases
    assert [type(event).__name__ for event in case.journal] == ["MiseEnDemeure"]
    assert [(d.code, d.hints[0]) for d in case.diagnostics] == [
        ("DC132", "elle est connue de : promesse"),
        ("DC127", "vouliez-vous écrire « niveau » ?"),
    ]


def test_files_notes_and_frozen_numbers_belong_to_the_case() -> None:
    """Evidence by path from the case, notes as text, numbers of the lock in order."""
    lock = "".join(f"- {{numero: {n}, fichier: pieces/{n}.pdf, sha256: {'ab' * 32}, titre: T{n}}}\n" for n in (2, 1))
    files = {
        "cases/x/pieces/a/b.pdf": b"1",
        "cases/x/pieces/c.pdf": b"22",
        "cases/x/notes/n.md": "# N\n",
        "cases/x/bordereau.lock": lock,
    }
    (case,) = load(files).cases
    assert [(path, item.size) for path, item in case.files.items()] == [("pieces/a/b.pdf", 1), ("pieces/c.pdf", 2)]
    assert [(note.name, note.text) for note in case.notes] == [("n.md", "# N\n")]
    assert [(row.number, row.title) for row in case.frozen_pieces] == [(1, "T1"), (2, "T2")]


def test_the_firm_may_add_or_confirm_values_of_the_law() -> None:
    """A value says who read the text and when, else it counts as unverified; its origin is its place."""
    law = "values:\n  2027-01-01: {value: '2.70'}\nreference: {title: 'CMF, art. L. 313-2'}\n"
    (value,) = load({"law/taux_legal_autres.yaml": law}).law_values
    assert (value.text, value.start, value.certainty, value.confirmed) == ("2.70", date(2027, 1, 1), Certainty.MEMORY, False)
    assert value.origin == "law/taux_legal_autres.yaml:2" and not value.printable
    confirmed = law + "confirmed_by: Paul Lenoir\nconfirmed_on: 2027-01-04\n"
    (value,) = load({"law/monnaie/taux_legal_autres.yaml": confirmed}).law_values
    assert value.confirmed and value.printable


def test_templates_and_logos_come_with_the_workspace() -> None:
    """By their name below `templates/`; a logo that is not there is a diagnostic at its key."""
    settings = str(SOUND["dossier.yaml"]).replace("  siren", "  entete: {logo: templates/logo.png}\n  siren")
    workspace = load({"dossier.yaml": settings, "templates/logo.png": b"png", "templates/letters/relance.html.j2": "x"})
    assert dict(workspace.templates) == {"letters/relance.html.j2": "x"}
    assert workspace.assets["templates/logo.png"].read() == b"png"
    missing = load({"dossier.yaml": settings})
    assert [(d.code, str(d.span)) for d in missing.diagnostics] == [("DC101", "dossier.yaml:4:18")]


def test_the_same_bytes_with_other_line_ends_are_the_same_workspace() -> None:
    """CRLF, LF and a mark of order give equal models with equal places."""
    variants = [
        {path: convert(str(text)) for path, text in SOUND.items()}
        for convert in (str.encode, lambda t: t.replace("\n", "\r\n").encode(), lambda t: b"\xef\xbb\xbf" + t.encode())
    ]
    first, *others = [load_workspace(MemoryWorld(files, TODAY)) for files in variants]
    assert all(other == first for other in others)


def test_no_link_is_followed(tmp_path: Path) -> None:
    """A case, a file of entries or a note that is a link is named, and what it points to is not read."""
    for path, text in SOUND.items():
        target = tmp_path / "w" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(str(text))
    secret = tmp_path / "secret.yaml"
    secret.write_text("- {date: 2026-03-02, montant: 500.00}\n")
    os.symlink(secret, tmp_path / "w/cases/x/paiements.yaml")
    os.symlink(tmp_path / "w/cases/x", tmp_path / "w/cases/y")
    workspace = load_workspace(DiskWorld(tmp_path / "w", TODAY))
    (case,) = workspace.cases
    assert case.payments == () and [d.code for d in case.diagnostics] == ["DC101"]
    assert [(d.code, str(d.span)) for d in workspace.diagnostics] == [("DC101", "cases/y")]


def test_a_folder_that_is_a_link_is_named_and_not_read(tmp_path: Path) -> None:
    """Facts must not go missing in silence because a folder of them is a link."""
    for path, text in SOUND.items():
        target = tmp_path / "w" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(str(text))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.yaml").write_text("{date: 2026-03-02, montant: 500.00}\n")
    for name in ("paiements", "pieces", "notes"):
        os.symlink(tmp_path / "elsewhere", tmp_path / "w/cases/x" / name)
    os.symlink(tmp_path / "elsewhere", tmp_path / "w/law")
    workspace = load_workspace(DiskWorld(tmp_path / "w", TODAY))
    (case,) = workspace.cases
    assert case.payments == () and case.notes == () and case.files == {}
    assert [str(d.span) for d in case.diagnostics if d.code == "DC101"] == [
        f"cases/x/{n}" for n in ("notes", "paiements", "pieces")
    ]
    assert [(d.code, str(d.span)) for d in workspace.diagnostics] == [("DC101", "law")]


def test_evidence_lies_as_deep_as_people_sort_it_and_no_deeper() -> None:
    """A folder below the limit is named once; the rest is listed."""
    deep = "/".join(["a"] * 13)
    (case,) = load({"cases/x/pieces/b.pdf": "1", f"cases/x/pieces/{deep}/c.pdf": "2"}).cases
    assert list(case.files) == ["pieces/b.pdf"]
    assert [(d.code, str(d.span)) for d in case.diagnostics] == [("DC137", f"cases/x/pieces/{deep}")]


def test_a_number_of_days_stays_within_a_calendar() -> None:
    """A slip of the keyboard must not push a due date beyond the last year that a computer knows."""
    affaire = str(SOUND["cases/x/affaire.yaml"]) + "contrat: {echeance: {jours: 999999999}}\n"
    (broken,) = load({"cases/x/affaire.yaml": affaire}).broken
    assert [(d.code, str(d.span)) for d in broken.diagnostics] == [("DC130", "cases/x/affaire.yaml:4:29")]
