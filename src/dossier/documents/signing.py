"""Who signs an act: the legal representative, or one who holds a written power (CPC 57, 117, 1407; read 2026-11-21)."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.documents.matter import Matter
from dossier.model.party import Power


@dataclass(frozen=True, slots=True)
class Signing:
    """The person who signs, the office, and the power that allows it; None for the creditor himself or its organ."""

    name: str
    role: str = ""
    power: Power | None = None

    @property
    def words(self) -> str:
        """« Paul Lenoir, président »."""
        return f"{self.name}, {self.role}" if self.role else self.name


def signing(matter: Matter) -> Signing | None:
    """The first of the firm's signatories who may sign today, else the organ that represents the creditor; None for nobody.

    The signatories of `dossier.yaml` sign for the firm alone: a case with a creditor of its own is signed for that one.
    """
    creditor, settings = matter.case.creditor, matter.case.settings
    person = creditor.representative
    legal = creditor.name if creditor.is_natural else person.name if person else ""
    if (creditor.name, creditor.siren) == (settings.creditor.name, settings.creditor.siren):
        for signatory in settings.signatories:
            power = signatory.power
            if signatory.name == legal:
                return Signing(signatory.name, signatory.role or (person.role if person else ""))
            if power and power.start <= matter.today and (power.end is None or matter.today <= power.end):
                return Signing(signatory.name, signatory.role, power)
    if creditor.is_natural:
        return Signing(f"{creditor.first_names} {creditor.last_name}".strip() or creditor.name)
    return Signing(person.name, person.role) if person else None
