"""What `dossier export` can write: one row per export. A new one is a module beside this page and a line of `EXPORTS`.

The module has `write(asked, form) -> bytes`; it is imported when its export is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from dossier.appraise import Appraised
    from dossier.model.case import Workspace

BINARY = frozenset({"xlsx"})
"""Forms that no terminal shows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export is made from: the workspace and the cases that were asked for, all of them without a name."""

    workspace: Workspace
    cases: tuple[Appraised, ...]

    @property
    def today(self) -> date:
        """The day of computing."""
        return self.workspace.today


@dataclass(frozen=True, slots=True)
class Export:
    """A row: the name, the forms with the default first, what it is in French, and whether it takes one case only."""

    name: str
    forms: tuple[str, ...]
    words: str
    one_case: bool = False

    def write(self, asked: Asked, form: str) -> bytes:
        """The bytes of the file."""
        module = import_module(f"{__name__}.{self.name.replace('-', '_')}")
        data: bytes = module.write(asked, form)
        return data


EXPORTS: tuple[Export, ...] = (
    Export("decompte", ("csv", "xlsx", "json"), "le décompte d’une affaire, formules comprises", one_case=True),
    Export("portefeuille", ("csv", "xlsx", "json"), "balance âgée, DSO et recouvrement de toutes les affaires"),
    Export("creances-douteuses", ("csv", "xlsx", "json"), "les créances douteuses, HT, TVA et TTC, pour le comptable"),
    Export("echeances", ("ics", "csv", "json"), "les échéances ouvertes, avec rappels pour un agenda"),
)  # fmt: skip
