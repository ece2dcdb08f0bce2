"""Cases, pieces, verifications, assets and notes: what has a file of its own, and what goes inside one that is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from added import BARE, arguments, files_of
from hypothesis import given, settings
from hypothesis import strategies as st
from made import expected, read_back, values

from dossier.cli.adding.case import _FIELDS
from dossier.cli.root import run
from dossier.entries.fields import shapes
from dossier.entries.text import item_in_braces, item_lines
from dossier.ground.world import DiskWorld
from dossier.load.entries import read_entry
from dossier.load.nodes import Sequence, parse
from dossier.load.workspace import load_workspace
from dossier.model.case import Affaire, Case
from dossier.model.evidence import EvidenceRef, Verification
from dossier.model.party import Asset

Add = Callable[..., int]
COMPANY = ("--nature", "commerciale", "--type", "societe_commerciale", "--denomination", "LES ÎLES & Cie")
AFFAIRE = f"{BARE.folder}/affaire.yaml"


def loaded(root: Path, name: str = BARE.case) -> Case:
    return next(case for case in load_workspace(DiskWorld(root, date.fromisoformat(BARE.day))).cases if case.id == name)


def test_a_case_takes_the_next_number_of_the_year_and_the_name(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """2026-001 is there, so the next is 2026-002; the next command is that of its first invoice."""
    before = files_of(bare)
    assert add("case", *COMPANY, "--siren", "123 456 782", "--adresse-code-postal", "01000", "--adresse-commune", "Bourg") == 0
    path = "cases/2026-002-les-iles-cie/affaire.yaml"
    after = files_of(bare)
    assert set(after) - set(before) == {path}
    text = after[path].decode()
    assert text.startswith("# yaml-language-server: $schema=../../schemas/affaire.schema.json\n")
    assert '    siren: "123456782"\n' in text
    assert '      code_postal: "01000"\n' in text
    assert "ensuite\u00a0: dossier add facture 2026-002-les-iles-cie\n" in capsys.readouterr().out
    assert loaded(bare, "2026-002-les-iles-cie").debtors[0].id == "les-iles-cie"
    assert add("case", *COMPANY, day="2027-01-05") == 0
    assert (bare / "cases/2027-001-les-iles-cie/affaire.yaml").is_file()


@pytest.mark.parametrize(
    ("more", "insee"),
    [
        (("--adresse-code-postal", "13001", "--adresse-commune", "Marseille"), "13201"),
        (("--adresse-code-postal", "69002", "--adresse-commune", "LYON 2e"), "69382"),
        (("--adresse-code-postal", "13001", "--adresse-commune", "Marseille", "--adresse-insee", "13202"), "13202"),
        (("--adresse-code-postal", "13001", "--adresse-commune", "Lyon"), ""),
        (("--adresse-code-postal", "13001", "--adresse-commune", "Marseille", "--adresse-pays", "BE"), ""),
    ],
)
def test_a_commune_gets_its_code_where_name_and_postcode_leave_no_doubt(
    bare: Path, add: Add, more: tuple[str, ...], insee: str
) -> None:
    """The court is found by it; what was given stays, and nothing is guessed."""
    assert add("case", *COMPANY, "--adresse-voie", "1 rue Haute", *more) == 0
    address = loaded(bare, "2026-002-les-iles-cie").debtors[0].address
    assert address is not None
    assert (address.insee or "") == insee


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--siren", "123456783"), "--siren : le SIREN « 123456783 » est faux"),
        (("--champ", "creancier.iban=FR7630006000011234567890188"), "l’IBAN"),
        (("--adresse-voie", "x"), "il manque la clé « code_postal »"),
        (("--contrat-penalite", "12", "--contrat-capitalisation", "peut-être"), "--contrat-capitalisation"),
        ((BARE.case,), "existe déjà"),
        (("Nom Impossible",), "par exemple nom-impossible"),
        (("../dehors",), "minuscules"),
    ],
)
def test_a_case_that_cannot_be_is_refused_by_its_option(
    more: tuple[str, ...], words: str, bare: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """Keys of numbers are checked when they are entered."""
    before = files_of(bare)
    assert add("case", *COMPANY, *more) == 2
    assert words in capsys.readouterr().err
    assert files_of(bare) == before


def test_a_case_needs_a_nature_a_type_and_a_name(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is named."""
    assert add("case") == 2
    assert "il manque --nature et --type" in capsys.readouterr().err
    assert add("case", *COMPANY[:4]) == 2
    assert "il manque --denomination (ou --nom d’une personne)" in capsys.readouterr().err


def test_a_case_brings_the_pieces_of_its_contract(bare: Path, tmp_path: Path, add: Add) -> None:
    """`--piece` of a case is that of its contract."""
    (tmp_path / "devis.pdf").write_bytes(b"x")
    more = ("--contrat-objet", "Pose", "--contrat-echeance-jours", "30", "--contrat-penalite", "3 x legal")
    assert add("case", "2026-900-iles", *COMPANY, *more, "--piece", str(tmp_path / "devis.pdf")) == 0
    case = loaded(bare, "2026-900-iles")
    assert [ref.file for ref in case.contract.evidence] == ["pieces/devis.pdf"]
    assert case.contract.penalties is not None
    assert (bare / "cases/2026-900-iles/pieces/devis.pdf").read_bytes() == b"x"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_a_case_was_given_is_what_load_reads(data: st.DataObject) -> None:
    """A debtor and a contract with any text, given by options."""
    from tempfile import TemporaryDirectory

    from added import bare_workspace

    debtor = data.draw(values(dict(shapes(Affaire))["debiteurs"].model, dict.fromkeys(("verifications", "patrimoine"))))  # type: ignore[arg-type]
    debtor = {key: value for key, value in debtor.items() if value is not None} | {"denomination": "X"}
    typed = {"nature": "civile", "debiteurs": debtor}
    with TemporaryDirectory() as folder:
        root = bare_workspace(Path(folder) / "classeur")
        before = files_of(root)
        code = run(["-C", str(root), "--date", BARE.day, "add", "case", "essai", "--force", *arguments(_FIELDS, typed)])
        if code:
            assert files_of(root) == before
            return
        text = (root / "cases/essai/affaire.yaml").read_text()
        assert read_back("affaire", text).model_dump() == expected("affaire", {**typed, "debiteurs": [debtor]}).model_dump()


def test_a_piece_is_joined_to_the_entry_it_proves(
    bare: Path, tmp_path: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """By number, act, day or file; without a target to the contract. Nothing else in the file changes."""
    for name in ("bl", "cgv", "ar"):
        (tmp_path / f"{name}.pdf").write_bytes(name.encode())
    assert add("mise_en_demeure", "--date", "2026-11-10") == 0
    before = files_of(bare)
    assert add("piece", str(tmp_path / "bl.pdf"), "--pour", "f-1", "--titre", "BL n° 221", "--date", "12/01/2026") == 0
    assert add("piece", BARE.case, str(tmp_path / "cgv.pdf")) == 0
    for target in ("mise-en-demeure", "2026-11-10", "2026-11-10-mise-en-demeure", "journal/2026-11-10-mise-en-demeure.yaml"):
        (bare / BARE.folder / "journal/2026-11-10-mise-en-demeure.yaml").write_bytes(
            before[f"{BARE.folder}/journal/2026-11-10-mise-en-demeure.yaml"]
        )
        assert add("piece", str(tmp_path / "ar.pdf"), "--pour", target) == 0
    case = loaded(bare)
    assert [(ref.file, ref.title) for ref in case.invoices[0].evidence] == [("pieces/bl.pdf", "BL n° 221")]
    assert [ref.file for ref in case.contract.evidence] == ["pieces/cgv.pdf"]
    assert [ref.file for ref in case.journal[0].evidence] == ["pieces/ar.pdf"]
    assert case.diagnostics == ()
    capsys.readouterr()
    assert add("piece", str(tmp_path / "bl.pdf"), "--pour", "F-1") == 2
    assert "y est déjà citée" in capsys.readouterr().err


def test_a_piece_for_nothing_or_for_several_is_refused(
    bare: Path, tmp_path: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """The entries that are meant are named with their lines."""
    (tmp_path / "x.pdf").write_bytes(b"x")
    (bare / BARE.folder / "journal.yaml").write_text("- date: 2026-03-01\n  canal: sms\n- date: 2026-03-01\n  canal: telephone\n")
    before = files_of(bare)
    assert add("piece", str(tmp_path / "x.pdf"), "--pour", "2026-03-01") == 2
    assert "journal.yaml:1, journal.yaml:3" in capsys.readouterr().err
    assert add("piece", str(tmp_path / "x.pdf"), "--pour", "F-11") == 2
    assert "vouliez-vous dire « F-1 » ?" in capsys.readouterr().err
    assert add("piece") == 2
    assert files_of(bare) == before
    assert add("piece", str(tmp_path / "x.pdf"), "--pour", "journal.yaml:3") == 0
    assert [len(event.evidence) for event in loaded(bare).journal] == [0, 1]


def test_a_verification_and_an_asset_go_to_their_debtor(
    bare: Path, tmp_path: Path, add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    """Today's unless told; with several debtors, who is meant has to be said."""
    (tmp_path / "kbis.pdf").write_bytes(b"x")
    assert add("verification", "--nature", "kbis", "--piece", str(tmp_path / "kbis.pdf")) == 0
    assert add("patrimoine", "--nature", "banque", "--detail", "Compte : ici, là", "--le", "2026-01-12") == 0
    (debtor,) = loaded(bare).debtors
    (check,) = debtor.verifications
    assert (check.nature, check.date.isoformat()) == ("kbis", BARE.day)
    assert [asset.detail for asset in debtor.assets] == ["Compte : ici, là"]
    with (bare / AFFAIRE).open("a") as file:
        file.write("  - {id: garant, type: particulier, nom: Roux, prenoms: Anne, qualite: caution}\n")
    assert add("verification", "--nature", "adresse") == 2
    assert "de quel débiteur s’agit-il ?" in capsys.readouterr().err
    assert add("verification", "--nature", "adresse", "--debiteur", "garent") == 2
    assert "vouliez-vous dire « garant » ?" in capsys.readouterr().err
    assert add("verification", "--nature", "adresse", "--debiteur", "garant") == 0
    assert [len(debtor.verifications) for debtor in loaded(bare).debtors] == [1, 1]
    assert loaded(bare).diagnostics == ()


@pytest.mark.parametrize("model", [Verification, Asset, EvidenceRef])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_item_reads_the_same_with_dashes_and_between_braces(model: type, data: st.DataObject) -> None:
    """Hostile text included: no comma or brace of it ends anything."""
    given_ = data.draw(values(model))
    found = []
    for text in ("\n".join(item_lines(given_, model)) + "\n", f"[{item_in_braces(given_, model)}]\n"):
        parsed = parse(text, "x.yaml")
        assert parsed.faults == ()
        assert isinstance(parsed.node, Sequence)
        read = read_entry(model, parsed.node.items[0])
        assert read.entry is not None
        found.append(read.entry.model_dump())
    assert found[0] == found[1]


def test_a_note_is_a_file_of_markdown(bare: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named by its day and title; from the standard input too; a second one takes the next name."""
    assert add("note", "--titre", "Suivi du lundi", "--texte", "À rappeler") == 0
    assert add("note", "--titre", "Suivi du lundi", "--texte", "Encore") == 0
    folder = bare / BARE.folder / "notes"
    assert (folder / "2026-11-21-suivi-du-lundi.md").read_text() == "# Suivi du lundi\n\nÀ rappeler\n"
    assert (folder / "2026-11-21-suivi-du-lundi-2.md").is_file()
    assert add("note") == 2
    assert loaded(bare).notes[-1].text.startswith("# Suivi")


def test_what_is_put_inside_a_file_is_told_as_data(bare: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines that were added, and the file that holds them."""
    assert add("verification", "--nature", "bodacc", "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["kind"], data["path"]) == ("verification", AFFAIRE)
    assert data["text"] == f"- nature: bodacc\n  le: {BARE.day}\n"
