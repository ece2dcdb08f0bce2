"""What a debtor undertook and did not do: promises and instalments against what came in."""

from __future__ import annotations

from datetime import date

import pytest

from dossier.ground.money import Money
from dossier.ground.world import MemoryWorld
from dossier.load.workspace import load_workspace
from dossier.procedure.commitments import Broken, broken_accord, broken_promise

FILES: dict[str, str | bytes] = {
    "dossier.yaml": "creancier: {type: societe_commerciale, denomination: ATELIER LENOIR}",
    "cases/x/affaire.yaml": "nature: commerciale\ndebiteurs: [{id: d, type: societe_commerciale, denomination: SUD BÉTON}]",
    "cases/x/factures.yaml": "- {numero: F-1, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 4800.00}",
}
PROMISE = "- {date: 2026-03-02, acte: promesse, montant: 1000.00, pour_le: 2026-03-10}"
ACCORD = (
    "- {date: 2026-03-02, acte: echeancier, echeances: [{le: 2026-04-01, montant: 600.00}, {le: 2026-05-01, montant: 400.00}]}"
)


def broken(journal: str, payments: str, today: date) -> Broken | None:
    files = {**FILES, "cases/x/journal.yaml": journal, "cases/x/paiements.yaml": payments}
    case = load_workspace(MemoryWorld(files, today)).cases[0]
    return broken_accord(case, case.debtors[0], today) or broken_promise(case, case.debtors[0], today)


@pytest.mark.parametrize(
    ("payments", "today", "missing"),
    [
        ("", date(2026, 3, 10), None),
        ("", date(2026, 3, 11), "1000.00"),
        ("- {date: 2026-03-09, montant: 400.00}", date(2026, 3, 11), "600.00"),
        ("- {date: 2026-03-01, montant: 1000.00}", date(2026, 3, 11), "1000.00"),
        ("- {date: 2026-03-12, montant: 1000.00}", date(2026, 3, 12), None),
        ("- {date: 2026-03-09, montant: 1000.00, moyen: cheque, rejete_le: 2026-03-11}", date(2026, 3, 11), "1000.00"),
        ("- {date: 2026-03-09, montant: 1000.00, moyen: cheque, rejete_le: 2026-03-12}", date(2026, 3, 11), None),
    ],
)
def test_a_promise_is_broken_the_day_after_its_day(payments: str, today: date, missing: str | None) -> None:
    """What came in since it was given counts, late or in part; what came before it, or went back, does not."""
    found = broken(PROMISE, payments, today)
    assert (found.missing if found else None) == (Money.of(missing) if missing else None)


@pytest.mark.parametrize(
    ("payments", "today", "due", "missing"),
    [
        ("", date(2026, 4, 1), None, None),
        ("", date(2026, 4, 2), date(2026, 4, 1), "600.00"),
        ("- {date: 2026-04-01, montant: 600.00}", date(2026, 5, 1), None, None),
        ("- {date: 2026-04-01, montant: 600.00}", date(2026, 5, 2), date(2026, 5, 1), "400.00"),
        ("- {date: 2026-04-01, montant: 100.00}", date(2026, 5, 2), date(2026, 4, 1), "900.00"),
    ],
)
def test_the_oldest_instalment_that_is_missing_breaks_a_schedule(
    payments: str, today: date, due: date | None, missing: str | None
) -> None:
    """What is missing is all that fell due by then and did not come in (C. civ. 1103)."""
    found = broken(ACCORD, payments, today)
    assert (found.due if found else None) == due
    assert (found.missing if found else None) == (Money.of(missing) if missing else None)


def test_a_later_word_replaces_a_promise() -> None:
    """A new promise or an agreement is what counts."""
    later = "- {date: 2026-03-09, acte: promesse, montant: 1000.00, pour_le: 2026-03-20}"
    assert broken(f"{PROMISE}\n{later}", "", date(2026, 3, 12)) is None
    assert broken(f"{PROMISE}\n{ACCORD}", "", date(2026, 3, 12)) is None
