"""What a kind of document drafts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from dossier.claim.claim import Claim
from dossier.documents.templates import Filled, fill
from dossier.ground.diagnostics import Diagnostic
from dossier.model.case import Case, Workspace
from dossier.model.party import Debtor
from dossier.pieces.bordereau import Bordereau
from dossier.procedure.stage import Stage, Step


@dataclass(frozen=True, slots=True)
class Matter:
    """One case with all that was found of it; `diagnostics` are those of the passes before, `draft` prints what is withheld.

    `step` is the action that the document serves, None for what needs none; `debtor` is whom a letter goes to.
    """

    workspace: Workspace
    case: Case
    claim: Claim
    stage: Stage
    bordereau: Bordereau
    diagnostics: tuple[Diagnostic, ...]
    draft: bool
    debtor: Debtor
    step: Step | None = None

    @property
    def today(self) -> date:
        """The day that the documents bear."""
        return self.workspace.today

    @property
    def overrides(self) -> Mapping[str, str]:
        """The workspace's own templates by name."""
        return self.workspace.templates


@dataclass(slots=True)
class Press:
    """Fills the templates of one document, notes their names, and keeps what was found wrong with the workspace's own."""

    matter: Matter
    diagnostics: list[Diagnostic] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def fill(self, name: str, values: Mapping[str, object]) -> str:
        """The text of a template with its values, escaped."""
        self.names.add(name)
        filled: Filled = fill(name, values, self.matter.overrides)
        self.diagnostics += filled.diagnostics
        return filled.text

    def part(self, name: str, values: Mapping[str, object]) -> Markup:
        """A filled template as a part of another one, which then does not escape it again."""
        return Markup(self.fill(name, values))  # noqa: S704 (its values were escaped when it was filled)


def case_reference(matter: Matter) -> str:
    """The reference of the case, or the folder's name up to the first word (« 2026-014 » of `2026-014-sud-beton`)."""
    if matter.case.reference:
        return matter.case.reference
    head = [part for part in matter.case.id.split("-") if part.isdigit()]
    return "-".join(head) if head and matter.case.id.startswith("-".join(head)) else matter.case.id
