"""The worked dates of the procedure, each through a whole case."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "procedure"))

from lives import DEBTOR, FIRM, INVOICE, Life, act, live, ordered, served  # noqa: E402

PERSON = {
    "id": "sud-beton", "type": "particulier", "nom": "Roux", "prenoms": "Anne",
    "adresse": {"voie": "12 rue Paradis", "code_postal": "13001", "commune": "Marseille", "insee": "13201"},
}  # fmt: skip


def rows(name: str) -> list[Any]:
    """The rows of a table, each with its name as id; every scalar is text."""
    found = yaml.load((HERE / f"procedure_{name}.yaml").read_text(), Loader=yaml.BaseLoader)  # noqa: TID251
    return [pytest.param(row, id=row["name"]) for row in found]


def day(text: str) -> date:
    """A day as the tables write it."""
    return date.fromisoformat(text)


@pytest.mark.parametrize("row", rows("signification"))
def test_an_order_is_served_by_its_last_day(row: dict[str, str]) -> None:
    """CPC 1411: the date of the order decides between six and three months."""
    found = live(ordered(row["order"]), today=row.get("today", row["order"])).deadline(row["id"])
    assert (found.last_day, found.safe_day) == (day(row["last"]), day(row["safe"]))
    assert (found.certainty, found.state, found.calendar) == (row["certainty"], "running", "procedure")


@pytest.mark.parametrize("row", rows("force_executoire"))
def test_an_order_becomes_enforceable(row: dict[str, str]) -> None:
    """CPC 1416 and 1422: when opposition ends, when the wait ends, and what the stage is on each side of both days."""
    facts = served(row["order"], row["service"])
    life = live(facts, today=row["service"])
    assert life.stage.stage == "ordonnance_signifiee"
    assert life.deadline("opposition").last_day == day(row["opposition"])
    assert life.deadline("force_executoire").last_day == day(row["force"])
    assert live(facts, today=row["opposition"]).stage.stage == "ordonnance_signifiee"
    if row["waiting"]:
        waiting = live(facts, today=row["waiting"]).stage
        assert (waiting.stage, waiting.debtors[0].since) == ("attente_force_executoire", day(row["waiting"]))
    before = live(facts, today=row["force"]).stage.stage
    assert before == ("attente_force_executoire" if row["waiting"] else "ordonnance_signifiee")
    titled = live(facts, today=row["title"]).stage
    assert (titled.stage, titled.debtors[0].since) == ("titre_executoire", day(row["title"]))
    certainty = "secondary" if row["waiting"] else "text"
    assert life.deadline("force_executoire").certainty == certainty


@pytest.mark.parametrize("row", rows("jours"))
def test_a_period_from_an_act(row: dict[str, Any]) -> None:
    """CPC 640 to 642, and the days that the parties chose."""
    found = live(row["journal"]).deadline(row["id"])
    assert (found.last_day, found.safe_day) == (day(row["last"]), day(row["safe"]))
    assert (found.certainty, found.state) == (row["certainty"], row["state"])
    assert found.other_day == (day(row["other"]) if row.get("other") else None)


def beside(row: dict[str, Any]) -> Life:
    """The case of a row of the table of the roads beside the injonction, on its day."""
    firm = {**FIRM, "creancier": {**FIRM["creancier"], **row.get("creditor", {})}}
    return live(
        row["journal"], today=row.get("today", "2026-11-21"), debtors=[{**DEBTOR, **row.get("debtor", {})}], firm=firm,
        invoices=row.get("invoices", [INVOICE]),
    )  # fmt: skip


@pytest.mark.parametrize("row", rows("voies"))
def test_a_time_limit_beside_the_injonction(row: dict[str, Any]) -> None:
    """Each id of the contract, with its two days, how sure it is and its state."""
    life = beside(row)
    found = [d for d in life.stage.deadlines if d.id == row["id"] and d.act == row.get("fact", d.act)]
    assert len(found) == 1, [(d.id, d.act) for d in life.stage.deadlines]
    assert (found[0].last_day, found[0].safe_day) == (day(row["last"]), day(row["safe"]))
    assert found[0].other_day == (day(row["other"]) if row.get("other") else None)
    assert (found[0].certainty, found[0].state) == (row["certainty"], row["state"])
    assert found[0].rule and found[0].why


IDS = [
    "prescription",
    "fin_delai_mise_en_demeure",
    "promesse",
    "echeance_accord",
    "reponse_l125",
    "contestation_l126",
    "pv_l126",
    "signification_pv_l126",
    "paiement_cheque",
    "signification_ordonnance",
    "opposition",
    "opposition_non_personne",
    "force_executoire",
    "consignation",
    "consignation_opposition",
    "constitution_avocat",
    "saisine_au_fond",
    "notification_jugement",
    "declaration_creance",
    "releve_de_forclusion",
    "denonciation_saisie",
    "titre",
    "suspension_execution",
    "opposition_tup",
    "delai_de_grace",
    "tva",
]


def test_every_time_limit_of_the_contract_has_a_worked_date() -> None:
    """No id without a row; opposition, force_executoire and prescription have tables of their own."""
    tables = ("signification", "jours", "voies")
    worked = {row.values[0]["id"] for name in tables for row in rows(name)} | {"opposition", "force_executoire", "prescription"}
    assert worked == set(IDS)


@pytest.mark.parametrize("row", rows("prescription"))
def test_an_invoice_prescribes(row: dict[str, Any]) -> None:
    """C. civ. 2224 and following: start, length, interruption, and the other date that can be argued."""
    invoice = {"numero": "F-1", "date": row.get("invoice", "2026-01-15"), "echeance": row["due"], "montant_ttc": "4800.00"}
    if row["done"]:
        invoice["execute_le"] = row["done"]
    nature = row["nature"]
    person = nature in ("consommation", "bail_habitation", "credit_consommation")
    who = PERSON if person or row.get("debtor") == "particulier" else {**DEBTOR, "type": row.get("debtor", DEBTOR["type"])}
    contract = {"objet": "x", **({"premier_incident_le": row["incident"]} if "incident" in row else {})}
    found = live(row.get("journal", ()), invoices=[invoice], contract=contract, nature=nature, debtors=[who]).deadline(
        "prescription", "F-1"
    )
    assert (found.last_day, found.safe_day) == (day(row["last"]), day(row["safe"]))
    assert found.other_day == (day(row["other"]) if row["other"] else None)
    assert (found.certainty, found.calendar) == (row["certainty"], "prescription")


def test_the_order_of_3_september_2026_is_served_by_3_december() -> None:
    """The example of the contract: an order of 3 September 2026 served on the last day is alive, the day after it is dead."""
    alive = live(served("2026-09-03", "2026-12-03"), today="2026-12-05")
    assert (alive.stage.stage, alive.deadline("signification_ordonnance").state) == ("ordonnance_signifiee", "met")
    dead = live(served("2026-09-03", "2026-12-04"), today="2026-12-05")
    assert (dead.stage.stage, dead.stage.debtors[0].since) == ("ordonnance_non_avenue", date(2026, 12, 4))
    assert dead.deadline("signification_ordonnance").state == "missed"
    assert "DC405" in dead.codes()


def test_the_last_day_counts_whole() -> None:
    """On the last day the order can still be served; it is non avenue the day after (CPC 642)."""
    facts = ordered("2026-09-03")
    assert live(facts, today="2026-12-03").stage.stage == "ordonnance_rendue"
    assert live(facts, today="2026-12-04").stage.stage == "ordonnance_non_avenue"
    facts = (act("2026-08-10", "mise_en_demeure", delai_jusqu_au="2026-08-25"),)
    assert live(facts, today="2026-08-25").stage.stage == "mise_en_demeure"
    assert live(facts, today="2026-08-26").stage.stage == "mise_en_demeure_expiree"
