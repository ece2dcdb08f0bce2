"""A debtor's own page and its paper: what is asked, invoices, payments, how to pay, whom to answer, and nothing else.

No script, no link but to its own paper, no file beside it but its looks. What it shows is a value of its own (`Statement`),
filled with these figures alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day

from dossier.claim.claim import Claim
from dossier.documents.parties import identity
from dossier.documents.printing import TASK
from dossier.documents.sepa import qr_svg
from dossier.documents.typeset import typeset
from dossier.ground import shipped
from dossier.ground.blobs import Blob
from dossier.ground.jobs import Job
from dossier.ground.money import Money, total
from dossier.model.case import Case
from dossier.model.party import Debtor
from dossier.procedure.stage import Stage
from dossier.site.audience_account import Account, account_of
from dossier.site.outputs import FONTS
from dossier.site.page import Page, render
from dossier.site.tree import Leaf

PAPER = "releve-de-compte.pdf"
SILENT = {
    "procedure_collective": "Une procédure collective est ouverte : ce relevé ne demande aucun paiement.",
    "surendettement": "Une procédure de surendettement est en cours : ce relevé ne demande aucun paiement.",
}
"""What lies over a stage and forbids to ask for a payment (C. com. L622-7), with what the page says in its place."""
STOPS = ("debiteur_decede", "prescrite")
"""What lies over a stage and leaves a page that asks for money without object."""


@dataclass(frozen=True, slots=True)
class Statement:
    """All that the page shows. `silence` is what it says in place of how to pay, '' where payments are asked."""

    day: Day
    creditor: str
    creditor_lines: tuple[str, ...]
    contact: str
    debtor: str
    accounts: tuple[Account, ...]
    due: Money
    coming: Money
    silence: str = ""

    @property
    def payables(self) -> tuple[Account, ...]:
        """The accounts on which something is asked today."""
        return tuple(account for account in self.accounts if account.payable)


def overlays_of(stage: Stage, debtor: Debtor) -> frozenset[str]:
    """What lies over the stage of a debtor."""
    return frozenset(name for row in stage.debtors if row.id == debtor.id for name in row.overlays)


def is_assigned(case: Case, day: Day) -> bool:
    """Whether the claim was assigned: the creditor has nothing to ask any more."""
    return any(event.act == "cession_de_creance" and event.date <= day for event in case.journal)


def statement_of(case: Case, claim: Claim, stage: Stage, debtor: Debtor, reference: str) -> Statement | None:
    """The account with one debtor at the day of computing; None while the balance is not known."""
    over = overlays_of(stage, debtor)
    silence = next((words for name, words in SILENT.items() if name in over), "")
    may_pay = not silence and not over.intersection(STOPS) and not is_assigned(case, stage.date)
    account = account_of(case, claim, reference, stage.due_now, may_pay)
    return statement_for(case, debtor, claim.date, (account,), silence) if account else None


def statement_for(case: Case, debtor: Debtor, day: Day, accounts: tuple[Account, ...], silence: str = "") -> Statement:
    """The statement of some accounts of one debtor with one creditor, who are those of *case*."""
    creditor = case.creditor
    return Statement(
        day=day,
        creditor=creditor.name,
        creditor_lines=identity(creditor),
        contact=", ".join(part for part in (creditor.phone, creditor.email) if part),
        debtor=debtor.name,
        accounts=accounts,
        due=total(account.due for account in accounts),
        coming=total(account.coming for account in accounts),
        silence=silence,
    )


def statement_leaves(statement: Statement, folder: str = "", paper: Blob | None = None) -> list[Leaf]:
    """The page and what it needs, below a folder (`site/`, or '' for the root), with its paper where it was printed."""
    page = Page("index.html", "statement.html.j2", _title(statement), "", {"s": statement, "paper": paper, "paper_name": PAPER})
    files = {"index.html": render(page, {}).encode(), "assets/site.css": shipped.read("templates/site/assets/site.css")}
    files |= {f"assets/{name}": shipped.read(f"fonts/{file}") for name, file in FONTS.items()}
    files |= {f"assets/{name}": svg for name, svg in _codes(statement).items()}
    leaves = [Leaf(folder + path, Blob.of(data), "site:statement") for path, data in sorted(files.items())]
    return [*leaves, Leaf(folder + PAPER, paper, "site:statement")] if paper else leaves


def paper_job(statement: Statement) -> Job:
    """The job that prints the same statement on paper."""
    page = Page(PAPER, "statement-paper.html.j2", _title(statement), "", {"s": statement})
    sheets = [shipped.read(path).decode() for path in ("templates/styles/base.css", "templates/site/statement-paper.css")]
    options = {
        "html": typeset(render(page, {})), "css": sheets, "variant": "pdf/a-3a", "title": _title(statement),
        "created": statement.day.isoformat(),
    }  # fmt: skip
    images = tuple((f"image:{name}", Blob.of(svg)) for name, svg in sorted(_codes(statement).items()))
    return Job(TASK, options, images, "relevé de compte")


def _title(statement: Statement) -> str:
    return f"Relevé de compte, {statement.debtor}"


def _codes(statement: Statement) -> dict[str, bytes]:
    """The payment codes by file name: `paiement-1.svg` for the first account."""
    rows = enumerate(statement.accounts, 1)
    return {f"paiement-{n}.svg": qr_svg(a.payable.code) for n, a in rows if a.payable and a.payable.code}
