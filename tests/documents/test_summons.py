"""Projects of a summons, for an avocat or a commissaire de justice to take over: what they say, and what they never are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, DAY, FILES, FIRMS, JOURNAL, PERSON, SETTINGS, Made, make, text_of
from requete_cases import HERE, LEASE, SOLIDARY, SOLIDARY_JOURNAL, STRASBOURG, THERE
from test_golden import compare
from test_letters import plain

from dossier.claim.compute import compute_claim
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.procedure.replay import replay
from dossier.procedure.stage import Step

REFERE, FOND = "projet-assignation-refere", "projet-assignation-fond"
AVOCAT = """
conseil:
  type: avocat
  nom: Maître Hélène Aubry
  adresse: {voie: 3 place Estrangin, code_postal: "13006", commune: Marseille}
  mentions: avocate au barreau de Marseille
"""
SIGNED = {"dossier.yaml": SETTINGS + AVOCAT}
OFFICER = {"dossier.yaml": SETTINGS + "conseil: {type: commissaire, nom: SELARL Vidal}\n"}
LARGE = "- {numero: F-2026-014, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 24000.00, pieces: [pieces/F-014.pdf]}\n"
LETTER = """
- {date: 2026-09-01, canal: lrar, acte: mise_en_demeure, delai_jusqu_au: 2026-09-16, presente_le: 2026-09-03, remise: recue}
- {date: 2026-09-20, acte: contestation, motif: fenêtre rayée}
"""
TRIED = f"{LETTER}- {{date: 2026-10-01, acte: mediation_fin}}\n"
DISPUTED = (
    f"{JOURNAL}- {{date: 2026-06-20, canal: courriel, acte: contestation, factures: [F-2026-020], motif: Pose non conforme}}\n"
)


def steps(id: str, action: str, files: dict[str, str | bytes]) -> tuple[Step, ...]:
    """The step of a road as the procedure weighs it, with the document that it asks for in any case."""
    workspace = load_workspace(MemoryWorld({**FILES, **files}, DAY))
    case = next(case for case in workspace.cases if case.id == id)
    stage = replay(case, compute_claim(case, shipped_law(), DAY), shipped_law(), DAY)
    return tuple(replace(step, document=action) for step in stage.next if step.action == action)


def project(id: str, action: str, more: dict[str, str | bytes] | None = None, draft: bool = False) -> Made:
    """The documents of a case with the step of a road."""
    files = {**SIGNED, **(more or {})}
    return make(id, steps(id, action, files), files, draft=draft)


@pytest.fixture(scope="module")
def refere() -> Made:
    return project(FIRMS, "assignation_refere")


@pytest.fixture(scope="module")
def fond() -> Made:
    return project(PERSON, "assignation_fond", {f"{THERE}/journal.yaml": TRIED})


def test_the_project_of_a_refere_reads_as_approved(refere: Made, tmp_path: Path) -> None:
    """A commercial court, a sum within the threshold, no dispute (CPC 54, 56, 855, 873)."""
    document = refere.document(REFERE)
    assert document.state == "ready" and not document.in_bundle, document.reasons
    compare(refere, REFERE, "projet-assignation-refere", tmp_path)
    assert not refere.printed(REFERE).diagnostics


def test_the_project_on_the_merits_reads_as_approved(fond: Made, tmp_path: Path) -> None:
    """A consumer before the tribunal judiciaire, a dispute, an attempt to agree (CPC 54, 56, 750-1, 762)."""
    assert fond.document(FOND).state == "ready", fond.document(FOND).reasons
    compare(fond, FOND, "projet-assignation-fond", tmp_path)


@pytest.mark.parametrize("draft", [False, True])
def test_each_page_says_what_it_is(draft: bool, tmp_path: Path) -> None:
    """« Projet » across each page of a complete one, « Brouillon » where something lacks: no page looks like an officer's act."""
    files: dict[str, str | bytes] = {f"{HERE}/factures.yaml": LARGE, **(OFFICER if draft else {})}
    made = project(FIRMS, "assignation_refere", files, draft=draft)
    pages = text_of(made.printed(REFERE), tmp_path, "-raw").rstrip("\f").split("\f")
    word = "BROUILLON" if draft else "PROJET"
    assert len(pages) > 2 and all(word in re.sub(r"\s", "", page) for page in pages)
    text = plain(made.document(REFERE).body)
    assert "n’est pas un acte" in text and "L’an deux mille" not in text and "J’ai" not in text


def test_the_sums_are_those_of_the_decompte(refere: Made) -> None:
    """One total everywhere: object, table, par ces motifs, décompte; its rows make it."""
    body = refere.document(REFERE).body
    assert plain(body).count("5\u202f810,70") == 3 and "5\u202f810,70" in plain(refere.document("decompte").body)
    asked = body.split("Par ces motifs")[1]
    rows = [int(re.sub(r"[^0-9]", "", cell)) for cell in re.findall(r'<td class="n">(.*?)</td>', asked)]
    assert rows[-1] == sum(rows[:-1]) == 581070


@pytest.mark.parametrize(
    ("was", "now", "rule", "key"),
    [
        ("  objet: Fourniture et pose de menuiseries\n", "", "CPC, art. 56, 2°", "objet"),
        ("voie: 12 rue Paradis, ", "", "CPC, art. 648", "adresse"),
        ("    denomination: SUD BÉTON\n", "    nom: Béton\n", "CPC, art. 648", "denomination"),
    ],
)
def test_what_the_law_asks_and_the_case_lacks_withholds_the_project(was: str, now: str, rule: str, key: str) -> None:
    """Means, names and domicile of the defendant: the file, the key and the article are told."""
    assert was in BETWEEN_FIRMS
    document = project(FIRMS, "assignation_refere", {f"{HERE}/affaire.yaml": BETWEEN_FIRMS.replace(was, now)}).document(REFERE)
    assert document.state == "withheld"
    assert (rule, key) in [(r.rule, r.place.split(", ")[-1]) for r in document.reasons]


def test_the_plaintiff_is_identified_with_his_organ() -> None:
    """CPC 54, 3° b: a company without the organ that represents it brings no action."""
    organ = "  representant: {nom: Paul Lenoir, fonction: président, civilite: M.}\n"
    settings = (SETTINGS + AVOCAT).replace(organ, "")
    document = project(FIRMS, "assignation_refere", {"dossier.yaml": settings}).document(REFERE)
    assert document.state == "withheld" and [r for r in document.reasons if r.rule == "CPC, art. 54, 3° b"]


def test_no_piece_no_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """CPC 56, 3°: the list of the pieces on which the demand rests."""
    from dossier.pieces.bordereau import Bordereau

    made = make(FIRMS, steps(FIRMS, "assignation_refere", SIGNED), SIGNED, pieces=lambda case: Bordereau(case.id, ()))
    assert [r for r in made.document(REFERE).reasons if r.rule == "CPC, art. 56, 3°"]


def test_above_the_threshold_an_avocat_is_named() -> None:
    """CPC 853: with an avocat she stands for the plaintiff and the defendant is warned; without one nothing is printed."""
    more: dict[str, str | bytes] = {f"{HERE}/factures.yaml": LARGE}
    text = plain(project(FIRMS, "assignation_refere", more).document(REFERE).body)
    assert "constitué pour le demandeur" in text and "tenues de constituer avocat" in text
    document = project(FIRMS, "assignation_refere", {**more, **OFFICER}).document(REFERE)
    assert document.state == "withheld" and [r for r in document.reasons if "Avocat désigné" in r.text and r.rule == "CPC 853"]


def test_before_the_tribunal_judiciaire_a_small_claim_shows_an_attempt_to_agree() -> None:
    """CPC 750-1: withheld without one, told with one."""
    document = project(PERSON, "assignation_fond", {f"{THERE}/journal.yaml": LETTER}).document(FOND)
    assert document.state == "withheld" and [r for r in document.reasons if r.rule == "CPC 750-1"]


@pytest.mark.parametrize(
    ("id", "action", "files", "said", "unsaid"),
    [
        (FIRMS, "assignation_refere", {}, "article 861-2", "CPC, art. 762"),
        (FIRMS, "assignation_refere", {f"{HERE}/affaire.yaml": STRASBOURG}, "chambre commerciale du tribunal judiciaire", "861-2"),
        (PERSON, "assignation_fond", {f"{THERE}/journal.yaml": TRIED, f"{THERE}/affaire.yaml": LEASE}, "CPC, art. 762", "861-2"),
        (
            PERSON, "assignation_fond",
            {f"{THERE}/journal.yaml": TRIED, f"{THERE}/factures.yaml": "- {numero: F-1, date: 2026-06-22, echeance: 2026-07-22, montant_ttc: 13190.00}"},
            "quinze jours à compter de l’assignation", "CPC, art. 762",
        ),
    ],
)  # fmt: skip
def test_the_warnings_are_those_of_the_court(id: str, action: str, files: dict[str, str | bytes], said: str, unsaid: str) -> None:
    """Commercial court, chambre commerciale, JCP, tribunal judiciaire with an avocat: each has its own; what was not read is listed."""
    made = project(id, action, files)
    document = made.document(REFERE if action == "assignation_refere" else FOND)
    text = plain(document.body).replace("\u00a0", " ").replace("\u2011", "-")
    assert said in text and unsaid not in text
    assert any("déduit de celle d’une injonction" in doubt for doubt in document.to_confirm)
    assert len(document.to_confirm) >= 3


def test_a_dispute_leaves_room_for_the_answer() -> None:
    """The project tells the dispute, invents no answer, and does not say that there was none."""
    text = plain(project(FIRMS, "assignation_fond", {f"{HERE}/journal.yaml": DISPUTED}).document(FOND).body)
    assert "pose non conforme" in text and "le demandeur répond\u00a0: …" in text and "Aucune contestation" not in text
    assert "Réponse à chaque contestation" in text


def test_several_debtors_are_sued_together_when_they_are_solidary() -> None:
    """One project for both, condemned together; where each lives is told (CPC 42)."""
    made = project(FIRMS, "assignation_refere", {f"{HERE}/affaire.yaml": SOLIDARY, f"{HERE}/journal.yaml": SOLIDARY_JOURNAL})
    assert [d.id for d in made.documents if d.kind == "assignation_refere"] == [REFERE]
    text = plain(made.document(REFERE).body)
    assert (
        "condamner solidairement la société SUD BÉTON et M.\u00a0Karim Amine Benali" in text
        and "M.\u00a0Karim Amine Benali a son domicile à Aix" in text
    )


def test_an_order_that_grants_a_part_is_told_with_its_consequence() -> None:
    """CPC 1409: not served, the creditor goes to the ordinary court."""
    order = (
        "- {date: 2026-07-01, acte: requete_injonction, montant: 5700.00}\n"
        "- {date: 2026-09-10, acte: ordonnance_injonction, demande: 5700.00, accorde: 4000.00}\n"
    )
    text = plain(project(FIRMS, "assignation_fond", {f"{HERE}/journal.yaml": JOURNAL + order}).document(FOND).body)
    assert "que pour 4\u202f000,00\u00a0€" in text and "n’a pas été signifiée" in text
