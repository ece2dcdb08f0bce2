"""A case as the portfolio sees it: its facts, its claim and its stage side by side, and what became of the debt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.claim.claim import Claim
from dossier.claim.facts import principal_debtor
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.model.case import Case
from dossier.model.journal import Event
from dossier.model.party import Debtor
from dossier.procedure.stage import DebtorStage, Stage

Fate = Literal["held", "written_off", "given_up", "assigned"]
"""Held: it stands in the accounts. Else it left them: written off as irrecoverable, given up by a `solde`, or assigned."""

FATE_FR: dict[str, str] = {
    "held": "En cours", "written_off": "Passée en perte", "given_up": "Abandonnée (solde)", "assigned": "Cédée",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holding:
    """One case on the day of computing. What is owed is counted once, under the first principal debtor."""

    case: Case
    claim: Claim
    stage: Stage
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def today(self) -> date:
        """The day of computing."""
        return self.claim.date

    @property
    def debtor(self) -> Debtor:
        """The first principal debtor."""
        return principal_debtor(self.case)

    @property
    def debtor_stage(self) -> DebtorStage | None:
        """Where that debtor stands; None when the stage does not tell."""
        return next((row for row in self.stage.debtors if row.id == self.debtor.id), None)

    @property
    def name(self) -> str:
        """How the debtor is called in a list: `SARL SUD BÉTON`."""
        return f"{self.debtor.form} {self.debtor.name}".strip()

    @property
    def key(self) -> str:
        """What tells debtors apart over all cases: the SIREN, else the name with the postcode."""
        debtor = self.debtor
        if debtor.siren:
            return str(debtor.siren)
        return f"{' '.join(self.name.casefold().split())} {debtor.address.postcode if debtor.address else ''}".strip()

    @property
    def fate(self) -> Fate:
        """Whether the debt still stands in the creditor's accounts; an assignment takes it out whatever the stage."""
        if self.event("cession_de_creance"):
            return "assigned"
        if self.stage.stage == "irrecouvrable":
            return "written_off"
        return "given_up" if self.stage.stage == "soldee" and self.event("solde") else "held"

    def count(self, severity: Severity) -> int:
        """How many findings of the case have a severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def events(self, *acts: str) -> tuple[Event, ...]:
        """The known acts of some kinds that concern the debtor, by day."""
        mine = ("", self.debtor.id)
        found = (e for e in self.case.journal if e.act in acts and e.date <= self.today and e.debtor in mine)
        return tuple(sorted(found, key=lambda event: event.date))

    def event(self, *acts: str) -> Event | None:
        """The first of them, or None."""
        return next(iter(self.events(*acts)), None)
