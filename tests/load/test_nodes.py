"""The reader of YAML events: texts with places, and nothing that hides facts."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.load import nodes
from dossier.load.decode import decode
from dossier.load.nodes import Mapping, Scalar, Sequence, parse


def test_every_value_keeps_its_line_and_column() -> None:
    """A diagnostic points at a value because its node knows where it stands, in characters and not in bytes."""
    node = parse('été: "à"\nliste:\n  - a\n  - {b: c}\n', "f.yaml").node
    assert isinstance(node, Mapping)
    key, value = node.items[0]
    assert (str(key.span), str(value.span)) == ("f.yaml:1:1", "f.yaml:1:6")
    inner = node.get("liste")
    assert isinstance(inner, Sequence) and isinstance(inner.items[1], Mapping)
    assert str(inner.items[1].items[0][1].span) == "f.yaml:4:9"
    assert (inner.span.end_line, inner.span.end_column) == (4, 11)


@pytest.mark.parametrize("text", ["01000", "005123456", "NO", "12:30", "1e3", ".inf", "~", "null", "0x1F", "2026_001", "yes"])
def test_a_scalar_is_the_text_that_was_written(text: str) -> None:
    """No parser makes 512 of 01000 or a truth value of Norway."""
    node = parse(f"v: {text}\n", "f.yaml").node
    assert isinstance(node, Mapping) and isinstance(value := node.get("v"), Scalar)
    assert value.text == text


def test_a_key_without_value_is_blank_and_an_empty_text_is_not() -> None:
    """`echeance:` says nothing; `echeance: ''` says an empty text."""
    node = parse("a:\nb: ''\n", "f.yaml").node
    assert isinstance(node, Mapping)
    assert [value.blank for _, value in node.items if isinstance(value, Scalar)] == [True, False]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: &x 1\n", "DC108", "f.yaml:1:4"),
        ("a: *x\n", "DC108", "f.yaml:1:4"),
        ("<<: {a: b}\n", "DC108", "f.yaml:1:1"),
        ("a: !!python/object:os.system x\n", "DC109", "f.yaml:1:4"),
        ("a: !include x\n", "DC109", "f.yaml:1:4"),
        ("a: 1\n---\nb: 2\n", "DC122", "f.yaml:2:1"),
        ("a: 1\na: 2\n", "DC124", "f.yaml:2:1"),
        ("{a: 1}: 2\n", "DC125", "f.yaml:1:1"),
        ("'': 2\n", "DC125", "f.yaml:1:1"),
        ('a: "\\0"\n', "DC104", "f.yaml:1:4"),
        ('a: "\\e[31m"\n', "DC104", "f.yaml:1:4"),
    ],
)
def test_what_hides_facts_is_refused_at_its_place(text: str, code: str, place: str) -> None:
    """Anchors, aliases, merge keys, tags, second documents, repeated keys and control characters are diagnostics."""
    faults = parse(text, "f.yaml").faults
    assert (code, place) in [(fault.code, str(fault.span)) for fault in faults]


def test_the_explicit_start_of_the_only_document_is_allowed() -> None:
    """`---` at the head of a file is common and harmless."""
    assert parse("---\na: 1\n...\n", "f.yaml").faults == ()


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_stopped_early(opening: str) -> None:
    """200,000 brackets end at the twentieth level, in no time; a C loader would end the process."""
    start = time.process_time()
    parsed = parse(opening * 200_000, "f.yaml")
    assert [fault.code for fault in parsed.faults] == ["DC123"] and parsed.node is None
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("resume: Appel : promet\n", "deux-points"),
        ("a:\n\tb: 1\n", "tabulation"),
        ('a: "x\n', "jamais fermé"),
        ("a: [1, 2\nb: 3\n", "virgule"),
        ("a: 1\n b: 2\n", "deux-points"),
        ("- a\nb: 1\n", "tiret"),
        ("a: @b\n", "caractère interdit"),
        ("a: 'x' y\n", "retrait"),
        ('a: "\\q"\n', "séquence"),
        ("%a\n", "%"),
        ("a\nb: 1\n", "deux-points"),
    ],
)
def test_the_complaints_of_the_parser_are_said_in_french(text: str, words: str) -> None:
    """Each usual slip has its cause and what to do about it."""
    (fault,) = parse(text, "f.yaml").faults
    assert fault.code == "DC105" and words in f"{fault.message} {' '.join(fault.hints)}"
    assert fault.span.line > 0 and fault.hints


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises; what is read has its place inside the text."""
    decoded = decode(text.encode("utf-8", "surrogatepass"), "f.yaml")
    if decoded.value is None:
        assert decoded.diagnostics
        return
    parsed = parse(decoded.value, "f.yaml")
    lines = decoded.value.count("\n") + 2
    assert all(0 < fault.span.line <= lines for fault in parsed.faults)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.text("xyz ", max_size=4), min_size=1), st.data())
def test_a_repeated_key_never_passes(mapping: dict[str, str], data: st.DataObject) -> None:
    """Whatever the mapping, writing one of its keys again is an error that shows both places."""
    again = data.draw(st.sampled_from(sorted(mapping)))
    text = "".join(f"{key}: '{value}'\n" for key, value in mapping.items()) + f"{again}: 'encore'\n"
    (fault,) = parse(text, "f.yaml").faults
    assert fault.code == "DC124" and fault.span.line == len(mapping) + 1
    assert fault.related[0][0].line == list(mapping).index(again) + 1


def test_a_parser_without_libyaml_is_a_fault_of_the_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven times slower and without warning is worse than a sentence that names the package."""
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    nodes._libyaml.cache_clear()
    try:
        with pytest.raises(ImportError, match="libyaml"):
            parse("a: 1\n", "f.yaml")
    finally:
        nodes._libyaml.cache_clear()


def test_yaml_is_imported_only_when_a_file_is_parsed() -> None:
    """A command that finds its results in the cache must not pay for the parser."""
    code = "import sys, dossier.load.workspace; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
