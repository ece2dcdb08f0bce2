"""The file that a commissaire de justice needs for the simplified procedure for small claims (CPCE L125-1, R125-1 to R125-8).

He writes the invitation himself, on the model of an arrêté; the creditor gives him what it must say (R125-2, I): the parties,
the basis, principal and interest told apart. Articles read 2026-11-21 in a copy of 4 April 2026.
"""

from __future__ import annotations

from dossier.documents import figures, gate
from dossier.documents.document import Document, Reason
from dossier.documents.enclosures import the_bundle, the_decompte
from dossier.documents.facts import foundation
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.occasions import letter_blank
from dossier.documents.page import withheld
from dossier.documents.parties import called
from dossier.documents.proof import proofs
from dossier.documents.transmission import (
    ROLES,
    Row,
    Section,
    addressee,
    adviser_of,
    check_rows,
    handed,
    party_rows,
    piece_rows,
)
from dossier.ground.french import amount, euros, long_day, short_day
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.procedure.routes.petites_creances import DOCUMENT

ID = DOCUMENT
TITLE = "Dossier de petite créance"


def draft(matter: Matter) -> tuple[Document, ...]:
    """One letter with its sheet, for one debtor."""
    claim = matter.claim
    blank = letter_blank(matter, "dossier-petite-creance", ID, TITLE, *_doubts(matter))
    rows = figures.bearing(claim)
    asked = figures.known_total(figures.owed_on(row) for row in rows)
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES, *gate.EVIDENCE)), *gate.missing(matter, (*_OFFICER, *gate.GUARANTOR, *DEMANDS)),
        *gate.conditions(matter), *gate.unverified(claim.law_used),
    )  # fmt: skip
    if asked is None or not rows:
        return (withheld(matter, blank, reasons or (Reason("aucune somme échue"),)),)
    officer = matter.case.settings.adviser_of("commissaire")
    known = proofs(matter)
    principal = figures.known_total(row.outstanding for row in rows)
    interest = figures.known_total(row.interest_due for row in rows)
    sums = [
        Row(
            f"Facture {row.number}",
            known.invoice(row).after(
                f"échue le {short_day(row.due)} : principal {amount(row.outstanding)}, intérêts {amount(row.interest_due)}"
            ),
            amount(figures.owed_on(row)),
        )
        for row in rows
    ]
    sums += [
        Row("Principal", known.head("principal", principal).words, amount(principal)),
        Row("Intérêts échus", known.head("interest", interest).after(f"au {long_day(claim.date)}"), amount(interest)),
        Row("Total", "en principal et intérêts", euros(asked), total=True),
    ]
    document = handed(
        matter, blank, reasons, addressee(officer),
        template="dossier-l125",
        subject=f"Procédure simplifiée des petites créances : {euros(asked)} dus par {called(matter.debtor)}",
        values={"debiteur": called(matter.debtor), "somme": euros(asked)},
        sections=[
            Section("À la demande de", party_rows(matter.case.creditor, "Créancier")),
            Section("Débiteur à inviter", (*party_rows(matter.debtor, ROLES[matter.debtor.role]), *check_rows(matter, matter.debtor))),
            Section("Fondement", (Row("Créance", foundation(matter.case.contract)),)),
            Section("Somme due, en principal et intérêts", tuple(sums)),
            Section("Ce qui est joint", piece_rows(matter)),
        ],
        enclosures=(the_decompte(f"décompte au {long_day(claim.date)}"), the_bundle()),
        theirs=officer.reference if officer else "",
    )  # fmt: skip
    return (document,)


def _doubts(matter: Matter) -> tuple[str, ...]:
    """The conditions of the procedure that rest on no text read."""
    doubtful = (Certainty.SECONDARY, Certainty.INFERRED, Certainty.UNSETTLED)
    found = [c for c in (matter.step.conditions if matter.step else ()) if c.certainty in doubtful and c.blocking]
    return tuple(f"{c.label}, {c.rule} ({CERTAINTY_FR[c.certainty]})" for c in found)


_OFFICER = adviser_of("commissaire", "le commissaire de justice du ressort de la cour d’appel du débiteur", "CPCE, art. R. 125-1")

DEMANDS: tuple[Demand, ...] = (
    Demand("l’adresse du créancier", "CPCE, art. R. 125-2, I, 2°", lambda m: gate.has_domicile(m.case.creditor), gate.of_creditor("adresse")),
    Demand("l’adresse du débiteur", "CPCE, art. R. 125-1", lambda m: gate.has_domicile(m.debtor), gate.of_debtor("adresse")),
    Demand(
        "le fondement de la somme due : l’objet du contrat", "CPCE, art. R. 125-2, I, 3°", lambda m: m.case.contract.subject,
        lambda m: gate.at_key(m.case.contract, "objet", f"{m.case.folder}/affaire.yaml, contrat"),
    ),
    Demand("une somme échue et connue", "CPCE, art. R. 125-2, I, 3°", lambda m: m.claim.totals.due, gate.of_file("factures.yaml")),
)  # fmt: skip
"""What the invitation of the commissaire must say."""
