"""HTML and CSS to PDF with WeasyPrint: vendored fonts only, nothing fetched, no clock, the same bytes in every process."""

from __future__ import annotations

import html as html_text
import locale
import logging
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from dossier.ground.jobs import Problem, Result
from dossier.pdf.fonts import font_configuration, missing_glyphs
from dossier.pdf.links import without_piece_links

BASE = "dossier:/"
"""No relative address resolves: an image is named `src="dossier:logo.png"`, everything else is refused."""

_MIME = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_TAGS = re.compile(r"<style\b.*?</style>|<[^>]*>", re.S | re.I)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF, its number of pages, and what went wrong on the way; every problem has a code of the catalogue."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...] = ()


def render(
    html: str,
    css: str | Sequence[str],
    *,
    variant: str = "",
    images: Mapping[str, bytes] | None = None,
    attachments: Mapping[str, bytes] | None = None,
    title: str = "",
    created: date,
) -> Rendered:
    """Print a whole HTML document with one style sheet, or several in their order.

    *images* are all that it can show, by name (`dossier:name`); *attachments* go into the PDF by file name; *variant* is
    `pdf/a-3a` or ''. *created* is the day written into the PDF. Problems: DC550 glyph missing, DC551 address refused,
    DC552 remark of the printer. Equal arguments give equal bytes.
    """
    weasyprint = _weasyprint()
    fetcher = _closed_fetcher(dict(images or {}))
    moment = datetime(created.year, created.month, created.day, tzinfo=UTC)
    sheets = [_style_sheet(text) for text in ([css] if isinstance(css, str) else css)]
    with _remarks() as remarks:
        source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        document = source.render(
            font_config=font_configuration(),
            stylesheets=[sheet for sheet, _ in sheets],
            pdf_variant=variant or None,
            pdf_tags=bool(variant),
        )
        document.metadata.title = title or document.metadata.title
        document.metadata.created = document.metadata.modified = created.isoformat()
        document.metadata.generator = "dossier"
        document.metadata.attachments = [
            weasyprint.Attachment(string=data, name=name, created=moment, modified=moment, relationship="Data")
            for name, data in sorted((attachments or {}).items())
        ]
        pdf = document.write_pdf(pdf_variant=variant or None, pdf_tags=bool(variant))
    problems = [*_glyph_problems(html), *(p for _, found in sheets for p in found), *_address_problems(fetcher.refused)]
    # A refused address and a missing glyph are logged by WeasyPrint too; said once is enough.
    said = (*fetcher.refused, ".notdef glyph")
    problems += [Problem("DC552", f"l’imprimeur signale : {r}") for r in remarks if not any(part in r for part in said)]
    return Rendered(pdf, len(document.pages), tuple(dict.fromkeys(problems)))


def print_html(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """The task that prints a document.

    Options: html, css (a list of style sheets), variant, title, created (ISO). Inputs: `image:NAME` and `attachment:NAME`. Files: `linked` keeps
    the addresses `dossier:piece/N`, which the bundle turns into links of its own; `pdf` stands alone and has none.
    Facts: pages.
    """
    rendered = render(
        options["html"],
        options["css"],
        variant=options["variant"],
        images=_named("image:", inputs),
        attachments=_named("attachment:", inputs),
        title=options["title"],
        created=date.fromisoformat(options["created"]),
    )
    files = {"linked": rendered.pdf, "pdf": without_piece_links(rendered.pdf)}
    return Result(files, {"pages": rendered.pages}, rendered.problems)


def preload() -> None:
    """Import WeasyPrint and set up its fonts: what a runner does once before it forks its workers."""
    _weasyprint()
    font_configuration()


def _named(prefix: str, inputs: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name.removeprefix(prefix): data for name, data in inputs.items() if name.startswith(prefix)}


@cache
def _weasyprint() -> Any:
    """Import WeasyPrint once, in a fixed locale, without its search for libraries through child processes.

    The locale decides the width of a missing glyph's box (and ligatures in Turkish), so it must not be the user's.
    """
    for name in ("C.UTF-8", "C"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_ALL, name)
            break
    with _no_library_search():
        import weasyprint
        import weasyprint.urls
    return weasyprint


@contextmanager
def _no_library_search() -> Iterator[None]:
    """On Linux every library that WeasyPrint needs opens by its own name; asking ldconfig and gcc costs 86 processes."""
    if sys.platform != "linux":
        yield
        return
    from ctypes import util

    former = util.find_library
    util.find_library = lambda name: None
    try:
        yield
    finally:
        util.find_library = former


@contextmanager
def _remarks() -> Iterator[list[str]]:
    """Collect what WeasyPrint and its font tools log, at warning and above, instead of printing it."""
    found: list[str] = []

    class _Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    collector = _Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    former = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(collector)
        logger.propagate = False
    try:
        yield found
    finally:
        for logger, propagate in zip(loggers, former, strict=True):
            logger.removeHandler(collector)
            logger.propagate = propagate


@cache
def _fetcher_class() -> Any:
    """The class of fetchers that serve given bytes and nothing else; a class made late, since its base is WeasyPrint's."""
    urls = _weasyprint().urls

    class ClosedFetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Serves `dossier:` names from a table; counts and refuses every other address."""

        _fail_on_errors = False

        def __init__(self, images: Mapping[str, bytes]) -> None:
            # The base class would build handlers for http, ftp and file; this one has none.
            self.images = images
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix("dossier:").lstrip("/")
            if not url.startswith("dossier:") or name not in self.images:
                self.refused.append(url)
                raise ValueError("adresse refusée")
            kind = _MIME.get(name.rpartition(".")[2].lower(), "application/octet-stream")
            return urls.URLFetcherResponse(url, self.images[name], {"Content-Type": kind})

    return ClosedFetcher


def _closed_fetcher(images: Mapping[str, bytes]) -> Any:
    return _fetcher_class()(images)


@lru_cache(maxsize=32)
def _style_sheet(css: str) -> tuple[Any, tuple[Problem, ...]]:
    """A parsed style sheet, kept for the life of the worker, with what was wrong in it (kept too: said for each document)."""
    fetcher = _closed_fetcher({})
    with _remarks() as remarks:
        sheet = _weasyprint().CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=font_configuration())
    problems = [Problem("DC552", f"l’imprimeur signale dans la feuille de style : {text}") for text in remarks]
    return sheet, (*problems, *_address_problems(fetcher.refused))


def _address_problems(refused: list[str]) -> list[Problem]:
    return [Problem("DC551", f"l’adresse « {url[:120]} » n’a pas été ouverte") for url in dict.fromkeys(refused)]


def _glyph_problems(html: str) -> list[Problem]:
    """DC550 for the characters of the text that would print as boxes."""
    missing = missing_glyphs(html_text.unescape(_TAGS.sub(" ", html)))
    return [
        Problem("DC550", f"le caractère « {char} » (U+{ord(char):04X}) n’existe dans aucune police fournie") for char in missing
    ]
