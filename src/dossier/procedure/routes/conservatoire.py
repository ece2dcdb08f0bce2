"""Conservatory measures: a claim that appears founded, a recovery under threat, the judge's leave or what replaces it.

CPCE L511-1, L511-2; a title is then asked for within a month of the measure (R511-7).
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.french import enumerate_fr, short_day
from dossier.ground.spans import Span
from dossier.law.law import Certainty
from dossier.model.evidence import EvidenceRef
from dossier.model.journal import Accord, MiseEnDemeure, Promesse, SaisieConservatoire, Signification
from dossier.procedure.outlook import Check, Outlook, files_of, like, opened, weigh
from dossier.procedure.road import Road
from dossier.procedure.routes import claimed, phases, proofs, standing
from dossier.procedure.routes.cheque import returned_cheques
from dossier.procedure.routes.petites_creances import officer
from dossier.procedure.stage import Blocker, Condition, Step
from dossier.procedure.stages.accord import broken_on, paid_between
from dossier.procedure.stages.ladder import RETURNED

ACTION = "mesure_conservatoire"
_OPEN = (
    *phases.UNTITLED, "requete_deposee", "ordonnance_rendue", "ordonnance_signifiee", "attente_force_executoire", "opposition",
    "instance_refere", "instance_fond", "jugement_rendu",
)  # fmt: skip


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open as long as something is overdue and no title can be enforced; once taken, its own delays are among the deadlines."""
    road, position = outlook.road, outlook.position
    if any(road.of(SaisieConservatoire)):
        return []
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in _OPEN or road.first_due is None:
        return []
    conditions = weigh(outlook, CONDITIONS)
    return opened(Step(ACTION, "Mesure conservatoire", None, None, "", "CPCE L511-1", conditions, debtor=road.debtor.id))


def _founded(outlook: Outlook) -> Condition:
    """That the claim appears founded in principle: the proof of consent or of performance."""
    label, rule = "Créance paraissant fondée en son principe", "CPCE L511-1"
    found = [c for c in (proofs.consent(outlook.road), proofs.performance(outlook.road)) if c.state == "met"]
    if found:
        proof = enumerate_fr([c.proof for c in found])
        files = tuple(dict.fromkeys(f for c in found for f in c.evidence))
        return Condition("met", label, proof, rule, Certainty.INFERRED, span=found[0].span, evidence=files, blocking=False)
    remedy = "`pieces` de `contrat`, affaire.yaml, ou d’une facture, factures.yaml"
    return Condition("missing", label, "ni commande ni livraison prouvées", rule, remedy=remedy, blocking=False)


def threats(road: Road) -> Iterator[tuple[str, Span]]:
    """The facts of the journal and the ledger from which a threat may be argued, each with its place, in a fixed order."""
    for cheque in returned_cheques(road):
        yield f"chèque impayé le {short_day(cheque.returned_on)}", cheque.place
    for promise in road.of(Promesse):
        if promise.due and promise.due < road.today:
            came = paid_between(road, promise.date, promise.due)
            if came.cents <= 0 or (promise.amount is not None and came < promise.amount):
                yield f"promesse pour le {short_day(promise.due)} non tenue", promise.place
    for accord in road.of(Accord):
        broken = broken_on(accord, road)
        if broken:
            yield f"échéance du {short_day(broken[1].due)} non respectée", accord.place
    for letter in road.of(MiseEnDemeure):
        if letter.delivery == RETURNED:
            yield f"inconnu à l’adresse le {short_day(letter.date)}", letter.place
    for service in road.of(Signification):
        if service.mode == "pv_659":
            yield f"procès-verbal de recherches du {short_day(service.date)}", service.place
    for event in road.events:
        if event.act == "radiation_debiteur":
            yield f"radiation du {short_day(event.date)}", event.place


def _threatened(outlook: Outlook) -> Condition:
    """Circumstances that threaten recovery: the facts are listed, the judge weighs them (CPCE L511-1)."""
    label, rule = "Circonstances menaçant le recouvrement", "CPCE L511-1"
    found = list(threats(outlook.road))
    if not found:
        remedy = "un fait daté, dans journal.yaml ou paiements.yaml"
        proof = "ni chèque impayé, ni promesse ou accord rompu, ni adresse perdue au dossier"
        return Condition("missing", label, proof, rule, remedy=remedy, span=outlook.road.case.span)
    proof = f"{enumerate_fr([text for text, _ in found[:3]])} ; à apprécier par le juge"
    return Condition("met", label, proof, rule, Certainty.INFERRED, span=found[0][1])


def _leave(outlook: Outlook) -> Condition:
    """The judge's leave, or what makes it needless (CPCE L511-2)."""
    road, label, rule = outlook.road, "Autorisation du juge, ou dispense", "CPCE L511-2"
    reason = _needless(outlook)
    if reason:
        text, span = reason
        return Condition("met", label, f"dispense : {text}", rule, span=span)
    given = like(_pieces(road), (), r"autoris\w* .*(saisie|mesure|s[ûu]ret[ée])|autorisation du juge")
    if given:
        return Condition(
            "met", label, given[0].title or given[0].file, "CPCE L511-1", span=given[0].place, evidence=files_of(given)
        )
    remedy = "`pieces` d’une entrée de journal.yaml : l’ordonnance du juge, intitulée « Ordonnance autorisant la saisie conservatoire »"
    proof = "ni décision, ni chèque impayé, ni effet accepté, ni loyer écrit au dossier"
    return Condition("missing", label, proof, rule, remedy=remedy, span=road.case.span)


def _pieces(road: Road) -> list[EvidenceRef]:
    return [piece for event in road.events for piece in event.evidence]


def _needless(outlook: Outlook) -> tuple[str, Span] | None:
    """What makes leave needless: a decision not yet enforceable, an unpaid cheque, an accepted bill, unpaid written rent."""
    road, position = outlook.road, outlook.position
    if position.judgment is not None:
        return f"jugement du {short_day(position.judgment.date)}, non encore exécutoire", position.judgment.place
    if position.order is not None and position.stage not in phases.FAILED:
        return f"ordonnance du {short_day(position.order.date)}, non encore exécutoire", position.order.place
    cheques = returned_cheques(road)
    if cheques:
        return f"chèque impayé le {short_day(cheques[-1].returned_on)}", cheques[-1].place
    for event in road.events:
        if event.act in ("cheque_presente", "certificat_non_paiement"):
            return f"chèque impayé, {short_day(event.date)}", event.place
    bills = [p for p in road.case.payments if p.means == "effet" and p.date <= road.today and road.known(p.returned_on)]
    accepted = [p for p in bills if like(p.evidence, (), r"accept")]
    if accepted:
        return f"effet accepté revenu impayé le {short_day(accepted[-1].returned_on)}", accepted[-1].place
    lease = like(road.case.contract.evidence, ("contrat",), r"bail")
    if road.case.nature == "bail_habitation" and lease:
        return "loyer impayé d’un bail écrit", lease[0].place
    return None


def _allowed(outlook: Outlook) -> Condition | None:
    """Over-indebtedness forbids enforcement; whether it forbids a conservatory measure was not found."""
    found = standing.seizable(outlook)
    if found is None:
        return None
    proof = f"{found.proof} ; le texte vise l’exécution, la mesure conservatoire n’est pas tranchée"
    remedy = "à confirmer auprès d’un commissaire de justice"
    return Condition("missing", "Mesure permise", proof, found.rule, Certainty.UNSETTLED, remedy, found.span, blocking=False)


def _assets(outlook: Outlook) -> Condition:
    """What the measure could reach."""
    assets, label, rule = outlook.road.debtor.assets, "Biens connus du débiteur", "CPCE L511-1"
    if assets:
        names = enumerate_fr([a.nature or a.detail for a in assets[:3]])
        return Condition("met", label, names, rule, span=assets[0].place, blocking=False)
    remedy = "`patrimoine` du débiteur, affaire.yaml"
    return Condition("missing", label, "aucun", rule, remedy=remedy, span=outlook.road.debtor.place, blocking=False)


CONDITIONS: tuple[Check, ...] = (
    _founded,
    _threatened,
    _leave,
    standing.private,
    standing.solvent,
    standing.suable,
    standing.absorbed,
    claimed.not_prescribed,
    _allowed,
    _assets,
    lambda o: officer(o, "CPCE L511-1"),
)
"""The two conditions of the law, the leave, then what became of the debtor."""
