"""French words for the names that passes use: acts, channels, regimes, natures of pieces, kinds of parties."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.claim.derivation.words import CHOICE_VALUE_FR as CHOICE_VALUE_FR
from dossier.claim.derivation.words import MEANS_FR as MEANS_FR
from dossier.claim.derivation.words import REGIME_FR as REGIME_FR
from dossier.claim.derivation.words import reading_words as reading_words
from dossier.model.words import ACT_FR as ACT_FR
from dossier.model.words import CASE_NATURE_FR as CASE_NATURE_FR
from dossier.model.words import CHANNEL_FR as CHANNEL_FR
from dossier.model.words import DELIVERY_FR as DELIVERY_FR
from dossier.model.words import PIECE_NATURE_FR as PIECE_NATURE_FR
from dossier.model.words import ROLE_FR as ROLE_FR
from dossier.model.words import SERVICE_FR as SERVICE_FR

BY_CHANNEL_FR: Mapping[str, str] = {
    "telephone": "par téléphone", "sms": "par SMS", "courriel": "par courriel", "courrier": "par courrier",
    "lrar": "par LRAR", "lre": "par LRE", "main_propre": "remise en main propre", "rendez_vous": "en rendez-vous",
    "commissaire": "par commissaire de justice", "greffe": "au greffe", "audience": "à l’audience",
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

FORMAT_FR: Mapping[str, str] = {
    "pdf": "PDF", "image": "image", "eml": "courriel", "msg": "courriel", "text": "texte", "xml": "facture électronique",
    "audio": "enregistrement sonore", "video": "enregistrement vidéo", "office": "document de bureautique", "other": "autre",
}  # fmt: skip

CALENDAR_FR: Mapping[str, str] = {
    "procedure": "délai de procédure (CPC 640 à 642)",
    "prescription": "prescription : jamais prorogée",
    "libre": "délai convenu",
}


def word(table: Mapping[str, str], name: str) -> str:
    """The French word of a name, or the name itself with spaces where the table does not know it."""
    return table.get(name, name.replace("_", " "))
