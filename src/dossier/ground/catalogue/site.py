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
    Rule(
        code="DC706",
        slug="statement-withheld",
        severity=Severity.WARNING,
        title="relevé de compte non établi pour un débiteur",
        checks="`build --audience debiteur` ne fait de relevé que si le solde est connu, si les montants et les parties sont sans "
        "erreur, et si rien ne prive la demande d’objet : décès, prescription, cession, passage en perte, engagement d’une caution.",
        why="Un relevé faux, ou qui réclame ce qui ne peut plus l’être, se retourne contre qui l’envoie.",
        example="acte: deces_debiteur",
        cure="Corrigez ce que le message nomme. Après un décès, une cession ou une prescription, le relevé n’est pas le bon moyen.",
    ),
    Rule(
        code="DC707",
        slug="statement-asks-nothing",
        severity=Severity.WARNING,
        title="relevé de compte sans demande de paiement",
        checks="Le relevé d’un débiteur en procédure collective ou en surendettement donne le compte, sans dire comment payer.",
        why="Après le jugement d’ouverture, le débiteur n’a pas le droit de payer ses dettes antérieures. La règle est générale : "
        "toutes les affaires de ce débiteur la suivent.",
        example="acte: procedure_collective",
        cure="Rien à corriger si la procédure est ouverte : la créance se déclare, le relevé informe.",
        law="C. com. L622-7",
    ),
)
