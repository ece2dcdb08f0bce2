"""Sound and film have a sheet in their place, with the length that their own head says."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_makers import examined

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

import makers_media as media

from dossier.pdf.duration import duration
from dossier.pdf.media import spoken

MAKERS: dict[str, Callable[..., bytes]] = {
    "wav": media.wav, "mp3": media.mp3, "ogg": media.ogg, "flac": media.flac, "mp4": media.mp4, "m4a": media.m4a, "amr": media.amr,
    "avi": media.avi,
}  # fmt: skip


@pytest.mark.parametrize("form", sorted(MAKERS))
@pytest.mark.parametrize("seconds", [1, 59, 61])
def test_the_length_is_what_the_head_says(form: str, seconds: int) -> None:
    """To the second, for each container that says it."""
    assert duration(MAKERS[form](float(seconds))) == seconds


def test_a_length_at_the_end_or_in_a_first_frame_is_found() -> None:
    """Cameras write the head last; variable rates count their frames first; files without tags begin with a frame."""
    assert duration(media.mp4(125.0, last=True)) == 125
    assert duration(media.mp3_variable(300.0)) == 300
    assert duration(media.mp3(10.0, tagged=False)) == 10


def test_a_file_that_does_not_say_its_length_says_none() -> None:
    """No guess stands on a sheet."""
    for data in (
        b"",
        b"ID3",
        b"OggS",
        b"RIFF\0\0\0\0WAVE",
        b"\0\0\0\x18ftypisom" + b"\0" * 60,
        media.mp4(4e6),
        b"#!AMR\n",
        b"fLaC",
    ):
        assert duration(data) is None or data == b"#!AMR\n"


@settings(max_examples=200, deadline=1000)
@given(st.sampled_from(sorted(MAKERS)), st.integers(0, 400), st.binary(max_size=12))
def test_a_damaged_head_never_raises(form: str, place: int, noise: bytes) -> None:
    """A length, or none; never an error and never a loop."""
    data = MAKERS[form](2.0)
    at = place % len(data)
    found = duration(data[:at] + noise + data[at + len(noise) :])
    assert found is None or 0 <= found < 1_000_000


def test_lengths_are_spoken() -> None:
    """Hours, minutes and seconds, without those that are none."""
    blank = "\u00a0"
    assert spoken(3725).replace(blank, " ") == "1 heure 2 minutes 5 secondes"
    assert spoken(60).replace(blank, " ") == "1 minute"
    assert spoken(0) == "moins d’une seconde"


def test_the_sheet_names_the_file_and_its_whole_digest() -> None:
    """A piece that cannot be printed can be recognised: name, size to the byte, all 64 digits."""
    data = media.mp3(3.0)
    result = examined(data, "appel <b>1</b>.mp3")
    text = " ".join(pypdf.PdfReader(BytesIO(result.files["clean"])).pages[0].extract_text().split())
    assert "appel <b>1</b>.mp3" in text
    assert hashlib.sha256(data).hexdigest() in text.replace(" ", "")
    assert "3 secondes" in text.replace("\u00a0", " ")
    assert (result.facts["kind"], result.facts["pages"]) == ("audio", 1)
    assert [problem.code for problem in result.problems] == ["DC524"]
