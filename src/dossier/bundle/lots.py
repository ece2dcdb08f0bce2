"""What goes into each sending of a filing: the acts, the list and the pieces as separate files, in lots that a profile's limit holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier.bundle.naming import file_name, original_name
from dossier.bundle.plan import LIST, bundled_acts, bundled_pieces, front, guards
from dossier.bundle.volume import Volume
from dossier.documents.document import Printed
from dossier.ground.blobs import Blob
from dossier.model.profile import Profile
from dossier.pieces.bordereau import Bordereau


@dataclass(frozen=True, slots=True)
class Lot:
    """One sending: its number from 1, and its files by name, in the order in which they are sent."""

    number: int
    files: Mapping[str, Blob]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(blob.size for blob in self.files.values())


def filed_files(
    bordereau: Bordereau, papers: Sequence[Printed], fronts: Sequence[Printed], volumes: Sequence[Volume], profile: Profile
) -> list[tuple[str, Blob]]:
    """The separate files of a filing by name: acts as the bundle orders them, the list, the stamped pieces by number.

    The original of a piece with a cover sheet follows its stamped copy: the sheet says that it is joined.
    """
    listing = front(fronts, LIST)
    sheets = [*bundled_acts(papers), *([listing] if listing else [])]
    files = [(f"{sheet.document.id}.pdf", sheet.pdf) for sheet in sheets]
    stamped = {n: volume.stamped[name] for volume in volumes for n, name in volume.stamped_names.items()}
    for piece in bundled_pieces(bordereau):
        if piece.number in stamped:
            files.append((file_name(piece, profile), stamped[piece.number]))
        if guards(piece) and piece.original is not None:
            files.append((original_name(piece, profile), piece.original))
    return files


def lots_of(files: Sequence[tuple[str, Blob]], profile: Profile) -> tuple[Lot, ...]:
    """Files in lots within the limit of a profile, in their order; () when it limits no lot."""
    lots: dict[int, dict[str, Blob]] = {}
    for (name, blob), number in zip(files, lot_numbers([blob.size for _, blob in files], profile.lot_bytes), strict=True):
        if number:
            lots.setdefault(number, {})[name] = blob
    return tuple(Lot(number, rows) for number, rows in lots.items())


def lot_numbers(sizes: Sequence[int], limit: int | None) -> tuple[int, ...]:
    """For each file, by its bytes, the lot that it goes in, from 1 on; 0 for all where no lot is limited.

    The order is kept. A file that is too large for any lot stands alone in one.
    """
    if limit is None:
        return (0,) * len(sizes)
    numbers: list[int] = []
    filled = 0
    for size in sizes:
        if not numbers or filled + size > limit:
            numbers.append(numbers[-1] + 1 if numbers else 1)
            filled = size
        else:
            numbers.append(numbers[-1])
            filled += size
    return tuple(numbers)
