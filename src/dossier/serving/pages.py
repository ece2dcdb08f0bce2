"""A page of the site as it is served: with the script that reloads it, and the policy that lets this script ask for news."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from dossier.ground.blobs import Blob

STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
OWN = "/__dossier/"
"""Where the server's own files stand; no output of a build begins with it."""

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_SHOWN = re.compile(r'(?:src|href)="([^"#?:]+\.(?:css|js|png|svg|jpg|jpeg))"')


@dataclass(frozen=True, slots=True)
class Version:
    """What a page is made of: `whole` changes with any letter of it, `main` with its content and the pictures and styles that it shows."""

    whole: str
    main: str


def version(path: str, html: str, table: Mapping[str, Blob]) -> Version:
    """The version of a page; two pages of one `main` differ in their frame alone, as in the counts of the navigation."""
    main = _MAIN.search(html)
    digest = sha256((main[0] if main else html).encode())
    for target in sorted({normpath(join(dirname(path), unquote(name))) for name in _SHOWN.findall(html)}):
        blob = table.get(target)
        if blob is not None and not _is_index(target):
            digest.update(blob.sha256.encode())
    return Version(sha256(html.encode()).hexdigest(), digest.hexdigest())


def _is_index(target: str) -> bool:
    """Whether a script holds words of all pages, which change with every edit of any case."""
    return target.endswith(".js") and target.rpartition("/")[2] not in ("site.js", "theme.js", "cherche.js")


def followed(html: str, path: str, seen: Version, key: str) -> tuple[str, str]:
    """The page with its script, and the policy of its header. *key* is what the script must show to be told of changes."""
    match = _POLICY.search(html)
    policy = match[2] if match else "default-src 'none'; script-src 'self'; style-src 'self'"
    if "connect-src" not in policy:
        policy += "; connect-src 'self'"
    if match:
        html = html[: match.start()] + match[1] + policy + match[3] + html[match.end() :]
    values = {"key": key, "page": path, "whole": seen.whole, "main": seen.main}
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in values.items())
    tags = f'<link rel="stylesheet" href="{OWN}reload.css"><script src="{OWN}reload.js" {data} defer></script>'
    head, end, rest = html.partition("</head>")
    return (f"{head}{tags}{end}{rest}" if end else tags + html), f"{policy}; frame-ancestors 'none'"


def notice(title: str, text: str, path: str, key: str) -> tuple[str, str]:
    """A page of the server's own with one sentence, and its policy; it too is reloaded when there is something to see."""
    html = (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(title)} · dossier</title></head><body class="dossier-notice"><main><h1>{escape(title)}</h1><p>{escape(text)}</p>'
        '<p><a href="/">Portefeuille</a></p></main></body></html>'
    )
    return followed(html, path, Version("", ""), key)
