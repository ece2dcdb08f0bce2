"""Whether a pack is as it was made: every file against `SHA256SUMS`, that against the manifest, both against the time stamp."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier.pack import stamp
from dossier.pack.pack import ANSWER, MANIFEST, REQUEST, SCHEMA, SUMS, UNSUMMED
from dossier.pack.reading import MOST_FILES, Damaged, Fault, Found, whole

_LARGEST_LIST = 64 << 20
_LONGEST = 200
"""Signs of what a manifest says of itself: a stranger may have written it."""
_SUM = re.compile(rb"([0-9a-f]{64})  ([^\r\n]+)")


@dataclass(slots=True)
class Verdict:
    """What was found. `digest` is the SHA-256 of `SHA256SUMS`, '' without one; `answer` the bytes of a time stamp inside, or None.

    `about` are the manifest's words on the pack (`case`, `for`, `date`), empty when it cannot be read.
    """

    count: int
    about: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    answer: bytes | None = None
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(found: Found) -> Verdict:
    """Compare what was found with what it says of itself. A time stamp is not judged here, only handed on."""
    verdict = Verdict(len(found.files), faults=list(found.faults), notes=list(found.notes))
    if not found.files and found.faults:
        return verdict
    digests = _digests(found, verdict)
    sums_text, listing = (_small(found, name, verdict) for name in (SUMS, MANIFEST))
    verdict.answer = _small(found, ANSWER, verdict) if ANSWER in found.files else None
    sums = {} if sums_text is None else _sums(sums_text, verdict)
    if sums_text is not None:
        verdict.digest = hashlib.sha256(sums_text).hexdigest()
        _compare(sums, digests, verdict)
        _request(found, sums_text, verdict)
    if listing is not None:
        _manifest(listing, sums, found, verdict)
    verdict.notes += _deeper(found)
    verdict.faults.sort(key=lambda fault: (fault.path, fault.kind, fault.message))
    return verdict


def _deeper(found: Found) -> list[str]:
    """Where the pack lies when what was given is the folder around it: many programs unpack into a folder of their own."""
    places = [path.rpartition("/")[0] for path in found.files if path.rpartition("/")[2] == SUMS]
    return (
        []
        if SUMS in found.files
        else [f"une remise se trouve dans « {place} » : contrôlez ce dossier-là" for place in places[:3]]
    )


def _digests(found: Found, verdict: Verdict) -> dict[str, str]:
    digests = {}
    for path, (_, chunks) in found.files.items():
        digest = hashlib.sha256()
        try:
            for data in chunks():
                digest.update(data)
        except Damaged as error:
            verdict.faults.append(Fault("altered", path, f"{error}"))
            continue
        except OSError:
            verdict.faults.append(Fault("altered", path, "il ne peut pas être lu"))
            continue
        digests[path] = digest.hexdigest()
    return digests


def _small(found: Found, name: str, verdict: Verdict) -> bytes | None:
    """The bytes of one of the files that tell of the others; None with a fault when it is not there."""
    if name not in found.files:
        verdict.faults.append(Fault("missing", name, "sans lui, rien ne peut être prouvé"))
        return None
    try:
        return whole(found.files[name][1](), _LARGEST_LIST)
    except (Damaged, OSError):
        return None  # told when its digest was made


def _sums(text: bytes, verdict: Verdict) -> dict[str, str]:
    sums: dict[str, str] = {}
    if text.count(b"\n") > MOST_FILES:
        verdict.faults.append(Fault("altered", SUMS, "il a plus de lignes qu’une remise n’a de fichiers : il n’est pas lu"))
        return sums
    if not text.endswith(b"\n"):
        verdict.faults.append(Fault("altered", SUMS, "sa dernière ligne est incomplète"))
    for number, line in enumerate(text.split(b"\n")[:-1], 1):
        row = _SUM.fullmatch(line)
        path = row[2].decode("utf-8", "backslashreplace") if row else ""
        if row is None or path in UNSUMMED:
            verdict.faults.append(Fault("altered", SUMS, f"la ligne {number} n’est pas celle d’un fichier"))
        elif path in sums:
            verdict.faults.append(Fault("duplicate", path, f"deux lignes de {SUMS} le nomment"))
        else:
            sums[path] = row[1].decode()
    return sums


def _compare(sums: Mapping[str, str], digests: Mapping[str, str], verdict: Verdict) -> None:
    told = {fault.path for fault in verdict.faults if fault.kind == "altered"}
    for path, digest in sums.items():
        if path not in digests:
            if path not in told:
                verdict.faults.append(Fault("missing", path, f"{SUMS} le nomme, il n’est pas là"))
        elif digests[path] != digest:
            verdict.faults.append(Fault("altered", path, f"son empreinte n’est pas celle de {SUMS}"))
    for path in digests.keys() - sums.keys() - UNSUMMED:
        verdict.faults.append(Fault("unlisted", path, f"il est là sans que {SUMS} le nomme"))


def _request(found: Found, sums: bytes, verdict: Verdict) -> None:
    """The request follows from the sums alone: it proves that the sums are those it was made from."""
    asked = _small(found, REQUEST, verdict)
    if asked is not None and (not sums or asked != stamp.request(sums)):
        verdict.faults.append(Fault("inconsistent", REQUEST, f"il n’est pas la demande d’horodatage de ce {SUMS}"))


def _manifest(text: bytes, sums: Mapping[str, str], found: Found, verdict: Verdict) -> None:
    rows = _rows(text, verdict)
    if rows is None:
        return
    listed = {**rows, MANIFEST: ("", -1)}
    for path in sorted(listed.keys() - sums.keys()):
        verdict.faults.append(Fault("inconsistent", path, f"{MANIFEST} le nomme, pas {SUMS}"))
    for path in sorted(sums.keys() - listed.keys()):
        verdict.faults.append(Fault("inconsistent", path, f"{SUMS} le nomme, pas {MANIFEST}"))
    for path, (digest, size) in sorted(rows.items()):
        if path in sums and sums[path] != digest:
            verdict.faults.append(Fault("inconsistent", path, f"{MANIFEST} et {SUMS} n’en donnent pas la même empreinte"))
        elif path in found.files and found.files[path][0] != size:
            verdict.faults.append(Fault("altered", path, f"sa taille n’est pas celle que dit {MANIFEST}"))


def _rows(text: bytes, verdict: Verdict) -> dict[str, tuple[str, int]] | None:
    """Path to digest and size; None with a fault when this is no manifest."""
    try:
        data: Any = json.loads(text, object_pairs_hook=_once)
        if data["schema"] != SCHEMA:
            raise ValueError
        verdict.about = {key: str(data[key])[:_LONGEST] for key in ("case", "for", "date")}
        rows = {str(row["path"]): (str(row["sha256"]), int(row["size"])) for row in data["files"]}
        if len(rows) != len(data["files"]):
            raise ValueError
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        verdict.faults.append(Fault("altered", MANIFEST, "ce n’est pas le manifeste d’une remise de dossier"))
        return None
    return rows


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON in which no key stands twice: readers would not agree on what it says."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found
