"""A workspace in which everything that must not leave is planted, each secret with the kind that it is of."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import pikepdf
from PIL import Image

FOLDER = "classeur-Vermillonet"
"""The folder's own name is a secret: it stands in no output."""
TARGET, SECOND, FOREIGN = "2026-042-alpha-zigomar", "2026-051-alpha-seconde", "2026-077-tierce-ombrageuse"

SECRETS: dict[str, tuple[str, ...]] = {
    "note": ("Zinzolin amiable", "strategie-zinzoline"),
    "patrimoine": ("Banque Quincampoix", "camion Berliet turquoise"),
    "autre débiteur": ("OMBRAGEUSE LITHOGRAPHIE", "404833048", "9 venelle des Frelons", "ombrage@tierce.example"),
    "autre affaire": ("tierce-ombrageuse", "T-9907-OMB", "77 123,45", "alpha-zigomar", "alpha-seconde"),
    "journal": ("menace de saisir Papyrus", "Mme Clémentine Roquefeuille", "échange à Brézolles"),
    "avocats": ("Maître Ysolde Carcaillon", "carcaillon@barreau.example", "proposition à mi-somme", "lettre-du-confrere-ysolde"),
    "IBAN d’un autre": ("FR14 2004 1010 0505 0001 3M02 606",),
    "téléphone": ("06 11 22 33 44", "04 99 88 77 66"),
    "courriel": ("bernard.secretan@beta.example", "roquefeuille@alpha.example"),
    "codébiteur": ("Bernard Secretan", "81 impasse du Silence", "732829320"),
    "texte de pièce": ("kakemono-dans-le-pdf", "lisibilite-du-releve"),
    "métadonnées": ("Auteur Tournesolin", "Photographe Halogène"),
    "nom de fichier": ("devis-chafouin", "photo-mirliton"),
    "frais du créancier": ("Conseil de Maître Gallipoli",),
    "titre de l’affaire": ("Zigomar le mauvais payeur",),
    "commit": ("Prépare la saisie de Pontarlier", "Ludivine Archiviste"),
    "lieu": (FOLDER,),
}
"""What the debtor may not read, by kind."""

HIS_OWN = ("ALPHA BÂTIMENT", "12 rue Paradis", "Anne Delacourtille", "123456782", "F-2026-042", "F-2026-051")
"""What the debtor may know or is shown, and who sees the masked site may not: what tells him apart."""
FIRM = (
    "ATELIER LENOIR",
    "987654324",
    "4 quai Perrache",
    "compta@atelier-lenoir.example",
    "FR76 3000 6000 0112 3456 7890 189",
    "Paul Lenoir",
)

_PARTY = """
  - id: alpha
    type: societe_commerciale
    denomination: ALPHA BÂTIMENT
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    representant: {nom: Anne Delacourtille, fonction: gérante, civilite: Mme}
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
    courriel: roquefeuille@alpha.example
    telephone: 04 99 88 77 66
    patrimoine: [{nature: banque, detail: Banque Quincampoix, source: chèque}, {nature: véhicule, detail: camion Berliet turquoise}]
"""
_BETA = """
  - id: beta
    type: commercant
    qualite: codebiteur_solidaire
    civilite: M.
    nom: Secretan
    prenoms: Bernard
    siren: "732829320"
    adresse: {voie: 81 impasse du Silence, code_postal: "13002", commune: Marseille, insee: "13202"}
    courriel: bernard.secretan@beta.example
    telephone: 06 11 22 33 44
"""

TEXTS: dict[str, str] = {
    "dossier.yaml": """
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
conseil: {type: avocat, nom: Maître Ysolde Carcaillon, courriel: carcaillon@barreau.example}
""",
    f"cases/{TARGET}/affaire.yaml": "titre: Zigomar le mauvais payeur\nnature: commerciale\ndebiteurs:" + _PARTY + _BETA + """
contrat:
  objet: Menuiseries
  conclu_le: 2026-01-12
  echeance: {jours: 30}
  pieces: [{fichier: pieces/devis-chafouin.pdf, titre: Devis signé, date: 2026-01-12}, {fichier: pieces/photo-mirliton.jpg, titre: Photo, date: 2026-01-13}]
""",
    f"cases/{TARGET}/factures.yaml": "- {numero: F-2026-042, date: 2026-03-05, echeance: 2026-04-04, montant_ttc: 4800.00}\n",
    f"cases/{TARGET}/paiements.yaml": "- {date: 2026-06-02, montant: 500.00, moyen: virement, pieces: [pieces/releve.txt]}\n",
    f"cases/{TARGET}/frais.yaml": "- {date: 2026-05-02, libelle: Conseil de Maître Gallipoli, montant: 300.00}\n",
    f"cases/{TARGET}/journal.yaml": """
- {date: 2026-04-18, heure: 9h40, canal: telephone, sens: emis, avec: Mme Clémentine Roquefeuille, resume: "menace de saisir Papyrus ; échange à Brézolles"}
- {date: 2026-05-04, canal: courrier, acte: relance, niveau: relance_3}
- {date: 2026-06-01, canal: courriel, sens: recu, avec: Maître Ysolde Carcaillon, resume: proposition à mi-somme,
   pieces: [{fichier: pieces/lettre-du-confrere-ysolde.pdf, nature: correspondance_avocats}]}
""",
    f"cases/{TARGET}/notes/strategie-zinzoline.md": "Zinzolin amiable : attendre.\n",
    f"cases/{TARGET}/pieces/releve.txt": "02/06/2026 VIR ALPHA 500,00 lisibilite-du-releve\n",
    f"cases/{SECOND}/affaire.yaml": "titre: Alpha, suite\nnature: commerciale\ndebiteurs:" + _PARTY + "contrat: {echeance: {jours: 30}}\n",
    f"cases/{SECOND}/factures.yaml": "- {numero: F-2026-051, date: 2026-07-05, echeance: 2026-08-04, montant_ttc: 1200.00}\n",
    f"cases/{FOREIGN}/affaire.yaml": """
titre: Lenoir c/ Ombrageuse
nature: commerciale
creancier:
  type: societe_commerciale
  denomination: LENOIR NÉGOCE
  forme: SAS
  capital: 1000
  siren: "552100554"
  rcs: Lyon
  adresse: {voie: 6 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
  iban: FR14 2004 1010 0505 0001 3M02 606
debiteurs:
  - id: tierce
    type: societe_commerciale
    denomination: OMBRAGEUSE LITHOGRAPHIE
    forme: SARL
    siren: "404833048"
    rcs: Lyon
    courriel: ombrage@tierce.example
    adresse: {voie: 9 venelle des Frelons, code_postal: "69002", commune: Lyon, insee: "69382"}
contrat: {echeance: {jours: 30}}
""",
    f"cases/{FOREIGN}/factures.yaml": "- {numero: T-9907-OMB, date: 2026-03-05, montant_ttc: 77123.45}\n",
}  # fmt: skip


def _pdf(text: str, author: str) -> bytes:
    """A page with a text layer, and an author in its metadata."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET".encode("latin-1"))
    pdf.docinfo["/Author"] = author
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _photo() -> bytes:
    """A picture that names its photographer (EXIF)."""
    picture, tags, out = Image.new("RGB", (320, 240), (210, 220, 200)), Image.Exif(), io.BytesIO()
    tags[0x013B] = "Photographe Halogene"
    picture.save(out, "JPEG", exif=tags)
    return out.getvalue()


def plant(root: Path) -> None:
    """Write the workspace, as a repository with one commit whose title and author are secrets."""
    home = f"cases/{TARGET}/pieces"
    files: dict[str, bytes] = {path: text.encode() for path, text in TEXTS.items()}
    files[f"{home}/devis-chafouin.pdf"] = _pdf("Devis kakemono-dans-le-pdf", "Auteur Tournesolin")
    files[f"{home}/lettre-du-confrere-ysolde.pdf"] = _pdf("Lettre", "Cabinet")
    files[f"{home}/photo-mirliton.jpg"] = _photo()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    own = {"HOME": str(root.parent), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=Ludivine Archiviste", "-c", "user.email=archives@lenoir.example"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Prépare la saisie de Pontarlier"]):
        subprocess.run(["git", *command], cwd=root, env=own, check=True, capture_output=True)
