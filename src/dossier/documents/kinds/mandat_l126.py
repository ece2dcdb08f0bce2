"""The mandate to a commissaire de justice for the procedure on uncontested commercial claims (CPCE L126-1 and following).

Neither the articles in force nor their decree were read: the letter gives the facts that the drafts of the Senate ask for
(certain, liquid, due, invoiced between commerçants), and asks him to confirm the rest before any act.
"""

from __future__ import annotations

from dossier.documents import figures, gate
from dossier.documents.document import Document, Reason
from dossier.documents.enclosures import the_bundle, the_decompte
from dossier.documents.facts import foundation
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.page import withheld
from dossier.documents.parties import called, registered
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
    piece_rows,
)
from dossier.ground.french import amount, euros, long_day, short_day
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.party import Party
from dossier.procedure.routes.creances_commerciales import DOCUMENT

ID = DOCUMENT
TITLE = "Mandat, créance commerciale non contestée"
_UNREAD = (
    f"CPCE, art. L. 126-1 à L. 126-4 et loi n° 2026-307 ({CERTAINTY_FR[Certainty.SECONDARY]}) ; décret et tarif non trouvés",
    "mentions du commandement, sort des accessoires et effet sur la prescription : à confirmer par le commissaire de justice",
)


def draft(matter: Matter) -> tuple[Document, ...]:
    """One letter with its sheet, for one debtor."""
    claim, officer = matter.claim, matter.case.settings.adviser_of("commissaire")
    blank = Document(
        matter.case.id, "mandat-creance-commerciale", ID, TITLE, "withheld", matter.today, "", "", "letter",
        debtor=matter.debtor.id, to_confirm=(*_UNREAD, *gate.to_confirm(claim.law_used)),
    )  # fmt: skip
    rows = figures.owing(claim)
    principal = figures.known_total(row.outstanding for row in rows)
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES, *gate.EVIDENCE)), *gate.missing(matter, (*_OFFICER, *DEMANDS)),
        *gate.conditions(matter), *gate.unverified(claim.law_used),
    )  # fmt: skip
    if principal is None or not rows or claim.totals.due is None:
        return (withheld(matter, blank, reasons or (Reason("aucune somme échue"),)),)
    document = handed(
        matter, blank, reasons, addressee(officer),
        template="mandat-l126",
        subject=f"Créance commerciale non contestée : {euros(principal)} en principal, dus par {called(matter.debtor)}",
        values={"debiteur": called(matter.debtor), "somme": euros(principal), "prescription": _prescription(matter)},
        sections=[
            Section("À la demande de", party_rows(matter.case.creditor, "Créancier")),
            Section("Débiteur", (*party_rows(matter.debtor, ROLES[matter.debtor.role]), *check_rows(matter, matter.debtor))),
            Section("Conditions connues de la procédure, à confirmer", _conditions(matter)),
            Section("Créance en principal, facture par facture", _invoices(matter)),
            Section("Accessoires, dont l’inclusion au commandement est à confirmer", _accessories(matter)),
            Section("Ce qui est joint", piece_rows(matter)),
        ],
        enclosures=(the_decompte(f"décompte au {long_day(claim.date)}"), the_bundle()),
        theirs=officer.reference if officer else "",
    )  # fmt: skip
    return (document,)


def _conditions(matter: Matter) -> tuple[Row, ...]:
    """Each condition with the fact that meets it."""
    both = f"créancier : {registered(matter.case.creditor)} ; débiteur : {registered(matter.debtor)}"
    found = [c for c in (matter.step.conditions if matter.step else ()) if c.label == "Créance non contestée"]
    said = found[0].proof if found and found[0].state != "met" else "aucune connue"
    return (
        Row("Entre commerçants", both),
        Row("Fondement", foundation(matter.case.contract)),
        Row("Contestation", said),
    )


def _invoices(matter: Matter) -> tuple[Row, ...]:
    rows = figures.owing(matter.claim)
    lines = [
        Row(
            f"Facture {row.number}",
            cited(f"du {short_day(row.date)}, échue le {short_day(row.due)}", matter.bordereau.numbers(row.evidence)),
            amount(row.outstanding),
        )
        for row in rows
    ]
    return (*lines, Row("Principal", "", euros(figures.known_total(row.outstanding for row in rows)), total=True))


def _accessories(matter: Matter) -> tuple[Row, ...]:
    claim, totals = matter.claim, matter.claim.totals
    heads = (
        ("Intérêts échus", f"au {long_day(claim.date)}, {figures.rate_rule_words(claim, short=True)}".rstrip(", "), figures.interest_due(claim)),
        ("Indemnité forfaitaire", figures.indemnity_words(claim), totals.indemnity_due),
        ("Clause pénale", "", totals.penalty_due),
        ("Frais", "", totals.costs_due),
    )  # fmt: skip
    rows = [Row(what, said, amount(money)) for what, said, money in heads if money]
    return (*rows, Row("Total du décompte", f"au {long_day(claim.date)}", euros(totals.due), total=True)) if rows else ()


def _prescription(matter: Matter) -> str:
    """« prescription au plus tôt le 13 février 2031 (F-2026-014) »: by its safe day, as other letters tell it; else what the road says."""
    running = [
        d for d in matter.stage.deadlines if d.id == "prescription" and d.debtor == matter.debtor.id and d.state == "running"
    ]
    if running:
        first = min(running, key=lambda d: (d.safe_day, d.invoice))
        return f"prescription au plus tôt le {long_day(first.safe_day)} ({first.invoice})"
    found = [c for c in (matter.step.conditions if matter.step else ()) if c.label == "Créance non prescrite"]
    return found[0].proof if found else ""


def _is_registered(party: Party) -> bool:
    return bool(party.siren and party.rcs)


_OFFICER = adviser_of("commissaire", "le commissaire de justice à qui le mandat s’adresse", "CPCE, art. L. 126-1")

DEMANDS: tuple[Demand, ...] = (
    Demand(
        "l’immatriculation du créancier : SIREN et ville du RCS", "CPCE, art. L. 126-1", lambda m: _is_registered(m.case.creditor),
        gate.of_creditor("rcs"),
    ),
    Demand(
        "l’immatriculation du débiteur : SIREN et ville du RCS", "CPCE, art. L. 126-1", lambda m: _is_registered(m.debtor),
        gate.of_debtor("rcs"),
    ),
    Demand("l’adresse du créancier", "CPCE, art. L. 126-1", lambda m: gate.has_domicile(m.case.creditor), gate.of_creditor("adresse")),
    Demand("l’adresse du débiteur", "CPCE, art. L. 126-2", lambda m: gate.has_domicile(m.debtor), gate.of_debtor("adresse")),
    Demand(
        "le fondement de la créance : l’objet du contrat", "CPCE, art. L. 126-1", lambda m: m.case.contract.subject.strip(" ."),
        lambda m: gate.at_key(m.case.contract, "objet", f"{m.case.folder}/affaire.yaml, contrat"),
    ),
    Demand(
        "la pièce de chaque facture", "CPCE, art. L. 126-1", lambda m: all(row.evidence for row in figures.owing(m.claim)),
        gate.of_file("factures.yaml"),
    ),
    Demand("une somme échue et connue", "CPCE, art. L. 126-1", lambda m: m.claim.totals.due, gate.of_file("factures.yaml")),
)  # fmt: skip
"""What shows a claim that is certain, liquid, due and invoiced between commerçants."""
