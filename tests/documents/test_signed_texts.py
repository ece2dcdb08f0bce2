"""The texts that the debtor signs: échéancier, reconnaissance de dette, transaction."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, PERSON, make, step, text_of
from test_golden import compare
from test_letters import plain
from test_occasional_letters import FOLDER, ids, with_journal

from dossier.model.case import Case

AGREED = """
- date: 2026-11-18
  canal: telephone
  acte: echeancier
  montant: 5810.70
  echeances: [{le: 2026-12-15, montant: 2000.00}, {le: 2027-01-15, montant: 2000.00}, {le: 2027-02-15, montant: 1810.70}]
  clause_de_decheance: oui
  interets: maintenus
"""


def test_the_echeancier_reads_as_approved(tmp_path: Path) -> None:
    """Debt acknowledged, dates and sums, imputation, interest, default, no novation, two originals."""
    made = make(FIRMS, files=with_journal(AGREED))
    assert made.document("echeancier").state == "ready"
    compare(made, "echeancier", "entreprises-echeancier", tmp_path)


def test_the_sums_of_the_echeancier_are_written_out() -> None:
    """The sum acknowledged and the sum of the instalments stand in figures and in words."""
    text = plain(make(FIRMS, files=with_journal(AGREED)).document("echeancier").body)
    assert text.count("cinq mille huit cent dix euros et soixante-dix centimes") == 2
    assert "par virement sur le compte FR76" in text


def test_an_echeancier_that_the_debtor_signed_is_not_printed_again() -> None:
    """What both signed is a piece, not a text to sign."""
    signed = f"{AGREED}  contresigne_par: [creancier, sud-beton]\n"
    assert "echeancier" not in ids(make(FIRMS, files=with_journal(signed)))


def test_a_promise_for_a_day_to_come_makes_a_proposal() -> None:
    """The step proposes what the debtor promised; without a promise there is nothing to propose."""
    promise = "- {date: 2026-11-18, canal: telephone, acte: promesse, montant: 3000.00, pour_le: 2026-12-01}"
    made = make(FIRMS, [step("echeancier")], with_journal(promise))
    text = plain(made.document("echeancier").body)
    assert "trois mille euros" in text and "en un versement" in text
    assert "Le reste de la somme reconnue est payé le 1er\u00a0décembre\u00a02026 au plus tard" in text
    assert "echeancier" not in ids(make(FIRMS, [step("echeancier")]))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("clause_de_decheance: non", "Une échéance impayée est exigible seule"),
        ("interets: suspendus", "Aucun intérêt ne court pendant l’exécution de l’accord"),
    ],
)
def test_what_the_parties_chose_is_what_the_text_says(written: str, said: str) -> None:
    """Interest kept or waived, a clause de déchéance or none: the entry of the journal decides (C. civ. 1305-4)."""
    key = written.split(":")[0]
    entry = "\n".join(f"  {written}" if line.strip().startswith(key) else line for line in AGREED.splitlines())
    entry = entry.replace("1810.70", "1790.00").replace("5810.70", "5790.00")  # no interest runs since the day of the accord
    assert said in plain(make(FIRMS, files=with_journal(entry)).document("echeancier").body)
    assert said not in plain(make(FIRMS, files=with_journal(AGREED)).document("echeancier").body)


def test_who_is_no_merchant_writes_the_sum_in_his_own_hand(tmp_path: Path) -> None:
    """C. civ. 1376: of a private person the acknowledgement proves with the sum in his hand; between merchants it needs none."""
    entry = "- {date: 2026-11-18, acte: echeancier, echeances: [{le: 2026-12-15, montant: 1000.00}, {le: 2027-01-15, montant: 1000.00}]}\n"
    made = make(PERSON, files={f"cases/{PERSON}/journal.yaml": entry})
    text = plain(made.document("echeancier").body)
    assert "écrit lui-même" in text and text.index("écrit lui-même") < text.index("Fait en deux originaux")
    assert "a-la-main" in made.document("echeancier").html
    assert "écrit lui-même" not in plain(make(FIRMS, files=with_journal(AGREED)).document("echeancier").body)
    pages = text_of(made.printed("echeancier"), tmp_path).rstrip("\f").split("\f")
    assert "signature" in pages[-1]


def test_an_echeancier_without_dates_waits() -> None:
    """Without days and sums there is nothing to sign; the text says where to write them."""
    entry = "- {date: 2026-11-18, canal: telephone, acte: echeancier, montant: 5810.70}"
    document = make(FIRMS, files=with_journal(entry)).document("echeancier")
    assert document.state == "withheld" and "echeances" in document.reasons[0].place


def test_instalments_above_the_debt_hold_the_echeancier_back() -> None:
    """Nobody signs for more than he owes."""
    entry = "- {date: 2026-11-18, acte: echeancier, echeances: [{le: 2026-12-15, montant: 9000.00}]}"
    document = make(FIRMS, files=with_journal(entry)).document("echeancier")
    assert document.state == "withheld" and "dépassent la somme due" in document.reasons[0].text


def test_a_company_without_a_known_representative_signs_nothing() -> None:
    """A legal person signs by its organ: without its name the text waits, and a draft says so on each page."""

    def nobody(case: Case) -> Case:
        return dataclasses.replace(case, debtors=(case.debtors[0].model_copy(update={"representative": None}),))

    document = make(FIRMS, files=with_journal(AGREED), tweak=nobody).document("echeancier")
    assert document.state == "withheld" and document.reasons[0].place.endswith("representant")
    assert "BROUILLON" in make(FIRMS, files=with_journal(AGREED), tweak=nobody, draft=True).document("echeancier").html


def test_nobody_is_asked_to_sign_for_a_prescribed_debt() -> None:
    """To sign would be to waive prescription (C. civ. 2250, 2251)."""
    old = "- {numero: F-2019-001, date: 2019-01-15, echeance: 2019-02-14, montant_ttc: 4800.00}"
    files = {**with_journal(AGREED), f"{FOLDER}/factures.yaml": old, f"{FOLDER}/paiements.yaml": ""}
    document = make(FIRMS, files=files).document("echeancier")
    assert document.state == "withheld" and any(reason.rule == "C. civ., art. 2250 et 2251" for reason in document.reasons)


SPOKEN = "- {date: 2026-11-17, canal: courriel, sens: recu, acte: reconnaissance_de_dette, portee: a_apprecier}"


def test_the_acknowledgement_reads_as_approved(tmp_path: Path) -> None:
    """Parties, cause, sum in figures and in words, and the place for the debtor's own hand (C. civ. 1376)."""
    made = make(FIRMS, files=with_journal(SPOKEN))
    assert made.document("reconnaissance").state == "ready"
    compare(made, "reconnaissance", "entreprises-reconnaissance", tmp_path)


def test_a_consumer_acknowledges_in_his_own_name(tmp_path: Path) -> None:
    """A natural person signs for himself, and owes what the décompte says."""
    said = "- {date: 2026-11-17, canal: courriel, sens: recu, acte: reconnaissance_de_dette, portee: a_apprecier}"
    made = make(PERSON, files={f"cases/{PERSON}/journal.yaml": said})
    text = plain(made.document("reconnaissance").body)
    assert "trois mille cent quatre-vingt-dix euros" in text and "Le débiteur,Claire Arnaud" in text
    assert "pénalités" not in text


@pytest.mark.parametrize(
    "later",
    [
        "- {date: 2026-11-19, acte: reconnaissance_de_dette, mention_manuscrite: oui, portee: certaine}",
        "- {date: 2026-11-19, canal: lrar, acte: mise_en_demeure, delai_jusqu_au: 2026-12-04}",
        "- {date: 2026-11-19, acte: procedure_collective, type: liquidation}",
    ],
)
def test_what_came_later_takes_the_place_of_the_text(later: str) -> None:
    """A signed acknowledgement, a mise en demeure or insolvency proceedings leave nothing to sign."""
    assert "reconnaissance" not in ids(make(FIRMS, files=with_journal(SPOKEN, later)))


def test_an_acknowledgement_without_its_cause_waits() -> None:
    """Without the subject of the contract nobody knows what is owed for."""
    affaire = BETWEEN_FIRMS.replace("  objet: Fourniture et pose de menuiseries\n", "")
    document = make(FIRMS, files={**with_journal(SPOKEN), f"{FOLDER}/affaire.yaml": affaire}).document("reconnaissance")
    assert document.state == "withheld" and document.reasons[0].place.endswith("objet")


SETTLEMENT = """
- {date: 2026-11-05, canal: courriel, sens: recu, acte: contestation, factures: [F-2026-020], motif: La pose n’aurait pas été terminée}
- date: 2026-11-18
  canal: rendez_vous
  acte: transaction
  montant: 5000.00
  echeances: [{le: 2026-12-15, montant: 3000.00}, {le: 2027-01-15, montant: 2000.00}]
  clause_de_decheance: oui
  interets: suspendus
"""


def test_the_settlement_reads_as_approved(tmp_path: Path) -> None:
    """The disagreement, the concessions of each side, the payment, and what it ends (C. civ. 2044 and 2052)."""
    made = make(FIRMS, files=with_journal(SETTLEMENT))
    assert made.document("transaction").state == "ready"
    compare(made, "transaction", "entreprises-transaction", tmp_path)


@pytest.mark.parametrize(
    ("written", "instead", "why"),
    [
        ("montant: 5000.00", "montant: 9000.00", "concession du créancier"),
        ("montant: 3000.00", "montant: 2500.00", "ne font pas la somme convenue"),
        (
            "  echeances: [{le: 2026-12-15, montant: 3000.00}, {le: 2027-01-15, montant: 2000.00}]\n",
            "",
            "il manque les échéances",
        ),
    ],
)
def test_what_is_no_settlement_waits(written: str, instead: str, why: str) -> None:
    """Without concessions on both sides, a sum and its days there is no settlement (C. civ. 2044)."""
    document = make(FIRMS, files=with_journal(SETTLEMENT.replace(written, instead))).document("transaction")
    assert document.state == "withheld"
    assert any(why in reason.text and reason.rule == "C. civ., art. 2044" for reason in document.reasons)


def test_a_settlement_that_the_debtor_signed_is_not_printed_again() -> None:
    """What both signed is a piece."""
    signed = f"{SETTLEMENT}  contresigne_par: [creancier, sud-beton]\n"
    assert "transaction" not in ids(make(FIRMS, files=with_journal(signed)))
