"""Work that reads foreign bytes or renders, as values: passes return jobs, `compile` runs them through one `Runner`."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from dossier.ground.blobs import Blob


@dataclass(frozen=True, slots=True)
class Job:
    """A call of a pure function: the same task, options and inputs always give the same outcome.

    `task` is 'package.module:function'; the function takes `(options: dict, inputs: dict[str, bytes])` and returns a
    `Result`; one marked by `by_path` gets paths for some inputs. `options` is JSON-able. `label` names the job to a person (progress, a failure) and is no part of the digest.
    `version` covers what the result depends on beside its arguments (library versions); runners add the program's own.
    """

    task: str
    options: Mapping[str, Any]
    inputs: tuple[tuple[str, Blob], ...] = ()
    label: str = field(default="", compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 of task, options and the digests of the inputs: the key under which a runner may keep the outcome."""
        key = [self.task, self.options, [[name, blob.sha256] for name, blob in self.inputs]]
        return hashlib.sha256(json.dumps(key, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """What a job found wrong with the bytes it was given; the pass that asked adds the place. `code` is of the catalogue."""

    code: str
    message: str
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a task returns: files by name, JSON-able facts, problems.

    A file is its bytes, or for a large one the path that `scratch_file` gave: the runner takes it from there.
    """

    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result whose files have become blobs. A job that died (limit, crash) has a problem DC801 and no file."""

    files: Mapping[str, Blob] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Runner(Protocol):
    """Runs jobs, in any order and any process, and returns their outcomes in the order of the jobs."""

    def run(self, jobs: Sequence[Job]) -> tuple[Outcome, ...]:
        """Outcomes in the order of *jobs*; equal jobs are run once."""
        ...


class InProcess:
    """A runner without processes, limits or store, that remembers outcomes: for tests and for one warm process."""

    def __init__(self) -> None:
        self._known: dict[str, Outcome] = {}
        self.executed = 0

    def run(self, jobs: Sequence[Job]) -> tuple[Outcome, ...]:
        """Run what is not known yet, one after the other."""
        for job in jobs:
            if job.digest not in self._known:
                with _scratch():
                    result = call(job.task, dict(job.options), {name: blob.read() for name, blob in job.inputs})
                    files = {name: Blob.of(taken(data)) for name, data in sorted(result.files.items())}
                self._known[job.digest] = Outcome(files, result.facts, result.problems)
                self.executed += 1
        return tuple(self._known[job.digest] for job in jobs)


def call(task: str, options: dict[str, Any], inputs: Mapping[str, bytes | Path]) -> Result:
    """Import the task's function and call it; what it raises goes through."""
    result: Result = _function(task)(options, dict(inputs))
    return result


def by_path(task: Callable[..., Result]) -> Callable[..., Result]:
    """Mark a task that reads large inputs: it is given a path for an input that lies in a file of the store, else bytes.

    It may read these files, and nothing else may write them.
    """
    task.__dict__["by_path"] = True
    return task


def wants_paths(task: str) -> bool:
    """Whether a task was marked by `by_path`."""
    return bool(getattr(_function(task), "by_path", False))


def scratch_file() -> Path:
    """A new empty file for a result, in the scratch folder of the job."""
    handle, name = tempfile.mkstemp(prefix="result-")
    os.close(handle)
    return Path(name)


def _function(task: str) -> Callable[..., Any]:
    module, _, name = task.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def taken(data: bytes | Path) -> bytes:
    """The bytes of a file of a result."""
    return data.read_bytes() if isinstance(data, Path) else data


@contextmanager
def _scratch() -> Iterator[None]:
    """A folder for the scratch files of one task, which goes away with them."""
    former = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = former
