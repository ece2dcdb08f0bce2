"""The instruction to a commissaire de justice to serve an order, or a judgment, on each debtor (CPC 503, 1411, 1413).

The time limit is that of the order's own regime, as the procedure computed it. Articles read 2026-11-21 in a copy of
4 April 2026; the three months of orders from 1 September 2026 rest on concurring sources.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from dossier.documents import gate
from dossier.documents.articles import article
from dossier.documents.citations import citation
from dossier.documents.delays import delay_of, delay_words
from dossier.documents.document import Document
from dossier.documents.facts import numbers
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.occasions import events
from dossier.documents.transmission import (
    ROLES,
    Row,
    Section,
    addressee,
    adviser_of,
    check_rows,
    handed,
    party_rows,
    piece_rows,
)  # fmt: skip
from dossier.ground.french import NBSP, euros, long_day
from dossier.law import names
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.journal import Jugement, OrdonnanceInjonction
from dossier.model.party import Debtor
from dossier.procedure.stage import Deadline

ID = "instruction_signification"
TITLE = "Instruction de signifier"


def draft(matter: Matter) -> tuple[Document, ...]:
    """One letter for all debtors on whom the same decision is still to be served."""
    limit = _limit(matter)
    blank = Document(
        matter.case.id, "instruction-de-signifier", ID, TITLE, "withheld", matter.today, "", "", "letter",
        to_confirm=_doubts(limit),
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.PARTIES, *gate.EVIDENCE)), *gate.missing(matter, (*_OFFICER, *DEMANDS)),
        *gate.conditions(matter),
    )  # fmt: skip
    decision, officer = _decision(matter), matter.case.settings.adviser_of("commissaire")
    if decision is None:
        return ()
    what = "de l’ordonnance portant injonction de payer" if isinstance(decision, OrdonnanceInjonction) else "du jugement"
    document = handed(
        matter, blank, reasons, addressee(officer),
        template="instruction-signification",
        subject=f"Signification {what} du {long_day(decision.date)}"
        + (f", au plus tard le {long_day(limit.safe_day)}" if limit else ""),
        values=_values(matter, decision, limit),
        sections=_sections(matter, decision, limit),
        enclosures=_enclosures(decision),
        theirs=officer.reference if officer else "",
    )  # fmt: skip
    return (document,)


def _decision(matter: Matter) -> OrdonnanceInjonction | Jugement | None:
    """What is to be served: the last order or judgment on this debtor."""
    found = [e for e in events(matter) if isinstance(e, OrdonnanceInjonction | Jugement)]
    return found[-1] if found else None


def _limit(matter: Matter) -> Deadline | None:
    """The time limit of the service, of this debtor; None where no text sets one."""
    ids = ("signification_ordonnance", "notification_jugement")
    found = [d for d in matter.stage.deadlines if d.id in ids and d.state == "running" and d.debtor in ("", matter.debtor.id)]
    return found[-1] if found else None


def _doubts(limit: Deadline | None) -> tuple[str, ...]:
    if limit is None or limit.certainty in (Certainty.TEXT, Certainty.CASE_LAW):
        return ()
    return (f"délai de signification au {long_day(limit.last_day)}, {article(limit.rule)} ({CERTAINTY_FR[limit.certainty]})",)


def _targets(matter: Matter) -> tuple[Debtor, ...]:
    """The debtors on whom service is open: all who have the same step."""
    open_ = {s.debtor for s in matter.stage.next if s.document == ID}
    return tuple(d for d in matter.case.debtors if d.id in open_ or "" in open_) or (matter.debtor,)


def _values(matter: Matter, decision: OrdonnanceInjonction | Jugement, limit: Deadline | None) -> dict[str, Any]:
    is_order = isinstance(decision, OrdonnanceInjonction)
    number = f" (n°{NBSP}{decision.reference})" if decision.reference else ""
    return {
        "ordonnance": is_order,
        "decision": f"{'l’ordonnance portant injonction de payer' if is_order else 'le jugement'} du {long_day(decision.date)}{number}",
        "juridiction": decision.court,
        "plusieurs": len(_targets(matter)) > 1,
        "dernier_jour": long_day(limit.last_day) if limit else "",
        "jour_sur": long_day(limit.safe_day) if limit else "",
        "jours_differents": bool(limit and limit.safe_day != limit.last_day),
        "article": article(limit.rule) if limit else "",
        "delai_opposition": delay_words(delay_of(matter, names.DELAI_OPPOSITION)),
    }


def _sections(matter: Matter, decision: OrdonnanceInjonction | Jugement, limit: Deadline | None) -> list[Section]:
    rows = [Section("À la requête de", party_rows(matter.case.creditor, "Créancier"))]
    for debtor in _targets(matter):
        rows.append(Section("À signifier à", (*party_rows(debtor, ROLES[debtor.role]), *check_rows(matter, debtor))))
    return [
        *rows,
        Section("La décision", _decision_rows(matter, decision, limit)),
        Section("Copies remises", _copies(matter, decision)),
    ]


def _decision_rows(matter: Matter, decision: OrdonnanceInjonction | Jugement, limit: Deadline | None) -> tuple[Row, ...]:
    sums = [("Somme accordée", decision.granted if isinstance(decision, OrdonnanceInjonction) else decision.awarded)]
    if isinstance(decision, OrdonnanceInjonction):
        sums.append(("Accessoires accordés", decision.accessories))
    rows = [Row("Juridiction", decision.court), *(Row(what, "", euros(money)) for what, money in sums if money)]
    if decision.interest:
        start = f" à compter du {long_day(decision.interest.start)}" if decision.interest.start else ""
        rate = "au taux légal" if decision.interest.rate == "legal" else "au taux que porte la décision"
        rows.append(Row("Intérêts accordés", f"{rate}{start}"))
    if isinstance(decision, OrdonnanceInjonction):
        rows.append(Row("Frais de greffe", "ceux que l’ordonnance liquide, à préciser dans l’acte (CPC, art. 1413)"))
    if limit:
        rows.append(Row("Dernier jour", f"{long_day(limit.last_day)}. {limit.why}"))
    return tuple(row for row in rows if row.said or row.money)


def _copies(matter: Matter, decision: OrdonnanceInjonction | Jugement) -> tuple[Row, ...]:
    cited = citation(numbers(matter, decision.evidence))
    proof = Markup(" ({})").format(cited) if cited else ""
    if isinstance(decision, OrdonnanceInjonction):
        title = (
            "copie certifiée conforme de la requête et de l’ordonnance revêtue de la formule exécutoire (CPC, art. 1410 et 1411)"
        )
        return (Row("À signifier", escape(title) + proof), Row("Bordereau", "celui de la requête"), *piece_rows(matter))
    return (Row("À signifier", escape("expédition exécutoire du jugement (CPC, art. 503)") + proof),)


def _enclosures(decision: OrdonnanceInjonction | Jugement) -> tuple[str, ...]:
    if isinstance(decision, OrdonnanceInjonction):
        return ("copie certifiée conforme de la requête et de l’ordonnance", "bordereau et pièces")
    return ("expédition exécutoire du jugement",)


_OFFICER = adviser_of("commissaire", "le commissaire de justice à qui l’instruction s’adresse", "CPC, art. 1411")


def _granted(matter: Matter) -> object:
    decision = _decision(matter)
    return not isinstance(decision, OrdonnanceInjonction) or decision.granted


def _at_decision(key: str) -> Callable[[Matter], str]:
    def place(matter: Matter) -> str:
        decision = _decision(matter)
        return (
            gate.at_key(decision, key, f"{matter.case.folder}/journal.yaml") if decision else f"{matter.case.folder}/journal.yaml"
        )

    return place


DEMANDS: tuple[Demand, ...] = (
    Demand("le nom du débiteur", "CPC, art. 1411", lambda m: m.debtor.name, gate.of_debtor("denomination")),
    Demand("l’adresse du débiteur", "CPC, art. 1411", lambda m: gate.has_domicile(m.debtor), gate.of_debtor("adresse")),
    Demand("la somme fixée par l’ordonnance", "CPC, art. 1413", _granted, _at_decision("accorde")),
    Demand(
        "la juridiction qui a rendu la décision", "CPC, art. 1413", lambda m: (d := _decision(m)) is None or d.court,
        _at_decision("juridiction"),
    ),
)  # fmt: skip
"""What the instruction must say for the act of service to be drawn up."""
