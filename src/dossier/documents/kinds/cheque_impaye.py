"""The letter after a cheque that came back unpaid: the fact, what is asked, and what the law provides for want of funds.

CMF L131-73, known from concurring sources and not read: what the letter prints of it is listed to be confirmed. An unpaid cheque
pays nothing, and the invoice stays due (C. civ. 1342, read 2026-11-21).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dossier.documents import figures, gate
from dossier.documents.document import Document, Reason
from dossier.documents.kinds.manquement import DELAY
from dossier.documents.letter import Letter, payment_reference
from dossier.documents.matter import Matter
from dossier.documents.occasions import events, invoices_table, letter_blank, may_be_asked, written, written_after
from dossier.ground.french import euros, long_day
from dossier.ground.money import ZERO
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.ledger import Payment

ID = "cheque_impaye"
TITLE = "Chèque impayé"

RULE = f"chèque impayé, CMF, art. L. 131-73 ({CERTAINTY_FR[Certainty.SECONDARY]})"


def wanted(matter: Matter) -> bool:
    """Once a cheque came back, as long as nothing was written since and no certificate was issued."""
    cheque = _cheque(matter)
    return (
        cheque is not None
        and cheque.returned_on is not None
        and not written_after(matter, cheque.returned_on)
        and not any(e.act == "certificat_non_paiement" for e in events(matter))
        and may_be_asked(matter)
    )


def draft(matter: Matter) -> tuple[Document, ...]:
    """The letter to the drawer of the last cheque that came back."""
    blank, cheque = letter_blank(matter, "cheque-impaye", ID, TITLE), _cheque(matter)
    blank = replace(blank, to_confirm=(*blank.to_confirm, RULE))
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *gate.AMOUNT)),
        *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    due = matter.claim.totals.due
    if cheque and due is not None and cheque.amount - due > ZERO:
        reasons = (*reasons, Reason("le chèque dépasse la somme due", cheque.place.at_line))
    return (written(matter, blank, reasons, lambda: _letter(matter, cheque) if cheque else None),)


def _cheque(matter: Matter) -> Payment | None:
    """The cheque of the debtor that came back last; that of somebody else is his affair."""
    back = [
        p for p in matter.case.payments
        if p.means == "cheque" and p.payer == "debiteur" and p.returned_on is not None and p.returned_on <= matter.today
    ]  # fmt: skip
    return max(back, key=lambda p: (p.returned_on or p.date, p.date)) if back else None


def _letter(matter: Matter, cheque: Payment) -> Letter:
    rows = figures.owing(matter.claim)
    return Letter(
        template="cheque-impaye",
        subject=f"Votre chèque de {euros(cheque.amount)} revenu impayé",
        channel="lrar",
        values={
            "cheque": cheque.reference[:1].lower() + cheque.reference[1:] if cheque.reference else "chèque",
            "montant": euros(cheque.amount),
            "recu_le": long_day(cheque.date),
            "rejete_le": long_day(cheque.returned_on),
            "date_limite": long_day(matter.today + timedelta(days=DELAY)),
            "facture": cheque.invoice,
        },
        table=invoices_table(matter, rows, "Principal restant dû"),
        sum=cheque.amount,
        reference=payment_reference(matter, [row for row in rows if row.number == cheque.invoice] or rows),
        enclosures=(
            "copie du chèque et de l’avis de rejet",
            *((f"décompte arrêté au {long_day(matter.claim.date)}",) if len(rows) > figures.MOST_ROWS else ()),
        ),
        tracking=True,
    )
