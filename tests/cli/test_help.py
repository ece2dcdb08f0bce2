"""The help of every command and sub-command: French, within a terminal, with a call that can be typed; and near words for slips."""

from __future__ import annotations

import ast
import os
import pty
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from dossier.cli.root import ALIASES, NAMES, root, run

ROOT = Path(__file__).parents[2]
SUD = "2026-014-sud-beton"
SMALL = "2018-003-ma-jolie-boutique"  # one piece, and warnings
DAY = ("--date", "2026-11-21")


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by what is typed after `dossier`, sub-commands included."""

    def below(group: click.Group, words: str) -> Iterator[tuple[str, click.Command]]:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None, name
            yield f"{words}{name}", command
            if isinstance(command, click.Group):
                yield from below(command, f"{words}{name} ")

    yield from below(root, "")


COMMANDS = dict(commands())
ENGLISH = re.compile(
    r"\b(TEXT|INTEGER|FLOAT|BOOLEAN|FILE|PATH|DIRECTORY|FILENAME|UUID|ARGS|COMMAND|Commands|Show|Arguments|Aborted|Try|Error|Usage:|default:|"
    r"required|env var|this message|and exit|of the|to the|with the|the following)\b"
)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_is_french_fits_and_shows_a_call(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """79 columns, a line to type, and not one word of click’s own English."""
    assert run([*name.split(), "-h"]) == 0
    usage, *rows = capsys.readouterr().out.splitlines()
    assert usage.startswith("Usage\u00a0: dossier")
    assert max(map(len, [usage, *rows])) <= 79
    assert not ENGLISH.search("\n".join([usage, *rows]).replace("DOSSIER_DATE", ""))
    called = [row.strip() for row in rows if f"dossier {name}" in row]
    assert called, "no example"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_every_example_exist(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the help shows as a call is understood by the command that it calls."""
    assert run([*name.split(), "-h"]) == 0
    text = re.sub(r" \\\n\s+", " ", capsys.readouterr().out)
    for line in text.splitlines():
        call = line.strip().removeprefix("$ ")
        if not call.startswith("dossier ") or ":" in call.split(" ")[-1][-1:]:
            continue
        try:
            words = shlex.split(call.partition(" && ")[0].partition(" > ")[0], comments=True)
        except ValueError:
            continue
        target = max(
            (known for known in COMMANDS if " ".join(w for w in words[1:] if w[0] != "-").startswith(known)), key=len, default=""
        )
        known_options = (
            {option for p in (*COMMANDS[target].params, *root.params) for option in (*p.opts, *p.secondary_opts)}
            if target
            else set()
        )
        for word in words:
            if target and re.match(r"--?[a-z]", word):
                assert word.partition("=")[0] in known_options, (call, word)


def test_the_help_of_all_is_one_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """Commands first, under three headings; then the options that all share; then what to type."""
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    rows = text.splitlines()
    assert len(rows) <= 40 and max(map(len, rows)) <= 79
    places = [text.index(f"{word}\u00a0:") for word in ("Saisir", "Comprendre", "Produire", "Options")] + [text.index("Exemples")]
    assert places == sorted(places)
    assert all(re.search(rf"(^  |Outils.*|, ){name}\b", text, re.MULTILINE) for name in NAMES)
    assert "dossier new impayes --example" in text


def _messages_of_click() -> set[str]:
    """Everything that click hands to gettext, from its source."""
    found = set()
    folder = Path(click.__file__).parent
    for module in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "gettext", "ngettext"):
                found |= {
                    argument.value
                    for argument in node.args
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                }
    return found


def test_every_message_of_click_is_translated() -> None:
    """A new release of click that says something new is noticed here, not by a user; what it says to programmers stays."""
    source = (ROOT / "src/dossier/cli/locale/fr/LC_MESSAGES/dossier.po").read_text()
    known = {ast.literal_eval(line.partition(" ")[2]) for line in source.splitlines() if line.startswith("msgid")}
    for_programmers = {
        "Arguments take exactly one parameter declaration, got {length}: {decls}.",
        "Boolean option {decl!r} cannot use the same flag for true/false.",
        "Could not determine name for option with declarations {decls!r}",
        "Invalid start character for option ({option})",
        "Name '{name}' defined twice",
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass '--{name}'?",
        "Unknown standard stream '{name}'",
    }
    assert _messages_of_click() - known == for_programmers


@pytest.mark.parametrize(("verb", "name"), sorted(ALIASES.items()))
def test_a_french_verb_is_the_command(verb: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Hidden from the help, and the usage names the command itself."""
    if name not in NAMES:
        assert name == "serve"
        return
    assert run([verb, "-h"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage\u00a0: dossier {name} ")
    assert verb not in COMMANDS


def test_a_verb_may_have_its_accents(capsys: pytest.CaptureFixture[str]) -> None:
    """Composed or not, as keyboards and systems give them."""
    for word in ("vérifier", "ve\u0301rifier", "état", "créer", "contrôler"):
        assert run([word, "-h"]) == 0
        assert "Usage\u00a0: dossier" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["statut"], "'status'"),
        (["simulat"], "'simulate'"),
        (["verfier"], "'verify'"),
        (["check", "--formt", "json"], "--format"),
        (["build", "--onyl", "site"], "--only"),
        (["check", "--format", "jsno"], "'json'"),
        (["--couleur", "jamai", "check"], "'jamais'"),
        (["show", "2026-014-sud-beton", "--section", "piece"], "'pieces'"),
        (["check", "2026-014-sud-betno"], "2026-014-sud-beton"),
        (["show", "sud-beton"], "2026-014-sud-beton"),
        (["add", "factur"], "facture"),
        (["add", "mise-en-demeur"], "mise_en_demeure"),
        (["check", "--for", "rpav"], "rpva"),
        (["explain", "DC2O3"], "DC203"),
        (["completion", "bsh"], "'bash'"),
    ],
)
def test_a_slip_is_answered_with_the_near_word(
    arguments: list[str],
    near: str,
    copied: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Commands, options, values, cases, kinds, profiles, codes: code 2, and the word that was meant."""
    monkeypatch.chdir(copied(SUD))
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert near in err.partition("ouliez-vous dire")[2], err


def screen(folder: Path, *arguments: str, **surroundings: str) -> str:
    """What a terminal receives from a command, on both streams."""
    pid, handle = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(
            sys.executable,
            [sys.executable, "-m", "dossier", *arguments],
            {"TERM": "xterm", "PATH": os.environ["PATH"], **surroundings},
        )
    shown = b""
    while True:
        try:
            part = os.read(handle, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.waitpid(pid, 0)
    return shown.decode()


@pytest.mark.parametrize(
    ("option", "surroundings", "coloured"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        ((), {"TERM": "dumb"}, False),
        (("--couleur", "jamais"), {}, False),
        (("--couleur", "toujours"), {"NO_COLOR": "1"}, True),
    ],
)
def test_colours_on_a_terminal_are_as_asked(
    option: tuple[str, ...], surroundings: dict[str, str], coloured: bool, copied: Callable[..., Path]
) -> None:
    """A real terminal; the option wins over NO_COLOR, which counts when it is not empty."""
    folder = copied(SMALL)
    assert ("\x1b[" in screen(folder, *option, *DAY, "check", **surroundings)) is coloured


@pytest.mark.long
def test_a_bar_of_progress_has_no_colour_where_none_is_wanted(copied: Callable[..., Path]) -> None:
    """rich draws it: it moves the cursor, and paints nothing."""
    folder = copied("2026-060-les-tilleuls")
    for n, (option, surroundings, coloured) in enumerate(
        (((), {}, True), (("--couleur", "jamais"), {}, False), ((), {"NO_COLOR": "1"}, False))
    ):
        shown = screen(
            folder, *option, *DAY, "build", "--only", "letters", "--jobs", "1", "--output", f"sortie{n}", **surroundings
        )
        shutil.rmtree(folder / ".dossier")
        assert "━" in shown
        assert bool(re.search(r"\x1b\[[0-9;]*(3[0-8]|9[0-7])[0-9;]*m", shown)) is coloured


def test_a_file_gets_colours_only_when_they_are_always_wanted(
    copied: Callable[..., Path], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`| less -R` is what `toujours` is for."""
    monkeypatch.chdir(copied(SMALL))
    for option, coloured in (((), False), (("--couleur", "toujours"), True)):
        run([*option, *DAY, "check"])
        assert ("\x1b[" in capfd.readouterr().out) is coloured
