"""The names of the figures of a claim: those of the JSON contract, with French ones beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from dossier.claim.claim import Claim
from dossier.claim.derivation import invoices
from dossier.claim.derivation.rows import payment_name
from dossier.claim.derivation.sums import FIGURES, payments_of
from dossier.claim.derivation.tree import Derivation
from dossier.ground.french import short_day
from dossier.ground.nearest import fold
from dossier.model.case import Case

ALIASES: Mapping[str, tuple[str, ...]] = {
    "due": ("du", "reste_du", "total"),
    "principal": (),
    "outstanding": ("reste", "principal_restant"),
    "interest": ("interets",),
    "interest_paid": ("interets_payes",),
    "interest_waived": ("interets_remis",),
    "indemnity": ("indemnites", "indemnite"),
    "indemnity_paid": ("indemnites_payees", "indemnite_payee"),
    "penalty": ("clause_penale", "penalties"),
    "penalty_paid": ("clause_penale_payee",),
    "costs": ("frais",),
    "costs_paid": ("frais_payes",),
    "paid": ("reglements", "versements", "paiements", "payments", "verse"),
    "not_due": ("a_echoir",),
    "per_day": ("par_jour",),
    "titles": ("titres",),
    "regime": (),
    "choices": ("choix",),
    "not_claimed": ("non_demande", "non_reclame"),
    "alternatives": ("autres_lectures",),
}
"""The French names of the figures of a whole claim."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "principal": (),
    "credited": ("avoirs",),
    "withheld": ("retenue",),
    "outstanding": ("reste",),
    "interest": ("interets",),
    "interest_paid": ("interets_payes",),
    "interest_waived": ("interets_remis",),
    "indemnity": ("indemnites", "indemnite"),
    "indemnity_paid": ("indemnite_payee",),
    "due": ("echeance",),
}
"""The French names of the parts of an invoice or of a decision."""

_PAYMENT = ("paiement", "reglement", "versement")
Make = Callable[[], Derivation]


def figures(case: Case, claim: Claim) -> dict[str, Make]:
    """Every figure of a claim by its name, in the order of the décompte; each is derived when it is called."""
    found: dict[str, Make] = {name: partial(maker, case, claim) for name, maker in FIGURES.items()}
    for invoice in claim.invoices:
        found.setdefault(invoice.number, partial(invoices.whole, case, claim, invoice))
        for part, of_invoice in invoices.INVOICE_FIGURES.items():
            found.setdefault(f"{invoice.number}:{part}", partial(of_invoice, case, claim, invoice))
    for title in claim.titles:
        found.setdefault(title.act, partial(invoices.title_whole, case, claim, title))
        for part, of_title in invoices.TITLE_FIGURES.items():
            found.setdefault(f"{title.act}:{part}", partial(of_title, case, claim, title))
    for payment in claim.payments:
        name = payment_name(payment)
        found.setdefault(name, partial(payments_of, claim, name))
    return found


def names(case: Case, claim: Claim) -> dict[str, str]:
    """Every name that a figure answers to, French ones too, with its name in the JSON contract; as written first."""
    known = figures(case, claim)
    found = {name: name for name in known}
    for alias, name in _aliases(claim):
        if name in known:
            found.setdefault(alias, name)
    return found


def _aliases(claim: Claim) -> Iterator[tuple[str, str]]:
    for name, others in ALIASES.items():
        for alias in others:
            yield alias, name
    for number in [*(invoice.number for invoice in claim.invoices), *(title.act for title in claim.titles)]:
        for part, others in PARTS.items():
            for alias in (part, *others):
                yield f"{number}:{alias}", f"{number}:{part}"
                yield f"{alias}:{number}", f"{number}:{part}"  # `echeance:F-2026-014`, as one says it
    for payment in claim.payments:
        for alias in _PAYMENT:
            yield f"{alias}:{payment.date.isoformat()}", payment_name(payment)
            yield f"{alias}:{short_day(payment.date)}", payment_name(payment)


def derive(case: Case, claim: Claim, figure: str) -> Derivation | None:
    """The derivation of a figure by any of its names; None when there is none. Accents and case do not count."""
    known = names(case, claim)
    name = known.get(figure)
    if name is None:
        wanted = fold(figure)
        name = next((target for written, target in known.items() if fold(written) == wanted), None)
    return None if name is None else figures(case, claim)[name]()
