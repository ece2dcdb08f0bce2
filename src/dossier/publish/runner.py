"""Jobs to outcomes: what is known is not run again, what dies is a diagnostic and not the end of the build."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from pathlib import Path
from types import TracebackType

from dossier.ground.blobs import Changed
from dossier.ground.jobs import Job, Outcome, Problem
from dossier.publish.cache import Cache
from dossier.publish.places import scratch_folder
from dossier.publish.worker import Limits, Report, execute

Progress = Callable[[int, int, str], None]
"""Told after each job: how many are done in this build, of how many known so far, and the label of the one just done."""


class PoolRunner:
    """A `ground.jobs.Runner` with worker processes, limits and a cache on disk. Nothing starts before it is needed.

    `executed` and `hits` count outcomes that were made and that were found in `cache`. `failures` are label and whole story of the
    jobs that died. *inherited* are descriptors that workers must let go of. *scheduler* is the address of a Dask
    scheduler, '' for processes of this machine. *ahead* are modules of tasks that are sure to come: workers have them from
    the start, so that they need not be made anew.
    """

    def __init__(
        self,
        cache: Cache,
        workers: int,
        *,
        limits: Limits | None = None,
        scheduler: str = "",
        inherited: Sequence[int] = (),
        ahead: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> None:
        self.executed = self.hits = 0
        self.failures: list[tuple[str, str]] = []
        self.cache, self._workers, self._limits = cache, workers, limits or Limits()
        self._scheduler, self._inherited, self._progress = scheduler, inherited, progress
        self._known: dict[str, Outcome] = {}
        self._pool: Executor | None = None
        self._modules = tuple(ahead)
        self._planned = 0
        self._scratch: Path | None = None

    def __enter__(self) -> PoolRunner:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None and self._pool is not None and not self._scheduler:
            for worker in multiprocessing.active_children():
                worker.terminate()  # nobody waits for what they are doing
        self._stop()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def run(self, jobs: Sequence[Job]) -> tuple[Outcome, ...]:
        """Outcomes in the order of *jobs*. Raises `Changed` when an input is not any more what was hashed."""
        keys = [self.cache.key(job) for job in jobs]
        todo: dict[str, Job] = {}
        for key, job in zip(keys, jobs, strict=True):
            if key in self._known or key in todo:
                continue
            outcome = self.cache.load(key)
            if outcome is None:
                todo[key] = job
            else:
                self._known[key] = outcome
                self.hits += 1
        if todo:
            self._execute(todo)
        return tuple(self._known[key] for key in keys)

    def knows(self, job: Job) -> bool:
        """Whether the outcome of a job is at hand, so that `run` would execute nothing for it."""
        key = self.cache.key(job)
        return key in self._known or self.cache.load(key) is not None

    def forget(self) -> None:
        """Look again for what was made so far: somebody emptied the store."""
        self._known.clear()

    def _execute(self, todo: dict[str, Job]) -> None:
        """Run jobs until each has an outcome.

        When a worker dies, all work at hand is lost. The jobs that were running may be the cause: one alone is, several
        are tried again one at a time, and what had not begun is simply done again.
        """
        self._planned += len(todo)
        rounds = [list(todo)]
        while rounds:
            batch = rounds.pop()
            lost = self._run_batch({key: todo[key] for key in batch})
            running = [key for key in lost if self._mark(key).exists()]
            for key in running:
                self._mark(key).unlink()
            suspects = running or lost
            if len(suspects) == 1:
                self._settle(suspects[0], todo[suspects[0]], Report(cause="son processus s’est arrêté"))
            else:
                rounds += [[key] for key in suspects]
            rest = [key for key in lost if key not in suspects]
            if rest:
                rounds.insert(0, rest)

    def _run_batch(self, jobs: dict[str, Job]) -> list[str]:
        """Run jobs in the pool; the keys of those that have no report because a worker died."""
        pool = self._ready_pool(jobs.values())
        futures: dict[Future[Report], str] = {}
        lost = []
        try:
            for key, job in sorted(jobs.items(), key=lambda row: -_weight(row[1])):
                futures[pool.submit(execute, job, key, self.cache.root, self._mark(""), self._limits)] = key
        except BrokenExecutor:
            lost += [key for key in jobs if key not in futures.values()]
        pending = set(futures)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    report = future.result()
                except BrokenExecutor:
                    lost.append(futures[future])
                else:
                    self._settle(futures[future], jobs[futures[future]], report)
        if lost:
            self._stop()
        order = list(jobs)
        return sorted(lost, key=order.index)

    def _settle(self, key: str, job: Job, report: Report) -> None:
        """Turn a report into the outcome of its job; a failure is remembered for this build only."""
        if report.changed:
            raise Changed(report.changed)
        label = job.label or job.task
        if report.cause:
            self._known[key] = Outcome(problems=(Problem("DC801", f"« {label} » : travail arrêté, {report.cause}"),))
            self.failures.append((label, report.trace or report.cause))
        else:
            self._known[key] = self.cache.keep(key, report.files, report.facts, report.problems)
        self.executed += 1
        if self._progress is not None:
            self._progress(self.executed, self._planned, label)

    def _ready_pool(self, jobs: Iterable[Job]) -> Executor:
        """The pool, made anew when these jobs need modules that its processes do not have."""
        needed = {*self._modules, *(job.task.partition(":")[0] for job in jobs)}
        if self._pool is not None and (self._scheduler or needed == set(self._modules)):
            return self._pool
        self._stop()
        self._modules = tuple(sorted(needed))
        if self._scheduler:
            from dossier.publish.pool import dask_pool

            self._pool = dask_pool(self._scheduler)
        else:
            from dossier.publish.pool import process_pool

            self._pool = process_pool(self._workers, self._modules, self._limits, self._inherited)
        return self._pool

    def _mark(self, key: str) -> Path:
        """The file that says that a job runs, in the scratch folder of this build."""
        if self._scratch is None:
            self._scratch = scratch_folder(self.cache.root)
        return self._scratch / key

    def _stop(self) -> None:
        if self._pool is not None:
            if self._scheduler:
                self._pool.shutdown()  # Dask's executor knows no `cancel_futures`
            else:
                self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _weight(job: Job) -> int:
    """About how long a job takes, by the bytes that it reads: the long ones begin first, so that none is waited for alone."""
    return sum(blob.size for _, blob in job.inputs) + len(str(job.options.get("html", "")))
