"""Letters that a fact calls for: when they are there, what they say, and what keeps them back.

`GOLDEN_UPDATE=1` writes the approved texts anew, as in `test_golden.py`.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from document_cases import FIRMS, PAYMENTS, Made, make
from test_golden import compare
from test_letters import in_window, plain, wide, words

from dossier.model.case import Case

FOLDER = f"cases/{FIRMS}"


def with_journal(*entries: str) -> dict[str, str | bytes]:
    """The case with some entries of its journal in place of the usual ones."""
    return {f"{FOLDER}/journal.yaml": "\n".join(entries)}


def ids(made: Made) -> list[str]:
    return [document.id for document in made.documents]


def without_siren(case: Case) -> Case:
    return dataclasses.replace(case, creditor=case.creditor.model_copy(update={"siren": None}))


THREE_MOVES = f"{PAYMENTS}\n- {{date: 2026-05-04, montant: 250.00, moyen: cheque}}"
ACCOUNT: dict[str, str | bytes] = {f"{FOLDER}/paiements.yaml": THREE_MOVES}


def test_the_statement_of_account_reads_as_approved(tmp_path: Path) -> None:
    """Invoices, credit notes and payments by their days, what accrued, and the sum due."""
    made = make(FIRMS, files=ACCOUNT)
    compare(made, "releve-de-compte", "entreprises-releve-de-compte", tmp_path)


def test_the_balance_of_the_account_is_the_sum_of_the_decompte() -> None:
    """The balance is the total due of the décompte, and the lines make it."""
    made = make(FIRMS, files=ACCOUNT)
    total = made.document("decompte").body.split('class="total"')[1].split("</td></tr>")[0].rsplit(">", 1)[1]
    assert total in made.document("releve-de-compte").body


def test_an_account_that_hardly_moved_has_no_statement() -> None:
    """One payment and one credit note stand in the table of any letter: no statement for them."""
    assert "releve-de-compte" not in ids(make(FIRMS))


def test_a_returned_cheque_stands_in_the_account_and_counts_for_nothing() -> None:
    """A cheque that came back is told, and takes nothing off."""
    returned = f"{PAYMENTS}\n- {{date: 2026-05-04, montant: 250.00, moyen: cheque, rejete_le: 2026-05-11}}"
    text = plain(make(FIRMS, files={f"{FOLDER}/paiements.yaml": returned}).document("releve-de-compte").body)
    assert "Chèque de 250,00, rejeté le 11/05/2026\u00a0: ne compte pas" in text
    assert "5\u202f810,70" in text


def test_no_statement_goes_to_a_debtor_in_insolvency() -> None:
    """Payment may not be asked of him any more (C. com. L622-7)."""
    journal = with_journal("- {date: 2026-09-01, acte: procedure_collective, type: redressement, bodacc_le: 2026-09-08}")
    assert "releve-de-compte" not in ids(make(FIRMS, files={**ACCOUNT, **journal}))


def test_a_statement_without_the_creditor_s_siren_waits() -> None:
    """Commercial papers bear the register (C. com. R123-237)."""
    document = make(FIRMS, files=ACCOUNT, tweak=without_siren).document("releve-de-compte")
    assert document.state == "withheld" and [reason.rule for reason in document.reasons] == ["C. com., art. R. 123-237"]


def test_sixty_invoices_and_the_widest_address(tmp_path: Path) -> None:
    """A long account goes on over pages with the head of its table, and the address stays in the window."""
    rows = "\n".join(
        f"- {{numero: F-2026-{i:03}, date: 2026-01-{1 + i % 28:02}, echeance: 2026-02-{1 + i % 28:02}, montant_ttc: 1000.00}}"
        for i in range(60)
    )
    paid = f"{THREE_MOVES}\n- {{date: 2026-05-05, montant: 10.00}}"
    made = make(FIRMS, files={f"{FOLDER}/paiements.yaml": paid, f"{FOLDER}/factures.yaml": rows}, tweak=wide)
    paper = made.printed("releve-de-compte")
    assert in_window(words(paper, tmp_path))[-1] == "ALLEMAGNE"
    assert all(f"F-2026-{i:03}" in made.document("releve-de-compte").html for i in range(60))
    assert paper.pages > 2


PROMISE = "- {date: 2026-11-02, canal: telephone, sens: recu, acte: promesse, montant: 3000.00, pour_le: 2026-11-13}"
BROKEN = """
- date: 2026-09-18
  acte: echeancier
  echeances: [{le: 2026-10-15, montant: 2000.00}, {le: 2026-11-15, montant: 2000.00}, {le: 2026-12-15, montant: 1500.00}]
  clause_de_decheance: oui
  contresigne_par: [creancier, sud-beton]
"""
ONE_PAID: dict[str, str | bytes] = {f"{FOLDER}/paiements.yaml": f"{PAYMENTS}\n- {{date: 2026-10-14, montant: 2000.00}}"}


def test_the_letter_after_a_broken_promise_reads_as_approved(tmp_path: Path) -> None:
    """The promise with its day, what came in, and a new date."""
    compare(make(FIRMS, files=with_journal(PROMISE)), "promesse-rompue", "entreprises-promesse-rompue", tmp_path)


def test_the_letter_after_a_broken_schedule_reads_as_approved(tmp_path: Path) -> None:
    """What fell due and did not come in, and what the clause de déchéance makes of it."""
    made = make(FIRMS, files={**with_journal(BROKEN), **ONE_PAID})
    compare(made, "echeancier-rompu", "entreprises-echeancier-rompu", tmp_path)


def test_without_a_clause_the_later_instalments_keep_their_day() -> None:
    """The term is lost by a clause alone (C. civ. 1305-4)."""
    journal = with_journal(BROKEN.replace("clause_de_decheance: oui", "clause_de_decheance: non"))
    text = plain(make(FIRMS, files={**journal, **ONE_PAID}).document("echeancier-rompu").body)
    assert "Les échéances à venir gardent leur date" in text and "déchéance" not in text
    assert "payer la somme de 2\u202f000,00\u00a0€" in text


@pytest.mark.parametrize(
    "more",
    [
        {f"{FOLDER}/paiements.yaml": f"{PAYMENTS}\n- {{date: 2026-11-10, montant: 3000.00}}"},
        with_journal(PROMISE, "- {date: 2026-11-16, canal: courriel, sens: emis, acte: relance, niveau: relance_3}"),
        with_journal(PROMISE.replace("pour_le: 2026-11-13", "pour_le: 2026-11-21")),
        with_journal(PROMISE, "- {date: 2026-11-20, acte: promesse, montant: 3000.00, pour_le: 2026-11-30}"),
    ],
    ids=["paid", "already-written", "today", "promised-again"],
)
def test_a_promise_that_is_not_broken_or_was_answered_has_no_letter(more: dict[str, str | bytes]) -> None:
    """Paid, still running, replaced, or already answered in writing: nothing to say."""
    assert "promesse-rompue" in ids(make(FIRMS, files=with_journal(PROMISE)))
    assert "promesse-rompue" not in ids(make(FIRMS, files={**with_journal(PROMISE), **more}))


def test_a_letter_after_a_broken_promise_needs_an_address() -> None:
    """Without the debtor's address there is no letter."""

    def nowhere(case: Case) -> Case:
        return dataclasses.replace(case, debtors=(case.debtors[0].model_copy(update={"address": None}),))

    document = make(FIRMS, files=with_journal(PROMISE), tweak=nowhere).document("promesse-rompue")
    assert document.state == "withheld" and document.reasons[0].place.endswith("adresse")


DISPUTE = """
- date: 2026-11-12
  canal: courriel
  sens: recu
  acte: contestation
  factures: [F-2026-020]
  motif: La pose n’aurait pas été terminée
"""


def test_the_answer_to_a_dispute_reads_as_approved(tmp_path: Path) -> None:
    """It takes note, asks for the grounds, and recalls what is not disputed."""
    compare(make(FIRMS, files=with_journal(DISPUTE)), "reponse-contestation", "entreprises-reponse-contestation", tmp_path)


def test_a_dispute_of_everything_leaves_nothing_to_ask() -> None:
    """When all is disputed the answer asks for no payment and shows no payment block."""
    html = (
        make(FIRMS, files=with_journal(DISPUTE.replace("  factures: [F-2026-020]\n", ""))).document("reponse-contestation").html
    )
    assert "vous contestez notre créance" in plain(html) and "IBAN" not in html and "<table" not in html


@pytest.mark.parametrize(
    "later",
    [
        "- {date: 2026-11-16, canal: courrier, sens: emis, resume: Répondu}",
        "- {date: 2026-11-16, acte: transaction, montant: 4000.00, contresigne_par: [creancier, sud-beton]}",
    ],
)
def test_a_dispute_that_was_answered_or_settled_has_no_answer(later: str) -> None:
    """An answer in writing or a settlement ends what there was to say."""
    assert "reponse-contestation" not in ids(make(FIRMS, files=with_journal(DISPUTE, later)))


def test_an_answer_without_the_creditor_s_siren_waits() -> None:
    """Commercial papers bear the register (C. com. R123-237)."""
    made = make(FIRMS, files=with_journal(DISPUTE), tweak=without_siren)
    assert made.document("reponse-contestation").state == "withheld"


CHEQUE: dict[str, str | bytes] = {
    f"{FOLDER}/paiements.yaml": (
        f"{PAYMENTS}\n- {{date: 2026-10-05, montant: 1250.50, moyen: cheque, rejete_le: 2026-10-12, facture: F-2026-020, "
        "reference: Chèque n° 0004512}"
    )
}


def test_the_letter_after_an_unpaid_cheque_reads_as_approved(tmp_path: Path) -> None:
    """The cheque, its sum, its day, and what the law provides for want of funds; the law not read is listed."""
    made = make(FIRMS, files=CHEQUE)
    compare(made, "cheque-impaye", "entreprises-cheque-impaye", tmp_path)
    assert any("L. 131-73" in row for row in made.document("cheque-impaye").to_confirm)


def test_without_a_returned_cheque_there_is_no_letter() -> None:
    """A cheque that was paid, one whose certificate is there, or one about which was written, calls for nothing."""
    paid = {key: str(text).replace("rejete_le: 2026-10-12, ", "") for key, text in CHEQUE.items()}
    assert "cheque-impaye" not in ids(make(FIRMS, files={**paid}))
    certified = with_journal("- {date: 2026-11-14, acte: certificat_non_paiement, montant: 1250.50}")
    assert "cheque-impaye" not in ids(make(FIRMS, files={**CHEQUE, **certified}))
    said = with_journal("- {date: 2026-10-14, canal: lrar, sens: emis, resume: Chèque revenu}")
    assert "cheque-impaye" not in ids(make(FIRMS, files={**CHEQUE, **said}))


def test_a_cheque_above_the_debt_holds_the_letter_back() -> None:
    """What is asked is never more than what is due."""
    more = {key: str(text).replace("1250.50", "9250.50") for key, text in CHEQUE.items()}
    document = make(FIRMS, files={**more}).document("cheque-impaye")
    assert document.state == "withheld" and "dépasse la somme due" in document.reasons[0].text


SETTLED: dict[str, str | bytes] = {
    f"{FOLDER}/factures.yaml": "- {numero: F-2026-014, date: 2026-01-15, echeance: 2026-12-14, montant_ttc: 4800.00}",
    f"{FOLDER}/paiements.yaml": "- {date: 2026-03-02, montant: 500.00}\n- {date: 2026-11-02, montant: 4300.00}",
}
SEIZED = with_journal("- {date: 2026-09-02, canal: commissaire, acte: saisie, nature: attribution, denonce_le: 2026-09-08}")


def test_the_receipt_and_the_release_read_as_approved(tmp_path: Path) -> None:
    """What was received, in figures and in words, that nothing is due any more, and the release of what was seized."""
    made = make(FIRMS, files={**SETTLED, **SEIZED})
    assert [d.state for d in made.documents if d.id in ("quittance", "mainlevee")] == ["ready", "ready"]
    compare(made, "quittance", "entreprises-quittance", tmp_path)
    compare(made, "mainlevee", "entreprises-mainlevee", tmp_path)


def test_without_a_seizure_there_is_no_release_and_without_an_end_no_receipt() -> None:
    """Each calls for its fact."""
    assert "quittance" in ids(make(FIRMS, files={**SETTLED, **with_journal("")}))
    assert "mainlevee" not in ids(make(FIRMS, files={**SETTLED, **with_journal("")}))
    assert "quittance" not in ids(make(FIRMS))


def test_a_case_closed_with_a_balance_gives_no_receipt() -> None:
    """An entry that closes the case does not make the balance paid (C. civ. 1342)."""
    document = make(FIRMS, files=with_journal("- {date: 2026-11-10, acte: solde}")).document("quittance")
    assert document.state == "withheld" and document.reasons[0].place.endswith("paiements.yaml")


def test_an_answer_that_sums_up_many_invoices_encloses_their_list() -> None:
    """Above what a table lists, the letter refers to the décompte, and encloses it."""
    rows = "\n".join(f"- {{numero: F-{i}, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 100.00}}" for i in range(9))
    files = {
        **with_journal(DISPUTE.replace("F-2026-020", "F-3")),
        f"{FOLDER}/factures.yaml": rows,
        f"{FOLDER}/paiements.yaml": "",
    }
    text = plain(make(FIRMS, files=files).document("reponse-contestation").body)
    assert "8\u00a0factures échues" in text and "Pièces jointes\u00a0: décompte arrêté au 21\u00a0novembre\u00a02026" in text
