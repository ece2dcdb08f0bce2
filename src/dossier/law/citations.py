"""The references to law in a text, in every spelling of the house: what `law/articles/` is asked for.

A key is what a row of the register is found by: `CPC 1411`, `C. com. L441-10`, the number of a decision (`20-23.204`) or of a
law (`71-1130`), or its day where it has no number (`1989-07-06`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.ground.french import HYPHEN, MONTHS, NBSP, NNBSP

CODES: Mapping[str, str] = {
    "CPCE": r"CPCE|codes? des procédures civiles d'exécution",
    "CPC": r"CPC|code de procédure civile",
    "C. civ.": r"C\. ?civ\.?|code civil",
    "C. com.": r"C\. ?com\.?|code de commerce",
    "C. conso.": r"C\. ?conso\.?|code de la consommation",
    "CMF": r"CMF|C\. ?mon\. ?fin\.?|code monétaire et financier",
    "COJ": r"COJ|code de l'organisation judiciaire",
    "CCP": r"CCP|code de la commande publique",
    "CGI": r"CGI|code général des impôts",
    "CIBS": r"CIBS",
    "CPOST": r"CPOST|code des postes et des communications électroniques",
    "C. trav.": r"C\. ?trav\.?|code du travail",
    "C. pén.": r"C\. ?pén\.?|code pénal",
    "C. assur.": r"C\. ?assur\.?|code des assurances",
    "CRPA": r"CRPA|code des relations entre le public et l'administration",
}
"""The codes of law by the short form that the computation carries, with the spellings of each."""

_NUMBER = r"(?:[LRDA]\.? ?)?\d+(?:-\d+)*(?:-[A-Z]\b)?(?: (?:bis|ter)(?: [A-Z]\b)?)?"
_PART = (
    r"(?:,? (?:al\.|alinéa) ?\d+(?:er)?(?: (?:and|et|à|to) \d+\b(?!-))?|,? \d+°(?: (?:à|to) \d+°)?(?: ?[a-c]\b)?"
    r"|,? (?:I{1,3}|IV|V)\b(?: in fine)?)*"
)
_ITEM = rf"{_NUMBER}(?![\w°%€.]|-\d| (?:ans|jours|mois|days|months|years|€|%)){_PART}"
_JOIN = r", | et | and | ou | or | to | à |–| ; "
_LIST = rf"{_ITEM}(?:(?:{_JOIN}){_ITEM})*"
_CODE = "|".join(f"(?P<c{index}>{spelling})" for index, spelling in enumerate(CODES.values()))
_NAMED = re.compile(rf"(?<![\w.])(?:{_CODE})(?![\w’'])(?:,? (?:art\.|articles?))? ?(?P<list>{_LIST})")
_NAMED_AFTER = re.compile(
    rf"(?:\bart\.|\barticles?) (?P<list>{_LIST}) (?:et suivants )?(?:du |de la |des )(?P<code>{'|'.join(CODES.values())})(?!\w)"
)
_BARE = re.compile(rf"(?<![\w.-])(?:(?P<letter>[LRDA]\.? ?\d{{3}}(?:-\d+)+(?:-[A-Z]\b)?)|(?:art\.|articles?) (?P<list>{_LIST}))")
_SPLIT = re.compile(rf"(?P<join>{_JOIN})?(?P<number>{_NUMBER}){_PART}")
_DECISION = re.compile(r"\b(\d{2}-\d{2}\.\d{3})\b|(?<![\w-])(C-\d+/\d+)\b")
_YEARS = r"(?:1[89]|20)\d\d"
_MONTHS = (*MONTHS, "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_LAW = re.compile(
    r"(?i:\b(?:loi|law|décret|decree|ord\.|ordonnance|règlement|regulation|directive))"
    rf"(?: \(\w+\))?(?: n°)? ?(?:(?P<number>\d{{2,4}}-\d+|\d+/\d{{4}})|(?:du|of) (?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(_MONTHS)}) (?P<year>{_YEARS}))"
    rf"(?P<rest>(?: du \d{{1,2}}(?:er)? \w+ {_YEARS})?, art\. (?P<article>\d+(?:-\d+)?))?"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference found in a text. `key` finds the row; `upto` is the last one of a range, '' for a single article.

    `code` is '' when the text names none: then the number alone must lead to one row. `sure` is False for such a bare number
    that may as well be the clause of a contract.
    """

    key: str
    upto: str = ""
    code: str = ""
    sure: bool = True


def plain(text: str) -> str:
    """The text with the spaces, hyphens and apostrophes of a keyboard: what a page sets and what code writes read alike."""
    for fine, simple in ((NBSP, " "), (NNBSP, " "), (HYPHEN, "-"), ("\u2010", "-"), ("’", "'")):
        text = text.replace(fine, simple)
    return re.sub(r"\s+", " ", text)


def citations(text: str) -> tuple[Citation, ...]:
    """Every reference to law in a text, in its order; the same one as often as it is written."""
    text = plain(text)
    found: list[tuple[int, Citation]] = []
    for pattern, read in ((_LAW, _law), (_DECISION, _decision), (_NAMED, _named), (_NAMED_AFTER, _named), (_BARE, _bare)):
        for match in pattern.finditer(text):
            found += [(match.start(), citation) for citation in read(match)]
        text = pattern.sub(lambda match: "·" * len(match[0]), text)
    return tuple(citation for _, citation in sorted(found, key=lambda pair: pair[0]))


def _law(match: re.Match[str]) -> Iterator[Citation]:
    key = match["number"]
    if not key:
        month = _MONTHS.index(match["month"]) % 12 + 1
        key = f"{match['year']}-{month:02}-{int(match['day']):02}"
    yield Citation(f"{key}, art. {match['article']}" if match["article"] else key, code=key)


def _decision(match: re.Match[str]) -> Iterator[Citation]:
    yield Citation(match[1] or match[2])


def _named(match: re.Match[str]) -> Iterator[Citation]:
    groups = match.groupdict()
    code = _code(groups["code"]) if "code" in groups else next(
        name for index, name in enumerate(CODES) if groups[f"c{index}"]
    )  # fmt: skip
    for first, last in _listed(match["list"]):
        yield Citation(f"{code} {first}", f"{code} {last}" if last else "", code)


def _bare(match: re.Match[str]) -> Iterator[Citation]:
    if match["letter"]:
        yield Citation(_number(match["letter"]))
        return
    for first, last in _listed(match["list"]):
        lettered = first[0] in "LRDA"
        yield Citation(first, last, sure=lettered or len(first.partition("-")[0]) > 2)


def _code(spelling: str) -> str:
    return next(name for name, pattern in CODES.items() if re.fullmatch(pattern, spelling))


def _listed(text: str) -> list[tuple[str, str]]:
    """The articles of a list, each with the end of the range that it opens, or ''."""
    pairs: list[tuple[str, str]] = []
    for match in _SPLIT.finditer(text):
        number = _number(match["number"])
        if match["join"] in (" to ", " à ", "–") and pairs:
            pairs[-1] = (pairs[-1][0], number)
        else:
            pairs.append((number, ""))
    return pairs


def _number(text: str) -> str:
    """`L441-10` for « L. 441-10 »."""
    return re.sub(r"^([LRDA])\.? ?", r"\1", text)
