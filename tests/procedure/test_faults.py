"""Acts at a wrong moment or towards a wrong person: the eve and the day of each limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from lives import DEBTOR, FIRM, INVOICE, act, live

from dossier.procedure.faults import FAULTS

JUDGED = (
    act(
        "2026-04-01", "jugement", juridiction="Tribunal de commerce de Marseille", condamne="4800.00", executoire_le="2026-04-01"
    ),
)
SERVED = (*JUDGED, act("2026-04-20", "signification", de="jugement", mode="personne"))
MED = {"canal": "lrar", "delai_jusqu_au": "2026-06-30", "remise": "recue"}


def said(code: str, *journal: Mapping[str, Any], **more: Any) -> int:
    """How often a code is found."""
    return live(journal, **more).codes().count(code)


def test_every_fault_is_listed_once() -> None:
    """A fault that is not in the register is never found."""
    assert len(set(FAULTS)) == len(FAULTS) == 11


@pytest.mark.parametrize(("day", "level", "count"), [
    ("2026-02-13", "relance_1", 1), ("2026-02-14", "relance_1", 0), ("2026-02-07", "prealable", 0), ("2026-02-07", "", 0),
])  # fmt: skip
def test_a_reminder_waits_for_the_due_date(day: str, level: str, count: int) -> None:
    """Due on 14 February: the day before asks for what is not due; a courtesy reminder of the calendar announces it."""
    assert said("DC450", act(day, "relance", canal="courrier", **({"niveau": level} if level else {}))) == count


@pytest.mark.parametrize(("day", "count"), [("2026-05-03", 0), ("2026-05-04", 1)])
@pytest.mark.parametrize("name", ["relance", "mise_en_demeure"])
def test_no_payment_is_asked_from_the_day_of_the_opening_judgment(name: str, day: str, count: int) -> None:
    """C. com. L622-7 and R621-4: the judgment takes effect at 0 h of its day."""
    opened = act("2026-05-04", "procedure_collective", type="redressement", bodacc_le="2026-05-17")
    assert said("DC451", opened, act(day, name, **(MED if name == "mise_en_demeure" else {"canal": "courrier"}))) == count


def test_what_is_invoiced_after_the_judgment_may_be_asked_for() -> None:
    """C. com. L622-17: a letter sent when a later invoice is due may concern that one."""
    later = {"numero": "F-2", "date": "2026-05-20", "echeance": "2026-06-19", "montant_ttc": "600.00"}
    opened = act("2026-05-04", "procedure_collective", type="redressement", bodacc_le="2026-05-17")
    letters = [act(day, "relance", canal="courrier") for day in ("2026-06-19", "2026-06-20")]
    assert [said("DC451", opened, letter, invoices=(INVOICE, later)) for letter in letters] == [1, 0]


@pytest.mark.parametrize(("day", "count"), [("2026-03-19", 0), ("2026-03-20", 1)])
def test_a_company_struck_off_needs_someone_to_stand_for_it(day: str, count: int) -> None:
    """Com., 20 Sept. 2023, n° 21-14.252: it still owes; from the day after, an act reaches it through an ad hoc agent only."""
    struck, letter = act("2026-03-19", "radiation_debiteur"), act(day, "mise_en_demeure", **MED)
    assert said("DC452", struck, letter) == count
    agent = {**DEBTOR, "representant": {"nom": "Léa Faure", "fonction": "mandataire ad hoc"}}
    assert said("DC452", struck, letter, debtors=(agent,)) == 0


def test_a_letter_to_the_dead_and_an_act_against_him_are_told_apart() -> None:
    """CPC 57: a letter after the death is DC452, an act of a court DC437; a trader who leaves the register still owes."""
    trader = {**DEBTOR, "type": "commercant", "nom": "Roux", "prenoms": "Anne", "forme": ""}
    died = act("2026-03-19", "deces_debiteur")
    letter, requete = act("2026-03-20", "relance", canal="courrier"), act("2026-03-20", "requete_injonction")
    assert (said("DC452", died, letter, debtors=(trader,)), said("DC437", died, letter, debtors=(trader,))) == (1, 0)
    assert (said("DC452", died, requete, debtors=(trader,)), said("DC437", died, requete, debtors=(trader,))) == (0, 1)
    assert said("DC452", act("2026-03-19", "radiation_debiteur"), letter, debtors=(trader,)) == 0


@pytest.mark.parametrize(("day", "count"), [("2026-05-04", 0), ("2026-05-05", 1), ("2026-06-15", 1), ("2026-06-16", 0)])
def test_a_period_of_grace_stops_seizures_to_its_last_day(day: str, count: int) -> None:
    """C. civ. 1343-5: from the day after the decision to the last day granted."""
    grace = act("2026-05-04", "delai_de_grace", jusqu_au="2026-06-15")
    assert said("DC453", *SERVED, grace, act(day, "saisie", nature="vente")) == count


@pytest.mark.parametrize(("checked", "count"), [("2026-03-29", 0), ("2026-03-28", 1), ("2026-06-30", 1)])
def test_three_months_back_the_debtor_was_checked(checked: str, count: int) -> None:
    """A rule of the firm: a requête of 29 June rests on a check of 29 March at the earliest, never on a later one."""
    debtor = {**DEBTOR, "verifications": [{"nature": "kbis", "le": checked}, {"nature": "bodacc", "le": "2026-06-28"}]}
    assert said("DC454", act("2026-06-29", "requete_injonction", signataire="pl"), debtors=(debtor,)) == count


@pytest.mark.parametrize(("months", "count"), [("5", 1), ("6", 0)])
def test_the_firm_sets_how_long_a_check_is_fresh(months: str, count: int) -> None:
    """The setting moves both what is said of acts done and the condition of the next one."""
    debtor = {**DEBTOR, "verifications": [{"nature": n, "le": "2025-12-29"} for n in ("kbis", "bodacc")]}
    firm = {**FIRM, "verifications_mois": months}
    requete = act("2026-06-29", "requete_injonction", signataire="pl")
    assert said("DC454", requete, debtors=(debtor,), firm=firm) == 2 * count
    step = live((), debtors=(debtor,), firm=firm, today="2026-06-29").step("requete_injonction")
    assert step is not None
    states = {c.label: c.state for c in step.conditions}
    assert states[f"BODACC consulté depuis moins de {months} mois"] == ("missing" if count else "met")


def test_a_letter_that_was_received_proves_its_address() -> None:
    """No check is missed where the debtor signed for the letter."""
    assert said("DC454", act("2026-05-04", "mise_en_demeure", **MED)) == 0
    assert said("DC454", act("2026-05-04", "mise_en_demeure", **{**MED, "remise": "non_reclamee"})) == 1


@pytest.mark.parametrize(("day", "count"), [("2026-03-19", 0), ("2026-03-20", 1)])
def test_who_sold_the_claim_asks_for_nothing_any_more(day: str, count: int) -> None:
    """C. civ. 1321: from the day after the assignment; a mandate of the factor, or the claim's return, gives the right back."""
    sold, letter = act("2026-03-19", "cession_de_creance", a_qui="FACTORIA"), act(day, "relance", canal="courrier")
    assert said("DC455", sold, letter) == count
    assert said("DC455", sold, act("2026-03-20", "mandat"), letter) == 0
    back = act("2026-03-19", "cession_de_creance", a_qui="Atelier Lenoir")
    assert said("DC455", sold, back, letter) == 0


def test_a_claim_that_came_back_is_sued_for_again() -> None:
    """The roads closed by an assignment open again once the claim is the creditor's: neither blockers nor DC438."""
    sold = act("2026-03-19", "cession_de_creance", a_qui="FACTORIA")
    back = act("2026-05-04", "cession_de_creance", a_qui="ATELIER LENOIR")
    requete = act("2026-06-29", "requete_injonction", signataire="pl")
    assert live((sold,)).step("requete_injonction") is None
    assert live((sold, back)).step("requete_injonction") is not None
    assert [said("DC438", *facts) for facts in ((sold, requete), (sold, back, requete))] == [1, 0]


@pytest.mark.parametrize(("day", "count"), [("2025-07-02", 0), ("2025-07-03", 1)])
def test_an_acknowledgement_after_the_last_day_interrupts_nothing(day: str, count: int) -> None:
    """C. civ. 2240, 2250: due on 2 July 2020, five years; the last day still counts, the day after may be a waiver."""
    invoice = {
        "numero": "F-1",
        "date": "2020-06-02",
        "echeance": "2020-07-02",
        "execute_le": "2020-06-01",
        "montant_ttc": "4800.00",
    }
    contract = {"objet": "x", "conclu_le": "2020-03-02", "execute_le": "2020-06-01"}
    signed = act(day, "reconnaissance_de_dette", portee="certaine", mention_manuscrite="oui")
    assert said("DC456", signed, invoices=(invoice,), contract=contract) == count


@pytest.mark.parametrize(("today", "count"), [("2025-11-30", 0), ("2025-12-01", 1), ("2026-11-21", 1)])
def test_a_wiped_interruption_is_told_when_prescription_depends_on_it(today: str, count: int) -> None:
    """C. civ. 2243: done on 1 June 2021, the five years end on 1 June 2026; told within the six months of the alarm."""
    invoice = {
        "numero": "F-1",
        "date": "2021-06-02",
        "echeance": "2021-07-02",
        "execute_le": "2021-06-01",
        "montant_ttc": "4800.00",
    }
    contract = {"objet": "x", "conclu_le": "2021-03-02", "execute_le": "2021-06-01"}
    summons = act("2025-03-03", "assignation_fond", juridiction="Tribunal de commerce de Marseille")
    withdrawn = act("2025-10-10", "desistement")
    assert said("DC457", summons, withdrawn, invoices=(invoice,), contract=contract, today=today) == count
    assert said("DC457", summons, invoices=(invoice,), contract=contract, today=today) == 0


@pytest.mark.parametrize(("day", "count"), [("2026-04-19", 1), ("2026-04-20", 0)])
def test_a_judgment_is_served_before_it_is_enforced(day: str, count: int) -> None:
    """CPC 503: service of the same day is in time, an act of the day before is not."""
    assert said("DC458", *SERVED, act(day, "saisie", nature="vente")) == count


@pytest.mark.parametrize(
    ("ordered", "seized", "count"),
    [
        ("2026-05-04", "2026-06-03", 1), ("2026-05-04", "2026-06-04", 0), ("2026-01-31", "2026-02-27", 1),
        ("2026-01-31", "2026-02-28", 0), ("", "2026-06-04", 1),
    ],
)  # fmt: skip
def test_wages_are_seized_a_month_after_the_commandement(ordered: str, seized: str, count: int) -> None:
    """CPCE L212-2: a month of the calendar, the last day of a short month included; without a commandement never."""
    served = act("2026-01-12", "signification", de="jugement", mode="personne")
    judged = act("2026-01-05", "jugement", condamne="4800.00", executoire_le="2026-01-05")
    orders = (act(ordered, "commandement", nature="remunerations"),) if ordered else ()
    assert said("DC458", judged, served, *orders, act(seized, "saisie", nature="remunerations")) == count
    assert said("DC458", judged, served, act(seized, "saisie", nature="vente")) == 0


@pytest.mark.parametrize(("seized", "count"), [("2025-06-30", 0), ("2025-07-01", 1)])
def test_before_july_2025_a_judge_was_asked_for_wages(seized: str, count: int) -> None:
    """Law n° 2023-1059: the commandement is of the procedure without judge, in force on 1 July 2025."""
    judged = act("2025-05-05", "jugement", condamne="4800.00", executoire_le="2025-05-05")
    served = act("2025-05-12", "signification", de="jugement", mode="personne")
    invoice = {**INVOICE, "date": "2025-01-15", "echeance": "2025-02-14"}
    assert said("DC458", judged, served, act(seized, "saisie", nature="remunerations"), invoices=(invoice,)) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [("2026-10-31", 0), ("2026-11-01", 1), ("2026-11-02", 0), ("2026-11-10", 0), ("2026-11-11", 1), ("2026-07-14", 1)],
)
def test_no_seizure_on_a_sunday_or_a_holiday(day: str, count: int) -> None:
    """CPCE L141-1: Saturday is a day like another, the eleventh of November is not."""
    assert said("DC459", *SERVED, act(day, "saisie", nature="vente")) == count
