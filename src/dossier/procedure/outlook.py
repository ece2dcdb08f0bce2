"""What a route looks at: where a debtor stands, what lies over him, and which court he answers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from dossier.ground.catalogue import found
from dossier.ground.days import add_months
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day, typo_fr
from dossier.ground.spans import Span
from dossier.law.law import Certainty
from dossier.model.evidence import EvidenceRef
from dossier.model.party import Party
from dossier.procedure.court import Unknown
from dossier.procedure.overlays import opening
from dossier.procedure.position import Position
from dossier.procedure.prescription import Prescription
from dossier.procedure.road import Road
from dossier.procedure.stage import Blocker, Condition, Court, Step


@dataclass(frozen=True, slots=True)
class Outlook:
    """The end of a replay, as routes read it."""

    road: Road
    position: Position
    overlays: tuple[str, ...]
    prescribed: tuple[Prescription, ...]
    court: Court | Unknown

    @property
    def insolvent(self) -> Condition:
        """That no insolvency proceedings stop payments, actions and executions (C. com. L622-21)."""
        judgment = opening(self.road)
        label, rule = "Aucune procédure collective connue", "C. com. L622-21"
        if judgment:
            why = f"jugement d’ouverture du {short_day(judgment.date)}"
            return Condition("impossible", label, why, rule, Certainty.SECONDARY, span=judgment.place)
        return Condition("met", label, "aucun jugement d’ouverture au journal", rule, Certainty.SECONDARY)


Check = Callable[[Outlook], Condition | None]
"""A condition of a route: what it says of a debtor's outlook, None where it does not arise."""


def weigh(outlook: Outlook, checks: Iterable[Check]) -> tuple[Condition, ...]:
    """What each check says, in their order, without those that do not arise."""
    return tuple(condition for check in checks if (condition := check(outlook)) is not None)


def blocked(action: str, conditions: Iterable[Condition]) -> list[Blocker]:
    """A blocker for each condition that closes an action: what is impossible first, then what is missing and blocks."""
    said = tuple(conditions)
    closing = [c for c in said if c.state == "impossible"] + [c for c in said if c.state == "missing" and c.blocking]
    return [
        Blocker(action, c.rule, typo_fr(f"condition non remplie, « {c.label} » : {c.proof}"), c.certainty, span=c.span)
        for c in closing
    ]


def opened(step: Step) -> list[Step | Blocker]:
    """A step unless one of its conditions is impossible, and the blockers of what closes it."""
    closing = blocked(step.action, step.conditions)
    possible = all(c.state != "impossible" for c in step.conditions)
    said = tuple(
        replace(c, label=_set_fr(c.label), proof=_set_fr(c.proof), remedy=_set_fr(c.remedy)) if _plain(c) else c
        for c in step.conditions
    )
    return [*([replace(step, conditions=said)] if possible else []), *closing]


@lru_cache(maxsize=4096)
def _set_fr(text: str) -> str:
    """`typo_fr`, kept: routes and cases share most of their words."""
    return typo_fr(text)


def _plain(condition: Condition) -> bool:
    """Whether a typographic sign may have to be set in a condition's words."""
    return any(_set_fr(text) != text for text in (condition.label, condition.proof, condition.remedy))


def fresh(outlook: Outlook, natures: tuple[str, ...], what: str, remedy: str) -> Condition:
    """That the debtor was checked within the months of the firm's setting; the latest check of these natures counts.

    *what* is « Adresse vérifiée »; the label adds since when.
    """
    road, months = outlook.road, outlook.road.case.settings.check_months
    label = f"{what} depuis moins de {months} mois"
    checks = sorted((v for v in road.debtor.verifications if v.nature in natures and v.date <= road.today), key=lambda v: v.date)
    rule = f"réglage : {months} mois"
    if not checks:
        return Condition("missing", label, "aucune vérification enregistrée", rule, remedy=remedy, blocking=False)
    last = checks[-1]
    name = {"kbis": "Kbis", "bodacc": "BODACC", "adresse": "adresse vérifiée"}[last.nature]
    proof = f"{name} du {short_day(last.date)}"
    files = (last.evidence.file,) if last.evidence else ()
    if last.date < add_months(road.today, -months):
        days = (road.today - last.date).days
        return Condition(
            "missing", label, f"{proof}, {days} jours", rule, remedy=remedy, span=last.place, evidence=files, blocking=False
        )
    return Condition("met", label, proof, rule, span=last.place, evidence=files, blocking=False)


def address_gaps(party: Party) -> list[str]:
    """What an address lacks to write to it, in French."""
    if party.address is None:
        return ["adresse"]
    found = [] if party.address.street or party.address.extra else ["voie"]
    return found + ([] if party.address.commune else ["commune"])


def identity_gaps(party: Party) -> list[str]:
    """What the identity of an applicant lacks under CPC 54 3°, in French; empty when complete."""
    if party.is_natural:
        have: dict[str, object] = {
            "nom": party.last_name, "prénoms": party.first_names, "profession": party.profession,
            "nationalité": party.nationality, "date et lieu de naissance": party.birth,
        }  # fmt: skip
    else:
        have = {"forme": party.form, "dénomination": party.denomination, "représentant légal": party.representative}
    return [name for name, value in have.items() if not value] + address_gaps(party)


def files_of(pieces: Iterable[EvidenceRef]) -> tuple[str, ...]:
    """The paths of pieces that may be communicated, in their order, each once."""
    return tuple(dict.fromkeys(p.file for p in pieces if not p.confidential))


def like(pieces: Iterable[EvidenceRef], natures: tuple[str, ...], words: str) -> list[EvidenceRef]:
    """The pieces of these natures, and those without nature whose title or name has one of the words (a pattern)."""
    pattern = re.compile(words, re.IGNORECASE)
    return [p for p in pieces if p.nature in natures or (p.nature is None and pattern.search(f"{p.title} {p.file}"))]


def say(outlook: Outlook, code: str, message: str, span: Span, *hints: str, rule: str = "") -> Diagnostic:
    """A finding about a debtor, set in French typography; *rule* stands in place of the article of its code."""
    told = tuple(typo_fr(hint) for hint in hints)
    return found(code, typo_fr(message), span, hints=told, rule=rule, case=outlook.road.case.id)
