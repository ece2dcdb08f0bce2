"""The requête en injonction de payer and its conditions (CPC 1405 to 1407, 54 and 57)."""

from __future__ import annotations

from dossier.ground.days import next_day
from dossier.ground.french import enumerate_fr, plural, short_day
from dossier.law.law import Certainty
from dossier.model.journal import MiseEnDemeure
from dossier.procedure.calendars import prescription_safe_day
from dossier.procedure.court import Unknown
from dossier.procedure.outlook import Outlook, files_of, fresh, opened
from dossier.procedure.road import Road, delay_end
from dossier.procedure.routes import persons, proofs
from dossier.procedure.routes.mise_en_demeure import alive, calendar_day, counted, exigible
from dossier.procedure.stage import Blocker, Condition, Court, Step
from dossier.procedure.stages.ladder import RETURNED

ACTION = "requete_injonction"
_OPEN = (
    "echue", "relance", "mise_en_demeure", "mise_en_demeure_expiree", "requete_rejetee", "requete_caduque",
    "ordonnance_non_avenue",
)  # fmt: skip
UNKNOWN_FR = {
    "abroad": "débiteur hors de France",
    "public": "débiteur public : juridiction administrative",
    "insee_missing": "code INSEE de la commune absent",
    "insee_unknown": "code INSEE inconnu",
    "no_court": "aucune juridiction connue pour cette commune",
}


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day after the due date, since no text asks for a mise en demeure before; drafted once one was sent,
    or when the calendar's day for it has come, or when prescription is near."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [Blocker(ACTION, "C. civ. 1103", "un accord est en cours et respecté")]
    if position.stage == "avant_echeance" and road.first_due is not None:
        return [Blocker(ACTION, "CPC 1405", f"rien n’est exigible avant le {short_day(next_day(road.first_due))}")]
    if position.stage not in _OPEN or road.first_due is None:
        return []
    conditions = tuple(_conditions(outlook))
    letter = position.mise_en_demeure
    urgent = {"prescription_proche", "prescription_possible"} & set(outlook.overlays)
    ripe = letter is not None or road.today >= calendar_day(road, road.first_due) or bool(urgent)
    start = delay_end(letter, road)[0] if letter else road.first_due
    end = min((prescription_safe_day(p.last) for p in outlook.prescribed), default=None)
    return opened(
        Step(
            ACTION,
            "Requête en injonction de payer",
            next_day(start),
            end,
            "requete" if ripe else "",
            "CPC 1405",
            conditions,
            debtor=road.debtor.id,
        )
    )


def _conditions(outlook: Outlook) -> list[Condition]:
    """All conditions: of the law first, then of practice, then the firm's own rules."""
    road = outlook.road
    return [
        _contractual(road),
        _at_term(road),
        counted(road),
        proofs.invoices(road),
        _court(outlook),
        persons.debtor(road),
        persons.applicant(road),
        persons.signatory(road),
        outlook.insolvent,
        alive(outlook),
        _prescription(outlook),
        *_mise_en_demeure(outlook),
        proofs.consent(road),
        proofs.performance(road),
        proofs.undisputed(road),
        fresh(
            outlook,
            ("kbis", "adresse"),
            "Adresse vérifiée depuis moins de 3 mois",
            "verifications: kbis ou adresse, avec sa date",
        ),
        *_bodacc(outlook),
    ]


def _contractual(road: Road) -> Condition:
    """A contractual claim of a determined amount (CPC 1405 1°)."""
    label, rule = "Créance contractuelle, montant déterminé", "CPC 1405"
    if road.case.nature == "marche_public" or road.debtor.type == "personne_publique":
        proof = "débiteur public : la voie est administrative"
        return Condition("impossible", label, proof, rule, Certainty.MEMORY, span=road.case.span)
    contract = road.case.contract
    numbers = enumerate_fr([i.number for i in road.claim.invoices if i.state != "not_due"][:4])
    files = files_of(contract.evidence)
    what = contract.reference or contract.subject
    if what or contract.concluded_on:
        return Condition("met", label, f"{what or 'contrat'} ; {numbers}".strip(" ;"), rule, span=contract.place, evidence=files)
    remedy = "contrat: {objet, conclu_le, pieces} dans affaire.yaml"
    return Condition("missing", label, "aucun contrat décrit", rule, remedy=remedy, span=road.case.span, blocking=False)


def _at_term(road: Road) -> Condition:
    found = exigible(road)
    return Condition(found.state, found.label, found.proof, "CPC 1405", span=found.span, evidence=found.evidence)


def _court(outlook: Outlook) -> Condition:
    """The court of the place where the debtor lives; no clause can change it (CPC 1406)."""
    label, span = "Juridiction compétente", outlook.road.debtor.place
    court = outlook.court
    if isinstance(court, Court):
        return Condition("met", label, court.name, court.rule, court.certainty, span=span)
    assert isinstance(court, Unknown)
    proof = UNKNOWN_FR[court.reason]
    if court.reason in ("abroad", "public"):
        sure = Certainty.MEMORY if court.reason == "public" else Certainty.SECONDARY
        return Condition("impossible", label, proof, "CPC 1406", sure, span=span)
    hint = f" : {court.candidates[0][0]} ({court.candidates[0][1]})" if len(court.candidates) == 1 else ""
    return Condition("missing", label, proof, "CPC 1406", remedy=f"insee: dans l’adresse du débiteur{hint}", span=span)


def _prescription(outlook: Outlook) -> Condition:
    """That the claim is not prescribed; the judge may raise it himself in consumer law only (C. civ. 2247; C. conso. R632-1)."""
    label, rule = "Créance non prescrite", "C. civ. 2224"
    if not outlook.prescribed:
        return Condition("missing", label, "délai inconnu", rule, remedy="la durée, dans law/", blocking=False)
    first = min(outlook.prescribed, key=lambda p: p.last)
    rule = first.value.reference.title
    day, today = short_day(first.last), outlook.road.today
    remedy = "un acte interruptif à enregistrer, s’il existe"
    if all(today > p.latest for p in outlook.prescribed):
        return Condition(
            "missing", label, f"prescrite depuis le {short_day(first.latest)}", rule, first.certainty, remedy, first.invoice.place
        )
    if today > first.last:
        proof = f"{first.invoice.number} : prescription possible depuis le {day}"
        return Condition("missing", label, proof, rule, Certainty.UNSETTLED, remedy, first.invoice.place, blocking=False)
    return Condition(
        "met",
        label,
        f"prescription au plus tôt le {day} ({first.invoice.number})",
        rule,
        first.certainty,
        span=first.invoice.place,
    )


def _mise_en_demeure(outlook: Outlook) -> list[Condition]:
    """A mise en demeure is no condition of law, but judges expect one; then its own delay must have passed.

    An unclaimed letter is valid (1re civ., 20 Jan. 2021, n° 19-20.680); that a refused one is, is inferred.
    """
    letter, road = outlook.position.mise_en_demeure, outlook.road
    label, rule, practice = "Mise en demeure envoyée", "C. civ. 1344", Certainty.SECONDARY
    if letter is None:
        returned = [e for e in road.of(MiseEnDemeure) if e.delivery == RETURNED]
        proof = "aucune au journal ; aucun texte ne l’exige avant la requête"
        remedy = "acte: mise_en_demeure au journal"
        if returned:
            proof, remedy = "pli revenu : inconnu à l’adresse", "une mise en demeure à l’adresse du registre"
        span = returned[-1].place if returned else None
        return [Condition("missing", label, proof, rule, practice, remedy, span, blocking=False)]
    files = files_of(letter.evidence)
    how = {"recue": "reçue", "non_reclamee": "pli non réclamé", "refusee": "pli refusé"}.get(letter.delivery, "envoyée")
    day = road.known(letter.presented_on) if letter.delivery else None
    proof = f"{how} le {short_day(day or letter.date)}"
    sure = {"non_reclamee": Certainty.CASE_LAW, "refusee": Certainty.INFERRED}.get(letter.delivery, Certainty.TEXT)
    sent = Condition("met", label, proof, rule, sure, span=letter.place, evidence=files, blocking=False)
    end, _ = delay_end(letter, road)
    left = (end - road.today).days + 1
    waiting = f"le {short_day(end)}, dans {plural(left - 1, 'jour')}" if left > 1 else f"le {short_day(end)}, aujourd’hui"
    state = Condition(
        "waiting" if left > 0 else "met", "Délai accordé écoulé", waiting if left > 0 else f"le {short_day(end)}",
        "mise en demeure", span=letter.place,
    )  # fmt: skip
    return [sent, state]


def _bodacc(outlook: Outlook) -> list[Condition]:
    """For who is registered: that the BODACC was looked at lately."""
    if outlook.road.debtor.type not in ("societe_commerciale", "societe_civile", "commercant", "artisan"):
        return []
    return [fresh(outlook, ("bodacc",), "BODACC consulté depuis moins de 3 mois", "verifications: bodacc, avec sa date")]
