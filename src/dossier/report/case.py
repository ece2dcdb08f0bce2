"""One case for the terminal: its décompte, stages, what is missing, chronology and pieces, as text and as JSON-able data."""

from __future__ import annotations

from datetime import date
from typing import Any

from dossier.claim.claim import Claim, Period
from dossier.ground.french import amount, euros, percent, short_day
from dossier.ground.money import Money
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR, Deadline, Stage, Step
from dossier.report.text import shown, table

_INVOICE_STATES = {"due": "échue", "not_due": "à échoir", "paid": "payée", "titled": "dans un titre"}
_DEADLINE_STATES = {"running": "en cours", "met": "tenu", "missed": "dépassé", "void": "sans objet", "unknown": "inconnu"}
_HEADS = {
    "interest": "intérêts", "principal": "principal", "indemnity": "indemnité", "penalty": "clause pénale", "costs": "frais",
}  # fmt: skip


def decompte_text(claim: Claim) -> str:
    """Invoices, lines of interest, payments and where they went, totals: every figure with its rule."""
    parts = [f"Décompte arrêté au {short_day(claim.date)}"]
    rows = [
        [i.number, short_day(i.due), _INVOICE_STATES[i.state], amount(i.principal), amount(i.credited), amount(i.outstanding),
         amount(i.interest), amount(i.indemnity)]
        for i in claim.invoices
    ]  # fmt: skip
    head = ("Facture", "Échéance", "État", "Principal", "Avoirs", "Reste", "Intérêts", "Indemnité")
    parts.append(table(head, rows, frozenset(range(3, 8))) if rows else "Aucune facture.")
    lines = [row for i in claim.invoices for row in _periods(i.number, i.periods)]
    lines += [row for title in claim.titles for row in _periods(title.act, title.periods)]
    if lines:
        head = ("Intérêts", "Du", "Au", "Jours", "Base", "Taux", "Règle", "Montant")
        parts.append(table(head, lines, frozenset({3, 4, 5, 7})))
    if claim.payments:
        rows = [
            [short_day(p.date), amount(p.amount), p.means + (" (rejeté)" if p.returned else ""),
             ", ".join(f"{a.invoice or 'frais'} {_HEADS[a.to]} {amount(a.amount)}" for a in p.allocated) or "—"]
            for p in claim.payments
        ]  # fmt: skip
        parts.append(table(("Versement", "Montant", "Moyen", "Imputé sur"), rows, frozenset({1}), widest=90))
    parts.append(_totals(claim))
    parts += [shown(f"Non demandé : {n.what} — {n.reason}" + (f" ({n.rule})" if n.rule else "")) for n in claim.not_claimed]
    parts += [shown(f"Autre lecture : {a.choice}, total {euros(a.total)} — {a.reason}") for a in claim.alternatives]
    return "\n\n".join(parts)


def _periods(name: str, periods: tuple[Period, ...]) -> list[list[str]]:
    return [
        [name, short_day(p.start), short_day(p.last), str(p.days), amount(p.base), percent(p.rate.percent), p.rate.rule,
         amount(p.amount)]
        for p in periods
    ]  # fmt: skip


def _totals(claim: Claim) -> str:
    totals = claim.totals
    rows: list[tuple[str, Money | None]] = [
        ("Principal, avoirs déduits", totals.principal),
        ("Intérêts courus", totals.interest),
        ("Indemnités forfaitaires", totals.indemnity),
        ("Clause pénale", totals.penalty),
        ("Frais à la charge du débiteur", totals.costs),
        ("Versements", -totals.paid),
        ("RESTE DÛ", totals.due),
        ("Intérêts par jour supplémentaire", claim.per_day),
        ("Factures à échoir, en plus", totals.not_due),
    ]
    return table(("Total", "€"), [[label, amount(money)] for label, money in rows], frozenset({1}))


def stages_text(case: Case, stage: Stage) -> str:
    """Where each debtor stands, the facts that led there, the deadlines, the open and the closed actions."""
    names = {debtor.id: debtor.name for debtor in case.debtors}
    parts = []
    for debtor in stage.debtors:
        overlays = "".join(f", {OVERLAY_FR[o].lower()}" for o in debtor.overlays)
        parts.append(
            shown(f"{names.get(debtor.id, debtor.id)} : {STAGE_FR[debtor.stage]}{overlays}, depuis le {short_day(debtor.since)}")
        )
    if stage.court:
        parts.append(shown(f"Juridiction : {stage.court.name}, {stage.court.address} ({stage.court.rule})"))
    rows = [[short_day(t.date), t.fact.at_line, t.effect, t.rule] for t in stage.trace]
    if rows:
        parts.append(table(("Date", "Fait", "Effet", "Texte"), rows, widest=70))
    rows = [_deadline(d) for d in stage.deadlines]
    if rows:
        parts.append(table(("Délai", "Dernier jour", "Jour prudent", "État", "Texte"), rows, widest=70))
    parts += [shown(f"Fermé : {b.action} — {b.why} ({b.rule})") for b in stage.blockers]
    return "\n\n".join(parts)


def _deadline(deadline: Deadline) -> list[str]:
    known = deadline.state != "unknown"
    days = [short_day(deadline.last_day), short_day(deadline.safe_day)] if known else ["—", "—"]
    return [deadline.title, *days, _DEADLINE_STATES[deadline.state], deadline.rule]


def missing_text(stage: Stage) -> str:
    """For each action that is open or nearly so: from when, until when, and what it still lacks."""
    return "\n\n".join(_step(step) for step in stage.next) or "Aucune action ouverte à ce jour."


def _step(step: Step) -> str:
    days = "".join(
        f", {word} {short_day(day)}" for word, day in (("à partir du", step.start), ("jusqu’au", step.end)) if day is not None
    )
    lines = [shown(f"{step.title}{days} ({step.rule})")]
    for condition in step.missing:
        remedy = f" → {condition.remedy}" if condition.remedy else ""
        reason = f" : {condition.proof}" if condition.proof else ""
        lines.append(shown(f"  {'✗' if condition.blocking else '·'} {condition.label}{reason}{remedy}"))
    return "\n".join(lines if step.missing else [*lines, "  rien ne manque"])


_WORDS = {
    "telephone": "téléphone", "lrar": "LRAR", "lre": "LRE", "main_propre": "remise en main propre", "rendez_vous": "rendez-vous",
    "sms": "SMS", "echeancier": "échéancier", "mediation_accord": "accord de médiation", "requete_injonction": "requête en injonction de payer",
    "ordonnance_injonction": "ordonnance d’injonction de payer", "titre_executoire": "titre exécutoire", "deces_debiteur": "décès du débiteur",
    "cheque_presente": "chèque présenté", "declaration_creance": "déclaration de créance", "assignation_refere": "assignation en référé",
    "delai_de_grace": "délai de grâce", "caducite": "caducité", "desistement": "désistement", "cession_de_creance": "cession de créance",
}  # fmt: skip


def events(case: Case) -> list[dict[str, str]]:
    """Invoices, payments, costs and the journal in one list by day; each with its place."""
    rows = [
        (i.date, 0, "avoir" if i.type == "avoir" else "facture", f"{i.number}, {euros(i.gross)} TTC", i.place)
        for i in case.invoices
    ]
    rows += [(p.date, 1, "paiement", f"{euros(p.amount)} par {p.means}", p.place) for p in case.payments]
    rows += [(c.date, 2, "frais", f"{c.label}, {euros(c.amount)}", c.place) for c in case.costs]
    for event in case.journal:
        name = event.act or event.channel or "contact"
        what = _WORDS.get(name, name.replace("_", " "))
        words = [event.hour, event.contact, event.summary]
        rows.append((event.date, 3, what, ", ".join(word for word in words if word), event.place))
    rows.sort(key=lambda row: (row[0], row[1], row[4]))
    return [{"date": d.isoformat(), "kind": kind, "text": text, "place": place.at_line} for d, _, kind, text, place in rows]


def events_text(case: Case) -> str:
    """The chronology as a table."""
    rows = [
        [short_day(date.fromisoformat(row["date"])), row["kind"], row["text"], row["place"].removeprefix(f"{case.folder}/")]
        for row in events(case)
    ]
    return table(("Date", "Fait", "Détail", "Source"), rows, widest=80) if rows else "Aucun fait daté."


def pieces(bordereau: Bordereau) -> list[dict[str, Any]]:
    """The pieces by number."""
    return [
        {
            "number": p.number, "title": p.title, "date": p.date.isoformat() if p.date else None, "nature": p.nature,
            "path": p.path, "pages": p.pages, "sha256": p.original.sha256 if p.original else None, "withdrawn": p.withdrawn,
        }
        for p in bordereau.pieces
    ]  # fmt: skip


def pieces_text(bordereau: Bordereau) -> str:
    """The pieces as a table."""
    rows = [
        [str(p.number), p.title, short_day(p.date), p.nature.replace("_", " "), "—" if p.pages is None else str(p.pages), p.path]
        for p in bordereau.pieces
    ]
    return table(("N°", "Intitulé", "Date", "Nature", "Pages", "Fichier"), rows, frozenset({0, 4})) if rows else "Aucune pièce."
