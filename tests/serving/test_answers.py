"""What a request is answered: outputs by their path and nothing else, to pages of ours and to nobody else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.blobs import Blob
from dossier.serving.answers import Asked, Shop, answer, path_of
from dossier.serving.pages import followed, version
from dossier.serving.server import hosts_of

PAGE = (
    '<!doctype html><html lang="fr"><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src '
    '\'self\'"><title>x</title></head><body><nav id="nav">3</nav><main>bonjour <img src="../assets/a.png"></main></body></html>'
)
TABLE = {
    "index.html": Blob.of(PAGE.encode()),
    "cases/été/index.html": Blob.of(PAGE.encode()),
    "cases/x/bundle.pdf": Blob.of(b"%PDF-"),
    "cases/x/lettre.eml": Blob.of(b"From: x"),
    "assets/a.png": Blob.of(b"png"),
}
SHOP = Shop(TABLE, True, "clé", hosts_of(8470))
OURS = {"host": "127.0.0.1:8470"}


def ask(target: str, method: str = "GET", shop: Shop = SHOP, **headers: str) -> tuple[int, dict[str, str], bytes]:
    made = answer(Asked(method, target, {**OURS, **{name.replace("_", "-"): value for name, value in headers.items()}}), shop)
    return made.status, dict(made.headers), made.body


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "text/html; charset=utf-8"), ("/index.html?x=1", "text/html; charset=utf-8"),
        ("/cases/%C3%A9t%C3%A9/", "text/html; charset=utf-8"), ("/cases/x/bundle.pdf", "application/pdf"),
        ("/cases/x/lettre.eml", "application/octet-stream"), ("/__dossier/reload.js", "text/javascript; charset=utf-8"),
        ("/__dossier/reload.css?v", "text/css; charset=utf-8"),
    ],
)  # fmt: skip
def test_outputs_are_served_with_safe_headers(target: str, kind: str) -> None:
    """Every answer says what it is, that nobody may embed or keep it, and which policy holds; what no browser shows is saved."""
    status, headers, body = ask(target)
    assert (status, headers["Content-Type"], headers["Content-Length"]) == (200, kind, str(len(body)))
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer" and headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert ("Content-Disposition" in headers) == (kind == "application/octet-stream")


TRICKS = [
    "/../dossier.yaml", "/%2e%2e/dossier.yaml", "/..%2fdossier.yaml", "/%252e%252e%252fdossier.yaml", "/%5c..%5cdossier.yaml",
    "//etc/passwd", "///etc/passwd", "/cases/../index.html", "/./index.html", "/index.html%00.png", "/index.html%0d%0aX: y",
    "/%ff", "/cases/x/", "/.dossier/cache/x", "/.git/config", "/INDEX.HTML", "/index.html/", "/cases//x/bundle.pdf", "/~root",
    "/C:/x", "/index.html\x00", "/\\..\\x", "http://evil.example/", "*", "", "index.html", "/é", "/__dossier/", "/__dossier/../x",
    "/__dossier/%72eload.js", "/__dossier/nothing",
]  # fmt: skip


@pytest.mark.parametrize("target", TRICKS)
def test_nothing_but_outputs_has_a_path(target: str) -> None:
    """Dots, escapes, backslashes, NUL, double slashes, other cases of letters: there is no folder behind the table to climb out of."""
    status, headers, _ = ask(target)
    assert status in (400, 404)
    assert headers["X-Content-Type-Options"] == "nosniff"


@given(st.text(max_size=60))
def test_any_target_is_answered(target: str) -> None:
    """Whatever bytes a client sends, there is an answer, and only an output's own path gives 200."""
    status, _, _ = ask("/" + target)
    assert status in (200, 400, 404)
    if status == 200:
        assert path_of("/" + target) in TABLE or target.startswith("__dossier/reload.")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8470",
        "127.0.0.1",
        "127.0.0.1:8471",
        "0.0.0.0:8470",
        "127.0.0.1.nip.io:8470",
        "",
        "localhost",
    ],
)
def test_a_foreign_name_for_this_machine_is_refused(host: str) -> None:
    """DNS rebinding: a page of elsewhere whose name suddenly leads here still says its own name."""
    status, _, body = ask("/", host=host)
    assert status == 403 and b"bonjour" not in body


@pytest.mark.parametrize("host", ["127.0.0.1:8470", "localhost:8470", "LOCALHOST:8470", "[::1]:8470"])
def test_names_of_this_machine_are_taken(host: str) -> None:
    """What `dossier serve` prints, and what people type instead."""
    assert ask("/", host=host)[0] == 200


def test_other_pages_of_the_browser_can_neither_read_nor_embed() -> None:
    """A script, a picture or a fetch that another page makes is refused; following a link from there is not."""
    assert ask("/assets/a.png", sec_fetch_site="cross-site", sec_fetch_mode="no-cors")[0] == 403
    assert ask("/", sec_fetch_site="same-site", sec_fetch_mode="cors")[0] == 403
    assert ask("/", origin="http://evil.example")[0] == 403
    assert ask("/", origin="null")[0] == 403
    assert ask("/", origin="http://127.0.0.1:8470", sec_fetch_site="same-origin", sec_fetch_mode="cors")[0] == 200
    assert ask("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get"])
def test_nothing_but_reading_is_possible(method: str) -> None:
    """There is nothing to write, and nobody is asked before a request from elsewhere."""
    status, headers, _ = ask("/", method=method)
    assert status == 405 and headers["Allow"] == "GET, HEAD"
    assert ask("/", content_length="5")[0] == 400


def test_pages_have_the_script_that_follows_them_and_may_ask_for_news() -> None:
    """The policy in the page and that of the header both let the page ask this server, and nothing else was loosened."""
    _, headers, body = ask("/")
    html = body.decode()
    (inner,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    assert inner == "default-src 'none'; script-src 'self'; connect-src 'self'"
    assert headers["Content-Security-Policy"] == f"{inner}; frame-ancestors 'none'"
    assert html.index("/__dossier/reload.js") < html.index("</head>")
    assert html.count("data-main=") == 1 and 'data-page="index.html"' in html


def test_what_is_missing_or_not_built_yet_is_said_on_a_page_that_follows() -> None:
    """The page of a case that is gone comes back by itself when the case does; its words are ours, not the address's."""
    status, headers, body = ask("/%3Cscript%3Ealert(1)%3C/script%3E.html")
    assert status == 404 and b"<script>alert" not in body and b"reload.js" in body
    assert "connect-src 'self'" in headers["Content-Security-Policy"]
    assert ask("/", shop=Shop({}, False, "clé", hosts_of(8470)))[0] == 503


def test_an_output_whose_bytes_are_gone_is_named_to_the_builder() -> None:
    """Another command emptied the store: a page says so, and the output is made again."""

    def gone() -> bytes:
        raise FileNotFoundError

    made = answer(
        Asked("GET", "/cases/x/bundle.pdf", OURS),
        Shop({"cases/x/bundle.pdf": Blob("0" * 64, 1, gone)}, True, "k", hosts_of(8470)),
    )
    assert made.status == 503 and made.lost == "cases/x/bundle.pdf"


def test_a_page_changes_with_its_content_and_with_the_pictures_it_shows() -> None:
    """Counts of the navigation are its frame alone; a picture of the same name with other bytes is another page."""
    seen = version("cases/x/index.html", PAGE, {"cases/assets/a.png": Blob.of(b"1")})
    counted = version("cases/x/index.html", PAGE.replace(">3<", ">4<"), {"cases/assets/a.png": Blob.of(b"1")})
    assert counted.main == seen.main and counted.whole != seen.whole
    assert (
        version("cases/x/index.html", PAGE.replace("bonjour", "bonsoir"), {"cases/assets/a.png": Blob.of(b"1")}).main != seen.main
    )
    assert version("cases/x/index.html", PAGE, {"cases/assets/a.png": Blob.of(b"2")}).main != seen.main


def test_a_name_cannot_leave_its_attribute() -> None:
    """Paths of pages come from names of cases."""
    html, _ = followed(PAGE, 'cases/"><script>/x.html', version("x", PAGE, {}), "k")
    assert '"><script>/x' not in html
