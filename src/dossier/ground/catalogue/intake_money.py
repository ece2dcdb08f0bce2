"""Codes DC840 to DC849: what is imported of banks and of accounting, and what keeps it from a case or is to be looked at."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

RULES: tuple[Rule, ...] = (
    Rule(
        "DC840",
        "import-other-account",
        Severity.ADVICE,
        "relevé d’un autre compte que celui des lettres",
        "Le compte du relevé est celui de `creancier.iban`, que les lettres donnent à payer.",
        "Un paiement peut arriver sur un autre compte de l’entreprise ; il se peut aussi que le relevé soit celui d’une autre.",
        "creancier: {iban: FR76 3000 6000 0112 3456 7890 189}   # le relevé est d’un autre compte",
        "Si ce compte est bien le vôtre, il n’y a rien à faire. Sinon, retirez ce fichier de l’import.",
    ),
    Rule(
        "DC841",
        "import-statement-doubtful",
        Severity.WARNING,
        "relevé ou export comptable en partie lu",
        "Chaque ligne se lit, et le solde final est le solde initial augmenté des mouvements.",
        "Une ligne qui manque peut être un paiement du débiteur : une somme réclamée en trop.",
        "02/03/2026;VIR SUD BETON;1.000   # mille euros, ou un euro ?",
        "Ouvrez le fichier à la ligne nommée ; téléchargez-le de nouveau, ou saisissez ce mouvement avec `dossier add paiement`.",
    ),
    Rule(
        "DC842",
        "import-table-columns",
        Severity.ERROR,
        "colonnes d’un relevé CSV non reconnues",
        "Un relevé CSV a une colonne de date et une de montant (ou de débit et de crédit), sous un titre usuel ou nommé dans `releves`.",
        "Chaque banque nomme ses colonnes à sa façon ; deviner laquelle porte le montant fausserait les paiements.",
        "Jour;Somme;Texte",
        "Nommez les colonnes une fois dans `dossier.yaml` : `releves: [{colonnes: {date: Jour, montant: Somme, libelle: Texte}}]`.",
    ),
    Rule(
        "DC843",
        "import-movement-unsure",
        Severity.WARNING,
        "mouvement à rapprocher par une personne",
        "Un versement est rapproché d’une affaire par le numéro d’une facture et le nom du débiteur, ou ce numéro et le montant.",
        "Un montant égal ou un nom seul ne prouvent pas qui a payé quoi ; un paiement mal placé réduit une créance et en laisse courir une autre.",
        "VIR SEPA BETON SUD 500,00   # le nom seul",
        "Vérifiez auprès de la banque ou du débiteur, puis `--likely` pour enregistrer les rapprochements probables, `--case` pour dire "
        "l’affaire, ou `dossier add paiement`.",
        "C. civ., art. 1342-10",
    ),
    Rule(
        "DC844",
        "import-payment-returned",
        Severity.WARNING,
        "débit qui nomme un débiteur : paiement revenu impayé ?",
        "Aucun mouvement au débit ne nomme un débiteur ou sa facture.",
        "Un chèque ou un prélèvement revenu impayé rend la somme due de nouveau, depuis son échéance.",
        "REJET PRLV SUD BETON F-2026-014   −500,00",
        "Si le paiement est revenu impayé, ajoutez `rejete_le` à son entrée de paiements. S’il s’agit d’un remboursement, saisissez un avoir.",
    ),
    Rule(
        "DC845",
        "import-booked-sale-bare",
        Severity.WARNING,
        "facture reprise de la comptabilité, sans la facture elle-même",
        "Une facture prise dans un FEC a ensuite sa pièce et son échéance, que la comptabilité ne donne pas.",
        "La requête s’appuie sur la facture jointe ; sans échéance écrite, c’est le délai du contrat ou de la loi qui compte.",
        "VE;…;41100000;…;F-2026-014;20260115;…;4800,00",
        "Importez la facture électronique, ou ajoutez `pieces` et `echeance` à l’entrée.",
        "CPC, art. 1407",
    ),
)
