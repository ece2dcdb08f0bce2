"""`dossier check`: every diagnostic of load, check, claim, procedure and pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.cli.exits import ExitCode
from dossier.cli.filing import complete_profile
from dossier.cli.findings import chosen, exit_code, print_findings
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session

if TYPE_CHECKING:
    from dossier.appraise import Appraised
    from dossier.ground.diagnostics import Diagnostic
    from dossier.ground.world import World


@click.command("check", cls=FrenchCommand, short_help="Vérifie tout : syntaxe, montants, pièces, dates, délais")
@click.argument("cases", nargs=-1, metavar="[AFFAIRE]…", shell_complete=complete_case)
@click.option("--case", "more", multiple=True, metavar="AFFAIRE", shell_complete=complete_case, help="Comme l’argument.")
@format_option("full", "concise", "json", "github", "gitlab", "junit", "sarif")
@click.option("--for", "profile", metavar="PROFIL", default="", shell_complete=complete_profile,
              help="Contrôle aussi un dépôt par ce canal : rpva, tribunal-digital, prudent… (tailles, noms, lots).")  # fmt: skip
@click.option("--strict", is_flag=True, help="Sort avec le code 1 aussi pour un avertissement.")
@click.option("--fix", is_flag=True, help="Corrige dans les fichiers ce qui n’a qu’une réponse : dates, clés, montants…")
@click.option("--diff", is_flag=True, help="Montre ce que ferait --fix, sans rien écrire (code 1 s’il y a à corriger).")
@click.option("--dry-run", is_flag=True, help="Avec --fix : comme --diff.")
@click.option("--watch", is_flag=True, help="Vérifie de nouveau à chaque enregistrement, jusqu’à Ctrl-C.")
@day_option
@pass_session
def command(
    session: Session,
    cases: tuple[str, ...],
    more: tuple[str, ...],
    form: str,
    profile: str,
    strict: bool,
    fix: bool,
    diff: bool,
    dry_run: bool,
    watch: bool,
) -> ExitCode:
    """Vérifie le classeur et ses affaires, sans rien produire.

    \b
    dossier check
    dossier check 2026-014-sud-beton --for rpva
    dossier check --fix
    dossier check --watch

    Code de sortie : 0 sans erreur, 1 avec une erreur (ou un avertissement avec --strict), 2 si la vérification n’a pas pu se faire.
    """
    from dossier.report.diagnostics import summary

    if dry_run and not fix:
        raise click.UsageError("--dry-run accompagne --fix ; sans --fix, check n’écrit rien")
    if (diff or dry_run) and profile:
        raise click.UsageError("--diff et --for ne vont pas ensemble")
    if fix or diff:
        from dossier.cli.mending import mended, show, write

        done = mended(session, (*cases, *more))
        if diff or dry_run:
            return show(session, done)
        write(session, done)
    if watch:
        if profile or form not in {"full", "concise"}:
            raise click.UsageError("--watch va avec --format full ou concise, et sans --for")
        from dossier.cli import watching

        return watching.watch(session, (*cases, *more), form)
    world = session.world()
    if profile:
        return _for_filing(session, (*cases, *more), form, profile, strict)
    found, count = findings(session, (*cases, *more))
    print_findings(found, form, world)
    if form in {"full", "concise"}:
        session.say(summary(found, count) + _mendable(found))
    return exit_code(found, strict)


def _mendable(found: list[Diagnostic]) -> str:
    """« · 2 corrigeables avec --fix »."""
    count = sum(bool(diagnostic.fixes) for diagnostic in found)
    return f" · {count} corrigeable{'s' if count > 1 else ''} avec --fix" if count else ""


def _for_filing(session: Session, wanted: tuple[str, ...], form: str, name: str, strict: bool) -> ExitCode:
    """The findings with those of a filing, and in the forms for people its files and lots; JSON holds them beside the findings."""
    from dossier.appraise import appraise, law_of
    from dossier.cli.filing import known_profile, look_ahead
    from dossier.cli.findings import echo, terminal_columns
    from dossier.cli.workshop import runner
    from dossier.ground.diagnostics import in_order
    from dossier.load.workspace import load_workspace
    from dossier.pieces.inspect import inspect_jobs
    from dossier.pieces.number import number_pieces
    from dossier.report.diagnostics import as_json_with, summary
    from dossier.report.filing import filing_json, filing_text

    world = session.world()
    name = known_profile(world, name)
    workspace = load_workspace(world)
    names = chosen([*(c.id for c in workspace.cases), *(c.id for c in workspace.broken)], wanted)
    cases = [appraise(case, law_of(workspace), world) for case in workspace.cases if case.id in names]
    with runner(session) as pool:
        jobs = [inspect_jobs(case.case, world) for case in cases]
        seen = [number_pieces(c.case, c.stage, pool.run(group), group) for c, group in zip(cases, jobs, strict=True)]
        profile, filings, against = look_ahead(workspace, pool, cases, seen, name)
    rows = [*workspace.diagnostics, *(d for case in cases for d in case.diagnostics), *(d for b in seen for d in b.diagnostics)]
    rows += [*against, *(d for case in workspace.broken if case.id in names for d in case.diagnostics)]
    found = list(in_order(rows))
    if form == "json":
        echo(as_json_with(found, {"filing": filing_json(filings, profile)}))
    else:
        print_findings(found, form, world)
    if form in {"full", "concise"}:
        echo(("\n" if found else "") + filing_text(filings, profile, terminal_columns()))
        session.say(summary(found, len(names)))
    return exit_code(found, strict)


def findings(session: Session, wanted: tuple[str, ...]) -> tuple[list[Diagnostic], int]:
    """All diagnostics of the cases that were asked for, with those of the workspace, in order; and how many cases."""
    from dossier.appraise import appraise, law_of
    from dossier.ground.diagnostics import in_order
    from dossier.load.workspace import load_workspace

    world = session.world()
    workspace = load_workspace(world)
    law = law_of(workspace)
    names = chosen([*(c.id for c in workspace.cases), *(c.id for c in workspace.broken)], wanted)
    cases = [appraise(case, law, world) for case in workspace.cases if case.id in names]
    found = [*workspace.diagnostics, *(d for case in cases for d in case.diagnostics), *_of_pieces(session, cases, world)]
    found += [d for case in workspace.broken if case.id in names for d in case.diagnostics]
    return list(in_order(found)), len(names)


def _of_pieces(session: Session, cases: list[Appraised], world: World) -> list[Diagnostic]:
    """What is wrong with the pieces: their files are opened in workers, unless a former run did; else only numbered."""
    from dossier.cli.workshop import runner
    from dossier.pieces.inspect import inspect_jobs
    from dossier.pieces.number import number_pieces
    from dossier.publish.places import Refused

    jobs = [inspect_jobs(case.case, world) for case in cases]
    try:
        with runner(session) as pool:
            outcomes = iter(pool.run([job for group in jobs for job in group]))
    except (Refused, PermissionError):
        return [d for case in cases for d in number_pieces(case.case, case.stage, ()).diagnostics]
    rows = [(case, group, [next(outcomes) for _ in group]) for case, group in zip(cases, jobs, strict=True)]
    return [d for case, group, seen in rows for d in number_pieces(case.case, case.stage, seen, group).diagnostics]
