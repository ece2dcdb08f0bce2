"""The pieces that a requête cites come up in the order of their numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, SETTINGS
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.appraise import appraise, law_of
from dossier.documents.draft import first_debtor
from dossier.documents.kinds import requete
from dossier.documents.matter import Matter
from dossier.ground.jobs import Outcome
from dossier.ground.world import DiskWorld, MemoryWorld, World
from dossier.load.workspace import load_workspace
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)


def cited_at(world: World, name: str) -> dict[int, tuple[int, ...]]:
    """For each piece that the requête of a case cites, the paragraphs in which it does; empty when none can be drafted."""
    workspace = load_workspace(world)
    case = next(case for case in workspace.cases if case.id == name)
    found = appraise(case, law_of(workspace), world)
    jobs = inspect_jobs(case, world)
    bordereau = number_pieces(case, found.stage, [Outcome()] * len(jobs), jobs)
    matter = Matter(workspace, case, found.claim, found.stage, bordereau, (), True, first_debtor(case))
    (document,) = requete.draft(matter)
    return dict(document.cited_at)


def ascend(cited: dict[int, tuple[int, ...]]) -> bool:
    """Whether no piece is first cited in a paragraph before that of a piece with a smaller number."""
    first = [cited[number][0] for number in sorted(cited)]
    return first == sorted(first)


CASES = sorted(place.name for place in (ROOT / "cases").iterdir())


@pytest.mark.parametrize("name", CASES)
def test_the_examples_cite_in_order(name: str) -> None:
    """Every case of the example workspace."""
    assert ascend(cited_at(DiskWorld(ROOT, TODAY), name))


def test_the_flagship_cites_most_of_its_pieces() -> None:
    """The property would hold of a requête that cites nothing."""
    assert len(cited_at(DiskWorld(ROOT, TODAY), "2026-014-sud-beton")) == 20


_DAYS = st.dates(date(2026, 3, 1), date(2026, 11, 20))
_ACTS = st.sampled_from(["relance", "prealable", "mise_en_demeure", "promesse", "contestation", "echeancier", "appel", "caution"])
_KEYS = {
    "relance": "acte: relance, niveau: relance_1", "prealable": "acte: relance, niveau: prealable",
    "mise_en_demeure": "acte: mise_en_demeure, canal: lrar, delai_jusqu_au: 2026-12-31",
    "promesse": "acte: promesse, sens: recu, montant: 10.00, pour_le: 2026-12-01",
    "contestation": "acte: contestation, sens: recu, motif: travaux inachevés",
    "echeancier": "acte: echeancier, echeances: [{le: 2026-12-30, montant: 10.00}]", "appel": "canal: telephone, resume: x",
    "caution": "acte: mise_en_demeure, canal: lrar, debiteur: garant, delai_jusqu_au: 2026-12-31",
}  # fmt: skip
_GUARANTOR = """  - id: garant
    type: particulier
    qualite: caution
    nom: Roux
    prenoms: Anne
    adresse: {voie: 3 rue Haute, code_postal: "13002", commune: Marseille, insee: "13202"}
contrat:"""


class _Pieces:
    """Names of files, each used once, and the files."""

    def __init__(self) -> None:
        self.files: dict[str, str | bytes] = {}

    def take(self, count: int) -> str:
        names = [f"pieces/z{len(self.files) + n}.txt" for n in range(count)]
        self.files |= {f"cases/x/{name}": name for name in names}
        return f"pieces: [{', '.join(names)}]"


@given(
    st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(0, 2), st.booleans()), min_size=1, max_size=4),
    st.lists(st.tuples(_DAYS, _ACTS, st.integers(0, 2)), max_size=7),
    st.lists(st.tuples(_DAYS, st.integers(0, 2), st.booleans()), max_size=4),
    st.sampled_from(["commerciale", "civile"]),
)
@settings(max_examples=50, deadline=None)
def test_generated_cases_cite_in_order(
    invoices: list[tuple[date, int, bool]],
    events: list[tuple[date, str, int]],
    payments: list[tuple[date, int, bool]],
    nature: str,
) -> None:
    """Invoices with and without credit notes, acts told and not told, payments kept and returned, of any days.

    Each file is cited by one entry: one that an entry nobody tells of brought into the bordereau may come up later than others.
    """
    pieces = _Pieces()
    bills = ""
    for n, (day, count, reduced) in enumerate(invoices):
        bills += (
            f"- {{numero: F-{n}, date: {day}, echeance: {day.replace(day=28)}, montant_ttc: 1000.00, {pieces.take(count)}}}\n"
        )
        if reduced:
            bills += f"- {{numero: A-{n}, type: avoir, sur: F-{n}, date: 2026-03-20, montant_ttc: 10.00, {pieces.take(1)}}}\n"
    journal = "".join(f"- {{date: {day}, {_KEYS[act]}, {pieces.take(count)}}}\n" for day, act, count in events)
    paid = "".join(
        f"- {{date: {day}, montant: 5.00, {'moyen: cheque, rejete_le: 2026-11-20, ' if back else ''}{pieces.take(count)}}}\n"
        for day, count, back in payments
    )
    case = BETWEEN_FIRMS.replace("contrat:", _GUARANTOR).replace("nature: commerciale", f"nature: {nature}")
    files = {"dossier.yaml": SETTINGS, "cases/x/affaire.yaml": case, "cases/x/factures.yaml": bills, **pieces.files}
    files |= {"cases/x/journal.yaml": journal, "cases/x/paiements.yaml": paid}
    files |= {f"cases/x/pieces/{name}.pdf": name for name in ("kbis", "devis")}
    cited = cited_at(MemoryWorld(files, TODAY), "x")
    assert {1, 2} <= set(cited), "the Kbis and the contract at least"
    assert ascend(cited)
