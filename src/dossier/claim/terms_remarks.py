"""What is said of the terms that were agreed: due dates that disagree, rates that contradict, costs beside the forty euros."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.claim.account import Account
from dossier.claim.contract_rate import clause_words, contrary_clauses
from dossier.claim.costs import is_beside_the_fee
from dossier.claim.due_dates import agreed_day
from dossier.claim.facts import Facts, principal_debtor
from dossier.claim.regime import Regime
from dossier.claim.statement import Figures
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, euros, long_day, short_day
from dossier.ground.money import Money
from dossier.ground.nearest import visible
from dossier.law.law import Certainty, Law
from dossier.law.names import DELAI_PAIEMENT_PUBLIC, MAJORATION_ACHETEUR_PUBLIC_ANCIENNE
from dossier.model.ledger import Cost


@dataclass(frozen=True, slots=True)
class Told:
    """What the remarks about terms are made from."""

    facts: Facts
    regime: Regime
    law: Law
    figures: Figures


def terms_remarks(facts: Facts, regime: Regime, law: Law, figures: Figures) -> Iterator[Diagnostic]:
    """DC325 to DC331."""
    told = Told(facts, regime, law, figures)
    yield from _public_kind(told)
    yield from _professional(told)
    yield from _due_dates(told)
    yield from _clauses(told)
    yield from _costs(told)


def _public_kind(told: Told) -> Iterator[Diagnostic]:
    """DC325: a delay or points that depend on the kind of public buyer, which the case does not say."""
    accounts = told.figures.books.accounts
    used = {value.name for account in accounts for value in account.due.values}
    used |= {v.name for i in told.figures.invoices for period in i.periods for v in period.rate.values}
    if told.regime.kind_supposed and used & {DELAI_PAIEMENT_PUBLIC, MAJORATION_ACHETEUR_PUBLIC_ANCIENNE}:
        debtor = principal_debtor(told.facts.case)
        message = (
            "catégorie de l’acheteur public non précisée : les règles de l’État et des collectivités (30 jours) sont supposées"
        )
        hint = "écrivez `categorie_publique: etat_ou_collectivite`, `hopital` (50 jours) ou `entreprise_publique` (60 jours)"
        yield found("DC325", message, debtor.place, hints=(hint,), case=told.facts.case.id)


def _professional(told: Told) -> Iterator[Diagnostic]:
    """DC331: a party that is a professional by a reading of the text only."""
    regime, case = told.regime, told.facts.case
    if regime.name == "professionnels" and regime.certainty is Certainty.INFERRED and told.figures.invoices:
        debtor = principal_debtor(case)
        message = f"régime entre professionnels retenu par lecture du texte : {regime.reason}"
        hint = "s’il n’agit pas en professionnel, écrivez `nature: civile` ; l’autre total est donné à côté"
        yield found("DC331", message, debtor.place_of("type"), hints=(hint,), case=case.id)


def _due_dates(told: Told) -> Iterator[Diagnostic]:
    """DC326 an invoice that falls due before the day that binds both parties, DC327 one that falls due after it."""
    contract = told.facts.case.contract
    for account in told.figures.books.accounts:
        written = account.invoice.due
        agreed = agreed_day(account.invoice, contract, told.regime, told.law) if written else None
        if written is None or agreed is None or agreed.day == written:
            continue
        term = "le terme du contrat" if contract.term else "le délai de paiement public"
        early = written < agreed.day
        message = (
            f"échéance de la facture {visible(account.number)} au {short_day(written)}, {'avant' if early else 'après'} {term} "
            f"({short_day(agreed.day)})"
        )
        related = ((contract.term.place, agreed.reason),) if contract.term else ()
        hints = (_followed(account), "pour suivre le terme : `choix: {echeances: contrat}` dans dossier.yaml")
        place = account.invoice.place_of("echeance")
        yield found("DC326" if early else "DC327", message, place, hints=hints, related=related, case=told.facts.case.id)


def _followed(account: Account) -> str:
    return f"le décompte retient le {long_day(account.due.day)} ({account.due.reason})"


def _clauses(told: Told) -> Iterator[Diagnostic]:
    """DC328: clauses that set different rates; a judge may hold them unclear."""
    contract = told.facts.case.contract
    first = contract.penalties
    others = contrary_clauses(contract)
    if first is None or not others:
        return
    message = f"clauses contraires sur le taux de retard : {enumerate_fr([clause_words(c) for c in (first, *others)], 'et')}"
    related = tuple((clause.place_of("taux"), f"autre taux : {clause_words(clause)}") for clause in others)
    hint = f"le calcul suit la première, {clause_words(first)} ; l’autre total est donné à côté"
    yield found("DC328", message, first.place_of("taux"), hints=(hint,), related=related, case=told.facts.case.id)


def _costs(told: Told) -> Iterator[Diagnostic]:
    """DC329 costs beside the forty euros, which they include; DC330 such costs asked of one who is no professional."""
    case = told.facts.case
    for cost in sorted((c for c in case.costs if c.date <= told.facts.today), key=lambda c: c.place):
        if not is_beside_the_fee(cost):
            continue
        if told.regime.name != "professionnels":
            message = f"frais « {visible(cost.label)} » : C. com. L441-10 ne les met pas à la charge de ce débiteur ({told.regime.name})"
            hint = "ils ne sont pas comptés ; retirez `fondement` : sans titre, ils restent au créancier (CPCE L111-8)"
            yield found("DC330", message, cost.place_of("fondement"), hints=(hint,), case=case.id)
            continue
        fees = told.figures.totals.indemnity
        message = f"frais « {visible(cost.label)} » de {euros(cost.amount)} demandés en plus des indemnités forfaitaires ({euros(fees)})"
        yield found("DC329", message, cost.place_of("montant"), hints=_cost_hints(cost, fees), case=case.id)


def _cost_hints(cost: Cost, fees: Money) -> tuple[str, ...]:
    hints = ["l’indemnité est complémentaire : écrivez ce qui dépasse les quarante euros des factures que ces frais concernent"]
    if fees and cost.amount > fees:
        hints.append(f"si ces frais les concernent toutes : {euros(cost.amount - fees)}")
    if not cost.evidence:
        hints.append("sur justification : joignez la facture du frais dans `pieces`")
    return tuple(hints)
