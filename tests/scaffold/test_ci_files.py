"""The files for hooks and continuous integration: well-formed, pinned, and what they run works in the workspace they lie in."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

import dossier
from dossier.cli.root import run
from dossier.ground.editors import schema_name
from dossier.scaffold.workspace import DISTRIBUTION, EXAMPLE, LOCK, SYSTEM, editor_settings, wheel_name, workspace_files

ROOT = Path(__file__).parents[2]
FILES = workspace_files({})
DAY = "2026-11-21"


def read(text: str) -> Any:
    """A file of a workflow as its host reads it, but that `on` stays a word."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: TID251  # words only: this is no file of a case


GITHUB = read(FILES[".github/workflows/dossier.yml"].decode())
GITLAB = read(FILES[".gitlab-ci.yml"].decode())
OWN = read((ROOT / ".github/workflows/ci.yml").read_text())
HOOKS = read((ROOT / ".pre-commit-hooks.yaml").read_text())
LOCAL = read(FILES[".pre-commit-config.yaml"].decode())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace with the example."""
    root = tmp_path_factory.mktemp("classeurs") / "impayes"
    assert run(["new", str(root), "--example", "--no-git"]) == 0
    return root


def shell(root: Path, script: str) -> subprocess.CompletedProcess[str]:
    """A step as a runner runs it: bash that stops at the first failure, with the program on its path."""
    bin = Path(sys.executable).parent
    environment = {"PATH": f"{bin}{os.pathsep}{os.environ['PATH']}", "DOSSIER_DATE": DAY, "HOME": str(root.parent)}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def steps(workflow: Any) -> list[dict[str, Any]]:
    (job,) = workflow["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


@pytest.mark.parametrize("workflow", [GITHUB, OWN], ids=["classeur", "dossier"])
def test_actions_are_named_by_their_content_and_may_only_read(workflow: Any) -> None:
    """A tag can be moved to other code; a job that needs no right has none, and no password stays in the checkout."""
    uses = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert uses and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name) for name in uses)
    assert workflow["permissions"] == {"contents": "read"}
    assert steps(workflow)[0]["with"]["persist-credentials"] == "false"
    assert "secrets." not in json.dumps(workflow)


def test_papers_are_kept_of_a_private_repository_only() -> None:
    """What a build makes names people: a public project must not publish it by oversight."""
    made = [step for step in steps(GITHUB) if "upload-artifact" in step.get("uses", "") or "build" in step.get("run", "")]
    assert len(made) == 2
    assert all("github.event.repository.private" in step["if"] for step in made)
    assert all(GITLAB[job]["artifacts"]["access"] == "developer" for job in ("verifier", "produire"))


@pytest.mark.parametrize("name", [".github/workflows/dossier.yml", ".gitlab-ci.yml"])
def test_the_program_is_installed_by_its_real_name_at_this_version(name: str) -> None:
    """On the index `dossier` is another project's: a file that installs it would run a stranger's code."""
    text = FILES[name].decode()
    installs = [line.strip(" -") for line in text.splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert f"--require-hashes -r {LOCK}" in installs[0]
    assert installs[1].endswith(f'--no-deps --find-links outils "{DISTRIBUTION}=={dossier.__version__}"')
    assert not re.search(r"pip install (\S+ )*dossier(\s|$)", text)
    assert all(package in text for package in SYSTEM)
    assert "{" not in re.sub(r"\$\{\{.*?\}\}", "", text)


def test_the_packages_are_those_that_this_version_is_locked_to() -> None:
    """With their digests; and the system packages are those that the setup script of the program installs."""
    assert FILES[LOCK] == (ROOT / "locks/run.txt").read_bytes()
    assert all(f"echo {package}" in (ROOT / "scripts/setup.sh").read_text() for package in SYSTEM)


def test_the_wheel_has_the_name_that_the_readme_tells(tmp_path: Path) -> None:
    """Who has no index puts it into `outils/`, where pip looks."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert [place.name for place in tmp_path.iterdir()] == [wheel_name()]
    assert wheel_name() in FILES["LISEZMOI.md"].decode()


def test_the_check_of_github_annotates_and_stops_at_an_error(workspace: Path) -> None:
    """Its step passes on the example and fails on a fault, with the line that GitHub shows."""
    (check,) = [step["run"] for step in steps(GITHUB) if step.get("run", "").startswith("dossier check")]
    assert shell(workspace, check).returncode == 0
    payments = workspace / "cases" / EXAMPLE / "paiements.yaml"
    sound = payments.read_text()
    try:
        payments.write_text(sound.replace("date: 2026-06-26", "date: 2026-06-31"))
        done = shell(workspace, check)
    finally:
        payments.write_text(sound)
    assert done.returncode == 1
    assert f"file=cases/{EXAMPLE}/paiements.yaml,line=2" in done.stdout


def test_the_check_of_gitlab_writes_its_reports(workspace: Path) -> None:
    """All steps of the job, in their order; the reports are where the job says."""
    done = shell(workspace, "\n".join(GITLAB["verifier"]["script"]))
    assert done.returncode == 0, done.stderr
    reports = GITLAB["verifier"]["artifacts"]["reports"]
    assert {row["check_name"] for row in json.loads((workspace / reports["codequality"]).read_text())} == {"DC305"}
    assert ElementTree.parse(workspace / reports["junit"]).getroot().get("failures") == "0"


@pytest.mark.long
@pytest.mark.parametrize("script", [
    next(step["run"] for step in steps(GITHUB) if "build" in step.get("run", "")), "\n".join(GITLAB["produire"]["script"]),
])  # fmt: skip
def test_the_drafts_are_where_the_jobs_keep_them(workspace: Path, script: str) -> None:
    """The step that builds leaves `build/`, which both hosts keep."""
    done = shell(workspace, script)
    assert done.returncode == 0, done.stderr
    assert (workspace / "build/index.html").is_file()
    assert GITLAB["produire"]["artifacts"]["paths"] == ["build/"]


@pytest.mark.parametrize("hook", [HOOKS[0], LOCAL["repos"][0]["hooks"][0]], ids=["du projet", "du classeur"])
def test_the_hook_runs_for_what_is_read_and_for_nothing_else(hook: dict[str, str], workspace: Path) -> None:
    """Its entry works in a workspace, and its pattern meets all that the program reads."""
    done = shell(workspace, hook["entry"])
    assert done.returncode == 0, done.stderr
    touched = [path for path in workspace_files({}, True) if re.search(hook["files"], path)]
    assert {path for path in workspace_files({}, True) if path.startswith("cases/")} | {"dossier.yaml"} == set(touched)
    assert hook["pass_filenames"] == "false"


def test_the_editor_is_told_the_same_schema_as_the_first_line() -> None:
    """The settings of Visual Studio Code and the comment of a file lead to one schema."""
    settings = json.loads(editor_settings())
    assert settings["yaml.schemaStore.enable"] is False, "nothing is fetched"
    paths = ["dossier.yaml", "law/frais.yaml", "profils/a.yaml", "cases/a/affaire.yaml", "cases/a/pieces/x.conversion.yaml"]
    paths += [f"cases/a/{kind}{end}" for kind in ("factures", "paiements", "frais", "journal") for end in (".yaml", "/x.yaml")]
    for path in paths:
        met = [
            schema
            for schema, globs in settings["yaml.schemas"].items()
            if any(re.fullmatch(glob.lstrip("/").replace(".", r"\.").replace("*", "[^/]*"), path) for glob in globs)
        ]
        assert met == ([f"./schemas/{schema_name(path)}"] if schema_name(path) else []), path
    assert all(name.removeprefix("./") in FILES for name in settings["yaml.schemas"])


CONTAINER = (ROOT / "Containerfile").read_text()


def test_the_container_installs_by_the_script_and_copies_what_it_needs() -> None:
    """Its one step is `scripts/setup.sh run`; all that it copies is there, and is not kept from it by the ignore file."""
    lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", CONTAINER, flags=re.MULTILINE)).splitlines()
    words = [line.split() for line in lines if line.strip()]
    assert words[0][:2] == ["FROM", "docker.io/library/python:3.12-slim-bookworm"]
    assert [line for line in lines if line.startswith("RUN ")] == ["RUN scripts/setup.sh run && rm -rf /var/lib/apt/lists/*"]
    copied = [word for line in words if line[0] == "COPY" for word in line[1:-1]]
    admitted = {line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line.startswith("!")}
    assert set(copied) == admitted and all((ROOT / path).exists() for path in copied)
    assert (ROOT / ".dockerignore").read_text() == (ROOT / ".containerignore").read_text()
    build = (ROOT / "pyproject.toml").read_text()
    forced = re.search(r"force-include\]\n(.*?)\n\n", build, re.DOTALL)
    assert forced and all(path in copied for path in re.findall(r'^"(.+?)" =', forced[1], re.MULTILINE))


def test_ci_installs_and_tests_by_the_same_scripts() -> None:
    """What runs there is what runs here."""
    scripts = " ".join(step.get("run", "") for step in steps(OWN))
    assert "scripts/setup.sh dev" in scripts and "make test" in scripts and "make demo" in scripts
    assert "scripts/setup.sh" in (ROOT / "Makefile").read_text()


@pytest.mark.long
def test_what_the_container_copies_is_enough_to_install_and_to_build(tmp_path: Path) -> None:
    """The step of the container file in a clean copy of what it copies, then a workspace from nothing to its site."""
    place = tmp_path / "opt"
    for line in CONTAINER.splitlines():
        for name in line.split()[1:-1] if line.startswith("COPY ") else ():
            target = place / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(ROOT / name, target)
    subprocess.run(["scripts/setup.sh", "run"], cwd=place, check=True, capture_output=True)
    program = place / ".venv/bin/dossier"
    subprocess.run([program, "new", "impayes", "--example"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([program, "--date", DAY, "build"], cwd=tmp_path / "impayes", check=True, capture_output=True)
    assert (tmp_path / "impayes/build/cases" / EXAMPLE / "bundle.pdf").is_file()


@pytest.mark.long
def test_the_install_of_github_works_with_the_wheel_in_its_place(tmp_path: Path) -> None:
    """Both lines of the workflow in a new environment: packages by their digests, then the program of this version."""
    root = tmp_path / "impayes"
    assert run(["new", str(root), "--example", "--no-git"]) == 0
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(root / "outils")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    (install,) = [step["run"] for step in steps(GITHUB) if "pip install" in step.get("run", "")]
    environment = {**os.environ, "PATH": f"{tmp_path / 'venv/bin'}{os.pathsep}{os.environ['PATH']}", "DOSSIER_DATE": DAY}
    script = f"{install}\ndossier --version\ndossier check --format github"
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert dossier.__version__ in done.stdout
