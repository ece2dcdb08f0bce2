"""What became of the debtor: insolvent, over-indebted, dead, struck off, absorbed, public. It changes each road for him alone."""

from __future__ import annotations

from datetime import date

from dossier.ground.french import short_day
from dossier.law import names
from dossier.law.law import Certainty
from dossier.model.journal import Event, TransmissionUniverselle
from dossier.procedure.outlook import Outlook
from dossier.procedure.overlays import opening
from dossier.procedure.road import Road
from dossier.procedure.stage import Condition

HEIRS = "les héritiers : `debiteurs` dans affaire.yaml"


def solvent(outlook: Outlook) -> Condition:
    """That no opening judgment stops payments, actions and executions (C. com. L622-21)."""
    return outlook.insolvent


def _last(road: Road, act: str) -> Event | None:
    found = [e for e in road.events if e.act == act]
    return found[-1] if found else None


def alive(outlook: Outlook) -> Condition:
    """That the debtor still stands in his own name: a company struck off keeps its personality, someone stands for it."""
    road = outlook.road
    natural = road.debtor.is_natural
    label = "Débiteur en vie" if natural else "Débiteur non radié"
    rule, sure = ("CPC 57", Certainty.TEXT) if natural else ("Com., 20 sept. 2023, n° 21-14.252", Certainty.CASE_LAW)
    dead, struck = _last(road, "deces_debiteur"), _last(road, "radiation_debiteur")
    if dead:
        proof = f"décès du {short_day(dead.date)}"
        return Condition("missing", label, proof, "CPC 57", Certainty.INFERRED, HEIRS, dead.place, blocking=False)
    if struck is None:
        return Condition("met", label, "rien au journal", rule, sure, blocking=False)
    if natural:
        proof = f"radié du registre le {short_day(struck.date)} : la personne répond toujours de la dette"
        return Condition("met", label, proof, rule, Certainty.INFERRED, span=struck.place, blocking=False)
    who = road.debtor.representative
    if who and "ad hoc" in who.role.lower():
        proof = f"radié le {short_day(struck.date)}, représenté par {who.name}, {who.role}"
        return Condition("met", label, proof, rule, sure, span=who.place, blocking=False)
    remedy = "`representant: {nom, fonction: mandataire ad hoc}` dans affaire.yaml"
    return Condition("missing", label, f"radié le {short_day(struck.date)}", rule, sure, remedy, struck.place, blocking=False)


def suable(outlook: Outlook) -> Condition:
    """`alive` for an act of a court or a commissaire: none can name a dead person (CPC 57); the heirs are debtors of their own."""
    found, dead = alive(outlook), _last(outlook.road, "deces_debiteur")
    if dead is None:
        return found
    return Condition("impossible", found.label, found.proof, found.rule, found.certainty, HEIRS, dead.place)


def absorbed(outlook: Outlook) -> Condition | None:
    """That the debtor was not wound up into its sole shareholder, who then owes in its place (C. civ. 1844-5)."""
    event = next(outlook.road.of(TransmissionUniverselle), None)
    if event is None:
        return None
    label, rule = "Débiteur non absorbé", "C. civ. 1844-5"
    others = {d.denomination.casefold() for d in outlook.road.case.debtors if d.id != outlook.road.debtor.id}
    published = outlook.road.known(event.bodacc_on)
    proof = f"transmission universelle à {event.shareholder or 'l’associé unique'}"
    proof += f", publiée le {short_day(published)}" if published else f", enregistrée le {short_day(event.date)}"
    if event.shareholder and event.shareholder.casefold() in others:
        return Condition(
            "met", label, f"{proof} ; l’associé est au dossier", rule, Certainty.MEMORY, span=event.place, blocking=False
        )
    period = outlook.road.period(names.DELAI_OPPOSITION_TUP, published, event) if published else None
    if period and outlook.road.today <= period.limit.last:
        proof += f" ; opposition des créanciers jusqu’au {short_day(period.limit.act_by)}"
    remedy = "l’associé : `debiteurs` dans affaire.yaml"
    return Condition("missing", label, proof, rule, Certainty.MEMORY, remedy, event.place, blocking=False)


def may_pay(outlook: Outlook) -> Condition:
    """That the debtor may pay an earlier debt: neither an opening judgment nor over-indebtedness forbids it."""
    judgment, label = opening(outlook.road), "Paiement permis au débiteur"
    if judgment:
        proof = f"jugement d’ouverture du {short_day(judgment.date)} : les dettes antérieures ne se paient plus"
        return Condition("impossible", label, proof, "C. com. L622-7", Certainty.SECONDARY, span=judgment.place)
    return overindebted(outlook) or Condition(
        "met", label, "ni procédure collective ni surendettement au journal", "C. com. L622-7", Certainty.SECONDARY
    )


def admitted(road: Road) -> tuple[Event, date | None] | None:
    """The last admission to surendettement and the last day for which it suspends at most (C. conso. L722-3); None without."""
    poor = _last(road, "surendettement_recevable")
    if poor is None:
        return None
    period = road.period(names.DUREE_SUSPENSION_SURENDETTEMENT, poor.date, poor)
    return poor, period.limit.wait_until if period else None


def overindebted(outlook: Outlook) -> Condition | None:
    """That over-indebtedness forbids the debtor to pay earlier debts (C. conso. L722-5); None where nothing is known of it."""
    found = admitted(outlook.road)
    if found is None:
        return None
    poor, until = found
    label, proof = "Paiement permis au débiteur", f"surendettement recevable le {short_day(poor.date)}"
    if until and outlook.road.today > until:
        return _measures(label, proof, "C. conso. L722-5", poor, until)
    proof += " : les dettes antérieures ne se paient plus"
    return Condition("impossible", label, proof, "C. conso. L722-5", Certainty.TEXT, span=poor.place)


def seizable(outlook: Outlook) -> Condition | None:
    """That over-indebtedness does not suspend and forbid enforcement (C. conso. L722-2); None where nothing is known of it."""
    found = admitted(outlook.road)
    if found is None:
        return None
    poor, until = found
    label, proof = "Exécution permise", f"surendettement recevable le {short_day(poor.date)}"
    if until and outlook.road.today > until:
        return _measures(label, proof, "C. conso. L722-2, L733-16", poor, until)
    return Condition("impossible", label, proof, "C. conso. L722-2", Certainty.TEXT, span=poor.place)


def _measures(label: str, proof: str, rule: str, poor: Event, until: date) -> Condition:
    """Past the two years at most: what the measures of the commission say is in no entry."""
    proof += f", suspension de deux ans au plus finie le {short_day(until)} ; les mesures prises depuis ne sont pas au dossier"
    remedy = "`pieces` d’une entrée de journal.yaml : la décision de la commission"
    return Condition("missing", label, proof, rule, Certainty.UNSETTLED, remedy, poor.place, blocking=False)


def private(outlook: Outlook) -> Condition | None:
    """That the debtor is no public body: its contracts go before the administrative court and nothing of it is seized."""
    road = outlook.road
    if road.case.nature != "marche_public" and road.debtor.type != "personne_publique":
        return None
    proof = "débiteur public : la voie est administrative"
    return Condition("impossible", "Débiteur de droit privé", proof, "CPC 1405", Certainty.MEMORY, span=road.debtor.place)


def in_france(outlook: Outlook) -> Condition:
    """That the debtor has an address in France."""
    address, label = outlook.road.debtor.address, "Débiteur domicilié en France"
    span = outlook.road.debtor.place
    if address is None or not address.commune:
        return Condition(
            "missing", label, "adresse absente", "CPC 57", remedy="`adresse` dans debiteurs, affaire.yaml", span=span
        )
    if address.country.upper() != "FR":
        return Condition(
            "impossible", label, f"domicile à l’étranger ({address.country.upper()})", "CPC 57", Certainty.INFERRED, span=span
        )
    return Condition("met", label, address.commune, "CPC 57", span=span)
