"""The sums that a requête asks, head by head: amount, basis and pieces (CPC 1407, read 2026-11-21)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.claim.claim import Period
from dossier.claim.contract_rate import clause_place
from dossier.claim.costs import is_claimable
from dossier.documents import figures
from dossier.documents.articles import article, bare_article
from dossier.documents.citations import NO_PAGES, cell_citation
from dossier.documents.facts import dated_contract, numbers
from dossier.documents.matter import Matter
from dossier.documents.proof import Proofs, proofs
from dossier.ground.days import next_day
from dossier.ground.french import euros, long_day, percent
from dossier.ground.money import Money


def heads(matter: Matter, known: Proofs | None = None) -> list[Mapping[str, Any]]:
    """The heads of the sum asked: amount, basis, line of the décompte, pieces; *known* spares making the proofs again.

    A head that is zero is told below the table, not in it.
    """
    known = known or proofs(matter)
    claim, case = matter.claim, matter.case
    totals, rows = claim.totals, figures.bearing(claim)
    contract = numbers(matter, case.contract.evidence)
    bills = tuple(sorted({n for row in rows for n in matter.bordereau.numbers(row.evidence)}))
    notices = tuple(
        sorted({n for e in case.journal if e.act in ("mise_en_demeure", "sommation") for n in numbers(matter, e.evidence)})
    )
    asked = [cost for cost in case.costs if is_claimable(cost, claim.regime)]
    costs = known.costs()
    clause = case.contract.penalty_clause
    period = figures.current_period(claim)
    signed = dated_contract(case.contract)
    heads: list[tuple[str, str, str, Money | None, str, tuple[int, ...]]] = [
        ("principal", "Principal", _balance_of(len(rows)), totals.outstanding, signed, (*contract, *bills)),
        (
            "interest", "Intérêts de retard échus", _interest_words(matter), figures.interest_due(claim),
            _interest_basis(period, matter) if period else "", (*contract, *notices) if claim.regime != "professionnels" else contract,
        ),
        (
            "indemnity", "Indemnité forfaitaire de recouvrement", figures.indemnity_words(claim) if not totals.indemnity_paid else "",
            totals.indemnity_due, f"{article('C. com. L441-10, II')} et {bare_article('D441-5')}", bills,
        ),
        (
            "penalty", "Clause pénale", f"{percent(clause.rate)} du principal" if clause else "", totals.penalty_due,
            f"contrat{f', {clause_place(clause.article)}' if clause and clause.article else ''} ; {article('C. civ. 1231-5')}", (*contract, *notices),
        ),
        ("costs", "Frais", "", totals.costs_due, " ; ".join(dict.fromkeys(c.basis for c in asked)), costs.pieces),
    ]  # fmt: skip
    return [
        {
            "nom": name, "detail": detail, "montant": euros(money), "fondement": basis, "ligne": known.head(head, money).line,
            "mot": "pièces" if len(set(pieces)) > 1 else "pièce",
            "pieces": cell_citation(pieces, costs.pages if head == "costs" else NO_PAGES),
        }
        for head, name, detail, money, basis, pieces in heads
        if money
    ]  # fmt: skip


def _basis(rule: str, matter: Matter) -> str:
    clause = matter.case.contract.penalties
    if rule != "contrat":
        return article(rule)
    return f"contrat, {clause_place(clause.article)}" if clause and clause.article else "contrat"


def _balance_of(count: int) -> str:
    words = figures.invoices_counted(count)
    return f"solde TTC d’{words}" if words.startswith("u") else f"solde TTC de {words}"


def _interest_words(matter: Matter) -> str:
    claim = matter.claim
    starts = [row.periods[0].start for row in figures.bearing(claim) if row.periods]
    period = figures.current_period(claim)
    if not starts or period is None:
        return ""
    since = (
        f"du {long_day(min(starts))}"
        if len(set(starts)) == 1
        else "du lendemain de chaque échéance"
        if claim.regime == "professionnels"
        else "du départ indiqué au décompte"
    )
    capital = f", dont {euros(claim.totals.capitalised)} capitalisés" if claim.totals.capitalised else ""
    return f"{figures.rate_rule_words(claim, short=True)}, {since} au {long_day(claim.date)}{capital}"


def _interest_basis(period: Period, matter: Matter) -> str:
    basis = _basis(period.rate.rule, matter)
    return f"{basis} ; {article('C. civ. 1343-2')}" if matter.claim.totals.capitalised else basis


def _capitalisation_words(matter: Matter) -> str:
    """What is asked of interest on interest: only where the contract provides it and the firm asks for it; '' otherwise."""
    if not matter.case.contract.capitalisation or matter.claim.choices.get("capitalisation") != "oui":
        return ""
    return f", ceux qui sont dus pour une année entière portant eux-mêmes intérêt ({article('C. civ. 1343-2')})"


def later_interest(matter: Matter, known: Proofs | None = None) -> Mapping[str, Any] | None:
    """What runs after the day of the claim: so much a day, since when, on which base and at which rate; None when nothing does."""
    claim, period = matter.claim, figures.current_period(matter.claim)
    if not claim.per_day or period is None:
        return None
    return {
        "montant": euros(claim.per_day),
        "ligne": (known or proofs(matter)).per_day().line,
        "depuis": long_day(next_day(claim.date)),
        "fondement": _basis(period.rate.rule, matter),
        "taux": figures.rate_rule_words(claim),
        "base": "sur le principal et les intérêts capitalisés" if claim.totals.capitalised else "sur le principal",
        "capitalisation": _capitalisation_words(matter),
    }
