"""Days that an entry reports and that come after its own: a notice presented later moves the end of its period."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.french import short_day
from dossier.model.journal import Consignation, Constitution
from dossier.procedure.position import Reason
from dossier.procedure.road import Road


def presentations(road: Road) -> Iterator[Reason]:
    """The presentation of a notice to constitute avocat that came back unsigned, and of an invitation to deposit (CPC 1418, 1425)."""
    for notice in road.of(Constitution, "avis_constitution"):
        day = road.known(notice.presented_on)
        if day and day > notice.date and notice.receipt_signed is False:
            why = f"Avis du greffe présenté le {short_day(day)}, non signé : le délai de constitution court de ce jour"
            yield Reason(day, notice.place, "CPC 1418", why)
    for invitation in road.of(Consignation, "invitation_a_consigner"):
        day = road.known(invitation.presented_on)
        if day and day > invitation.date:
            why = f"Invitation à consigner présentée le {short_day(day)}"
            yield Reason(day, invitation.place, "CPC 1425", why)
