"""A build that is killed, and builds at once: the output is an old one or a new one, whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_support import DAY, digests, dossier

CASE = "2026-060-les-tilleuls"


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dossier", "--date", DAY, "build", *arguments],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def is_whole(root: Path) -> str:
    """The digest of an output whose files all are what its manifest says."""
    made = digests(root / "build")
    manifest = json.loads((root / "build/manifest.json").read_bytes())
    assert {path: row["sha256"] for path, row in manifest["outputs"].items()}.items() <= made.items()
    tree: str = manifest["tree"]
    return tree


def workers_left(root: Path) -> list[str]:
    """Processes that still stand in the workspace."""
    left = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                if (place / "cwd").resolve() == root.resolve() and (place / "stat").read_text().split()[2] != "Z":
                    left.append((place / "cmdline").read_text())
            except OSError:
                continue
    return left


@pytest.mark.parametrize("moments", [3, pytest.param(40, marks=pytest.mark.long)])
def test_a_build_killed_at_any_moment_leaves_a_whole_output_and_no_process(copied: Callable[..., Path], moments: int) -> None:
    """SIGKILL to the build alone, spread over its duration: old or new, the workers die with it, the next build needs no hand."""
    root = copied(CASE)
    assert dossier(root, "build").returncode == 0
    old = is_whole(root)
    invoice = root / "cases" / CASE / "factures.yaml"
    invoice.write_text(invoice.read_text().replace("objet: ", "objet: Autre — ", 1))
    clock = time.monotonic()
    reference = copied(CASE, to="reference")
    (reference / "cases" / CASE / "factures.yaml").write_text(invoice.read_text())
    assert dossier(reference, "build").returncode == 0
    duration, new = time.monotonic() - clock, is_whole(reference)
    assert new != old
    for number in range(moments):
        child = start(root)
        time.sleep(duration * (number + 0.5) / moments * 0.9)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert is_whole(root) in {old, new}
        for _ in range(50):
            if not workers_left(root):
                break
            time.sleep(0.1)
        assert workers_left(root) == []
    assert dossier(root, "build").returncode == 0
    assert digests(root / "build") == digests(reference / "build")
    assert sorted(place.name for place in root.iterdir()) == [".dossier", "build", "cases", "dossier.yaml"]
    assert list((root / ".dossier/cache/travail").iterdir()) == []


def test_a_second_build_waits_or_says_that_it_is_locked(copied: Callable[..., Path]) -> None:
    """Two builds at once do not mix: the second waits as long as it was told, then exits 2 and changes nothing."""
    import fcntl

    root = copied(CASE)
    (root / ".dossier").mkdir()
    with (root / ".dossier/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = dossier(root, "build", "--wait", "0.2")
        assert refused.returncode == 2
        assert "verrouillé" in refused.stderr
        assert not (root / "build").exists()
        waiting = start(root, "--wait", "60")
        time.sleep(1)
        assert waiting.poll() is None
    out, _ = waiting.communicate()
    assert waiting.returncode == 0
    assert out.strip() == str(root / "build/index.html")


def test_two_builds_at_once_give_one_whole_output(copied: Callable[..., Path]) -> None:
    """Started together on the same workspace: both end well, the output is that of one build."""
    root = copied(CASE)
    children = [start(root), start(root)]
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0, 0]
    is_whole(root)
    assert sorted(place.name for place in root.iterdir()) == [".dossier", "build", "cases", "dossier.yaml"]


def test_ctrl_c_ends_a_build_with_a_word_and_without_workers(copied: Callable[..., Path]) -> None:
    """Interrupted: code 2, no traceback, nobody left."""
    root = copied(CASE)
    child = start(root)
    for _ in range(200):
        if any((root / ".dossier/cache/travail").glob("*/*")) if (root / ".dossier/cache/travail").exists() else False:
            break
        time.sleep(0.05)
    os.killpg(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 2
    assert "interrompu" in err
    assert "Traceback" not in err
    assert not (root / "build").exists()
    assert workers_left(root) == []
