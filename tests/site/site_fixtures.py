"""A workspace with the cases that pages must hold: a rich one, a titled one, one not due, a hostile one and a broken one.

Everything is compiled by the real passes; only the printing of letters and the binding are left out, since the site takes
their bytes as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO

from dossier.appraise import appraise, law_of
from dossier.bundle.volume import Volume
from dossier.documents.document import Printed
from dossier.documents.draft import draft_documents
from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Checked
from dossier.ground.jobs import InProcess, Outcome
from dossier.ground.world import MemoryWorld
from dossier.law.law import Law
from dossier.load.workspace import load_workspace
from dossier.model.case import Workspace
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces
from dossier.portfolio.portfolio import Portfolio
from dossier.site.build import build_site, page_jobs, table_jobs
from dossier.site.portfolio import figures_of
from dossier.site.tree import Tree
from dossier.site.view import CaseView, view_of

TODAY = date(2026, 11, 21)
EVERYTHING = frozenset({"letters", "bundle", "site"})
RICH, TITLED, COMING, HOSTILE, BROKEN = (
    "2026-042-sud-beton",
    "2026-007-comptoir",
    "2026-066-vert",
    "2026-099-hostile",
    "2026-100-casse",
)

DOSSIER = """
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  capital: 20000
  siren: "987654324"
  rcs: Lyon
  representant: {nom: Paul Lenoir, fonction: président, civilite: M.}
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
  courriel: compta@atelier-lenoir.example
  iban: FR76 3000 6000 0112 3456 7890 189
signataires: [{id: pl, nom: Paul Lenoir, fonction: président}]
choix: {annee: 365}
"""

RICH_FILES = {
    "affaire.yaml": """
titre: Atelier Lenoir c/ Sud Béton
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    representant: {nom: Anne Roux, fonction: gérante}
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
contrat:
  objet: Fourniture et pose de menuiseries
  conclu_le: 2026-01-12
  echeance: {jours: 30}
  pieces: [{fichier: pieces/devis.pdf, titre: Devis signé n° 118, date: 2026-01-12}]
""",
    "factures.yaml": """
- numero: F-2026-042
  date: 2026-03-05
  echeance: 2026-04-04
  montant_ht: 6000.00
  tva: 1200.00
  montant_ttc: 7200.00
  pieces: [pieces/F-2026-042.pdf, {fichier: pieces/bl.png, titre: Bon de livraison n° 221, date: 2026-02-27, nature: livraison}]
- numero: F-2026-051
  date: 2026-04-20
  echeance: 2026-05-20
  montant_ttc: 4560.00
- numero: A-2026-006
  type: avoir
  sur: F-2026-051
  date: 2026-06-12
  montant_ttc: 360.00
""",
    "paiements.yaml": """
- {date: 2026-06-02, montant: 500.00, moyen: virement, pieces: [pieces/releve.txt]}
""",
    "journal.yaml": """
- {date: 2026-04-04, canal: courriel, acte: relance, niveau: relance_1, sens: emis, pieces: [pieces/relance.eml]}
- {date: 2026-04-18, heure: 9h40, canal: telephone, sens: emis, avec: Mme Roux, resume: "« nous paierons en mai »"}
- {date: 2026-05-04, canal: courrier, acte: relance, niveau: relance_3}
- {date: 2026-07-20, canal: courrier, acte: relance, niveau: derniere_relance}
- date: 2026-11-05
  canal: lrar
  acte: mise_en_demeure
  delai_jusqu_au: 2026-11-27
  presente_le: 2026-11-12
  remise: recue
- {date: 2026-11-20, acte: promesse, montant: 1500, pour_le: 2026-12-04, canal: telephone, sens: recu}
""",
    "notes/strategie.md": "# Stratégie\n\nVoir le [décompte](decompte.html) et [Légifrance](https://www.legifrance.gouv.fr/).\n",
}

TITLED_FILES = {
    "affaire.yaml": RICH_FILES["affaire.yaml"].replace("Sud Béton", "Comptoir").replace("SUD BÉTON", "LE COMPTOIR")
    .replace("    pieces:", "    x:").replace("  pieces: [{fichier: pieces/devis.pdf, titre: Devis signé n° 118, date: 2026-01-12}]\n", "")
    + "  clause_penale: {taux: 10, article: 9 des CGV}\n",
    "factures.yaml": """
- {numero: F-2025-010, date: 2025-02-01, echeance: 2025-03-03, montant_ttc: 3000.00}
- {numero: F-2026-070, date: 2026-08-01, echeance: 2026-08-31, montant_ttc: 1200.00}
""",
    "paiements.yaml": """
- {date: 2026-08-10, montant: 400.00, moyen: cheque}
""",
    "frais.yaml": """
- {date: 2026-02-01, libelle: Signification du jugement, montant: 72.60, fondement: dépens}
- {date: 2026-02-02, libelle: Conseil, montant: 200.00}
""",
    "journal.yaml": """
- {date: 2025-05-02, canal: lrar, acte: mise_en_demeure, delai_jusqu_au: 2025-05-17, presente_le: 2025-05-05, remise: recue}
- {date: 2025-06-10, acte: requete_injonction, juridiction: Tribunal de commerce de Marseille, montant: 3000}
- {date: 2025-07-01, acte: ordonnance_injonction, juridiction: Tribunal de commerce de Marseille, demande: 3000, accorde: 3000}
- {date: 2025-07-20, acte: signification, de: ordonnance_injonction, debiteur: sud-beton, mode: personne}
- {date: 2025-08-05, acte: opposition, debiteur: sud-beton}
- date: 2026-01-15
  acte: jugement
  juridiction: Tribunal de commerce de Marseille
  condamne: 3000.00
  executoire_le: 2026-01-15
  interets: {taux: legal, a_compter_du: 2025-05-05}
- {date: 2026-02-01, acte: signification, de: jugement, debiteur: sud-beton, mode: personne}
""",
}  # fmt: skip

COMING_FILES = {
    "affaire.yaml": TITLED_FILES["affaire.yaml"].replace("LE COMPTOIR", "LE COMPTOIR VERT"),
    "factures.yaml": "- {numero: F-2026-090, date: 2026-11-10, echeance: 2026-12-10, montant_ttc: 6480.00}\n",
}

MARKUP = "<script>document.title='pris'</script><img src=x onerror=alert(1)>"
HOSTILE_FILES = {
    "affaire.yaml": f"""
titre: 'Lenoir c/ {MARKUP.replace("'", "''")}'
nature: commerciale
debiteurs:
  - id: d1
    type: societe_commerciale
    denomination: '"><svg onload=alert(2)>'
    siren: "123456782"
    adresse: {{voie: "1 rue {{{{ 7*7 }}}}", code_postal: "13001", commune: "=HYPERLINK(1)", insee: "13201"}}
contrat: {{objet: "</title><script src=//mal.example/x.js></script>"}}
""",
    "factures.yaml": """
- numero: "=cmd|' /C calc'!A0"
  date: 2026-03-05
  echeance: 2026-04-04
  objet: "</script><script>alert(3)</script>"
  montant_ttc: 1000.00
""",
    "journal.yaml": """
- {date: 2026-04-10, canal: courriel, sens: recu, avec: "javascript:alert(4)", resume: "<a href='javascript:alert(5)'>payer</a> x", pieces: [{fichier: pieces/mal.eml, titre: "facture<b>gras</b>"}]}
""",
    "notes/piege.md": "[clic](javascript:alert(6)) [v](//mal.example) [b](blob:x) <img src=x onerror=alert(7)>\n\n"
    "![pixel](https://mal.example/p.png) [p](../../../etc/passwd) [ok](mailto:a@b.example)\n",
}

EML = """From: Anne Roux <roux@sud-beton.example>
To: compta@atelier-lenoir.example
Subject: <script>alert(8)</script> Relance
Date: Sat, 04 Apr 2026 09:12:00 +0200
Message-ID: <1@sud-beton.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body onload="alert(9)"><script>alert(10)</script><img src="https://mal.example/pixel.gif"><p>Nous paierons en mai.</p></body></html>
"""


def pdf(pages: int = 1) -> bytes:
    """A PDF of blank pages."""
    import pikepdf

    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    out = BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def png() -> bytes:
    """A small grey picture."""
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (400, 300), (230, 230, 225)).save(out, "PNG")
    return out.getvalue()


def files() -> dict[str, bytes | str]:
    """The files of the workspace."""
    found: dict[str, bytes | str] = {"dossier.yaml": DOSSIER}
    for case, texts in ((RICH, RICH_FILES), (TITLED, TITLED_FILES), (COMING, COMING_FILES), (HOSTILE, HOSTILE_FILES)):
        found |= {f"cases/{case}/{name}": text for name, text in texts.items()}
    pieces = f"cases/{RICH}/pieces"
    found |= {f"{pieces}/devis.pdf": pdf(2), f"{pieces}/F-2026-042.pdf": pdf(23), f"{pieces}/bl.png": png()}
    found |= {f"{pieces}/relance.eml": EML, f"{pieces}/releve.txt": "02/06/2026 VIR SUD BETON 500,00\n"}
    found[f"cases/{HOSTILE}/pieces/mal.eml"] = EML
    found[f"cases/{BROKEN}/affaire.yaml"] = "titre: [\n"
    return found


@dataclass(frozen=True)
class Built:
    """What the passes returned, up to the tree."""

    workspace: Workspace
    law: Law
    views: tuple[CaseView, ...]
    pages: tuple[tuple[Outcome, ...], ...]
    portfolio: Portfolio
    tables: tuple[Outcome, ...]
    tree: Checked[Tree]

    def view(self, case: str) -> CaseView:
        """The view of a case."""
        return next(view for view in self.views if view.case.id == case)

    def paths(self) -> dict[str, Blob]:
        """The outputs by path."""
        assert self.tree.value
        return {leaf.path: leaf.blob for leaf in self.tree.value.leaves}

    def text(self, path: str) -> str:
        """An output as text."""
        return self.paths()[path].read().decode()


def compiled(given: dict[str, bytes | str], only: frozenset[str] = EVERYTHING) -> Built:
    """Run the passes on some files."""
    world, runner = MemoryWorld(given, TODAY), InProcess()
    workspace = load_workspace(world)
    law = law_of(workspace)
    views = []
    for case in workspace.cases:
        appraised = appraise(case, law, world)
        jobs = inspect_jobs(case, world)
        bordereau = number_pieces(case, appraised.stage, runner.run(jobs), jobs)
        found = (*appraised.diagnostics, *bordereau.diagnostics)
        drafts = draft_documents(workspace, case, appraised.claim, appraised.stage, bordereau, found, False)
        papers = tuple(Printed(d, Blob.of(b"%PDF-1.7\n" + d.html.encode()), 1) for d in drafts if d.html)
        names = {p.number: f"Piece-{p.stem}.pdf" for p in bordereau.pieces if p.clean}
        stamped = {names[p.number]: p.clean for p in bordereau.pieces if p.clean}
        volume = Volume("bundle.pdf", Blob.of(b"%PDF-1.7\n" + case.id.encode()), 3, dict.fromkeys(names, 1), stamped, names)
        views.append(view_of(appraised, bordereau, papers, (), drafts, (volume,) if stamped else ()))
    pages = tuple(runner.run(page_jobs(view)) for view in views)
    portfolio = figures_of(workspace, views, TODAY)
    tables = runner.run(table_jobs(workspace, portfolio))
    tree = build_site(workspace, views, pages, portfolio, tables, law, TODAY, only)
    return Built(workspace, law, tuple(views), pages, portfolio, tables, tree)


@cache
def built() -> Built:
    """The whole site of the workspace, made once."""
    return compiled(files())
