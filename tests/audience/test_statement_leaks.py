"""What a debtor is given holds none of what the firm keeps; the same search finds all of it in the firm's own build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted import FIRM, HIS_OWN, SECRETS
from searching import Search, files_of, shipped

KINDS = sorted(SECRETS)
FOLDER = "alpha-batiment"
NOWHERE = {"commit", "lieu"}
"""What no output holds, the firm's own neither."""


@pytest.fixture(scope="module")
def own() -> frozenset[bytes]:
    """What is searched nowhere: it is the same in every site."""
    return shipped()


@pytest.fixture(scope="module")
def given(planted: Path, own: frozenset[bytes]) -> Search:
    """The folder that the debtor is given."""
    return Search(planted / "build-debiteur" / FOLDER, own)


@pytest.fixture(scope="module")
def inside(planted: Path, own: frozenset[bytes]) -> Search:
    """The firm's own build."""
    return Search(planted / "build", own)


@pytest.mark.parametrize("kind", KINDS)
def test_the_debtor_reads_nothing_of_what_the_firm_keeps(given: Search, kind: str) -> None:
    """In no page, paper, metadata, code, style or file name, in whatever writing."""
    assert {word: places for word in SECRETS[kind] if (places := given.places(word))} == {}


NOT_SHOWN = {
    "Banque Quincampoix", "camion Berliet turquoise", "06 11 22 33 44", "04 99 88 77 66", "bernard.secretan@beta.example",
    "carcaillon@barreau.example",
}  # fmt: skip
"""What not even the firm's own pages print; it stands in the files of the workspace."""


def test_the_same_search_finds_it_in_the_build_of_the_firm(planted: Path, inside: Search) -> None:
    """Each secret is somewhere in what the firm has for itself, so that the test above can fail."""
    words = {word for kind, each in SECRETS.items() if kind not in NOWHERE for word in each}
    assert {word for word in words if not inside.places(word)} <= NOT_SHOWN
    sources = Search(planted / "cases")
    assert {word for word in NOT_SHOWN if not sources.places(word)} == {"carcaillon@barreau.example"}  # of dossier.yaml


def test_what_no_output_holds_is_in_the_workspace(planted: Path) -> None:
    """The title of a commit and the name of the folder are there to be found, and the firm's build holds neither."""
    commit = (planted / ".git/COMMIT_EDITMSG").read_text()
    assert SECRETS["commit"][0] in commit and planted.name == SECRETS["lieu"][0]


@pytest.mark.parametrize("kind", sorted(NOWHERE))
def test_no_output_tells_the_commit_or_the_folder(inside: Search, given: Search, kind: str) -> None:
    """A commit is known by its short name alone, and nothing tells where the workspace lies."""
    assert [word for word in SECRETS[kind] if inside.places(word) or given.places(word)] == []


def test_the_debtor_reads_what_is_his(given: Search) -> None:
    """His name, his invoices of both cases, and whom to pay: the page is no empty one."""
    shown = ("ALPHA BÂTIMENT", "F-2026-042", "F-2026-051", FIRM[0], FIRM[3], FIRM[4])
    assert [word for word in shown if not given.places(word)] == []


def test_the_codebtor_has_a_folder_of_his_own(planted: Path, own: frozenset[bytes]) -> None:
    """The other debtor of the same case reads the same invoices and nothing of the first, nor of a case that is not his."""
    his = Search(planted / "build-debiteur" / "bernard-secretan", own)
    assert his.places("F-2026-042")
    assert [word for word in (*HIS_OWN[:4], "F-2026-051", *SECRETS["téléphone"]) if his.places(word)] == []


def test_the_folder_is_whole_and_stands_alone(planted: Path) -> None:
    """A page, its paper, its looks: no script, no index of words, no list of files, no other debtor."""
    names = {path for path, _ in files_of(planted / "build-debiteur" / FOLDER)}
    assert {name for name in names if not name.startswith("assets/")} == {"index.html", "releve-de-compte.pdf"}
    assert not [name for name in names if name.endswith((".js", ".json", ".eml", ".csv"))]


def test_the_list_of_files_names_no_input(planted: Path) -> None:
    """The manifest stays with the firm, and even so tells no file of a case, no digest of one and no case."""
    manifest = json.loads((planted / "build-debiteur/manifest.json").read_text())
    assert manifest["inputs"] == {}
    assert {tuple(row["sources"]) for row in manifest["outputs"].values()} == {()}
    assert {path.partition("/")[0] for path in manifest["outputs"]} == {FOLDER, "bernard-secretan", "ombrageuse-lithographie"}


SHOWN_MASKED = ("F-2026-042", "F-2026-051", "T-9907-OMB", "77 123,45")
"""Numbers of invoices and amounts are what a masked site is made to show."""
WORDS_OF_THE_FIRM = ("échange à Brézolles", "menace de saisir Papyrus", "proposition à mi-somme", "camion Berliet turquoise")
"""What people wrote and what names nobody: a masked site keeps it, or leaves it out with what it stands in."""


@pytest.mark.parametrize("kind", [*KINDS, "qui", "entreprise"])
def test_the_masked_site_tells_nobody_apart(planted: Path, own: frozenset[bytes], masked: Search, kind: str) -> None:
    """No name, address, number of a person, account, file name, text or metadata of a piece; nothing of notes, commit or folder."""
    words = {**SECRETS, "qui": HIS_OWN, "entreprise": FIRM}[kind]
    asked = [word for word in words if word not in (*SHOWN_MASKED, *WORDS_OF_THE_FIRM)]
    found = {word: [place for place in masked.places(word) if not place.startswith("regles/")] for word in asked}
    assert {word: places for word, places in found.items() if places} == {}  # pages of rules hold examples of the program's own


@pytest.fixture(scope="module")
def masked(planted: Path, own: frozenset[bytes]) -> Search:
    """The masked site."""
    return Search(planted / "build-masque", own)
