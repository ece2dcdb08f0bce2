"""`dossier build --docx`: a Word document beside the PDF of each letter and act, and nothing else changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from word_support import examples, opened

from dossier.documents.document import Printed
from dossier.documents.word_file import with_word
from dossier.ground.blobs import Blob
from dossier.ground.jobs import Outcome, Problem

CASE = "2026-052-comptoir-des-quais"
HOME = f"cases/{CASE}/documents"


def built(root: Path, *options: str) -> dict[str, bytes]:
    """The output of a build in a process of its own, by path."""
    subprocess.run(
        [sys.executable, "-m", "dossier", "--date", "2026-11-21", "build", *options],
        cwd=root, check=True, capture_output=True, env={**os.environ},
    )  # fmt: skip
    output = root / "build"
    return {place.relative_to(output).as_posix(): place.read_bytes() for place in output.rglob("*") if place.is_file()}


@pytest.mark.long
def test_each_letter_and_act_has_its_docx(copied: Callable[..., Path]) -> None:
    """With --docx each document has its DOCX beside the PDF, in the manifest and on its page; the bundle has none."""
    root = copied(CASE)
    without, with_docx = built(root), built(root, "--docx")
    added = sorted(set(with_docx) - set(without))
    papers = [path for path in without if path.startswith(HOME) and path.endswith(".pdf") and "bordereau" not in path]
    assert added == sorted(path.replace(".pdf", ".docx") for path in papers)
    assert len(added) == 3  # décompte, third reminder of one invoice, first of the other
    assert not set(without) - set(with_docx)
    listed = json.dumps(json.loads(with_docx["manifest.json"]))
    for path in added:
        opened(with_docx[path])
        assert path in listed
        page = with_docx[path.replace(".docx", ".html")].decode()
        assert f'{path.rpartition("/")[2]}" download>' in page
        assert path.rpartition("/")[2].encode() in with_docx[f"cases/{CASE}/index.html"]
    changed = {path for path in without if without[path] != with_docx[path]}
    assert changed == {"manifest.json", f"cases/{CASE}/index.html", *(path.replace(".docx", ".html") for path in added)}
    assert built(root) == without


def test_letters_alone_have_theirs_too(copied: Callable[..., Path]) -> None:
    """The letters can be made alone, with their DOCX; the bundle alone has none to make."""
    root = copied(CASE)
    assert [path for path in built(root, "--only", "bundle", "--docx") if path.endswith(".docx")] == []
    assert f"{HOME}/relance-3.docx" in built(root, "--only", "letters", "--docx")


def test_a_docx_that_cannot_be_written_is_said() -> None:
    """A job that died and an image that was left out are diagnostics of the case; the PDF stays."""
    document = examples()[f"{CASE}/relance-3"]
    paper = Printed(document, Blob.of(b"%PDF"), 1)
    died = with_word(paper, Outcome(problems=(Problem("DC801", "travail arrêté"),)))
    assert died.word is None and died.pdf == paper.pdf
    assert [(d.code, d.case) for d in died.diagnostics] == [("DC801", CASE)]
    poorer = with_word(paper, Outcome({"docx": Blob.of(b"PK")}, {"left_out": ["logo.svg"]}))
    assert poorer.word is not None
    assert [d.code for d in poorer.diagnostics] == ["DC557"]
    assert "logo.svg" in poorer.diagnostics[0].message
