"""The settlement to be signed: the disagreement, what each side gives up, the payment, and what the contract ends.

It is written and rests on reciprocal concessions (C. civ. 2044); as long as it is performed it bars an action of the same object
(C. civ. 2052). By itself it is no title (CPCE L111-3). Read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.documents import contract
from dossier.documents.contract import Schedule
from dossier.documents.document import Document, Reason
from dossier.documents.matter import Matter
from dossier.documents.occasions import events, lies_over
from dossier.ground.french import enumerate_fr, euros, in_words, long_day, lower_first
from dossier.ground.money import ZERO, Money
from dossier.model.journal import Accord, Contestation

ID = "transaction"
TITLE = "Transaction"


def wanted(matter: Matter) -> bool:
    """As long as the settlement that the journal tells is not signed by this debtor."""
    return _agreed(matter) is not None and matter.debtor.role != "caution" and not lies_over(matter, "procedure_collective")


def draft(matter: Matter) -> tuple[Document, ...]:
    """The text for one debtor; none without a settlement in the journal."""
    agreed = _agreed(matter)
    if agreed is None:
        return ()
    found = (*contract.reasons(matter), *_against(matter, agreed))
    return (contract.signed_text(matter, contract.blank(matter, ID, TITLE), found, ID, _values(matter, agreed)),)


def _agreed(matter: Matter) -> Accord | None:
    """The last agreement of the journal when it is a settlement that this debtor has not signed."""
    found = [e for e in events(matter) if isinstance(e, Accord)]
    last = found[-1] if found else None
    return last if last and last.act == ID and matter.debtor.id not in last.countersigned_by else None


def _schedule(agreed: Accord) -> Schedule:
    rows = tuple(sorted((row.due, row.amount) for row in agreed.instalments))
    return Schedule(rows, agreed.acceleration, agreed.interest, agreed.place.at_line)


def _sum(agreed: Accord) -> Money | None:
    """What the debtor pays in all: as written, else the sum of the instalments."""
    return agreed.amount or (_schedule(agreed).sum if agreed.instalments else None)


def _against(matter: Matter, agreed: Accord) -> tuple[Reason, ...]:
    """What makes of the text no settlement: no sum, no day, no concession of the creditor, instalments that do not make the sum."""
    place, due, sum_ = agreed.place.at_line, matter.claim.totals.due, _sum(agreed)
    found = []
    if sum_ is None:
        found.append(Reason("il manque la somme convenue", f"{place}, montant", "C. civ., art. 2044"))
    if not agreed.instalments:
        found.append(
            Reason("il manque les échéances : leurs jours et leurs montants", f"{place}, echeances", "C. civ., art. 2044")
        )
    elif sum_ is not None and _schedule(agreed).sum != sum_:
        found.append(Reason("les échéances ne font pas la somme convenue", f"{place}, echeances", "C. civ., art. 2044"))
    if sum_ is not None and due is not None and due - sum_ <= ZERO:
        why = "il manque une concession du créancier : la somme convenue n’est pas inférieure à la somme due"
        found.append(Reason(why, f"{place}, montant", "C. civ., art. 2044"))
    return tuple(found)


def _values(matter: Matter, agreed: Accord) -> Mapping[str, Any]:
    if matter.claim.totals.due is None:
        return {}
    sum_ = _sum(agreed)
    return {
        **contract.schedule_values(matter, _schedule(agreed)),
        "convenu": euros(sum_),
        "convenu_en_lettres": in_words(sum_) if sum_ is not None else "",
        "differend": _disagreement(matter),
    }


def _disagreement(matter: Matter) -> str:
    """What the debtor disputes, in the words of the journal; that he cannot pay at once when he disputes nothing."""
    found = [e for e in events(matter) if isinstance(e, Contestation)]
    if not found:
        return "Le débiteur ne conteste pas cette somme, mais déclare ne pouvoir la payer en entier ni en une fois"
    last = found[-1]
    what = (
        f"{'la facture' if len(last.invoices) == 1 else 'les factures'} {enumerate_fr(last.invoices)}"
        if last.invoices
        else "cette créance"
    )
    reason = f", au motif suivant : {lower_first(last.reason.rstrip(' .'))}" if last.reason else ""
    return f"Le {long_day(last.date)}, le débiteur a contesté {what}{reason} ; le créancier maintient sa demande"
