"""Costs and their legal basis: which ones a debtor may be asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from dossier.claim.facts import Facts
from dossier.model.ledger import Cost

_ARTICLE = re.compile(r"L\.?\s?441[-\u2010\u2011]10")


def is_beside_the_fee(cost: Cost) -> bool:
    """Whether the basis of a cost is the complementary indemnity of C. com. L441-10, II."""
    return bool(_ARTICLE.search(cost.basis))


def is_claimable(cost: Cost, regime: str) -> bool:
    """Whether a cost may be asked of a debtor under a regime: it has a basis, and L441-10 is one between professionals only."""
    return bool(cost.basis) and (regime == "professionnels" or not is_beside_the_fee(cost))


def with_lawful_costs(facts: Facts, regime: str) -> Facts:
    """The facts, where a basis that does not reach this debtor is none: the cost stays with the creditor (CPCE L111-8)."""
    costs = (c if is_claimable(c, regime) else c.model_copy(update={"basis": ""}) for c in facts.costs)
    return replace(facts, costs=tuple(costs))
