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
from dossier.intake.firm import words_of
from dossier.intake.matching import Names, called, folded
from dossier.intake.movements import ACCEPTED, LIKELY, payments
from dossier.intake.naming import stem_of
from dossier.intake.placement import BEFORE_COURT, unsound
from dossier.intake.proposal import Proposal
from dossier.intake.source import NEW_CASE, Asked, Source
from dossier.load.placing import Unplaceable
from dossier.statements.line import BankLine

_READ = 2_000
"""Signs of a label, with what its letter adds, in which invoices and names are looked for."""


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
    sales = sorted(facts["sales"], key=lambda s: (s["cents"] < 0, s["document"], s["at"]))
    clients = _Clients(desk)
    rows = [_sale(source, sale, desk, clients) for sale in sales]
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
        date.fromisoformat(line["day"]), Money(-line["cents"]), told[:_READ], line["name"], line["number"], "", line["at"]
    )


class _Clients:
    """The cases by their invoices and by their debtors' names, so that a year of sales is not held against each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._billed = {folded(number): (card.id, number) for card in desk.cards.values() for number in card.billed}
        self._names = Names((card.id, who.name) for card in desk.cards.values() for who in card.debtors)

    def holding(self, number: str) -> tuple[Card, Billed] | None:
        """The case that has an invoice of this number, and the invoice."""
        place = self._billed.get(folded(number))
        return (self._desk.cards[place[0]], self._desk.cards[place[0]].billed[place[1]]) if place is not None else None

    def add(self, card: Card, number: str) -> None:
        """Take an invoice that a case gets in this run."""
        self._billed[folded(number)] = (card.id, number)

    def of(self, name: str) -> dict[str, bool]:
        """The cases against somebody of this name, in order; true where the name is the debtor's and not a longer one."""
        found: dict[str, bool] = {}
        for id, debtor in self._names.called(folded(name)):
            found[id] = found.get(id, False) or words_of(name) == words_of(debtor)
        return dict(sorted(found.items()))


def _sale(source: Source, sale: Any, desk: Desk, clients: _Clients) -> Proposal:
    gross, number, day = Money(abs(sale["cents"])), sale["number"], date.fromisoformat(sale["document"])
    kind = "facture" if sale["cents"] > 0 else "avoir"
    name = f"{kind} {visible(number)} du {short_day(day)}, {euros(gross)}, {visible(sale['name'], 40)}"
    origin = f"fec:{folded(number)}"
    known = clients.holding(number)
    if known is not None:
        return _again(source, name, origin, known[0], known[1], kind, gross)
    named = clients.of(sale["name"])
    if kind == "avoir":
        return _credited(source, sale, name, origin, list(named))
    if sale["letter"]:
        return Proposal(source.path, "other", (name,), "lettrée : soldée en comptabilité")
    asked = desk.asked.case if desk.asked.case != NEW_CASE else ""
    named = {id: exact for id, exact in named.items() if not asked or id == asked}
    if not named or not number:
        return Proposal(source.path, "other", (name,), "aucune affaire contre ce client" if number else "sans numéro de pièce")
    if len(named) > 1:
        return _unsure(source, sale, name, f"plusieurs affaires contre ce client : {' ou '.join([*named][:5])}", origin, "")
    ((id, exact),) = named.items()
    card = desk.cards[id]
    if not (asked or origin in desk.asked.more.get(ACCEPTED, "").split("\n")):
        if card.case is not None and desk.appraised(id).stage.stage not in BEFORE_COURT:
            return _unsure(source, sale, name, f"{id} n’est plus au stade de recevoir une facture", origin, id)
        if not exact and not desk.asked.more.get(LIKELY):
            return _unsure(
                source, sale, name, f"{id} : le nom du client ressemble à celui du débiteur, et rien d’autre", origin, id
            )
    return _written(source, sale, name, origin, desk, card, Billed(number, kind, day, gross), clients)


def _unsure(source: Source, sale: Any, name: str, why: str, origin: str, case: str) -> Proposal:
    hints = (f"--case {case}",) if case else ()
    fault = found("DC843", f"{name} : {why}", Span(source.path, sale["at"], 1), hints=hints)
    return Proposal(source.path, "unsure", (name,), why, origin, case, findings=(fault,))


def _credited(source: Source, sale: Any, name: str, origin: str, named: Sequence[str]) -> Proposal:
    """A credit note that no case has: against a debtor it lowers what he owes, and a person says which invoice."""
    why = "la comptabilité ne dit pas la facture qu’il réduit"
    if not named or sale["letter"]:
        return Proposal(source.path, "other", (name,), why if named else "aucune affaire contre ce client")
    fault = found("DC843", f"{name} : {why}", Span(source.path, sale["at"], 1), hints=(f"dossier add avoir {named[0]}",))
    return Proposal(source.path, "unsure", (name,), why, origin, findings=(fault,))


def _again(source: Source, name: str, origin: str, card: Card, there: Billed, kind: str, gross: Money) -> Proposal:
    """An invoice that a case has already: the same sum, or one that contradicts it."""
    if there.gross == gross and there.kind == kind:
        return Proposal(source.path, "known", (name,), f"déjà dans {card.id}", origin, card.id)
    message = f"{name}, déjà dans {card.id} : {there.kind}, {euros(there.gross)}"
    fault = found("DC816", message, Span(source.path), case=card.id)
    return Proposal(source.path, "refused", (name,), fault.message, origin, card.id, findings=(fault,))


def _written(
    source: Source, sale: Any, name: str, origin: str, desk: Desk, card: Card, billed: Billed, clients: _Clients
) -> Proposal:
    where = Span(source.path, sale["at"], 1)
    if unsound(card, ("affaire", "factures")):
        fault = found("DC831", f"{name} : {card.id} a des erreurs de lecture", where, case=card.id)
        return Proposal(source.path, "unsure", (name,), fault.message, "", card.id, findings=(fault,))
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
    clients.add(card, billed.number)
    why = f"le compte du client nomme {next(w.name for w in card.debtors if called(folded(sale['name']), w.name))}"
    proposal = Proposal(source.path, "new", (name,), why, origin, findings=(bare,))
    return desk.accept(draft.proposal(proposal), card.with_invoice(billed))


def _money(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)
