"""Codes DC5xx: pieces and documents."""

from __future__ import annotations

from dossier.ground.catalogue.documents import DOCUMENTS
from dossier.ground.catalogue.evidence import EVIDENCE
from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

_E, _W, _A = Severity.ERROR, Severity.WARNING, Severity.ADVICE

PIECES: tuple[Rule, ...] = (
    Rule(
        "DC501",
        "same-file-twice",
        _W,
        "même fichier sous deux noms",
        "Deux fichiers cités ont le même contenu, octet pour octet. Ils ne font qu’une pièce, sous un seul numéro.",
        "Une pièce communiquée deux fois sous deux numéros fait perdre confiance dans le bordereau.",
        "pieces: [pieces/facture.pdf, pieces/facture-copie.pdf]",
        "Citez le même fichier aux deux endroits, puis supprimez la copie.",
    ),
    Rule(
        "DC502",
        "uncited-file",
        _A,
        "fichier qu’aucune entrée ne cite",
        "Chaque fichier de `pieces/` est cité par une entrée de l’affaire.",
        "Un fichier que rien ne cite n’a ni date ni sens dans l’affaire : il n’entre pas au bordereau et ne prouve rien.",
        "pieces/scan0042.pdf",
        "Citez-le sous la facture, le paiement ou l’entrée du journal qu’il prouve, ou retirez-le.",
    ),
    Rule(
        "DC503",
        "communicated-piece-changed",
        _E,
        "pièce communiquée modifiée",
        "L’empreinte SHA-256 d’une pièce communiquée est celle que `bordereau.lock` a notée le jour de la communication.",
        "L’adversaire et le juge ont reçu le premier fichier. Le remplacer sous le même numéro ferait circuler deux "
        "pièces différentes sous un seul nom.",
        "# bordereau.lock\n- {numero: 3, fichier: pieces/facture.pdf, sha256: 9f2c…}",
        "Remettez le fichier communiqué. Si le nouveau doit aussi être produit, versez-le sous un autre nom : il "
        "prendra le numéro suivant.",
    ),
    Rule(
        "DC504",
        "communicated-piece-lost",
        _E,
        "pièce communiquée introuvable",
        "Le fichier d’une pièce communiquée existe et peut être lu.",
        "Une pièce communiquée doit pouvoir être produite à nouveau, à l’identique.",
        "# bordereau.lock\n- {numero: 3, fichier: pieces/facture.pdf, sha256: 9f2c…}",
        "Remettez le fichier à sa place ; l’historique git le garde. Une pièce retirée du débat se marque par "
        "`dossier add communication AFFAIRE --withdraw 3`.",
    ),
    Rule(
        "DC505",
        "communicated-piece-uncited",
        _W,
        "pièce communiquée qui n’est plus citée",
        "Une pièce communiquée reste citée par une entrée, et rien ne l’écarte du bordereau.",
        "Son numéro est définitif : elle reste au bordereau. Mais l’affaire ne dit plus ce qu’elle prouve, ou la "
        "déclare confidentielle après coup.",
        "pieces: [{fichier: pieces/lettre.pdf, confidentiel: oui}]",
        "Citez-la de nouveau, ou retirez-la formellement auprès de ceux qui l’ont reçue.",
    ),
    Rule(
        "DC506",
        "piece-kept-out",
        _A,
        "pièce écartée du bordereau",
        "Les correspondances entre avocats sans la mention « officielle » ou d’avocat à client, les pièces d’une médiation ou d’une "
        "conciliation, les enregistrements faits à l’insu de la personne (`enregistrement`) et les données sur la santé, la famille "
        "ou l’identité (`donnees_personnelles`) n’entrent pas au bordereau.",
        "Elles sont couvertes par le secret professionnel ou la confidentialité. Les produire exposerait à leur rejet.",
        "pieces: [{fichier: pieces/lettre-confrere.pdf, nature: correspondance_avocats}]",
        "Si la lettre porte la mention « officielle », écrivez `officielle: oui`. Sinon il n’y a rien à faire : la "
        "pièce reste au dossier interne.",
        "Loi n° 71-1130 du 31 décembre 1971, art. 66-5 ; CPC 1528-3",
    ),
    Rule(
        "DC507",
        "personal-data-in-piece",
        _A,
        "pièce qui en dit trop sur une personne",
        "Aucune pièce numérotée ne se nomme comme une pièce d’identité, un document de santé ou de famille, un bulletin de salaire ou un relevé "
        "de compte entier. Seuls le nom du fichier et l’intitulé sont lus.",
        "Le juge et l’adversaire reçoivent la pièce entière. Ce qui ne sert pas à prouver la créance se masque ou reste au dossier : d’autres "
        "clients sur un relevé, un numéro d’identité, un état de santé.",
        "pieces: [pieces/carte-identite.jpg]",
        "Remplacez-la par une copie masquée (un nom comme `releve-extrait.pdf` le dit), ou écrivez `nature: donnees_personnelles`.",
        "CNIL, délibération n° 2021-130",
    ),
    Rule(
        "DC508",
        "communication-without-number",
        _W,
        "communication sans numéro définitif",
        "Chaque pièce d’une entrée `communication` du journal a son numéro dans `bordereau.lock`.",
        "Le destinataire connaît la pièce sous un numéro. Tant que `bordereau.lock` ne le garde pas, une pièce ajoutée peut le "
        "déplacer. L’entrée a peut-être été écrite à la main, ou une fusion git a perdu des lignes.",
        "- {date: 2026-09-10, acte: communication, a_qui: Me Roux, pieces: [pieces/facture.pdf]}",
        "Vérifiez que le numéro affiché est celui qui a été communiqué, puis lancez `dossier add communication` avec la date, le "
        "destinataire et les pièces de l’entrée : il complète `bordereau.lock` et n’ajoute pas de seconde entrée.",
    ),
    Rule(
        "DC509",
        "order-of-no-piece",
        _W,
        "ordre du bordereau qui ne nomme pas une pièce",
        "Chaque chemin de la liste `bordereau` d’`affaire.yaml` est celui d’un fichier cité par une entrée, une seule fois.",
        "La liste fixe l’ordre des pièces ; elle ne les verse pas. Un fichier que rien ne cite n’a ni date ni sens dans l’affaire.",
        "bordereau: [pieces/devis.pdf, pieces/inconnu.pdf]",
        "Corrigez le chemin, ou citez le fichier sous la facture, le paiement ou l’entrée du journal qu’il prouve.",
    ),
    Rule(
        "DC510",
        "piece-not-read",
        _E,
        "pièce qui ne peut pas être ouverte",
        "Le programme a le droit de lire chaque fichier cité, et ce fichier n’est ni un pointeur git-lfs ni un fichier verrouillé par git-crypt.",
        "Ce qui n’a pas été lu n’a ni empreinte ni page ; une feuille le dit à sa place dans la liasse.",
        "pieces: [pieces/facture.pdf]",
        "Rétablissez les droits de lecture du fichier ; lancez `git lfs pull` ou `git-crypt unlock` quand git n’a laissé qu’un renvoi ou un fichier verrouillé.",
    ),
    Rule(
        "DC511",
        "piece-under-password",
        _E,
        "pièce protégée par un mot de passe",
        "Un PDF s’ouvre sans mot de passe.",
        "Le juge et l’adversaire ne pourraient pas l’ouvrir non plus. Une feuille tient sa place dans la liasse.",
        "pieces: [pieces/releve-banque.pdf]",
        "Enregistrez une copie sans mot de passe et citez-la ; gardez l’original à côté.",
    ),
    Rule(
        "DC512",
        "piece-unreadable",
        _E,
        "pièce illisible",
        "Le contenu du fichier est un PDF, une image, un courriel ou une facture électronique, entier et bien formé.",
        "Un fichier tronqué ou corrompu ne montre pas ce qu’il devait prouver. Une feuille tient sa place dans la liasse.",
        "pieces: [pieces/scan.jpg]",
        "Reprenez le fichier à sa source (boîte de courriel, scanner, expéditeur).",
    ),
    Rule(
        "DC513",
        "piece-repaired",
        _W,
        "pièce abîmée, réparée à la lecture",
        "Un PDF se lit sans réparation.",
        "La lecture a dû deviner une partie du fichier : des pages ou des lignes peuvent manquer sans que cela se voie.",
        "pieces: [pieces/facture.pdf]",
        "Comparez la copie de la liasse à l’original, ou reprenez le fichier à sa source.",
    ),
    Rule(
        "DC514",
        "piece-empty",
        _E,
        "pièce vide",
        "Un fichier cité a un contenu, et un PDF au moins une page.",
        "Un fichier vide vient souvent d’un téléchargement interrompu.",
        "pieces: [pieces/facture.pdf]",
        "Reprenez le fichier à sa source.",
    ),
    Rule(
        "DC515",
        "piece-too-long",
        _E,
        "pièce de trop de pages",
        "Un PDF a 5 000 pages au plus.",
        "Au-delà, la liasse ne peut être ni imprimée ni lue, et un fichier piégé peut annoncer des millions de pages.",
        "pieces: [pieces/annuaire.pdf]",
        "Extrayez les pages utiles dans un fichier à part.",
    ),
    Rule(
        "DC516",
        "piece-too-large",
        _E,
        "pièce trop volumineuse",
        "Un fichier fait 200 Mo au plus, une image 50 millions de pixels, un courriel 50 Mo.",
        "Une image piégée de quelques kilooctets peut se déployer en plusieurs gigaoctets.",
        "pieces: [pieces/plan.png]",
        "Réduisez la définition du scan : 200 à 300 points par pouce suffisent.",
    ),
    Rule(
        "DC517",
        "piece-not-printable",
        _W,
        "format qui ne s’imprime pas",
        "Une pièce est un PDF, une image (JPEG, PNG, TIFF, WebP, GIF, BMP), un courriel (`.eml`, `.msg`), une facture électronique UBL ou CII, "
        "un texte, un son ou une vidéo.",
        "Les autres formats (archive, page web, programme…) sont joints tels quels. Dans la liasse, une feuille en donne le "
        "nom, la taille et l’empreinte.",
        "pieces: [pieces/envoi.zip]",
        "Si le contenu doit se lire dans la liasse, convertissez-le en PDF et citez les deux fichiers.",
    ),
    Rule(
        "DC518",
        "piece-still-active",
        _E,
        "pièce qui reste active après nettoyage",
        "La copie d’un PDF ne contient ni script, ni action, ni fichier caché.",
        "La liasse est ouverte par le juge et l’adversaire : rien de ce qu’un tiers a mis dans un PDF ne doit s’y exécuter.",
        "pieces: [pieces/formulaire.pdf]",
        "Imprimez le document vers un nouveau PDF et citez-le.",
    ),
    Rule(
        "DC519",
        "piece-shown-otherwise",
        _A,
        "pièce qui se montre un peu autrement",
        "Un courriel ou un texte s’imprime tel qu’il est écrit.",
        "Un caractère sans dessin, un jeu de caractères inconnu, un texte très long ou deux versions qui diffèrent : "
        "la page imprimée ne dit pas tout ce que dit l’original.",
        "pieces: [pieces/courriel.eml]",
        "Comparez la page à l’original, qui est joint à part.",
    ),
    Rule(
        "DC531",
        "piece-without-reference-in-act",
        _A,
        "pièce que l’acte ne cite pas",
        "Un acte à paragraphes numérotés renvoie au moins une fois à chaque pièce de son bordereau.",
        "Le juge lit l’acte et va aux pièces par ses renvois. Une pièce sans renvoi n’est peut-être pas lue, ou n’a pas sa place ici.",
        "journal.yaml : un appel sans acte, avec pieces: [pieces/releve-appel.pdf]",
        "Rien n’est faux : la pièce reste au bordereau. Pour que l’acte y renvoie, citez-la sous la facture, le paiement ou l’acte qu’elle "
        "prouve ; pour qu’elle n’y soit pas, ôtez-la de l’entrée ou écrivez `confidentiel: oui`.",
    ),
    Rule(
        "DC532",
        "template-names-no-piece",
        _E,
        "modèle qui cite une pièce que l’affaire n’a pas",
        "Dans un modèle de `templates/`, `[pièce pieces/devis.pdf]` et `[pièces de F-2026-014]` désignent des pièces du bordereau de "
        "l’affaire pour laquelle il sert.",
        "Le renvoi s’imprime tel qu’il est écrit, sans numéro. Un modèle sert à toutes les affaires : une pièce propre à l’une manque "
        "aux autres.",
        "Vous l’avez accepté ([pièce pieces/devis.pdf]).",
        "Corrigez le chemin à la ligne indiquée, ou ôtez le renvoi du modèle.",
    ),
    Rule(
        "DC533",
        "text-names-no-piece",
        _E,
        "texte qui cite une pièce introuvable",
        "Dans un texte de l’affaire, `[pièce pieces/devis.pdf]` désigne une pièce du bordereau, et `[pièces de F-2026-014]` celles d’une "
        "facture.",
        "Le renvoi s’imprimerait sans numéro dans un acte. Une pièce écartée ou retirée n’a pas de numéro.",
        "motif: Le devis prévoyait la pose [pièce pieces/devi.pdf]",
        "Corrigez le chemin ou le numéro de la facture, ou citez le fichier sous l’entrée qu’il prouve.",
    ),
    Rule(
        "DC534",
        "secret-looking-piece",
        _W,
        "pièce qui paraît secrète",
        "Une pièce numérotée dont personne n’a écrit la nature n’est pas un courriel d’un avocat à un autre sans la mention "
        "« officielle », et ne se nomme pas d’après une médiation ou une conciliation. Le nom du fichier, l’intitulé, l’en-tête du "
        "courriel et le nom de ses pièces jointes sont lus, rien d’autre.",
        "La correspondance entre avocats est couverte par le secret, et ce qui est fait pour une médiation est confidentiel. Une fois "
        "au bordereau, la pièce serait dans la liasse et dans chaque remise.",
        "pieces: [pieces/courriel-confrere.eml]",
        "Écrivez `nature: correspondance_avocats` ou `nature: mediation` pour l’écarter. Si elle peut être produite, écrivez "
        "`officielle: oui` ou sa nature.",
        "Loi n° 71-1130 du 31 décembre 1971, art. 66-5 (de mémoire) ; CPC 1528-3 (sources concordantes)",
    ),
)

RULES: tuple[Rule, ...] = (*PIECES, *EVIDENCE, *DOCUMENTS)
