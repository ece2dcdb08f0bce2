"""The request for a certificate that a claim is irrecoverable: to the liquidateur, or to the officer of a fruitless seizure."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from document_cases import FIRMS, JOURNAL, SETTINGS, Made, make
from test_golden import compare
from test_insolvency_documents import INVOICES, LIQUIDATION, OPENING, PLACE, TAXED
from test_letters import plain
from test_transmissions import OFFICER, ORDER, REQUETE, SERVED

ID = "demande-de-certificat"
DECLARED = "- {date: 2026-10-28, acte: declaration_creance, montant: 6000.00, pieces: [pieces/ar.pdf]}\n"
SEIZED = (
    "- {date: 2026-11-05, acte: saisie, nature: attribution, debiteur: sud-beton, "
    "pieces: [{fichier: pieces/ar.pdf, titre: Procès-verbal de carence}]}\n"
)


def asked(journal: str = LIQUIDATION + DECLARED, invoices: str = TAXED, settings: str = "", **more: object) -> Made:
    """The documents of the case between firms with these facts."""
    files: dict[str, str | bytes] = {
        "dossier.yaml": SETTINGS + settings, f"{PLACE}/journal.yaml": JOURNAL + journal, f"{PLACE}/factures.yaml": invoices,
    }  # fmt: skip
    return make(FIRMS, [], files, **more)  # type: ignore[arg-type]


def ids(made: Made) -> list[str]:
    return [d.id for d in made.documents if d.kind == "demande_certificat"]


@pytest.fixture(scope="module")
def liquidated() -> Made:
    return asked()


def test_the_request_reads_as_approved(liquidated: Made, tmp_path: Path) -> None:
    """To the liquidateur, after the declaration: net price and tax of each invoice, the cause, what is enclosed."""
    document = liquidated.document(ID)
    assert document.state == "ready", document.reasons
    compare(liquidated, ID, "mandataire-demande-de-certificat", tmp_path)
    assert not liquidated.printed(ID).diagnostics


def test_net_price_and_tax_make_the_sum(liquidated: Made) -> None:
    """CGI 272: what is left of each invoice, parted as the list of doubtful debts parts it."""
    body = plain(liquidated.document(ID).body).replace("\u202f", "").replace("\u00a0", " ")
    rows = [[int(re.sub(r"\D", "", n)) for n in found] for found in re.findall(r"HT (\d+,\d\d), TVA (\d+,\d\d)", body)]
    assert len(rows) == 3 and [sum(column) for column in zip(*rows[:2], strict=True)] == rows[2]
    assert sum(rows[2]) == int(re.sub(r"\D", "", re.search(r"soit (\d+,\d\d) €", body)[1]))  # type: ignore[index]


def test_what_rests_on_practice_is_listed(liquidated: Made) -> None:
    """No text that was read asks for a certificate: the reader is told."""
    doubts = liquidated.document(ID).to_confirm
    assert any("pratique" in doubt for doubt in doubts) and any("CGI 272" in doubt for doubt in doubts)


@pytest.mark.parametrize(
    ("gone", "words", "place"),
    [
        ("  mandataire: Maître Odile Ferrand\n", "le liquidateur", "mandataire"),
        (
            '  adresse_du_mandataire: {voie: 5 cours Pierre-Puget, code_postal: "13006", commune: Marseille}\n',
            "l’adresse du liquidateur", "adresse_du_mandataire",
        ),
        (DECLARED, "la déclaration", "declaration_creance"),
    ],
)  # fmt: skip
def test_a_request_without_addressee_or_declaration_is_withheld(gone: str, words: str, place: str) -> None:
    """Who certifies, and the claim that he knows: the entry of the journal and its key are named."""
    journal = LIQUIDATION + DECLARED
    assert gone in journal
    document = asked(journal.replace(gone, "")).document(ID)
    assert document.state == "withheld" and [r for r in document.reasons if words in r.text and r.place.endswith(place)]


def test_an_invoice_without_its_tax_beside_others_withholds_it() -> None:
    """CGI 272: the certificate would not be whole. Where no invoice shows tax, none is asked for."""
    mixed = TAXED.replace(", montant_ht: 1000.00, tva: 200.00", "")
    assert asked(invoices=mixed).document(ID).state == "withheld"
    bare = asked(invoices=INVOICES).document(ID)
    assert bare.state == "ready" and "TVA" not in plain(bare.body).replace("TVA intracommunautaire", "")


def test_an_article_that_is_only_deduced_is_not_printed() -> None:
    """From 1 January 2027 the tax has another code, whose article was not read."""
    assert asked(today=date(2027, 1, 4)).document(ID).state == "withheld"


def test_after_a_fruitless_seizure_the_officer_is_asked() -> None:
    """A report of carence in the journal and an officer on file; without one nobody can be asked."""
    made = asked(REQUETE + ORDER + SERVED + SEIZED, settings=OFFICER)
    document = made.document(ID)
    assert document.state == "ready", document.reasons
    text = plain(document.body)
    assert "exécution infructueuse (la saisie du 5\u00a0novembre\u00a02026)" in text and "VIDAL ET ROCHE" in document.html
    assert ids(asked(REQUETE + ORDER + SERVED + SEIZED)) == []


def test_it_is_asked_once_and_only_where_the_claim_is_lost() -> None:
    """No request in a redressement, none once a certificate is there or the file went to the liquidateur."""
    assert ids(asked(OPENING + DECLARED)) == []
    held = "- {date: 2026-11-10, canal: courrier, pieces: [{fichier: pieces/ar.pdf, titre: Certificat d’irrécouvrabilité}]}\n"
    sent = "- {date: 2026-11-10, acte: communication, a_qui: Maître Odile Ferrand}\n"
    assert ids(asked(LIQUIDATION + DECLARED + held)) == ids(asked(LIQUIDATION + DECLARED + sent)) == []
