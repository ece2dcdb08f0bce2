"""Reading a ZIP from its last byte to its first: what it lists, where each member lies, and whether that is all there is."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dossier.pack.archive import Placed, directory, local_header
from dossier.pack.reading import LARGEST_TOTAL, MOST_FILES, Chunks, Damaged, Fault, Found, pieces, whole

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIBED, _UTF8 = 0x1, 0x8, 0x800
_UNICODE_PATH = 0x7075
_LARGEST_LISTING = 64 << 20
_MOST_EXPANSION = 200
"""How many times its own size, and 64 MiB, an archive may unpack to."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the list at the end tells it, with the record itself."""

    name: bytes
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int
    record: bytes

    @property
    def path(self) -> str:
        """Its path; bytes that are no UTF-8 as signs."""
        return self.name.decode("utf-8", "backslashreplace")

    @property
    def placed(self) -> Placed:
        """What this program would have said of it."""
        return Placed(self.path, self.crc, self.size, self.offset)


def read_zip(file: BinaryIO) -> Found:
    """The members of an archive; what its form hides or contradicts is among the faults."""
    found = Found()
    try:
        size = file.seek(0, 2)
        rows, start, listing = _listing(file, size)
        _limits(rows, size)
        heads = [head for _, head in _members(file, rows, start)]
    except Damaged as error:
        found.faults.append(Fault("damaged", "", f"{error}"))
        return found
    _judge_form(found, rows, heads, start, listing)
    for row in rows:
        kind = stat.S_IFMT(row.mode >> 16)
        if row.path.endswith("/") and not row.size and not row.packed:
            continue
        if kind in (0, stat.S_IFREG):
            found.add(row.path, row.size, _content(file, row))
        else:
            found.faults.append(Fault("unsafe", row.path, "lien ou fichier spécial dans l’archive"))
    found.close()
    return found


def _listing(file: BinaryIO, size: int) -> tuple[list[Listed], int, bytes]:
    """The list, where it begins, and its bytes with the end."""
    if size < _END.size:
        raise Damaged("ce n’est pas une archive ZIP, ou elle est tronquée")
    file.seek(size - _END.size)
    end = file.read(_END.size)
    sign, disk, first, here, count, length, start, comment = _END.unpack(end)
    if sign != b"PK\5\6":
        raise Damaged("la fin de l’archive manque : tronquée, ou suivie d’octets étrangers")
    if disk or first or comment or here != count or start + length + _END.size != size:
        raise Damaged("la fin de l’archive ne décrit pas ce qui la précède")
    if length > _LARGEST_LISTING or count > MOST_FILES:
        raise Damaged("la liste de l’archive est trop longue")
    file.seek(start)
    data = whole(pieces(file, length), _LARGEST_LISTING)
    rows = list(_rows(data))
    if len(rows) != count:
        raise Damaged("la liste de l’archive n’a pas le nombre de fichiers annoncé")
    return rows, start, data + end


def _rows(data: bytes) -> Iterator[Listed]:
    at = 0
    while at < len(data):
        if at + _CENTRAL.size > len(data):
            raise Damaged("la liste de l’archive est tronquée")
        head = _CENTRAL.unpack_from(data, at)
        sign, _, _, flags, method, _, _, crc, packed, size, name, extra, comment, _, _, mode, offset = head
        end = at + _CENTRAL.size + name + extra + comment
        if sign != b"PK\1\2" or end > len(data):
            raise Damaged("la liste de l’archive est illisible")
        if flags & _ENCRYPTED or method not in (_STORED, _DEFLATED):
            raise Damaged("un fichier de l’archive est chiffré ou comprimé d’une façon inconnue")
        begin = at + _CENTRAL.size
        _no_other_name(data[begin : begin + name], data[begin + name : begin + name + extra])
        yield Listed(data[begin : begin + name], method, flags, crc, packed, size, offset, mode, data[at:end])
        at = end


def _no_other_name(name: bytes, extra: bytes) -> None:
    """Refuse a member that bears a second name (Info-ZIP's Unicode Path) unlike the first: programs unpack it under either."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == _UNICODE_PATH and extra[at + 9 : at + 4 + length] != name:
            raise Damaged(f"l’archive donne deux noms au fichier « {name.decode('utf-8', 'backslashreplace')} »")
        at += 4 + length


def _limits(rows: Sequence[Listed], size: int) -> None:
    total = sum(row.size for row in rows)
    if total > LARGEST_TOTAL or total > _MOST_EXPANSION * size + (64 << 20):
        raise Damaged("l’archive se déploierait sur un volume démesuré : elle n’est pas ouverte")
    if any(row.method == _STORED and row.packed != row.size for row in rows):
        raise Damaged("un fichier de l’archive n’a pas la taille annoncée")


def _members(file: BinaryIO, rows: Sequence[Listed], start: int) -> Iterator[tuple[Listed, bytes]]:
    """Each member with its own header, in the order in which they lie; nothing may lie between them."""
    at = 0
    for row in sorted(rows, key=lambda row: row.offset):
        if row.offset != at:
            raise Damaged("des octets de l’archive n’appartiennent à aucun fichier, ou à deux")
        file.seek(at)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size:
            raise Damaged("l’archive s’arrête trop tôt")
        sign, _, flags, method, _, _, crc, packed, size, name, extra = _LOCAL.unpack(head)
        head += file.read(name + extra)
        known = flags & _DESCRIBED or (crc, packed, size) == (row.crc, row.packed, row.size)
        if sign != b"PK\3\4" or not known or (flags, method) != (row.flags, row.method) or head[_LOCAL.size :][:name] != row.name:
            raise Damaged(f"l’archive se contredit sur « {row.path} »")
        _no_other_name(row.name, head[_LOCAL.size + name :])
        yield row, head
        at += _LOCAL.size + name + extra + row.packed
        at += _descriptor(file, at, row) if flags & _DESCRIBED else 0
    if at != start:
        raise Damaged("des octets de l’archive n’appartiennent à aucun fichier")


def _descriptor(file: BinaryIO, at: int, row: Listed) -> int:
    """The length of what some writers put behind a member."""
    file.seek(at)
    data = file.read(16)
    plain = struct.pack("<3L", row.crc, row.packed, row.size)
    if data == b"PK\7\10" + plain:
        return 16
    if data[:12] == plain:
        return 12
    raise Damaged(f"l’archive se contredit sur « {row.path} »")


def _judge_form(found: Found, rows: Sequence[Listed], heads: Sequence[bytes], start: int, listing: bytes) -> None:
    """An archive in our form but for some bytes was altered; one of another form was made anew, which is told and no fault."""
    own = directory([row.placed for row in rows], start)
    if own == listing and all(head == local_header(row.placed) for row, head in zip(_by_place(rows), heads, strict=True)):
        return
    ours = sum(head == local_header(row.placed) for row, head in zip(_by_place(rows), heads, strict=True))
    ours += sum(row.record == directory([row.placed], 0)[: -_END.size] for row in rows)
    if ours >= len(rows):
        found.faults.append(Fault("damaged", "", "l’enveloppe de l’archive a été modifiée depuis que dossier l’a écrite"))
    else:
        found.notes.append("l’archive a été refaite par un autre programme : seuls les fichiers qu’elle contient sont contrôlés")


def _by_place(rows: Sequence[Listed]) -> list[Listed]:
    return sorted(rows, key=lambda row: row.offset)


def _content(file: BinaryIO, row: Listed) -> Chunks:
    def chunks() -> Iterator[bytes]:
        file.seek(row.offset)
        name, extra = _LOCAL.unpack(file.read(_LOCAL.size))[-2:]
        file.seek(row.offset + _LOCAL.size + name + extra)
        packed = pieces(file, row.packed)
        size = crc = 0
        for data in packed if row.method == _STORED else _inflated(packed, row.size):
            size, crc = size + len(data), zlib.crc32(data, crc)
            yield data
        if (size, crc) != (row.size, row.crc):
            raise Damaged("ses octets ne sont pas ceux que l’archive annonce")

    return chunks


def _inflated(packed: Iterator[bytes], size: int) -> Iterator[bytes]:
    """What deflated bytes unpack to, never more than one piece beyond *size*."""
    reader = zlib.decompressobj(-15)
    made = 0
    try:
        for data in packed:
            while data:
                out = reader.decompress(data, 1 << 20)
                made += len(out)
                if made > size or (reader.eof and reader.unused_data):
                    raise Damaged("ses octets ne sont pas ceux que l’archive annonce")
                data = reader.unconsumed_tail
                yield out
                if reader.eof:
                    break
        yield reader.flush()
    except zlib.error:
        raise Damaged("ses octets ne se décompriment pas") from None
