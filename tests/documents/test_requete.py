"""The requête for each court and each sort of party: its words, its gate, and the pages as they were read and approved."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, CONSUMER, DAY, FILES, FIRMS, PERSON, SETTINGS, make, pieces_of, step
from requete_cases import CASES, CREDIT, CREDIT_DATED, HERE, LEASE, REQUETE, SOLIDARY, THERE, TRADER, requete
from test_golden import compare
from test_letters import plain

from dossier.claim.compute import compute_claim
from dossier.documents.competence import competence
from dossier.documents.forum import Forum, forum
from dossier.documents.matter import Matter
from dossier.ground.world import MemoryWorld
from dossier.law.law import Certainty
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.model.case import Case
from dossier.model.contract import JurisdictionClause
from dossier.pieces.bordereau import Bordereau
from dossier.procedure.replay import replay
from dossier.procedure.stage import Court


@pytest.mark.parametrize("which", sorted(CASES))
def test_the_requete_reads_as_approved(which: str, tmp_path: Path) -> None:
    """Each court and each sort of party has its text, page by page."""
    made = requete(which)
    assert made.document("requete").state == "ready", made.document("requete").reasons
    compare(made, "requete", f"requete-{which}", tmp_path)
    assert not made.printed("requete").diagnostics


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("TC", "Tribunal de commerce de Lyon", Forum("Madame ou Monsieur le Président", "du tribunal de commerce de Lyon", "au président du tribunal")),
        ("TJ", "Tribunal judiciaire de Lyon", Forum("Madame ou Monsieur le Président", "du tribunal judiciaire de Lyon", "au président du tribunal judiciaire")),
        ("TJ", "Tribunal de proximité d’Annemasse",
         Forum("Madame ou Monsieur le Président", "du tribunal judiciaire, tribunal de proximité d’Annemasse", "au président du tribunal judiciaire")),
        ("JCP", "Juge des contentieux de la protection, tribunal judiciaire de Lyon",
         Forum("Madame ou Monsieur le Juge des contentieux de la protection", "du tribunal judiciaire de Lyon", "au juge des contentieux de la protection")),
        ("TJ_CHAMBRE_COMMERCIALE", "Tribunal judiciaire de Metz, chambre commerciale",
         Forum("Madame ou Monsieur le Président", "de la chambre commerciale du tribunal judiciaire de Metz", "au président de la chambre commerciale")),
    ],
)  # fmt: skip
def test_each_court_is_addressed_as_it_is_called(kind: str, name: str, words: Forum) -> None:
    """CPC 1406 names the judges that hear an injonction; each is greeted by its own office."""
    assert forum(Court("x", name, "", kind, "CPC 1406", Certainty.TEXT)) == words


@pytest.mark.parametrize(
    ("key", "line", "rule"),
    [
        ("prenoms", "  prenoms: Paul Marie\n", "CPC, art. 54, 3° a"), ("profession", "  profession: menuisier\n", "CPC, art. 54, 3° a"),
        ("nationalite", "  nationalite: française\n", "CPC, art. 54, 3° a"),
        ("naissance", "  naissance: {le: 1979-04-02, a: Lyon}\n", "CPC, art. 54, 3° a"),
    ],
)  # fmt: skip
def test_a_natural_applicant_says_all_that_article_54_asks(key: str, line: str, rule: str) -> None:
    """Without one of a person's profession, nationality, birth or names the requête is withheld with the key to write."""
    text = TRADER.replace(line, "")
    assert text != TRADER
    document = make(FIRMS, REQUETE, {"dossier.yaml": text}).document("requete")
    assert document.state == "withheld"
    assert (rule, key) in [(reason.rule, reason.place.split(", ")[-1]) for reason in document.reasons]


def test_each_debtor_is_named_with_his_domicile() -> None:
    """CPC 57 asks it of every person against whom the demand is made, and the reason says of whom it is missing."""
    for gone in ("    prenoms: Karim Amine\n", "voie: 3 avenue des Tilleuls, "):
        text = SOLIDARY.replace(gone, "")
        assert text != SOLIDARY
        document = make(FIRMS, REQUETE, {f"{HERE}/affaire.yaml": text}).document("requete")
        assert document.state == "withheld"
        assert any(r.rule == "CPC, art. 57" and "benali" in r.text for r in document.reasons), document.reasons


def test_several_debtors_without_solidarity_leave_the_sum_of_each_unsaid() -> None:
    """A sum asked of two persons is determined only when each owes the whole: the requête waits for their capacity."""
    text = SOLIDARY.replace("codebiteur_solidaire", "principal")
    document = make(FIRMS, REQUETE, {f"{HERE}/affaire.yaml": text}).document("requete")
    assert document.state == "withheld"
    assert any("sans solidarité" in r.text and r.place.endswith("qualite") for r in document.reasons)


def test_several_debtors_are_asked_to_pay_the_whole() -> None:
    """Against solidary debtors the order is asked for the whole against each, a trader by his own names; a guarantor stays out."""
    text = plain(requete("solidaires").document("requete").body)
    assert "d’enjoindre à la société SUD BÉTON et à M.\u00a0Karim Amine Benali de payer solidairement" in text
    assert "exerçant sous le nom BENALI RÉNOVATION" in text and "BENALI Karim Amine" in text
    assert "à M.\u00a0Karim Amine Benali le 2\u00a0juin\u00a02026" in text
    held = SOLIDARY.replace("codebiteur_solidaire", "caution")
    body = plain(make(FIRMS, REQUETE, {f"{HERE}/affaire.yaml": held}).document("requete").body)
    assert "ne vise pas la caution" in body and "solidairement" not in body


def test_what_the_judge_of_leases_and_credits_must_read() -> None:
    """A lease and a consumer credit need their date and their writing; a credit the first incident, from which two years run."""

    def reasons(text: str) -> list[str]:
        document = make(PERSON, REQUETE, {f"{THERE}/affaire.yaml": text}).document("requete")
        assert document.state == "withheld"
        return [f"{reason.rule} | {reason.place.split(', ')[-1]}" for reason in document.reasons]

    assert "CPC, art. 1407 | conclu_le" in reasons(LEASE.replace("  conclu_le: 2024-09-01\n", ""))
    assert "CPC, art. 1407 | pieces" in reasons(LEASE.replace("  pieces: [pieces/devis.pdf]\n", ""))
    assert "C. conso., art. R. 312-35 | premier_incident_le" in reasons(CREDIT)
    assert not [row for row in reasons(CREDIT_DATED) if "R. 312-35" in row]


def matter_of(id: str, files: dict[str, str | bytes]) -> Matter:
    """The matter from which the requête of a case is drafted."""
    workspace, law = load_workspace(MemoryWorld({**FILES, **files}, DAY)), shipped_law()
    case = next(case for case in workspace.cases if case.id == id)
    claim = compute_claim(case, law, DAY)
    return Matter(workspace, case, claim, replay(case, claim, law, DAY), pieces_of(case), (), False, case.debtors[0])


def test_a_credit_says_when_its_first_incident_was() -> None:
    """The judge counts the two years of forclusion from the first unpaid instalment that was not put right."""
    matter = matter_of(PERSON, {f"{THERE}/affaire.yaml": CREDIT_DATED})
    court = matter.stage.court
    assert court is not None and court.kind == "JCP"
    told = [plain(str(part.text)) for part in competence(matter, court)]
    assert "crédit à la consommation conclu le 1er\u00a0septembre\u00a02024" in told[0] and "L.\u00a0213‑4‑5" in told[0]
    assert "premier incident de paiement non régularisé date du 23\u00a0juillet\u00a02026" in told[1]


def test_the_transfer_of_article_1408_follows_a_clause_between_merchants_only() -> None:
    """A clause that names a court binds merchants alone (CPC 48): with another creditor nothing is asked by it."""
    clause = JurisdictionClause.model_construct(court="Tribunal des activités économiques de Lyon", article="12 des CGV")

    def with_clause(case: Case) -> Case:
        return dataclasses.replace(case, contract=case.contract.model_copy(update={"jurisdiction_clause": clause}))

    assert "art.\u00a01408" in plain(make(FIRMS, REQUETE, tweak=with_clause).document("requete").body)
    body = plain(make(FIRMS, REQUETE, {"dossier.yaml": TRADER}, tweak=with_clause).document("requete").body)
    assert "1408" not in body


def test_the_reminder_on_an_amicable_attempt_is_one_line() -> None:
    """An injonction needs no attempt to agree before; article 750-1 is named where it could be thought of, the letter when sent."""
    firms = plain(make(FIRMS, REQUETE).document("requete").body)
    assert "Aucune tentative de résolution amiable" in firms and "750" not in firms and "rappelée ci-après" in firms
    person = plain(make(PERSON, REQUETE, {f"{THERE}/affaire.yaml": CONSUMER}).document("requete").body)
    assert "n°\u00a025-70.013" in person and "rappelée ci-après" not in person


def test_who_signs_by_a_power_is_named_as_agent() -> None:
    """An employee signs by a written power, which the requête names and annexes; an expired one leaves the signature to the organ."""
    text = plain(requete("pouvoir").document("requete").body)
    assert "Camille Kerguelen, comptable" in text and "pouvoir écrit du 1er\u00a0janvier\u00a02026" in text and "annexé" in text
    later = {"dossier.yaml": CASES["pouvoir"][2]["dossier.yaml"].replace("au: 2026-12-31", "au: 2026-06-30")}  # type: ignore[union-attr,arg-type]
    text = plain(make(FIRMS, REQUETE, later).document("requete").body)
    assert "Camille" not in text and "Paul Lenoir, président" in text


def test_notifications_go_to_an_address_that_is_written_out() -> None:
    """The greffe notifies the opposition at the address that the requête gives (CPC 1418)."""
    row = plain(make(FIRMS, REQUETE).document("requete").body.split("<dt>Notifications</dt>")[1].split("</dd>")[0])
    assert "4 quai Perrache, 69002\u00a0Lyon" in row and "1418" in row


def test_a_signatory_by_delegation_gets_a_special_power_to_be_signed(tmp_path: Path) -> None:
    """Who signs by a delegation joins a power for this claim; the organ of the company itself needs none (CPC 117)."""
    made = requete("pouvoir")
    assert made.document("pouvoir").state == "ready" and made.document("pouvoir").in_bundle
    compare(made, "pouvoir", "requete-pouvoir-special", tmp_path)
    assert not made.printed("pouvoir").diagnostics
    assert "pouvoir" not in {document.id for document in make(FIRMS, REQUETE).documents}
    assert "pouvoir" not in {document.id for document in make(FIRMS, (), CASES["pouvoir"][2]).documents}


def test_a_power_without_its_mentions_is_withheld() -> None:
    """A power names the agent with his office, and the organ that gives it."""
    settings = str(CASES["pouvoir"][2]["dossier.yaml"])
    for gone, rule in (("fonction: comptable, ", "CPC, art. 117"), ("  forme: SAS\n", "CPC, art. 54, 3° b")):
        assert gone in settings
        document = make(FIRMS, REQUETE, {"dossier.yaml": settings.replace(gone, "")}).document("pouvoir")
        assert document.state == "withheld" and rule in [reason.rule for reason in document.reasons]


def test_the_hearing_is_left_to_an_agent_only_as_far_as_the_court_allows() -> None:
    """Before the tribunal de commerce a special power suffices up to the sum of article 853; elsewhere article 762 says who may."""
    assert "art.\u00a0853" in plain(requete("pouvoir").document("pouvoir").body)
    settings = {"dossier.yaml": CASES["pouvoir"][2]["dossier.yaml"]}
    text = plain(make(PERSON, REQUETE, settings).document("pouvoir").body)
    assert "art.\u00a0762" in text and "consigner" not in text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("9 des CGV", "contrat, article 9 des CGV"),
        ("conditions générales", "contrat, conditions générales"),
        ("mentions de la facture", "contrat, mentions de la facture"),
    ],
)
def test_a_clause_is_called_article_only_where_its_place_begins_with_a_number(written: str, printed: str) -> None:
    """« contrat, article mentions de la facture » is no French; a number is an article."""
    clause = f"  echeance: {{jours: 30}}\n  clause_penale: {{taux: 10, article: {written}}}\n"
    given = BETWEEN_FIRMS.replace("  echeance: {jours: 30}\n", clause)
    act = make(FIRMS, [step("requete")], files={f"cases/{FIRMS}/affaire.yaml": given}, draft=True).document("requete")
    body = act.body.replace("\u00a0", " ")
    assert printed in body


@pytest.mark.parametrize(
    ("key", "what", "rule"),
    [
        ("representant", "l’organe qui représente le requérant", "CPC, art. 54, 3° b"),
        ("adresse", "le siège ou le domicile du requérant", "CPC, art. 54, 3°"),
    ],
)
def test_what_an_applicant_must_say_and_does_not_withholds_the_act(key: str, what: str, rule: str) -> None:
    """A company without its organ or its seat cannot be named as CPC 54 asks: the act waits and names the entry."""
    bare = "".join(line for line in SETTINGS.splitlines(keepends=True) if not line.startswith(f"  {key}:"))
    document = make(FIRMS, [step("requete")], files={"dossier.yaml": bare}).document("requete")
    assert document.state == "withheld"
    assert (f"il manque {what}", rule) in [(reason.text, reason.rule) for reason in document.reasons]


def test_a_requete_that_nothing_proves_is_withheld() -> None:
    """The judge decides on the documents that are joined (CPC 1407, 1409): without any there is no act."""
    document = make(FIRMS, [step("requete")], pieces=lambda case: Bordereau(case.id, ())).document("requete")
    assert document.state == "withheld"
    assert "il manque des documents justificatifs" in [reason.text for reason in document.reasons]
