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
        "DC602",
        "too-large-for-a-volume",
        Severity.WARNING,
        "pièce plus grande que la limite d’un volume",
        "Chaque volume de la liasse reste sous la taille et le nombre de pages du profil de dépôt. Une pièce n’est jamais coupée : celle qui dépasse "
        "la limite à elle seule forme son propre volume.",
        "Le canal de dépôt peut refuser ce volume, ou le tribunal ne pas le recevoir.",
        "# dossier.yaml\nprofil: rpva          # 4 Mo par fichier\n# pieces/contrat-scanne.pdf pèse 9 Mo",
        "Numérisez la pièce plus légèrement (200 points par pouce, gris), scindez-la en deux fichiers cités l’un après l’autre, ou déposez "
        "par un canal qui admet davantage.",
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
