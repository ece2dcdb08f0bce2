"""Checks of a case: what a careful accountant would see, each at its place, and nothing on sound facts."""

from __future__ import annotations

from datetime import date

import pytest

from dossier.check.check import CHECKS, check
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.world import MemoryWorld
from dossier.law.law import Law
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace

FIRM = """\
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  siren: "987654324"
  rcs: Lyon
  representant: {nom: Paul Lenoir, fonction: président}
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
signataires: [{id: pl, nom: Paul Lenoir}]
"""
DEBTOR = """\
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
"""
INVOICE = "- {numero: F-1, date: 2026-01-15, echeance: 2026-02-14, montant_ht: 4000, tva: 800, montant_ttc: 4800}\n"
TODAY = date(2026, 11, 21)


def checked(
    factures: str = INVOICE,
    paiements: str = "",
    journal: str = "",
    nature: str = "commerciale",
    debtors: str = DEBTOR,
    contrat: str = "",
    firm: str = FIRM,
    law: Law | None = None,
    today: date = TODAY,
    files: dict[str, bytes | str] | None = None,
) -> tuple[Diagnostic, ...]:
    """What check says of a case written in a few lines; load must have nothing to say."""
    written: dict[str, bytes | str] = {
        "dossier.yaml": firm,
        "cases/x/affaire.yaml": f"nature: {nature}\ndebiteurs:\n{debtors}{contrat}",
        "cases/x/factures.yaml": factures,
        "cases/x/paiements.yaml": paiements,
        "cases/x/journal.yaml": journal,
        **(files or {}),
    }
    workspace = load_workspace(MemoryWorld(written, today))
    (case,) = workspace.cases
    assert (*workspace.diagnostics, *case.diagnostics) == ()
    return check(case, law or shipped_law(), today)


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    """The codes alone."""
    return [diagnostic.code for diagnostic in found]


def test_a_sound_case_is_passed_in_silence() -> None:
    """Payments in time, a credit note on its invoice, acts in order: nothing to say."""
    found = checked(
        INVOICE + "- {numero: A-1, type: avoir, sur: F-1, date: 2026-02-01, montant_ttc: 300}\n",
        "- {date: 2026-03-02, montant: 500, facture: F-1}\n- {date: 2026-03-02, montant: 500, reference: second}\n",
        "- {date: 2026-03-20, canal: lrar, sens: emis, acte: mise_en_demeure, delai_jusqu_au: 2026-04-04, presente_le: 2026-03-23}\n"
        "- {date: 2026-08-20, acte: requete_injonction, signataire: pl}\n"
        "- {date: 2026-09-03, acte: ordonnance_injonction, demande: 4500, accorde: 4500}\n"
        "- {date: 2026-10-15, acte: signification, de: ordonnance_injonction, debiteur: sud-beton}\n",
        contrat="contrat: {conclu_le: 2025-11-03, echeance: {jours: 30}, penalites: {taux: 12}}\n",
    )
    assert codes(found) == []


def test_every_check_is_listed_once() -> None:
    """A check that is not in the list never runs."""
    assert len(set(CHECKS)) == len(CHECKS) > 25


@pytest.mark.parametrize(("net", "vat", "gross", "sound"), [("4000", "800", "4800", True), ("4000", "800", "4800.01", False),
                                                           ("100.10", "5.51", "105.61", True), ("4000", "0", "4000", True)])  # fmt: skip
def test_net_and_vat_make_the_gross_to_the_cent(net: str, vat: str, gross: str, sound: bool) -> None:
    """One cent is a fault: the three figures stand on the invoice."""
    found = checked(f"- {{numero: F-1, date: 2026-01-15, montant_ht: {net}, tva: {vat}, montant_ttc: {gross}}}\n")
    assert codes(found) == ([] if sound else ["DC201"])


@pytest.mark.parametrize(
    ("due", "term", "said"),
    [
        ("2026-03-16", "", False),  # 15 January + 60 days
        ("2026-03-17", "", True),
        ("2026-03-31", "{jours: 45, fin_de_mois: apres}", False),  # 15 January + 45 days = 1 March, then the month's end
        ("2026-04-01", "{jours: 45, fin_de_mois: apres}", True),
        ("2026-03-16", "{jours: 45, fin_de_mois: avant}", False),
    ],
)
def test_the_longest_lawful_term_is_sixty_days_from_the_invoice(due: str, term: str, said: bool) -> None:
    """C. com. L441-10, I: sixty days after the date of the invoice is in time, the day after is not."""
    contract = f"contrat: {{echeance: {term}}}\n" if term else ""
    found = checked(f"- {{numero: F-1, date: 2026-01-15, echeance: {due}, montant_ttc: 100}}\n", contrat=contract)
    assert codes(found) == (["DC211"] if said else [])


def test_a_sector_has_its_own_longest_term_and_a_consumer_none() -> None:
    """C. com. L441-11: ninety-five days for toys, the day after is told; a consumer has no maximum."""
    late = "- {numero: F-1, date: 2026-01-15, echeance: 2026-06-30, montant_ttc: 100}\n"
    toys = "contrat: {secteur: jouets}\n"
    assert codes(checked(late, contrat=toys)) == ["DC211"]
    assert codes(checked(late.replace("2026-06-30", "2026-04-20"), contrat=toys)) == []  # 15 January + 95 days
    assert codes(checked(late.replace("2026-06-30", "2026-04-21"), contrat=toys)) == ["DC211"]
    private = '  - {id: r, type: particulier, nom: Roux, prenoms: Anne, adresse: {voie: 1 rue A, code_postal: "13001", commune: Marseille, insee: "13201"}}\n'
    assert codes(checked(late, nature="consommation", debtors=private)) == []


def test_without_the_value_of_the_law_nothing_is_said_of_the_term() -> None:
    """Unknown law stops the check and never invents a maximum."""
    late = "- {numero: F-1, date: 2026-01-15, echeance: 2026-06-30, montant_ttc: 100}\n"
    assert codes(checked(late, law=Law({}))) == []


def test_a_deposit_on_its_own_invoice_is_sound() -> None:
    """A payment on the day of its invoice is in time, the day before is not."""
    invoices = "- {numero: F-1, date: 2026-01-15, montant_ttc: 100}\n"
    assert codes(checked(invoices, "- {date: 2026-01-15, montant: 10, facture: F-1}\n")) == []
    assert codes(checked(invoices, "- {date: 2026-01-14, montant: 10, facture: F-1}\n")) == ["DC203"]


def test_credit_notes_are_added_up_and_said_at_the_one_that_goes_beyond() -> None:
    """Exactly the invoice is allowed; only the note that crosses the line is named."""
    note = "- {{numero: {}, type: avoir, sur: F-1, date: 2026-02-0{}, montant_ttc: {}}}\n"
    assert codes(checked(INVOICE + note.format("A", 1, 4000) + note.format("B", 2, 800))) == []
    found = checked(INVOICE + note.format("A", 1, 4000) + note.format("B", 2, 801) + note.format("C", 3, 5))
    assert [(d.code, d.span.line) for d in found] == [("DC206", 3)]


def test_an_entry_of_today_counts_and_one_of_tomorrow_is_announced() -> None:
    """The day of computing is included."""
    assert codes(checked(paiements="- {date: 2026-11-21, montant: 1}\n")) == []
    (advice,) = checked(paiements="- {date: 2026-11-22, montant: 1}\n")
    assert (advice.code, advice.severity.value, str(advice.span)) == ("DC223", "advice", "cases/x/paiements.yaml:1:10")


def test_what_concerns_the_firm_bears_no_case() -> None:
    """A thousand cases say one fault of dossier.yaml once, since equal diagnostics are merged."""
    (found,) = checked(firm=FIRM.replace("  rcs: Lyon\n", ""))
    assert (found.code, found.span.file, found.case) == ("DC241", "dossier.yaml", "")
    (own,) = checked(debtors=DEBTOR.replace("    rcs: Marseille\n", ""))
    assert (own.code, own.case) == ("DC241", "x")


@pytest.mark.parametrize(
    ("postcode", "insee", "sound"),
    [("20000", "2A004", True), ("20200", "2B033", True), ("97133", "97701", True), ("97400", "97411", True),
     ("13001", "13201", True), ("01000", "01053", True), ("13001", "69382", False), ("97400", "97105", False)],
)  # fmt: skip
def test_postcode_and_insee_code_are_of_one_departement(postcode: str, insee: str, sound: bool) -> None:
    """Corsica shares 20 and the islands of the north 971; the rest agrees on two or three digits."""
    debtor = DEBTOR.replace('"13001"', f'"{postcode}"').replace('"13201"', f'"{insee}"')
    assert codes(checked(debtors=debtor)) == ([] if sound else ["DC245"])


def test_a_foreign_debtor_needs_no_french_numbers() -> None:
    """Neither SIREN nor INSEE code nor a postcode of five digits."""
    debtor = DEBTOR.replace('    siren: "123456782"\n    rcs: Marseille\n', "").replace(
        'code_postal: "13001", commune: Marseille, insee: "13201"', "code_postal: 0150, commune: Oslo, pays: NO"
    )
    assert codes(checked(debtors=debtor)) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("pieces/a.pdf", None), ("pieces/é.pdf", None), ("pieces/e\u0301.pdf", None), ("pieces/A.pdf", "DC261"), ("pieces", "DC260"),
        ("../x/pieces/a.pdf", "DC260"), ("/etc/passwd", "DC260"), ("pieces/../../secret", "DC260"), ("pieces/.a", "DC260"),
        ("pieces\\\\a.pdf", "DC260"), ("file:///etc/passwd", "DC260"), ("~/a.pdf", "DC260"), ("pieces//a.pdf", "DC260"), ("a.pdf", "DC260"),
    ],
)  # fmt: skip
def test_a_piece_lies_below_pieces_and_exists(path: str, code: str | None) -> None:
    """Accents in either form name the same file; nothing outside the case is ever named to a reader of files."""
    invoice = f'- numero: F-1\n  date: 2026-01-15\n  montant_ttc: 100\n  pieces: ["{path}"]\n'
    found = checked(invoice, files={"cases/x/pieces/a.pdf": b"1", "cases/x/pieces/é.pdf": b"2"})
    assert codes(found) == ([code] if code else [])
    assert all(str(d.span) == "cases/x/factures.yaml:4:12" for d in found)


def test_acts_answer_earlier_acts() -> None:
    """An order before the requête, an opposition before the order: said where the answering act stands."""
    journal = (
        "- {date: 2026-08-20, acte: ordonnance_injonction}\n- {date: 2026-09-03, acte: requete_injonction}\n"
        "- {date: 2026-09-10, acte: signification, debiteur: sud-beton}\n"
    )
    assert [(d.code, d.span.line) for d in checked(journal=journal)] == [("DC221", 1)]


def test_an_opposition_may_be_dated_by_its_posting_or_its_reception() -> None:
    """Only posting after reception is impossible."""
    order = "- {date: 2026-09-03, acte: ordonnance_injonction}\n"
    entry = "- {{date: 2026-10-20, acte: opposition, poste_le: {}, recu_le: {}}}\n"
    assert codes(checked(journal=order + entry.format("2026-10-17", "2026-10-20"))) == []
    assert codes(checked(journal=order + entry.format("2026-10-20", "2026-10-19"))) == ["DC220"]


def test_a_promise_made_in_a_call_of_the_creditor_is_no_contradiction() -> None:
    """`sens` is that of the call; in a letter it is that of the act."""
    entry = "- {{date: 2026-02-16, canal: {}, sens: emis, acte: promesse, montant: 10, pour_le: 2026-02-20}}\n"
    assert codes(checked(journal=entry.format("telephone"))) == []
    assert codes(checked(journal=entry.format("courriel"))) == ["DC231"]


@pytest.mark.parametrize("nature", ["consommation", "civile", "bail_habitation", "transport"])
@pytest.mark.parametrize("clause", ["penalites: {taux: 12}", "clause_penale: {taux: 15, article: 9}", "capitalisation: oui"])
def test_a_clause_against_a_private_person_is_told_whatever_the_nature(nature: str, clause: str) -> None:
    """A professional's penalties against a private person are to be verified; capitalisation is another matter."""
    private = '  - {id: r, type: particulier, nom: Roux, prenoms: Anne, adresse: {voie: 1 rue A, code_postal: "13001", commune: Marseille, insee: "13201"}}\n'
    found = checked(INVOICE, nature=nature, debtors=private, contrat=f"contrat: {{{clause}}}\n")
    assert ("DC251" in codes(found)) is ("capitalisation" not in clause)
