"""The kinds of documents: those that a step of the procedure asks for, and those that a fact does; nothing is found by scanning."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.documents.kind import Kind, OccasionalKind
from dossier.documents.kinds import (
    assignation_fond,
    assignation_refere,
    cheque_impaye,
    declaration_creance,
    decompte,
    demande_certificat,
    dossier_l125,
    echeancier,
    etat_tva,
    formulaire_a,
    instruction_execution,
    instruction_signification,
    mandat_l126,
    manquement,
    mise_en_demeure,
    pouvoir,
    quittance,
    reconnaissance,
    relance,
    releve,
    reponse_contestation,
    requete,
    saisine_avocat,
    transaction,
    transmission_assureur,
    transmission_avocat,
    transmission_recouvreur,
)

KINDS: Mapping[str, Kind] = {
    relance.ID: relance,
    mise_en_demeure.ID: mise_en_demeure,
    requete.ID: requete,
    echeancier.ID: echeancier,
    instruction_signification.ID: instruction_signification,
    transmission_avocat.ID: transmission_avocat,
    declaration_creance.ID: declaration_creance,
    etat_tva.ID: etat_tva,
    dossier_l125.ID: dossier_l125,
    mandat_l126.ID: mandat_l126,
    instruction_execution.ID: instruction_execution,
    formulaire_a.ID: formulaire_a,
    assignation_refere.ID: assignation_refere,
    assignation_fond.ID: assignation_fond,
    decompte.ID: decompte,
}
"""By id. The cover and the list of pieces name pages of the bundle: `bundle/front.py` makes them."""

OCCASIONAL: tuple[OccasionalKind, ...] = (
    echeancier,
    transaction,
    reconnaissance,
    reponse_contestation,
    cheque_impaye,
    manquement,
    releve,
    quittance,
    transmission_assureur,
    saisine_avocat,
    transmission_recouvreur,
    demande_certificat,
    pouvoir,
)
"""In the order in which a list shows them, after those of the steps."""
