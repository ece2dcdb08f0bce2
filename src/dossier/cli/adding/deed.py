"""What a communication or a withdrawal of pieces changes: rows of the lock, and an entry of the journal. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.cli.exits import Failure

if TYPE_CHECKING:
    from dossier.ground.diagnostics import Diagnostic
    from dossier.ground.world import World
    from dossier.load.placing import Placed
    from dossier.model.case import Case, FrozenPiece
    from dossier.model.journal import Communication
    from dossier.pieces.bordereau import Bordereau, Piece


@dataclass(frozen=True, slots=True)
class Deed:
    """The rows of the lock, those that it is about, the numbers that it gives or withdraws, and the entry to write, if any."""

    rows: tuple[FrozenPiece, ...]
    about: tuple[FrozenPiece, ...]
    fresh: frozenset[int]
    entry: Placed | None


def numbered(world: World, name: str) -> tuple[Case, Bordereau]:
    """A case and its bordereau on the day: its files are hashed, none is opened. Raises `Failure` for what is no case."""
    from dossier.cli.findings import appraised_case
    from dossier.ground.jobs import Outcome
    from dossier.pieces.inspect import inspect_jobs
    from dossier.pieces.number import number_pieces

    found = appraised_case(name, world)
    jobs = inspect_jobs(found.case, world)
    return found.case, number_pieces(found.case, found.stage, [Outcome()] * len(jobs), jobs)


def communicate(world: World, case: Case, bordereau: Bordereau, to: str, named: Sequence[str]) -> Deed | tuple[Diagnostic, ...]:
    """What the communication of the *named* pieces (none: all that the addressee does not have) changes, or why it may not be.

    What the journal says this addressee has and no number stands for gets its number too: a run that was killed, or an entry
    that was written by hand. Raises `Failure` for a name that is no piece, and when there is no piece.
    """
    from dossier.pieces.freeze import freeze, objections

    former = _former(case, to)
    had = {ref.file for event in former for ref in event.evidence}
    pieces = [piece for piece in bordereau.pieces if not piece.withdrawn]
    chosen = _named(case, pieces, named) if named else [p for p in pieces if not had & _paths(case, p)]
    numbers = {piece.number for piece in pieces if piece in chosen or had & _paths(case, piece)}
    if not numbers:
        raise Failure(f"l’affaire « {case.id} » n’a pas de pièce à communiquer", f"dossier check {case.id} dit ce qui manque")
    against = objections(case, bordereau, numbers)
    if against:
        return against
    rows = freeze(case, bordereau, numbers, world.today, to)
    told = {piece.number for piece in chosen} or numbers
    fresh = frozenset(row.number for row in rows) - {row.number for row in case.frozen_pieces}
    entry = None
    if chosen and not _is_noted(world, case, former, chosen):
        entry = _placed(world, case, "communication", _communication(world, case, to, chosen))
    return Deed(rows, tuple(row for row in rows if row.number in told | fresh), fresh, entry)


def retire(world: World, case: Case, to: str, numbers: Sequence[int]) -> Deed | tuple[Diagnostic, ...]:
    """What the withdrawal of communicated pieces changes, or the errors of a lock that cannot be read whole.

    Raises `Failure` for a number that was not communicated.
    """
    from dossier.pieces.freeze import broken_lock, withdraw

    broken = broken_lock(case)
    if broken:
        return broken
    known = {row.number: row for row in case.frozen_pieces}
    never = sorted(set(numbers) - set(known))
    if never:
        raise Failure(
            f"la pièce n° {never[0]} n’a pas été communiquée : elle ne peut pas être retirée du débat",
            "pour qu’elle ne soit plus une pièce, ôtez-la de l’entrée qui la cite ou écrivez `confidentiel: oui`",
        )
    rows = withdraw(case, numbers, world.today)
    about = tuple(row for row in rows if row.number in numbers)
    fresh = frozenset(number for number in numbers if not known[number].withdrawn)
    now = [row.number for row in about if row.withdrawn_on == world.today]
    summary = _withdrawn_words(now)
    noted = any(event.date == world.today and event.summary == summary for event in _former(case, to))
    entry = _placed(world, case, "retrait", _withdrawal(world, to, summary)) if now and not noted else None
    return Deed(rows, about, fresh, entry)


def _withdrawn_words(numbers: Sequence[int]) -> str:
    from dossier.ground.french import enumerate_fr

    listed = enumerate_fr([str(number) for number in numbers])
    return f"Retrait de la pièce n° {listed}" if len(numbers) == 1 else f"Retrait des pièces n° {listed}"


def _named(case: Case, pieces: Sequence[Piece], named: Sequence[str]) -> list[Piece]:
    """The pieces of paths or numbers, in the order of the bordereau; raises `Failure` for what is none."""
    from dossier.ground.nearest import nearest, visible

    found = {}
    for word in named:
        path = word.removeprefix(f"{case.folder}/")
        piece = next((p for p in pieces if path in _paths(case, p) or word == str(p.number)), None)
        if piece is None:
            guess = nearest(path, [name for p in pieces for name in _paths(case, p)], 0.6)
            hint = f"vouliez-vous dire {guess} ?" if guess else f"dossier check {case.id} dit ce qui est écarté, et pourquoi"
            raise Failure(f"« {visible(word, 120)} » n’est pas une pièce de l’affaire ce jour-là", hint)
        found[piece.number] = piece
    return [found[number] for number in sorted(found)]


def _paths(case: Case, piece: Piece) -> set[str]:
    """The paths of a piece from the folder of the case."""
    return {path.removeprefix(f"{case.folder}/") for path in (piece.path, *piece.other_paths)}


def _former(case: Case, to: str) -> list[Communication]:
    """The communications to the same addressee, capitals and spaces aside."""
    from dossier.model.journal import Communication

    same = to.casefold()
    return [e for e in case.journal if isinstance(e, Communication) and " ".join(e.to.split()).casefold() == same]


def _is_noted(world: World, case: Case, former: Sequence[Communication], chosen: Sequence[Piece]) -> bool:
    """Whether an entry of the day says already that these pieces went to this addressee."""
    today = [{ref.file for ref in event.evidence} for event in former if event.date == world.today]
    return any(all(paths & _paths(case, piece) for piece in chosen) for paths in today)


def _communication(world: World, case: Case, to: str, chosen: Sequence[Piece]) -> list[str]:
    from dossier.pieces.freeze import quoted

    return [
        "# Pièces communiquées : leurs numéros sont définitifs (bordereau.lock).",
        f"date: {world.today.isoformat()}",
        "acte: communication",
        f"a_qui: {quoted(to)}",
        "# canal: courriel   # ou courrier, lrar, main_propre, greffe… : par où elles sont parties",
        "pieces:",
        *(f"  - {quoted(piece.path.removeprefix(f'{case.folder}/'))}   # n° {piece.number}" for piece in chosen),
    ]


def _withdrawal(world: World, to: str, summary: str) -> list[str]:
    from dossier.pieces.freeze import quoted

    return [
        "# Pièces retirées du débat : leurs numéros restent vides (bordereau.lock).",
        f"date: {world.today.isoformat()}",
        "acte: communication",
        f"a_qui: {quoted(to)}",
        f"resume: {quoted(summary)}",
    ]


def _placed(world: World, case: Case, stem: str, lines: Sequence[str]) -> Placed:
    from dossier.cli.adding.placing import placed

    return placed(world, case.folder, "journal", f"{world.today.isoformat()}-{stem}", lines)
