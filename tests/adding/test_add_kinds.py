"""Every kind and every act of the model is added with options alone, and what was typed is what `load` reads."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from added import BARE, arguments, bare_workspace, files_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from made import expected, read_back, values

from dossier.cli.adding.kinds import GROUPS, KINDS, Kind
from dossier.cli.adding.options import fields_of
from dossier.cli.root import run
from dossier.entries.fields import shapes
from dossier.ground.world import DiskWorld
from dossier.load.nodes import Mapping, Node, Scalar, Sequence, parse
from dossier.load.schema import schemas
from dossier.load.workspace import load_workspace
from dossier.model.journal import ACTS

_MADE: dict[str, Any] = {
    "day": "2026-03-12", "hour": "9h40", "amount": "1234.56", "percent": "12", "rate": "3 x legal", "yes_no": "oui", "count": "3",
    "siren": "123456782", "iban": "FR76 3000 6000 0112 3456 7890 189", "postcode": "13001",
}  # fmt: skip
_TEXT = "Dit : « # demain », à l'aube\n- date: 2001-01-01"


def _full(model: Any, left_out: tuple[str, ...]) -> dict[str, Any]:
    """A value at every key that has an option."""
    made: dict[str, Any] = {}
    for key, shape in shapes(model).items():
        if key in left_out or key == "acte":
            continue
        if shape.kind == "piece":
            one: Any = {"fichier": "pieces/preuve.pdf", "titre": "Preuve : un", "date": "2026-03-12", "nature": "autre"}
        elif shape.model is not None:
            one = _full(shape.model, ())
        else:
            one = shape.words[-1] if shape.words else _MADE.get(shape.kind, _TEXT)
        made[key] = [one] if shape.many else one
    return made


def _new_file(root: Path, before: dict[str, bytes]) -> str:
    (name,) = sorted(set(files_of(root)) - set(before))
    return name


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_of_every_kind_has_an_option(kind: Kind, bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All options of a kind at once make one file, which reads back as typed, and of which the syntax is sound."""
    (bare / BARE.folder / "pieces").mkdir()
    (bare / BARE.folder / "pieces/preuve.pdf").write_bytes(b"%PDF-1.7 x")
    before = files_of(bare)
    typed = _full(kind.model, kind.left_out)
    typed.setdefault("date", "2026-03-12")
    code = run(["--date", BARE.day, "add", kind.name, "--force", *arguments(fields_of(kind.model, kind.left_out), typed)])
    assert code == 0, capsys.readouterr().err
    path = _new_file(bare, before)
    assert path.startswith(f"{BARE.folder}/{kind.list}/")
    text = (bare / path).read_text()
    assert text.startswith(f"# yaml-language-server: $schema=../../../schemas/{kind.list}.schema.json\n")
    fixed = {**{key: word for key, word in kind.defaults.items() if key != "date"}, **kind.fixed}
    assert read_back(kind.list, text).model_dump() == expected(kind.list, {**fixed, **typed}).model_dump()
    (case,) = load_workspace(DiskWorld(bare, case_day())).cases
    assert [d for d in case.diagnostics if d.code.startswith("DC1")] == []


def case_day() -> Any:
    """The day of the tests."""
    from datetime import date

    return date.fromisoformat(BARE.day)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_an_editor_finds_nothing_wrong_with_what_was_written(kind: Kind, bare: Path) -> None:
    """The schema that the first line names admits the file, numbers and days as YAML 1.2 reads them."""
    (bare / BARE.folder / "pieces").mkdir()
    (bare / BARE.folder / "pieces/preuve.pdf").write_bytes(b"%PDF-1.7 x")
    before = files_of(bare)
    typed = _full(kind.model, kind.left_out)
    assert run(["--date", BARE.day, "add", kind.name, "--force", *arguments(fields_of(kind.model, kind.left_out), typed)]) == 0
    node = parse((bare / _new_file(bare, before)).read_text(), "x.yaml").node
    assert [error.message for error in _validator(kind.list).iter_errors(_seen(node))] == []


@cache
def _validator(name: str) -> Draft7Validator:
    return Draft7Validator(schemas()[f"{name}.schema.json"])


def _seen(node: Node | None) -> Any:
    """What an editor makes of a file that we wrote: of scalars without quotes, numbers."""
    if isinstance(node, Mapping):
        return {key.text: _seen(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [_seen(item) for item in node.items]
    assert isinstance(node, Scalar)
    quoted = node.span.line == node.span.end_line and node.span.end_column - node.span.column > len(node.text)
    return float(node.text) if not quoted and re.fullmatch(r"-?[0-9]+(?:[.][0-9]+)?", node.text) else node.text


@pytest.mark.parametrize("act", sorted(set(ACTS) - {"communication"}))
def test_every_act_is_added_with_its_day_alone(act: str, bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No act needs more than its day, but the opening of insolvency proceedings its kind."""
    more = ["--type", "liquidation"] if act == "procedure_collective" else []
    assert run(["--date", BARE.day, "add", act, "--date", "2026-10-12", "--force", *more]) == 0, capsys.readouterr().err
    (case,) = load_workspace(DiskWorld(bare, case_day())).cases
    assert [event.act for event in case.journal] == [act]
    assert case.diagnostics == ()


def test_the_acts_come_from_the_model_and_each_has_one_heading() -> None:
    """An act that the model gains is offered without a line of this package; a heading names no act twice."""
    grouped = [act for acts in GROUPS.values() for act in acts]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= set(ACTS)
    assert {kind.fixed["acte"] for kind in KINDS.values() if "acte" in kind.fixed} == set(ACTS) - {"communication"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_help_fits_a_terminal_and_its_example_can_be_typed(
    kind: Kind, bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Eighty columns; the call that is shown works once its file exists."""
    import shlex

    assert run(["add", kind.name, "-h"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 79
    assert f"dossier add {kind.name} " in out
    for word in shlex.split(kind.example):
        if word.endswith((".pdf", ".eml")):
            (bare / word).write_bytes(b"x")
    more = ["--type", "liquidation"] if kind.name == "procedure_collective" else []
    assert run(["--date", BARE.day, "add", kind.name, "--force", *more, *shlex.split(kind.example)]) == 0, capsys.readouterr().err


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_typed_is_what_load_reads(kind: Kind, data: st.DataObject) -> None:
    """Whatever hostile text is typed: refused by name for a sign that no file may hold, else read back as it was."""
    typed = data.draw(values(kind.model, dict.fromkeys(kind.left_out)))
    typed = {key: value for key, value in typed.items() if value is not None and key != "pieces"}
    words = arguments(fields_of(kind.model, kind.left_out), typed)
    assume(not any(f";{key}=" in word for word in words for key in ("le", "montant")))
    with TemporaryDirectory() as folder:
        root = bare_workspace(Path(folder) / "classeur")
        before = files_of(root)
        code = run(["-C", str(root), "--date", BARE.day, "add", kind.name, "--force", *words])
        if code:
            assert files_of(root) == before
            return
        text = (root / _new_file(root, before)).read_text()
        fixed = {**{key: word for key, word in kind.defaults.items() if key not in typed}, **kind.fixed}
        fixed = {key: BARE.day if key == "date" else word for key, word in fixed.items()}
        assert read_back(kind.list, text).model_dump() == expected(kind.list, {**fixed, **typed}).model_dump()
        shutil.rmtree(root)
