"""The text of an entry: what was given is what `load` reads, for every kind and act, whatever a stranger wrote."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from made import ALL_KINDS, NASTY, TEXTS, expected, of_kind, read_back

from dossier.entries.fields import model_of, shapes
from dossier.entries.scalars import scalar
from dossier.entries.text import affaire_text, entry_text
from dossier.ground.money import Money
from dossier.ground.quotes import clean
from dossier.model.journal import ACTS


@pytest.mark.parametrize(("kind", "act"), ALL_KINDS)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_what_is_given_is_what_load_reads(kind: str, act: str, data: st.DataObject) -> None:
    """Every field of every kind, nested ones too; the comments around change nothing."""
    values = data.draw(of_kind(kind, act))
    head = data.draw(st.lists(TEXTS, max_size=2))
    text = entry_text(kind, values, head)
    assert read_back(kind, text).model_dump() == expected(kind, values).model_dump()


@pytest.mark.parametrize("nasty", NASTY)
def test_a_hostile_text_is_a_sound_scalar(nasty: str) -> None:
    """In a text, a list of texts and a comment: nothing breaks out, nothing is lost but what no file may hold."""
    values = {"date": date(2026, 3, 5), "acte": "contestation", "motif": nasty, "factures": [nasty], "resume": f"x{nasty}"}
    text = entry_text("journal", values, [nasty])
    read = read_back("journal", text)
    assert read.model_dump() == expected("journal", values).model_dump() or not clean(nasty)
    assert "\x1b" not in text
    assert "\u202e" not in text


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_another_reader_of_yaml_sees_the_same_text(text: str) -> None:
    """A scalar that we write is a text for readers of YAML 1.1 too, which take far more words for numbers than YAML 1.2."""
    assert yaml.safe_load(f"x: {scalar(text)}\n") == {"x": clean(text)}  # noqa: TID251  # what others would see is the point


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Money(480000), "4800.00"), (date(2026, 3, 5), "2026-03-05"), (True, "oui"), (False, "non"), (Decimal("12.50"), "12.50"),
        (time(9, 5), "9h05"), (30, "30"), ("005123456", '"005123456"'), ("NO", '"NO"'), ("12 rue Paradis", "12 rue Paradis"),
        ("F-2026-014", "F-2026-014"), ("Fin : vendredi", '"Fin : vendredi"'), ("L’Île", "L’Île"), ("1e5", '"1e5"'),
    ],
)  # fmt: skip
def test_scalars_look_as_a_person_writes_them(value: object, written: str) -> None:
    """Quotes only where a reader could be mistaken."""
    assert scalar(value) == written  # type: ignore[arg-type]


def test_a_text_of_several_lines_stays_legible() -> None:
    """A literal block, which git compares line by line."""
    text = entry_text("journal", {"date": date(2026, 3, 5), "resume": "Bonjour,\n\nnous paierons : vendredi.\n  -- \nX"})
    assert 'resume: "Bonjour,' in text  # a line ends with a space: quotes keep it
    text = entry_text("journal", {"date": date(2026, 3, 5), "resume": "Bonjour,\n\nnous paierons : vendredi.\n  X"})
    assert "resume: |-\n  Bonjour,\n\n  nous paierons : vendredi.\n    X\n" in text


@pytest.mark.parametrize(("kind", "act"), ALL_KINDS)
def test_what_may_be_added_next_is_proposed_as_a_comment(kind: str, act: str) -> None:
    """An act proposes its own keys; none of the proposals is read."""
    fixed = {"acte": act} if act else {}
    text = entry_text(kind, {"date": date(2026, 3, 5), **fixed} if kind == "journal" else {"reference": "x"})
    told = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    proposed = {line.partition(":")[0] for line in told if not line.startswith(" ")}
    assert proposed <= set(shapes(model_of(kind, act)))
    if act:
        assert proposed >= set(shapes(ACTS[act])) - set(shapes(model_of("journal"))) - set(fixed)
    assert proposed


def test_a_proposal_left_as_it_is_is_never_taken_for_a_day() -> None:
    """The placeholder of a day is no day: uncommented by oversight it is refused, not believed."""
    text = entry_text("journal", {"date": date(2026, 3, 5), "acte": "mise_en_demeure"})
    assert "# presente_le: AAAA-MM-JJ   # présenté le (première présentation)" in text.splitlines()


def test_what_is_empty_is_left_out() -> None:
    """None, '' and empty lists are as if they were not given."""
    text = affaire_text({"titre": "", "nature": "civile", "reference": None, "bordereau": [], "contrat": {"objet": " "}})
    assert [line for line in text.splitlines() if not line.startswith("#")] == ["nature: civile"]


def test_a_key_that_is_no_word_is_refused() -> None:
    """Keys come from the model; another one is a fault of the caller."""
    with pytest.raises(ValueError, match="a b"):
        entry_text("frais", {"a b": "x"})
    with pytest.raises(KeyError):
        entry_text("journal", {"acte": "inconnu"})
