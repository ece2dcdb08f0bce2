"""The stages of a case on the terminal: whose each line is, and how sure it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dossier.claim.compute import compute_claim
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.model.case import Case
from dossier.procedure.replay import replay
from dossier.procedure.stage import Stage
from dossier.report.case import stages_text
from dossier.report.reasons import limits_text, stage_text

FIRM = "creancier: {type: societe_commerciale, denomination: ATELIER LENOIR, siren: '987654324'}\n"
ADDRESS = "adresse: {voie: 12 rue Paradis, code_postal: '13001', commune: Marseille, insee: '13201'}"
CASE = (
    "titre: A\nnature: commerciale\ndebiteurs:\n"
    f"  - {{id: sud, type: societe_commerciale, denomination: SUD BÉTON, siren: '123456782', {ADDRESS}}}\n"
    f"  - {{id: nord, type: societe_commerciale, denomination: NORD BÉTON, qualite: codebiteur_solidaire, {ADDRESS}}}\n"
    "contrat: {objet: Menuiseries, conclu_le: 2025-11-03, execute_le: 2026-01-12}\n"
)
INVOICE = "- {numero: F-1, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 4800.00}\n"
JOURNAL = (
    "- {date: 2026-09-03, acte: ordonnance_injonction, accorde: 4800.00}\n"
    "- {date: 2026-10-15, acte: signification, de: ordonnance_injonction, debiteur: sud, mode: etude}\n"
)


def stood(day: date) -> tuple[Case, Stage]:
    """The case and where it stands on a day."""
    files = {
        "dossier.yaml": FIRM,
        "cases/x/affaire.yaml": CASE,
        "cases/x/factures.yaml": INVOICE,
        "cases/x/journal.yaml": JOURNAL,
    }
    world = MemoryWorld({Path(name).as_posix(): text.encode() for name, text in files.items()}, day)
    case, law = load_workspace(world).cases[0], shipped_law()
    return case, replay(case, compute_claim(case, law, day), law, day)


def told(day: date) -> str:
    """What `show` prints of the case on a day."""
    return stages_text(*stood(day))


def lines(text: str, words: str) -> list[str]:
    """The lines that begin so."""
    return [line for line in text.splitlines() if line.startswith(words)]


def test_each_limit_says_whose_it_is_and_how_sure() -> None:
    """Two debtors, served apart: their rows would read the same without a name."""
    rows = lines(told(date(2026, 12, 4)), "Signification de l’ordonnance")
    assert [("SUD BÉTON" in row, "tenu" in row, "NORD BÉTON" in row, "dépassé" in row) for row in sorted(rows)] in (
        [(False, False, True, True), (True, True, False, False)],
        [(True, True, False, False), (False, False, True, True)],
    )
    assert all("CPC 1411, sources concordantes, texte non lu" in row for row in rows)
    facts = [row for row in lines(told(date(2026, 12, 4)), "04/12/2026") if "non avenue" in row]
    assert len(facts) == 1 and "journal.yaml:1" in facts[0] and "NORD BÉTON" in facts[0]


def test_a_wait_that_is_over_was_kept_by_nobody() -> None:
    """The debtor who did not oppose kept no time limit; one that has no day yet shows none; the arguable day stands beside."""
    text = told(date(2026, 11, 21))
    assert any("écoulé" in row for row in lines(text, "Opposition du débiteur"))
    assert all("inconnu" in row and "2026" not in row for row in lines(text, "Opposition, faute de signification à personne"))
    assert any("12/01/2031 (ou 14/02/2031)" in row for row in lines(told(date(2026, 9, 3)), "Prescription de la facture F-1"))


def test_an_action_that_is_closed_names_the_debtor() -> None:
    """By his name, not by the id of the file."""
    text = told(date(2026, 12, 4))
    assert lines(text, "Signification, NORD BÉTON") and not lines(text, "Signification, nord")


def test_what_no_fact_led_to_has_no_certainty() -> None:
    """A stage that was never reached rests on nothing; a limit is told with the debtor's name."""
    case, stage = stood(date(2026, 11, 21))
    assert "certitude" not in stage_text(case, stage, "execution") and "certitude" in stage_text(case, stage, stage.stage)
    assert "Signification de l’ordonnance, NORD BÉTON" in limits_text(case, stage.deadlines)
