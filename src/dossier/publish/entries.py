"""New files among a person's own, several at once: all of them or none, also when the program is killed between two.

What is to be written is staged in `.dossier/entrees/` first. A journal there, put in its place in one step, is the moment
from which the files count as written: whoever finds one finishes the work, whoever finds none drops what was staged.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from pathlib import Path

from dossier.ground.blobs import Blob
from dossier.publish.durable import Step, plain_place
from dossier.publish.journal import Journal, Row, checked_path, read_journal, write_journal
from dossier.publish.lock import locked
from dossier.publish.places import OWN, Refused, own_folder
from dossier.publish.swap import flush

STAGE = "entrees"
Content = bytes | Blob
"""What a file is to hold: bytes, or a blob that is read when its turn comes."""


@contextmanager
def writing(root: Path, patience: float = 30.0) -> Iterator[int]:
    """Hold a workspace to write entries, with the work of a killed writer finished or undone first. Raises `Locked`."""
    with locked(root, patience) as handle:
        finish_or_undo(root)
        yield handle


def pending(root: Path) -> bool:
    """Whether a writer was killed, or writes right now."""
    return os.path.lexists(root / OWN / STAGE)


def write_entries(
    root: Path, files: Mapping[str, Content], replacing: Mapping[str, str] | None = None, step: Step = lambda name: None
) -> None:
    """Write files, by their paths from the workspace; killed at any moment, all of them or none are there once the next command ran.

    To be called by who holds the workspace (`writing`). Nothing is overwritten and no link followed; folders are made when
    absent. *replacing* names those of the files that take the place of a former one, with the SHA-256 that it must still have;
    they must begin with all its bytes. Raises `Refused` for a place where that cannot be, and `OSError` of the disk; nothing is
    there then. *step* hears what is done next.
    """
    finish_or_undo(root)
    paths = sorted(files, key=lambda path: ("/pieces/" not in path, path))  # what an entry cites is there before it
    for path in paths:
        checked_path(path)
    former = {path: _former(root, path, (replacing or {}).get(path)) for path in paths}
    stage = own_folder(root, STAGE, private=True)
    try:
        rows = [_staged(stage, n, path, files[path], former[path], step) for n, path in enumerate(paths)]
        folders = _absent_folders(root, paths)
        step("journal")
        write_journal(stage, Journal(tuple(rows), folders), step)
    except BaseException:
        _clear(stage)
        raise
    _apply(root, stage, Journal(tuple(rows), folders), step)


def finish_or_undo(root: Path, step: Step = lambda name: None) -> tuple[str, ...]:
    """Finish what a killed writer had decided, or drop what it had not; the paths that it wrote, () for none.

    To be called by who holds the workspace. Where somebody put another file in one of the places since, all is undone.
    """
    if not pending(root):
        return ()
    stage = own_folder(root, STAGE, private=True)
    journal = read_journal(stage)
    if journal is None:
        _clear(stage)
        return ()
    try:
        _apply(root, stage, journal, step)
    except Refused:
        return ()
    return tuple(row.path for row in journal.rows)


def _former(root: Path, path: str, digest: str | None) -> bytes | None:
    """The bytes that a file replaces, None for a new one; raises `Refused` when what stands there is not what was said."""
    place = plain_place(root, path)
    if digest is None:
        if os.path.lexists(place):
            raise Refused(f"« {place} » existe déjà : rien n’est écrit")
        return None
    try:
        data = place.read_bytes()
    except FileNotFoundError:
        data = b""
    if sha256(data).hexdigest() != digest:
        raise Refused(f"« {place} » a changé entre-temps : rien n’est écrit ; recommencez")
    return data


def _staged(stage: Path, number: int, path: str, content: Content, former: bytes | None, step: Step) -> Row:
    """Write one file to the stage, whole and on the disk."""
    data = content if isinstance(content, bytes) else content.read()
    if former is not None and not data.startswith(former):
        raise Refused(f"« {path} » perdrait ce qui y est écrit : rien n’est écrit")
    step(f"stage {path}")
    handle = os.open(stage / str(number), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(data[: len(data) // 2])
        step(f"half of {path}")
        file.write(data[len(data) // 2 :])
        file.flush()
        os.fsync(file.fileno())
    return Row(str(number), path, sha256(data).hexdigest(), None if former is None else len(former))


def _absent_folders(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """The folders that have to be made for these files, the outer before the inner."""
    found: dict[str, None] = {}
    for path in paths:
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if not (root / folder).is_dir():
                found.setdefault(folder)
    return tuple(found)


def _apply(root: Path, stage: Path, journal: Journal, step: Step) -> None:
    """Put all staged files in their places and end the journal; undo all of it when one place is taken."""
    try:
        for folder in journal.folders:
            step(f"folder {folder}")
            plain_place(root, f"{folder}/x")
            with suppress(FileExistsError):
                (root / folder).mkdir()
        for row in journal.rows:
            step(f"place {row.path}")
            _place(root, stage, row)
        for folder in sorted(
            {str(Path(row.path).parent) for row in journal.rows} | {str(Path(f).parent) for f in journal.folders}
        ):
            step(f"flush {folder}")
            flush(root / folder)
    except BaseException:
        _undo(root, stage, journal)
        raise
    step("end")
    _clear(stage, step)


def _place(root: Path, stage: Path, row: Row) -> None:
    """Give a staged file its place, unless it is there already; raises `Refused` when something else is.

    The staged file itself stays: undoing half of the work and being killed at that must not lose what finishing it needs.
    """
    place = plain_place(root, row.path)
    if _is(place, row):
        return
    if row.former is None:
        with suppress(FileExistsError):
            if _linked(stage / row.name, place):
                return
        if os.path.lexists(place):
            raise Refused(f"« {place} » existe déjà : rien n’est écrit")
    elif not _begins(stage / row.name, place, row.former):
        raise Refused(f"« {place} » a changé entre-temps : rien n’est écrit ; recommencez")
    _put(stage / f"{row.name}.apres", (stage / row.name).read_bytes(), place)


def _linked(spare: Path, place: Path) -> bool:
    """Give a file a second name in one step that never replaces another; False on a file system that knows no such thing."""
    try:
        os.link(spare, place, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # as on a USB stick
        return False
    return True


def _put(spare: Path, data: bytes, place: Path) -> None:
    """Put bytes in the place of a former file, whose rights they take, in one step."""
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    with os.fdopen(handle, "wb") as file:
        with suppress(FileNotFoundError):
            os.fchmod(file.fileno(), stat.S_IMODE(place.lstat().st_mode))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    spare.replace(place)


def _is(place: Path, row: Row) -> bool:
    """Whether a place holds what a row says."""
    try:
        with place.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == row.sha256
    except FileNotFoundError:
        return False


def _begins(spare: Path, place: Path, size: int) -> bool:
    """Whether a place still holds the first bytes of what is to replace it, and no more."""
    try:
        now = place.read_bytes()
    except FileNotFoundError:
        now = b""
    with spare.open("rb") as file:
        return now == file.read(size)


def _undo(root: Path, stage: Path, journal: Journal) -> None:
    """Take back what was put in place: new files away, lists as they were, folders that are empty again away."""
    for row in reversed(journal.rows):
        with suppress(Refused):
            place = plain_place(root, row.path)
            if not _is(place, row):
                continue
            if row.former is None:
                place.unlink()
            else:
                _put(stage / f"{row.name}.avant", place.read_bytes()[: row.former], place)
    for folder in reversed(journal.folders):
        with suppress(OSError):
            (root / folder).rmdir()
    _clear(stage)


def _clear(stage: Path, step: Step = lambda name: None) -> None:
    """Remove the stage, the journal first: what is left without one counts for nothing."""
    for entry in sorted(stage.iterdir(), key=lambda entry: entry.name != Journal.NAME):
        step(f"clear {entry.name}")
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        if entry.name == Journal.NAME:
            flush(stage)
    step("last")
    stage.rmdir()
