"""French words for the words of the format: acts, channels, natures, kinds of parties. Pages and editors show the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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

DELIVERY_FR: Mapping[str, str] = {
    "recue": "reçue", "non_reclamee": "non réclamée", "refusee": "refusée", "inconnue_a_l_adresse": "inconnue à l’adresse",
}  # fmt: skip

SERVICE_FR: Mapping[str, str] = {
    "personne": "à personne", "domicile": "à domicile", "etude": "à l’étude",
    "pv_659": "procès-verbal de l’article 659", "electronique": "par voie électronique",
}  # fmt: skip

PIECE_NATURE_FR: Mapping[str, str] = {
    "facture": "facture", "commande": "commande", "livraison": "livraison", "contrat": "contrat",
    "correspondance": "correspondance", "correspondance_avocats": "correspondance entre avocats", "mediation": "médiation",
    "preuve_postale": "preuve postale", "paiement": "paiement", "acte": "acte", "decision": "décision",
    "identite": "identité", "autre": "autre", "avocat_client": "correspondance d’avocat à client",
    "enregistrement": "enregistrement", "donnees_personnelles": "données personnelles",
}  # fmt: skip

CASE_NATURE_FR: Mapping[str, str] = {
    "commerciale": "créance commerciale", "civile": "créance civile", "consommation": "contrat de consommation",
    "credit_consommation": "crédit à la consommation", "bail_habitation": "bail d’habitation", "transport": "transport",
    "telecom": "télécommunications", "marche_public": "marché public",
}  # fmt: skip

ROLE_FR: Mapping[str, str] = {
    "principal": "débiteur principal", "codebiteur_solidaire": "codébiteur solidaire", "caution": "caution",
}  # fmt: skip

MEANS_FR: Mapping[str, str] = {
    "virement": "Virement", "cheque": "Chèque", "prelevement": "Prélèvement", "carte": "Paiement par carte",
    "especes": "Espèces", "effet": "Effet de commerce",
}  # fmt: skip

PARTY_TYPE_FR: Mapping[str, str] = {
    "societe_commerciale": "société commerciale : SARL, SAS, SA, SNC…", "societe_civile": "société civile : SCI, SCP…",
    "commercant": "commerçant en son nom", "artisan": "artisan en son nom", "profession_liberale": "profession libérale",
    "agriculteur": "agriculteur", "association": "association", "particulier": "particulier, hors de toute activité professionnelle",
    "personne_publique": "personne publique : État, collectivité, établissement public",
}  # fmt: skip

_OTHERS: tuple[Mapping[str, str], ...] = (
    {"oui": "", "non": ""},
    {"M.": "Monsieur", "Mme": "Madame"},
    {"facture": "facture", "avoir": "avoir, qui réduit une facture"},
    {"depuis_facture": "le prix n’a jamais été dû", "a_sa_date": "le prix était dû jusqu’à l’avoir"},
    {"debiteur": "le débiteur", "tiers": "un tiers pour son compte"},
    {"emis": "du créancier vers le débiteur", "recu": "du débiteur vers le créancier"},
    {"creancier": "le créancier", "avocat": "son avocat", "commissaire": "son commissaire de justice", "recouvreur": "son recouvreur"},
    {"avocat": "avocat", "commissaire": "commissaire de justice", "recouvreur": "société de recouvrement", "assureur": "assureur-crédit"},
    {"kbis": "extrait Kbis", "bodacc": "annonces du Bodacc", "adresse": "adresse"},
    {"facture": "la date de la facture", "livraison": "la livraison", "execution": "la fin de la prestation"},
    {"apres": "fin du mois, après les jours", "avant": "fin du mois, puis les jours"},
    {"etat_ou_collectivite": "État ou collectivité : 30 jours", "hopital": "établissement public de santé : 50 jours",
     "entreprise_publique": "entreprise publique : 60 jours"},
    {"firme": "le nom de l’entreprise", "avocat": "le nom de l’avocat", "vide": "un cadre pour le cachet de l’avocat"},
    {"365": "365 jours", "exacte": "365 ou 366 jours, selon l’année"},
    {"interets_puis_principal": "intérêts, puis principal", "interets_indemnites_principal": "intérêts, indemnités, puis principal",
     "principal_puis_interets": "principal, puis intérêts"},
    {"ecrites": "celles des factures", "contrat": "celles du contrat d’abord", "maximum_legal": "au plus tard au délai que la loi admet"},
    {"suspendus": "suspendus pendant l’accord", "maintenus": "maintenus pendant l’accord"},
    {"certaine": "certaine", "a_apprecier": "à apprécier : un courriel, une phrase"},
    {"attribution": "saisie-attribution", "vente": "saisie-vente", "remunerations": "saisie des rémunérations"},
    {"contradictoire": "contradictoire", "repute_contradictoire": "réputé contradictoire", "defaut": "par défaut"},
    {"sauvegarde": "sauvegarde", "redressement": "redressement judiciaire", "liquidation": "liquidation judiciaire"},
    {"principal": "le principal", "interets": "les intérêts", "indemnites": "les indemnités", "tout": "le tout"},
)  # fmt: skip


def words_for(values: Iterable[str]) -> Mapping[str, str]:
    """What each of the words that a key admits means; empty where no table knows them all."""
    from dossier.law.law import CERTAINTY_FR  # the rest of this module costs a terminal nothing

    wanted = set(values)
    certainties = {str(certainty): words for certainty, words in CERTAINTY_FR.items()}
    known = (
        ACT_FR,
        CHANNEL_FR,
        DELIVERY_FR,
        SERVICE_FR,
        MEANS_FR,
        CASE_NATURE_FR,
        ROLE_FR,
        PARTY_TYPE_FR,
        *_OTHERS,
        PIECE_NATURE_FR,
        certainties,
    )
    for table in known:
        if wanted <= set(table):
            return table
    return {}
