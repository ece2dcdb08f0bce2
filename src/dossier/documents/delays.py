"""Delays of the law that a document tells without computing a day from them: the value in force, in words."""

from __future__ import annotations

from dossier.documents.matter import Matter
from dossier.ground.french import count_in_words
from dossier.law.law import UNIT_FR, LawValue
from dossier.law.parameters import shipped_law


def delay_of(matter: Matter, name: str) -> LawValue | None:
    """The value of a name on the day of the document, the firm's own before the shipped one; None when the law has none for that day."""
    return shipped_law().extended(matter.workspace.law_values).value(name, matter.today)


def delay_words(value: LawValue | None) -> str:
    """« quinze jours », « un mois »; '' for None."""
    if value is None:
        return ""
    unit = UNIT_FR[value.unit]
    one = value.decimal < 2 and value.unit != "months"
    return f"{count_in_words(int(value.decimal))} {unit.removesuffix('s') if one else unit}"
