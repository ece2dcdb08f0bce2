"""The table from which form A of the European order for payment is filled: Regulation 1896/2006, art. 7."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, Made, make, step
from test_golden import compare
from test_letters import plain

PLACE = f"cases/{FIRMS}/affaire.yaml"
BRUSSELS = BETWEEN_FIRMS.replace(
    'adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}',
    'adresse: {voie: 12 rue Haute, code_postal: "1000", commune: Bruxelles, pays: BE}',
)
ASKED = (step("formulaire_a", debtor="sud-beton"),)


def drawn(text: str = BRUSSELS) -> Made:
    """The documents of the case against a firm in Brussels."""
    return make(FIRMS, ASKED, {PLACE: text})


def test_the_table_reads_as_approved(tmp_path: Path) -> None:
    """Parties, sums, interest, cause, evidence and the border, each with its letter of article 7."""
    made = drawn()
    assert made.document("formulaire-a").state == "ready", made.document("formulaire-a").reasons
    compare(made, "formulaire-a", "entreprises-formulaire-a", tmp_path)
    assert not made.printed("formulaire-a").diagnostics


def test_what_the_program_does_not_know_stands_apart() -> None:
    """The court and its ground are no entries of the table: they are listed as still to be settled."""
    entries, _, elsewhere = drawn().document("formulaire-a").body.split("<table")[1:]
    assert "Juridiction" not in plain(entries) and "Juridiction saisie" in plain(elsewhere)
    assert any("formulaire non lu" in doubt for doubt in drawn().document("formulaire-a").to_confirm)


@pytest.mark.parametrize(
    ("gone", "place"),
    [("voie: 12 rue Haute, ", "adresse"), ("  objet: Fourniture et pose de menuiseries\n", "objet")],
)
def test_an_entry_that_the_case_lacks_withholds_the_table(gone: str, place: str) -> None:
    """Without the defendant's address or the cause of the claim there is nothing to copy, and the reason names the key."""
    assert gone in BRUSSELS
    document = drawn(BRUSSELS.replace(gone, "")).document("formulaire-a")
    assert document.state == "withheld"
    assert ("Règlement 1896/2006, art. 7", place) in [(r.rule, r.place.split(", ")[-1]) for r in document.reasons]


def test_the_figures_are_those_of_the_decompte() -> None:
    """One amount everywhere: the total of the table is the one that the décompte prints."""
    made = drawn()
    assert "5\u202f810,70\u00a0€" in plain(made.document("formulaire-a").body)
    assert "5\u202f810,70\u00a0€" in plain(made.document("decompte").body)
