"""The JSON form of a stage."""

from __future__ import annotations

import json

from lives import DEBTOR, act, live, served

from dossier.procedure.contract import case_json

KEYS = {"case", "stage", "due", "due_now", "court", "debtors", "deadlines", "blockers", "next", "trace", "errors", "warnings"}


def test_a_case_has_the_keys_of_the_contract() -> None:
    """`dossier/status/1`: every key, amounts with two decimals, ISO days."""
    life = live(served("2026-09-03", "2026-10-15"), payments=[{"date": "2026-03-02", "montant": "500.00"}])
    found = case_json("x", life.claim, life.stage, 0, 1)
    assert set(found) == KEYS
    assert found["stage"] == "attente_force_executoire"
    assert found["debtors"] == [{"id": "sud-beton", "stage": "attente_force_executoire", "since": "2026-11-17", "overlays": []}]
    row = next(d for d in found["deadlines"] if d["id"] == "signification_ordonnance")
    assert {k: row[k] for k in ("debtor", "last_day", "safe_day", "calendar", "certainty", "rule", "state")} == {
        "debtor": "sud-beton", "last_day": "2026-12-03", "safe_day": "2026-12-03", "calendar": "procedure",
        "certainty": "secondary", "rule": "CPC 1411", "state": "met",
    }  # fmt: skip
    assert found["court"]["rule"] == "CPC 1406" and found["court"]["certainty"] == "text"
    assert set(found["next"][0]) >= {"action", "from", "by", "document", "rule", "missing"}
    assert all(row["fact"].startswith("cases/x/") and ":" in row["fact"] for row in found["trace"])
    assert found["due"] is not None and found["due"] == found["due_now"]
    json.dumps(found)


def test_what_is_unknown_is_null() -> None:
    """A court that is not known, a day that no fact has set."""
    who = {**DEBTOR, "adresse": {"voie": "1 rue Haute", "code_postal": "13001", "commune": "Marseille"}}
    life = live(served("2026-04-20", "2026-05-04", mode="domicile"), debtors=[who])
    found = case_json("x", life.claim, life.stage, 1, 0)
    assert found["court"] is None
    row = next(d for d in found["deadlines"] if d["id"] == "opposition_non_personne")
    assert (row["state"], row["last_day"], row["safe_day"]) == ("unknown", None, None)


def test_a_deadline_names_its_invoice_or_its_act() -> None:
    """Where several of a kind exist a reader must tell them apart."""
    facts = (act("2026-05-04", "promesse", pour_le="2026-05-10"), act("2026-06-04", "promesse", pour_le="2026-06-10"))
    life = live(facts)
    rows = case_json("x", life.claim, life.stage, 0, 0)["deadlines"]
    assert [r["act"] for r in rows if r["id"] == "promesse"] == ["promesse 2026-05-04", "promesse 2026-06-04"]
    assert [(r["invoice"], r["other_day"]) for r in rows if r["id"] == "prescription"] == [("F-1", "2031-02-14")]


def test_an_action_tells_its_conditions_with_fact_article_and_certainty() -> None:
    """What is met and what is missing, each with its place; a closed action names the fact that closes it."""
    life = live((act("2026-06-01", "contestation", motif="malfaçons"),))
    found = case_json("x", life.claim, life.stage, 0, 0)
    summons = next(row for row in found["next"] if row["action"] == "assignation_refere")
    assert (summons["readiness"], summons["certainty"]) == ("ready", "inferred")
    (doubt,) = [c for c in summons["missing"] if c["rule"] == "CPC 873"]
    assert (doubt["state"], doubt["certainty"], doubt["blocking"]) == ("missing", "unsettled", False)
    assert doubt["fact"] == "cases/x/journal.yaml:1" and "journal.yaml" in doubt["remedy"]
    assert {c["state"] for c in summons["met"]} == {"met"}
    assert all(set(c) == set(doubt) for c in (*summons["met"], *summons["missing"]))
    closed = next(b for b in found["blockers"] if b["action"] == "injonction_europeenne")
    assert (closed["certainty"], closed["fact"], closed["debtor"]) == ("memory", "cases/x/affaire.yaml:1", None)
    json.dumps(found)
