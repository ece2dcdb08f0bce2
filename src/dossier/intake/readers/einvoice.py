"""Electronic invoices: Factur-X and its kin inside a PDF, UBL and CII as XML, become invoices and credit notes of cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, euros, short_day
from dossier.ground.jobs import Job, Outcome
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.intake.bill import Bill, bill_of
from dossier.intake.card import Billed, Card
from dossier.intake.debtor import affaire_values, who_of
from dossier.intake.desk import Desk
from dossier.intake.firm import is_creditor, same
from dossier.intake.naming import case_id, stem_of
from dossier.intake.placement import Place, place_invoice, unsound
from dossier.intake.proposal import Proposal, Standing
from dossier.intake.source import NEW_CASE, Asked, Source
from dossier.load.placing import Unplaceable

_XML = (b"<?xml", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"<")


def takes(source: Source) -> bool:
    """A PDF, or XML by its first sign."""
    return b"%PDF-" in source.head[:1024] or source.head.lstrip().startswith(_XML)


def job(source: Source, asked: Asked) -> Job:
    """See `pdf.einvoice_read.read_job`."""
    form = "pdf" if b"%PDF-" in source.head[:1024] else "xml"
    return Job("dossier.pdf.einvoice_read:read_job", {"form": form}, (("file", source.blob),), source.name)


def rank(outcome: Outcome) -> str:
    """Invoices before credit notes, then by day and number: the order in which files are named changes nothing."""
    facts = outcome.facts.get("invoice")
    if not facts:
        return ""
    negative = facts["credit"] or facts["totals"]["gross"].startswith("-")
    return f"{'2' if negative else '1'} {facts['issued']} {facts['number']}"


def proposals(source: Source, outcome: Outcome, desk: Desk) -> Sequence[Proposal] | None:
    """The invoice of a file; None for a file that is none."""
    where = Span(source.path)
    if "unfit" in outcome.facts:
        why = str(outcome.facts["unfit"])
        return [_stopped(source, "facture électronique", "refused", found("DC811", why, where))]
    facts: dict[str, Any] | None = outcome.facts.get("invoice")
    if facts is None:
        return None
    checked = bill_of(facts, source.path, outcome.facts["copies"])
    if checked.value is None:
        name = f"facture électronique {visible(facts['number'])}".rstrip()
        return [_stopped(source, name, "refused", *checked.diagnostics)]
    return [_proposed(checked.value, checked.diagnostics, source, desk)]


def _stopped(source: Source, name: str, standing: Standing, *findings: Diagnostic, why: str = "", case: str = "") -> Proposal:
    grave = next((d.message for d in reversed(findings) if d.severity == "error"), "")
    return Proposal(source.path, standing, (name,), why or grave, case=case, findings=findings)


def _proposed(bill: Bill, faults: tuple[Diagnostic, ...], source: Source, desk: Desk) -> Proposal:
    where = Span(source.path)
    settings = desk.workspace.settings
    own = settings is not None and is_creditor(bill.seller, settings.creditor)
    cards = [c for c in desk.cards.values() if (own if c.case is None else is_creditor(bill.seller, c.case.creditor))]
    if not own and not cards:
        fault = found("DC812", f"{bill.name} : le vendeur est {visible(bill.seller.name or bill.seller.siren)}", where)
        return _stopped(source, bill.name, "refused", *faults, fault)
    known = next((c for c in cards if _number(bill.number) in map(_number, c.billed)), None)
    if known is not None:
        return _again(bill, faults, source, known)
    if not (bill.seller.siren or bill.seller.vat or desk.asked.case) and settings is not None and settings.creditor.siren:
        # Anybody can write a name: a forged credit note would lower the claim.
        message = f"{bill.name} : le vendeur n’est que nommé, {visible(bill.seller.name)}, sans SIREN ni numéro de TVA"
        return _stopped(
            source, bill.name, "unsure", *faults, found("DC812", message, where, hints=("--case AFFAIRE, si elle est de vous",))
        )
    if bill.credit:
        return _credit_note(bill, faults, source, desk, cards)
    asked = desk.cards.get(desk.asked.case)
    if asked is not None and asked not in cards:
        fault = found("DC812", f"{bill.name} : son vendeur n’est pas le créancier de {asked.id}", where, case=asked.id)
        return _stopped(source, bill.name, "refused", *faults, fault)
    place = _asked(bill, desk) or place_invoice(bill.buyer, bill.seller, desk, lambda id: desk.appraised(id).stage.stage)
    if place.found == "several":
        listed = enumerate_fr([visible(id, 90) for id in place.others], "ou")
        fault = found("DC822", f"{bill.name}, {visible(bill.buyer.name)} : {listed}", where, hints=(f"--case {place.others[0]}",))
        return _stopped(source, bill.name, "unsure", *faults, fault, why=place.why)
    if place.found == "new" and not own:
        fault = found("DC823", f"{bill.name} : son vendeur n’est créancier que de {cards[0].id}, d’un autre débiteur", where)
        return _stopped(source, bill.name, "unplaced", *faults, fault)
    return _written(bill, faults, source, desk, place)


def _asked(bill: Bill, desk: Desk) -> Place | None:
    """What the person said of the case."""
    if desk.asked.case == NEW_CASE:
        proposed = next((c.id for c in desk.cards.values() if c.case is None and any(same(bill.buyer, w) for w in c.debtors)), "")
        return (
            Place("case", proposed, "la nouvelle affaire de ce débiteur")
            if proposed
            else Place("new", "", "demandé par --case new")
        )
    return Place("case", desk.asked.case, "demandé par --case") if desk.asked.case else None


def _number(number: str) -> str:
    return "".join(number.split()).casefold()


def _again(bill: Bill, faults: tuple[Diagnostic, ...], source: Source, card: Card) -> Proposal:
    """An invoice whose number is there: the same one, or one that contradicts it."""
    there = next(b for n, b in card.billed.items() if _number(n) == _number(bill.number))
    kind = "avoir" if bill.credit else "facture"
    differences = [
        text
        for text, differs in (
            (f"c’est {'un avoir' if bill.credit else 'une facture'}", there.kind != kind),
            (f"date {short_day(bill.issued)} et non {short_day(there.day)}", there.day != bill.issued),
            (f"montant {euros(bill.gross)} et non {euros(there.gross)}", there.gross != bill.gross),
        )
        if differs
    ]
    if not differences:
        return Proposal(source.path, "known", (bill.name,), f"déjà dans {card.id}", _origin(bill), card.id)
    message = f"{kind} {visible(bill.number)}, déjà dans {card.id} : le fichier dit {', '.join(differences)}"
    return _stopped(source, bill.name, "refused", *faults, found("DC816", message, Span(source.path), case=card.id), case=card.id)


def _credit_note(bill: Bill, faults: tuple[Diagnostic, ...], source: Source, desk: Desk, cards: Sequence[Card]) -> Proposal:
    """A credit note goes to the case of the invoice that it reduces, and to none without it."""
    where = Span(source.path)
    wanted = {_number(origin) for origin in bill.origins}
    holders = [(c, n) for c in cards for n, b in c.billed.items() if b.kind == "facture" and _number(n) in wanted]
    if not holders:
        named = enumerate_fr([visible(n) for n in bill.origins])
        message = f"il réduit {named}, qui n’est dans aucune affaire" if named else "il ne nomme pas la facture qu’il réduit"
        return _stopped(source, bill.name, "unplaced", *faults, found("DC821", f"{bill.name} : {message}", where))
    if len(holders) > 1:
        message = f"{bill.name} réduit plusieurs factures ({enumerate_fr([visible(n) for _, n in holders])})"
        hint = ("saisissez un avoir par facture, avec la part de chacune : dossier add avoir",)
        return _stopped(source, bill.name, "unsure", *faults, found("DC821", message, where, hints=hint))
    card, number = holders[0]
    return _written(bill, faults, source, desk, Place("case", card.id, f"celle de {visible(number)}"), number)


def _written(bill: Bill, faults: tuple[Diagnostic, ...], source: Source, desk: Desk, place: Place, reduces: str = "") -> Proposal:
    """The entry, the piece, and for a new case its `affaire.yaml`."""
    where, findings = Span(source.path), [*faults]
    card = desk.cards.get(place.case)
    if unsound(card, ("affaire", "factures")):
        fault = found("DC831", f"{place.case} a des erreurs de lecture : {bill.name} n’y est pas ajoutée", where, case=place.case)
        return _stopped(source, bill.name, "unsure", *faults, fault, case=place.case)
    new = place.found == "new"
    id = case_id(bill.buyer.name, desk.world.today, desk.ids) if new else place.case
    if card is not None and not any(same(bill.buyer, who) for who in card.debtors):
        findings.append(found("DC826", f"{bill.name} est adressée à {visible(bill.buyer.name)}", where, case=id))
    findings += _remarks(bill, card, where, id)
    draft = desk.draft(id)
    try:
        if new:
            values, doubts = affaire_values(bill, desk.workspace.settings)
            draft.affaire(values, (f"Affaire créée par l’import de {source.name}.", *(f"à vérifier : {d}" for d in doubts)))
            findings += [found("DC824", f"{id} : {doubt}", where, case=id) for doubt in doubts]
        path = draft.piece(source.name, source.blob)
        draft.entry("factures", stem_of(bill.number, "facture"), _values(bill, path, reduces), _head(bill, source))
    except Unplaceable as error:
        fault = found("DC831", f"{bill.name} : {error.message}", where, hints=error.hints[:1], case=id)
        return _stopped(source, bill.name, "refused", *faults, fault, case=id)
    then = card or Card(id, bill.buyer.name, (who_of(bill.buyer),), reference=bill.order)
    billed = Billed(bill.number, "avoir" if bill.credit else "facture", bill.issued, bill.gross, bill.due)
    proposal = Proposal(source.path, "new", (bill.name,), place.why, _origin(bill), findings=tuple(findings))
    return desk.accept(draft.proposal(proposal), then.with_invoice(billed))


def _remarks(bill: Bill, card: Card | None, where: Span, id: str) -> list[Diagnostic]:
    """What the person is to add or to know."""
    rows = []
    if bill.due is None and not bill.credit:
        term = card.case.contract.term if card is not None and card.case is not None else None
        then = f"le terme du contrat ({term.days} jours) comptera" if term else "complétez-la d’après la facture"
        rows.append(found("DC817", f"{bill.name} : pas d’échéance, {then}", where, case=id))
    if bill.prepaid:
        hint = f"dossier add paiement {id} --montant {bill.prepaid} --facture {bill.number} --date AAAA-MM-JJ"
        rows.append(found("DC818", f"{bill.name} : {euros(bill.prepaid)} déjà versés, selon elle", where, hints=(hint,), case=id))
    return rows


def _values(bill: Bill, path: str, reduces: str) -> dict[str, Any]:
    return {
        "numero": bill.number, "type": "avoir" if bill.credit else None, "sur": reduces, "date": bill.issued,
        "echeance": None if bill.credit else bill.due, "montant_ht": bill.net, "tva": bill.vat, "montant_ttc": bill.gross,
        "objet": bill.subject, "livree_le": None if bill.credit else bill.delivered, "pieces": [path],
    }  # fmt: skip


def _head(bill: Bill, source: Source) -> list[str]:
    lines = [f"Importé de {source.name} ({bill.form})."]
    if bill.prepaid:
        lines.append(f"La facture dit {euros(bill.prepaid)} déjà versés : à saisir dans paiements, à leur date.")
    return lines


def _origin(bill: Bill) -> str:
    return f"facture:{bill.seller.siren or bill.seller.name}:{_number(bill.number)}"
