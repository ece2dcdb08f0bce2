"""The declaration of a claim in insolvency proceedings, and what shows that a claim is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, INVOICES, JOURNAL, SETTINGS, Made, make, step, text_of
from test_golden import compare
from test_letters import plain

PLACE = f"cases/{FIRMS}"
OPENING = """
- date: 2026-10-12
  acte: procedure_collective
  type: redressement
  bodacc_le: 2026-10-20
  juridiction: Tribunal des activités économiques de Marseille
  mandataire: Maître Odile Ferrand
  adresse_du_mandataire: {voie: 5 cours Pierre-Puget, code_postal: "13006", commune: Marseille}
"""
COMING = "- {numero: F-2026-071, date: 2026-10-01, echeance: 2026-12-15, livree_le: 2026-09-28, montant_ttc: 960.00}\n"
DECLARE = step("declaration_creance", debtor="sud-beton")


def files(opening: str = OPENING, invoices: str = INVOICES + COMING, **more: str) -> dict[str, str | bytes]:
    return {f"{PLACE}/journal.yaml": JOURNAL + opening, f"{PLACE}/factures.yaml": invoices, **more}


@pytest.fixture(scope="module")
def declared() -> Made:
    return make(FIRMS, [DECLARE], files())


def cents(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def test_the_declaration_reads_as_approved(declared: Made, tmp_path: Path) -> None:
    """Addressed to the mandataire, by registered letter."""
    document = declared.document("declaration-de-creance")
    assert document.state == "ready", document.reasons
    compare(declared, "declaration-de-creance", "mandataire-declaration", tmp_path)


def test_the_declaration_tells_what_is_due_from_what_is_to_come(declared: Made) -> None:
    """C. com. L622-25: the rows make each total, the two totals make the sum declared; interest stopped the day before."""
    body = declared.document("declaration-de-creance").body
    rows = [row for row in re.findall(r"<tr.*?</tr>", body) if '<td class="n">' in row]
    amounts = [(cents(re.findall(r'<td class="n">(.*?)</td>', row)[-1]), "somme" in row) for row in rows]
    totals = [money for money, is_total in amounts if is_total]
    assert len(totals) == 2 and sum(m for m, t in amounts if not t) == sum(totals)
    text = plain(body)
    declared_ = cents(re.search(r"créance de ([\d\u202f,]+)", text)[1])  # type: ignore[index]
    assert declared_ == sum(totals) and totals[1] == 96000
    assert "échéance du 15\u00a0décembre\u00a02026" in text and "cours arrêté par le jugement d’ouverture" in text
    assert "20\u00a0décembre\u00a02026" in text or "21\u00a0décembre\u00a02026" in text


def test_the_declaration_has_its_certificate_its_pieces_and_its_signatory(declared: Made) -> None:
    """Sincere and true; each piece by its number and title; who signs; the texts that were not read are listed."""
    document = declared.document("declaration-de-creance")
    text = plain(document.body)
    assert "certifions sincère et véritable" in text and "Paul Lenoir, président" in text
    assert all(f"Pièce {name}" in text for name in ("kbis", "devis", "ar"))
    assert any("R. 622-23" in words for words in document.to_confirm)
    assert not document.in_bundle


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("  mandataire: Maître Odile Ferrand\n", "", "le mandataire ou le liquidateur"),
        ('  adresse_du_mandataire: {voie: 5 cours Pierre-Puget, code_postal: "13006", commune: Marseille}\n', "", "l’adresse du mandataire"),
    ],
)  # fmt: skip
def test_a_declaration_without_its_addressee_is_withheld(was: str, now: str, words: str) -> None:
    """The entry of the journal and its key are named."""
    assert was in OPENING
    document = make(FIRMS, [DECLARE], files(OPENING.replace(was, now))).document("declaration-de-creance")
    (reason,) = [r for r in document.reasons if words in r.text]
    assert document.state == "withheld" and "journal.yaml:" in reason.place and reason.rule == "C. com., art. L. 622-24"


def test_a_declaration_needs_its_basis_and_its_signatory() -> None:
    """C. com. L622-25: no object of the contract, or nobody who may sign, and nothing is printed."""
    bare = {f"{PLACE}/affaire.yaml": BETWEEN_FIRMS.replace("  objet: Fourniture et pose de menuiseries\n", "")}
    nobody = {"dossier.yaml": SETTINGS.replace("  representant: {nom: Paul Lenoir, fonction: président, civilite: M.}\n", "")}
    for more, words in ((bare, "le fondement"), (nobody, "un signataire")):
        document = make(FIRMS, [DECLARE], {**files(), **more}).document("declaration-de-creance")
        assert document.state == "withheld" and [r for r in document.reasons if words in r.text and "622-25" in r.rule]


def test_an_invoice_of_after_the_judgment_is_not_declared_with_the_others() -> None:
    """It is no earlier claim (C. com. L622-17): the declaration waits until it stands elsewhere."""
    later = INVOICES + COMING.replace("date: 2026-10-01", "date: 2026-11-02")
    document = make(FIRMS, [DECLARE], files(invoices=later)).document("declaration-de-creance")
    assert document.state == "withheld" and [r for r in document.reasons if "622-17" in r.rule and "factures.yaml:" in r.place]


def test_sixty_invoices_and_a_long_address_hold_on_the_sheets(tmp_path: Path) -> None:
    """Nothing is clipped, the signature does not stand alone."""
    rows = "".join(
        f"- {{numero: F-{i:03}, date: 2026-03-02, echeance: {'2026-04-01' if i % 2 else '2026-12-30'}, montant_ttc: 100.00}}\n"
        for i in range(60)
    )
    place = '{voie: 1284 avenue du Général de Gaulle, complement: "Immeuble Le Phare, 4e étage", code_postal: "13127", commune: Vitrolles}'
    opening = OPENING.replace('{voie: 5 cours Pierre-Puget, code_postal: "13006", commune: Marseille}', place)
    opening = opening.replace("Maître Odile Ferrand", "SCP Ferrand, de La Tour du Pin et Associés, mandataires judiciaires")
    made = make(FIRMS, [DECLARE], files(opening, rows, **{f"{PLACE}/paiements.yaml": ""}))
    pages = text_of(made.printed("declaration-de-creance"), tmp_path).rstrip("\f").split("\f")
    assert "F-058" in "".join(pages) and "VITROLLES" in pages[0]
    assert "Paul Lenoir" in pages[-1] and "sincère" in "".join(pages[-2:])
