"""French typography on finished HTML: one walk over its text, none of its code, addresses or numbers of documents."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from dossier.ground.french import HYPHEN, NBSP, NNBSP, typo_fr

EXACT = frozenset({"code", "pre", "script", "style", "title", "kbd", "samp"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})

_ARTICLE = re.compile(r"(?<![-\w])(\d{3,4})-(\d{1,2})(?![-\w])")
# « C. civ., » and « CPC, art. » stay on one line.
_CODE = re.compile(r"\b(C\.|CPC,|CMF,|CPCE,|civ\.,|com\.,) (?=com\.|civ\.|mon\.|conso\.|art\.)")
# « indiquez-nous », « dites-le » stay on one line.
_PRONOUN = re.compile(r"(?<=[a-zé])-(?=(?:nous|vous|moi|le|la|les|en|y)\b)")
# A number stays with what it counts.
_COUNTED = re.compile(
    r"(?<=\d) (?=(?:jours?|mois|ans?|heures?|pages?|pièces?|factures?|euros?|points|versements?|échéances?|exemplaires?)\b)"
)
_FIRST = re.compile(r"\b1er\b")
_FINE = re.compile(rf"(?<=\d){NNBSP}(?=\d)")


def typeset(html: str, widen: bool = True) -> str:
    """Set the fixed spaces, apostrophes, article hyphens and the raised « er » in the text of some HTML.

    Text in an element with the class `exact`, or in code, stays as it is. With *widen* the thin space between figures
    gets an element of its own, `<e-fine>`, which the style sheets make wider: both fonts draw U+202F very thin.
    """
    walker = _Walker(widen)
    walker.feed(html)
    walker.close()
    return "".join(walker.out)


class _Walker(HTMLParser):
    """Copies HTML as it reads it; only text changes."""

    def __init__(self, widen: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.widen = widen
        self.exact: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")
        if tag not in VOID:
            classes = next((value or "" for name, value in attrs if name == "class"), "").split()
            self.exact.append(tag in EXACT or "exact" in classes or any(self.exact[-1:]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")
        if tag not in VOID and self.exact:
            self.exact.pop()

    def handle_data(self, data: str) -> None:
        self.out.append(escape(data, quote=False) if any(self.exact[-1:]) else self._set(data))

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def _set(self, data: str) -> str:
        text = _PRONOUN.sub(HYPHEN, _ARTICLE.sub(rf"\1{HYPHEN}\2", _CODE.sub(rf"\1{NBSP}", typo_fr(data))))
        text = _COUNTED.sub(NBSP, text)
        text = escape(text, quote=False)
        text = _FIRST.sub("1<sup>er</sup>", text)
        return _FINE.sub(f"<e-fine>{NNBSP}</e-fine>", text) if self.widen else text
