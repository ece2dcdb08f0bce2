"""A case on every day of its life: it never crashes, and no stage changes without a line of the trace that says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lives import DEBTOR, INVOICE, Life, act, on, read

from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.model.case import Case
from dossier.model.journal import ACTS
from dossier.procedure.stage import STAGE_FR, Stage

ROOT = Path(__file__).resolve().parents[2]


def days(first: date, last: date, step: int = 1) -> Iterator[date]:
    """Every day, or one in so many."""
    while first <= last:
        yield first
        first += timedelta(days=step)


def explained(before: Life, after: Life, gap: int = 1) -> None:
    """Between two days, each debtor's stage is the same, or a line of the days between says what led to the new one.

    A line explains a stage when it led there; the day of the line is the day from which the stage is said to hold, unless
    what changed is older than it could be known (a payment that comes back), which has a line of its own day.
    """
    day = after.stage.date
    for was, now in zip(before.stage.debtors, after.stage.debtors, strict=True):
        fresh = [t for t in after.stage.trace if t.debtor == now.id and day - timedelta(days=gap) < t.date <= day]
        if was.stage != now.stage:
            assert [t for t in fresh if t.stage == now.stage], (day, was, now, [(t.date, t.effect) for t in fresh])
            assert all(t.effect and t.fact.file for t in fresh), (day, fresh)
        elif not fresh:
            assert now.since == was.since, (day, was, now)


def lived(case: Case, first: date, last: date, step: int = 1) -> Iterator[Life]:
    """The case on each day, held against the day before."""
    before: Life | None = None
    for day in days(first, last, step):
        life = on(case, day)
        check(life.stage)
        if before is not None:
            explained(before, life, step)
        yield life
        before = life


def check(stage: Stage) -> None:
    """What holds on any day."""
    assert all(d.stage in STAGE_FR and d.since <= stage.date for d in stage.debtors)
    assert all(t.date <= stage.date for t in stage.trace)
    for row in stage.deadlines:
        assert row.title and row.why and (row.rule or row.id == "promesse"), row
        if row.state == "missed":
            assert row.last_day < stage.date, row
        if row.state == "running":
            assert stage.date <= max(row.last_day, row.safe_day), row


def test_each_example_is_explained_over_a_year() -> None:
    """The seven cases of the repository, one day in ten over four hundred days."""
    workspace = load_workspace(DiskWorld(ROOT, date(2026, 11, 21)))
    assert len(workspace.cases) == 7
    for case in workspace.cases:
        start = min(i.date for i in case.invoices)
        first = max(start, date(2025, 11, 1))
        assert sum(1 for _ in lived(case, first, first + timedelta(days=400), 10)) == 41


@pytest.mark.long
def test_each_example_is_explained_on_every_single_day() -> None:
    """The seven cases of the repository, day by day for nine hundred days from their first invoice."""
    workspace = load_workspace(DiskWorld(ROOT, date(2026, 11, 21)))
    for case in workspace.cases:
        first = min(i.date for i in case.invoices)
        assert [life.stage.stage for life in lived(case, first, first + timedelta(days=900))]


def _entry(name: str, offset: int, extra: int, who: str) -> dict[str, Any]:
    day = date(2026, 1, 20) + timedelta(days=offset)
    other = (day + timedelta(days=extra)).isoformat()
    keys: dict[str, dict[str, Any]] = {
        "relance": {"niveau": "relance_1"},
        "mise_en_demeure": {"delai_jusqu_au": other},
        "sommation": {"presente_le": other},
        "promesse": {"pour_le": other},
        "echeancier": {"echeances": [{"le": other, "montant": "50.00"}], "clause_de_decheance": ["oui", "non"][extra % 2]},
        "transaction": {"formule_executoire": ["oui", "non"][extra % 2]},
        "certificat_non_paiement": {"signifie_le": other},
        "ordonnance_injonction": {"demande": "4800.00", "accorde": ["4000.00", "0", "4800.00"][extra % 3]},
        "signification": {
            "de": ["ordonnance_injonction", "jugement", "injonction_europeenne", "pv_non_contestation"][extra % 4],
            "mode": ["personne", "etude"][extra % 2],
        },
        "opposition": {"poste_le": day.isoformat()},
        "invitation_a_consigner": {"presente_le": other},
        "avis_constitution": {"presente_le": other, "ar_signe": "non"},
        "assignation_fond": {"audience_le": other},
        "jugement": {
            "executoire_le": other, "qualification": ["defaut", "contradictoire", "repute_contradictoire"][extra % 3],
            "condamne": ["0", "4800.00", "4000.00"][extra % 3],
        },
        "titre_executoire": {"executoire_le": other, "nature": ["", "acte notarié"][extra % 2]},
        "saisie": {"denonce_le": other, "nature": ["attribution", "vente"][extra % 2]},
        "procedure_collective": {"type": ["redressement", "liquidation"][extra % 2], "bodacc_le": other},
        "transmission_universelle": {"bodacc_le": other},
        "delai_de_grace": {"jusqu_au": other},
        "renonciation": {"sur": ["interets", "tout"][extra % 2]},
    }  # fmt: skip
    debtor = {"debiteur": who} if who else {}
    return act(day.isoformat(), name, **debtor, **keys.get(name, {}))


ENTRIES = st.lists(
    st.builds(_entry, st.sampled_from(sorted(ACTS)), st.integers(0, 240), st.integers(1, 60), st.sampled_from(["", "", "caution"])),
    min_size=1, max_size=9,
)  # fmt: skip
PAYMENTS = st.lists(
    st.builds(
        lambda offset, amount, back: {
            "date": (date(2026, 1, 25) + timedelta(days=offset)).isoformat(), "montant": amount, "moyen": "cheque",
            **({"rejete_le": (date(2026, 1, 25) + timedelta(days=offset + back)).isoformat()} if back else {}),
        },
        st.integers(0, 240), st.sampled_from(["100.00", "4800.00", "6000.00", "12000.00"]), st.sampled_from([0, 0, 12]),
    ),
    max_size=3,
)  # fmt: skip
TWO = ({**INVOICE}, {**INVOICE, "numero": "F-2", "date": "2026-03-02", "echeance": "2026-06-30"})
GUARANTOR = {**DEBTOR, "id": "caution", "qualite": "caution", "siren": "987654324", "denomination": "ROUX"}


def whole_life(entries: list[dict[str, Any]], payments: list[dict[str, Any]], step: int) -> None:
    """A generated case from before its first invoice to after its last delay."""
    case = read(entries, payments=payments, invoices=TWO, debtors=[DEBTOR, GUARANTOR], today="2030-01-01")
    assert sum(1 for _ in lived(case, date(2026, 1, 20), date(2027, 6, 30), step))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ENTRIES, PAYMENTS)
@example([_entry("assignation_fond", 0, 1, ""), _entry("avis_constitution", 0, 1, ""), _entry("opposition", 26, 1, "")], [])
def test_any_case_is_explained_over_its_life(entries: list[dict[str, Any]], payments: list[dict[str, Any]]) -> None:
    """Whatever was written: no day crashes, no stage moves without a line that says why."""
    whole_life(entries, payments, 9)


@pytest.mark.long
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ENTRIES, PAYMENTS)
def test_any_case_is_explained_on_every_day(entries: list[dict[str, Any]], payments: list[dict[str, Any]]) -> None:
    """The same, day by day."""
    whole_life(entries, payments, 1)


def test_the_check_would_see_a_silent_change() -> None:
    """A stage that moves without a line of its day is found."""
    before, after = (on(read((act("2026-03-02", "relance"),)), date(2026, 3, day)) for day in (1, 2))
    explained(before, after)
    silent = Life(after.case, after.claim, _without_last_line(after.stage))
    with pytest.raises(AssertionError):
        explained(before, silent)


def _without_last_line(stage: Stage) -> Stage:
    from dataclasses import replace

    return replace(stage, trace=stage.trace[:-1])
