"""The letter after a promise or an échéancier that was not kept: the fact, what is asked, by when, and nothing besides.

After an agreement with a clause de déchéance it is the mise en demeure that the clause asks for; without one the later
instalments keep their term (C. civ. 1103, 1305-4 and 1344, read 2026-11-21).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dossier.documents import contract, figures, gate
from dossier.documents.document import Document, Reason
from dossier.documents.letter import Letter
from dossier.documents.matter import Matter, case_reference
from dossier.documents.occasions import invoices_table, letter_blank, lies_over, may_be_asked, written, written_after
from dossier.documents.sepa import plain_reference
from dossier.ground.french import euros, long_day, plural, upper_first
from dossier.ground.money import ZERO, Money
from dossier.procedure.commitments import Broken, broken_accord, broken_promise

ID = "manquement"
TITLE = "Engagement non tenu"

DELAY = 8
"""Days that the letter leaves after a broken promise."""


def wanted(matter: Matter) -> bool:
    """Once the day of a promise or of an instalment has passed unpaid, and nothing was written to the debtor since."""
    broken = _broken(matter)
    return (
        broken is not None
        and not written_after(matter, broken.due)
        and may_be_asked(matter, "accord")
        and not lies_over(matter, "litige")
    )


def draft(matter: Matter) -> tuple[Document, ...]:
    """The letter to one debtor about what he last undertook."""
    broken = _broken(matter)
    title = "Échéancier non respecté" if broken and broken.accord else "Promesse de paiement non tenue"
    blank = letter_blank(matter, "echeancier-rompu" if broken and broken.accord else "promesse-rompue", ID, title)
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *gate.AMOUNT)),
        *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    if broken is None:
        reasons = (*reasons, Reason("aucun engagement dont le jour soit passé", f"{matter.case.folder}/journal.yaml"))
    return (written(matter, blank, reasons, lambda: _letter(matter, broken) if broken else None),)


def _broken(matter: Matter) -> Broken | None:
    where = (matter.case, matter.debtor, matter.today)
    return broken_accord(*where) or broken_promise(*where)


def _letter(matter: Matter, broken: Broken) -> Letter | None:
    """The letter; None when what is missing is more than what is due, and the décompte must be looked at first."""
    due = matter.claim.totals.due
    asked = broken.missing if broken.missing is not None else matter.claim.totals.outstanding
    if due is None or asked is None or not ZERO < asked <= due:
        return None
    days = contract.notice_days(matter) if broken.accord else DELAY
    limit = long_day(matter.today + timedelta(days=days))
    accord = broken.accord
    what = f"échéance du {long_day(broken.due)} impayée" if accord else f"votre règlement annoncé pour le {long_day(broken.due)}"
    return Letter(
        template="echeancier-rompu" if accord else "promesse-rompue",
        subject=f"Mise en demeure : {what}" if accord else upper_first(what),
        channel="lrar" if accord else "courrier",
        values=_values(matter, broken, asked, due, limit),
        table=invoices_table(matter, figures.owing(matter.claim), "Principal restant dû"),
        sum=asked,
        reference=plain_reference(f"{case_reference(matter)} {matter.debtor.name.upper()}"),
        enclosures=(f"décompte arrêté au {long_day(matter.claim.date)}",),
        tracking=bool(accord),
    )


def _values(matter: Matter, broken: Broken, asked: Money, due: Money, limit: str) -> dict[str, Any]:
    said = broken.promise or broken.accord
    accord = broken.accord
    later = accord is not None and any(row.due > matter.today for row in accord.instalments)
    return {
        "le_jour_de_l_engagement": long_day(said.date) if said else "",
        "echeance": long_day(broken.due),
        "promis": euros(broken.asked) if broken.asked else "",
        "recu": euros(broken.received) if broken.received else "",
        "somme": euros(asked),
        "somme_due": euros(due),
        "arrete_au": long_day(matter.claim.date),
        "date_limite": limit,
        "decheance": bool(accord and accord.acceleration and later),
        "echeances_a_venir": later,
        "delai": plural(contract.notice_days(matter), "jour"),
    }
