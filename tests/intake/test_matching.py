"""Which movement pays which case, by hand on small workspaces; nothing is taken for sure on an amount or a name alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.appraise import appraise, law_of
from dossier.ground.money import Money
from dossier.ground.world import MemoryWorld
from dossier.intake.card import card_of
from dossier.intake.matching import Book, Ledger, Match, matches
from dossier.load.workspace import load_workspace
from dossier.statements.line import BankLine

TODAY = date(2026, 11, 21)
ADDRESS = {"voie": "12 rue Paradis", "code_postal": "13001", "commune": "Marseille", "insee": "13201"}


def ledgers(**cases: tuple[str, Sequence[dict[str, Any]], Sequence[dict[str, Any]]]) -> Book:
    """Cases by id: the debtor's name, its invoices, its payments."""
    creditor = {"type": "societe_commerciale", "denomination": "ATELIER LENOIR", "forme": "SAS", "siren": "987654324"}
    files: dict[str, bytes | str] = {"dossier.yaml": json.dumps({"creancier": creditor})}
    for name, (debtor, invoices, payments) in cases.items():
        who = {"id": "d", "type": "societe_commerciale", "denomination": debtor, "forme": "SARL", "adresse": ADDRESS}
        head = {"titre": name, "nature": "commerciale", "debiteurs": [who]}
        files |= {f"cases/{name}/affaire.yaml": json.dumps(head), f"cases/{name}/factures.yaml": json.dumps(list(invoices))}
        if payments:
            files[f"cases/{name}/paiements.yaml"] = json.dumps(list(payments))
    world = MemoryWorld(files, TODAY)
    workspace = load_workspace(world)
    law = law_of(workspace)
    return Book([Ledger.of(card_of(case), appraise(case, law, world).claim) for case in workspace.cases])


def bill(number: str, gross: str = "4800.00") -> dict[str, Any]:
    """An invoice long due."""
    return {"numero": number, "date": "2026-01-15", "echeance": "2026-02-14", "montant_ttc": gross}


def line(label: str, amount: str = "500.00", day: str = "2026-03-02", **more: Any) -> BankLine:
    """Money that came in."""
    return BankLine(date.fromisoformat(day), Money.of(amount), label, **more)


A = ("SUD BÉTON", [bill("F-2026-014"), bill("F-2026-015", "1200.00")], [])
B = ("NORD BÉTON", [bill("F-2026-099", "4800.00")], [])


def one(label: str, amount: str = "500.00", **cases: Any) -> Match:
    """The match of one movement."""
    (found,) = matches([line(label, amount)], ledgers(**(cases or {"a": A, "b": B})))
    return found


@pytest.mark.parametrize(
    ("label", "amount", "standing", "case", "invoice"),
    [
        ("VIR SARL SUD BETON F2026014", "500.00", "sure", "a", "F-2026-014"),
        ("VIR INST F 2026 014", "4800.00", "sure", "a", "F-2026-014"),
        ("VIR F-2026-014", "500.00", "likely", "a", "F-2026-014"),
        ("VIR SUD BETON F-2026-014 F-2026-015", "6000.00", "sure", "a", ""),
        ("VIR SUD BÉTON", "500.00", "likely", "a", ""),
        ("VIR BETON", "500.00", "none", None, None),
        ("VIR F-2026-0145", "500.00", "none", None, None),
        ("VIREMENT", "1200.00", "likely", "a", ""),
        ("VIREMENT", "4800.00", "unclear", None, None),
        ("VIR NORD BETON", "4800.00", "likely", "b", ""),
        ("VIR SUD BETON F-2026-099", "500.00", "likely", "b", "F-2026-099"),
    ],
)
def test_what_speaks_for_a_case(label: str, amount: str, standing: str, case: str | None, invoice: str | None) -> None:
    """Numbers before names before amounts; two cases that fit as well are left to a person."""
    found = one(label, amount)
    assert found.standing == standing
    assert (found.chosen and found.chosen.case, found.chosen and found.chosen.invoice) == (case, invoice)
    assert found.chosen is None or found.chosen.reasons


def test_what_is_already_there_is_known_as_often_as_it_is() -> None:
    """Two transfers of one day and amount are two; one entry knows one of them; another label is another payment."""
    payments = [{"date": "2026-03-02", "montant": "500.00", "reference": "VIR SUD BETON"}]
    held = ledgers(a=(A[0], A[1], payments))
    twice = matches([line("VIR SUD BETON"), line("VIR SUD BETON")], held)
    assert [m.standing for m in twice] == ["known", "likely"]
    assert matches([line("VIR AUTRE CLIENT")], held)[0].standing == "none"
    silent = ledgers(a=(A[0], A[1], [{"date": "2026-03-02", "montant": "500.00"}]))
    assert matches([line("N’IMPORTE")], silent)[0].standing == "known"


def test_money_that_went_out_is_no_payment() -> None:
    """A debit is left out."""
    assert not matches([line("SUD BETON F-2026-014", "-500.00")], ledgers(a=A))


def test_short_numbers_prove_nothing() -> None:
    """« 14 » stands in every label."""
    found = one("VIR 14 MARS", "3.00", a=("ZED", [bill("14"), bill("MARS")], []))
    assert found.standing == "none"


@given(st.lists(st.tuples(st.text("SUDBETONF-2026014 ", max_size=30), st.integers(1, 10**6)), max_size=6))
def test_every_movement_gets_one_answer(rows: list[tuple[str, int]]) -> None:
    """Nothing is lost, whatever the label says, and a sure match names a case that exists."""
    held = ledgers(a=A, b=B)
    found = matches([BankLine(date(2026, 3, 2), Money(cents), label) for label, cents in rows], held)
    assert [(m.line.label, m.line.amount.cents) for m in found] == rows
    assert all(m.chosen is not None and m.chosen.case in ("a", "b") for m in found if m.standing in ("sure", "likely"))


def test_a_long_statement_is_held_against_many_cases_in_bounded_time() -> None:
    """Not each line against each case: ten times the cases cost a line about the same, also where all names share a word."""

    def seconds(cases: int) -> float:
        rows = [
            Ledger(
                f"c{i}",
                (f"F-2026-{i:05}",),
                (f"ATELIER DU LAC {i}X",),
                frozenset({Money(10**6 + i)}),
                (),
                TODAY.replace(year=2020),
            )
            for i in range(cases)
        ]
        book = Book(rows)
        lines = [line(f"VIR SEPA ATELIER LAC {i % 5000}X F-2026-{i % 7:05}", "3.00") for i in range(1500)]
        start = process_time()
        found = matches(lines, book)
        spent = process_time() - start
        assert found[3].chosen is not None and found[3].chosen.case == "c3"
        return spent

    few = min(seconds(100) for _ in range(3))
    assert seconds(2000) < 6 * few + 0.2


def test_a_payment_under_other_words_is_near() -> None:
    """Of the same case and amount about the same day: told, so that nothing is paid twice; one that another line is, is not."""
    payments = [{"date": "2026-03-04", "montant": "500.00", "reference": "reçu"}]
    held = ledgers(a=(A[0], A[1], payments))
    (found,) = matches([line("VIR SUD BETON F-2026-014")], held)
    assert found.standing == "sure" and found.near is not None and found.near.day == date(2026, 3, 4)
    assert matches([line("VIR SUD BETON F-2026-014", day="2026-03-12")], held)[0].near is None
    assert matches([line("VIR SUD BETON F-2026-014", "501.00")], held)[0].near is None
    both = matches([line("VIR SUD BETON F-2026-014"), line("reçu", day="2026-03-04")], held)
    assert [m.standing for m in both] == ["sure", "known"] and both[0].near is None
