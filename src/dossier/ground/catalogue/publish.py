"""Codes DC8xx: publication and jobs."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

RULES: tuple[Rule, ...] = (
    Rule(
        "DC801",
        "job-stopped",
        Severity.ERROR,
        "un travail s’est arrêté sans résultat",
        "Chaque fichier reçu (PDF, image, courriel) et chaque document à mettre en page est traité dans un processus à part, "
        "dont le temps et la mémoire sont limités et qui n’a accès ni au réseau ni au reste du disque. "
        "Ce travail-là a dépassé une limite, ou son processus s’est arrêté.",
        "Un fichier abîmé ou piégé ne doit ni bloquer la production ni toucher aux autres dossiers. "
        "Ce qui dépendait de lui manque ; tout le reste est produit.",
        "pieces:\n  - pieces/plan-scanne.pdf   # des milliers d’objets imbriqués : la mémoire allouée ne suffit pas",
        "Ouvrez le fichier nommé et enregistrez-le de nouveau (« imprimer en PDF »), ou demandez-le sous une autre forme ; "
        "gardez l’original. Si le travail nommé est un document de dossier, relancez avec `dossier -v build` : "
        "la cause complète est affichée.",
    ),
)
