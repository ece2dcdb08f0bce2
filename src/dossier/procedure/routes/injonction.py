"""The requête en injonction de payer and its conditions (CPC 1405 to 1407, 54 and 57)."""

from __future__ import annotations

from dossier.ground.days import next_day
from dossier.ground.french import enumerate_fr, short_day
from dossier.law.law import Certainty
from dossier.procedure.court import Unknown
from dossier.procedure.outlook import Check, Outlook, files_of, fresh, opened, weigh
from dossier.procedure.road import delay_end
from dossier.procedure.routes import claimed, notice, persons, phases, proofs, standing
from dossier.procedure.routes.mise_en_demeure import calendar_day
from dossier.procedure.stage import Blocker, Condition, Court, Step

ACTION = "requete_injonction"
UNKNOWN_FR = {
    "abroad": "débiteur hors de France",
    "public": "débiteur public : juridiction administrative",
    "insee_missing": "code INSEE de la commune absent",
    "insee_unknown": "code INSEE inconnu",
    "no_court": "aucune juridiction connue pour cette commune",
}
_AGAIN = {
    "requete_rejetee": ("CPC 1409", "requête rejetée, sans recours ; une nouvelle, mieux documentée, est admise en pratique", Certainty.SECONDARY),
    "requete_caduque": ("CPC 1425", "requête caduque ; aucun texte lu n’interdit d’en déposer une autre", Certainty.INFERRED),
    "ordonnance_non_avenue": ("CPC 1411", "ordonnance non avenue ; aucun texte lu n’interdit une nouvelle requête", Certainty.INFERRED),
    "instance_eteinte": ("C. civ. 2243", "instance éteinte, l’interruption de la prescription effacée ; aucun texte lu n’interdit une "
                         "nouvelle requête", Certainty.INFERRED),
    "jugement_non_avenu": ("CPC 478", "jugement non avenu ; aucun texte lu n’interdit une nouvelle requête", Certainty.INFERRED),
}  # fmt: skip
"""What became of a former request, by course: its rule, what is said, how sure it is that one may ask again."""


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day after the due date, since no text asks for a mise en demeure before; drafted once one was sent,
    or when the calendar's day for it has come, or when prescription is near."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage == "avant_echeance" and road.first_due is not None:
        return [Blocker(ACTION, "CPC 1405", f"rien n’est exigible avant le {short_day(next_day(road.first_due))}")]
    if position.stage not in phases.UNTITLED or road.first_due is None:
        return []
    letter = position.mise_en_demeure
    urgent = {"prescription_proche", "prescription_possible"} & set(outlook.overlays)
    ripe = letter is not None or road.today >= calendar_day(road, road.first_due) or bool(urgent)
    start = delay_end(letter, road)[0] if letter else road.first_due
    step = Step(
        ACTION, "Requête en injonction de payer", next_day(start), claimed.prescription_day(outlook), "requete" if ripe else "",
        "CPC 1405", weigh(outlook, CONDITIONS), debtor=road.debtor.id,
    )  # fmt: skip
    return opened(step)


def _contractual(outlook: Outlook) -> Condition:
    """A contractual claim of a determined amount (CPC 1405 1°)."""
    road, label, rule = outlook.road, "Créance contractuelle, montant déterminé", "CPC 1405"
    if road.case.nature == "marche_public" or road.debtor.type == "personne_publique":
        proof = "débiteur public : la voie est administrative"
        return Condition("impossible", label, proof, rule, Certainty.MEMORY, span=road.case.span)
    contract = road.case.contract
    numbers = enumerate_fr([i.number for i in road.claim.invoices if i.state != "not_due"][:4])
    files = files_of(contract.evidence)
    what = contract.reference or contract.subject
    if what or contract.concluded_on:
        return Condition("met", label, f"{what or 'contrat'} ; {numbers}".strip(" ;"), rule, span=contract.place, evidence=files)
    remedy = "`contrat: {objet, conclu_le, pieces}` dans affaire.yaml"
    return Condition("missing", label, "aucun contrat décrit", rule, remedy=remedy, span=road.case.span, blocking=False)


def _at_term(outlook: Outlook) -> Condition:
    found = claimed.exigible(outlook.road)
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
    remedy = f"`insee` dans l’adresse du débiteur, affaire.yaml{hint}"
    return Condition("missing", label, proof, "CPC 1406", remedy=remedy, span=span)


def _clause(outlook: Outlook) -> Condition | None:
    """A clause that names another court is deemed unwritten for an injonction (CPC 1406 al. 2 and 3)."""
    written = outlook.road.case.contract.jurisdiction_clause
    if written is None:
        return None
    proof = f"« {written.court} » : réputée non écrite pour l’injonction de payer"
    return Condition("met", "Clause de compétence sans effet", proof, "CPC 1406", span=written.place, blocking=False)


def _again(outlook: Outlook) -> Condition | None:
    """Whether a request may follow one that failed; None for a first one."""
    found = _AGAIN.get(outlook.position.course or "")
    if found is None:
        return None
    rule, proof, sure = found
    span = outlook.position.courses[-1][2] if outlook.position.courses else None
    return Condition("met", "Nouvelle requête après un échec", proof, rule, sure, span=span, blocking=False)


def _beside(outlook: Outlook) -> Condition | None:
    """Whether another road is being walked: no text read forbids a request meanwhile."""
    words = {"procedure_l125": "procédure des petites créances", "procedure_l126": "procédure des créances commerciales"}
    name = words.get(outlook.position.course or "")
    if name is None:
        return None
    proof = f"{name} en cours ; aucun texte lu ne règle le concours"
    span = outlook.position.courses[-1][2] if outlook.position.courses else None
    remedy = "la fin de cette procédure, dans journal.yaml"
    return Condition(
        "missing", "Aucune autre voie en cours", proof, "CPC 1405", Certainty.UNSETTLED, remedy, span, blocking=False
    )


def address_checked(outlook: Outlook) -> Condition:
    """That the debtor's address was checked lately."""
    remedy = "`verifications` du débiteur, affaire.yaml : kbis ou adresse, avec sa date"
    return fresh(outlook, ("kbis", "adresse"), "Adresse vérifiée", remedy)


def bodacc_checked(outlook: Outlook) -> Condition | None:
    """For who is registered: that the BODACC was looked at lately."""
    if outlook.road.debtor.type not in ("societe_commerciale", "societe_civile", "commercant", "artisan"):
        return None
    remedy = "`verifications` du débiteur, affaire.yaml : bodacc, avec sa date"
    return fresh(outlook, ("bodacc",), "BODACC consulté", remedy)


CONDITIONS: tuple[Check, ...] = (
    _contractual,
    _at_term,
    lambda o: claimed.counted(o.road),
    lambda o: proofs.invoices(o.road),
    _court,
    lambda o: persons.debtor(o.road),
    lambda o: persons.applicant(o.road),
    lambda o: persons.signatory(o.road),
    standing.solvent,
    standing.suable,
    standing.absorbed,
    claimed.not_prescribed,
    _again,
    _beside,
    notice.sent,
    notice.elapsed,
    lambda o: proofs.consent(o.road),
    lambda o: proofs.performance(o.road),
    lambda o: proofs.undisputed(o.road),
    address_checked,
    bodacc_checked,
    _clause,
)
"""Of the law first, then of practice, then the firm's own rules."""
