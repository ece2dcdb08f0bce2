"""The rows that a décompte ends with, checked to add up, and the words of its method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dossier.claim.claim import Claim, CreditLine
from dossier.claim.derivation.words import REDUCED_BY_FR, credit_kind
from dossier.claim.derivation.zeros import zero_reasons
from dossier.documents import figures
from dossier.documents.articles import article
from dossier.ground.days import next_day, next_half_year, previous_day
from dossier.ground.french import MINUS, NBSP, amount, enumerate_fr, euros, long_day, percent, plural, short_day, upper_first
from dossier.ground.money import ZERO, Money, total
from dossier.model.case import Case


class Row(NamedTuple):
    """A row: what, on which rule, how much. `head` is the head that it is, '' for one that stands only where it is not zero.

    `key` is what acts call it that cite it, '' for none.
    """

    what: str
    rule: str
    money: Money
    head: str = ""
    key: str = ""


PAYMENTS = "payments"
"""The key of the row that sums up the payments."""
_CONTRACT = "contrat"
_PAID = "C. civ. 1342-10 et 1343-1"
_INDEMNITY = "C. com. D441-5"


def recapitulation(case: Case, claim: Claim) -> list[Mapping[str, Any]] | None:
    """What was invoiced, accrued and paid, head by head; else what is left of each. None when neither adds up to the total.

    The five heads stand even at zero, with the reason in the place of their basis; other rows only where they are not zero.
    """
    reasons = zero_reasons(case, claim)
    for rows in (_flows(claim), _remainders(claim)):
        if rows is not None and total(row.money for row in rows) == claim.totals.due:
            return [_shown(row, reasons) for row in rows if row.money or row.head]
    return None


def _shown(row: Row, reasons: Mapping[str, str]) -> Mapping[str, Any]:
    why = "" if row.money else upper_first(reasons.get(row.head, ""))
    return {
        "quoi": row.what, "fondement": why or article(row.rule), "montant": _signed(row.money), "cle": row.key, "somme": row.money,
        "tete": row.head,
    }  # fmt: skip


def _signed(money: Money) -> str:
    return f"{MINUS}{NBSP}{amount(-money)}" if money < ZERO else amount(money)


def _flows(claim: Claim) -> list[Row] | None:
    totals = claim.totals
    counted = [row for row in claim.invoices if row.state in ("due", "paid")]
    if totals.interest is None or claim.titles or not counted:
        return None
    allocated = [part.amount for payment in claim.payments for part in payment.allocated]
    received = [payment for payment in claim.payments if payment.allocated]
    periods = [period for row in counted for period in row.periods]
    span = f" du {short_day(min(p.start for p in periods))} au {short_day(max(p.last for p in periods))}" if periods else ""
    rule = periods[-1].rate.rule if periods else ""
    words = figures.indemnity_words(claim)
    return [
        Row(
            f"Principal TTC facturé, {plural(len(counted), 'facture')}",
            _CONTRACT,
            total(row.principal for row in counted),
            "principal",
        ),
        *_reductions([credit for row in counted for credit in row.credits]),
        Row("Retenues de garantie non libérables", "", -total(row.withheld for row in counted)),
        Row(f"Intérêts échus{span}", rule, totals.interest, "interest"),
        Row("Intérêts remis", "", -total(row.interest_waived for row in counted)),
        Row(f"Versements imputés, {len(received)}", _PAID, -total(allocated), key=PAYMENTS),
        Row(f"Indemnité forfaitaire de recouvrement, {words}".rstrip(", "), _INDEMNITY, totals.indemnity, "indemnity"),
        Row("Clause pénale", "C. civ. 1231-5", totals.penalty, "penalty"),
        Row("Frais à la charge du débiteur", "CPCE L111-8", totals.costs, "costs"),
    ]


def _reductions(credits: list[CreditLine]) -> Iterator[Row]:
    """What reduces the principal without being a payment: credit notes by their numbers, then waivers, then earned escompte."""
    for kind, words in REDUCED_BY_FR.items():
        own = [credit for credit in credits if credit_kind(credit) == kind]
        if kind == "avoir" and own:
            words = f"{words if len(own) > 1 else 'Avoir'} {enumerate_fr([credit.number for credit in own])}"
        yield Row(words, "", -total(credit.amount for credit in own))


def _remainders(claim: Claim) -> list[Row] | None:
    totals, interest = claim.totals, figures.interest_due(claim)
    if totals.outstanding is None or interest is None:
        return None
    return [
        Row("Principal restant dû", "", totals.outstanding, "principal"),
        Row("Intérêts restant dus", "", interest, "interest"),
        Row("Indemnités forfaitaires restant dues", _INDEMNITY, totals.indemnity_due, "indemnity"),
        Row("Clause pénale", "C. civ. 1231-5", totals.penalty_due, "penalty"),
        # The claim counts the accessories that a title grants among the costs, so that none is counted twice.
        Row(
            "Frais et accessoires du titre" if claim.titles else "Frais à la charge du débiteur",
            "CPCE L111-8",
            totals.costs_due,
            "costs",
        ),
    ]


def after_words(claim: Claim) -> str:
    """What runs after the day of the décompte; '' when nothing does."""
    if not claim.per_day:
        return ""
    period = figures.current_period(claim)
    text = f"À compter du {long_day(next_day(claim.date))}, les intérêts courent à raison de {euros(claim.per_day)} par jour"
    if period is None:
        return f"{text}."
    rates = {row.periods[-1].rate.percent for row in figures.owing(claim) if row.periods}
    one = len(rates) == 1
    if one:
        text += f" au taux de {percent(period.rate.percent)}"
    # A rate of the law is drawn again each half-year, but for a public buyer's, which stays.
    if period.rate.rule != "contrat" and claim.regime != "acheteur_public":
        text += (
            f", {'en vigueur' if one else 'aux taux en vigueur'} jusqu’au {long_day(previous_day(next_half_year(claim.date)))}"
        )
    return f"{text}."


_YEAR = {"365": "année de 365 jours", "exacte": "année de 365 ou 366 jours selon le calendrier"}
_ALLOCATION = {
    "interets_puis_principal": "d’abord sur les intérêts, puis sur le principal ; l’indemnité garde sa ligne propre",
    "interets_indemnites_principal": "d’abord sur les intérêts, puis sur les indemnités, puis sur le principal",
    "principal_puis_interets": "d’abord sur le principal, puis sur les intérêts",
}


def method_words(claim: Claim) -> str:
    """How the figures were made: what the law leaves open and the firm chose."""
    capital = "Pas de capitalisation"
    if any(row.capitalisations for row in claim.invoices) or any(row.capitalisations for row in claim.titles):
        capital = "Intérêts dus pour une année entière capitalisés à l’anniversaire de leur premier jour (C. civ., art. 1343-2)"
    return (
        "Jours comptés du lendemain de l’échéance, ou de l’événement qui fait courir les intérêts, au dernier jour inclus ; "
        f"{_YEAR.get(claim.choices.get('annee', ''), _YEAR['365'])} ; arrondi au centime par ligne. "
        "Versements imputés sur la facture que le débiteur désignait, à défaut dans l’ordre légal (C. civ., art. 1342-10) ; "
        f"dans une facture, {_ALLOCATION.get(claim.choices.get('imputation', ''), _ALLOCATION['interets_puis_principal'])}. "
        f"{capital}. Les actes citent une ligne par son numéro. Chaque ligne est reproduite dans les fichiers decompte.csv et decompte.json joints à ce PDF."
    )
