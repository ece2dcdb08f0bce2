"""A form that the firm supplies (`templates/formulaires/NAME.pdf`) and the map of its fields (`NAME.yaml` beside it)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dossier.ground.blobs import Blob
from dossier.ground.spans import Span
from dossier.model.entry import Entry, key

Served = Literal[
    "requete", "declaration_creance", "formulaire_a", "assignation_refere", "assignation_fond", "dossier_l125", "mandat_l126",
    "instruction_signification", "instruction_execution", "demande_certificat", "mise_en_demeure",
]  # fmt: skip
"""The documents with which a form can go."""


def _party(who: str, of: str) -> dict[str, str]:
    return {
        f"{who}.nom": f"nom ou dénomination {of}", f"{who}.nom_de_famille": f"nom de famille {of}, personne physique",
        f"{who}.prenoms": f"prénoms {of}", f"{who}.forme": f"forme sociale {of}", f"{who}.capital": f"capital {of}",
        f"{who}.siren": f"SIREN {of}", f"{who}.rcs": f"ville du RCS {of}", f"{who}.adresse": f"adresse {of}, sur une ligne",
        f"{who}.voie": f"voie {of}", f"{who}.complement": f"complément d’adresse {of}", f"{who}.code_postal": f"code postal {of}",
        f"{who}.commune": f"commune {of}", f"{who}.pays": f"pays {of}, deux lettres", f"{who}.courriel": f"courriel {of}",
        f"{who}.telephone": f"téléphone {of}", f"{who}.representant": f"nom du représentant légal {of}",
        f"{who}.fonction_du_representant": f"fonction du représentant légal {of}", f"{who}.profession": f"profession {of}",
        f"{who}.nationalite": f"nationalité {of}", f"{who}.ne_le": f"date de naissance {of}", f"{who}.ne_a": f"lieu de naissance {of}",
    }  # fmt: skip


def _head(name: str, what: str) -> dict[str, str]:
    return {
        f"demande.{name}": f"montant, {what}",
        f"demande.{name}.fondement": f"fondement, {what}",
        f"demande.{name}.detail": f"détail, {what}",
        f"demande.{name}.pieces": f"numéros des pièces, {what}",
    }


VALUES: Mapping[str, str] = {
    **_party("creancier", "du créancier"),
    "creancier.iban": "IBAN du créancier", "creancier.bic": "BIC du créancier",
    **_party("debiteur", "du débiteur"),
    **_party("codebiteur", "du premier codébiteur"),
    "signataire.nom": "qui signe pour le créancier", "signataire.fonction": "sa fonction",
    "avocat.nom": "avocat du classeur", "avocat.adresse": "son adresse",
    "commissaire.nom": "commissaire de justice du classeur", "commissaire.adresse": "son adresse",
    "juridiction.nom": "juridiction compétente", "juridiction.ville": "sa ville", "juridiction.adresse": "son adresse",
    "contrat.objet": "objet du contrat", "contrat.reference": "référence du contrat", "contrat.date": "date du contrat",
    "contrat.clause_de_competence": "juridiction que le contrat désigne",
    **_head("principal", "principal"), **_head("interets", "intérêts échus"), **_head("indemnite", "indemnité forfaitaire"),
    **_head("clause_penale", "clause pénale"), **_head("frais", "frais"),
    "demande.total": "total demandé", "demande.total_en_lettres": "total en toutes lettres", "demande.date": "jour du décompte",
    "demande.interets_posterieurs": "taux des intérêts à courir", "demande.interets_depuis": "premier jour des intérêts à courir",
    "demande.interets_par_jour": "intérêts par jour",
    "factures.numeros": "numéros des factures", "factures.nombre": "nombre des factures",
    "pieces.nombre": "nombre des pièces", "pieces.liste": "pièces, numéro et intitulé, une par ligne",
    "dossier.reference": "référence de l’affaire", "lieu": "commune du créancier", "date": "jour du document",
}  # fmt: skip
"""The closed list of the values that a map may name, each with what it gives; `documents/form_values.py` computes them."""

LITERAL = frozenset({"oui", "non"})
"""What a box is checked with."""
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_INSIDE = re.compile(r"\{([^{}]*)\}")


class FormField(Entry):
    """A field of the form and what goes into it: the name of a value, a text with `{names}`, or oui and non for a box."""

    field: str = key("champ", "Champ", "Nom complet du champ dans le PDF.")
    value: str = key("valeur", "Valeur", "Nom d’une valeur, texte avec des {valeurs}, ou oui, non pour une case.", default="")


class FormFile(Entry):
    """The map of a form: `templates/formulaires/NAME.yaml`."""

    title: str = key("titre", "Titre", "Comme le site nomme le formulaire rempli.", default="")
    serves: Served = key("pour", "Pour", "L’acte ou la lettre avec lequel le formulaire est rempli.")
    fields: tuple[FormField, ...] = key("champs", "Champs", "Nom du champ dans le PDF : valeur.", default=())


@dataclass(frozen=True, slots=True)
class FirmForm:
    """A form with its map; `name` is that of its files, `span` that of the map."""

    name: str
    title: str
    serves: str
    blob: Blob
    fields: tuple[FormField, ...]
    span: Span


def names_in(text: str) -> tuple[str, ...]:
    """The names of values that a row of a map uses, in their order: the text itself, or what stands in braces."""
    if is_name(text):
        return (text,)
    return tuple(match.strip() for match in _INSIDE.findall(text))


def is_name(text: str) -> bool:
    """Whether a text can only be the name of a value: small letters, dots, no space; `oui` and `non` are no names."""
    return text not in LITERAL and _NAME.fullmatch(text) is not None


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The text of a row with its values set in; '' where a value that it uses is empty, so that no half sentence is filled in."""
    names = names_in(text)
    if any(not values.get(name, "") for name in names):
        return ""
    if is_name(text):
        return values[text]
    return _INSIDE.sub(lambda match: values[match[1].strip()], text)
