"""The list for a mailing house: one line a letter to be posted, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import hashlib
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader
from sending_cases import CASE, FILES, REACHED, compiled, outputs

from dossier.compile import Compiled
from dossier.documents.address import WIDTH, address_block
from dossier.sending.recipients import HEAD

LATE = "- {numero: F-1, date: 2026-09-15, echeance: 2026-10-15, montant_ttc: 100.00}"
JOURNAL = """
- {date: 2026-10-16, canal: courriel, acte: relance, niveau: relance_1}
- {date: 2026-10-30, canal: telephone, acte: relance, niveau: relance_2}
"""
SECOND = "cases/2026-013-autre"
POSTED = {
    f"cases/{CASE}/factures.yaml": LATE, f"cases/{CASE}/journal.yaml": JOURNAL,
    f"{SECOND}/affaire.yaml": REACHED, f"{SECOND}/factures.yaml": LATE, f"{SECOND}/journal.yaml": JOURNAL,
    f"{SECOND}/pieces/devis.pdf": FILES[f"cases/{CASE}/pieces/devis.pdf"], f"{SECOND}/pieces/kbis.pdf": FILES[f"cases/{CASE}/pieces/kbis.pdf"],
}  # fmt: skip


def rows(made: Compiled) -> list[dict[str, str]]:
    data = outputs(made)["destinataires.csv"]
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture(scope="module")
def posted() -> Compiled:
    return compiled(POSTED)


def test_each_letter_to_be_posted_has_a_line_with_its_file(posted: Compiled) -> None:
    """Sorted by case and document; pages and digest are those of the published PDF."""
    own, found = outputs(posted), rows(posted)
    assert [(row["Affaire"], row["Document"], row["Envoi"]) for row in found] == [
        ("2026-013-autre", "relance-3", "lettre simple"), (CASE, "relance-3", "lettre simple"),
    ]  # fmt: skip
    for row in found:
        pdf = own[row["Fichier"]]
        assert row["SHA-256"] == hashlib.sha256(pdf).hexdigest()
        assert int(row["Pages"]) == len(PdfReader(BytesIO(pdf)).pages)
    assert list(found[0]) == list(HEAD)


def test_the_lines_of_the_address_are_those_of_the_window(posted: Compiled) -> None:
    """Six columns of at most 38 signs, filled from the first: what the envelope shows is what the list says."""
    row = rows(posted)[0]
    lines = [row[f"Ligne {n}"] for n in range(1, 7)]
    debtor = posted.workspace.cases[0].debtors[0]
    assert tuple(line for line in lines if line) == address_block(debtor).lines
    assert lines[:2] == ["SUD BÉTON", "MADAME ANNE ROUX GÉRANTE"] and all(len(line) <= WIDTH for line in lines)
    assert (row["Destinataire"], row["Débiteur"], row["Alerte"]) == ("SUD BÉTON", "sud-beton", "")
    assert row["Pièces jointes"] == "copie de la facture F-1"


def test_what_does_not_fit_in_the_window_is_named_and_not_cut_in_silence() -> None:
    """The line has an alert with the words that are missing, and DC556 says it of the letter; a long town is no exception."""
    street = "1 chemin " + "interminable " * 12
    text = REACHED.replace("12 rue Paradis", street).replace(
        "commune: Marseille", "commune: Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson-sur-Marne"
    )
    made = compiled({**POSTED, f"cases/{CASE}/affaire.yaml": text})
    row = next(row for row in rows(made) if row["Affaire"] == CASE)
    assert row["Alerte"].startswith("l’adresse ne tient pas en entier, il manque : ") and "INTERMINABLE" in row["Alerte"]
    assert row["Alerte"].endswith("SUR-MARNE")
    assert any(d.code == "DC556" and d.case == CASE for d in made.diagnostics)


def test_no_cell_is_a_formula() -> None:
    """A name that begins as a formula is a text."""
    for name in ("=cmd|' /C calc'!A0", "+33", "-1+1", "@SUM(A1)", "\\t=1+1"):
        text = REACHED.replace("denomination: SUD BÉTON", f'denomination: "{name}"')
        made = compiled({**POSTED, f"cases/{CASE}/affaire.yaml": text})
        for row in rows(made):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]


def test_a_letter_by_email_or_withheld_or_drafted_is_not_in_the_list() -> None:
    """Only what is ready and goes by post: without any, there is no file."""
    assert "destinataires.csv" not in outputs(compiled())
    lacking = {**POSTED, "dossier.yaml": str(FILES["dossier.yaml"]).replace("  capital: 20000\n", "")}
    assert "destinataires.csv" not in outputs(compiled(lacking))
    assert "destinataires.csv" not in outputs(compiled(lacking, draft=True))
