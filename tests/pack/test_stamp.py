"""The answer of a time-stamping authority: what it dates, when, and whether its signature holds."""

from __future__ import annotations

import datetime as days
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pack_cases import small, zipped

from dossier.cli.root import run
from dossier.ground.blobs import Blob
from dossier.ground.jobs import InProcess, Job
from dossier.pack.pack import REQUEST, SUMS, Item
from dossier.pack.stamp import TASK, request

START, END = days.datetime(2020, 1, 1, tzinfo=days.UTC), days.datetime(2100, 1, 1, tzinfo=days.UTC)
CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = {0}/serial
signer_cert = {0}/tsa.pem
signer_key = {0}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
tsa_name = yes
ess_cert_id_alg = sha256
"""


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def certificate(subject: str, issuer: str, key: rsa.RSAPrivateKey, signs: rsa.RSAPrivateKey, is_ca: bool) -> x509.Certificate:
    made = (
        x509.CertificateBuilder()
        .subject_name(named(subject)).issuer_name(named(issuer)).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(START).not_valid_after(END).add_extension(x509.BasicConstraints(is_ca, None), critical=True)
    )  # fmt: skip
    if not is_ca:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(signs, hashes.SHA256())


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an authority: its root in `ca.pem`, a stranger's in `autre.pem`, and what openssl needs to answer."""
    home = tmp_path_factory.mktemp("autorite")
    root, signer, other = (rsa.generate_private_key(65537, 2048) for _ in range(3))
    for name, made in (
        ("ca.pem", certificate("Racine d'essai", "Racine d'essai", root, root, True)),
        ("tsa.pem", certificate("Horodatage d'essai", "Racine d'essai", signer, root, False)),
        ("autre.pem", certificate("Autre racine", "Autre racine", other, other, True)),
    ):
        (home / name).write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (home / "tsa.key").write_bytes(signer.private_bytes(*plain))
    (home / "serial").write_text("01\n")
    (home / "tsa.cnf").write_text(CONFIGURATION.format(home))
    yield home


def answered(authority: Path, asked: bytes) -> bytes:
    """The authority's answer to a request."""
    (authority / "q.tsq").write_bytes(asked)
    arguments = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "a.tsr"]
    subprocess.run(arguments, cwd=authority, check=True, capture_output=True)
    return (authority / "a.tsr").read_bytes()


def told(tsr: bytes, digest: str, ca: bytes = b"") -> dict[str, object]:
    job = Job(TASK, {"digest": digest}, (("ca", Blob.of(ca)), ("tsr", Blob.of(tsr))))
    return dict(InProcess().run([job])[0].facts)


def sums() -> Item:
    return next(item for item in small() if item.path == SUMS)


def test_a_true_answer_is_read_and_its_signature_verified(authority: Path) -> None:
    """Granted, the digest of the sums, a day and hour, the name of who signed; the signature against the root given."""
    tsr = answered(authority, contents_of(REQUEST))
    found = told(tsr, sums().blob.sha256)
    assert found["granted"] and found["same"] and found["signature"] == "unchecked" and found["authority"] == "Horodatage d'essai"
    assert days.datetime.fromisoformat(str(found["time"])).tzinfo is not None
    assert told(tsr, sums().blob.sha256, (authority / "ca.pem").read_bytes())["signature"] == "verified"


def contents_of(name: str) -> bytes:
    return next(item for item in small() if item.path == name).blob.read()


def test_another_root_refuses_the_signature(authority: Path) -> None:
    """A certificate that did not sign it proves nothing, and a file without certificate neither."""
    tsr = answered(authority, contents_of(REQUEST))
    for ca in ((authority / "autre.pem").read_bytes(), b"pas un certificat"):
        found = told(tsr, sums().blob.sha256, ca)
        assert found["signature"] == "refused" and "certificat" in str(found["why"])


def test_an_answer_for_other_bytes_dates_nothing(authority: Path) -> None:
    """The imprint is compared with the sums that are there, not with a request that lies beside."""
    found = told(answered(authority, request(b"autre chose")), sums().blob.sha256)
    assert found["granted"] and not found["same"]


@pytest.mark.parametrize("tsr", [b"", b"\x30\x03\x02\x01\x00", b"0" * 4000, b"\xff" * 50])
def test_what_is_no_answer_is_told(tsr: bytes) -> None:
    """Bytes of any kind."""
    assert told(tsr, "0" * 64).keys() >= {"why"}


def test_a_changed_answer_is_refused(authority: Path) -> None:
    """Whichever byte of the token is changed, the signature against the root does not hold or the rest does not read."""
    tsr, ca = answered(authority, contents_of(REQUEST)), (authority / "ca.pem").read_bytes()
    good = told(tsr, sums().blob.sha256, ca)
    bad = []
    for place in range(0, len(tsr), 7):
        found = told(tsr[:place] + bytes([tsr[place] ^ 1]) + tsr[place + 1 :], sums().blob.sha256, ca)
        if found.get("signature") == "verified" and found != good:
            bad.append(place)
    assert good["signature"] == "verified" and bad == []


def test_verify_tells_of_the_stamp_beside_the_pack(authority: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside the ZIP under its name, or inside the folder: read, told, and a wrong one ends with 1."""
    place = tmp_path / "remise.zip"
    place.write_bytes(zipped(small()))
    place.with_suffix(".tsr").write_bytes(answered(authority, contents_of(REQUEST)))
    assert run(["verify", str(place)]) == 0
    out, err = capsys.readouterr()
    assert "horodatage accordé par Horodatage d'essai" in err and "signature non vérifiée" in err and out.startswith("intacte")
    assert run(["verify", str(place), "--ca", str(authority / "ca.pem"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["intact"] and found["timestamp"]["signature"] == "verified" and found["schema"] == "dossier/verify/1"
    assert run(["verify", str(place), "--ca", str(authority / "autre.pem")]) == 1
    assert "sa signature ne tient pas" in capsys.readouterr().out
    folder = tmp_path / "remise"
    with zipfile.ZipFile(place) as archive:
        archive.extractall(folder)
    (folder / "horodatage.tsr").write_bytes(answered(authority, request(b"autre chose")))
    assert run(["verify", str(folder)]) == 1
    assert "il date autre chose que SHA256SUMS" in capsys.readouterr().out


def test_a_forged_pack_is_found_by_the_stamp_of_the_first(
    authority: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All lists and the request made to agree with a forged act: only what the authority signed still says no."""
    from test_verify import forged

    place = tmp_path / "remise.zip"
    place.write_bytes(zipped(forged(3)))
    assert run(["verify", str(place)]) == 0
    place.with_suffix(".tsr").write_bytes(answered(authority, contents_of(REQUEST)))
    assert run(["verify", str(place)]) == 1
    assert "horodatage" in capsys.readouterr().out
