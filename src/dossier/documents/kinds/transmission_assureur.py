"""The declaration of an unpaid claim to the creditor's credit insurer: the debtor, the invoices, what was done, the sums.

Whom it goes to and in which time is in the policy, which no file holds: the letter names no time limit.
"""

from __future__ import annotations

from dossier.documents import figures, gate
from dossier.documents.document import Document
from dossier.documents.enclosures import the_bundle, the_decompte
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.occasions import events, letter_blank, may_be_asked
from dossier.documents.parties import called
from dossier.documents.proof import proofs
from dossier.documents.transmission import (
    ROLES,
    Row,
    Section,
    addressee,
    adviser_of,
    check_rows,
    done_rows,
    handed,
    party_rows,
    piece_rows,
    sum_rows,
)
from dossier.ground.french import amount, euros, long_day, plural, short_day
from dossier.model.journal import Communication

ID = "transmission_assureur"
TITLE = "Déclaration à l’assureur-crédit"


def wanted(matter: Matter) -> bool:
    """With an insurer on file, something overdue, and nothing communicated to him yet."""
    insurer = matter.case.settings.adviser_of("assureur")
    if insurer is None or not figures.owing(matter.claim) or not may_be_asked(matter):
        return False
    return not any(isinstance(e, Communication) and insurer.name.casefold() in e.to.casefold() for e in events(matter))


def draft(matter: Matter) -> tuple[Document, ...]:
    """One letter for one debtor."""
    blank, claim = letter_blank(matter, "declaration-assureur", ID, TITLE), matter.claim
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*_INSURER, *DEMANDS)),
        *gate.unverified(claim.law_used),
    )  # fmt: skip
    insurer, rows = matter.case.settings.adviser_of("assureur"), figures.owing(claim)
    bills = tuple(
        Row(f"Facture {row.number}", f"du {short_day(row.date)}, échue le {short_day(row.due)}", amount(row.outstanding))
        for row in rows
    )
    document = handed(
        matter, blank, reasons, addressee(insurer),
        template="transmission-assureur",
        subject=f"Déclaration d’impayé : {called(matter.debtor)}, {euros(claim.totals.due)}",
        values={
            "debiteur": called(matter.debtor), "principal": euros(figures.known_total(r.outstanding for r in rows)),
            "nombre": plural(len(rows), "facture"), "depuis": long_day(min(r.due for r in rows)) if rows else "",
            "police": insurer.reference if insurer else "",
        },
        sections=[
            Section("L’assuré", party_rows(matter.case.creditor, "Créancier")),
            Section("Le débiteur", (*party_rows(matter.debtor, ROLES[matter.debtor.role]), *check_rows(matter, matter.debtor))),
            Section("Les factures impayées, reste dû TTC", bills),
            Section("Les sommes, selon le décompte joint", sum_rows(claim, proofs(matter))),
            Section("Ce qui a été fait", done_rows(matter)),
            Section("Ce qui est joint", piece_rows(matter)),
        ],
        enclosures=(the_decompte(f"décompte au {long_day(claim.date)}"), the_bundle()),
    )  # fmt: skip
    return (document,)


_INSURER = adviser_of("assureur", "l’assureur-crédit à qui l’impayé se déclare")

DEMANDS: tuple[Demand, ...] = (
    Demand(
        "le numéro de la police (`reference` du conseil)", "", lambda m: (a := m.case.settings.adviser_of("assureur")) and a.reference,
        lambda m: f"{a.place.at_line}, reference" if (a := m.case.settings.adviser_of("assureur")) else "dossier.yaml, conseil",
    ),
    Demand("l’identité du débiteur : son SIREN", "", lambda m: m.debtor.siren or m.debtor.type == "particulier", gate.of_debtor("siren")),
    Demand("une somme échue et connue", "", lambda m: m.claim.totals.due, gate.of_file("factures.yaml")),
)  # fmt: skip
"""What an insurer cannot do without; the policy may ask for more."""
