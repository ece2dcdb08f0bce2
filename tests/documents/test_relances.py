"""Reminders from the calendar: what is due next for each debtor, one letter for all invoices of a level, no level passed over."""

from __future__ import annotations

import re
from datetime import date

import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, SETTINGS

from dossier.compile import Compiled, compile_workspace
from dossier.documents.document import Document
from dossier.documents.plain_text import plain_text
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.wanted import Wanted

DUE = date(2026, 9, 30)
"""The due date of the oldest invoice of these cases."""


def invoice(number: str, due: str, amount: str = "100.00") -> str:
    return f"- {{numero: {number}, date: 2026-08-31, echeance: {due}, montant_ttc: {amount}}}\n"


def sent(*levels: tuple[str, str], debtor: str = "") -> str:
    more = f", debiteur: {debtor}" if debtor else ""
    return "".join(f"- {{date: {day}, canal: courriel, acte: relance, niveau: {level}{more}}}\n" for day, level in levels)


def made(invoices: str, journal: str, today: str, affaire: str = BETWEEN_FIRMS, settings: str = SETTINGS) -> Compiled:
    files: dict[str, str | bytes] = {
        "dossier.yaml": settings, f"cases/{FIRMS}/affaire.yaml": affaire, f"cases/{FIRMS}/factures.yaml": invoices,
        f"cases/{FIRMS}/journal.yaml": journal,
    }  # fmt: skip
    return compile_workspace(MemoryWorld(files, date.fromisoformat(today)), InProcess(), Wanted(frozenset({"letters"})))


def letters(compiled: Compiled, kind: str = "relance") -> dict[str, Document]:
    """The reminders of the case by their id; withheld ones too."""
    view = compiled.views[0]
    found = [*(paper.document for paper in view.printed), *view.withheld]
    return {document.id: document for document in found if document.kind == kind}


def numbers(document: Document) -> set[str]:
    """The invoices that a letter lists."""
    return set(re.findall(r"F-\d", document.dispatch.text.partition("Bénéficiaire")[0] if document.dispatch else ""))


ALL = sent(("2026-10-01", "relance_1"), ("2026-10-14", "relance_2"))


@pytest.mark.parametrize(
    ("today", "journal", "ids"),
    [
        ("2026-09-23", "", {"relance-prealable"}),
        ("2026-10-01", "", {"relance-1"}),
        ("2026-10-14", sent(("2026-10-01", "relance_1")), {"relance-2"}),
        ("2026-10-30", ALL, {"relance-3"}),
        ("2026-11-29", ALL + sent(("2026-10-30", "relance_3")), {"derniere-relance"}),
        ("2026-09-22", "", set()),
        ("2026-10-13", sent(("2026-10-01", "relance_1")), set()),
    ],
)
def test_the_calendar_says_what_is_due(today: str, journal: str, ids: set[str]) -> None:
    """Seven days before, the day after, 14, 30 and 60 days after; nothing before its day."""
    assert set(letters(made(invoice("F-1", "2026-09-30"), journal, today))) == ids


def test_a_level_by_telephone_has_a_sheet_for_the_call() -> None:
    """At 14 days a call: the sheet says whom to ask for and what is owed, the letter confirms it afterwards."""
    compiled = made(invoice("F-1", "2026-09-30"), sent(("2026-10-01", "relance_1")), "2026-10-14")
    sheet = letters(compiled, "fiche_appel")["relance-2-appel"]
    text = plain_text(sheet.body)
    assert "Anne Roux, gérante" in text and "100,00\u00a0€" in text and "À noter pendant l’appel" in text
    assert sheet.dispatch is None and letters(compiled)["relance-2"].dispatch is not None


def test_all_invoices_of_a_level_are_in_one_letter() -> None:
    """Two invoices that wait for the same level go together, on the day of the older one."""
    rows = invoice("F-1", "2026-09-30") + invoice("F-2", "2026-10-05", "50.00")
    journal = sent(("2026-10-01", "relance_1"), ("2026-10-06", "relance_1"))
    found = letters(made(rows, journal, "2026-10-14"))
    assert set(found) == {"relance-2"} and numbers(found["relance-2"]) == {"F-1", "F-2"}
    assert "150,00\u00a0€" in found["relance-2"].html
    after = letters(made(rows, journal + sent(("2026-10-14", "relance_2")), "2026-10-30"))
    assert numbers(after["relance-3"]) == {"F-1", "F-2"}


def test_invoices_at_different_levels_have_a_letter_each() -> None:
    """The older one is at its third reminder, the newer one at its first: neither is passed over nor mixed with the other."""
    rows = invoice("F-1", "2026-09-30") + invoice("F-2", "2026-10-28", "50.00")
    found = letters(made(rows, ALL, "2026-10-30"))
    assert {id: numbers(document) for id, document in found.items()} == {"relance-3": {"F-1"}, "relance-1": {"F-2"}}
    assert "100,00\u00a0€" in found["relance-3"].html and "50,00\u00a0€" in found["relance-1"].html
    assert "150,00" not in found["relance-3"].html + found["relance-1"].html


def test_a_letter_recalls_only_the_reminders_of_its_own_invoices() -> None:
    """The third reminder of the older invoice is none of the newer one."""
    rows = invoice("F-1", "2026-09-30") + invoice("F-2", "2026-10-28", "50.00")
    journal = ALL + sent(("2026-10-29", "relance_1"), ("2026-10-30", "relance_3"))
    found = letters(made(rows, journal, "2026-11-11"))
    assert set(found) == {"relance-2"} and numbers(found["relance-2"]) == {"F-2"}
    text = found["relance-2"].dispatch.text if found["relance-2"].dispatch else ""
    assert "29\u00a0octobre\u00a02026" in text and "30\u00a0octobre" not in text and "1er\u00a0octobre" not in text


def test_a_newer_invoice_has_its_turn_when_the_older_one_has_had_all_reminders() -> None:
    """The older one waits for its mise en demeure; the newer one is reminded all the same."""
    rows = invoice("F-1", "2026-09-30") + invoice("F-2", "2026-11-30", "50.00")
    journal = ALL + sent(("2026-10-30", "relance_3"), ("2026-11-29", "derniere_relance"))
    found = letters(made(rows, journal, "2026-12-01"))
    assert {id: numbers(document) for id, document in found.items()} == {"relance-1": {"F-2"}}


def test_an_invoice_not_due_yet_is_reminded_beside_the_overdue_ones() -> None:
    """Seven days before its due date, in a letter of its own that asks for nothing overdue."""
    rows = invoice("F-1", "2026-09-30") + invoice("F-2", "2026-11-05", "50.00")
    found = letters(made(rows, ALL, "2026-10-30"))
    assert {id: numbers(document) for id, document in found.items()} == {"relance-3": {"F-1"}, "relance-prealable": {"F-2"}}


def test_no_level_is_skipped_in_silence() -> None:
    """A level that the journal lacks is named (DC408), for the oldest invoice and for a later one."""
    first = made(invoice("F-1", "2026-09-30"), sent(("2026-10-30", "relance_3")), "2026-11-02")
    said = [d.message for d in first.diagnostics if d.code == "DC408"]
    assert any("Relance 1 n’est pas au journal, Relance 3 y est" in m for m in said)
    assert any("Relance 2 n’est pas au journal, Relance 3 y est" in m for m in said)
    rows = invoice("F-1", "2026-09-30") + invoice("F-2", "2026-10-05", "50.00")
    later = made(rows, ALL + sent(("2026-11-06", "relance_3")), "2026-11-10")
    assert "niveau de relance sauté pour F-2\u00a0: Relance 1 n’est pas au journal, Relance 2 y est" not in [
        d.message for d in later.diagnostics
    ]
    told = [d.message.replace("\u00a0", " ") for d in later.diagnostics if d.code == "DC408"]
    assert [m for m in told if m.startswith("niveau de relance sauté pour F-2")]


def test_each_debtor_has_his_own_letter_and_his_own_level() -> None:
    """Two debtors owe the same invoice: one was reminded, the other was not. Each reads what concerns him."""
    other = """
  - id: roux
    type: societe_commerciale
    qualite: codebiteur_solidaire
    denomination: ROUX BÂTIMENT
    forme: SAS
    siren: "732829320"
    rcs: Marseille
    representant: {nom: Paul Roux, fonction: président, civilite: M.}
    adresse: {voie: 3 rue Y, code_postal: "13002", commune: Marseille, insee: "13202"}
contrat:"""
    affaire = BETWEEN_FIRMS.replace("\ncontrat:", other, 1)
    first = letters(made(invoice("F-1", "2026-09-30"), "", "2026-10-01", affaire))
    assert set(first) == {"relance-1-sud-beton", "relance-1-roux"}
    texts = {id: document.dispatch.text for id, document in first.items() if document.dispatch}
    assert texts["relance-1-sud-beton"].startswith("Madame,") and texts["relance-1-roux"].startswith("Monsieur,")
    journal = sent(("2026-10-01", "relance_1"), debtor="sud-beton")
    second = letters(made(invoice("F-1", "2026-09-30"), journal, "2026-10-14", affaire))
    assert {id: document.debtor for id, document in second.items()} == {"relance-2": "sud-beton", "relance-1": "roux"}


def test_the_address_term_and_the_closing_are_the_same_in_every_level() -> None:
    """« Madame » at the head and in the closing of each reminder; no « vous devriez », no threat before the mise en demeure."""
    stages = [
        ("2026-09-23", ""), ("2026-10-01", ""), ("2026-10-14", sent(("2026-10-01", "relance_1"))), ("2026-10-30", ALL),
        ("2026-11-29", ALL + sent(("2026-10-30", "relance_3"))),
    ]  # fmt: skip
    for today, journal in stages:
        (document,) = letters(made(invoice("F-1", "2026-09-30"), journal, today)).values()
        text = document.dispatch.text.replace("\u00a0", " ") if document.dispatch else ""
        assert text.startswith("Madame,\n") and "Veuillez agréer, Madame, l’expression de nos salutations distinguées." in text
        assert not re.search(r"vous devriez|saisie|huissier|poursuites|tribunal|mettons en demeure", text, re.I)


def test_a_level_that_the_calendar_adds_has_its_own_title_channel_and_delay() -> None:
    """A fourth reminder is not printed as a first one."""
    calendar = """
relances:
  - {niveau: relance_1, jours: 0, canal: courriel}
  - {niveau: relance_quatre, jours: 20, canal: courrier, delai: 5}
"""
    compiled = made(invoice("F-1", "2026-09-30"), sent(("2026-10-01", "relance_1")), "2026-10-20", settings=SETTINGS + calendar)
    (document,) = letters(compiled).values()
    assert (document.id, document.title) == ("relance-relance-quatre", "Relance quatre")
    assert (
        document.dispatch is not None
        and document.dispatch.way == "courrier"
        and "25\u00a0octobre\u00a02026" in document.dispatch.text
    )
