"""The kinds of documents that a step of the procedure can ask for: the one list, nothing is found by scanning."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.documents.kind import Kind
from dossier.documents.kinds import decompte, mise_en_demeure, relance, requete

KINDS: Mapping[str, Kind] = {
    relance.ID: relance,
    mise_en_demeure.ID: mise_en_demeure,
    requete.ID: requete,
    decompte.ID: decompte,
}
"""By id. The cover and the list of pieces name pages of the bundle: `bundle/front.py` makes them."""
