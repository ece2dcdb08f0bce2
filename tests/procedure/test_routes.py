"""The next acts, what they miss, and what closes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from lives import CONTRACT, DEBTOR, FIRM, INVOICE, act, live, ordered, served

from dossier.procedure.routes import ROUTES

LETTER = act("2026-05-04", "mise_en_demeure", delai_jusqu_au="2026-05-19", remise="recue", presente_le="2026-05-06")
FULL_INVOICE = {**INVOICE, "pieces": ["pieces/F-1.pdf", {"fichier": "pieces/bl.pdf", "titre": "Bon de livraison signé"}]}
FULL_CONTRACT = {**CONTRACT, "pieces": [{"fichier": "pieces/devis.pdf", "titre": "Devis signé", "nature": "contrat"}]}
FULL_DEBTOR = {**DEBTOR, "verifications": [{"nature": "kbis", "le": "2026-11-02"}, {"nature": "bodacc", "le": "2026-11-20"}]}
WHOLE = {"invoices": [FULL_INVOICE], "contract": FULL_CONTRACT, "debtors": [FULL_DEBTOR]}


def relance_on(day: str, *sent: tuple[str, str]) -> tuple[str, str, date | None] | None:
    """The next reminder on a day: level, title, and the day on which it is due."""
    step = live([act(d, "relance", niveau=level) for d, level in sent], today=day).step("relance")
    return (step.level, step.title, step.start) if step else None


def test_each_level_of_the_calendar_comes_in_its_turn() -> None:
    """Due on 14 February 2026: seven days before, the day after (it may be paid until midnight), 14, 30 and 60 days after."""
    assert relance_on("2026-01-20") == ("prealable", "Rappel préalable, courriel (J−7)", date(2026, 2, 7))
    assert relance_on("2026-02-16") == ("relance_1", "Relance 1, courriel (J)", date(2026, 2, 15))
    sent = [("2026-02-16", "relance_1")]
    assert relance_on("2026-02-20", *sent) == ("relance_2", "Relance 2, téléphone (J+14)", date(2026, 2, 28))
    sent.append(("2026-03-02", "relance_2"))
    assert relance_on("2026-11-21", *sent) == ("relance_3", "Relance 3, courrier (J+30)", date(2026, 3, 16))
    sent += [("2026-03-16", "relance_3"), ("2026-04-15", "derniere_relance")]
    assert relance_on("2026-11-21", *sent) is None
    life = live([act(d, "relance", niveau=level) for d, level in sent], today="2026-04-20")
    step = life.step("mise_en_demeure")
    assert step is not None and (step.start, step.document) == (date(2026, 4, 30), "mise_en_demeure")


def test_a_level_sent_for_an_older_debt_is_proposed_again_for_the_next() -> None:
    """The earliest unpaid overdue invoice sets the calendar."""
    older = {**INVOICE, "numero": "F-0", "date": "2025-10-01", "echeance": "2025-10-31", "montant_ttc": "100.00"}
    sent = [act("2025-11-03", "relance", niveau="relance_1")]
    paid = [{"date": "2026-01-05", "montant": "200.00", "facture": "F-0"}]
    step = live(sent, today="2026-02-16", invoices=[older, INVOICE], payments=paid).step("relance")
    assert step is not None and step.level == "relance_1"


def test_a_level_passed_over_is_said_and_the_calendar_goes_on() -> None:
    """Never skipped silently: the next one after the highest sent is proposed, the missing one is named."""
    life = live([act("2026-02-16", "relance", niveau="relance_1"), act("2026-03-16", "relance", niveau="relance_3")])
    step = life.step("relance")
    assert step is not None and step.level == "derniere_relance"
    assert [d.message for d in life.stage.diagnostics if d.code == "DC408"] == [
        "niveau de relance sauté\u00a0: Relance 2 n’est pas au journal, Relance 3 y est"
    ]


def test_a_reminder_without_level_is_the_one_of_its_day() -> None:
    """A phone call noted as a reminder on day 16 stands for the level of day 14."""
    for day, following in (("2026-02-27", "relance_2"), ("2026-02-28", "relance_3"), ("2026-03-02", "relance_3")):
        step = live([act(day, "relance")]).step("relance")
        assert step is not None and step.level == following


def test_a_level_of_after_the_due_date_sent_before_it_was_not_sent() -> None:
    """A reminder of level 1 four days ahead of the due date is not the one of that day."""
    assert relance_on("2026-02-16", ("2026-02-10", "relance_1")) == ("relance_1", "Relance 1, courriel (J)", date(2026, 2, 15))
    assert relance_on("2026-02-10", ("2026-02-09", "prealable")) == ("relance_1", "Relance 1, courriel (J)", date(2026, 2, 15))


def test_ahead_of_the_due_date_ends_on_that_day() -> None:
    """On the due date the reminder before it has no object any more; the track still says when the invoice is due."""
    assert relance_on("2026-02-13") == ("prealable", "Rappel préalable, courriel (J−7)", date(2026, 2, 7))
    assert relance_on("2026-02-14") == ("relance_1", "Relance 1, courriel (J)", date(2026, 2, 15))
    assert live((), today="2026-02-14").stage.track[0] == ("Facture échue", "current", "échéance le 14/02/2026")


def test_reminders_stop_at_the_letter_under_an_accord_and_in_insolvency() -> None:
    """After the mise en demeure none is proposed; an accord or an opening judgment closes them, with the reason."""
    assert live((LETTER,)).step("relance") is None
    plan = act("2026-03-02", "echeancier", echeances=[{"le": "2026-12-31", "montant": "4800.00"}])
    assert any(b.action == "relance" and b.rule == "C. civ. 1103" for b in live((plan,)).stage.blockers)
    opened = act("2026-03-02", "procedure_collective", type="redressement")
    life = live((opened,))
    assert life.step("relance") is None
    assert any(b.action == "relance" and b.rule == "C. com. L622-21" for b in life.stage.blockers)


def test_a_complete_requete_misses_nothing() -> None:
    """CPC 54, 57, 1405 to 1407: with all pieces and checks every condition is met, each with its proof."""
    step = live((LETTER,), **WHOLE).step("requete_injonction")
    assert step is not None
    assert [(c.label, c.proof) for c in step.missing] == []
    assert step.document == "requete"
    assert all(c.proof and c.rule for c in step.conditions)
    assert (step.start, step.end) == (date(2026, 5, 20), date(2031, 1, 11))


def state(life: Any, rule: str) -> list[tuple[str, bool]]:
    """State and weight of the conditions of the requête that rest on a rule."""
    step = life.step("requete_injonction")
    assert step is not None
    return [(c.state, c.blocking) for c in step.conditions if c.rule == rule]


def test_the_delay_of_the_letter_is_waited_for() -> None:
    """Until its last day included the requête waits."""
    assert state(live((LETTER,), today="2026-05-19", **WHOLE), "mise en demeure") == [("waiting", True)]
    assert state(live((LETTER,), today="2026-05-20", **WHOLE), "mise en demeure") == [("met", True)]


def test_no_mise_en_demeure_is_a_warning_not_a_bar() -> None:
    """CPC 1405 to 1407 do not ask for one; judges expect it. It is drafted once the calendar's day for it has come."""
    life = live((), today="2026-03-02", **WHOLE)
    assert state(life, "C. civ. 1344") == [("missing", False)]
    assert not any(b.action == "requete_injonction" for b in life.stage.blockers)
    step = life.step("requete_injonction")
    assert step is not None and step.document == ""
    step = live((), today="2026-11-21", **WHOLE).step("requete_injonction")
    assert step is not None and step.document == "requete"


@pytest.mark.parametrize(
    ("more", "rule", "expected"),
    [
        ({"invoices": [INVOICE]}, "CPC 1407", ("missing", True)),
        ({"contract": CONTRACT}, "C. civ. 1363", ("missing", False)),
        ({"invoices": [{**INVOICE, "pieces": ["pieces/F-1.pdf"]}]}, "C. civ. 1353", ("missing", False)),
        ({"debtors": [DEBTOR]}, "réglage : 3 mois", ("missing", False)),
        (
            {"firm": {**FIRM, "signataires": [{"id": "x", "nom": "Léa Petit", "fonction": "comptable"}]}},
            "CPC 57, 1407",
            ("missing", True),
        ),
        ({"firm": {**FIRM, "creancier": {**FIRM["creancier"], "forme": ""}}}, "CPC 54", ("missing", True)),
        (
            {"debtors": [{**FULL_DEBTOR, "adresse": {"code_postal": "13001", "commune": "Marseille", "insee": "13201"}}]},
            "CPC 57",
            ("missing", True),
        ),
    ],
)
def test_what_a_requete_misses(more: dict[str, Any], rule: str, expected: tuple[str, bool]) -> None:
    """Each gap is a condition with its article, a remedy, and whether it blocks."""
    life = live((LETTER,), **{**WHOLE, **more})
    step = life.step("requete_injonction")
    assert step is not None
    gaps = [c for c in step.missing if c.rule == rule]
    assert expected in [(c.state, c.blocking) for c in gaps]
    assert all(c.remedy for c in gaps)
    closed = [b for b in life.stage.blockers if b.action == "requete_injonction"]
    assert bool(closed) == expected[1]


def test_an_employee_signs_with_a_power_in_force() -> None:
    """CPC 117: a written delegation, on its days."""
    person = {"id": "x", "nom": "Léa Petit", "fonction": "comptable"}
    days = (
        ("2026-01-01", "2026-12-31", "met"),
        ("2026-11-21", "2026-11-21", "met"),
        ("2026-01-01", "2026-11-20", "missing"),
        ("2026-11-22", "2026-12-31", "missing"),
    )
    for start, end, expected in days:
        power = {"piece": "pieces/pouvoir.pdf", "du": start, "au": end}
        firm = {**FIRM, "signataires": [{**person, "pouvoir": power}]}
        assert state(live((LETTER,), **WHOLE, firm=firm), "CPC 57, 1407") == [(expected, True)]


def test_a_dispute_warns_and_does_not_close() -> None:
    """A judge may refuse when the pieces show a dispute; the creditor may still ask."""
    life = live((LETTER, act("2026-06-01", "contestation", motif="malfaçons")), **WHOLE)
    assert state(life, "CPC 1409") == [("missing", False)]


def test_a_prescribed_claim_is_not_asked_a_doubtful_one_is_with_a_warning() -> None:
    """Past the later date the condition blocks; between the two it warns."""
    assert state(live((LETTER,), today="2031-01-12", **WHOLE), "C. com. L110-4") == [("met", True)]
    doubtful = live((LETTER,), today="2031-01-13", **WHOLE)
    assert ("missing", False) in state(doubtful, "C. com. L110-4")
    gone = live((LETTER,), today="2031-02-15", **WHOLE)
    assert ("missing", True) in state(gone, "C. com. L110-4")
    assert any(b.action == "requete_injonction" and b.rule == "C. com. L110-4" for b in gone.stage.blockers)


def test_before_the_due_date_the_requete_is_closed() -> None:
    """CPC 1405: what is not due cannot be ordered."""
    life = live((), today="2026-02-14", **WHOLE)
    assert life.step("requete_injonction") is None
    assert [(b.action, b.rule) for b in life.stage.blockers] == [("requete_injonction", "CPC 1405")]


def test_service_is_open_until_its_safe_day() -> None:
    """CPC 1411; then the order is non avenue, service is closed, and a new requête is open."""
    order = act("2026-09-05", "ordonnance_injonction", pieces=["pieces/ordonnance.pdf"])
    life = live((LETTER, order))
    step = life.step("signification")
    assert step is not None and (step.start, step.end) == (date(2026, 9, 5), date(2026, 12, 4))
    assert life.step("requete_injonction") is None
    assert [c for c in step.missing if c.blocking] == []
    dead = live((LETTER, order), today="2026-12-08")
    assert dead.step("signification") is None
    assert any(b.action == "signification" and b.rule == "CPC 1411" for b in dead.stage.blockers)
    assert dead.step("requete_injonction") is not None


def test_execution_waits_for_the_title_and_its_notice() -> None:
    """CPC 503, 1422; CPCE L111-2. Enforceable from 16 December at 0 h, ten years end on the 15th at 24 h (C. civ. 2228, 2229)."""
    facts = served("2026-09-03", "2026-10-15")
    waiting = live(facts).step("execution")
    assert waiting is not None and waiting.start == date(2026, 12, 16)
    assert [c.state for c in waiting.missing] == ["waiting"]
    opened = live(facts, today="2026-12-16").step("execution")
    assert opened is not None and not opened.missing and opened.end == date(2036, 12, 14)
    unserved = live((act("2026-05-04", "jugement", executoire_le="2026-05-04"),)).step("execution")
    assert unserved is not None and [c.rule for c in unserved.missing] == ["CPC 503"]
    poor = live((*facts, act("2026-11-02", "surendettement_recevable")), today="2026-12-16")
    assert poor.step("execution") is None
    assert any(b.rule == "C. conso. L722-2" for b in poor.stage.blockers)


def test_an_assigned_claim_closes_everything() -> None:
    """The creditor has no standing any more."""
    life = live((LETTER, act("2026-06-01", "cession_de_creance", a_qui="FACTOR")))
    assert not life.stage.next
    assert {b.action for b in life.stage.blockers} == set(ROUTES)


def test_the_register_of_routes_is_what_the_steps_say() -> None:
    """A step bears the action of its route, so that a reader finds the module."""
    seen: set[str] = set()
    opened = act("2026-03-02", "procedure_collective", type="redressement")
    opposed = (*served("2026-09-03", "2026-10-15"), act("2026-10-20", "opposition"))
    big = {**INVOICE, "montant_ttc": "10000.00"}
    seen |= {s.action for s in live(opposed, invoices=[big]).stage.next}
    for facts in ((), (LETTER,), ordered("2026-09-03"), served("2026-09-03", "2026-10-15"), (opened,)):
        seen |= {s.action for s in live(facts).stage.next}
    person = {"id": "d", "type": "particulier", "nom": "Roux", "prenoms": "Anne", "adresse": DEBTOR["adresse"]}
    abroad = {**DEBTOR, "adresse": {**DEBTOR["adresse"], "pays": "BE"}}
    cheque = {"date": "2026-03-02", "montant": "4800.00", "moyen": "cheque", "rejete_le": "2026-03-09"}
    seen |= {s.action for s in live((LETTER,), debtors=[person], nature="consommation").stage.next}
    seen |= {s.action for s in live((LETTER,), debtors=[abroad], payments=[cheque]).stage.next}
    assert seen == set(ROUTES)


def test_the_track_tells_the_five_steps() -> None:
    """Done, current, coming, with a short detail."""
    facts = (act("2026-02-16", "relance", niveau="relance_1"), act("2026-03-02", "relance", niveau="relance_2"), LETTER)
    assert live(facts, today="2026-05-10").stage.track == (
        ("Facture échue", "done", "15/02/2026"),
        ("Relances", "done", "2, du 16/02 au 02/03"),
        ("Mise en demeure", "current", "délai au 19/05"),
        ("Requête", "coming", "Tribunal des activités économiques de Marseille"),
        ("Titre exécutoire", "coming", ""),
    )
    assert [s for _, s, _ in live(served("2026-09-03", "2026-10-15"), today="2026-12-16").stage.track] == ["done"] * 5


def test_one_requete_is_brought_against_all_debtors() -> None:
    """CPC 1406: before the court of one of them; letters go to each."""
    other = {**FULL_DEBTOR, "id": "roux", "qualite": "codebiteur_solidaire", "denomination": "ROUX", "siren": "987654324"}
    stage = live((LETTER,), **{**WHOLE, "debtors": [FULL_DEBTOR, other]}).stage
    assert [s.debtor for s in stage.next if s.action == "requete_injonction"] == [""]
    assert [s.debtor for s in live((), debtors=[FULL_DEBTOR, other]).stage.next if s.action == "relance"] == ["sud-beton", "roux"]
    served_one = (*ordered("2026-06-01"), act("2026-06-15", "signification", mode="personne", debiteur="sud-beton"))
    late = live((LETTER, *served_one), today="2026-12-15", **{**WHOLE, "debtors": [FULL_DEBTOR, other]}).stage
    assert [s.debtor for s in late.next if s.action == "requete_injonction"] == ["roux"]
    assert any(b.action == "signification" and b.why.startswith("ROUX\u00a0: ") for b in late.blockers)


def test_what_a_person_reads_is_set_in_french() -> None:
    """No-break spaces before double punctuation, typographic apostrophes."""
    for facts in ((), (LETTER,), ordered("2026-09-03"), served("2026-09-03", "2026-10-15")):
        stage = live(facts).stage
        texts = [t for s in stage.next for c in s.conditions for t in (c.label, c.proof, c.remedy)]
        texts += [b.why for b in stage.blockers] + [t.effect for t in stage.trace] + [d.why for d in stage.deadlines]
        texts += [h for d in stage.diagnostics for h in (d.message, *d.hints)]
        for text in texts:
            assert "'" not in text, text
            assert not any(f" {mark}" in text for mark in ";:!?%€"), text


def test_an_avocat_is_compulsory_above_ten_thousand_euros() -> None:
    """CPC 853 and 761: what was asked decides; up to the threshold included none is."""
    for asked, expected in (("10000.00", False), ("10000.01", True)):
        order = act("2026-09-03", "ordonnance_injonction", demande=asked, accorde=asked)
        facts = (order, act("2026-10-15", "signification", mode="personne"), act("2026-10-20", "opposition"))
        step = live(facts).step("constitution_avocat")
        assert (step is not None) == expected
    notice = act("2026-11-16", "avis_constitution")
    step = live((*facts, notice)).step("constitution_avocat")
    assert step is not None and step.end == date(2026, 12, 1)
    assert live((*facts, notice, act("2026-11-18", "constitution_avocat"))).step("constitution_avocat") is None
    person = {"id": "d", "type": "particulier", "nom": "Roux", "prenoms": "Anne", "adresse": DEBTOR["adresse"]}
    assert live(facts, debtors=[person], nature="bail_habitation").step("constitution_avocat") is None


def test_a_debtor_struck_off_can_still_be_sued_through_an_agent() -> None:
    """Com. 20 Sept. 2023, n° 21-14.252: the company keeps its personality for unsettled debts; someone must stand for it."""
    step = live((LETTER, act("2026-06-01", "radiation_debiteur")), **WHOLE).step("requete_injonction")
    assert step is not None
    assert [(c.proof, c.blocking) for c in step.missing] == [("radié le 01/06/2026", False)]


def test_a_check_is_fresh_for_three_months() -> None:
    """The firm's rule: to the same day of the third month included."""
    for day, expected in (("2026-08-21", []), ("2026-08-20", ["Kbis du 20/08/2026, 93 jours"])):
        checks = [{"nature": "kbis", "le": day}, {"nature": "bodacc", "le": "2026-11-20"}]
        step = live((LETTER,), **{**WHOLE, "debtors": [{**DEBTOR, "verifications": checks}]}).step("requete_injonction")
        assert step is not None
        assert [c.proof for c in step.missing] == expected


def test_service_that_presses_is_said_thirty_days_ahead() -> None:
    """DC418: counted from the safe day; not once insolvency forbids to serve."""
    facts = ordered("2026-09-03")
    assert "DC418" not in live(facts, today="2026-11-02").codes()
    assert "DC418" in live(facts, today="2026-11-03").codes()
    opened = act("2026-10-05", "procedure_collective", type="sauvegarde")
    assert "DC418" not in live((*facts, opened), today="2026-11-03").codes()
