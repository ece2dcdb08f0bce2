"""How long a recording lasts, as its own head says; simple reading of a few numbers, no sound or picture is decoded."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

LONGEST = 1_000_000
"""Seconds: beyond eleven days a head is wrong."""
MOST_BOXES = 2_000


def duration(data: bytes) -> int | None:
    """Seconds, rounded to the nearest; None when the file does not say, or says nonsense."""
    for reader in _READERS:
        try:
            found = reader(data)
        except (struct.error, IndexError, ZeroDivisionError, ValueError):
            continue
        if found is not None:
            return found if 0 <= found < LONGEST else None
    return None


def _rounded(units: int, rate: int) -> int:
    return (2 * units + rate) // (2 * rate)


def _riff(data: bytes) -> int | None:
    """WAV: bytes of sound by bytes a second. AVI: pictures by microseconds a picture."""
    if data[:4] != b"RIFF":
        return None
    rate, place, end = 0, 12, min(len(data), 1 << 26)
    for _ in range(MOST_BOXES):
        if place + 8 > end:
            return None
        name, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if name == b"fmt ":
            rate = int.from_bytes(data[place + 16 : place + 20], "little")
        elif name == b"data" and rate:
            return _rounded(min(length, len(data) - place - 8), rate)
        elif name == b"avih":
            per_picture, pictures = struct.unpack_from("<I12xI", data, place + 8)
            return _rounded(per_picture * pictures, 1_000_000)
        place += 12 if name == b"LIST" else 8 + length + length % 2
    return None


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of a stretch of an MPEG 4 file: name, where its content begins, where it ends."""
    for _ in range(MOST_BOXES):
        if start + 8 > end:
            return
        length, head = int.from_bytes(data[start : start + 4], "big"), 8
        if length == 1:
            length, head = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        length = length or end - start
        if length < head:
            return
        yield data[start + 4 : start + 8], start + head, min(start + length, end)
        start += length


def _mpeg4(data: bytes) -> int | None:
    """MP4, M4A, MOV, 3GP: units by units a second, in the head of the film."""
    if data[4:8] not in (b"ftyp", b"moov", b"mdat", b"wide"):
        return None
    for name, start, end in _boxes(data, 0, len(data)):
        if name == b"moov":
            for inner, at, _ in _boxes(data, start, end):
                if inner == b"mvhd":
                    wide = data[at] == 1
                    rate, units = struct.unpack_from(">IQ" if wide else ">II", data, at + (20 if wide else 12))
                    return _rounded(units, rate)
    return None


def _ogg(data: bytes) -> int | None:
    """Opus and Vorbis: the place of the last sample by samples a second."""
    if data[:4] != b"OggS":
        return None
    head = data[:512]
    opus, vorbis = head.find(b"OpusHead"), head.find(b"\x01vorbis")
    rate = 48_000 if opus >= 0 else int.from_bytes(head[vorbis + 12 : vorbis + 16], "little") if vorbis >= 0 else 0
    skip = int.from_bytes(head[opus + 10 : opus + 12], "little") if opus >= 0 else 0
    last = data.rfind(b"OggS")
    place = int.from_bytes(data[last + 6 : last + 14], "little", signed=True)
    return _rounded(max(0, place - skip), rate) if rate and place >= 0 else None


def _flac(data: bytes) -> int | None:
    """The description of the stream: samples by samples a second."""
    if data[:4] != b"fLaC":
        return None
    packed = int.from_bytes(data[18:26], "big")
    samples = packed & ((1 << 36) - 1)
    return _rounded(samples, packed >> 44) if samples else None


def _amr(data: bytes) -> int | None:
    """Frames of 20 ms; the kind of the first says how long all are, as telephones record."""
    wide = data.startswith(b"#!AMR-WB\n")
    head = 9 if wide else 6
    if not data.startswith(b"#!AMR-WB\n" if wide else b"#!AMR\n"):
        return None
    sizes = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6) if wide else (13, 14, 16, 18, 20, 21, 27, 32, 6)
    return _rounded((len(data) - head) // sizes[data[head] >> 3 & 15], 50)


_RATES = (44_100, 48_000, 32_000)
_LAYER_3 = {
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second of MPEG 1 and of MPEG 2, layer 3."""


def _mp3(data: bytes) -> int | None:
    """MPEG layer 3: the frames that the first one counts, else the bytes by the rate of the first frame."""
    start = 0
    if data[:3] == b"ID3":
        a, b, c, d = data[6:10]
        start = 10 + (a << 21 | b << 14 | c << 7 | d)
    start = data.find(b"\xff", start, start + 4096)
    if start < 0 or data[start + 1] & 0xE6 != 0xE2:
        return None
    version = {3: 1, 2: 2, 0: 3}[data[start + 1] >> 3 & 3] if data[start + 1] >> 3 & 3 != 1 else 0
    if not version:
        return None
    rate = _RATES[data[start + 2] >> 2 & 3] // (1, 2, 4)[version - 1]
    samples = 1152 if version == 1 else 576
    head = data[start : start + 64]
    for mark in (b"Xing", b"Info"):
        at = head.find(mark)
        if at >= 0 and head[at + 7] & 1:
            return _rounded(int.from_bytes(head[at + 8 : at + 12], "big") * samples, rate)
    kilobits = _LAYER_3[min(version, 2)][(data[start + 2] >> 4) - 1]
    return _rounded((len(data) - start) * 8, kilobits * 1000)


_READERS: tuple[Callable[[bytes], int | None], ...] = (_riff, _mpeg4, _ogg, _flac, _amr, _mp3)
