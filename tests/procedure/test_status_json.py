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
