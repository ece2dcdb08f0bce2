"""Where a bundle is cut, what files are called, which lot they go in: whatever the sizes, nothing is lost and no limit is passed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.bundle.lots import lot_numbers, lots_of
from dossier.bundle.naming import PLAIN, file_name, is_plain
from dossier.bundle.split import Room, Weight, cuts_of
from dossier.ground.blobs import Blob
from dossier.model.profile import Profile
from dossier.pieces.bordereau import Piece

weights = st.builds(Weight, st.integers(0, 900), st.integers(1, 40))
limits = st.one_of(st.none(), st.integers(0, 2_000))


def piece(number: int, title: str = "Facture F-2026-014") -> Piece:
    """A piece with a number and a title."""
    path = f"cases/x/pieces/{number}.pdf"
    return Piece(number, title, date(2026, 1, 15), "facture", path, None, "pdf", 1, Blob.of(b"pdf"), "", ())


def volumes_of(sizes: list[Weight], cuts: tuple[int, ...]) -> list[list[int]]:
    """The numbers of the pieces (from 1) of each volume."""
    volumes: list[list[int]] = [[]]
    for number in range(1, len(sizes) + 1):
        if number in cuts:
            volumes.append([])
        volumes[-1].append(number)
    return volumes


@given(st.lists(weights, max_size=40), weights, weights, limits, limits)
def test_no_volume_passes_a_limit_unless_a_piece_stands_alone(
    sizes: list[Weight], front: Weight, cover: Weight, most_bytes: int | None, most_pages: int | None
) -> None:
    """Every piece is in one volume, in the order of the numbers; a volume above a limit holds one piece, or what precedes them all."""
    room = Room(most_bytes, most_pages)
    cuts = cuts_of(front, cover, list(enumerate(sizes, 1)), room)
    volumes = volumes_of(sizes, cuts)
    assert [number for volume in volumes for number in volume] == list(range(1, len(sizes) + 1))
    assert all(volumes[1:])
    for index, volume in enumerate(volumes):
        weight = sum((sizes[number - 1] for number in volume), front if index == 0 else cover)
        assert room.holds(weight) or len(volume) == (1 if index else 0)


@given(st.lists(weights, min_size=1, max_size=20), weights, weights, st.integers(0, 2_000))
def test_no_volume_is_begun_before_it_must_be(sizes: list[Weight], front: Weight, cover: Weight, most: int) -> None:
    """The first piece of a volume had no room in the one before."""
    room = Room(most, None)
    volumes = volumes_of(sizes, cuts_of(front, cover, list(enumerate(sizes, 1)), room))
    for index in range(1, len(volumes)):
        before = sum((sizes[number - 1] for number in volumes[index - 1]), front if index == 1 else cover)
        assert not room.holds(before + sizes[volumes[index][0] - 1])


@given(limits, limits, weights)
def test_a_plan_anew_has_less_room_where_the_last_one_failed_and_only_there(
    most_bytes: int | None, most_pages: int | None, weight: Weight
) -> None:
    """An unlimited measure stays so; the last resort leaves no room at all."""
    room = Room(most_bytes, most_pages)
    over = room.excess(weight)
    less = room.less(over)
    for before, after, excess in ((room.bytes, less.bytes, over.bytes), (room.pages, less.pages, over.pages)):
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert after == max(0, before - max(excess, before // 16 + 1)) if excess else after == before
    assert room.holds(weight) == (over == Weight(0, 0))
    assert room.least() == Room(None if most_bytes is None else 0, None if most_pages is None else 0)


@given(st.lists(st.integers(0, 900), max_size=40), st.integers(1, 1_500))
def test_lots_keep_the_order_and_the_limit(sizes: list[int], limit: int) -> None:
    """Lots count from 1 without a gap; one above the limit holds a single file."""
    numbers = lot_numbers(sizes, limit)
    assert list(numbers) == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers, default=0) + 1))
    for lot in set(numbers):
        held = [size for size, number in zip(sizes, numbers, strict=True) if number == lot]
        assert sum(held) <= limit or len(held) == 1


def test_without_a_limit_there_are_no_lots() -> None:
    """A channel that takes everything at once needs no parcels."""
    files = [("a.pdf", Blob.of(b"a")), ("b.pdf", Blob.of(b"b"))]
    assert lots_of(files, PLAIN) == ()
    assert [dict(lot.files) for lot in lots_of(files, replace(PLAIN, lot_bytes=1))] == [
        {"a.pdf": files[0][1]},
        {"b.pdf": files[1][1]},
    ]


@given(
    st.integers(1, 999), st.text(max_size=120), st.integers(12, 200),
    st.sampled_from(("Piece-{numero}_{intitule}", "{numero}_{intitule}", "{numero}", "P{numero}-")),
)  # fmt: skip
def test_every_name_is_plain_and_bears_its_number(number: int, title: str, longest: int, naming: str) -> None:
    """Letters without accents, digits and hyphens; a title is cut, a number never."""
    name = file_name(piece(number, title), Profile("x", "", None, None, None, naming, longest))
    assert re.fullmatch(r"[A-Za-z0-9_-]+\.pdf", name)
    assert f"{number:02}" in name
    assert is_plain(name, max(longest, len("Piece-999.pdf")))


@pytest.mark.parametrize(
    ("naming", "longest", "expected"),
    [
        ("Piece-{numero}_{intitule}", 80, "Piece-03_Facture-F-2026-014.pdf"),
        ("{numero}_{intitule}", 80, "03_Facture-F-2026-014.pdf"),
        ("Piece-{numero}_{intitule}", 20, "Piece-03_Facture.pdf"),
        ("Piece-{numero}_{intitule}", 12, "Piece-03.pdf"),
    ],
)
def test_names_follow_the_pattern_of_the_profile(naming: str, longest: int, expected: str) -> None:
    """Télérecours wants the number first; a short channel gets a short name."""
    assert file_name(piece(3), Profile("x", "", None, None, None, naming, longest)) == expected
