"""Completion in a real bash: the script that `dossier completion bash` prints, and what the tabulator then offers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.add import LISTED, OWN
from dossier.cli.root import ALIASES, NAMES

SUD = "2026-014-sud-beton"

SCRIPT = """
eval "$(dossier completion bash)"
complete -p dossier
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_dossier_completion dossier
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def tab(copied: Callable[..., Path]) -> Callable[..., list[str]]:
    """What bash offers for words of which the last is being typed."""
    root = copied(SUD, "2026-060-les-tilleuls")
    surroundings = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/bin{os.pathsep}/bin", "HOME": str(root)}

    def press(*words: str) -> list[str]:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", SCRIPT, "bash", "dossier", *words],
            cwd=root, env=surroundings, capture_output=True, text=True, check=True,
        )  # fmt: skip
        registered, *offered = done.stdout.splitlines()
        assert registered == "complete -o nosort -F _dossier_completion dossier"
        return [word for word in offered if word]

    return press


def test_commands_and_options_are_offered(tab: Callable[..., list[str]]) -> None:
    """All commands for nothing, one for its beginning, no French verb, and options for a hyphen."""
    assert tab("") == list(NAMES)
    assert tab("expl") == ["explain"]
    assert not set(tab("")) & set(ALIASES)
    assert {"--format", "--for"} <= set(tab("check", "--fo"))
    assert "--couleur" in tab("--c")


def test_cases_are_offered_by_their_folders_even_when_they_cannot_be_read(tab: Callable[..., list[str]], tmp_path: Path) -> None:
    """Nothing of a case is parsed: what is broken is what one wants to look at."""
    (tmp_path / "classeur/cases" / SUD / "affaire.yaml").write_text("{{{")
    assert tab("show", "") == [SUD, "2026-060-les-tilleuls"]
    assert tab("build", "--case", "2026-06") == ["2026-060-les-tilleuls"]
    assert tab("add", "communication", "2026-0") == [SUD, "2026-060-les-tilleuls"]


@pytest.mark.parametrize(
    "name", ["2026-014;touch trace", "2026-014$(touch trace)", "2026-014`touch trace`", "2026-014-*", "-2026-014", "2026-014\nplain,2026-099",
             "2026-014-a b", "2026-014|x", "2026-014&x", "2026-014>x", "2026-014'x", '2026-014"x', "2026-014\\x", "2026-014~x", "2026-014\u202ex"],
)  # fmt: skip
def test_a_name_that_a_terminal_would_obey_is_not_offered(tab: Callable[..., list[str]], tmp_path: Path, name: str) -> None:
    """What bash completes is put into the line unquoted: a folder of a received workspace would run a program at the next Enter."""
    (tmp_path / "classeur/cases" / name).mkdir()
    (tmp_path / "classeur/profils").mkdir()
    (tmp_path / "classeur/profils" / f"trib {name}.yaml").write_text("")
    assert tab("show", "") == [SUD, "2026-060-les-tilleuls"]
    assert tab("explain", "2026-014") == [f"{SUD}:"]
    assert tab("check", "--for", "trib") == ["tribunal-digital"]


def test_values_are_offered(tab: Callable[..., list[str]]) -> None:
    """Forms, sections, profiles, codes, parameters of the law, colours."""
    assert "junit" in tab("check", "--format", "j")
    assert "decompte" in tab("show", SUD, "--section", "d")
    assert "tribunal-digital" in tab("check", "--for", "trib")
    assert tab("explain", "dc20")[0] == "DC201"
    assert "indemnite_forfaitaire" in tab("law", "show", "indem")
    assert tab("--couleur", "ja") == ["jamais"]


def test_acts_and_kinds_are_offered(tab: Callable[..., list[str]]) -> None:
    """`add` knows every kind without loading the models."""
    assert tab("add", "mise") == ["mise_en_demeure"]
    assert {"facture", "appel", "case", "jugement"} <= set(tab("add", ""))


def test_the_kinds_named_for_completion_are_those_that_add_knows() -> None:
    """Two lists of one thing may not part."""
    from dossier.cli.adding.kinds import KINDS
    from dossier.model.words import ACT_FR

    assert {*LISTED, *ACT_FR} == {*KINDS, "communication"}
    assert set(LISTED) == set(KINDS) - set(ACT_FR)
    assert "communication" in dict(OWN)


_PROBE = """
import sys
from dossier.cli import main
try:
    main()
finally:
    print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words", ["dossier ", "dossier show 2026", "dossier add mise", "dossier check --for ", "dossier explain DC2"]
)
def test_a_tabulator_loads_no_model(words: str, copied: Callable[..., Path]) -> None:
    """What takes long to load is not loaded: an answer comes as fast as the help."""
    surroundings = {"_DOSSIER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run(
        [sys.executable, "-c", _PROBE],
        cwd=copied(SUD),
        env={**surroundings, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout
    assert not {"pydantic", "yaml", "jinja2", "weasyprint", "lxml", "rich"} & set(done.stderr.split())
