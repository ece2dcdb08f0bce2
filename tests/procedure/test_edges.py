"""The edges of rules: the day before and the day itself, and what must not count."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from lives import DEBTOR, FIRM, INVOICE, act, live, on, ordered, read, served

from dossier.procedure.court import _table

LETTER = act("2026-05-04", "mise_en_demeure", delai_jusqu_au="2026-05-19")


def test_an_order_shows_that_the_costs_were_paid() -> None:
    """Without the deposit in the journal, what the court did next proves it: the deadline is met."""
    life = live((LETTER, act("2026-06-01", "requete_injonction"), *ordered("2026-09-03")))
    assert life.deadline("consignation").state == "met"
    assert "DC415" not in life.codes()


def test_a_late_opposition_during_the_wait_still_seizes_the_court() -> None:
    """CPC 1422: an opposition of which the greffe gives notice before two months have passed bars the title, late or not."""
    life = live((*served("2026-09-03", "2026-10-08"), act("2026-11-16", "opposition")))
    assert (life.stage.stage, "DC410" in life.codes()) == ("opposition", True)
    assert life.deadline("opposition").state == "met"


def test_a_seizure_without_title_and_a_withdrawal_without_instance_move_nothing() -> None:
    """They are traced, and the first is said."""
    life = live((LETTER, act("2026-06-01", "saisie"), act("2026-06-02", "desistement")))
    assert (life.stage.stage, "DC416" in life.codes()) == ("mise_en_demeure_expiree", True)
    waiting = live((*served("2026-09-03", "2026-10-15"), act("2026-11-18", "saisie")))
    assert (waiting.stage.stage, "DC416" in waiting.codes()) == ("attente_force_executoire", True)


def test_a_cheque_that_comes_back_tomorrow_is_still_a_payment() -> None:
    """Facts of later days are unknown: the instalment is kept until the day the cheque returns."""
    schedule = [{"le": "2026-07-01", "montant": "2400.00"}, {"le": "2026-08-01", "montant": "2400.00"}]
    plan = act("2026-06-10", "echeancier", echeances=schedule)
    cheque = {"date": "2026-06-30", "montant": "2400.00", "moyen": "cheque", "rejete_le": "2026-07-10"}
    case = read((LETTER, plan), payments=[cheque])
    assert on(case, date(2026, 7, 9)).stage.stage == "accord"
    assert on(case, date(2026, 7, 10)).stage.stage == "mise_en_demeure_expiree"


def test_a_signed_receipt_counts_from_its_own_day() -> None:
    """CPC 1418: presentation counts only when the notice came back unsigned."""
    facts = (*served("2026-05-04", "2026-06-01"), act("2026-06-15", "opposition"))
    for signed, last in (("oui", date(2026, 12, 1)), ("non", date(2026, 11, 27))):
        notice = act("2026-11-16", "avis_constitution", presente_le="2026-11-12", ar_signe=signed)
        assert live((*facts, notice)).deadline("constitution_avocat").last_day == last


def test_a_payment_by_another_person_acknowledges_nothing() -> None:
    """3e civ., 14 May 2020, n° 19-16.210: an acknowledgement is the debtor's own."""
    for payer, other in (("debiteur", date(2031, 6, 1)), ("tiers", date(2031, 2, 14))):
        paid = [{"date": "2026-06-01", "montant": "100.00", "payeur": payer}]
        assert live(payments=paid).deadline("prescription").other_day == other


def test_a_seizure_before_the_title_does_not_prolong_it() -> None:
    """CPCE L111-4: only acts on the title restart its ten years."""
    early = act("2026-03-02", "saisie")
    title = act("2026-05-04", "jugement", executoire_le="2026-05-04")
    assert live((early, title)).deadline("titre").last_day == date(2036, 5, 4)


def test_a_dispute_raised_after_a_transaction_stands() -> None:
    """Only what comes later settles it."""
    facts = (act("2026-05-10", "transaction"), act("2026-06-01", "contestation"))
    assert "litige" in live((LETTER, *facts)).stage.debtors[0].overlays


def test_a_debtor_abroad_has_no_court_for_an_injonction() -> None:
    """The road is closed, not only incomplete, whatever the code written."""
    abroad = {**DEBTOR, "adresse": {**DEBTOR["adresse"], "pays": "BE"}}
    life = live((LETTER,), debtors=[abroad])
    assert life.stage.court is None
    assert life.step("requete_injonction") is None


def test_a_deduced_commune_makes_an_inferred_court() -> None:
    """Parts of large towns were attached through their neighbours: the court bears that doubt."""
    rows = csv.reader(_table("communes_juridictions.csv.gz").splitlines())
    deduced = next(row[0] for row in rows if row[6] == "deduit" and not row[4])
    who = {**DEBTOR, "type": "association", "adresse": {**DEBTOR["adresse"], "insee": deduced}}
    court = live(debtors=[who]).stage.court
    assert court is not None and court.certainty == "inferred"


def test_part_of_a_promise_is_not_the_promise() -> None:
    """Less than what was promised leaves it unkept; a promise without sum is kept by any payment."""
    paid = [{"date": "2026-06-05", "montant": "100.00"}]
    for more, state in (({"montant": "4800.00"}, "missed"), ({"montant": "100.00"}, "met"), ({}, "met")):
        promise = act("2026-06-01", "promesse", pour_le="2026-06-10", **more)
        assert live((LETTER, promise), payments=paid).deadline("promesse").state == state


def test_deadlines_of_a_settled_case_have_no_object() -> None:
    """What still ran is void, what was met or missed stays."""
    facts = (LETTER, act("2026-05-10", "promesse", montant="1.00", pour_le="2026-05-20"), act("2026-06-01", "solde"))
    states = {d.id: d.state for d in live(facts).stage.deadlines}
    assert states == {"fin_delai_mise_en_demeure": "met", "promesse": "missed", "prescription": "void"}


def test_a_creditor_abroad_has_two_more_months_to_declare() -> None:
    """C. com. R622-24: outside the territory."""
    address = {"voie": "1 rue Haute", "code_postal": "1000", "commune": "Bruxelles", "pays": "BE"}
    firm = {**FIRM, "creancier": {**FIRM["creancier"], "adresse": address}}
    opened = act("2026-09-20", "procedure_collective", type="redressement", bodacc_le="2026-10-11")
    assert live((opened,), firm=firm).deadline("declaration_creance").last_day == date(2027, 2, 11)


def test_relief_from_forclusion_comes_only_after_the_declaration_was_missed() -> None:
    """C. com. L622-26; then the declaration itself waits for it."""
    opened = act("2026-06-01", "procedure_collective", type="redressement", bodacc_le="2026-06-10")
    before, after = live((opened,), today="2026-08-10"), live((opened,), today="2026-08-11")
    assert not [d for d in before.stage.deadlines if d.id == "releve_de_forclusion"]
    assert after.deadline("releve_de_forclusion").last_day == date(2026, 12, 10)
    assert any(b.action == "declaration_creance" and b.rule == "C. com. L622-26" for b in after.stage.blockers)
    relieved = live((opened, act("2026-09-01", "releve_de_forclusion")))
    assert not [b for b in relieved.stage.blockers if b.action == "declaration_creance"]


def test_near_prescription_the_requete_is_drafted_at_once() -> None:
    """Two days after the due date of an old work, with no letter sent: the calendar would cost the claim."""
    invoice = {
        "numero": "F-1",
        "date": "2026-10-20",
        "echeance": "2026-11-19",
        "montant_ttc": "4800.00",
        "execute_le": "2022-01-10",
    }
    step = live((), invoices=[invoice]).step("requete_injonction")
    assert step is not None and step.document == "requete"
    invoice = {**invoice, "execute_le": "2026-10-10"}
    step = live((), invoices=[invoice]).step("requete_injonction")
    assert step is not None and step.document == ""


def test_a_period_of_grace_stops_execution_and_what_is_exigible_to_its_last_day() -> None:
    """C. civ. 1343-5: until that day included nothing can be asked for."""
    facts = (
        act("2026-05-04", "jugement", executoire_le="2026-05-04"),
        act("2026-06-01", "delai_de_grace", jusqu_au="2026-11-21"),
    )
    life = live(facts)
    assert str(life.stage.due_now) == "0.00"
    step = life.step("execution")
    assert step is not None and ("C. civ. 1343-5", "waiting") in [(c.rule, c.state) for c in step.conditions]
    after = live(facts, today="2026-11-22")
    assert after.stage.due_now == after.claim.totals.due
    step = after.step("execution")
    assert step is not None and "C. civ. 1343-5" not in [c.rule for c in step.conditions]


def test_a_letter_on_the_due_date_is_early_and_an_act_of_the_opening_day_is_late() -> None:
    """Payable until midnight; insolvency takes effect at 0 h of its day (C. com. R621-4)."""
    assert "DC406" in live((act("2026-02-14", "mise_en_demeure", delai_jusqu_au="2026-03-01"),)).codes()
    opened = act("2026-06-01", "procedure_collective", type="redressement", bodacc_le="2026-06-10")
    assert "DC419" in live((opened, act("2026-06-01", "requete_injonction"))).codes()
    assert "DC419" not in live((act("2026-05-29", "requete_injonction"), opened)).codes()


@pytest.mark.parametrize("amount", ["4000.00", "9000.00"])
def test_an_accord_never_makes_more_exigible_than_is_due(amount: str) -> None:
    """An instalment above the debt asks for the debt."""
    plan = act("2026-06-10", "echeancier", echeances=[{"le": "2026-11-21", "montant": amount}])
    life = live((LETTER, plan), invoices=[INVOICE])
    assert life.claim.totals.due is not None
    assert str(life.stage.due_now) == min(amount, str(life.claim.totals.due), key=float)


def test_a_late_opposition_during_the_wait_bars_the_title() -> None:
    """CPC 1422: the stage is the opposition, so the wait for the title has no object, not a happy end."""
    life = live((*served("2026-09-03", "2026-10-08"), act("2026-11-16", "opposition")), today="2026-12-20")
    assert (life.stage.stage, life.deadline("force_executoire").state) == ("opposition", "void")
    after = live((*served("2026-05-04", "2026-06-01"), act("2026-07-10", "opposition")))
    assert (after.stage.stage, after.deadline("force_executoire").state) == ("titre_executoire", "met")


def test_what_an_order_grants_as_accessories_was_granted() -> None:
    """1 000 asked, 900 and 100 of accessories granted: nothing was refused (CPC 1409)."""
    more = {"demande": "4900.00", "accorde": "4800.00", "accessoires": "100.00"}
    order = act("2026-05-04", "ordonnance_injonction", **more)
    life = live((order, act("2026-06-01", "signification", mode="personne")))
    assert life.stage.due_now == life.claim.totals.due
    part = live(
        (act("2026-05-04", "ordonnance_injonction", demande="4800.00", accorde="4000.00"), act("2026-06-01", "signification"))
    )
    assert part.claim.totals.due is not None and part.stage.due_now is not None
    assert str(part.claim.totals.due - part.stage.due_now) == "800.00"


def test_a_title_that_follows_a_partial_order_is_not_cut_twice() -> None:
    """With interest of its own the order is the décompte: what it refused is in no figure any more."""
    more = {"demande": "4800.00", "accorde": "4000.00", "interets": {"taux": "legal", "a_compter_du": "2026-05-04"}}
    life = live((act("2026-05-04", "ordonnance_injonction", **more), act("2026-06-01", "signification", mode="personne")))
    assert life.claim.titles and life.stage.due_now == life.claim.totals.due


def test_a_debt_that_a_credit_note_or_a_waiver_ends_is_settled() -> None:
    """Nothing is due and nothing will be: it is not a debt before its due date."""
    note = {"numero": "A-1", "type": "avoir", "sur": "F-1", "date": "2026-02-01", "montant_ttc": "4800.00"}
    assert live(invoices=[INVOICE, note]).stage.stage == "soldee"
    assert live((act("2026-06-01", "renonciation", sur="tout"),)).stage.stage == "soldee"
    later = {"numero": "F-2", "date": "2026-11-01", "echeance": "2026-12-31", "montant_ttc": "10.00"}
    assert live(invoices=[INVOICE, note, later]).stage.stage == "avant_echeance"


def test_a_prescribed_debt_can_be_demanded_and_the_step_says_so() -> None:
    """The letter stays possible; what it lacks is named, without closing the act."""
    old = {"numero": "F-1", "date": "2018-01-15", "echeance": "2018-02-14", "montant_ttc": "900.00", "execute_le": "2018-01-10"}
    step = live(invoices=[old]).step("mise_en_demeure")
    assert step is not None
    found = [(c.label, c.rule, c.blocking) for c in step.missing if "prescri" in c.label]
    assert found == [("Créance non prescrite", "C. com. L110-4", False)]
    near = live(invoices=[{**old, "date": "2021-12-15", "echeance": "2022-01-14", "execute_le": "2021-12-10"}]).step(
        "mise_en_demeure"
    )
    assert near is not None and not [c for c in near.missing if "prescri" in c.label]


def test_an_interruption_wipes_out_what_stood_still_before_it() -> None:
    """C. civ. 2231, 2238: the days of a mediation that ended before an acknowledgement lengthen nothing that begins after it."""
    talks = (act("2026-03-02", "mediation_accord"), act("2026-05-04", "mediation_fin"))
    owned = act("2026-07-01", "reconnaissance_de_dette", montant="4800.00", portee="certaine")
    assert live((*talks, owned)).deadline("prescription").other_day is None
    assert live((owned, act("2026-08-03", "mediation_accord"), act("2026-09-02", "mediation_fin"))).deadline(
        "prescription"
    ).other_day == date(2031, 7, 31)
    straddling = (act("2026-06-01", "mediation_accord"), owned, act("2026-07-11", "mediation_fin"))
    assert live(straddling).deadline("prescription").other_day == date(2031, 7, 11)


def test_an_acceptance_out_of_time_suspends_nothing() -> None:
    """CPCE R125-2: silence had refused the invitation; C. civ. 2238 only knows an acceptance in time."""
    asked = act("2026-05-29", "invitation_l125")
    late, timely = (live((asked, act(day, "acceptation_l125"))).deadline("prescription") for day in ("2026-06-30", "2026-06-29"))
    assert (late.other_day, timely.other_day == late.other_day) == (date(2031, 2, 14), False)


def test_a_kept_schedule_is_over_with_its_last_instalment() -> None:
    """What is due beside it stands again where the case stood, as a deduction; a transaction bars it for good (C. civ. 2052)."""
    schedule = [{"le": "2026-07-01", "montant": "2400.00"}, {"le": "2026-08-01", "montant": "2400.00"}]
    paid = [{"date": "2026-06-30", "montant": "2400.00"}, {"date": "2026-07-31", "montant": "2400.00"}]
    for kind, after in (("echeancier", "mise_en_demeure_expiree"), ("transaction", "accord")):
        case = read((LETTER, act("2026-06-10", kind, montant="4800.00", echeances=schedule)), payments=paid)
        assert on(case, date(2026, 8, 1)).stage.stage == "accord"
        later = on(case, date(2026, 8, 2)).stage
        assert (later.stage, "accessoires_restants" in later.debtors[0].overlays) == (after, False)
    ended = on(read((LETTER, act("2026-06-10", "echeancier", echeances=schedule)), payments=paid), date(2026, 8, 2)).stage
    assert (ended.trace[-1].certainty, ended.debtors[0].since) == ("inferred", date(2026, 8, 2))
    assert ended.due_now is not None and ended.due_now.cents > 0


def test_a_title_is_as_sure_as_what_made_it_one() -> None:
    """The two months of CPC 1422 come from concurring sources: neither the ten years nor execution say more."""
    life = live(served("2026-09-03", "2026-10-15"), today="2026-12-16")
    step = life.step("execution")
    assert step is not None and life.deadline("titre").certainty == "secondary"
    assert {c.label: c.certainty for c in step.conditions}["Titre exécutoire"] == "secondary"
    old = live(served("2026-05-04", "2026-06-01"), today="2026-07-02")
    assert old.deadline("titre").certainty == "text"


def test_a_service_not_made_in_person_never_says_that_the_opposition_is_over() -> None:
    """CPC 1416 al. 2: the wait ends, the opposition does not."""
    for mode, told in (("etude", 2), ("personne", 0)):
        trace = live(served("2026-09-03", "2026-10-15", mode=mode), today="2026-11-17").stage.trace
        assert sum("faute de signification à personne" in line.effect for line in trace) == told, [t.effect for t in trace]


def test_a_report_served_out_of_time_says_so() -> None:
    """Six months; what being late does was not read."""
    made = (act("2026-05-04", "commandement_l126"), act("2026-06-15", "pv_non_contestation"))
    for day, late in (("2026-12-15", False), ("2026-12-16", True)):
        line = live((*made, act(day, "signification", de="pv_non_contestation")), today="2026-12-20").stage.trace[-1]
        assert ("hors du délai" in line.effect, line.certainty) == (late, "unsettled")


def test_the_payment_of_accessories_explains_that_only_what_is_not_due_remains() -> None:
    """An overdue invoice whose principal was paid leaves 40 €; their payment takes the stage back to before the due date."""
    two = ({**INVOICE}, {**INVOICE, "numero": "F-2", "date": "2026-03-02", "echeance": "2026-06-30"})
    paid = [{"date": "2026-02-15", "montant": "4800.00"}, {"date": "2026-03-07", "montant": "100.00"}]
    case = read((act("2026-01-20", "delai_de_grace", jusqu_au="2026-02-15"),), invoices=two, payments=paid)
    assert on(case, date(2026, 3, 6)).stage.stage == "echue"
    after = on(case, date(2026, 3, 7)).stage
    assert (after.stage, after.trace[-1].date, after.trace[-1].stage) == ("avant_echeance", date(2026, 3, 7), "avant_echeance")
    assert "Accessoires" in after.trace[-1].effect


def test_a_service_out_of_time_is_as_sure_as_its_limit() -> None:
    """The three months come from concurring sources, the six from the text."""
    for order, service, sure in (("2026-09-01", "2026-12-02", "secondary"), ("2026-05-04", "2026-11-05", "text")):
        line = live(served(order, service), today="2026-12-02").stage.trace[-1]
        assert ("hors délai" in line.effect, line.certainty) == (True, sure)
