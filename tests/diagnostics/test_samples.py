"""Every code has a failing sample, and the sample yields exactly the lines that it announces for its code.

A sample is a folder `DCnnn-slug`: a small workspace, `expected.txt` with the concise lines of that code, and where needed
`date.txt` (the day, 2026-11-21 by default), `stage.txt` (check, appraise, pieces, compile, paper, with a set on paper, or debiteur,
for the statements of debtors: how far the passes run;
starved: inspection in workers that may write next to nothing; filing NAME: a filing under that profile, or with `unbuilt`
after it of a workspace that was never built; grow: the tree alone, of the paths in `sorties.txt`),
`command.txt` (arguments of a command that is run in the workspace instead, such as `import entrant`: its findings count),
`absent.txt` (files of `base/` that the sample does without) and `interdits.txt` (files that may not be read). `dossier.yaml` and `cases/x/affaire.yaml` come from `base/`
when the sample does not bring its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dossier.check.check import check
from dossier.ground.catalogue import CATALOGUE
from dossier.ground.diagnostics import SEVERITY_FR, Diagnostic, Severity, in_order
from dossier.ground.spans import Span
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.model.case import Workspace

HERE = Path(__file__).parent
BASE = HERE / "base"
SAMPLES = sorted(path for path in HERE.iterdir() if path.name.startswith("DC"))
_OWN = ("command.txt", "expected.txt", "date.txt", "stage.txt", "absent.txt", "interdits.txt", "sorties.txt")


def world_of(sample: Path) -> MemoryWorld:
    """The workspace of a sample, on its day."""
    return MemoryWorld(dict(world_files(sample)), date.fromisoformat(_setting(sample, "date.txt", "2026-11-21")))


def world_files(sample: Path) -> dict[str, bytes]:
    """The files of the workspace of a sample."""
    files = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}
    for absent in _setting(sample, "absent.txt", "").split():
        del files[absent]
    for path in sorted(sample.rglob("*")):
        name = path.relative_to(sample).as_posix()
        if path.is_file() and name not in _OWN:
            files[name] = path.read_bytes()
    return files


def _setting(sample: Path, name: str, default: str) -> str:
    path = sample / name
    return path.read_text().strip() if path.is_file() else default


def diagnostics_of(sample: Path) -> tuple[Diagnostic, ...]:
    """What the passes find in a sample, as far as its stage says."""
    world = world_of(sample)
    if command := _setting(sample, "command.txt", ""):
        return _told(sample, world, command.split())
    stage = _setting(sample, "stage.txt", "appraise" if sample.name >= "DC3" and sample != BASE else "check")
    if stage in ("compile", "paper", "debiteur"):
        from dossier.compile import compile_workspace
        from dossier.ground.jobs import InProcess
        from dossier.wanted import Wanted

        wanted = Wanted(paper=1 if stage == "paper" else None, audience="debiteur" if stage == "debiteur" else "")
        return compile_workspace(world, InProcess(), wanted).diagnostics
    if stage.startswith("filing"):
        return _filed(world, *stage.split()[1:])
    if stage == "grow":
        return _grown(sample)
    workspace = load_workspace(world)
    if stage == "pieces":
        return _numbered(sample, workspace, world)
    if stage == "starved":
        return _starved(workspace, world)
    if stage == "appraise":
        from dossier.appraise import appraise, law_of

        law = law_of(workspace)
        return _together(workspace, [d for case in workspace.cases for d in appraise(case, law, world).diagnostics])
    law = shipped_law().extended(workspace.law_values)
    return _together(workspace, [d for case in workspace.cases for d in (*case.diagnostics, *check(case, law, world.today))])


def _told(sample: Path, world: MemoryWorld, command: list[str]) -> tuple[Diagnostic, ...]:
    """What a command finds in a sample that lies on the disk; the findings stand in its JSON."""
    import json
    from contextlib import redirect_stdout
    from io import StringIO

    from dossier.cli.root import run

    with TemporaryDirectory() as folder, redirect_stdout(StringIO()) as out:
        for path, data in world_files(sample).items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(data)
        run(["-q", "-C", folder, "--date", world.today.isoformat(), *command, "--format", "json"])
    return tuple(_findings(json.loads(out.getvalue())))


def _findings(data: object) -> Iterable[Diagnostic]:
    """The diagnostics of a JSON output, wherever they stand in it."""
    if isinstance(data, list):
        for part in data:
            yield from _findings(part)
    elif isinstance(data, dict) and {"code", "severity", "file"} <= data.keys():
        yield Diagnostic(
            data["code"], Severity(data["severity"]), Span(data["file"], data["line"], data["column"]), data["message"]
        )
    elif isinstance(data, dict):
        for part in data.values():
            yield from _findings(part)


def _numbered(sample: Path, workspace: Workspace, world: MemoryWorld) -> tuple[Diagnostic, ...]:
    """What inspection and numbering find; the paths of `interdits.txt` may not be read."""
    from dossier.appraise import appraise, law_of
    from dossier.ground.blobs import Blob
    from dossier.ground.jobs import InProcess
    from dossier.ground.world import Unreadable
    from dossier.pieces.inspect import inspect_jobs
    from dossier.pieces.number import number_pieces

    denied = _setting(sample, "interdits.txt", "").split()

    class Guarded(MemoryWorld):
        def blob(self, path: str) -> Blob:
            if path in denied:
                raise Unreadable(path, "denied")
            return world.blob(path)

    (case,) = workspace.cases
    jobs = inspect_jobs(case, Guarded({}, world.today))
    stage = appraise(case, law_of(workspace), world).stage
    return in_order(number_pieces(case, stage, InProcess().run(jobs), jobs).diagnostics)


def _filed(world: MemoryWorld, name: str, unbuilt: str = "") -> tuple[Diagnostic, ...]:
    """What a look ahead at the filing of the one case finds."""
    from dossier.appraise import appraise, law_of
    from dossier.bundle.preflight import unknown_limits
    from dossier.foresee import foresee
    from dossier.ground.jobs import InProcess
    from dossier.load.profiles import profile_of
    from dossier.pieces.inspect import inspect_jobs
    from dossier.pieces.number import number_pieces

    workspace, runner = load_workspace(world), InProcess()
    seen = appraise(workspace.cases[0], law_of(workspace), world)
    jobs = inspect_jobs(seen.case, world)
    bordereau = number_pieces(seen.case, seen.stage, runner.run(jobs), jobs)
    profile = profile_of(workspace, name)
    (filing,) = foresee(workspace, runner, [seen], [bordereau], profile, lambda job: not unbuilt)
    return in_order([*unknown_limits(profile), *filing.diagnostics])


def _starved(workspace: Workspace, world: MemoryWorld) -> tuple[Diagnostic, ...]:
    """What numbering finds when every inspection runs into a limit of its worker."""
    from dossier.appraise import appraise, law_of
    from dossier.pieces.inspect import inspect_jobs
    from dossier.pieces.number import number_pieces
    from dossier.publish.cache import Cache
    from dossier.publish.runner import PoolRunner
    from dossier.publish.worker import Limits

    (case,) = workspace.cases
    jobs = inspect_jobs(case, world)
    with TemporaryDirectory() as folder, PoolRunner(Cache(Path(folder), ""), 1, limits=Limits(file=16)) as runner:
        outcomes = runner.run(jobs)
    stage = appraise(case, law_of(workspace), world).stage
    return number_pieces(case, stage, outcomes, jobs).diagnostics


def _grown(sample: Path) -> tuple[Diagnostic, ...]:
    """What growing a tree finds when two producers want the paths of a sample."""
    from dossier.ground.blobs import Blob
    from dossier.site.tree import Leaf, grow

    rows = [line.split() for line in (sample / "sorties.txt").read_text().splitlines()]
    return grow(Leaf(path, Blob.of(path.encode()), origin) for origin, path in rows).diagnostics


def _together(workspace: Workspace, of_cases: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    broken = [d for case in workspace.broken for d in case.diagnostics]
    return in_order([*workspace.diagnostics, *broken, *of_cases])


def concise(diagnostic: Diagnostic) -> str:
    """The one-line form."""
    return f"{diagnostic.span}: {SEVERITY_FR[diagnostic.severity]}[{diagnostic.code}] {diagnostic.message}"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_yields_the_lines_that_it_announces(sample: Path) -> None:
    """The diagnostics of the code of a sample are those of its `expected.txt`, with their places and words."""
    code = sample.name[:5]
    found = [concise(d) for d in diagnostics_of(sample) if d.code == code]
    assert found == (sample / "expected.txt").read_text().splitlines()
    assert found, f"{code} must be shown by its sample"


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_has_its_sample(code: str) -> None:
    """A row of the catalogue without a failing sample would be a promise that nobody has seen kept."""
    assert (HERE / f"{code}-{CATALOGUE[code].slug}" / "expected.txt").is_file()


def test_every_sample_has_its_code() -> None:
    """A sample whose code or slug changed no longer shows what its name says."""
    assert [path.name for path in SAMPLES] == [f"{path.name[:5]}-{CATALOGUE[path.name[:5]].slug}" for path in SAMPLES]


def test_the_base_of_the_samples_is_sound() -> None:
    """What a sample does not write must add nothing of its own, but for the missing invoices."""
    assert [d.code for d in diagnostics_of(BASE)] == ["DC217"]


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_the_page_of_a_code_is_complete_french(code: str) -> None:
    """Each page says what is checked, why, and what to do, in sentences with typographic apostrophes."""
    rule = CATALOGUE[code]
    for text in (rule.checks, rule.why, rule.cure):
        assert text.rstrip("`").endswith((".", "…", "?", ")"))
        assert "'" not in text
        assert len(text) > 20
    assert rule.example
