"""The runner: what is known is not run again, and no job can end the build or touch the machine."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dossier.ground.blobs import Blob, Changed
from dossier.ground.jobs import InProcess, Job, Outcome
from dossier.publish.cache import Cache, blob_place
from dossier.publish.places import cache_folder
from dossier.publish.runner import PoolRunner
from dossier.publish.worker import Limits


def job(task: str, data: bytes = b"abc", **options: Any) -> Job:
    return Job(f"publish_tasks:{task}", {"n": 1, **options}, (("in", Blob.of(data)),), label=f"{task} {data[:9]!r}")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(cache_folder(tmp_path), "test")


@pytest.fixture
def pool(cache: Cache) -> Iterator[PoolRunner]:
    with PoolRunner(cache, 2, limits=Limits(seconds=2)) as runner:
        yield runner


def cause(outcome: Outcome) -> str:
    assert not outcome.files
    (problem,) = outcome.problems
    assert problem.code == "DC801"
    return problem.message


def test_outcomes_come_in_the_order_of_the_jobs_and_equal_jobs_run_once(pool: PoolRunner) -> None:
    """What a runner of processes returns is what the plain one returns, whatever finished first."""
    jobs = [job("double", bytes([65 + n % 7]), n=n % 7) for n in range(20)]
    assert pool.run(jobs) == InProcess().run(jobs)
    assert [outcome.files["out"].read() for outcome in pool.run(jobs[:2])] == [b"AA", b"BB"]
    assert pool.executed == 7


def test_a_known_outcome_is_found_on_disk_and_starts_no_process(cache: Cache) -> None:
    """An output whose inputs did not change is not made again, by a later build either."""
    jobs = [job("double", bytes([n])) for n in range(5)]
    with PoolRunner(cache, 2) as first:
        made = first.run(jobs)
    with PoolRunner(cache, 2) as second:
        assert second.run(jobs) == made
        assert (second.executed, second.hits) == (0, 5)
        assert second._pool is None
    with PoolRunner(Cache(cache.root, "other version"), 2) as third:
        third.run(jobs)
        assert third.executed == 5


def test_options_and_inputs_are_part_of_the_key_and_the_label_is_not(pool: PoolRunner) -> None:
    """Two documents that differ in a word are two outcomes; the same one under another name is not."""
    pool.run([job("double"), job("double", n=2), job("double", b"abd")])
    assert pool.executed == 3
    same = Job("publish_tasks:double", {"n": 1}, (("in", Blob.of(b"abc")),), label="autre nom")
    pool.run([same])
    assert pool.executed == 3


@pytest.mark.parametrize("damage", ["entry cut", "entry changed", "blob changed", "blob cut", "blob gone"])
def test_a_damaged_entry_is_a_miss(cache: Cache, damage: str) -> None:
    """What the disk spoiled is made again, and the bytes are right."""
    one = job("double")
    with PoolRunner(cache, 1) as runner:
        (made,) = runner.run([one])
    entry = next((cache.root / "outcomes").glob("*/*"))
    blob = blob_place(cache.root, made.files["out"].sha256)
    if damage == "entry cut":
        entry.write_bytes(entry.read_bytes()[:-3])
    elif damage == "entry changed":
        entry.write_bytes(entry.read_bytes().replace(b'"size":3', b'"size":4'))
    elif damage == "blob changed":
        blob.write_bytes(b"abcabd")
    elif damage == "blob cut":
        blob.write_bytes(b"abc")
    else:
        blob.unlink()
    with PoolRunner(cache, 1) as runner:
        (again,) = runner.run([one])
        assert (runner.executed, again.files["out"].read()) == (1, b"abcabc")
        assert again == made


def test_a_blob_that_changed_unseen_is_never_passed_on(cache: Cache) -> None:
    """Bytes that are not those that were hashed raise, even when size and time were set back; discarding mends it."""
    one = job("double")
    with PoolRunner(cache, 1) as runner:
        (made,) = runner.run([one])
    place = blob_place(cache.root, made.files["out"].sha256)
    state = place.stat()
    place.write_bytes(b"abcabd")
    os.utime(place, ns=(state.st_atime_ns, state.st_mtime_ns))
    with PoolRunner(cache, 1) as runner:
        (found,) = runner.run([one])
        with pytest.raises(Changed):
            found.files["out"].read()
        cache.discard(made.files["out"].sha256)
    with PoolRunner(cache, 1) as runner:
        assert runner.run([one])[0].files["out"].read() == b"abcabc"


def test_an_input_that_changed_since_it_was_hashed_stops_the_run(pool: PoolRunner) -> None:
    """A file edited during the build is noticed, not printed under the hash of its former self."""
    blob = Blob(Blob.of(b"before").sha256, 6, Blob.of(b"after!").fetch)
    with pytest.raises(Changed):
        pool.run([Job("publish_tasks:double", {"n": 1}, (("in", blob),))])


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("raises", "erreur interne (KeyError)"),
        ("panics", "erreur interne (Panic)"),
        ("aborts", "son processus s’est arrêté"),
        ("swallows_alarm", "délai de 2 secondes dépassé"),
        ("eats_memory", "mémoire insuffisante"),
        ("recurses", "imbrication trop profonde"),
        ("spawns", "Forbidden"),
        ("resolves", "Forbidden"),
    ],
)
def test_a_job_that_fails_is_a_diagnostic_and_the_others_are_done(pool: PoolRunner, task: str, words: str) -> None:
    """DC801: whatever one file does to its worker, the others have their result."""
    good = [job("double", bytes([n])) for n in range(6)]
    outcomes = pool.run([*good[:3], job(task), *good[3:]])
    assert words in cause(outcomes[3])
    assert f"« {task} " in outcomes[3].problems[0].message
    assert [o.files["out"].read() for o in (*outcomes[:3], *outcomes[4:])] == [bytes([n, n]) for n in range(6)]
    assert len(pool.failures) == 1


def test_several_deaths_in_one_run_cost_only_those_that_died(pool: PoolRunner) -> None:
    """A pool that breaks again and again is rebuilt until every job has its outcome."""
    jobs = [job("aborts" if n % 4 == 1 else "double", bytes([n])) for n in range(16)]
    outcomes = pool.run(jobs)
    assert [bool(o.files) for o in outcomes] == [n % 4 != 1 for n in range(16)]


@pytest.mark.long
def test_a_job_that_hears_no_alarm_is_ended_with_its_worker(pool: PoolRunner) -> None:
    """A library that never comes back is ended from outside a few seconds after its time."""
    bad, good = pool.run([job("ignores_alarm"), job("double")])
    assert "son processus s’est arrêté" in cause(bad)
    assert good.files["out"].read() == b"abcabc"


def test_a_failure_is_not_kept_for_the_next_build(cache: Cache) -> None:
    """A job that died for want of time or memory is tried again by the next build."""
    for _ in range(2):
        with PoolRunner(cache, 1) as runner:
            runner.run([job("raises")])
            assert runner.executed == 1


@pytest.mark.parametrize("task", ["opens", "lists", "writes", "removes"])
def test_a_job_reaches_no_file_of_the_machine(pool: PoolRunner, tmp_path: Path, task: str) -> None:
    """Workers see neither the workspace nor the rest of the disk, and change nothing there."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    path = tmp_path if task == "lists" else secret
    assert "Forbidden" in cause(pool.run([job(task, path=str(path))])[0])
    assert secret.read_text() == "secret"


def test_a_link_inside_the_program_leads_nowhere_else(pool: PoolRunner, tmp_path: Path) -> None:
    """A path is judged by where it leads, so a link or `..` does not help."""
    assert "Forbidden" in cause(pool.run([job("opens", path=f"{os.path.dirname(os.__file__)}/../../../../etc/passwd")])[0])
    link = tmp_path / "link"
    link.symlink_to("/etc/passwd")
    assert "Forbidden" in cause(pool.run([job("opens", path=str(link))])[0])


def test_a_job_reaches_no_network(pool: PoolRunner) -> None:
    """Nothing is sent anywhere, not even to this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert "Forbidden" in cause(pool.run([job("connects", port=server.getsockname()[1])])[0])


def test_a_job_has_a_scratch_folder_that_is_gone_afterwards(cache: Cache, tmp_path: Path) -> None:
    """Temporary files stay in the workspace's private folder and do not outlive the build."""
    with PoolRunner(cache, 1) as runner:
        (outcome,) = runner.run([job("uses_scratch")])
        folder = Path(outcome.facts["folder"])
        assert outcome.files["out"].read() == b"abc"
        assert folder.is_relative_to(tmp_path / ".dossier/cache")
        assert not folder.exists()
    assert list((cache.root / "travail").iterdir()) == []


def test_scratch_of_a_killed_build_is_removed_and_that_of_a_live_one_stays(cache: Cache) -> None:
    """Left-overs name the process they belong to."""
    dead, alive = cache.root / "travail/4194304999", cache.root / "travail" / str(os.getppid())
    for place in (dead, alive):
        (place / "job-x").mkdir(parents=True)
    with PoolRunner(cache, 1) as runner:
        runner.run([job("double")])
    assert not dead.exists()
    assert alive.exists()


def test_jobs_spread_over_processes_that_are_not_this_one(cache: Cache) -> None:
    """Foreign bytes are never parsed in the process that writes the output."""
    with PoolRunner(cache, 2) as runner:
        pids = {o.facts["pid"] for o in runner.run([job("names_process", n=n) for n in range(30)])}
    assert os.getpid() not in pids
    assert 1 <= len(pids) <= 2


def test_what_the_last_builds_did_not_use_is_dropped(tmp_path: Path) -> None:
    """The cache does not grow for ever: eight builds later an unused outcome and its bytes are gone."""
    root = cache_folder(tmp_path)
    for build in range(9):
        cache = Cache(root, "test")
        with PoolRunner(cache, 1) as runner:
            runner.run([job("double", b"old") if build == 0 else job("double", b"new")])
        cache.prune()
        stored = {place.read_bytes() for place in (root / "blobs").glob("*/*")}
        assert stored == ({b"oldold"} if build == 0 else {b"oldold", b"newnew"} if build < 8 else {b"newnew"})


def test_a_cache_that_came_with_the_folder_is_not_believed(tmp_path: Path) -> None:
    """A workspace received from a stranger may hold forged results: a copied cache is emptied."""
    (tmp_path / "a").mkdir()
    with PoolRunner(Cache(cache_folder(tmp_path / "a"), "test"), 1) as runner:
        runner.run([job("double")])
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with PoolRunner(Cache(cache_folder(tmp_path / "b"), "test"), 1) as runner:
        runner.run([job("double")])
        assert runner.executed == 1
    assert (cache_folder(tmp_path / "b").stat().st_mode & 0o777) == 0o700


def test_a_task_that_asks_is_given_the_file_of_an_input_and_gives_a_file(cache: Cache) -> None:
    """What lies in the store is read from there; the result is moved there under its digest, and nothing is left over."""
    with PoolRunner(cache, 1) as runner:
        (first,) = runner.run([job("double")])
        (second,) = runner.run([Job("publish_tasks:large_double", {}, (("in", first.files["out"]),))])
        (third,) = runner.run([Job("publish_tasks:large_double", {}, (("in", Blob.of(b"xy")),))])
    assert (second.facts["given"], third.facts["given"]) == ("PosixPath", "bytes")
    assert (second.files["out"].read(), third.files["out"].read()) == (b"abcabc" * 2, b"xyxy")
    place = blob_place(cache.root, second.files["out"].sha256)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert not Path(second.facts["folder"]).exists()
    with PoolRunner(cache, 1) as runner:
        assert runner.run([Job("publish_tasks:large_double", {}, (("in", first.files["out"]),))]) == (second,)
        assert runner.executed == 0


def test_without_processes_a_file_of_a_result_is_read_and_removed() -> None:
    """`InProcess` has no store: it holds the bytes."""
    (outcome,) = InProcess().run([Job("publish_tasks:large_double", {}, (("in", Blob.of(b"xy")),))])
    assert outcome.files["out"].read() == b"xyxy"
    assert not list(Path(outcome.facts["folder"]).glob("result-*"))


@pytest.mark.parametrize("way", ["meddle", "neighbour"])
def test_a_task_reads_its_own_inputs_in_the_store_and_writes_none(cache: Cache, way: str) -> None:
    """The guard lets through the named files, for reading."""
    with PoolRunner(cache, 1) as runner:
        one, other = runner.run([job("double"), job("double", n=2) if way == "meddle" else job("uses_scratch")])
        beside = str(blob_place(cache.root, other.files["out"].sha256))
        asked = Job("publish_tasks:large_double", {way: beside}, (("in", one.files["out"]),))
        assert "Forbidden" in cause(runner.run([asked])[0])
    assert one.files["out"].read() == b"abcabc"


def test_an_input_of_the_store_that_changed_stops_a_task_that_reads_files(cache: Cache) -> None:
    """A path is given only after its bytes were compared with their digest."""
    with PoolRunner(cache, 1) as runner:
        (made,) = runner.run([job("double")])
        place = blob_place(cache.root, made.files["out"].sha256)
        place.write_bytes(b"abcabd")
        with pytest.raises(Changed):
            runner.run([Job("publish_tasks:large_double", {}, (("in", made.files["out"]),))])


def test_a_result_that_names_a_file_of_the_machine_is_refused(cache: Cache, tmp_path: Path) -> None:
    """Only what lies in the scratch folder of the job is moved into the store."""
    place = tmp_path / "a"
    place.write_text("secret")
    with PoolRunner(cache, 1) as runner:
        assert "Forbidden" in cause(runner.run([job("elsewhere", path=str(place))])[0])
    assert place.read_text() == "secret"
