"""Every kind of document, each made once from the cases of its own tests, and what each template was given on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import test_certificate as certificate
import test_collector as collector
import test_commercial_claims as commercial
import test_forms as forms
import test_formulaire_a as european
import test_insolvency_documents as insolvency
import test_instructing_avocat as instructing
import test_occasional_letters as occasional
import test_on_behalf as behalf
import test_requete as requete
import test_signed_texts as signed
import test_small_claims as small
import test_summons as summons
import test_transmissions as transmissions
from document_cases import ALL_STEPS, DAY, FILES, FIRMS, INVOICES, PERSON, Made, make, pieces_of, step

from dossier.claim.compute import compute_claim
from dossier.compile import compile_workspace
from dossier.documents import matter as matters
from dossier.documents.document import Document, Printed
from dossier.documents.kinds import fiche_patrimoine
from dossier.documents.templates import Filled
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.procedure.replay import replay
from dossier.wanted import Wanted

_ORDERED = transmissions.REQUETE + transmissions.ORDER


def _enforced() -> Made:
    journal = _ORDERED + transmissions.SERVED
    return make(FIRMS, [transmissions.ENFORCE], {**transmissions.files(journal), **transmissions.WITH_ASSETS})


def _opposed() -> Made:
    journal = _ORDERED + transmissions.SERVED + transmissions.OPPOSED
    return make(FIRMS, [transmissions.LAWYER], transmissions.files(journal, transmissions.AVOCAT))


SOON = "- {numero: F-2026-090, date: 2026-10-25, echeance: 2026-11-25, montant_ttc: 3190.00}"


def draft_assets() -> None:
    """The sheet of what is known of a debtor's means, which only a pack for an officer has."""
    workspace = load_workspace(MemoryWorld({**FILES, **transmissions.WITH_ASSETS}, DAY))
    case = next(case for case in workspace.cases if case.id == FIRMS)
    claim = compute_claim(case, shipped_law(), DAY)
    stage = replay(case, claim, shipped_law(), DAY)
    fiche_patrimoine.draft(matters.Matter(workspace, case, claim, stage, pieces_of(case), (), False, case.debtors[0]))


def compile_paper_set() -> None:
    """The two documents of a set on paper, as a whole build makes them."""
    case = {path: data for path, data in FILES.items() if PERSON not in path}
    case[f"cases/{FIRMS}/factures.yaml"] = INVOICES.replace(".pdf", ".txt")
    files = {**case, f"cases/{FIRMS}/pieces/F-014.txt": "facture", f"cases/{FIRMS}/pieces/F-020.txt": "facture"}
    compile_workspace(MemoryWorld(files, DAY), InProcess(), Wanted(frozenset({"bundle"}), paper=1))


CASES: Mapping[str, Callable[[], Made]] = {
    "firms": lambda: make(FIRMS, ALL_STEPS, fronts=True),
    "person": lambda: make(PERSON, ALL_STEPS),
    "account": lambda: make(FIRMS, files=occasional.ACCOUNT),
    "promise": lambda: make(FIRMS, files=occasional.with_journal(occasional.PROMISE)),
    "schedule": lambda: make(FIRMS, files={**occasional.with_journal(occasional.BROKEN), **occasional.ONE_PAID}),
    "dispute": lambda: make(FIRMS, files=occasional.with_journal(occasional.DISPUTE)),
    "cheque": lambda: make(FIRMS, files=occasional.CHEQUE),
    "settled": lambda: make(FIRMS, files={**occasional.SETTLED, **occasional.SEIZED}),
    "agreed": lambda: make(FIRMS, files=occasional.with_journal(signed.AGREED)),
    "acknowledged": lambda: make(FIRMS, files=occasional.with_journal(signed.SPOKEN)),
    "settlement": lambda: make(FIRMS, files=occasional.with_journal(signed.SETTLEMENT)),
    "served": lambda: make(FIRMS, [transmissions.SERVE], transmissions.files(_ORDERED)),
    "enforced": _enforced,
    "opposed": _opposed,
    "insured": lambda: make(FIRMS, [], transmissions.files("", transmissions.INSURER)),
    "insolvent": lambda: make(FIRMS, [insolvency.DECLARE], insolvency.files()),
    "lost": lambda: make(FIRMS, [insolvency.LOST], insolvency.files(insolvency.LIQUIDATION, insolvency.TAXED)),
    "small": lambda: make(PERSON, [small.SMALL], small.files()),
    "european": european.drawn,
    "avocat": lambda: make(FIRMS, [step("mise_en_demeure")], behalf.files(behalf.AVOCAT, "avocat")),
    "collector": lambda: make(FIRMS, behalf.STEPS, behalf.files(behalf.COLLECTOR, "recouvreur", behalf.MANDATE + behalf.JOURNAL)),
    "certificate": certificate.asked,
    "handed": lambda: make(FIRMS, [], collector.files()),
    "commercial": commercial.mandate,
    "refere": lambda: summons.project(FIRMS, "assignation_refere", summons.SIGNED),
    "merits": lambda: summons.project(PERSON, "assignation_fond", {f"{summons.THERE}/journal.yaml": summons.TRIED}),
    "instructed": instructing.given,
    "power": lambda: requete.requete("pouvoir"),
    "form": forms.supplied,
    "ahead": lambda: make(PERSON, [step("relance", "prealable")], {f"cases/{PERSON}/factures.yaml": SOON}),
}
"""One maker for each situation; a new kind of document takes its line here."""


@dataclass(frozen=True)
class Every:
    """All documents that were made, and the values that each template was filled with, one mapping a filling."""

    made: Mapping[str, Made]
    given: Mapping[str, list[Mapping[str, Any]]]

    @property
    def letters(self) -> list[Printed]:
        """The printed letters: what leaves in an envelope or by e-mail."""
        return [paper for made in self.made.values() for paper in made.prints if paper.document.dispatch]

    @property
    def documents(self) -> list[Document]:
        """All documents, withheld ones too."""
        return [document for made in self.made.values() for document in made.documents]


def make_every() -> Every:
    """Draft and print everything, with a note of what the templates are given."""
    given: dict[str, list[Mapping[str, Any]]] = {}
    plain = matters.fill

    def noted(name: str, values: Mapping[str, Any], overrides: Mapping[str, str]) -> Filled:
        given.setdefault(name, []).append(values)
        return plain(name, values, overrides)

    matters.fill = noted
    try:
        made = {name: maker() for name, maker in CASES.items()}
        compile_paper_set()
        draft_assets()
    finally:
        matters.fill = plain
    return Every(made, given)
