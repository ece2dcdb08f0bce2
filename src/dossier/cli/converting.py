"""The work of `dossier import --convert`: which files, by which program, and a line for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from dossier.cli.exits import ExitCode, Failure, fit_for_terminal
from dossier.cli.session import Session
from dossier.cli.workshop import runner
from dossier.ground.french import plural
from dossier.ground.jobs import Job, Runner
from dossier.ground.world import DiskWorld, Unreadable
from dossier.importing.converter import Converter, Missing, NotConverted, Source, Tool
from dossier.importing.place import Place, Taken, keep, state
from dossier.importing.registry import CONVERTERS, SHOWN_WITHOUT
from dossier.model.conversion import RECORD
from dossier.pdf.signature import signature
from dossier.publish.lock import locked
from dossier.publish.places import own_folder, scratch_folder

LONGEST_NAME = 215
"""Bytes of the name of a file: its record and what is written on the way have longer ones, and systems know 255."""
PATIENCE = 10.0
"""Seconds that a build under way is waited for."""
_UNREADABLE = {
    "absent": "fichier introuvable", "outside": "hors de l’espace de travail", "link": "un lien symbolique n’est pas suivi",
    "special": "ce n’est pas un fichier ordinaire", "large": "le fichier dépasse 200 Mo", "denied": "lecture refusée",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to convert: its path from the workspace, its form, where its result goes, and whether it was named itself."""

    path: str
    form: str
    place: Place
    converter: Converter
    sha256: str


@dataclass(frozen=True, slots=True)
class Bench:
    """What a conversion works with: the files, the jobs' runner, a private folder."""

    world: DiskWorld
    pool: Runner
    scratch: Path


def convert_files(session: Session, names: Sequence[str], dry_run: bool) -> ExitCode:
    """Convert the files that are named, and those of named folders that cannot be shown as they are."""
    world = session.world()
    paths = tuple(_paths(session, world, names))
    tools: dict[Converter, Tool] = {}
    told: set[str] = set()
    bad = done = 0
    with ExitStack() as stack:
        bench = None if dry_run else stack.enter_context(_bench(session, world))
        for path in paths:
            try:
                done += _one(world, path, bench, tools)
            except Missing as error:
                bad += 1
                _complain(f"{path}\u00a0: {error.message}", () if error.message in told else error.hints)
                told.add(error.message)
            except Unreadable as error:
                bad += 1
                _complain(f"{path}\u00a0: {_UNREADABLE.get(error.reason, error.reason)}")
            except (NotConverted, Taken) as error:
                bad += 1
                _complain(f"{path}\u00a0: {error}")
    if done:
        session.say(f"{plural(done, 'fichier converti', 'fichiers convertis')}. Relisez les PDF, puis lancez dossier build.")
    return ExitCode.FAILED if bad else ExitCode.FINE


@contextmanager
def _bench(session: Session, world: DiskWorld) -> Iterator[Bench]:
    """A bench of the workspace, alone: a build or another conversion at the same time waits, or is waited for."""
    with locked(session.root, PATIENCE) as handle:
        # Beside the cache, whose own scratch folder is the runner's.
        scratch = scratch_folder(own_folder(session.root, "conversion", private=True))
        try:
            with runner(session, workers=1, inherited=[handle]) as pool:
                yield Bench(world, pool, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _one(world: DiskWorld, path: str, bench: Bench | None, tools: dict[Converter, Tool]) -> bool:
    """Convert one file, or without a bench only say what would be done; whether something was written."""
    wanted = _wanted(world, path)
    result = wanted.place.result.name
    known = state(wanted.place, wanted.sha256)
    if known == "done":
        _say(f"{path}\u00a0: déjà converti, {result}")
        return False
    if known == "other":
        raise Taken(
            f"« {result} » existe déjà et n’est pas la conversion de ce fichier ; renommez-le, ou supprimez-le avec son fichier "
            f"{RECORD.lstrip('.')}"
        )
    tool = tools.get(wanted.converter) or wanted.converter.tool()
    tools[wanted.converter] = tool
    by = f"par {tool.name} {tool.version}".rstrip()
    if bench is None:
        _say(f"{path}\u00a0: serait converti en {result} {by}")
        return False
    pages = _convert(bench, wanted, tool)
    _say(f"{path}\u00a0: {result}, {plural(pages, 'page')}, {by}")
    return True


def _say(line: str) -> None:
    click.echo(fit_for_terminal(line))


def _complain(line: str, hints: Sequence[str] = ()) -> None:
    for text in (f"erreur\u00a0: {line}", *(f"  aide\u00a0: {hint}" for hint in hints)):
        click.echo(fit_for_terminal(text), err=True)


def _paths(session: Session, world: DiskWorld, names: Sequence[str]) -> Iterator[str]:
    """The paths of the files from the workspace, each once, in the order in which they are named; folders by name order."""
    seen: set[str] = set()
    for name in names:
        path = _from_workspace(session, name)
        for found in _below(world, path) if _is_folder(world, path) else (path,):
            if found not in seen:
                seen.add(found)
                yield found


def _from_workspace(session: Session, name: str) -> str:
    """A path as typed (from here, from `-C`, or from the workspace) as a path from the workspace, below some `pieces/`."""
    tried = [Path(name), Path(session.start or ".", name), session.root / name]
    place = next((p for p in tried if p.exists() or p.is_symlink()), None)
    if place is None:
        raise Failure(f"« {name} » n’existe pas")
    try:
        path = (place.parent.resolve() / place.name).relative_to(session.root).as_posix()
    except ValueError:
        raise Failure(
            f"« {name} » est hors de l’espace de travail", "copiez-le d’abord dans le répertoire pieces/ de l’affaire"
        ) from None
    parts = path.split("/")
    if len(parts) < 3 or parts[0] != "cases" or parts[2] != "pieces":
        raise Failure(f"« {name} » n’est pas une pièce", "les pièces sont sous cases/…/pieces/")
    return path


def _is_folder(world: DiskWorld, path: str) -> bool:
    parent, _, name = path.rpartition("/")
    return any(item.name == name and item.kind == "folder" for item in world.list(parent))


def _below(world: DiskWorld, folder: str) -> Iterator[str]:
    """The files of a folder that have no pages without a conversion."""
    for item in world.list(folder):
        path = f"{folder}/{item.name}"
        if item.kind == "folder":
            yield from _below(world, path)
        elif item.kind == "file" and not item.name.endswith(RECORD):
            try:
                form = signature(world.read(path), item.name)
            except Unreadable:
                continue
            if form in CONVERTERS and form not in SHOWN_WITHOUT:
                yield path


def _wanted(world: DiskWorld, path: str) -> Wanted:
    blob = world.blob(path)
    name = path.rpartition("/")[2]
    form = signature(world.read(path), name)
    converter = CONVERTERS.get(form)
    if len(name.encode()) > LONGEST_NAME:
        raise NotConverted("son nom est trop long pour qu’un autre soit formé dessus ; raccourcissez-le")
    if converter is None:
        raise NotConverted("ce format ne se convertit pas ; s’il se montre déjà, il n’y a rien à faire")
    return Wanted(path, form, Place(world.root / path, converter.ENDING), converter, blob.sha256)


def _convert(bench: Bench, wanted: Wanted, tool: Tool) -> int:
    """Convert one file, see that the result has pages, keep it; the number of pages."""
    folder = bench.scratch / "fichier"
    folder.mkdir(mode=0o700)
    try:
        name = wanted.path.rpartition("/")[2]
        pdf = wanted.converter.convert(Source(name, bench.world.blob(wanted.path), folder, bench.pool), tool)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    pages = _pages(bench.pool, wanted.place.result.name, pdf)
    keep(wanted.place, wanted.sha256, pdf, tool)
    return pages


def _pages(pool: Runner, name: str, pdf: bytes) -> int:
    """How many pages the PDF shows; raises `NotConverted` when a build could not show it."""
    from dossier.ground.blobs import Blob

    options = {"name": name, "path": name, "others": []}
    (outcome,) = pool.run([Job("dossier.pdf.examine:examine", options, (("file", Blob.of(pdf)),), name)])
    if "clean" not in outcome.files:
        reason = outcome.problems[0].message if outcome.problems else "illisible"
        raise NotConverted(f"le PDF obtenu ne se montre pas : {reason}")
    return int(outcome.facts["pages"])
