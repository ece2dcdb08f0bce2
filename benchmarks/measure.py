"""Pairs of commands run in turn, and when a wall time may be believed.

Ours and the anchor run A B A B in one call, whole processes, the first pair dropped. The ratio is the median of the pairs'
ratios. Wall time counts only while nothing else runs: the kernel's CPU pressure (avg10) under 10 % before the pairs, and less
than 10 % of the processors taken by others during them. Otherwise the ratio of CPU time is what can be said.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUIET = 10.0
"""Percent."""


@dataclass(frozen=True)
class Run:
    """Seconds by the clock, seconds of CPU with all children, peak memory in MiB of the largest process."""

    wall: float
    cpu: float
    peak: float


def pressure() -> float | None:
    """CPU pressure over ten seconds in percent, None where the kernel does not tell."""
    try:
        line = Path("/proc/pressure/cpu").read_text().splitlines()[0]
    except OSError:
        return None
    return float(line.split("avg10=")[1].split()[0])


def busy() -> float | None:
    """Seconds that all processors worked since the start of the machine, None where the kernel does not tell."""
    try:
        fields = [int(x) for x in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    except OSError:
        return None
    return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


def run(command: Sequence[str], folder: Path, **environment: str) -> Run:
    """Run a command and wait for it; its output is dropped, a failure ends the benchmark and is told: half a job is no measure."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said, env={**os.environ, **environment})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"failed with {process.returncode}: {' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(
    goal: str, what: str, limit: float, rounds: int, ours: Callable[[], Run], anchor: Callable[[], Run]
) -> dict[str, Any]:
    """Time two things in turn; a row of the report."""
    before, start, worked = pressure(), time.perf_counter(), busy()
    pairs = [(ours(), anchor()) for _ in range(rounds + 1)]
    elapsed, worked_after = time.perf_counter() - start, busy()
    own = sum(a.cpu + b.cpu for a, b in pairs)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    foreign = None if worked is None or worked_after is None else 100 * (worked_after - worked - own) / (elapsed * cores)
    return row(goal, what, limit, pairs[1:], before, foreign)


def row(
    goal: str, what: str, limit: float, pairs: Sequence[tuple[Run, Run]], before: float | None, foreign: float | None
) -> dict[str, Any]:
    """The figures of some pairs; `wall` is None when it may not be believed."""
    quiet = before is not None and before < QUIET and foreign is not None and foreign < QUIET
    walls, cpus = [a.wall / b.wall for a, b in pairs], [a.cpu / b.cpu for a, b in pairs]
    return {
        "goal": goal, "what": what, "limit": limit, "rounds": len(pairs),
        "wall": round(statistics.median(walls), 3) if quiet else None, "wall_range": _range(walls),
        "cpu": round(statistics.median(cpus), 3), "cpu_range": _range(cpus),
        "ours_seconds": round(statistics.median(a.wall for a, _ in pairs), 4),
        "anchor_seconds": round(statistics.median(b.wall for _, b in pairs), 4),
        "ours_cpu": round(statistics.median(a.cpu for a, _ in pairs), 4),
        "anchor_cpu": round(statistics.median(b.cpu for _, b in pairs), 4),
        "ours_peak_mib": round(max(a.peak for a, _ in pairs)), "anchor_peak_mib": round(max(b.peak for _, b in pairs)),
        "pressure": before, "foreign_load": None if foreign is None else round(foreign, 1),
    }  # fmt: skip


def _range(values: Sequence[float]) -> list[float]:
    return [round(min(values), 3), round(max(values), 3)]


def shown(result: dict[str, Any]) -> str:
    """A row for a person."""
    wall = "not measured" if result["wall"] is None else f"{result['wall']:.2f}"
    low, high = result["cpu_range"]
    lines = [
        f"{result['goal']}  {result['what']}",
        f"    wall {wall} (goal ≤ {result['limit']:.2f})   CPU {result['cpu']:.2f} ({low:.2f}–{high:.2f})",
        f"    ours {result['ours_seconds']:.3f} s, {result['ours_cpu']:.3f} s CPU, {result['ours_peak_mib']} MiB; "
        f"anchor {result['anchor_seconds']:.3f} s, {result['anchor_cpu']:.3f} s CPU, {result['anchor_peak_mib']} MiB",
    ]
    if result["wall"] is None:
        pressed = "cannot be read" if result["pressure"] is None else f"{result['pressure']} %"
        lines.append(
            f"    CPU pressure {pressed}, others took {result['foreign_load']} % of the processors: wall times do not count"
        )
    return "\n".join(lines)
