"""French words for the names that passes use: acts, channels, regimes, natures of pieces, kinds of parties."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.claim.derivation.words import CHOICE_VALUE_FR as CHOICE_VALUE_FR
from dossier.claim.derivation.words import MEANS_FR as MEANS_FR
from dossier.claim.derivation.words import REGIME_FR as REGIME_FR
from dossier.claim.derivation.words import reading_words as reading_words

ACT_FR: Mapping[str, str] = {
    "relance": "Relance",
    "mise_en_demeure": "Mise en demeure",
    "sommation": "Sommation de payer",
    "promesse": "Promesse de paiement",
    "contestation": "Contestation",
    "reconnaissance_de_dette": "Reconnaissance de dette",
    "echeancier": "Échéancier",
    "transaction": "Transaction",
    "mediation_accord": "Accord d’entrer en médiation",
    "mediation_fin": "Fin de la médiation",
    "invitation_l125": "Invitation à la procédure des petites créances",
    "acceptation_l125": "Acceptation de la procédure des petites créances",
    "refus_l125": "Refus de la procédure des petites créances",
    "commandement_l126": "Commandement de payer (créances commerciales)",
    "contestation_l126": "Contestation du commandement",
    "pv_non_contestation": "Procès-verbal de non-contestation",
    "cheque_presente": "Chèque présenté",
    "certificat_non_paiement": "Certificat de non-paiement",
    "saisie_conservatoire": "Saisie conservatoire",
    "requete_injonction": "Requête en injonction de payer déposée",
    "consignation": "Consignation des frais",
    "invitation_a_consigner": "Invitation à consigner",
    "rejet_requete": "Rejet de la requête",
    "ordonnance_injonction": "Ordonnance d’injonction de payer",
    "signification": "Signification",
    "opposition": "Opposition",
    "avis_constitution": "Avis d’avoir à constituer avocat",
    "constitution_avocat": "Constitution d’avocat",
    "assignation_refere": "Assignation en référé",
    "assignation_fond": "Assignation au fond",
    "jugement": "Jugement",
    "titre_executoire": "Titre exécutoire",
    "commandement": "Commandement de payer",
    "saisie": "Saisie",
    "procedure_collective": "Procédure collective",
    "declaration_creance": "Déclaration de créance",
    "surendettement_recevable": "Surendettement déclaré recevable",
    "radiation_debiteur": "Radiation du débiteur",
    "deces_debiteur": "Décès du débiteur",
    "mandat": "Mandat donné",
    "passage_en_perte": "Passage en perte",
    "transmission_universelle": "Transmission universelle du patrimoine",
    "delai_de_grace": "Délai de grâce",
    "ordonnance_refere": "Ordonnance de référé",
    "injonction_europeenne": "Injonction de payer européenne",
    "desistement": "Désistement",
    "caducite": "Caducité",
    "releve_de_forclusion": "Relevé de forclusion",
    "renonciation": "Renonciation",
    "cession_de_creance": "Cession de créance",
    "communication": "Communication de pièces",
    "solde": "Solde de tout compte",
}

CHANNEL_FR: Mapping[str, str] = {
    "telephone": "appel", "sms": "SMS", "courriel": "courriel", "courrier": "courrier",
    "lrar": "lettre recommandée avec avis de réception", "lre": "lettre recommandée électronique",
    "main_propre": "remise en main propre", "rendez_vous": "rendez-vous", "commissaire": "commissaire de justice",
    "greffe": "greffe", "audience": "audience",
}  # fmt: skip

BY_CHANNEL_FR: Mapping[str, str] = {
    "telephone": "par téléphone", "sms": "par SMS", "courriel": "par courriel", "courrier": "par courrier",
    "lrar": "par LRAR", "lre": "par LRE", "main_propre": "remise en main propre", "rendez_vous": "en rendez-vous",
    "commissaire": "par commissaire de justice", "greffe": "au greffe", "audience": "à l’audience",
}  # fmt: skip

DELIVERY_FR: Mapping[str, str] = {
    "recue": "reçue", "non_reclamee": "non réclamée", "refusee": "refusée", "inconnue_a_l_adresse": "inconnue à l’adresse",
}  # fmt: skip

SERVICE_FR: Mapping[str, str] = {
    "personne": "à personne", "domicile": "à domicile", "etude": "à l’étude",
    "pv_659": "procès-verbal de l’article 659", "electronique": "par voie électronique",
}  # fmt: skip

SERVED_FR: Mapping[str, str] = {
    "ordonnance": " de l’ordonnance", "ordonnance_injonction": " de l’ordonnance", "jugement": " du jugement",
    "titre_executoire": " du titre exécutoire", "ordonnance_refere": " de l’ordonnance de référé",
    "commandement": " du commandement", "assignation_fond": " de l’assignation", "assignation_refere": " de l’assignation",
}  # fmt: skip

LEVEL_FR: Mapping[str, str] = {
    "prealable": "Rappel avant échéance", "relance_1": "Relance 1", "relance_2": "Relance 2", "relance_3": "Relance 3",
    "derniere_relance": "Dernière relance", "mise_en_demeure": "Mise en demeure",
}  # fmt: skip

PIECE_NATURE_FR: Mapping[str, str] = {
    "facture": "facture", "commande": "commande", "livraison": "livraison", "contrat": "contrat",
    "correspondance": "correspondance", "correspondance_avocats": "correspondance entre avocats", "mediation": "médiation",
    "preuve_postale": "preuve postale", "paiement": "paiement", "acte": "acte", "decision": "décision",
    "identite": "identité", "autre": "autre", "avocat_client": "correspondance d’avocat à client",
    "enregistrement": "enregistrement", "donnees_personnelles": "données personnelles",
}  # fmt: skip

FORMAT_FR: Mapping[str, str] = {
    "pdf": "PDF", "image": "image", "eml": "courriel", "msg": "courriel", "text": "texte", "xml": "facture électronique",
    "audio": "enregistrement sonore", "video": "enregistrement vidéo", "office": "document de bureautique", "other": "autre",
}  # fmt: skip

CASE_NATURE_FR: Mapping[str, str] = {
    "commerciale": "créance commerciale", "civile": "créance civile", "consommation": "contrat de consommation",
    "credit_consommation": "crédit à la consommation", "bail_habitation": "bail d’habitation", "transport": "transport",
    "telecom": "télécommunications", "marche_public": "marché public",
}  # fmt: skip

ROLE_FR: Mapping[str, str] = {
    "principal": "débiteur principal", "codebiteur_solidaire": "codébiteur solidaire", "caution": "caution",
}  # fmt: skip

CALENDAR_FR: Mapping[str, str] = {
    "procedure": "délai de procédure (CPC 640 à 642)",
    "prescription": "prescription : jamais prorogée",
    "libre": "délai convenu",
}


def word(table: Mapping[str, str], name: str) -> str:
    """The French word of a name, or the name itself with spaces where the table does not know it."""
    return table.get(name, name.replace("_", " "))
