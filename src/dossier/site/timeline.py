"""What happened in a case, day by day: invoices, payments, costs and the journal in one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dossier.ground.french import NBSP, euros, plural, short_day
from dossier.ground.money import Money
from dossier.ground.spans import Span
from dossier.model.case import Case
from dossier.model.entry import Entry
from dossier.model.evidence import EvidenceRef
from dossier.model.journal import Event, Relance, Signification
from dossier.model.ledger import Invoice, Payment
from dossier.pieces.bordereau import Bordereau
from dossier.site.anchors import entry_anchors
from dossier.site.words import ACT_FR, BY_CHANNEL_FR, CHANNEL_FR, DELIVERY_FR, LEVEL_FR, MEANS_FR, SERVED_FR, SERVICE_FR, word

_ICONS = {
    "telephone": "phone", "sms": "phone", "courriel": "mail", "lrar": "mail", "lre": "mail", "courrier": "mail",
    "main_propre": "mail", "rendez_vous": "person", "commissaire": "court", "greffe": "court", "audience": "court",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the chronology. `amount` is signed and None where the fact moves no money; `note` is what was said.

    `pieces` are numbers; `unjoined` is True for an act of the firm's that has no piece. `anchor` is its fragment, `kind` a key of
    `KIND_FR`.
    """

    day: date
    hour: str
    icon: str
    title: str
    note: str
    amount: Money | None
    pieces: tuple[int, ...]
    unjoined: bool
    place: Span
    anchor: str
    debtor: str = ""
    kind: str = "echange"


KIND_FR = {
    "facture": "factures", "versement": "versements", "relance": "relances", "echange": "échanges", "acte": "actes", "frais": "frais",
}  # fmt: skip
"""What the chronology can be narrowed to, in the order of its buttons."""
_REMINDERS = frozenset({"relance", "mise_en_demeure", "sommation"})


def kinds_of(facts: Iterable[Fact]) -> tuple[tuple[str, str, int], ...]:
    """The kinds of facts that a chronology has, with their words and how many; nothing where there is one kind only."""
    counts = Counter(fact.kind for fact in facts)
    return tuple((kind, words, counts[kind]) for kind, words in KIND_FR.items() if counts[kind]) if len(counts) > 1 else ()


def timeline(case: Case, bordereau: Bordereau) -> tuple[Fact, ...]:
    """All facts of a case, the latest first; those of one day in the order of the files, the last one first."""
    rows: list[tuple[Entry, date, str, str, str, str, Money | None, tuple[EvidenceRef, ...]]] = []
    for invoice in case.invoices:
        of = f" sur {invoice.of}" if invoice.of else ""
        kind = "Avoir" if invoice.type == "avoir" else "Facture"
        gross = -invoice.gross if invoice.type == "avoir" else invoice.gross
        rows.append(
            (invoice, invoice.date, "", "paper", f"{kind} {invoice.number}{of}", invoice.subject, gross, invoice.evidence)
        )
    for payment in case.payments:
        title = f"{word(MEANS_FR, payment.means)} reçu" + ("e" if payment.means == "especes" else "")
        note = f"rejeté le {short_day(payment.returned_on)}" if payment.returned_on else ""
        rows.append((payment, payment.date, "", "euro", title.replace("Espèces reçue", "Espèces reçues"), note,
                     -payment.amount, payment.evidence))  # fmt: skip
    for cost in case.costs:
        rows.append((cost, cost.date, "", "euro", f"Frais : {cost.label}", cost.basis, None, cost.evidence))
    for event in case.journal:
        icon = _ICONS.get(event.channel or "", "court" if event.act else "note")
        rows.append((event, event.date, event.hour, icon, event_title(event), event.summary, None, event.evidence))
    rows.sort(key=lambda row: (row[1], row[2], row[0].place), reverse=True)
    anchors = entry_anchors(case)
    return tuple(
        Fact(
            day, hour, icon, title, note, amount, _numbers(bordereau, evidence),
            isinstance(entry, Event) and bool(entry.act) and not evidence,
            entry.place, anchors[id(entry)], getattr(entry, "debtor", ""), _kind(entry),
        )
        for entry, day, hour, icon, title, note, amount, evidence in rows
    )  # fmt: skip


def _kind(entry: Entry) -> str:
    """The key of `KIND_FR` under which an entry stands."""
    if isinstance(entry, Event):
        return "echange" if not entry.act else "relance" if entry.act in _REMINDERS else "acte"
    return {Invoice: "facture", Payment: "versement"}.get(type(entry), "frais")


def _numbers(bordereau: Bordereau, evidence: Iterable[EvidenceRef]) -> tuple[int, ...]:
    return bordereau.numbers(tuple(ref.file for ref in evidence))


def event_title(event: Event) -> str:
    """`Mise en demeure par LRAR, délai au 04/04/2026`, `Appel, Mme Roux`: an entry of the journal in a few words."""
    if not event.act:
        received = " reçu" if event.direction == "recu" else ""
        channel = word(CHANNEL_FR, event.channel or "contact")
        return f"{channel[0].upper()}{channel[1:]}{received}" + (f", {event.contact}" if event.contact else "")
    title = word(ACT_FR, event.act)
    if isinstance(event, Signification) and event.of:
        title += SERVED_FR.get(event.of, f" ({word(ACT_FR, event.of).lower()})")
    if isinstance(event, Relance) and event.level:
        title = word(LEVEL_FR, event.level)
    if event.channel and event.channel not in ("greffe", "audience"):
        title += f" {BY_CHANNEL_FR[event.channel]}"
    return ", ".join([title, *_details(event)])


def _details(event: Event) -> list[str]:
    """What an act says beyond its name, in the order of reading."""
    found: list[str] = []

    def has(name: str) -> object:
        return getattr(event, name, None)

    if mode := has("mode"):
        found.append(SERVICE_FR[str(mode)])
    if (asked := has("granted") or has("awarded") or has("amount")) and isinstance(asked, Money):
        found.append(euros(asked))
    if isinstance(due := has("due"), date):
        found.append(f"pour le {short_day(due)}")
    if isinstance(until := has("deadline") or has("until"), date):
        found.append(f"délai au {short_day(until)}")
    if delivery := has("delivery"):
        found.append(DELIVERY_FR[str(delivery)])
    if instalments := has("instalments"):
        found.append(plural(len(tuple(instalments)), "échéance"))  # type: ignore[arg-type]
    if court := has("court"):
        found.append(str(court))
    if isinstance(hearing := has("hearing_on"), date):
        found.append(f"audience le {short_day(hearing)}")
    return [part.replace(" ", NBSP) if part[:1].isdigit() else part for part in found]


def place_links(case: Case, facts: Iterable[Fact]) -> dict[str, list[tuple[int, str]]]:
    """For each file of a case, the lines where its entries begin and the path of the row that shows them."""
    links: dict[str, list[tuple[int, str]]] = {}
    for fact in facts:
        if fact.place.file:
            links.setdefault(fact.place.file, []).append((fact.place.line, f"cases/{case.id}/index.html#{fact.anchor}"))
    return {file: sorted(rows) for file, rows in links.items()}


def link_of(span: Span | None, links: dict[str, list[tuple[int, str]]]) -> str:
    """The path of the row that shows the entry at or around a place; '' when there is none."""
    if span is None:
        return ""
    before = [path for line, path in links.get(span.file, ()) if line <= max(span.line, 1)]
    return before[-1] if before else ""
