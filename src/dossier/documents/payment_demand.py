"""What a letter says that demands all that is due: its values and its table, whoever sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.claim.claim import InvoiceClaim
from dossier.claim.contract_rate import clause_place
from dossier.documents import figures
from dossier.documents.articles import article
from dossier.documents.citations import plain_lines
from dossier.documents.figures import invoice_row
from dossier.documents.letter import table_of
from dossier.documents.matter import Matter
from dossier.documents.proof import proofs
from dossier.documents.reminders import sent_before
from dossier.documents.targets import sued_as, targets
from dossier.ground.french import amount, enumerate_fr, euros, long_day, lower_first, percent, plural, short_day
from dossier.ground.money import ZERO


def values(matter: Matter, rows: tuple[InvoiceClaim, ...], limit: str) -> dict[str, Any]:
    """What the templates of a mise en demeure may say: the sum, the last day, the reminders before, what runs and what follows."""
    claim, contract = matter.claim, matter.case.contract
    period = figures.current_period(claim)
    days = sorted({event.date for event in sent_before(matter)})
    clause, guarantor = contract.penalty_clause, matter.debtor.role == "caution"
    return {
        "plusieurs": len(rows) > 1,
        "les_factures": figures.invoices_words(rows),
        "somme": euros(claim.totals.due),
        "date_limite": limit,
        "relances": figures.days_words(days) if len(days) < 5 else "",
        "nombre_de_relances": len(days),
        "tant_de_relances": figures.counted(len(days)),
        "premiere_relance": long_day(days[0]) if days else "",
        "objet_du_contrat": lower_first(contract.subject.rstrip(" .")),
        "entre_professionnels": figures.is_professional(claim),
        "interets_courent": bool(claim.per_day),
        "par_jour": euros(claim.per_day),
        "taux": figures.rate_words(period),
        "article_du_taux": _rule_words(period.rate.rule) if period else "",
        "taux_conventionnel": contract.penalties is not None,
        "clause_penale": percent(clause.rate) if clause else "",
        "clause_penale_article": clause.article if clause else "",
        "clause_penale_lieu": clause_place(clause.article) if clause and clause.article else "",
        "clause_penale_comprise": bool(clause and claim.totals.penalty),
        "annonce_injonction": _may_be_sued(matter),
        "juge_de_l_injonction": _judge(matter),
        "caution_de": enumerate_fr([sued_as(debtor) for debtor in targets(matter.case)]) if guarantor else "",
    }


def _may_be_sued(matter: Matter) -> bool:
    """Whether an injonction may be announced: the debt is not prescribed, the debtor is private and lives in France (CPC 1406).

    The requête is not brought against a guarantor: he is told of none.

    To announce what the law does not allow is a threat; to a consumer it is an aggressive practice (C. conso. L121-6).
    """
    over = next((d.overlays for d in matter.stage.debtors if d.id == matter.debtor.id), ())
    public = matter.case.nature == "marche_public" or matter.debtor.type == "personne_publique"
    abroad = matter.debtor.address is not None and matter.debtor.address.country.upper() != "FR"
    return not ("prescrite" in over or public or abroad or matter.debtor.role == "caution")


def _judge(matter: Matter) -> str:
    """The judge of an injonction, as a letter names him (CPC 1406; COJ L213-4-4 and L213-4-5)."""
    protected = matter.case.nature in ("bail_habitation", "credit_consommation")
    return "au juge des contentieux de la protection" if protected else "au président du tribunal compétent"


def _rule_words(rule: str) -> str:
    return "" if rule == "contrat" else article(rule)


def table(matter: Matter, rows: tuple[InvoiceClaim, ...]) -> Mapping[str, Any]:
    """The invoices with principal and interest, then each accessory, then the sum due: each with its lines of the décompte.

    No piece is cited: the letter brings copies, and the numbers of the bordereau mean nothing to who receives it.
    """
    totals, interest = matter.claim.totals, figures.interest_due(matter.claim)
    known = proofs(matter)
    lines = [{**invoice_row(row, matter.bordereau), "lignes": plain_lines(known.invoice(row).lines)} for row in rows]
    accessories = [
        {"libelle": label, "montant": amount(money), "lignes": plain_lines(known.head(head, money).lines)}
        for head, label, money in (
            (
                "indemnity",
                f"Indemnité forfaitaire de recouvrement, {figures.indemnity_words(matter.claim)}".rstrip(", "),
                totals.indemnity_due,
            ),
            ("penalty", "Clause pénale", totals.penalty_due),
            ("costs", "Frais à la charge du débiteur", totals.costs_due),
        )
        if money != ZERO
    ]
    summary = f"{plural(len(rows), 'facture')} {figures.due_span(rows)}, détaillées au décompte joint"
    sums = {
        "date": long_day(matter.claim.date),
        "date_courte": short_day(matter.claim.date),
        "principal": amount(totals.outstanding),
        "interets": amount(interest),
        "lignes_des_totaux": plain_lines(
            (*known.head("principal", totals.outstanding).lines, *known.head("interest", interest).lines)
        ),
        "tailles": figures.sizes(rows),
        "ligne_du_total": plain_lines(known.total().lines),
        "accessoires": accessories,
        "total": euros(totals.due),
        "nom_des_interets": "Pénalités" if figures.is_professional(matter.claim) else "Intérêts",
    }
    return table_of(lines, "mise_en_demeure", sums, summary)
