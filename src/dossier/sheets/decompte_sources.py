"""The sheets that explain: what is not claimed, what the firm chose, on which values of law the figures rest."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.claim.claim import Claim, InvoiceClaim, TitleClaim
from dossier.claim.derivation.words import CHOICE_FR, CHOICE_VALUE_FR, reading_words
from dossier.ground.french import short_day
from dossier.law.law import CERTAINTY_FR, LawValue
from dossier.law.parameters import shipped_law
from dossier.sheets.book import Cell, Row, Sheet, heads, money, text
from dossier.sheets.decompte_tables import table


def unclaimed_sheet(claim: Claim) -> Sheet:
    """Every head that is not asked, with its reason and its text; invoices that are not due with what is left of them."""
    head = heads("Poste", "Montant", "Raison", "Texte")
    rows: list[Row] = [(text(n.what), Cell(None, "money"), text(n.reason), text(n.rule)) for n in claim.not_claimed]
    rows += [
        (text(f"facture {row.number}"), money(row.outstanding), text(f"non échue avant le {short_day(row.due)} : {row.due_reason}"),
         text(""))
        for row in claim.invoices if row.state == "not_due"
    ]  # fmt: skip
    return table("Non demandé", (40, 14, 80, 34), head, rows)


def choices_sheet(claim: Claim) -> Sheet:
    """The choices of computation, the other totals, capitalisations, and the values of law with how sure each is."""
    head = heads("Rubrique", "Élément", "Valeur", "Texte", "Certitude", "Précision")
    rows = (*_choices(claim), *_alternatives(claim), *_capitalised(claim), *map(_value, claim.law_used))
    return table("Choix et sources", (18, 46, 24, 44, 26, 60), head, rows)


def _choices(claim: Claim) -> Iterator[Row]:
    for name, chosen in sorted(claim.choices.items()):
        words = CHOICE_VALUE_FR.get((name, chosen), chosen)
        yield (
            text("Choix de calcul"),
            text(CHOICE_FR.get(name, name)),
            text(words),
            text(""),
            text(""),
            text("dossier.yaml, choix"),
        )
    yield text("Arrondi"), text("au centime, une fois par ligne"), text("demi-centime vers le haut"), text(""), text(""), text("")


def _alternatives(claim: Claim) -> Iterator[Row]:
    for other in claim.alternatives:
        yield text("Autre total"), text(reading_words(other.choice)), money(other.total), text(""), text(""), text(other.reason)


def _capitalised(claim: Claim) -> Iterator[Row]:
    rows: tuple[InvoiceClaim | TitleClaim, ...] = (*claim.invoices, *claim.titles)
    for row in rows:
        name = row.number if isinstance(row, InvoiceClaim) else row.act
        for event in row.capitalisations:
            words = f"au {short_day(event.day)}, {event.basis}"
            sure = CERTAINTY_FR[event.certainty]
            yield text("Capitalisation"), text(name), money(event.amount), text(event.rule), text(sure), text(words)


def _value(value: LawValue) -> Row:
    parameter = shipped_law().parameters.get(value.name)
    reference = " ; ".join(part for part in (value.reference.title, value.reference.text) if part)
    given = "" if value.origin == "fourni" else f"donné par {value.origin}"
    days = f"du {short_day(value.start)}" if value.start else "de tout temps"
    days += f" au {short_day(value.end)}" if value.end else ""
    notes = " ; ".join(part for part in (days, given, value.note, value.reference.href) if part)
    name = parameter.description if parameter else value.name
    return (
        text("Valeur du droit"),
        text(name),
        text(value.words),
        text(reference),
        text(CERTAINTY_FR[value.certainty]),
        text(notes),
    )
