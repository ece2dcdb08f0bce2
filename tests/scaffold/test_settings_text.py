"""The `dossier.yaml` of a new workspace: every key is explained, every example is sound, every value is read back as given."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.entries.fields import shapes
from dossier.ground.quotes import clean
from dossier.ground.world import MemoryWorld
from dossier.load.workspace import load_workspace
from dossier.model.case import Workspace
from dossier.model.entry import Entry
from dossier.model.party import Creditor
from dossier.model.settings import Settings
from dossier.scaffold.firm import QUESTIONS, settings_text

SOCIETY = {"denomination": "MENUISERIE DU LAC", "representant": "Zoé Blanc", "code-postal": "74000", "commune": "Annecy"}
PERSON = {"nom": "Martin", "prenoms": "Claire Louise", "code-postal": "01000", "commune": "Bourg-en-Bresse"}
_OPTIONAL = re.compile(r"^(\s*)#(?=[a-z_]+:|  - )", re.MULTILINE)
"""A key, or an item of a list, that stands commented; prose has one space after the sign."""


def read(text: str) -> Workspace:
    """A workspace with this text as its settings."""
    return load_workspace(MemoryWorld({"dossier.yaml": text.encode()}, date(2026, 11, 21)))


def keys(text: str) -> set[str]:
    """All keys that a text names, commented or not."""
    return set(re.findall(r"([a-z_]+):(?=\s|$)", text))


def wanted(model: type[Entry]) -> set[str]:
    """The keys of a class and of the classes of its keys."""
    found = set()
    for shape in shapes(model).values():
        found.add(shape.key)
        if shape.model and shape.kind == "entry":
            found |= wanted(shape.model)
    return found


def test_every_key_of_the_settings_stands_in_the_file() -> None:
    """A key that is not there is one that nobody finds; those of a collector and of a foreign address are on the page of the format."""
    text = settings_text(SOCIETY) + settings_text(PERSON)
    told_elsewhere = {
        "assurance", "compte_dedie", "declaration_procureur_le", "garantie", "mentions", "remuneration", "reversement",  # conseil
        "signataire", "reference", "par", "depuis", "au", "debit", "credit", "devise",
    }  # fmt: skip
    assert set(shapes(Settings)) | set(shapes(Creditor)) <= keys(text)
    assert wanted(Settings) - keys(text) <= told_elsewhere


@pytest.mark.parametrize("values", [SOCIETY, PERSON], ids=["société", "personne"])
def test_every_proposed_key_may_be_taken_as_it_is(values: dict[str, str]) -> None:
    """With all signs before keys taken out the file still reads without a fault of form."""
    text = _OPTIONAL.sub(r"\1", settings_text(values))
    assert "#" not in re.sub(r"(^|\s)#( .*)?$", "", text, flags=re.MULTILINE)
    workspace = read(text)
    assert sorted(d.message for d in workspace.diagnostics) == [
        "ce fichier n’existe pas : pouvoirs/durand.pdf",
        "ce fichier n’existe pas : templates/logo.svg",
    ]
    assert workspace.settings is not None and workspace.settings.adviser is not None


@pytest.mark.parametrize("values", [SOCIETY, PERSON], ids=["société", "personne"])
def test_as_written_the_file_has_no_fault(values: dict[str, str]) -> None:
    """What is commented by default is not needed to begin."""
    workspace = read(settings_text(values))
    assert workspace.diagnostics == ()
    assert workspace.settings is not None
    assert workspace.settings.signatories[0].id in ("zb", "cm")


TEXTS = st.text(min_size=1, max_size=60).filter(lambda text: bool(clean(text)))
FREE = [question.name for question in QUESTIONS if question.read is None and question.name not in ("civilite", "nom", "prenoms")]


@given(st.fixed_dictionaries(dict.fromkeys(FREE, TEXTS)))
@settings(deadline=None, max_examples=60)
def test_whatever_a_name_holds_it_is_read_back(values: dict[str, str]) -> None:
    """Quotes, colons, line feeds and control signs are part of a name, never of the file; nothing else changes by them."""
    workspace = read(settings_text({**SOCIETY, **values}))
    assert workspace.settings is not None, workspace.diagnostics
    creditor = workspace.settings.creditor
    assert creditor.denomination == clean(values["denomination"])
    assert creditor.email == clean(values["courriel"])
    assert creditor.address is not None and creditor.address.street == clean(values["voie"])
    assert creditor.representative is not None and creditor.representative.role == clean(values["fonction"])
    assert len(workspace.settings.calendar) == 6
