"""The instruction to a commissaire de justice to enforce a title: title, décompte, what is known of the debtor's estate.

What may be seized is for the commissaire alone: the letter is in no bundle. CPCE L111-2 and L111-8, CPC 503 (read 2026-11-21).
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.documents import gate
from dossier.documents.document import Document
from dossier.documents.enclosures import the_decompte
from dossier.documents.facts import numbers
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.occasions import events, letter_blank
from dossier.documents.parties import called
from dossier.documents.proof import proofs
from dossier.documents.transmission import (
    ROLES,
    Row,
    Section,
    addressee,
    adviser_of,
    check_rows,
    cited,
    handed,
    party_rows,
    sum_rows,
)
from dossier.ground.french import long_day, upper_first
from dossier.model.journal import Event, Jugement, OrdonnanceInjonction, Signification, TitreExecutoire

ID = "instruction_execution"
TITLE = "Instruction d’exécuter"
MODES = {
    "personne": "à personne", "domicile": "à domicile", "etude": "à l’étude", "pv_659": "procès-verbal de recherches",
    "electronique": "par voie électronique",
}  # fmt: skip


def draft(matter: Matter) -> tuple[Document, ...]:
    """One letter for one debtor, once the title is enforceable and was notified."""
    blank = letter_blank(matter, "instruction-d-executer", ID, TITLE)
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*_OFFICER, *DEMANDS)),
        *gate.conditions(matter), *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    officer, title = matter.case.settings.adviser_of("commissaire"), _title(matter)
    document = handed(
        matter, blank, reasons, addressee(officer),
        template="instruction-execution",
        subject=f"Exécution : {_name(title) if title else 'titre exécutoire'} contre {called(matter.debtor)}",
        values={
            "titre": _name(title) if title else "", "debiteur": called(matter.debtor), "date": long_day(matter.claim.date),
            "patrimoine": bool(matter.debtor.assets),
        },
        sections=_sections(matter, title),
        enclosures=("titre revêtu de la formule exécutoire", "acte de signification", the_decompte(f"décompte au {long_day(matter.claim.date)}")),
        theirs=officer.reference if officer else "",
    )  # fmt: skip
    return (document,)


def _title(matter: Matter) -> Event | None:
    """The last title against this debtor: order, judgment, other."""
    found = [e for e in events(matter) if isinstance(e, OrdonnanceInjonction | Jugement | TitreExecutoire)]
    return found[-1] if found else None


def _name(title: Event) -> str:
    """« ordonnance portant injonction de payer du 10 septembre 2026 »."""
    if isinstance(title, TitreExecutoire):
        words = title.nature or "titre exécutoire"
    else:
        words = "ordonnance portant injonction de payer" if isinstance(title, OrdonnanceInjonction) else "jugement"
    return f"{words} du {long_day(title.date)}"


def _sections(matter: Matter, title: Event | None) -> list[Section]:
    debtor = matter.debtor
    assets = tuple(
        Row(upper_first(a.nature), " ; ".join(p for p in (a.detail, _source(a.source, long_day(a.date) if a.date else "")) if p))
        for a in debtor.assets
    )
    return [
        Section("À la requête de", party_rows(matter.case.creditor, "Créancier")),
        Section("Contre", (*party_rows(debtor, ROLES[debtor.role]), *check_rows(matter, debtor))),
        Section("Le titre", tuple(_title_rows(matter, title))),
        Section("Les sommes, selon le décompte joint", sum_rows(matter.claim, proofs(matter))),
        Section("Ce qui est connu de son patrimoine, à votre seul usage", assets),
    ]


def _source(source: str, day: str) -> str:
    return ", ".join(part for part in (f"source : {source}" if source else "", f"relevé le {day}" if day else "") if part)


def _title_rows(matter: Matter, title: Event | None) -> Iterator[Row]:
    if title is None:
        return
    yield Row("Nature", cited(upper_first(_name(title)), numbers(matter, title.evidence)))
    if title.reference:
        yield Row("Numéro", title.reference)
    if isinstance(title, OrdonnanceInjonction | Jugement) and title.court:
        yield Row("Juridiction", title.court)
    for service in [e for e in events(matter) if isinstance(e, Signification) and e.date >= title.date]:
        yield Row("Signifié", cited(f"le {long_day(service.date)}, {MODES[service.mode]}", numbers(matter, service.evidence)))


_OFFICER = adviser_of("commissaire", "le commissaire de justice à qui l’instruction s’adresse", "CPCE, art. L. 111-2")

DEMANDS: tuple[Demand, ...] = (
    Demand("le titre, avec sa copie", "CPCE, art. L. 111-2", lambda m: (t := _title(m)) and t.evidence, gate.of_file("journal.yaml")),
    Demand(
        "la signification du titre au débiteur", "CPC, art. 503", lambda m: any(isinstance(e, Signification) for e in events(m)),
        gate.of_file("journal.yaml"),
    ),
    Demand("une somme liquide", "CPCE, art. L. 111-2", lambda m: m.claim.totals.due, gate.of_file("factures.yaml")),
    Demand("l’adresse du débiteur", "CPC, art. 503", lambda m: gate.has_domicile(m.debtor), gate.of_debtor("adresse")),
    Demand(
        "la source de chaque élément du patrimoine", "", lambda m: all(a.source for a in m.debtor.assets), gate.of_debtor("patrimoine"),
    ),
)  # fmt: skip
"""What lets a commissaire enforce: a title, its notice, a sum, and facts whose source is told."""
