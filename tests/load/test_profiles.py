"""Filing profiles: the shipped ones with their sources, and how a workspace changes or adds one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dossier.ground.world import MemoryWorld
from dossier.load.profiles import profile_names, profile_of, shipped_profiles
from dossier.load.workspace import load_workspace
from dossier.model.case import Workspace

BASE = Path(__file__).parents[1] / "diagnostics" / "base"
MO = 1_000_000


def workspace(settings: str = "", **profiles: str) -> Workspace:
    """A workspace with these lines in `dossier.yaml` and these files in `profils/`."""
    files: dict[str, bytes | str] = {"dossier.yaml": (BASE / "dossier.yaml").read_text() + settings}
    files |= {f"profils/{name.replace('_', '-')}.yaml": text for name, text in profiles.items()}
    return load_workspace(MemoryWorld(files, date(2026, 11, 21)))


def codes(made: Workspace) -> list[str]:
    """The codes found in a workspace."""
    return [d.code for d in made.diagnostics]


@pytest.mark.parametrize("name", sorted(shipped_profiles()))
def test_every_shipped_profile_says_where_and_when_its_limits_were_read(name: str) -> None:
    """A title, sources with a day; a limit that nobody found is borrowed from `prudent` and named."""
    profile = profile_of(workspace(), name)
    assert profile.title
    assert profile.sources
    assert all(source.title and source.read_on for source in profile.sources)
    assert profile.chosen
    if "taille d’un fichier" in profile.borrowed:
        assert profile.file_bytes == 4 * MO
    if "taille d’un lot" in profile.borrowed:
        assert profile.lot_bytes == 10 * MO


@pytest.mark.parametrize(
    ("name", "file", "lot", "borrowed"),
    [
        ("prudent", 4, 10, ()), ("rpva", 4, 4, ()), ("rpva_avocats", 10, 10, ()), ("plex", 1000, 1000, ()),
        ("tribunal-digital", 4, 10, ("taille d’un fichier", "taille d’un lot")),
        ("telerecours", 4, 10, ("taille d’un fichier", "taille d’un lot")),
    ],
)  # fmt: skip
def test_the_limits_are_those_of_their_sources(name: str, file: int, lot: int, borrowed: tuple[str, ...]) -> None:
    """In megabytes of a million bytes: the smaller measure is the safe one."""
    profile = profile_of(workspace(), name)
    assert (profile.file_bytes, profile.lot_bytes, profile.borrowed) == (file * MO, lot * MO, borrowed)


def test_prudent_rules_where_nothing_is_chosen() -> None:
    """And counts as not chosen, so that no lot is made."""
    profile = profile_of(workspace())
    assert (profile.name, profile.chosen) == ("prudent", False)
    assert profile_of(workspace("profil: rpva\n")).name == "rpva"
    assert profile_of(workspace("profil: rpva\n"), "plex").name == "plex"


def test_a_firm_changes_a_shipped_profile() -> None:
    """What its file says replaces; the rest stays; its own limits rest on its own sources."""
    made = workspace(rpva="fichier_mo: 10\nsources: [{titre: Notice du greffe, lu_le: 2026-11-20}]\n")
    assert codes(made) == []
    profile = profile_of(made, "rpva")
    assert (profile.file_bytes, profile.lot_bytes) == (10 * MO, 4 * MO)
    assert [source.title for source in profile.sources] == ["Notice du greffe"]
    assert profile.title == "RPVA, de l’avocat à la juridiction"
    assert profile_of(workspace(rpva="fichier_mo: 10\n"), "rpva").sources == ()


def test_a_firm_adds_a_profile() -> None:
    """After the one that `d_apres` names, else after `prudent`; `sans` is no limit."""
    made = workspace(
        greffe="titre: Greffe de Lyon\nd_apres: telerecours\nlot_mo: sans\nfichier_pages: 300\n",
        autre="titre: Autre\nfichier_mo: 2,5\nnom: '{numero}'\nnom_longueur: 24\n",
    )
    assert codes(made) == []
    assert {"greffe", "autre", "prudent", "rpva"} <= set(profile_names(made.profiles))
    greffe, autre = profile_of(made, "greffe"), profile_of(made, "autre")
    assert (greffe.naming, greffe.file_pages, greffe.lot_bytes, greffe.borrowed) == (
        "{numero}_{intitule}", 300, None, ("taille d’un fichier",),
    )  # fmt: skip
    assert (autre.file_bytes, autre.lot_bytes, autre.naming, autre.longest_name) == (2_500_000, 10 * MO, "{numero}", 24)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fichier_mo: beaucoup\n", "DC118"), ("fichier_mo: 0\n", "DC118"), ("fichier_mo: -4\n", "DC118"),
        ("d_apres: prudant\n", "DC606"), ("fichier_go: 1\n", "DC127"), ("nom: '../{numero}'\n", "DC130"), ("nom: Piece\n", "DC130"),
    ],
)  # fmt: skip
def test_a_faulty_profile_is_told_by_every_command(text: str, code: str) -> None:
    """Reading the workspace is enough to find it: a name is no way out of the output, and bears the number."""
    found = codes(workspace(greffe=f"titre: Greffe\n{text}"))
    assert len(found) == 1
    assert found[0] == code


@pytest.mark.parametrize(("name", "code"), [("Mon Greffe.yaml", "DC606"), ("greffe.yml", "DC137"), ("lyon/greffe.yaml", "DC137")])
def test_a_name_that_is_none_is_told(name: str, code: str) -> None:
    """A profile is asked for on a command line: its name is plain, and its file has the ending of all others."""
    files = {"dossier.yaml": (BASE / "dossier.yaml").read_text(), f"profils/{name}": "titre: x\n"}
    assert codes(load_workspace(MemoryWorld(files, date(2026, 11, 21)))) == [code]


@pytest.mark.parametrize(
    ("settings", "found"),
    [("tampon: avocat\n", ["DC606"]), ("tampon: avocat\nconseil: {type: avocat, nom: Me Vidal}\n", []), ("tampon: vide\n", [])],
)
def test_the_stamp_of_an_avocat_asks_for_an_avocat(settings: str, found: list[str]) -> None:
    """A choice without effect is an error, not a silent empty frame."""
    assert codes(workspace(settings)) == found
