"""Mending a workspace: what is certain is mended, once, and a file keeps everything else byte for byte."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.check.check import check
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.mending.mend import mend

DAY = date(2026, 11, 21)
SETTINGS = """\
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  siren: "987654324"
  rcs: Lyon
  representant: {nom: Paul Lenoir, fonction: président}
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
"""
AFFAIRE = """\
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
contrat:
  objet: Menuiseries
"""


def world(**files: str | bytes) -> MemoryWorld:
    """A workspace with one case; names stand for files of the case."""
    own = {f"cases/x/{name}.yaml": text for name, text in files.items()}
    return MemoryWorld(
        {"dossier.yaml": SETTINGS, "cases/x/affaire.yaml": AFFAIRE, "cases/x/pieces/Reçu.pdf": b"%PDF-", **own}, DAY
    )


def mended(files: dict[str, str | bytes]) -> dict[str, str]:
    """The files of the case that change, as text."""
    done = mend(world(**files))
    return {path.removeprefix("cases/x/").removesuffix(".yaml"): data.decode() for path, data in done.files.items()}


def test_every_kind_of_certain_fault_is_mended_in_one_run() -> None:
    """Days, keys, acts, words, hours, yes and no, amounts, numbers, references, paths: the findings are gone afterwards."""
    files: dict[str, str | bytes] = {
        "factures": """\
- Numéro: F-2026-014   # la première
  date: 15/01/2026
  échéance: 14 février 2026
  montant-ttc: 4.800,00 €
  type: Facture
- {numero: F-2026-015, date: "05.02.2026", echeance: 2026-03-07, montant_ttc: '1 200,00 EUR', retenue_de_garantie: {montant: 60, liberable_le: 2027-1-15}}
""",
        "paiements": "date: 2026-03-02\nmontant: 500.00\nfacture: f 2026 014\npieces: pieces/recu.pdf\n",
        "journal": """\
- date: 2026-03-20
  heure: 9H40
  canal: LRAR
  acte: Mise en demeure
  délai_jusqu_au: 2026-04-04
  debiteur: Sud-Béton
- {date: 2026-04-10, acte: reconnaissance de dette, montant: 4800.00, factures: F-2026-014, mention_manuscrite: true}
""",
    }
    done = mended(files)
    assert (
        done["factures"]
        == """\
- numero: F-2026-014   # la première
  date: 2026-01-15
  echeance: 2026-02-14
  montant_ttc: 4800.00
  type: facture
- {numero: F-2026-015, date: "2026-02-05", echeance: 2026-03-07, montant_ttc: '1200.00', retenue_de_garantie: {montant: 60, liberable_le: 2027-01-15}}
"""
    )
    assert done["paiements"] == "date: 2026-03-02\nmontant: 500.00\nfacture: F-2026-014\npieces: [pieces/Reçu.pdf]\n"
    assert (
        done["journal"]
        == """\
- date: 2026-03-20
  heure: 9h40
  canal: lrar
  acte: mise_en_demeure
  delai_jusqu_au: 2026-04-04
  debiteur: sud-beton
- {date: 2026-04-10, acte: reconnaissance_de_dette, montant: 4800.00, factures: [F-2026-014], mention_manuscrite: oui}
"""
    )
    sound = world(**{**files, **done})
    workspace = load_workspace(sound)
    assert workspace.broken == () and not workspace.diagnostics
    codes = {d.code for d in (*workspace.cases[0].diagnostics, *check(workspace.cases[0], shipped_law(), DAY))}
    assert codes.isdisjoint({"DC111", "DC113", "DC115", "DC116", "DC126", "DC127", "DC129", "DC131", "DC133", "DC204", "DC224"})
    assert mend(sound).files == {}


def test_a_path_that_differs_by_its_accents_is_named_as_the_file_is() -> None:
    """One file of the case and no other bears that name; a path with accents in quotes is left to its author."""
    done = mended({"paiements": "- {date: 2026-03-02, montant: 500.00, pieces: [pieces/recu.PDF]}\n"})
    assert done == {"paiements": "- {date: 2026-03-02, montant: 500.00, pieces: [pieces/Reçu.pdf]}\n"}


def test_keys_written_by_a_mac_lose_their_loose_accents() -> None:
    """`échéance` with its accents as letters of their own (NFD) is the same key."""
    import unicodedata

    key = unicodedata.normalize("NFD", "échéance")
    text = f"- numero: F-1\n  date: 2026-01-15\n  {key}: 2026-02-14 # {key}\n  montant_ttc: 4800.00\n"
    assert mended({"factures": text}) == {"factures": text.replace(key, "echeance", 1)}


def test_what_is_not_certain_stays() -> None:
    """A slip of the keyboard, an ambiguous amount, a year of two digits: a person decides."""
    text = "- {numero: F-1, date: 05/03/26, echeence: 2026-02-14, montant_ttc: 1.234}\n"
    assert mended({"factures": text}) == {}


def test_the_cases_that_were_not_named_are_left_alone() -> None:
    """`check --fix AFFAIRE` mends that case and what all cases share."""
    place = world(paiements="- {date: 02/03/2026, montant: 500.00}\n")
    assert mend(place, ["y"]).files == {}
    assert list(mend(place, ["x"]).files) == ["cases/x/paiements.yaml"]


COMMENTS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="\ufeff"), max_size=20
).filter(
    lambda text: not any(0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 or ord(c) in (0xFFFE, 0xFFFF) for c in text)
)
DAYS = st.dates(date(1990, 1, 1), date(2026, 11, 1))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(DAYS, st.sampled_from(["{0:%d/%m/%Y}", "{0:%Y-%m-%d}"]), st.integers(1, 10**7), COMMENTS),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["", '"', "'"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["montant", "Montant"]),
)
def test_only_the_words_change_whatever_stands_around_them(
    rows: list[tuple[date, str, int, str]], quote: str, crlf: bool, mark: bool, key: str
) -> None:
    """Random payments with random comments, quotes, line ends: putting each word back by hand gives the very bytes of before."""
    parts: list[str] = []
    house: list[str] = []
    for day, form, cents, comment in rows:
        euros, rest = divmod(cents, 100)
        parts.append(
            f"- date:   {quote}{form.format(day)}{quote}  # {comment}\n  # {comment}\n  {key}: {quote}{euros},{rest:02}{quote}\n\n"
        )
        house.append(f"- date:   {quote}{day}{quote}  # {comment}\n  # {comment}\n  montant: {quote}{euros}.{rest:02}{quote}\n\n")

    def written(texts: list[str]) -> bytes:
        text = "".join(texts)
        return (b"\xef\xbb\xbf" if mark else b"") + (text.replace("\n", "\r\n") if crlf else text).encode()

    done = mend(world(paiements=written(parts)))
    assert done.files == {"cases/x/paiements.yaml": written(house)}
    assert mend(world(paiements=done.files["cases/x/paiements.yaml"])).files == {}
