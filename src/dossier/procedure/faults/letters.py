"""Letters at the wrong moment, and acts against a debtor whom nobody checked lately."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.days import add_months
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, short_day
from dossier.model.journal import Event, MiseEnDemeure, Relance, RequeteInjonction
from dossier.procedure.faults.words import DEMANDS, act_fr, say
from dossier.procedure.outlook import Outlook
from dossier.procedure.overlays import opening

_REGISTERED = ("societe_commerciale", "societe_civile", "commercant", "artisan")


def before_due(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC450: a reminder before anything is due, unless its level of the calendar comes before the due date.

    On the due date itself a reminder of what is to be paid that day is none; a mise en demeure is (DC406).
    """
    road = outlook.road
    due = min((invoice.due for invoice in road.claim.invoices), default=None)
    if due is None:
        return
    ahead = {reminder.level for reminder in road.case.settings.calendar if reminder.days < 0}
    for reminder in road.of(Relance):
        courtesy = reminder.level in ahead if reminder.level else bool(ahead)
        if reminder.date < due and not courtesy:
            message = f"relance du {short_day(reminder.date)} antérieure à l’échéance du {short_day(due)}"
            hint = "journal.yaml : vérifiez `date`, ou `niveau` s’il s’agit d’un rappel d’avant l’échéance ; factures.yaml : `echeance`"
            yield say(outlook, "DC450", message, reminder.place, hint)


def after_opening(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC451: a demand of payment from the day of an opening judgment on, for a debt born before it (C. com. L622-7).

    What is invoiced from that day on follows its own rules: a demand sent when such an invoice was due may concern it.
    """
    road = outlook.road
    judgment = opening(road)
    if judgment is None:
        return
    for event in road.events:
        if event.act not in DEMANDS or event.date < judgment.date:
            continue
        older = any(i.date < judgment.date for i in road.claim.invoices)
        later = any(judgment.date <= i.date and i.due < event.date for i in road.claim.invoices)
        if older and not later:
            message = f"{act_fr(event)} du {short_day(event.date)}, après le jugement d’ouverture du {short_day(judgment.date)}"
            hint = "journal.yaml : la créance antérieure se déclare, `acte: declaration_creance`"
            yield say(outlook, "DC451", message, event.place, hint, fact=judgment.place, what="le jugement d’ouverture")


def not_checked(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC454: a mise en demeure or a requête with no check of the debtor in the months of the firm's setting before it.

    A letter that was received needs no proof of the address.
    """
    for event in outlook.road.events:
        if isinstance(event, MiseEnDemeure) and event.delivery != "recue":
            yield from _stale(outlook, event, ("kbis", "adresse"))
        elif isinstance(event, RequeteInjonction):
            yield from _stale(outlook, event, ("kbis", "adresse"))
            if outlook.road.debtor.type in _REGISTERED:
                yield from _stale(outlook, event, ("bodacc",))


def _stale(outlook: Outlook, event: Event, natures: tuple[str, ...]) -> Iterator[Diagnostic]:
    debtor = outlook.road.debtor
    days = [v.date for v in debtor.verifications if v.nature in natures and v.date <= event.date]
    months = outlook.road.case.settings.check_months
    if days and max(days) >= add_months(event.date, -months):
        return
    names = {"kbis": "Kbis", "adresse": "adresse", "bodacc": "BODACC"}
    what = enumerate_fr([names[n] for n in natures], "ou")
    found = (
        f"vérification ({what}) du {short_day(max(days))}, plus de {months} mois avant"
        if days
        else f"sans vérification ({what}) avant"
    )
    message = f"{act_fr(event)} du {short_day(event.date)} à {debtor.id} : {found}"
    hint = f"affaire.yaml, `verifications` du débiteur : ajoutez `nature: {natures[0]}` et son jour, si elle a été faite"
    yield say(outlook, "DC454", message, event.place, hint)
