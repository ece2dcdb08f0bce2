"""Who asks, against whom, and who signs (CPC 54, 57, 117, 1407)."""

from __future__ import annotations

from dossier.ground.french import enumerate_fr, short_day
from dossier.law.law import Certainty
from dossier.model.party import Party
from dossier.procedure.outlook import address_gaps, identity_gaps
from dossier.procedure.road import Road
from dossier.procedure.stage import Condition


def debtor(road: Road) -> Condition:
    """The debtor named, with a domicile or seat in France (CPC 57)."""
    debtor, label, rule = road.debtor, "Débiteur identifié, domicilié en France", "CPC 57"
    gaps = [] if debtor.name else ["nom ou dénomination"]
    gaps += [] if not debtor.is_natural or debtor.first_names or debtor.denomination else ["prénoms"]
    gaps += address_gaps(debtor)
    if gaps:
        remedy = "`debiteurs` dans affaire.yaml"
        return Condition("missing", label, f"manque : {enumerate_fr(gaps)}", rule, remedy=remedy, span=debtor.place)
    return Condition("met", label, f"{debtor.name}, {debtor.address.commune if debtor.address else ''}", rule, span=debtor.place)


def applicant(road: Road) -> Condition:
    """The identity of the applicant, on pain of nullity (CPC 54 3°)."""
    creditor, label, rule = road.case.creditor, "Identité du demandeur complète", "CPC 54"
    gaps = identity_gaps(creditor)
    if gaps:
        return Condition(
            "missing", label, f"manque : {enumerate_fr(gaps)}", rule, remedy="`creancier` dans dossier.yaml", span=creditor.place
        )
    return Condition("met", label, f"{creditor.name}{', ' + creditor.form if creditor.form else ''}", rule, span=creditor.place)


def is_merchant(party: Party) -> bool:
    """Whether a party is a commerçant: a natural person by its type, a company by its form (C. com. L210-1); no artisan is."""
    return party.type in ("societe_commerciale", "commercant")


def signatory(road: Road, rule: str = "CPC 57, 1407", sure: Certainty = Certainty.TEXT) -> Condition:
    """Who signs: the legal representative, an employee with a written power in force, or an agent (CPC 57, 117, 1407)."""
    label = "Signataire habilité"
    settings, creditor = road.case.settings, road.case.creditor
    legal = creditor.representative.name if creditor.representative else creditor.name if creditor.is_natural else ""
    for person in settings.signatories:
        if person.name == legal:
            return Condition("met", label, f"{person.name}, {person.role or 'représentant légal'}", rule, sure, span=person.place)
        power = person.power
        if power and power.start <= road.today and (power.end is None or road.today <= power.end):
            proof = f"{person.name}, pouvoir du {short_day(power.start)}"
            return Condition("met", label, proof, rule, sure, span=person.place, evidence=(power.evidence.file,))
    agent = settings.adviser_of("avocat") or settings.adviser_of("commissaire")
    if agent:
        return Condition("met", label, f"{agent.type} {agent.name}", rule, sure, span=agent.place)
    if legal and not settings.signatories:
        return Condition("met", label, legal, rule, sure, span=creditor.place)
    remedy = "`signataires` dans dossier.yaml : le représentant légal, ou `pouvoir: {piece, du, au}`"
    return Condition("missing", label, "aucun représentant légal ni pouvoir en vigueur", rule, sure, remedy, span=settings.place)
