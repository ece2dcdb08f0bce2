"""What a channel would say of a filing: the size and the name of each file, what has no PDF, the lots, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dossier.bundle.lots import filed_files, lot_numbers, lots_of
from dossier.bundle.naming import file_name, is_plain, original_name
from dossier.bundle.plan import LIST, bundled_acts, bundled_pieces, front, guards, plan_cuts, room_of, shown_pages, weight_of
from dossier.bundle.split import Weight
from dossier.bundle.volume import Volume
from dossier.documents.document import Document, Printed
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import NBSP, enumerate_fr, plural
from dossier.ground.spans import Span
from dossier.model.case import Case
from dossier.model.profile import Profile
from dossier.pdf.words import size
from dossier.pieces.bordereau import Bordereau, Piece

_MEDIA = frozenset({"audio", "video"})
"""Kinds of pieces whose pages are a sheet that names the file."""
ALONE = Weight(8_000)
"""What the letters of its label add to a piece that is a file of its own."""

FileKind = Literal["act", "piece", "volume"]


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as it would be filed: its name, pages and bytes, and its lot (0 for none). `exact` is False for an estimate."""

    name: str
    kind: FileKind
    pages: int
    bytes: int
    lot: int = 0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Filing:
    """The filing of a case under a profile: its files in the order of the bundle, then the volumes; how many lots; what is wrong.

    `places` say where each piece begins in the bundle (« volume 2, p. 14 »), {} when that is not known.
    """

    case: str
    files: tuple[Filed, ...]
    lots: int
    exact: bool
    diagnostics: tuple[Diagnostic, ...]
    places: Mapping[int, str] = field(default_factory=dict)


def preflight(
    case: Case,
    bordereau: Bordereau,
    drafts: Sequence[Document],
    papers: Sequence[Printed],
    fronts: Sequence[Printed],
    volumes: Sequence[Volume],
    profile: Profile,
) -> Filing:
    """The filing of a case whose bundle was bound; *drafts* are its documents, withheld ones among them.

    Diagnostics: DC603 to DC605, DC608, and what the volumes themselves say.
    """
    sound = [volume for volume in volumes if volume.pages]
    rows = filed_files(bordereau, papers, fronts, sound, profile)
    lots = lots_of(rows, profile)
    pages = _pages(bordereau, papers, fronts, profile)
    where = {name: lot.number for lot in lots for name in lot.files}
    pieces = _by_name(bordereau, profile)
    files = [
        Filed(name, "piece" if name in pieces else "act", pages.get(name, 0), blob.size, where.get(name, 0))
        for name, blob in rows
    ]
    files += [Filed(volume.name, "volume", volume.pages, volume.pdf.size) for volume in sound]
    found_here = [
        *_too_large(case, files, pieces, profile), *_misnamed(case, files, profile), *_without_pdf(case, bordereau), *_not_final(case, drafts),
        *(d for volume in volumes for d in volume.diagnostics if d.code != "DC602" or _lent(profile)),
    ]  # fmt: skip
    places = {number: volume.where(number) for volume in sound for number in volume.first_pages}
    return Filing(case.id, tuple(files), len(lots), True, tuple(found_here), places)


def estimated(case: Case, bordereau: Bordereau, drafts: Sequence[Document], profile: Profile) -> Filing:
    """The filing of a case whose acts were never printed: its pieces alone, by their harmless copies, and the originals beside them.

    Diagnostics: DC603 to DC605 for the pieces, DC608, and DC609, which says what cannot be known.
    """
    pieces = _by_name(bordereau, profile)
    rows = [row for piece in bundled_pieces(bordereau) for row in _weighed(piece, profile)]
    lots = lot_numbers([row.bytes for row in rows], profile.lot_bytes)
    files = [replace(row, lot=lot) for row, lot in zip(rows, lots, strict=True)]
    volumes = 1 + len(plan_cuts(bordereau, (), room_of(profile)))
    message = (
        f"les actes de cette affaire n’ont pas encore été produits{NBSP}: leur taille et celle de la liasse ne sont pas connues "
        f"(pièces seules{NBSP}: {plural(volumes, 'volume')} d’après les copies)"
    )
    unknown = found("DC609", message, case.span, hints=("lancez dossier build, puis de nouveau cette commande",), case=case.id)
    found_here = (
        *_too_large(case, files, pieces, profile), *_misnamed(case, files, profile), *_without_pdf(case, bordereau), *_not_final(case, drafts),
        unknown,
    )  # fmt: skip
    return Filing(case.id, tuple(files), max(lots, default=0), False, found_here)


def _weighed(piece: Piece, profile: Profile) -> Iterator[Filed]:
    """A piece by what its copy is likely to weigh once it is stamped, then the original that goes with it."""
    weight = weight_of(piece) + ALONE
    yield Filed(file_name(piece, profile), "piece", weight.pages, weight.bytes, exact=False)
    if guards(piece) and piece.original is not None:
        yield Filed(original_name(piece, profile), "piece", shown_pages(piece), piece.original.size)


def unknown_limits(profile: Profile) -> tuple[Diagnostic, ...]:
    """DC607 where a profile's limits were not found; said once for the workspace."""
    if not profile.borrowed:
        return ()
    missing = enumerate_fr(profile.borrowed)
    message = f"profil « {profile.name} »{NBSP}: {missing} non trouvée{'s' if len(profile.borrowed) > 1 else ''}, celle du profil prudent est appliquée"
    hint = f"écrivez-la dans profils/{profile.name}.yaml, avec sa source, quand vous l’aurez lue"
    return (found("DC607", message, Span("dossier.yaml"), hints=(hint,)),)


def _pages(bordereau: Bordereau, papers: Sequence[Printed], fronts: Sequence[Printed], profile: Profile) -> dict[str, int]:
    listing = front(fronts, LIST)
    sheets = [*bundled_acts(papers), *([listing] if listing else [])]
    pages = {f"{sheet.document.id}.pdf": sheet.pages for sheet in sheets}
    pages |= {file_name(p, profile): shown_pages(p) + guards(p) for p in bundled_pieces(bordereau)}
    return pages | {original_name(p, profile): shown_pages(p) for p in bundled_pieces(bordereau)}


def _by_name(bordereau: Bordereau, profile: Profile) -> dict[str, Piece]:
    """The pieces by the names of their stamped copies and of their originals."""
    pieces = bundled_pieces(bordereau)
    return {name(piece, profile): piece for piece in pieces for name in (file_name, original_name)}


def _lent(profile: Profile) -> bool:
    """Whether the limit of a file is that of `prudent`, for want of the channel's own: passing it is no refusal then."""
    return "taille d’un fichier" in profile.borrowed


def _too_large(case: Case, files: Sequence[Filed], pieces: dict[str, Piece], profile: Profile) -> list[Diagnostic]:
    """DC603 for files that pass a limit of the channel itself."""
    lot = None if "taille d’un lot" in profile.borrowed else profile.lot_bytes
    limit = None if _lent(profile) else profile.file_bytes
    notes = []
    for file in files:
        bounds = [b for b in (limit, lot if file.kind != "volume" else None) if b is not None]
        if bounds and file.bytes > min(bounds):
            notes.append(
                _oversize(case, file, pieces.get(file.name), f"{size(file.bytes)}, plus que {size(min(bounds))}", profile)
            )
        elif profile.file_pages is not None and file.pages > profile.file_pages:
            counts = f"{plural(file.pages, 'page')}, plus que {profile.file_pages}"
            notes.append(_oversize(case, file, pieces.get(file.name), counts, profile))
    return notes


def _oversize(case: Case, file: Filed, piece: Piece | None, counts: str, profile: Profile) -> Diagnostic:
    about = "environ " if not file.exact else ""
    message = f"{file.name}{NBSP}: {about}{counts} (profil « {profile.name} »)"
    return found("DC603", message, _place(case, piece), case=case.id)


def _misnamed(case: Case, files: Sequence[Filed], profile: Profile) -> list[Diagnostic]:
    """DC604 for names that the channel refuses."""
    return [
        found(
            "DC604",
            f"le nom {file.name} a {plural(len(file.name), 'signe')}{NBSP}: lettres, chiffres et tirets, {profile.longest_name} au plus",
            case.span,
            case=case.id,
        )
        for file in files
        if not is_plain(file.name, profile.longest_name)
    ]


def _without_pdf(case: Case, bordereau: Bordereau) -> list[Diagnostic]:
    """DC605 for pieces that a sheet stands in for."""
    return [
        found(
            "DC605",
            f"la pièce n°{NBSP}{piece.number} n’a pas de PDF à déposer, une feuille prend sa place{NBSP}: " + _why_a_sheet(piece),
            _place(case, piece),
            case=case.id,
        )
        for piece in bundled_pieces(bordereau)
        if piece.clean is None or piece.kind in _MEDIA
    ]


def _why_a_sheet(piece: Piece) -> str:
    if piece.kind in _MEDIA:
        return "un son ou un film se remet à part"
    return piece.remarks[0] if piece.remarks else "le fichier n’a pas pu être examiné"


def _not_final(case: Case, drafts: Sequence[Document]) -> list[Diagnostic]:
    """DC608 for acts of the bundle that are drafts, or that are withheld and thus missing from it."""
    notes = []
    for document in drafts:
        if document.in_bundle and document.state in ("draft", "withheld"):
            what = "est un brouillon" if document.html else "est retenu, la liasse est faite sans lui"
            why = f"{NBSP}: {document.reasons[0].text}" if document.reasons else ""
            notes.append(found("DC608", f"l’acte « {document.title} » {what}{why}", case.span, case=case.id))
    return notes


def _place(case: Case, piece: Piece | None) -> Span:
    return piece.cited_by[0] if piece and piece.cited_by else case.span
