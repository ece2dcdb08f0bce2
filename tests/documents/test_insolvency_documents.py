"""The declaration of a claim in insolvency proceedings, and what shows that a claim is lost."""

from __future__ import annotations

import re
from datetime import date
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


PLEDGE = """
  suretes:
    - nature: nantissement du fonds de commerce
      assiette: fonds exploité 12 rue Paradis, 13001 Marseille
      rang: "1"
      publiee_le: 2025-02-20
      montant: 4000.00
      pieces: [pieces/devis.pdf]
"""


def pledged(text: str = PLEDGE) -> dict[str, str | bytes]:
    """The case with a security in its contract."""
    return files(**{f"{PLACE}/affaire.yaml": BETWEEN_FIRMS + text.lstrip("\n")})


def test_the_declaration_names_each_security_with_what_it_is_on(tmp_path: Path) -> None:
    """C. com. L622-25: nature and basis; without one the claim is declared as an ordinary one."""
    text = plain(make(FIRMS, [DECLARE], pledged()).document("declaration-de-creance").body)
    said = (
        "Nantissement du fonds de commerce ; assiette : fonds exploité 12 rue Paradis, 13001 Marseille ; "
        "publication du 20 février 2025 ; rang 1 ; à concurrence de 4 000,00 €"
    )
    assert said in text.replace("\u202f", " ").replace("\u00a0", " ").replace("  ", " ")
    assert "chirographaire" not in text
    bare = plain(make(FIRMS, [DECLARE], files()).document("declaration-de-creance").body)
    assert "chirographaire" in bare


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("      assiette: fonds exploité 12 rue Paradis, 13001 Marseille\n", "l’assiette"),
        ("      pieces: [pieces/devis.pdf]\n", "la pièce de chaque sûreté"),
    ],
)
def test_a_security_without_basis_or_proof_withholds_the_declaration(gone: str, words: str) -> None:
    """C. com. L622-25, R622-23: the entry and the key are named."""
    assert gone in PLEDGE
    document = make(FIRMS, [DECLARE], pledged(PLEDGE.replace(gone, ""))).document("declaration-de-creance")
    (reason,) = [r for r in document.reasons if words in r.text]
    assert document.state == "withheld" and "affaire.yaml:" in reason.place


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


LIQUIDATION = OPENING.replace("redressement", "liquidation")
TAXED = """
- {numero: F-2026-014, date: 2026-01-15, echeance: 2026-02-14, livree_le: 2026-01-12, montant_ht: 4000.00, tva: 800.00, montant_ttc: 4800.00}
- {numero: F-2026-020, date: 2026-03-02, echeance: 2026-04-01, montant_ht: 1000.00, tva: 200.00, montant_ttc: 1200.00}
"""
LOST = step("etat_tva", debtor="sud-beton")


@pytest.fixture(scope="module")
def lost() -> Made:
    return make(FIRMS, [LOST], files(LIQUIDATION, TAXED))


def test_the_statement_of_unpaid_invoices_reads_as_approved(lost: Made, tmp_path: Path) -> None:
    """One mention an invoice, in the words of the law on the tax, and what it is about."""
    document = lost.document("etat-des-factures-impayees")
    assert document.state == "ready", document.reasons
    compare(lost, "etat-des-factures-impayees", "debiteur-etat-tva", tmp_path)
    assert any("CGI 272" in words for words in document.to_confirm)


def test_each_invoice_bears_the_mention_with_net_and_tax(lost: Made) -> None:
    """CGI 272: unpaid net price and tax, of what payments left; 500 € were paid on the first, on interest before principal."""
    text = plain(lost.document("etat-des-factures-impayees").body)
    assert text.replace("\u00a0", " ").count("qui ne peut faire l’objet d’une déduction (article 272 du CGI)") == 2
    assert "1\u202f000,00\u00a0€ (prix net) et pour la somme de 200,00\u00a0€ (TVA correspondante)" in text
    amounts = [cents(cell) for cell in re.findall(r'<td class="n">(.*?)</td>', lost.document("etat-des-factures-impayees").body)]
    assert sum(amounts[:2]) == sum(amounts[2:4]) == amounts[4]


@pytest.mark.parametrize(
    ("invoices", "words"),
    [
        (TAXED.replace("montant_ht: 1000.00, tva: 200.00, ", ""), "la TVA de chaque facture"),
    ],
)
def test_a_statement_that_would_not_be_whole_is_withheld(invoices: str, words: str) -> None:
    """An unpaid invoice without its tax: the file is named."""
    document = make(FIRMS, [LOST], files(LIQUIDATION, invoices)).document("etat-des-factures-impayees")
    assert document.state == "withheld" and [r for r in document.reasons if words in r.text and "factures.yaml" in r.place]


def test_from_2027_the_article_of_the_mention_must_be_confirmed() -> None:
    """The tax goes to another code on 1 January 2027: the statement waits until the firm confirms the article in law/."""
    made = make(FIRMS, [LOST], files(LIQUIDATION, TAXED), today=date(2027, 1, 4))
    document = made.document("etat-des-factures-impayees")
    assert document.state == "withheld" and [r for r in document.reasons if "law/delai_recuperation_tva" in r.place]


def test_nothing_is_drafted_for_invoices_without_tax() -> None:
    """Where no invoice shows tax there is none to recover."""
    made = make(FIRMS, [LOST], files(LIQUIDATION))
    assert not [d for d in made.documents if d.kind == "etat_tva"]
