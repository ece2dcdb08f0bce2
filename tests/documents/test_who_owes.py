"""Debtors who are not alone: one under collective proceedings, a guarantor, a trader under a sign; and who acts for the creditor."""

from __future__ import annotations

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, JOURNAL, PERSON, SETTINGS, make, step
from requete_cases import HERE, LEASE, REQUETE, SOLIDARY, THERE
from test_letters import plain

OPENED = f"{JOURNAL}- {{date: 2026-10-12, acte: procedure_collective, debiteur: sud-beton, type: liquidation, bodacc_le: 2026-10-20}}\n"
GUARANTEED = (
    BETWEEN_FIRMS.replace(
        "contrat:\n",
        """  - id: roux
    type: particulier
    qualite: caution
    nom: Roux
    prenoms: Anne
    civilite: Mme
    adresse: {voie: 1 rue de la Paix, code_postal: "69002", commune: Lyon, insee: "69382"}
contrat:
""",
    )
)  # fmt: skip
DEED = "  pieces: [pieces/devis.pdf, {fichier: pieces/kbis.pdf, titre: Acte de cautionnement solidaire, date: 2025-02-03}]\n"
SIGNED = GUARANTEED.replace("  pieces: [pieces/devis.pdf]\n", DEED)
OFFICER = (
    'conseil: {type: commissaire, nom: SELARL Vidal, adresse: {voie: 18 rue Grignan, code_postal: "13006", commune: Marseille}}\n'
)
AVOCAT = (
    'conseil: {type: avocat, nom: Hélène Aubry, adresse: {voie: 3 place Estrangin, code_postal: "13006", commune: Marseille}}\n'
)


@pytest.mark.parametrize("act", ["requete", "assignation_refere", "assignation_fond"])
def test_no_act_asks_a_judge_to_order_payment_by_a_debtor_under_collective_proceedings(act: str) -> None:
    """C. com. L622-21: beside a solvent codebtor too, the earlier debt is declared, and the act waits until it names him alone."""
    files = {f"{HERE}/affaire.yaml": SOLIDARY, f"{HERE}/journal.yaml": OPENED}
    documents = make(FIRMS, [step(act, debtor="benali")], files).documents
    (document,) = [d for d in documents if d.kind == act]
    assert document.state == "withheld"
    assert [r for r in document.reasons if r.rule == "C. com., art. L. 622-21" and "SUD BÉTON" in r.text]
    before = make(FIRMS, [step(act, debtor="benali")], {**files, f"{HERE}/journal.yaml": JOURNAL}).documents
    assert not [r for d in before if d.kind == act for r in d.reasons if "622-21" in r.rule]


@pytest.mark.parametrize("kind", ["etat_tva", "demande_certificat"])
def test_a_debt_is_not_lost_while_another_debtor_can_pay_it(kind: str) -> None:
    """CGI 272 asks a loss for good: the liquidation of one of two solidary debtors, or of whom a guarantor backs, does not show it."""
    steps = [step("etat_tva", debtor="sud-beton")]
    for text in (SOLIDARY, SIGNED):
        made = make(FIRMS, steps, {f"{HERE}/affaire.yaml": text, f"{HERE}/journal.yaml": OPENED, f"{HERE}/factures.yaml": TAXED})
        (document,) = [d for d in made.documents if d.kind == kind and d.debtor == "sud-beton"]
        assert document.state == "withheld" and [r for r in document.reasons if "tenu de la même dette" in r.text]
    alone = make(FIRMS, steps, {f"{HERE}/journal.yaml": OPENED, f"{HERE}/factures.yaml": TAXED})
    assert not [r for d in alone.documents for r in d.reasons if "tenu de la même dette" in r.text]


TAXED = "- {numero: F-2026-014, date: 2026-01-15, echeance: 2026-02-14, montant_ht: 4000.00, tva: 800.00, montant_ttc: 4800.00}\n"


def test_a_guarantor_is_called_on_his_own_undertaking() -> None:
    """The mise en demeure says of whom he is the guarantor, speaks of no contract of his, and threatens no requête that spares him."""
    files = {f"{HERE}/affaire.yaml": SIGNED}
    document = make(FIRMS, [step("mise_en_demeure", debtor="roux")], files).document("mise-en-demeure")
    text = plain(document.html)
    assert document.state == "ready", document.reasons
    assert "en votre qualité de caution de la société SUD BÉTON" in text
    assert "votre devis" not in text and "injonction" not in text
    assert any("engagement de la caution" in row for row in document.to_confirm)
    own = plain(make(FIRMS, [step("mise_en_demeure", debtor="sud-beton")], files).document("mise-en-demeure").html)
    assert "caution" not in own and "votre devis" in own and "injonction" in own


def test_a_guarantor_is_asked_nothing_without_his_deed() -> None:
    """Who claims proves: without the deed among the pieces the letter is withheld, and he gets none of the debtor's reminders."""
    files = {f"{HERE}/affaire.yaml": GUARANTEED}
    made = make(FIRMS, [step("mise_en_demeure", debtor="roux"), step("relance", "relance_1", "roux")], files)
    letter, reminder = made.document("mise-en-demeure"), made.document("relance-1")
    assert letter.state == reminder.state == "withheld"
    assert [(r.rule, r.place.split(", ")[-1]) for r in letter.reasons] == [("C. civ., art. 1353", "pieces")]
    signed = make(FIRMS, [step("relance", "relance_1", "roux")], {f"{HERE}/affaire.yaml": SIGNED}).document("relance-1")
    assert signed.state == "withheld"


def test_a_tenant_is_told_of_the_judge_who_hears_leases() -> None:
    """The judge of a housing lease is the juge des contentieux de la protection, not the president of a court (COJ L213-4-4)."""
    text = plain(make(PERSON, [step("mise_en_demeure")], {f"{THERE}/affaire.yaml": LEASE}).document("mise-en-demeure").html)
    assert "au juge des contentieux de la protection" in text and "président du tribunal" not in text


def test_a_reference_that_says_its_day_does_not_say_it_twice() -> None:
    """« votre devis du 3 février 2025 » is followed by no second « du 3 février 2025 »."""
    dated = BETWEEN_FIRMS.replace("reference: devis D-2025-031", "reference: devis du 3 février 2025")
    made = make(FIRMS, [step("mise_en_demeure"), *REQUETE], {f"{HERE}/affaire.yaml": dated})
    for id in ("mise-en-demeure", "requete"):
        text = plain(made.document(id).html).replace("\u00a0", " ")
        assert "devis du 3 février 2025" in text and "du 3 février 2025 du 3 février 2025" not in text


def test_a_trader_is_named_to_the_officer_by_own_names() -> None:
    """A sign names nobody: who is to be invited or served is a person, with the sign beside."""
    trader = BETWEEN_FIRMS.replace("type: societe_commerciale", "type: artisan").replace(
        "    denomination: SUD BÉTON\n    forme: SARL\n",
        "    nom: Pinson\n    prenoms: Lucie Anne\n    civilite: Mme\n    denomination: PINSON DÉCO\n    forme: EI\n",
    ).replace("    representant: {nom: Anne Roux, fonction: gérante, civilite: Mme}\n", "")  # fmt: skip
    made = make(FIRMS, [step("dossier_l125")], {"dossier.yaml": SETTINGS + OFFICER, f"{HERE}/affaire.yaml": trader})
    text = plain(made.document("dossier-petite-creance").html).replace("\u00a0", " ")
    assert "Mme Lucie Anne Pinson" in text and "exerçant sous le nom PINSON DÉCO" in text
    assert "Mme PINSON DÉCO" not in text


def test_a_requete_names_an_avocat_only_once_the_case_was_given_to_her() -> None:
    """An avocat among the advisers of the firm stands for nobody; a mandate of the journal makes her the agent of the act."""
    files = {"dossier.yaml": SETTINGS + AVOCAT}
    assert "Aubry" not in plain(make(FIRMS, REQUETE, files).document("requete").body)
    given = {**files, f"{HERE}/journal.yaml": f"{JOURNAL}- {{date: 2026-10-01, acte: mandat, par: avocat}}\n"}
    assert "Hélène Aubry" in plain(make(FIRMS, REQUETE, given).document("requete").body)


def test_the_court_is_that_of_the_debtor_whose_domicile_makes_it() -> None:
    """A codebtor of Aix is not said to live in the district of Marseille because the step is his (CPC 42 and 1406)."""
    files = {f"{HERE}/affaire.yaml": SOLIDARY}
    for act in ("requete", "assignation_refere"):
        (document,) = [d for d in make(FIRMS, [step(act, debtor="benali")], files, draft=True).documents if d.kind == act]
        text = plain(document.body).replace("\u00a0", " ")
        assert "La société SUD BÉTON a son siège à Marseille, dans le ressort du tribunal" in text
        assert "Aix-en-Provence, dans le ressort" not in text


def test_a_plaintiff_abroad_elects_domicile_in_france() -> None:
    """CPC 855 asks it of who resides abroad: the project leaves it to its reader, and asks nothing of who lives in France."""
    abroad = SETTINGS.replace(
        'code_postal: "69002", commune: Lyon, insee: "69382"', 'code_postal: "1000", commune: Bruxelles, pays: BE'
    )
    assert abroad != SETTINGS
    asked = "élit domicile en France"
    for settings, found in ((abroad, True), (SETTINGS, False)):
        made = make(FIRMS, [step("assignation_refere")], {"dossier.yaml": settings}, draft=True)
        (document,) = [d for d in made.documents if d.kind == "assignation_refere"]
        assert (asked in plain(document.body)) is found
