"""The agenda of a case with several debtors: whose limit each is, and none on a day that nobody knows."""

from __future__ import annotations

from site_fixtures import DOSSIER, compiled

from dossier.site.agenda import dated_rows
from dossier.site.outputs import ics_leaf as calendar_leaf

ADDRESS = "adresse: {voie: 12 rue Paradis, code_postal: '13001', commune: Marseille, insee: '13201'}"
CASE = (
    "titre: A\nnature: commerciale\ndebiteurs:\n"
    f"  - {{id: sud, type: societe_commerciale, forme: SARL, denomination: SUD BÉTON, siren: '123456782', {ADDRESS}}}\n"
    f"  - {{id: nord, type: societe_commerciale, forme: SAS, denomination: NORD BÉTON, qualite: codebiteur_solidaire, {ADDRESS}}}\n"
    "contrat: {objet: Menuiseries, conclu_le: 2025-11-03, execute_le: 2026-01-12}\n"
)
JOURNAL = (
    "- {date: 2026-08-17, acte: ordonnance_injonction, accorde: 4800.00}\n"
    "- {date: 2026-11-02, acte: signification, de: ordonnance_injonction, debiteur: sud, mode: etude}\n"
)


def test_a_limit_bears_the_name_of_its_debtor_and_a_day_that_is_known() -> None:
    """The order still has to be served on one; against the other, served at the étude, the late opposition has no day yet."""
    files = {
        "dossier.yaml": DOSSIER, "cases/x/affaire.yaml": CASE, "cases/x/journal.yaml": JOURNAL,
        "cases/x/factures.yaml": "- {numero: F-1, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 4800.00}\n",
    }  # fmt: skip
    view = compiled(dict(files), frozenset()).views[0]
    rows = dated_rows(view)
    assert {r.name for r in rows if r.title == "Signification de l’ordonnance"} == {"SAS NORD BÉTON"}
    assert {r.name for r in rows if r.title == "Opposition du débiteur"} == {"SARL SUD BÉTON"}
    written = calendar_leaf([view], view.stage.date).blob.read().decode().replace("\r\n ", "")
    assert "SUMMARY:Signification de l’ordonnance\u00a0: SAS NORD BÉTON" in written
    assert "SUMMARY:Opposition du débiteur\u00a0: SARL SUD BÉTON" in written and "faute de signification" not in written
    assert not [r for r in rows if "faute de signification" in r.title]
    assert [d.state for d in view.stage.deadlines if d.id == "opposition_non_personne"] == ["unknown"]
