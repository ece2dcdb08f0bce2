"""The firm's own books (FEC): open invoices of debtors who have a case, and what they paid, by the lines of accounts 411."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dossier.ground.catalogue import found
from dossier.ground.french import euros, short_day
from dossier.ground.jobs import Job, Outcome
from dossier.ground.money import Money
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.intake.card import Billed, Card
from dossier.intake.desk import Desk
from dossier.intake.matching import called, folded
from dossier.intake.movements import payments
from dossier.intake.naming import stem_of
from dossier.intake.placement import unsound
from dossier.intake.proposal import Proposal
from dossier.intake.source import NEW_CASE, Asked, Source
from dossier.load.placing import Unplaceable
from dossier.statements.line import BankLine


def takes(source: Source) -> bool:
    """A file whose first row names the columns of a FEC."""
    head = source.head.lower().replace(b"\x00", b"")
    return b"journalcode" in head and b"comptenum" in head


def job(source: Source, asked: Asked) -> Job:
    """See `statements.fec.read_job`."""
    return Job("dossier.statements.fec:read_job", {}, (("file", source.blob),), source.name)


def rank(outcome: Outcome) -> str:
    """By the first day: the books of an earlier year first."""
    return min((line["day"] for line in outcome.facts.get("sales", ())), default="")


def proposals(source: Source, outcome: Outcome, desk: Desk) -> Sequence[Proposal] | None:
    """Invoices first: what was paid is matched against them."""
    facts, where = outcome.facts, Span(source.path)
    if "unfit" in facts:
        fault = found("DC811", str(facts["unfit"]), where)
        return [Proposal(source.path, "refused", ("export comptable (FEC)",), fault.message, findings=(fault,))]
    rows = [_sale(source, sale, desk) for sale in sorted(facts["sales"], key=lambda s: (s["cents"] < 0, s["document"], s["at"]))]
    rows += payments(source, [_received(line) for line in facts["money"]], "comptabilité", desk)
    rows += [
        Proposal(source.path, "other", (_name(line),), "ni vente ni règlement : à-nouveau ou opération diverse")
        for line in facts["rest"]
    ]
    if facts["remarks"]:
        remarks = tuple(found("DC841", str(remark), where) for remark in facts["remarks"])
        rows.append(Proposal(source.path, "other", ("lignes non lues",), findings=remarks))
    return rows


def _name(line: Any) -> str:
    return f"ligne {line['at']}, {visible(line['name'], 40)} : {visible(line['label'], 60)}, {euros(Money(line['cents']))}"


def _received(line: Any) -> BankLine:
    """A line of money as a movement of a bank: what the customer owes less is what came in."""
    told = " ".join(dict.fromkeys([line["label"], line["number"], *line["pays"]]))
    return BankLine(
        date.fromisoformat(line["day"]), Money(-line["cents"]), told[:200], line["name"], line["number"], "", line["at"]
    )


def _sale(source: Source, sale: Any, desk: Desk) -> Proposal:
    gross, number, day = Money(abs(sale["cents"])), sale["number"], date.fromisoformat(sale["document"])
    kind = "facture" if sale["cents"] > 0 else "avoir"
    name = f"{kind} {visible(number)} du {short_day(day)}, {euros(gross)}, {visible(sale['name'], 40)}"
    origin = f"fec:{folded(number)}"
    known = next(((c, n) for c in desk.cards.values() for n in c.billed if folded(n) == folded(number)), None)
    if known is not None:
        return _again(source, name, origin, known[0], known[0].billed[known[1]], kind, gross)
    if kind == "avoir":
        return Proposal(source.path, "other", (name,), "la comptabilité ne dit pas la facture qu’il réduit : dossier add avoir")
    if sale["letter"]:
        return Proposal(source.path, "other", (name,), "lettrée : soldée en comptabilité")
    cards = [card for card in desk.cards.values() if any(called(folded(sale["name"]), who.name) for who in card.debtors)]
    asked = desk.asked.case if desk.asked.case != NEW_CASE else ""
    cards = [card for card in cards if not asked or card.id == asked]
    if not cards or not number:
        return Proposal(source.path, "other", (name,), "aucune affaire contre ce client" if number else "sans numéro de pièce")
    if len(cards) > 1:
        fault = found("DC843", f"{name} : {' ou '.join(card.id for card in cards[:5])}", Span(source.path, sale["at"]))
        return Proposal(source.path, "unsure", (name,), "plusieurs affaires contre ce client", origin, findings=(fault,))
    return _written(source, sale, name, origin, desk, cards[0], Billed(number, kind, day, gross))


def _again(source: Source, name: str, origin: str, card: Card, there: Billed, kind: str, gross: Money) -> Proposal:
    """An invoice that a case has already: the same sum, or one that contradicts it."""
    if there.gross == gross and there.kind == kind:
        return Proposal(source.path, "known", (name,), f"déjà dans {card.id}", origin, card.id)
    message = f"{name}, déjà dans {card.id} : {there.kind}, {euros(there.gross)}"
    fault = found("DC816", message, Span(source.path), case=card.id)
    return Proposal(source.path, "refused", (name,), fault.message, origin, card.id, findings=(fault,))


def _written(source: Source, sale: Any, name: str, origin: str, desk: Desk, card: Card, billed: Billed) -> Proposal:
    where = Span(source.path, sale["at"])
    if unsound(card, ("affaire", "factures")):
        fault = found("DC831", f"{name} : {card.id} a des erreurs de lecture", where, case=card.id)
        return Proposal(source.path, "unsure", (name,), fault.message, origin, card.id, findings=(fault,))
    draft = desk.draft(card.id)
    values = {
        "numero": billed.number, "date": billed.day, "montant_ht": _money(sale["net"]), "tva": _money(sale["vat"]),
        "montant_ttc": billed.gross, "objet": sale["label"],
    }  # fmt: skip
    head = [
        f"Importé de {source.name} (comptabilité, ligne {sale['at']}).",
        "à vérifier : échéance, et la facture elle-même comme pièce",
    ]
    try:
        draft.entry("factures", stem_of(billed.number, "facture"), values, head, ("echeance", "pieces"))
    except Unplaceable as error:
        fault = found("DC831", f"{name} : {error.message}", where, hints=error.hints[:1], case=card.id)
        return Proposal(source.path, "refused", (name,), fault.message, origin, card.id, findings=(fault,))
    bare = found("DC845", f"{name} : sans pièce ni échéance", where, case=card.id)
    why = f"le compte du client nomme {next(w.name for w in card.debtors if called(folded(sale['name']), w.name))}"
    proposal = Proposal(source.path, "new", (name,), why, origin, findings=(bare,))
    return desk.accept(draft.proposal(proposal), card.with_invoice(billed))


def _money(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)
