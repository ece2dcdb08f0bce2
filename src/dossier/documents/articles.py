"""Articles as acts print them: « C. com., art. L. 441-10, II » from the short form that the computation carries."""

from __future__ import annotations

import re

from dossier.ground.french import HYPHEN, NBSP

_SHORT = re.compile(r"^(C\. [a-zéè. ]+?|CPC|CCP|CMF|CPCE|CGI|CIBS|COJ|CPOST|CRPA) (?=[LRDA]?\.? ?\d)(.+)$")
_LETTER = re.compile(r"\b([LRDA])\.? ?(?=\d)")


def article(rule: str) -> str:
    """« C. com., art. L. 441-10, II » for `C. com. L441-10, II`; « contrat » and what is no article stay as they are; each part of several."""
    if " ; " in rule:
        return " ; ".join(article(part) for part in rule.split(" ; "))
    match = _SHORT.match(rule)
    if not match:
        return rule
    code, number = match.groups()
    return f"{code.replace(' ', NBSP)}, art.{NBSP}{bare_article(number)}"


def bare_article(number: str) -> str:
    """« L. 441-10 » for `L441-10`, with a hyphen that does not break."""
    return re.sub(r"(?<=\d)-(?=\d)", HYPHEN, _LETTER.sub(rf"\1.{NBSP}", number))


def without_code(rule: str) -> str:
    """« L. 441-10, II »: the article alone, for a column whose head names the code."""
    match = _SHORT.match(rule)
    return bare_article(match[2]) if match else rule
