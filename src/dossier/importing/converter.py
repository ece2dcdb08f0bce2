"""What a converter is: a module with the functions below; `registry.py` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dossier.ground.blobs import Blob
from dossier.ground.jobs import Runner


class Missing(Exception):
    """A program or library that a conversion needs is not there: a French sentence, and what can be done about it."""

    def __init__(self, message: str, *hints: str) -> None:
        super().__init__(message)
        self.message, self.hints = message, hints


class NotConverted(Exception):
    """A file that its converter could not convert, with the reason as a French sentence."""


@dataclass(frozen=True, slots=True)
class Tool:
    """The program that converts, as records and pages name it. `path` is where it lies, '' for a library."""

    name: str
    version: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The file to convert: its name, its bytes, a private folder for what the conversion writes on its way, and the jobs' runner."""

    name: str
    blob: Blob
    folder: Path
    runner: Runner


class Converter(Protocol):
    """A module of this room that converts one family of formats."""

    ENDING: str
    """What the name of the result adds to that of the original: one of `model.conversion.RESULTS`."""

    def tool(self) -> Tool:
        """The program that would be used; raises `Missing`."""
        ...

    def convert(self, source: Source, tool: Tool) -> bytes:
        """The PDF of a file; raises `NotConverted`."""
        ...
