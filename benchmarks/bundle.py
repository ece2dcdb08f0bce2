"""G5: a bundle of 500 pages and about 85 MB (merged, labelled, linked, bookmarked, read back) against `qpdf --empty --pages`.

Both run as whole processes on the same copies, A B A B, the first pair dropped; the ratio is the median of pairs. Wall counts
only while the kernel's CPU pressure (avg10) is under 10 %; otherwise the ratio of CPU time is what can be said.

    python benchmarks/bundle.py [--rounds 5] [--pages 500] [--json]
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
import time
from io import BytesIO
from pathlib import Path

GOAL = 1.40
HERE = Path(__file__).parent
FILES, SCANNED = 50, 5  # every fifth file is a scan


def pressure() -> float | None:
    """CPU pressure over ten seconds in percent, None where the kernel does not tell."""
    try:
        line = Path("/proc/pressure/cpu").read_text().splitlines()[0]
    except OSError:
        return None
    return float(line.split("avg10=")[1].split()[0])


def evidence(number: int, pages: int) -> bytes:
    """One file of evidence: dense text, or A4 scans at 200 dpi of about 840 kB each; the same bytes every time."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, Stream

    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for page in range(pages):
        made = pdf.add_blank_page(page_size=(595.28, 841.89))
        if number % SCANNED == 0:
            image = Stream(pdf, scan(number * 1000 + page))
            image.stream_dict = Dictionary(
                Type=Name.XObject, Subtype=Name.Image, Width=1654, Height=2339, BitsPerComponent=8,
                ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode,
            )  # fmt: skip
            made.obj.Resources = Dictionary(XObject=Dictionary(Im=pdf.make_indirect(image)))
            content = "q 595 0 0 842 0 0 cm /Im Do Q"
        else:
            made.obj.Resources = Dictionary(Font=Dictionary(F=font))
            words = [hashlib.sha256(f"{number} {page} {line}".encode()).hexdigest() for line in range(58)]
            lines = [f"({w[:8]} {w[8:20]} {w[20:40]} {w[40:]} facture {number}) Tj T*" for w in words]
            content = "BT /F 9 Tf 12 TL 50 780 Td " + "\n".join(lines) + " ET"
        made.obj.Contents = Array([Stream(pdf, content.encode())])
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def scan(seed: int) -> bytes:
    """A noisy grey page as JPEG."""
    from PIL import Image

    noise = Image.frombytes("L", (827, 1169), hashlib.shake_256(str(seed).encode()).digest(827 * 1169))
    out = BytesIO()
    noise.resize((1654, 2339)).save(out, "JPEG", quality=32)
    return out.getvalue()


def prepare(folder: Path, pages: int) -> None:
    """Write originals and harmless copies, and the options of the job that binds them."""
    from dossier.pdf.examine import examine

    parts = []
    for number in range(1, FILES + 1):
        original = evidence(number, max(1, pages // FILES))
        (folder / f"original-{number:02}.pdf").write_bytes(original)
        outcome = examine({"name": "x.pdf", "path": "x.pdf"}, {"file": original})
        (folder / f"copy-{number:02}.pdf").write_bytes(outcome.files["clean"])
        parts.append(
            {"kind": "piece", "title": f"Pièce n° {number} — Facture {number}", "input": f"copy-{number:02}.pdf", "number": number,
             "label": f"Pièce n°\u00a0{number}", "corners": outcome.facts["corners"]}
        )  # fmt: skip
    options = {"title": "Pièces", "parties": "Atelier Lenoir c/ Sud Béton", "created": "2026-11-21", "folio": True,
               "file": "bundle.pdf", "parts": [listing(folder), *parts]}  # fmt: skip
    (folder / "options.json").write_text(json.dumps(options))


def listing(folder: Path) -> dict[str, object]:
    """A printed list with a link to each piece, as a bordereau has."""
    from datetime import date

    from dossier.pdf.print import render

    rows = "".join(f'<p><a href="dossier:piece/{n}">Facture {n}</a></p>' for n in range(1, FILES + 1))
    html = f'<html lang="fr"><body>{rows}</body></html>'
    (folder / "copy-00.pdf").write_bytes(render(html, "p {margin: 0}", created=date(2026, 11, 21)).pdf)
    return {"kind": "list", "title": "Bordereau", "input": "copy-00.pdf", "number": 0, "label": "", "corners": []}


def timed(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds (children included) and peak memory in MiB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} failed")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not shutil.which("qpdf"):
        sys.exit("G5 needs the qpdf command (Debian package qpdf)")
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as name:
        folder = Path(name)
        start = time.perf_counter()
        prepare(folder, arguments.pages)
        report(folder, arguments, time.perf_counter() - start)


def report(folder: Path, arguments: argparse.Namespace, prepared: float) -> None:
    """Run the pairs and print the ratios."""
    copies = sorted(str(path) for path in folder.glob("copy-*.pdf"))
    # The one process that a build spends on a bundle: interpreter, imports, reading, binding, reading back, writing.
    ours = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(HERE)!r}); import bind_once; bind_once.run({str(folder)!r})",
    ]
    anchor = [
        "qpdf",
        "--empty",
        "--object-streams=generate",
        "--deterministic-id",
        "--pages",
        *copies,
        "--",
        str(folder / "anchor.pdf"),
    ]
    before = pressure()
    pairs = [(timed(ours), timed(anchor)) for _ in range(arguments.rounds + 1)][1:]
    after = pressure()
    quiet = before is not None and after is not None and max(before, after) < 10
    walls = [a[0] / b[0] for a, b in pairs]
    cpus = [a[1] / b[1] for a, b in pairs]
    size = sum(Path(path).stat().st_size for path in copies) / 1e6
    result = {
        "goal": "G5", "limit": GOAL, "pages": arguments.pages, "megabytes": round(size, 1), "rounds": arguments.rounds,
        "wall_ratio": round(statistics.median(walls), 3) if quiet else None,
        "wall_range": [round(min(walls), 3), round(max(walls), 3)],
        "cpu_ratio": round(statistics.median(cpus), 3), "cpu_range": [round(min(cpus), 3), round(max(cpus), 3)],
        "ours_seconds": round(statistics.median(a[0] for a, _ in pairs), 3),
        "anchor_seconds": round(statistics.median(b[0] for _, b in pairs), 3),
        "ours_peak_mib": round(max(a[2] for a, _ in pairs)), "peak_limit_mib": round(40 + 1.2 * size * 1e6 / 2**20),
        "pressure": [before, after],
    }  # fmt: skip
    if arguments.json:
        print(json.dumps(result))
        return
    print(f"G5 bundle of {arguments.pages} pages, {size:.0f} MB (copies made in {prepared:.1f} s, kept by their digest)")
    wall = f"{result['wall_ratio']}" if quiet else "not measured (other work on the machine, or pressure unknown)"
    print(f"   wall  ours / qpdf: {wall}   pairs {min(walls):.2f}–{max(walls):.2f}   goal {GOAL}")
    print(f"   CPU   ours / qpdf: {result['cpu_ratio']}   pairs {min(cpus):.2f}–{max(cpus):.2f}")
    print(f"   seconds: ours {result['ours_seconds']}, qpdf {result['anchor_seconds']}; peak {result['ours_peak_mib']} MiB"
          f" (goal {result['peak_limit_mib']})")  # fmt: skip
    print(f"   pressure (cpu avg10): before {before}, after {after}")


if __name__ == "__main__":
    main()
