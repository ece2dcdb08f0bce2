"""Which debtors get a statement, over which cases, and what it asks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from planted import TEXTS
from pypdf import PdfReader

from dossier.appraise import appraise, law_of
from dossier.cli.root import run
from dossier.compile import Compiled, compile_workspace
from dossier.documents import figures
from dossier.documents.sepa import payload
from dossier.ground.jobs import InProcess
from dossier.ground.money import Money, total
from dossier.ground.world import DiskWorld, MemoryWorld
from dossier.load.workspace import load_workspace
from dossier.site.audience_account import account_of
from dossier.site.audience_build import Told, statement_jobs, statement_tree, statements
from dossier.wanted import Wanted

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 21)
FIRM = TEXTS["dossier.yaml"].partition("conseil:")[0]
PARTY = """
  - id: {id}
    type: societe_commerciale
    denomination: {name}
    forme: SARL
    siren: "{siren}"
    adresse: {{voie: 1 rue Haute, code_postal: "13001", commune: Marseille, insee: "13201"}}
"""


def case(
    *, id: str = "alpha", name: str = "ALPHA", siren: str = "123456782", more: str = "", journal: str = "", sum_: int = 1000
) -> dict[str, str]:
    """The files of a case with one invoice of *sum_* euros, due since April 2026."""
    files = {
        "affaire.yaml": "titre: Secret\nnature: commerciale\ndebiteurs:"
        + PARTY.format(id=id, name=name, siren=siren)
        + more
        + "contrat: {echeance: {jours: 30}}\n",
        "factures.yaml": f"- {{numero: F-{sum_}, date: 2026-03-05, echeance: 2026-04-04, montant_ttc: {sum_}.00}}\n",
    }
    return files | ({"journal.yaml": journal} if journal else {})


def told(debtor: str = "", **cases: dict[str, str]) -> Told:
    """The statements of some cases, by the names of their folders."""
    files = {f"cases/{name}/{file}": text for name, each in cases.items() for file, text in each.items()}
    world = MemoryWorld({"dossier.yaml": FIRM, **files}, DAY)
    workspace = load_workspace(world)
    assert not workspace.broken
    return statements(workspace, [appraise(one, law_of(workspace), world) for one in workspace.cases], debtor)


def found(given: Told) -> list[tuple[str, str]]:
    """The codes with what they say after the colon."""
    return [(d.code, d.message.rpartition(" : ")[2].rpartition("\u00a0: ")[2]) for d in given.diagnostics]


def test_two_cases_of_one_debtor_are_one_page_with_a_sum() -> None:
    """Same SIREN and name on both sides and the same account to pay into: a balance a case, and what they make together."""
    (shared,) = told(a=case(), b=case(sum_=500)).shared
    accounts = shared.statement.accounts
    assert [account.invoices[0].number for account in accounts] == ["F-1000", "F-500"]
    assert shared.statement.due == total(account.due for account in accounts)
    assert [account.payable.amount for account in accounts if account.payable] == [account.due for account in accounts]


@pytest.mark.parametrize(
    "other",
    [case(name="ALPHA SUD", sum_=500), case(siren="404833048", sum_=500)],
    ids=["another name under the same SIREN", "another SIREN under the same name"],
)
def test_debtors_who_may_be_two_have_two_folders(other: dict[str, str]) -> None:
    """A slip in one file shows nobody the invoices of another: a folder each, even of one name."""
    shared = told(a=case(), b=other).shared
    assert len({row.folder for row in shared}) == len(shared) == 2
    assert all(len(row.statement.accounts) == 1 for row in shared)


def test_persons_of_one_name_are_never_put_together() -> None:
    """A father and a son at one address may bear one name: without a SIREN each case has its page."""
    person = (
        case()["affaire.yaml"]
        .replace('siren: "123456782"', "")
        .replace("societe_commerciale", "particulier")
        .replace("denomination: ALPHA", "nom: Alpha\n    prenoms: Jean")
        .replace("forme: SARL", "")
    )
    each = {**case(), "affaire.yaml": person}
    assert [row.folder for row in told(a=each, b=each).shared] == ["jean-alpha", "jean-alpha-2"]


def test_another_creditor_is_another_page() -> None:
    """What is due to two companies of a group is paid into two accounts."""
    text = (
        case(sum_=500)["affaire.yaml"]
        + 'creancier: {type: societe_commerciale, denomination: LENOIR NÉGOCE, forme: SAS, capital: 1000, siren: "552100554", rcs: Lyon, adresse: {voie: 6 quai, code_postal: "69002", commune: Lyon}}\n'
    )
    assert len(told(a=case(), b={**case(sum_=500), "affaire.yaml": text}).shared) == 2


WITHHELD = {
    "décès": ({"journal": "- {date: 2026-10-02, acte: deces_debiteur}\n"}, "le débiteur est décédé"),
    "cession": ({"journal": "- {date: 2026-10-02, acte: cession_de_creance, a_qui: FACTOR SA}\n"}, "la créance est cédée"),
    "perte": ({"journal": "- {date: 2026-10-02, acte: passage_en_perte}\n"}, "la créance est passée en perte"),
}


@pytest.mark.parametrize("why", WITHHELD)
def test_a_statement_that_would_be_without_object_is_withheld(why: str) -> None:
    """After a death, an assignment or a write-off nothing is sent to this debtor, as no letter is."""
    given, words = WITHHELD[why]
    made = told(a=case(**given))
    assert made.shared == () and found(made) == [("DC706", words)]


def test_a_prescribed_case_is_left_out_of_the_page_and_of_its_sum() -> None:
    """What is prescribed is not asked; the other case of the same debtor is."""
    old = case(sum_=500)
    old["factures.yaml"] = "- {numero: F-500, date: 2016-03-05, echeance: 2016-04-04, montant_ttc: 500.00}\n"
    made = told(a=case(), b=old)
    (shared,) = made.shared
    assert [i.number for account in shared.statement.accounts for i in account.invoices] == ["F-1000"]
    assert found(made) == [("DC706", "la créance est prescrite")]


def test_a_guarantor_has_no_statement_of_the_principal_debtor_s_account() -> None:
    """How far his undertaking goes, no entry of the case tells (C. civ. 2292 and following)."""
    guarantor = PARTY.format(id="gamma", name="GAMMA", siren="404833048").rstrip("\n") + "\n    qualite: caution\n"
    made = told(a=case(more=guarantor))
    assert [row.folder for row in made.shared] == ["alpha"] and [code for code, _ in found(made)] == ["DC706"]


def test_an_unknown_balance_is_no_statement() -> None:
    """An invoice that cannot be read leaves the sum unknown, and a partial one is never shown."""
    wrong = case()
    wrong["factures.yaml"] += "- {numero: F-2, date: 2026-03-05, montant_ttc: beaucoup}\n"
    made = told(a=wrong)
    assert made.shared == () and [code for code, _ in found(made)] == ["DC706"]


@pytest.mark.parametrize(
    ("act", "words"),
    [("procedure_collective, type: redressement", "procédure collective"), ("surendettement_recevable", "surendettement")],
)
def test_a_debtor_who_may_not_pay_is_asked_for_nothing_in_any_case(act: str, words: str) -> None:
    """The account is told and no account to pay into, even in the case where the opening was not noted (C. com. L622-7)."""
    made = told(a=case(journal=f"- {{date: 2026-10-02, acte: {act}}}\n"), b=case(sum_=500))
    (shared,) = made.shared
    assert shared.statement.payables == () and words in shared.statement.silence
    assert [code for code, _ in found(made)] == ["DC707", "DC707"]


def test_under_an_accord_no_more_is_asked_than_what_fell_due() -> None:
    """The contract binds the creditor too (C. civ. 1103): the page asks for the instalments of today."""
    accord = "- {date: 2026-10-02, acte: echeancier, montant: 1000, contresigne_par: [creancier, alpha], echeances: [{le: 2026-11-15, montant: 300}, {le: 2026-12-15, montant: 700}]}\n"
    (shared,) = told(a=case(journal=accord)).shared
    (account,) = shared.statement.accounts
    assert account.asked == Money.of(300) < account.due
    assert account.payable is not None and account.payable.amount == Money.of(300)


def test_one_debtor_may_be_asked_for() -> None:
    """By the id that the case gives him."""
    assert [row.folder for row in told("beta", a=case(more=PARTY.format(id="beta", name="BÊTA", siren="404833048"))).shared] == [
        "beta"
    ]


def test_the_folder_of_a_case_is_no_reference() -> None:
    """« dupont-mauvais-payeur » is the firm's own word; « 2026-014 » of `2026-014-dupont` is what letters bear."""
    (shared,) = told(**{"mauvais-payeur": case()}).shared
    assert [account.reference for account in shared.statement.accounts] == [""]
    assert shared.statement.accounts[0].payable and shared.statement.accounts[0].payable.reference == "F-1000"
    (shared,) = told(**{"2026-014-dupont": case()}).shared
    assert [account.reference for account in shared.statement.accounts] == ["2026-014"]


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "cases").iterdir()))
def test_what_is_shown_adds_up(name: str) -> None:
    """In each example: the heads make the balance, the lines of interest less what was settled make the head of interest."""
    world = DiskWorld(ROOT, DAY)
    workspace = load_workspace(world)
    (one,) = (case for case in workspace.cases if case.id == name)
    seen = appraise(one, law_of(workspace), world)
    account = account_of(one, seen.claim, "", seen.stage.due_now, True)
    assert account is not None
    assert total(head.amount for head in account.heads) == account.due == seen.claim.totals.due
    assert total(run.amount for run in account.runs) - account.settled == figures.interest_due(seen.claim)
    if account.payable:
        assert account.payable.code == (payload(one.creditor, account.asked, account.payable.reference) or "")


@pytest.mark.parametrize(
    "name", ["'<script>alert(1)</script>/../../x'", '"' + "TRÈS " * 80 + '"', "'=HYPERLINK(1)'", "CON", "مثال"]
)
def test_no_name_makes_markup_or_a_path(name: str) -> None:
    """The folder has a plain short name, and the page shows the name as text."""
    given = told(a=case(name=name))
    (shared,) = given.shared
    assert re.fullmatch("[a-z0-9-]{1,60}", shared.folder)
    tree = statement_tree(given, InProcess().run(statement_jobs(given))).value
    assert tree is not None
    page = next(leaf.blob.read().decode() for leaf in tree.leaves if leaf.path.endswith("index.html"))
    assert "<script" not in page and "</title><" not in page.replace("</title>\n", "")


@pytest.fixture(scope="module")
def made() -> Compiled:
    """The statements of two cases of one debtor, printed."""
    files = {
        f"cases/{name}/{file}": text
        for name, each in (("2026-001-a", case()), ("2026-002-b", case(sum_=500)))
        for file, text in each.items()
    }
    return compile_workspace(MemoryWorld({"dossier.yaml": FIRM, **files}, DAY), InProcess(), Wanted(audience="debiteur"))


def test_the_paper_says_what_the_page_says(made: Compiled) -> None:
    """Sums, numbers, reasons and where to pay; a tagged PDF with its title and its language."""
    leaves = {leaf.path: leaf.blob.read() for leaf in made.tree.leaves}
    page, reader = leaves["alpha/index.html"].decode(), PdfReader(io.BytesIO(leaves["alpha/releve-de-compte.pdf"]))
    paper = " ".join("".join(sheet.extract_text() for sheet in reader.pages).split())
    for words in (
        "Ce que nous vous réclamons",
        "F-1000",
        "F-500",
        "Comment payer",
        "Référence à indiquer"[:9],
        "2026-001",
        "2026-002",
        "Nous répondre",
    ):
        assert words in page and words in paper, words
    assert reader.metadata and reader.metadata.title == "Relevé de compte, ALPHA"
    assert reader.trailer["/Root"]["/Lang"] == "fr" and "/StructTreeRoot" in reader.trailer["/Root"]
    assert "<script" not in page and page.count("<h1") == 1 and "noindex" in page and "default-src 'none'" in page


def test_same_inputs_same_bytes(made: Compiled) -> None:
    """A statement made twice is the same to the byte."""
    files = {
        f"cases/{name}/{file}": text
        for name, each in (("2026-002-b", case(sum_=500)), ("2026-001-a", case()))
        for file, text in each.items()
    }
    again = compile_workspace(MemoryWorld({"dossier.yaml": FIRM, **files}, DAY), InProcess(), Wanted(audience="debiteur"))
    assert [(leaf.path, leaf.blob.sha256) for leaf in again.tree.leaves] == [
        (leaf.path, leaf.blob.sha256) for leaf in made.tree.leaves
    ]


SUD = "2026-014-sud-beton"


def test_the_command_names_each_page_and_touches_no_other_output(
    copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`build-debiteur/` holds the folders, `build/` is not made; the pages are told on stdout; a second time nothing is done."""
    root = copied(SUD, "2018-003-ma-jolie-boutique")
    monkeypatch.chdir(root)
    assert run(["--date", "2026-11-21", "build", "--audience", "debiteur"]) == 0
    told_ = capsys.readouterr()
    page = root / "build-debiteur/sud-beton/index.html"
    assert told_.out.split() == [str(page)] and page.is_file() and not (root / "build").exists()
    assert "DC706" in told_.err
    assert run(["--date", "2026-11-21", "build", "--audience", "debiteur"]) == 0
    assert "rien à refaire" in capsys.readouterr().err


@pytest.mark.parametrize("options", [("--mask",), ("--draft",), ("--docx",), ("--only", "letters"), ("--paper", "2")])
def test_a_statement_takes_no_other_form(
    copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    """A masked statement tells its debtor nothing, and a draft of one is none."""
    monkeypatch.chdir(copied(SUD))
    assert run(["build", "--audience", "debiteur", *options]) == 2
    assert "seuls --debtor et des affaires" in " ".join(capsys.readouterr().err.split())


def test_an_unknown_debtor_is_named_with_those_there_are(
    copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a debtor without an audience means nothing."""
    monkeypatch.chdir(copied(SUD))
    assert run(["build", "--audience", "debiteur", "--debtor", "sud"]) == 2
    assert "--debtor sud-beton" in capsys.readouterr().err
    assert run(["build", "--debtor", "sud-beton"]) == 2
