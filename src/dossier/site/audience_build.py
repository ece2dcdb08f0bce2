"""Which debtors get a statement to share, over the cases of a workspace, and why some do not.

Cases of one debtor with one creditor stand on one page where nothing could mix two debtors up: the same SIREN and the same name
on both sides, and the same account to pay into. Anybody else has a page a case, for two persons may bear one name.
The rules of silence are those of the letters: `documents/occasions.py`, `documents/gate.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from dossier.appraise import Appraised
from dossier.documents import gate
from dossier.documents.matter import Matter, case_reference
from dossier.documents.parties import identity
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Checked, Diagnostic
from dossier.ground.jobs import Job, Outcome
from dossier.ground.spans import Span
from dossier.model.case import Workspace
from dossier.model.party import Debtor, Party
from dossier.pieces.bordereau import Bordereau
from dossier.site.audience_account import Account, account_of
from dossier.site.audience_statement import (
    SILENT,
    Statement,
    is_assigned,
    overlays_of,
    paper_job,
    statement_for,
    statement_leaves,
)
from dossier.site.page import slug
from dossier.site.tree import Leaf, Tree, grow

Key = tuple[str, ...]
LONGEST = 60
"""Signs that the name of a folder may have."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement and the folder in which it lies alone."""

    folder: str
    statement: Statement
    span: Span
    case: str


@dataclass(frozen=True, slots=True)
class Told:
    """The statements that may be given, by folder, and what was found on the way."""

    shared: tuple[Shared, ...]
    diagnostics: tuple[Diagnostic, ...]


def statements(workspace: Workspace, cases: Sequence[Appraised], debtor: str = "") -> Told:
    """The statements of these cases, of one debtor of them when *debtor* is an id.

    DC706: a statement that is withheld, with the reason. DC707: one that is made and asks for no payment.
    """
    groups: dict[Key, list[tuple[Appraised, Debtor]]] = {}
    for case in cases:
        for row in case.case.debtors:
            if debtor in ("", row.id):
                groups.setdefault(_key(case, row), []).append((case, row))
    told: list[Diagnostic] = []
    made = [_group(workspace, rows, told) for _, rows in sorted(groups.items(), key=lambda group: group[0])]
    return Told(tuple(_placed([each for each in made if each])), tuple(told))


def statement_jobs(told: Told) -> tuple[Job, ...]:
    """The jobs that print the statements, in their order."""
    return tuple(paper_job(shared.statement) for shared in told.shared)


def statement_tree(told: Told, outcomes: Sequence[Outcome]) -> Checked[Tree]:
    """The folders of all statements, each whole by itself; *outcomes* are those of `statement_jobs`."""
    leaves: list[Leaf] = []
    problems: list[Diagnostic] = []
    for shared, outcome in zip(told.shared, outcomes, strict=True):
        leaves += statement_leaves(shared.statement, f"{shared.folder}/", outcome.files.get("pdf"))
        problems += [
            found(p.code, f"relevé de compte : {p.message}", shared.span, hints=p.hints, case=shared.case)
            for p in outcome.problems
        ]
    tree = grow(leaves)
    return Checked(tree.value, (*problems, *tree.diagnostics))


def _key(case: Appraised, debtor: Debtor) -> Key:
    """What two accounts must share to stand on one page; the case itself where nothing tells debtor or creditor for certain."""
    creditor = case.case.creditor
    if not debtor.siren or not creditor.siren or debtor.role == "caution":
        return ("", case.case.id, debtor.id)
    paid_to = (creditor.iban or "", creditor.bic, creditor.email, creditor.phone)
    return ("1", *_identity(debtor), *_identity(creditor), *identity(creditor), *paid_to)


def _identity(party: Party) -> tuple[str, str]:
    return str(party.siren), " ".join(party.name.casefold().split())


def _group(workspace: Workspace, rows: Sequence[tuple[Appraised, Debtor]], told: list[Diagnostic]) -> Shared | None:
    """The statement of one debtor over its cases; None when each is withheld. What lies over the person holds for all of them."""
    over = frozenset(name for case, debtor in rows for name in overlays_of(case.stage, debtor))
    silent = next((name for name in SILENT if name in over), "")
    accounts: list[Account] = []
    kept: list[tuple[Appraised, Debtor]] = []
    for case, debtor in rows:
        matter = _matter(workspace, case, debtor)
        reason = next(reasons(matter, over), "")
        account = None if reason else account_of(case.case, case.claim, reference_of(matter), case.stage.due_now, not silent)
        if account is None:
            told.append(_finding("DC706", case, f"relevé de {debtor.name} non établi : {reason or _UNKNOWN}"))
            continue
        accounts.append(account)
        kept.append((case, debtor))
        if silent:
            told.append(_finding("DC707", case, f"le relevé de {debtor.name} ne demande aucun paiement : {_OVER[silent]}"))
    if not kept:
        return None
    case, debtor = kept[0]
    statement = statement_for(case.case, debtor, case.claim.date, tuple(accounts), SILENT.get(silent, ""))
    return Shared(slug(debtor.name)[:LONGEST].strip("-"), statement, case.case.span, case.case.id)


_UNKNOWN = "son solde n’est pas connu"
_OVER = {
    "procedure_collective": "une procédure collective est ouverte",
    "surendettement": "une procédure de surendettement est en cours",
    "debiteur_decede": "le débiteur est décédé",
    "prescrite": "la créance est prescrite",
}
"""What lies over a stage, in the words of a finding."""


def reasons(matter: Matter, over: frozenset[str]) -> Iterator[str]:
    """Why this debtor gets no statement of this case, the gravest first. *over* lies over any of his cases.

    Prescription is of the case; death is of the person. A guarantor answers for an undertaking of his own.
    """
    yield from (reason.text for reason in gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)))
    if matter.claim.totals.due is None:
        yield _UNKNOWN
    yield from (reason.text for reason in gate.unverified(matter.claim.law_used))
    if matter.debtor.role == "caution":
        yield "une caution répond de son propre engagement, dont ce compte ne donne pas l’étendue"
    if "debiteur_decede" in over:
        yield _OVER["debiteur_decede"]
    if "prescrite" in overlays_of(matter.stage, matter.debtor):
        yield _OVER["prescrite"]
    if is_assigned(matter.case, matter.today):
        yield "la créance est cédée"
    if matter.stage.stage == "irrecouvrable":
        yield "la créance est passée en perte"
    yield from (reason.text for reason in gate.missing(matter, gate.SENDER))


def _matter(workspace: Workspace, case: Appraised, debtor: Debtor) -> Matter:
    pieces = Bordereau(case.case.id, ())
    return Matter(workspace, case.case, case.claim, case.stage, pieces, case.diagnostics, False, debtor)


def reference_of(matter: Matter) -> str:
    """The reference of the case, or its number; '' where there is but the name of its folder, which is the firm's own."""
    reference = case_reference(matter)
    return (
        ""
        if reference == matter.case.id and not reference.replace("-", "").isdigit() and not matter.case.reference
        else reference
    )


def _finding(code: str, case: Appraised, message: str) -> Diagnostic:
    return found(code, message, case.case.span, case=case.case.id)


def _placed(shared: Sequence[Shared]) -> Iterator[Shared]:
    """Each in a folder of its own: debtors of one name are told apart by a number."""
    taken: set[str] = set()
    for row in shared:
        names = chain([row.folder], (f"{row.folder}-{n}" for n in count(2)))
        folder = next(name for name in names if name not in taken)
        taken.add(folder)
        yield replace(row, folder=folder)
