"""Adding an entry: where it goes, what stops it, what it changes in the case, and that nothing else is touched."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from added import BARE, files_of

Add = Callable[..., int]
FACTURE = ("facture", BARE.case, "--numero", "F-2", "--date", "2026-03-02", "--montant-ttc", "1 234,50 €")


def test_an_invoice_is_one_small_commented_file(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """The house's forms of a day and an amount, whatever was typed; what may come next as comments; the path is told."""
    before = files_of(bare)
    assert add(*FACTURE, "--echeance", "01/04/2026", "--objet", "Pose : 2e étage") == 0
    after = files_of(bare)
    path = f"{BARE.folder}/factures/F-2.yaml"
    assert set(after) - set(before) == {path}
    assert {name: after[name] for name in before} == before
    lines = after[path].decode().splitlines()
    assert lines[:7] == [
        "# yaml-language-server: $schema=../../../schemas/factures.schema.json", "# Une facture.", "numero: F-2", "date: 2026-03-02",
        "echeance: 2026-04-01", "montant_ttc: 1234.50", 'objet: "Pose : 2e étage"',
    ]  # fmt: skip
    assert all(line.startswith("# ") for line in lines[7:])
    out = capsys.readouterr().out
    assert out.startswith(f"écrit\u00a0: {path}\n")
    assert "reste dû" in out


def test_a_list_that_a_person_keeps_goes_on(bare: Path, add: Add) -> None:
    """Where the case has `journal.yaml`, the entry is added at its end."""
    journal = bare / BARE.folder / "journal.yaml"
    journal.write_text("# À la main.\n- date: 2026-03-01\n  canal: telephone\n")
    assert add("appel", BARE.case, "--date", "2026-03-12", "--resume", "Rappellera") == 0
    text = journal.read_text()
    assert text.startswith("# À la main.\n- date: 2026-03-01\n  canal: telephone\n# Un appel téléphonique.\n- date: 2026-03-12\n")
    assert "\n  resume: Rappellera\n" in text


def test_a_second_entry_of_the_day_takes_the_next_name(bare: Path, add: Add) -> None:
    """The day and the kind name a file, the hour where there is one, then a number; nothing is ever replaced."""
    for more in ((), (), ("--heure", "9h40"), ("--heure", "15h05")):
        assert add("appel", "--date", "2026-03-12", *more) == 0
    assert add("mise-en-demeure", "--date", "2026-03-12") == 0
    assert sorted(path.name for path in (bare / BARE.folder / "journal").iterdir()) == [
        "2026-03-12-appel-15h05.yaml", "2026-03-12-appel-2.yaml", "2026-03-12-appel-9h40.yaml", "2026-03-12-appel.yaml",
        "2026-03-12-mise-en-demeure.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("facture", "--numero", "F-2"), "il manque --date et --montant-ttc"),
        (
            ("facture", "--numero", "F-2", "--date", "2026-02-30", "--montant-ttc", "1"),
            "--date : la date « 2026-02-30 » n’existe pas",
        ),
        (("facture", "--numero", "F-2", "--date", "2026-02-03", "--montant-ttc", "1.234"), "--montant-ttc : montant ambigu"),
        (("paiement", "--date", "2026-02-03", "--montant", "1", "--moyen", "virment"), "--moyen : valeur inconnue « virment »"),
        (("jugement", "--date", "2026-02-03", "--interets-a-compter-du", "2026-01-01"), "il manque la clé « taux »"),
        (("appel", "--champ", "montnt=3"), "--champ montnt : clé inconnue"),
        (("appel", "--champ", "montant"), "écrivez --champ cle=valeur"),
        (("appel", "--champ", "acte=jugemnt"), "un acte s’ajoute par son nom"),
        (("appel", "--resume", "a\x1b[2Jb"), "--resume : un caractère caché"),
        (("appel", "--resume", "a\udc80b"), "--resume : un caractère caché"),
        (("promess",), "Vouliez-vous dire 'promesse'"),
        (("appel", "2026-002"), "l’affaire « 2026-002 » n’existe pas"),
        (("appel", "2026-001-sud"), "vouliez-vous dire « 2026-001-sud-beton »"),
        (("echeancier", "--date", "2026-02-03", "--echeance", "2026-03-01"), "--echeance : il manque la clé « montant »"),
    ],
)
def test_what_makes_no_sense_is_named_by_its_option(
    arguments: tuple[str, ...], words: str, bare: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """Off a terminal nothing is asked: code 2, the option and what can be done, nothing written."""
    before = files_of(bare)
    assert add(*arguments) == 2
    out, err = capsys.readouterr()
    assert words in err.replace("\n", " ")
    assert out == ""
    assert "\x1b" not in err
    assert files_of(bare) == before


def test_an_entry_that_contradicts_the_case_is_refused_unless_forced(
    bare: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same invoice twice is an error of the new entry: code 1, the finding as `check` has it, nothing written."""
    before = files_of(bare)
    again = ("facture", "--numero", "F-1", "--date", "2026-03-02", "--montant-ttc", "10")
    assert add(*again) == 1
    assert "DC207" in capsys.readouterr().err
    assert files_of(bare) == before
    assert add(*again, "--force") == 0
    assert set(files_of(bare)) - set(before) == {f"{BARE.folder}/factures/F-1-2.yaml"}
    assert "ensuite\u00a0: dossier check" in capsys.readouterr().out


def test_what_an_entry_means_for_the_rest_stops_nothing(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """A payment larger than the debt is a fact: it is written, and its warning told with the code of `check`."""
    assert add("paiement", "--date", "2026-03-02", "--montant", "9000") == 0
    err = capsys.readouterr().err
    assert "avertissement[DC" in err


def test_the_stage_the_condition_and_the_limit_that_change_are_told(
    bare: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mise en demeure moves the stage, meets a condition of the requête and starts a delay."""
    assert add("mise_en_demeure", "--date", "2026-11-10", "--canal", "lrar", "--delai-jusqu-au", "2026-11-25") == 0
    out = capsys.readouterr().out
    assert "  étape\u00a0: échue → mise en demeure\n" in out
    assert "  condition remplie\u00a0: mise en demeure envoyée" in out
    assert "  nouvelle échéance\u00a0: fin du délai de la mise en demeure, le 25\u00a0novembre\u00a02026" in out
    assert add("appel", "--date", "2026-11-12") == 0
    assert "  étape inchangée\u00a0: mise en demeure\n" in capsys.readouterr().out


def test_a_condition_that_is_met_is_told_where_nothing_else_moves(
    bare: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check of the register meets what a requête asks for, though stage, sums and limits stay."""
    assert add("verification", "--nature", "bodacc", "--le", "2026-11-18") == 0
    out = capsys.readouterr().out
    assert "  condition remplie\u00a0: BODACC consulté depuis moins de 3 mois, BODACC du 18/11/2026" in out


def test_a_payment_that_ends_the_case_says_which_limits_end(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """The limits that run no more are told as such, with their rule and how sure it is."""
    assert add("paiement", "--date", "2026-11-20", "--montant", "6000") == 0
    out = capsys.readouterr().out
    assert "  étape\u00a0: échue → soldée\n" in out
    assert "  délai levé\u00a0: prescription de la facture F-1, le " in out
    assert "  reste dû\u00a0: " in out


def test_the_same_as_data(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """`dossier/add/1` holds the file, the conditions, the change as `diff` has it, and the findings as `check` has them."""
    assert add("mise_en_demeure", "--date", "2026-11-10", "--format", "json", "--dry-run") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "dossier/add/1"
    assert data["path"] == f"{BARE.folder}/journal/2026-11-10-mise-en-demeure.yaml"
    assert (data["dry_run"], data["written"]) == (True, False)
    assert data["stage"] == "mise_en_demeure"
    assert data["conditions"][0]["label"] == "Mise en demeure envoyée"
    assert data["change"]["stages"][0]["before"] == "echue"
    assert {row["code"] for row in data["diagnostics"]} >= {"DC313"} or data["diagnostics"]
    assert not (bare / BARE.folder / "journal").exists()
    assert add("facture", "--numero", "F-1", "--date", "2026-03-02", "--montant-ttc", "10", "--format", "json") == 1
    data = json.loads(capsys.readouterr().out)
    assert data["written"] is False
    assert "DC207" in {row["code"] for row in data["diagnostics"]}


def test_a_dry_run_shows_the_file_and_writes_nothing(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even the program's own folder."""
    assert add(*FACTURE, "--dry-run") == 0
    assert "  montant_ttc: 1234.50\n" in capsys.readouterr().out
    assert set(files_of(bare)) == {"dossier.yaml", f"{BARE.folder}/affaire.yaml", f"{BARE.folder}/factures/F-1.yaml"}
    assert not (bare / ".dossier").exists()


def test_the_case_may_be_left_out_where_there_is_one(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """With a second case it has to be named."""
    assert add("appel") == 0
    other = bare / "cases/2026-002-autre"
    other.mkdir()
    (other / "affaire.yaml").write_bytes((bare / BARE.folder / "affaire.yaml").read_bytes())
    assert add("appel") == 2
    assert "de quelle affaire s’agit-il ?" in capsys.readouterr().err


def test_a_contact_is_of_the_day_unless_told(bare: Path, add: Add) -> None:
    """A call is typed when it ends; an act has a day that somebody has to say."""
    assert add("sms", "--sens", "recu") == 0
    text = (bare / BARE.folder / "journal/2026-11-21-sms.yaml").read_text()
    assert "\ndate: 2026-11-21\ncanal: sms\nsens: recu\n" in text
    assert add("opposition") == 2


def test_an_entry_of_a_later_day_is_said_to_count_later(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """Facts after the day of computing are as if unknown."""
    assert add("paiement", "--date", "2026-12-24", "--montant", "100") == 0
    assert "elle comptera ce jour-là" in capsys.readouterr().err


def test_a_broken_list_is_not_continued(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is not written to; what a broken case needs can still be added elsewhere."""
    (bare / BARE.folder / "journal.yaml").write_text("- date: [\n")
    before = files_of(bare)
    assert add("appel") == 2
    assert "ne se lit pas" in capsys.readouterr().err
    assert files_of(bare) == before
    (bare / BARE.folder / "affaire.yaml").write_text("nature: commerciale\n")
    assert add("paiement", "--date", "2026-03-02", "--montant", "9") == 0
    assert "affaire non calculée" in capsys.readouterr().out


def test_a_piece_is_copied_from_anywhere_once(bare: Path, tmp_path: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """The same content is not copied twice; another content never takes the name of one that is there."""
    (tmp_path / "Reçu n° 1.pdf").write_bytes(b"un")
    (tmp_path / "x").mkdir()
    (tmp_path / "x/Reçu n° 1.pdf").write_bytes(b"deux")
    assert (
        add(*FACTURE, "--piece", "../Reçu n° 1.pdf", "--piece", f"{tmp_path}/x/Reçu n° 1.pdf;titre=Autre : reçu;date=2026-03-04")
        == 0
    )
    folder = bare / BARE.folder / "pieces"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"Reçu n° 1.pdf": b"un", "Reçu n° 1-2.pdf": b"deux"}
    text = (bare / BARE.folder / "factures/F-2.yaml").read_text()
    assert (
        "pieces:\n  - pieces/Reçu n° 1.pdf\n  - fichier: pieces/Reçu n° 1-2.pdf\n"
        '    titre: "Autre : reçu"\n    date: 2026-03-04\n'
    ) in text
    capsys.readouterr()
    assert add("paiement", "--date", "2026-03-09", "--montant", "5", "--piece", str(tmp_path / "x/Reçu n° 1.pdf")) == 0
    assert len(list(folder.iterdir())) == 2
    assert "pièce déjà dans l’affaire\u00a0: pieces/Reçu n° 1-2.pdf" in capsys.readouterr().out
    assert add("appel", "--piece", "pieces/Reçu n° 1.pdf") == 0


@pytest.mark.parametrize("name", ["..\\x.pdf", "a:b.pdf", ".cache.pdf", "~x.pdf", "x\u202egpj.exe", "n" * 250, "a\nb.pdf"])
def test_a_name_that_a_case_cannot_hold_is_made_fit(name: str, bare: Path, tmp_path: Path, add: Add) -> None:
    """Copied under a plain name, which the entry bears and the case can read."""
    (tmp_path / name).write_bytes(b"x")
    assert add("appel", "--piece", str(tmp_path / name)) == 0
    (made,) = (bare / BARE.folder / "pieces").iterdir()
    assert made.name.isprintable()
    assert made.name[0] not in ".~"
    assert not set(made.name) & set('\\:"')
    text = (bare / BARE.folder / "journal/2026-11-21-appel.yaml").read_text()
    assert f"pieces/{made.name}" in text


def test_no_piece_comes_from_what_is_no_ordinary_file(bare: Path, tmp_path: Path, add: Add) -> None:
    """A folder, a pipe, a name that is nowhere: nothing is written."""
    os.mkfifo(tmp_path / "tube")
    before = files_of(bare)
    for name in ("tube", "nulle-part.pdf", "."):
        assert add("appel", "--piece", str(tmp_path / name)) == 2
    assert files_of(bare) == before


def test_a_piece_never_leaves_the_case_by_a_link(bare: Path, tmp_path: Path, add: Add) -> None:
    """Where `pieces/` is a link, nothing is copied through it."""
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "x.pdf").write_bytes(b"x")
    (bare / BARE.folder / "pieces").symlink_to(tmp_path / "ailleurs")
    before = files_of(bare)
    assert add("appel", "--piece", str(tmp_path / "x.pdf")) == 2
    assert files_of(bare) == before
    assert list((tmp_path / "ailleurs").iterdir()) == []


def test_keys_without_an_option_are_given_by_champ(bare: Path, add: Add) -> None:
    """Any key of the format, nested with dots, lists by number."""
    more = ("--champ", "echeances.0.le=2026-12-01", "--champ", "echeances.0.montant=100", "--echeance", "2027-01-01:50,50")
    assert add("echeancier", "--date", "2026-11-01", "--montant", "150,50", "--force", *more[:4]) == 0
    assert add("echeancier", "--date", "2026-11-02", "--montant", "50,50", "--force", *more[4:]) == 0
    folder = bare / BARE.folder / "journal"
    assert "echeances:\n  - le: 2026-12-01\n    montant: 100.00\n" in (folder / "2026-11-01-echeancier.yaml").read_text()
    assert "echeances:\n  - le: 2027-01-01\n    montant: 50.50\n" in (folder / "2026-11-02-echeancier.yaml").read_text()


@pytest.mark.parametrize("name", ["Mise-En-Demeure", "MISE_EN_DEMEURE", "mise en demeure", "rendez_vous", "échéancier"])
def test_a_kind_may_be_written_as_people_write_it(name: str, bare: Path, add: Add) -> None:
    """Capitals, accents, hyphens and spaces do not count."""
    assert add(name, "--date", "2026-03-12", "--force") == 0


def test_the_kinds_are_listed_in_groups(add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """One list of everything that can be added, which fits a terminal."""
    assert add("-h") == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 79
    for word in (
        "Argent\u00a0:",
        "Contacts\u00a0:",
        "Injonction de payer\u00a0:",
        "facture ",
        "rendez-vous ",
        "jugement ",
        "solde ",
    ):
        assert word in out


def test_an_entry_that_would_make_its_file_unreadable_is_never_written(
    bare: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """More than a file of entries may hold: refused with the code of `check`, also when forced."""
    before = files_of(bare)
    assert add("appel", "--resume", "x" * 2_200_000, "--force") == 1
    assert "DC102" in capsys.readouterr().err
    assert files_of(bare) == before


def test_a_link_among_the_pieces_is_no_piece(bare: Path, tmp_path: Path, add: Add) -> None:
    """Nobody opens it, so nothing cites it."""
    (tmp_path / "x.pdf").write_bytes(b"x")
    (bare / BARE.folder / "pieces").mkdir()
    (bare / BARE.folder / "pieces/x.pdf").symlink_to(tmp_path / "x.pdf")
    assert add("appel", "--piece", "pieces/x.pdf") == 2


def test_a_law_that_cannot_be_read_does_not_stop_an_entry(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong elsewhere was so before: it is neither a fault of the entry nor its news."""
    (bare / "law").mkdir()
    (bare / "law/x.yaml").write_text("[")
    assert add("appel") == 0
    assert "DC" not in capsys.readouterr().err
