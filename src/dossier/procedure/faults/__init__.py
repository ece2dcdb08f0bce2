"""What was done at a moment or towards a person that the law or the firm's rules do not allow, as diagnostics.

Each fault is a function of an outlook in the register `FAULTS`. It says what happened, never what to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier.ground.diagnostics import Diagnostic
from dossier.procedure.faults import enforcement, letters, persons, prescribed
from dossier.procedure.outlook import Outlook

Fault = Callable[[Outlook], Iterator[Diagnostic]]

FAULTS: tuple[Fault, ...] = (
    letters.before_due,
    letters.after_opening,
    letters.not_checked,
    persons.gone,
    persons.assigned,
    enforcement.suspended,
    enforcement.not_served,
    enforcement.wages_too_early,
    enforcement.forbidden_day,
    prescribed.acknowledged_late,
    prescribed.wiped_out,
)


def faults(outlook: Outlook) -> Iterator[Diagnostic]:
    """All that the register finds of one debtor; a settled case has none."""
    if outlook.position.closed == "soldee":
        return
    for fault in FAULTS:
        yield from fault(outlook)
