"""What can be found: cases, parties, invoices, entries, time limits, pieces page by page, documents, notes and rules.

All is taken from the values of which the pages are made, so that an index holds nothing of what its reader may not see: the
values of a pack were cut before (`audience.seen_by`), those of a masked site masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape

from dossier.claim.claim import InvoiceClaim
from dossier.documents.document import Document
from dossier.ground.catalogue import Rule
from dossier.ground.french import euros, short_day, siren
from dossier.site.agenda import limit_anchor, short_id
from dossier.site.evidence import Shown
from dossier.site.papers import listed_documents
from dossier.site.search_index import Entry
from dossier.site.timeline import Fact, timeline
from dossier.site.view import CaseView
from dossier.site.words import ROLE_FR, word

LONGEST_TEXT = 60_000
"""Characters of one piece or document that are indexed."""

_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|mark|q|small|span|strong|sub|sup|time|u)\b[^>]*>|<wbr ?/?>")
_UNREAD = re.compile(r"<(style|script|svg)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def case_title(view: CaseView) -> tuple[str, str]:
    """A case with the words of its group of results: `2026-014 · Lenoir c/ Sud Béton`."""
    return view.case.id, " · ".join(part for part in (short_id(view.case.id), view.case.title) if part)


def case_entries(view: CaseView, shown: Sequence[Shown]) -> list[Entry]:
    """What can be found in one case: the case first, its parties, invoices, entries, time limits, pieces, documents, notes."""
    facts = timeline(view.case, view.bordereau)
    counted = {invoice.number: invoice for invoice in view.claim.invoices}
    invoices = {invoice.place for invoice in view.case.invoices if invoice.number in counted}
    entries = [_case_entry(view), *_party_entries(view), *_invoice_entries(view, facts, counted)]
    entries += [_fact_entry(view, fact) for fact in facts if fact.place not in invoices]
    entries += _limit_entries(view)
    for item in shown:
        entries += _piece_entries(view, item)
    entries += [_document_entry(view, document) for document, _ in listed_documents(view)]
    home = f"cases/{view.case.id}"
    entries += [
        Entry("note", f"Note {note.name}", view.case.id, f"{home}/index.html#notes", None, note.text) for note in view.case.notes
    ]
    return entries


def _case_entry(view: CaseView) -> Entry:
    case = view.case
    text = " · ".join(part for part in (case.id, case.reference, case.contract.subject, case.creditor.name) if part)
    return Entry("dossier", case.title or case.id, case.id, f"cases/{case.id}/index.html", None, text)


def _party_entries(view: CaseView) -> Iterator[Entry]:
    """The debtors, with what the page of the case tells of them."""
    for debtor in view.case.debtors:
        parts = [
            word(ROLE_FR, debtor.role),
            f"SIREN {siren(str(debtor.siren))}" if debtor.siren else "",
            debtor.address.commune if debtor.address else "",
        ]
        title = f"{debtor.form} {debtor.name}".strip()
        path = f"cases/{view.case.id}/index.html"
        yield Entry("partie", title, view.case.id, path, None, " · ".join(part for part in parts if part))


def _invoice_entries(view: CaseView, facts: Sequence[Fact], counted: Mapping[str, InvoiceClaim]) -> Iterator[Entry]:
    """The invoices of the décompte; a number also without what separates its parts."""
    told = {fact.place: fact for fact in facts}
    for invoice in view.case.invoices:
        if not (claimed := counted.get(invoice.number)):
            continue
        amounts = list(dict.fromkeys(euros(amount) for amount in (invoice.gross, claimed.principal)))
        text = " · ".join(part for part in (invoice.subject, *amounts, f"échéance {short_day(claimed.due)}") if part)
        keys = re.sub(r"[\W_]+", "", invoice.number)
        yield Entry(
            "facture", told[invoice.place].title, view.case.id, f"cases/{view.case.id}/decompte.html", invoice.date, text, keys
        )


def _fact_entry(view: CaseView, fact: Fact) -> Entry:
    text = " · ".join(part for part in (fact.note, euros(fact.amount) if fact.amount else "") if part)
    return Entry("fait", fact.title, view.case.id, f"cases/{view.case.id}/index.html#{fact.anchor}", fact.day, text)


def _limit_entries(view: CaseView) -> Iterator[Entry]:
    for limit in view.stage.deadlines:
        day = None if limit.state == "unknown" else limit.last_day
        days = [f"dernier jour {short_day(limit.last_day)}", f"jour sûr {short_day(limit.safe_day)}"] if day else []
        text = " · ".join(part for part in (limit.state_words, *days, limit.why, limit.invoice, limit.rule) if part)
        path = f"cases/{view.case.id}/etapes.html#{limit_anchor(view, limit)}"
        yield Entry("échéance", limit.title, view.case.id, path, day, text)


def _piece_entries(view: CaseView, item: Shown) -> Iterator[Entry]:
    """A piece with the text of its first page, then each further page that says something, at its place in the viewer."""
    piece, left = item.piece, LONGEST_TEXT
    pages = piece.page_texts if any(text.strip() for text in piece.page_texts) else (piece.text,)
    for number, page in enumerate(pages, 1):
        text, left = page[:left], max(left - len(page), 0)
        if number == 1:
            yield Entry("pièce", f"{piece.label} : {piece.title}", view.case.id, item.path, piece.date, text)
        elif text.strip():
            title = f"{piece.label}, page\u00a0{number} : {piece.title}"
            yield Entry("pièce", title, view.case.id, f"{item.path}#p-{number}", piece.date, text, follows=True)


def _document_entry(view: CaseView, document: Document) -> Entry:
    text = " ".join([*(reason.text for reason in document.reasons), text_of(document.body)])[:LONGEST_TEXT]
    path = f"cases/{view.case.id}/documents/{document.id}.html"
    return Entry("document", document.title, view.case.id, path, document.date, text)


def text_of(html: str) -> str:
    """The words of a document as a person reads them, without its markup."""
    return unescape(_TAG.sub(" ", _INLINE.sub("", _UNREAD.sub(" ", html))))


def rule_entries(rules: Iterable[Rule]) -> list[Entry]:
    """Rules with what they check, by code."""
    return [
        Entry("règle", f"{rule.code} : {rule.title}", "", f"regles/{rule.code}.html", None, rule.checks)
        for rule in sorted(rules, key=lambda rule: rule.code)
    ]
