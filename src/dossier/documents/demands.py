"""What an act brought before a court must contain: rows of data, each with its article and the place to mend.

CPC 54, 57, 1405 and 1407 (read 2026-11-21); the rows of the juge des contentieux de la protection rest on what its requête must
prove (C. conso. R312-35) and on the basis that CPC 1407 asks.
"""

from __future__ import annotations

from dataclasses import replace

from dossier.documents.document import Reason
from dossier.documents.gate import Demand, at_key, has_domicile, missing, of_creditor, of_debtor, of_file
from dossier.documents.matter import Matter
from dossier.documents.signing import signing
from dossier.documents.targets import sued_as, targets
from dossier.ground.money import ZERO
from dossier.model.party import Party


def _person(matter: Matter) -> bool:
    return matter.case.creditor.is_natural


def _called(party: Party) -> bool:
    """Whether a party bears the names that an act must say: both names of a person, the denomination of a company."""
    return bool(party.last_name and party.first_names) if party.is_natural else bool(party.denomination)


def _contract(matter: Matter, key: str) -> str:
    return at_key(matter.case.contract, key, f"{matter.case.folder}/affaire.yaml, contrat")


APPLICANT: tuple[Demand, ...] = (
    Demand(
        "les nom et prénoms du requérant", "CPC, art. 54, 3° a", lambda m: not _person(m) or _called(m.case.creditor), of_creditor("prenoms"),
    ),
    Demand(
        "la profession du requérant", "CPC, art. 54, 3° a", lambda m: not _person(m) or m.case.creditor.profession, of_creditor("profession"),
    ),
    Demand(
        "la nationalité du requérant", "CPC, art. 54, 3° a", lambda m: not _person(m) or m.case.creditor.nationality,
        of_creditor("nationalite"),
    ),
    Demand(
        "les date et lieu de naissance du requérant", "CPC, art. 54, 3° a", lambda m: not _person(m) or m.case.creditor.birth,
        of_creditor("naissance"),
    ),
    Demand(
        "la forme et la dénomination du requérant", "CPC, art. 54, 3° b",
        lambda m: _person(m) or (m.case.creditor.form and m.case.creditor.denomination), of_creditor("forme"),
    ),
    Demand(
        "l’organe qui représente le requérant", "CPC, art. 54, 3° b", lambda m: _person(m) or m.case.creditor.representative,
        of_creditor("representant"),
    ),
    Demand("le siège ou le domicile du requérant", "CPC, art. 54, 3°", lambda m: has_domicile(m.case.creditor), of_creditor("adresse")),
)  # fmt: skip

DEFENDANT: tuple[Demand, ...] = (
    Demand("les nom et prénoms, ou la dénomination, du débiteur", "CPC, art. 57", lambda m: _called(m.debtor), of_debtor("denomination")),
    Demand("le siège ou le domicile du débiteur", "CPC, art. 57", lambda m: has_domicile(m.debtor), of_debtor("adresse")),
)  # fmt: skip

CLAIM: tuple[Demand, ...] = (
    Demand("la juridiction saisie", "CPC, art. 54, 1°", lambda m: m.stage.court, of_debtor("adresse")),
    Demand(
        "le fondement de la créance : l’objet du contrat", "CPC, art. 1407", lambda m: m.case.contract.subject,
        lambda m: _contract(m, "objet"),
    ),
    Demand("le montant précis de la somme réclamée", "CPC, art. 1407", lambda m: m.claim.totals.due is not None, of_file("factures.yaml")),
    Demand("une somme échue", "CPC, art. 1405", lambda m: m.claim.totals.due != ZERO, of_file("factures.yaml")),
    Demand("des documents justificatifs", "CPC, art. 1407", lambda m: m.bordereau.pieces, of_file("pieces")),
    Demand(
        "ce qui est demandé à chacun : plusieurs débiteurs, sans solidarité", "CPC, art. 1407",
        lambda m: len(targets(m.case)) < 2 or any(d.role == "codebiteur_solidaire" for d in m.case.debtors), of_debtor("qualite"),
    ),
    Demand("le signataire de la requête", "CPC, art. 57", signing, lambda m: "dossier.yaml, signataires"),
)  # fmt: skip

_PROTECTED: tuple[Demand, ...] = (
    Demand("la date du contrat", "CPC, art. 1407", lambda m: m.case.contract.concluded_on, lambda m: _contract(m, "conclu_le")),
    Demand("le contrat lui-même", "CPC, art. 1407", lambda m: m.case.contract.evidence, lambda m: _contract(m, "pieces")),
)

BY_NATURE: dict[str, tuple[Demand, ...]] = {
    "bail_habitation": _PROTECTED,
    "credit_consommation": (
        *_PROTECTED,
        Demand(
            "la date du premier incident de paiement non régularisé", "C. conso., art. R. 312-35",
            lambda m: m.case.contract.first_incident_on, lambda m: _contract(m, "premier_incident_le"),
        ),
    ),
}  # fmt: skip
"""What the juge des contentieux de la protection must read besides, by nature of the claim."""


def insolvent(matter: Matter) -> tuple[Reason, ...]:
    """The debtors of the act under collective proceedings: no judge may order them to pay an earlier debt (C. com. L622-21)."""
    over = {row.id for row in matter.stage.debtors if "procedure_collective" in row.overlays}
    return tuple(
        Reason(
            f"une procédure collective est ouverte à l’égard de {sued_as(debtor)} : la créance s’y déclare, et l’acte ne peut viser que les autres",
            debtor.place.at_line, "C. com., art. L. 622-21",
        )
        for debtor in targets(matter.case)
        if debtor.id in over
    )  # fmt: skip


def missing_of_requete(matter: Matter) -> tuple[Reason, ...]:
    """What a requête en injonction de payer lacks: of the applicant, of each debtor it names, of the claim."""
    asked = targets(matter.case)
    found = [*missing(matter, APPLICANT)]
    for debtor in asked:
        rows = missing(replace(matter, debtor=debtor), DEFENDANT)
        found += rows if len(asked) == 1 else [replace(row, text=f"{row.text} {debtor.id}") for row in rows]
    return (*insolvent(matter), *found, *missing(matter, (*CLAIM, *BY_NATURE.get(matter.case.nature, ()))))


SUMMONS: tuple[Demand, ...] = (
    Demand("la juridiction saisie", "CPC, art. 54, 1°", lambda m: m.stage.court, of_debtor("adresse")),
    Demand(
        "les moyens : l’objet du contrat", "CPC, art. 56, 2°", lambda m: m.case.contract.subject, lambda m: _contract(m, "objet"),
    ),
    Demand("un montant connu", "CPC, art. 54, 2°", lambda m: m.claim.totals.due is not None, of_file("factures.yaml")),
    Demand("une somme échue", "C. civ., art. 1353", lambda m: m.claim.totals.due != ZERO, of_file("factures.yaml")),
    Demand("des pièces", "CPC, art. 56, 3°", lambda m: m.bordereau.pieces, of_file("pieces")),
    Demand(
        "ce qui est demandé à chacun : plusieurs débiteurs, sans solidarité", "CPC, art. 54, 2°",
        lambda m: len(targets(m.case)) < 2 or any(d.role == "codebiteur_solidaire" for d in m.case.debtors), of_debtor("qualite"),
    ),
)  # fmt: skip
"""What the project of a summons must say; place, day and hour of the hearing are not known yet and stay blank (CPC 56, 1°)."""


def missing_of_summons(matter: Matter) -> tuple[Reason, ...]:
    """What the project of a summons lacks: of the plaintiff, of each defendant (CPC 648), of the claim."""
    named = tuple(replace(row, rule="CPC, art. 648") for row in DEFENDANT)
    plaintiff = tuple(replace(row, what=row.what.replace("requérant", "demandeur")) for row in APPLICANT)
    asked = targets(matter.case)
    found = [*missing(matter, plaintiff)]
    for debtor in asked:
        rows = missing(replace(matter, debtor=debtor), named)
        found += rows if len(asked) == 1 else [replace(row, text=f"{row.text} {debtor.id}") for row in rows]
    own = BY_NATURE.get(matter.case.nature, ())
    means = tuple(replace(row, rule="CPC, art. 56, 2°") if row.rule == "CPC, art. 1407" else row for row in own)
    return (*insolvent(matter), *found, *missing(matter, (*SUMMONS, *means)))
