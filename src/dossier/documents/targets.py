"""Whom an act is brought against, and by what names it calls them."""

from __future__ import annotations

from dossier.documents.parties import called, own_name
from dossier.ground.french import NBSP, enumerate_fr
from dossier.model.case import Case
from dossier.model.party import Debtor, Party


def targets(case: Case) -> tuple[Debtor, ...]:
    """The principal and solidary debtors, in the order of the case; a guarantor is sued on his own undertaking."""
    return tuple(debtor for debtor in case.debtors if debtor.role != "caution")


def whose_court(case: Case) -> str:
    """The id of the debtor whose domicile makes the court of the case: the first principal one, as the procedure reads it."""
    asked = targets(case)
    return next((debtor.id for debtor in asked if debtor.role == "principal"), asked[0].id if asked else "")


def are_solidary(case: Case) -> bool:
    """Whether the debtors owe the whole together: the case says so of one of them."""
    return any(debtor.role == "codebiteur_solidaire" for debtor in targets(case))


def civil_name(party: Party) -> str:
    """The name at the head of an identity: « ARNAUD Claire », « SUD BÉTON »; a trader's own names, not those of the trade."""
    return f"{party.last_name.upper()} {party.first_names}".strip() if party.last_name else party.name.upper()


def sued_as(party: Party) -> str:
    """« la société SUD BÉTON », « M. Karim Benali »: a party inside a sentence of an act, a trader by his own names."""
    if not party.last_name:
        return called(party)
    return f"{party.title}{NBSP}{own_name(party)}" if party.title else own_name(party)


def all_called(case: Case) -> str:
    """« à la société SUD BÉTON et à M. Karim Benali »."""
    return enumerate_fr([f"à {sued_as(debtor)}" for debtor in targets(case)])
