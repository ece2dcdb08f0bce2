"""Photographs of telephones (HEIC) to PDF, through the library pi-heif in a worker: upright, without the place they were taken."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from dossier.ground.jobs import Job
from dossier.importing.converter import Missing, NotConverted, Source, Tool

ENDING = ".pdf"
TASK = "dossier.pdf.heic:heic_page"


def tool() -> Tool:
    """The library, by its version; it is only loaded in the worker."""
    if find_spec("pi_heif") is None:
        raise Missing(
            "le module pi-heif n’est pas installé, il lit les photos HEIC",
            "pip install 'dossier-recouvrement[convert]'",
            "ou exportez la photo en JPEG depuis le téléphone et citez ce JPEG à côté de l’original",
        )
    try:
        return Tool("pi-heif", version("pi-heif"))
    except PackageNotFoundError:
        return Tool("pi-heif", "")


def convert(source: Source, tool: Tool) -> bytes:
    """The page of a photograph."""
    (outcome,) = source.runner.run([Job(TASK, {"version": tool.version}, (("file", source.blob),), source.name)])
    if "pdf" not in outcome.files:
        raise NotConverted(outcome.problems[0].message if outcome.problems else "la photo ne peut pas être lue")
    return outcome.files["pdf"].read()
