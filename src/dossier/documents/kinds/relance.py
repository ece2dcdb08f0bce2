"""Reminders, from before the due date to the last one: each level has its own tone, none claims more than the principal.

They recall penalties between professionals without claiming them, and name none to a consumer (C. com. L441-10). No text
governs a creditor's own reminders; they must not look like an act of a court (C. pén. 433-13).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dossier.claim.claim import InvoiceClaim
from dossier.documents import acting, figures, gate
from dossier.documents.dispatch import Enclosure
from dossier.documents.document import Document, Reason
from dossier.documents.enclosures import the_decompte, the_invoices
from dossier.documents.figures import MOST_ROWS, invoice_row
from dossier.documents.letter import Letter, compose, payment_reference, reminder, signatory, table_of
from dossier.documents.matter import Matter, Press
from dossier.documents.on_behalf import claimed, on_behalf
from dossier.documents.page import Content, finished, withheld
from dossier.documents.reminders import sent_for
from dossier.ground.french import enumerate_fr, euros, long_day, lower_first, plural
from dossier.model.settings import Reminder
from dossier.procedure.stages.ladder import level_name

ID = "relance"
CALL_SHEET = "fiche_appel"
TITLE = "Relance"

DELAY = 8
"""Days that a reminder leaves when the firm's calendar says nothing."""


NOT_REMINDED = "une caution ne reçoit pas les relances du débiteur : la mise en demeure l’appelle sur son engagement"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of reminder: its template, its title, the beginning of its subject, and the id of the letter, else its template."""

    template: str
    title: str
    subject: str
    own_id: str = ""

    @property
    def id(self) -> str:
        """The id of the letter."""
        return self.own_id or self.template


LEVELS: Mapping[str, Level] = {
    "prealable": Level("relance-prealable", "Rappel avant échéance", "Échéance à venir"),
    "relance_1": Level("relance-1", "Première relance", "Rappel"),
    "relance_2": Level("relance-2", "Deuxième relance", "Deuxième relance"),
    "relance_3": Level("relance-3", "Troisième relance", "Troisième relance"),
    "derniere_relance": Level("derniere-relance", "Dernière relance", "Dernière relance avant mise en demeure"),
}


def draft(matter: Matter) -> tuple[Document, ...]:
    """The letter of the step's level, with a sheet for the call before it when the firm's calendar says to telephone."""
    name = matter.step.level if matter.step and matter.step.level else "relance_1"
    level, row = level_of(name), reminder(matter, name)
    rows = _rows(matter, name, row)
    blank = _blank(matter, level.id, level.title)
    collects = name != "prealable" and acting.acting(matter, name) == "recouvreur"
    if collects:
        blank = replace(blank, to_confirm=(*gate.to_confirm(matter.claim.law_used), *acting.to_confirm("recouvreur")))
    reasons = (*gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, gate.LETTER))
    reasons += gate.conditions(matter)
    if collects:
        reasons += (*gate.missing(matter, (*gate.AMOUNT, *acting.COLLECTOR)), *gate.unverified(matter.claim.law_used))
    if not rows:
        reasons = (*reasons, Reason("aucune facture à relancer à ce jour", f"{matter.case.folder}/factures.yaml"))
    if figures.known_total(r.outstanding for r in rows) is None:
        reasons = (*reasons, Reason("une valeur du droit manque : le reste dû n’est pas connu"))
    nobody = acting.nobody(matter, "recouvreur") if collects else ()
    if matter.debtor.role == "caution":
        # A reminder speaks to who ordered and forgot; a guarantor is asked once, on his own undertaking.
        return (withheld(matter, blank, (Reason(NOT_REMINDED),)),)
    if not rows or nobody or (reasons and not matter.draft):
        return (withheld(matter, blank, reasons or nobody),)
    if collects and not figures.adds_up(matter.claim):
        return (withheld(matter, blank, (*reasons, Reason("les lignes de la lettre ne font pas la somme due"))),)
    press = Press(matter)
    letter = _letter(matter, name, level, row.channel if row else "courrier", row.delay if row else None, rows)
    sent = _collected(matter, letter, level, row.delay if row else None) if collects else letter
    document = finished(matter, press, blank, compose(matter, press, sent, blank), reasons)
    if row and row.channel == "telephone":
        return (_call_sheet(matter, level.id, letter, rows, reasons), document)
    return (document,)


def level_of(name: str) -> Level:
    """The level of a name; one that the firm's calendar adds has the words of the third, under its own title."""
    known = LEVELS.get(name)
    if known:
        return known
    title = level_name(name)
    return Level("relance-3", title, title, "relance-" + (re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "autre"))


def _rows(matter: Matter, name: str, row: Reminder | None) -> tuple[InvoiceClaim, ...]:
    """The invoices that wait for this level; all that are due, or soon will be, when the step names none."""
    named = matter.step.invoices if matter.step else ()
    rows = figures.coming(matter.claim, max(-row.days, 0) if row else 7) if name == "prealable" else figures.owing(matter.claim)
    return tuple(invoice for invoice in rows if not named or invoice.number in named)


def _blank(matter: Matter, id: str, title: str, style: str = "letter") -> Document:
    return Document(
        matter.case.id, id, ID, title, "withheld", matter.today, "", "", style, debtor=matter.debtor.id,
        to_confirm=gate.to_confirm(matter.claim.law_used) if figures.is_professional(matter.claim) else (),
    )  # fmt: skip


def _letter(matter: Matter, name: str, level: Level, channel: str, delay: int | None, rows: tuple[InvoiceClaim, ...]) -> Letter:
    asked = figures.known_total(row.outstanding for row in rows)
    limit = matter.today + timedelta(days=delay or DELAY)
    subject = f"{level.subject} : {euros(asked)} {_due_words(rows, name == 'prealable')}"
    return Letter(
        template=level.template,
        subject=subject,
        channel=channel,
        values=_values(matter, rows, limit),
        table=_table(matter, rows, euros(asked), name == "prealable"),
        sum=asked,
        reference=payment_reference(matter, rows),
        enclosures=_enclosures(matter, rows),
        tracking=channel == "lrar",
    )


def _collected(matter: Matter, letter: Letter, level: Level, delay: int | None) -> Letter:
    """The reminder as a collector sends it: for all that is due, with its parts told apart (CPCE R124-4)."""
    rows, due = figures.bearing(matter.claim), matter.claim.totals.due
    values, table = claimed(matter, rows, long_day(matter.today + timedelta(days=delay or DELAY)))
    asked = replace(letter, subject=f"{level.subject} : {euros(due)}", values=values, table=table, sum=due)
    return on_behalf(matter, asked, "recouvreur", rows, demands=False)


def _due_words(rows: tuple[InvoiceClaim, ...], ahead: bool) -> str:
    if ahead:
        first, last = min(row.due for row in rows), max(row.due for row in rows)
        return f"à régler le {long_day(first)}" if first == last else f"à régler du {long_day(first)} au {long_day(last)}"
    first, last = min(row.due for row in rows), max(row.due for row in rows)
    return f"échus le {long_day(first)}" if first == last else f"échus depuis le {long_day(first)}"


def _values(matter: Matter, rows: tuple[InvoiceClaim, ...], limit: date) -> dict[str, Any]:
    claim = matter.claim
    before = sent_for(matter, {row.due for row in rows})
    written = [event.date for event in before if event.channel != "telephone"]
    called = [event.date for event in before if event.channel == "telephone"]
    period = figures.current_period(claim)
    return {
        "plusieurs": len(rows) > 1,
        "les_factures": figures.invoices_words(rows),
        "echues": figures.due_span(rows),
        "retard": figures.days_late(rows, matter.today),
        "somme": euros(figures.known_total(row.outstanding for row in rows)),
        "date_limite": long_day(limit),
        "relances_ecrites": figures.days_words(written),
        "plusieurs_relances": len(set(written)) > 1,
        "dernier_appel": long_day(max(called)) if called else "",
        "objet_du_contrat": lower_first(matter.case.contract.subject.rstrip(" .")),
        "entre_professionnels": figures.is_professional(claim),
        "taux": figures.rate_words(period),
        "indemnite": figures.indemnity(claim),
    }


def _table(matter: Matter, rows: tuple[InvoiceClaim, ...], asked: str, ahead: bool) -> Mapping[str, Any]:
    subjects = {invoice.number: invoice.subject for invoice in matter.case.invoices}
    lines = [invoice_row(row, matter.bordereau, subjects.get(row.number, "")) for row in rows]
    summary = f"{plural(len(rows), 'facture')} {figures.due_span(rows)}, détaillées au décompte joint"
    return table_of(lines, "relance", {"total": asked, "mention": "À régler à l’échéance" if ahead else "À régler"}, summary)


def _enclosures(matter: Matter, rows: tuple[InvoiceClaim, ...]) -> tuple[Enclosure, ...]:
    if len(rows) > MOST_ROWS:
        return (the_decompte("décompte de créance"), the_invoices(matter, rows, f"copie des {len(rows)} factures"))
    if len(rows) == 1:
        words = f"copie de la facture {rows[0].number}"
    elif len(rows) > 3:
        words = f"copie des {figures.counted(len(rows))} factures"
    else:
        words = f"copie des factures {enumerate_fr([row.number for row in rows])}"
    return (the_invoices(matter, rows, words),)


def _call_sheet(matter: Matter, id: str, letter: Letter, rows: tuple[InvoiceClaim, ...], reasons: tuple[Reason, ...]) -> Document:
    """One page for the person who telephones: what is owed, whom to ask for, what was said before, what to write down."""
    press = Press(matter)
    # A kind of its own: the sheet is for the firm, and what leaves the firm leaves it out.
    blank = replace(_blank(matter, f"{id}-appel", "Fiche d’appel", "table"), kind=CALL_SHEET, to_confirm=())
    person, who = (
        matter.debtor.representative,
        acting.adviser(matter, acting.acting(matter, matter.step.level if matter.step else "relance_2")),
    )
    history = [
        {"date": long_day(e.date), "canal": _CHANNEL_FR.get(e.channel or "", ""), "avec": e.contact, "resume": e.summary}
        for e in matter.case.journal
        if e.date <= matter.today and e.debtor in ("", matter.debtor.id)
    ]
    values = {
        "date": long_day(matter.today),
        "debiteur": matter.debtor.name,
        "interlocuteur": f"{person.name}, {person.role}".rstrip(", ") if person else matter.debtor.name,
        "telephone": matter.debtor.phone or "non connu",
        "echues": figures.due_span(rows),
        "nombre": plural(len(rows), "facture"),
        "plusieurs": len(rows) > 1,
        "tableau": press.part("letters/factures.html.j2", letter.table),
        "somme": euros(letter.sum),
        "historique": history[-6:],
        "appelant": who.signatory or who.name if who else signatory(matter),
        "rappel": acting.recalled(matter) if who else "",
        "date_limite": letter.values["date_limite"],
    }
    page = press.fill("letters/fiche-appel.html.j2", values)
    return finished(matter, press, blank, Content(page, page), reasons)


_CHANNEL_FR = {
    "telephone": "téléphone", "sms": "SMS", "courriel": "courriel", "courrier": "courrier", "lrar": "lettre recommandée",
    "lre": "recommandé électronique", "main_propre": "remise en main propre", "rendez_vous": "rendez-vous",
    "commissaire": "commissaire de justice", "greffe": "greffe", "audience": "audience",
}  # fmt: skip
