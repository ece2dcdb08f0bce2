"""A file of a workspace's `law/`: values of the law that the firm adds or confirms, in the shape of the shipped files."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from dossier.model.entry import Entry, key
from dossier.model.fields import Day, YesNo, read_day

_Certainty = Literal["text", "case_law", "secondary", "inferred", "unsettled", "memory"]


def _read_start(value: Any) -> Any:
    return value if value == "toujours" else read_day(value)


Start = Annotated[
    Literal["toujours"] | Day,
    BeforeValidator(_read_start),
    WithJsonSchema({"type": "string", "examples": ["2026-07-01", "toujours"]}),
]


class LawReference(Entry):
    """Where a value stands."""

    title: str = key("title", "Référence", "Comme un acte la cite : « C. com., art. D. 441-5 ».")
    text: str = key("text", "Texte", "Décret, arrêté, avis.", default="")
    href: str = key("href", "Adresse", "Page où il se lit.", default="")


class LawRow(Entry):
    """One value and the days on which it is in force."""

    start: Start = key("start", "Début", "Premier jour, ou toujours : c’est la clé de la valeur.")
    value: str = key("value", "Valeur", "Nombre entre guillemets, avec un point.")
    until: Day | None = key("until", "Dernier jour", "Absent : encore en vigueur.", default=None)
    reference: LawReference | None = key("reference", "Référence", "Remplace celle du fichier.", default=None)
    certainty: _Certainty | None = key("certainty", "Certitude", "memory (non vérifiée) si elle manque.", default=None)
    note: str = key("note", "Note", "Ce qu’il faut savoir de plus.", default="")
    confirmed_by: str = key("confirmed_by", "Confirmée par", "Qui a lu le texte.", default="")
    confirmed_on: Day | None = key("confirmed_on", "Confirmée le", "Jour de la lecture.", default=None)


class LawFile(Entry):
    """The values of one parameter; the file bears its name (`law/taux_legal_autres.yaml`)."""

    description: str = key("description", "Description", "Pour mémoire.", default="")
    unit: str = key("unit", "Unité", "Celle de la valeur fournie.", default="")
    chosen_by: str = key("chosen_by", "Choisie par", "Le fait dont le jour choisit la valeur.", default="")
    half_yearly: YesNo = key("half_yearly", "Par semestre", "Pour mémoire.", default=False)
    known_through: Day | None = key("known_through", "Connue jusqu’au", "Pour mémoire.", default=None)
    last_verified_on: Day | None = key("last_verified_on", "Vérifiée le", "Pour mémoire.", default=None)
    reference: LawReference | None = key("reference", "Référence", "De toutes les valeurs du fichier.", default=None)
    certainty: _Certainty | None = key("certainty", "Certitude", "De toutes les valeurs du fichier.", default=None)
    confirmed_by: str = key("confirmed_by", "Confirmées par", "Qui a lu le texte et en répond.", default="")
    confirmed_on: Day | None = key("confirmed_on", "Confirmées le", "Jour de la lecture.", default=None)
    values: tuple[LawRow, ...] = key("values", "Valeurs", "Une clé par premier jour.", min_length=1)
