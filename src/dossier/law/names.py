"""The names of all parameters of the law, declared once so that a checker sees a slip. Each has its file in `parameters/`.

The folder of a file is its code or family; the name is the file's name.
"""

from __future__ import annotations

from typing import Final

# Money (claim/)
TAUX_REFINANCEMENT_BCE: Final = "taux_refinancement_bce"
TAUX_LEGAL_PARTICULIERS: Final = "taux_legal_particuliers"
TAUX_LEGAL_AUTRES: Final = "taux_legal_autres"
MAJORATION_BCE: Final = "majoration_bce"
MULTIPLE_PLANCHER: Final = "multiple_plancher"
INDEMNITE_FORFAITAIRE: Final = "indemnite_forfaitaire"
INDEMNITE_FORFAITAIRE_PUBLIQUE: Final = "indemnite_forfaitaire_publique"
DELAI_PAIEMENT_SUPPLETIF: Final = "delai_paiement_suppletif"
DELAI_PAIEMENT_MAXIMAL: Final = "delai_paiement_maximal"
DELAI_PAIEMENT_MAXIMAL_FIN_DE_MOIS: Final = "delai_paiement_maximal_fin_de_mois"
DELAI_PAIEMENT_PUBLIC: Final = "delai_paiement_public"
MAJORATION_ACHETEUR_PUBLIC: Final = "majoration_acheteur_public"
MAJORATION_APRES_JUGEMENT: Final = "majoration_apres_jugement"
DELAI_MAJORATION_APRES_JUGEMENT: Final = "delai_majoration_apres_jugement"

# Procedure (procedure/)
DELAI_SIGNIFICATION_ORDONNANCE: Final = "delai_signification_ordonnance"
DELAI_OPPOSITION: Final = "delai_opposition"
DELAI_FORCE_EXECUTOIRE: Final = "delai_force_executoire"
DELAI_CONSIGNATION: Final = "delai_consignation"
DELAI_CONSIGNATION_OPPOSITION: Final = "delai_consignation_opposition"
PRESCRIPTION_DROIT_COMMUN: Final = "prescription_droit_commun"
PRESCRIPTION_COMMERCIALE: Final = "prescription_commerciale"
PRESCRIPTION_CONSOMMATION: Final = "prescription_consommation"
PRESCRIPTION_TITRE: Final = "prescription_titre"
PRESCRIPTION_TRANSPORT: Final = "prescription_transport"
PRESCRIPTION_TELECOM: Final = "prescription_telecom"
PRESCRIPTION_BAIL_HABITATION: Final = "prescription_bail_habitation"
FORCLUSION_CREDIT: Final = "forclusion_credit"
SEUIL_AVOCAT_TC: Final = "seuil_avocat_tc"
DELAI_DECLARATION_CREANCE: Final = "delai_declaration_creance"
DELAI_DECLARATION_HORS_TERRITOIRE: Final = "delai_declaration_hors_territoire"
DELAI_RELEVE_FORCLUSION: Final = "delai_releve_forclusion"
DELAI_CONSTITUTION_AVOCAT: Final = "delai_constitution_avocat"
DELAI_NOTIFICATION_JUGEMENT: Final = "delai_notification_jugement"
DELAI_REPONSE_L125: Final = "delai_reponse_l125"
PRESCRIPTION_QUADRIENNALE: Final = "prescription_quadriennale"
SEUIL_AVOCAT_TJ: Final = "seuil_avocat_tj"
SEUIL_CHAMBRE_PROXIMITE: Final = "seuil_chambre_proximite"
