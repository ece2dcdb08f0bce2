"""A layer of text under the pages of a scan, through ocrmypdf: what is seen stays, its words can be searched and copied."""

from __future__ import annotations

import re

from dossier.ground.blobs import Blob
from dossier.ground.jobs import Job
from dossier.importing.converter import Missing, NotConverted, Source, Tool
from dossier.importing.program import asked, found, run

ENDING = ".ocr.pdf"
LANGUAGES = "fra"
ENOUGH = 20
"""Letters on a page that count as a text."""
_REASONS = {
    3: "un programme dont ocrmypdf a besoin manque (Tesseract, ou sa langue française)",
    6: "les pages ont déjà un texte",
    7: "Tesseract a échoué",
}
"""What the exit codes of ocrmypdf that a person can act on mean."""


def tool() -> Tool:
    """ocrmypdf."""
    path = found("ocrmypdf")
    if not path:
        raise Missing(
            "ocrmypdf n’est pas installé, il ajoute le texte aux pages numérisées",
            "sous Debian et Ubuntu, apt install ocrmypdf tesseract-ocr-fra ; ailleurs, ocrmypdf.org",
        )
    version = re.search(r"\d+(\.\d+)*", asked([path, "--version"]))
    return Tool("ocrmypdf", version[0] if version else "", path)


def convert(source: Source, tool: Tool) -> bytes:
    """The harmless copy of the file with a layer of text; it is what the bundle shows, so that its pages stay the same."""
    given, made = source.folder / "scan.pdf", source.folder / "texte.pdf"
    given.write_bytes(_clean(source).read())
    code, complaints = run(
        [tool.path, "--skip-text", "--output-type", "pdf", "--language", LANGUAGES, "--quiet", str(given), str(made)],
        source.folder,
        seconds=1800,
    )
    if code or not made.is_file() or not made.stat().st_size:
        reason = _REASONS.get(code) or complaints or f"code {code}"
        raise NotConverted(f"ocrmypdf n’a pas fini son travail : {reason}")
    return made.read_bytes()


def _clean(source: Source) -> Blob:
    """The copy that `build` would show; raises `NotConverted` when there is none or when it has a text on each page."""
    options = {"name": source.name, "path": source.name, "others": []}
    (outcome,) = source.runner.run([Job("dossier.pdf.examine:examine", options, (("file", source.blob),), source.name)])
    clean = outcome.files.get("clean")
    if clean is None:
        reason = outcome.problems[0].message if outcome.problems else "illisible"
        raise NotConverted(f"le fichier ne se montre pas : {reason}")
    texts = outcome.facts.get("page_texts", ())
    if texts and all(sum(c.isalnum() for c in text) >= ENOUGH for text in texts):
        raise NotConverted("chaque page a déjà un texte, il n’y a rien à reconnaître")
    return clean
