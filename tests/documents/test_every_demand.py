"""Each row of what an act must contain: with all of them the act is ready, without one it is withheld and says that one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from document_cases import FIRMS, make, step
from test_formulaire_a import ASKED, BRUSSELS
from test_insolvency_documents import DECLARE, files

from dossier.documents import demands
from dossier.documents.gate import Demand
from dossier.documents.kinds import assignation_refere, declaration_creance, formulaire_a, requete
from dossier.documents.matter import Matter
from dossier.ground.money import ZERO
from dossier.procedure.stage import Step


def caught(monkeypatch: pytest.MonkeyPatch, module: object, steps: tuple[Step, ...], given: dict[str, str | bytes]) -> Matter:
    """The matter that a kind is asked to draft for a case that lacks nothing."""
    found: list[Matter] = []
    true = module.draft  # type: ignore[attr-defined]

    def draft(matter: Matter) -> object:
        found.append(matter)
        return true(matter)

    monkeypatch.setattr(module, "draft", draft)
    make(FIRMS, steps, given)
    monkeypatch.undo()
    return found[0]


PLACE = f"cases/{FIRMS}/affaire.yaml"
KINDS: dict[str, tuple[object, tuple[Step, ...], dict[str, str | bytes], tuple[Demand, ...]]] = {
    "requete": (requete, (step("requete"),), {}, (*demands.APPLICANT, *demands.DEFENDANT, *demands.CLAIM)),
    "assignation": (
        assignation_refere, (step("assignation_refere"),), {}, (*demands.APPLICANT, *demands.DEFENDANT, *demands.SUMMONS),
    ),
    "declaration": (declaration_creance, (DECLARE,), files(), declaration_creance.DEMANDS),
    "formulaire_a": (formulaire_a, ASKED, {PLACE: BRUSSELS}, formulaire_a.ENTRIES),
}  # fmt: skip


def _claim(due: object) -> Callable[[Matter], Matter]:
    return lambda m: replace(m, claim=replace(m.claim, totals=replace(m.claim.totals, due=due)))


def _contract(**more: object) -> Callable[[Matter], Matter]:
    return lambda m: replace(m, case=replace(m.case, contract=m.case.contract.model_copy(update=more)))


def _creditor(**more: object) -> Callable[[Matter], Matter]:
    return lambda m: replace(m, case=replace(m.case, creditor=m.case.creditor.model_copy(update=more)))


def _debtor(**more: object) -> Callable[[Matter], Matter]:
    def changed(matter: Matter) -> Matter:
        debtor = matter.debtor.model_copy(update=more)
        return replace(matter, debtor=debtor, case=replace(matter.case, debtors=(debtor,)))

    return changed


def _unsigned(matter: Matter) -> Matter:
    settings = matter.case.settings.model_copy(update={"signatories": (), "adviser": None, "other_advisers": ()})
    return _creditor(representative=None)(replace(matter, case=replace(matter.case, settings=settings)))


REMOVED: dict[str, Callable[[Matter], Matter]] = {
    "la juridiction saisie": lambda m: replace(m, stage=replace(m.stage, court=None)),
    "le fondement de la créance : l’objet du contrat": _contract(subject=""),
    "les moyens : l’objet du contrat": _contract(subject=""),
    "la cause de la créance : l’objet du contrat": _contract(subject=""),
    "le montant précis de la somme réclamée": _claim(None),
    "un montant connu": _claim(None),
    "une somme échue": _claim(ZERO),
    "des documents justificatifs": lambda m: replace(m, bordereau=replace(m.bordereau, pieces=())),
    "des pièces": lambda m: replace(m, bordereau=replace(m.bordereau, pieces=())),
    "des éléments de preuve": lambda m: replace(m, bordereau=replace(m.bordereau, pieces=())),
    "le signataire de la requête": _unsigned,
    "un signataire : représentant légal, ou pouvoir en vigueur": _unsigned,
    "la forme et la dénomination du requérant": _creditor(form=""),
    "l’organe qui représente le requérant": _creditor(representative=None),
    "le siège ou le domicile du requérant": _creditor(address=None),
    "l’adresse du créancier": _creditor(address=None),
    "les nom et prénoms, ou la dénomination, du débiteur": _debtor(denomination=""),
    "le nom du défendeur": _debtor(denomination=""),
    "le siège ou le domicile du débiteur": _debtor(address=None),
    "l’adresse du défendeur": _debtor(address=None),
}
ELSEWHERE = {
    "les nom et prénoms du requérant", "la profession du requérant", "la nationalité du requérant",
    "les date et lieu de naissance du requérant", "ce qui est demandé à chacun : plusieurs débiteurs, sans solidarité",
    "le mandataire ou le liquidateur", "l’adresse du mandataire ou du liquidateur", "l’assiette de chaque sûreté",
    "la pièce de chaque sûreté",
}  # fmt: skip
"""Rows that the sample cases do not meet by having the fact: other tests remove them, in cases of natural persons, of several debtors,
of entries of the journal."""


@cache
def rows() -> list[tuple[str, Demand]]:
    """Every row of every act, but those that are removed elsewhere."""
    return [(kind, row) for kind, (*_, table) in KINDS.items() for row in table if row.what not in ELSEWHERE]


@pytest.mark.parametrize("kind", KINDS)
def test_with_all_of_them_the_act_is_not_withheld(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the tests below would prove nothing."""
    module, steps, given, table = KINDS[kind]
    matter = caught(monkeypatch, module, steps, given)
    (document, *_) = module.draft(matter)  # type: ignore[attr-defined]
    assert document.html, document.reasons
    assert all(row.met(matter) for row in table)


@pytest.mark.parametrize(("kind", "row"), rows(), ids=lambda value: value if isinstance(value, str) else value.what)
def test_without_one_the_act_is_withheld_and_says_which(kind: str, row: Demand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words, its article, and the place where it is to be written."""
    module, steps, given, _ = KINDS[kind]
    matter = REMOVED[row.what](caught(monkeypatch, module, steps, given))
    (document, *_) = module.draft(matter)  # type: ignore[attr-defined]
    assert document.state == "withheld" and not document.html
    said = {reason.text for reason in document.reasons}
    wanted = row.what.replace("requérant", "demandeur") if kind == "assignation" and row in demands.APPLICANT else row.what
    assert f"il manque {wanted}" in said or (row.what == "un montant connu" and said), said
    assert all(reason.place for reason in document.reasons if reason.text == f"il manque {wanted}")
