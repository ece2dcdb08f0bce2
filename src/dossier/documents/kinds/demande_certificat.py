"""The request for a certificate that a claim is irrecoverable: to the liquidateur, or to the officer whose seizure found nothing.

CGI 272: such a claim gives back its tax. That the certificate is given, and what it says, is practice (concurring pages of the
professions, no text read); the words for the duplicates of the invoices stand in `etat_tva.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dossier.documents import figures, gate
from dossier.documents.correspondents import Addressee, to_adviser
from dossier.documents.document import Document, Reason
from dossier.documents.enclosures import the_decompte
from dossier.documents.facts import numbers
from dossier.documents.gate import Demand
from dossier.documents.kinds.declaration_creance import TYPES, last_judgment, officeholder
from dossier.documents.kinds.etat_tva import still_bound, untaxed, unverified_mention, value_of_mention
from dossier.documents.matter import Matter
from dossier.documents.occasions import events
from dossier.documents.page import withheld
from dossier.documents.parties import called
from dossier.documents.transmission import ROLES, Row, Section, cited, handed, party_rows
from dossier.ground.french import amount, euros, long_day, plural, short_day
from dossier.ground.money import ZERO, total
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.journal import Communication, DeclarationCreance, Event, Execution, ProcedureCollective
from dossier.procedure.outlook import like
from dossier.procedure.routes.perte import unpaid_parts

ID = "demande_certificat"
TITLE = "Demande de certificat d’irrécouvrabilité"
_PRACTICE = f"délivrance et contenu d’un certificat d’irrécouvrabilité : pratique ({CERTAINTY_FR[Certainty.SECONDARY]})"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What shows the loss, who can certify it, and since when it may be asked."""

    event: Event
    cause: str
    to: Addressee | None
    theirs: str = ""


def wanted(matter: Matter) -> bool:
    """Once the claim was declared in a liquidation, or a seizure found nothing; until a certificate or a request is there."""
    due = matter.claim.totals.due
    if (
        matter.debtor.role == "caution"
        or due is None
        or due == ZERO
        or any(e.act == "cession_de_creance" for e in events(matter))
    ):
        return False
    ground = _ground(matter)
    return ground is not None and not _certified(matter) and not _asked(matter, ground)


def draft(matter: Matter) -> tuple[Document, ...]:
    """One letter for one debtor."""
    ground, value = _ground(matter), value_of_mention(matter)
    if ground is None:
        return ()
    parts = unpaid_parts(matter.case, matter.claim)
    doubt = (
        (f"TVA d’une créance irrécouvrable, {value.reference.title} ({CERTAINTY_FR[value.certainty]})",)
        if value and parts
        else ()
    )
    blank = Document(
        matter.case.id, "demande-de-certificat", ID, TITLE, "withheld", matter.today, "", "", "letter", debtor=matter.debtor.id,
        to_confirm=(_PRACTICE, *doubt),
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *DEMANDS)),
        *still_bound(matter), *(unverified_mention(value) if parts else ()),
    )  # fmt: skip
    left = [row for row in matter.claim.invoices if row.outstanding]
    if not left and not matter.claim.titles:
        return (withheld(matter, blank, reasons or (Reason("aucune facture impayée"),)),)
    document = handed(
        matter, blank, reasons, ground.to,
        template="demande-certificat",
        subject=f"Certificat d’irrécouvrabilité : {called(matter.debtor)}",
        values={
            "debiteur": called(matter.debtor), "cause": ground.cause,
            "somme": euros(figures.known_total(row.outstanding for row in left)) if left else euros(matter.claim.totals.outstanding),
            "tva": euros(total(t for _, _, t in parts)) if parts else "",
            "article": value.reference.text if value and parts else "",
            "declaration": _declared(matter) if _in_liquidation(matter) else "",
        },
        sections=[
            Section("Le créancier, à qui adresser le certificat", party_rows(matter.case.creditor, "Créancier")),
            Section("Le débiteur", party_rows(matter.debtor, ROLES[matter.debtor.role])),
            Section("Ce qui rend la créance irrécouvrable", _cause_rows(matter, ground)),
            Section("Factures demeurées impayées", _invoice_rows(matter)),
        ],
        enclosures=(the_decompte(f"décompte au {long_day(matter.claim.date)}"), *(("état des factures demeurées impayées",) if parts else ())),
        theirs=ground.theirs,
    )  # fmt: skip
    return (document,)


def _ground(matter: Matter) -> _Ground | None:
    """The liquidation in which the claim was declared, else the last fruitless seizure; None for neither."""
    judgment = last_judgment(matter)
    if judgment is not None and judgment.type == "liquidation":
        return _Ground(
            judgment,
            f"la {TYPES['liquidation']} ouverte le {long_day(judgment.date)}",
            officeholder(judgment),
            judgment.reference,
        )
    found = [e for e in events(matter) if isinstance(e, Execution) and like(e.evidence, (), r"carence|infructueu")]
    officer = matter.case.settings.adviser_of("commissaire")
    if not found or officer is None:
        return None
    name = "la saisie" if found[-1].act == "saisie" else "le commandement"
    cause = f"l’exécution infructueuse ({name} du {long_day(found[-1].date)})"
    return _Ground(found[-1], cause, to_adviser(officer), officer.reference)


def _certified(matter: Matter) -> bool:
    """Whether a certificate is among the pieces of the journal."""
    return any(like(e.evidence, (), r"irr[ée]couvrabilit") for e in events(matter))


def _asked(matter: Matter, ground: _Ground) -> bool:
    """Whether the file went to the addressee after what shows the loss."""
    if ground.to is None:
        return False
    name = ground.to.name.casefold()
    return any(isinstance(e, Communication) and e.date > ground.event.date and name in e.to.casefold() for e in events(matter))


def _declarations(matter: Matter) -> list[DeclarationCreance]:
    return [e for e in events(matter) if isinstance(e, DeclarationCreance)]


def _declared(matter: Matter) -> str:
    """« le 3 novembre 2026, pour 5 810,70 € »; '' without a declaration."""
    found = _declarations(matter)
    if not found:
        return ""
    sum_ = f", pour {euros(found[-1].amount)}" if found[-1].amount else ""
    return f"le {long_day(found[-1].date)}{sum_}"


def _cause_rows(matter: Matter, ground: _Ground) -> tuple[Row, ...]:
    event = ground.event
    rows = []
    if isinstance(event, ProcedureCollective):
        court = f", {event.court}" if event.court else ""
        rows.append(Row("Jugement", cited(f"du {long_day(event.date)}{court}", numbers(matter, event.evidence))))
        for declared in _declarations(matter)[-1:]:
            rows.append(Row("Créance déclarée", cited(_declared(matter), numbers(matter, declared.evidence))))
    else:
        rows.append(Row("Exécution", cited(f"acte du {long_day(event.date)}, infructueux", numbers(matter, event.evidence))))
    return tuple(rows)


def _invoice_rows(matter: Matter) -> tuple[Row, ...]:
    """What is left of each invoice, net price and tax apart where it shows its tax, and their sums."""
    parts = {invoice.number: (net, tax) for invoice, net, tax in unpaid_parts(matter.case, matter.claim)}
    left = [row for row in matter.claim.invoices if row.outstanding]
    rows = []
    for row in left:
        net, tax = parts.get(row.number, (None, None))
        told = f"du {short_day(row.date)}, échue le {short_day(row.due)}"
        told += f" : HT {amount(net)}, TVA {amount(tax)}" if net is not None and tax is not None else ""
        rows.append(Row(f"Facture {row.number}", told, amount(row.outstanding)))
    if not rows:
        return ()
    sums = figures.known_total(row.outstanding for row in left)
    net, tax = total(n for n, _ in parts.values()), total(t for _, t in parts.values())
    said = f"{plural(len(rows), 'facture')}" + (f" : HT {amount(net)}, TVA {amount(tax)}" if parts else "")
    return (*rows, Row("Total TTC", said, euros(sums), total=True))


def _of(key: str) -> Callable[[Matter], str]:
    def place(matter: Matter) -> str:
        judgment, fallback = last_judgment(matter), f"{matter.case.folder}/journal.yaml"
        return gate.at_key(judgment, key, fallback) if judgment else fallback

    return place


def _in_liquidation(matter: Matter) -> bool:
    judgment = last_judgment(matter)
    return judgment is not None and judgment.type == "liquidation"


def _officer_is_housed(matter: Matter) -> object:
    if _in_liquidation(matter):
        return True
    officer = matter.case.settings.adviser_of("commissaire")
    return officer is not None and officer.address and officer.address.commune


def _judgment_has(read: Callable[[ProcedureCollective], object]) -> Callable[[Matter], object]:
    return lambda matter: not _in_liquidation(matter) or ((judgment := last_judgment(matter)) is not None and read(judgment))


DEMANDS: tuple[Demand, ...] = (
    Demand("le liquidateur", "CGI 272", _judgment_has(lambda j: j.mandataire), _of("mandataire")),
    Demand("l’adresse du liquidateur", "CGI 272", _judgment_has(lambda j: j.mandataire_address), _of("adresse_du_mandataire")),
    Demand(
        "l’adresse du commissaire de justice", "CGI 272", _officer_is_housed,
        lambda m: "dossier.yaml, conseil: {type: commissaire, adresse: …}",
    ),
    Demand(
        "la déclaration de la créance", "CGI 272", lambda m: not _in_liquidation(m) or _declarations(m),
        lambda m: f"{m.case.folder}/journal.yaml, acte: declaration_creance",
    ),
    Demand("la TVA de chaque facture impayée", "CGI 272", lambda m: not unpaid_parts(m.case, m.claim) or not untaxed(m), gate.of_file("factures.yaml")),
    Demand("un montant connu", "CGI 272", lambda m: m.claim.totals.outstanding is not None, gate.of_file("factures.yaml")),
)  # fmt: skip
"""What the certificate must be able to name: who gives it, the declared claim, net price and tax."""
