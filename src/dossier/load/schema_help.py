"""What editors show beside a schema: titles of the kinds of entries, the meaning of each word, whether a key is needed, entries to begin with."""

from __future__ import annotations

import re
from typing import Any

from dossier.model.words import ACT_FR, words_for

Schema = dict[str, Any]

_TITLES = {
    "Address": "Adresse", "Adviser": "Conseil", "Affaire": "Affaire", "Asset": "Élément du patrimoine",
    "BankColumns": "Colonnes d’un relevé", "BankTable": "Relevé CSV d’une banque", "Birth": "Naissance",
    "Choices": "Choix de calcul", "Contract": "Contrat", "Cost": "Frais", "Creditor": "Créancier", "Debtor": "Débiteur",
    "Discount": "Escompte", "Entree": "Entrée du journal", "Event": "Contact", "EvidenceRef": "Pièce", "Fact": "Fait",
    "Instalment": "Échéance d’un accord", "Invoice": "Facture ou avoir", "JurisdictionClause": "Clause de compétence",
    "LawFile": "Valeur de droit", "LawReference": "Référence", "LawRow": "Valeur à partir d’un jour", "Letterhead": "En-tête",
    "Money": "Montant", "Payment": "Versement", "Penalties": "Pénalités", "PenaltyClause": "Clause pénale", "Power": "Pouvoir",
    "ProfileFile": "Profil de dépôt", "ProfileSource": "Source du profil", "Reminder": "Niveau de relance",
    "Representative": "Représentant légal", "Retention": "Retenue de garantie", "Sales": "Ventes d’un mois", "Security": "Sûreté",
    "Settings": "Réglages de l’entreprise", "Signatory": "Signataire", "Term": "Délai de paiement",
    "TitleInterest": "Intérêts fixés par la décision", "Transfer": "Cession", "Verification": "Vérification",
}  # fmt: skip
"""What the classes of entries are called; those of acts bear the names of their acts."""
_BLANK = "rien : comme si la clé n’était pas écrite"


def title_of(name: str, acts: list[str] | None = None) -> str:
    """What a class of entries is called, '' for one without a name; *acts* are those that it is the class of."""
    return " / ".join(ACT_FR.get(act, act) for act in acts) if acts else _TITLES.get(name, "")


def documented(schema: Schema, required: bool = False) -> Schema:
    """The schema of a key with its help in Markdown and, for each word that it admits, what the word means."""
    shown = {**schema}
    values = schema.get("enum")
    if values:
        words = words_for(str(value) for value in values if value is not None)
        shown["enumDescriptions"] = [_BLANK if value is None else words.get(str(value), "") for value in values]
    lines = [line for line in (_marked(schema.get("description", ""), values or ()), _rule(schema, required)) if line]
    if lines and "title" in schema:
        shown["markdownDescription"] = "\n\n".join(lines)
    return shown


def _rule(schema: Schema, required: bool) -> str:
    """Whether the key is needed, and what holds without it."""
    if required:
        return "Obligatoire."
    default = schema.get("default")
    return f"Par défaut : `{default}`." if default else "Facultatif."


def _marked(text: str, values: Any) -> str:
    """The help with the words that the key admits set as code."""
    for value in values:
        if isinstance(value, str) and "_" in value:
            text = re.sub(rf"(?<![\w`]){value}(?![\w`])", f"`{value}`", text)
    return text


def _snippet(label: str, description: str, body: Schema) -> Schema:
    return {"label": label, "description": description, "body": body}


_DAY = "${1:AAAA-MM-JJ}"
SNIPPETS: dict[str, tuple[Schema, ...]] = {
    "factures": (
        _snippet("facture", "Une facture et sa pièce", {
            "numero": "${2:F-2026-001}", "date": _DAY, "echeance": "${3:AAAA-MM-JJ}", "montant_ht": "${4:1000.00}", "tva": "${5:200.00}",
            "montant_ttc": "${6:1200.00}", "objet": "${7}", "pieces": ["${8:pieces/F-2026-001.pdf}"],
        }),
        _snippet("avoir", "Un avoir et la facture qu’il réduit", {
            "numero": "${2:A-2026-001}", "type": "avoir", "sur": "${3:F-2026-001}", "date": _DAY, "montant_ttc": "${4:100.00}",
            "pieces": ["${5:pieces/A-2026-001.pdf}"],
        }),
    ),
    "frais": (
        _snippet("frais", "Un frais payé, et le texte qui le met à la charge du débiteur", {
            "date": _DAY, "libelle": "${2}", "montant": "${3:0.00}", "fondement": "${4:dépens}",
        }),
    ),
    "paiements": (
        _snippet("versement", "Un versement reçu", {
            "date": _DAY, "montant": "${2:0.00}", "moyen": "${3|virement,cheque,prelevement,carte,especes,effet|}", "reference": "${4}",
        }),
    ),
    "journal": (
        _snippet("appel", "Un appel, sans portée juridique", {
            "date": _DAY, "heure": "${2:9h40}", "canal": "telephone", "sens": "${3|emis,recu|}", "avec": "${4}", "resume": "${5}",
        }),
        _snippet("courriel", "Un courriel et sa pièce", {
            "date": _DAY, "canal": "courriel", "sens": "${2|emis,recu|}", "avec": "${3}", "resume": "${4}", "pieces": ["${5:pieces/courriel.eml}"],
        }),
        _snippet("relance", "Une relance, à son niveau du calendrier", {
            "date": _DAY, "canal": "${2|courriel,telephone,courrier|}", "acte": "relance", "niveau": "${3:relance_1}", "resume": "${4}",
        }),
        _snippet("mise en demeure", "Une mise en demeure recommandée", {
            "date": _DAY, "canal": "lrar", "acte": "mise_en_demeure", "delai_jusqu_au": "${2:AAAA-MM-JJ}", "suivi": "${3}",
            "pieces": ["${4:pieces/mise-en-demeure.pdf}"],
        }),
        _snippet("promesse", "Une promesse de payer", {
            "date": _DAY, "canal": "${2|telephone,courriel,rendez_vous|}", "acte": "promesse", "montant": "${3:0.00}",
            "pour_le": "${4:AAAA-MM-JJ}", "resume": "${5}",
        }),
    ),
}  # fmt: skip
"""Entries to begin with, by the list that they stand in; editors offer them on a new line."""
