"""The mandate to a commissaire de justice for claims invoiced between commerçants, whose texts are still to be confirmed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, INVOICES, SETTINGS, Made, make
from test_golden import compare
from test_letters import plain
from test_summons import steps
from test_transmissions import OFFICER

PLACE = f"cases/{FIRMS}"
ID = "mandat-creance-commerciale"


def mandate(**files: str) -> Made:
    """The documents of the case between firms with its step of this procedure."""
    more: dict[str, str | bytes] = {"dossier.yaml": SETTINGS + OFFICER, **files}
    found = [replace(step, document="mandat_l126") for step in steps(FIRMS, "procedure_l126", more)]
    return make(FIRMS, found, more)


@pytest.fixture(scope="module")
def given() -> Made:
    return mandate()


def test_the_mandate_reads_as_approved(given: Made, tmp_path: Path) -> None:
    """Facts that the drafts of the law ask for, and what the officer is asked to confirm before any act."""
    document = given.document(ID)
    assert document.state == "ready" and not document.in_bundle, document.reasons
    compare(given, ID, "commissaire-mandat-creance-commerciale", tmp_path)
    assert not given.printed(ID).diagnostics


def test_what_was_not_read_is_said_to_be_confirmed(given: Made) -> None:
    """No delay of the procedure is printed as settled; the texts and the decree are listed."""
    document = given.document(ID)
    text = plain(document.body)
    assert "sous réserve de votre confirmation" in text and "un mois" not in text and "huit jours" not in text
    assert any("L. 126-1" in doubt and "décret" in doubt for doubt in document.to_confirm)


def test_its_rows_make_its_sums(given: Made) -> None:
    """The invoices make the principal; with the accessories they make the total of the décompte."""
    body = given.document(ID).body
    cells = [int(re.sub(r"[^0-9]", "", cell)) for cell in re.findall(r'<td class="n">(.*?)</td>', body)]
    first, second, principal, interest, indemnity, total = cells
    assert first + second == principal and principal + interest + indemnity == total == 581070
    assert "5\u202f810,70" in plain(given.document("decompte").body)


@pytest.mark.parametrize(
    ("name", "text", "rule", "key"),
    [
        ("affaire.yaml", BETWEEN_FIRMS.replace("    rcs: Marseille\n", ""), "CPCE, art. L. 126-1", "rcs"),
        (
            "affaire.yaml",
            BETWEEN_FIRMS.replace("  objet: Fourniture et pose de menuiseries\n", ""),
            "CPCE, art. L. 126-1",
            "objet",
        ),
        ("affaire.yaml", BETWEEN_FIRMS.replace("voie: 12 rue Paradis, ", ""), "CPCE, art. L. 126-2", "adresse"),
        ("factures.yaml", INVOICES.replace(", pieces: [pieces/F-020.pdf]", ""), "CPCE, art. L. 126-1", "factures.yaml"),
    ],
)
def test_a_claim_that_is_not_shown_withholds_the_mandate(name: str, text: str, rule: str, key: str) -> None:
    """Status of merchant of both, basis, domicile, the invoice itself: file, key and article are told."""
    document = mandate(**{f"{PLACE}/{name}": text}).document(ID)
    assert document.state == "withheld"
    assert [r for r in document.reasons if r.rule == rule and r.place.endswith(key)], document.reasons


def test_without_an_officer_there_is_nobody_to_mandate() -> None:
    """The key of dossier.yaml is named."""
    document = mandate(**{"dossier.yaml": SETTINGS}).document(ID)
    assert document.state == "withheld" and "dossier.yaml, conseil" in document.reasons[0].place
