"""Letters that hand a case to a commissaire de justice, an avocat, a collector or an insurer."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, JOURNAL, SETTINGS, Made, make, step, text_of
from test_golden import compare
from test_letters import in_window, plain, words

OFFICER = """
conseil:
  type: commissaire
  nom: SELARL Vidal et Roche
  adresse: {voie: 18 rue Grignan, code_postal: "13006", commune: Marseille}
  courriel: etude@vidal-roche.example
  reference: V-2214
"""
PLACE = f"cases/{FIRMS}"
REQUETE = "- {date: 2026-07-01, acte: requete_injonction, juridiction: Tribunal des activités économiques de Marseille, montant: 5700.00}\n"
ORDER = """
- date: 2026-09-10
  acte: ordonnance_injonction
  reference: 2026IP00417
  juridiction: Tribunal des activités économiques de Marseille
  demande: 5780.00
  accorde: 5700.00
  accessoires: 80.00
  interets: {taux: legal, a_compter_du: 2026-09-10}
  pieces: [pieces/ordonnance.pdf]
"""
SERVE = step("instruction_signification", debtor="sud-beton")


def files(journal: str, settings: str = OFFICER, **more: str) -> dict[str, str | bytes]:
    return {"dossier.yaml": SETTINGS + settings, f"{PLACE}/journal.yaml": JOURNAL + journal, **more}


@pytest.fixture(scope="module")
def serving() -> Made:
    return make(FIRMS, [SERVE], files(REQUETE + ORDER))


def test_the_instruction_to_serve_reads_as_approved(serving: Made, tmp_path: Path) -> None:
    """One order of September 2026: three months of its date."""
    compare(serving, "instruction-de-signifier", "commissaire-instruction-de-signifier", tmp_path)


def test_the_instruction_gives_the_time_limit_of_the_order_s_own_regime(serving: Made) -> None:
    """Three months of an order of 10 September 2026, six of one of 31 August (CPC 1411); what rests on no text read is listed."""
    document = serving.document("instruction-de-signifier")
    assert document.state == "ready", document.reasons
    assert "au plus tard le 10\u00a0décembre\u00a02026" in plain(document.body)
    assert any("délai de signification" in words for words in document.to_confirm)
    old = make(FIRMS, [SERVE], files(REQUETE + ORDER.replace("2026-09-10", "2026-08-31"))).document("instruction-de-signifier")
    # 28 February 2027 is a Sunday: the day before it is a Saturday, the Friday is safe
    assert "26\u00a0février\u00a02027" in plain(old.body) and "1er\u00a0mars\u00a02027" in plain(old.body)


def test_the_instruction_lists_what_is_served_on_whom_and_where(serving: Made) -> None:
    """Identity, address and its checks with their pieces, the sums of the order, the copies."""
    text = plain(serving.document("instruction-de-signifier").body)
    for words_ in (
        "Vidal et Roche", "SUD BÉTON", "12 rue Paradis, 13001\u00a0Marseille", "Consultation du Bodacc", "2026IP00417",
        "5\u202f700,00\u00a0€", "80,00\u00a0€", "remise à personne", "formule exécutoire", "6 pièces", "votre référence V-2214",
    ):  # fmt: skip
        assert words_ in text.replace("6\u00a0pièces", "6 pièces").replace("ROCHE", "Roche").replace("VIDAL ET", "Vidal et"), (
            words_
        )


def test_the_officer_stands_in_the_window(serving: Made, tmp_path: Path) -> None:
    """The address of the étude is where the debtor's is in other letters."""
    found = in_window(words(serving.printed("instruction-de-signifier"), tmp_path))
    assert found[0] == "SELARL" and found[-1] == "MARSEILLE"


@pytest.mark.parametrize(
    ("was", "now", "rule", "place"),
    [
        ("  accorde: 5700.00\n", "", "CPC, art. 1413", "journal.yaml"),
        (
            "  juridiction: Tribunal des activités économiques de Marseille\n  demande",
            "  demande",
            "CPC, art. 1413",
            "journal.yaml",
        ),
    ],
)
def test_an_instruction_without_what_the_act_must_say_is_withheld(was: str, now: str, rule: str, place: str) -> None:
    """The sum and the court go into the act of service (CPC 1413)."""
    assert was in ORDER
    document = make(FIRMS, [SERVE], files(REQUETE + ORDER.replace(was, now))).document("instruction-de-signifier")
    assert document.state == "withheld" and [r for r in document.reasons if r.rule == rule and place in r.place]


def test_without_an_officer_the_instruction_goes_to_nobody() -> None:
    """The key of dossier.yaml is named, and no draft can be printed without an addressee."""
    for draft in (False, True):
        document = make(FIRMS, [SERVE], files(REQUETE + ORDER, ""), draft=draft).document("instruction-de-signifier")
        assert document.state == "withheld" and "dossier.yaml, conseil" in document.reasons[0].place
    other = OFFICER.replace("conseil:\n  type", "autres_conseils:\n- type")
    assert make(FIRMS, [SERVE], files(REQUETE + ORDER, other)).document("instruction-de-signifier").state == "ready"


def test_one_instruction_names_all_debtors_who_are_still_to_be_served(tmp_path: Path) -> None:
    """The order is served on each of them (CPC 1411): one letter, with six-line addresses and long names, nothing clipped."""
    second = """  - id: granulats
    type: societe_commerciale
    qualite: codebiteur_solidaire
    denomination: SOCIÉTÉ MÉDITERRANÉENNE DE GRANULATS ET DE BÉTON PRÊT À L’EMPLOI DE L’ÉTANG DE BERRE
    forme: SAS
    siren: "123456782"
    rcs: Aix-en-Provence
    representant: {nom: Marie-Françoise de La Tour du Pin, fonction: présidente du directoire, civilite: Mme}
    adresse: {voie: 1284 avenue du Général Leclerc, complement: "Bâtiment C, escalier 4", code_postal: "13127", commune: Vitrolles}
contrat:"""
    assert "contrat:" in BETWEEN_FIRMS
    more = {f"{PLACE}/affaire.yaml": BETWEEN_FIRMS.replace("contrat:", second)}
    steps = [SERVE, step("instruction_signification", debtor="granulats")]
    made = make(FIRMS, steps, {**files(REQUETE + ORDER), **more})
    letters = [d for d in made.documents if d.kind == "instruction_signification"]
    assert [d.id for d in letters] == ["instruction-de-signifier"]
    text = text_of(made.printed("instruction-de-signifier"), tmp_path)
    assert "à chacun des débiteurs" in text and "GRANULATS" in text and "Vitrolles" in text


SERVED = """
- {date: 2026-09-20, acte: signification, de: ordonnance_injonction, debiteur: sud-beton, mode: personne, pieces: [pieces/acte.pdf]}
"""
ENFORCE = step("instruction_execution", debtor="sud-beton")
LAWYER = step("transmission_avocat", debtor="sud-beton")
ASSETS = """    patrimoine:
      - {nature: banque, detail: compte au Crédit du Port, source: chèque remis le 2 mars 2026, le: 2026-03-02}
contrat:"""
WITH_ASSETS = {f"{PLACE}/affaire.yaml": BETWEEN_FIRMS.replace("contrat:", ASSETS)}
AVOCAT = OFFICER.replace("commissaire", "avocat").replace("SELARL Vidal et Roche", "Maître Hélène Aubry")


def test_the_instruction_to_enforce_reads_as_approved(tmp_path: Path) -> None:
    """Title, its service, the sums of the décompte, the known estate with its source; in no bundle."""
    made = make(FIRMS, [ENFORCE], {**files(REQUETE + ORDER + SERVED), **WITH_ASSETS})
    document = made.document("instruction-d-executer")
    assert document.state == "ready" and not document.in_bundle, document.reasons
    compare(made, "instruction-d-executer", "commissaire-instruction-d-executer", tmp_path)
    total = plain(made.document("decompte").body).split("Total")[1]
    assert "Crédit du Port ; source" in plain(document.body).replace("\u202f", " ").replace("\u00a0", " ") and total


@pytest.mark.parametrize(
    ("journal", "assets", "words_"),
    [
        (REQUETE + ORDER, WITH_ASSETS, "la signification du titre"),
        (REQUETE + ORDER.replace("  pieces: [pieces/ordonnance.pdf]\n", "") + SERVED, WITH_ASSETS, "le titre, avec sa copie"),
        (
            REQUETE + ORDER + SERVED,
            {k: v.replace(", source: chèque remis le 2 mars 2026", "") for k, v in WITH_ASSETS.items()},
            "la source",
        ),
    ],
)
def test_an_instruction_to_enforce_needs_title_service_and_sources(journal: str, assets: dict[str, str], words_: str) -> None:
    """CPCE L111-2, CPC 503; and no fact about an estate goes out without saying where it comes from."""
    document = make(FIRMS, [ENFORCE], {**files(journal), **assets}).document("instruction-d-executer")
    assert document.state == "withheld" and [r for r in document.reasons if words_ in r.text and r.place]


OPPOSED = """
- {date: 2026-10-05, acte: opposition, debiteur: sud-beton, recu_le: 2026-10-06, pieces: [pieces/opposition.pdf]}
- {date: 2026-11-16, acte: avis_constitution, debiteur: sud-beton, presente_le: 2026-11-16, ar_signe: oui}
"""


def test_the_letter_to_the_avocat_begins_with_the_time_limit(tmp_path: Path) -> None:
    """After an opposition: the fifteen days of the notice, the acts so far, the sums, the pieces (CPC 1418, 1419)."""
    made = make(FIRMS, [LAWYER], files(REQUETE + ORDER + SERVED + OPPOSED, AVOCAT))
    document = made.document("transmission-avocat")
    assert document.state == "ready", document.reasons
    compare(made, "transmission-avocat", "avocat-transmission", tmp_path)
    text = plain(document.body)
    assert "1er\u00a0décembre\u00a02026" in text and "Opposition" in text and "CPC,\u00a0art.\u00a01418" in text


def test_the_letter_to_the_avocat_needs_an_avocat_and_an_opposition() -> None:
    """Without an avocat it has no addressee; without opposition there is nothing to hand over."""
    nobody = make(FIRMS, [LAWYER], files(REQUETE + ORDER + SERVED + OPPOSED, "")).document("transmission-avocat")
    assert nobody.state == "withheld" and "conseil" in nobody.reasons[0].place
    early = make(FIRMS, [LAWYER], files(REQUETE + ORDER + SERVED, AVOCAT)).document("transmission-avocat")
    assert early.state == "withheld" and [r for r in early.reasons if r.rule == "CPC, art. 1418"]


INSURER = """
conseil:
  type: assureur
  nom: Assurances du Vieux-Port
  adresse: {voie: 40 quai de Rive-Neuve, code_postal: "13007", commune: Marseille}
  reference: AC-77120
"""


def test_an_unpaid_claim_is_declared_to_the_insurer_until_it_was(tmp_path: Path) -> None:
    """With an insurer on file: invoices, sums, what was done; nothing once the case was communicated to him."""
    made = make(FIRMS, [], files("", INSURER))
    document = made.document("declaration-assureur")
    assert document.state == "ready", document.reasons
    compare(made, "declaration-assureur", "assureur-declaration", tmp_path)
    text = plain(document.body)
    assert "police n°\u00a0AC-77120" in text and "Mise en demeure" in text and "5\u202f810,70\u00a0€" in text
    told = "- {date: 2026-10-01, acte: communication, a_qui: Assurances du Vieux-Port}\n"
    assert not [d for d in make(FIRMS, [], files(told, INSURER)).documents if d.kind == "transmission_assureur"]
    assert not [d for d in make(FIRMS, [], files("", "")).documents if d.kind == "transmission_assureur"]


def test_a_declaration_without_the_number_of_the_policy_is_withheld() -> None:
    """The key of dossier.yaml is named."""
    document = make(FIRMS, [], files("", INSURER.replace("  reference: AC-77120\n", ""))).document("declaration-assureur")
    assert document.state == "withheld" and "reference" in document.reasons[0].place
