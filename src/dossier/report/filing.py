"""A filing for the terminal: its files, their sizes and lots, as text and as JSON-able data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dossier.bundle.preflight import Filing
from dossier.ground.french import NBSP, plural, short_day
from dossier.model.profile import Profile
from dossier.pdf.words import size
from dossier.report.text import shown, table

_KIND_FR = {"act": "acte", "piece": "pièce", "volume": "liasse"}


def filing_text(filings: Sequence[Filing], profile: Profile, fit: int | None = None) -> str:
    """The profile with its sources, then the files of each case; sizes that were estimated say so."""
    limits = [
        f"{size(profile.file_bytes)} par fichier" if profile.file_bytes else "aucune limite par fichier",
        *([plural(profile.file_pages, "page")] if profile.file_pages else []),
        f"{size(profile.lot_bytes)} par lot" if profile.lot_bytes else "aucune limite par lot",
        f"noms de {profile.longest_name} signes",
    ]
    lines = [shown(f"{profile.title} ({profile.name}){NBSP}: {', '.join(limits)}")]
    for source in profile.sources:
        read = f" (lu le {short_day(source.read_on)})" if source.read_on else ""
        lines.append(shown(f"  source{NBSP}: {source.title}{read}"))
    if profile.note:
        lines.append(shown(f"  {profile.note}"))
    return "\n\n".join(["\n".join(lines), *(_case(filing, fit) for filing in filings)])


def _case(filing: Filing, fit: int | None) -> str:
    rows = [
        [
            file.name, _KIND_FR[file.kind], str(file.pages), f"{'' if file.exact else '~ '}{size(file.bytes)}",
            str(file.lot) if file.lot else "—",
        ]
        for file in filing.files
    ]  # fmt: skip
    lots = f", {plural(filing.lots, 'lot')}" if filing.lots else ""
    head = shown(f"{filing.case}{NBSP}: {plural(len(filing.files), 'fichier')}{lots}")
    if not rows:
        return head
    return f"{head}\n{table(('Fichier', '', 'Pages', 'Taille', 'Lot'), rows, frozenset({2, 3, 4}), widest=80, fit=fit)}"


def filing_json(filings: Sequence[Filing], profile: Profile) -> dict[str, Any]:
    """The same as data; limits in bytes, null for none."""
    return {
        "profile": {
            "name": profile.name, "title": profile.title, "file_bytes": profile.file_bytes, "file_pages": profile.file_pages,
            "lot_bytes": profile.lot_bytes, "longest_name": profile.longest_name, "not_found": list(profile.borrowed),
            "sources": [
                {"title": s.title, "href": s.href, "read_on": s.read_on.isoformat() if s.read_on else None} for s in profile.sources
            ],
        },
        "cases": [
            {
                "case": filing.case, "exact": filing.exact, "lots": filing.lots,
                "files": [
                    {"name": f.name, "kind": f.kind, "pages": f.pages, "bytes": f.bytes, "lot": f.lot or None, "exact": f.exact}
                    for f in filing.files
                ],
            }
            for filing in filings
        ],
    }  # fmt: skip
