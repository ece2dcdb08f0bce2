"""The creditor's mise en demeure: one sum, one date, its breakdown, and what follows.

No text lists its mentions; it must call on the debtor clearly (C. civ. 1344, read 2026-11-21). It does not interrupt
prescription (Cass. com., 18 May 2022, n° 20-23.204).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dossier.claim.claim import InvoiceClaim
from dossier.documents import figures, gate
from dossier.documents.articles import article
from dossier.documents.document import Document, Reason
from dossier.documents.figures import invoice_row
from dossier.documents.kinds.relance import sent_before
from dossier.documents.letter import Letter, compose, reminder, table_of
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.page import finished, withheld
from dossier.documents.sepa import plain_reference
from dossier.ground.french import amount, euros, long_day, lower_first, percent, plural, short_day
from dossier.ground.money import ZERO

ID = "mise_en_demeure"
TITLE = "Mise en demeure"

DELAY = 15
"""Days that it leaves when the firm's calendar says nothing."""


def draft(matter: Matter) -> tuple[Document, ...]:
    """The letter to one debtor, for all that is due and not covered by a title."""
    rows = figures.bearing(matter.claim)
    row = reminder(matter, ID)
    blank = Document(
        matter.case.id, "mise-en-demeure", ID, TITLE, "withheld", matter.today, "", "", "letter", debtor=matter.debtor.id,
        to_confirm=gate.to_confirm(matter.claim.law_used),
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *gate.AMOUNT)),
        *gate.conditions(matter), *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    if not rows or matter.claim.totals.due is None or (reasons and not matter.draft):
        return (withheld(matter, blank, reasons or (Reason("aucune somme échue"),)),)
    if not figures.adds_up(matter.claim):
        return (withheld(matter, blank, (*reasons, Reason("les lignes de la lettre ne font pas la somme due"))),)
    press = Press(matter)
    letter = _letter(matter, rows, row.channel if row else "lrar", (row.delay if row else None) or DELAY)
    return (finished(matter, press, blank, compose(matter, press, letter, blank), reasons),)


def _letter(matter: Matter, rows: tuple[InvoiceClaim, ...], channel: str, delay: int) -> Letter:
    claim = matter.claim
    limit = long_day(matter.today + timedelta(days=delay))
    return Letter(
        template="mise-en-demeure",
        subject=f"Mise en demeure de payer {euros(claim.totals.due)} au plus tard le {limit}",
        channel=channel,
        values=_values(matter, rows, limit),
        table=_table(matter, rows),
        sum=claim.totals.due,
        reference=plain_reference(f"{case_reference(matter)} {matter.debtor.name.upper()}"),
        enclosures=(
            f"décompte arrêté au {long_day(claim.date)}",
            f"copie de la facture {rows[0].number}" if len(rows) == 1 else f"copie des {figures.counted(len(rows))} factures",
        ),
        tracking=channel == "lrar",
    )


def _values(matter: Matter, rows: tuple[InvoiceClaim, ...], limit: str) -> dict[str, Any]:
    claim, contract = matter.claim, matter.case.contract
    period = figures.current_period(claim)
    days = sorted({event.date for event in sent_before(matter)})
    clause = contract.penalty_clause
    return {
        "plusieurs": len(rows) > 1,
        "les_factures": figures.invoices_words(rows),
        "somme": euros(claim.totals.due),
        "date_limite": limit,
        "relances": figures.days_words(days) if len(days) < 5 else "",
        "nombre_de_relances": len(days),
        "tant_de_relances": figures.counted(len(days)),
        "premiere_relance": long_day(days[0]) if days else "",
        "objet_du_contrat": lower_first(contract.subject.rstrip(" .")),
        "entre_professionnels": figures.is_professional(claim),
        "interets_courent": bool(claim.per_day),
        "par_jour": euros(claim.per_day),
        "taux": figures.rate_words(period),
        "article_du_taux": _rule_words(period.rate.rule) if period else "",
        "taux_conventionnel": contract.penalties is not None,
        "clause_penale": percent(clause.rate) if clause else "",
        "clause_penale_article": clause.article if clause else "",
        "clause_penale_comprise": bool(clause and claim.totals.penalty),
        "annonce_injonction": _may_be_sued(matter),
    }


def _may_be_sued(matter: Matter) -> bool:
    """Whether an injonction may be announced: the debt is not prescribed, the debtor is private and lives in France (CPC 1406).

    To announce what the law does not allow is a threat; to a consumer it is an aggressive practice (C. conso. L121-6).
    """
    over = next((d.overlays for d in matter.stage.debtors if d.id == matter.debtor.id), ())
    public = matter.case.nature == "marche_public" or matter.debtor.type == "personne_publique"
    abroad = matter.debtor.address is not None and matter.debtor.address.country.upper() != "FR"
    return not ("prescrite" in over or public or abroad)


def _rule_words(rule: str) -> str:
    return "" if rule == "contrat" else article(rule)


def _table(matter: Matter, rows: tuple[InvoiceClaim, ...]) -> Mapping[str, Any]:
    totals = matter.claim.totals
    lines = [invoice_row(row, matter.bordereau) for row in rows]
    accessories = [
        {"libelle": label, "montant": amount(money)}
        for label, money in (
            (
                f"Indemnité forfaitaire de recouvrement, {figures.indemnity_words(matter.claim)}".rstrip(", "),
                totals.indemnity_due,
            ),
            ("Clause pénale", totals.penalty_due),
            ("Frais à la charge du débiteur", totals.costs_due),
        )
        if money != ZERO
    ]
    summary = f"{plural(len(rows), 'facture')} {figures.due_span(rows)}, détaillées au décompte joint"
    sums = {
        "date": long_day(matter.claim.date),
        "date_courte": short_day(matter.claim.date),
        "principal": amount(totals.outstanding),
        "interets": amount(figures.interest_due(matter.claim)),
        "accessoires": accessories,
        "total": euros(totals.due),
        "nom_des_interets": "Pénalités" if figures.is_professional(matter.claim) else "Intérêts",
    }
    return table_of(lines, "mise_en_demeure", sums, summary)
