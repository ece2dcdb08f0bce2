"""Acts against someone who is no more, or by someone who no longer holds the claim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day
from dossier.ground.spans import Span
from dossier.law import names
from dossier.model.journal import TransmissionUniverselle
from dossier.procedure.assignment import assigned_before, is_mandated
from dossier.procedure.faults.words import AGAINST, DEMANDS, act_fr, say
from dossier.procedure.outlook import Outlook

_BY_CREDITOR = (*DEMANDS, "echeancier", "transaction", "renonciation", "declaration_creance", "saisie_conservatoire")
"""What the former creditor does no more; acts of a court or of enforcement are DC438."""
_TO_THE_DEAD = (*DEMANDS, "saisie_conservatoire")
"""What a dead person does not receive; acts of a court or of enforcement are DC437."""


def gone(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC452: a letter to a debtor after his death, any act after the company was struck off or absorbed and nobody stood for it.

    On the day itself nothing is said. A natural person who leaves the register still owes.
    """
    ended = _end(outlook)
    if ended is None:
        return
    day, what, hint, span = ended
    for event in outlook.road.events:
        if event.act in (_TO_THE_DEAD if what == "décédé" else AGAINST) and event.date > day:
            message = f"{act_fr(event)} du {short_day(event.date)} à {outlook.road.debtor.id}, {what} le {short_day(day)}"
            yield say(outlook, "DC452", message, event.place, hint, fact=span, what="le fait")


def _end(outlook: Outlook) -> tuple[date, str, str, Span] | None:
    """Since when the debtor is no more, what became of him, and where the entry is that would mend it."""
    road = outlook.road
    for event in road.events:
        if event.act == "deces_debiteur" and road.debtor.is_natural:
            return event.date, "décédé", "affaire.yaml : les héritiers sont des `debiteurs`", event.place
        if event.act == "radiation_debiteur" and not road.debtor.is_natural:
            who = road.debtor.representative
            if who is None or "ad hoc" not in who.role.lower():
                hint = "affaire.yaml : `representant: {nom: …, fonction: mandataire ad hoc}`, quand il est désigné"
                return event.date, "radié", hint, event.place
        if isinstance(event, TransmissionUniverselle):
            published = road.known(event.bodacc_on)
            period = road.period(names.DELAI_OPPOSITION_TUP, published, event) if published else None
            if period:
                return period.limit.wait_until, "absorbé", "affaire.yaml : l’associé unique est le débiteur", event.place
    return None


def assigned(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC455: a letter or an agreement in the creditor's name after he assigned the claim, without a mandate of who took it over."""
    road = outlook.road
    for event in road.events:
        sold = assigned_before(road, event.date) if event.act in _BY_CREDITOR else None
        if sold and not is_mandated(road, sold, event.date):
            message = f"{act_fr(event)} du {short_day(event.date)}, après la cession de la créance du {short_day(sold.date)}"
            hint = "journal.yaml : ajoutez `acte: mandat` du cessionnaire, ou la rétrocession (`acte: cession_de_creance`, `a_qui` : vous)"
            yield say(outlook, "DC455", message, event.place, hint, fact=sold.place, what="la cession")
