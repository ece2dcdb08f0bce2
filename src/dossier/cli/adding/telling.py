"""What `add` tells of an addition: the files, what it changed, what it brought to light, and what may be typed next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dossier.ground.diagnostics import Severity

if TYPE_CHECKING:
    from dossier.cli.adding.addition import Addition
    from dossier.cli.adding.weighing import Weighed
    from dossier.cli.session import Session


def tell(session: Session, addition: Addition, weighed: Weighed, dry_run: bool, day: str) -> None:
    """Tell a person; findings and advice about git go to the error stream. *day* is that of the entry, '' for none."""
    from dossier.cli.findings import echo
    from dossier.report.added import change_lines
    from dossier.report.diagnostics import concise
    from dossier.report.text import shown

    for piece in addition.pieces:
        state = "déjà dans l’affaire" if piece.data is None else "serait copiée" if dry_run else "copiée"
        echo(f"pièce {state}\u00a0: {shown(piece.path)}  (SHA-256 {piece.sha256[:12]}…)")
    echo(f"{'serait écrit' if dry_run else 'écrit'}\u00a0: {shown(addition.path)}")
    if dry_run:
        echo("\n".join(f"  {shown(line)}" for line in addition.added.split("\n") if line))
    for line in change_lines(weighed.change, weighed.met, _names(weighed)) or _unchanged(weighed):
        echo(f"  {line}")
    if day > session.today.isoformat():
        session.say(
            f"cette entrée est datée du {day}, après le jour du calcul ({session.today.isoformat()})\u00a0: elle comptera ce jour-là"
        )
    grave = [d for d in weighed.news if d.severity is not Severity.ADVICE]
    if grave:
        echo(concise(grave), err=True)
    if not dry_run:
        session.say(f"à garder dans git\u00a0: git add {' '.join(_paths(addition))}")
        for command in next_commands(addition, weighed):
            echo(f"ensuite\u00a0: {command}")


def _unchanged(weighed: Weighed) -> list[str]:
    """Where the case stands when the addition moved nothing; that it cannot be computed where something in it cannot be read."""
    from dossier.procedure.stage import STAGE_FR

    stage = weighed.after.stage if weighed.after else None
    if weighed.after and stage is None:
        return ["affaire non calculée\u00a0: dossier check dit pourquoi"]
    return [f"étape inchangée\u00a0: {STAGE_FR[stage.stage].lower()}"] if stage else []


def tell_json(session: Session, addition: Addition, weighed: Weighed, dry_run: bool, written: bool) -> None:
    """The same as `dossier/add/1`; what was refused is told with its findings, as not written."""
    from dossier.cli.findings import echo
    from dossier.ground.catalogue import row
    from dossier.report.added import change_json
    from dossier.report.diagnostics import dumps

    stage = weighed.after.stage.stage if weighed.after and weighed.after.stage else None
    data: dict[str, Any] = {
        "schema": "dossier/add/1", "kind": addition.kind, "case": addition.case, "date": session.today.isoformat(), "dry_run": dry_run,
        "written": written, "path": addition.path, "text": addition.added,
        "pieces": [{"path": p.path, "sha256": p.sha256, "copied": p.data is not None} for p in addition.pieces],
        "stage": stage, **change_json(weighed.change, weighed.met), "diagnostics": [row(d) for d in weighed.news],
        "next": list(next_commands(addition, weighed)),
    }  # fmt: skip
    echo(dumps(data))


def _paths(addition: Addition) -> list[str]:
    from shlex import quote

    return [quote(path) for path in (*addition.copies, addition.path)]


def _names(weighed: Weighed) -> dict[str, str]:
    """The debtors, as the appraisal has them."""
    stage = weighed.after.stage if weighed.after else None
    return {debtor.id: debtor.id for debtor in stage.debtors} if stage else {}


def next_commands(addition: Addition, weighed: Weighed) -> Sequence[str]:
    """What a person would type next."""
    case = addition.case
    if any(d.severity is Severity.ERROR for d in weighed.news):
        return (f"dossier check {case}",)
    if weighed.after is None or weighed.after.stage is None:
        return (f"dossier check {case}",)
    if addition.kind == "case" or (weighed.after.claim is not None and not weighed.after.claim.invoices):
        return (f"dossier add facture {case}",)
    if _opened(weighed):
        return (f"dossier build --case {case}",)
    return (f"dossier show {case} --section manque",)


def _opened(weighed: Weighed) -> bool:
    """Whether an action that has a document became open with this entry."""
    before = weighed.before.stage if weighed.before else None
    after = weighed.after.stage if weighed.after else None
    was = {(s.action, s.debtor, s.level) for s in before.next if s.readiness == "ready"} if before else set()
    return any(
        s.document and s.readiness == "ready" and (s.action, s.debtor, s.level) not in was for s in (after.next if after else ())
    )
