"""The first sheet: what is owed head by head, with the total, each a sum over the other sheets."""

from __future__ import annotations

from dossier.claim.claim import Claim
from dossier.claim.derivation.words import IN_EXCESS, REGIME_FR, in_excess, reading_words
from dossier.claim.derivation.zeros import zero_reasons
from dossier.claim.regime import choose_regime
from dossier.ground.french import long_day, upper_first
from dossier.ground.money import Money
from dossier.model.case import Case
from dossier.sheets import decompte_invoices as invoice
from dossier.sheets.book import Cell, Row, Sheet, at, heads, money, text
from dossier.sheets.decompte_rows import RECEIVED, UNKNOWN
from dossier.sheets.decompte_tables import ACCESSORY, ALLOCATED, FATE, GIVEN

_HEADS = ("Poste", "Montant", "Réglé", "Remis", "Reste dû", "Fondement", "Remarque")
_AMOUNT, _PAID, _WAIVED, _LEFT = 1, 2, 3, 4


def summary_sheet(case: Case, claim: Claim, invoices: Sheet, payments: Sheet, accessories: Sheet) -> Sheet:
    """The parties, the heads with the total due, and what stands beside it."""
    top = _top(case, claim)
    head = len(top)
    body = _heads(case, claim, head + 1, invoices, payments, accessories)
    below = _beside(claim, invoices, payments)
    rows = (*top, heads(*_HEADS), *body, (), *below)
    return Sheet("Récapitulatif", (34, 15, 15, 14, 15, 28, 40), rows, head, filter=False)


def _top(case: Case, claim: Claim) -> tuple[Row, ...]:
    debtors = [debtor.name for debtor in case.debtors if debtor.role != "caution"] or [d.name for d in case.debtors]
    lines = (
        ("Affaire", case.title), ("Créancier", case.creditor.name), ("Débiteurs" if len(debtors) > 1 else "Débiteur", ", ".join(debtors)),
        ("Régime", f"{upper_first(REGIME_FR.get(claim.regime, claim.regime))} ({choose_regime(case).rule}). {upper_first(claim.regime_reason)}"),
    )  # fmt: skip
    named = tuple((Cell(label, "label"), Cell(words, "plain")) for label, words in lines)
    until = f"arrêté au {long_day(claim.date)}, ce jour compris, en euros"
    return ((Cell("Décompte de créance", "title"),), (Cell(until, "note"),), *named, ())


def _heads(case: Case, claim: Claim, first: int, invoices: Sheet, payments: Sheet, accessories: Sheet) -> list[Row]:
    """The five heads, zero ones too, and the total of what is left of them."""
    totals = claim.totals

    def counted(column: int) -> str:
        return f'=SUMIFS({invoices.column(column)},{invoices.column(invoice.COUNTED)},"oui")'

    def accessory(kind: str) -> str:
        return f'=SUMIFS({accessories.column(ACCESSORY)},{accessories.column(0)},"{kind}")'

    def paid(kind: str) -> str:
        return f'=SUMIFS({payments.column(ALLOCATED)},{payments.column(ALLOCATED - 1)},"{kind}")'

    left = totals.outstanding
    accrued = totals.interest
    interest_left = None if accrued is None else accrued - totals.interest_paid - totals.interest_waived
    reasons = zero_reasons(case, claim)
    rows: list[tuple[str, str, Cell, Cell, Cell, Money | None, str]] = [
        ("principal", "Principal", money(totals.principal, counted(invoice.PRINCIPAL)),
         money(None if left is None else totals.principal - left, counted(invoice.PAID)), _NONE, left, "factures, contrat"),
        ("interest", "Intérêts de retard", money(accrued, counted(invoice.INTEREST)), money(totals.interest_paid, counted(invoice.INTEREST_PAID)),
         money(totals.interest_waived, counted(invoice.WAIVED)), interest_left, _interest_rule(claim)),
        ("indemnity", "Indemnité forfaitaire", money(totals.indemnity, counted(invoice.FEE)),
         money(totals.indemnity_paid, counted(invoice.FEE_PAID)), _NONE, totals.indemnity_due, "C. com. L441-10, D441-5"),
        ("penalty", "Clause pénale", money(totals.penalty, accessory("clause pénale")), money(totals.penalty_paid, paid("clause pénale")), _NONE,
         totals.penalty_due, "C. civ. 1231-5"),
        ("costs", "Frais à la charge du débiteur", money(totals.costs, accessory("frais")), money(totals.costs_paid, paid("frais")), _NONE,
         totals.costs_due, "CPCE L111-8"),
    ]  # fmt: skip
    body: list[Row] = []
    for head, name, amount, gone, waived, rest, rule in rows:
        r = first + len(body)
        formula = f"={at(_AMOUNT, r)}-{at(_PAID, r)}-{at(_WAIVED, r)}"
        remark = UNKNOWN if rest is None or amount.value is None else reasons[head] if not amount.value else ""
        body.append((text(name), amount, gone, waived, money(rest, formula), text(rule), text(remark)))
    last = first + len(body) - 1
    due = f"=SUM({at(_LEFT, first)}:{at(_LEFT, last)})"
    total_ = Cell(totals.due, "sum", due) if totals.due is not None else Cell(None, "missing")
    blank = Cell(None, "total")
    body.append((
        Cell(f"Total dû au {long_day(claim.date)}", "total"), blank, blank, blank, total_, blank,
        Cell(UNKNOWN if totals.due is None else None, "total"),
    ))  # fmt: skip
    return body


_NONE = Cell(None, "money")


def _interest_rule(claim: Claim) -> str:
    periods = [p for row in claim.invoices for p in row.periods] + [p for title in claim.titles for p in title.periods]
    rules = [period.rate.rule for period in periods]
    return ", ".join(dict.fromkeys(rules))


def _beside(claim: Claim, invoices: Sheet, payments: Sheet) -> list[Row]:
    """What no head holds: each further day, what is not due yet, what was received, what bears interest in its turn."""
    totals = claim.totals
    received = f'=SUMIFS({payments.column(GIVEN)},{payments.column(FATE)},"{RECEIVED}")'
    left, withheld, kinds = (invoices.column(c) for c in (invoice.LEFT, invoice.WITHHELD, invoice.COUNTED))
    coming = f'=SUMIFS({left},{kinds},"non échue")+SUMIFS({withheld},{kinds},"<>titre")'
    rest = in_excess(claim)
    alone = any(row.outstanding is None for row in claim.invoices)
    rows: list[tuple[str, Cell, str]] = [
        ("Chaque jour de plus", money(claim.per_day), "" if claim.per_day is not None else UNKNOWN),
        ("Non échu, hors du total", money(totals.not_due, "" if alone else coming), ""),
        ("Versements encaissés", money(totals.paid, received), ""),
        ("Dont non imputés", money(rest), IN_EXCESS if rest else ""),
    ]
    if totals.capitalised:
        rows.append(("Dont intérêts capitalisés", money(totals.capitalised), "compris dans les intérêts, productifs d’intérêts"))
    rows += [(f"Autre total, {reading_words(a.choice)}", money(a.total), f"{a.reason}") for a in claim.alternatives]
    return [(Cell(label, "label"), cell, *(Cell(None, "text") for _ in range(4)), text(remark)) for label, cell, remark in rows]
