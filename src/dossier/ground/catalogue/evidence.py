"""Codes DC520 to DC529: formats of evidence, conversions, and files inside files."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

_W, _A = Severity.WARNING, Severity.ADVICE

EVIDENCE: tuple[Rule, ...] = (
    Rule(
        "DC520",
        "piece-to-convert",
        _W,
        "pièce à convertir avant de la montrer",
        "Une photo HEIC ou un document de bureautique (DOCX, ODT, RTF, XLSX…) a été converti en PDF par `dossier import --convert`.",
        "`build` ne convertit jamais : le résultat dépendrait des programmes de la machine. Sans conversion, une feuille tient la place "
        "de la pièce dans la liasse.",
        "pieces: [pieces/contrat.docx]",
        "Lancez `dossier import --convert` sur le fichier, relisez le PDF obtenu, puis relancez `build`. L’original reste la pièce ; "
        "le PDF donne ses pages.",
    ),
    Rule(
        "DC521",
        "conversion-out-of-step",
        _W,
        "conversion qui n’est plus celle de la pièce",
        "Le PDF que `import --convert` a fait d’une pièce est encore celui de ce fichier : ni l’original ni le PDF n’ont changé depuis, et "
        "la reconnaissance des caractères n’a ni ajouté ni ôté de page.",
        "La liasse montrerait un autre texte que celui de l’original. La conversion est laissée de côté.",
        "# pieces/contrat.docx.conversion.yaml\nsha256: 9f2c… (contrat.docx a une autre empreinte)",
        "Supprimez le PDF et son fichier `.conversion.yaml`, puis relancez `dossier import --convert`.",
    ),
    Rule(
        "DC522",
        "form-for-one-reader",
        _W,
        "formulaire qui ne se montre que dans Adobe Reader",
        "Un PDF porte lui-même le dessin de ses pages.",
        "Un formulaire XFA dynamique n’a pour pages qu’un avertissement : son contenu n’apparaît que dans Adobe Reader. Le juge verrait une "
        "page d’attente.",
        "pieces: [pieces/formulaire.pdf]",
        "Ouvrez-le dans Adobe Reader, imprimez-le vers un nouveau PDF et citez ce PDF ; gardez l’original à côté.",
    ),
    Rule(
        "DC523",
        "inner-file-not-shown",
        _W,
        "fichier joint qui ne se montre pas",
        "Les PDF, images, textes, courriels et factures électroniques joints à un courriel, à une facture électronique ou à un "
        "porte-documents PDF se lisent, et s’impriment à la suite de la pièce (3.1, 3.2…).",
        "Le fichier joint est nommé dans la page de la pièce, mais son contenu manque ou ne se montre pas tout à fait.",
        "pieces: [pieces/courriel.eml]",
        "Enregistrez le fichier joint à part, sans mot de passe et entier, et citez-le aussi ; sinon, produisez l’original.",
    ),
    Rule(
        "DC524",
        "piece-to-play",
        _A,
        "enregistrement remplacé par une fiche",
        "Une pièce se lit sur le papier.",
        "Un son ou une vidéo ne s’imprime pas : dans la liasse, une fiche en donne le nom, la taille, la durée et l’empreinte SHA-256. "
        "Le fichier lui-même doit être remis à part.",
        "pieces: [pieces/message-vocal.mp3]",
        "Remettez le fichier avec la liasse (clé USB, dépôt électronique), et citez à côté une transcription s’il faut en lire les mots.",
    ),
)
