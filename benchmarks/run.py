"""`make bench`: the goals of speed, each beside its anchor in the same run.

    python benchmarks/run.py [--rounds 5] [--only G1,G2,G5,G11,G12] [--json FILE]

| goal | ours | anchor |
|---|---|---|
| G1 | `dossier build` of one case, empty cache | the script of naive.py on the same documents and pieces |
| G2 | an edited letter in one warm process, until its PDF is published | WeasyPrint alone on the same page, all kept warm |
| G5 | bundles of 500 and of 3,300 pages (bundle.py) | `qpdf --empty --pages`, and a pypdf loop with the same result |
| G11 | `dossier --help` | a click program that does nothing |
| G12 | the bytes of two builds in different surroundings | they are the same: a gate, not a speed |
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from measure import QUIET, Run, compare, pressure, row, run, shown

import bundle as bundles

HERE = Path(__file__).parent
ROOT = HERE.parent
DAY = "2026-11-21"
CASE = "2026-014-sud-beton"
LETTER_CASE = "2026-052-comptoir-des-quais"
LETTER = f"cases/{LETTER_CASE}/documents/relance-3.pdf"
DOSSIER = (sys.executable, "-m", "dossier", "--date", DAY, "-q")

Result = dict[str, Any]


def workspace(folder: Path, *cases: str) -> Path:
    """A copy of the example workspace with some of its cases, all without any."""
    (folder / "cases").mkdir(parents=True)
    shutil.copy(ROOT / "dossier.yaml", folder)
    for case in cases or sorted(place.name for place in (ROOT / "cases").iterdir()):
        shutil.copytree(ROOT / "cases" / case, folder / "cases" / case)
    return folder


def one_case(folder: Path, rounds: int) -> list[Result]:
    """G1, for the documents and the bundle, which the naive script makes too; and for the information the whole build."""
    place = workspace(folder / "one", CASE)
    naive = folder / "naive"
    # In a process of its own: what this one has loaded would count in the peaks of those that it starts.
    prepare = f"import sys; sys.path.insert(0, {str(HERE)!r}); import run; run.same_documents(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", prepare, str(place), str(naive)], check=True)

    def cold(*more: str) -> Run:
        for name in (".dossier", "build"):
            shutil.rmtree(place / name, ignore_errors=True)
        return run([*DOSSIER, "build", *more], place)

    def anchor() -> Run:
        shutil.rmtree(naive / "out", ignore_errors=True)
        return run([sys.executable, str(HERE / "naive.py"), str(naive)], naive)

    what = f"one case ({CASE}), empty cache, against a naive WeasyPrint + pypdf script"
    return [
        compare("G1", f"{what}: documents, pieces, bundle", 0.60, rounds, lambda: cold("--only", "letters,bundle"), anchor),
        compare(
            "G1+",
            "the same with the site, which the script does not make: for information",
            0.60,
            max(rounds // 2, 1),
            cold,
            anchor,
        ),
    ]


def same_documents(workspace_folder: str, naive_folder: str) -> None:
    """Write what the naive script prints and binds: the very pages of our documents, and the evidence in our order."""
    place, naive = Path(workspace_folder), Path(naive_folder)
    from dossier.compile import compile_workspace
    from dossier.documents.printing import style_sheets
    from dossier.ground.jobs import InProcess
    from dossier.ground.world import DiskWorld
    from dossier.wanted import Wanted

    (naive / "pieces").mkdir(parents=True)
    compiled = compile_workspace(DiskWorld(place, date.fromisoformat(DAY)), InProcess(), Wanted(frozenset({"letters", "bundle"})))
    (view,) = compiled.views
    rows = []
    for printed in view.printed:
        document, images = printed.document, {}
        for name, blob in document.images.items():
            images[name] = f"image-{blob.sha256[:12]}"
            (naive / images[name]).write_bytes(blob.read())
        rows.append({
            "id": document.id, "title": document.title, "html": document.html, "css": style_sheets(document),
            "variant": document.variant, "images": images, "bound": document.in_bundle or document.id in {"couverture", "bordereau"},
        })  # fmt: skip
    (naive / "documents.json").write_text(json.dumps(rows))
    for piece in view.bordereau.pieces:
        shutil.copy(place / piece.path, naive / "pieces" / f"{piece.number:03}{Path(piece.path).suffix}")


def edited_letter(folder: Path, rounds: int) -> list[Result]:
    """G2, measured inside one process; and beside it the ratio to a cold process that prints the same letter."""
    place = workspace(folder / "edit", LETTER_CASE)
    cold = run([*DOSSIER, "build", "--only", "letters"], place)
    for name in (".dossier", "build"):
        shutil.rmtree(place / name, ignore_errors=True)
    edits = max(rounds * 6, 6)
    before = pressure()
    command = [sys.executable, str(HERE / "edits.py"), str(place), LETTER, str(edits)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        sys.exit(done.stderr or done.stdout)
    pairs = [(Run(*a, 0), Run(*b, 0)) for a, b in json.loads(done.stdout)]
    quiet = before is not None and before < QUIET
    result = row(
        "G2", "an edited letter, changed file to published PDF, warm process", 1.3, pairs, before, 0.0 if quiet else None
    )
    ordered = sorted(a.wall / b.wall for a, b in pairs)
    result["p95"] = round(ordered[int(len(ordered) * 0.95)], 3)
    result["of_a_cold_process"] = round(statistics.median(a.wall for a, _ in pairs) / cold.wall, 3)
    return [result]


def bundle(_folder: Path, rounds: int) -> list[Result]:
    """G5, which has a script of its own."""
    command = [sys.executable, str(HERE / "bundle.py"), "--rounds", str(rounds), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def help_screen(folder: Path, rounds: int) -> list[Result]:
    """G11, in a folder without a workspace."""
    ours = [str(Path(sys.executable).parent / "dossier"), "--help"]
    anchor = [sys.executable, str(HERE / "hello.py"), "--help"]
    return [
        compare(
            "G11",
            "dossier --help, against a bare click program",
            1.3,
            rounds * 6,
            lambda: run(ours, folder),
            lambda: run(anchor, folder),
        )
    ]


def same_bytes(folder: Path, _rounds: int) -> list[Result]:
    """G12: all examples, twice, in surroundings as different as one machine allows."""
    one, two = workspace(folder / "first"), workspace(folder / "second/deeper")
    run([*DOSSIER, "build", "--jobs", "1"], one, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C", HOME="/")
    run([*DOSSIER, "build", "--jobs", "2"], two, PYTHONHASHSEED="12345", TZ="America/Los_Angeles", LC_ALL="C.UTF-8")
    digests = [_tree(place / "build") for place in (one, two)]
    return [{"goal": "G12", "what": "the bytes of two builds", "same": digests[0] == digests[1], "digests": digests}]


def _tree(folder: Path) -> str:
    lines = [
        f"{hashlib.sha256(place.read_bytes()).hexdigest()}  {place.relative_to(folder).as_posix()}\n"
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


GOALS: dict[str, Callable[[Path, int], list[Result]]] = {
    "G1": one_case, "G2": edited_letter, "G5": bundle, "G11": help_screen, "G12": same_bytes,
}  # fmt: skip


def told(result: Result) -> str:
    """One result for a person."""
    if result["goal"] == "G12":
        return f"G12  {result['what']}: {'the same' if result['same'] else 'DIFFERENT'}  {result['digests'][0][:16]}"
    if result["goal"] == "G5":
        return bundles.told(result)
    text = shown(result)
    if "p95" in result:
        text += f"\n    p95 {result['p95']:.2f} (goal ≤ 2.00); {result['of_a_cold_process']:.3f} of a cold process (goal ≤ 0.10)"
    return text


def main() -> int:
    """Run the goals that were asked for; 1 when a gate is not held."""
    parser = argparse.ArgumentParser(description="The goals of speed, each beside its anchor.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default=",".join(GOALS))
    parser.add_argument("--json", type=Path, help="also write the figures here")
    arguments = parser.parse_args()
    os.environ.pop("DOSSIER_DATE", None)
    if pressure() is None:
        print("/proc/pressure/cpu cannot be read: no wall time counts, see the ratios of CPU time\n")
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as name:
        for goal in arguments.only.split(","):
            for result in GOALS[goal](Path(name), arguments.rounds):
                print(told(result), end="\n\n", flush=True)
                results.append(result)
    text = json.dumps({"schema": "dossier/bench/1", "results": results}, ensure_ascii=False, indent=1)
    if arguments.json:
        arguments.json.write_text(text + "\n")
    else:
        print(text)
    return 0 if all(result.get("same", True) for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
