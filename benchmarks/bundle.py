"""G5: bundles of 500 and of 3,300 pages (merged, labelled, linked, bookmarked, read back) beside qpdf and a pypdf loop.

    python benchmarks/bundle.py [--sizes 500,3300] [--rounds 5] [--keep FOLDER] [--json]

All three run as whole processes on the same copies, A B C A B C, the first round dropped; ratios are medians of the rounds. The
copies are checked and kept before, as a build has them. qpdf only joins pages and takes the digest of the result for its /ID;
pypdf (bind_pypdf.py) makes the same bundle and checks nothing. Wall time counts only while the kernel's CPU pressure (avg10) is
under 10 %; otherwise the ratio of CPU time is what can be said. Goals: at least 1.5 times the pages per CPU-second of pypdf, at
most 1.4 times the time of qpdf, less than 300 MB of memory.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bundle_files import SIZES, copies
from measure import QUIET, Run, pressure, run

HERE = Path(__file__).parent
AGAINST_QPDF, AGAINST_PYPDF, PEAK_MB = 1.40, 1.50, 300


def prepared(folder: Path, size: str) -> Path:
    """The copies of a size, made in a process of its own: what that loads would count in the peaks of those that follow."""
    place = folder / size
    script = f"import sys; sys.path.insert(0, {str(HERE)!r}); from bundle_files import *; prepare(Path(sys.argv[1]), SIZES[sys.argv[2]])"
    subprocess.run([sys.executable, "-c", script, str(place), size], check=True)
    return place


def commands(place: Path) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Ours, qpdf, pypdf."""
    files = [str(path) for path in copies(place)]
    settings = ("--empty", "--object-streams=generate", "--deterministic-id")
    return (
        (sys.executable, str(HERE / "bind_once.py"), str(place)),
        ("qpdf", *settings, "--pages", *files, "--", str(place / "qpdf.pdf")),
        (sys.executable, str(HERE / "bind_pypdf.py"), str(place)),
    )


def measured(place: Path, size: str, rounds: int) -> dict[str, Any]:
    """The figures of one size."""
    before, all_rounds, jobs = pressure(), [], []
    for _ in range(rounds + 1):
        all_rounds.append(tuple(run(command, place) for command in commands(place)))
        jobs.append(json.loads((place / "job.json").read_text()))
    after = pressure()
    taken = all_rounds[1:] or all_rounds
    pages = SIZES[size].files * SIZES[size].pages
    quiet = before is not None and after is not None and max(before, after) < QUIET
    names = ("ours", "qpdf", "pypdf")
    return {
        "goal": "G5", "size": size, "pages": pages, "rounds": rounds, "pressure": [before, after],
        "megabytes": round(sum(path.stat().st_size for path in copies(place)) / 1e6, 1),
        "limits": {"qpdf": AGAINST_QPDF, "pypdf": AGAINST_PYPDF, "peak_mb": PEAK_MB},
        "pages_per_cpu_second": {name: round(pages / _median([r[i].cpu for r in taken])) for i, name in enumerate(names)},
        "seconds": {name: round(_median([r[i].wall for r in taken]), 3) for i, name in enumerate(names)},
        "cpu": {name: round(_median([r[i].cpu for r in taken]), 3) for i, name in enumerate(names)},
        "peak_mb": {name: round(max(r[i].peak for r in taken) * 2**20 / 1e6) for i, name in enumerate(names)},
        "job_cpu": round(_median(jobs[1:] or jobs), 3),
        "of_pypdf": _ratios([(ours, pypdf) for ours, _, pypdf in taken], speed=True),
        "of_qpdf_cpu": _ratios([(ours, qpdf) for ours, qpdf, _ in taken]),
        "of_qpdf_wall": _ratios([(ours, qpdf) for ours, qpdf, _ in taken], wall=True) if quiet else None,
    }  # fmt: skip


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _ratios(pairs: Sequence[tuple[Run, Run]], *, speed: bool = False, wall: bool = False) -> list[float]:
    """Median, least and greatest of the ratios of time, ours over the other's; of speed the other way round."""
    ratios = [(a.wall / b.wall) if wall else (b.cpu / a.cpu) if speed else (a.cpu / b.cpu) for a, b in pairs]
    return [round(value, 2) for value in (_median(ratios), min(ratios), max(ratios))]


def told(found: dict[str, Any]) -> str:
    """The figures of one size for a person."""
    rows = [f"G5  a bundle of {found['pages']} pages from {found['megabytes']} MB of checked copies, {found['rounds']} rounds"]
    for name in ("ours", "qpdf", "pypdf"):
        rows.append(
            f"    {name:<6}{found['pages_per_cpu_second'][name]:>6} pages per CPU-second"
            f"   {found['seconds'][name]:.2f} s, {found['cpu'][name]:.2f} s CPU, {found['peak_mb'][name]} MB"
        )
    rows.append(f"    ours / pypdf, pages per CPU-second: {_shown(found['of_pypdf'])}   goal ≥ {AGAINST_PYPDF:.2f}")
    rows.append(f"    ours / qpdf, CPU: {_shown(found['of_qpdf_cpu'])}   goal ≤ {AGAINST_QPDF:.2f}")
    if found["of_qpdf_wall"] is None:
        rows.append(f"    ours / qpdf, wall: not measured, CPU pressure {found['pressure']}")
    else:
        rows.append(f"    ours / qpdf, wall: {_shown(found['of_qpdf_wall'])}   goal ≤ {AGAINST_QPDF:.2f}")
    alone = found["job_cpu"] / found["cpu"]["qpdf"]
    rows.append(
        f"    the job alone, in a worker that has its libraries loaded: {found['job_cpu']:.2f} s CPU, {alone:.2f} of qpdf"
    )
    rows.append(f"    peak {found['peak_mb']['ours']} MB   goal < {PEAK_MB}")
    return "\n".join(rows)


def _shown(ratios: Sequence[float]) -> str:
    return f"{ratios[0]:.2f} ({ratios[1]:.2f}–{ratios[2]:.2f})"


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(description="Bundles beside qpdf and a pypdf loop.")
    parser.add_argument("--sizes", default="500,3300", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="keep the copies and the bundles in this folder, and use those that are there")
    parser.add_argument("--json", action="store_true", help="one line for each size")
    arguments = parser.parse_args()
    if not shutil.which("qpdf"):
        sys.exit("G5 needs the qpdf command (Debian package qpdf)")
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as name:
        for size in arguments.sizes.split(","):
            place = prepared((arguments.keep or Path(name)).resolve(), size)
            found = measured(place, size, arguments.rounds)
            print(json.dumps(found) if arguments.json else told(found), flush=True)


if __name__ == "__main__":
    main()
