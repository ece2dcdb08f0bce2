"""The documents of the project say what is so: the case of the README compiles, the paths they name exist."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dossier.appraise import appraise, law_of
from dossier.ground.diagnostics import Severity
from dossier.ground.world import MemoryWorld
from dossier.law.law import Certainty
from dossier.load.workspace import load_workspace

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "NOTICE")]
DOCUMENTS += [ROOT / "docs" / name for name in ("architecture.md", "decisions.md", "glossary.md")]


def text(path: Path) -> str:
    """A document as written."""
    return path.read_text(encoding="utf-8")


def ten_lines() -> dict[str, str]:
    """The two files of the README's case, by path."""
    block = re.search(r"```yaml\n(.*?)```", text(ROOT / "README.md"), re.DOTALL)
    assert block
    parts = re.split(r"^# (cases/\S+)\n", block[1], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_case_of_the_readme_has_ten_lines_and_compiles() -> None:
    """Ten lines of YAML are a case: a stage, a court and a sum, without an error."""
    files = ten_lines()
    assert sum(len(content.strip().splitlines()) for content in files.values()) == 10
    world = MemoryWorld({"dossier.yaml": text(ROOT / "dossier.yaml"), **files}, today=date(2026, 11, 21))
    workspace = load_workspace(world)
    (case,) = workspace.cases
    found = appraise(case, law_of(workspace), world)
    assert [d.message for d in found.diagnostics if d.severity is Severity.ERROR] == []
    assert found.stage.stage == "echue"
    assert found.stage.court is not None
    assert found.stage.court.town == "Marseille"
    assert str(found.claim.totals.due) == "5292.12"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_named_paths_exist(path: Path) -> None:
    """A path between back quotes, or after `](`, is there."""
    written = text(path)
    named = re.findall(r"`((?:src|docs|tests|cases|templates|scripts|locks)/[\w./-]+)`", written)
    named += [link for link in re.findall(r"\]\(([^)#:]+)\)", written) if not link.startswith("http")]
    missing = [name for name in named if "DCnnn" not in name and not (ROOT / name).exists()]
    assert missing == []


def test_certainties_are_those_of_the_code() -> None:
    """The words of the README and of the decisions are the members of `Certainty`."""
    words = {str(member) for member in Certainty}
    assert all(f"`{word}`" in text(ROOT / "README.md") for word in words)
    assert all(f"`{word}`" in text(ROOT / "docs" / "decisions.md") for word in words)


def test_dependencies_have_their_reason() -> None:
    """Each run-time dependency of the project has a row in docs/decisions.md and a pinned version in the lock."""
    project = text(ROOT / "pyproject.toml")
    block = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert block
    names = re.findall(r'"([a-z0-9-]+)[>=]', block[1])
    assert len(names) >= 10
    reasons, lock = text(ROOT / "docs" / "decisions.md").lower(), text(ROOT / "locks" / "run.txt")
    assert [name for name in names if f"| {name} |" not in reasons] == []
    assert [name for name in names if f"{name}==" not in lock] == []


def test_french_nouns_of_the_law_have_their_line() -> None:
    """The acts and stages that the code names are in the glossary, at least the noun that carries them."""
    glossary = text(ROOT / "docs" / "glossary.md").lower()
    for noun in ("mise en demeure", "requête", "ordonnance", "signification", "opposition", "titre exécutoire", "bordereau"):
        assert f"| {noun} |" in glossary


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.suffix == ".md"], ids=lambda p: p.name)
def test_one_sentence_per_line(path: Path) -> None:
    """Prose has one sentence a line, so that a difference shows a sentence."""
    prose = re.sub(r"```.*?```", "", text(path), flags=re.DOTALL)
    lines = [line for line in prose.splitlines() if not line.startswith(("|", "- ", ">", "#"))]
    assert [line for line in lines if re.search(r"[a-z)`][.!?] [A-ZÀÉ]", line)] == []
