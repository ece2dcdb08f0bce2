"""A small workspace of two cases, written as people write it, and its documents as the real passes make them."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dossier.appraise import Appraised
from dossier.bundle.front import front_documents
from dossier.claim.compute import compute_claim
from dossier.documents.document import Document, Printed
from dossier.documents.draft import draft_documents
from dossier.documents.printing import print_job, printed
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.model.case import Case, Workspace
from dossier.pieces.bordereau import Bordereau, Piece
from dossier.procedure.replay import replay
from dossier.procedure.stage import Step

DAY = date(2026, 11, 21)

SETTINGS = """
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  capital: 20000
  siren: "987654324"
  rcs: Lyon
  tva: FR14987654324
  representant: {nom: Paul Lenoir, fonction: président, civilite: M.}
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
  courriel: compta@atelier-lenoir.example
  telephone: 04 00 00 00 00
  iban: FR76 3000 6000 0112 3456 7890 189
signataires: [{id: pl, nom: Paul Lenoir, fonction: président}]
"""

BETWEEN_FIRMS = """
titre: Atelier Lenoir c/ Sud Béton
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    representant: {nom: Anne Roux, fonction: gérante, civilite: Mme}
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
    verifications: [{nature: bodacc, le: 2026-11-20}, {nature: kbis, le: 2026-11-02, piece: pieces/kbis.pdf}]
contrat:
  objet: Fourniture et pose de menuiseries
  reference: devis D-2025-031
  conclu_le: 2025-02-03
  echeance: {jours: 30}
  pieces: [pieces/devis.pdf]
"""

CONSUMER = """
titre: Atelier Lenoir c/ Arnaud
nature: consommation
debiteurs:
  - id: arnaud
    type: particulier
    nom: Arnaud
    prenoms: Claire
    adresse: {voie: 8 rue du Coteau, code_postal: "73000", commune: Chambéry, insee: "73065"}
contrat: {objet: Pose de trois fenêtres, conclu_le: 2026-05-11}
"""

INVOICES = """
- {numero: F-2026-014, date: 2026-01-15, echeance: 2026-02-14, livree_le: 2026-01-12, montant_ttc: 4800.00, pieces: [pieces/F-014.pdf]}
- {numero: A-2026-002, type: avoir, sur: F-2026-014, date: 2026-02-01, montant_ttc: 300.00}
- {numero: F-2026-020, date: 2026-03-02, echeance: 2026-04-01, montant_ttc: 1250.50, pieces: [pieces/F-020.pdf]}
"""

PAYMENTS = "- {date: 2026-03-02, montant: 500.00, facture: F-2026-014}"

JOURNAL = """
- {date: 2026-02-16, canal: courriel, acte: relance, niveau: relance_1}
- {date: 2026-02-28, canal: telephone, acte: relance, niveau: relance_2, avec: Mme Roux}
- date: 2026-06-01
  canal: lrar
  acte: mise_en_demeure
  delai_jusqu_au: 2026-06-16
  suivi: 1A 123 456 7890 1
  presente_le: 2026-06-03
  remise: recue
  pieces: [pieces/med.pdf, pieces/ar.pdf]
"""

FILES: dict[str, str | bytes] = {
    "dossier.yaml": SETTINGS,
    "cases/2026-014-sud-beton/affaire.yaml": BETWEEN_FIRMS,
    "cases/2026-014-sud-beton/factures.yaml": INVOICES,
    "cases/2026-014-sud-beton/paiements.yaml": PAYMENTS,
    "cases/2026-014-sud-beton/journal.yaml": JOURNAL,
    "cases/2026-045-arnaud/affaire.yaml": CONSUMER,
    "cases/2026-045-arnaud/factures.yaml": "- {numero: F-2026-064, date: 2026-06-22, echeance: 2026-07-22, montant_ttc: 3190.00}",
}
TITLES = ("kbis", "devis", "F-014", "F-020", "med", "ar")
FIRMS, PERSON = "2026-014-sud-beton", "2026-045-arnaud"


def step(document: str, level: str = "", debtor: str = "", **more: object) -> Step:
    """A step that a document serves, open today."""
    return Step(document, document, None, None, document, "", level=level, debtor=debtor, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Made:
    """What was drafted and printed of one case."""

    case: Case
    documents: tuple[Document, ...]
    prints: tuple[Printed, ...]
    fronts: tuple[Printed, ...]

    def document(self, id: str) -> Document:
        return next(document for document in self.documents if document.id == id)

    def printed(self, id: str) -> Printed:
        return next(paper for paper in (*self.prints, *self.fronts) if paper.document.id == id)


def pieces_of(case: Case) -> Bordereau:
    """The pieces that the sample names, numbered as listed, each of one page."""
    pieces = tuple(
        Piece(n, f"Pièce {name}", date(2026, 1, n), "autre", f"{case.folder}/pieces/{name}.pdf", None, "pdf", 1, None, "", ())
        for n, name in enumerate(TITLES, 1)
    )
    return Bordereau(case.id, pieces)


def make(
    id: str,
    steps: Iterable[Step] = (),
    files: dict[str, str | bytes] | None = None,
    *,
    tweak: Callable[[Case], Case] = lambda case: case,
    diagnostics: tuple[Diagnostic, ...] = (),
    draft: bool = False,
    fronts: bool = False,
    today: date = DAY,
    pieces: Callable[[Case], Bordereau] = pieces_of,
) -> Made:
    """Draft and print the documents of a case of the sample workspace, with *files* added or replaced."""
    workspace: Workspace = load_workspace(MemoryWorld({**FILES, **(files or {})}, today))
    case = tweak(next(case for case in workspace.cases if case.id == id))
    law = shipped_law()
    claim = compute_claim(case, law, today)
    stage = dataclasses.replace(replay(case, claim, law, today), next=tuple(steps))
    bordereau, runner = pieces(case), InProcess()
    documents = draft_documents(workspace, case, claim, stage, bordereau, diagnostics, draft)
    ready = [document for document in documents if document.html]
    prints = tuple(printed(d, o) for d, o in zip(ready, runner.run([print_job(d) for d in ready]), strict=True))
    papers: tuple[Printed, ...] = ()
    for _ in range(3 if fronts else 0):
        sheets = front_documents(workspace, Appraised(case, claim, stage, ()), bordereau, prints, papers)
        papers = tuple(printed(d, o) for d, o in zip(sheets, runner.run([print_job(d) for d in sheets]), strict=True))
    return Made(case, documents, prints, papers)


ALL_STEPS = (
    step("relance", "prealable"), step("relance", "relance_1"), step("relance", "relance_2"), step("relance", "relance_3"),
    step("relance", "derniere_relance"), step("mise_en_demeure"), step("requete"),
)  # fmt: skip
LETTERS = ("relance-1", "relance-2", "relance-3", "derniere-relance", "mise-en-demeure")


def text_of(paper: Printed, tmp_path: Path, *options: str) -> str:
    """The text of a PDF as pdftotext reads it, page by page (form feed between pages)."""
    place = tmp_path / f"{paper.document.id}.pdf"
    place.write_bytes(paper.pdf.read())
    return subprocess.run(["pdftotext", *options, str(place), "-"], capture_output=True, text=True, check=True).stdout
