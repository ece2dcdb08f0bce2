"""The figures of the whole claim: each total with the rows that it sums, what a further day adds, what is left aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dossier.claim.claim import Claim, PaymentClaim
from dossier.claim.costs import is_claimable
from dossier.claim.derivation import invoices, words
from dossier.claim.derivation.rows import part_row, parts, payment_name
from dossier.claim.derivation.tree import Derivation, Reason, minus, summed
from dossier.claim.derivation.zeros import zero_reasons
from dossier.claim.regime import choose_regime
from dossier.ground.days import next_day
from dossier.ground.french import euros, percent, plural, short_day, upper_first
from dossier.ground.money import ZERO, Money, total
from dossier.law.law import least_sure
from dossier.model.case import Case
from dossier.model.ledger import Cost

Maker = Callable[[Case, Claim], Derivation]


def _head(
    case: Case, claim: Claim, name: str, title: str, amount: Money | None, rows: Iterable[Derivation], why: str = ""
) -> Derivation:
    """A total with its rows, and with what says why something of it is not asked."""
    reasons = _silent(claim, name)
    if amount == ZERO and not reasons:
        why = zero_reasons(case, claim).get(name) or _NOTHING.get(name, why)
    return summed(Derivation(name, title, amount, invoices.UNKNOWN if amount is None else why, reasons=reasons), rows)


_NOTHING = {
    "outstanding": "rien n’est échu et impayé", "paid": "aucun versement n’est encaissé",
    "interest_paid": "aucun versement ne s’y est imputé", "interest_waived": "le créancier n’y a pas renoncé",
    "indemnity_paid": "aucun versement ne s’y est imputé", "penalty_paid": "aucun versement ne s’y est imputé",
    "costs_paid": "aucun versement ne s’y est imputé", "not_due": "rien n’est à échoir",
}  # fmt: skip
"""What is said of a figure that is nothing where no reason of the claim says it."""


_SILENT = {
    "interest": ("intérêts", "pénalités", "capitalisation"),
    "indemnity": ("indemnité",),
    "penalty": ("clause pénale",),
    "costs": ("frais",),
}


def _silent(claim: Claim, name: str) -> tuple[Reason, ...]:
    """Why a head is not asked: a zero is never silent."""
    if name == "due":
        return tuple(Reason("Non demandé", n.what, n.reason, n.rule) for n in claim.not_claimed)
    stems = _SILENT.get(name, ())
    return tuple(Reason("Non demandé", n.what, n.reason, n.rule) for n in claim.not_claimed if stems and n.what.startswith(stems))


def due(case: Case, claim: Claim) -> Derivation:
    """All that is owed at the end of the day."""
    totals = claim.totals
    rows = [
        outstanding(case, claim),
        interest(case, claim),
        minus(interest_paid(case, claim)),
        minus(interest_waived(case, claim)),
        indemnity(case, claim),
        minus(indemnity_paid(case, claim)),
        penalty(case, claim),
        minus(penalty_paid(case, claim)),
        costs(case, claim),
        minus(costs_paid(case, claim)),
    ]
    open_points = least_sure([other.certainty for other in claim.alternatives])
    why = f"principal, intérêts, indemnités, clause pénale et frais restant dus le {short_day(claim.date)}, ce jour compris"
    node = _head(case, claim, "due", "Reste dû", totals.due, rows, why)
    return replace(node, certainty=least_sure([node.certainty, open_points]))


def principal(case: Case, claim: Claim) -> Derivation:
    """The principal of what is due, net of credit notes, before payments."""
    rows = [invoices.net(i) for i in invoices.owed(claim)] + [invoices.granted(title) for title in claim.titles]
    return _head(case, claim, "principal", "Principal, avoirs déduits", claim.totals.principal, rows, "avant tout versement")


def outstanding(case: Case, claim: Claim) -> Derivation:
    """What payments left of the principal."""
    rows = [invoices.outstanding(claim, i) for i in invoices.owed(claim)]
    rows += [invoices.title_outstanding(claim, title) for title in claim.titles]
    return _head(case, claim, "outstanding", "Principal restant dû", claim.totals.outstanding, rows)


def interest(case: Case, claim: Claim) -> Derivation:
    """All interest that accrued."""
    rows = [invoices.interest_of(case, claim, i) for i in invoices.owed(claim)]
    rows += [invoices.title_interest(case, claim, title) for title in claim.titles]
    return _head(
        case, claim, "interest", "Intérêts courus", claim.totals.interest, rows, "somme des lignes imprimées, payées ou non"
    )


def interest_paid(case: Case, claim: Claim) -> Derivation:
    """What payments took of the interest."""
    rows = [invoices.interest_paid(claim, i) for i in invoices.owed(claim)]
    rows += [invoices.title_interest_paid(claim, title) for title in claim.titles]
    return _head(case, claim, "interest_paid", "Intérêts payés", claim.totals.interest_paid, rows)


def interest_waived(case: Case, claim: Claim) -> Derivation:
    """The interest that the creditor gave up."""
    rows = [invoices.waived(i) for i in invoices.owed(claim)]
    rows += [invoices.TITLE_FIGURES["interest_waived"](case, claim, title) for title in claim.titles]
    return _head(case, claim, "interest_waived", "Intérêts remis", claim.totals.interest_waived, rows)


def indemnity(case: Case, claim: Claim) -> Derivation:
    """The indemnities of the late invoices."""
    rows = [invoices.indemnity(claim, i) for i in invoices.owed(claim)]
    return _head(case, claim, "indemnity", "Indemnités forfaitaires", claim.totals.indemnity, rows, "une par facture en retard")


def indemnity_paid(case: Case, claim: Claim) -> Derivation:
    """What payments took of the indemnities."""
    rows = [invoices.indemnity_paid(claim, i) for i in invoices.owed(claim)]
    return _head(case, claim, "indemnity_paid", "Indemnités payées", claim.totals.indemnity_paid, rows)


def penalty(case: Case, claim: Claim) -> Derivation:
    """The clause pénale, once for each mise en demeure whose delay ended."""
    rows = [
        Derivation("", f"Clause pénale du {short_day(p.day)}", p.amount, words.penalty_formula(p), p.rule,
                   reasons=(words.penalty_reason(case, p.amount),))
        for p in claim.penalties
    ]  # fmt: skip
    return _head(case, claim, "penalty", "Clause pénale", claim.totals.penalty, rows)


def penalty_paid(case: Case, claim: Claim) -> Derivation:
    """What payments took of the clause pénale."""
    rows = [part_row(*row) for row in parts(claim, "penalty")]
    return _head(case, claim, "penalty_paid", "Clause pénale payée", claim.totals.penalty_paid, rows)


def costs(case: Case, claim: Claim) -> Derivation:
    """The costs that a text or a title puts on the debtor."""
    rows = [_cost(cost) for cost in counted_costs(case, claim)]
    for title in claim.titles:
        if title.accessories:
            reason = words.accessories_reason(title)
            rows.append(Derivation("", f"Accessoires, {words.title_words(title)}", title.accessories, reason.words, title.rule,
                                   place=title.place, reasons=(reason,)))  # fmt: skip
    if total(row.amount for row in rows if row.amount) != claim.totals.costs:  # given up, or older than a decision's accessories
        rows = [Derivation("", "Frais", claim.totals.costs, "frais qu’un texte ou un titre met à la charge du débiteur")]
    return _head(case, claim, "costs", "Frais à la charge du débiteur", claim.totals.costs, rows)


def counted_costs(case: Case, claim: Claim) -> list[Cost]:
    """The costs with a basis that no decision's accessories hold already, by day."""
    since = max((title.date for title in claim.titles if title.accessories), default=date.min)
    return [cost for cost in case.costs if is_claimable(cost, claim.regime) and since < cost.date <= claim.date]


def _cost(cost: Cost) -> Derivation:
    reason = words.cost_reason(cost)
    return Derivation("", cost.label, cost.amount, reason.words, cost.basis, place=cost.place, reasons=(reason,))


def costs_paid(case: Case, claim: Claim) -> Derivation:
    """What payments took of the costs."""
    rows = [part_row(*row) for row in parts(claim, "costs")]
    return _head(case, claim, "costs_paid", "Frais payés", claim.totals.costs_paid, rows)


def paid(case: Case, claim: Claim) -> Derivation:
    """All payments that counted, each with where it went."""
    rows = [payment(p) for p in claim.payments if not p.returned]
    node = _head(case, claim, "paid", "Versements", claim.totals.paid, rows)
    order = claim.choices.get("imputation", "interets_puis_principal")
    choice = words.CHOICE_VALUE_FR.get(("imputation", order), order)
    rule = "C. civ. 1343-1 et 1342-10"
    how = Reason("Imputation", choice, "facture désignée par le débiteur, sinon ordre de la loi", rule)
    return replace(node, reasons=(how, *_returned(p for p in claim.payments if p.returned)))


def _returned(payments: Iterable[PaymentClaim]) -> tuple[Reason, ...]:
    """What is said of payments that came back: they are none."""
    return tuple(
        Reason("Rejet", euros(p.amount), f"{words.means_words(p)}, revenu impayé : ce n’est pas un paiement", place=p.place)
        for p in payments
    )


def payment(paid: PaymentClaim) -> Derivation:
    """One payment and where it went; nothing of one that came back counts."""
    title, name = f"Versement du {short_day(paid.date)}", payment_name(paid)
    if paid.returned:
        return Derivation(name, title, ZERO, "", place=paid.place, reasons=_returned([paid]))
    node = Derivation(name, title, paid.amount, words.means_words(paid), place=paid.place, reasons=(words.received_reason(paid),))
    if paid.unallocated is None:
        return replace(node, words=f"{node.words}, imputation {invoices.UNKNOWN}")
    rows = [
        Derivation("", f"{upper_first(words.ALLOCATED_FR[p.to])}{words.of_words(p.invoice)}", p.amount, "", p.rule)
        for p in paid.allocated
    ]
    if paid.unallocated:
        rows.append(Derivation("", "Sans imputation", paid.unallocated, "trop-perçu, ou facture à désigner"))
    return summed(node, rows)


def payments_of(claim: Claim, name: str) -> Derivation:
    """The payments of one day, by the name that they share."""
    found = [p for p in claim.payments if payment_name(p) == name]
    if len(found) == 1:
        return payment(found[0])
    good = [p for p in found if not p.returned]
    title = f"Versements du {short_day(found[0].date)}"
    node = Derivation(name, title, total(p.amount for p in good), reasons=_returned(p for p in found if p.returned))
    return summed(node, [payment(p) for p in good])


def not_due(case: Case, claim: Claim) -> Derivation:
    """What is not due yet, and stands beside the total."""
    rows = [invoices.outstanding(claim, i) for i in invoices.coming(claim) if i.outstanding is not None]
    rows += [invoices.withheld(i) for i in claim.invoices if i.state != "titled" and i.withheld]
    return _head(case, claim, "not_due", "À échoir, en plus", claim.totals.not_due, rows, "ne compte pas dans le reste dû")


def per_day(case: Case, claim: Claim) -> Derivation:
    """What the next day adds: fractions of a cent for each invoice, rounded once on their sum."""
    day = next_day(claim.date)
    why = f"ce que la journée du {short_day(day)} ajoute, la somme arrondie une fois"
    node = Derivation("per_day", "Intérêts par jour supplémentaire", claim.per_day, why)
    if claim.per_day is None:
        return replace(node, words=invoices.UNKNOWN)
    if not claim.daily:
        return replace(node, words="rien ne court le lendemain", reasons=_silent(claim, "interest"))
    rows = [
        Derivation(
            "", line.number, None, words.daily_formula(line), exact=line.exact,
            reasons=(Reason("Taux", percent(line.rate.percent), line.rate.words, line.rate.rule, line.rate.certainty,
                            words.penalties_place(case) if line.rate.rule == "contrat" else None, line.rate.values),
                     words.year_reason(case, claim, line.divisor)),
        )
        for line in claim.daily
    ]  # fmt: skip
    return replace(node, children=tuple(rows), exact=sum((line.exact for line in claim.daily), Decimal(0)))


def regime(case: Case, claim: Claim) -> Derivation:
    """The rules that govern the delay, and why these."""
    chosen = choose_regime(case)
    reason = Reason("Régime", words.REGIME_FR.get(claim.regime, claim.regime), claim.regime_reason, chosen.rule, place=case.span)
    return Derivation("regime", "Régime des intérêts", None, claim.regime_reason, chosen.rule, place=case.span,
                      reasons=(reason,), value=words.REGIME_FR.get(claim.regime, claim.regime))  # fmt: skip


def not_claimed(case: Case, claim: Claim) -> Derivation:
    """What is not asked, each head with its reason."""
    reasons = tuple(Reason(upper_first(n.what), "", n.reason, n.rule) for n in claim.not_claimed)
    return Derivation("not_claimed", "Non demandé", None, "", reasons=reasons, value=_count(len(reasons), "poste"))


def alternatives(case: Case, claim: Claim) -> Derivation:
    """The other totals, where the law leaves open what a clause or a choice settles."""
    reasons = tuple(
        Reason(upper_first(words.reading_words(a.choice)), euros(a.total), a.reason, certainty=a.certainty)
        for a in claim.alternatives
    )
    return Derivation("alternatives", "Autres lectures", None, "", reasons=reasons, value=_count(len(reasons), "total", "totaux"))


def choices(case: Case, claim: Claim) -> Derivation:
    """The choices that the law leaves to the firm, as this décompte makes them."""
    reasons = tuple(
        Reason(words.CHOICE_FR.get(name, name), "", words.CHOICE_VALUE_FR.get((name, value), value),
               place=case.settings.choices.place_of(name))
        for name, value in sorted(claim.choices.items())
    )  # fmt: skip
    return Derivation("choices", "Choix de calcul", None, "", reasons=reasons, value=_count(len(reasons), "choix", "choix"))


def titles(case: Case, claim: Claim) -> Derivation:
    """What decisions with interest of their own leave due."""
    rows = [invoices.title_whole(case, claim, title) for title in claim.titles]
    known = None if any(row.amount is None for row in rows) else total(row.amount or ZERO for row in rows)
    why = "" if rows else "aucune décision avec des intérêts qui lui soient propres"
    return summed(Derivation("titles", "Titres", known, why if known is not None else invoices.UNKNOWN), rows)


def _count(count: int, one: str, many: str = "") -> str:
    return plural(count, one, many or None) if count else "néant"


FIGURES: Mapping[str, Maker] = {
    "due": due, "principal": principal, "outstanding": outstanding, "interest": interest, "interest_paid": interest_paid,
    "interest_waived": interest_waived, "indemnity": indemnity, "indemnity_paid": indemnity_paid, "penalty": penalty,
    "penalty_paid": penalty_paid, "costs": costs, "costs_paid": costs_paid, "paid": paid, "not_due": not_due,
    "per_day": per_day, "titles": titles, "regime": regime, "choices": choices, "not_claimed": not_claimed,
    "alternatives": alternatives,
}  # fmt: skip
"""The figures of a claim by their names in the JSON contract, the total first."""
