"""The search index: what can be found, as a classic script that the browser loads from the disk.

Words are folded (lower case, no accents) in the same way here and in `cherche.js`. Each word has the documents in
which it stands; a word of a title counts more than one of a text. Nothing is weighed by frequency: cases are few.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.ground.french import euros, short_day
from dossier.site.agenda import debtor_name
from dossier.site.evidence import Shown
from dossier.site.findings import RuleFindings
from dossier.site.papers import listed_documents
from dossier.site.timeline import Fact, timeline
from dossier.site.view import CaseView

LARGEST_SHARD = 2_000_000
"""Characters of one file of the index: a browser reads it in a fraction of a second."""
SNIPPET = 400
"""Characters of a text that the list of results may quote from."""
LONGEST_TEXT = 60_000
"""Characters of one piece that are indexed."""

_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_WORD = re.compile(r"[a-z0-9]+")
_COMPOUND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its kind in a word, title, case, path from `build/`, day, and its text."""

    kind: str
    title: str
    case: str
    path: str
    day: str
    text: str


def fold(text: str) -> str:
    """Lower case, without accents, thousands joined: `1 500` is one word."""
    bare = unicodedata.normalize("NFD", _GROUPED.sub("", text).lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def terms(text: str) -> set[str]:
    """The words of a text, folded: two signs at least; a compound such as `F-2026-014` also as one word."""
    folded = fold(text)
    compounds = {word.replace("-", "") for word in _COMPOUND.findall(folded)}
    return {word for word in _WORD.findall(folded) if len(word) > 1} | compounds


def case_entries(view: CaseView, shown: Sequence[Shown]) -> list[Entry]:
    """What can be found in one case."""
    case, home = view.case, f"cases/{view.case.id}"
    parties = [debtor.name for debtor in case.debtors] + [case.creditor.name]
    sirens = [str(debtor.siren) for debtor in case.debtors if debtor.siren]
    about = " · ".join([*parties, *sirens, case.contract.subject])
    entries = [Entry("dossier", f"{case.title}", case.id, f"{home}/index.html", "", f"{case.id} {about}")]
    entries += [_fact_entry(view, fact) for fact in timeline(case, view.bordereau)]
    for invoice in view.claim.invoices:
        text = f"{euros(invoice.principal)} échéance {short_day(invoice.due)}"
        entries.append(
            Entry("décompte", f"Facture {invoice.number}", case.id, f"{home}/decompte.html", short_day(invoice.due), text)
        )
    for item in shown:
        piece = item.piece
        text = _SPACE.sub(" ", piece.text[:LONGEST_TEXT]).strip()
        title = f"Pièce n° {piece.number} : {piece.title}"
        entries.append(Entry("pièce", title, case.id, item.path, short_day(piece.date) if piece.date else "", text))
    for document, _ in listed_documents(view):
        text = " ".join(reason.text for reason in document.reasons)
        path = f"{home}/documents/{document.id}.html"
        entries.append(Entry("document", document.title, case.id, path, short_day(document.date), text))
    return entries


def _fact_entry(view: CaseView, fact: Fact) -> Entry:
    text = " ".join(part for part in (fact.note, euros(fact.amount) if fact.amount else "", debtor_name(view)) if part)
    return Entry("fait", fact.title, view.case.id, f"cases/{view.case.id}/index.html#{fact.anchor}", short_day(fact.day), text)


def rule_entries(findings: Iterable[RuleFindings]) -> list[Entry]:
    """The rules that found something."""
    return [
        Entry("règle", f"{f.rule.code} : {f.rule.title}", "", f"regles/{f.rule.code}.html", "", f.found[0].message)
        for f in findings
    ]


def index_files(entries: Sequence[Entry]) -> dict[str, bytes]:
    """The files of the index by name: `recherche.js`, then `recherche-2.js` … where one would be too long.

    Each is a script that adds one shard: entries, and for each word the entries that have it (negative less one: in the
    title). Words are in order, so that a prefix is a stretch of the list. The first one says how many there are.
    """
    shards, size = [[]], 0  # type: list[list[Entry]], int
    for entry in entries:
        weight = len(entry.title) + min(len(entry.text), SNIPPET) + len(entry.text) // 2
        if size + weight > LARGEST_SHARD and shards[-1]:
            shards.append([])
            size = 0
        shards[-1].append(entry)
        size += weight
    return {
        f"recherche{f'-{number}' if number > 1 else ''}.js": _script(shard, number, len(shards))
        for number, shard in enumerate(shards, 1)
    }


def _script(entries: Sequence[Entry], number: int, count: int) -> bytes:
    postings: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        named = terms(entry.title)
        for word in named:
            postings.setdefault(word, []).append(-place - 1)
        for word in terms(entry.text) - named:
            postings.setdefault(word, []).append(place)
    words = sorted(postings)
    rows = [[e.kind, e.title, e.case, e.path, e.day, e.text[:SNIPPET]] for e in entries]
    shard = {"count": count, "entries": rows, "words": words, "places": [postings[word] for word in words]}
    # A script of its own, never inside a page: no sign in it can end an element; still nothing but ASCII is written.
    return f"dossierIndex({number}, {json.dumps(shard, ensure_ascii=True, separators=(',', ':'))});\n".encode()
