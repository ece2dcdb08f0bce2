"""What French typography forbids, looked for in finished HTML: text read back from a PDF has lost its spaces."""

from __future__ import annotations

import re
from html import unescape

_EXACT = re.compile(r'<(code|pre|style|title)\b.*?</\1>|<(\w+) class="[^"]*\bexact\b[^"]*".*?</\2>', re.S)
_BLOCK = re.compile(r"</?(?:th|td|tr|p|div|dd|dt|li|ul|h[1-6]|table|thead|tbody|body|head|header|dl)\b[^>]*>|<br>")
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
RULES = {
    "before ; : ! ? » % €": re.compile(r"[^\s] +[;:!?»%€](?![\w/])"),
    "no space before ; ! ? »": re.compile(r"[a-zéèàç)\d][;!?»](?=\s|$)"),
    "after «": re.compile(r"«(?![\u00a0\u202f])"),
    "straight quotes": re.compile(r"\w'\w|\"\w|\w\""),
    "after n°, art., p., M.": re.compile(r"(?<!\w)(?:n°|nos|art\.|al\.|p\.|MM?\.|Mmes?|Me|§) +\S"),
    "article": re.compile(r"\b[LRDA]\. *\d|\b[LRDA]\.\u00a0?\d{3,4}-"),
    "hyphen of an article": re.compile(r"\bart\.\u00a0\d{3,4}-\d"),
    "day and month": re.compile(rf"\b(?:\d{{1,2}}|er) +(?:{_MONTHS})\b|\b(?:{_MONTHS}) +\d{{4}}\b"),
    "first of a month": re.compile(rf"\b1[\s\u00a0](?:{_MONTHS})\b"),
    "thousands": re.compile(r"\b\d{1,3} \d{3}(?!\d)(?= ?(?:[,€.]|\u00a0€))"),
    "number and unit": re.compile(r"\b\d+ +(?:jours?|mois|ans?|heures?|pages?|pièces?|factures?|euros?|points|versements|versement|échéances?|exemplaires?)\b"),
    "dots": re.compile(r"\.\.\."),
    "hyphen of a pronoun": re.compile(r"[a-zé]-(?:nous|vous|moi)\b"),
}  # fmt: skip
"""By name, what must not be found. A space in a pattern is an ordinary one: at it a line may break."""


def runs(html: str) -> list[str]:
    """The runs of text between blocks, without code, style and text that is printed exactly as written."""
    bare = _EXACT.sub("", html.replace("\n", " "))
    return [unescape(re.sub(r"<[^>]*>", "", run)).strip(" ") for run in _BLOCK.sub("\x1f", bare).split("\x1f")]


def faults(html: str) -> list[str]:
    """Each place where a rule is broken, with what stands around it."""
    found = []
    for run in runs(html):
        for name, rule in RULES.items():
            found += [f"{name}: « {run[max(0, m.start() - 25) : m.end() + 25]} »" for m in rule.finditer(run)]
    return found
