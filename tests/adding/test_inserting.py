"""An item put inside a file that a person keeps: the item is there, and every other byte is as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dossier.ground.world import MemoryWorld
from dossier.load.inserting import Way, inserted
from dossier.load.nodes import Mapping, Node, Scalar, Sequence, parse
from dossier.load.placing import Unplaceable

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*/affaire.yaml"))
LINES = ("- nature: kbis", "  le: 2026-11-02")
BRACES = "{nature: kbis, le: 2026-11-02}"
WAY: Way = ("debiteurs", 0, "verifications")


def put(text: str, way: Way = WAY) -> str:
    world = MemoryWorld({"cases/x/affaire.yaml": text.encode()}, date(2026, 11, 21))
    return inserted(world, "cases/x/affaire.yaml", way, LINES, BRACES).text.decode()


def said(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key.text: said(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [said(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def at(node: object, way: Way) -> object:
    for step in way:
        node = (
            node[step] if isinstance(node, list) and isinstance(step, int) else node.get(step) if isinstance(node, dict) else None
        )
    return node


@pytest.mark.parametrize("way", [WAY, ("debiteurs", 0, "patrimoine"), ("contrat", "pieces"), ("bordereau",)])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_example_can_be_completed_and_keeps_its_bytes(path: Path, way: Way) -> None:
    """Only lines are added, in one place, and they are the item with the keys that it lacked."""
    text = path.read_text()
    longer = put(text, way)
    old, new = text.splitlines(True), longer.splitlines(True)
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    assert new[:same] + new[same + len(new) - len(old) :] == old
    items = at(said(parse(longer, "x").node), way)
    assert isinstance(items, list)
    assert items[-1] == {"nature": "kbis", "le": "2026-11-02"}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("debiteurs:\n- id: x\n  nom: a", "debiteurs:\n- id: x\n  nom: a\n  verifications:\n    - nature: kbis\n      le: 2026-11-02\n"),
        ("debiteurs: [{id: x}]\n", "debiteurs: [{id: x, verifications: [{nature: kbis, le: 2026-11-02}]}]\n"),
        ("debiteurs:\n- {id: x, verifications: [ ]}\n", "debiteurs:\n- {id: x, verifications: [{nature: kbis, le: 2026-11-02} ]}\n"),
        (
            "debiteurs:\n- id: x\n  verifications:\n  # vu\n  nom: b\n",
            "debiteurs:\n- id: x\n  verifications:\n    - nature: kbis\n      le: 2026-11-02\n  # vu\n  nom: b\n",
        ),
        (
            "debiteurs:\r\n- id: x\r\n  nom: é\r\n",
            "debiteurs:\r\n- id: x\r\n  nom: é\r\n  verifications:\r\n    - nature: kbis\r\n      le: 2026-11-02\r\n",
        ),
        (
            "debiteurs:\n- id: x\n  detail: |\n    a\n    b\nz: 1\n",
            "debiteurs:\n- id: x\n  detail: |\n    a\n    b\n  verifications:\n    - nature: kbis\n      le: 2026-11-02\nz: 1\n",
        ),
        ("debiteurs:\n- id: x\n  verifications:\n  - a # vu\n", "debiteurs:\n- id: x\n  verifications:\n  - a # vu\n  - nature: kbis\n    le: 2026-11-02\n"),
    ],
)  # fmt: skip
def test_lists_in_every_style_go_on_in_their_style(text: str, result: str) -> None:
    """Dashes, brackets, an empty key, line ends of Windows, a last line without an end, a block of text before."""
    assert put(text) == result


@pytest.mark.parametrize(
    "text",
    [
        "debiteurs:\n- id: x\n  verifications: [\n    a,\n  ]\n", "debiteurs: {}\n", "debiteurs:\n- id: x\n  verifications: aucune\n",
        "debiteurs: []\n", "- a\n", "debiteurs: [\n", "",
    ],
)  # fmt: skip
def test_what_cannot_be_completed_safely_is_refused_with_the_lines_to_paste(text: str) -> None:
    """Better to ask the person than to guess."""
    with pytest.raises(Unplaceable) as refused:
        put(text)
    assert refused.value.hints
    assert "nature: kbis" in refused.value.hints[-1] or "corrigez" in refused.value.hints[-1]
