"""A masked site holds none of a planted list of secrets, anywhere, and its figures are those of the true one."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from pypdf import PdfReader

from dossier.compile import Compiled, compile_workspace
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.wanted import Wanted

SECRETS = (
    "Zéphyrine Quatrefages", "Quatrefages", "KOUGLOF & ŒILLETS", "kouglof-et-oeillets", "Ravachol", "L’ÉTABLI D’YVETOT", "établi d’yvetot",
    "17 impasse des Libellules", "Yvetot", "76190", "Saverne", "67700", "123 456 782", "987654324", "FR76 3000 6000 0112 3456 7890 189",
    "compta@etabli.example", "06 98 76 54 32", "1A 999 888 7777 6", "Maître Zorglub", "zorglub@barreau.example", "Saint-Zacharie",
    "secret-de-la-note", "texte-de-la-piece", "kouglof-photo", "04.56.78.90.12", "inconnu@ailleurs.example",
)  # fmt: skip
FILES = {
    "dossier.yaml": """
creancier:
  type: societe_commerciale
  denomination: L’ÉTABLI D’YVETOT
  forme: SAS
  siren: "987654324"
  rcs: Rouen
  representant: {nom: Zéphyrine Quatrefages, fonction: présidente, civilite: Mme}
  adresse: {voie: 17 impasse des Libellules, code_postal: "76190", commune: Yvetot, insee: "76758"}
  courriel: compta@etabli.example
  telephone: 06 98 76 54 32
  iban: FR76 3000 6000 0112 3456 7890 189
signataires: [{id: zq, nom: Zéphyrine Quatrefages, fonction: présidente}]
conseil: {type: avocat, nom: Maître Zorglub, courriel: zorglub@barreau.example, mentions: Barreau de Saint-Zacharie}
""",
    "cases/2026-014-kouglof-et-oeillets/affaire.yaml": """
titre: L’Établi d’Yvetot c/ Kouglof & Œillets
nature: commerciale
debiteurs:
  - id: kouglof
    type: societe_commerciale
    denomination: KOUGLOF & ŒILLETS
    forme: SARL
    siren: "123456782"
    rcs: Saverne
    representant: {nom: Anatole Ravachol, fonction: gérant, civilite: M.}
    adresse: {voie: 3 Grand-Rue, code_postal: "67700", commune: Saverne, insee: "67437"}
    patrimoine: [{nature: banque, detail: compte chez Banque Ravachol, source: chèque}]
contrat: {objet: Vitrines pour Kouglof et Oeillets, conclu_le: 2025-11-03, execute_le: 2026-01-12, pieces: [pieces/kouglof-photo.txt]}
""",
    "cases/2026-014-kouglof-et-oeillets/factures.yaml": (
        "- {numero: F-1, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 4800.00, objet: Vitrine de M. Ravachol}\n"
    ),
    "cases/2026-014-kouglof-et-oeillets/journal.yaml": """
- {date: 2026-02-20, canal: telephone, sens: emis, avec: M. Ravachol, resume: "Ravachol rappelle au 04.56.78.90.12 ou inconnu@ailleurs.example ; RAVACHOL veut voir Mme Quatrefages"}
- date: 2026-05-02
  canal: lrar
  acte: mise_en_demeure
  delai_jusqu_au: 2026-05-17
  suivi: 1A 999 888 7777 6
  presente_le: 2026-05-04
  remise: recue
""",
    "cases/2026-014-kouglof-et-oeillets/notes/appel.md": "secret-de-la-note",
    "cases/2026-014-kouglof-et-oeillets/pieces/kouglof-photo.txt": "texte-de-la-piece",
}  # fmt: skip
CASE, OTHER = "cases/2026-014-kouglof-et-oeillets", "cases/2026-020-kouglof"
FILES |= {
    f"{OTHER}/affaire.yaml": FILES[f"{CASE}/affaire.yaml"].replace(", pieces: [pieces/kouglof-photo.txt]", ""),
    f"{OTHER}/factures.yaml": "- {numero: F-2, date: 2026-08-01, echeance: 2026-09-20, montant_ttc: 600.00}\n",
}


@cache
def masked(yes: bool = True) -> Compiled:
    """The workspace, masked or not."""
    return compile_workspace(
        MemoryWorld(dict(FILES), date(2026, 11, 21)), InProcess(), Wanted(frozenset({"site"}), draft=True, masked=yes)
    )


def texts(made: Compiled) -> Iterator[tuple[str, str]]:
    """All that can be read of the outputs: paths, texts, text and metadata of PDFs, parts of workbooks, origins."""
    assert made.tree is not None
    for leaf in made.tree.leaves:
        data = leaf.blob.read()
        yield leaf.path, f"{leaf.path} {leaf.origin} {' '.join(leaf.sources)}"
        if leaf.path.endswith(".pdf"):
            reader = PdfReader(io.BytesIO(data))
            yield leaf.path, f"{reader.metadata} {' '.join(page.extract_text() for page in reader.pages)}"
            for name, files in reader.attachments.items():
                yield leaf.path, name + " ".join(part.decode() for part in files)
        elif leaf.path.endswith(".xlsx"):
            book = zipfile.ZipFile(io.BytesIO(data))
            yield leaf.path, " ".join(book.read(name).decode() for name in book.namelist())
        elif not leaf.path.endswith((".woff2", ".webp", ".png")):
            yield leaf.path, data.decode()


def folded(text: str) -> str:
    """Small letters and digits alone, words apart by one space."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("&amp;", "&"))
    return f" {' '.join(re.findall(r'[a-z0-9]+', ''.join(c for c in bare if not unicodedata.combining(c))))} "


@cache
def readings(yes: bool) -> tuple[tuple[str, str], ...]:
    """All texts of the site, folded, with the paths of their outputs: read once for all secrets."""
    return tuple((path, folded(text)) for path, text in texts(masked(yes)))


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_left(secret: str) -> None:
    """In no page, letter, workbook, calendar, index, file name or metadata; pages of rules hold examples of the program's own."""
    wanted = folded(secret)
    numbers = wanted.replace(" ", "") if sum(c.isdigit() for c in wanted) > 5 else ""
    for path, read in readings(True):
        if not path.startswith("regles/"):
            assert wanted not in read, path
            assert not numbers or numbers not in read.replace(" ", ""), path


def test_the_list_would_find_them() -> None:
    """The same search over the true site finds them, so that the test above can fail."""
    unseen = {s for s in SECRETS if not any(folded(s) in text for _, text in readings(False))}
    assert unseen <= {"texte-de-la-piece", "zorglub@barreau.example", "Maître Zorglub", "Saint-Zacharie"}


def test_figures_days_and_stages_are_the_true_ones() -> None:
    """Only words are replaced."""
    shown, true = masked().views[0], masked(False).views[0]
    assert shown.claim.totals == true.claim.totals
    assert (shown.stage.stage, shown.stage.date) == (true.stage.stage, true.stage.date)
    assert [d.last_day for d in shown.stage.deadlines] == [d.last_day for d in true.stage.deadlines]
    assert [p.number for p in shown.bordereau.pieces] == [p.number for p in true.bordereau.pieces]


def test_one_word_for_one_person() -> None:
    """The debtor is called the same in the title, the party and the court's town."""
    shown = masked().views[0]
    (debtor,) = shown.case.debtors
    assert masked().views[1].case.debtors[0].name == debtor.name
    assert debtor.name in shown.case.title and shown.case.creditor.name in shown.case.title
    assert debtor.name != shown.case.creditor.name
    assert shown.stage.court is not None and debtor.address is not None
    assert debtor.address.commune in shown.stage.court.name


def test_an_added_case_changes_no_earlier_word() -> None:
    """Who is shown as what stays, so that two masked sites can be compared."""
    more = {
        path.replace("2026-014-kouglof-et-oeillets", "2026-099-autre"): text for path, text in FILES.items() if "cases/" in path
    }
    more["cases/2026-099-autre/affaire.yaml"] = more["cases/2026-099-autre/affaire.yaml"].replace("KOUGLOF & ŒILLETS", "AUTRE").replace("123456782", "000111229")  # fmt: skip
    both = compile_workspace(MemoryWorld({**FILES, **more}, date(2026, 11, 21)), InProcess(), Wanted(masked=True))
    alone = masked().views[0]
    assert both.views[0].case.debtors[0].name == alone.case.debtors[0].name
    assert both.views[-1].case.debtors[0].name not in ("AUTRE", alone.case.debtors[0].name)


def test_nothing_of_the_evidence_is_published() -> None:
    """No original, no page image, no bundle, no draft of an e-mail."""
    assert masked().tree is not None
    paths = [leaf.path for leaf in masked().tree.leaves]
    assert not [p for p in paths if "originaux" in p or p.endswith((".eml", ".webp")) or "bundle" in p]
    assert "index.html" in paths


def test_a_free_title_is_not_kept() -> None:
    """The title of a case may call the parties by names that no other entry holds: the masked one names them as masked."""
    files = {
        **FILES,
        f"{OTHER}/affaire.yaml": FILES[f"{OTHER}/affaire.yaml"].replace(
            "L’Établi d’Yvetot c/ Kouglof & Œillets", "Le pâtissier de la gare"
        ),
    }
    made = compile_workspace(MemoryWorld(files, date(2026, 11, 21)), InProcess(), Wanted(frozenset({"site"}), masked=True))
    shown = made.views[-1].case
    assert shown.title == f"{shown.creditor.name} c/ {shown.debtors[0].name}"
    assert not [path for path, text in texts(made) if folded("pâtissier de la gare") in folded(text)]
