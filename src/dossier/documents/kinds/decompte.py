"""The décompte: every invoice by period, base and rate, what was paid and how it was allocated, and what it all comes to.

CPC 1407 asks the breakdown of each element (read 2026-11-21). Its rows are the claim's; the CSV inside the PDF has them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dossier.claim.claim import Claim, InvoiceClaim, PaymentClaim, Period, TitleClaim
from dossier.claim.derivation.words import ALLOCATED_FR, IN_EXCESS, REGIME_FR, credit_words, in_excess, reading_words
from dossier.claim.regime import choose_regime
from dossier.documents import annexes, figures, gate
from dossier.documents.articles import article, without_code
from dossier.documents.citations import citation
from dossier.documents.document import Document, Reason
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import registered
from dossier.documents.recapitulation import after_words, method_words, recapitulation
from dossier.ground.french import NBSP, amount, euros, long_day, lower_first, percent, short_day, upper_first
from dossier.ground.money import Money
from dossier.law.law import CERTAINTY_FR
from dossier.sheets.decompte_files import decompte_csv, decompte_json_bytes

ID = "decompte"
TITLE = "Décompte de créance"

MOST_SIGNS = 60
"""Signs in all columns of the figures above the table, at their usual size."""

BILLION = Money.of(10**9)
"""From this sum on the columns of amounts need smaller type."""

LONGEST_GROUP = 34
"""Lines of one invoice that fit a page: a longer group may be cut."""


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
    rows = recapitulation(matter.case, claim)
    if rows is None:
        return (withheld(matter, blank, (*reasons, Reason("les lignes du décompte ne font pas son total"))),)
    if reasons and not matter.draft:
        return (withheld(matter, blank, reasons),)
    press = Press(matter)
    body = press.fill("acts/decompte.html.j2", _values(matter, rows))
    head = running_heads(matter, f"Décompte arrêté au {long_day(claim.date)}")
    cites = matter.bordereau.numbers(tuple(path for row in claim.invoices for path in row.evidence))
    content = Content(head + body, body, {}, _files(matter), cites)
    return (finished(matter, press, blank, content, reasons),)


def _readings_to_confirm(claim: Claim) -> tuple[str, ...]:
    return tuple(
        f"{article(rule)}, {lower_first(what)} ({CERTAINTY_FR[sure]})" for what, _, rule, sure in annexes.readings(claim)
    )


def _files(matter: Matter) -> Mapping[str, bytes]:
    """The same figures for machines: rows for a spreadsheet, and the JSON contract."""
    return {"decompte.csv": decompte_csv(matter.case, matter.claim), "decompte.json": decompte_json_bytes(matter.claim)}


def _values(matter: Matter, rows: list[Mapping[str, str]]) -> Mapping[str, Any]:
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
        "chiffres": _figures(matter),
        "serre": _is_tight(_figures(matter), euros(claim.totals.due)),
        "grand": bool(claim.totals.due and claim.totals.due >= BILLION),
        "total": euros(claim.totals.due),
        "code": code,
        "groupes": [*_invoice_groups(matter, bool(code)), *_title_groups(matter, bool(code))],
        "recapitulation": rows,
        "sans_emploi": {"quoi": upper_first(IN_EXCESS), "montant": amount(in_excess(claim))} if in_excess(claim) else None,
        "apres": after_words(claim),
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
        "versements": annexes.payment_rows(claim),
        "accessoires": annexes.accessory_rows(matter),
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
    signed = f" du {long_day(contract.concluded_on)}" if contract.concluded_on else ""
    named = f"{contract.reference}{signed}" if contract.reference else f"contrat{signed}" if signed else ""
    return ", ".join(part for part in (contract.subject.rstrip(" ."), named) if part) or "factures impayées"


def _figures(matter: Matter) -> list[Mapping[str, str]]:
    """The four or five figures above the table; a head that is zero has none."""
    claim, totals = matter.claim, matter.claim.totals
    words = figures.indemnity_words(claim)
    heads: list[tuple[str, Money | None]] = [
        ("Principal restant dû", totals.outstanding),
        ("Intérêts restant dus", figures.interest_due(claim)),
        (f"Indemnités, {words}" if words and not totals.indemnity_paid else "Indemnités", totals.indemnity_due),
        ("Clause pénale", totals.penalty_due),
        ("Frais", totals.costs_due),
    ]
    return [{"quoi": what, "montant": amount(money)} for i, (what, money) in enumerate(heads) if money or i < 2]


def _is_tight(shown: list[Mapping[str, str]], due: str) -> bool:
    """Whether the figures above the table need smaller type: signs that one column takes, the total in larger type."""
    columns = len(shown) + 1
    return max(len(due) + 2, *(len(figure["montant"]) for figure in shown)) * columns > MOST_SIGNS


def _invoice_groups(matter: Matter, short: bool) -> Iterator[Mapping[str, Any]]:
    for row in matter.claim.invoices:
        lines = _lines(matter, row, short)
        if row.state != "not_due" and (lines or row.outstanding):
            numbers = matter.bordereau.numbers(row.evidence)
            yield {
                "numero": row.number,
                "detail": f"du {short_day(row.date)}, échue le {short_day(row.due)}",
                "pieces": citation(numbers),
                "mot": f"principal{NBSP}TTC",
                "principal": amount(row.principal),
                "lignes": lines,
                "longue": len(lines) > LONGEST_GROUP,
                "reste_mot": "Couverte par le titre," if row.state == "titled" else "Reste dû,",
                "reste_nom": row.number,
                "reste_detail": f"principal {amount(row.outstanding)}  +  intérêts {amount(row.interest_due)}",
                "reste": figures.DASH if row.state == "titled" else amount(figures.owed_on(row)),
            }


def _lines(matter: Matter, row: InvoiceClaim, short: bool) -> list[Mapping[str, str]]:
    """Periods, payments and credit notes of an invoice in the order of their days."""
    dated: list[tuple[date, int, Mapping[str, str]]] = [(p.last, 1, period_line(p, short)) for p in row.periods]
    for credit in row.credits:
        how = (
            "déduit du principal à l’échéance"
            if credit.effective is None
            else f"déduit à compter du {short_day(credit.effective)}"
        )
        text = f"{upper_first(credit_words(credit))} du {short_day(credit.date)}, {how}"
        when = credit.effective or date.min
        dated.append((when, 0, {"mouvement": text, "montant": figures.signed(credit.amount)}))
    if row.lost_discount:
        dated.append((date.min, 0, {"mouvement": upper_first(row.lost_discount), "montant": figures.DASH}))
    for payment in matter.claim.payments:
        line = _payment_line(payment, row.number)
        if line:
            dated.append((payment.date, 2, line))
    dated += annexes.capitalisation_lines(row.capitalisations)
    if row.withheld:
        text = "Retenue de garantie, pas encore libérable"
        dated.append((date.min, 0, {"mouvement": text, "montant": figures.signed(row.withheld)}))
    if row.interest_waived:
        dated.append(
            (date.max, 3, {"mouvement": "Intérêts remis par le créancier", "montant": figures.signed(row.interest_waived)})
        )
    return [line for _, _, line in sorted(dated, key=lambda item: item[:2])]


def period_line(period: Period, short: bool) -> Mapping[str, str]:
    """One line of interest; *short* leaves out the code that the column's head names."""
    rule = without_code(period.rate.rule) if short and period.rate.rule.startswith("C. com.") else article(period.rate.rule)
    return {
        "mouvement": "", "du": short_day(period.start), "au": short_day(period.last), "jours": str(period.days),
        "base": amount(period.base), "taux": percent(period.rate.percent), "article": rule, "montant": amount(period.amount),
    }  # fmt: skip


def _payment_line(payment: PaymentClaim, number: str) -> Mapping[str, str] | None:
    """« Versement du 03/09/2025 : intérêts 476,86, principal 2 523,14 (C. civ., art. 1343-1) ».

    The forty euros stand outside the group, so what went to them does too: the lines of a group make what is left of it.
    """
    parts = [a for a in payment.allocated if a.invoice == number and a.to in ("interest", "principal")]
    if not parts:
        return None
    heads = ", ".join(f"{ALLOCATED_FR[a.to]} {amount(a.amount)}" for a in parts)
    rules = " et ".join(dict.fromkeys(article(a.rule) for a in parts))
    text = f"Versement du {short_day(payment.date)} : {heads} ({rules})"
    return {"mouvement": text, "montant": figures.signed(figures.known_total(a.amount for a in parts))}


def _title_groups(matter: Matter, short: bool) -> Iterator[Mapping[str, Any]]:
    for title in matter.claim.titles:
        yield {
            "numero": _title_name(title),
            "detail": _title_words(title),
            "pieces": "",
            "mot": "accordé",
            "principal": amount(title.amount),
            "lignes": _title_lines(matter.claim, title, short),
            "longue": len(title.periods) > LONGEST_GROUP,
            "reste_mot": "Reste dû,",
            "reste_nom": lower_first(_title_name(title)),
            "reste_detail": _title_rest(title),
            "reste": amount(_title_owed(title)),
        }


def _title_lines(claim: Claim, title: TitleClaim, short: bool) -> list[Mapping[str, str]]:
    """Periods of the title and the payments that went to it, in the order of their days."""
    dated = [(period.last, 0, period_line(period, short)) for period in title.periods]
    dated += annexes.capitalisation_lines(title.capitalisations)
    for payment in claim.payments:
        line = _payment_line(payment, title.act)
        if line:
            dated.append((payment.date, 1, line))
    return [line for _, _, line in sorted(dated, key=lambda item: item[:2])]


def _title_name(title: TitleClaim) -> str:
    names = {"ordonnance_injonction": "Ordonnance", "jugement": "Jugement"}
    return names.get(title.act, title.act.replace("_", " ").capitalize())


def _title_words(title: TitleClaim) -> str:
    """« du 1er octobre 2026, intérêts à compter du 1er septembre 2026 »."""
    words = f"intérêts {title.words}" if title.words.startswith("à compter") else title.words
    return ", ".join(part for part in (f"du {short_day(title.date)}" if title.date != date.min else "", words) if part)


def _title_rest(title: TitleClaim) -> str:
    """What is left of the amount and of its interest; accessories stand with the costs in the recapitulation."""
    return f"principal {amount(title.outstanding)}  +  intérêts {amount(title.interest_due)}"


def _title_owed(title: TitleClaim) -> Money | None:
    if title.outstanding is None or title.interest_due is None:
        return None
    return title.outstanding + title.interest_due
