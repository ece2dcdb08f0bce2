"""From a request to an answer: a lookup in the table of outputs, and headers that keep other pages of the browser out.

There is no folder behind the table: what is not an output has no path, whatever dots and escapes a request is written with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes

from dossier.ground import shipped
from dossier.ground.blobs import Blob, Changed
from dossier.serving.pages import OWN, STRICT, followed, notice, version

TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "json": "application/json", "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8", "svg": "image/svg+xml",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "pdf": "application/pdf", "woff2": "font/woff2",
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
"""What browsers show or open by its kind; all else is a file to save."""

SAFE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("X-Frame-Options", "DENY"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("Cache-Control", "no-store"),
)
_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""The viewers of browsers are pages of their own that show the file as an object."""
EVENTS = f"{OWN}events"
_FILES = {f"{OWN}reload.js": "templates/serving/reload.js", f"{OWN}reload.css": "templates/serving/reload.css"}
_TARGET = re.compile(r"/[!-~]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, its header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back; `lost` is a path whose bytes are not where they were, which the builder should make again."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Shop:
    """What there is to serve: the outputs by path, whether a build was ever done, the key of the pages, the hosts that may be named."""

    table: Mapping[str, Blob]
    ready: bool
    key: str
    hosts: frozenset[str]


def answer(asked: Asked, shop: Shop) -> Answer:
    """The answer to any request but that for events (`may_listen`)."""
    refused = refusal(asked, shop.hosts)
    if refused is not None:
        return refused
    path = path_of(asked.target)
    if path is None:
        return plain(400, "Adresse refusée.")
    if asked.target.partition("?")[0] in _FILES:
        own = _FILES[asked.target.partition("?")[0]]
        return _file(200, shipped.read(own), TYPES[own.rpartition(".")[2]], STRICT)
    blob = shop.table.get(path)
    if blob is None:
        if not shop.ready:
            return _notice(503, "Première production en cours", "La page s’affichera d’elle-même.", path, shop)
        return _notice(404, "Page absente", "Cette page n’existe pas, ou n’existe plus.", path, shop)
    try:
        data = blob.read()
    except (OSError, Changed):
        return replace(_notice(503, "Fichier refait", "Ce fichier est en train d’être refait.", path, shop), lost=path)
    kind = TYPES.get(path.rpartition(".")[2].lower())
    if kind is None:
        return _file(200, data, "application/octet-stream", STRICT, ("Content-Disposition", "attachment"))
    if not path.endswith(".html"):
        return _file(200, data, kind, _PDF if path.endswith(".pdf") else STRICT)
    html = data.decode("utf-8")
    page, policy = followed(html, path, version(path, html, shop.table), shop.key)
    return _file(200, page.encode(), kind, policy)


def refusal(asked: Asked, hosts: frozenset[str]) -> Answer | None:
    """Why a request is not answered at all; None when it may be.

    A name that leads here but is not ours (DNS rebinding), another page of the browser that would read or embed ours, a method
    that could change anything, a body.
    """
    if asked.method not in ("GET", "HEAD"):
        return plain(405, "Ici on ne peut que lire.", ("Allow", "GET, HEAD"))
    if asked.headers.get("host", "").lower() not in hosts:
        return plain(403, "Hôte inconnu : ouvrez l’adresse que dossier serve a donnée.")
    origin = asked.headers.get("origin")
    if origin is not None and origin.lower() not in {f"http://{host}" for host in hosts}:
        return plain(403, "Origine inconnue.")
    site, mode = asked.headers.get("sec-fetch-site", "none"), asked.headers.get("sec-fetch-mode", "navigate")
    if site not in ("same-origin", "none") and mode != "navigate":
        return plain(403, "Une autre page n’a rien à lire ici.")
    if asked.headers.get("content-length", "0") != "0" or "transfer-encoding" in asked.headers:
        return plain(400, "Requête refusée.")
    return None


def path_of(target: str) -> str | None:
    """The output that a target names, a folder by its `index.html`; None for what no link of ours is written like."""
    if not _TARGET.fullmatch(target) or target.startswith("//"):
        return None
    try:
        path = unquote_to_bytes(target.partition("?")[0][1:]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(ord(char) < 32 or char in "\\\x7f" for char in path):
        return None
    return f"{path}index.html" if not path or path.endswith("/") else path


def plain(status: int, text: str, *more: tuple[str, str]) -> Answer:
    """A sentence as plain text."""
    return _file(status, f"{text}\n".encode(), "text/plain; charset=utf-8", STRICT, *more)


def _notice(status: int, title: str, text: str, path: str, shop: Shop) -> Answer:
    page, policy = notice(title, text, path, shop.key)
    return _file(status, page.encode(), "text/html; charset=utf-8", policy)


def _file(status: int, data: bytes, kind: str, policy: str, *more: tuple[str, str]) -> Answer:
    head = (("Content-Type", kind), ("Content-Length", str(len(data))), ("Content-Security-Policy", policy), *SAFE, *more)
    return Answer(status, head, data)
