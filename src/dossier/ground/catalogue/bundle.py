"""Codes DC6xx: the evidence bundle."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

RULES: tuple[Rule, ...] = (
    Rule(
        "DC601",
        "bundle-not-as-planned",
        Severity.ERROR,
        "liasse qui ne correspond pas à son plan",
        "Après l’assemblage, la liasse est relue par un autre programme : nombre de pages, cachet lisible sur chaque page de chaque pièce, liens et "
        "signets qui mènent aux pages annoncées, aucune pièce citée qui manque, aucun élément actif.",
        "Un renvoi à une mauvaise page ou un cachet absent trompe le juge. Une liasse qui n’est pas sûre n’est pas publiée.",
        '# dans un modèle d’acte\n<a href="dossier:piece/12">pièce n° 12</a>',
        "Si le message nomme une pièce absente, corrigez le modèle qui la cite. Sinon, signalez le message : le défaut est dans le programme.",
    ),
    Rule(
        "DC606",
        "unknown-filing-profile",
        Severity.ERROR,
        "réglage de la liasse sans effet",
        "`profil` de dossier.yaml et `d_apres` d’un fichier de profils/ nomment un profil fourni ou celui d’un fichier de profils/ ; `tampon: avocat` demande "
        "un avocat sous `conseil` ou `autres_conseils`.",
        "Sans cela la liasse est faite sous le profil prudent, ou avec un cadre vide, alors qu’autre chose était voulu.",
        "# dossier.yaml\nprofil: rvpa",
        "Corrigez le nom, ou créez profils/NOM.yaml ; nommez l’avocat.",
    ),
)
