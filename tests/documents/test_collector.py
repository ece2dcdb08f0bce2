"""What a collector receives before he acts: the file, and the written convention of CPCE R124-3."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, JOURNAL, SETTINGS, Made, make, step, text_of
from test_golden import compare
from test_letters import plain

PLACE = f"cases/{FIRMS}"
LETTER, CONVENTION = "transmission-recouvreur", "convention-de-recouvrement"
COLLECTOR = """
conseil:
  type: recouvreur
  nom: RECOUVRIA SARL
  adresse: {voie: 9 rue des Docks, code_postal: "13002", commune: Marseille}
  courriel: dossiers@recouvria.example
  declaration_procureur_le: 2024-03-11
  assurance: Assurances du Port, contrat RC-4410
  garantie: couverture de 150 000 € par sinistre, attestation annuelle remise au créancier
  compte_dedie: FR76 3000 6000 0198 7654 3210 189
  remuneration: 12 % HT des sommes encaissées, rien en l’absence d’encaissement
  signataire: Iris Delmas, gérante
  mentions: SARL au capital de 8 000 €, 732 829 320 RCS Marseille
"""
GIVEN = "- {date: 2026-11-10, acte: mandat, par: recouvreur}\n"
SIGNED = "- {date: 2026-11-10, acte: mandat, par: recouvreur, pieces: [pieces/ar.pdf]}\n"


def files(journal: str = GIVEN, settings: str = COLLECTOR, **more: str) -> dict[str, str | bytes]:
    return {"dossier.yaml": SETTINGS + settings, f"{PLACE}/journal.yaml": JOURNAL + journal, **more}


def kinds(made: Made) -> list[str]:
    return [d.id for d in made.documents if d.kind == "transmission_recouvreur"]


@pytest.fixture(scope="module")
def given() -> Made:
    return make(FIRMS, [], files())


@pytest.mark.parametrize("id", [LETTER, CONVENTION])
def test_the_file_and_the_convention_read_as_approved(given: Made, id: str, tmp_path: Path) -> None:
    """A case that the journal gives to the collector without a signed convention."""
    assert given.document(id).state == "ready", given.document(id).reasons
    compare(given, id, f"recouvreur-{id}", tmp_path)
    assert not given.printed(id).diagnostics


def test_the_convention_says_what_the_article_asks(given: Made) -> None:
    """CPCE R124-3: power to receive, basis and amount by elements, guarantee, fee, remittance; its rows make its sum."""
    text = plain(given.document(CONVENTION).body).replace("\u202f", " ").replace("\u00a0", " ")
    for words in (
        "pouvoir de recevoir", "devis D-2025-031", "pénalités de retard échues", "5 810,70 €", "150 000 € par sinistre",
        "12 % HT des sommes encaissées", "charge du créancier seul", "sous un mois à compter de leur encaissement effectif",
    ):  # fmt: skip
        assert words in text, words
    assert "5\u202f810,70" in plain(given.document("decompte").body)


@pytest.mark.parametrize(
    ("gone", "rule", "key"),
    [
        ("  garantie: couverture de 150 000 € par sinistre, attestation annuelle remise au créancier\n", "CPCE, art. R. 124-3, 2°", "garantie"),
        ("  remuneration: 12 % HT des sommes encaissées, rien en l’absence d’encaissement\n", "CPCE, art. R. 124-3, 3°", "remuneration"),
        ("  assurance: Assurances du Port, contrat RC-4410\n", "CPCE, art. R. 124-2", "assurance"),
        ("  declaration_procureur_le: 2024-03-11\n", "CPCE, art. R. 124-2", "declaration_procureur_le"),
        ("  compte_dedie: FR76 3000 6000 0198 7654 3210 189\n", "CPCE, art. R. 124-2 et R. 124-4, 4°", "compte_dedie"),
        ('  adresse: {voie: 9 rue des Docks, code_postal: "13002", commune: Marseille}\n', "CPCE, art. R. 124-4, 1°", "adresse"),
    ],
)  # fmt: skip
def test_what_the_collector_lacks_withholds_both(gone: str, rule: str, key: str) -> None:
    """Each key of the adviser has its article; neither letter nor convention goes without it."""
    assert gone in COLLECTOR
    made = make(FIRMS, [], files(settings=COLLECTOR.replace(gone, "")))
    for id in (LETTER, CONVENTION):
        document = made.document(id)
        assert document.state == "withheld"
        assert [r for r in document.reasons if r.rule == rule and r.place.endswith(key)], document.reasons


def test_the_basis_is_that_of_the_contract() -> None:
    """CPCE R124-3, 1°: no object of the contract, no convention."""
    bare = {f"{PLACE}/affaire.yaml": BETWEEN_FIRMS.replace("  objet: Fourniture et pose de menuiseries\n", "")}
    document = make(FIRMS, [], files(**bare)).document(CONVENTION)
    assert document.state == "withheld" and [r for r in document.reasons if r.rule == "CPCE, art. R. 124-3, 1°"]


def test_a_remittance_of_their_own_stands_in_place_of_the_month() -> None:
    """CPCE R124-6: one month, unless the convention says otherwise."""
    own = COLLECTOR + "  reversement: le dernier jour de chaque mois, par virement\n"
    text = plain(make(FIRMS, [], files(settings=own)).document(CONVENTION).body)
    assert "le dernier jour de chaque mois, par virement" in text and "à compter de leur encaissement" not in text


def test_a_signed_convention_is_recalled_and_not_drafted_again() -> None:
    """With its piece in the journal the letter names its day; once he acted, or has the file, there is nothing to hand over."""
    made = make(FIRMS, [], files(SIGNED))
    assert kinds(made) == [LETTER]
    assert "convention du 10\u00a0novembre\u00a02026" in plain(made.document(LETTER).body)
    told = SIGNED + "- {date: 2026-11-12, acte: communication, a_qui: Recouvria SARL}\n"
    acted = (
        SIGNED
        + "- {date: 2026-11-12, acte: relance, par: recouvreur, canal: courrier, reference: R-1, mentions_recouvreur: oui}\n"
    )
    assert kinds(make(FIRMS, [], files(told))) == kinds(make(FIRMS, [], files(acted))) == []


def test_nothing_is_drafted_before_the_case_is_his() -> None:
    """A collector on file does not get every case: the journal names him, or the next letter is his by the calendar."""
    assert kinds(make(FIRMS, [], files(""))) == []
    assert kinds(make(FIRMS, [], files(GIVEN.replace("recouvreur", "avocat")))) == []
    calendar = COLLECTOR + "relances: [{niveau: mise_en_demeure, jours: 75, canal: lrar, delai: 15, par: recouvreur}]\n"
    assert kinds(make(FIRMS, [step("mise_en_demeure")], files("", calendar))) == [LETTER, CONVENTION]


def test_a_dispute_is_told_to_the_collector(tmp_path: Path) -> None:
    """Long names and sixty invoices hold on the pages, and a dispute is never kept from him."""
    rows = "".join(f"- {{numero: F-{i:03}, date: 2026-03-02, echeance: 2026-04-01, montant_ttc: 100.00}}\n" for i in range(60))
    long = BETWEEN_FIRMS.replace(
        "SUD BÉTON", "SOCIÉTÉ MÉDITERRANÉENNE DE GRANULATS ET DE BÉTON PRÊT À L’EMPLOI DE L’ÉTANG DE BERRE"
    )
    dispute = "- {date: 2026-06-20, canal: courriel, acte: contestation, motif: pose non conforme}\n"
    made = make(
        FIRMS,
        [],
        files(dispute + GIVEN, **{f"{PLACE}/factures.yaml": rows, f"{PLACE}/affaire.yaml": long, f"{PLACE}/paiements.yaml": ""}),
    )
    assert "ses observations avant toute relance" in plain(made.document(LETTER).body)
    for id in (LETTER, CONVENTION):
        assert made.printed(id).pages < 4 and not made.printed(id).diagnostics
        assert "ÉTANG DE" in text_of(made.printed(id), tmp_path)
