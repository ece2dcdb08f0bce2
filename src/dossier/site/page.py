"""A page as a value, and its HTML: the Jinja environment, its filters, and the last touch on the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from dossier.documents.articles import article
from dossier.ground import french, letters, shipped
from dossier.ground.diagnostics import SEVERITY_FR
from dossier.law.law import CERTAINTY_FR
from dossier.site import words
from dossier.site.icons import ICONS, STATES

FOLDER = "site/"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to render: its path from `build/`, its template in `templates/site/`, its title, and what the template sees.

    `here` is the entry of the navigation that it belongs to; `crumbs` are (label, path) from the portfolio down, the last
    one without path; `sources` the inputs that the page was made from.
    """

    path: str
    template: str
    title: str
    here: str
    values: Mapping[str, Any]
    crumbs: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()


def render(page: Page, frame: Mapping[str, Any], url: Callable[[str], str] | None = None) -> str:
    """The HTML of a page; *url* makes its links in place of `link_from`."""
    links = url or link_from(page.path)
    html = environment().get_template(FOLDER + page.template).render(**frame, **page.values, page=page, url=links)
    return finished(html)


_quote = lru_cache(maxsize=65536)(quote)
"""Pages link to one another again and again."""


def link_from(path: str) -> Callable[[str], str]:
    """A function that turns a path from `build/`, with or without fragment, into a link relative to the page at *path*."""
    up = "../" * path.count("/")

    def url(target: str) -> str:
        file, mark, fragment = target.partition("#")
        return (up + _quote(file) if file else "") + mark + _quote(fragment)

    return url


@cache
def environment() -> Environment:
    """The environment of the site's templates, compiled once in a process. Autoescape is on for every name.

    A workspace cannot replace these templates: they are a program, and what they may show is decided here (DC702).
    """
    made = Environment(
        loader=FunctionLoader(_shipped), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return _furnished(made)


def _shipped(name: str) -> str | None:
    try:
        return shipped.read(f"templates/{name}").decode()
    except FileNotFoundError:
        return None


def _furnished(made: Environment) -> Environment:
    """Give an environment the house's filters and words."""
    made.filters.update(
        euros=french.euros,
        amount=french.amount,
        percent=french.percent,
        tenth=lambda value: french.number(value, 1),
        day=french.short_day,
        long_day=french.long_day,
        day_month=lambda day: f"{day:%d/%m}",
        weekday=french.weekday,
        count=french.number,
        size=size,
        article=article,
        siren=french.siren,
        slug=slug,
        hour=hour,
        plural=french.plural,
        coded=coded,
        upper_first=french.upper_first,
        lower_first=french.lower_first,
    )
    made.globals.update(
        certainty_fr={str(key): text for key, text in CERTAINTY_FR.items()},
        severity_fr={str(key): text for key, text in SEVERITY_FR.items()},
        words=words,
        masked=False,
        revision=None,  # a pack and a statement do not tell the commit of the firm
        sources=None,
        sealed=None,  # the frame of a pack says for whom it is
        ICONS=ICONS,
        STATES=STATES,
        word=words.word,
        plural=french.plural,
        enumerate_fr=french.enumerate_fr,
    )
    return made


def size(octets: int) -> str:
    """`84 ko`, `4,1 Mo`: the size of a download, rounded up so that no file has nothing."""
    if octets < 1_000_000:
        return f"{french.number(max(1, -(-octets // 1000)))}{french.NBSP}ko"
    tenths = -(-octets // 100_000)
    return f"{french.number(tenths // 10)},{tenths % 10}{french.NBSP}Mo"


def hour(time: str) -> str:
    """`9 h 40` for `09:40`."""
    hours, _, minutes = time.partition(":")
    return f"{hours.lstrip('0') or '0'}{french.NBSP}h{french.NBSP}{minutes}".rstrip(french.NBSP)


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """A fragment made of a text: small letters without accents, digits and hyphens."""
    return letters.slug(text).lower() or "x"


_MARKUP = re.compile(r"(<(script|style|pre|code|textarea|kbd)\b.*?</\2\s*>|<[^>]*>)", re.DOTALL)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def finished(html: str) -> str:
    """French spaces and apostrophes on the text between tags, and no hidden control or change of writing direction.

    What code, preformatted text and attributes say stays as it is. An invisible character that can turn a name round
    (`facture\\u202efdp.exe`) is shown as ⟪U+202E⟫ everywhere.
    """
    pieces = _MARKUP.split(html)
    # split gives text, whole markup, name of the element, text, …: two groups stand between two texts.
    markups = [*pieces[1::3], ""]
    before = ["", *markups]
    texts = [
        _typographic(text, not tag.startswith(_BARE)) if text and not text.isspace() else text
        for text, tag in zip(pieces[::3], before, strict=False)
    ]
    joined = "".join(text + markup for text, markup in zip(texts, markups, strict=True))
    return _UNSEEN.sub(lambda found: f"⟪U+{ord(found[0]):04X}⟫", joined)


_BARE = ("<title", "<desc", "<option", "<text", "<tspan")
"""Elements that hold text alone: no element may stand in them."""
_NUMBER = re.compile(r"(?<![\w&#;-])(?=[\w-]{4,20}(?![\w-]))(?:[A-Z0-9]{1,6}-)+\d+(?![\w-])")


@lru_cache(maxsize=4096)
def _typographic(text: str, rich: bool) -> str:
    """Pages share most of their short texts: each is set once. In a *rich* one no number of an invoice breaks at its hyphen."""
    set_ = french.typo_fr(text.replace("&#39;", "'"))
    return _NUMBER.sub(r'<span class="nw">\g<0></span>', set_) if rich and "-" in set_ else set_


_CODE = re.compile(r"`([^`\n]+)`")


def coded(text: str) -> Markup:
    """A sentence of a finding as HTML: what stands between backticks is code, which no typography touches."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 (escaped just before)
