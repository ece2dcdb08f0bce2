"""The search in a real browser, from the disk and under the site's policy: the engine on indexes made here, then the site's own."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from test_site import GUARD, RULES, VIEWS, Log, axe, opened

sys.path.insert(0, str(Path(__file__).parents[1] / "site"))

from dossier.ground import shipped
from dossier.site import search_index
from dossier.site.search_index import Entry, index_files
from dossier.site.search_words import clean, fold, terms

pytestmark = pytest.mark.browser
__all__ = ["axe"]

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<script src="assets/cherche.js" defer></script></head><body data-root=""></body></html>
"""
TITLES = [
    ("c1", "2026-001 · Lenoir c/ Sud Béton"),
    ("c2", "2026-002 · Lenoir c/ Alizés"),
    ("c3", "2026-003 · Lenoir c/ Marbrerie"),
]
ENTRIES = [
    Entry("règle", "DC204 : facture en double", "", "regles/DC204.html", None, "Deux factures portent le même numéro."),
    Entry("dossier", "Lenoir c/ Sud Béton", "c1", "cases/c1/index.html", None, "c1 · Menuiseries"),
    Entry("partie", "SARL SUD BÉTON", "c1", "cases/c1/index.html", None, "débiteur principal · SIREN 123\u202f456\u202f782 · Marseille"),
    Entry("facture", "Facture F-2026-014", "c1", "cases/c1/decompte.html", date(2026, 3, 5), "4\u202f650,00 €", "F2026014"),
    Entry("facture", "Facture F-2026-021", "c1", "cases/c1/decompte.html", date(2026, 4, 5), "châssis · 1\u202f200,00 €", "F2026021"),
    Entry("fait", "Appel, Mme Roux", "c1", "cases/c1/index.html#fait-2", date(2026, 11, 12), "nous paierons en mai"),
    Entry("fait", "Promesse de paiement", "c1", "cases/c1/index.html#fait-1", date(2025, 2, 1), "4\u202f650,00 €"),
    Entry("pièce", "Pièce n°\u00a01 : Devis signé", "c1", "cases/c1/pieces/1.html", date(2026, 1, 2), "Fenêtres en chêne"),
    Entry("pièce", "Pièce n°\u00a01, page\u00a02 : Devis signé", "c1", "cases/c1/pieces/1.html#p-2", date(2026, 1, 2),
          "réserve sur le calorifugeage", follows=True),
    Entry("pièce", "Pièce n°\u00a01, page\u00a03 : Devis signé", "c1", "cases/c1/pieces/1.html#p-3", date(2026, 1, 2),
          "calorifugeage refait, calorifugeage payé", follows=True),
    Entry("document", "Mise en demeure", "c1", "cases/c1/documents/mise-en-demeure.html", date(2026, 11, 21),
          "Nous vous mettons en demeure de payer sous huitaine, au plus tard le 12 novembre 2026. Œuvre exécutée."),
    Entry("dossier", "Lenoir c/ Alizés", "c2", "cases/c2/index.html", None, "c2"),
    Entry("note", "Note strategie.md", "c2", "cases/c2/index.html#notes", None, "Le gérant travaille aussi pour la marbrerie."),
    Entry("dossier", "Lenoir c/ Marbrerie", "c3", "cases/c3/index.html", None, "c3 · béton ciré"),
    Entry("échéance", "Prescription de la facture F-2026-014", "c1", "cases/c1/etapes.html#delai-1", date(2031, 3, 5), "F-2026-014"),
]  # fmt: skip
FIND = """([query, limit]) => new Promise(done => dossierSearch(query, limit, answer => {
  if (!answer.partial) done({...answer, terms: [...answer.terms].sort()});
}))"""


class Chance:
    """Numbers that are the same each time."""

    def __init__(self, seed: str) -> None:
        self.seed, self.turn = seed, 0

    def below(self, most: int) -> int:
        """A number from 0 to *most* excluded."""
        self.turn += 1
        return int.from_bytes(hashlib.sha256(f"{self.seed}{self.turn}".encode()).digest()[:6]) % most

    def choice(self, items: Sequence[str]) -> str:
        """One of some."""
        return items[self.below(len(items))]


def lay(folder: Path, entries: Sequence[Entry], titles: Sequence[tuple[str, str]] = TITLES) -> str:
    """The address of an empty page with the engine and an index."""
    assets = folder / "assets"
    assets.mkdir(parents=True)
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (assets / "cherche.js").write_bytes(shipped.read("templates/site/assets/cherche.js"))
    for name, data in index_files(entries, titles).items():
        (assets / name).write_bytes(data)
    return (folder / "page.html").as_uri()


@pytest.fixture(scope="module")
def engine(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page with the engine and the entries above; nothing may be said on its console."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        page.goto(lay(tmp_path_factory.mktemp("cherche") / "index", ENTRIES))
        yield page
    assert log.lines == []


def find(page: Any, query: str, limit: int = 50) -> dict[str, Any]:
    """The whole answer to a query."""
    answer: dict[str, Any] = page.evaluate(FIND, [query, limit])
    return answer


def titles(page: Any, query: str) -> list[str]:
    """The titles that a query finds, the best first."""
    return [row["title"] for row in find(page, query)["rows"]]


# --- words


def test_python_and_the_browser_fold_every_letter_alike(engine: Any) -> None:
    """Each letter and each figure of the basic plane, alone and inside a word."""
    letters = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] in "LN"]
    assert len(letters) > 48_000
    folded = engine.evaluate("letters => letters.map(dossierFold)", letters)
    assert [(a, fold(a), b) for a, b in zip(letters, folded, strict=True) if fold(a) != b] == []
    # Small sigma has two forms by its place: as first, middle and last letter it is the same.
    assert engine.evaluate("dossierFold('ΣΑΣ Σας')") == fold("ΣΑΣ Σας") == "σασ σασ"


def test_python_and_the_browser_find_the_same_words_in_a_text(engine: Any) -> None:
    """Examples of each form, then texts put together at random from what makes and parts words."""
    examples = [
        "L’échéance à 46\u202f586,40 €, F-2026-014", "SIREN 123 456 782 00012", "FR76 3000 6000 0112 3456 7890 189", "01/02/2026",
        "06.12.34.56.78", "le 1er août 2026 et le 12/11/2026, 2026-02-03", "Saint-Denis et/ou a.b@c-d.example", "042 007 0", "œuvre ﬁn ①½ ㎏",
        "02/06/2026 500,00", "12-11-2026 5.11.2026", "x" * 41, "e\u0301cole İstanbul ß", "\U0001d400 𐍈 العربية हिन्दी 日本",
        *(f"{entry.title} {entry.text}" for entry in ENTRIES),
    ]  # fmt: skip
    chance = Chance("textes")
    bits = [
        "a",
        "É",
        "œ",
        "12",
        "007",
        "3",
        "2026",
        "000",
        "novembre",
        "août",
        "FR76",
        " ",
        "\u00a0",
        "\u202f",
        "-",
        "/",
        ".",
        ",",
        "’",
        "_",
        "1er",
        "ﬁ",
        "ё",
    ]
    examples += ["".join(chance.choice(bits) for _ in range(2 + chance.below(12))) for _ in range(3000)]
    found = engine.evaluate("texts => texts.map(dossierTerms)", examples)
    wrong = [
        (text, sorted(terms(clean(text))), got)
        for text, got in zip(examples, found, strict=True)
        if sorted(terms(clean(text))) != sorted(got)
    ]
    assert wrong[:3] == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("beton", "Lenoir c/ Sud Béton"), ("BÉTON SUD", "Lenoir c/ Sud Béton"), ("bét", "Lenoir c/ Sud Béton"),
        ("123456782", "SARL SUD BÉTON"), ("123 456 782", "SARL SUD BÉTON"), ("123 456", "SARL SUD BÉTON"), ("123.456.782", "SARL SUD BÉTON"),
        ("F-2026-014", "Facture F-2026-014"), ("F2026014", "Facture F-2026-014"), ("f-2026", "Facture F-2026-021"), ("f 2026 014", "Facture F-2026-014"),
        ("facture 14", "Facture F-2026-014"), ("F/2026/014", "Facture F-2026-014"),
        ("4650", "Facture F-2026-014"), ("4 650,00", "Facture F-2026-014"), ("4 650,00 €", "Facture F-2026-014"), ("4.650,00", "Facture F-2026-014"), ("4650,00", "Facture F-2026-014"),
        ("12/11/2026", "Appel, Mme Roux"), ("12-11-2026", "Appel, Mme Roux"), ("2026-11-12", "Appel, Mme Roux"), ("12 novembre 2026", "Appel, Mme Roux"),
        ("12/11", "Appel, Mme Roux"), ("12/11/26", "Appel, Mme Roux"), ("12/11/20", "Appel, Mme Roux"), ("12 nov", "Appel, Mme Roux"), ("novembre 2026", "Appel, Mme Roux"), ("11/2026", "Appel, Mme Roux"),
        ("12 novembre", "Appel, Mme Roux"), ("1er février 2025", "Promesse de paiement"),
        ("oeuvre", "Mise en demeure"), ("œuvre", "Mise en demeure"), ("d’œuvre", "Mise en demeure"), ("d'oeuvre", "Mise en demeure"),
        ("chassis", "Facture F-2026-021"), ("fenetre", "Pièce n°\u00a01 : Devis signé"), ("travaillent", "Note strategie.md"), ("gérante", "Note strategie.md"), ("promesses", "Promesse de paiement"),
        ("béton facture", "Facture F-2026-021"), ("béton chêne", "Pièce n°\u00a01 : Devis signé"), ("DC204", "DC204 : facture en double"),
    ],
)  # fmt: skip
def test_what_people_type_finds_what_they_mean(engine: Any, query: str, first: str) -> None:
    """Accents, ligatures, hyphens, spaces, amounts, days, beginnings and endings; a word of the case counts for all in it."""
    assert titles(engine, query)[:1] == [first]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "-",
        "/",
        "a",
        "’",
        "zzzzzz",
        "000000",
        "12/11/1999",
        "99/99",
        "🙂",
        "\\",
        "[",
        "(a|b)*",
        "constructor",
        "__proto__",
    ],
)
def test_what_means_nothing_finds_nothing(engine: Any, query: str) -> None:
    """No query raises, and none finds by accident."""
    assert find(engine, query)["total"] == 0


# --- slips


def distance(a: str, b: str) -> int:
    """Letters more, less or other, and neighbours swapped, between two words: the reference."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def slipped(word: str, chance: Chance) -> str:
    """A word with one slip: two letters swapped, one missing, doubled or wrong."""
    at = chance.below(len(word) - 1)
    kind = chance.choice(("swap", "miss", "double", "wrong"))
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "miss":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[: at + 1] + word[at:]
    return word[:at] + chance.choice("aeinrstu") + word[at + 1 :]


WORDS = tuple(
    """acompte adresse alizes atelier avocat bordereau cachet chantier cheque commande comptable contestation courrier creance
debiteur decompte delai demeure devis echeance exigible facture fournisseur garantie gerante greffe huissier huitaine impaye
injonction interet jugement livraison locataire marbrerie menuiserie mention paiement penalite prescription promesse quittance
recouvrement reglement relance requete reserve signature signification tribunal transporteur versement virement voie""".split()  # noqa: SIM905
)


@pytest.fixture(scope="module")
def many(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An index of one entry a word."""
    log = Log()
    with opened(browser, log) as page:
        page.goto(
            lay(
                tmp_path_factory.mktemp("mots") / "index",
                [Entry("fait", word, "c1", f"{n}.html") for n, word in enumerate(WORDS)],
            )
        )
        yield page
    assert log.lines == []


def test_one_slip_is_forgiven_from_four_letters_and_two_from_eight(many: Any) -> None:
    """Every generated slip finds its word, and nothing is found that the reference does not allow."""
    chance = Chance("fautes")
    asked = [(word, slipped(word, chance)) for word in WORDS for _ in range(6)]
    asked += [(word, slipped(slipped(word, chance), chance)) for word in WORDS if len(word) > 8 for _ in range(6)]
    answers = many.evaluate(f"async queries => {{ const find = {FIND}; const all = []; for (const q of queries) all.push(await find([q, 99])); return all; }}",
                            [query for _, query in asked])  # fmt: skip
    for (word, query), answer in zip(asked, answers, strict=True):
        found = [row["title"] for row in answer["rows"]]
        # A second slip inside the first one may make more than two of them.
        assert word in found or distance(query, word) > 2, query
        for other in found:
            longest = max(len(other), len(query))
            near = distance(query, other) <= (2 if longest > 7 else 1 if longest > 3 else 0)
            begun = min(distance(query, other[:end]) for end in range(1, len(other) + 1)) <= 1
            same = {query.rstrip("esx"), query.rstrip("es"), query} & {other.rstrip("esx"), other.rstrip("es"), other}
            assert near or begun or same, (query, other)
        exact = [other for other in found if other == query]
        assert found[: len(exact)] == exact


def test_numbers_admit_no_slip(engine: Any) -> None:
    """One figure for another is another invoice."""
    assert "Facture F-2026-014" in titles(engine, "F-2026-014")
    assert not any("Facture" in title for title in titles(engine, "F-2026-041"))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("facture", "factures"), ("impayées", "impayé"), ("signifiée", "signifiés"), ("tribunaux", "tribunal"), ("tribunal", "tribunaux"),
        ("travaux", "travail"), ("partielle", "partiel"), ("régulier", "régulière"), ("commerciaux", "commerciale"), ("frais", "frai"),
    ],
)  # fmt: skip
def test_plural_and_feminine_are_found_from_one_another(browser: Any, tmp_path: Path, written: str, typed: str) -> None:
    """Also where the form that was typed stands elsewhere, so that no slip is looked for."""
    entries = [Entry("fait", "x", "c1", "1.html", None, written), Entry("fait", "y", "c1", "2.html", None, typed)]
    with opened(browser, Log()) as page:
        page.goto(lay(tmp_path / "i", entries))
        paths = [row["path"] for row in find(page, typed)["rows"]]
    assert paths == ["2.html", "1.html"]


# --- order


def test_exact_words_come_before_beginnings_and_beginnings_before_slips(browser: Any, tmp_path: Path) -> None:
    """Then titles before texts, cases before entries, recent before old; a rule of the program stands behind what cases say."""
    entries = [
        Entry("fait", "béton ancien", "c1", "1.html", date(2020, 1, 1)),
        Entry("fait", "béton récent", "c1", "2.html", date(2026, 1, 1)),
        Entry("fait", "autre", "c1", "3.html", date(2026, 6, 1), "du béton dans le texte"),
        Entry("fait", "bétonnière", "c1", "4.html", date(2026, 6, 1)),
        Entry("fait", "encore", "c1", "5.html", date(2026, 6, 1), "une bétonnière"),
        Entry("dossier", "Béton c/ Acier", "c2", "6.html"),
        Entry("fait", "bâton", "c3", "7.html", date(2026, 6, 1)),
        Entry("règle", "béton", "", "8.html"),
    ]
    with opened(browser, Log()) as page:
        page.goto(lay(tmp_path / "i", entries))
        assert [row["path"] for row in find(page, "béton")["rows"]] == [f"{n}.html" for n in (6, 2, 1, 3, 8, 4, 5)]
        assert [row["path"] for row in find(page, "béton bâton")["rows"]] != []
        assert [row["path"] for row in find(page, "bâton")["rows"]] == ["7.html"]


def test_pages_of_a_piece_are_one_result_that_leads_to_the_best_page(engine: Any) -> None:
    """With how many others there are; a word of the title counts for the pages."""
    (row,) = find(engine, "calorifugeage")["rows"]
    assert (row["path"], row["others"]) == ("cases/c1/pieces/1.html#p-2", 1)
    assert find(engine, "devis calorifugeage payé")["rows"][0]["path"] == "cases/c1/pieces/1.html#p-3"


def test_when_no_entry_has_all_words_those_that_have_some_are_told_as_such(engine: Any) -> None:
    """Never silently: the answer says so."""
    answer = find(engine, "chêne huitaine")
    assert answer["any"]
    assert {row["title"] for row in answer["rows"]} == {"Pièce n°\u00a01 : Devis signé", "Mise en demeure"}
    assert not find(engine, "béton")["any"]


# --- files


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits so low that everything is cut."""
    monkeypatch.setattr(search_index, "LARGEST_WHOLE", 10)
    monkeypatch.setattr(search_index, "LARGEST_PLACES", 150)
    monkeypatch.setattr(search_index, "LARGEST_ROWS", 300)


@pytest.mark.usefixtures("cut")
def test_a_cut_index_answers_as_a_whole_one_and_loads_only_what_is_asked(browser: Any, engine: Any, tmp_path: Path) -> None:
    """Same rows in the same order; a search reads some of the files, and cases are found before the others have come."""
    log, read = Log(), []
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        page.on("request", lambda request: read.append(request.url.rpartition("/")[2]))
        page.goto(lay(tmp_path / "i", ENTRIES))
        assert len(list((tmp_path / "i/assets").glob("recherche-*.js"))) > 5
        seen = page.evaluate(
            "new Promise(done => { const seen = []; dossierSearch('béton', 9, a => { seen.push([a.partial, a.rows[0].title]); if (!a.partial) done(seen); }); })"
        )
        assert seen == [[True, "Lenoir c/ Sud Béton"], [False, "Lenoir c/ Sud Béton"]]
        assert {"recherche.js", "recherche-mots.js"} <= set(read)
        assert len([name for name in read if name.startswith("recherche-")]) < 4
        for query in (
            "béton",
            "facture",
            "12/11",
            "calorifugeage",
            "paierons",
            "betno",
            "mise en demeure",
            "chêne huitaine",
            "4650",
            "marbrerie",
        ):
            ours, whole = find(page, query), find(engine, query)
            assert [row["path"] for row in ours["rows"]] == [row["path"] for row in whole["rows"]], query
            assert ours["terms"] == whole["terms"]
        assert len(read) == len(set(read))
    assert log.lines == []


def test_only_the_last_question_is_answered(engine: Any) -> None:
    """Who types on does not see the list of what was typed before."""
    seen = engine.evaluate(
        "new Promise(done => { const seen = []; for (const q of ['b', 'bé', 'bét', 'facture']) dossierSearch(q, 5, a => seen.push(q)); setTimeout(() => done(seen), 300); })"
    )
    assert seen[-1] == "facture"


# --- the site


CARRIERE = "2026-101-carriere"
OTHERS = tuple(f"2026-{number}-client" for number in range(102, 106))


def scan(texts: Sequence[str]) -> bytes:
    """A scanned PDF: each page is a picture, with the recognised text laid over it unseen."""
    import pikepdf

    document = pikepdf.new()
    for text in texts:
        page = document.add_blank_page(page_size=(595, 842))
        picture = pikepdf.Stream(document, bytes([200] * 400))
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=20, Height=20, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )  # fmt: skip
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(S=picture), Font=pikepdf.Dictionary(F=font))
        unseen = f"q 595 0 0 842 0 0 cm /S Do Q BT /F 14 Tf 3 Tr 60 700 Td ({text}) Tj ET"
        page.obj.Contents = pikepdf.Stream(document, unseen.encode("latin-1"))
    out = BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a case with a scanned piece and a call, and of four more like one another."""
    from site_fixtures import DOSSIER, RICH_FILES, compiled

    given: dict[str, bytes | str] = {"dossier.yaml": DOSSIER}
    about = RICH_FILES["affaire.yaml"].partition("  pieces:")[0]
    for case in (CARRIERE, *OTHERS):
        given[f"cases/{case}/affaire.yaml"] = about if case == CARRIERE else about.replace("Sud Béton", "<b>Granulats</b>")
        number = case.split("-")[1]
        given[f"cases/{case}/factures.yaml"] = (
            f"- {{numero: F-2026-{number}, date: 2026-03-05, echeance: 2026-04-04, montant_ttc: 4650.00}}\n"
        )
    given[f"cases/{CARRIERE}/journal.yaml"] = """
- {date: 2026-04-10, canal: courriel, sens: recu, pieces: [{fichier: pieces/scan.pdf, titre: Bon de pesée, date: 2026-02-27}]}
- {date: 2026-04-18, heure: 9h40, canal: telephone, sens: emis, avec: Mme Roux, resume: "attend le concasseur avant de payer"}
"""
    given[f"cases/{CARRIERE}/pieces/scan.pdf"] = scan(["Ticket de bascule", "Observations du chauffeur : tr\xe9mie bloqu\xe9e"])
    folder = tmp_path_factory.mktemp("site")
    for path, blob in compiled(given).paths().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(blob.read())
    return folder


def ask(page: Any, query: str) -> None:
    """Type into the box of a page and wait for the list."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.wait_for_selector("#resultats a")


def test_a_word_of_a_scanned_page_and_one_of_a_call_are_found(browser: Any, site: Path) -> None:
    """The hit in the text layer leads to the page of the piece, the one in the summary to the entry of the chronology."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        page.goto((site / "index.html").as_uri())
        ask(page, "tremie")
        option = page.locator("#resultats [role=option]").first
        assert "Pièce" in option.locator(".r-kind").inner_text()
        assert option.locator("mark").inner_text() == "trémie"
        option.click()
        page.wait_for_url(f"**/cases/{CARRIERE}/pieces/1.html#p-2")
        assert page.locator("#p-2 img").count() == 1
        ask(page, "concaseur")
        assert page.locator("#resultats mark").first.inner_text() == "concasseur"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/cases/{CARRIERE}/index.html#*")
        target = page.evaluate("document.getElementById(location.hash.slice(1)).textContent")
        assert "attend le concasseur" in target
    assert log.lines == []


def test_the_box_is_a_combobox_that_keeps_the_focus(browser: Any, site: Path) -> None:
    """Arrows choose, Escape closes, Enter opens; what is chosen and how many there are is told to who does not see."""
    log = Log()
    with opened(browser, log) as page:
        page.goto((site / "index.html").as_uri())
        box = page.locator("#q")
        assert (box.get_attribute("role"), box.get_attribute("aria-expanded")) == ("combobox", "false")
        ask(page, "granulats")
        assert box.get_attribute("aria-expanded") == "true"
        assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
        expect(page.locator("#resultats-dit")).to_contain_text("4\u00a0résultats")
        options = page.locator("#resultats [role=option]")
        assert options.count() == 5
        assert page.locator("#resultats [role=group]").count() == 4
        for key, chosen in (
            ("ArrowDown", 0),
            ("ArrowDown", 1),
            ("ArrowUp", 0),
            ("ArrowUp", None),
            ("ArrowUp", 4),
            ("ArrowDown", None),
        ):
            page.keyboard.press(key)
            active = box.get_attribute("aria-activedescendant")
            picked = page.locator("#resultats [aria-selected=true]")
            assert picked.count() == (0 if chosen is None else 1)
            assert active == (None if chosen is None else options.nth(chosen).get_attribute("id"))
            assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.press("Escape")
        assert not page.locator("#resultats").is_visible()
        assert (box.input_value(), box.get_attribute("aria-expanded")) == ("granulats", "false")
        page.keyboard.press("ArrowDown")
        page.wait_for_selector("#resultats a")
        page.keyboard.press("Tab")
        assert not page.locator("#resultats").is_visible()
    assert log.lines == []


def test_names_are_data_in_lists_of_results(browser: Any, site: Path) -> None:
    """A name with markup is shown as it is written, in the list and on the page."""
    log = Log()
    with opened(browser, log) as page:
        page.add_init_script(GUARD)
        page.goto((site / "index.html").as_uri())
        ask(page, "granulats")
        assert "<b>Granulats</b>" in page.locator("#resultats strong").first.inner_text()
        page.goto((site / "recherche.html").as_uri() + "#q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20granulats")
        page.wait_for_selector("#trouves a")
        assert "<b>Granulats</b>" in page.locator("#trouves h2").first.inner_text()
        assert page.locator("#trouves b, #trouves img, #resultats b").count() == 0
        page.goto((site / "recherche.html").as_uri() + "#q=%E0%A4%A")
        page.goto((site / "recherche.html").as_uri() + "#q=%3Cb%3Eqwxzqwxz")
        page.wait_for_selector("#trouves .r-none")
        assert "<b>qwxzqwxz" in page.locator("#trouves .r-none").inner_text()
    assert log.lines == []


def test_results_have_a_page_that_can_be_linked(browser: Any, site: Path) -> None:
    """Its address has the words; results stand by case; more of them come on asking, and the focus goes on with them."""
    log = Log()
    with opened(browser, log) as page:
        page.goto((site / f"cases/{CARRIERE}/decompte.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.type("facture")
        page.keyboard.press("Enter")
        page.wait_for_url("**/recherche.html#q=facture")
        page.wait_for_selector("#trouves a")
        assert page.locator("#q-page").input_value() == "facture"
        assert page.title() == "« facture » · dossier"
        assert page.locator("#trouves li").count() == 20
        said = page.locator("#trouves-dit").inner_text().replace("\u00a0", " ")
        assert said.endswith("résultats, 20 affichés")
        page.locator("#trouves-plus").click()
        expect(page.locator("#trouves li").nth(20)).to_be_visible()
        assert page.evaluate("document.activeElement.dataset.rank") == "20"
        for key, rank in (("j", "21"), ("k", "20")):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.dataset.rank") == rank
        page.keyboard.press("/")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement === document.body")
        page.locator("#q-page").fill("4 650,00")
        expect(page.locator("#trouves mark").first).to_contain_text("650")
        page.wait_for_url("**/recherche.html#q=4%20650%2C00")
        assert page.locator("#trouves mark").first.inner_text().replace("\u202f", " ").startswith("4 650")
        page.reload()
        page.wait_for_selector("#trouves a")
        assert page.locator("#q-page").input_value() == "4 650,00"
        page.locator("#trouves h2 a").first.click()
        page.wait_for_url("**/cases/*/index.html")
    assert log.lines == []


def test_nothing_found_is_told_with_advice(browser: Any, site: Path) -> None:
    """The list is closed to who does not see it, the sentence says what else to try."""
    with opened(browser, Log()) as page:
        page.goto((site / "index.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.type("qwxzqwxz")
        page.wait_for_selector("#resultats .r-none")
        assert "« qwxzqwxz »" in page.locator("#resultats").inner_text()
        assert page.locator("#q").get_attribute("aria-expanded") == "false"
        expect(page.locator("#resultats-dit")).to_have_text("Aucun résultat")


def test_search_is_not_printed_and_not_offered_without_scripts(browser: Any, site: Path) -> None:
    """On paper only what was found stays; without scripts the page says what to do instead."""
    with opened(browser, Log()) as page:
        page.goto((site / "recherche.html").as_uri() + "#q=facture")
        page.wait_for_selector("#trouves a")
        page.emulate_media(media="print")
        assert page.locator("#trouves a").first.is_visible()
        assert not page.locator("#q, #q-page, #trouves-plus").locator("visible=true").count()
    with opened(browser, Log(), java_script_enabled=False) as page:
        page.goto((site / "recherche.html").as_uri())
        assert "demande JavaScript" in page.locator("main").inner_text()
        assert not page.locator("#q, #q-page").locator("visible=true").count()


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "imprimé"])
def test_axe_finds_nothing_on_open_lists_and_on_the_page_of_results(browser: Any, site: Path, axe: str, view: str) -> None:
    """WCAG 2.2 AA and the best practices; nothing scrolls sideways, narrow as well."""
    log, found = Log(), []
    with opened(browser, log, bypass_csp=True, **VIEWS[view]) as page:

        def look(state: str) -> None:
            page.evaluate(axe)
            result = page.evaluate(f"axe.run(document, {{runOnly: {RULES!r}, resultTypes: ['violations'], preload: false}})")
            found.extend((state, v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in result["violations"])
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append((state, "défile", []))

        page.goto((site / "index.html").as_uri())
        ask(page, "facture")
        page.keyboard.press("ArrowDown")
        look("liste")
        page.keyboard.press("Control+A")
        page.keyboard.type("qwxzqwxz")
        page.wait_for_selector("#resultats .r-none")
        look("rien")
        page.goto((site / "recherche.html").as_uri() + "#q=facture")
        page.wait_for_selector("#trouves a")
        look("page")
        page.goto((site / "recherche.html").as_uri() + "#q=qwxzqwxz")
        page.wait_for_selector("#trouves .r-none")
        look("page vide")
    assert found == []
    assert log.lines == []
