"""Cases made at random for the properties of the claim: invoices, credit notes, payments between professionals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

FIRST, LAST = date(2021, 1, 1), date(2026, 12, 31)


def amounts(most: int = 5_000_000) -> st.SearchStrategy[str]:
    """An amount of at least one cent, as text."""
    return st.integers(1, most).map(lambda cents: f"{cents // 100}.{cents % 100:02}")


def days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """A day."""
    return st.dates(first, last)


@st.composite
def parts(draw: st.DrawFn) -> dict[str, Any]:
    """The parts of a case: up to four invoices, three credit notes, six payments, a rate by law or by contract."""
    invoices: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        issued = draw(days(FIRST, date(2026, 6, 30)))
        due = issued + timedelta(days=draw(st.integers(0, 90)))
        invoices.append(_invoice(f"F{number}", issued, draw(amounts()), due))
    numbers = [row["numero"] for row in invoices]
    notes = [_note(draw, n, invoices) for n in range(draw(st.integers(0, 3)))]
    payments = [_payment(draw, n, numbers) for n in range(draw(st.integers(0, 6)))]
    rate = draw(st.sampled_from([None, "7.5", "12", "20"]))
    contract = {"penalites": {"taux": rate}} if rate else {}
    imputation = draw(
        st.sampled_from(["interets_puis_principal"] * 3 + ["interets_indemnites_principal", "principal_puis_interets"])
    )
    return {
        "invoices": [*invoices, *notes],
        "payments": payments,
        "contract": contract,
        "choices": {"imputation": imputation},
    }


def _invoice(number: str, issued: date, gross: str, due: date) -> dict[str, Any]:
    return {"numero": number, "date": issued.isoformat(), "montant_ttc": gross, "echeance": due.isoformat()}


def _note(draw: st.DrawFn, n: int, invoices: list[dict[str, Any]]) -> dict[str, Any]:
    of = draw(st.sampled_from(invoices))
    return {
        "numero": f"A{n}",
        "type": "avoir",
        "sur": of["numero"],
        "date": draw(days(date.fromisoformat(of["date"]), LAST)).isoformat(),
        "montant_ttc": draw(amounts(500_000)),
        "effet": draw(st.sampled_from(["depuis_facture", "a_sa_date"])),
    }


def _payment(draw: st.DrawFn, n: int, numbers: list[str]) -> dict[str, Any]:
    row = {"date": draw(days()).isoformat(), "montant": draw(amounts(3_000_000)), "reference": str(n)}
    named = draw(st.sampled_from(["", *numbers]))
    return {**row, "facture": named} if named else row
