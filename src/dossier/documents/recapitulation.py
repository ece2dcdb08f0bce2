"""The rows that a décompte ends with, checked to add up, and the words of its method."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.claim.claim import Claim
from dossier.documents import figures
from dossier.documents.articles import article
from dossier.ground.days import next_half_year, previous_day
from dossier.ground.french import MINUS, NBSP, amount, euros, long_day, percent, plural, short_day
from dossier.ground.money import ZERO, Money, total

Row = tuple[str, str, Money]

_CONTRACT = "contrat"
_PAID = "C. civ. 1342-10 et 1343-1"
_INDEMNITY = "C. com. D441-5"


def recapitulation(claim: Claim) -> list[Mapping[str, str]] | None:
    """What was invoiced, accrued and paid, head by head; else what is left of each. None when neither adds up to the total."""
    for rows in (_flows(claim), _remainders(claim)):
        if rows is not None and total(money for _, _, money in rows) == claim.totals.due:
            shown = [row for row in rows if row[2] != ZERO]
            return [{"quoi": what, "fondement": article(rule), "montant": _signed(money)} for what, rule, money in shown]
    return None


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
    credits = ", ".join(credit.number for row in counted for credit in row.credits)
    return [
        (f"Principal TTC facturé, {plural(len(counted), 'facture')}", _CONTRACT, total(row.principal for row in counted)),
        (f"Avoirs : {credits}" if credits.count(",") else f"Avoir {credits}", "", -total(row.credited for row in counted)),
        ("Retenues de garantie non libérables", "", -total(row.withheld for row in counted)),
        (f"Intérêts échus{span}", rule, totals.interest),
        ("Intérêts remis", "", -total(row.interest_waived for row in counted)),
        (f"Versements imputés, {len(received)}", _PAID, -total(allocated)),
        (f"Indemnité forfaitaire de recouvrement, {words}".rstrip(", "), _INDEMNITY, totals.indemnity),
        ("Clause pénale", "C. civ. 1231-5", totals.penalty),
        ("Frais à la charge du débiteur", "CPCE L111-8", totals.costs),
    ]


def _remainders(claim: Claim) -> list[Row] | None:
    totals, interest = claim.totals, figures.interest_due(claim)
    if totals.outstanding is None or interest is None:
        return None
    return [
        ("Principal restant dû", "", totals.outstanding),
        ("Intérêts restant dus", "", interest),
        ("Indemnités forfaitaires restant dues", _INDEMNITY, totals.indemnity_due),
        ("Clause pénale", "C. civ. 1231-5", totals.penalty_due),
        # The claim counts the accessories that a title grants among the costs, so that none is counted twice.
        ("Frais et accessoires du titre" if claim.titles else "Frais à la charge du débiteur", "CPCE L111-8", totals.costs_due),
    ]


def after_words(claim: Claim) -> str:
    """What runs after the day of the décompte; '' when nothing does."""
    if not claim.per_day:
        return ""
    period = figures.current_period(claim)
    text = f"Après cette date, les intérêts courent à raison de {euros(claim.per_day)} par jour"
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
    capital = "Intérêts capitalisés" if claim.choices.get("capitalisation") == "oui" else "Pas de capitalisation"
    return (
        "Jours comptés du lendemain de l’échéance, ou de l’événement qui fait courir les intérêts, au dernier jour inclus ; "
        f"{_YEAR.get(claim.choices.get('annee', ''), _YEAR['365'])} ; arrondi au centime par ligne. "
        "Versements imputés sur la facture que le débiteur désignait, à défaut dans l’ordre légal (C. civ., art. 1342-10) ; "
        f"dans une facture, {_ALLOCATION.get(claim.choices.get('imputation', ''), _ALLOCATION['interets_puis_principal'])}. "
        f"{capital}. Chaque ligne est reproduite dans les fichiers decompte.csv et decompte.json joints à ce PDF."
    )
