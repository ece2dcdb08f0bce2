"""The letter that gives an unpaid debt to the creditor's avocat before any proceedings."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, JOURNAL, SETTINGS, Made, make, text_of
from requete_cases import SOLIDARY, SOLIDARY_JOURNAL
from test_golden import compare
from test_letters import plain

PLACE = f"cases/{FIRMS}"
ID = "saisine-avocat"
AVOCAT = """
conseil:
  type: avocat
  nom: Maître Hélène Aubry
  adresse: {voie: 3 place Estrangin, code_postal: "13006", commune: Marseille}
  reference: HA-21
"""
GIVEN = "- {date: 2026-11-10, acte: mandat, par: avocat}\n"


def given(journal: str = JOURNAL + GIVEN, settings: str = AVOCAT, **more: str) -> Made:
    """The documents of a case that the journal gives to the avocat."""
    return make(FIRMS, [], {"dossier.yaml": SETTINGS + settings, f"{PLACE}/journal.yaml": journal, **more})


def ids(made: Made) -> list[str]:
    return [d.id for d in made.documents if d.kind == "saisine_avocat"]


def test_the_letter_reads_as_approved(tmp_path: Path) -> None:
    """Client, adversary, basis, sums, what was done, time limits, court, pieces."""
    made = given()
    assert made.document(ID).state == "ready", made.document(ID).reasons
    compare(made, ID, "avocat-saisine", tmp_path)
    assert not made.printed(ID).diagnostics and "5\u202f810,70" in plain(made.document("decompte").body)


def test_it_chooses_no_road_and_hides_no_dispute() -> None:
    """The choice is hers; a dispute is told with its ground, and uncertain limits are listed."""
    dispute = "- {date: 2026-06-20, canal: courriel, acte: contestation, motif: Pose non conforme}\n"
    document = given(JOURNAL + dispute + GIVEN).document(ID)
    text = plain(document.body)
    assert "pose non conforme" in text and "quelle voie vous retenez" in text and "référé" not in text
    assert any("Prescription" in doubt for doubt in document.to_confirm)


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({f"{PLACE}/affaire.yaml": BETWEEN_FIRMS.replace("  objet: Fourniture et pose de menuiseries\n", "")}, "CPC, art. 56, 2°"),
        ({"dossier.yaml": SETTINGS + AVOCAT.replace('  adresse: {voie: 3 place Estrangin, code_postal: "13006", commune: Marseille}\n', "")}, "CPC, art. 54"),
    ],
)  # fmt: skip
def test_what_her_act_will_need_withholds_the_letter(files: dict[str, str], rule: str) -> None:
    """Means, and where to write to her: key and article are told."""
    document = given(**files).document(ID)
    assert document.state == "withheld" and [r for r in document.reasons if r.rule == rule and r.place]


def test_it_is_written_once_for_a_case_that_is_hers() -> None:
    """Not without a mandate, not for a collector, not once the file was communicated to her."""
    assert ids(given(JOURNAL)) == ids(given(JOURNAL + GIVEN.replace("avocat", "recouvreur"))) == []
    told = "- {date: 2026-11-12, acte: communication, a_qui: Maître Hélène Aubry}\n"
    assert ids(given(JOURNAL + GIVEN + told)) == []
    assert ids(given(SOLIDARY_JOURNAL + GIVEN, **{f"{PLACE}/affaire.yaml": SOLIDARY})) == [ID]


def test_four_debtors_and_sixty_invoices_hold_on_the_sheets(tmp_path: Path) -> None:
    """Each adversary has his rows; nothing is clipped and the signature does not stand alone."""
    one = SOLIDARY.split("  - id: benali")[1].split("contrat:")[0]
    more = "".join(f"  - id: d{i}{one}" for i in (3, 4))
    rows = "".join(f"- {{numero: F-{i:03}, date: 2026-03-02, echeance: 2026-04-01, montant_ttc: 100.00}}\n" for i in range(60))
    files = {
        f"{PLACE}/affaire.yaml": SOLIDARY.replace("contrat:", f"{more}contrat:"), f"{PLACE}/factures.yaml": rows,
        f"{PLACE}/paiements.yaml": "",
    }  # fmt: skip
    made = given(SOLIDARY_JOURNAL + GIVEN, **files)
    pages = text_of(made.printed(ID), tmp_path).rstrip("\f").split("\f")
    assert "".join(pages).count("BENALI RÉNOVATION") >= 3 and "Paul Lenoir" in pages[-1] and "honoraires" in "".join(pages[-2:])
