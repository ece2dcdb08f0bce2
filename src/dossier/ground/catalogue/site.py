"""Codes DC7xx: the site."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

RULES: tuple[Rule, ...] = (
    Rule(
        code="DC701",
        slug="output-path-clash",
        severity=Severity.ERROR,
        title="deux sorties veulent le même chemin",
        checks="Chaque fichier produit a un chemin à lui, majuscules et minuscules confondues.",
        why="Deux fichiers du même nom s’écraseraient l’un l’autre, et certains systèmes ne distinguent pas `Relance.pdf` "
        "de `relance.pdf`. Le premier des deux, dans l’ordre des producteurs, est gardé.",
        example="documents/Relance.pdf   # et documents/relance.pdf",
        cure="C’est un défaut du programme et non du dossier : signalez-le avec le message complet.",
    ),
    Rule(
        code="DC702",
        slug="site-template-not-replaceable",
        severity=Severity.WARNING,
        title="un gabarit du site ne se remplace pas",
        checks="Les fichiers de `templates/` remplacent les lettres et les actes du même nom, jamais les pages du site.",
        why="Les pages du site décident de ce qui est montré et de ce qu’un navigateur a le droit de faire. Un gabarit "
        "modifié pourrait laisser agir un texte écrit par le débiteur.",
        example="templates/site/case.html.j2",
        cure="Retirez le fichier de `templates/site/`. Les lettres et les actes se modifient dans `templates/letters/` et "
        "`templates/acts/`.",
    ),
    Rule(
        code="DC703",
        slug="note-link-refused",
        severity=Severity.ADVICE,
        title="lien ou image refusé dans une note",
        checks="Les liens d’une note mènent au web (`http`, `https`), à une adresse de courriel (`mailto`) ou à une page du "
        "site ; les images n’y sont pas montrées.",
        why="Une adresse d’un autre genre peut lancer un programme ou lire un fichier du lecteur ; une image distante "
        "apprend à son auteur que la note a été lue.",
        example="notes/appel.md   # [voir](javascript:alert(1))",
        cure="Écrivez l’adresse complète, ou un chemin depuis la page de l’affaire, par exemple `[décompte](decompte.html)`. "
        "Une image se verse au dossier comme pièce.",
    ),
)
