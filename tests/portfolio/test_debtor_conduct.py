"""The history of a debtor and its warning signals: facts counted by hand on small workspaces."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from portfolio_cases import DEBTOR, PERSON, Affair, act, held, invoice

from dossier.ground.french import NBSP
from dossier.portfolio.conduct import Conduct, conducts
from dossier.portfolio.signals import signals


def conduct(*affairs: Affair, on: str = "2026-11-21") -> Conduct:
    """The only debtor of some cases."""
    (found,) = conducts(held({f"case-{i}": affair for i, affair in enumerate(affairs)}, on).holdings)
    return found


def words(found: Conduct, name: str) -> list[str]:
    """What the signals of a kind say."""
    return [signal.words.replace("\u202f", " ").replace(NBSP, " ") for signal in signals(found) if signal.id == name]


def paid(day: str, amount: str, number: str = "F-1", **more: str) -> dict[str, str]:
    """A payment for an invoice."""
    return {"date": day, "montant": amount, "facture": number, **more}


def test_invoices_are_paid_in_time_late_or_open() -> None:
    """The eve and the day after the due day part the two; what is open counts its days to the day of computing."""
    bills = [
        invoice("F-1", "2026-01-01", "2026-01-31", "100.00"),
        invoice("F-2", "2026-01-02", "2026-02-01", "300.00"),
        invoice("F-3", "2026-10-01", "2026-11-11", "500.00"),
        invoice("F-4", "2026-11-01", "2026-11-21", "700.00"),
    ]
    payments = [paid("2026-01-31", "100.00"), paid("2026-02-11", "300.00", "F-2"), paid("2026-03-01", "200.00", "F-2")]
    rows = {row.number: row for row in conduct(Affair(bills, payments)).invoices}
    assert (rows["F-1"].state, rows["F-1"].settled, rows["F-1"].days) == ("on_time", date(2026, 1, 31), 0)
    assert rows["F-2"].state == "late" and rows["F-2"].days > 0
    assert (rows["F-3"].state, rows["F-3"].days) == ("open", 10)
    assert (rows["F-4"].state, rows["F-4"].days) == ("not_due", 0)


def test_the_mean_delay_is_weighted_by_amount() -> None:
    """100 € on time and 300 € twenty days late: (0 × 100 + 20 × 300) ÷ 400 = 15 days."""
    bills = [invoice("F-1", "2026-01-01", "2026-03-01", "100.00"), invoice("F-2", "2026-01-01", "2026-03-01", "300.00")]
    payments = [paid("2026-03-01", "100.00"), paid("2026-03-21", "310.00", "F-2")]
    assert conduct(Affair(bills, payments)).mean_delay == Decimal("15.0")


def test_nothing_paid_gives_no_mean_delay() -> None:
    """No figure stands where there is none to make."""
    assert conduct(Affair([invoice()])).mean_delay is None


@pytest.mark.parametrize(
    ("payments", "on", "state"),
    [
        ([paid("2026-05-29", "500.00")], "2026-11-21", "kept"),
        ([paid("2026-05-30", "500.00")], "2026-11-21", "late"),
        ([paid("2026-05-29", "499.99")], "2026-11-21", "broken"),
        ([paid("2026-04-30", "500.00")], "2026-11-21", "broken"),
        ([], "2026-05-29", "coming"),
        ([], "2026-05-30", "broken"),
        ([paid("2026-05-20", "500.00", moyen="cheque", rejete_le="2026-06-02")], "2026-11-21", "broken"),
    ],
)
def test_a_promise_is_kept_by_its_day_or_not(payments: list[dict[str, str]], on: str, state: str) -> None:
    """The day promised counts whole; what came before the promise, or came back, keeps nothing."""
    said = act("2026-05-01", "promesse", canal="telephone", sens="recu", montant="500.00", pour_le="2026-05-29")
    (word,) = conduct(Affair([invoice()], payments, [said]), on=on).words
    assert word.state == state


def test_instalments_count_together_and_a_new_agreement_replaces_the_days_to_come() -> None:
    """100 a month from March; April missed; a new agreement in mid-April takes the place of May."""
    first = act("2026-02-20", "echeancier", montant="300.00", echeances=[
        {"le": "2026-03-05", "montant": "100.00"}, {"le": "2026-04-05", "montant": "100.00"}, {"le": "2026-05-05", "montant": "100.00"}])  # fmt: skip
    second = act("2026-04-15", "echeancier", montant="200.00", echeances=[{"le": "2026-06-05", "montant": "200.00"}])
    found = conduct(Affair([invoice()], [paid("2026-03-05", "100.00"), paid("2026-06-05", "200.00")], [first, second]))
    assert [(w.due.month, w.state) for w in found.words] == [(3, "kept"), (4, "late"), (6, "kept")]


def test_cases_of_one_debtor_are_told_together_and_others_apart() -> None:
    """The SIREN tells debtors apart, whatever they are called."""
    other = {**DEBTOR, "denomination": "SUD BETON"}
    both = held({"a": Affair([invoice("F-1")]), "b": Affair([invoice("F-2")], debtors=[other]),
                 "c": Affair([invoice("F-3")], debtors=[PERSON], nature="civile")}, "2026-11-21")  # fmt: skip
    found = {c.id: [i.number for i in c.invoices] for c in conducts(both.holdings)}
    assert found["123456782"] == ["F-1", "F-2"] and len(found) == 2


def test_broken_words_say_how_many_of_how_many() -> None:
    """One kept, one broken, one to come: 1 of 2."""
    said = [act(f"2026-{m}-01", "promesse", sens="recu", montant="100.00", pour_le=f"2026-{m}-20") for m in ("03", "05", "12")]
    said[2] = act("2026-11-20", "promesse", sens="recu", montant="100.00", pour_le="2026-12-20")
    found = conduct(Affair([invoice()], [paid("2026-03-10", "100.00")], said))
    assert words(found, "engagements") == ["1 engagement non tenu sur 2, le dernier pour le 20/05/2026"]


def test_more_disputes_than_in_the_half_year_before() -> None:
    """Two in the last 182 days against one before; as many is no signal."""
    days = ["2026-02-01", "2026-07-01", "2026-09-01"]
    disputes = [act(day, "contestation", sens="recu", canal="courriel") for day in days]
    assert words(conduct(Affair([invoice()], (), disputes)), "contestations") == [
        "2 contestations en six mois, 1 dans les six mois précédents"
    ]
    assert not words(conduct(Affair([invoice()], (), disputes[:2])), "contestations")


def test_silence_counts_what_followed_the_last_word() -> None:
    """Three letters since the last mail received; an answer ends the silence; so does payment."""
    heard = {"date": "2026-05-01", "canal": "courriel", "sens": "recu", "resume": "Je regarde"}
    sent = [act(f"2026-0{m}-01", "relance", canal="courriel", sens="emis", niveau="relance_1") for m in (6, 7, 8)]
    assert words(conduct(Affair([invoice()], (), [heard, *sent])), "silence") == [
        "3 envois ou appels depuis son dernier signe le 01/05/2026"
    ]
    answer = {"date": "2026-08-02", "canal": "telephone", "sens": "recu", "resume": "Rappelle"}
    assert not words(conduct(Affair([invoice()], (), [heard, *sent, answer])), "silence")
    settled = [paid("2026-09-01", "20000.00")]
    assert not words(conduct(Affair([invoice()], settled, [heard, *sent])), "silence")


def test_an_address_is_lost_and_a_cheque_comes_back() -> None:
    """What the post and the bank returned."""
    letter = act("2026-09-01", "mise_en_demeure", canal="lrar", sens="emis", delai_jusqu_au="2026-09-20",
                 presente_le="2026-09-03", remise="inconnue_a_l_adresse")  # fmt: skip
    cheque = paid("2026-04-01", "500.00", moyen="cheque", rejete_le="2026-04-09")
    found = conduct(Affair([invoice()], [cheque], [letter]))
    assert words(found, "courrier") == ["lettre du 01/09/2026 revenue inconnue à l’adresse"]
    assert words(found, "rejet") == ["chèque de 500,00 € revenu impayé le 09/04/2026"]


def test_orders_became_rare() -> None:
    """An invoice every thirty days, then none for more than sixty; three invoices make no habit."""
    days = ["2026-03-01", "2026-03-31", "2026-04-30", "2026-05-30"]
    bills = [invoice(f"F-{i}", day, "2026-11-30") for i, day in enumerate(days)]
    assert not words(conduct(Affair(bills), on="2026-07-29"), "commandes")
    assert words(conduct(Affair(bills), on="2026-07-30"), "commandes") == [
        "aucune facture dans ces affaires depuis 61 jours, contre 30 d’ordinaire entre deux factures"
    ]
    assert not words(conduct(Affair(bills[:3]), on="2026-11-21"), "commandes")


def test_a_registers_word_is_a_signal() -> None:
    """The opening of proceedings, with its kind."""
    opened = act("2026-06-01", "procedure_collective", type="liquidation", bodacc_le="2026-06-10")
    assert words(conduct(Affair([invoice()], (), [opened])), "registre") == ["procédure collective (liquidation), 01/06/2026"]


@pytest.mark.parametrize(
    ("last", "silent"),
    [
        ({"date": "2026-08-02", "canal": "telephone", "sens": "emis", "avec": "Mme Roux", "resume": "Rappelle"}, False),
        ({"date": "2026-08-02", "canal": "telephone", "sens": "emis", "avec": "répondeur", "resume": "Message"}, True),
        ({"date": "2026-08-02", "canal": "greffe", "sens": "recu", "resume": "Avis"}, True),
        (act("2026-08-02", "promesse", montant="10.00", pour_le="2027-01-05"), False),
    ],
)
def test_who_was_heard(last: dict[str, str], silent: bool) -> None:
    """A person called by name was spoken to; an answering machine or the greffe is not the debtor."""
    sent = [act(f"2026-0{m}-01", "relance", canal="courriel", sens="emis", niveau="relance_1") for m in (6, 7, 8)]
    assert bool(words(conduct(Affair([invoice()], (), [*sent, last])), "silence")) is silent


def test_a_payment_is_a_sign_of_life() -> None:
    """By the debtor, not by somebody else for it."""
    sent = [act(f"2026-0{m}-01", "relance", canal="courriel", sens="emis", niveau="relance_1") for m in (6, 7, 8)]
    by_debtor, by_other = paid("2026-08-05", "10.00"), paid("2026-08-05", "10.00", payeur="tiers")
    assert not words(conduct(Affair([invoice()], [by_debtor], sent)), "silence")
    assert words(conduct(Affair([invoice()], [by_other], sent)), "silence")
