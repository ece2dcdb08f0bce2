"""A large bundle: read from the store, written to a file, by a worker with its guard and limits; the same bytes as a small one."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from pdf_makers import add_page, bind_options, clean_of, piece_part, written
from pikepdf import Dictionary, Name, Stream

from dossier.ground.blobs import Blob
from dossier.ground.jobs import InProcess, Job
from dossier.pdf import bind as binding
from dossier.publish.cache import Cache, store
from dossier.publish.places import cache_folder
from dossier.publish.runner import PoolRunner
from dossier.publish.worker import Limits

PAGES = 3
SIDE = 1200


def heavy(seed: int) -> bytes:
    """Pages with pictures that do not pack: some four megabytes."""
    pdf = pikepdf.new()
    for number in range(PAGES):
        page = add_page(pdf, content=b"q 500 0 0 500 40 100 cm /Im Do Q")
        noise = hashlib.shake_256(f"{seed} {number}".encode()).digest(SIDE * SIDE)
        picture = Stream(
            pdf,
            noise,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=SIDE,
            Height=SIDE,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
        page.Resources.XObject = Dictionary(Im=pdf.make_indirect(picture))
    return clean_of(written(pdf))


@pytest.fixture(scope="module")
def copies() -> dict[str, bytes]:
    return {f"p{n}": heavy(n) for n in (1, 2)}


def job(blobs: dict[str, Blob], **more: Any) -> Job:
    parts = [piece_part(n, f"p{n}") for n in (1, 2)]
    return Job("dossier.pdf.bind:bind", bind_options(parts, **more), tuple(sorted(blobs.items())), "bundle.pdf")


def test_a_worker_binds_from_the_store_into_the_store(
    tmp_path: Path, copies: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With files, with bytes in memory, in this process or another: one and the same bundle, and nothing is left over."""
    assert sum(map(len, copies.values())) > binding._IN_MEMORY
    cache = Cache(cache_folder(tmp_path), "test")
    kept = {}
    for name, data in copies.items():
        row = store(cache.root, data)
        kept[name] = cache.keep(name.ljust(64, "0"), {"clean": row}, "{}", ()).files["clean"]
    assert all(blob.place is not None for blob in kept.values())
    with PoolRunner(cache, 1, limits=Limits(memory=3 * 2**30)) as runner:
        (outcome,) = runner.run([job(kept)])
        assert outcome.problems == ()
        assert runner.failures == []
    made = outcome.files["bundle.pdf"].read()
    assert not list((cache.root / "travail").iterdir())
    held = {name: Blob.of(data) for name, data in copies.items()}
    (plain,) = InProcess().run([job(held)])
    assert plain.files["bundle.pdf"].read() == made
    monkeypatch.setattr(binding, "_IN_MEMORY", 2**40)
    (small,) = InProcess().run([job(held)])
    assert small.files["bundle.pdf"].read() == made
    reader = pypdf.PdfReader(BytesIO(made))
    assert ["Pièce n°" in page.extract_text().replace("\u00a0", " ") for page in reader.pages] == [True] * 2 * PAGES
    assert len(set(reader.trailer["/ID"])) == 1


def test_a_large_bundle_that_fails_the_check_leaves_no_file(
    tmp_path: Path, copies: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused, it goes away with the scratch folder."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(binding, "faults", lambda *_: ("un défaut",))
    (outcome,) = InProcess().run([job({name: Blob.of(data) for name, data in copies.items()})])
    assert [problem.code for problem in outcome.problems] == ["DC601"]
    assert outcome.files == {}
    assert list(tmp_path.iterdir()) == []
