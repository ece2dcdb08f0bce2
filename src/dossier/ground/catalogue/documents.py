"""Codes DC550 to DC599: letters and acts, their templates, and what the printer says."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

DOCUMENTS: tuple[Rule, ...] = (
    Rule(
        "DC550",
        "glyph-missing",
        Severity.WARNING,
        "caractère sans dessin dans les polices",
        "Chaque caractère d’un document imprimé existe dans l’une des polices fournies (Source Serif 4, Inter).",
        "Un caractère absent s’imprimerait comme une case vide : le texte serait illisible à cet endroit.",
        "debiteurs:\n  - denomination: 株式会社",
        "Écrivez le nom en caractères latins, comme au registre du commerce.",
    ),
    Rule(
        "DC551",
        "address-refused",
        Severity.ERROR,
        "adresse extérieure dans un modèle",
        "Un document ne montre que les images que le programme lui donne. Toute autre adresse (`http`, `file`, chemin) est refusée.",
        "Ouvrir une adresse pendant l’impression ferait sortir des données du dossier, ou y ferait entrer un fichier étranger.",
        '<img src="https://exemple.example/logo.png">',
        "Retirez l’adresse du modèle ou de la feuille de style. Le logo se déclare dans `dossier.yaml`, clé `entete.logo`.",
    ),
    Rule(
        "DC552",
        "print-remark",
        Severity.WARNING,
        "remarque de l’imprimeur",
        "L’impression d’un document ne donne lieu à aucune remarque du moteur de mise en page.",
        "Une règle de style inconnue ou une image illisible change la page sans bruit.",
        "h1 { taille: 12pt }",
        "Corrigez la feuille de style ou le modèle de l’espace de travail que le message nomme.",
    ),
    Rule(
        "DC553",
        "template-syntax",
        Severity.ERROR,
        "modèle illisible",
        "Un modèle de `templates/` se lit : ses accolades et ses balises sont fermées.",
        "Un modèle qui ne se lit pas ne peut servir ; le modèle fourni le remplace, et la lettre n’a plus votre texte.",
        "Nous vous demandons {{ somme",
        "Fermez la balise à la ligne indiquée.",
    ),
    Rule(
        "DC554",
        "template-value",
        Severity.ERROR,
        "valeur inconnue dans un modèle",
        "Un modèle ne demande que les valeurs qui lui sont données, pour ce qu’elles sont.",
        "Une valeur mal nommée laisserait un blanc dans la lettre ; le modèle fourni remplace alors le vôtre.",
        "Nous vous demandons {{ sommme }}",
        "Reprenez le nom tel qu’il figure dans le modèle fourni de même nom.",
    ),
    Rule(
        "DC555",
        "template-forbidden",
        Severity.ERROR,
        "construction interdite dans un modèle",
        "Un modèle ne contient que du texte, des valeurs, des conditions et des listes : "
        "ni appel, ni calcul, ni inclusion, ni attribut interne.",
        "Un modèle reçu d’un tiers ne doit rien pouvoir exécuter, et un montant n’est calculé qu’à un seul endroit.",
        "{{ ''.__class__ }}",
        "Retirez la construction ; les valeurs calculées sont déjà données au modèle.",
    ),
    Rule(
        "DC556",
        "address-too-long",
        Severity.WARNING,
        "adresse trop longue pour la fenêtre",
        "L’adresse du destinataire tient en six lignes de trente-huit caractères.",
        "C’est ce que la fenêtre de l’enveloppe montre et ce que le tri postal lit ; le reste n’est pas imprimé.",
        'adresse: {voie: "Bâtiment des Trois Colonnes, escalier B, quatrième étage, porte de gauche"}',
        "Abrégez le complément ou la voie, en gardant le numéro et le nom de la rue.",
    ),
    Rule(
        "DC557",
        "logo-unusable",
        Severity.WARNING,
        "logo inutilisable",
        "Le logo de l’en-tête est une image PNG, JPEG ou SVG.",
        "Un autre format ne s’imprime pas ; les lettres partent alors sans logo.",
        "entete: {logo: templates/logo.txt}",
        "Enregistrez le logo en PNG, JPEG ou SVG et nommez ce fichier.",
    ),
)
