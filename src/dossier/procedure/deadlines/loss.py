"""What a loss opens: the tax on an unpaid invoice, and the objection to a dissolution without liquidation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.french import short_day, typo_fr
from dossier.law import names
from dossier.model.journal import Assignation, Event, ProcedureCollective, TransmissionUniverselle
from dossier.procedure.calendars import previous_working_day
from dossier.procedure.deadlines.form import act_name, state_of, timed_deadline
from dossier.procedure.road import Road
from dossier.procedure.stage import Deadline


def recovery_of_tax(road: Road) -> Iterator[Deadline]:
    """The tax of what is lost is claimed by 31 December of the second year after the loss (CGI 272).

    The loss is the first that the file tells, a liquidation or the firm's own write-off: the earliest year is kept.
    """
    losses: list[Event] = [p for p in road.of(ProcedureCollective) if p.type == "liquidation"]
    losses += [e for e in road.events if e.act == "passage_en_perte"]
    first = min(losses, key=lambda e: e.date, default=None)
    if first is None or not _taxed(road):
        return
    value = road.ask(names.DELAI_RECUPERATION_TVA, first.date, first.place)
    if value is None:
        return
    last = date(first.date.year + value.integer, 12, 31)
    what = "Liquidation judiciaire" if isinstance(first, ProcedureCollective) else "Passage en perte"
    why = f"{what} du {short_day(first.date)} : la taxe se récupère jusqu’au 31 décembre de la deuxième année, sur duplicata"
    yield Deadline(
        "tva", "Récupération de la TVA", road.debtor.id, last, previous_working_day(last), "libre", value.certainty,
        value.reference.title, state_of(road, last, False), typo_fr(why), first.place, act=act_name(first),
    )  # fmt: skip


def _taxed(road: Road) -> bool:
    """Whether something unpaid may bear the tax: an invoice that does not say that it bears none."""
    unpaid = {i.number for i in road.claim.invoices if i.outstanding is None or i.outstanding.cents > 0}
    return any(i.number in unpaid and (i.vat is None or i.vat.cents > 0) for i in road.case.invoices if i.type == "facture")


def dissolutions(road: Road) -> Iterator[Deadline]:
    """The objection of creditors to a dissolution into the sole shareholder, thirty days of its publication (C. civ. 1844-5)."""
    for merged in road.of(TransmissionUniverselle):
        published = road.known(merged.bodacc_on)
        period = road.period(names.DELAI_OPPOSITION_TUP, published or merged.date, merged)
        if period is None:
            continue
        done = any(merged.date <= a.date <= period.limit.last for a in road.of(Assignation))
        why = f"Publication du {short_day(published)}" if published else "Date de publication inconnue"
        why += (
            f" ; ensuite le débiteur est {merged.shareholder}" if merged.shareholder else " ; ensuite le débiteur est l’associé"
        )
        state = state_of(road, period.limit.last, done) if published else "unknown"
        yield timed_deadline(road, "opposition_tup", "Opposition à la dissolution", period, state, why)
