"""What an import tells: for each thing what it is, where it goes and why, the files; then what is wrong, and a sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dossier.cli.findings import echo
from dossier.ground.french import plural
from dossier.intake.proposal import STANDING_FR, Proposal, Standing

if TYPE_CHECKING:
    from dossier.cli.importing.gather import Aside
    from dossier.cli.session import Session

_WIDE = max(map(len, STANDING_FR.values()))
_COUNTED: dict[Standing, tuple[str, str]] = {
    "new": ("nouveau", "nouveaux"), "known": ("déjà là", "déjà là"), "unsure": ("à confirmer", "à confirmer"),
    "unplaced": ("non placé", "non placés"), "refused": ("refusé", "refusés"),
    "other": ("sans rapport", "sans rapport"),
}  # fmt: skip


def confirmed(session: Session, proposals: Sequence[Proposal]) -> list[str]:
    """The origins of likely matches of money and booked invoices that the person accepts, asked one by one on a terminal; none elsewhere."""
    import sys

    import click

    from dossier.report.text import shown

    likely = [p for p in proposals if p.standing == "unsure" and p.case and p.origin.startswith(("releve:", "fec:"))]
    if not likely or session.quiet or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return []
    accepted = []
    for proposal in likely:
        what = "cette facture" if proposal.origin.startswith("fec:") else "ce paiement"
        question = f"{shown(proposal.words[0])}\n  {shown(proposal.why)}\n  Enregistrer {what} dans {proposal.case}\u00a0?"
        if click.prompt(question, default="non", value_proc=_yes, prompt_suffix="\u00a0: ", err=True) is True:
            accepted.append(proposal.origin)
    return accepted


def _yes(written: str) -> bool:
    """What a person answered; no French answer is guessed at."""
    import click

    answer = written.strip().lower()
    if answer not in ("o", "oui", "n", "non"):
        raise click.UsageError("répondez oui ou non")
    return answer in ("o", "oui")


def tell(session: Session, proposals: Sequence[Proposal], aside: Sequence[Aside], dry_run: bool) -> None:
    """Print the table of what was, or would be, done, and the findings behind it."""
    from dossier.report.diagnostics import concise
    from dossier.report.text import padded, shown

    for proposal in _listed(session, proposals):
        goes = f" → {proposal.case}" if proposal.case else ""
        echo(f"{padded(STANDING_FR[proposal.standing], _WIDE)}  {shown(proposal.source)}{goes} : {shown(proposal.words[0])}")
        indent = " " * (_WIDE + 2)
        if proposal.why:
            echo(f"{indent}{shown(proposal.why)}")
        for line in proposal.words[1:]:
            echo(f"{indent}  {shown(line)}")
    for left in aside:
        echo(f"{padded('ignoré', _WIDE)}  {shown(left.path)} : {left.why}")
    findings = [finding for proposal in proposals for finding in proposal.findings]
    if findings:
        echo("")
    for finding in findings:
        echo(concise([finding]))
        for hint in finding.hints:
            echo(f"  aide : {shown(hint)}")
    counts = Counter(proposal.standing for proposal in proposals)
    words = [plural(counts[standing], *_COUNTED[standing]) for standing in _COUNTED if counts[standing]]
    session.say(
        f"{', '.join(words) or 'rien à importer'}{' ; rien n’est écrit (--dry-run)' if dry_run and counts['new'] else ''}"
    )
    if counts["new"] and not dry_run:
        cases = sorted({proposal.case for proposal in proposals if proposal.standing == "new"})
        session.say(f"relisez, puis : dossier check {' '.join(cases[:4])}" if len(cases) < 5 else "relisez, puis : dossier check")


_MOST_OTHER = 20


def _listed(session: Session, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """All that somebody may want to look at; of what concerns no case, the first rows, and how many more there are."""
    other = 0
    for proposal in proposals:
        other += proposal.standing == "other" and not proposal.findings
        if proposal.standing != "other" or proposal.findings or other <= _MOST_OTHER:
            yield proposal
    if other > _MOST_OTHER:
        session.say(f"et {other - _MOST_OTHER} autres sans rapport avec une affaire : --format json les liste tous")


def tell_json(session: Session, proposals: Sequence[Proposal], aside: Sequence[Aside], dry_run: bool) -> None:
    """The same for programs."""
    from dossier.report.diagnostics import dumps

    rows = [_row(proposal) for proposal in proposals]
    ignored = [{"source": left.path, "why": left.why} for left in aside]
    echo(
        dumps(
            {
                "schema": "dossier/import/1",
                "date": session.today.isoformat(),
                "dry_run": dry_run,
                "items": rows,
                "ignored": ignored,
            }
        )
    )


def _row(proposal: Proposal) -> dict[str, Any]:
    from dossier.ground.catalogue import row

    return {
        "source": proposal.source, "standing": proposal.standing, "what": proposal.words[0], "case": proposal.case,
        "why": proposal.why, "origin": proposal.origin,
        "files": [{"path": path, "change": "extended" if path in proposal.replacing else "new"} for path in sorted(proposal.files)],
        "diagnostics": [row(finding) for finding in proposal.findings],
    }  # fmt: skip
