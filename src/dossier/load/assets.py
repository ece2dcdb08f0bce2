"""What a workspace brings beside facts: its own templates, logos, and the powers of its signatories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.spans import Span
from dossier.ground.world import Unreadable, World
from dossier.load.files import read_text, unreadable
from dossier.model.case import Case
from dossier.model.settings import Settings

LARGEST_TEMPLATE = 512 * 1024
_DEEPEST = 6


def read_templates(world: World) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """The files below `templates/` that are text, by their name from there (`letters/relance.html.j2`)."""
    texts: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    pending = [("", 0)]
    while pending:
        inner, depth = pending.pop()
        for item in world.list(f"templates/{inner}".rstrip("/")):
            name = f"{inner}/{item.name}".lstrip("/")
            if item.kind == "folder":
                pending += [(name, depth + 1)] if depth < _DEEPEST else []
            elif name.endswith((".j2", ".md", ".css", ".html")):
                text, faults = read_text(world, f"templates/{name}", LARGEST_TEMPLATE)
                diagnostics += faults
                if text is not None:
                    texts[name] = text
    return dict(sorted(texts.items())), tuple(diagnostics)


def read_assets(
    world: World, settings: Settings | None, cases: Iterable[Case]
) -> tuple[Mapping[str, Blob], tuple[Diagnostic, ...]]:
    """The logos and powers that `dossier.yaml` and the creditors of cases name, by path (DC101 where one cannot be read)."""
    wanted: dict[str, Span] = {}
    for creditor in [*([settings.creditor] if settings else []), *(case.creditor for case in cases)]:
        if creditor.letterhead and creditor.letterhead.logo:
            wanted.setdefault(creditor.letterhead.logo, creditor.letterhead.place_of("logo"))
    for signatory in settings.signatories if settings else ():
        if signatory.power:
            wanted.setdefault(signatory.power.evidence.file, signatory.power.evidence.place_of("fichier"))
    blobs: dict[str, Blob] = {}
    diagnostics = []
    for path, span in sorted(wanted.items()):
        try:
            blobs[path] = world.blob(path)
        except Unreadable as error:
            diagnostics.append(unreadable(path, error, span))
    return blobs, tuple(diagnostics)
