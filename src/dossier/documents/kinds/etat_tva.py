"""The statement of invoices that stayed unpaid, sent to the debtor so that the tax on them may be recovered (CGI 272).

One mention for each invoice, in the words of concurring sources; its article is a dated value, for the tax changes code on
1 January 2027. Writing a claim off extinguishes nothing.
"""

from __future__ import annotations

from dossier.documents import gate
from dossier.documents.correspondents import to_debtor
from dossier.documents.document import Document, Reason
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter
from dossier.documents.occasions import events
from dossier.documents.targets import sued_as
from dossier.documents.transmission import Row, Section, handed
from dossier.ground.french import amount, enumerate_fr, euros, long_day, plural, short_day
from dossier.ground.money import total
from dossier.law.law import CERTAINTY_FR, Certainty, LawValue
from dossier.law.names import DELAI_RECUPERATION_TVA
from dossier.model.journal import ProcedureCollective
from dossier.procedure.road import known_events
from dossier.procedure.routes.perte import DOCUMENT, mention, shown_lost, unpaid_parts

ID = DOCUMENT
TITLE = "État des factures demeurées impayées"


def draft(matter: Matter) -> tuple[Document, ...]:
    """One statement for all invoices that show their tax; none where no invoice does."""
    parts, law = unpaid_parts(matter.case, matter.claim), value_of_mention(matter)
    if not parts:
        return ()
    doubt = (
        (f"mention de TVA, {law.reference.title} ({CERTAINTY_FR[law.certainty]})",)
        if law and law.certainty != Certainty.TEXT
        else ()
    )
    blank = Document(
        matter.case.id, "etat-des-factures-impayees", ID, TITLE, "withheld", matter.today, "", "", "letter",
        debtor=matter.debtor.id, to_confirm=doubt,
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *DEMANDS)),
        *still_bound(matter), *gate.conditions(matter), *unverified_mention(law),
    )  # fmt: skip
    article = law.reference.text if law else ""
    net, tax = total(n for _, n, _ in parts), total(t for _, _, t in parts)
    rows = [
        Row(f"{invoice.number}, {short_day(invoice.date)}", f"« {mention(left, due, article)} »", amount(left + due))
        for invoice, left, due in parts
    ]
    sums = (
        Row("Prix net", plural(len(parts), "facture"), amount(net)),
        Row("TVA correspondante", "", amount(tax)),
        Row("Total impayé TTC", "", euros(net + tax), total=True),
    )
    document = handed(
        matter, blank, reasons, to_debtor(matter.debtor),
        template="etat-tva",
        subject=f"Factures demeurées impayées : {euros(net + tax)} TTC",
        values={
            "plusieurs": len(parts) > 1, "cause": _cause(matter), "tva": euros(tax), "article": article,
        },
        sections=[Section("Duplicata, facture par facture", tuple(rows)), Section("Récapitulation", sums)],
        enclosures=(f"duplicata de {enumerate_fr([i.number for i, _, _ in parts]) if len(parts) < 4 else f'{len(parts)} factures'}",),
    )  # fmt: skip
    return (document,)


def value_of_mention(matter: Matter) -> LawValue | None:
    """The value whose reference names the article of the mention, as the procedure asked for it."""
    return next((v for v in matter.stage.law_used if v.name == DELAI_RECUPERATION_TVA), None)


def unverified_mention(law: LawValue | None) -> tuple[Reason, ...]:
    """Why the mention cannot be printed: its article is not known, or only deduced, and the firm has not confirmed it."""
    known = law is not None and (law.confirmed or law.certainty in (Certainty.TEXT, Certainty.CASE_LAW, Certainty.SECONDARY))
    if known:
        return ()
    rule = law.reference.title if law else "CGI 272"
    return (Reason("l’article que la mention doit citer n’est pas vérifié", f"law/{DELAI_RECUPERATION_TVA}.yaml", rule),)


def _cause(matter: Matter) -> str:
    """« la liquidation judiciaire ouverte le 12 octobre 2026 »; '' where something else shows the loss."""
    found = [e for e in events(matter) if isinstance(e, ProcedureCollective) and e.type == "liquidation"]
    return f"la liquidation judiciaire ouverte le {long_day(found[-1].date)}" if found else ""


def untaxed(matter: Matter) -> bool:
    """Whether an unpaid invoice shows no tax although others do: then the statement would not be whole."""
    shown = {invoice.number for invoice, _, _ in unpaid_parts(matter.case, matter.claim)}
    return any(row.outstanding and row.number not in shown for row in matter.claim.invoices)


def still_bound(matter: Matter) -> tuple[Reason, ...]:
    """The other debtors of the same debt against whom nothing shows the loss: while one can pay, it is not lost (CGI 272)."""
    others = [d for d in matter.case.debtors if d.id != matter.debtor.id]
    return tuple(
        Reason(
            f"la créance n’est pas définitivement perdue : rien ne montre qu’elle l’est à l’égard de {sued_as(other)}, tenu de la même dette",
            other.place.at_line, "CGI 272",
        )
        for other in others
        if not shown_lost(known_events(matter.case, other, matter.today))
    )  # fmt: skip


DEMANDS: tuple[Demand, ...] = (
    Demand("la TVA de chaque facture impayée", "CGI 272", lambda m: not untaxed(m), gate.of_file("factures.yaml")),
)
"""What the statement must show beside the parties."""
