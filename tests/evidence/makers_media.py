"""Sound and film, silent and black, as small as they can be: what counts is what their headers say."""

from __future__ import annotations

import struct


def wav(seconds: float = 3.0) -> bytes:
    """Silence, 8,000 samples of a byte a second."""
    data = b"\x80" * int(8000 * seconds)
    head = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    body = b"WAVE" + head + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3(seconds: float = 4.0, tagged: bool = True) -> bytes:
    """Frames of MPEG 1 layer 3, 128 kbit/s, 44.1 kHz: 417 bytes and 26 ms each."""
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413
    tag = b"ID3\x03\x00\x00\x00\x00\x00\x0a" + b"\0" * 10 if tagged else b""
    return tag + frame * round(seconds * 44100 / 1152)


def mp3_variable(seconds: float = 4.0) -> bytes:
    """A file of variable rate: its first frame says how many follow."""
    count = round(seconds * 44100 / 1152)
    first = bytearray(b"\xff\xfb\x90\x00" + b"\0" * 413)
    first[36:48] = b"Xing" + struct.pack(">II", 1, count)
    return bytes(first) + b"\xff\xfb\x90\x00" + b"\0" * 2000


def ogg(seconds: float = 5.0) -> bytes:
    """Two pages of Opus: the head, and a last one that says how many samples came before its end."""

    def page(kind: int, granule: int, data: bytes) -> bytes:
        return b"OggS" + struct.pack("<BBqIIIBB", 0, kind, granule, 7, 0, 0, 1, len(data)) + data

    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    return page(2, 0, head) + page(4, int(48000 * seconds), b"\0" * 40)


def flac(seconds: float = 6.0) -> bytes:
    """The description of a stream, 44.1 kHz."""
    samples = int(44100 * seconds)
    packed = (44100 << 44) | (1 << 41) | (15 << 36) | samples
    return b"fLaC" + b"\x80\x00\x00\x22" + b"\0" * 10 + packed.to_bytes(8, "big") + b"\0" * 16


def mp4(seconds: float = 7.0, brand: bytes = b"isom", last: bool = False) -> bytes:
    """A film (or, as M4A, a sound) whose header says how long it is; *last* puts it after the data, as cameras do."""
    head = struct.pack(">I4s4sI4s", 20, b"ftyp", brand, 512, brand)
    inner = struct.pack(">II4sIIIIII", 108, 0x6D766864, b"\0" * 4, 0, 0, 1000, int(seconds * 1000), 0x10000, 0x01000000)
    movie = struct.pack(">I4s", len(inner) + 72 + 8, b"moov") + inner + b"\0" * 72
    data = struct.pack(">I4s", 1008, b"mdat") + b"\0" * 1000
    return head + (data + movie if last else movie + data)


def m4a(seconds: float = 8.0) -> bytes:
    """A voice message of a telephone."""
    return mp4(seconds, b"M4A ")


def amr(seconds: float = 2.0) -> bytes:
    """A voice message of an old telephone: frames of 20 ms, of 13 bytes."""
    return b"#!AMR\n" + (b"\x04" + b"\0" * 12) * int(seconds * 50)


def avi(seconds: float = 9.0) -> bytes:
    """A film of 25 pictures a second."""
    head = struct.pack("<IIIIIIIIII16x", 40_000, 0, 0, 0, int(seconds * 25), 0, 1, 0, 320, 240)
    listed = b"hdrl" + b"avih" + struct.pack("<I", len(head)) + head
    body = b"AVI " + b"LIST" + struct.pack("<I", len(listed)) + listed
    return b"RIFF" + struct.pack("<I", len(body)) + body
