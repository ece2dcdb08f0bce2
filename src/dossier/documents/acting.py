"""Who acts for the creditor in a letter: himself, his avocat, or a collector, and what a collector must have and say.

CPCE R124-2 to R124-4, R124-6 and L111-8, read 2026-11-21 in a copy of the code of 4 April 2026. An avocat is not concerned by them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from dossier.documents.document import Reason
from dossier.documents.gate import Demand, of_file
from dossier.documents.matter import Matter, case_reference
from dossier.ground.french import long_day
from dossier.ground.money import ZERO
from dossier.model.journal import Event, MiseEnDemeure, Relance
from dossier.model.party import Adviser

Actor = Literal["creancier", "avocat", "recouvreur"]
_SPOKEN = ("telephone", "rendez_vous")

L111_8_AS_READ = "texte reproduit de CPCE L111-8, alinéas 2 et 3, dans l’état lu le 4 avril 2026 : à comparer avec Légifrance"
L111_8 = (
    "Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s'ils concernent un acte "
    "dont l'accomplissement est prescrit par la loi au créancier. Toute stipulation contraire est réputée non écrite, sauf "
    "disposition législative contraire.",
    "Cependant, le créancier qui justifie du caractère nécessaire des démarches entreprises pour recouvrer sa créance peut "
    "demander au juge de l'exécution de laisser tout ou partie des frais ainsi exposés à la charge du débiteur de mauvaise foi.",
)
"""The second and third paragraphs of CPCE L111-8, word for word: what the letter of a collector reproduces (R124-4, 5°)."""


def acting(matter: Matter, level: str) -> Actor:
    """Who sends the letter of a level: whom the case's last mandate names (`par`), else whom the firm's calendar does."""
    given = [
        e.by for e in matter.case.journal if e.act == "mandat" and e.by in ("avocat", "recouvreur") and e.date <= matter.today
    ]
    if given:
        return "avocat" if given[-1] == "avocat" else "recouvreur"
    return next((row.by for row in matter.case.settings.calendar if row.level == level), "creancier")


def mandated(matter: Matter, actor: Actor) -> Event | None:
    """The last mandate of the case's journal when it names this profession; None for another, or for none."""
    given = [e for e in matter.case.journal if e.act == "mandat" and e.by is not None and e.date <= matter.today]
    return given[-1] if given and given[-1].by == actor else None


def adviser(matter: Matter, actor: Actor) -> Adviser | None:
    """The adviser who acts; None for the creditor himself, or when `dossier.yaml` names none of that profession."""
    return None if actor == "creancier" else matter.case.settings.adviser_of(actor)


def convention(matter: Matter) -> Event | None:
    """The written mandate of the collector: the last one with its piece (CPCE R124-3); None without one."""
    found = [
        e
        for e in matter.case.journal
        if e.act == "mandat" and e.by in (None, "recouvreur") and e.evidence and e.date <= matter.today
    ]
    return found[-1] if found else None


def first_letter(matter: Matter) -> Event | None:
    """The collector's first letter to this debtor, whose reference and date every later contact repeats (CPCE R124-4)."""
    sent = [
        e
        for e in matter.case.journal
        if e.by == "recouvreur" and isinstance(e, Relance | MiseEnDemeure) and e.channel not in _SPOKEN
        and e.date < matter.today and e.debtor in ("", matter.debtor.id)
    ]  # fmt: skip
    return sent[0] if sent else None


def reference(matter: Matter) -> str:
    """The reference of the collector's letter: that of his first one, else his own, else the case's."""
    first, who = first_letter(matter), matter.case.settings.adviser_of("recouvreur")
    return (first.reference if first else "") or (who.reference if who else "") or case_reference(matter)


def recalled(matter: Matter) -> str:
    """« lettre du 3 mars 2026, référence RC-114 »: what repeats the first letter; '' when this is the first."""
    first = first_letter(matter)
    return f"lettre du {long_day(first.date)}, référence {first.reference}" if first else ""


def _of(key: str, type: str) -> Callable[[Matter], str]:
    def place(matter: Matter) -> str:
        found = matter.case.settings.adviser_of(type)
        at = found.place_of(key).at_line if found and found.place_of(key).file else "dossier.yaml"
        return f"{at}, conseil, {key}" if found else f"dossier.yaml, conseil: {{type: {type}, nom: …}}"

    return place


def _has(type: str, field: Callable[[Adviser], object]) -> Callable[[Matter], object]:
    def met(matter: Matter) -> object:
        found = matter.case.settings.adviser_of(type)
        return found and field(found)

    return met


def _first_reference(matter: Matter) -> str:
    first = first_letter(matter)
    return f"{first.place.at_line}, reference" if first else "journal.yaml"


AVOCAT: tuple[Demand, ...] = (
    Demand("l’avocat qui écrit", "", _has("avocat", lambda a: a.name), _of("nom", "avocat")),
    Demand("l’adresse de l’avocat", "", _has("avocat", lambda a: a.address and a.address.commune), _of("adresse", "avocat")),
)
"""What the letter of an avocat rests on; no text read lists its mentions."""

COLLECTOR: tuple[Demand, ...] = (
    Demand("le nom du recouvreur", "CPCE, art. R. 124-4, 1°", _has("recouvreur", lambda a: a.name), _of("nom", "recouvreur")),
    Demand(
        "l’adresse ou le siège du recouvreur", "CPCE, art. R. 124-4, 1°",
        _has("recouvreur", lambda a: a.address and (a.address.street or a.address.extra)), _of("adresse", "recouvreur"),
    ),
    Demand(
        "la déclaration du recouvreur au procureur", "CPCE, art. R. 124-2", _has("recouvreur", lambda a: a.declared_on),
        _of("declaration_procureur_le", "recouvreur"),
    ),
    Demand(
        "l’assurance du recouvreur", "CPCE, art. R. 124-2", _has("recouvreur", lambda a: a.insurance), _of("assurance", "recouvreur"),
    ),
    Demand(
        "le compte dédié du recouvreur, où payer", "CPCE, art. R. 124-2 et R. 124-4, 4°", _has("recouvreur", lambda a: a.account),
        _of("compte_dedie", "recouvreur"),
    ),
    Demand(
        "la convention écrite qui lui donne pouvoir de recevoir", "CPCE, art. R. 124-3", convention,
        lambda m: f"{m.case.folder}/journal.yaml, acte: mandat, par: recouvreur, pieces",
    ),
    Demand(
        "le fondement de la somme due : l’objet du contrat", "CPCE, art. R. 124-4, 3°", lambda m: m.case.contract.subject,
        lambda m: f"{m.case.folder}/affaire.yaml, contrat, objet",
    ),
    Demand(
        "la référence de la première lettre du recouvreur", "CPCE, art. R. 124-4",
        lambda m: first_letter(m) is None or reference_of_first(m), _first_reference,
    ),
)  # fmt: skip
"""What a collector must have before he acts, and what his letter must say."""


CONVENTION: tuple[Demand, ...] = (
    *(row for row in COLLECTOR if row.rule in ("CPCE, art. R. 124-4, 1°", "CPCE, art. R. 124-2", "CPCE, art. R. 124-2 et R. 124-4, 4°")),
    Demand(
        "le fondement de la créance : l’objet du contrat", "CPCE, art. R. 124-3, 1°", lambda m: m.case.contract.subject.strip(" ."),
        lambda m: f"{m.case.folder}/affaire.yaml, contrat, objet",
    ),
    Demand("un montant connu", "CPCE, art. R. 124-3, 1°", lambda m: m.claim.totals.due is not None, of_file("factures.yaml")),
    Demand("une somme échue", "CPCE, art. R. 124-3, 1°", lambda m: m.claim.totals.due != ZERO, of_file("factures.yaml")),
    Demand(
        "la garantie du recouvreur : ses conditions et ses modalités", "CPCE, art. R. 124-3, 2°",
        _has("recouvreur", lambda a: a.guarantee), _of("garantie", "recouvreur"),
    ),
    Demand(
        "la rémunération du recouvreur : comment elle se calcule", "CPCE, art. R. 124-3, 3°", _has("recouvreur", lambda a: a.fee),
        _of("remuneration", "recouvreur"),
    ),
)  # fmt: skip
"""What the written convention must say, and what the collector must have before it is signed; the remittance has a rule of its own."""


def reference_of_first(matter: Matter) -> str:
    """The reference of the collector's first letter, '' when none was noted."""
    first = first_letter(matter)
    return first.reference if first else ""


def demands(actor: Actor) -> tuple[Demand, ...]:
    """What the letter of an actor needs beside what any letter does."""
    return AVOCAT if actor == "avocat" else COLLECTOR if actor == "recouvreur" else ()


def to_confirm(actor: Actor) -> tuple[str, ...]:
    """The text that a collector's letter reproduces, to be compared with the one in force."""
    return (L111_8_AS_READ,) if actor == "recouvreur" else ()


def nobody(matter: Matter, actor: Actor) -> tuple[Reason, ...]:
    """Why no letter can be set at all: nobody of that profession is named, so that there is no letterhead."""
    if actor == "creancier" or adviser(matter, actor) is not None:
        return ()
    return (Reason(f"aucun {actor} n’est nommé", f"dossier.yaml, conseil: {{type: {actor}, nom: …}}"),)
