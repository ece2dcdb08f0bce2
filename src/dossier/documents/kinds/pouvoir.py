"""The special power by which an employee brings the requête: drafted when the signatory acts by a written delegation.

CPC 117 (a want of power voids the act), 1407 (any agent may file), 853 and 762 (special power at the hearing); read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dossier.documents import forum, gate
from dossier.documents.articles import article
from dossier.documents.demands import APPLICANT
from dossier.documents.document import Document
from dossier.documents.facts import Paragraph, numbers, paragraph
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import called, identity, representative, traded_as
from dossier.documents.signing import Signing, signing
from dossier.documents.targets import civil_name, sued_as, targets
from dossier.ground.french import enumerate_fr, euros, long_day
from dossier.procedure.court import COMMERCIAL_KINDS
from dossier.procedure.stage import Court

ID = "pouvoir"
TITLE = "Pouvoir spécial"

SERVES = "requete"
"""The document that the power goes with."""

POWER: tuple[Demand, ...] = (
    *APPLICANT,
    Demand("la juridiction saisie", "CPC, art. 1406", lambda m: m.stage.court, gate.of_debtor("adresse")),
    Demand("la fonction du mandataire", "CPC, art. 117", lambda m: (s := signing(m)) and s.role, lambda m: "dossier.yaml, signataires, fonction"),
    Demand("le nom du débiteur", "CPC, art. 57", lambda m: all(d.name for d in targets(m.case)), gate.of_debtor("denomination")),
    Demand("un montant connu", "CPC, art. 1407", lambda m: m.claim.totals.due is not None, gate.of_file("factures.yaml")),
)  # fmt: skip


def wanted(matter: Matter) -> bool:
    """Whether a requête may be filed today and is signed by one who holds a power; once for the case."""
    asked = targets(matter.case)
    filed = any(s.document == SERVES and (s.start is None or s.start <= matter.today) for s in matter.stage.next)
    signs = signing(matter)
    return bool(filed and asked and asked[0].id == matter.debtor.id and signs and signs.power)


def draft(matter: Matter) -> tuple[Document, ...]:
    """The power for this claim alone, to be signed by the organ that represents the creditor."""
    blank = Document(matter.case.id, ID, ID, TITLE, "withheld", matter.today, "", "", "act", in_bundle=True)
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, POWER), *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    signs, court = signing(matter), matter.stage.court
    if signs is None or court is None or court.kind not in forum.KINDS or matter.claim.totals.due is None:
        return (withheld(matter, blank, reasons),)
    if reasons and not matter.draft:
        return (withheld(matter, blank, reasons),)
    press = Press(matter)
    limit = _limit(matter, signs)
    values = {**_values(matter, signs), "actes": _numbered(_acts(matter, court)), "limite": limit.text}
    body = press.fill("acts/pouvoir.html.j2", values)
    return (finished(matter, press, blank, Content(running_heads(matter, TITLE) + body, body, cites=limit.pieces), reasons),)


def _values(matter: Matter, signs: Signing) -> Mapping[str, Any]:
    creditor = matter.case.creditor
    organ = creditor.representative
    return {
        "mandant": civil_name(creditor),
        "mandant_lignes": [line for line in (traded_as(creditor), *identity(creditor)) if line],
        "mandataire": signs.name,
        "fonction": signs.role,
        "donneur": ", ".join(part for part in (called(creditor), representative(creditor)) if part),
        "lieu": creditor.address.commune if creditor.address else "",
        "jour": long_day(matter.today),
        "pour": called(creditor) if not creditor.is_natural else "",
        "signataire": ", ".join(part for part in (organ.name, organ.role) if part) if organ else sued_as(creditor),
    }


def _numbered(acts: Iterator[Paragraph]) -> list[Mapping[str, Any]]:
    return [{"n": n, "texte": act.text} for n, act in enumerate(acts, 1)]


def _acts(matter: Matter, court: Court) -> Iterator[Paragraph]:
    """What the agent may do: file and sign, receive and have served, stand at the hearing where no avocat is asked; nothing else."""
    claim, words = matter.claim, forum.forum(court)
    against = enumerate_fr([sued_as(debtor) for debtor in targets(matter.case)])
    interest = ", outre intérêts jusqu’au paiement" if claim.per_day else ""
    yield paragraph(
        f"Présenter {words.addressed} une requête en injonction de payer à l’encontre de {against}, pour la somme de {euros(claim.totals.due)} "
        f"arrêtée au {long_day(claim.date)}{interest}",
        rule=article("CPC 1405 et 1407"),
    )
    commercial = court.kind in COMMERCIAL_KINDS
    costs = " et consigner les frais du greffe" if commercial else ""
    yield paragraph(
        f"Signer cette requête, y joindre le décompte, le bordereau et les pièces{costs}",
        rule=article("CPC 1425") if commercial else "",
    )
    yield paragraph("Recevoir l’ordonnance et charger un commissaire de justice de la signifier", rule=article("CPC 1411"))
    yield paragraph(
        "En cas d’opposition, représenter le mandant à l’audience, là où l’avocat n’est pas obligatoire",
        rule=article("CPC 853" if commercial else "CPC 762"),
    )


def _limit(matter: Matter, signs: Signing) -> Paragraph:
    """That the power is for this claim alone, and the delegation that it makes precise."""
    text = "Ce pouvoir ne vaut que pour cette créance"
    if signs.power is None:
        return paragraph(text)
    until = f" au {long_day(signs.power.end)}" if signs.power.end else ""
    return paragraph(
        f"{text}. Il précise la délégation du {long_day(signs.power.start)}{until}", numbers(matter, (signs.power.evidence,))
    )
