"""Instances, judgments and titles, and their execution."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.law.law import Certainty
from dossier.model.journal import Event, Jugement, TitreExecutoire
from dossier.procedure import limits
from dossier.procedure.position import Position, Reason, moved, noted
from dossier.procedure.road import Road
from dossier.procedure.stages.tick import Tick

TITLED = ("titre_executoire", "execution", "jugement_rendu")
PENDING = (
    "requete_deposee", "ordonnance_rendue", "ordonnance_signifiee", "attente_force_executoire", "opposition",
    "instance_refere", "instance_fond",
)  # fmt: skip
MAY_BE_VOID = ("defaut", "repute_contradictoire")


def assignation_refere(position: Position, event: Event, road: Road) -> Position:
    """A summons in référé interrupts prescription (C. civ. 2241)."""
    why = "Assignation en référé : la prescription est interrompue"
    return moved(position, Reason(event.date, event.place, "C. civ. 2241", why), course="instance_refere")


def assignation_fond(position: Position, event: Event, road: Road) -> Position:
    """A summons on the merits interrupts prescription (C. civ. 2241)."""
    why = "Assignation au fond : la prescription est interrompue"
    return moved(position, Reason(event.date, event.place, "C. civ. 2241", why), course="instance_fond")


def jugement(position: Position, event: Event, road: Road) -> Position:
    """A judgment takes the place of the order (CPC 1420); it is a title from the day that the entry gives."""
    assert isinstance(event, Jugement)
    if is_dismissal(event):
        why = "Jugement : demande rejetée, l’interruption de la prescription est non avenue si le rejet est définitif"
        return moved(
            position, Reason(event.date, event.place, "C. civ. 2243", why), course="jugement_rendu", judgment=event,
            judgment_served=False, title_event=None, title_from=None,
        )  # fmt: skip
    substituted = " ; il se substitue à l’ordonnance" if position.course == "opposition" else ""
    return moved(
        position, Reason(event.date, event.place, "CPC 1420" if substituted else "", f"Jugement rendu{substituted}"),
        course="jugement_rendu", judgment=event, judgment_served=False, title_event=event,
        title_from=max(event.enforceable_on, event.date) if event.enforceable_on else None,
    )  # fmt: skip


def is_dismissal(event: Event | None) -> bool:
    """Whether a judgment grants nothing: it is no title."""
    return isinstance(event, Jugement) and event.awarded is not None and event.awarded.cents == 0


def ordonnance_refere(position: Position, event: Event, road: Road) -> Position:
    """An order in référé is enforceable provisionally."""
    why = "Ordonnance de référé, exécutoire à titre provisoire"
    return moved(
        position, Reason(event.date, event.place, "CPC 514-1", why), course="titre_executoire", title_event=event,
        title_from=event.date,
    )  # fmt: skip


def titre(position: Position, event: Event, road: Road) -> Position:
    """Any other title counts from the day on which it can be enforced (CPCE L111-3)."""
    assert isinstance(event, TitreExecutoire)
    day = max(event.enforceable_on or event.date, event.date)
    what = f" ({event.nature})" if event.nature else ""
    # The text that makes the report between commerçants a title was not read.
    sure = Certainty.UNSETTLED if position.course == "procedure_l126" else Certainty.TEXT
    if day > event.date:
        why = f"Titre exécutoire{what}, exécutoire le {short_day(day)}"
        return moved(position, Reason(event.date, event.place, "CPCE L111-3", why, sure), title_from=day, title_event=event)
    reason = Reason(event.date, event.place, "CPCE L111-3", f"Titre exécutoire{what}", sure)
    return moved(position, reason, course="titre_executoire", title_from=day, title_event=event)


def execution(position: Position, event: Event, road: Road) -> Position:
    """A commandement or a seizure on a title; without a known title it is noted."""
    name = "Commandement de payer" if event.act == "commandement" else "Saisie"
    if position.course not in TITLED:
        return noted(position, Reason(event.date, event.place, "CPCE L111-2", f"{name} sans titre exécutoire connu"))
    return moved(position, Reason(event.date, event.place, "CPCE L111-2", name), course="execution")


def desistement(position: Position, event: Event, road: Road) -> Position:
    """The creditor withdraws: the instance ends and its interruption of prescription with it (C. civ. 2243)."""
    if position.course not in PENDING:
        return noted(position, Reason(event.date, event.place, "", "Désistement sans instance en cours connue"))
    why = "Désistement : l’instance est éteinte, l’interruption de la prescription est non avenue"
    return moved(position, Reason(event.date, event.place, "C. civ. 2243", why), course="instance_eteinte")


def ticks(position: Position, road: Road) -> Iterator[Tick]:
    """A title becomes enforceable; a judgment that was not notified becomes void (CPC 478)."""
    if position.title_from and position.title_event and position.course not in ("titre_executoire", "execution"):
        fact = position.title_event
        why = f"Titre exécutoire depuis le {short_day(position.title_from)}"
        yield Tick(Reason(position.title_from, fact.place, "CPCE L111-3", why), {"course": "titre_executoire"})
    judgment = position.judgment
    served = position.judgment_served
    if (
        isinstance(judgment, Jugement)
        and judgment.kind in MAY_BE_VOID
        and not served
        and position.course in TITLED
        and not is_dismissal(judgment)
    ):
        period = limits.judgment_period(road, judgment)
        if period:
            why = f"Jugement non notifié au {short_day(period.limit.last)} : il est non avenu"
            changes = {"course": "jugement_non_avenu", "title_from": None, "title_event": None, "judgment": None}
            yield Tick(Reason(next_day(period.limit.last), judgment.place, "CPC 478", why, period.certainty), changes)
