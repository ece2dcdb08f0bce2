"""Which number each file gets, before anything is printed: order, communicated numbers, duplicates, what stays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.spans import Span
from dossier.model.case import Case, FrozenPiece
from dossier.model.evidence import withheld
from dossier.pieces.bordereau import KeptOut
from dossier.pieces.cited import Citation, citations
from dossier.pieces.frozen import is_evidence, retired_files, rows_on, whereabouts
from dossier.pieces.remarks import order_notes, unnumbered_notes

LOCK = "bordereau.lock"


@dataclass(frozen=True, slots=True)
class Planned:
    """A number and what stands behind it: the file's path from the case's folder, who cites it, its row in the lock.

    `citations` is empty for a communicated piece that nothing cites any more; `others` are paths with the same bytes.
    `former` is the path under which it was communicated, '' when its file is still there.
    """

    number: int
    path: str
    citations: tuple[Citation, ...]
    frozen: FrozenPiece | None = None
    others: tuple[str, ...] = ()
    former: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether the number stays empty because the piece was withdrawn after it was communicated."""
        return self.frozen is not None and self.frozen.withdrawn


@dataclass(frozen=True, slots=True)
class Plan:
    """All numbers of a case in order, and what was kept out."""

    pieces: tuple[Planned, ...]
    kept_out: tuple[KeptOut, ...]
    diagnostics: tuple[Diagnostic, ...]


def candidates(case: Case, today: date) -> tuple[str, ...]:
    """The files that may become pieces, in order, each once: cited and not kept out, or communicated once."""
    allowed = [group[0].path for group in _groups(case, today) if not _reason(group)]
    frozen = [row.file for row in rows_on(case, today) if not row.withdrawn and is_evidence(row.file)]
    return tuple(dict.fromkeys((*allowed, *frozen)))


def closed_files(case: Case, today: date, digests: Mapping[str, str]) -> tuple[str, ...]:
    """Files that are hashed and not opened, given the *digests* of the candidates.

    Those below `pieces/` that are kept out: a copy of one is kept out too. And all others, while the file of a
    communicated piece is not where the lock says: it may have been renamed.
    """
    secret = [group[0].path for group in _groups(case, today) if _reason(group) and is_evidence(group[0].path)]
    astray = any(digests.get(row.file) != row.sha256 for row in rows_on(case, today) if not row.withdrawn)
    others = [path for path, item in case.files.items() if item.kind == "file" and path not in digests] if astray else []
    return tuple(dict.fromkeys((*secret, *others)))


def plan_numbers(case: Case, today: date, digests: Mapping[str, str] | None) -> Plan:
    """Give each candidate its number.

    *digests* are SHA-256 by path of the files that could be read; None when none was opened: then neither duplicates nor
    changes are seen. Communicated numbers stay, with their files wherever these lie now; the others take what numbers are
    free, in the order of the bordereau. Diagnostics: DC501, DC503 to DC506, DC508 and DC509.
    """
    rows = rows_on(case, today)
    groups = {group[0].path: group for group in _groups(case, today)}
    retired = retired_files(rows, groups, digests)
    copies = _copies_of_secrets(groups, rows, digests or {})
    out = [(group, _reason(group) or retired.get(path) or copies.get(path)) for path, group in groups.items()]
    kept = tuple(_kept_out(group, *reason) for group, reason in out if reason)
    open_groups = {group[0].path: group for group, reason in out if not reason}
    strays = [path for path in digests or () if path not in groups]
    places = whereabouts(rows, (*open_groups, *strays), digests)
    same = _duplicates(tuple(places.values()), open_groups, digests or {})
    pieces = [_frozen_piece(row, places, open_groups, same) for row in rows if _is_known(row, today, groups)]
    pieces = [replace(p, former=_former(p, digests)) for p in pieces]
    taken = {path for piece in pieces for path in (piece.path, piece.former, *piece.others) if not piece.withdrawn}
    swallowed = {other for others in same.values() for other in others}
    new = [path for path in open_groups if path not in taken and path not in swallowed]
    pieces += [
        Planned(number, path, _merged(open_groups, path, same), None, same.get(path, ()))
        for number, path in zip(_free(rows), new, strict=False)
    ]
    diagnostics = (
        *_duplicate_notes(case, open_groups, same),
        *_kept_notes(case, out),
        *_frozen_notes(case, pieces, groups, digests),
        *order_notes(case, groups),
        *unnumbered_notes(case, today, pieces),
    )
    return Plan(tuple(sorted(pieces, key=lambda p: p.number)), kept, diagnostics)


def _copies_of_secrets(
    groups: Mapping[str, tuple[Citation, ...]], rows: Sequence[FrozenPiece], digests: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """The cited files with the bytes of one that is kept out, with its reason and rule; what was communicated is known anyway."""
    secret = {digests[path]: (path, why) for path, group in groups.items() if path in digests and (why := _reason(group))}
    known = {row.sha256 for row in rows if not row.withdrawn}
    return {
        path: (f"copie de {secret[digest][0]}, {secret[digest][1][0]}", secret[digest][1][1])
        for path, digest in digests.items()
        if digest in secret and digest not in known and path in groups and path != secret[digest][0]
    }


def _free(rows: Sequence[FrozenPiece]) -> Iterator[int]:
    """The numbers that no row of the lock has, from 1: below a number that was given alone they are still free."""
    given = {row.number for row in rows}
    return (number for number in count(1) if number not in given)


def _is_known(row: FrozenPiece, today: date, groups: Mapping[str, object]) -> bool:
    """Whether the piece of a row exists on a day: communicated by then, or cited by then under the number it was to get."""
    return row.communicated_on is None or row.communicated_on <= today or row.file in groups


def _frozen_piece(
    row: FrozenPiece,
    places: Mapping[int, str],
    groups: Mapping[str, tuple[Citation, ...]],
    same: Mapping[str, tuple[str, ...]],
) -> Planned:
    path = places.get(row.number, row.file)
    return Planned(row.number, path, () if row.withdrawn else _merged(groups, path, same), row, same.get(path, ()))


def _former(piece: Planned, digests: Mapping[str, str] | None) -> str:
    """The path under which a piece was communicated and where nothing is any more."""
    gone = piece.frozen is not None and piece.frozen.file != piece.path and piece.frozen.file not in (digests or {})
    return piece.frozen.file if piece.frozen and gone else ""


def _groups(case: Case, today: date) -> list[tuple[Citation, ...]]:
    """Citations by file: first the files that the case puts in order, then in the order in which they are first cited.

    Inside a group a title written by hand comes first.
    """
    groups: dict[str, list[Citation]] = {}
    for citation in citations(case, today):
        groups.setdefault(citation.path, []).append(citation)
    wished = {path: place for place, path in enumerate(dict.fromkeys(path for path, _ in case.order))}
    ordered = sorted(groups, key=lambda path: wished.get(path, len(wished)))
    return [tuple(sorted(groups[path], key=lambda c: not c.own_title)) for path in ordered]


def _reason(group: Sequence[Citation]) -> tuple[str, str] | None:
    """Why a file is no piece, and the rule; None when it is one."""
    path = group[0].path
    if not is_evidence(path):
        return ("note interne" if path.startswith("notes/") else "hors de pieces/", "")
    if any(c.confidential for c in group):
        return "marquée confidentielle dans l’affaire", ""
    return next((why for c in group if (why := withheld(c.nature, c.official))), None)


def _kept_out(group: Sequence[Citation], reason: str, rule: str) -> KeptOut:
    return KeptOut(group[0].path, group[0].title, reason, rule, group[0].span)


def _duplicates(
    communicated: Sequence[str], groups: Mapping[str, Sequence[Citation]], digests: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """For each file that others repeat byte for byte, the others; a communicated file comes first, then the first cited."""
    by_digest: dict[str, list[str]] = {}
    for path in dict.fromkeys((*communicated, *groups)):
        if path in digests:
            by_digest.setdefault(digests[path], []).append(path)
    return {
        paths[0]: others
        for paths in by_digest.values()
        if (others := tuple(path for path in paths[1:] if path not in communicated))
    }


def _merged(groups: Mapping[str, tuple[Citation, ...]], path: str, same: Mapping[str, tuple[str, ...]]) -> tuple[Citation, ...]:
    return tuple(c for way in (path, *same.get(path, ())) for c in groups.get(way, ()))


def _duplicate_notes(
    case: Case, groups: Mapping[str, tuple[Citation, ...]], same: Mapping[str, tuple[str, ...]]
) -> list[Diagnostic]:
    return [
        found(
            "DC501",
            f"{other} est le même fichier que {path}",
            groups[other][0].span,
            hints=(f"citez {path} aux deux endroits",),
            related=tuple((c.span, "cité ici") for c in groups.get(path, ())[:1]),
            case=case.id,
        )
        for path, others in same.items()
        for other in others
        if other in groups
    ]


def _kept_notes(case: Case, out: Sequence[tuple[tuple[Citation, ...], tuple[str, str] | None]]) -> list[Diagnostic]:
    """DC506 for files that a rule keeps out; what the firm itself marked confidential needs no word."""
    return [
        found("DC506", f"{group[0].path} reste hors du bordereau, {reason[0]}", group[0].span, rule=reason[1], case=case.id)
        for group, reason in out
        if reason and reason[1]
    ]


def _frozen_notes(
    case: Case, pieces: Sequence[Planned], groups: Mapping[str, tuple[Citation, ...]], digests: Mapping[str, str] | None
) -> list[Diagnostic]:
    lock = Span(f"{case.folder}/{LOCK}")
    notes = []
    for piece in pieces:
        if piece.frozen is None or piece.withdrawn:
            continue
        name = f"la pièce n° {piece.number} communiquée, {piece.path},"
        group = groups.get(piece.path, ())
        reason = _reason(group) if group else None
        where = group[0].span if group else lock
        now = digests.get(piece.path, "") if digests is not None else piece.frozen.sha256
        if now and now != piece.frozen.sha256:
            hints = ("remettez le fichier communiqué", "ou versez le nouveau fichier sous un autre nom, comme pièce nouvelle")
            notes.append(found("DC503", f"{name} a changé depuis sa communication", where, hints=hints, case=case.id))
        if not now:
            notes.append(found("DC504", f"{name} ne peut plus être lue", where, case=case.id))
        elif reason:
            notes.append(found("DC505", f"{name} est maintenant écartée, {reason[0]}", where, rule=reason[1], case=case.id))
        elif not piece.citations:
            notes.append(found("DC505", f"{name} n’est plus citée par aucune entrée", where, case=case.id))
    return notes
