"""One case for the terminal: its stages, what is missing, chronology and pieces, as text and as JSON-able data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dossier.ground.french import euros, short_day
from dossier.ground.spans import Span
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau
from dossier.procedure.stage import (
    ACTION_FR,
    OVERLAY_FR,
    READINESS_FR,
    STAGE_FR,
    Condition,
    Deadline,
    Stage,
    Step,
)
from dossier.report.reasons import action_text
from dossier.report.text import shown, table


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
    many = len(stage.debtors) > 1
    rows = [
        [short_day(t.date), _local(case, t.fact), *_who(names, t.debtor, many), t.effect, _source(t.rule, t.certainty)]
        for t in stage.trace
    ]
    if rows:
        parts.append(table(("Date", "Fait", *(("Débiteur",) if many else ()), "Effet", "Texte"), rows, widest=70))
    rows = [[d.title, *_who(names, d.debtor, many), *_deadline(d)] for d in stage.deadlines]
    if rows:
        head = ("Délai", *(("Débiteur",) if many else ()), "Dernier jour", "Jour prudent", "État", "Texte")
        parts.append(table(head, rows, widest=70))
    parts.append(routes_table(stage, names))
    if stage.idle:
        parts.append(f"Sans objet à ce jour\u00a0: {', '.join(ACTION_FR[action] for action in stage.idle)}.")
    parts.append(action_text(case, stage.next, [b for route in stage.routes for b in route.blockers]))
    return "\n\n".join(part for part in parts if part)


def _who(names: Mapping[str, str], debtor: str, many: bool) -> list[str]:
    """The column of debtors, where there are several."""
    return [names.get(debtor, debtor) or "tous"] if many else []


def _local(case: Case, span: Span) -> str:
    return span.at_line.removeprefix(f"{case.folder}/")


def _source(rule: str, certainty: Certainty) -> str:
    """An article with how sure it is; '' for what rests on no article and is sure."""
    if not rule:
        return "" if certainty == Certainty.TEXT else CERTAINTY_FR[certainty]
    return f"{rule}, {CERTAINTY_FR[certainty]}"


def _deadline(deadline: Deadline) -> list[str]:
    """The last day, with the other one that can be argued, the safe day, the state and the source."""
    source, state = _source(deadline.rule, deadline.certainty), deadline.state_words
    if deadline.state == "unknown":
        return ["—", "—", state, source]
    other = f" (ou {short_day(deadline.other_day)})" if deadline.other_day else ""
    return [f"{short_day(deadline.last_day)}{other}", short_day(deadline.safe_day), state, source]


def routes_table(stage: Stage, names: Mapping[str, str]) -> str:
    """Each route that is open, incomplete or closed: how many conditions are met, its days, its article and how sure that is."""
    rows = []
    for route in stage.routes:
        name = f"{route.title}, {names.get(route.debtor, route.debtor)}" if route.debtor else route.title
        step = route.step
        if step is None:
            texts = [f"{b.rule}, {CERTAINTY_FR[b.certainty]}" if b.rule else CERTAINTY_FR[b.certainty] for b in route.blockers]
            rows.append([name, "fermée", "—", "—", "—", " ; ".join(dict.fromkeys(texts))])
            continue
        count = f"{len(step.conditions) - len(step.missing)}/{len(step.conditions)}"
        days = [short_day(day) if day else "—" for day in (step.start, step.end)]
        rows.append([name, READINESS_FR[step.standing], count, *days, f"{step.rule}, {CERTAINTY_FR[step.sure]}"])
    head = ("Voie", "État", "Remplies", "À partir du", "Jusqu’au", "Texte")
    return table(head, rows, frozenset({2}), widest=60) if rows else "Aucune voie ouverte ni fermée."


def _titled(step: Step, names: Mapping[str, str], debtors: int) -> str:
    return f"{step.title}, {names.get(step.debtor, step.debtor)}" if debtors > 1 and step.debtor else step.title


def missing_text(stage: Stage, names: Mapping[str, str] | None = None) -> str:
    """For each action that is open or nearly so: from when, until when, and what it still lacks, with article and certainty."""
    return "\n\n".join(_step(step, names or {}, len(stage.debtors)) for step in stage.next) or "Aucune action ouverte à ce jour."


def _step(step: Step, names: Mapping[str, str], debtors: int) -> str:
    days = "".join(
        f", {word} {short_day(day)}" for word, day in (("à partir du", step.start), ("jusqu’au", step.end)) if day is not None
    )
    lines = [shown(f"{_titled(step, names, debtors)}{days} ({step.rule}) : {READINESS_FR[step.standing]}")]
    for condition in step.missing:
        lines.append(shown(_lacking(condition)))
    return "\n".join(lines if step.missing else [*lines, "  rien ne manque"])


_SIGNS = {"waiting": "…", "impossible": "⊘"}


def _lacking(condition: Condition) -> str:
    """« ✗ Avocat désigné : obligatoire (CPC 853, texte lu ; cases/x/affaire.yaml:3) → … »; a dot where the act may go on without."""
    sign = _SIGNS.get(condition.state, "✗" if condition.blocking else "·")
    reason = f" : {condition.proof}" if condition.proof else ""
    source = ", ".join(part for part in (condition.rule, CERTAINTY_FR[condition.certainty] if condition.rule else "") if part)
    place = condition.span.at_line if condition.span and condition.span.file else ""
    told = " ; ".join(part for part in (source, place) if part)
    remedy = f" → {condition.remedy}" if condition.remedy else ""
    return f"  {sign} {condition.label}{reason}{f' ({told})' if told else ''}{remedy}"


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


def pieces(bordereau: Bordereau, places: Mapping[int, str]) -> list[dict[str, Any]]:
    """The pieces by number; *places* say where each begins in the bundle, as far as it is known."""
    return [
        {
            "number": p.number, "title": p.title, "date": p.date.isoformat() if p.date else None, "nature": p.nature,
            "path": p.path, "pages": p.pages, "sha256": p.original.sha256 if p.original else None, "withdrawn": p.withdrawn,
            "bundle": places.get(p.number),
        }
        for p in bordereau.pieces
    ]  # fmt: skip


def pieces_text(bordereau: Bordereau, places: Mapping[int, str]) -> str:
    """The pieces as a table, with the column of the bundle where it is known."""
    rows = [
        [
            str(p.number), p.title, short_day(p.date), p.nature.replace("_", " "), "—" if p.pages is None else str(p.pages),
            *([places.get(p.number, "—")] if places else []), p.path,
        ]
        for p in bordereau.pieces
    ]  # fmt: skip
    head = ("N°", "Intitulé", "Date", "Nature", "Pages", *(("Liasse",) if places else ()), "Fichier")
    return table(head, rows, frozenset({0, 4})) if rows else "Aucune pièce."
