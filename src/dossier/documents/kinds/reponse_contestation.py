"""The answer to a debtor who disputes: it takes note, asks for the grounds, recalls what is not disputed, and judges nothing.

No text lists its content; a debt that is partly undisputed stays due for that part (C. civ. 1103, read 2026-11-21).
"""

from __future__ import annotations

from datetime import timedelta

from dossier.documents import contract, figures, gate
from dossier.documents.document import Document, Reason
from dossier.documents.letter import Letter, payment_reference
from dossier.documents.matter import Matter
from dossier.documents.occasions import events, invoices_table, letter_blank, lies_over, may_be_asked, written, written_after
from dossier.ground.french import enumerate_fr, euros, long_day, lower_first
from dossier.model.journal import Contestation

ID = "reponse_contestation"
TITLE = "Réponse à une contestation"


def wanted(matter: Matter) -> bool:
    """As long as a dispute stands to which nothing was answered in writing."""
    dispute = _dispute(matter)
    return (
        dispute is not None and lies_over(matter, "litige") and not written_after(matter, dispute.date) and may_be_asked(matter)
    )


def draft(matter: Matter) -> tuple[Document, ...]:
    """The letter to the debtor who disputes."""
    blank, dispute = letter_blank(matter, "reponse-contestation", ID, TITLE), _dispute(matter)
    reasons = (*gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, gate.LETTER))
    if dispute is None:
        reasons = (*reasons, Reason("aucune contestation au journal", f"{matter.case.folder}/journal.yaml"))
    return (written(matter, blank, reasons, lambda: _letter(matter, dispute) if dispute else None),)


def _dispute(matter: Matter) -> Contestation | None:
    found = [e for e in events(matter) if isinstance(e, Contestation)]
    return found[-1] if found else None


_BY = {
    "courriel": "Par courriel du", "courrier": "Par lettre du", "lrar": "Par lettre recommandée du", "telephone": "Au téléphone, le",
    "lre": "Par lettre recommandée électronique du", "rendez_vous": "Lors de notre rendez-vous du", "sms": "Par SMS du",
}  # fmt: skip


def _letter(matter: Matter, dispute: Contestation) -> Letter | None:
    rows = figures.owing(matter.claim)
    clear = tuple(row for row in rows if dispute.invoices and row.number not in dispute.invoices)
    left = figures.known_total(row.outstanding for row in clear)
    if left is None:
        return None
    named = dispute.invoices
    what = f"{'la facture' if len(named) == 1 else 'les factures'} {enumerate_fr(named)}" if named else "notre créance"
    return Letter(
        template="reponse-contestation",
        subject=f"Votre contestation du {long_day(dispute.date)}",
        channel="courrier",
        values={
            "par": f"{_BY.get(dispute.channel or '', 'Le')} {long_day(dispute.date)}",
            "ce_qui_est_conteste": what,
            "plusieurs": len(named) != 1,
            "motif": lower_first(dispute.reason.rstrip(" .")),
            "date_limite": long_day(matter.today + timedelta(days=contract.notice_days(matter))),
            "hors_contestation": euros(left) if clear else "",
            "plusieurs_hors_contestation": len(clear) > 1,
            "nombre_hors_contestation": figures.counted(len(clear)),
        },
        table=invoices_table(matter, clear, "Non contesté, restant dû"),
        sum=left if clear else None,
        reference=payment_reference(matter, clear),
        enclosures=(f"décompte arrêté au {long_day(matter.claim.date)}",) if len(clear) > figures.MOST_ROWS else (),
        pays=bool(clear),
    )
