"""G2: an edit in one warm process, from the changed file to the published PDF, against WeasyPrint alone on the same pages.

    python benchmarks/edits.py WORKSPACE LETTER ROUNDS

LETTER is the path of the letter below build/. Each round changes a sentence of the letter's text, as its author would, then
runs the passes and publishes; the anchor prints the same HTML with fonts and style sheets kept. Prints the seconds as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from dossier.compile import Compiled, compile_workspace
from dossier.documents.printing import style_sheets
from dossier.ground import shipped
from dossier.ground.jobs import InProcess
from dossier.ground.world import DiskWorld
from dossier.publish.publish import publish
from dossier.publish.recording import RecordingWorld
from dossier.wanted import Wanted

DAY = date(2026, 11, 21)
TEMPLATE = "letters/relance-3.md.j2"


def build(root: Path, runner: InProcess) -> Compiled:
    """All passes for the letters, and the publication."""
    world = RecordingWorld(DiskWorld(root, DAY))
    compiled = compile_workspace(world, runner, Wanted(frozenset({"letters"})))
    record = root / ".dossier/record.json"
    publish(compiled.tree, root / "build", root=root, record=record, inputs=world.inputs, day=DAY)
    return compiled


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(start: tuple[float, float]) -> tuple[float, float]:
    """Seconds by the clock and of CPU."""
    wall, cpu = _now()
    return wall - start[0], cpu - start[1]


def bare(compiled: Compiled, path: str, kept: dict[str, Any]) -> tuple[float, float]:
    """Seconds that WeasyPrint takes for the same document with fonts and style sheets kept."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    document = next(p.document for view in compiled.views for p in view.printed if p.document.path == path)
    fonts = kept.setdefault("fonts", FontConfiguration())
    sheets = [kept.setdefault(css, weasyprint.CSS(string=css, font_config=fonts)) for css in style_sheets(document)]
    start = _now()
    html = weasyprint.HTML(string=document.html, base_url="dossier:/")
    variant = document.variant or None
    html.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant=variant, pdf_tags=bool(variant))
    return _since(start)


def main(root: Path, path: str, rounds: int) -> None:
    """Warm up once, then edit and print in turn."""
    runner, kept, pairs = InProcess(), dict[str, Any](), []
    target, own = root / "build" / path, root / "templates" / TEMPLATE
    shipped_text = shipped.read(f"templates/{TEMPLATE}").decode()
    (root / ".dossier").mkdir(exist_ok=True)
    own.parent.mkdir(parents=True)
    build(root, runner)
    for number in range(rounds + 1):
        before, executed = target.read_bytes(), runner.executed
        start = _now()
        own.write_text(f"Ceci est la rédaction n° {number}.\n\n{shipped_text}")
        compiled = build(root, runner)
        ours = _since(start)
        if target.read_bytes() == before or runner.executed != executed + 1:
            sys.exit(f"the edit must print one letter, it printed {runner.executed - executed}")
        pairs.append((ours, bare(compiled, path, kept)))
    print(json.dumps(pairs[1:]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
