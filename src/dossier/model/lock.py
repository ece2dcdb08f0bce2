"""A row of `bordereau.lock` as it is written."""

from __future__ import annotations

from dossier.model.entry import Entry, key
from dossier.model.fields import Count, Day, YesNo


class LockRow(Entry):
    """A number that was communicated, with the file that bore it and its SHA-256 on that day."""

    number: Count = key("numero", "Numéro", "À partir de 1 ; jamais réattribué.", ge=1)
    file: str = key("fichier", "Fichier", "Chemin depuis le répertoire de l’affaire.", min_length=1)
    sha256: str = key("sha256", "SHA-256", "64 chiffres hexadécimaux.", pattern=r"^[0-9a-f]{64}$")
    title: str = key("titre", "Intitulé", "Tel qu’il a été communiqué.")
    communicated_on: Day | None = key(
        "communiquee_le", "Communiquée le", "Jour de la première communication sous ce numéro.", default=None
    )
    to: str = key("a_qui", "À qui", "Destinataire de cette première communication.", default="")
    withdrawn_on: Day | None = key("retiree_le", "Retirée le", "Depuis ce jour, le numéro reste vide.", default=None)
    withdrawn: YesNo = key("retiree", "Retirée", "oui : le numéro reste vide, sans que le jour soit connu.", default=False)
