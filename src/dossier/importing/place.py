"""Where the result of a conversion lies, what stands there already, and its writing: whole, and never over anything."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from dossier.importing.converter import Tool
from dossier.model.conversion import RECORD
from dossier.publish.places import write_whole


class Taken(Exception):
    """A name under which something stands that is no result of ours; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """The original, the PDF and the record of a conversion, side by side."""

    original: Path
    ending: str

    @property
    def result(self) -> Path:
        """`contrat.docx.pdf`, `scan.pdf.ocr.pdf`."""
        return self.original.with_name(self.original.name + self.ending)

    @property
    def record(self) -> Path:
        """`contrat.docx.conversion.yaml`."""
        return self.original.with_name(self.original.name + RECORD)


def state(place: Place, sha256: str) -> str:
    """What stands there: 'free', 'done' (of this very file), 'half' (a record whose PDF was never finished) or 'other'."""
    recorded = _recorded(place.record)
    if not place.record.exists() and not place.record.is_symlink():
        return "other" if place.result.exists() or place.result.is_symlink() else "free"
    if recorded.get("resultat") != place.result.name:
        return "other"
    if not place.result.exists() and not place.result.is_symlink():
        return "half"
    return "done" if recorded.get("sha256") == sha256 and _digest(place.result) == recorded.get("sha256_resultat") else "other"


def keep(place: Place, sha256: str, pdf: bytes, tool: Tool) -> None:
    """Write record and PDF. Raises `Taken` when something came to stand there in the meantime.

    The record goes first and names the PDF by its digest: a program killed in between leaves a record without a PDF, which
    counts for nothing and is replaced by the next run. Both are written under hidden names and put in their places in one step,
    the PDF in one that never replaces a file.
    """
    _sweep(place)
    if state(place, sha256) not in ("free", "half"):
        raise Taken(f"« {place.result.name} » ou son fichier de conversion existe déjà")
    _spare(place.record, record_text(place, sha256, pdf, tool).encode(), place).replace(place.record)
    spare = _spare(place.result, pdf, place)
    try:
        _put(spare, place.result)
    finally:
        spare.unlink(missing_ok=True)


def _spare(target: Path, data: bytes, place: Place) -> Path:
    """A hidden file beside the target with its bytes, whole; who may read the original may read it."""
    spare = target.with_name(f".{target.name}.{os.getpid()}~")
    write_whole(spare, data)
    spare.chmod(place.original.stat().st_mode & 0o666)
    return spare


def _put(spare: Path, target: Path) -> None:
    """Give a file its name in one step, unless that name is taken."""
    try:
        os.link(spare, target, follow_symlinks=False)
    except FileExistsError:
        raise Taken(f"« {target.name} » existe déjà") from None
    except OSError:  # a file system without hard links, as on a USB stick
        if target.exists() or target.is_symlink():
            raise Taken(f"« {target.name} » existe déjà") from None
        spare.replace(target)


def _sweep(place: Place) -> None:
    """Remove what a run that was killed left under hidden names of its own."""
    for target in (place.record, place.result):
        start = f".{target.name}."
        for entry in target.parent.iterdir():
            rest = entry.name.removeprefix(start)
            if rest != entry.name and re.fullmatch(r"\d+~(\.\d+~)?", rest) and entry.is_file() and not entry.is_symlink():
                entry.unlink()


def record_text(place: Place, sha256: str, pdf: bytes, tool: Tool) -> str:
    """The record as it is written."""
    return (
        f"# Écrit par dossier import --convert. {place.result.name} donne ses pages à la pièce {place.original.name}, qui reste l’original.\n"
        f"sha256: {sha256}\nresultat: {_quoted(place.result.name)}\nsha256_resultat: {hashlib.sha256(pdf).hexdigest()}\n"
        f"outil: {_quoted(tool.name)}\nversion: {_quoted(tool.version)}\n"
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _recorded(record: Path) -> dict[str, str]:
    """The keys of a record that we wrote; {} for a file that is none, whatever it is."""
    try:
        if record.is_symlink() or not record.is_file() or record.stat().st_size > 10_000:
            return {}
        text = record.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    rows = (line.partition(": ") for line in text.split("\n") if not line.startswith("#"))
    return {key: value.strip().strip('"').replace('\\"', '"').replace("\\\\", "\\") for key, sign, value in rows if sign}


def _digest(result: Path) -> str:
    if result.is_symlink() or not result.is_file():
        return ""
    with result.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
