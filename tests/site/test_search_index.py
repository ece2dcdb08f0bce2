"""What is indexed and how: the words of a text, the entries of a case, the files of the index."""

from __future__ import annotations

import json
from datetime import date

import pytest
from site_fixtures import HOSTILE, MARKUP, RICH, built

from dossier.ground.catalogue import CATALOGUE
from dossier.site import search, search_index
from dossier.site.evidence import shown_pieces
from dossier.site.search_index import Entry, index_files
from dossier.site.search_words import clean, fold, terms

TITLES = [("c", "2026-001 · Un c/ Deux")]


def parts(files: dict[str, bytes]) -> dict[str, object]:
    """The parts of an index by name, from all its files."""
    found: dict[str, object] = {}
    for data in files.values():
        for line in data.decode("ascii").splitlines():
            assert line.startswith("dossierIndex(")
            assert line.endswith(");")
            name, value = json.loads(f"[{line.removeprefix('dossierIndex(').removesuffix(');')}]")
            assert name not in found
            found[name] = value
    return found


def rows(files: dict[str, bytes]) -> list[list[str]]:
    """All rows that lists of results can quote."""
    found = parts(files)
    head = found["tete"]
    assert isinstance(head, dict)
    groups = list(head["lignes"])
    groups += [found[name] for name in sorted((n for n in found if n[0] == "l"), key=lambda n: int(n[1:]))]
    return [row for group in groups for row in group]


def test_words_are_folded_as_people_type_them() -> None:
    """Accents, ligatures and compatible forms do not hinder a search."""
    assert fold("Œuvre Échéance ﬁn ﬂux Straße Çà № ①") == "oeuvre echeance fin flux strasse ca no 1"
    assert fold("E\u0301cole") == "ecole"


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("L’échéance à 46\u202f586,40 €", {"echeance", "46586", "46", "586", "40"}),
        ("facture F-2026-014", {"facture", "2026", "014", "14", "f2026014"}),
        ("SIREN 123 456 782", {"siren", "123456782"}),
        ("SIRET 123\u202f456\u202f782\u202f00012", {"123456782", "12345678200012"}),
        ("FR76 3000 6000 0112 3456 7890 189", {"fr7630006000011234567890189"}),
        ("06.12.34.56.78", {"0612345678"}),
        ("le 12/11/2026", {"j20261112", "2026"}),
        ("le 1er novembre 2026, le 3 août 2025", {"j20261101", "j20250803", "novembre"}),
        ("2026-02-03", {"j20260203"}),
        ("02/06/2026 500,00", {"j20260602", "500"}),
        ("Saint-Denis", {"saint", "denis", "saintdenis"}),
    ],
)
def test_what_people_write_in_several_ways_has_one_word(text: str, some: set[str]) -> None:
    """Amounts, numbers of invoices, SIREN, accounts, telephones and days are found however they are typed."""
    assert some <= terms(clean(text))


def test_what_is_no_word_is_not_indexed() -> None:
    """A letter alone, a run of letters that nobody types; what looks like a day that no calendar has is a number."""
    assert terms(clean("l’ y " + "x" * 41 + " 45/13/2026")) == {"45", "13", "2026", "45132026"}
    assert "2026500" not in terms("02/06/2026 500,00")


def test_words_that_a_line_had_cut_are_whole() -> None:
    """Scanned texts break words at the end of lines; numbers with a hyphen stay as they are."""
    assert clean("une factu-\nre impayée, F-2026-\n014\u00ad, ex\u00adécuter") == "une facture impayée, F-2026- 014, exécuter"


def test_a_case_is_found_by_all_that_it_holds() -> None:
    """Case, party, invoice, entry, time limit, piece, document and note, each with a path to a page of the site."""
    view, pages = built().view(RICH), built().paths()
    at = built().views.index(view)
    entries = search.case_entries(view, shown_pieces(view, built().pages[at]))
    assert {entry.kind for entry in entries} == set(search_index.LETTERS) - {"règle"}
    for entry in entries:
        path, _, fragment = entry.path.partition("#")
        html = pages[path].read().decode()
        if fragment and not fragment.startswith("p-"):
            assert f'id="{fragment}"' in html, entry.path
    by_kind = {entry.kind: entry for entry in reversed(entries)}
    assert "123456782" in terms(clean(by_kind["partie"].text))
    assert "F2026042" in {entry.keys for entry in entries if entry.kind == "facture"}
    letters = [entry.text for entry in entries if entry.kind == "document"]
    assert any("7\u202f200,00" in text or "7 200,00" in text for text in letters)
    assert not any("<" in text for text in letters)


def test_the_words_of_a_document_are_those_that_a_person_reads() -> None:
    """No markup, no style; words that an inline element parts stay one."""
    assert search.text_of("<p>F-<span class='nw'>2026</span>-1</p><style>.x{}</style><td>a</td><td>1<sup>er</sup> &amp; b</td>").split() == [
        "F-2026-1", "a", "1er", "&", "b",
    ]  # fmt: skip


def test_further_pages_of_a_piece_are_entries_of_their_own() -> None:
    """A hit leads to its page in the viewer, which is there also where no picture was made."""
    from dataclasses import replace

    view = built().view(RICH)
    item = next(s for s in shown_pieces(view, built().pages[built().views.index(view)]) if len(s.pictures) == 20)
    piece = replace(item.piece, page_texts=("un", "", "trois", *[""] * 19, "vingt-trois"))
    found = list(search._piece_entries(view, replace(item, piece=piece)))
    assert [(entry.path.partition("#")[2], entry.text, entry.follows) for entry in found] == [
        ("", "un", False), ("p-3", "trois", True), ("p-23", "vingt-trois", True),
    ]  # fmt: skip


def test_small_indexes_are_one_file_and_large_ones_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each entry stands in one file; the first has cases, parties and invoices; no file is much longer than is allowed."""
    entries = [Entry("règle", "Règle", "", "r.html")]
    for case in ("c", "b"):
        entries.append(Entry("dossier", f"Dossier {case}", case, f"cases/{case}/index.html"))
        entries += [
            Entry("fait", f"Écriture {n}", case, f"cases/{case}/{n}.html", date(2026, 1, 1 + n), f"mot{n} texte " * 9)
            for n in range(20)
        ]
    titles = [("c", "C"), ("b", "B")]
    whole = index_files(entries, titles)
    assert list(whole) == ["recherche.js"]
    monkeypatch.setattr(search_index, "LARGEST_WHOLE", 10)
    monkeypatch.setattr(search_index, "LARGEST_PLACES", 60)
    monkeypatch.setattr(search_index, "LARGEST_ROWS", 2000)
    cut = index_files(entries, titles)
    names = set(cut) - {"recherche.js", "recherche-mots.js"}
    assert {name[10] for name in names} == {"p", "l"}
    assert max(len(cut[name]) for name in names) < 2100
    assert [row[0] for row in rows(cut)] == [row[0] for row in rows(whole)]
    assert sorted(row[0] for row in rows(cut)) == sorted(entry.title for entry in entries)
    assert cut == index_files(list(entries), list(reversed(titles)))
    assert b"Dossier b" in cut["recherche.js"]


def test_hostile_text_in_the_index_is_data() -> None:
    """The index is a script of its own; still no sign in it could end an element or a line, and nothing but ASCII is written."""
    files = index_files([Entry("fait", "</script><script>alert(1)</script>\u2028", "c", "a.html", None, "x\u2029\ud800")], TITLES)
    text = files["recherche.js"].decode("ascii")
    assert text.count("\n") == 2 + len([name for name in parts(files) if name not in ("tete", "mots")])
    assert rows(files)[-1][0] == "</script><script>alert(1)</script>"


def test_the_site_has_an_index_of_all_cases_and_all_rules() -> None:
    """The rules are found whether they found something or not; what a debtor wrote is there as text."""
    files = {path.rpartition("/")[2]: blob.read() for path, blob in built().paths().items() if "assets/recherche" in path}
    found = rows(files)
    head = parts(files)["tete"]
    assert isinstance(head, dict)
    assert [group[0] for group in head["cases"]] == [*sorted(view.case.id for view in built().views), "2026-100-casse"]
    assert {row[1] for row in found if row[1].startswith("regles/")} == {f"regles/{code}.html" for code in CATALOGUE}
    assert any(MARKUP in row[0] for row in found)
    assert any(group[0] == HOSTILE for group in head["cases"])
