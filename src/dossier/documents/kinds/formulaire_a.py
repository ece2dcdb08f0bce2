"""What a creditor copies into form A of the European order for payment: the entries that the Regulation asks, from the case.

Regulation 1896/2006, art. 7, 2 and 3 (read 2026-11-21 in copies online); the form itself was not read, so no entry bears its number.
What the program does not know (the court, and why it is competent) is listed apart, never among the entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

from dossier.documents import figures, gate
from dossier.documents.demands import APPLICANT
from dossier.documents.document import Document
from dossier.documents.gate import Demand
from dossier.documents.heads import heads, later_interest
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import identity, traded_as
from dossier.documents.proof import proofs
from dossier.documents.targets import civil_name
from dossier.ground.french import NBSP, euros, long_day, lower_first, short_day
from dossier.model.party import Address, Party

ID = "formulaire_a"
TITLE = "Injonction de payer européenne : éléments du formulaire A"

SOURCE = "Règlement 1896/2006, art. 7"

TO_CONFIRM = (
    "numéros des rubriques du formulaire A : formulaire non lu",
    "Règlement 1896/2006, hors son article 7 : de mémoire",
)

ENTRIES: tuple[Demand, ...] = (
    *APPLICANT,
    Demand("le nom du défendeur", SOURCE, lambda m: m.debtor.name, gate.of_debtor("denomination")),
    Demand("l’adresse du défendeur", SOURCE, lambda m: gate.has_domicile(m.debtor), gate.of_debtor("adresse")),
    Demand("un montant connu", SOURCE, lambda m: m.claim.totals.due is not None, gate.of_file("factures.yaml")),
    Demand(
        "la cause de la créance : l’objet du contrat", SOURCE, lambda m: m.case.contract.subject,
        lambda m: gate.at_key(m.case.contract, "objet", f"{m.case.folder}/affaire.yaml, contrat"),
    ),
    Demand("des éléments de preuve", SOURCE, lambda m: m.bordereau.pieces, gate.of_file("pieces")),
)  # fmt: skip


class Entry(NamedTuple):
    """An entry to copy: the letter of art. 7, 2, what it is, and what to write."""

    letter: str
    what: str
    words: str | Markup


def draft(matter: Matter) -> tuple[Document, ...]:
    """The entries for one debtor; withheld while one that art. 7 asks of the case is missing."""
    blank = Document(
        matter.case.id, "formulaire-a", ID, TITLE, "withheld", matter.today, "", "", "table", debtor=matter.debtor.id,
        to_confirm=(*TO_CONFIRM, *gate.to_confirm(matter.claim.law_used)),
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, ENTRIES), *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    if matter.claim.totals.due is None or (reasons and not matter.draft):
        return (withheld(matter, blank, reasons),)
    press = Press(matter)
    values = {
        "date": long_day(matter.claim.date),
        "source": lower_first(SOURCE),
        "lignes": [entry._asdict() for entry in _entries(matter)],
        "pieces": _pieces(matter),
        "ailleurs": _elsewhere(),
    }
    body = press.fill("acts/formulaire-a.html.j2", values)
    return (finished(matter, press, blank, Content(running_heads(matter, TITLE) + body, body), reasons),)


def _entries(matter: Matter) -> Iterator[Entry]:
    """In the order of art. 7, 2: parties, sums, interest, cause, cross-border nature; evidence has a table of its own."""
    case, claim = matter.case, matter.claim
    yield Entry("a", "Demandeur", _party(case.creditor))
    yield Entry("a", "Défendeur", _party(matter.debtor))
    known = proofs(matter)
    for head in heads(matter, known):
        detail = f" ({head['detail']})" if head["detail"] else ""
        text = escape(f"{head['montant']}{detail} ; fondement : {head['fondement']}")
        cited = Markup("{} n°{}{}").format(head["mot"], NBSP, head["pieces"]) if head["pieces"] else Markup("")
        yield Entry("b", str(head["nom"]), Markup(" ; ").join(part for part in (text, head["ligne"], cited) if part))
    yield Entry("b", f"Total au {long_day(claim.date)}", known.total().after(euros(claim.totals.due)))
    later = later_interest(matter, known)
    if later:
        yield Entry("c", "Intérêts jusqu’au paiement", f"{later['base']}, {later['taux']}, à compter du {later['depuis']}")
    yield Entry("d", "Cause", _cause(matter))
    places = [f"{who} : {_country(party.address)}" for who, party in (("demandeur", case.creditor), ("défendeur", matter.debtor))]
    yield Entry("g", "Caractère transfrontalier", " ; ".join(places))


def _party(party: Party) -> str:
    return ", ".join(part for part in (civil_name(party), traded_as(party), *identity(party)) if part)


def _country(address: Address | None) -> str:
    return address.country.upper() if address else ""


def _cause(matter: Matter) -> Markup:
    contract = matter.case.contract
    signed = f" conclu le {long_day(contract.concluded_on)}" if contract.concluded_on else ""
    subject = lower_first(contract.subject.rstrip(" ."))
    rows = figures.bearing(matter.claim)
    known = proofs(matter)
    bills = Markup(", ").join(
        known.invoice(row).after(f"{row.number} du {short_day(row.date)}, échue le {short_day(row.due)}")
        for row in rows[: figures.MOST_ROWS]
    )
    more = f", et {figures.invoices_counted(len(rows) - figures.MOST_ROWS)} du décompte" if len(rows) > figures.MOST_ROWS else ""
    return Markup("Contrat{} : {}. Factures impayées : {}{}").format(signed, subject, bills, more)


def _pieces(matter: Matter) -> list[Mapping[str, str]]:
    """The evidence that supports the claim (art. 7, 2, e): described, not joined."""
    shown = [piece for piece in matter.bordereau.pieces if not piece.withdrawn]
    return [{"n": str(piece.number), "intitule": piece.title, "date": short_day(piece.date)} for piece in shown]


def _elsewhere() -> list[Mapping[str, str]]:
    """What the form asks and the program does not know: to be settled before it is filed."""
    return [
        {"quoi": "Juridiction saisie", "lettre": "a", "pourquoi": "les règles de compétence entre États membres ne sont pas calculées"},
        {"quoi": "Chef de compétence", "lettre": "f", "pourquoi": "il suit de la juridiction retenue"},
        {"quoi": "Suite en cas d’opposition", "lettre": "", "pourquoi": "choix du demandeur, dans l’appendice du formulaire (art. 7, 4)"},
        {"quoi": "Déclaration d’exactitude et signature", "lettre": "", "pourquoi": "elles appartiennent au demandeur (art. 7, 3)"},
    ]  # fmt: skip
