"""The décompte as it is printed: every head, every payment, every rate with its source, on pages that clip nothing."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, PAYMENTS, PERSON, Made, make, text_of
from test_letters import plain

FOLDER = f"cases/{FIRMS}"
LONG = "SANSESPACE" * 12


def stress() -> Made:
    """Sixty invoices, names that do not end, sums in billions, a payment each five invoices."""
    rows, payments = [], []
    for i in range(60):
        day = date(2024, 1, 10) + timedelta(days=14 * i)
        number = LONG if i == 5 else f"FACTURE-{day.year}-CHANTIER-DES-TERRASSES-{i:04}" if i % 7 == 0 else f"F-{i:03}"
        rows.append(f"- {{numero: {number}, date: {day}, montant_ttc: {(i + 1) * 1234567.89:.2f}}}")
        if i % 5 == 0:
            payments.append(f"- {{date: {day + timedelta(days=70)}, montant: {(i + 1) * 100000.33:.2f}, facture: {number}}}")
    payments.append("- {date: 2025-03-01, montant: 5000000.00, moyen: cheque, rejete_le: 2025-03-12}")
    contract = """
titre: Atelier Lenoir c/ Établissements de construction et de rénovation Vandenbroucke-Delacroix & Fils, Compagnie de travaux
nature: commerciale
debiteurs:
  - id: x
    type: societe_commerciale
    denomination: "ÉTABLISSEMENTS LONGS LONGSLONGS"
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    representant: {nom: Anne Roux, fonction: gérante}
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
contrat: {objet: Fourniture, conclu_le: 2023-11-03, echeance: {jours: 30}, clause_penale: {taux: 15, article: 9}}
""".replace("LONGSLONGS", LONG)
    journal = "- {date: 2026-08-01, canal: lrar, acte: mise_en_demeure, delai_jusqu_au: 2026-08-16, presente_le: 2026-08-03}"
    files = {"factures": "\n".join(rows), "paiements": "\n".join(payments), "affaire": contract, "journal": journal}
    return make(FIRMS, files={f"{FOLDER}/{name}.yaml": text for name, text in files.items()})


@pytest.fixture(scope="module")
def long_pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The PDF of the stress case, and its pages as text."""
    folder = tmp_path_factory.mktemp("decompte")
    paper = stress().printed("decompte")
    pages = text_of(paper, folder, "-layout").rstrip("\f").split("\f")
    (folder / "decompte.pdf").write_bytes(paper.pdf.read())
    return folder / "decompte.pdf", pages


def test_the_head_of_the_table_is_on_each_page(long_pages: tuple[Path, list[str]]) -> None:
    """Sixty invoices run over many pages: whoever opens one reads what its columns are."""
    _, pages = long_pages
    with_lines = [page for page in pages if re.search(r"^ *\d+ +\d\d/\d\d/\d{4} +\d\d/\d\d/\d{4} +\d+ ", page, re.M)]
    assert len(with_lines) > 8
    for page in with_lines:
        assert re.search(r"Ligne +Du +Au \(inclus\) +Jours +Base +Taux annuel +Article", page)
    assert all(f"page {n}/{len(pages)}" in page for n, page in enumerate(pages, 1))


def words_of(pdf: Path) -> Iterator[tuple[int, float, float, float, float, str]]:
    """Each word with its page and its box in points."""
    out = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    for number, page in enumerate(out.split("<page ")[1:], 1):
        for box in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page):
            yield number, *(float(edge) for edge in box[:4]), box[4]


def test_nothing_leaves_the_page_and_no_word_covers_another(long_pages: tuple[Path, list[str]]) -> None:
    """Names without a space and sums in billions stay between the margins, and no two words share a place."""
    millimetre = 72 / 25.4
    words = list(words_of(long_pages[0]))
    assert len(words) > 2000
    for page, left, top, right, bottom, word in words:
        assert 24.8 * millimetre <= left and right <= 190.3 * millimetre, (page, word)
        assert 10 * millimetre <= top and bottom <= 290 * millimetre, (page, word)
    by_line: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    for page, left, top, right, _, word in words:
        by_line.setdefault((page, round(top)), []).append((left, right, word))
    for place, line in by_line.items():
        line.sort()
        for (_, end, one), (start, _, other) in pairwise(line):
            assert start >= end - 0.6, (place, one, other)


def test_a_head_that_is_zero_stands_with_its_reason(firms: Made) -> None:
    """Principal, interest, indemnity, clause pénale, costs: what is not asked is said, and why."""
    table = plain(firms.document("decompte").body.split('class="recapitulation"')[1].split("</table>")[0])
    assert "Clause pénale" in table and "Le contrat n’en prévoit pas" in table
    assert "Frais à la charge du débiteur" in table and "Aucuns frais fondés sur un texte ou un titre" in table


def test_every_payment_has_its_row_with_its_fate() -> None:
    """A cheque that came back, what a third party paid, what found nothing to pay: each is listed with its text."""
    extra = """
- {date: 2026-04-10, montant: 80.00, moyen: cheque, rejete_le: 2026-04-15}
- {date: 2026-05-10, montant: 10000.00, payeur: tiers}
"""
    document = make(FIRMS, files={f"{FOLDER}/paiements.yaml": PAYMENTS + extra}).document("decompte")
    text = plain(document.body.split('class="petit versements')[1].split("</table>")[0])
    assert "rejeté le 15/04/2026" in text and "ne compte pas" in text
    assert "payé par un tiers" in text and "non imputé" in text
    assert "C. civ., art. 1343\u20111" in text.replace("\u00a0", " ")


def test_each_rate_and_each_value_says_where_it_comes_from(firms: Made) -> None:
    """The rates of all lines with their derivation and their text, the values of law with how sure each is."""
    body = firms.document("decompte").body
    rates = plain(body.split('class="petit taux"')[1].split("</table>")[0])
    assert "BCE au 01/01/2026" in rates and "10 points" in rates.replace("\u00a0", " ")
    assert re.findall(r"du \d\d/\d\d/\d{4} au \d\d/\d\d/\d{4}", rates.replace("\u00a0", " "))
    sources = plain(body.split('class="petit sources"')[1].split("</table>")[0])
    assert "Indemnité forfaitaire" in sources and "40,00" in sources and "Texte lu" in sources


def test_the_day_from_which_interest_goes_on_is_named(firms: Made) -> None:
    """« À compter du » the day after the closing day, so much a day."""
    assert "À compter du 22\u00a0novembre\u00a02026, les intérêts courent à raison de" in plain(firms.document("decompte").body)


def test_what_reduces_an_invoice_bears_its_own_name_and_the_lines_of_a_group_make_what_is_left() -> None:
    """A waiver is no credit note; the forty euros stand outside the group, and what was paid on them too."""
    files = {
        "affaire": (
            "titre: x\nnature: commerciale\ndebiteurs:\n  - {id: x, type: societe_commerciale, denomination: X, forme: SARL, "
            'siren: "123456782", rcs: Marseille, representant: {nom: Anne Roux, fonction: gérante}, adresse: {voie: 1 rue A, '
            'code_postal: "13001", commune: Marseille, insee: "13201"}}\ncontrat: {penalites: {taux: 18, article: 8 des CGV}}'
        ),
        "factures": (
            "- {numero: F-1, date: 2026-01-10, echeance: 2026-02-09, montant_ttc: 1000}\n"
            "- {numero: A-1, type: avoir, sur: F-1, date: 2026-01-20, montant_ttc: 50}"
        ),
        "paiements": "- {date: 2026-07-01, montant: 980}",
        "journal": "- {date: 2026-04-01, acte: renonciation, montant: 100, sur: principal}",
        "frais": "[]",
    }
    body = make(FIRMS, files={f"{FOLDER}/{name}.yaml": body for name, body in files.items()}).document("decompte").body
    text = plain(body).replace("\u00a0", " ")
    assert "Renonciation du 01/04/2026, déduit à compter du 02/04/2026" in text and "Avoir renonciation" not in text
    assert "Principal auquel le créancier a renoncé" in text and "Avoir A\u20111" in text.replace("A-1", "A\u20111")
    assert "taux du contrat, article 8 des CGV" in text
    groups, annexes = (plain(part) for part in body.split('class="recapitulation"'))
    assert "indemnité " in annexes and "indemnité " not in groups


def test_money_received_in_excess_stands_under_the_total_and_the_regime_names_its_article(firms: Made) -> None:
    """90 000 on a debt of some thousands: nothing is due, and what is left over is told with its amount, never silent."""
    over = "- {date: 2026-11-02, montant: 90000.00, facture: F-2026-014}"
    body = plain(make(FIRMS, files={f"{FOLDER}/paiements.yaml": over}).document("decompte").body)
    total_, told = body.index("Total dû au"), body.index("Reçu sans emploi, à restituer ou à imputer")
    assert total_ < told
    assert re.search(r"à imputer\D*8\d.\d{3},\d\d", body[told:])
    usual = plain(firms.document("decompte").body)
    assert "Reçu sans emploi" not in usual
    assert "Entre professionnels (C. com., art. L. 441\u201110). Créancier" in usual.replace("\u00a0", " ")


def test_what_rests_on_no_text_that_was_read_stands_among_the_sources_to_be_confirmed(firms: Made) -> None:
    """The first day of interest after a mise en demeure and the day of a clause pénale; neither where nothing rests on them."""
    notice = "- {date: 2026-08-03, canal: lrar, acte: mise_en_demeure, delai_jusqu_au: 2026-08-18, presente_le: 2026-08-05}"
    told = make(PERSON, files={f"cases/{PERSON}/journal.yaml": notice}).document("decompte")
    assert "Premier jour des intérêts après une mise en demeure" in plain(told.body)
    assert [doubt for doubt in told.to_confirm if "premier jour des intérêts" in doubt and doubt.endswith("(déduit)")]
    clause = BETWEEN_FIRMS.replace(
        "  echeance: {jours: 30}\n", "  echeance: {jours: 30}\n  clause_penale: {taux: 10, article: 9}\n"
    )
    told = make(FIRMS, files={f"{FOLDER}/affaire.yaml": clause}).document("decompte")
    assert "Jour où la clause pénale est encourue" in plain(told.body)
    assert [doubt for doubt in told.to_confirm if "clause pénale" in doubt and "sources concordantes" in doubt]
    assert not [doubt for doubt in firms.document("decompte").to_confirm if "clause pénale" in doubt or "premier jour" in doubt]
