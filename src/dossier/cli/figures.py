"""What `explain AFFAIRE:POSTE` tells of a figure: its name in the JSON contract or in French, and its derivation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dossier.cli.findings import columns, paint

if TYPE_CHECKING:
    from dossier.appraise import Appraised


def names(appraised: Appraised) -> Mapping[str, str]:
    """Every name that a figure of a case answers to, with its own; the figures of the whole claim first."""
    from dossier.claim.derivation import figures

    return figures.names(appraised.case, appraised.claim)


def explained(appraised: Appraised, name: str) -> tuple[str, dict[str, Any]] | None:
    """The derivation of a figure as text and as JSON-able data; None when it is none of its names."""
    from dossier.claim.derivation.contract import derivation_json
    from dossier.claim.derivation.figures import derive
    from dossier.report.derivation import derivation_text

    node = derive(appraised.case, appraised.claim, name)
    if node is None:
        return None
    text = derivation_text(appraised.claim, node, appraised.case.folder, columns(), paint)
    return text, derivation_json(appraised.claim, node)
