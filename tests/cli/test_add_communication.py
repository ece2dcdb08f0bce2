"""`dossier add communication`: numbers become final, the journal says to whom, and running it again changes nothing."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.root import run
from dossier.publish import durable, lock_file

CASE = "2026-014-sud-beton"
DAY = "2026-10-05"


@pytest.fixture
def root(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the case, in which commands run."""
    place = copied(CASE)
    monkeypatch.chdir(place)
    return place


def state(root: Path) -> dict[str, bytes]:
    """All files of the case."""
    folder = root / "cases" / CASE
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def add(*more: str, day: str = DAY, to: str = "Me Roux") -> int:
    return run(["add", "communication", CASE, "--to", to, "--date", day, *more])


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


def numbers(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, int]:
    """The numbers that a dry run says, by path."""
    capsys.readouterr()
    assert add("--dry-run", "--format", "json", *more, to="personne encore") == 0
    return {row["path"]: row["number"] for row in json.loads(capsys.readouterr().out)["pieces"]}


def test_all_pieces_are_communicated_and_the_journal_says_to_whom(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lock is new; the journal of the case is one file, and gets one more entry at its end."""
    before = state(root)
    assert add() == 0
    after = state(root)
    assert changed(before, after) == ["bordereau.lock", "journal.yaml"]
    assert after["journal.yaml"].startswith(before["journal.yaml"])
    added = after["journal.yaml"][len(before["journal.yaml"]) :].decode()
    assert added.startswith("# Pièces communiquées") and "\n- date: 2026-10-05\n  acte: communication\n" in added
    assert after["bordereau.lock"].count(b"- numero: ") == added.count("  # n° ")
    assert "numéro fixé" in capsys.readouterr().out


def test_the_case_reads_as_before_and_one_communication_more(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` finds nothing new in what was written."""
    run(["check", CASE, "--date", "2026-11-21", "--format", "concise"])
    before = capsys.readouterr().out
    add()
    capsys.readouterr()
    run(["check", CASE, "--date", "2026-11-21", "--format", "concise"])
    assert capsys.readouterr().out == before


def test_doing_it_again_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Same day, addressee and pieces: all is noted."""
    add()
    done = state(root)
    assert add() == add(to="  me  ROUX ") == 0
    assert state(root) == done
    capsys.readouterr()
    assert add("--piece", "1", "--piece", "2") == 0
    assert state(root) == done
    assert "tout est déjà noté" in capsys.readouterr().err


def test_another_addressee_gets_the_same_numbers(root: Path) -> None:
    """The lock keeps the first communication; the journal has both."""
    add()
    lock = state(root)["bordereau.lock"]
    assert add(to="greffe du tribunal", day="2026-10-09") == 0
    after = state(root)
    assert after["bordereau.lock"] == lock
    assert after["journal.yaml"].count(b"acte: communication") == 2


def test_a_dry_run_writes_nothing_and_shows_the_entry(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What would be written, and where."""
    before = state(root)
    assert add("--dry-run") == 0
    assert state(root) == before
    out = capsys.readouterr().out
    assert "serait écrit : cases/2026-014-sud-beton/bordereau.lock" in out
    assert "  - date: 2026-10-05" in out


def test_some_pieces_keep_the_numbers_that_they_had(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the third is communicated: it is n° 3 for good, and the others do not move for it."""
    before = numbers(root, capsys)
    assert add("--piece", "3") == 0
    assert state(root)["bordereau.lock"].count(b"numero: ") == 1
    assert numbers(root, capsys) == before


def test_a_folder_of_entries_gets_a_file_of_its_own(root: Path) -> None:
    """Two people who add entries never meet in one file; a second one of the day takes the next name."""
    folder = root / "cases" / CASE
    (folder / "journal").mkdir()
    (folder / "journal.yaml").rename(folder / "journal" / "2026-01-01-tout.yaml")
    before = state(root)
    add("--piece", "1")
    add("--piece", "2")
    assert changed(before, state(root)) == [
        "bordereau.lock", "journal/2026-10-05-communication-2.yaml", "journal/2026-10-05-communication.yaml"
    ]  # fmt: skip
    text = (folder / "journal/2026-10-05-communication.yaml").read_text()
    assert text.splitlines()[1:4] == ["date: 2026-10-05", "acte: communication", 'a_qui: "Me Roux"']


def test_a_case_without_a_journal_gets_a_folder(root: Path) -> None:
    """The first entry of a case."""
    (root / "cases" / CASE / "journal.yaml").unlink()
    assert add("--piece", "1") == 0
    assert "journal/2026-10-05-communication.yaml" in state(root)


@pytest.mark.parametrize(
    "journal",
    [
        "date: 2026-01-20\ncanal: courriel\nresume: x\n",
        "[{date: 2026-01-20, canal: courriel, resume: x}]\n",
        "- {date: 2026-01-20, canal: courriel, resume: x}\n...\n",
    ],
)
def test_a_journal_that_cannot_be_continued_is_left_as_it_is(
    root: Path, journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One entry without a dash, a list in brackets, a document that is closed: nothing is written, the entry is shown."""
    (root / "cases" / CASE / "journal.yaml").write_text(journal)
    before = state(root)
    assert add("--piece", "1") == 2
    assert state(root) == before
    assert "acte: communication" in capsys.readouterr().err


@pytest.mark.parametrize(
    "journal",
    [
        "- date: 2026-01-20\n  canal: courriel\n  resume: |+\n    un texte\n\n\n",
        "  - {date: 2026-01-20, canal: courriel, resume: x}",
        "- {date: 2026-01-20, canal: courriel, resume: x}\r\n# fin\r\n",
        "# rien encore\n",
        "",
    ],
)
def test_a_journal_is_continued_whatever_its_form(root: Path, journal: str) -> None:
    """Every byte before stays, its indentation and its line ends are followed."""
    place = root / "cases" / CASE / "journal.yaml"
    place.write_bytes(journal.encode())
    assert add("--piece", "1") == 0
    data = place.read_bytes()
    assert data.startswith(journal.encode())
    assert data.count(b"\r\n") in (0, data.count(b"\n"))
    assert run(["check", CASE, "--date", "2026-11-21", "--format", "concise"]) in (0, 1)
    assert add("--piece", "1") == 0
    assert place.read_bytes() == data


def test_a_withdrawn_piece_leaves_its_number_and_never_comes_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The row says since when, the journal says to whom, and the file that entries still cite gets no other number."""
    add()
    every = numbers(root, capsys)
    assert add("--withdraw", "3", day="2026-10-20") == 0
    assert b"retiree_le: 2026-10-20" in state(root)["bordereau.lock"]
    assert "Retrait de la pièce n° 3".encode() in state(root)["journal.yaml"]
    left = numbers(root, capsys)
    gone = next(path for path, number in every.items() if number == 3)
    assert gone in left, "on the day of the communication the piece was there"
    capsys.readouterr()
    add("--dry-run", "--format", "json", day="2026-10-21", to="autre")
    after = {row["path"]: row["number"] for row in json.loads(capsys.readouterr().out)["pieces"]}
    assert after.items() <= every.items()
    assert gone not in after
    done = state(root)
    assert add("--withdraw", "3", day="2026-10-20") == 0
    assert state(root) == done


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--withdraw", "3"], "n’a pas été communiquée"),
        (["--piece", "pieces/devi-signe.pdf"], "n’est pas une pièce"),
        (["--piece", "99"], "n’est pas une pièce"),
        (["--piece", "1", "--withdraw", "1"], "ne vont pas ensemble"),
        (["--to", "  "], "destinataire est vide"),
        (["--to", "Me Lef\udce8vre"], "UTF-8"),  # as Python gives an argument in Latin-1
    ],
)
def test_what_makes_no_sense_is_refused(root: Path, more: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, the exit code is 2."""
    before = state(root)
    assert add(*more) == 2
    assert state(root) == before
    assert words in capsys.readouterr().err


def test_a_changed_piece_stops_a_new_communication(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """DC503: the other side has another file under that number."""
    add("--piece", "1")
    (path,) = [path for path, number in numbers(root, capsys).items() if number == 1]
    with (root / "cases" / CASE / path).open("ab") as file:
        file.write(b"\n% more")
    before = state(root)
    assert add("--piece", "2", day="2026-10-06") == 1
    assert state(root) == before
    assert "DC503" in capsys.readouterr().err


def test_an_entry_by_hand_gets_its_numbers(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """DC508 says it; the command that its hint gives completes the lock and adds no second entry."""
    journal = root / "cases" / CASE / "journal.yaml"
    path = next(iter(numbers(root, capsys)))
    journal.write_text(
        journal.read_text() + f"- {{date: {DAY}, acte: communication, a_qui: Me Roux, canal: courriel, pieces: [{path}]}}\n"
    )
    before = state(root)
    run(["check", CASE, "--date", "2026-11-21", "--format", "concise"])
    assert "DC508" in capsys.readouterr().out
    assert add("--piece", path) == 0
    assert changed(before, state(root)) == ["bordereau.lock"]
    capsys.readouterr()
    run(["check", CASE, "--date", "2026-11-21", "--format", "concise"])
    assert "DC508" not in capsys.readouterr().out


def test_a_run_that_is_killed_leaves_nothing_half_done_or_is_mended_by_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each step of the two files a second process dies; the next run ends in the same state as one that lived."""
    start = state(root)
    steps: list[str] = []
    real, hear = durable.put, [steps.append]

    def put(root: Path, path: str, data: bytes, _step: object = None) -> None:
        real(root, path, data, lambda step: hear[0](step))

    monkeypatch.setattr(durable, "put", put)
    monkeypatch.setattr(lock_file, "put", put)
    add()
    whole = state(root)
    assert len(steps) == 6
    for fatal in tuple(steps):
        for path in {*start, *state(root)}:
            place = root / "cases" / CASE / path
            place.write_bytes(start[path]) if path in start else place.unlink()
        child = os.fork()
        if child == 0:
            hear[0] = lambda step, fatal=fatal: os.kill(os.getpid(), signal.SIGKILL) if step == fatal else None
            add()
            os._exit(0)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        half = {path: data for path, data in state(root).items() if not path.rpartition("/")[2].startswith(".")}
        assert changed(start, half) in ([], ["bordereau.lock"], ["bordereau.lock", "journal.yaml"])
        assert add() == 0
        assert state(root) == whole
