"""The letter that an avocat or a collector sends in the creditor's name: his letterhead, the same sums, what the law asks of him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dossier.claim.claim import InvoiceClaim
from dossier.documents import acting, payment_demand
from dossier.documents.acting import Actor
from dossier.documents.correspondents import sent_by
from dossier.documents.figures import invoices_words
from dossier.documents.letter import Letter
from dossier.documents.matter import Matter, case_reference
from dossier.documents.parties import address_line, called, short_identity, signed_on, title_of
from dossier.ground.french import lower_first, upper_first
from dossier.model.party import Adviser

TEMPLATES: Mapping[str, str] = {"avocat": "mise-en-demeure-avocat", "recouvreur": "mise-en-demeure-recouvreur"}


def on_behalf(matter: Matter, letter: Letter, actor: Actor, rows: tuple[InvoiceClaim, ...], demands: bool = True) -> Letter:
    """*letter* as the adviser sends it; *demands* is False for a reminder. The creditor's own letter as it is.

    A collector's asks for all that is due and tells its parts apart (CPCE R124-4, 3°), and names the account he receives it on.
    """
    adviser = acting.adviser(matter, actor)
    if adviser is None:
        return letter
    return replace(
        letter,
        template=TEMPLATES[actor],
        values={**letter.values, **_values(matter, adviser, rows, demands)},
        sender=sent_by(adviser),
        references=_references(matter, actor),
        account=adviser.account if actor == "recouvreur" else "",
    )


def _values(matter: Matter, adviser: Adviser, rows: tuple[InvoiceClaim, ...], demands: bool) -> dict[str, Any]:
    creditor, contract = matter.case.creditor, matter.case.contract
    signed = signed_on(contract)
    named = f" ({contract.reference}{signed})" if contract.reference else signed
    return {
        "demeure": demands,
        "client": called(creditor),
        "client_identite": short_identity(creditor),
        "client_adresse": address_line(creditor.address),
        "fondement": f"{lower_first(contract.subject.rstrip(' .'))}{named}",
        "les_factures_d_abord": upper_first(invoices_words(rows)),
        "rappel": acting.recalled(matter),
        "reproduction": acting.L111_8,
        "mon_client": "mon client" if creditor.title == "M." else "ma cliente",
        "recouvreur": adviser.name,
        "recouvreur_adresse": address_line(adviser.address),
    }


def _references(matter: Matter, actor: Actor) -> str:
    """« Notre dossier RC-114 ; affaire Atelier Lenoir c/ Sud Béton »: the adviser's own reference, else the case's."""
    adviser = acting.adviser(matter, actor)
    ours = acting.reference(matter) if actor == "recouvreur" else (adviser.reference if adviser else "") or case_reference(matter)
    return f"Notre dossier {ours} ; affaire {title_of(matter.case.creditor, matter.debtor)}"


def claimed(matter: Matter, rows: tuple[InvoiceClaim, ...], limit: str) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """The values and the table of a collector's reminder: those of a demand of all that is due."""
    return payment_demand.values(matter, rows, limit), payment_demand.table(matter, rows)
