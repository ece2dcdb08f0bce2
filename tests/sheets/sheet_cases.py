"""Cases that a workbook has to show: every kind of line, strangers' names, and cases made at random."""

from __future__ import annotations

from datetime import date
from typing import Any

from claim_cases import COMPANY, FIRM, JANE, PERSON, TOWN, case, credit, invoice, paid
from generated import FIRST, amounts, days, parts
from hypothesis import strategies as st
from test_any_case import ACTS, NATURES

from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.law.parameters import shipped_law
from dossier.model.case import Case

HOSTILE = (
    "=1+1",
    "+33 6",
    "-5",
    "@SUM(A1)",
    '＝HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "\t=2",
    "F\x1b[2J\u202eX",
    "><*?~\"'&;",
)


def made(on: str, **given: Any) -> tuple[Case, Claim]:
    """A case and its claim on a day."""
    found = case(**given)
    return found, compute_claim(found, shipped_law(), date.fromisoformat(on))


def everything() -> tuple[Case, Claim]:
    """A case with a credit note, a retention, payments of all fates, costs, a penalty, a clause, an invoice not yet due."""
    return made(
        "2026-11-21",
        invoices=[
            invoice("F-1", "2025-01-10", "4800.00", "2025-02-10"),
            invoice(
                "F-2",
                "2025-03-01",
                "1200.55",
                "2025-03-31",
                retenue_de_garantie={"montant": "60.03", "liberable_le": "2027-03-01"},
            ),
            invoice("F-3", "2026-11-01", "300.00", "2026-12-01"),
            invoice("F-4", "2025-05-01", "90.00", "2025-05-31"),
            credit("A-1", "F-1", "2025-01-20", "300.00"),
            credit("A-2", "F-2", "2025-06-20", "100.00", effet="a_sa_date"),
        ],
        payments=[
            paid("2025-04-15", "500.00", "F-1"),
            paid("2025-06-02", "250.00", moyen="cheque", rejete_le="2025-06-10"),
            paid("2025-07-01", "140.00", payeur="tiers", facture="F-4"),
            paid("2026-01-05", "1000.00"),
        ],
        costs=[
            {"date": "2026-04-20", "libelle": "Signification", "montant": "72.60", "fondement": "dépens"},
            {"date": "2026-04-21", "libelle": "Timbres", "montant": "8.00"},
        ],
        journal=[
            {"acte": "mise_en_demeure", "date": "2025-09-01", "presente_le": "2025-09-03", "delai_jusqu_au": "2025-09-18"},
            {"acte": "renonciation", "date": "2026-02-01", "sur": "interets", "montant": "10.00"},
        ],
        contract={"clause_penale": {"taux": "10", "article": "9"}},
    )


def judged() -> tuple[Case, Claim]:
    """A case whose invoices a judgment replaced, with accessories, and a payment before and one after it."""
    return made(
        "2026-11-21",
        invoices=[invoice("F-1", "2025-01-10", "4800.00", "2025-02-10")],
        payments=[paid("2025-06-01", "100.00"), paid("2026-08-01", "700.00")],
        journal=[
            {"acte": "assignation_fond", "date": "2025-10-01"},
            {
                "acte": "jugement", "date": "2026-01-15", "condamne": "4700.00", "executoire_le": "2026-01-15",
                "interets": {"taux": "legal", "a_compter_du": "2025-10-01"},
            },
            {"acte": "signification", "date": "2026-02-01", "de": "jugement"},
        ],
    )  # fmt: skip


def unknown() -> tuple[Case, Claim]:
    """A case that needs a rate of 2027, which is not known."""
    return made(
        "2027-03-01", invoices=[invoice("F-1", "2026-10-10", "4800.00", "2026-11-10")], payments=[paid("2027-02-01", "9.00")]
    )


COSTS = st.lists(
    st.fixed_dictionaries(
        {"date": days().map(date.isoformat), "libelle": st.just("Frais"), "montant": amounts(50_000)},
        optional={"fondement": st.just("dépens")},
    ),
    max_size=2,
)


@st.composite
def lives(draw: st.DrawFn) -> tuple[Case, Claim]:
    """A case of any nature with any acts, on any day."""
    given = draw(parts())
    extra = draw(st.fixed_dictionaries({}, optional={"clause_penale": st.just({"taux": "10"}), "capitalisation": st.just("oui")}))
    given["contract"] = {**given["contract"], **extra}
    if "capitalisation" in extra:
        given["choices"] = {**given["choices"], "capitalisation": draw(st.sampled_from(["oui", "non"]))}
    return made(
        draw(days(FIRST, date(2027, 12, 31))).isoformat(), **given, costs=draw(COSTS), journal=draw(st.lists(ACTS, max_size=6)),
        nature=draw(st.sampled_from(NATURES)), debtors=[draw(st.sampled_from([COMPANY, PERSON, TOWN]))],
        creditor=draw(st.sampled_from([FIRM, JANE])),
    )  # fmt: skip
