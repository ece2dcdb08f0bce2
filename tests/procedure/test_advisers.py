"""Who acts with the firm is found by profession, wherever `dossier.yaml` names him."""

from __future__ import annotations

from typing import Any

import pytest
from lives import FIRM, INVOICE, live

AVOCAT = {"type": "avocat", "nom": "Maître Hélène Aubry"}
OFFICER = {"type": "commissaire", "nom": "SELARL Vidal et Roche"}
LARGE = [{**INVOICE, "montant_ttc": "24000.00"}]


def firm(first: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    """The firm with its advisers in this order."""
    return {**FIRM, "conseil": first, "autres_conseils": list(others)}


def proof(action: str, label: str, settings: dict[str, Any], **more: Any) -> tuple[str, str]:
    """The state and the proof of a condition of a road."""
    step = live(firm=settings, **more).step(action)
    assert step is not None
    return next((c.state, c.proof) for c in step.conditions if c.label.startswith(label))


@pytest.mark.parametrize("settings", [firm(AVOCAT, OFFICER), firm(OFFICER, AVOCAT)])
def test_an_adviser_is_found_in_either_place(settings: dict[str, Any]) -> None:
    """An avocat among the other advisers is instructed (CPC 853), a commissaire beside him is named: the order decides nothing."""
    assert proof("assignation_fond", "Avocat désigné", settings, invoices=LARGE) == ("met", "Maître Hélène Aubry")
    assert proof("procedure_l126", "Commissaire de justice", settings) == ("met", "SELARL Vidal et Roche")


def test_an_adviser_of_another_profession_is_not_taken_for_one() -> None:
    """A commissaire alone leaves the avocat missing above the threshold."""
    assert proof("assignation_fond", "Avocat désigné", firm(OFFICER), invoices=LARGE)[0] == "missing"


def test_an_avocat_among_the_others_may_sign() -> None:
    """Any agent may file a requête (CPC 1407)."""
    settings = {**firm(OFFICER, AVOCAT), "signataires": [{"id": "x", "nom": "Zoé Petit", "fonction": "comptable"}]}
    assert proof("requete_injonction", "Signataire", settings) == ("met", "avocat Maître Hélène Aubry")
