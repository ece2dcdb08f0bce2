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
        "Après l’assemblage, la liasse est relue page par page et comparée à ce qui était demandé : chaque page d’origine à sa place, cachet et "
        "numéro de page lisibles, droits et par-dessus le reste, liens et signets qui mènent aux pages annoncées, pages du bordereau exactes, "
        "aucune pièce citée qui manque, aucun élément actif.",
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
        "DC603",
        "too-large-to-file",
        Severity.ERROR,
        "fichier ou envoi plus grand que ne l’admet le canal",
        "« dossier check --for PROFIL » compare la taille et les pages de chaque acte, de chaque volume et de chaque pièce à la limite du profil, et "
        "forme des lots qui tiennent dans un envoi.",
        "Un envoi refusé à la veille d’un délai le fait manquer.",
        "dossier check --for rpva",
        "Allégez la pièce nommée ou scindez-la ; si le canal admet davantage aujourd’hui, dites-le dans profils/PROFIL.yaml, avec votre source.",
    ),
    Rule(
        "DC604",
        "name-refused-to-file",
        Severity.ERROR,
        "nom de fichier que le canal refuse",
        "Le nom de chaque fichier à déposer n’a que des lettres sans accent, des chiffres et des tirets, et ne dépasse pas la longueur du profil.",
        "Des canaux refusent un fichier pour son nom, ou en changent les signes ; les renvois du bordereau ne le retrouvent plus.",
        "# profils/greffe.yaml\nnom_longueur: 24",
        "Donnez au profil une longueur que vos actes respectent, ou renommez le fichier avant de le déposer.",
    ),
    Rule(
        "DC605",
        "sheet-instead-of-evidence",
        Severity.WARNING,
        "pièce qui ne peut être déposée en PDF",
        "Chaque pièce à déposer est un PDF sans mot de passe. Une pièce qui ne peut être reproduite (mot de passe, son, format inconnu) est représentée "
        "par une feuille qui porte le nom et l’empreinte du fichier.",
        "La juridiction ne reçoit alors que la feuille : le fichier lui-même reste à remettre autrement.",
        "pieces: [pieces/message-vocal.mp3]",
        "Fournissez un PDF de la pièce (sans mot de passe, ou un constat de sa teneur), ou remettez le fichier sur un support.",
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
    Rule(
        "DC607",
        "limit-not-found",
        Severity.ADVICE,
        "limite du canal non trouvée",
        "Un profil dit la source et le jour de lecture de chaque limite. Où aucune n’a été trouvée, celle du profil prudent est appliquée et "
        "le dépôt n’est pas dit conforme.",
        "Une limite supposée n’est pas une limite connue.",
        "dossier check --for tribunal-digital",
        "Lisez la limite sur le portail du canal et écrivez-la dans profils/PROFIL.yaml avec sa source et le jour.",
    ),
    Rule(
        "DC608",
        "act-not-final",
        Severity.WARNING,
        "acte qui n’est pas prêt à déposer",
        "Avant un dépôt, aucun acte de la liasse n’est un brouillon.",
        "Un acte marqué « BROUILLON » n’est pas un acte de procédure.",
        "dossier check --for rpva",
        "Réglez ce que l’acte attend : sa page et « dossier show AFFAIRE --section manque » le disent.",
    ),
    Rule(
        "DC609",
        "filing-not-known",
        Severity.ADVICE,
        "taille qui n’est pas encore connue",
        "« dossier check --for PROFIL » regarde les actes et les volumes d’une production antérieure. Sans elle, seules les pièces sont "
        "examinées, et les volumes sont estimés.",
        "Un contrôle incomplet ne doit pas passer pour un contrôle.",
        "dossier check --for rpva      # avant tout « dossier build »",
        "Lancez « dossier build », puis de nouveau la commande.",
    ),
)
