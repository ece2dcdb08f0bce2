"""The roads beside the injonction, stage after stage: what moves, what falls back, what is only noted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from lives import DEBTOR, Life, act, live, on, ordered, read, served

from dossier.law.law import Certainty
from dossier.procedure.stage import Trace

LETTER = act("2026-05-04", "mise_en_demeure", delai_jusqu_au="2026-05-19")
COLLAPSED = "mise_en_demeure_expiree"
ASSOCIATION = [{**DEBTOR, "type": "association"}]


def stages(*facts: dict[str, Any], days: str, **more: Any) -> list[str]:
    """The stage of a case on each of some days."""
    case = read(facts, **more)
    return [on(case, date.fromisoformat(day)).stage.stage for day in days.split()]


def line(life: Life, rule: str) -> Trace:
    """The last line of the trace that cites a rule."""
    return [t for t in life.stage.trace if t.rule == rule][-1]


def test_small_claims_accepted_wait_for_the_title() -> None:
    """CPCE L125-1: the agreement lets the commissaire make a title, which is a fact of its own."""
    facts = (LETTER, act("2026-06-01", "invitation_l125"), act("2026-07-01", "acceptation_l125"))
    title = act("2026-07-20", "titre_executoire", nature="petites créances")
    found = stages(*facts, title, days="2026-07-02 2026-07-19 2026-07-20", debtors=ASSOCIATION)
    assert found == ["procedure_l125", "procedure_l125", "titre_executoire"]


def test_small_claims_accepted_a_day_late_were_refused() -> None:
    """CPCE R125-2: silence at the end of the month is a refusal; what comes after is only noted."""
    facts = (LETTER, act("2026-06-01", "invitation_l125"), act("2026-07-02", "acceptation_l125"))
    assert stages(*facts, days="2026-07-01 2026-07-02 2026-11-21") == ["procedure_l125", COLLAPSED, COLLAPSED]


def test_a_second_invitation_opens_a_month_of_its_own() -> None:
    """The last invitation is the one whose silence ends the procedure."""
    facts = (LETTER, act("2026-06-01", "invitation_l125"), act("2026-06-22", "invitation_l125"))
    assert stages(*facts, days="2026-07-02 2026-07-22 2026-07-23") == ["procedure_l125", "procedure_l125", COLLAPSED]


def test_a_road_that_fails_gives_back_what_there_was() -> None:
    """After a rejected requête, small claims that fail lead back to the rejection, not to the amicable ladder."""
    facts = (LETTER, act("2026-05-25", "requete_injonction"), act("2026-06-01", "rejet_requete"))
    more = (act("2026-06-08", "invitation_l125"), act("2026-06-10", "refus_l125"))
    life = live((*facts, *more))
    assert (life.stage.stage, life.stage.debtors[0].since) == ("requete_rejetee", date(2026, 6, 10))
    again = live((*facts, act("2026-06-08", "commandement_l126"), act("2026-06-20", "contestation_l126")))
    assert again.stage.stage == "requete_rejetee"


@pytest.mark.parametrize(
    "name", ["invitation_l125", "commandement_l126", "cheque_presente", "acceptation_l125", "pv_non_contestation"]
)
def test_a_road_beside_does_not_hide_a_court_that_is_seized(name: str) -> None:
    """With an order running or a title there, the fact is traced and the stage stays."""
    for facts in (served("2026-09-03", "2026-10-15"), (act("2026-05-04", "jugement", executoire_le="2026-05-04"),)):
        before = live(facts).stage.stage
        after = live((*facts, act("2026-11-20", name)))
        assert after.stage.stage == before
        assert after.stage.trace[-1].date == date(2026, 11, 20)


def test_nothing_between_merchants_is_settled() -> None:
    """CPCE L126-1 and following: the decree was not found; stage, deadlines and trace all say so."""
    facts = (LETTER, act("2026-06-01", "commandement_l126"), act("2026-07-20", "pv_non_contestation"))
    life = live(facts)
    assert life.stage.stage == "procedure_l126"
    about = [t for t in life.stage.trace if t.rule.startswith("CPCE L126")]
    assert len(about) == 2 and {t.certainty for t in about} == {Certainty.UNSETTLED}
    rows = [d for d in life.stage.deadlines if d.id in ("contestation_l126", "pv_l126", "signification_pv_l126")]
    assert len(rows) == 3 and {d.certainty for d in rows} == {Certainty.UNSETTLED}


def test_a_contest_between_merchants_is_a_dispute() -> None:
    """It ends the procedure and lies over the case until a judgment or a transaction."""
    facts = (LETTER, act("2026-06-01", "commandement_l126"), act("2026-06-10", "contestation_l126"))
    life = live(facts)
    assert (life.stage.stage, life.stage.debtors[0].overlays) == (COLLAPSED, ("litige",))
    assert live((*facts, act("2026-07-01", "transaction"))).stage.debtors[0].overlays == ()
    late = live((*facts, act("2026-07-20", "pv_non_contestation")))
    assert late.stage.stage == COLLAPSED


def test_a_commandement_before_the_law_has_no_time_limit() -> None:
    """The law is of 25 April 2026: on the eve no delay exists, and the program says which value it lacks."""
    life = live((act("2026-04-24", "commandement_l126"),))
    assert not [d for d in life.stage.deadlines if d.id == "contestation_l126"]
    assert "DC301" in life.codes()
    assert "DC301" not in live((act("2026-04-25", "commandement_l126"),)).codes()


def test_a_cheque_leads_to_a_title_only_by_the_commissaire() -> None:
    """CMF L131-73: fifteen days after service nothing happens by itself; the title is an act."""
    facts = (
        LETTER, act("2026-06-01", "cheque_presente", montant="4800.00"),
        act("2026-07-06", "certificat_non_paiement", montant="4800.00", signifie_le="2026-07-10"),
    )  # fmt: skip
    title = act("2026-08-03", "titre_executoire", nature="chèque impayé")
    found = stages(*facts, title, days="2026-06-01 2026-07-28 2026-08-03")
    assert found == ["cheque_impaye", "cheque_impaye", "titre_executoire"]
    paid = live(facts, payments=[{"date": "2026-07-20", "montant": "4800.00"}], today="2026-07-30")
    assert paid.deadline("paiement_cheque").state == "void"


def test_a_certificate_that_is_not_served_has_no_day_yet() -> None:
    """Its fifteen days start with the service."""
    life = live((act("2026-07-06", "certificat_non_paiement", signifie_le="2026-11-25"),))
    assert life.deadline("paiement_cheque").state == "unknown"


def test_a_european_order_waits_for_the_declaration_of_the_greffe() -> None:
    """Regulation 1896/2006, from memory: service, thirty days, then an act of the greffe makes the title."""
    facts = (
        LETTER, act("2026-06-01", "injonction_europeenne"), act("2026-06-15", "signification", de="injonction_europeenne"),
    )  # fmt: skip
    title = act("2026-08-03", "titre_executoire", nature="injonction européenne déclarée exécutoire")
    found = stages(*facts, title, days="2026-06-01 2026-06-15 2026-07-15 2026-07-16 2026-08-03")
    assert found == [
        "ordonnance_rendue", "ordonnance_signifiee", "ordonnance_signifiee", "attente_force_executoire", "titre_executoire",
    ]  # fmt: skip
    opposed = live((*facts, act("2026-07-01", "opposition")))
    assert opposed.stage.stage == "opposition"
    assert {t.certainty for t in opposed.stage.trace if "1896" in t.rule} == {Certainty.MEMORY}
    assert not [d for d in opposed.stage.deadlines if d.id == "signification_ordonnance"]


def test_an_order_that_grants_nothing_is_a_rejection() -> None:
    """CPC 1409: nothing can be served."""
    life = live((LETTER, *ordered("2026-09-03")))
    assert life.stage.stage == "ordonnance_rendue"
    nothing = live((LETTER, act("2026-09-03", "ordonnance_injonction", demande="4800.00", accorde="0")))
    assert nothing.stage.stage == "requete_rejetee"


def test_a_judgment_that_dismisses_the_claim_is_no_title() -> None:
    """Even with a day of enforceability: there is nothing to enforce."""
    facts = (LETTER, act("2026-06-01", "assignation_fond"))
    lost = live((*facts, act("2026-09-01", "jugement", condamne="0", executoire_le="2026-09-01", qualification="defaut")))
    assert lost.stage.stage == "jugement_rendu"
    assert not [d for d in lost.stage.deadlines if d.id in ("titre", "notification_jugement")]
    won = live((*facts, act("2026-09-01", "jugement", condamne="4800.00", executoire_le="2026-09-01")))
    assert won.stage.stage == "titre_executoire"


def test_a_judgment_served_too_late_stays_void() -> None:
    """CPC 478: the service of the seventh month revives nothing."""
    facts = (act("2026-03-30", "jugement", qualification="defaut"), act("2026-10-05", "signification", de="jugement"))
    life = live(facts)
    assert life.stage.stage == "jugement_non_avenu"
    assert "hors délai" in life.stage.trace[-1].effect


def test_deemed_contradictory_is_only_void_where_appeal_is_the_reason() -> None:
    """CPC 478: the journal does not say why a judgment is deemed contradictory; the conclusion is deduced."""
    for kind, sure in (("defaut", Certainty.TEXT), ("repute_contradictoire", Certainty.INFERRED)):
        life = live((act("2026-03-30", "jugement", qualification=kind),))
        assert life.stage.stage == "jugement_non_avenu"
        assert line(life, "CPC 478").certainty == sure
        assert life.deadline("notification_jugement").certainty == sure


def test_a_lapse_without_instance_moves_nothing() -> None:
    """A caducité ends an instance; on a rejected requête or a title it is noted."""
    rejected = (
        LETTER,
        act("2026-06-01", "requete_injonction"),
        act("2026-06-20", "rejet_requete"),
        act("2026-07-01", "caducite"),
    )
    assert live(rejected).stage.stage == "requete_rejetee"
    titled = (act("2026-05-04", "jugement", executoire_le="2026-05-04"), act("2026-07-01", "caducite"))
    assert live(titled).stage.stage == "titre_executoire"
    pending = (*served("2026-09-03", "2026-10-15"), act("2026-10-20", "opposition"), act("2026-11-20", "caducite"))
    assert live(pending).stage.stage == "requete_caduque"


SCHEDULE = [{"le": "2026-07-01", "montant": "1000.00"}, {"le": "2026-12-01", "montant": "3000.00"}]


def test_a_broken_accord_without_clause_leaves_the_later_terms() -> None:
    """C. civ. 1305-4: the stage falls back, only what fell due is exigible, the later instalment still runs."""
    plan = act("2026-06-10", "echeancier", echeances=SCHEDULE)
    life = live((LETTER, plan))
    assert life.stage.stage == COLLAPSED
    assert str(life.stage.due_now) == "1000.00"
    assert [d.state for d in life.stage.deadlines if d.id == "echeance_accord"] == ["missed", "running"]
    assert "DC428" in life.codes()
    last = live((LETTER, plan), today="2026-12-02")
    assert last.stage.due_now == last.claim.totals.due


def test_a_broken_accord_with_a_clause_makes_all_exigible() -> None:
    """The clause ends the terms; that it asks for a mise en demeure first depends on its words, so that it is deduced."""
    plan = act("2026-06-10", "echeancier", echeances=SCHEDULE, clause_de_decheance="oui")
    life = live((LETTER, plan))
    assert life.stage.due_now == life.claim.totals.due
    assert [d.state for d in life.stage.deadlines if d.id == "echeance_accord"] == ["missed", "void"]
    assert line(life, "C. civ. 1103").certainty == Certainty.INFERRED


def test_a_later_accord_replaces_the_terms_of_the_first() -> None:
    """The second schedule stands; what the first still asked has no object."""
    first = act("2026-06-10", "echeancier", echeances=SCHEDULE)
    second = act("2026-06-20", "echeancier", echeances=[{"le": "2026-12-15", "montant": "4000.00"}])
    life = live((LETTER, first, second))
    assert life.stage.stage == "accord"
    assert [d.state for d in life.stage.deadlines if d.id == "echeance_accord"] == ["void", "void", "running"]


def test_a_broken_accord_falls_back_to_a_title() -> None:
    """What stood below the accord is the title, not the ladder."""
    title = act("2026-06-01", "jugement", executoire_le="2026-06-01")
    life = live((LETTER, title, act("2026-06-10", "echeancier", echeances=SCHEDULE)))
    assert (life.stage.stage, life.stage.debtors[0].since) == ("titre_executoire", date(2026, 7, 2))


def test_a_case_written_off_and_then_paid_is_settled() -> None:
    """The write-off does not end the debt; the payment does."""
    facts = (LETTER, act("2026-06-01", "passage_en_perte"))
    assert live(facts).stage.stage == "irrecouvrable"
    assert live(facts, payments=[{"date": "2026-09-01", "montant": "9000.00"}]).stage.stage == "soldee"


def test_an_overdue_invoice_that_is_paid_is_told_where_the_stage_steps_back() -> None:
    """The trace names the payment that leaves the stage to the other invoice."""
    invoices = [
        {"numero": "F-1", "date": "2026-01-15", "echeance": "2026-02-14", "montant_ttc": "4800.00"},
        {"numero": "F-2", "date": "2026-09-01", "echeance": "2026-12-31", "montant_ttc": "4800.00"},
    ]
    life = live((LETTER,), invoices=invoices, payments=[{"date": "2026-06-01", "montant": "6000.00", "facture": "F-1"}])
    assert life.stage.stage == "avant_echeance"
    assert any(t.date == date(2026, 6, 1) and "F-1" in t.effect for t in life.stage.trace)


def test_a_payment_in_surendettement_may_be_undone() -> None:
    """C. conso. L722-5, L761-2: after the admission, by the debtor."""
    facts = (LETTER, act("2026-06-01", "surendettement_recevable"))
    for day, payer, overlay in (
        ("2026-06-02", "debiteur", True),
        ("2026-06-01", "debiteur", False),
        ("2026-06-02", "tiers", False),
    ):
        life = live(facts, payments=[{"date": day, "montant": "100.00", "payeur": payer}])
        assert ("paiement_annulable" in life.stage.debtors[0].overlays) is overlay
        assert ("DC427" in life.codes()) is overlay


def test_distance_only_delays_what_is_waited_for() -> None:
    """CPC 643, deduced for an injonction: the title of a debtor abroad comes after the longest wait, and says so."""
    abroad = [{**DEBTOR, "adresse": {"voie": "1 rue Haute", "code_postal": "1000", "commune": "Bruxelles", "pays": "BE"}}]
    facts = served("2026-08-31", "2026-09-15")
    assert stages(*facts, days="2026-10-16 2026-12-15 2026-12-16", debtors=abroad) == [
        "ordonnance_signifiee", "ordonnance_signifiee", "titre_executoire",
    ]  # fmt: skip
    assert live(facts, debtors=abroad, today="2026-12-16").stage.trace[-1].certainty == Certainty.INFERRED
    assert stages(*facts, days="2026-10-15 2026-10-16") == ["ordonnance_signifiee", "titre_executoire"]


def test_an_old_title_of_another_kind_leaves_the_claim_its_own_prescription() -> None:
    """CPCE L111-4 names decisions only: under a notarial act the invoices still prescribe, and the overlay warns."""
    notarial = act("2026-06-01", "titre_executoire", nature="acte notarié")
    life = live((LETTER, notarial), today="2031-03-01")
    assert life.deadline("prescription").state == "missed"
    assert life.stage.debtors[0].overlays == ("prescrite",)
    judged = live((LETTER, act("2026-06-01", "jugement", executoire_le="2026-06-01")), today="2031-03-01")
    assert judged.deadline("prescription").state == "void"


def test_a_summons_is_lodged_or_judged() -> None:
    """CPC 754, 857: the entry, else the judgment, shows that the court was seized."""
    asked = act("2026-08-03", "assignation_fond", audience_le="2026-10-01")
    missed = live((LETTER, asked))
    assert (missed.stage.stage, missed.deadline("saisine_au_fond").state) == ("instance_fond", "missed")
    assert "DC425" in missed.codes()
    judged = live((LETTER, asked, act("2026-11-02", "jugement", condamne="4800.00")))
    assert judged.deadline("saisine_au_fond").state == "met"
    late = live((LETTER, {**asked, "remise_le": "2026-09-25"}))
    assert late.deadline("saisine_au_fond").state == "missed"
    lapsed = live((LETTER, asked, act("2026-11-02", "caducite")))
    assert (lapsed.stage.stage, lapsed.deadline("saisine_au_fond").state) == ("instance_eteinte", "void")


def test_the_tax_of_an_untaxed_invoice_is_not_recovered() -> None:
    """CGI 272: an invoice that bears no tax leaves nothing to recover."""
    invoice = {"numero": "F-1", "date": "2026-01-15", "echeance": "2026-02-14", "montant_ttc": "4800.00", "tva": "0"}
    assert not [d for d in live((act("2026-06-01", "passage_en_perte"),), invoices=[invoice]).stage.deadlines if d.id == "tva"]


@pytest.mark.parametrize(
    ("more", "sure"),
    [
        ({"canal": "lrar", "remise": "recue"}, Certainty.TEXT),
        ({"canal": "lrar", "remise": "non_reclamee"}, Certainty.CASE_LAW),
        ({"canal": "lre", "remise": "refusee"}, Certainty.INFERRED),
        ({"canal": "lre", "remise": "recue"}, Certainty.TEXT),
        ({"delai_jusqu_au": None}, Certainty.INFERRED),
    ],
)
def test_how_sure_a_mise_en_demeure_opens_its_delay(more: dict[str, Any], sure: Certainty) -> None:
    """C. civ. 1344; 1re civ., 20 Jan. 2021, n° 19-20.680: what is deduced of a letter is not told as settled."""
    letter = {k: v for k, v in {**LETTER, **more}.items() if v is not None}
    life = live((letter,))
    assert life.stage.stage == COLLAPSED
    assert {t.certainty for t in life.stage.trace if t.rule == "C. civ. 1344"} == {sure}


def test_how_sure_a_title_without_judge_is() -> None:
    """CPCE L111-3 names transactions that the greffe stamps, not a mere échéancier; the text about merchants was not read."""
    for name, sure in (("transaction", Certainty.TEXT), ("echeancier", Certainty.UNSETTLED)):
        life = live((LETTER, act("2026-06-10", name, formule_executoire="oui")))
        assert line(life, "CPCE L111-3").certainty == sure
    merchants = (LETTER, act("2026-06-01", "commandement_l126"), act("2026-07-20", "titre_executoire", nature="non-contestation"))
    assert line(live(merchants), "CPCE L111-3").certainty == Certainty.UNSETTLED
    assert line(live((LETTER, act("2026-07-20", "titre_executoire"))), "CPCE L111-3").certainty == Certainty.TEXT


def test_small_claims_between_merchants_are_told_from_the_day_of_the_law() -> None:
    """25 April 2026; an association or an artisan is no commerçant."""
    for day, debtor, told in (("2026-04-24", {}, False), ("2026-04-25", {}, True), ("2026-04-25", {"type": "artisan"}, False)):
        life = live((act(day, "invitation_l125"),), debtors=[{**DEBTOR, **debtor}])
        assert ("DC423" in life.codes()) is told, (day, debtor)


def test_a_payment_counts_in_the_month_of_the_invitation_only() -> None:
    """CPCE R125-7: up to the answer, else to the end of the month."""
    asked = act("2026-06-01", "invitation_l125")
    for day, more, told in (
        ("2026-06-01", (), True), ("2026-07-01", (), True), ("2026-07-02", (), False),
        ("2026-06-20", (act("2026-06-10", "refus_l125"),), False), ("2026-05-31", (), False),
    ):  # fmt: skip
        life = live((asked, *more), debtors=ASSOCIATION, payments=[{"date": day, "montant": "100.00"}])
        assert ("DC422" in life.codes()) is told, day


def test_a_report_is_early_to_the_last_of_the_eight_days() -> None:
    """CPCE L126-3: 26 October and a month, eight days more, then the day after."""
    for day, early in (("2026-12-04", True), ("2026-12-05", False)):
        facts = (act("2026-10-26", "commandement_l126"), act(day, "pv_non_contestation"))
        assert ("DC429" in live(facts, today="2026-12-10").codes()) is early


def test_a_seizure_lapses_the_day_after_its_eight_days() -> None:
    """CPCE R211-3: on the eighth day it can still be notified."""
    title = act("2026-05-04", "jugement", executoire_le="2026-05-04")
    seized = act("2026-11-02", "saisie", nature="attribution")
    assert "DC424" not in live((title, seized), today="2026-11-10").codes()
    assert "DC424" in live((title, seized), today="2026-11-12").codes()
    assert "DC424" not in live((title, {**seized, "denonce_le": "2026-11-10"}), today="2026-11-12").codes()
    assert "DC424" not in live((title, {**seized, "nature": "vente"}), today="2026-11-12").codes()


def test_grace_may_last_two_years() -> None:
    """C. civ. 1343-5: two years to the day are allowed."""
    for day, told in (("2028-06-01", False), ("2028-06-02", True)):
        assert ("DC431" in live((act("2026-06-01", "delai_de_grace", jusqu_au=day),)).codes()) is told


GUARANTOR = {**DEBTOR, "id": "roux", "qualite": "caution", "siren": "987654324", "denomination": "ROUX"}


def prescribed(facts: tuple[dict[str, Any], ...]) -> dict[str, tuple[date, date | None]]:
    """The two days on which the invoice prescribes against each debtor."""
    life = live(facts, debtors=[DEBTOR, GUARANTOR])
    return {d.debtor: (d.last_day, d.other_day) for d in life.stage.deadlines if d.id == "prescription"}


def test_a_withdrawal_against_the_debtor_wipes_what_it_did_to_the_guarantor() -> None:
    """C. civ. 2243 and 2246: the guarantor was only reached by the instance that is gone."""
    sued = act("2026-06-01", "assignation_fond", debiteur="sud-beton")
    assert prescribed((sued,))["roux"][0] == date(2031, 6, 1)
    gone = act("2026-07-01", "desistement", debiteur="sud-beton")
    assert prescribed((sued, gone)) == {
        "sud-beton": (date(2031, 1, 12), date(2031, 2, 14)),
        "roux": (date(2031, 1, 12), date(2031, 2, 14)),
    }


def test_each_debtor_has_his_own_overlays() -> None:
    """What became of one debtor says nothing of the other."""
    facts = (
        act("2026-06-01", "procedure_collective", type="liquidation", bodacc_le="2026-06-10", debiteur="sud-beton"),
        act("2026-06-02", "surendettement_recevable", debiteur="roux"), act("2026-06-03", "contestation", debiteur="roux"),
    )  # fmt: skip
    stage = live(facts, debtors=[DEBTOR, GUARANTOR]).stage
    assert [d.overlays for d in stage.debtors] == [("procedure_collective",), ("litige", "surendettement")]
    assert {d.debtor for d in stage.deadlines if d.id == "suspension_execution"} == {"roux"}


def test_overlays_come_together_in_the_order_of_the_contract() -> None:
    """A struck-off, disputed, prescribed debt in mediation bears them all."""
    facts = (
        act("2026-03-02", "mediation_accord"), act("2026-03-03", "contestation"), act("2026-03-04", "radiation_debiteur"),
        act("2026-03-05", "deces_debiteur"),
    )  # fmt: skip
    old = {"numero": "F-1", "date": "2018-01-15", "echeance": "2018-02-14", "montant_ttc": "900.00", "execute_le": "2018-01-10"}
    overlays = live(facts, invoices=[old]).stage.debtors[0].overlays
    assert overlays == ("litige", "prescrite", "mediation", "debiteur_radie", "debiteur_decede")


def test_a_notice_presented_later_is_told_on_the_day_it_was() -> None:
    """CPC 1418: unsigned, it counts from its presentation; the instance that seemed over is not, and the trace says why."""
    facts = (
        *served("2026-05-04", "2026-06-01"), act("2026-06-15", "opposition"),
        act("2026-07-01", "avis_constitution", presente_le="2026-07-20", ar_signe="non"),
    )  # fmt: skip
    assert stages(*facts, days="2026-07-17 2026-07-20 2026-08-04 2026-08-05") == [
        "instance_eteinte", "opposition", "opposition", "instance_eteinte",
    ]  # fmt: skip
    told = [t for t in live(facts, today="2026-07-20").stage.trace if t.date == date(2026, 7, 20)]
    assert [(t.rule, t.stage) for t in told] == [("CPC 1418", "opposition")]
