"""Collectors, pieces that must not be shown, signed papers, costs: each rule on both sides of its limit."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from test_check import DEBTOR, FIRM, checked, codes

from dossier.model.evidence import WITHHELD, withheld

PIECES = {"cases/x/pieces/a.txt": "a", "cases/x/pieces/b.txt": "b"}
COLLECTOR = (
    FIRM
    + "conseil: {type: recouvreur, nom: RECOUVRIA, declaration_procureur_le: 2026-02-20, assurance: Port, compte_dedie: oui}\n"
)
PERSON = """\
  - id: roux
    type: particulier
    nom: Roux
    prenoms: Anne
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
"""
LETTER = "- {date: %s, canal: courrier, acte: relance, par: recouvreur, reference: R-77, mentions_recouvreur: oui}\n"


@pytest.mark.parametrize(("signed", "said"), [("2026-03-01", []), ("2026-03-02", []), ("2026-03-03", ["DC269"])])
def test_a_collector_holds_his_mandate_on_the_day_of_his_first_letter(signed: str, said: list[str]) -> None:
    """CPCE R124-3: the convention comes first; of the same day it is in time, of the next day it is not."""
    journal = LETTER % "2026-03-02" + f"- {{date: {signed}, acte: mandat, pieces: [pieces/a.txt]}}\n"
    assert codes(checked(journal=journal, firm=COLLECTOR, files=PIECES)) == said


def test_a_mandate_is_a_written_one() -> None:
    """CPCE R124-3: a mandate without its piece shows no convention."""
    journal = "- {date: 2026-03-01, acte: mandat}\n" + LETTER % "2026-03-02"
    assert codes(checked(journal=journal, firm=COLLECTOR)) == ["DC269"]


@pytest.mark.parametrize(("day", "said"), [("2026-02-19", ["DC270"]), ("2026-02-20", [])])
def test_a_collector_is_declared_before_he_acts(day: str, said: list[str]) -> None:
    """CPCE R124-2: the declaration to the procureur of 20 February covers that day, not the day before."""
    journal = "- {date: 2026-02-16, acte: mandat, pieces: [pieces/a.txt]}\n" + LETTER % day
    assert codes(checked(journal=journal, firm=COLLECTOR, files=PIECES)) == said


def test_a_collector_is_named_with_his_three_guarantees() -> None:
    """CPCE R124-2: each lacking key is named; a collector whom the settings do not know is told at the entry."""
    bare = checked(firm=FIRM + "conseil: {type: recouvreur, nom: RECOUVRIA}\n")
    assert [d.message for d in bare] == ["recouvreur RECOUVRIA : il manque declaration_procureur_le, assurance et compte_dedie"]
    journal = "- {date: 2026-02-16, acte: mandat, pieces: [pieces/a.txt]}\n" + LETTER % "2026-03-02"
    assert codes(checked(journal=journal, files=PIECES)) == ["DC270"]
    assert codes(checked(journal=journal.replace("recouvreur,", "avocat,"), files=PIECES)) == []


def test_a_collector_may_stand_among_the_other_advisers() -> None:
    """An avocat as first adviser hides neither the collector nor what he lacks."""
    others = COLLECTOR.replace("conseil: {", "conseil: {type: avocat, nom: Maître Aubry}\nautres_conseils:\n  - {")
    journal = "- {date: 2026-03-01, acte: mandat, pieces: [pieces/a.txt]}\n" + LETTER % "2026-03-02"
    assert codes(checked(journal=journal, firm=others, files=PIECES)) == []
    assert codes(checked(journal=journal, firm=others.replace(", assurance: Port", ""), files=PIECES)) == ["DC270"]


def test_a_requete_signed_by_an_adviser_names_one_of_that_profession() -> None:
    """A commissaire on file is not the avocat who signed."""
    journal = "- {date: 2026-06-02, acte: requete_injonction, signataire: avocat}\n"
    firm = FIRM + "conseil: {type: commissaire, nom: SELARL Vidal}\n"
    assert "DC227" in codes(checked(journal=journal, firm=firm))
    assert "DC227" not in codes(checked(journal=journal, firm=firm + "autres_conseils: [{type: avocat, nom: Maître Aubry}]\n"))


@pytest.mark.parametrize(
    ("second", "said"),
    [("reference: R-77", []), ("reference: R-78", ["DC271"]), ("canal: telephone", ["DC271"])],
)
def test_each_later_contact_repeats_the_reference_of_the_first_letter(second: str, said: list[str]) -> None:
    """CPCE R124-4: the reference and the date of the first letter stand in every later contact, calls included."""
    journal = "- {date: 2026-03-01, acte: mandat, pieces: [pieces/a.txt]}\n" + LETTER % "2026-03-02"
    journal += f"- {{date: 2026-03-16, par: recouvreur, {second}}}\n"
    assert codes(checked(journal=journal, firm=COLLECTOR, files=PIECES)) == said


def test_what_a_nature_keeps_out_is_said_when_it_is_communicated() -> None:
    """Law of 31 December 1971, art. 66-5: an official letter may go out, another may not, wherever its nature is written."""
    sent = "- {date: 2026-06-02, acte: communication, pieces: [pieces/a.txt]}\n"
    held = "- {date: 2026-05-04, pieces: [{fichier: pieces/a.txt, nature: correspondance_avocats%s}]}\n"
    assert codes(checked(journal=sent + held % "", files=PIECES)) == ["DC267"]
    assert codes(checked(journal=sent + held % ", officielle: oui", files=PIECES)) == []
    assert codes(checked(journal=held % "", files=PIECES)) == []


@pytest.mark.parametrize("nature", sorted(WITHHELD))
def test_an_act_is_proved_by_a_piece_that_may_be_shown(nature: str) -> None:
    """An act whose only proof must stay out is told; a second proof that may be shown is enough."""
    act = (
        f"- {{date: 2026-05-04, acte: promesse, pour_le: 2026-06-01, pieces: [{{fichier: pieces/a.txt, nature: {nature}}}%s]}}\n"
    )
    (alone,) = checked(journal=act % "", files=PIECES)
    assert (alone.code, alone.rule) == ("DC268", WITHHELD[nature][1])
    assert codes(checked(journal=act % ", pieces/b.txt", files=PIECES)) == []


def test_only_a_letter_between_avocats_becomes_official() -> None:
    """The mention « officielle » opens letters between avocats, not those of mediation."""
    assert withheld("correspondance_avocats", official=True) is None
    assert withheld("mediation", official=True) == withheld("mediation")
    assert withheld("facture") is withheld(None) is None


@pytest.mark.parametrize(("since", "said"), [("2026-03-20", ["DC273"]), ("2026-03-21", []), ("", ["DC273"])])
def test_a_letter_goes_where_the_debtor_is_on_its_day(since: str, said: list[str]) -> None:
    """C. civ. 1344: the former address was the right one until the day before the debtor moved."""
    debtor = DEBTOR.replace('insee: "13201"', f'insee: "13201", depuis: {since}') if since else DEBTOR
    journal = (
        "- {date: 2026-03-20, canal: lrar, acte: mise_en_demeure, delai_jusqu_au: 2026-04-04, "
        'envoyee_a: {voie: 3 rue Ancienne, code_postal: "13001", commune: Marseille}}\n'
    )
    assert codes(checked(journal=journal, debtors=debtor)) == said


def test_the_same_address_in_other_letters_is_the_same() -> None:
    """Capitals and spaces make no other address."""
    journal = (
        "- {date: 2026-03-20, canal: lrar, acte: mise_en_demeure, delai_jusqu_au: 2026-04-04, "
        'envoyee_a: {voie: 12  RUE Paradis, code_postal: "13001", commune: MARSEILLE}}\n'
    )
    assert codes(checked(journal=journal)) == []


@pytest.mark.parametrize(
    ("basis", "label", "said"),
    [
        ("article 9 des conditions générales", "Frais de dossier", ["DC274"]),
        ("CPC 700", "Frais d’avocat", ["DC274"]),
        ("contrat", "Dommages et intérêts", ["DC274"]),
        ("dépens", "Signification", []),
        ("C. com. L441-10, II, et conditions générales", "Frais au-delà des 40 €", []),
    ],
)
def test_a_clause_puts_no_cost_on_the_debtor(basis: str, label: str, said: list[str]) -> None:
    """CPCE L111-8: without a title, only a text does; what a judge alone grants is no determined sum."""
    costs = {"cases/x/frais.yaml": f"- {{date: 2026-05-04, libelle: {label}, montant: 50, fondement: '{basis}'}}\n"}
    assert codes(checked(files=costs)) == said


@pytest.mark.parametrize(("day", "said"), [("2026-11-21", []), ("2026-11-22", ["DC274"])])
def test_a_decision_may_grant_what_nobody_else_can(day: str, said: list[str]) -> None:
    """The judgment of 22 November is unknown the day before: until then article 700 is asked without a title."""
    found = checked(
        journal=f"- {{date: {day}, acte: jugement, executoire_le: {day}}}\n",
        files={"cases/x/frais.yaml": "- {date: 2026-05-04, libelle: Frais, montant: 50, fondement: CPC 700}\n"},
    )
    assert [c for c in codes(found) if c != "DC223"] == said


@pytest.mark.parametrize(("rate", "said"), [("20", []), ("20.5", ["DC275"]), ("50", ["DC275"]), ("50.5", ["DC232"])])
def test_a_high_penalty_is_an_advice_since_no_text_gives_a_ratio(rate: str, said: list[str]) -> None:
    """C. civ. 1231-5: the judge may moderate what is manifestly excessive; the program only says from where it looks."""
    found = checked(contrat=f"contrat:\n  clause_penale: {{taux: {rate}, article: 9}}\n")
    assert codes(found) == said


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("type: commercant, denomination: CHEZ LULU", ["DC276"]),
        ("type: artisan, denomination: CHEZ LULU, forme: EI", ["DC276"]),
        ("type: commercant, denomination: CHEZ LULU, nom: Lulu, prenoms: Lucie", []),
        ("type: profession_liberale, denomination: CABINET LULU, forme: SELARL", []),
    ],
)
def test_a_sign_over_a_shop_is_no_debtor(who: str, said: list[str]) -> None:
    """CPC 57: the requête names the person; a company has its form, a sole trader his name."""
    address = 'adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}'
    debtor = f'  - {{id: lulu, {who}, siren: "123456782", {address}}}\n'
    assert codes(checked(debtors=debtor)) == said


def test_an_agreement_counts_against_who_signed_it() -> None:
    """C. civ. 2240: a schedule that the creditor granted alone is no acknowledgement."""
    act = "- {date: 2026-05-04, acte: echeancier, echeances: [{le: 2026-06-01, montant: 500}]%s}\n"
    assert codes(checked(journal=act % "")) == ["DC277"]
    assert codes(checked(journal=act % ", contresigne_par: [creancier]")) == ["DC277"]
    assert codes(checked(journal=act % ", contresigne_par: [creancier, sud-beton]")) == []


def test_a_certain_acknowledgement_bears_the_sum_but_between_merchants() -> None:
    """C. civ. 1376 asks for the sum in the debtor's hand; C. com. L110-3 leaves proof free between commerçants."""
    act = "- {date: 2026-05-04, acte: reconnaissance_de_dette, portee: %s}\n"
    assert codes(checked(journal=act % "certaine")) == []
    assert codes(checked(journal=act % "certaine", debtors=PERSON, nature="consommation")) == ["DC278"]
    assert codes(checked(journal=act % "a_apprecier", debtors=PERSON, nature="consommation")) == []
    written = act % "certaine, mention_manuscrite: oui"
    assert codes(checked(journal=written, debtors=PERSON, nature="consommation")) == []


@pytest.mark.parametrize(("how", "said"), [("telephone", ["DC278"]), ("courriel", []), ("telephone, pieces: [pieces/a.txt]", [])])
def test_a_word_on_the_telephone_is_no_certain_acknowledgement(how: str, said: list[str]) -> None:
    """C. civ. 2240: even between commerçants, what moves the date of prescription is shown by something."""
    act = f"- {{date: 2026-05-04, acte: reconnaissance_de_dette, portee: certaine, canal: {how}}}\n"
    assert codes(checked(journal=act, files=PIECES)) == said


def test_an_electronic_letter_to_a_private_person_has_his_consent() -> None:
    """CPOST L100: a professional need not consent, a private person must."""
    act = "- {date: 2026-05-04, canal: lre, acte: mise_en_demeure, delai_jusqu_au: 2026-05-19%s}\n"
    assert codes(checked(journal=act % "")) == []
    assert codes(checked(journal=act % "", debtors=PERSON, nature="consommation")) == ["DC279"]
    assert codes(checked(journal=act % ", consentement_lre: non", debtors=PERSON, nature="consommation")) == ["DC279"]
    assert codes(checked(journal=act % ", consentement_lre: oui", debtors=PERSON, nature="consommation")) == []


@pytest.mark.parametrize(("signed", "said"), [("2026-06-29", []), ("2026-06-30", ["DC272"])])
def test_an_agent_holds_his_power_on_the_day_of_the_requete(signed: str, said: list[str]) -> None:
    """CPC 853, as practice extends it: the mandate of the same day is in time, that of the next is not."""
    firm = FIRM + "conseil: {type: commissaire, nom: Maître Rive}\n"
    journal = "- {date: 2026-06-29, acte: requete_injonction, signataire: commissaire}\n"
    journal += f"- {{date: {signed}, acte: mandat, pieces: [pieces/a.txt]}}\n"
    assert codes(checked(journal=journal, firm=firm, files=PIECES)) == said


def test_nothing_is_said_of_a_day_that_has_not_come() -> None:
    """A collector's letter of tomorrow is not yet his first act."""
    found = checked(journal=LETTER % "2026-11-22", firm=COLLECTOR, today=date(2026, 11, 21))
    assert codes(found) == ["DC223"]
