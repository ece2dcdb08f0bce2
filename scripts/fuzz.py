"""Feed changed copies of the example files to the readers, and keep each input that one of them does not survive.

    python scripts/fuzz.py --rounds 2000 --seed 7 --keep /tmp/finds

The same seed makes the same inputs. Entries go through load, check, claim, procedure and the reports in this process; files of
evidence go through the tasks in workers, as in a build. Exit code 1 when something was found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random  # noqa: TID251  # seeded, and no output rests on it

from dossier.appraise import appraise, law_of
from dossier.cli.rows import status_answer
from dossier.ground.blobs import Blob
from dossier.ground.jobs import Job
from dossier.ground.world import MemoryWorld
from dossier.load.workspace import load_workspace
from dossier.publish.cache import Cache
from dossier.publish.runner import PoolRunner
from dossier.publish.worker import Limits
from dossier.report import diagnostics as report

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 21)
BATCH = 16
TASKS = ("dossier.pdf.examine:examine", "dossier.pdf.pictures:pictures")
YAML_BITS = [b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"', b"\n", b"  ", b"&a ", b"*a", b"!!int ", b"<<: ", b"|\n", b"---\n", b"\t", b"#",
             b"null", b"oui", b"1e9", b"-0.00", b"2026-02-30", b"9999-12-31", b"0001-01-01", b"99999999999999999999", b"../x", b"\xe2\x80\xae",
             b"\xff", b"\x00", b"\xed\xa0\x80", "\u0663".encode(), b"pieces/x.pdf", b"debiteur", b"montant", b"date"]  # fmt: skip
PDF_BITS = [b"/Kids[2 0 R]", b"/Parent 3 0 R", b"/Count -1", b"/JS(x)", b"/AA<<>>", b"/S/Launch", b"<<", b">>", b"[", b"]", b"endobj",
            b"stream\n", b"/Length 99999999", b"/Rotate 45", b"/MediaBox[0 0 0 0]", b"1e99", b"-1", b"null", b"/Filter/FlateDecode", b"%%EOF"]  # fmt: skip
MAIL_BITS = [b"\n\n", b"\n", b"--b\n", b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: message/rfc822\n\n", b"charset=idna",
             b"Content-Transfer-Encoding: base64\n", b"=?utf-8?q?=0D=0A?=", b"=?x?b?!!?=", b"\xff", b"<!--", b"<a b='", b"&#99999999999;",
             b"filename*0*=utf-8''%00", b"Date: 1", b"((((((", b"\x00", b"\r", b"<blockquote>", b"format=flowed; delsp=yes"]  # fmt: skip
IMAGE_BITS = [b"\xff\xd8", b"\xff\xd9", b"\xff\xe1\xff\xff", b"\xff\xda", b"\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"IDAT", b"IEND",
              b"tRNS", b"zTXt", b"Exif\x00\x00"]  # fmt: skip
BITS = {"yaml": YAML_BITS, "pdf": PDF_BITS, "eml": MAIL_BITS, "jpg": IMAGE_BITS, "png": IMAGE_BITS}


def mutated(data: bytes, bits: list[bytes], chance: Random) -> bytes:
    """A copy with a few changes: bits put in or over, stretches doubled, swapped, dropped, bytes flipped, the end cut."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        place, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        end = min(end, place + chance.choice((1, 4, 40, 400)))
        bit = chance.choice(bits)
        data = chance.choice((
            lambda d, p, e, b: d[:p] + b + d[p:],
            lambda d, p, e, b: d[:p] + b + d[p + len(b):],
            lambda d, p, e, b: d[:p] + d[e:],
            lambda d, p, e, b: d[:e] + d[p:],
            lambda d, p, e, b: d[:p] + b * 200 + d[p:],
            lambda d, p, e, b: d[:p] + bytes(byte ^ 1 << byte % 8 for byte in d[p:e]) + d[e:],
            lambda d, p, e, b: d[:p] if len(d) > 40 and byte_of(d) < 64 else d[p:e] + d,
        ))(data, place, end, bit)  # fmt: skip
    return data[: 4 << 20]


def byte_of(data: bytes) -> int:
    """A number from the content."""
    return zlib.crc32(data) & 0xFF


def seeds(kinds: set[str]) -> list[tuple[str, Path]]:
    """The files of the example workspace and of the tests by kind, in path order."""
    folders = (ROOT / "cases", ROOT / "tests" / "data" / "emails")
    found = sorted(place for folder in folders for place in folder.rglob("*") if place.is_file())
    rows = [({"jpeg": "jpg"}.get(place.suffix[1:], place.suffix[1:]), place) for place in found]
    return [(kind, place) for kind, place in rows if kind in kinds]


def read_all(files: dict[str, bytes]) -> None:
    """All that `check`, `status` and `show` do with a workspace that needs no evidence."""
    world = MemoryWorld(files, DAY)
    workspace = load_workspace(world)
    law = law_of(workspace)
    found = list(workspace.diagnostics)
    for case in workspace.cases:
        found += appraise(case, law, world).diagnostics
    sources = {path: data.decode("utf-8-sig", "replace") for path, data in files.items()}
    for text in (report.full(found, sources.get), report.concise(found), report.as_json(found), report.as_sarif(found)):
        text.encode()
        if not all(char.isprintable() or char in "\n\u00a0\u202f\u2009" for char in text):
            raise AssertionError("a character that a terminal would obey")
    status_answer(world)


def entries(place: Path, data: bytes) -> dict[str, bytes]:
    """The workspace around a file of entries, with this content in its place."""
    folder = place.parent if place.parent.name != "cases" else place
    files = {f.relative_to(ROOT).as_posix(): f.read_bytes() for f in (ROOT / "dossier.yaml", *folder.rglob("*.yaml"))}
    return {**files, place.relative_to(ROOT).as_posix(): data}


def inputs(rounds: int, seed: int, kinds: set[str]) -> Iterator[tuple[int, str, Path, bytes]]:
    """Round, kind, seed file and changed content."""
    rows = seeds(kinds)
    by_kind = {kind: [place for name, place in rows if name == kind] for kind in sorted(kinds)}
    for number in range(rounds):
        chance = Random(f"{seed}:{number}")  # no secret rests on it
        kind = chance.choice([name for name, places in by_kind.items() if places])
        place = chance.choice(by_kind[kind])
        yield number, kind, place, mutated(place.read_bytes(), BITS[kind], chance)


def fuzz(rounds: int, seed: int, kinds: set[str], keep: Callable[[str, bytes, str], None]) -> int:
    """Run; the number of finds. *keep* is told the name, content and story of each."""
    count = 0
    waiting: list[tuple[str, bytes]] = []
    with tempfile.TemporaryDirectory() as folder, pool(Path(folder)) as runner:
        for number, kind, place, data in inputs(rounds, seed, kinds):
            name = f"{seed}-{number}-{place.stem}.{kind}"
            if kind == "yaml":
                try:
                    read_all(entries(place, data))
                except Exception:  # noqa: BLE001  # whatever comes out is a find
                    keep(name, data, traceback.format_exc())
                    count += 1
                continue
            waiting.append((name, data))
            if len(waiting) >= BATCH:
                count += examined(waiting, runner, keep)
                waiting = []
        return count + examined(waiting, runner, keep)


def pool(folder: Path) -> PoolRunner:
    """Workers as in a build, with less patience."""
    return PoolRunner(Cache(folder, "fuzz"), 2, limits=Limits(seconds=30), ahead=[task.partition(":")[0] for task in TASKS])


def examined(rows: list[tuple[str, bytes]], runner: PoolRunner, keep: Callable[[str, bytes, str], None]) -> int:
    """Run the tasks of evidence on files; the number of those that a job did not survive."""
    before = len(runner.failures)
    options = [{"path": name, "name": name, "others": [], "number": 1} for name, _ in rows]
    jobs = [Job(TASKS[0], option, (("file", Blob.of(data)),), name) for option, (name, data) in zip(options, rows, strict=True)]
    outcomes = runner.run(jobs)
    copies = [(name, o.files["clean"]) for (name, _), o in zip(rows, outcomes, strict=True) if "clean" in o.files]
    runner.run([Job(TASKS[1], {"first": 2}, (("pdf", blob),), name) for name, blob in copies])
    for label, story in runner.failures[before:]:
        keep(label, dict(rows)[label], story)
    return len(runner.failures) - before


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="yaml,pdf,eml,jpg,png")
    parser.add_argument("--keep", type=Path, help="folder for the inputs that were not survived")
    given = parser.parse_args()

    def keep(name: str, data: bytes, story: str) -> None:
        print(f"— {name}\n{story.rstrip()[-2000:]}")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / name).write_bytes(data)

    count = fuzz(given.rounds, given.seed, set(given.kinds.split(",")), keep)
    print(f"{given.rounds} inputs, {count} finds")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
