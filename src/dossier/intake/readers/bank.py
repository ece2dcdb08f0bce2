"""Statements of a bank (CAMT.053, OFX, CFONB 120, CSV): what came in becomes payments of the cases that it pays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dossier.entries.scalars import in_braces
from dossier.ground.catalogue import found
from dossier.ground.jobs import Job, Outcome
from dossier.ground.money import Money
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.intake.card import bare
from dossier.intake.desk import Desk
from dossier.intake.movements import payments
from dossier.intake.proposal import Proposal
from dossier.intake.readers import fec
from dossier.intake.source import Asked, Source
from dossier.statements import cfonb
from dossier.statements.line import BankLine

_READ = 2_000
"""Signs of a label in which invoices and names are looked for."""
_TABLES = frozenset({"csv", "tsv"})
_LINED = frozenset({"csv", "cfonb"})
"""Formats whose movements stand at a line that an editor shows."""


def takes(source: Source) -> bool:
    """A file by the first bytes of its format, or a table by its ending."""
    head = source.head
    if b"BkToCstmrStmt" in head or b"camt.053" in head or b"OFXHEADER" in head or b"<OFX>" in head.upper():
        return True
    return cfonb.looks_like(head) or (source.ending in _TABLES and not fec.takes(source))


def job(source: Source, asked: Asked) -> Job:
    """See `statements.read.read_job`."""
    return Job("dossier.statements.read:read_job", {"tables": list(asked.tables)}, (("file", source.blob),), source.name)


def rank(outcome: Outcome) -> str:
    """By the first day: an older statement first, so that of two that overlap the older one gives its name."""
    return min((line["day"] for s in outcome.facts.get("statements", ()) for line in s["lines"]), default="")


def proposals(source: Source, outcome: Outcome, desk: Desk) -> Sequence[Proposal] | None:
    """The movements of a file; None for XML that is no statement after all."""
    facts, where = outcome.facts, Span(source.path)
    if "unfit" in facts:
        fault = found("DC811", str(facts["unfit"]), where)
        if "colonnes de date et de montant" in facts["unfit"]:
            fault = found("DC842", str(facts["unfit"]), where, hints=(_to_paste(facts["titles"]),))
        return [Proposal(source.path, "refused", ("relevé de banque",), fault.message, findings=(fault,))]
    rows: list[Proposal] = []
    for statement in facts["statements"]:
        rows += _of(source, statement, desk, lined=facts["format"] in _LINED)
    return rows


def _to_paste(titles: Mapping[str, str]) -> str:
    """The line of `dossier.yaml` that names the columns, with the titles of the file where its cells tell what they hold."""
    usual = {"date": "Jour", "libelle": "Texte", "montant": "Somme"}
    named = ", ".join(f"{what}: {in_braces(visible(titles.get(what, word), 40))}" for what, word in usual.items())
    return f"dans dossier.yaml, après avoir vérifié chaque titre : releves: [{{colonnes: {{{named}}}}}]"


def _of(source: Source, statement: Any, desk: Desk, lined: bool) -> list[Proposal]:
    """The proposals of one account; what is to be told of the account is told at its first movement."""
    where = Span(source.path)
    findings = [found("DC841", str(remark), where) for remark in statement["remarks"]]
    own = desk.workspace.settings.creditor.iban if desk.workspace.settings else None
    account = bare(statement["account"])
    if own and len(account) > 14 and account[:2].isalpha() and account != bare(own):
        findings.append(found("DC840", f"relevé du compte {visible(statement['account'], 40)}", where))
    rows = payments(source, [_line(line, lined) for line in statement["lines"]], "relevé", desk)
    if findings and not rows:
        return [Proposal(source.path, "other", ("relevé sans mouvement",), findings=tuple(findings))]
    if findings:
        rows[0] = replace(rows[0], findings=(*findings, *rows[0].findings))
    return rows


def _line(facts: Any, lined: bool) -> BankLine:
    return BankLine(
        date.fromisoformat(facts["day"]), Money(facts["cents"]), facts["label"][:_READ], facts["name"], facts["reference"], facts["id"],
        facts["at"] if lined else 0,
    )  # fmt: skip
