"""The amicable ladder: avant_echeance, echue, relance, mise_en_demeure, mise_en_demeure_expiree."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.law.law import Certainty
from dossier.model.journal import Event, MiseEnDemeure, Promesse, Relance
from dossier.procedure.position import Position, Reason, moved, noted
from dossier.procedure.road import Road, delay_end
from dossier.procedure.stages.tick import Tick

RETURNED = "inconnue_a_l_adresse"
"""How a letter came back that never reached the debtor: it is no mise en demeure."""

SPENT = {"echue": 1, "relance": 2, "mise_en_demeure": 3, "mise_en_demeure_expiree": 4}
CHANNEL_FR = {
    "telephone": "par téléphone", "sms": "par SMS", "courriel": "par courriel", "courrier": "par courrier", "lrar": "par LRAR",
    "lre": "par LRE", "main_propre": "en main propre", "rendez_vous": "en rendez-vous", "commissaire": "par commissaire de justice",
    "greffe": "au greffe", "audience": "à l’audience",
}  # fmt: skip


def level_name(level: str) -> str:
    """`Relance 2` for `relance_2`: how a level of the firm's calendar is called."""
    known = {"prealable": "Rappel préalable", "derniere_relance": "Dernière relance", "mise_en_demeure": "Mise en demeure"}
    text = known.get(level) or level.replace("_", " ").strip() or "relance"
    return text[:1].upper() + text[1:]


def is_early(event: Event, road: Road) -> bool:
    """Whether an act comes before anything is overdue: on the due date itself the debtor still has until midnight."""
    return road.first_due is None or event.date <= road.first_due


def relance(position: Position, event: Event, road: Road) -> Position:
    """A reminder moves an overdue claim; before the day after the due date it is only noted."""
    assert isinstance(event, Relance)
    name = f"{level_name(event.level)} {CHANNEL_FR.get(event.channel or '', '')}".strip()
    if is_early(event, road):
        return noted(position, Reason(event.date, event.place, "", f"{name}, avant l’exigibilité : l’étape ne change pas"))
    if SPENT.get(position.amicable, 0) > 2:
        return noted(position, Reason(event.date, event.place, "", f"{name}, après la mise en demeure : l’étape ne change pas"))
    return moved(position, Reason(event.date, event.place, "", f"{name} : le débiteur est relancé"), amicable="relance")


def mise_en_demeure(position: Position, event: Event, road: Road) -> Position:
    """A mise en demeure or sommation opens its delay (C. civ. 1344); before the due date it demands nothing that is due."""
    assert isinstance(event, MiseEnDemeure)
    name = "Sommation" if event.act == "sommation" else "Mise en demeure"
    if is_early(event, road):
        why = f"{name} antérieure à l’exigibilité : elle ne vaut pas interpellation pour ce qui reste dû"
        return noted(position, Reason(event.date, event.place, "C. civ. 1344", why, Certainty.INFERRED))
    if event.delivery == RETURNED:
        why = f"{name} revenue : destinataire inconnu à l’adresse, elle n’a pas atteint le débiteur"
        return noted(position, Reason(event.date, event.place, "C. civ. 1344", why, Certainty.INFERRED))
    end, written = delay_end(event, road)
    why = f"{name} {CHANNEL_FR.get(event.channel or '', '')}".strip()
    why += f" : délai jusqu’au {short_day(end)}{'' if written else ' (délai du calendrier de relances)'}"
    reason = Reason(event.date, event.place, "C. civ. 1344", why, _certainty(event, road, written))
    return moved(position, reason, amicable="mise_en_demeure", mise_en_demeure=event)


def _certainty(event: MiseEnDemeure, road: Road, written: bool) -> Certainty:
    """How sure it is that a letter opens its delay: unclaimed it does (1re civ. 20 Jan. 2021, n° 19-20.680); a refused LRE,
    one to a private person who did not consent to it (CPOST L100), or a letter without a day of its own is deduced."""
    lre = event.channel == "lre"
    refused = lre and event.delivery == "refusee"
    imposed = lre and road.debtor.type == "particulier" and not event.lre_consent
    if refused or imposed or not written:
        return Certainty.INFERRED
    return Certainty.CASE_LAW if event.delivery == "non_reclamee" else Certainty.TEXT


def promesse(position: Position, event: Event, road: Road) -> Position:
    """A promise to pay has no effect on the stage; its day is kept among the deadlines."""
    assert isinstance(event, Promesse)
    until = f" pour le {short_day(event.due)}" if event.due else ""
    return noted(position, Reason(event.date, event.place, "", f"Promesse de paiement{until} : l’étape ne change pas"))


def ticks(position: Position, road: Road) -> Iterator[Tick]:
    """The due date passes; the delay of the mise en demeure ends."""
    if position.amicable == "avant_echeance" and road.first_due is not None:
        due = road.first_due
        reminded = any(r.date == due for r in road.of(Relance))
        why = f"Échéance du {short_day(due)} passée sans paiement complet"
        place = next((i.place for i in road.claim.invoices if i.due == due), road.case.span)
        reason = Reason(next_day(due), place, "C. com. L441-10" if road.claim.regime == "professionnels" else "", why)
        yield Tick(reason, {"amicable": "relance" if reminded else "echue"})
    if position.amicable == "mise_en_demeure" and position.mise_en_demeure is not None:
        letter = position.mise_en_demeure
        end, written = delay_end(letter, road)
        why = f"Délai de la mise en demeure expiré le {short_day(end)}"
        reason = Reason(next_day(end), letter.place, "C. civ. 1344", why, _certainty(letter, road, written))
        yield Tick(reason, {"amicable": "mise_en_demeure_expiree"})
