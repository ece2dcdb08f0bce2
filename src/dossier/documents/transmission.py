"""A letter that hands a case to somebody: a commissaire de justice, an avocat, a collector, an insurer. Facts in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from dossier.claim.claim import Claim
from dossier.documents import figures
from dossier.documents.citations import citation, plain_citation
from dossier.documents.correspondents import Addressee, to_adviser
from dossier.documents.dispatch import Enclosure
from dossier.documents.document import Document, Reason
from dossier.documents.facts import numbers
from dossier.documents.gate import Demand
from dossier.documents.letter import Letter, compose, from_creditor
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.occasions import events
from dossier.documents.page import finished, withheld
from dossier.documents.parties import identified, own_name, title_of
from dossier.documents.proof import Proof, Proofs
from dossier.ground.french import amount, euros, long_day, plural
from dossier.model.journal import Contestation, MiseEnDemeure, Relance
from dossier.model.party import Adviser, Debtor, Party

ROLES = {"principal": "Débiteur", "codebiteur_solidaire": "Codébiteur solidaire", "caution": "Caution"}
_TOLD = {"mise_en_demeure": "Mise en demeure", "sommation": "Sommation", "relance": "Relance", "contestation": "Contestation"}
_CHECKED = {"kbis": "Extrait du registre (Kbis)", "bodacc": "Consultation du Bodacc", "adresse": "Adresse vérifiée"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a sheet: what it is, what is said of it, an amount when there is one."""

    what: str
    said: str | Markup = ""
    money: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under a title; one without lines is left out."""

    title: str
    rows: tuple[Row, ...]


def sheet(sections: Iterable[Section]) -> Mapping[str, Any]:
    """The values of the sheet's template."""
    return {
        "sections": [
            {
                "titre": section.title,
                "lignes": [{"quoi": r.what, "dit": r.said, "montant": r.money, "total": r.total} for r in section.rows],
            }
            for section in sections
            if section.rows
        ]
    }


def party_rows(party: Party, what: str) -> tuple[Row, ...]:
    """Who somebody is, as an act identifies him (CPC 54)."""
    reach = ", ".join(part for part in (party.phone, party.email) if part)
    lines = Markup("<br>").join([Markup("<strong>{}</strong>").format(own_name(party)), *identified(party)])
    rows = [Row(what, lines)]
    return tuple([*rows, Row("Joignable", reach)] if reach else rows)


def cited(text: str, pieces: tuple[int, ...]) -> Markup:
    """A text and the pieces that prove it, in parentheses."""
    return escape(text) + Markup(" ({})").format(citation(pieces)) if pieces else escape(text)


def check_rows(matter: Matter, debtor: Debtor) -> tuple[Row, ...]:
    """How the debtor and his address were checked, the last check of each kind, with its piece."""
    last = {v.nature: v for v in sorted(debtor.verifications, key=lambda v: v.date) if v.date <= matter.today}
    rows = []
    for nature in ("adresse", "kbis", "bodacc"):
        if nature in last:
            pieces = numbers(matter, (last[nature].evidence,)) if last[nature].evidence else ()  # type: ignore[arg-type]
            rows.append(Row(_CHECKED[nature], cited(f"le {long_day(last[nature].date)}", pieces)))
    return tuple(rows) or (Row("Vérifications", "aucune enregistrée : adresse à vérifier"),)


def sum_rows(claim: Claim, known: Proofs | None = None) -> tuple[Row, ...]:
    """The heads of the sum, those that are not zero, their total and what a day adds: the figures of the décompte.

    With *known* each names its line of the décompte.
    """
    totals, none = claim.totals, Proof()
    heads = (
        (
            "principal", "Principal", figures.invoices_counted(len(figures.bearing(claim))) if not claim.titles else "",
            totals.outstanding,
        ),
        ("interest", "Intérêts échus", figures.rate_rule_words(claim, short=True) if not claim.titles else "", figures.interest_due(claim)),
        ("indemnity", "Indemnité forfaitaire", figures.indemnity_words(claim) if not totals.indemnity_paid else "", totals.indemnity_due),
        ("penalty", "Clause pénale", "", totals.penalty_due),
        ("costs", "Frais et accessoires", "", totals.costs_due),
    )  # fmt: skip
    rows = [
        Row(what, (known.head(head, money) if known else none).after(said), amount(money))
        for head, what, said, money in heads
        if money
    ]
    whole, daily = (known.total(), known.per_day()) if known else (none, none)
    rows.append(Row("Total", whole.after(f"au {long_day(claim.date)}"), euros(totals.due), total=True))
    if claim.per_day:
        rows.append(Row("Intérêts postérieurs", daily.after(f"{euros(claim.per_day)} par jour, jusqu’au paiement")))
    return tuple(rows)


def done_rows(matter: Matter) -> tuple[Row, ...]:
    """Reminders, notices and disputes in their order, each with its pieces: a dispute is never kept from whom the case is handed to."""
    found = [e for e in events(matter) if isinstance(e, Relance | MiseEnDemeure | Contestation)]
    return tuple(Row(_TOLD[e.act], cited(f"le {long_day(e.date)}", numbers(matter, e.evidence))) for e in found)


def piece_rows(matter: Matter) -> tuple[Row, ...]:
    """The pieces that are communicated, with their pages when they are all known."""
    pieces = [piece for piece in matter.bordereau.pieces if not piece.withdrawn]
    if not pieces:
        return ()
    pages = [piece.pages for piece in pieces if piece.pages]
    count = f", {plural(sum(pages), 'page')}" if len(pages) == len(pieces) else ""
    known = plain_citation([piece.number for piece in pieces])
    return (Row("Pièces", f"{plural(len(pieces), 'pièce')}{count} : n° {known} du bordereau, un fichier PDF pour chacune"),)


def adviser_of(type: str, what: str, rule: str = "") -> tuple[Demand, ...]:
    """That an adviser of a profession is named, with his address."""

    def named(matter: Matter) -> object:
        return matter.case.settings.adviser_of(type)

    def housed(matter: Matter) -> object:
        found = matter.case.settings.adviser_of(type)
        return found is None or (found.address and found.address.commune)

    def place(key: str) -> Callable[[Matter], str]:
        return lambda matter: (
            f"{found.place.at_line}, {key}"
            if (found := matter.case.settings.adviser_of(type)) and found.place.file
            else f"dossier.yaml, conseil: {{type: {type}, {key}: …}}"
        )

    return (Demand(what, rule, named, place("nom")), Demand(f"l’adresse : {what}", rule, housed, place("adresse")))


def handed(
    matter: Matter, blank: Document, reasons: tuple[Reason, ...], to: Addressee | None, *, template: str, subject: str,
    values: Mapping[str, Any], sections: Iterable[Section], enclosures: tuple[str | Enclosure, ...], theirs: str = "", channel: str = "",
    signatory: str = "",
) -> Document:  # fmt: skip
    """The letter with its sheet; withheld for *reasons* unless a draft is asked for, and always when it has no addressee.

    *theirs* is the addressee's own reference, *signatory* who signs in place of the one who signs letters.
    """
    if to is None or (reasons and not matter.draft):
        return withheld(matter, blank, reasons or (Reason("aucun destinataire"),))
    own = f"Notre dossier {case_reference(matter)} ; affaire {title_of(matter.case.creditor, matter.debtor)}"
    letter = Letter(
        template=template,
        subject=subject,
        channel=channel or ("courriel" if to.email else "courrier"),
        values=values,
        table=sheet(sections),
        sum=None,
        reference="",
        enclosures=enclosures,
        tracking=channel == "lrar",
        table_template="letters/fiche.html.j2",
        pays=False,
        sender=replace(from_creditor(matter), signatory=signatory) if signatory else None,
        addressee=to,
        references=f"{own} ; votre référence {theirs}" if theirs else own,
    )
    press = Press(matter)
    return finished(matter, press, blank, compose(matter, press, letter, blank), reasons)


def addressee(adviser: Adviser | None) -> Addressee | None:
    """The adviser as an addressee; None when he is not named."""
    return to_adviser(adviser) if adviser else None
