"""The nature of the claim against the parties: what decides the regime, the court and the time limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import percent
from dossier.law.law import Law
from dossier.model.case import Case

_CONSUMER = ("consommation", "credit_consommation")
_COMPANIES = ("societe_commerciale", "societe_civile", "personne_publique")


def debtors(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC250: a debtor, or a creditor, of a type that the nature of the claim does not suit."""
    for debtor in case.debtors:
        reason = _misfit(case, debtor.type, debtor.role)
        if reason:
            where = debtor.place_of("type")
            yield found("DC250", reason, where, hints=(f"nature de l’affaire : {case.nature}",))
    if case.nature in _CONSUMER and not case.creditor.is_professional:
        message = f"une créance de {_said(case)} suppose un créancier professionnel"
        yield found("DC250", message, case.creditor.place_of("type"))
    if case.nature == "marche_public" and not any(d.type == "personne_publique" or d.public_kind for d in case.debtors):
        message = "un marché public suppose un débiteur de droit public"
        yield found("DC250", message, case.debtors[0].place_of("type"))


def _misfit(case: Case, type: str, role: str) -> str:
    if case.nature in _CONSUMER and type != "particulier" and role != "caution":
        return f"une créance de {_said(case)} suppose un particulier, et le débiteur est {type}"
    if case.nature == "commerciale" and type == "particulier" and role == "principal":
        return "une créance commerciale suppose un professionnel, et le débiteur est un particulier"
    if case.nature == "commerciale" and type == "personne_publique":
        return "contre une personne publique la nature est marche_public ou civile"
    if case.nature == "bail_habitation" and type in _COMPANIES and role == "principal":
        return f"un bail d’habitation suppose une personne physique, et le débiteur est {type}"
    return ""


def _said(case: Case) -> str:
    return "crédit à la consommation" if case.nature == "credit_consommation" else "consommation"


def penalties_to_consumers(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC251: penalties or a clause pénale claimed by a professional from a private person, or from a tenant or borrower.

    A judge looks at them of his own motion, whatever nature the claim is given.
    """
    private = [debtor for debtor in case.debtors if debtor.type == "particulier" and debtor.role != "caution"]
    consumer = case.creditor.is_professional or case.nature in (*_CONSUMER, "bail_habitation")
    if not private or not consumer or case.nature == "marche_public":
        return
    for key, clause in (("penalites", case.contract.penalties), ("clause_penale", case.contract.penalty_clause)):
        if clause is not None:
            message = f"{'pénalités' if key == 'penalites' else 'clause pénale'} contre un particulier : validité à vérifier"
            yield found("DC251", message, case.contract.place_of(key))


def public_kinds(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC263: the kind of a public buyer on a debtor that buys nothing under the code de la commande publique."""
    for debtor in case.debtors:
        if debtor.public_kind and debtor.type != "personne_publique" and case.nature != "marche_public":
            message = f"`categorie_publique` sans effet : le débiteur est {debtor.type} et la nature {case.nature}"
            hint = "elle ne sert que contre une personne publique ou pour un marché public"
            yield found("DC263", message, debtor.place_of("categorie_publique"), hints=(hint,))


def penalty_clause_article(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC264: a clause pénale that does not say where it is read: the judge asks for it (C. civ. 1231-5)."""
    clause = case.contract.penalty_clause
    if clause is not None and not clause.article:
        message = "clause pénale sans `article` : le décompte ne peut dire où elle se lit"
        yield found("DC264", message, clause.place, hints=("écrivez par exemple `article: 9 des conditions générales`",))


_HIGH = (Decimal(20), Decimal(50))
"""Percents between which a clause pénale is pointed out: a choice of the program. Above the second DC232 speaks."""


def high_penalty_clause(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC275: a clause pénale so high that a judge may well moderate it; no text fixes a ratio (C. civ. 1231-5)."""
    clause = case.contract.penalty_clause
    if clause is not None and _HIGH[0] < clause.rate <= _HIGH[1]:
        message = f"clause pénale de {percent(clause.rate)} : le juge peut la modérer s’il la trouve manifestement excessive"
        yield found("DC275", message, clause.place_of("taux"))


CHECKS = (debtors, penalties_to_consumers, public_kinds, penalty_clause_article, high_penalty_clause)
