"""The décompte: every invoice by period, base and rate, what was paid and how it was allocated, and what it all comes to.

CPC 1407 asks the breakdown of each element (read 2026-11-21). Its rows are the claim's; the CSV inside the PDF has them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dossier.claim.claim import Claim
from dossier.claim.derivation.words import REGIME_FR, reading_words
from dossier.claim.regime import choose_regime
from dossier.documents import annexes, figures, gate
from dossier.documents.articles import article
from dossier.documents.decompte_lines import Row, Statement
from dossier.documents.document import Document, Reason
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import registered, signed_on
from dossier.documents.proof import Proofs, proofs
from dossier.documents.recapitulation import method_words
from dossier.ground.french import amount, euros, long_day, lower_first, short_day, upper_first
from dossier.ground.money import Money
from dossier.law.law import CERTAINTY_FR
from dossier.sheets.decompte_files import decompte_csv, decompte_json_bytes

ID = "decompte"
TITLE = "Décompte de créance"

MOST_SIGNS = 60
"""Signs in all columns of the figures above the table, at their usual size."""

BILLION = Money.of(10**9)
"""From this sum on the columns of amounts need smaller type."""


def draft(matter: Matter) -> tuple[Document, ...]:
    """The décompte of the case at the day of computing; withheld while a figure is not known."""
    claim = matter.claim
    blank = Document(
        matter.case.id, ID, ID, TITLE, "withheld", matter.today, "", "", "table", in_bundle=True,
        to_confirm=(*gate.to_confirm(claim.law_used), *_readings_to_confirm(claim)),
    )  # fmt: skip
    reasons = (*gate.errors(matter, gate.AMOUNTS), *gate.unverified(claim.law_used))
    if claim.totals.due is None:
        unknown = Reason("une valeur du droit manque : un montant n’est pas connu", f"{matter.case.folder}/factures.yaml")
        return (withheld(matter, blank, (*reasons, unknown)),)
    known = proofs(matter)
    if known.statement is None:
        return (withheld(matter, blank, (*reasons, Reason("les lignes du décompte ne font pas son total"))),)
    if reasons and not matter.draft:
        return (withheld(matter, blank, reasons),)
    press = Press(matter)
    body = press.fill("acts/decompte.html.j2", _values(matter, known, known.statement))
    head = running_heads(matter, f"Décompte arrêté au {long_day(claim.date)}")
    cites = matter.bordereau.numbers(tuple(path for row in claim.invoices for path in row.evidence))
    content = Content(head + body, body, {}, _files(matter), cites)
    return (finished(matter, press, replace(blank, lines=known.statement.numbers), content, reasons),)


def _readings_to_confirm(claim: Claim) -> tuple[str, ...]:
    return tuple(
        f"{article(rule)}, {lower_first(what)} ({CERTAINTY_FR[sure]})" for what, _, rule, sure in annexes.readings(claim)
    )


def _files(matter: Matter) -> Mapping[str, bytes]:
    """The same figures for machines: rows for a spreadsheet, and the JSON contract."""
    return {"decompte.csv": decompte_csv(matter.case, matter.claim), "decompte.json": decompte_json_bytes(matter.claim)}


def _values(matter: Matter, known: Proofs, said: Statement) -> Mapping[str, Any]:
    claim, case = matter.claim, matter.case
    code = "C. com." if figures.is_professional(claim) else ""
    principal = [debtor for debtor in case.debtors if debtor.role != "caution"] or list(case.debtors)
    return {
        "date": long_day(claim.date),
        "date_courte": short_day(claim.date),
        "creancier": ", ".join(p for p in (case.creditor.name, case.creditor.form) if p),
        "creancier_registre": registered(case.creditor),
        "mot_debiteur": "Débiteur" if len(principal) == 1 else "Débiteurs",
        "debiteurs": [line for d in principal for line in (", ".join(p for p in (d.name, d.form) if p), registered(d)) if line],
        "creance": _subject(matter),
        "regime": _regime(matter),
        "chiffres": said.figures,
        "serre": _is_tight(said.figures, euros(claim.totals.due)),
        "grand": bool(claim.totals.due and claim.totals.due >= BILLION),
        "total": euros(claim.totals.due),
        "code": code,
        "groupes": [_cited(group, known) for group in said.groups],
        "recapitulation": said.recapitulation,
        "total_n": said.total,
        "sans_emploi": said.excess,
        "apres": said.after,
        "non_echues": [
            {
                "numero": row.number,
                "echeance": short_day(row.due),
                "raison": upper_first(row.due_reason),
                "montant": amount(row.outstanding),
            }
            for row in claim.invoices
            if row.state == "not_due"
        ],
        "non_demande": [
            {"quoi": upper_first(n.what), "raison": upper_first(n.reason), "regle": article(n.rule)} for n in claim.not_claimed
        ],
        "variantes": [
            {"choix": upper_first(reading_words(a.choice)), "raison": upper_first(a.reason), "total": euros(a.total)}
            for a in claim.alternatives
        ],
        "versements": [{**row, "pieces": known.payment(p).cell} for row, p in zip(said.payments, claim.payments, strict=True)],
        "accessoires": said.accessories,
        "taux": annexes.rate_rows(claim),
        "sources": [*annexes.source_rows(claim), *annexes.reading_rows(claim)],
        "methode": method_words(claim),
    }


def _regime(matter: Matter) -> str:
    """« Entre professionnels (C. com., art. L. 441-10). Créancier et débiteur agissent en professionnels »."""
    claim, rule = matter.claim, choose_regime(matter.case).rule
    return f"{upper_first(REGIME_FR.get(claim.regime, claim.regime))} ({article(rule)}). {upper_first(claim.regime_reason)}"


def _subject(matter: Matter) -> str:
    contract = matter.case.contract
    signed = signed_on(contract)
    named = f"{contract.reference}{signed}" if contract.reference else f"contrat{signed}" if signed else ""
    return ", ".join(part for part in (contract.subject.rstrip(" ."), named) if part) or "factures impayées"


def _cited(group: Row, known: Proofs) -> Row:
    """A group with the pieces of its invoice and the page of each that bears what was billed."""
    return {**group, "pieces": known.invoice(group["facture"]).cited if group["facture"] else "", "facture": None}


def _is_tight(shown: Iterable[Row], due: str) -> bool:
    """Whether the figures above the table need smaller type: signs that one column takes, the total in larger type."""
    signs = [len(figure["montant"]) for figure in shown]
    return max(len(due) + 2, *signs) * (len(signs) + 1) > MOST_SIGNS
