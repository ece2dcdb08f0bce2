"""What a judge wants to read: the invoices, the consent, the performance, no dispute (CPC 1407; C. civ. 1353, 1363)."""

from __future__ import annotations

from dossier.ground.french import enumerate_fr, plural, short_day
from dossier.law.law import Certainty
from dossier.model.evidence import EvidenceRef
from dossier.procedure.outlook import files_of, like
from dossier.procedure.overlays import dispute
from dossier.procedure.road import Road
from dossier.procedure.stage import Condition


def invoices(road: Road) -> Condition:
    """The invoices themselves: the documents that go with the requête (CPC 1407)."""
    claimed = [i for i in road.claim.invoices if i.state != "not_due"]
    without = [i for i in claimed if not i.evidence]
    label, rule = "Factures jointes", "CPC 1407"
    if without:
        names = enumerate_fr([i.number for i in without[:4]])
        return Condition(
            "missing", label, f"sans pièce : {names}", rule, remedy="`pieces` dans factures.yaml", span=without[0].place
        )
    files = tuple(dict.fromkeys(f for i in claimed for f in i.evidence))
    return Condition("met", label, plural(len(files), "pièce"), rule, evidence=files)


def _pieces(road: Road) -> list[EvidenceRef]:
    """The pieces of contract, invoices and journal, in that order."""
    found = [*road.case.contract.evidence]
    found += [p for i in road.case.invoices if i.date <= road.today for p in i.evidence]
    return found + [p for e in road.events for p in e.evidence]


def consent(road: Road) -> Condition:
    """Proof that the debtor agreed: nobody makes a title for himself (C. civ. 1363)."""
    label, rule = "Preuve de l’accord du débiteur", "C. civ. 1363"
    own = [p for p in road.case.contract.evidence if p.nature in (None, "contrat", "commande")]
    found = own or like(_pieces(road), ("contrat", "commande"), r"devis|commande|contrat|march[ée]|conditions g")
    if found:
        return Condition(
            "met",
            label,
            found[0].title or plural(len(found), "pièce"),
            rule,
            Certainty.TEXT,
            evidence=files_of(found),
            blocking=False,
        )
    remedy = "`pieces` de `contrat`, affaire.yaml : un devis ou une commande signés"
    return Condition(
        "missing", label, "ni devis signé ni commande", rule, remedy=remedy, span=road.case.contract.place, blocking=False
    )


def performance(road: Road) -> Condition:
    """Proof of delivery or performance, without which judges refuse."""
    label, rule = "Preuve de la livraison ou de l’exécution", "C. civ. 1353"
    found = like(
        _pieces(road),
        ("livraison",),
        r"livraison|r[ée]ception|\bBL\b|bl-|proc[èe]s-verbal|\bPV\b|[ée]margement|attachement|lettre de voiture",
    )
    found = [
        p
        for p in found
        if p.nature in (None, "livraison") and not like([p], ("preuve_postale",), r"avis de r[ée]ception|\bAR\b|mise en demeure")
    ]
    if found:
        return Condition(
            "met",
            label,
            found[0].title or plural(len(found), "pièce"),
            rule,
            Certainty.SECONDARY,
            evidence=files_of(found),
            blocking=False,
        )
    remedy = "`pieces` dans factures.yaml : un bon de livraison ou un procès-verbal signé"
    return Condition("missing", label, "aucun bon signé ni procès-verbal", rule, Certainty.SECONDARY, remedy, blocking=False)


def undisputed(road: Road) -> Condition:
    """A dispute does not close the road, but a dispute in the pieces is why judges refuse."""
    contested, label = dispute(road), "Aucune contestation au dossier"
    if contested is None:
        return Condition("met", label, "rien au journal", "CPC 1409", Certainty.SECONDARY, blocking=False)
    proof = f"contestation du {short_day(contested.date)}{' : ' + contested.reason if contested.reason else ''}"
    remedy = "`acte: transaction` ou `acte: jugement` dans journal.yaml, quand la contestation est réglée"
    return Condition("missing", label, proof, "CPC 1409", Certainty.SECONDARY, remedy, contested.place, blocking=False)
