"""What holds of every portfolio, whatever the cases."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from portfolio_cases import Affair, act, held

from dossier.claim.vat import pro_rata, proportion
from dossier.ground.money import ZERO, Money, total
from dossier.portfolio.contract import doubtful_json, portfolio_json
from dossier.portfolio.receivable import BUCKETS

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
FIRST, LAST = date(2024, 1, 1), date(2026, 11, 21)


def _text(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


@st.composite
def affairs(draw: st.DrawFn) -> Affair:
    """A case with up to four invoices with HT and VAT, credit notes, a retenue, payments, and what may happen to it."""
    days = st.dates(FIRST, LAST).map(date.isoformat)
    rows: list[dict[str, Any]] = []
    for n in range(draw(st.integers(1, 4))):
        net, vat = draw(st.integers(1, 10**7)), draw(st.integers(0, 10**6))
        issued = draw(st.dates(FIRST, LAST))
        due = issued + timedelta(days=draw(st.integers(0, 120)))
        row = {"numero": f"F{n}", "date": issued.isoformat(), "echeance": due.isoformat(), "montant_ttc": _text(net + vat)}
        row |= {"montant_ht": _text(net), "tva": _text(vat)}
        if draw(st.booleans()):
            until = due + timedelta(days=draw(st.integers(1, 400)))
            row["retenue_de_garantie"] = {"montant": _text(draw(st.integers(1, net))), "liberable_le": until.isoformat()}
        rows.append(row)
    for n in range(draw(st.integers(0, 2))):
        net, vat = draw(st.integers(1, 10**6)), draw(st.integers(0, 10**5))
        note = {
            "numero": f"A{n}",
            "type": "avoir",
            "sur": draw(st.sampled_from([row["numero"] for row in rows[:1]])),
            "date": draw(days),
        }
        note |= {"montant_ttc": _text(net + vat), "effet": draw(st.sampled_from(["depuis_facture", "a_sa_date"]))}
        rows.append(note | ({"montant_ht": _text(net), "tva": _text(vat)} if draw(st.booleans()) else {}))
    payments = [{"date": draw(days), "montant": _text(draw(st.integers(1, 10**7)))} for _ in range(draw(st.integers(0, 3)))]
    judged = act("2026-05-01", "jugement", condamne=_text(draw(st.integers(1, 10**7))), interets={"taux": "legal"})
    waived = act("2026-06-01", "renonciation", montant=_text(draw(st.integers(1, 10**6))), sur="principal")
    ends = [[], [act("2026-10-01", "passage_en_perte")], [act("2026-10-01", "solde")],
            [act("2026-10-01", "cession_de_creance", a_qui="X")]]  # fmt: skip
    journal = [event for event in (judged, waived) if draw(st.booleans())] + draw(st.sampled_from(ends))
    return Affair(rows, payments, journal)


@FEW
@given(several=st.lists(affairs(), min_size=1, max_size=3))
def test_classes_and_what_left_the_accounts_are_all_outstanding_principal(several: list[Affair]) -> None:
    """Not a cent of the claims is lost or counted twice, over all, by case and by debtor."""
    found = held({f"c{n}": affair for n, affair in enumerate(several)}, "2026-11-21")
    claims = [holding.claim.totals for holding in found.holdings]
    owed = total((claim.outstanding or ZERO) + claim.not_due for claim in claims)
    ageing = found.ageing
    assert ageing.known + ageing.written_off + ageing.given_up + ageing.assigned == owed
    for groups in (found.by_case, found.by_debtor):
        for place in range(len(BUCKETS)):
            assert total(group.ageing.amounts[place] for group in groups) == ageing.amounts[place]
    assert all(amount.cents >= 0 for amount in ageing.amounts)


@FEW
@given(affair=affairs())
def test_ht_and_vat_are_the_ttc_to_the_cent(affair: Affair) -> None:
    """Whatever was paid, credited, kept or judged."""
    for row in held(affair, "2026-11-21").rows:
        assert row.outstanding is not None
        assert row.outstanding.cents >= 0
        if row.parts.net is not None:
            assert row.parts.vat is not None
            assert row.parts.net + row.parts.vat == row.outstanding
            assert ZERO <= row.parts.vat <= row.outstanding


@FEW
@given(affair=affairs())
def test_a_rate_lies_between_nothing_and_all(affair: Affair) -> None:
    """And principal due is what the invoices state, less credit notes and what is not due yet."""
    found = held(affair, "2026-11-21")
    for rate in (found.recovery.all_sums, found.recovery.principal):
        assert rate.percent is None or 0 <= rate.percent <= 100
    claim, principal = found.holdings[0].claim, found.recovery.principal
    if principal.due is not None and not claim.titles:
        invoices = [i for i in claim.invoices if i.state == "paid" or i.due < claim.date]
        credited = total(c.amount for i in invoices for c in i.credits if c.number != "renonciation")
        assert principal.due == total(i.principal - i.withheld for i in invoices) - credited


@FEW
@given(affair=affairs())
def test_the_json_is_text_and_null_only(affair: Affair) -> None:
    """No float ever stands for an amount."""
    found = held(affair, "2026-11-21", {"2026-10": "45000.00"})
    for data in (portfolio_json(found), doubtful_json(found)):
        json.loads(json.dumps(data), parse_float=pytest.fail)
    assert doubtful_json(found)["schema"] == "dossier/creances_douteuses/1"


@given(amount=st.integers(0, 10**9), weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_a_share_loses_no_cent(amount: int, weights: list[int]) -> None:
    """The parts sum to the whole, and each is within a cent of its exact share."""
    shares = pro_rata(Money(amount), [Money(weight) for weight in weights])
    assert total(shares) == Money(amount)
    for share, weight in zip(shares, weights, strict=True):
        if sum(weights):
            assert abs((share - proportion(Money(amount), Money(weight), Money(sum(weights)))).cents) <= 1
