"""What the sheets of a décompte number and name alike: the rank of invoices and decisions, what counts in the total, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from dossier.claim.claim import Claim, CreditLine, InvoiceClaim, Period, TitleClaim
from dossier.claim.contract_rate import clause_place
from dossier.claim.costs import is_claimable
from dossier.claim.derivation.words import title_words
from dossier.ground.money import Money, round_to_cent, total
from dossier.model.case import Case

Counted = Literal["oui", "non échue", "titre"]
"""Whether a row is in the total due, not yet due, or replaced by the decision that covers it."""

STATE_FR: Mapping[str, str] = {"due": "échue", "not_due": "non échue", "paid": "payée", "titled": "couverte par la décision"}
NOT_ALLOCATED = "non imputé"
UNKNOWN = "inconnu : une valeur du droit manque"
NONE = "Néant"
RECEIVED = "encaissé"


@dataclass(frozen=True, slots=True)
class Debt:
    """An invoice or a decision, with the rank by which the sheets refer to it: numbers of invoices are never compared."""

    rank: int
    row: InvoiceClaim | TitleClaim
    counted: Counted

    @property
    def number(self) -> str:
        """The number of the invoice, or what the decision is called."""
        return self.row.number if isinstance(self.row, InvoiceClaim) else title_words(self.row)

    @property
    def key(self) -> str:
        """What allocations call it."""
        return self.row.number if isinstance(self.row, InvoiceClaim) else self.row.act

    @property
    def periods(self) -> tuple[Period, ...]:
        """Its lines of interest."""
        return self.row.periods

    @property
    def credits(self) -> tuple[CreditLine, ...]:
        """Its credit notes; a decision has none."""
        return self.row.credits if isinstance(self.row, InvoiceClaim) else ()


@dataclass(frozen=True, slots=True)
class Accessory:
    """A clause pénale, a cost on the debtor, or what a decision grants beside its sum."""

    kind: Literal["clause pénale", "frais"]
    day: date | None
    label: str
    amount: Money
    rule: str
    base: Money | None = None
    percent: Decimal | None = None

    @property
    def by_rate(self) -> bool:
        """Whether the amount is the rate of the base, and nothing took of it since."""
        if self.base is None or self.percent is None:
            return False
        return round_to_cent(self.base.euros * self.percent / 100) == self.amount


def debts(claim: Claim) -> tuple[Debt, ...]:
    """The invoices in the order of the claim, then the decisions; ranks from 1."""
    rows: list[tuple[InvoiceClaim | TitleClaim, Counted]] = [(row, _counted(row, claim)) for row in claim.invoices]
    rows += [(title, "oui") for title in claim.titles]
    return tuple(Debt(rank, row, counted) for rank, (row, counted) in enumerate(rows, 1))


def _counted(row: InvoiceClaim, claim: Claim) -> Counted:
    if row.state == "titled":
        return "titre"
    return "oui" if row.due < claim.date or row.state == "paid" else "non échue"


def ranks(rows: Iterable[Debt]) -> dict[str, int]:
    """The rank by what allocations call an invoice or a decision; of two with one number, the first."""
    found: dict[str, int] = {}
    for debt in rows:
        found.setdefault(debt.key, debt.rank)
    return found


def accessories(case: Case, claim: Claim) -> tuple[Accessory, ...]:
    """Penalties, then costs one by one where they make the sum of the claim, else that sum as one row."""
    found = [Accessory("clause pénale", p.day, _clause(case), p.amount, p.rule, p.base, p.percent) for p in claim.penalties]
    costs = list(_costs(case, claim))
    if total(cost.amount for cost in costs) != claim.totals.costs:
        costs = [Accessory("frais", None, "Frais à la charge du débiteur", claim.totals.costs, "CPCE L111-8")]
    return tuple(row for row in [*found, *costs] if row.amount)


def _clause(case: Case) -> str:
    clause = case.contract.penalty_clause
    return f"Clause pénale, {clause_place(clause.article)}" if clause and clause.article else "Clause pénale"


def _costs(case: Case, claim: Claim) -> Iterator[Accessory]:
    since = max((title.date for title in claim.titles if title.accessories), default=date.min)
    for cost in case.costs:
        if is_claimable(cost, claim.regime) and since < cost.date <= claim.date:
            yield Accessory("frais", cost.date, cost.label, cost.amount, cost.basis)
    for title in claim.titles:
        if title.accessories:
            label = f"Accessoires, {title_words(title)}"
            yield Accessory("frais", title.date, label, title.accessories, title.rule)
