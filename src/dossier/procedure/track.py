"""The strip of five steps at the head of a case's page."""

from __future__ import annotations

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.model.journal import Relance
from dossier.procedure import limits
from dossier.procedure.outlook import Outlook
from dossier.procedure.road import delay_end
from dossier.procedure.stage import Court

TITLES = ("Facture échue", "Relances", "Mise en demeure", "Requête", "Titre exécutoire")
_AT = {
    "avant_echeance": 0, "echue": 1, "relance": 1, "mise_en_demeure": 2, "mise_en_demeure_expiree": 2, "requete_deposee": 3,
    "requete_rejetee": 3, "requete_caduque": 3, "ordonnance_rendue": 3, "ordonnance_non_avenue": 3, "ordonnance_signifiee": 3,
    "opposition": 3, "instance_eteinte": 3, "instance_refere": 3, "instance_fond": 3, "jugement_rendu": 3,
    "jugement_non_avenu": 3, "attente_force_executoire": 4, "titre_executoire": 5, "execution": 5,
}  # fmt: skip


def track(outlook: Outlook) -> tuple[tuple[str, str, str], ...]:
    """Each step with its state, done, current or coming, and its detail without the state's word."""
    position = outlook.position
    # A settled or suspended case shows how far it came, and a road beside the ordinary one where that road was left.
    at = _AT.get(position.course or "", _AT[position.amicable])
    details = (_due(outlook), _relances(outlook), _letter(outlook), _requete(outlook), _title(outlook))
    rows = []
    for index, (title, detail) in enumerate(zip(TITLES, details, strict=True)):
        state = "done" if index < at else "current" if index == at and not position.closed else "coming"
        rows.append((title, state, detail))
    return tuple(rows)


def _due(outlook: Outlook) -> str:
    due = outlook.road.first_due
    if due is None:
        return ""
    return short_day(next_day(due)) if due < outlook.road.today else f"échéance le {short_day(due)}"


def _relances(outlook: Outlook) -> str:
    days = [r.date for r in outlook.road.of(Relance)]
    if not days:
        letter = outlook.position.mise_en_demeure
        return "aucune" if letter or outlook.position.course else ""
    return f"1, le {short_day(days[0])}" if len(days) == 1 else f"{len(days)}, du {days[0]:%d/%m} au {days[-1]:%d/%m}"


def _letter(outlook: Outlook) -> str:
    letter = outlook.position.mise_en_demeure
    if letter is None:
        return ""
    return f"délai au {delay_end(letter, outlook.road)[0]:%d/%m}" if outlook.position.course is None else short_day(letter.date)


def _requete(outlook: Outlook) -> str:
    position = outlook.position
    if position.course in ("requete_rejetee", "requete_caduque", "ordonnance_non_avenue", "opposition"):
        words = {"requete_rejetee": "rejetée", "requete_caduque": "caduque", "ordonnance_non_avenue": "ordonnance non avenue"}
        return words.get(position.course, "opposition")
    if position.service is not None:
        return f"signifiée le {short_day(position.service.date)}"
    if position.order is not None:
        return f"ordonnance du {short_day(position.order.date)}"
    if position.requete is not None:
        return f"déposée le {short_day(position.requete.date)}"
    return outlook.court.name if isinstance(outlook.court, Court) else ""


def _title(outlook: Outlook) -> str:
    position, road = outlook.position, outlook.road
    if position.course in ("titre_executoire", "execution"):
        return f"depuis le {short_day(position.title_from)}" if position.title_from else ""
    if position.course == "attente_force_executoire" and position.order and position.service:
        force = limits.force_period(road, position.order, position.service)
        return f"le {short_day(next_day(force.limit.wait_until))} au plus tôt" if force else ""
    return ""
