"""What `verify` finds: nothing in a pack as it was made, and something in every one that was changed."""

from __future__ import annotations

import io
import os
import stat
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_cases import contents, packed, small, zipped

from dossier.ground.blobs import Blob
from dossier.pack.listing import sums
from dossier.pack.pack import ANSWER, MANIFEST, REQUEST, SUMS, UNSUMMED, Item
from dossier.pack.reading import read_folder, unsafe
from dossier.pack.stamp import request
from dossier.pack.verify import Verdict, verify
from dossier.pack.zipped import read_zip


def verdict(data: bytes) -> Verdict:
    return verify(read_zip(io.BytesIO(data)))


def kinds(data: bytes) -> set[str]:
    return {fault.kind for fault in verdict(data).faults}


def changed(data: bytes) -> bytes:
    """The same bytes but for one bit, somewhere in the later part."""
    place = len(data) * 2 // 3
    return data[:place] + bytes([data[place] ^ (1 << len(data) % 8)]) + data[place + 1 :]


def unpacked(data: bytes, to: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(to)
    return to


def test_a_pack_as_it_was_made_is_sound() -> None:
    """A pack, its folder, a copy with other times and rights: no false alarm."""
    found = verdict(zipped(small()))
    assert found.faults == [] and found.notes == [] and found.count == len(small())
    assert found.about == {"case": "2026-001-petit", "for": "avocat", "date": "2026-11-21"}


def test_every_bit_of_every_byte_of_a_pack_counts() -> None:
    """Whichever byte of the archive is changed, in a file, a header, the list or the end: it is found."""
    data = bytearray(zipped(small()))
    missed = []
    for place in range(len(data)):
        for bit in range(8):
            data[place] ^= 1 << bit
            if not verdict(bytes(data)).faults:
                missed.append((place, bit))
            data[place] ^= 1 << bit
    assert missed == []


@pytest.mark.parametrize("length", [0, 1, 21, 22, 200])
def test_a_truncated_pack_is_found(length: int) -> None:
    """A download that broke off, anywhere."""
    data = zipped(small())
    assert verdict(data[:length]).faults and verdict(data[: len(data) - length - 1]).faults


def test_bytes_before_behind_or_between_are_found() -> None:
    """What no reader of the list would see is found all the same."""
    data = zipped(small())
    assert kinds(data + b"x") == kinds(b"MZ" + data) == {"damaged"}
    start = data.index(b"PK\1\2")
    hidden = data[:start] + b"cache" + data[start:-22] + data[-22:-6] + struct.pack("<L", start + 5) + data[-2:]
    assert kinds(hidden) == {"damaged"}


EDITS = st.lists(
    st.tuples(
        st.integers(0, 10_000), st.sampled_from(["replace", "insert", "delete", "copy"]), st.binary(min_size=1, max_size=6)
    ),
    min_size=1,
    max_size=4,
)


@given(EDITS)
@settings(max_examples=400, deadline=None)
def test_no_edit_of_an_archive_passes_for_the_archive(edits: list[tuple[int, str, bytes]]) -> None:
    """Bytes put in, taken out, exchanged or moved anywhere: never a traceback, and no fault only where every file is the same."""
    data = zipped(small())
    for place, what, some in edits:
        at = place % (len(data) + 1)
        tail = {"replace": data[at + len(some) :], "insert": data[at:], "delete": data[at + len(some) :], "copy": data[at:]}[what]
        middle = {"replace": some, "insert": some, "delete": b"", "copy": data[: len(some)]}[what]
        data = data[:at] + middle + tail
    found = read_zip(io.BytesIO(data))
    if not verify(found).faults:
        assert {path: b"".join(chunks()) for path, (_, chunks) in found.files.items()} == {i.path: i.blob.read() for i in small()}


@pytest.mark.parametrize("name", [SUMS, MANIFEST, REQUEST, "actes/requete.pdf", "LISEZMOI.txt"])
def test_a_missing_file_is_found(name: str) -> None:
    """Also when it is one of those that tell of the others."""
    found = verdict(zipped([item for item in small() if item.path != name]))
    assert ("missing", name) in {(fault.kind, fault.path) for fault in found.faults}


def test_an_added_file_and_a_renamed_one_are_found() -> None:
    """A file that nothing names, and one under another name."""
    added = verdict(zipped([*small(), Item("actes/faux.pdf", Blob.of(b"x"), "")]))
    assert [(fault.kind, fault.path) for fault in added.faults] == [("unlisted", "actes/faux.pdf")]
    renamed = [Item("actes/autre.pdf", i.blob, "") if i.path == "actes/requete.pdf" else i for i in small()]
    assert {(fault.kind, fault.path) for fault in verdict(zipped(renamed)).faults} == {
        ("missing", "actes/requete.pdf"), ("unlisted", "actes/autre.pdf"),
    }  # fmt: skip


def forged(depth: int) -> list[Item]:
    """The small pack with an act exchanged, and as many of its lists made to agree as *depth* says."""
    items = {item.path: item for item in small()}
    old, new = items["actes/requete.pdf"].blob, Blob.of(b"%PDF-1.7 ACTE\n")
    items["actes/requete.pdf"] = Item("actes/requete.pdf", new, "")
    if depth >= 2:
        told = items[MANIFEST].blob.read().replace(old.sha256.encode(), new.sha256.encode())
        items[MANIFEST] = Item(MANIFEST, Blob.of(told), "")
    if depth >= 1:
        rows = [(path, item.blob.sha256) for path, item in items.items() if path not in UNSUMMED]
        items[SUMS] = Item(SUMS, Blob.of(sums(rows)), "")
    if depth >= 3:
        items[REQUEST] = Item(REQUEST, Blob.of(request(items[SUMS].blob.read())), "")
    return list(items.values())


def test_a_forger_must_make_all_lists_agree() -> None:
    """Sums made to fit the forged file contradict the manifest; both made to fit contradict the request for a time stamp."""
    assert kinds(zipped(forged(0))) == {"altered"}
    assert kinds(zipped(forged(1))) == {"inconsistent"}
    assert [fault.path for fault in verdict(zipped(forged(2))).faults] == [REQUEST]


def test_only_a_time_stamp_proves_more() -> None:
    """A pack forged whole is another sound pack: what tells it from the first is the digest that an authority signed."""
    whole = verdict(zipped(forged(3)))
    assert whole.faults == [] and whole.digest != verdict(zipped(small())).digest


def test_a_pack_zipped_anew_is_told_and_is_no_fault(tmp_path: Path) -> None:
    """Unpacked, touched, packed by another program: the files are the same, and it says that only they were checked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("actes")
        for item in reversed(small()):
            archive.writestr(item.path, item.blob.read())
    found = verdict(out.getvalue())
    assert found.faults == [] and len(found.notes) == 1
    tools = tmp_path / "neuf.zip"
    folder = unpacked(zipped(small()), tmp_path / "remise")
    subprocess.run(["zip", "-q", "-r", str(tools), "."], cwd=folder, check=True)
    assert verdict(tools.read_bytes()).faults == []


@pytest.mark.parametrize(
    "name",
    [
        "../dehors",
        "/etc/passwd",
        "a/../../b",
        "C:/x",
        "a\\b",
        "a//b",
        "./a",
        "a\nb",
        "a\u202eb",
        "a/.",
        "nul:",
        "b.",
        "a/" + "x" * 256,
    ],
)
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    """Nothing is unpacked, and a path that would harm who unpacks is told."""
    assert unsafe(name)
    data = zipped([*small(), Item(name, Blob.of(b"x"), "")])
    assert "unsafe" in kinds(data)


@pytest.mark.parametrize("name", ["Pièce n° 1.pdf", "actes/l’ordonnance (2).pdf", "a.b.c"])
def test_a_plain_path_is_accepted(name: str) -> None:
    """Accents, spaces and signs of French are plain."""
    assert unsafe(name) == ""


def test_two_paths_that_some_systems_take_for_one_are_found() -> None:
    """Twice the same path, or the same but for capitals or the writing of accents."""
    twice = [*small(), next(item for item in small() if item.path == "actes/requete.pdf")]
    assert kinds(zipped(twice)) == {"duplicate"}
    for other in ("ACTES/requete.pdf", "actes/Requete.pdf"):
        assert "duplicate" in kinds(zipped([*small(), Item(other, Blob.of(b"x"), "")]))


def raw(entries: Sequence[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for info, data in entries:
            archive.writestr(info, data)
    return out.getvalue()


def test_links_bombs_and_encryption_are_refused() -> None:
    """A link in an archive, one that unpacks to a thousand times its size, one that is encrypted: told, never followed."""
    link = zipfile.ZipInfo("lien")
    link.external_attr, link.create_system = (stat.S_IFLNK | 0o777) << 16, 3
    assert "unsafe" in kinds(raw([(link, b"/etc/passwd")]))
    bomb = zipfile.ZipInfo("bombe")
    bomb.compress_type = zipfile.ZIP_DEFLATED
    assert kinds(raw([(bomb, bytes(80 << 20))])) == {"damaged"}
    plain = raw([(zipfile.ZipInfo("a"), b"x")])
    secret = plain.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0")
    assert secret != plain and kinds(secret) == {"damaged"}


def test_a_member_larger_than_it_says_is_not_read_on() -> None:
    """The size in the list is a promise: what unpacks to more is cut off and told."""
    body = zlib.compress(bytes(5 << 20), 9)[2:-4]
    info = zipfile.ZipInfo("gonfle")
    info.compress_type = zipfile.ZIP_DEFLATED
    plain = raw([(info, bytes(5 << 20))])
    lying = plain.replace(struct.pack("<LL", len(body), 5 << 20), struct.pack("<LL", len(body), 1000))
    assert lying != plain and "altered" in kinds(lying)


@pytest.mark.parametrize("data", [b"", b"PK", b"pas un zip", bytes(4096), b"PK\5\6" + bytes(18), b"PK\5\6" + b"\xff" * 18])
def test_what_is_no_archive_is_told(data: bytes) -> None:
    """No traceback for bytes of any kind."""
    assert verdict(data).faults


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"{}", b"null", b"[" * 5000, b'{"schema": "dossier/pack/1", "schema": "x"}'])
def test_a_manifest_that_is_none_is_told(text: bytes) -> None:
    """Not JSON, too deep, a key twice."""
    items = [Item(MANIFEST, Blob.of(text), "") if item.path == MANIFEST else item for item in small()]
    assert {MANIFEST} <= {fault.path for fault in verdict(zipped(items)).faults}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text[:-1],
        lambda text: text + text.splitlines(keepends=True)[0],
        lambda text: text + b"0" * 64 + b"  " + ANSWER.encode() + b"\n",
        lambda text: text.upper(),
        lambda text: b"\n" + text,
    ],
)
def test_sums_in_another_form_are_told(spoil: Callable[[bytes], bytes]) -> None:
    """Line ends, an unfinished line, a line twice, a line for what cannot have one."""
    items = [Item(SUMS, Blob.of(spoil(item.blob.read())), "") if item.path == SUMS else item for item in small()]
    assert SUMS in {fault.path for fault in verdict(zipped(items)).faults} | {
        SUMS if fault.kind == "duplicate" else "" for fault in verdict(zipped(items)).faults
    }


def test_a_folder_is_judged_as_its_archive(tmp_path: Path) -> None:
    """Unpacked, with other rights and times; then a link, a special file, an added file."""
    folder = unpacked(zipped(small()), tmp_path / "remise")
    for place in folder.rglob("*"):
        os.utime(place, (1, 1))
    assert verify(read_folder(folder)).faults == []
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "lien").symlink_to("/etc/passwd")
    (folder / "dossiers").symlink_to("/etc")
    os.mkfifo(folder / "tube")
    found = {(fault.kind, fault.path) for fault in verify(read_folder(folder)).faults}
    assert found == {("unlisted", ".DS_Store"), ("unsafe", "lien"), ("unsafe", "dossiers"), ("unsafe", "tube")}


def test_the_folder_around_a_pack_says_where_the_pack_lies(tmp_path: Path) -> None:
    """Windows unpacks into a folder of the archive's name: what was given is not the pack, and the next step is said."""
    unpacked(zipped(small()), tmp_path / "remise" / "remise")
    around = verify(read_folder(tmp_path / "remise"))
    assert around.faults and around.notes == ["une remise se trouve dans « remise » : contrôlez ce dossier-là"]
    assert verify(read_folder(tmp_path / "remise" / "remise")).notes == []


def test_sha256sum_checks_a_pack(tmp_path: Path) -> None:
    """The common tool says of every file that it is the same."""
    folder = unpacked(zipped(packed("avocat").items), tmp_path / "remise")
    plain = {**os.environ, "LC_ALL": "C", "LANGUAGE": ""}
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", SUMS], cwd=folder, env=plain, capture_output=True, text=True, check=True
    )
    assert done.stdout.count(": OK") == len(packed("avocat").items) - 2


@pytest.mark.parametrize("audience", ["avocat", "debiteur"])
def test_one_byte_in_any_file_of_a_real_pack_is_found(audience: str) -> None:
    """One flipped byte in each file in turn."""
    pack = packed(audience, "alpha" if audience == "debiteur" else "")
    whole = contents(pack)
    for path in whole:
        spoilt = [Item(p, Blob.of(changed(d) if p == path else d), "") for p, d in whole.items()]
        assert verdict(zipped(spoilt)).faults, path


def test_the_request_is_one_that_openssl_reads(tmp_path: Path) -> None:
    """RFC 3161, SHA-256 of the sums, certificate asked for, no nonce."""
    sums_text = next(item for item in small() if item.path == SUMS).blob
    asked = next(item for item in small() if item.path == REQUEST).blob.read()
    (tmp_path / REQUEST).write_bytes(asked)
    done = subprocess.run(
        ["openssl", "ts", "-query", "-in", REQUEST, "-text"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (
        "Hash Algorithm: sha256" in done.stdout
        and "Nonce: unspecified" in done.stdout
        and "Certificate required: yes" in done.stdout
    )
    hexed = "".join(
        line.split("-", 1)[1][:49].replace("-", " ") for line in done.stdout.splitlines() if line.startswith("    00")
    )
    assert hexed.replace(" ", "")[:64] == sums_text.sha256
    assert request(sums_text.read()) == asked


def test_a_second_name_of_a_member_is_refused() -> None:
    """Info-ZIP's field for a name in Unicode: unzip would write one piece under the name of another, and no sum would notice."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(zipped(small()))) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        names = [name for name in archive.namelist() if name not in UNSUMMED]
        for name in archive.namelist():
            info = zipfile.ZipInfo(name)
            other = names[1] if name == names[0] else names[0] if name == names[1] else name
            told = b"\1" + struct.pack("<L", zlib.crc32(name.encode())) + other.encode()
            info.extra = struct.pack("<2H", 0x7075, len(told)) + told
            anew.writestr(info, archive.read(name))
    assert kinds(out.getvalue()) == {"damaged"}


@pytest.mark.parametrize("size", [b"1e999", b"Infinity", b"NaN", b"-1e999", b"9" * 5000])
def test_a_size_that_is_no_number_is_told(size: bytes) -> None:
    """JSON writes sizes that no integer holds."""
    files = {item.path: item.blob.read() for item in small()}
    files[MANIFEST] = files[MANIFEST].replace(b'"size": ', b'"size": ' + size + b', "was": ', 1)
    assert size in files[MANIFEST]
    forged = [Item(path, Blob.of(data), "") for path, data in files.items()]
    assert "altered" in kinds(zipped(forged))


def test_a_list_of_millions_of_empty_lines_is_one_fault() -> None:
    """Sixty-four megabytes of line feeds fit in sixty-four kilobytes of archive: each was a fault with its own words."""
    files = {item.path: item.blob.read() for item in small()}
    files[SUMS] = b"\n" * 300_000
    found = verdict(zipped([Item(path, Blob.of(data), "") for path, data in files.items()]))
    assert 0 < len(found.faults) < 50
