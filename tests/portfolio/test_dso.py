"""Days of sales outstanding by both methods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from portfolio_cases import Affair, held, invoice

from dossier.ground.money import Money
from dossier.model.settings import Sales
from dossier.portfolio.dso import Dso, accounting, count_back, months_of

QUARTER = {"2026-01": "15000.00", "2026-02": "10000.00", "2026-03": "20000.00"}


def sales(rows: dict[str, str]) -> list[Sales]:
    """Monthly sales as they are written."""
    return [Sales.model_validate({"mois": month, "ttc": amount}) for month, amount in rows.items()]


def test_twenty_thousand_over_forty_five_thousand_times_ninety_is_forty_days() -> None:
    """20 000 / 45 000 × 90 = 40: the first quarter of 2026 has 31 + 28 + 31 days."""
    found = held(Affair([invoice(gross="20000.00")]), "2026-03-31", QUARTER)
    assert found.dso == Dso(Decimal("40.0"), "", Money.of("20000"), Money.of("45000"), 90, date(2026, 1, 1), date(2026, 3, 31))


def test_the_count_back_uses_up_the_latest_months_first() -> None:
    """25 000: March (20 000) gives its 31 days, 5 000 of February's 10 000 half of its 28: 45 days."""
    months = months_of(sales(QUARTER), date(2026, 4, 10))
    assert count_back(Money.of("25000"), months) == Dso(
        Decimal("45.0"), "", Money.of("25000"), Money.of("30000"), 59, date(2026, 2, 1), date(2026, 3, 31)
    )
    assert count_back(Money.of("20000"), months).days == Decimal("31.0")
    assert count_back(Money.of("0"), months).days == Decimal("0.0")


def test_a_month_without_sales_passes_whole_in_the_count_back() -> None:
    """30 000 with nothing sold in February: 31 days of March, 28 of February, 10 000 / 15 000 of January's 31."""
    months = months_of(sales({**QUARTER, "2026-02": "0.00"}), date(2026, 4, 10))
    assert count_back(Money.of("30000"), months).days == Decimal("79.7")


def test_receivables_beyond_all_sales_have_no_count_back() -> None:
    """What is older than the months given is not guessed."""
    found = count_back(Money.of("45000.01"), months_of(sales(QUARTER), date(2026, 4, 10)))
    assert (found.days, found.reason) == (None, "les créances dépassent les ventes de tous les mois donnés")


def test_no_sales_no_dso_and_never_zero() -> None:
    """The reason says what is missing; a sum of sales of zero gives none either."""
    found = held(Affair([invoice()]), "2026-11-21")
    assert found.dso.days is found.dso_count_back.days is None
    assert "dossier.yaml" in found.dso.reason
    nothing = months_of(sales(dict.fromkeys(QUARTER, "0.00")), date(2026, 3, 31))
    assert accounting(Money.of("1"), nothing) == Dso(
        None, "aucune vente dans la période", Money.of("1"), Money.of("0"), 90, date(2026, 1, 1), date(2026, 3, 31)
    )


def test_nothing_owed_is_zero_days() -> None:
    """With sales and no receivable the figure is known: 0."""
    assert accounting(Money(0), months_of(sales(QUARTER), date(2026, 3, 31))).days == Decimal("0.0")


@pytest.mark.parametrize(
    ("rows", "on", "reason"),
    [
        ({"2026-01": "1", "2026-03": "1"}, date(2026, 3, 31), "ventes manquantes dans dossier.yaml : février 2026"),
        (QUARTER, date(2026, 5, 15), "ventes manquantes dans dossier.yaml : avril 2026"),
        ({"2026-06": "1"}, date(2026, 3, 31), "ventes manquantes dans dossier.yaml : mars 2026"),
        ({}, date(2026, 3, 31), "pas de ventes mensuelles dans dossier.yaml (ventes)"),
    ],
)
def test_a_missing_month_is_named(rows: dict[str, str], on: date, reason: str) -> None:
    """No month between the first one given and the last one that is over may be missing."""
    assert months_of(sales(rows), on) == reason


def test_a_month_given_twice_is_named() -> None:
    """Which of the two holds is not guessed."""
    assert (
        months_of([*sales(QUARTER), *sales({"2026-02": "1"})], date(2026, 3, 31))
        == "ventes écrites deux fois dans dossier.yaml : février 2026"
    )


def test_a_month_counts_once_it_is_over_and_twelve_at_most() -> None:
    """On 30 March the last whole month is February; of fourteen months the latest twelve count."""
    assert [month.first for month in months_of(sales(QUARTER), date(2026, 3, 30))] == [date(2026, 2, 1), date(2026, 1, 1)]  # type: ignore[union-attr]
    many = {f"{2025 + n // 12}-{n % 12 + 1:02}": "1" for n in range(14)}
    months = months_of(sales(many), date(2026, 2, 28))
    assert len(months) == 12
    assert months[-1].first == date(2025, 3, 1)  # type: ignore[union-attr]
