"""What stands between a job and the machine, between a workspace and its neighbours, and between a bad disk and a build."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.ground.blobs import Blob
from dossier.ground.jobs import Job
from dossier.publish.cache import Cache
from dossier.publish.places import Refused, cache_folder, own_folder, write_whole
from dossier.publish.record import known_files
from dossier.publish.runner import PoolRunner
from dossier.publish.snapshot import Snapshot
from dossier.publish.worker import Limits

LIMITS = Limits(seconds=20, memory=3 * 1024**3, file=10**6, handles=64)


def job(task: str, **options: object) -> Job:
    return Job(f"publish_tasks:{task}", {"n": 1, **options}, (("in", Blob.of(b"abc")),), label=task)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[PoolRunner]:
    with PoolRunner(Cache(cache_folder(tmp_path), "test"), 1, limits=LIMITS) as runner:
        yield runner


def test_the_limits_of_a_worker_hold_in_it(pool: PoolRunner) -> None:
    """Memory, size of files, open files, time of processor, and no picture of its memory on the disk."""
    facts = pool.run([job("tells_limits")])[0].facts
    assert (facts["RLIMIT_AS"], facts["RLIMIT_FSIZE"]) == (LIMITS.memory, LIMITS.file)
    assert (facts["RLIMIT_NOFILE"], facts["RLIMIT_CORE"]) == (LIMITS.handles, 0)
    assert 0 < facts["RLIMIT_CPU"] < 3600


def test_what_a_library_prints_goes_nowhere(pool: PoolRunner, capfd: pytest.CaptureFixture[str]) -> None:
    """It would stand in the middle of JSON, or tell a terminal what to do."""
    assert pool.run([job("chatters")])[0].files["out"].read() == b"ok"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("task", ["moves_out", "links_out"])
def test_a_change_that_names_two_places_is_judged_by_both(pool: PoolRunner, tmp_path: Path, task: str) -> None:
    """Neither may a result be moved out of the scratch folder, nor a file of the machine be brought in by a second name."""
    place = tmp_path / "cible"
    if task == "links_out":
        place.write_text("secret")
    outcome = pool.run([job(task, path=str(place))])[0]
    assert [problem.code for problem in outcome.problems] == ["DC801"]
    assert not place.exists() or place.read_text() == "secret"


def test_the_folder_of_the_program_is_its_owner_s_alone(tmp_path: Path) -> None:
    """Also one that stood open before; what is made from the papers of a case is nobody else's business."""
    (tmp_path / ".dossier").mkdir(mode=0o755)
    own_folder(tmp_path, "schema")
    cache_folder(tmp_path)
    for name in (".dossier", ".dossier/cache"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700


@pytest.mark.parametrize("part", [".dossier", ".dossier/cache"])
def test_a_folder_of_the_program_that_is_a_link_is_refused(tmp_path: Path, part: str) -> None:
    """A workspace received from elsewhere could send everything that is written to another place."""
    outside = tmp_path / "ailleurs"
    outside.mkdir()
    root = tmp_path / "classeur"
    (root / part).parent.mkdir(parents=True)
    (root / part).symlink_to(outside)
    with pytest.raises(Refused):
        cache_folder(root)
    assert not any(outside.iterdir())


def test_a_link_that_waits_where_a_file_is_written_is_not_followed(tmp_path: Path) -> None:
    """The name of the unfinished file can be guessed."""
    goal = tmp_path / "goal"
    goal.write_text("mine")
    (tmp_path / f"x.json.{os.getpid()}~").symlink_to(goal)
    with pytest.raises(OSError, match=f"Errno {errno.ELOOP}"):
        write_whole(tmp_path / "x.json", b"evil")
    assert goal.read_text() == "mine"


ROTTEN = [b"", b"\0" * 40, b"[]", b"3", b'{"files": 5, "target": "x"}', b'[[1, {}], "a", null]', b"{", b'"\xff']


@pytest.mark.parametrize("rot", ROTTEN)
def test_a_rotten_cache_is_as_good_as_none(tmp_path: Path, rot: bytes) -> None:
    """After a power cut a file may hold anything; the build goes on, and so does the next one."""
    folder = cache_folder(tmp_path)
    with PoolRunner(Cache(folder, "test"), 1, limits=LIMITS) as runner:
        first = runner.run([job("double")])[0]
        runner.cache.prune()
    for place in (*(folder / "outcomes").glob("*/*"), *folder.glob("*.json")):
        place.write_bytes(rot)
    later = Cache(folder, "test")
    later.prune()  # another case was built meanwhile: this one's entries were not read
    with PoolRunner(later, 1, limits=LIMITS) as runner:
        assert runner.run([job("double")])[0].files["out"].read() == first.files["out"].read()
        runner.cache.prune()


@pytest.mark.parametrize("rot", ROTTEN)
def test_a_rotten_record_and_a_rotten_answer_are_none(tmp_path: Path, rot: bytes) -> None:
    """They are made anew from what is really there."""
    output = tmp_path / "build"
    output.mkdir()
    (output / "a").write_text("a")
    record = tmp_path / "sortie.json"
    record.write_bytes(rot.replace(b'"x"', json.dumps(str(output)).encode()))
    assert list(known_files(record, output)) == ["a"]
    (tmp_path / "status.json").write_bytes(rot)
    assert Snapshot(tmp_path, tmp_path, "status", ("k",)).answer() is None
