"""Codes DC561 to DC565: what leaves the house, by e-mail, by post or on paper."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

RULES: tuple[Rule, ...] = (
    Rule(
        "DC561",
        "email-enclosure-missing",
        Severity.ADVICE,
        "pièce jointe annoncée et absente du courriel",
        "Le brouillon d’une lettre envoyée par courriel porte tout ce que la lettre annonce en pièce jointe, dans la limite de 12 Mo.",
        "Une lettre qui annonce la copie d’une facture part souvent sans elle ; le débiteur a alors une raison d’attendre.",
        "factures:\n  - numero: F-2026-014   # sans pieces : aucune copie à joindre",
        "Ajoutez le fichier à `pieces` de la facture, ou joignez-le au brouillon avant l’envoi. "
        "Le bordereau et les pièces ne sont joints que si la liasse est produite en même temps.",
    ),
    Rule(
        "DC562",
        "email-without-address",
        Severity.WARNING,
        "courriel sans destinataire",
        "Une lettre que le calendrier de relances envoie par courriel a un destinataire dont l’adresse électronique est connue et s’écrit "
        "dans un en-tête de message.",
        "Le brouillon s’ouvre sans destinataire, et la relance risque de ne pas partir.",
        "debiteurs:\n  - id: sud-beton   # sans courriel, alors que relance_1 part par courriel",
        "Écrivez `courriel` chez le débiteur, ou changez le `canal` de ce niveau dans `relances` de `dossier.yaml`.",
    ),
    Rule(
        "DC563",
        "paper-set-not-as-planned",
        Severity.ERROR,
        "jeu papier qui ne correspond pas à son plan",
        "Chaque pièce a un intercalaire d’une page, et chaque partie du jeu les pages que la liasse lui donne.",
        "Un intercalaire de trop décale les rectos de tout ce qui suit : le jeu n’est alors pas produit.",
        "# templates/acts/intercalaire.html.j2 de l’espace de travail\n{% for piece in pieces %}\n<h1>{{ piece.libelle }}</h1>\n{% endfor %}",
        "Dans votre modèle `acts/intercalaire.html.j2`, gardez un bloc d’une page par pièce (classe `intercalaire`).",
    ),
)
