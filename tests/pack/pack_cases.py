"""A workspace full of secrets and its packs, made once; and a small pack whose every byte can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO

import pikepdf

from dossier.ground.blobs import Blob
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.pack.archive import write_archive
from dossier.pack.listing import sealed
from dossier.pack.make import make_pack
from dossier.pack.pack import READ_ME, Item, Made, Order, Pack, Title
from dossier.site.audience import AUDIENCES, AVOCAT

TODAY = date(2026, 11, 21)
CASE, OTHER = "2026-042-alpha", "2026-077-tierce"
RUNNER = InProcess()

NOTE, OTHER_CASE, ASSET, ASSET_TWO = "SECRETNOTE", "TIERCEMAISON", "CACHEALPHA", "CACHEBETA"
LETTER, LETTER_FILE, LETTER_SAID = "SECRETCONFRERE", "lettre-du-confrere", "SECRETPROPOSITION"
SEALED, SEALED_FILE, SEALED_TITLE = "SECRETEXPERTISE", "avis-interne", "SECRETINTITULE"
UNCITED, UNCITED_FILE = "SECRETBROUILLON", "brouillon-uncited"
CALL, OTHER_IBAN, DRAFT_WORDS = "SECRETAPPEL", "FR1420041010050500013M02606", "Fiche d’appel"
BETA_MAIL, BETA_STREET, BETA_PHONE, BETA_NAME = (
    "beta.secrete@beta.example",
    "77 impasse du Silence",
    "0611223344",
    "Bernard Betasecret",
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

AFFAIRE = f"""
titre: Atelier Lenoir c/ Alpha
nature: commerciale
debiteurs:
  - id: alpha
    type: societe_commerciale
    denomination: ALPHA BÂTIMENT
    forme: SARL
    capital: 8000
    siren: "123456782"
    rcs: Marseille
    representant: {{nom: Anne Roux, fonction: gérante, civilite: Mme}}
    adresse: {{voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}}
    courriel: a.roux@alpha.example
    verifications: [{{nature: kbis, le: 2026-11-02}}, {{nature: adresse, le: 2026-11-02}}, {{nature: bodacc, le: 2026-11-20}}]
    patrimoine: [{{nature: banque, detail: {ASSET}, source: chèque, le: 2026-01-12}}]
  - id: beta
    type: particulier
    qualite: caution
    civilite: M.
    nom: Betasecret
    prenoms: Bernard
    adresse: {{voie: {BETA_STREET}, code_postal: "13002", commune: Marseille, insee: "13202"}}
    courriel: {BETA_MAIL}
    telephone: "{BETA_PHONE}"
    patrimoine: [{{nature: véhicule, detail: {ASSET_TWO}, source: visite, le: 2026-01-13}}]
contrat:
  objet: Fourniture et pose de menuiseries
  reference: devis D-2026-118
  conclu_le: 2026-01-12
  execute_le: 2026-03-02
  echeance: {{jours: 30}}
  penalites: {{taux: 3}}
  pieces:
    - {{fichier: pieces/devis.pdf, titre: Devis signé n° 118, date: 2026-01-12, nature: contrat}}
    - {{fichier: pieces/{SEALED_FILE}.pdf, titre: {SEALED_TITLE}, date: 2026-02-01, confidentiel: oui}}
"""

FACTURES = """
- numero: F-2026-042
  date: 2026-03-05
  echeance: 2026-04-04
  montant_ht: 4000.00
  tva: 800.00
  montant_ttc: 4800.00
  pieces: [pieces/F-2026-042.pdf]
- numero: F-2026-051
  date: 2026-04-05
  echeance: 2026-05-05
  montant_ht: 1000.00
  tva: 200.00
  montant_ttc: 1200.00
  pieces: [pieces/F-2026-051.pdf]
"""

JOURNAL = f"""
- {{date: 2026-04-05, canal: courriel, sens: emis, acte: relance, niveau: relance_1}}
- {{date: 2026-05-04, canal: telephone, sens: emis, avec: Mme Roux, resume: {CALL}}}
- {{date: 2026-06-01, canal: courriel, sens: recu, avec: Me Confrère, resume: {LETTER_SAID},
   pieces: [{{fichier: pieces/{LETTER_FILE}.pdf, nature: correspondance_avocats}}]}}
- {{date: 2026-09-01, canal: lrar, sens: emis, acte: mise_en_demeure, delai_jusqu_au: 2026-09-16, suivi: 1A 123 456 7890 1,
   presente_le: 2026-09-03, remise: recue, pieces: [pieces/mise-en-demeure.pdf]}}
"""

OTHER_AFFAIRE = f"""
titre: Atelier Lenoir c/ {OTHER_CASE}
nature: commerciale
creancier:
  type: societe_commerciale
  denomination: AUTRE CREANCIER
  forme: SAS
  siren: "404833048"
  iban: {OTHER_IBAN}
debiteurs:
  - id: tierce
    type: societe_commerciale
    denomination: {OTHER_CASE}
    forme: SARL
    adresse: {{voie: 1 rue Tierce, code_postal: "69002", commune: Lyon, insee: "69382"}}
contrat: {{echeance: {{jours: 30}}}}
"""


def page(text: str) -> bytes:
    """A PDF of one page with a line of text."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET".encode("latin-1"))
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def files(lock: str = "") -> dict[str, bytes | str]:
    """The files of the workspace."""
    home = f"cases/{CASE}"
    found: dict[str, bytes | str] = {
        "dossier.yaml": DOSSIER,
        f"{home}/affaire.yaml": AFFAIRE,
        f"{home}/factures.yaml": FACTURES,
        f"{home}/journal.yaml": JOURNAL,
        f"{home}/frais.yaml": "- {date: 2026-05-02, libelle: Lettre suivie, montant: 7.00}\n",
        f"{home}/notes/strategie.md": f"Proposer {NOTE} à l’amiable.\n",
        f"{home}/pieces/devis.pdf": page("Devis 118"),
        f"{home}/pieces/F-2026-042.pdf": page("Facture F-2026-042 VISIBLEFACTURE"),
        f"{home}/pieces/F-2026-051.pdf": page("Facture F-2026-051"),
        f"{home}/pieces/mise-en-demeure.pdf": page("Mise en demeure"),
        f"{home}/pieces/{LETTER_FILE}.pdf": page(LETTER),
        f"{home}/pieces/{SEALED_FILE}.pdf": page(SEALED),
        f"{home}/pieces/{UNCITED_FILE}.pdf": page(UNCITED),
        f"cases/{OTHER}/affaire.yaml": OTHER_AFFAIRE,
        f"cases/{OTHER}/factures.yaml": "- {numero: T-1, date: 2026-03-05, montant_ttc: 100.00}\n",
    }
    if lock:
        found[f"{home}/bordereau.lock"] = lock
    return found


def made(audience: str, debtor: str = "", given: Mapping[str, bytes | str] | None = None, draft: bool = False) -> Made:
    """What `make_pack` returns for the case."""
    world = MemoryWorld(given or files(), TODAY)
    return make_pack(world, RUNNER, Order(CASE, AUDIENCES[audience], debtor, draft=draft))


@cache
def packed(audience: str, debtor: str = "") -> Pack:
    """The pack of the case for an audience, made once."""
    result = made(audience, debtor)
    assert result.pack is not None, [f"{d.code} {d.message}" for d in result.diagnostics if d.severity == "error"]
    return result.pack


def contents(pack: Pack) -> dict[str, bytes]:
    """The files of a pack by path."""
    return {item.path: item.blob.read() for item in pack.items}


def zipped(items: Sequence[Item]) -> bytes:
    """The archive of some files."""
    out = BytesIO()
    write_archive(Pack(title(), tuple(items), (), (), "").members(), out.write)
    return out.getvalue()


def title() -> Title:
    """The title of the small pack."""
    return Title("2026-001-petit", "2026-001", "A c/ B", "A", AVOCAT, "", TODAY, "0", "")


def small() -> tuple[Item, ...]:
    """A pack of three files and what tells of them."""
    given = {READ_ME: b"Lisez-moi\n", "actes/requete.pdf": b"%PDF-1.7 acte\n", "pieces/Piece-01.pdf": bytes(range(64))}
    return sealed(title(), [Item(path, Blob.of(data), "acte") for path, data in given.items()], None)
