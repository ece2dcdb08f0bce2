"""`dossier add verification`: a check of a debtor made on a day."""

from __future__ import annotations

from dossier.cli.adding.debtor import debtor_command
from dossier.model.evidence import Verification

command = debtor_command(
    "verification",
    "verifications",
    Verification,
    "Une vérification du débiteur : Kbis, BODACC, adresse",
    "--nature kbis --le 2026-11-02 --piece kbis.pdf",
)
