"""The jobs that make the volumes of a bundle and the stamped pieces, and the Volumes that come of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from dossier.bundle.naming import PLAIN, file_name
from dossier.bundle.plan import LIST, Layout, Part, bundled_acts, bundled_pieces, lay_out, room_of
from dossier.bundle.split import Room, Weight
from dossier.bundle.stamping import parties_of, piece_part, second_line
from dossier.bundle.volume import Volume
from dossier.documents.document import Printed
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import NBSP, plural
from dossier.ground.jobs import Job, Outcome
from dossier.model.case import Case
from dossier.model.profile import Profile
from dossier.pdf.words import size
from dossier.pieces.bordereau import Bordereau, Piece
from dossier.procedure.stage import Stage

BIND = "dossier.pdf.bind:bind"
BUNDLE = "bundle.pdf"


class Appraised(Protocol):
    """A case up to its stage, as `compile` hands it over."""

    @property
    def case(self) -> Case: ...
    @property
    def stage(self) -> Stage: ...


def volume_name(volume: int, of: int) -> str:
    """`bundle.pdf`, or `bundle-1.pdf` … among several."""
    return f"bundle-{volume}.pdf" if of > 1 else BUNDLE


def bind_jobs(
    appraised: Appraised,
    bordereau: Bordereau,
    papers: Sequence[Printed],
    fronts: Sequence[Printed],
    cuts: Sequence[int] = (),
    profile: Profile = PLAIN,
) -> tuple[Job, ...]:
    """The jobs of the volumes, then one for each stamped piece by number; none when the case has no piece and no act to bind.

    The volumes bind the PDFs that keep their links; links become jumps to the pieces. *cuts* are the pieces that begin a volume.
    """
    pieces = bundled_pieces(bordereau)
    if not pieces and not bundled_acts(papers):
        return ()
    case = appraised.case
    common = {"parties": second_line(case), "created": appraised.stage.date.isoformat()}
    layout = lay_out(bordereau, papers, fronts, cuts)
    sources = _sources(bordereau, papers, fronts)
    volumes = [_volume_job(case, layout, number, sources, pieces, common) for number in range(1, layout.volumes + 1)]
    return (*volumes, *(_stamp_job(case, piece, common, profile) for piece in pieces))


def bound(
    appraised: Appraised,
    bordereau: Bordereau,
    papers: Sequence[Printed],
    fronts: Sequence[Printed],
    outcomes: Sequence[Outcome],
    cuts: Sequence[int] = (),
    profile: Profile = PLAIN,
) -> tuple[Volume, ...]:
    """The Volumes of a case from the outcomes of its jobs; none when there was nothing to bind.

    DC601: what was bound is not what was planned; then no volume is published, and the first, with 0 pages, only carries the
    words. DC602: a piece, or what stands before the pieces, is by itself larger than the profile lets a volume be.
    """
    if not outcomes:
        return ()
    layout = lay_out(bordereau, papers, fronts, cuts)
    wholes, singles = outcomes[: layout.volumes], outcomes[layout.volumes :]
    pieces = bundled_pieces(bordereau)
    names = {piece.number: file_name(piece, profile) for piece in pieces}
    files = {
        piece.number: outcome.files[names[piece.number]]
        for piece, outcome in zip(pieces, singles, strict=True)
        if names[piece.number] in outcome.files
    }
    diagnostics = _diagnostics(appraised.case, outcomes)
    volumes = []
    for number, whole in enumerate(wholes, 1):
        inside = {part.number for part in layout.of_volume(number) if part.number in files}
        stamped = {names[n]: files[n] for n in sorted(inside)}
        own = {n: names[n] for n in sorted(inside)}
        volumes.append(_volume(layout, number, whole, stamped, own, diagnostics if number == 1 else ()))
    if not all(volume.pages for volume in volumes):
        return (_none_of(volumes, names, files, diagnostics),)
    return tuple(_weighed(appraised.case, volume, bordereau, profile) for volume in volumes)


def overweight(volumes: Sequence[Volume], room: Room) -> Weight:
    """By how much volumes that could be cut further pass the limits; 0 when only pieces that stand alone do."""
    excess = [room.excess(Weight(v.pdf.size, v.pages)) for v in volumes if len(v.first_pages) > (v.number > 1)]
    return Weight(max((e.bytes for e in excess), default=0), max((e.pages for e in excess), default=0))


def _volume(
    layout: Layout, number: int, whole: Outcome, stamped: dict[str, Blob], names: dict[int, str], found_in: tuple[Diagnostic, ...]
) -> Volume:
    name, of = volume_name(number, layout.volumes), layout.volumes
    pdf = whole.files.get(name)
    before = layout.of_volume(number)[0].first_page - 1
    guarded = frozenset(part.number for part in layout.of_volume(number) if part.guard)
    if pdf is None:
        return Volume(name, Blob.of(b""), 0, {}, stamped, names, found_in, number, of, before, guarded)
    first = {int(piece): int(page) for piece, page in whole.facts["first_pages"].items()}
    return Volume(name, pdf, int(whole.facts["pages"]), first, stamped, names, found_in, number, of, before, guarded)


def _none_of(
    volumes: Sequence[Volume], names: dict[int, str], files: dict[int, Blob], diagnostics: tuple[Diagnostic, ...]
) -> Volume:
    """One volume without pages for a bundle of which a volume failed: half a bundle would mislead."""
    stamped = {names[number]: blob for number, blob in files.items()}
    return Volume(volumes[0].name, Blob.of(b""), 0, {}, stamped, {n: names[n] for n in files}, diagnostics)


def _weighed(case: Case, volume: Volume, bordereau: Bordereau, profile: Profile) -> Volume:
    """The volume, with DC602 when it is larger than the profile lets it be."""
    if room_of(profile).holds(Weight(volume.pdf.size, volume.pages)):
        return volume
    alone = [piece for piece in bordereau.pieces if piece.number in volume.first_pages]
    excess = room_of(profile).excess(Weight(volume.pdf.size, volume.pages))
    passed = [(size(volume.pdf.size), size(profile.file_bytes or 0))] if excess.bytes else []
    passed += [(plural(volume.pages, "page"), plural(profile.file_pages or 0, "page"))] if excess.pages else []
    what = f"la pièce n°{NBSP}{alone[0].number} forme seule" if alone else "ce qui précède les pièces forme seul"
    message = (
        f"{what} un volume de {' et '.join(has for has, _ in passed)}, au-delà de la limite du profil « {profile.name} » "
        f"({', '.join(most for _, most in passed)})"
    )
    where = alone[0].cited_by[0] if alone and alone[0].cited_by else case.span
    return replace(volume, diagnostics=(*volume.diagnostics, found("DC602", message, where, case=case.id)))


def _volume_job(
    case: Case,
    layout: Layout,
    number: int,
    sources: dict[str, Blob],
    pieces: Sequence[Piece],
    common: dict[str, Any],
) -> Job:
    """The job of one volume: its parts, its place among the others, and where the pieces of the others are."""
    own = layout.of_volume(number)
    by_number = {piece.number: piece for piece in pieces}
    parts = [_part(part, sources, by_number) for part in own if _has_page(part, sources)]
    inputs = tuple((name, blob) for name, blob in sorted(sources.items()) if any(part["input"] == name for part in parts))
    parties = parties_of(case)
    title = f"Pièces : {parties}" if parties else "Pièces"
    name = volume_name(number, layout.volumes)
    options = {**common, "title": title, "folio": True, "file": name, "parts": parts}
    if layout.volumes > 1:
        others = [part for part in layout.parts if part.kind == "piece" and part.volume != number]
        options |= {
            "title": f"{title}, volume {number} sur {layout.volumes}",
            "before": own[0].first_page - 1,
            "total": layout.pages,
            "elsewhere": {str(part.number): layout.where(part.number) for part in others},
        }
    return Job(BIND, options, inputs, f"cases/{case.id}/{name}")


def _sources(bordereau: Bordereau, papers: Sequence[Printed], fronts: Sequence[Printed]) -> dict[str, Blob]:
    """The PDFs to bind by the name under which the job gets them."""
    sources = {f"act:{act.document.id}": act.linked or act.pdf for act in bundled_acts(papers)}
    sources |= {f"front:{sheet.document.id}": sheet.linked or sheet.pdf for sheet in fronts}
    sources |= {f"piece:{p.number}": p.clean for p in bundled_pieces(bordereau) if p.clean is not None}
    return sources


def _input_of(part: Part) -> str:
    return {"act": f"act:{part.source}", "piece": f"piece:{part.number}"}.get(part.kind, f"front:{part.source}")


def _has_page(part: Part, sources: dict[str, Blob]) -> bool:
    """Whether a part can be bound: a piece always (a sheet stands in for it), the rest once printed."""
    return part.kind == "piece" or _input_of(part) in sources


def _part(part: Part, sources: dict[str, Blob], pieces: dict[int, Piece]) -> dict[str, Any]:
    name = _input_of(part)
    row: dict[str, Any] = {
        "kind": part.kind, "title": part.title, "input": name if name in sources else "", "number": part.number, "label": "",
        "corners": [],
    }  # fmt: skip
    if f"front:{LIST}" in sources:
        row |= {"first_page": part.first_page, "pages": part.pages}  # as the list prints them
    if part.kind == "piece":
        row |= piece_part(pieces[part.number])
    return row


def _stamp_job(case: Case, piece: Piece, common: dict[str, Any], profile: Profile) -> Job:
    """One piece alone, with its label on each page and no page number of the bundle."""
    part = {
        "kind": "piece", "title": f"{piece.label} — {piece.title}", "input": "piece" if piece.clean else "",
        "number": piece.number, **piece_part(piece),
    }  # fmt: skip
    name = file_name(piece, profile)
    options = {**common, "title": part["title"], "folio": False, "file": name, "parts": [part]}
    inputs = (("piece", piece.clean),) if piece.clean else ()
    return Job(BIND, options, inputs, f"cases/{case.id}/pieces/{name}")


def _diagnostics(case: Case, outcomes: Sequence[Outcome]) -> tuple[Diagnostic, ...]:
    """The problems of all jobs, each sentence once, at the case's own file."""
    problems = dict.fromkeys(problem for outcome in outcomes for problem in outcome.problems)
    return tuple(found(p.code, p.message, case.span, hints=p.hints, case=case.id) for p in problems)


__all__ = ["BUNDLE", "bind_jobs", "bound", "file_name", "overweight", "parties_of", "volume_name"]
