"""The échéancier to be signed: the debt acknowledged, the dates and sums, the interest, what happens on default.

It is no title by itself (CPCE L111-3) and loses the debtor no term without a clause (C. civ. 1305-4); it makes no new debt
(C. civ. 1330) and interrupts prescription (C. civ. 2240). Read 2026-11-21.
"""

from __future__ import annotations

from dossier.documents import contract
from dossier.documents.contract import Schedule
from dossier.documents.document import Document, Reason
from dossier.documents.matter import Matter
from dossier.documents.occasions import events, lies_over
from dossier.documents.page import withheld
from dossier.ground.money import ZERO
from dossier.model.journal import Accord, Promesse

ID = "echeancier"
TITLE = "Accord de paiement échelonné"


def wanted(matter: Matter) -> bool:
    """As long as the agreement that the journal tells is not signed by this debtor and still has days to come."""
    return _agreed(matter) is not None and matter.debtor.role != "caution" and not lies_over(matter, "procedure_collective")


def draft(matter: Matter) -> tuple[Document, ...]:
    """The text of the agreement, or of what the debtor promised for days to come; none as long as nobody named a day."""
    schedule = _agreed(matter) or _promised(matter)
    if schedule is None:
        return ()
    found = (*contract.reasons(matter), *_against(matter, schedule))
    blank = contract.blank(matter, ID, TITLE)
    if not schedule.rows:
        return (withheld(matter, blank, found),)
    return (contract.signed_text(matter, blank, found, ID, contract.schedule_values(matter, schedule)),)


def _agreed(matter: Matter) -> Schedule | None:
    """The last échéancier of the journal, while this debtor has not signed it and one of its days is still to come."""
    found = [e for e in events(matter) if isinstance(e, Accord)]
    last = found[-1] if found else None
    if last is None or last.act != ID or matter.debtor.id in last.countersigned_by:
        return None
    rows = tuple(sorted((i.due, i.amount) for i in last.instalments if i.due >= matter.today))
    if last.instalments and not rows:
        return None
    return Schedule(rows, last.acceleration, last.interest, last.place_of("echeances").at_line)


def _promised(matter: Matter) -> Schedule | None:
    """What the debtor promised for days to come, proposed with a clause de déchéance and interest that runs on."""
    found = [e for e in events(matter) if isinstance(e, Promesse) and e.due and e.amount and e.due >= matter.today]
    rows = tuple(sorted((e.due, e.amount) for e in found if e.due and e.amount))
    return Schedule(rows, True, "maintenus", found[-1].place.at_line) if rows else None


def _against(matter: Matter, schedule: Schedule) -> tuple[Reason, ...]:
    due = matter.claim.totals.due
    if not schedule.rows:
        return (
            Reason(
                "il manque les échéances : leurs jours et leurs montants", f"{schedule.place}, echeances", "C. civ., art. 1103"
            ),
        )
    if due is not None and schedule.sum - due > ZERO:
        return (Reason("les échéances à venir dépassent la somme due", schedule.place, "C. civ., art. 1103"),)
    return ()
