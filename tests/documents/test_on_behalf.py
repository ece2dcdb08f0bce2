"""Letters that an avocat or a collector sends in the creditor's name, and what the law asks of a collector."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from document_cases import FIRMS, INVOICES, JOURNAL, PERSON, SETTINGS, Made, make, step, text_of
from test_golden import compare
from test_letters import plain

from dossier.documents.acting import L111_8

AVOCAT = """
conseil:
  type: avocat
  nom: Maître Hélène Aubry
  adresse: {voie: 21 rue de la Bourse, code_postal: "69002", commune: Lyon}
  courriel: cabinet@aubry.example
  telephone: 04 00 00 00 21
  reference: 26/118
  signataire: Hélène Aubry, avocate
  mentions: Avocate au barreau de Lyon
"""
COLLECTOR = """
conseil:
  type: recouvreur
  nom: RHÔNE RECOUVREMENT
  adresse: {voie: 3 place Carnot, code_postal: "69002", commune: Lyon}
  courriel: dossiers@rhone-recouvrement.example
  telephone: 04 00 00 00 33
  reference: RC-2026-114
  signataire: Inès Morel, gestionnaire
  mentions: SARL au capital de 8 000 €, 123 456 782 RCS Lyon
  declaration_procureur_le: 2019-04-02
  assurance: Mutuelle des Quais, police n° 55-118
  compte_dedie: FR14 2004 1010 0505 0001 3M02 606, compte réservé aux fonds recouvrés
"""
CALENDAR = """
relances:
  - {niveau: relance_2, jours: 14, canal: telephone, par: recouvreur}
  - {niveau: relance_3, jours: 30, canal: courrier, par: recouvreur}
  - {niveau: mise_en_demeure, jours: 75, canal: lrar, delai: 15, par: WHO}
"""
MANDATE = "- {date: 2026-05-04, acte: mandat, par: recouvreur, pieces: [pieces/convention.pdf]}\n"
PLACE = f"cases/{FIRMS}"
STEPS = (step("relance", "relance_2"), step("relance", "relance_3"), step("mise_en_demeure"))


def files(adviser: str, who: str, journal: str = JOURNAL) -> dict[str, str | bytes]:
    return {"dossier.yaml": SETTINGS + adviser + CALENDAR.replace("WHO", who), f"{PLACE}/journal.yaml": journal}


@pytest.fixture(scope="module")
def avocat() -> Made:
    return make(FIRMS, [step("mise_en_demeure")], files(AVOCAT, "avocat"))


@pytest.fixture(scope="module")
def collector() -> Made:
    return make(FIRMS, STEPS, files(COLLECTOR, "recouvreur", MANDATE + JOURNAL))


def test_the_letters_read_as_approved(avocat: Made, collector: Made, tmp_path: Path) -> None:
    """One letter of an avocat, a reminder and a mise en demeure of a collector."""
    compare(avocat, "mise-en-demeure", "avocat-mise-en-demeure", tmp_path)
    compare(collector, "relance-3", "recouvreur-relance-3", tmp_path)
    compare(collector, "mise-en-demeure", "recouvreur-mise-en-demeure", tmp_path)


def test_an_avocat_writes_in_the_name_of_the_client(avocat: Made) -> None:
    """Her letterhead and her mentions, the client's sum and account; nothing of the firm's own foot."""
    document = avocat.document("mise-en-demeure")
    page = document.html
    assert document.state == "ready"
    assert '<div class="nom">Maître Hélène Aubry</div>' in page and "Avocate au barreau de Lyon" in page
    assert "TVA intracommunautaire" not in page and "Notre dossier 26/118" in page
    text = plain(document.body)
    assert "je vous mets en demeure de lui régler" in text
    assert text.count("5\u202f810,70\u00a0€") == 4 and "ma cliente pourra" in text
    assert "FR76\u00a03000\u00a06000" in text and "compte_dedie" not in page


def test_the_letter_of_a_collector_has_the_five_mentions(collector: Made) -> None:
    """CPCE R124-4: who collects, for whom, what with its parts, how to pay, and L111-8, second and third paragraphs."""
    for id in ("mise-en-demeure", "relance-3"):
        document = collector.document(id)
        assert document.state == "ready", document.reasons
        text = plain(document.body)
        assert "RHÔNE RECOUVREMENT, 3 place Carnot, 69002\u00a0Lyon, exerce une activité de recouvrement amiable" in text
        assert "la société ATELIER LENOIR, 4 quai Perrache" in text
        assert "fourniture et pose de menuiseries (devis D-2025-031" in text
        assert "Principal dû" in text and "Indemnité forfaitaire" in text and "5\u202f810,70\u00a0€" in text
        assert "Ce montant ne comprend aucun frais de recouvrement restant à la charge du créancier" in text
        assert "FR14 2004 1010 0505 0001 3M02 606" in text and "FR76" not in text
        assert (
            "restent à la charge du créancier, sauf s’ils concernent un acte dont l’accomplissement est prescrit par la loi"
            in text
        )
        assert "à la charge du débiteur de mauvaise foi." in text
        assert any("L111-8" in words for words in document.to_confirm)


def test_the_reproduction_is_word_for_word() -> None:
    """The two paragraphs are those of the copy of the code that was read, to the letter; compared once, then held by their digest."""
    assert L111_8[0].startswith("Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier,")
    assert L111_8[0].endswith("Toute stipulation contraire est réputée non écrite, sauf disposition législative contraire.")
    assert L111_8[1].startswith("Cependant, le créancier qui justifie du caractère nécessaire des démarches entreprises")
    digest = hashlib.sha256("\n".join(L111_8).encode()).hexdigest()
    assert digest == "4b3b5e7c2b6e36fbaddde139012b7c6aca0b67386cc96edea0caa28db3644f27"


@pytest.mark.parametrize(
    ("without", "rule"),
    [
        ("  declaration_procureur_le: 2019-04-02\n", "R. 124-2"), ("  assurance: Mutuelle des Quais, police n° 55-118\n", "R. 124-2"),
        ("  adresse: {voie: 3 place Carnot, code_postal: \"69002\", commune: Lyon}\n", "R. 124-4, 1°"),
        ("  compte_dedie: FR14 2004 1010 0505 0001 3M02 606, compte réservé aux fonds recouvrés\n", "R. 124-4, 4°"),
    ],
)  # fmt: skip
def test_a_collector_who_lacks_something_writes_nothing(without: str, rule: str) -> None:
    """Each thing that the law asks of him withholds his letters, with the key in dossier.yaml and the article."""
    assert without in COLLECTOR
    made = make(FIRMS, STEPS, files(COLLECTOR.replace(without, ""), "recouvreur", MANDATE + JOURNAL))
    for id in ("mise-en-demeure", "relance-3"):
        document = made.document(id)
        reasons = [r for r in document.reasons if rule in r.rule]
        assert document.state == "withheld" and reasons and "conseil" in reasons[0].place


def test_a_collector_without_written_convention_writes_nothing() -> None:
    """R124-3: no mandate, or one without its piece; with --draft the letter is watermarked."""
    for mandate in ("", MANDATE.replace(", pieces: [pieces/convention.pdf]", "")):
        made = make(FIRMS, STEPS, files(COLLECTOR, "recouvreur", mandate + JOURNAL))
        document = made.document("mise-en-demeure")
        (reason,) = document.reasons
        assert document.state == "withheld" and reason.rule == "CPCE, art. R. 124-3" and "acte: mandat" in reason.place
    drawn = make(FIRMS, STEPS, files(COLLECTOR, "recouvreur"), draft=True).document("mise-en-demeure")
    assert drawn.state == "draft" and "BROUILLON" in drawn.html


def test_each_later_contact_repeats_the_first_letter() -> None:
    """R124-4: reference and date of the collector's first letter; without a reference noted, nothing goes out."""
    sent = "- {date: 2026-05-20, acte: relance, niveau: relance_1, canal: courrier, par: recouvreur, mentions_recouvreur: oui, reference: RC-1}\n"
    made = make(FIRMS, STEPS, files(COLLECTOR, "recouvreur", MANDATE + sent + JOURNAL))
    text = plain(made.document("mise-en-demeure").body)
    assert "fait suite à notre lettre du 20\u00a0mai\u00a02026, référence RC-1" in text and "Notre dossier RC-1" in text
    assert "lettre du 20\u00a0mai\u00a02026, référence RC-1" in plain(made.document("relance-2-appel").body)
    bare = sent.replace(", reference: RC-1", "")
    document = make(FIRMS, STEPS, files(COLLECTOR, "recouvreur", MANDATE + bare + JOURNAL)).document("mise-en-demeure")
    assert document.state == "withheld" and "journal.yaml:" in document.reasons[0].place


def test_a_mandate_hands_the_letters_of_one_case_over() -> None:
    """`par` on the mandate says who acts, whatever the calendar says of the other cases."""
    made = make(FIRMS, [step("mise_en_demeure")], files(COLLECTOR, "creancier", MANDATE + JOURNAL))
    assert "RHÔNE RECOUVREMENT" in made.document("mise-en-demeure").html
    other = make(PERSON, [step("mise_en_demeure")], files(COLLECTOR, "creancier", MANDATE + JOURNAL))
    assert "RHÔNE RECOUVREMENT" not in other.document("mise-en-demeure").html


def test_an_adviser_whom_nobody_names_writes_nothing_even_as_a_draft() -> None:
    """Without a letterhead there is no letter: the key to write is named."""
    for who in ("avocat", "recouvreur"):
        made = make(FIRMS, [step("mise_en_demeure")], files("", who), draft=True)
        document = made.document("mise-en-demeure")
        assert document.state == "withheld" and any("dossier.yaml, conseil" in r.place for r in document.reasons)


def test_long_names_stay_on_the_sheet(tmp_path: Path) -> None:
    """A collector with a long name and address, and six invoices: two pages at most, the signature with some text."""
    name = "SOCIÉTÉ RHODANIENNE ET DAUPHINOISE DE RECOUVREMENT AMIABLE ET DE GESTION DES CRÉANCES COMMERCIALES"
    rows = INVOICES + "\n".join(
        f"- {{numero: F-{i}, date: 2026-03-02, echeance: 2026-04-01, montant_ttc: 10.00}}" for i in range(4)
    )
    more = {f"{PLACE}/factures.yaml": rows}
    made = make(FIRMS, STEPS, files(COLLECTOR.replace("RHÔNE RECOUVREMENT", name), "recouvreur", MANDATE + JOURNAL) | more)
    pages = text_of(made.printed("mise-en-demeure"), tmp_path).rstrip("\f").split("\f")
    assert len(pages) <= 2 and "Inès Morel" in pages[-1]
