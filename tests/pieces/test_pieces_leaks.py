"""What is kept out is in nothing that leaves: no bundle, no clean piece, no document, and not in the words that the site searches."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from exhibits import invoice, world_of

from dossier.compile import compile_workspace
from dossier.ground.jobs import InProcess
from dossier.wanted import Wanted

SECRET = "coquelicot"
OPEN = "marguerite"


def _entry(day: str, ref: str) -> str:
    return f"- {{date: 2026-03-{day}, canal: courrier, sens: recu, resume: x, pieces: [{ref}]}}\n"


MAIL = f"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\n{SECRET}\r\n".encode()
FILES: dict[str, str | bytes] = {
    "factures.yaml": invoice("F-1", "2026-01-15", "pieces/f.txt"),
    "journal.yaml": _entry("10", "{fichier: pieces/a.txt, confidentiel: oui}")
    + _entry("11", "{fichier: pieces/b.eml, nature: correspondance_avocats}")
    + _entry("12", "{fichier: pieces/c.txt, nature: mediation}")
    + _entry("13", "pieces/copie-de-a.txt")
    + _entry("14", "notes/strategie.md")
    + "- {date: 2026-03-15, acte: mediation_accord, pieces: [pieces/d.txt]}\n"
    + f"- {{date: 2026-03-16, acte: contestation, sens: recu, motif: 'voir [pièce pieces/a.txt] et {OPEN}'}}\n",
    "notes/strategie.md": f"{SECRET}\n",
    "pieces/f.txt": f"{OPEN}\n",
    "pieces/a.txt": f"{SECRET} a\n",
    "pieces/copie-de-a.txt": f"{SECRET} a\n",
    "pieces/b.eml": MAIL,
    "pieces/c.txt": f"{SECRET} c\n",
    "pieces/d.txt": f"{SECRET} d\n",
    "pieces/uncited.txt": f"{SECRET} e\n",
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of all that a build makes, by path: of PDFs those that a reader finds, of all else the bytes."""
    folder = tmp_path_factory.mktemp("out")
    tree = compile_workspace(world_of(FILES), InProcess(), Wanted(draft=True)).tree
    found = {}
    for n, leaf in enumerate(tree.leaves):
        data = leaf.blob.read()
        if leaf.path.endswith(".pdf"):
            place = folder / f"{n}.pdf"
            place.write_bytes(data)
            done = subprocess.run(["pdftotext", str(place), "-"], capture_output=True, check=True)
            data = done.stdout
        found[leaf.path] = data.decode("utf-8", "replace").lower()
    return found


def test_the_words_of_what_is_shown_are_found(texts: dict[str, str]) -> None:
    """Otherwise nothing below would say anything: the invoice is in the bundle and in what the site searches."""
    holding = [path for path, text in texts.items() if OPEN in text]
    assert any("bundle" in path for path in holding)
    assert any(path.endswith(".pdf") and "/pieces/" in path for path in holding)
    assert any(path.endswith(".js") for path in holding)


def test_nothing_but_the_page_of_the_notes_holds_a_secret(texts: dict[str, str]) -> None:
    """A note is shown to the firm on its own site; what is kept out is shown nowhere."""
    holding = {path for path, text in texts.items() if SECRET in text}
    assert not [path for path in holding if path.endswith((".pdf", ".docx", ".eml", ".csv", ".json", ".txt", ".md"))], holding
    for path in holding:
        assert texts[path].count(SECRET) <= 1, f"{path} holds the note once, and nothing else"


def test_no_path_of_what_is_kept_out_is_published(texts: dict[str, str]) -> None:
    """Neither the originals nor copies under their names."""
    names = ("copie-de-a", "strategie.md", "b.eml", "uncited")
    assert not [path for path in texts if any(name in Path(path).name.lower() for name in names)]
