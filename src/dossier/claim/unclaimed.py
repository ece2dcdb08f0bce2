"""What is not claimed, with its reason: a zero is never silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dossier.claim.capitalisation_words import no_capitalisation
from dossier.claim.claim import NotClaimed
from dossier.claim.facts import Facts, principal_debtor
from dossier.claim.insolvency import STOP_RULE
from dossier.claim.pauses import Pause
from dossier.claim.penalty import RULE as PENALTY_RULE
from dossier.claim.penalty import not_incurred
from dossier.claim.regime import Regime
from dossier.claim.statement import Figures
from dossier.claim.titles import MISSING_OF_INCREASE
from dossier.ground.french import enumerate_fr, euros, long_day, typo_fr
from dossier.model.journal import OrdonnanceInjonction, Renonciation


def unclaimed(facts: Facts, regime: Regime, figures: Figures, pauses: tuple[Pause, ...]) -> tuple[NotClaimed, ...]:
    """The heads that are not asked, in the order of a décompte."""
    found = (
        *_foreign(facts),
        *_retention(figures),
        *_decision(figures),
        *_professionals(facts, regime),
        *_interest(facts, regime, figures, pauses),
        *_indemnity(figures),
        *_penalty(facts, figures),
        *_costs(facts, figures),
        *no_capitalisation(facts, figures),
        *_waivers(facts),
    )
    return tuple(replace(head, reason=typo_fr(head.reason)) for head in found)


def _foreign(facts: Facts) -> Iterator[NotClaimed]:
    for invoice in sorted(facts.foreign, key=lambda i: i.number):
        yield NotClaimed(f"facture {invoice.number}", f"en {invoice.currency} : seul l’euro est calculé")


def _retention(figures: Figures) -> Iterator[NotClaimed]:
    for account in figures.books.accounts:
        retention = account.invoice.retention
        if retention and account.withheld:
            reason = (
                f"{euros(account.withheld)} libérables le {long_day(retention.due_on)} : ni dus ni productifs d’intérêts avant"
            )
            yield NotClaimed(f"retenue de garantie, {account.number}", reason, "loi n° 71-584 du 16 juillet 1971")
        elif retention and account.titled and figures.titles and retention.due_on >= figures.titles[0].date:
            reason = (
                f"{euros(retention.amount)} libérables depuis le {long_day(retention.due_on)}, après la décision qui couvre la facture : "
                "à demander à part"
            )
            yield NotClaimed(f"retenue de garantie, {account.number}", reason, "loi n° 71-584 du 16 juillet 1971")


def _decision(figures: Figures) -> Iterator[NotClaimed]:
    for title in figures.titles:
        numbers = enumerate_fr(list(title.covers))
        reason = f"la décision du {long_day(title.date)} fixe ce qui est dû pour {numbers} : le reste n’est pas demandé"
        yield NotClaimed("intérêts et accessoires que la décision n’accorde pas", reason)
    granted = figures.books.title if figures.titles else None
    if granted is None:
        return
    order = granted.event
    if isinstance(order, OrdonnanceInjonction) and order.asked and order.refused:
        reason = f"{euros(order.refused)} sur {euros(order.asked)} demandés"
        yield NotClaimed("part de la demande que l’ordonnance n’accorde pas", reason, "CPC 1409")
    if granted.missing in MISSING_OF_INCREASE:
        yield NotClaimed("majoration de cinq points", MISSING_OF_INCREASE[granted.missing], "C. mon. fin. L313-3")


def _professionals(facts: Facts, regime: Regime) -> Iterator[NotClaimed]:
    """A civil claim between two parties that act professionally by their type: the higher rate is left aside, and said to be."""
    both = facts.case.creditor.is_professional and principal_debtor(facts.case).is_professional
    if regime.name == "civil" and both and facts.invoices:
        reason = "créance déclarée civile : ni le taux ni l’indemnité entre professionnels ne sont appliqués"
        yield NotClaimed("pénalités de retard entre professionnels", reason, "C. com. L441-10")


def _interest(facts: Facts, regime: Regime, figures: Figures, pauses: tuple[Pause, ...]) -> Iterator[NotClaimed]:
    late = [a for a in figures.books.accounts if a.is_late(facts.today)]
    silent = [a for a in late if a.start is None and not a.titled]
    if silent:
        numbers = "" if len(silent) == len(late) else f" ({enumerate_fr([a.number for a in silent])})"
        yield NotClaimed(f"intérêts{numbers}", silent[0].reason, regime.rule)
    stop = figures.books.opening
    if stop and any(a.stop for a in late):
        reason = f"arrêtés la veille de l’ouverture de la procédure collective, le {long_day(stop.day)}"
        yield NotClaimed("intérêts postérieurs à l’ouverture", reason, STOP_RULE)
    for pause in pauses:
        if late and pause.start <= facts.today and pause.instead is None:
            yield NotClaimed("intérêts pendant la suspension", pause.reason, pause.rule)


def _indemnity(figures: Figures) -> Iterator[NotClaimed]:
    reasons: dict[tuple[str, str], list[str]] = {}
    for invoice in figures.invoices:
        fee = figures.books.fees[invoice.number]
        if invoice.state != "titled" and invoice.indemnity_reason and not invoice.indemnity and not fee.amount:
            reasons.setdefault((fee.reason, fee.rule), []).append(invoice.number)
    for (reason, rule), numbers in sorted(reasons.items()):
        yield NotClaimed(f"indemnité forfaitaire ({enumerate_fr(numbers)})", reason, rule)


def _penalty(facts: Facts, figures: Figures) -> Iterator[NotClaimed]:
    if facts.case.contract.penalty_clause and not figures.ledger.penalties:
        yield NotClaimed("clause pénale", not_incurred(facts, figures.books), PENALTY_RULE)


def _costs(facts: Facts, figures: Figures) -> Iterator[NotClaimed]:
    for cost in facts.costs:
        if not cost.basis:
            reason = f"{euros(cost.amount)} sans texte ni titre qui les mette à la charge du débiteur"
            yield NotClaimed(_cost_words(cost.label), reason, "CPCE L111-8")
        elif figures.ledger.accessories and figures.ledger.granted and cost.date <= figures.ledger.granted.day:
            yield NotClaimed(_cost_words(cost.label), f"{euros(cost.amount)} compris dans les accessoires de la décision")


def _cost_words(label: str) -> str:
    """« frais : Consultation », and « frais de relance » for a label that says the word itself."""
    says_so = label.casefold().startswith("frais") and not label[5:6].isalpha()
    return f"frais{label[5:]}" if says_so else f"frais : {label}"


def _waivers(facts: Facts) -> Iterator[NotClaimed]:
    names = {"principal": "principal", "interets": "intérêts", "indemnites": "indemnités", "tout": "toutes sommes"}
    for event in facts.events(Renonciation):
        how_much = euros(event.amount) if event.amount else "la totalité"
        yield NotClaimed(f"renonciation : {names[event.on]}", f"{how_much}, le {long_day(event.date)}", "")
