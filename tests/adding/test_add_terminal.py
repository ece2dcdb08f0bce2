"""`dossier add` on a real terminal: it asks for what is missing, judges each answer at once, and Ctrl-C leaves nothing."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from added import BARE, files_of


class Terminal:
    """A command that runs on a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.ours, theirs = pty.openpty()
        call = [sys.executable, "-m", "dossier", "--date", BARE.day, "add", *arguments]
        environment = {**os.environ, "TERM": "dumb", "COLUMNS": "100"}
        self.process = subprocess.Popen(
            call, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
            preexec_fn=lambda: _own_terminal(theirs),
        )  # fmt: skip
        os.close(theirs)
        self.text = self.unread = ""

    def until(self, words: str) -> str:
        """Read until the words stand on the screen after those of the last call; what was read up to them."""
        end = time.monotonic() + 60
        while words not in self.unread:
            assert time.monotonic() < end, f"« {words} » never came: {self.text}"
            ready, _, _ = select.select([self.ours], [], [], 1)
            if ready:
                try:
                    data = os.read(self.ours, 4096)
                except OSError:
                    data = b""
                assert data, f"ended without « {words} »: {self.text}"
                self.text += data.decode("utf-8", "replace")
                self.unread += data.decode("utf-8", "replace")
        seen, _, self.unread = self.unread.partition(words)
        return seen + words

    def type(self, words: str) -> None:
        """Type a line."""
        os.write(self.ours, f"{words}\n".encode())

    def end(self) -> int:
        """Wait for the end; the exit code."""
        code = self.process.wait(60)
        os.close(self.ours)
        return code


def _own_terminal(handle: int) -> None:
    """Make the terminal the one that Ctrl-C of this session comes from."""
    import fcntl
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test run in the background has it ignored
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    fcntl.ioctl(handle, termios.TIOCSCTTY, 0)


def test_what_is_missing_is_asked_and_judged_at_once(bare: Path) -> None:
    """A day that does not exist is refused where it is typed, with our own words; Enter leaves out what is optional."""
    terminal = Terminal(bare, "facture", "--objet", "Pose")
    terminal.until("Numéro")
    terminal.type("F-2")
    terminal.until("Date")
    terminal.type("30/02/2026")
    terminal.until("n’existe pas au calendrier")
    terminal.until("Date")
    terminal.type("2/3/2026")
    for words in ("Échéance", "Montant HT", "TVA"):
        terminal.until(words)
        terminal.type("")
    terminal.until("Montant TTC")
    terminal.type("")
    terminal.until("une réponse est attendue ici")
    terminal.type("1 200,00")
    terminal.until("Pièces")
    terminal.type("nulle-part.pdf")
    terminal.until("ce fichier n’existe pas")
    terminal.until("Pièces")
    terminal.type("")
    terminal.until("ensuite")
    assert terminal.end() == 0
    text = (bare / BARE.folder / "factures/F-2.yaml").read_text()
    assert "numero: F-2\ndate: 2026-03-02\nmontant_ttc: 1200.00\nobjet: Pose\n# echeance" in text


def test_a_default_is_shown_and_kept_by_enter(bare: Path) -> None:
    """A call is of today and by telephone; how an act was served is shown, and written once seen."""
    terminal = Terminal(bare, "signification", "--force")
    terminal.until("Date")
    terminal.type("2026-10-15")
    terminal.until("De ")
    terminal.type("ordonnance_injonction")
    assert "[domicile]" in terminal.until("Mode") + terminal.until("]")
    terminal.type("")
    for words in ("Résumé", "Pièces"):
        terminal.until(words)
        terminal.type("")
    terminal.until("ensuite")
    assert terminal.end() == 0
    assert "\nmode: domicile\n" in (bare / BARE.folder / "journal/2026-10-15-signification.yaml").read_text()


def test_nothing_is_asked_when_all_that_is_needed_is_given(bare: Path) -> None:
    """Options are enough, on a terminal too."""
    terminal = Terminal(bare, "paiement", "--date", "2026-03-02", "--montant", "5")
    terminal.until("ensuite")
    assert terminal.end() == 0
    assert "Moyen" not in terminal.text


def test_ctrl_c_leaves_nothing(bare: Path) -> None:
    """In the middle of the questions: no file, no folder, code 2."""
    before = files_of(bare)
    terminal = Terminal(bare, "frais")
    terminal.until("Date")
    terminal.type("2026-04-20")
    terminal.until("Libellé")
    while terminal.process.poll() is None:  # one that comes before the line is read is only seen with the next key
        os.write(terminal.ours, b"\x03")
        with suppress(subprocess.TimeoutExpired):
            terminal.process.wait(2)
    terminal.until("interrompu")
    assert terminal.end() == 2
    assert files_of(bare) == before
    assert not (bare / BARE.folder / "frais").exists()


def test_a_case_is_asked_for_as_a_company_or_a_person(bare: Path) -> None:
    """The identifier is proposed last, from the year, the next number and the name."""
    terminal = Terminal(bare, "case")
    for words, answer in (
        ("Nature de la créance", ""), ("Type", "particulier"), ("Nom", "Arnaud"), ("Prénoms", "Léa"), ("Voie", "3 rue Haute"),
        ("Code postal", "69001"), ("Commune", "Lyon"), ("INSEE", ""), ("Courriel", ""), ("Objet", ""), ("Conclu", ""), ("Exécuté", ""),
        ("Pièces", ""), ("Identifiant", ""),
    ):  # fmt: skip
        terminal.until(words)
        terminal.until(": ")
        terminal.type(answer)
    terminal.until("ensuite")
    assert terminal.end() == 0
    text = (bare / "cases/2026-002-arnaud/affaire.yaml").read_text()
    assert "nature: commerciale\ndebiteurs:\n  - id: arnaud\n    type: particulier\n    nom: Arnaud\n" in text


def test_a_word_that_is_no_choice_is_asked_again_and_never_guessed(bare: Path) -> None:
    """« commerciale » is nearest to « commercant », which is another person in law: it is proposed, not taken."""
    terminal = Terminal(bare, "case", "--nature", "commerciale")
    terminal.until("Type (")
    terminal.until("[societe_commerciale]")
    terminal.type("commerciale")
    terminal.until("valeur inconnue « commerciale »")
    terminal.until("[societe_commerciale]")
    while terminal.process.poll() is None:
        os.write(terminal.ours, b"\x03")  # again, should the first come between the question and the reading of its answer
        time.sleep(0.5)
    assert terminal.end() == 2
