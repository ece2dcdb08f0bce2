"""`dossier add patrimoine`: something of a debtor that a commissaire de justice may use."""

from __future__ import annotations

from dossier.cli.adding.debtor import debtor_command
from dossier.model.party import Asset

command = debtor_command(
    "patrimoine",
    "patrimoine",
    Asset,
    "Un bien du débiteur, à l’usage du commissaire",
    '--nature banque --detail "Banque du Port" --source "ordre de virement"',
)
