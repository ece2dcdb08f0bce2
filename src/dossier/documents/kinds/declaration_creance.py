"""The declaration of the claim to the mandataire or liquidateur once insolvency proceedings are open.

C. com. L622-24, L622-25 and R622-23, known from concurring sources: the sum due on the day of the judgment, what falls due
later and when, interest, privilege, pieces, and the creditor's certificate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from dossier.claim.claim import InvoiceClaim
from dossier.documents import figures, gate
from dossier.documents.correspondents import Addressee, to_person
from dossier.documents.document import Document, Reason
from dossier.documents.facts import dated_contract, numbers
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.occasions import events
from dossier.documents.proof import Proof, Proofs, proofs
from dossier.documents.signing import signing
from dossier.documents.targets import sued_as
from dossier.documents.transmission import ROLES, Row, Section, cited, handed, party_rows
from dossier.ground.french import amount, euros, in_words, long_day, lower_first, plural, short_day, upper_first
from dossier.ground.money import ZERO, Money, total
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.contract import Security
from dossier.model.journal import ProcedureCollective

ID = "declaration_creance"
TITLE = "Déclaration de créance"
OFFICES = {
    "liquidation": "liquidateur judiciaire",
    "redressement": "mandataire judiciaire",
    "sauvegarde": "mandataire judiciaire",
}
TYPES = {"liquidation": "liquidation judiciaire", "redressement": "redressement judiciaire", "sauvegarde": "sauvegarde"}


def draft(matter: Matter) -> tuple[Document, ...]:
    """The declaration, by registered letter: the creditor proves that it was sent, and what it said."""
    judgment = last_judgment(matter)
    if judgment is None:
        return ()
    limit = next((d for d in matter.stage.deadlines if d.id == ID and d.debtor in ("", matter.debtor.id)), None)
    unread = CERTAINTY_FR[Certainty.SECONDARY]
    blank = Document(
        matter.case.id, "declaration-de-creance", ID, TITLE, "withheld", matter.today, "", "", "letter", debtor=matter.debtor.id,
        to_confirm=(*gate.to_confirm(matter.claim.law_used), f"C. com., art. L. 622-24, L. 622-25 et R. 622-23 ({unread})"),
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, DEMANDS), *gate.conditions(matter),
        *gate.unverified(matter.claim.law_used), *_after(matter, judgment), *_unsound(matter, judgment),
    )  # fmt: skip
    signs = signing(matter)
    document = handed(
        matter, blank, reasons, officeholder(judgment) if not _unsound(matter, judgment) else None,
        template="declaration-creance",
        subject=f"Déclaration de créance : {euros(_declared(matter, judgment))}",
        values={
            "debiteur": sued_as(matter.debtor) if matter.debtor.is_natural else matter.debtor.name, "procedure": TYPES[judgment.type], "jugement": long_day(judgment.date),
            "juridiction": judgment.court, "publiee": long_day(judgment.bodacc_on) if judgment.bodacc_on else "",
            "dernier_jour": long_day(limit.last_day) if limit and judgment.bodacc_on else "",
            "somme": euros(_declared(matter, judgment)), "en_lettres": in_words(_declared(matter, judgment) or ZERO),
            "signataire": signs.words if signs else "", "pouvoir": bool(signs and signs.power),
            "reserve": matter.case.contract.retention_of_title,
        },
        sections=_sections(matter, judgment),
        enclosures=_enclosures(matter, bool(signs and signs.power)),
        theirs=judgment.reference,
        channel="lrar",
        signatory=signs.words if signs else "",
    )  # fmt: skip
    return (document,)


def last_judgment(matter: Matter) -> ProcedureCollective | None:
    """The last opening judgment of this debtor; None for none."""
    found = [e for e in events(matter) if isinstance(e, ProcedureCollective)]
    return found[-1] if found else None


def officeholder(judgment: ProcedureCollective) -> Addressee | None:
    """The mandataire or liquidateur of a judgment; None while his name or address is not written."""
    if not judgment.mandataire or judgment.mandataire_address is None:
        return None
    place = judgment.place_of("adresse_du_mandataire")
    return to_person(judgment.mandataire, OFFICES[judgment.type], judgment.mandataire_address, "Maître", place)


def _later(matter: Matter, judgment: ProcedureCollective) -> tuple[InvoiceClaim, ...]:
    """What had not fallen due on the day of the judgment."""
    return tuple(r for r in matter.claim.invoices if r.due >= judgment.date and r.state in ("due", "not_due") and r.outstanding)


def _heads(matter: Matter, judgment: ProcedureCollective) -> list[tuple[str, str, str, Money | None]]:
    """What was due on the day of the judgment: head, its name, its detail; None where a value of the law is missing."""
    claim, later = matter.claim, _later(matter, judgment)
    fallen = [row for row in figures.bearing(claim) if row not in later]
    principal = figures.known_total([*(r.outstanding for r in fallen), *(t.outstanding for t in claim.titles)])
    period = figures.current_period(claim)
    rate = figures.rate_rule_words(claim, short=True) if period else ""
    return [
        ("principal", "Principal", figures.invoices_counted(len(fallen)) if fallen else "", principal),
        ("interest", "Intérêts échus", rate, figures.interest_due(claim)),
        ("indemnity", "Indemnité forfaitaire", figures.indemnity_words(claim), claim.totals.indemnity_due),
        ("penalty", "Clause pénale", "", claim.totals.penalty_due),
        ("costs", "Frais et accessoires", "", claim.totals.costs_due),
    ]


def _declared(matter: Matter, judgment: ProcedureCollective) -> Money | None:
    """All that is declared: the sum of the printed rows."""
    rows = [money for *_, money in _heads(matter, judgment)]
    return figures.known_total([*rows, *(row.outstanding for row in _later(matter, judgment))])


def _sections(matter: Matter, judgment: ProcedureCollective) -> list[Section]:
    later = _later(matter, judgment)
    heads = _heads(matter, judgment)
    known = proofs(matter)
    due = [Row(what, known.head(head, money).after(said), amount(money)) for head, what, said, money in heads if money]
    fallen = figures.known_total(m for *_, m in heads)
    whole = known.total() if fallen == matter.claim.totals.due else Proof()
    due.append(Row("Échu", whole.after(f"au {long_day(judgment.date)}"), euros(fallen), total=True))
    coming = [
        Row(f"Facture {row.number}", known.invoice(row).after(f"échéance du {long_day(row.due)}"), amount(row.outstanding))
        for row in later
    ]
    if later:
        coming.append(
            Row("À échoir", plural(len(later), "facture"), euros(figures.known_total(r.outstanding for r in later)), total=True)
        )
    return [
        Section("Le créancier", party_rows(matter.case.creditor, "Créancier")),
        Section("Le débiteur", party_rows(matter.debtor, ROLES[matter.debtor.role])),
        Section("Créance échue au jour du jugement", tuple(due)),
        Section("Factures échues et leurs preuves", _billed(matter, judgment, known)),
        Section("Créance à échoir", tuple(coming)),
        Section("Nature de la créance", _nature(matter)),
        Section("Pièces", _pieces(matter)),
    ]


def _billed(matter: Matter, judgment: ProcedureCollective, known: Proofs) -> tuple[Row, ...]:
    """Each invoice that had fallen due: what is left of it, its lines of the décompte, its pieces."""
    later = _later(matter, judgment)
    return tuple(
        Row(
            f"Facture {row.number}",
            known.invoice(row).after(
                f"échue le {short_day(row.due)} : principal {amount(row.outstanding)}, intérêts {amount(row.interest_due)}"
            ),
        )
        for row in figures.bearing(matter.claim)
        if row not in later
    )


def _nature(matter: Matter) -> tuple[Row, ...]:
    claim, contract = matter.claim, matter.case.contract
    signed = dated_contract(contract)
    interest = (
        f"{euros(claim.per_day)} par jour : leur cours n’est pas arrêté"
        if claim.per_day
        else "cours arrêté par le jugement d’ouverture (C. com., art. L. 622-28)"
    )
    retained = "clause de réserve de propriété au contrat" if contract.retention_of_title else ""
    none = f"aucun au dossier ; déclarée à titre chirographaire{f' ; {retained}' if retained else ''}"
    secured = tuple(Row("Privilège ou sûreté", _secured(matter, each)) for each in contract.securities)
    rows = (
        Row("Fondement", f"{signed} (objet : {lower_first(contract.subject.rstrip(' .'))})"),
        Row("Intérêts", interest),
        *(secured or (Row("Privilège ou sûreté", none),)),
        *((Row("Réserve de propriété", "clause au contrat"),) if secured and retained else ()),
    )
    title = next((t for t in claim.titles), None)
    return (*rows, Row("Titre", f"décision du {long_day(title.date)}")) if title else rows


def _secured(matter: Matter, security: Security) -> Markup:
    """« Nantissement du fonds de commerce, sur le fonds du 12 rue Paradis, inscrit le 3 mars 2025, rang 1 (pièce n° 7) »."""
    parts = (
        upper_first(security.nature.rstrip(" .")),
        f"assiette : {security.base.rstrip(' .')}" if security.base else "",
        f"publication du {long_day(security.published_on)}" if security.published_on else "",
        f"rang {security.rank}" if security.rank else "",
        f"à concurrence de {euros(security.limit)}" if security.limit else "",
    )
    return cited(" ; ".join(part for part in parts if part), numbers(matter, security.evidence))


def _pieces(matter: Matter) -> tuple[Row, ...]:
    return tuple(
        Row(f"Pièce n° {p.number}", ", ".join(part for part in (p.title, long_day(p.date) if p.date else "") if part))
        for p in matter.bordereau.pieces
        if not p.withdrawn
    )


def _enclosures(matter: Matter, power: bool) -> tuple[str, ...]:
    pieces = [p for p in matter.bordereau.pieces if not p.withdrawn]
    shown = (f"décompte au {long_day(matter.claim.date)}", plural(len(pieces), "pièce"))
    return (*shown, "pouvoir du signataire") if power else shown


def _after(matter: Matter, judgment: ProcedureCollective) -> tuple[Reason, ...]:
    """Invoices of after the judgment are no earlier claim: they are not declared with the others (C. com. L622-17)."""
    return tuple(
        Reason(f"la facture {row.number} est postérieure au jugement d’ouverture", row.place.at_line, "C. com., art. L. 622-17")
        for row in matter.claim.invoices
        if row.date >= judgment.date and row.outstanding
    )


def _unsound(matter: Matter, judgment: ProcedureCollective) -> tuple[Reason, ...]:
    """Whether the printed rows make what the décompte says is owed and to come."""
    owed, told = matter.claim.totals.due, _declared(matter, judgment)
    waiting = total(row.outstanding for row in matter.claim.invoices if row.state == "not_due" and row.outstanding)
    if owed is None or told is None:
        return (Reason("un montant n’est pas connu"),)
    return () if told == owed + waiting else (Reason("les lignes de la déclaration ne font pas la somme du décompte"),)


def _of(key: str) -> Callable[[Matter], str]:
    def place(matter: Matter) -> str:
        judgment, fallback = last_judgment(matter), f"{matter.case.folder}/journal.yaml"
        return gate.at_key(judgment, key, fallback) if judgment else fallback

    return place


def _of_security(matter: Matter, key: str, read: Callable[[Security], object]) -> str:
    """The first security that lacks a key, and the key."""
    lacking = next((s for s in matter.case.contract.securities if not read(s)), None)
    fallback = f"{matter.case.folder}/affaire.yaml, contrat, suretes"
    return gate.at_key(lacking, key, fallback) if lacking else fallback


def _field(read: Callable[[ProcedureCollective], Any]) -> Callable[[Matter], object]:
    return lambda matter: (judgment := last_judgment(matter)) is not None and read(judgment)


_CONTENT = "C. com., art. L. 622-25 et R. 622-23"
DEMANDS: tuple[Demand, ...] = (
    Demand("le mandataire ou le liquidateur", "C. com., art. L. 622-24", _field(lambda j: j.mandataire), _of("mandataire")),
    Demand(
        "l’adresse du mandataire ou du liquidateur", "C. com., art. L. 622-24", _field(lambda j: j.mandataire_address),
        _of("adresse_du_mandataire"),
    ),
    Demand("l’adresse du créancier", _CONTENT, lambda m: gate.has_domicile(m.case.creditor), gate.of_creditor("adresse")),
    Demand(
        "le fondement de la créance : l’objet du contrat", _CONTENT, lambda m: m.case.contract.subject,
        lambda m: gate.at_key(m.case.contract, "objet", f"{m.case.folder}/affaire.yaml, contrat"),
    ),
    Demand(
        "l’assiette de chaque sûreté", "C. com., art. L. 622-25", lambda m: all(s.base for s in m.case.contract.securities),
        lambda m: _of_security(m, "assiette", lambda s: s.base),
    ),
    Demand(
        "la pièce de chaque sûreté", _CONTENT, lambda m: all(s.evidence for s in m.case.contract.securities),
        lambda m: _of_security(m, "pieces", lambda s: s.evidence),
    ),
    Demand("des documents justificatifs", _CONTENT, lambda m: m.bordereau.pieces, gate.of_file("pieces")),
    Demand(
        "un signataire : représentant légal, ou pouvoir en vigueur", "C. com., art. L. 622-25", signing,
        lambda m: "dossier.yaml, signataires",
    ),
)  # fmt: skip
"""What the declaration must say, and who may sign it."""
