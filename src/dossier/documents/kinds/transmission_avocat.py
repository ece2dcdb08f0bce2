"""The letter that gives the case to the creditor's avocat after an opposition: time limit, procedure, sums, pieces.

CPC 761, 853 and 1418 (read 2026-11-21 in a copy of 4 April 2026).
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.documents import gate
from dossier.documents.articles import article
from dossier.documents.document import Document
from dossier.documents.enclosures import the_bundle, the_decompte
from dossier.documents.facts import numbers
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.occasions import events
from dossier.documents.parties import called
from dossier.documents.proof import proofs
from dossier.documents.transmission import (
    ROLES,
    Row,
    Section,
    addressee,
    adviser_of,
    cited,
    handed,
    party_rows,
    piece_rows,
    sum_rows,
)
from dossier.ground.french import euros, long_day, upper_first
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.journal import Constitution, Event, Opposition, OrdonnanceInjonction, RequeteInjonction, Signification
from dossier.procedure.stage import Deadline

ID = "transmission_avocat"
TITLE = "Transmission à l’avocat"


def draft(matter: Matter) -> tuple[Document, ...]:
    """One letter, after the opposition of a debtor."""
    limit, avocat = _limit(matter), matter.case.settings.adviser_of("avocat")
    blank = Document(
        matter.case.id, "transmission-avocat", ID, TITLE, "withheld", matter.today, "", "", "letter", debtor=matter.debtor.id,
        to_confirm=(*gate.to_confirm(matter.claim.law_used), *_doubts(limit)),
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*_AVOCAT, *DEMANDS)), *gate.conditions(matter),
    )  # fmt: skip
    opposed = next((e for e in reversed(events(matter)) if isinstance(e, Opposition)), None)
    document = handed(
        matter, blank, reasons, addressee(avocat),
        template="transmission-avocat",
        subject=f"Opposition de {called(matter.debtor)} : constitution d’avocat"
        + (f", au plus tard le {long_day(limit.safe_day)}" if limit else ""),
        values={
            "debiteur": upper_first(called(matter.debtor)), "opposition": long_day(opposed.date) if opposed else "",
            "dernier_jour": long_day(limit.last_day) if limit else "", "jour_sur": long_day(limit.safe_day) if limit else "",
            "jours_differents": bool(limit and limit.safe_day != limit.last_day), "article": article(limit.rule) if limit else "",
        },
        sections=[
            Section("Votre client", party_rows(matter.case.creditor, "Créancier")),
            Section("Adversaire", party_rows(matter.debtor, ROLES[matter.debtor.role])),
            Section("La procédure", tuple(_told(matter))),
            Section("Les sommes, selon le décompte joint", sum_rows(matter.claim, proofs(matter))),
            Section("Ce qui est joint", piece_rows(matter)),
        ],
        enclosures=("requête, ordonnance et acte de signification", the_decompte(f"décompte au {long_day(matter.claim.date)}"), the_bundle()),
        theirs=avocat.reference if avocat else "",
    )  # fmt: skip
    return (document,)


def _limit(matter: Matter) -> Deadline | None:
    """The fifteen days of CPC 1418, where they run for this debtor."""
    found = [
        d
        for d in matter.stage.deadlines
        if d.id == "constitution_avocat" and d.state == "running" and d.debtor in ("", matter.debtor.id)
    ]
    return found[-1] if found else None


def _doubts(limit: Deadline | None) -> tuple[str, ...]:
    if limit is None or limit.certainty in (Certainty.TEXT, Certainty.CASE_LAW):
        return ()
    return (f"délai de constitution d’avocat, {article(limit.rule)} ({CERTAINTY_FR[limit.certainty]})",)


def _told(matter: Matter) -> Iterator[Row]:
    """The acts of the injonction in their order, each with its pieces."""
    for event in events(matter):
        said = _said(event)
        if said:
            yield Row(said[0], cited(f"le {long_day(event.date)}{said[1]}", numbers(matter, event.evidence)))


def _said(event: Event) -> tuple[str, str] | None:
    """What an act is called and what is told of it after its day; None for what the letter does not tell."""
    if isinstance(event, RequeteInjonction):
        sum_ = f", pour {euros(event.amount)}" if event.amount else ""
        return "Requête", f", {event.court}{sum_}" if event.court else sum_
    if isinstance(event, OrdonnanceInjonction):
        sum_ = f", {euros(event.granted)} accordés" if event.granted else ""
        return "Ordonnance", f"{f', n° {event.reference}' if event.reference else ''}{sum_}"
    if isinstance(event, Signification):
        return "Signification", ""
    if isinstance(event, Opposition):
        return "Opposition", f", reçue au greffe le {long_day(event.received_on)}" if event.received_on else ""
    if isinstance(event, Constitution) and event.act == "avis_constitution":
        return "Avis du greffe", f", présenté le {long_day(event.presented_on)}" if event.presented_on else ""
    return None


_AVOCAT = adviser_of("avocat", "l’avocat à qui l’affaire est confiée", "CPC, art. 1418")

DEMANDS: tuple[Demand, ...] = (
    Demand(
        "l’opposition du débiteur", "CPC, art. 1418", lambda m: any(isinstance(e, Opposition) for e in events(m)),
        gate.of_file("journal.yaml"),
    ),
    Demand("le montant de la demande", "CPC, art. 853", lambda m: m.claim.totals.due is not None, gate.of_file("factures.yaml")),
)  # fmt: skip
"""What the avocat must know at once."""
