"""The letter that gives an unpaid debt to the creditor's avocat before any proceedings: parties, sums, what was done, limits, pieces.

It chooses no road: the conditions of each are facts, the choice is hers. CPC 54 and 56 say what her act will need.
"""

from __future__ import annotations

from dossier.documents import gate
from dossier.documents.acting import mandated
from dossier.documents.articles import article
from dossier.documents.document import Document
from dossier.documents.enclosures import the_bundle, the_decompte
from dossier.documents.facts import foundation, numbers
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.occasions import events, letter_blank, may_be_asked
from dossier.documents.parties import called
from dossier.documents.proof import proofs
from dossier.documents.targets import targets
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
    sum_rows,
)
from dossier.ground.french import enumerate_fr, euros, long_day, lower_first
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.journal import Accord, Communication, Contestation, Event, MiseEnDemeure, ReconnaissanceDeDette, Relance
from dossier.procedure.stage import Deadline

ID = "saisine_avocat"
TITLE = "Saisine de l’avocat"
MOST_LIMITS = 6
"""Time limits that the letter tells: the nearest."""
_TOLD = {
    "mise_en_demeure": "Mise en demeure", "sommation": "Sommation", "relance": "Relance", "contestation": "Contestation",
    "reconnaissance_de_dette": "Reconnaissance", "echeancier": "Échéancier", "transaction": "Transaction",
}  # fmt: skip


def wanted(matter: Matter) -> bool:
    """Once the last mandate of the journal names the avocat on file, until the file was communicated to her; once for the case."""
    avocat = matter.case.settings.adviser_of("avocat")
    given = mandated(matter, "avocat")
    asked = targets(matter.case)
    if avocat is None or given is None or not asked or asked[0].id != matter.debtor.id or not may_be_asked(matter):
        return False
    name = avocat.name.casefold()
    return not any(isinstance(e, Communication) and e.date >= given.date and name in e.to.casefold() for e in events(matter))


def draft(matter: Matter) -> tuple[Document, ...]:
    """One letter against all principal and solidary debtors."""
    claim, avocat, limits = matter.claim, matter.case.settings.adviser_of("avocat"), _limits(matter)
    doubts = tuple(
        f"{limit.title}, {article(limit.rule)} ({CERTAINTY_FR[limit.certainty]})"
        for limit in limits
        if limit.certainty not in (Certainty.TEXT, Certainty.CASE_LAW)
    )
    blank = letter_blank(matter, "saisine-avocat", ID, TITLE, *doubts)
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *_AVOCAT, *DEMANDS)),
        *gate.unverified(claim.law_used),
    )  # fmt: skip
    asked = targets(matter.case) or (matter.debtor,)
    contract = matter.case.contract
    court = matter.stage.court
    document = handed(
        matter, blank, reasons, addressee(avocat),
        template="saisine-avocat",
        subject=f"Recouvrement de {euros(claim.totals.due)} contre {enumerate_fr([called(d) for d in asked])}",
        values={
            "debiteurs": enumerate_fr([called(d) for d in asked]), "somme": euros(claim.totals.due), "date": long_day(claim.date),
            "conteste": any(isinstance(e, Contestation) for e in events(matter)),
        },
        sections=[
            Section("Votre client", party_rows(matter.case.creditor, "Créancier")),
            *(Section("Adversaire", (*party_rows(d, ROLES[d.role]), *check_rows(matter, d))) for d in asked),
            Section("Fondement", (Row("Créance", cited(foundation(contract), numbers(matter, contract.evidence))),)),
            Section("Les sommes, selon le décompte joint", sum_rows(claim, proofs(matter))),
            Section("Ce qui a été fait", _done(matter)),
            Section("Délais en cours", tuple(Row(long_day(limit.safe_day), f"{limit.title} ({article(limit.rule)})") for limit in limits)),
            Section("Juridiction du domicile", (Row("Pour une injonction", court.name),) if court else ()),
            Section("Ce qui est joint", piece_rows(matter)),
        ],
        enclosures=(the_decompte(f"décompte au {long_day(claim.date)}"), the_bundle()),
        theirs=avocat.reference if avocat else "",
    )  # fmt: skip
    return (document,)


def _limits(matter: Matter) -> tuple[Deadline, ...]:
    """The running time limits of the creditor, nearest first."""
    running = [d for d in matter.stage.deadlines if d.state == "running" and d.ours and d.safe_day >= matter.today]
    # Debtors of one debt share its limits: each is told once.
    once = {(d.safe_day, d.title, d.rule): d for d in sorted(running, key=lambda d: (d.safe_day, d.id, d.invoice, d.debtor))}
    return tuple(list(once.values())[:MOST_LIMITS])


def _done(matter: Matter) -> tuple[Row, ...]:
    """What an avocat must know was said and written, oldest first; a dispute is never kept from her."""
    kinds = Relance | MiseEnDemeure | Contestation | ReconnaissanceDeDette | Accord
    found = [e for e in events(matter) if isinstance(e, kinds)]
    return tuple(Row(_TOLD[e.act], cited(_said(e), numbers(matter, e.evidence))) for e in found)


def _said(event: Event) -> str:
    reason = f" : {lower_first(event.reason.rstrip(' .'))}" if isinstance(event, Contestation) and event.reason else ""
    return f"le {long_day(event.date)}{reason}"


_AVOCAT = adviser_of("avocat", "l’avocat à qui l’affaire est confiée", "CPC, art. 54")

DEMANDS: tuple[Demand, ...] = (
    Demand("un montant connu", "CPC, art. 54, 2°", lambda m: m.claim.totals.due is not None, gate.of_file("factures.yaml")),
    Demand(
        "le fondement de la créance : l’objet du contrat", "CPC, art. 56, 2°", lambda m: m.case.contract.subject.strip(" ."),
        lambda m: gate.at_key(m.case.contract, "objet", f"{m.case.folder}/affaire.yaml, contrat"),
    ),
    Demand("des pièces", "CPC, art. 56, 3°", lambda m: m.bordereau.pieces, gate.of_file("pieces")),
)  # fmt: skip
"""What her act will need, and she cannot find elsewhere."""
