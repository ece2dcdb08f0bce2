"""Forms that the firm supplies: filled from a closed list of values, with the document that they accompany."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from document_cases import BETWEEN_FIRMS, FIRMS, Made, make, step
from requete_cases import HERE, SOLIDARY, SOLIDARY_JOURNAL
from test_letters import plain

sys.path.insert(0, str(Path(__file__).parents[1] / "pdf"))

from form_makers import form, plain_page

from dossier.documents.form_values import form_values
from dossier.documents.matter import Matter
from dossier.model.form import VALUES, is_name, names_in, with_values

ROOT = Path(__file__).parents[2]
PLACE = "templates/formulaires/greffe"
MAP = """
titre: Formulaire du greffe
pour: requete
champs:
  Creancier.Nom: creancier.nom
  Montant: demande.total
  Accord: oui
  Voie: requete_
  Tribunal: Commerce
"""
ASKED = (step("requete"),)


def supplied(map: str = MAP.replace("requete_", '"{dossier.reference}"'), pdf: bytes | None = None, **more: str) -> Made:
    """The documents of the case between firms with a form of the firm."""
    files: dict[str, str | bytes] = {f"{PLACE}.yaml": map, f"{PLACE}.pdf": form() if pdf is None else pdf}
    return make(FIRMS, ASKED, {**files, **more})


def held(made: Made, id: str = "formulaire-greffe") -> dict[str, str]:
    """What the fields of the filled form hold."""
    with pikepdf.open(BytesIO(made.printed(id).pdf.read())) as source:
        return {f.fully_qualified_name: str(f.value) for f in source.acroform.fields if f.value is not None}


def test_a_form_is_filled_with_the_act_that_it_goes_with() -> None:
    """Its values are those of the act: one total everywhere, and the page of the site shows what was filled in."""
    made = supplied(MAP.replace("  Voie: requete_\n", ""))
    document = made.document("formulaire-greffe")
    assert (document.state, document.title, document.kind) == ("ready", "Formulaire du greffe", "formulaire")
    fields = held(made)
    assert fields["Creancier.Nom"] == "ATELIER LENOIR" and fields["Montant"] == "5 810,70"
    assert fields["Accord"] == "/Coche" and fields["Tribunal"] == "Commerce"
    assert "5\u202f810,70" in plain(document.body) and "5\u202f810,70" in plain(made.document("requete").body)
    assert made.printed("formulaire-greffe").pages == 1 and not made.printed("formulaire-greffe").diagnostics


def test_a_value_that_the_field_refuses_is_said_at_its_row() -> None:
    """DC570: the place is the row of the map, the field stays empty, the others are filled."""
    made = supplied()
    (finding,) = made.printed("formulaire-greffe").diagnostics
    assert finding.code == "DC570" and finding.span.file == f"{PLACE}.yaml" and finding.span.line == 8
    assert held(made)["Voie"] == "/Off" and held(made)["Montant"] == "5 810,70"


def test_a_form_waits_with_its_act() -> None:
    """The gate is that of the requête: what withholds it withholds the form, and no draft of it is filled."""
    bare = {f"{HERE}/affaire.yaml": BETWEEN_FIRMS.replace("  objet: Fourniture et pose de menuiseries\n", "")}
    document = supplied(**bare).document("formulaire-greffe")
    assert document.state == "withheld" and [r for r in document.reasons if r.rule == "CPC, art. 1407"]
    files: dict[str, str | bytes] = {f"{PLACE}.yaml": MAP, f"{PLACE}.pdf": form(), **bare}
    assert make(FIRMS, ASKED, files, draft=True).document("formulaire-greffe").state == "withheld"


def test_no_form_without_its_act() -> None:
    """A case that has no requête today has no form of one either."""
    files: dict[str, str | bytes] = {f"{PLACE}.yaml": MAP, f"{PLACE}.pdf": form()}
    assert [d.id for d in make(FIRMS, (), files).documents if d.kind == "formulaire"] == []


def test_what_is_no_form_is_said_of_its_map() -> None:
    """DC560: nothing is printed, the place is the map."""
    made = supplied(pdf=plain_page())
    (finding,) = made.printed("formulaire-greffe").diagnostics
    assert finding.code == "DC560" and finding.span.file == f"{PLACE}.yaml"
    assert not made.printed("formulaire-greffe").pdf.read()


def test_a_field_of_another_name_is_said_with_the_names_of_the_form() -> None:
    """DC558: the nearest name, then all of them."""
    (finding,) = (
        supplied(MAP.replace("  Voie: requete_\n", "").replace("Montant:", "Montan:")).printed("formulaire-greffe").diagnostics
    )
    assert finding.code == "DC558" and "Montant" in finding.hints[0] and "Creancier.Nom" in finding.hints[1]


def test_each_letter_to_several_debtors_has_its_form() -> None:
    """A form that goes with a letter is filled for the debtor of that letter."""
    map = "pour: mise_en_demeure\nchamps: {Creancier.Nom: debiteur.nom}\n"
    files: dict[str, str | bytes] = {
        f"{PLACE}.yaml": map, f"{PLACE}.pdf": form(), f"{HERE}/affaire.yaml": SOLIDARY, f"{HERE}/journal.yaml": SOLIDARY_JOURNAL,
    }  # fmt: skip
    made = make(FIRMS, [step("mise_en_demeure", debtor="sud-beton"), step("mise_en_demeure", debtor="benali")], files)
    names = {d.id: held(made, d.id)["Creancier.Nom"] for d in made.documents if d.kind == "formulaire"}
    assert names == {"formulaire-greffe-sud-beton": "SUD BÉTON", "formulaire-greffe-benali": "BENALI RÉNOVATION"}


def test_every_value_of_the_list_is_known_and_documented() -> None:
    """The list of names, what computes them and the page for users are one."""
    made = supplied()
    matter_values = _values(made)
    assert set(matter_values) == set(VALUES) and all(is_name(name) for name in VALUES)
    page = (ROOT / "templates" / "LISEZMOI.md").read_text().split("## Formulaires")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", page, re.MULTILINE)) == set(VALUES)
    assert all(f"| `{name}` | {what} |" in page for name, what in VALUES.items())


def _values(made: Made) -> dict[str, str]:
    from dataclasses import replace

    from document_cases import DAY, FILES, pieces_of

    from dossier.claim.compute import compute_claim
    from dossier.ground.world import MemoryWorld
    from dossier.law.parameters import shipped_law
    from dossier.load.workspace import load_workspace
    from dossier.procedure.replay import replay

    workspace = load_workspace(MemoryWorld(FILES, DAY))
    case = replace(made.case)
    claim = compute_claim(case, shipped_law(), DAY)
    stage = replay(case, claim, shipped_law(), DAY)
    return dict(form_values(Matter(workspace, case, claim, stage, pieces_of(case), (), False, case.debtors[0])))


def test_the_values_are_those_of_the_case() -> None:
    """Plain text, no markup, amounts without the sign of the currency."""
    values = _values(supplied())
    assert values["demande.principal"] == "5\u202f274,47" and values["demande.total"] == "5\u202f810,70"
    assert values["creancier.representant"] == "Paul Lenoir" and values["juridiction.ville"] == "Marseille"
    assert values["pieces.liste"].splitlines()[2] == "3. Pièce F-014" and values["factures.numeros"] == "F-2026-014, F-2026-020"
    assert not any("<" in value or "€" in value for name, value in values.items() if name.startswith("demande"))


@pytest.mark.parametrize(
    ("text", "names", "filled"),
    [
        ("creancier.nom", ("creancier.nom",), "A & B"),
        ("Fait à {lieu}, le {date}", ("lieu", "date"), "Fait à Lyon, le 3 mai"),
        ("{creancier.nom} ({debiteur.siren})", ("creancier.nom", "debiteur.siren"), ""),
        ("oui", (), "oui"),
        ("Tribunal de commerce", (), "Tribunal de commerce"),
        ("{piege}", ("piege",), "{lieu}"),
    ],
)
def test_a_row_is_a_name_a_text_with_names_or_a_text(text: str, names: tuple[str, ...], filled: str) -> None:
    """No half sentence where a value is empty, and a value is never read as a text with names."""
    values = {"creancier.nom": "A & B", "lieu": "Lyon", "date": "3 mai", "debiteur.siren": "", "piege": "{lieu}"}
    assert names_in(text) == names and with_values(text, values) == filled


def test_a_masked_site_has_no_form_of_the_firm() -> None:
    """A form may have the firm's name printed on it: none is filled where names are replaced."""
    from document_cases import DAY, FILES

    from dossier.ground.world import MemoryWorld
    from dossier.load.workspace import load_workspace
    from dossier.masking.mask import mask

    files: dict[str, str | bytes] = {**FILES, f"{PLACE}.yaml": MAP, f"{PLACE}.pdf": form()}
    workspace = load_workspace(MemoryWorld(files, DAY))
    assert workspace.forms and mask(workspace, [], [])[0].forms == ()
