"""`dossier new`: a workspace that works at once, and nothing of anybody's is ever replaced."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.new import _OPTIONS
from dossier.cli.root import run
from dossier.model.party import PartyType
from dossier.scaffold.firm import QUESTIONS
from dossier.scaffold.workspace import EXAMPLE, workspace_files

ROOT = Path(__file__).parents[2]
DAY = ("--date", "2026-11-21")
FIRM = (
    "--denomination", "MENUISERIE DU LAC", "--forme", "SARL", "--siren", "123456782", "--rcs", "Annecy", "--representant", "Zoé Blanc",
    "--fonction", "gérante", "--voie", "3 quai du Port", "--code-postal", "74000", "--commune", "Annecy",
)  # fmt: skip


def tree(root: Path) -> dict[str, bytes]:
    """All files below a folder by path, without those of git."""
    found = (place for place in root.rglob("*") if place.is_file() and ".git" not in place.relative_to(root).parts)
    return {place.relative_to(root).as_posix(): place.read_bytes() for place in found}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the command line stands."""
    folder = tmp_path / "bureau"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_firm_that_gives_its_values_has_a_workspace_without_a_finding(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From nothing to a checked workspace with one command; the next commands are named."""
    assert run(["new", "impayes", *FIRM]) == 0
    out, err = capsys.readouterr()
    assert "fichiers écrits dans « impayes »" in out
    assert "cd impayes" in err and "dossier check" in err
    assert run(["-C", "impayes", *DAY, "check", "--strict", "--format", "concise"]) == 0
    assert capsys.readouterr().out == ""
    assert set(workspace_files({})) <= set(tree(here / "impayes"))


def test_what_is_not_given_stands_blank_and_check_names_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has to know everything on the first day."""
    assert run(["new", "impayes"]) == 0
    assert run(["-C", "impayes", *DAY, "check", "--format", "concise"]) == 1
    found = capsys.readouterr().out
    assert "code_postal" in found and "commune" in found and "dossier.yaml:" in found


def test_the_example_has_the_findings_of_the_case_it_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The shipped example is the case of this repository, line of the schema apart, and its firm suits it."""
    assert run(["new", "impayes", "--example"]) == 0
    capsys.readouterr()

    def codes(root: Path) -> list[str]:
        assert run(["-C", str(root), *DAY, "check", EXAMPLE, "--format", "concise"]) == 0
        return [line.split(": ", 1)[1] for line in capsys.readouterr().out.splitlines()]

    assert codes(here / "impayes") == codes(ROOT)
    pieces = ROOT / "cases" / EXAMPLE / "pieces"
    copies = here / "impayes/cases" / EXAMPLE / "pieces"
    assert {place.name: place.read_bytes() for place in pieces.iterdir()} == {p.name: p.read_bytes() for p in copies.iterdir()}


@pytest.mark.long
def test_the_example_builds_at_once(here: Path) -> None:
    """Letters, bundle and site, without an edit."""
    assert run(["new", "impayes", "--example"]) == 0
    assert run(["-C", "impayes", *DAY, "build"]) == 0
    built = here / "impayes/build"
    assert (built / "index.html").is_file() and (built / "cases" / EXAMPLE / "bundle.pdf").is_file()


def test_a_second_run_changes_nothing_and_names_what_it_left(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person changed or removed on purpose: the one stays as it is, the other comes back, nothing else moves."""
    assert run(["new", "impayes", "--example", "--no-git"]) == 0
    root = here / "impayes"
    (root / ".gitignore").write_text("rien\n")
    (root / "dossier.yaml").write_text("creancier: {type: artisan}\n")
    (root / ".editorconfig").unlink()
    (root / "cases" / EXAMPLE / "paiements.yaml").unlink()
    before = tree(root)
    capsys.readouterr()
    assert run(["new", "impayes", "--example"]) == 0
    out = capsys.readouterr().out
    after = tree(root)
    assert set(after) - set(before) == {".editorconfig"}
    assert {path: data for path, data in after.items() if path in before} == before
    assert ".gitignore : gardé tel quel" in out and f"cases/{EXAMPLE}/ : gardé tel quel" in out


@pytest.mark.parametrize("entry", ["photos", "tarifs.xlsx", ".ssh"])
def test_a_folder_with_other_things_is_refused_untouched(here: Path, entry: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Code 2, the first strange name, and nothing written."""
    (here / "bureautique").mkdir()
    (here / "bureautique" / entry).write_text("x")
    assert run(["new", "bureautique"]) == 2
    assert f"« {entry} »" in capsys.readouterr().err
    assert tree(here) == {f"bureautique/{entry}": b"x"}


def test_a_repository_that_was_just_made_is_a_good_place(here: Path) -> None:
    """`git init` or a clone with a README is where most begin."""
    subprocess.run(["git", "init", "-q", "."], check=True)
    (here / "README.md").write_text("Nos impayés\n")
    assert run(["new"]) == 0
    assert (here / "README.md").read_text() == "Nos impayés\n"
    assert (here / "dossier.yaml").is_file()


def test_no_link_is_followed_and_no_file_taken_for_a_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A `.github` that leads elsewhere would put files there."""
    (here / "ailleurs").mkdir()
    (here / "classeur").mkdir()
    (here / "classeur/.github").symlink_to(here / "ailleurs")
    assert run(["new", "classeur", "--no-git"]) == 2
    assert "erreur" in capsys.readouterr().err
    assert list((here / "ailleurs").iterdir()) == []
    assert not (here / "classeur/dossier.yaml").exists()
    (here / "fichier").write_text("x")
    assert run(["new", "fichier"]) == 2
    (here / "lien").symlink_to(here / "nulle-part")
    assert run(["new", "lien"]) == 2


KILLED = """
import os, sys
from dossier.publish import entries
whole, left = entries.write_entries, int(sys.argv[1])
def step(name):
    global left
    left -= 1
    if left < 0:
        os._exit(137)
entries.write_entries = lambda root, files, replacing=None: whole(root, files, replacing, step)
sys.argv = ['dossier', 'new', 'impayes', '--example', '--no-git']
from dossier.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize("steps", [0, 3, 40, 80, 90, 100, 118, 1000])
def test_killed_at_any_moment_it_is_completed_by_running_it_again(here: Path, steps: int) -> None:
    """Half of a workspace is no workspace: the same command ends with the same files, whole."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(steps)], cwd=here, capture_output=True, check=False)
    assert done.returncode == (137 if steps < 1000 else 0), done.stderr
    assert run(["new", "impayes", "--example", "--no-git"]) == 0
    files = {path: data for path, data in tree(here / "impayes").items() if not path.startswith(".dossier/")}
    assert files == workspace_files({}, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--siren", "123456789"], "--siren : le SIREN « 123456789 » est faux"),
        (["--iban", "FR76 1"], "--iban : l’IBAN « FR76 1 » est faux"),
        (["--capital", "beaucoup"], "--capital : « beaucoup » n’est pas un montant"),
        (["--civilite", "Dr"], "n’est ni M. ni Mme"),
        (["--type", "societe_comerciale"], "vouliez-vous dire « societe_commerciale »"),
        (["--code-postal", "?"], "--code-postal"),
    ],
)
def test_a_value_that_the_settings_would_refuse_is_refused_before_anything_is_written(
    here: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the readers of the files themselves."""
    assert run(["new", "impayes", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert tree(here) == {}


def test_the_options_are_those_that_the_settings_take() -> None:
    """One list of questions; the command only knows their names beforehand, to be quick."""
    assert [name for name, _, _ in _OPTIONS] == ["type", *(question.name for question in QUESTIONS)]
    assert "societe_commerciale" in PartyType.__args__  # type: ignore[attr-defined]


def test_git_keeps_the_pieces_byte_by_byte_and_none_of_the_output(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mail with CRLF comes out of git as it went in, whatever git is set to; the cache and the output stay out."""
    assert run(["new", "impayes", "--example"]) == 0
    root = here / "impayes"
    mail = root / "cases" / EXAMPLE / "pieces/courriel-2026-07-09.eml"
    mail.write_bytes(mail.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    (root / "build").mkdir()
    (root / "build/index.html").write_text("x")
    (root / ".dossier/cache").mkdir(exist_ok=True)
    (root / ".dossier/cache/x").write_text("x")

    def git(*arguments: str) -> str:
        config = ("-c", "core.autocrlf=true", "-c", "user.name=x", "-c", "user.email=x@x.example")
        return subprocess.run(["git", *config, *arguments], cwd=root, capture_output=True, text=True, check=True).stdout

    git("add", "-A")
    git("commit", "-q", "-m", "Premier")
    kept = git("ls-files").splitlines()
    assert set(workspace_files({}, True)) == set(kept)
    assert git("status", "--porcelain") == ""
    copy = here / "copie"
    subprocess.run(["git", "-c", "core.autocrlf=true", "clone", "-q", str(root), str(copy)], check=True)
    assert (copy / mail.relative_to(root)).read_bytes() == mail.read_bytes()
    assert b"\r" not in (copy / "dossier.yaml").read_bytes()


def test_git_is_made_where_there_is_none_and_only_there(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not inside another repository, not with --no-git, not where an environment points, and not at all without git."""
    monkeypatch.setenv("GIT_DIR", str(here / "piege"))
    assert run(["new", "un"]) == 0
    assert (here / "un/.git").is_dir() and not (here / "piege").exists()
    assert run(["new", "un/deux"]) == 0
    assert not (here / "un/deux/.git").exists()
    assert run(["new", "trois", "--no-git"]) == 0
    assert not (here / "trois/.git").exists()
    monkeypatch.setenv("PATH", str(here))
    assert run(["new", "quatre"]) == 0
    assert run(["new", "cinq", "--git"]) == 2
    assert (here / "cinq/dossier.yaml").is_file()


def test_a_workspace_from_the_wheel_is_the_same(tmp_path: Path) -> None:
    """The texts, the example and the lock travel in the package."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    installed = tmp_path / "installe"
    shutil.unpack_archive(next(tmp_path.glob("*.whl")), installed, "zip")
    script = f"import sys; sys.path.insert(0, {str(installed)!r})\nfrom dossier.cli import main\nsys.exit(main())"
    subprocess.run([sys.executable, "-I", "-c", script, "new", "impayes", "--example", "--no-git"], cwd=tmp_path, check=True)
    files = {path: data for path, data in tree(tmp_path / "impayes").items() if not path.startswith(".dossier/")}
    assert files == workspace_files({}, True)


@pytest.fixture
def terminal(here: Path) -> Callable[[str, str], str]:
    """Runs `dossier new` in a terminal of its own, types what is given, and returns what the screen showed."""
    import pty

    def session(arguments: str, typed: str) -> str:
        pid, handle = pty.fork()
        if pid == 0:
            os.execv(sys.executable, [sys.executable, "-m", "dossier", *arguments.split()])
        os.write(handle, typed.encode())
        shown = b""
        while True:
            try:
                part = os.read(handle, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, shown
        return shown.decode()

    return session


def test_a_terminal_is_asked_and_may_leave_each_answer_empty(terminal: Callable[[str, str], str], here: Path) -> None:
    """A wrong SIREN is asked again; what an option gave is not asked."""
    answers = ["ATELIER DU PONT", "123", "123456782", *[""] * 12]
    shown = terminal("new impayes --forme SAS --no-git", "\n".join(answers) + "\n")
    assert "Dénomination" in shown and "Son capital" not in shown and "Forme de la société" not in shown
    assert "le SIREN « 123 » est faux" in shown
    written = (here / "impayes/dossier.yaml").read_text()
    assert "denomination: ATELIER DU PONT" in written and 'siren: "123456782"' in written


def test_nothing_is_asked_for_the_example_or_of_a_program(terminal: Callable[[str, str], str], here: Path) -> None:
    """`--example` brings its firm; without a terminal nothing waits for an answer."""
    assert "Dénomination" not in terminal("new impayes --example --no-git", "")
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "new", "autre"], cwd=here, capture_output=True, text=True, check=True, timeout=60
    )
    assert "Dénomination" not in done.stderr
