"""Days that the parties or a judge chose: letters, promises, instalments, a period of grace."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.claim.notice import notice_of
from dossier.ground.french import euros, short_day, typo_fr
from dossier.law.law import Certainty
from dossier.model.journal import Accord, DelaiDeGrace, MiseEnDemeure, Promesse
from dossier.procedure.deadlines.form import act_name, state_of, wait_of
from dossier.procedure.road import Road, delay_end
from dossier.procedure.stage import Deadline
from dossier.procedure.stages.accord import broken_on, instalments_with_need, paid_between
from dossier.procedure.stages.ladder import RETURNED


def mises_en_demeure(road: Road) -> Iterator[Deadline]:
    """The delay that each mise en demeure leaves; its safe day counts from presentation when the letter gives no day."""
    for letter in road.of(MiseEnDemeure):
        last, written = delay_end(letter, road)
        notice = notice_of(letter, road.today, road.case.settings)
        safe = last if written else last + (notice.effective - notice.sent)
        source = "fixé par la lettre" if written else "du calendrier de relances, la lettre n’en fixe pas"
        yield Deadline(
            "fin_delai_mise_en_demeure", "Fin du délai de la mise en demeure", road.debtor.id, last, safe, "libre",
            Certainty.TEXT if written else Certainty.INFERRED, "C. civ. 1344", wait_of(road, last, letter.delivery == RETURNED),
            typo_fr(f"Délai {source}"), letter.place, ours=False, act=act_name(letter),
        )  # fmt: skip


def promises(road: Road) -> Iterator[Deadline]:
    """Each promise with a day: met when the sum came in by then."""
    for promise in road.of(Promesse):
        if promise.due is None:
            continue
        came = paid_between(road, promise.date, promise.due)
        kept = came.cents > 0 and (promise.amount is None or came >= promise.amount)
        why = f"Promesse de {euros(promise.amount)}" if promise.amount else "Promesse de paiement"
        yield Deadline(
            "promesse", "Paiement promis", road.debtor.id, promise.due, promise.due, "libre", Certainty.TEXT, "",
            state_of(road, promise.due, kept), typo_fr(f"{why} ; reçu dans le délai : {euros(came)}"), promise.place, ours=False,
            act=act_name(promise),
        )  # fmt: skip


def accords(road: Road) -> Iterator[Deadline]:
    """Each instalment of each accord. Those after a missed one have no object where a clause ends the term (C. civ. 1305-4),
    nor have those that a later accord replaces.
    """
    all_ = list(road.of(Accord))
    for index, accord in enumerate(all_):
        broken = broken_on(accord, road)
        replaced = all_[index + 1].date if index + 1 < len(all_) else None
        for instalment, need in instalments_with_need(accord):
            paid = paid_between(road, accord.date, instalment.due) >= need
            state = state_of(road, instalment.due, paid)
            ended = broken is not None and accord.acceleration and instalment.due > broken[1].due
            if not paid and (ended or (replaced is not None and instalment.due >= replaced)):
                state = "void"
            yield Deadline(
                "echeance_accord", f"Échéance de {euros(instalment.amount)}", road.debtor.id, instalment.due, instalment.due,
                "libre", Certainty.TEXT, "C. civ. 1103", state, typo_fr(f"Accord du {short_day(accord.date)}"),
                instalment.place if instalment.place.line else accord.place, ours=False, act=act_name(accord),
            )  # fmt: skip


def graces(road: Road) -> Iterator[Deadline]:
    """A judge’s period of grace (C. civ. 1343-5)."""
    for grace in road.of(DelaiDeGrace):
        if grace.until:
            yield Deadline(
                "delai_de_grace", "Fin du délai de grâce", road.debtor.id, grace.until, grace.until, "libre", Certainty.TEXT,
                "C. civ. 1343-5", wait_of(road, grace.until, False), "Délai accordé par le juge", grace.place, ours=False,
                act=act_name(grace),
            )  # fmt: skip
