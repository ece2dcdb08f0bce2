"""What a summons needs beside the claim: a court, an avocat, an attempt to agree, the contributions that some courts ask."""

from __future__ import annotations

import re
from dataclasses import replace

from dossier.ground.french import euros, short_day
from dossier.ground.money import Money
from dossier.law import names
from dossier.law.law import Certainty, LawValue, least_sure
from dossier.model.journal import Event, ProcedureL125
from dossier.procedure.outlook import Outlook, files_of, like
from dossier.procedure.road import Road
from dossier.procedure.routes.persons import is_merchant
from dossier.procedure.routes.phases import BESIDE, FAILED
from dossier.procedure.stage import Condition, Court

COMMERCIAL = ("TC", "TAE")
CIVIL = ("TJ", "JCP")


def kind_of(outlook: Outlook) -> str:
    """The kind of the competent court, '' when it is not known."""
    return outlook.court.kind if isinstance(outlook.court, Court) else ""


def is_entrusted(road: Road) -> bool:
    """Whether the last mandate of the case names the avocat."""
    given = [e for e in road.events if e.act == "mandat" and e.by is not None]
    return bool(given) and given[-1].by == "avocat"


def is_drafted(outlook: Outlook) -> bool:
    """Whether the project of a summons has a reader, and its hour has come.

    An avocat or a commissaire who takes it over is on file, and the delay of a mise en demeure is over, a road beside was begun,
    an earlier request failed, or an order that grants a part is not served.
    """
    settings, stage = outlook.road.case.settings, outlook.position.stage
    reader = settings.adviser_of("avocat") or settings.adviser_of("commissaire")
    return reader is not None and stage in ("mise_en_demeure_expiree", *BESIDE, *FAILED, "ordonnance_rendue")


def forum(outlook: Outlook) -> Condition:
    """The court where the defendant lives (CPC 42); which formation hears it is inferred from the court of an injonction."""
    label, rule, court = "Juridiction du défendeur", "CPC 42", outlook.court
    if isinstance(court, Court):
        sure = least_sure((court.certainty, Certainty.INFERRED))
        return Condition("met", label, court.name, rule, sure, span=outlook.road.debtor.place)
    if court.reason == "abroad":
        remedy = "la juridiction, à établir hors du programme"
        proof = "débiteur hors de France"
        return Condition("missing", label, proof, rule, Certainty.MEMORY, remedy, outlook.road.debtor.place, blocking=False)
    remedy = "`insee` dans l’adresse du débiteur, affaire.yaml"
    return Condition("missing", label, "juridiction inconnue", rule, remedy=remedy, span=outlook.road.debtor.place)


def clause(outlook: Outlook) -> Condition | None:
    """A clause that names a court is valid only between commerçants and when very visible (CPC 48)."""
    case = outlook.road.case
    written = case.contract.jurisdiction_clause
    if written is None:
        return None
    label, rule = "Clause de compétence", "CPC 48"
    if is_merchant(outlook.road.debtor) and is_merchant(case.creditor):
        proof = f"« {written.court} » : opposable entre commerçants si elle est très apparente"
        return Condition("met", label, proof, rule, span=written.place, blocking=False)
    proof = f"« {written.court} » : réputée non écrite, les deux parties ne sont pas commerçantes"
    return Condition("met", label, proof, rule, Certainty.INFERRED, span=written.place, blocking=False)


def threshold_condition(road: Road, name: str) -> tuple[LawValue | None, Money | None]:
    """A threshold of today and the sum to compare with it: related claims of one creditor add up (CPC 35)."""
    return road.ask(name, road.today, road.case.span), road.claim.totals.due


def avocat(outlook: Outlook) -> Condition | None:
    """That an avocat is named where the sum makes one compulsory (CPC 761, 853); none before the JCP."""
    kind, road, label = kind_of(outlook), outlook.road, "Avocat désigné"
    if kind in ("", "JCP"):
        return None
    limit, asked = threshold_condition(road, names.SEUIL_AVOCAT_TC if kind in COMMERCIAL else names.SEUIL_AVOCAT_TJ)
    if limit is None or asked is None:
        return None
    rule, adviser = limit.reference.title, road.case.settings.adviser_of("avocat")
    top = euros(Money.of(limit.text))
    if adviser:
        return Condition("met", label, adviser.name, rule, limit.certainty, span=adviser.place)
    if asked <= Money.of(limit.text):
        proof = f"non obligatoire : {euros(asked)} demandés, seuil de {top}"
        return Condition("met", label, proof, rule, limit.certainty, blocking=False)
    remedy = "`conseil: {type: avocat, nom: …}` dans dossier.yaml"
    proof = f"obligatoire : {euros(asked)} demandés, seuil de {top}"
    return Condition("missing", label, proof, rule, limit.certainty, remedy, road.case.settings.place)


def attempted(road: Road) -> tuple[Event | None, str]:
    """An attempt to agree that the journal holds, with its French name; a failed L125-1 procedure is one (CPC 750-1)."""
    for event in road.events:
        if event.act in ("mediation_accord", "mediation_fin"):
            return event, "médiation ou conciliation"
        if event.act == "refus_l125":
            return event, "procédure des petites créances refusée"
        if like(event.evidence, ("mediation",), r"concilia|m[ée]diat|proc[ée]dure participative"):
            return event, "tentative amiable"
    for invitation in road.of(ProcedureL125, "invitation_l125"):
        period = road.period(names.DELAI_REPONSE_L125, invitation.date, invitation)
        if period and road.today > period.limit.wait_until and not any(road.of(ProcedureL125, "acceptation_l125")):
            return invitation, "procédure des petites créances sans réponse"
    return None, ""


def attempt(outlook: Outlook) -> Condition | None:
    """An attempt to agree before the tribunal judiciaire up to a threshold (CPC 750-1); None before a commercial court."""
    kind, road, label = kind_of(outlook), outlook.road, "Tentative de résolution amiable"
    if kind not in (*CIVIL, "TJ_CHAMBRE_COMMERCIALE"):
        return None
    limit, asked = threshold_condition(road, names.SEUIL_TENTATIVE_AMIABLE)
    if limit is None or asked is None:
        return None
    rule, top = limit.reference.title, euros(Money.of(limit.text))
    if asked > Money.of(limit.text):
        return Condition("met", label, f"non exigée au-delà de {top}", rule, limit.certainty, blocking=False)
    sure = limit.certainty if kind in CIVIL else least_sure((limit.certainty, Certainty.UNSETTLED))
    event, name = attempted(road)
    if event:
        proof = f"{name}, {short_day(event.date)}"
        return Condition("met", label, proof, rule, sure, span=event.place, evidence=files_of(event.evidence))
    remedy = "`acte: mediation_fin` ou `acte: refus_l125` dans journal.yaml, ou la pièce d’un motif de dispense"
    proof = f"aucune au journal ; demande de {euros(asked)}, seuil de {top}"
    return Condition("missing", label, proof, rule, sure, remedy, road.case.span, blocking=kind in CIVIL)


def doubtful_attempt(outlook: Outlook) -> Condition | None:
    """`attempt` in référé, where it is debated whether CPC 750-1 applies: shown, never closing."""
    found = attempt(outlook)
    if found is None or found.state == "met":
        return found
    proof = f"{found.proof} ; discuté en référé"
    return replace(found, proof=proof, certainty=Certainty.MEMORY, blocking=False)


def contribution(outlook: Outlook) -> Condition | None:
    """The contribution pour l’aide juridique before the tribunal judiciaire; its first day is not settled (CGI 1635 bis Q)."""
    road = outlook.road
    if kind_of(outlook) not in CIVIL:
        return None
    value = road.ask.law.value(names.CONTRIBUTION_AIDE_JURIDIQUE, road.today)
    if value is None:
        return None
    road.ask(names.CONTRIBUTION_AIDE_JURIDIQUE, road.today, road.case.span)
    label, rule = "Contribution pour l’aide juridique", value.reference.title
    paid = next((c for c in road.case.costs if c.date <= road.today and re.search(r"aide juridique|timbre", c.label, re.I)), None)
    if paid:
        return Condition(
            "met", label, f"{paid.label}, {euros(paid.amount)}", rule, value.certainty, span=paid.place, blocking=False
        )
    remedy = "le timbre, enregistré dans frais.yaml"
    return Condition("missing", label, value.words, rule, value.certainty, remedy, road.case.span, blocking=False)


def economic(outlook: Outlook) -> Condition | None:
    """The contribution pour la justice économique, before a tribunal des activités économiques above a threshold."""
    road = outlook.road
    if kind_of(outlook) != "TAE":
        return None
    limit = road.ask.law.value(names.SEUIL_CONTRIBUTION_JUSTICE_ECONOMIQUE, road.today)
    asked, creditor = road.claim.totals.due, road.case.creditor
    if limit is None or asked is None or asked <= Money.of(limit.text):
        return None
    road.ask(names.SEUIL_CONTRIBUTION_JUSTICE_ECONOMIQUE, road.today, road.case.span)
    label, rule = "Contribution pour la justice économique", limit.reference.title
    if creditor.staff is None:
        remedy = "`effectif` du `creancier` dans dossier.yaml"
        return Condition(
            "missing", label, "effectif du créancier inconnu", rule, limit.certainty, remedy, creditor.place, blocking=False
        )
    staff = road.ask(names.SEUIL_EFFECTIF_JUSTICE_ECONOMIQUE, road.today, road.case.span)
    if staff is not None and creditor.staff < staff.integer:
        proof = f"non due : {creditor.staff} salariés, moins de {staff.integer}"
        return Condition("met", label, proof, rule, limit.certainty, span=creditor.place, blocking=False)
    proof = f"{euros(asked)} demandés, {creditor.staff} salariés : selon le chiffre d’affaires et le bénéfice"
    remedy = "`chiffre_affaires_moyen` et `benefice_moyen` du `creancier` dans dossier.yaml ; le reçu, dans frais.yaml"
    return Condition("missing", label, proof, rule, limit.certainty, remedy, creditor.place, blocking=False)
