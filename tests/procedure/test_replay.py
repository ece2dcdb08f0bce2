"""The replay of a case: stages, fallbacks, overlays, day after day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lives import DEBTOR, INVOICE, act, live, on, ordered, read, served

from dossier.model.journal import ACTS
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR, Stage

LETTER = act("2026-05-04", "mise_en_demeure", delai_jusqu_au="2026-05-19")


def stages(*facts: dict[str, Any], days: str, **more: Any) -> list[str]:
    """The stage of a case on each of some days."""
    case = read(facts, **more)
    return [on(case, date.fromisoformat(day)).stage.stage for day in days.split()]


def test_the_amicable_ladder() -> None:
    """Due on 14 February: payable until midnight, overdue the day after; a reminder, a letter, its delay."""
    facts = (act("2026-02-16", "relance", niveau="relance_1"), LETTER)
    found = stages(*facts, days="2026-01-20 2026-02-14 2026-02-15 2026-02-16 2026-05-03 2026-05-04 2026-05-19 2026-05-20")
    assert found == [
        "avant_echeance", "avant_echeance", "echue", "relance", "relance", "mise_en_demeure", "mise_en_demeure",
        "mise_en_demeure_expiree",
    ]  # fmt: skip


def test_a_reminder_on_the_due_date_counts_from_the_day_after() -> None:
    """The level of day 0 goes out while the debtor still has until midnight: nothing is late that day."""
    facts = (act("2026-02-14", "relance", niveau="relance_1"),)
    assert stages(*facts, days="2026-02-14 2026-02-15") == ["avant_echeance", "relance"]


def test_a_reminder_after_the_letter_does_not_step_back() -> None:
    """A call made while the delay runs, or after it, leaves the stage where it is."""
    call = act("2026-05-10", "relance", niveau="relance_3")
    assert stages(LETTER, call, days="2026-05-10 2026-05-20") == ["mise_en_demeure", "mise_en_demeure_expiree"]
    assert stages(LETTER, {**call, "date": "2026-06-10"}, days="2026-06-10") == ["mise_en_demeure_expiree"]


def test_a_second_letter_opens_its_own_delay() -> None:
    """What a new mise en demeure grants is waited for."""
    second = act("2026-07-06", "mise_en_demeure", delai_jusqu_au="2026-07-20")
    found = stages(LETTER, second, days="2026-07-05 2026-07-20 2026-07-21")
    assert found == ["mise_en_demeure_expiree", "mise_en_demeure", "mise_en_demeure_expiree"]


def test_a_letter_before_the_due_date_moves_nothing() -> None:
    """It demands nothing that is due (C. civ. 1344); the program says so."""
    life = live((act("2026-02-10", "mise_en_demeure", delai_jusqu_au="2026-02-20"),), today="2026-03-01")
    assert life.stage.stage == "echue"
    assert "DC406" in life.codes()
    step = life.step("mise_en_demeure")
    assert step is not None and step.document == "mise_en_demeure"


def test_a_letter_that_never_arrived_moves_nothing_but_an_unclaimed_one_does() -> None:
    """1re civ., 20 Jan. 2021, n° 19-20.680: unclaimed is valid; unknown at the address is another thing."""
    returned = live(({**LETTER, "remise": "inconnue_a_l_adresse"},))
    assert (returned.stage.stage, "DC417" in returned.codes()) == ("echue", True)
    assert live(({**LETTER, "remise": "non_reclamee"},)).stage.stage == "mise_en_demeure_expiree"


def test_the_commercial_costs_are_deposited_or_the_requete_lapses() -> None:
    """CPC 1425: fifteen days, before the commercial court; a deposit, an order or a rejection shows that they were paid."""
    asked = act("2026-09-01", "requete_injonction")
    assert stages(LETTER, asked, days="2026-09-16 2026-09-17") == ["requete_deposee", "requete_caduque"]
    paid = act("2026-09-16", "consignation")
    assert stages(LETTER, asked, paid, days="2026-09-17 2026-11-21") == ["requete_deposee"] * 2
    assert stages(LETTER, act("2026-08-31", "consignation"), asked, days="2026-09-17") == ["requete_deposee"]
    assert stages(LETTER, asked, act("2026-10-05", "rejet_requete"), days="2026-10-05") == ["requete_rejetee"]
    judicial = [{**DEBTOR, "type": "association"}]
    assert stages(LETTER, asked, days="2026-09-17", debtors=judicial) == ["requete_deposee"]
    written = {**asked, "juridiction": "Tribunal judiciaire de Marseille"}
    assert stages(LETTER, written, days="2026-09-17") == ["requete_deposee"]


def test_an_opposition_seizes_the_court() -> None:
    """CPC 1412, 1416, 1420: opposition, costs, judgment, title."""
    opposed = act("2026-10-20", "opposition")
    facts = (*served("2026-09-03", "2026-10-15"), opposed)
    assert live(facts).stage.stage == "opposition"
    assert live(facts).deadline("force_executoire").state == "void"
    invited = act("2026-10-26", "invitation_a_consigner", poste_le="2026-10-26", presente_le="2026-10-28")
    case = read((*facts, invited))
    assert on(case, date(2026, 11, 12)).stage.stage == "opposition"
    assert on(case, date(2026, 11, 13)).stage.stage == "requete_caduque"
    paid = act("2026-11-05", "consignation")
    judged = act("2026-11-10", "jugement", condamne="4800.00", executoire_le="2026-11-16")
    life = live((*facts, invited, paid, judged), today="2026-11-15")
    assert life.stage.stage == "jugement_rendu"
    assert live((*facts, invited, paid, judged), today="2026-11-16").stage.stage == "titre_executoire"


def test_the_greffe_asking_for_costs_reveals_an_opposition() -> None:
    """CPC 1422: a creditor who received the invitation has no title, whatever his journal lacks."""
    facts = (*served("2026-09-03", "2026-10-15"), act("2026-11-18", "invitation_a_consigner"))
    life = live(facts)
    assert life.stage.stage == "opposition"
    assert life.deadline("force_executoire").state == "void"


def test_a_late_opposition_leaves_the_title_in_place() -> None:
    """Served in person on 4 May, opposed on 8 June: only the court can say it is too late, the title stands meanwhile."""
    late = act("2026-06-08", "opposition")
    life = live((*served("2026-04-20", "2026-05-04"), late))
    assert (life.stage.stage, "DC410" in life.codes()) == ("titre_executoire", True)
    posted = live((*served("2026-04-20", "2026-05-04"), {**late, "poste_le": "2026-06-04"}))
    assert (posted.stage.stage, "DC410" in posted.codes()) == ("opposition", False)


def test_an_opposition_counts_from_its_posting() -> None:
    """CPC 668: posted on the last day, received later, it is in time."""
    opposed = act("2026-05-29", "opposition", poste_le="2026-05-26", recu_le="2026-05-29")
    life = live((*served("2026-04-20", "2026-04-24"), opposed), today="2026-05-29")
    assert life.deadline("opposition").last_day == date(2026, 5, 26)
    assert "DC410" not in life.codes()


def test_service_at_home_leaves_the_opposition_open() -> None:
    """CPC 1416 al. 2: until a month after the first act in person or the first seizure; the title exists meanwhile."""
    facts = served("2026-04-20", "2026-05-04", mode="domicile")
    life = live(facts)
    assert life.stage.stage == "titre_executoire"
    assert life.deadline("opposition_non_personne").state == "unknown"
    seized = live((*facts, act("2026-10-05", "saisie", nature="attribution", denonce_le="2026-10-12")))
    assert seized.stage.stage == "execution"
    found = seized.deadline("opposition_non_personne")
    assert (found.last_day, found.state) == (date(2026, 11, 12), "met")
    assert live((*facts, act("2026-06-22", "opposition"))).stage.stage == "opposition"


def test_the_avocat_of_the_creditor_before_the_tribunal_judiciaire() -> None:
    """CPC 1418 and 1419; 2e civ., 19 Nov. 2020, n° 19-20.238: no avocat in fifteen days, no instance, no interruption."""
    facts = (*served("2026-05-04", "2026-06-01"), act("2026-06-15", "opposition"), act("2026-07-01", "avis_constitution"))
    extinct = live(facts)
    assert (extinct.stage.stage, extinct.stage.debtors[0].since) == ("instance_eteinte", date(2026, 7, 17))
    assert extinct.deadline("prescription").last_day == date(2031, 1, 12)
    assert live((*facts, act("2026-07-16", "constitution_avocat"))).stage.stage == "opposition"


def test_a_judgment_by_default_that_nobody_notified_is_void() -> None:
    """CPC 478: six months; served, it lives."""
    judged = act("2026-03-30", "jugement", qualification="defaut", condamne="4800.00")
    assert live((judged,), today="2026-09-30").stage.stage == "jugement_rendu"
    assert live((judged,), today="2026-10-01").stage.stage == "jugement_non_avenu"
    told = act("2026-09-30", "signification", de="jugement", mode="personne")
    assert live((judged, told), today="2026-10-01").stage.stage == "jugement_rendu"


def test_an_accord_holds_while_it_is_respected_and_falls_back_when_it_is_not() -> None:
    """The day after a missed instalment the case stands where it stood; only what fell due is exigible meanwhile."""
    schedule = [{"le": "2026-07-01", "montant": "2400.00"}, {"le": "2026-08-01", "montant": "2400.00"}]
    plan = act("2026-06-10", "echeancier", montant="4800.00", echeances=schedule)
    first = {"date": "2026-06-30", "montant": "2400.00"}
    kept = live((LETTER, plan), today="2026-07-15", payments=[first])
    assert kept.stage.stage == "accord"
    assert str(kept.stage.due_now) == "0.00"
    assert [d.state for d in kept.stage.deadlines if d.id == "echeance_accord"] == ["met", "running"]
    case = read((LETTER, plan), payments=[first])
    assert on(case, date(2026, 8, 1)).stage.stage == "accord"
    assert str(on(case, date(2026, 8, 1)).stage.due_now) == "2400.00"
    broken = on(case, date(2026, 8, 2)).stage
    assert (broken.stage, broken.debtors[0].since) == ("mise_en_demeure_expiree", date(2026, 8, 2))


def test_small_claims_silence_is_a_refusal_after_a_month() -> None:
    """CPCE R125-2; the case falls back to where it stood."""
    asked = act("2026-06-01", "invitation_l125")
    assert stages(LETTER, asked, days="2026-07-01 2026-07-02") == ["procedure_l125", "mise_en_demeure_expiree"]
    assert stages(LETTER, asked, act("2026-06-10", "refus_l125"), days="2026-06-10") == ["mise_en_demeure_expiree"]
    assert stages(LETTER, asked, act("2026-06-10", "acceptation_l125"), days="2026-08-10") == ["procedure_l125"]


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ((act("2026-06-01", "commandement_l126"),), "procedure_l126"),
        ((act("2026-06-01", "commandement_l126"), act("2026-06-10", "contestation_l126")), "mise_en_demeure_expiree"),
        ((act("2026-06-01", "commandement_l126"), act("2026-07-20", "pv_non_contestation")), "procedure_l126"),
        ((act("2026-06-01", "cheque_presente"),), "cheque_impaye"),
        ((act("2026-06-01", "assignation_refere"),), "instance_refere"),
        ((act("2026-06-01", "assignation_refere"), act("2026-07-01", "ordonnance_refere")), "titre_executoire"),
        ((act("2026-06-01", "assignation_fond"),), "instance_fond"),
        ((act("2026-06-01", "assignation_fond"), act("2026-07-01", "desistement")), "instance_eteinte"),
        ((act("2026-06-01", "assignation_fond"), act("2026-07-01", "caducite")), "instance_eteinte"),
        ((act("2026-06-01", "injonction_europeenne"),), "ordonnance_rendue"),
        ((act("2026-06-01", "titre_executoire", nature="acte notarié"),), "titre_executoire"),
        ((act("2026-06-01", "titre_executoire", executoire_le="2026-12-01"),), "mise_en_demeure_expiree"),
        ((act("2026-06-01", "transaction", formule_executoire="oui"),), "accord"),
        ((act("2026-06-01", "passage_en_perte"),), "irrecouvrable"),
        ((act("2026-06-01", "solde"),), "soldee"),
        ((act("2026-06-01", "saisie_conservatoire"),), "mise_en_demeure_expiree"),
        ((act("2026-06-01", "caducite"),), "mise_en_demeure_expiree"),
    ],
)
def test_acts_of_other_roads_lead_to_the_obvious_stage(facts: tuple[dict[str, Any], ...], stage: str) -> None:
    """Each is named in the trace and moves what is certain."""
    life = live((LETTER, *facts))
    assert life.stage.stage == stage
    assert life.stage.trace[-1].effect


@pytest.mark.parametrize("name", sorted(ACTS))
def test_every_act_is_traced_with_its_place(name: str) -> None:
    """No act of the register is passed over in silence, alone or on the road."""
    more = {"type": "liquidation"} if name == "procedure_collective" else {}
    for before in ((), (LETTER,), served("2026-06-01", "2026-06-15")):
        life = live((*before, act("2026-06-20", name, **more)))
        assert any(t.date == date(2026, 6, 20) and t.fact.line for t in life.stage.trace), name


def test_paid_in_full_the_case_is_settled_on_the_day_of_the_last_payment() -> None:
    """Accessories included; principal alone leaves them under an overlay."""
    life = live(payments=[{"date": "2026-02-14", "montant": "4800.00"}])
    assert (life.stage.stage, life.stage.debtors[0].since) == ("soldee", date(2026, 2, 14))
    assert not life.stage.next
    late = live(payments=[{"date": "2026-04-14", "montant": "4895.00"}])
    assert late.claim.totals.outstanding is not None and late.claim.totals.outstanding.cents == 0
    assert late.stage.stage == "echue"
    assert "accessoires_restants" in late.stage.debtors[0].overlays
    assert live((act("2026-05-04", "solde"),), payments=[{"date": "2026-04-14", "montant": "4895.00"}]).stage.stage == "soldee"


def test_with_the_late_invoice_paid_the_next_one_sets_the_stage() -> None:
    """Nothing is overdue until the other falls due; the letter sent for the first demanded nothing of it."""
    invoices = [INVOICE, {**INVOICE, "numero": "F-2", "date": "2026-09-01", "echeance": "2026-12-31"}]
    paid = [{"date": "2026-06-01", "montant": "6000.00", "facture": "F-1"}]
    case = read((LETTER,), invoices=invoices, payments=[{**paid[0], "montant": "5100.00"}])
    assert on(case, date(2026, 5, 20)).stage.stage == "mise_en_demeure_expiree"
    assert on(case, date(2026, 11, 21)).stage.stage == "avant_echeance"
    assert on(case, date(2027, 1, 1)).stage.stage == "echue"


def test_a_judgment_is_no_title_before_its_own_day() -> None:
    """An enforceability written earlier than the judgment is read as its day."""
    stage = live((act("2026-05-04", "jugement", executoire_le="2026-04-01"),)).stage
    assert (stage.stage, stage.debtors[0].since) == ("titre_executoire", date(2026, 5, 4))


def test_insolvency_lies_over_the_stage_and_stops_the_roads() -> None:
    """C. com. L622-7, L622-21: the stage stays, payments, actions and enforcement are closed; the declaration opens, and a
    liquidation shows that the claim is lost (CGI 272)."""
    opened = act("2026-09-20", "procedure_collective", type="liquidation", bodacc_le="2026-10-11")
    life = live((LETTER, opened), payments=[{"date": "2026-09-20", "montant": "100.00"}])
    debtor = life.stage.debtors[0]
    assert (debtor.stage, debtor.overlays) == ("mise_en_demeure_expiree", ("procedure_collective", "paiement_annulable"))
    assert [s.action for s in life.stage.next] == ["declaration_creance", "passage_en_perte"]
    assert life.stage.next[0].end == date(2026, 12, 11)
    assert any(b.action == "requete_injonction" and b.rule == "C. com. L622-21" for b in life.stage.blockers)
    assert {"DC409", "DC421"} <= set(life.codes())


def test_insolvency_before_the_end_of_the_wait_leaves_no_title() -> None:
    """Opened while opposition was open, the order never becomes a title; opened after, it was one."""
    opened = act("2026-11-10", "procedure_collective", type="redressement", bodacc_le="2026-11-15")
    early = live((*served("2026-09-03", "2026-10-15"), opened), today="2027-01-15")
    assert early.stage.stage == "attente_force_executoire"
    assert early.deadline("force_executoire").state == "void"
    late = live((*served("2026-04-20", "2026-05-04"), opened), today="2027-01-15")
    assert late.stage.stage == "titre_executoire"
    assert late.deadline("force_executoire").state == "met"
    assert any(b.action == "execution" and b.rule == "C. com. L622-21" for b in late.stage.blockers)


def test_a_bodacc_notice_of_tomorrow_is_unknown_today() -> None:
    """What an entry reports for a later day is not known yet: the time limit has no day."""
    opened = act("2026-11-10", "procedure_collective", type="redressement", bodacc_le="2026-11-29")
    assert live((opened,)).deadline("declaration_creance").state == "unknown"
    assert live((opened,), today="2026-11-29").deadline("declaration_creance").last_day == date(2027, 1, 29)


@pytest.mark.parametrize(
    ("facts", "overlay"),
    [
        ((act("2026-06-01", "contestation", motif="qualité"),), "litige"),
        ((act("2026-06-01", "contestation"), act("2026-07-01", "transaction")), ""),
        ((act("2026-06-01", "surendettement_recevable"),), "surendettement"),
        ((act("2026-06-01", "radiation_debiteur"),), "debiteur_radie"),
        ((act("2026-06-01", "deces_debiteur"),), "debiteur_decede"),
        ((act("2026-06-01", "mediation_accord"),), "mediation"),
        ((act("2026-06-01", "mediation_accord"), act("2026-07-01", "mediation_fin")), ""),
    ],
)
def test_overlays(facts: tuple[dict[str, Any], ...], overlay: str) -> None:
    """What lies over the stage, and what ends it."""
    assert live((LETTER, *facts)).stage.debtors[0].overlays == ((overlay,) if overlay else ())


def test_prescription_comes_near_then_possible_then_acquired() -> None:
    """Completed on 12 January 2026, due on 14 February: alarms run on the earlier date, acquired only after the later."""
    case = read()
    found = {day: on(case, date.fromisoformat(day)).stage.debtors[0].overlays for day in (
        "2030-07-11", "2030-07-12", "2031-01-12", "2031-01-13", "2031-02-14", "2031-02-15",
    )}  # fmt: skip
    assert list(found.values()) == [
        (), ("prescription_proche",), ("prescription_proche",), ("prescription_possible",), ("prescription_possible",),
        ("prescrite",),
    ]  # fmt: skip


def test_a_title_runs_for_ten_years() -> None:
    """CPCE L111-4: the claim's own prescription has no object any more."""
    life = live((act("2026-05-04", "jugement", executoire_le="2026-05-04"),), today="2035-12-01")
    assert life.deadline("prescription").state == "void"
    assert life.stage.debtors[0].overlays == ("prescription_proche",)


def test_each_debtor_has_his_own_stage() -> None:
    """Service is per debtor; the case bears the stage of its first principal debtor."""
    guarantor = {**DEBTOR, "id": "roux", "qualite": "caution", "siren": "987654324", "denomination": "ROUX"}
    facts = ordered(
        "2026-09-03", act("2026-10-15", "signification", de="ordonnance_injonction", debiteur="sud-beton", mode="personne")
    )
    stage = live(facts, debtors=[guarantor, DEBTOR]).stage
    assert stage.stage == "attente_force_executoire"
    assert [(d.id, d.stage) for d in stage.debtors] == [("roux", "ordonnance_rendue"), ("sud-beton", "attente_force_executoire")]
    later = live(facts, debtors=[guarantor, DEBTOR], today="2026-12-04").stage
    assert [d.stage for d in later.debtors] == ["ordonnance_non_avenue", "attente_force_executoire"]


def test_interruption_reaches_the_guarantor_and_not_back() -> None:
    """C. civ. 2245 and 2246: from the principal debtor to the guarantor, among solidary debtors, never from the guarantor."""
    guarantor = {**DEBTOR, "id": "roux", "qualite": "caution", "siren": "987654324", "denomination": "ROUX"}
    known = act("2026-07-01", "reconnaissance_de_dette", portee="certaine", debiteur="sud-beton")
    days = {d.debtor: d.last_day for d in live((known,), debtors=[DEBTOR, guarantor]).stage.deadlines if d.id == "prescription"}
    assert days == {"sud-beton": date(2031, 7, 1), "roux": date(2031, 7, 1)}
    known = {**known, "debiteur": "roux"}
    days = {d.debtor: d.last_day for d in live((known,), debtors=[DEBTOR, guarantor]).stage.deadlines if d.id == "prescription"}
    assert days == {"sud-beton": date(2031, 1, 12), "roux": date(2031, 7, 1)}


def test_facts_of_tomorrow_are_unknown() -> None:
    """An act, a payment or an order dated after the day leaves no mark on it."""
    future = (act("2026-11-22", "requete_injonction"), act("2026-11-23", "ordonnance_injonction"))
    without, with_ = live((LETTER,)).stage, live((LETTER, *future)).stage
    assert (with_.stage, with_.trace, with_.deadlines, with_.next) == (
        without.stage,
        without.trace,
        without.deadlines,
        without.next,
    )


def test_a_partial_order_once_served_bounds_what_is_exigible() -> None:
    """CPC 1409 al. 3: serving it accepts the loss of the rest."""
    order = act("2026-09-03", "ordonnance_injonction", demande="4800.00", accorde="4000.00")
    waiting = live((order,))
    step = waiting.step("signification")
    assert step is not None
    assert any(c.rule == "CPC 1409" and c.state == "missing" and not c.blocking for c in step.conditions)
    life = live((order, act("2026-10-15", "signification", mode="personne")))
    assert life.claim.totals.due is not None and life.stage.due_now is not None
    assert (life.claim.totals.due - life.stage.due_now).cents == 80000


def test_a_value_of_law_that_is_missing_stops_the_count() -> None:
    """No delay is guessed: the stage waits and DC301 names the value."""
    from dossier.law.law import Law
    from dossier.procedure.replay import replay

    life = live(ordered("2026-09-03"))
    known = {**life_law().parameters}
    known["delai_signification_ordonnance"] = replace_values(known["delai_signification_ordonnance"])
    stage = replay(life.case, life.claim, Law(known), date(2027, 6, 1))
    assert stage.stage == "ordonnance_rendue"
    assert [d.code for d in stage.diagnostics if d.code == "DC301"] == ["DC301"]
    assert not any(d.id == "signification_ordonnance" for d in stage.deadlines)


def life_law() -> Any:
    """The shipped law."""
    from dossier.law.parameters import shipped_law

    return shipped_law()


def replace_values(parameter: Any) -> Any:
    """The same parameter without any value."""
    from dataclasses import replace

    return replace(parameter, values=())


# What time alone may do, from a stage to others, on a day without a fact of its own.
BY_TIME = {
    "avant_echeance": {"echue", "relance"},
    "mise_en_demeure": {"mise_en_demeure_expiree"},
    "requete_deposee": {"requete_caduque"},
    "ordonnance_rendue": {"ordonnance_non_avenue"},
    "ordonnance_signifiee": {"attente_force_executoire", "titre_executoire"},
    "attente_force_executoire": {"titre_executoire"},
    "opposition": {"requete_caduque", "instance_eteinte"},
    "jugement_rendu": {"titre_executoire", "jugement_non_avenu"},
    "titre_executoire": {"jugement_non_avenu"},
    "execution": {"jugement_non_avenu"},
    "accord": {"echue", "relance", "mise_en_demeure", "mise_en_demeure_expiree"},
    "procedure_l125": {"echue", "relance", "mise_en_demeure", "mise_en_demeure_expiree"},
}
LIVES: dict[str, dict[str, Any]] = {
    "order": {"journal": (act("2026-02-16", "relance", niveau="relance_1"), LETTER, act("2026-06-01", "requete_injonction"),
              act("2026-06-05", "consignation"), *served("2026-06-29", "2026-08-03"))},
    "order not served": {"journal": (LETTER, act("2026-08-10", "requete_injonction"), *ordered("2026-09-03"))},
    "new regime": {"journal": (LETTER, *served("2026-09-03", "2026-10-15"))},
    "plan": {"journal": (LETTER, act("2026-06-10", "echeancier", echeances=[{"le": "2026-07-01", "montant": "100.00"},
             {"le": "2026-09-01", "montant": "100.00"}])), "payments": ({"date": "2026-06-30", "montant": "100.00"},)},
    "small claim": {"journal": (LETTER, act("2026-06-01", "invitation_l125"))},
    "opposition": {"journal": (*served("2026-05-04", "2026-06-01"), act("2026-06-15", "opposition"),
                   act("2026-07-01", "avis_constitution"))},
    "judgment": {"journal": (act("2026-03-30", "jugement", qualification="defaut", executoire_le="2026-06-30"),)},
    "paid": {"journal": (LETTER,), "payments": ({"date": "2026-07-06", "montant": "6000.00"},)},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LIVES))
def test_a_case_never_moves_backward_without_a_fact(name: str) -> None:
    """Day after day, a stage changes only by a fact of that day or by the end of a period, and `since` says that day."""
    life = LIVES[name]
    case = read(life["journal"], payments=life.get("payments", ()), today="2027-06-30")
    facts = {e.date for e in case.journal} | {p.date for p in case.payments} | {i.date for i in case.invoices}
    before: Stage | None = None
    day = date(2026, 1, 10)
    while day < date(2027, 2, 1):
        stage = on(case, day).stage
        now = stage.debtors[0]
        if before is not None and now.stage != before.stage:
            assert now.since == day, (day, before.stage, now)
            assert day in facts or now.stage in BY_TIME[before.stage], (day, before.stage, now.stage)
        elif before is not None and day not in facts:
            assert now.since == before.debtors[0].since, (day, now)
        assert all(t.date <= day for t in stage.trace)
        before, day = stage, day + timedelta(days=1)


def _entry(name: str, offset: int, extra: int) -> dict[str, Any]:
    day = date(2025, 11, 1) + timedelta(days=offset)
    other = (day + timedelta(days=extra - 20)).isoformat()
    keys: dict[str, dict[str, Any]] = {
        "relance": {"niveau": ["relance_1", "relance_2", "relance_3", "autre", ""][extra % 5]},
        "mise_en_demeure": {"delai_jusqu_au": other} if extra % 2 else {"presente_le": other, "remise": "non_reclamee"},
        "sommation": {"delai_jusqu_au": other},
        "promesse": {"montant": "100.00", "pour_le": other},
        "echeancier": {"echeances": [{"le": other, "montant": "50.00"}], "contresigne_par": ["creancier", "sud-beton"]},
        "reconnaissance_de_dette": {"portee": ["certaine", "a_apprecier"][extra % 2]},
        "ordonnance_injonction": {"demande": "4800.00", "accorde": "4000.00"},
        "signification": {"de": ["ordonnance_injonction", "jugement", "cession"][extra % 3], "mode": ["personne", "etude"][extra % 2]},
        "opposition": {"poste_le": other},
        "invitation_a_consigner": {"presente_le": other},
        "avis_constitution": {"presente_le": other, "ar_signe": "non"},
        "jugement": {"executoire_le": other, "qualification": ["defaut", "contradictoire"][extra % 2]},
        "titre_executoire": {"executoire_le": other},
        "saisie": {"denonce_le": other, "nature": "attribution"},
        "procedure_collective": {"type": "redressement", "bodacc_le": other},
        "delai_de_grace": {"jusqu_au": other},
    }  # fmt: skip
    return act(day.isoformat(), name, **keys.get(name, {}))


ENTRIES = st.lists(
    st.builds(_entry, st.sampled_from(sorted(ACTS)), st.integers(0, 500), st.integers(0, 90)), max_size=9
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(ENTRIES, st.lists(st.integers(0, 900), min_size=3, max_size=3))
def test_any_journal_can_be_replayed_on_any_day(entries: list[dict[str, Any]], days: list[int]) -> None:
    """Whatever was written, in whatever order, the replay ends, names a known stage, and tells its reasons in order."""
    case = read(entries, today="2030-01-01", invoices=[INVOICE, {**INVOICE, "numero": "F-2", "echeance": "2026-06-30"}])
    for offset in days:
        day = date(2025, 11, 1) + timedelta(days=offset)
        life = on(case, day)
        stage = life.stage
        assert stage.stage in STAGE_FR
        assert all(name in OVERLAY_FR for d in stage.debtors for name in d.overlays)
        assert stage.debtors[0].since <= day
        assert [t.date for t in stage.trace] == sorted(t.date for t in stage.trace)
        assert all(t.date <= day for t in stage.trace)
        assert len(stage.track) == 5 and sum(state == "current" for _, state, _ in stage.track) <= 1
        for deadline in stage.deadlines:
            if deadline.state != "unknown" and deadline.calendar == "procedure":
                assert (deadline.safe_day <= deadline.last_day) if deadline.ours else (deadline.safe_day >= deadline.last_day)
            if deadline.state == "running":
                assert deadline.last_day >= day or deadline.safe_day >= day
            if deadline.state == "missed":
                assert deadline.last_day < day
        assert on(case, day).stage == stage
