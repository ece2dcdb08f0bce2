"""Each road in worked cases: met, missing, impossible, with the article and how sure it is (tests/law/procedure_routes.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lives import CONTRACT, DEBTOR, FIRM, INVOICE, Life, live

from dossier.law.law import Certainty
from dossier.procedure.routes import ROUTES
from dossier.procedure.stage import Condition

TABLE = Path(__file__).parent.parent / "law" / "procedure_routes.yaml"
ROWS: list[dict[str, Any]] = yaml.load(TABLE.read_text(), Loader=yaml.BaseLoader)  # noqa: TID251
PERSON = {"id": "d", "type": "particulier", "nom": "Roux", "prenoms": "Anne", "adresse": DEBTOR["adresse"]}
CHECKS = [{"nature": "kbis", "le": "2026-11-02"}, {"nature": "bodacc", "le": "2026-11-20"}]


def lived(row: dict[str, Any]) -> Life:
    """The case of a row, on its day."""
    given = row.get("debtor", {})
    debtor = PERSON if given == "particulier" else {**DEBTOR, **given}
    debtor = {k: v for k, v in debtor.items() if v not in ("", "null")}
    gross = row.get("amount", "4800.00")
    invoice: dict[str, Any] = {**INVOICE, "montant_ttc": gross}
    if gross == "4800.00":
        invoice |= {"montant_ht": "4000.00", "tva": "800.00"}
    contract = {**CONTRACT, **row.get("contract", {})}
    if row.get("full"):
        invoice["pieces"] = ["pieces/F-1.pdf", {"fichier": "pieces/bl.pdf", "titre": "Bon de livraison signé"}]
        contract["pieces"] = [{"fichier": "pieces/devis.pdf", "titre": "Devis signé", "nature": "contrat"}]
        debtor["verifications"] = CHECKS
    firm = {**FIRM, "conseil": {"type": "avocat", "nom": "Me Claire Simon"}} if row.get("avocat") else FIRM
    return live(
        row.get("journal", ()), today=row.get("today", "2026-11-21"), invoices=[invoice], payments=row.get("payments", ()),
        debtors=[debtor], contract=contract, nature=row.get("nature", "commerciale"), firm=firm,
    )  # fmt: skip


def conditions() -> Iterator[tuple[str, str, Condition]]:
    """Every condition of every step of every row, with the row and the action."""
    for row in ROWS:
        for step in lived(row).stage.next:
            for condition in step.conditions:
                yield row["name"], step.action, condition


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in ROWS])
def test_a_road_is_open_incomplete_or_closed(row: dict[str, Any]) -> None:
    """The condition that decides has its article and its certainty, and what is missing names the file that would meet it."""
    life = lived(row)
    step = life.step(row["action"])
    if row["state"] == "impossible":
        assert step is None
        closing = [(b.rule, str(b.certainty)) for b in life.stage.blockers if b.action == row["action"]]
        assert (row["rule"], row["certainty"]) in closing
        return
    assert step is not None, [(b.action, b.why) for b in life.stage.blockers]
    (found,) = [c for c in step.conditions if c.label == row["label"]]
    assert (found.state, found.rule, str(found.certainty)) == (row["state"], row["rule"], row["certainty"])
    if row["state"] == "met":
        assert step.readiness == "ready", [(c.label, c.proof) for c in step.missing if c.blocking]
    else:
        assert found.proof


def test_every_road_has_a_case_of_each_kind() -> None:
    """Met, missing, impossible: no road is without one of the three."""
    assert {(row["action"], row["state"]) for row in ROWS} == {
        (action, state) for action in ROUTES for state in ("met", "missing", "impossible")
    }


def test_what_is_missing_says_where_to_write_it() -> None:
    """A remedy names a file of the workspace, its `law/`, or who outside knows; a partial order alone has none."""
    place = re.compile(
        r"\b(affaire|dossier|journal|factures|paiements|frais)\.yaml|law/|hors du programme|commissaire de justice"
    )
    for name, action, condition in conditions():
        if condition.state == "missing" and condition.rule != "CPC 1409":
            assert place.search(condition.remedy), (name, action, condition.label, condition.remedy)


UNREAD = {
    "Règlement 1896/2006": {Certainty.MEMORY},
    "C. civ. 877": {Certainty.MEMORY},
    "C. civ. 1844-5": {Certainty.MEMORY},
    "C. civ. 1305-2": {Certainty.MEMORY},
    "C. civ. 2250, 2251": {Certainty.MEMORY},
    "CGI 1635 bis Q": {Certainty.UNSETTLED},
    "CPCE L126-1": {Certainty.SECONDARY, Certainty.UNSETTLED},
    "CPCE L126-2": {Certainty.SECONDARY},
    "CPCE L126-4": {Certainty.UNSETTLED},
    "CMF L131-73": {Certainty.SECONDARY},
    "CIBS": {Certainty.INFERRED},
    "Décret n° 2024-1225": {Certainty.SECONDARY},
}
"""What no one read, or what is open: the levels that its conditions may bear."""


def test_what_rests_on_memory_or_is_open_never_comes_out_as_text() -> None:
    """A rule that was not read never bears the certainty of a text, in a condition, a step or a blocker."""
    seen = set()
    for row in ROWS:
        life = lived(row)
        told = [(c.rule, c.certainty) for s in life.stage.next for c in s.conditions]
        told += [(b.rule, b.certainty) for b in life.stage.blockers]
        told += [(s.rule, s.certainty) for s in life.stage.next]
        for rule, sure in told:
            if rule in UNREAD and rule != "CPCE L126-1":
                seen.add(rule)
                assert sure in UNREAD[rule] or sure is Certainty.MEMORY, (row["name"], rule, sure)
            if rule.startswith("CPCE L126"):
                assert sure is not Certainty.TEXT, (row["name"], rule)
    assert seen >= set(UNREAD) - {"CPCE L126-1", "C. civ. 1305-2", "Décret n° 2024-1225"}


def test_an_action_is_as_sure_as_its_weakest_reason() -> None:
    """The step's own certainty is never better than that of a condition on which it depends."""
    order = list(Certainty)
    for row in ROWS:
        for step in lived(row).stage.next:
            assert all(order.index(step.sure) >= order.index(c.certainty) for c in step.conditions if c.blocking)


VERDICT = re.compile(
    r"\b(devez|devriez|devrait|faut|conseill\w+|recommand\w+|préférable|mieux vaut|optez|choisissez|privilégi\w+|"
    r"opportun\w*|meilleure?s?|veuillez|pensez|évitez)\b",
    re.IGNORECASE,
)


def test_the_wording_tells_facts_and_never_what_to_choose() -> None:
    """« Conditions réunies », « manquantes »: no advice in any label, proof, remedy or reason."""
    for row in ROWS:
        stage = lived(row).stage
        texts = [t for s in stage.next for c in s.conditions for t in (s.title, c.label, c.proof, c.remedy)]
        for text in [*texts, *(b.why for b in stage.blockers)]:
            assert not VERDICT.search(text), text
            assert "'" not in re.sub(r"`[^`]*`|« [^»]*»|Certificat d'", "", text), text


def test_the_mention_of_the_tax_gives_both_sums_and_the_article_of_the_day() -> None:
    """4 800 € with 800 € of tax unpaid, then 1 000 € of it paid to the principal: both parts in proportion (CGI 272)."""
    row = next(r for r in ROWS if r["name"] == "mention de la taxe")
    step = lived(row).step("passage_en_perte")
    assert step is not None
    proof = (
        next(c.proof for c in step.conditions if c.label.startswith("Duplicata")).replace("\u00a0", " ").replace("\u202f", " ")
    )
    assert "4 000,00 € (prix net) et pour la somme de 800,00 € (TVA correspondante)" in proof
    assert proof.endswith("(article 272 du CGI) »")


def test_a_promise_is_told_while_it_runs_and_once_it_is_broken() -> None:
    """The reminder is listed all the same; the journal's promise is shown with what came in."""
    promise = {"date": "2026-02-20", "acte": "promesse", "montant": "4800.00", "pour_le": "2026-02-27"}
    states = {}
    for day in ("2026-02-27", "2026-02-28"):
        step = live([promise], today=day).step("relance")
        assert step is not None
        (found,) = [c for c in step.conditions if c.label.startswith("Aucune promesse")]
        states[day] = (found.state, "non tenue" in found.proof)
    assert states == {"2026-02-27": ("waiting", False), "2026-02-28": ("met", True)}


def test_the_death_of_one_debtor_leaves_the_road_against_the_other() -> None:
    """Several debtors have each their own state: the request goes on against the one who lives."""
    other = {**PERSON, "id": "e", "nom": "Blanc", "qualite": "codebiteur_solidaire"}
    gone = {"date": "2026-06-01", "acte": "deces_debiteur", "debiteur": "d"}
    stage = live([gone], debtors=[PERSON, other], nature="consommation").stage
    assert [s.debtor for s in stage.next if s.action == "requete_injonction"] == ["e"]
    assert {b.debtor for b in stage.blockers if b.action == "requete_injonction" and b.rule == "CPC 57"} == {"d"}


def test_a_route_is_told_once_as_open_or_as_closed() -> None:
    """The list that pages and the terminal draw: every action is open, closed or without object, never two of them."""
    for row in ROWS:
        stage = lived(row).stage
        told = [r.action for r in stage.routes]
        assert len(told) == len(set(told)) and not set(told) & set(stage.idle)
        assert set(told) | set(stage.idle) == set(ROUTES)
