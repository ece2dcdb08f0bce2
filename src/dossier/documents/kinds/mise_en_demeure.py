"""The mise en demeure, by the creditor, his avocat or a collector: one sum, one date, its breakdown, and what follows.

No text lists its mentions; it must call on the debtor clearly (C. civ. 1344, read 2026-11-21). It does not interrupt
prescription (Cass. com., 18 May 2022, n° 20-23.204). A collector's has the mentions of CPCE R124-4.
"""

from __future__ import annotations

from datetime import timedelta

from dossier.claim.claim import InvoiceClaim
from dossier.documents import acting, figures, gate, payment_demand
from dossier.documents.document import Document, Reason
from dossier.documents.enclosures import the_decompte, the_invoices
from dossier.documents.letter import Letter, compose, reminder
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.on_behalf import on_behalf
from dossier.documents.page import finished, withheld
from dossier.documents.sepa import plain_reference
from dossier.ground.french import euros, long_day

ID = "mise_en_demeure"
TITLE = "Mise en demeure"

DELAY = 15
"""Days that it leaves when the firm's calendar says nothing."""


def draft(matter: Matter) -> tuple[Document, ...]:
    """The letter to one debtor, for all that is due and not covered by a title."""
    rows = figures.bearing(matter.claim)
    row, actor = reminder(matter, ID), acting.acting(matter, ID)
    blank = Document(
        matter.case.id, "mise-en-demeure", ID, TITLE, "withheld", matter.today, "", "", "letter", debtor=matter.debtor.id,
        to_confirm=(
            *gate.to_confirm(matter.claim.law_used), *acting.to_confirm(actor), *((gate.EXTENT,) if matter.debtor.role == "caution" else ()),
        ),
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)),
        *gate.missing(matter, (*gate.LETTER, *gate.AMOUNT, *gate.GUARANTOR, *acting.demands(actor))),
        *gate.conditions(matter), *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    nobody = acting.nobody(matter, actor)
    if not rows or matter.claim.totals.due is None or nobody or (reasons and not matter.draft):
        return (withheld(matter, blank, reasons or nobody or (Reason("aucune somme échue"),)),)
    if not figures.adds_up(matter.claim):
        return (withheld(matter, blank, (*reasons, Reason("les lignes de la lettre ne font pas la somme due"))),)
    press = Press(matter)
    letter = _letter(matter, rows, row.channel if row else "lrar", (row.delay if row else None) or DELAY)
    letter = on_behalf(matter, letter, actor, rows)
    return (finished(matter, press, blank, compose(matter, press, letter, blank), reasons),)


def _letter(matter: Matter, rows: tuple[InvoiceClaim, ...], channel: str, delay: int) -> Letter:
    claim = matter.claim
    limit = long_day(matter.today + timedelta(days=delay))
    return Letter(
        template="mise-en-demeure",
        subject=f"Mise en demeure de payer {euros(claim.totals.due)} au plus tard le {limit}",
        channel=channel,
        values=payment_demand.values(matter, rows, limit),
        table=payment_demand.table(matter, rows),
        sum=claim.totals.due,
        reference=plain_reference(f"{case_reference(matter)} {matter.debtor.name.upper()}"),
        enclosures=(
            the_decompte(f"décompte arrêté au {long_day(claim.date)}"),
            the_invoices(matter, rows, _copies(rows)),
        ),
        tracking=channel == "lrar",
    )


def _copies(rows: tuple[InvoiceClaim, ...]) -> str:
    return f"copie de la facture {rows[0].number}" if len(rows) == 1 else f"copie des {figures.counted(len(rows))} factures"
