"""Writing a claim off: an accounting fact that does not end the debt, and the tax that may be recovered (CGI 272)."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.claim.claim import Claim
from dossier.claim.vat import parts_of
from dossier.ground.french import enumerate_fr, euros, short_day
from dossier.ground.money import Money
from dossier.ground.spans import Span
from dossier.law import names
from dossier.law.law import Certainty, LawValue, least_sure
from dossier.model.case import Case
from dossier.model.journal import Event, ProcedureCollective
from dossier.model.ledger import Invoice
from dossier.procedure.outlook import Check, Outlook, files_of, like, opened, weigh
from dossier.procedure.overlays import opening
from dossier.procedure.road import Road
from dossier.procedure.routes import claimed, phases
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "passage_en_perte"
DOCUMENT = "etat_tva"
_OPEN = ("mise_en_demeure_expiree", *phases.BESIDE, *phases.FAILED, "jugement_rendu", "titre_executoire", "execution")
_EARLY = {"procedure_collective", "surendettement", "prescription_possible", "prescrite", "debiteur_radie", "debiteur_decede"}


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open once the amicable road is spent, or as soon as something lies over the debtor that makes payment doubtful."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    near = position.stage in _OPEN or bool(_EARLY & set(outlook.overlays))
    if position.closed or road.first_due is None or position.stage == "avant_echeance" or not near:
        return []
    conditions = weigh(outlook, CONDITIONS)
    lost = conditions[0].state == "met" and unpaid_parts(road.case, road.claim)
    return opened(Step(ACTION, "Passage en perte", None, None, DOCUMENT if lost else "", _article(road).rule, conditions, debtor=road.debtor.id,
                       certainty=_article(road).certainty))  # fmt: skip


def _tax_value(road: Road) -> LawValue | None:
    return road.ask(names.DELAI_RECUPERATION_TVA, road.today, road.case.span)


def _article(road: Road) -> Condition:
    """The article of the tax and how sure it is, as a bare condition: the code it stands in changes on 1 January 2027."""
    value = _tax_value(road)
    if value is None:
        return Condition("missing", "", "", "CGI 272", Certainty.SECONDARY)
    return Condition("met", "", value.reference.text, value.reference.title, value.certainty)


def mention(net: Money, tax: Money, article: str) -> str:
    """The words that a duplicate of an invoice bears, « article » as the law of the day names it."""
    return (
        f"Facture demeurée impayée pour la somme de {euros(net)} (prix net) et pour la somme de {euros(tax)} (TVA correspondante) "
        f"qui ne peut faire l’objet d’une déduction ({article})"
    )


def unpaid_parts(case: Case, claimed_: Claim) -> list[tuple[Invoice, Money, Money]]:
    """Of each unpaid invoice that shows its tax: what is left of the net price and of the tax, as `claim.vat` parts them."""
    found = []
    for claim in claimed_.invoices:
        entry = next((i for i in case.invoices if i.number == claim.number and i.type == "facture"), None)
        left = claim.outstanding
        if entry is None or left is None or left.cents <= 0:
            continue
        parts = parts_of(left, entry, claim.credits, [note for note in case.invoices if note.type == "avoir"])
        if parts.net is not None and parts.vat:
            found.append((entry, parts.net, parts.vat))
    return found


_LOSS = r"irr[ée]couvrabilit|carence|cl[ôo]ture pour insuffisance|insolvabilit"
"""In the title of a piece: what it shows."""


def shown_lost(events: Iterable[Event]) -> bool:
    """Whether something among these shows that nothing will be recovered of the debtor whom they concern."""
    return any(
        (isinstance(e, ProcedureCollective) and e.type == "liquidation") or bool(like(e.evidence, (), _LOSS)) for e in events
    )


def _hopeless(road: Road) -> tuple[str, Span, tuple[str, ...], Certainty] | None:
    """What shows that nothing will be recovered: a liquidation, a report or a certificate that says so."""
    judgment = opening(road)
    if judgment and judgment.type == "liquidation":
        return (
            f"liquidation judiciaire du {short_day(judgment.date)}",
            judgment.place,
            files_of(judgment.evidence),
            Certainty.SECONDARY,
        )
    for event in road.events:
        found = like(event.evidence, (), _LOSS)
        if found:
            name = found[0].title or found[0].file
            return f"{name}, {short_day(event.date)}", event.place, files_of(found), Certainty.SECONDARY
    return None


def _lost(outlook: Outlook) -> Condition:
    """That the claim is irrecoverable for good: what proves it."""
    label, article = "Créance définitivement irrécouvrable", _article(outlook.road)
    shown = _hopeless(outlook.road)
    if shown:
        proof, span, files, sure = shown
        return Condition("met", label, proof, article.rule, least_sure((sure, article.certainty)), span=span, evidence=files)
    remedy = "`acte: procedure_collective, type: liquidation`, ou la pièce d’un certificat d’irrécouvrabilité, dans journal.yaml"
    return Condition(
        "missing", label, "aucun fait ni pièce qui l’établisse", article.rule, article.certainty, remedy, outlook.road.case.span
    )


def _duplicate(outlook: Outlook) -> Condition | None:
    """The duplicates of the invoices with the mention that the tax asks for; None where no invoice shows tax."""
    road, article = outlook.road, _article(outlook.road)
    parts = unpaid_parts(road.case, road.claim)
    if not parts:
        return None
    label = "Duplicata des factures, avec la mention de la TVA"
    done = {
        invoice.number: like(invoice.evidence, (), r"duplicata|demeur[ée]e? impay[ée]e|facture impay[ée]e rectific")
        for invoice, _, _ in parts
    }
    without = [row for row in parts if not done[row[0].number]]
    if not without:
        files = tuple(f for found in done.values() for f in files_of(found))
        proof = enumerate_fr([invoice.number for invoice, _, _ in parts])
        return Condition("met", label, proof, article.rule, article.certainty, evidence=files, blocking=False)
    invoice, net, tax = without[0]
    more = f" ; de même pour {enumerate_fr([i.number for i, _, _ in without[1:]])}" if len(without) > 1 else ""
    proof = f"{invoice.number} : « {mention(net, tax, article.proof)} »{more}"
    remedy = "`pieces` dans factures.yaml : le duplicata, intitulé « Duplicata »"
    return Condition("missing", label, proof, article.rule, article.certainty, remedy, invoice.place, blocking=False)


def _kept(outlook: Outlook) -> Condition:
    """That the debt itself stays: writing off extinguishes nothing."""
    proof = "la créance n’est pas éteinte ; un paiement ultérieur reste dû"
    return Condition("met", "Effet sur la dette", proof, "C. civ. 1342", Certainty.INFERRED, blocking=False)


CONDITIONS: tuple[Check, ...] = (_lost, claimed.sum_known, _duplicate, _kept)
"""What proves the loss, how much it is, what the tax asks for, what stays."""
