"""Time stamps (RFC 3161): the request that a firm posts to an authority, and what an authority's answer proves.

The request holds the SHA-256 of `SHA256SUMS` and no nonce, so that it is the same each time it is made.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any

from dossier.ground.jobs import Result

TASK = "dossier.pack.stamp:answer"
LARGEST = 1 << 20
"""Bytes of an answer, or of a file of certificates."""


def request(sums: bytes) -> bytes:
    """The request in DER for these bytes; the authority is asked to join its certificate."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    asked = TimestampRequestBuilder().data(sums).hash_algorithm(HashAlgorithm.SHA256)
    return asked.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def answer(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """A job: what an answer (`tsr`) says of a digest, with the certificates (`ca`, PEM) that its signature is checked against.

    `options`: `digest`, the SHA-256 of `SHA256SUMS` in hexadecimal. Facts: `granted`, `same` (the imprint is that digest),
    `time` (ISO 8601, UTC), `authority`, `signature` (`verified`, `unchecked` or `refused`), `why`. A file that is no answer
    has the one fact `why`.
    """
    from rfc3161_client import PKIStatus, decode_timestamp_response

    try:
        response = decode_timestamp_response(inputs["tsr"])
        granted = PKIStatus(response.status) in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS)
    except (ValueError, KeyError):
        return Result(facts={"why": "ce n’est pas une réponse d’horodatage"})
    if not granted:
        return Result(facts={"granted": False, "why": "l’autorité a refusé la demande"})
    try:
        info = response.tst_info
        imprint = info.message_imprint
        same = imprint.message.hex() == options["digest"] and imprint.hash_algorithm.dotted_string == _SHA256
        facts = {"granted": True, "same": same, "time": info.gen_time.astimezone(UTC).isoformat(timespec="seconds")}
        facts["authority"] = _authority(info)
    except (ValueError, KeyError):
        return Result(facts={"why": "le jeton d’horodatage ne se lit pas"})
    if not inputs.get("ca"):
        return Result(facts={**facts, "signature": "unchecked", "why": ""})
    why = _signature(response, inputs["ca"], bytes.fromhex(options["digest"]))
    return Result(facts={**facts, "signature": "refused" if why else "verified", "why": why})


_SHA256 = "2.16.840.1.101.3.4.2.1"


def _authority(info: Any) -> str:
    """The name that the authority gives itself; '' for none."""
    from cryptography.x509 import DirectoryName, NameOID

    name = info.name
    if not isinstance(name, DirectoryName):
        return ""
    found = name.value.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.value.rfc4514_string()


def _signature(response: Any, pem: bytes, digest: bytes) -> str:
    """Why the signature does not hold against these certificates; '' when it does."""
    from cryptography.x509 import DuplicateExtension, InvalidVersion, UnsupportedGeneralNameType, load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        roots = load_pem_x509_certificates(pem)
    except (ValueError, KeyError):
        return "le fichier donné à --ca ne contient pas de certificat PEM"
    try:
        VerifierBuilder(roots=roots).build().verify(response, digest)
    except (VerificationError, ValueError, KeyError, DuplicateExtension, InvalidVersion, UnsupportedGeneralNameType) as error:
        return next((french for words, french in _REFUSALS if words in f"{error}"), "elle ne se vérifie pas")
    return ""


_REFUSALS = (
    ("verifying certificates", "aucun de ces certificats ne l’a émise, ou elle a été modifiée"),
    ("EKU", "le certificat de l’autorité n’est pas fait pour l’horodatage"),
    ("PKIStatus", "elle n’est accordée qu’avec des modifications"),
    ("ertificate", "le certificat de l’autorité n’est pas dans la réponse"),
)
"""What the library says, in part, and what it means."""
