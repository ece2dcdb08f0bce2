"""What a piece is, by the words of its name and of its text: its nature, its title, its day; each a guess that says on what it rests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dossier.ground.french import MONTHS

_KINDS: tuple[tuple[str, str, str], ...] = (
    (r"bon de livraison|bordereau de livraison|lettre de voiture|\bbl\b", "livraison", "Bon de livraison"),
    (r"proc[eè]s[- ]verbal de r[eé]ception|\bpv[- ](?:de )?r[eé]ception", "livraison", "Procès-verbal de réception"),
    (r"bon de commande|confirmation de commande|\bcommande\b", "commande", "Bon de commande"),
    (r"conditions g[eé]n[eé]rales|\bcgv\b", "contrat", "Conditions générales de vente"),
    (r"\bdevis\b", "contrat", "Devis"),
    (r"avis de r[eé]ception|accus[eé] de r[eé]ception|\bar\b|preuve de d[eé]p[oô]t", "preuve_postale", "Avis de réception"),
    (r"\bcontrat\b|convention", "contrat", "Contrat"),
    (r"k[- ]?bis|extrait d.immatriculation", "identite", "Extrait Kbis"),
    (r"\bavoir\b", "facture", "Avoir"),
    (r"\bfacture\b", "facture", "Facture"),
    (r"mise en demeure", "correspondance", "Mise en demeure"),
    (r"relev[eé] de compte|\bch[eè]que\b", "paiement", "Relevé de compte"),
    (r"\blettre\b|\bcourrier\b", "correspondance", "Lettre"),
)
"""Words, nature and title; the first that fits. What is asked of the name is asked of it alone before the text is looked at."""
_KNOWN = tuple((re.compile(words, re.IGNORECASE), nature, title) for words, nature, title in _KINDS)
_NUMBER = re.compile(
    r"^\W{0,3}(?:(?:[nN]\s?[°ºo.]{1,2}\s?|[nN]um[eé]ro\s:?\s?)([A-Za-z0-9][A-Za-z0-9/_-]{1,24})|([A-Z]{1,4}-?\d[A-Z0-9-]{1,20})\b)"
)
_SIGNED = re.compile(r"[-_ ]?sign[eé]e?s?$", re.IGNORECASE)
_BEHIND = re.compile(r"^[\s_-]{1,3}(?:signé\w*[\s_-]+)?(?:n[°ºo]?[\s_-]?)?([A-Za-z]{0,4}-?\d[A-Za-z0-9-]{0,20})", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FRENCH = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[-_./ ](0?[1-9]|1[0-2])[-_./ ](20\d\d|19\d\d)(?!\d)")
_WORDED = re.compile(rf"(?<!\d)(1er|[1-9]|[12]\d|3[01])\s+({'|'.join(MONTHS)})\s+(20\d\d|19\d\d)(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """`nature` is '' when no word tells; `day` None without any. `doubts` are French words: what is guessed, and from what."""

    title: str
    nature: str
    day: date | None
    doubts: tuple[str, ...]


def guess(name: str, text: str, made: str, today: date) -> Guess:
    """What a file is. *made* is the day that a camera or a scanner noted, '' for none."""
    stem = name.rpartition(".")[0] or name
    doubts: list[str] = []
    nature, title, told = _kind(re.sub(r"[_]+", " ", stem), text)
    doubts.append(f"nature {nature} et intitulé, d’après {told}" if nature else "intitulé, d’après le nom du fichier")
    day, told = _day(stem, text, made, today)
    if day is not None:
        doubts.append(f"date, d’après {told}")
    return Guess(title or _plain(stem), nature, day, tuple(doubts))


def _kind(stem: str, text: str) -> tuple[str, str, str]:
    """Nature, title with its number, and where that was read; '' three times for nothing."""
    for place, where, number in ((stem, "le nom du fichier", _BEHIND), (text[:3_000], "le texte", _NUMBER)):
        hits = [(match.start(), match.end(), nature, title) for words, nature, title in _KNOWN if (match := words.search(place))]
        if not hits:
            continue
        # In a name the first kind of the table counts, in a text what stands first: a heading comes before what it mentions.
        _, end, nature, title = hits[0] if where == "le nom du fichier" else min(hits)
        told = number.match(place[end : end + 60])
        given = _SIGNED.sub("", next(filter(None, told.groups()))) if told else ""
        dated = _ISO.match(given) or _FRENCH.match(given)
        return nature, f"{title} n° {given}" if given and not dated else title, where
    return "", "", ""


def _day(stem: str, text: str, made: str, today: date) -> tuple[date | None, str]:
    for place, where in ((stem, "le nom du fichier"), (text[:5_000], "le texte"), (made, "la numérisation")):
        found = [day for day in _days(place) if day <= today]
        if found:
            return found[0], where
    return None, ""


def _days(text: str) -> list[date]:
    """The days that a text names, in its order."""
    rows: list[tuple[int, date]] = []
    for match in _ISO.finditer(text):
        rows += _row(match.start(), match[1], match[2], match[3])
    for match in _FRENCH.finditer(text):
        rows += _row(match.start(), match[3], match[2], match[1])
    for match in _WORDED.finditer(text):
        month = [name.lower() for name in MONTHS].index(match[2].lower()) + 1
        rows += _row(match.start(), match[3], str(month), match[1].removesuffix("er"))
    return [day for _, day in sorted(rows)]


def _row(place: int, year: str, month: str, day: str) -> list[tuple[int, date]]:
    try:
        return [(place, date(int(year), int(month), int(day)))]
    except ValueError:
        return []


def _plain(stem: str) -> str:
    """A title from a name: without the day in it, with spaces for its signs."""
    bare = re.sub(r"[_\s]+", " ", _FRENCH.sub(" ", _ISO.sub(" ", stem)))
    return bare.strip(" -.") or stem
