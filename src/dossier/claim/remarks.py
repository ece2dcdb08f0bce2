"""The diagnostics of a claim: what is missing, assumed, unsettled or refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dossier.claim.capitalisation_words import deferred
from dossier.claim.claim import RateBasis
from dossier.claim.contract_rate import below_floor
from dossier.claim.facts import Facts, principal_debtor
from dossier.claim.old_interest import old_interest
from dossier.claim.opening import unused_credit
from dossier.claim.payment_remarks import payment_remarks
from dossier.claim.rates import floor
from dossier.claim.regime import Regime, choose_regime
from dossier.claim.standing import void_reason
from dossier.claim.statement import Figures
from dossier.claim.terms_remarks import terms_remarks
from dossier.claim.titles import NO_FORCE, Title
from dossier.ground.catalogue import found
from dossier.ground.days import half_year_name
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, euros, long_day, percent
from dossier.ground.money import total
from dossier.law.law import Law, LawValue
from dossier.model.journal import Accord, Jugement, OrdonnanceInjonction


def remarks(facts: Facts, regime: Regime, law: Law, figures: Figures, used: tuple[LawValue, ...]) -> Iterator[Diagnostic]:
    """All that this pass has to say about a case."""
    yield from _gaps(facts, law, figures)
    yield from _unverified(facts, used)
    yield from _floor(facts, regime, law, figures)
    yield from payment_remarks(facts, figures)
    yield from old_interest(facts, regime, law, figures)
    yield from _invoices(facts, figures)
    yield from _consumer_credit(facts)
    yield from deferred(facts, figures)
    yield from _parties(facts, regime)
    yield from _clauses(facts, regime)
    yield from _pauses(facts)
    yield from _titles(facts, law, figures)
    yield from terms_remarks(facts, regime, law, figures)


def _gaps(facts: Facts, law: Law, figures: Figures) -> Iterator[Diagnostic]:
    """DC301 once for each value and half-year, at the first invoice that needs it."""
    seen = set()
    for gap, invoice in figures.gaps:
        if gap not in seen:
            seen.add(gap)
            yield law.missing(gap.name, gap.day, invoice.place, facts.case.id)


def _unverified(facts: Facts, used: tuple[LawValue, ...]) -> Iterator[Diagnostic]:
    """DC302 a value that no act may print, DC316 one that the firm gives itself."""
    for value in used:
        if value.origin != "fourni":
            start = f", en vigueur le {long_day(value.start)}" if value.start else ""
            message = f"valeur de la loi donnée par l’entreprise : {value.name} = {value.text.replace('.', ',')}{start}"
            yield found("DC316", message, facts.case.span, hints=(f"elle vient de {value.origin}",), case=facts.case.id)
        if not value.printable:
            when = f" au {long_day(value.start)}" if value.start else ""
            hint = f"confirmez-la dans law/{value.name}.yaml après l’avoir lue à sa source ; les actes l’attendent"
            message = f"valeur de la loi non vérifiée : {value.name} = {value.text.replace('.', ',')}{when}"
            yield found("DC302", message, facts.case.span, hints=(hint,), case=facts.case.id)


def _floor(facts: Facts, regime: Regime, law: Law, figures: Figures) -> Iterator[Diagnostic]:
    """DC303 a contract rate below the floor, DC304 a floor that is not known."""
    penalties = facts.case.contract.penalties
    if regime.name != "professionnels" or penalties is None:
        return
    periods = tuple(period for invoice in figures.invoices for period in invoice.periods)
    low, gaps = below_floor(periods, floor(law))
    span = penalties.place_of("taux")
    if low:
        least = floor(law).on(low[0])
        limit = percent(least.percent) if isinstance(least, RateBasis) else ""
        halves = enumerate_fr([half_year_name(day) for day in low])
        message = f"taux contractuel inférieur au plancher de trois fois l’intérêt légal ({limit} en {half_year_name(low[0])})"
        hint = f"semestres concernés : {halves} ; le calcul suit la clause, les autres totaux sont donnés à côté"
        yield found("DC303", message, span, hints=(hint,), case=facts.case.id)
    for gap in gaps:
        message = f"plancher du taux contractuel non vérifié pour {half_year_name(gap.day)} : intérêt légal inconnu"
        yield found("DC304", message, span, hints=(f"ajoutez la valeur dans law/{gap.name}.yaml",), case=facts.case.id)


def _invoices(facts: Facts, figures: Figures) -> Iterator[Diagnostic]:
    case = facts.case
    for account in figures.books.accounts:
        if account.due.assumed:
            message = f"échéance supposée au {long_day(account.due.day)}, faute de {account.due.assumed}"
            hint = "écrivez `echeance`, `livree_le` ou `execute_le` sur la facture, ou le terme au contrat"
            yield found("DC307", message, account.invoice.place, hints=(hint,), case=case.id)
        if total(note.gross for note in account.notes) > account.invoice.gross:
            continue  # DC206: the credit notes exceed the invoice itself
        for line, left in unused_credit(account):
            message = f"l’avoir {line.number} dépasse de {euros(left)} ce qui restait dû sur la facture {account.number}"
            yield found("DC308", message, line.place, case=case.id)


def _consumer_credit(facts: Facts) -> Iterator[Diagnostic]:
    if facts.case.nature == "credit_consommation":
        message = "intérêts d’un crédit à la consommation non calculés : le prêteur doit en produire le décompte"
        hints = (
            "saisissez en facture le capital restant dû que ce décompte arrête, et joignez-le avec le contrat et l’historique du compte",
        )
        yield found("DC309", message, facts.case.span, hints=hints, case=facts.case.id)


def _parties(facts: Facts, regime: Regime) -> Iterator[Diagnostic]:
    """DC312 another debtor would be under another regime."""
    first = principal_debtor(facts.case)
    for debtor in facts.case.debtors:
        if debtor is first or debtor.role == "caution":
            continue
        own = choose_regime(replace(facts.case, debtors=(debtor.model_copy(update={"role": "principal"}),)))
        if own.name != regime.name:
            message = f"le débiteur {debtor.id} relèverait d’un autre régime que {first.id} : le décompte suit {first.id}"
            yield found("DC312", message, debtor.place, case=facts.case.id)


def _clauses(facts: Facts, regime: Regime) -> Iterator[Diagnostic]:
    """DC313 a contract rate against a public buyer."""
    contract = facts.case.contract
    if regime.name == "acheteur_public" and contract.penalties:
        message = "taux contractuel sans emploi contre un acheteur public : le taux réglementaire est appliqué"
        yield found("DC313", message, contract.penalties.place_of("taux"), case=facts.case.id)


def _titles(facts: Facts, law: Law, figures: Figures) -> Iterator[Diagnostic]:
    """DC311 a decision whose interest cannot be told whole, DC315 one that grants less than was asked."""
    title = figures.books.title
    if title and figures.ledger.title is None:
        message = f"la décision du {long_day(title.day)} ne couvre aucune facture alors échue : le décompte ne la suit pas"
        yield found("DC315", message, title.event.place, case=facts.case.id)
    elif title and title.missing:
        message = f"intérêts de la décision du {long_day(title.day)} incomplets : il manque {title.missing}"
        yield found("DC311", message, title.event.place, hints=_supplied(title), case=facts.case.id)
    decisions: list[OrdonnanceInjonction | Jugement] = [*facts.events(OrdonnanceInjonction), *facts.events(Jugement)]
    for decision in decisions:
        void = void_reason(decision, facts, law) if decision.interest else ""
        if void:
            message = f"décision du {long_day(decision.date)} {void} : le décompte ne la suit pas"
            yield found("DC315", message, decision.place, case=facts.case.id)
    for order in facts.events(OrdonnanceInjonction):
        if not order.interest and order.asked and order.refused:
            had = euros(order.asked - order.refused)
            message = f"l’ordonnance n’accorde que {had} sur {euros(order.asked)} : le décompte ne la suit pas"
            yield found("DC315", message, order.place, case=facts.case.id)
    for judgment in facts.events(Jugement):
        if not judgment.interest:
            message = f"le jugement du {long_day(judgment.date)} est saisi sans intérêts : le décompte ne le suit pas"
            yield found("DC315", message, judgment.place, hints=("écrivez `condamne` et `interets`",), case=facts.case.id)


def _supplied(title: Title) -> tuple[str, ...]:
    """How to supply the fact that the interest of a decision lacks."""
    if title.missing != NO_FORCE:
        return ()
    if isinstance(title.event, OrdonnanceInjonction):
        return ("ajoutez au journal une entrée `acte: titre_executoire` avec `executoire_le`",)
    return ("écrivez `executoire_le` dans le jugement",)


def _pauses(facts: Facts) -> Iterator[Diagnostic]:
    """DC314 interest that a schedule suspends without saying until when."""
    for event in facts.events(Accord):
        if event.interest == "suspendus" and not event.instalments:
            message = "intérêts suspendus par un accord sans échéances : la suspension n’est pas calculée"
            yield found("DC314", message, event.place, hints=("écrivez `echeances`",), case=facts.case.id)
