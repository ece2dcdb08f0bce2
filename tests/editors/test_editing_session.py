"""A real editing session over the protocol of editors: what they propose, show and underline in the files of a case."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import ROOT, SERVER, Session, editing

from dossier.cli.root import run
from dossier.ground.editors import modeline, schema_name
from dossier.model.journal import ACTS
from dossier.model.words import ACT_FR

CASE = "cases/2027-001-nouvelle"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace."""
    place = tmp_path_factory.mktemp("editeur") / "classeur"
    assert run(["new", str(place), "--example", "--no-git", "--denomination", "X"]) == 0
    return place


@pytest.fixture(scope="module")
def session(root: Path) -> Iterator[Session]:
    """An editor in it; required where the tools of the tests are installed."""
    if not SERVER.exists():
        if os.environ.get("DOSSIER_NEEDS_BROWSER"):
            pytest.fail("yaml-language-server is not installed: scripts/setup.sh dev")
        pytest.skip("yaml-language-server is not installed")
    with editing(root) as found:
        yield found


class Editor:
    """One file in the session, typed anew each time."""

    def __init__(self, session: Session, root: Path, path: str) -> None:
        self.session, self.place, self.head = session, root / path, modeline(path)
        self.version = 1
        session.open(self.place, f"{self.head}\n")

    def type(self, text: str) -> list[str]:
        """Replace the text below the first line; the messages about it."""
        self.version += 1
        return [str(row["message"]) for row in self.session.change(self.place, self.version, f"{self.head}\n{text}")]

    def proposed(self, line: int, column: int) -> dict[str, str]:
        """What is proposed at a place below the first line, counted from 1, with its documentation."""
        found = {}
        for item in self.session.completion(self.place, line, column):
            words = item.get("documentation", "")
            found[str(item["label"])] = str(words["value"] if isinstance(words, dict) else words)
        return found

    def shown(self, line: int, column: int) -> str:
        """What is shown over a place."""
        return self.session.hover(self.place, line, column)


@pytest.fixture(scope="module")
def invoices(session: Session, root: Path) -> Editor:
    """factures.yaml of a new case."""
    return Editor(session, root, f"{CASE}/factures.yaml")


@pytest.fixture(scope="module")
def journal(session: Session, root: Path) -> Editor:
    """An entry of its journal in a file of its own."""
    return Editor(session, root, f"{CASE}/journal/2027-01-04-appel.yaml")


def test_the_beginning_of_a_key_is_completed_with_its_help(invoices: Editor) -> None:
    """`eche` offers `echeance`, and says in French what goes there."""
    invoices.type("- numero: F-1\n  date: 2026-01-15\n  montant_ttc: 100.00\n  eche\n")
    found = invoices.proposed(4, 6)
    assert found["echeance"] == "Celle de la facture ; à défaut, celle du contrat.\n\nFacultatif."
    assert "numero" not in found, "what is written is not proposed again"


def test_a_key_shows_its_title_its_help_and_an_example(invoices: Editor) -> None:
    """Over `echeance`."""
    assert invoices.type("- numero: F-1\n  date: 2026-01-15\n  montant_ttc: 100.00\n  echeance: 2026-02-14\n") == []
    shown = invoices.shown(4, 5)
    assert shown.startswith("#### Échéance\n\nCelle de la facture ; à défaut, celle du contrat.\n\nFacultatif.")
    assert "2026-03-05" in shown
    assert "Obligatoire." in invoices.shown(1, 4)


def test_the_words_of_a_key_are_proposed_with_their_meaning(invoices: Editor) -> None:
    """After `effet:`, both words, each with what it means in law."""
    invoices.type("- numero: A-1\n  date: 2026-01-15\n  montant_ttc: 100.00\n  effet: ")
    found = invoices.proposed(4, 9)
    assert found["a_sa_date"] == "le prix était dû jusqu’à l’avoir"
    assert found["depuis_facture"] == "le prix n’a jamais été dû"


def test_a_wrong_act_is_underlined_with_the_list_of_acts(journal: Editor) -> None:
    """One fault, at the word, with all acts."""
    (message,) = journal.type("date: 2026-03-01\nacte: mise_en_demeur\ndelai_jusqu_au: 2026-04-01\n")
    assert "valeur" in message.lower()
    assert all(f'"{act}"' in message for act in ACTS)


def test_an_unknown_key_is_underlined(journal: Editor, invoices: Editor) -> None:
    """A slip of the keyboard, and a key of another act."""
    (message,) = invoices.type("numero: F-1\ndate: 2026-01-15\nmontant_ttc: 100.00\nechance: 2026-02-14\n")
    assert "echance" in message
    (message,) = journal.type("date: 2026-03-01\nacte: relance\ndelai_jusqu_au: 2026-04-01\n")
    assert "delai_jusqu_au" in message
    (message,) = journal.type("date: 2026-03-01\nresume: Appel\npour_le: 2026-04-01\n")
    assert "pour_le" in message


def test_a_key_that_is_needed_is_missed(invoices: Editor) -> None:
    """An invoice without its amount."""
    (message,) = invoices.type("- numero: F-1\n  date: 2026-01-15\n")
    assert "montant_ttc" in message


def test_a_blank_key_and_an_act_without_name_are_no_faults(journal: Editor) -> None:
    """As for the program: nothing is written there yet."""
    assert journal.type("date: 2026-03-01\nacte:\nresume:\ncanal:\n") == []


def test_the_act_decides_which_keys_are_proposed(journal: Editor) -> None:
    """The keys of a mise en demeure are there, those of a judgment are not; each act says what it is."""
    journal.type("- date: 2026-03-01\n  acte: mise_en_demeure\n  d\n")
    found = journal.proposed(3, 3)
    assert "delai_jusqu_au" in found and "condamne" not in found
    journal.type("- date: 2026-03-01\n  acte: ")
    acts = journal.proposed(2, 8)
    assert {act: acts[act] for act in ACTS} == dict(ACT_FR)


def test_an_empty_file_offers_entries_to_begin_with(journal: Editor, invoices: Editor) -> None:
    """A call, a letter, an invoice: their keys in the order in which one fills them in."""
    journal.type("")
    offered = {item["label"]: item for item in journal.session.completion(journal.place, 1, 0)}
    assert {"appel", "courriel", "relance", "mise en demeure", "promesse"} <= set(offered)
    text = re.sub(r"\$\{\d+[:|]?([^},|]*)[^}]*\}", r"\1", offered["appel"]["insertText"])
    assert [line.split(":")[0] for line in text.splitlines()] == ["date", "heure", "canal", "sens", "avec", "resume"]
    assert offered["appel"]["documentation"] == "Un appel, sans portée juridique"
    invoices.type("- ")
    assert {"facture", "avoir"} <= set(invoices.proposed(1, 2))


def test_no_class_of_the_program_is_named(journal: Editor, invoices: Editor) -> None:
    """What is proposed are keys, French titles and words."""
    journal.type("")
    invoices.type("")
    for label in {*journal.proposed(1, 0), *invoices.proposed(1, 0)}:
        assert label in ("Contact", "Facture ou avoir", "Entrée du journal") or re.fullmatch(r"[a-z_]+|mise en demeure", label), (
            label
        )


FILES = [*sorted((ROOT / "cases").rglob("*.yaml")), ROOT / "dossier.yaml"]


def test_no_file_of_the_examples_has_a_fault(session: Session, root: Path) -> None:
    """All cases of this repository, and all files of a new workspace, as an editor sees them."""
    for source in FILES:
        path = source.relative_to(ROOT).as_posix()
        if schema_name(path):
            line = modeline(path)
            place = root / path.replace("cases/", "cases/copie-", 1) if path != "dossier.yaml" else root / "autre.yaml"
            assert session.open(place, f"{line}\n{source.read_text()}") == [], path
    for place in [*sorted((root / "cases").rglob("*.yaml")), root / "dossier.yaml"]:
        assert session.open(place, place.read_text()) == [], place
    broken = (
        root / "cases/copie-x/paiements.yaml",
        f"{modeline('cases/x/paiements.yaml')}\n- {{date: 2026-03-01, montnat: 5}}\n",
    )
    assert len(session.open(*broken)) == 2, "a fault is found when a file is opened"


def test_what_the_commands_write_names_its_schema_and_has_no_fault(
    session: Session, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A case, an invoice, a call and an act, each as `add` leaves it: the comments propose keys, the editor agrees."""
    here = ("-C", str(root), "--date", "2026-11-21", "add")
    before = set((root / "cases").rglob("*.yaml"))
    assert run([*here, "case", "2026-071-sud-beton", "--nature", "commerciale", "--type", "societe_commerciale", "--denomination", "SUD BÉTON",
                "--siren", "123456782", "--adresse-voie", "12 rue Paradis", "--adresse-code-postal", "13001",
                "--adresse-commune", "Marseille"]) in (0, 1)  # fmt: skip
    for words in (["facture", "2026-071-sud-beton", "--numero", "F-2026-014", "--date", "2026-01-15", "--montant-ttc", "4800"],
                  ["appel", "2026-071-sud-beton", "--resume", "Promet un virement : vendredi"],
                  ["mise_en_demeure", "2026-071-sud-beton", "--date", "2026-03-20", "--delai-jusqu-au", "2026-04-04"]):  # fmt: skip
        assert run([*here, *words]) in (0, 1), capsys.readouterr().err
    made = sorted(set((root / "cases").rglob("*.yaml")) - before)
    assert len(made) == 4
    for place in made:
        text = place.read_text()
        assert text.startswith("# yaml-language-server: $schema=../"), place
        assert session.open(place, text) == [], place
