"""The end of a case: the receipt for what was paid, and the release of what was seized.

Payment extinguishes the debt (C. civ. 1342, read 2026-11-21); a seizure that serves a debt no longer has a cause without it.
"""

from __future__ import annotations

from dossier.claim.derivation.words import MEANS_FR
from dossier.documents import contract, gate
from dossier.documents.document import Document
from dossier.documents.gate import Demand
from dossier.documents.letter import Letter
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.occasions import events, letter_blank, lies_over, stage_of, written
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.signing import signing
from dossier.ground.french import amount, euros, in_words, long_day, plural, short_day, upper_first
from dossier.ground.money import ZERO, total
from dossier.model.journal import Event, Execution, Renonciation, SaisieConservatoire

ID = "quittance"
TITLE = "Quittance"
RELEASE = "mainlevee"

_NATURES = {"attribution": "saisie-attribution", "vente": "saisie-vente", "remunerations": "saisie des rémunérations"}

PAID: tuple[Demand, ...] = (
    *gate.LETTER,
    Demand(
        "plus rien à devoir : le décompte laisse un solde", "C. civ., art. 1342", lambda m: m.claim.totals.due == ZERO,
        gate.of_file("paiements.yaml"),
    ),
    Demand("le signataire du créancier", "C. civ., art. 1342", signing, gate.of_creditor("representant")),
)  # fmt: skip
"""What a receipt for everything needs."""


def wanted(matter: Matter) -> bool:
    """Once the case is settled for this debtor and something was received."""
    received = any(p.allocated for p in matter.claim.payments)
    settled = stage_of(matter) == "soldee" and matter.debtor.role != "caution"
    return settled and received and not lies_over(matter, "procedure_collective", "paiement_annulable")


def draft(matter: Matter) -> tuple[Document, ...]:
    """The receipt, and the release when something was seized."""
    reasons = (*gate.errors(matter, gate.AMOUNTS), *gate.missing(matter, PAID))
    blank = letter_blank(matter, "quittance", ID, TITLE)
    receipt = written(matter, blank, reasons, lambda: _letter(matter))
    seizures = [e for e in events(matter) if isinstance(e, SaisieConservatoire) or e.act == "saisie"]
    if not seizures:
        return (receipt,)
    release = contract.blank(matter, RELEASE, "Mainlevée")
    if matter.claim.totals.due is None or (reasons and not matter.draft):
        return (receipt, withheld(matter, release, reasons))
    press = Press(matter)
    values = {**contract.common(matter), "saisies": [_seized(e) for e in seizures], "jour": long_day(matter.today)}
    body = press.fill("acts/mainlevee.html.j2", values)
    return (receipt, finished(matter, press, release, Content(running_heads(matter, release.title) + body, body), reasons))


def _seized(event: Event) -> str:
    """« saisie-attribution du 3 mars 2026, dénoncée le 9 mars 2026 »."""
    name = _NATURES.get(event.nature, "saisie") if isinstance(event, Execution) else "saisie conservatoire"
    told = f", dénoncée le {long_day(event.notified_on)}" if isinstance(event, Execution) and event.notified_on else ""
    return f"{name} du {long_day(event.date)}{told}{f', référence {event.reference}' if event.reference else ''}"


def _letter(matter: Matter) -> Letter | None:
    received = [p for p in matter.claim.payments if p.allocated]
    sum_ = total(p.amount for p in received)
    over = total(p.unallocated for p in received if p.unallocated)
    return Letter(
        template="quittance",
        subject=f"Quittance de {euros(sum_)}",
        channel="courrier",
        values={
            "somme": euros(sum_), "somme_en_lettres": in_words(sum_), "versements": plural(len(received), "versement"),
            "origine": contract.settled_origin(matter), "dernier": long_day(max(p.date for p in received)),
            "remise": any(isinstance(e, Renonciation) for e in events(matter)),
            "avoirs": any(row.credits for row in matter.claim.invoices),
            "trop_percu": euros(over) if over else "",
        },
        table={
            "lignes": [
                {"date": short_day(p.date), "moyen": MEANS_FR.get(p.means, upper_first(p.means)), "montant": amount(p.amount)}
                for p in received
            ],
            "total": euros(sum_),
        },
        sum=None,
        reference=case_reference(matter),
        enclosures=(f"décompte arrêté au {long_day(matter.claim.date)}",),
        table_template="letters/versements.html.j2",
        pays=False,
    )  # fmt: skip
