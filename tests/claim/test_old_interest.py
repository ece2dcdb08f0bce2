"""Interest that the debtor may refuse as prescribed is named with its amount, and stays counted."""

from __future__ import annotations

from typing import Any

from claim_cases import JANE, PERSON, Claim, claim_of, invoice

TEN = {"penalites": {"taux": "10"}}
OLD = invoice("A", "2019-01-02", "10000.00", "2019-03-01")


def told(claim: Claim) -> list[str]:
    """The words of the finding."""
    return [d.message.replace("\u00a0", " ") for d in claim.diagnostics if d.code == "DC317"]


def old(on: str, **more: Any) -> Claim:
    """An invoice of 10 000 at 10 % due on 1 March 2019."""
    return claim_of(on, **{"invoices": [OLD], "contract": TEN, **more})


def test_interest_prescribes_day_by_day_after_five_years() -> None:
    """On 1 March 2024 none is old; the next day one day is: 10 000 x 10 % / 365 = 2.74."""
    assert told(old("2024-03-02")) == []
    assert told(old("2024-03-03")) == [
        "2,74 € d’intérêts impayés courus avant le 3 mars 2019 sur A : le débiteur peut opposer la prescription (C. civ. 2224)"
    ]


def test_it_stays_counted() -> None:
    """Prescription must be raised: 2 822 days to 21 November 2026 make 7 731.51, of which the first 995 make 2 726.03."""
    claim = old("2026-11-21")
    assert str(claim.totals.interest) == "7731.51" and told(claim)[0].startswith("2\u202f726,03 €")


def test_two_years_against_a_consumer_when_a_professional_asks() -> None:
    """C. conso. L218-2 protects the consumer of a professional; between two persons the five years hold."""
    parts: dict[str, Any] = {
        "nature": "civile",
        "debtors": [PERSON],
        "journal": [{"date": "2019-03-05", "acte": "mise_en_demeure"}],
    }
    assert "L218-2" not in told(old("2026-11-21", **parts))[0]
    consumer = {**parts, "nature": "consommation"}
    assert "(C. conso. L218-2)" in told(old("2026-11-21", **consumer))[0]
    assert "(C. civ. 2224)" in told(old("2026-11-21", **{**consumer, "creditor": JANE}))[0]


def test_what_was_paid_is_no_longer_claimed() -> None:
    """A payment takes the oldest interest first: 3 000 paid leaves none of the first five years' excess."""
    row = {"date": "2026-01-05", "montant": "3000.00"}
    assert told(old("2026-11-21", payments=[row])) == []


def test_a_certain_interruption_carries_the_five_years_back() -> None:
    """A summons of 1 June 2023 keeps what accrued since 1 June 2018: nothing is old before June 2028."""
    summons = {"date": "2023-06-01", "acte": "assignation_fond"}
    assert told(old("2026-11-21", journal=[summons])) == []
    mail = {"date": "2023-06-01", "acte": "reconnaissance_de_dette", "portee": "a_apprecier"}
    assert len(told(old("2026-11-21", journal=[mail]))) == 1
    sure = {"date": "2023-06-01", "acte": "reconnaissance_de_dette", "portee": "certaine"}
    assert told(old("2026-11-21", journal=[sure])) == []


def test_an_interruption_that_came_too_late_saves_only_its_own_five_years() -> None:
    """A summons of 1 June 2025: what accrued before 1 June 2020 was prescribed that day. 457 days: 1 252.05."""
    summons = {"date": "2025-06-01", "acte": "assignation_fond"}
    assert told(old("2026-11-21", journal=[summons])) == [
        "1\u202f252,05 € d’intérêts impayés courus avant le 1er juin 2020 sur A : "
        "le débiteur peut opposer la prescription (C. civ. 2224)"
    ]


def test_after_a_title_only_what_accrued_since_it_can_be_old() -> None:
    """The decision of 15 March 2019 covers the interest up to its day; 5 % of 10 000 then accrues. Its finding says it is to confirm."""
    journal = [
        {
            "date": "2019-03-15",
            "acte": "jugement",
            "condamne": "10000.00",
            "interets": {"taux": "5", "a_compter_du": "2018-06-01"},
        }
    ]
    claim = claim_of("2024-03-25", invoices=[invoice("A", "2018-01-02", "10000.00", "2018-03-01")], journal=journal)
    # 16 to 24 March 2019, nine days: the line runs from 2 June 2018 and its part is rounded once on each side, 406.85 - 394.52
    (found,) = [d for d in claim.diagnostics if d.code == "DC317"]
    assert "12,33" in found.message and "la décision du 15\u00a0mars\u00a02019" in found.message
    assert any("à confirmer" in hint for hint in found.hints)
