"""`dossier show`: one case in detail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dossier.cli.exits import ExitCode
from dossier.cli.findings import appraised_case, echo, exit_code
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.appraise import Appraised
    from dossier.ground.world import World
    from dossier.pieces.bordereau import Bordereau

_SECTIONS = ("etapes", "decompte", "manque", "chronologie", "pieces", "graphe")


@click.command("show", cls=FrenchCommand, short_help="Détaille une affaire : décompte, étapes, ce qui manque…")
@click.argument("case", metavar="AFFAIRE", shell_complete=complete_case)
@click.option("--section", type=click.Choice(_SECTIONS), default="etapes", show_default=True, help="Ce qui est montré.")
@format_option("text", "json")
@day_option
@pass_session
def command(session: Session, case: str, section: str, form: str) -> ExitCode:
    """Détaille une affaire : où elle en est, son décompte, ce qui manque, sa chronologie, ses pièces, ou son graphe (Mermaid).

    \b
    dossier show 2026-014-sud-beton
    dossier show 2026-014-sud-beton --section decompte

    Code de sortie : 0 sans erreur dans l’affaire, 1 avec une erreur (dossier check la montre), 2 en cas d’échec.
    """
    world = session.world()
    appraised = appraised_case(case, world)
    if section == "pieces":
        bordereau, places = _bordereau(session, appraised, world)
        text, data = _pieces(bordereau, appraised, places)
    else:
        text, data = _section(section, appraised)
    if form == "json":
        from dossier.report.diagnostics import dumps

        echo(dumps(data))
    else:
        echo(text)
    return exit_code(appraised.diagnostics)


def _section(section: str, appraised: Appraised) -> tuple[str, dict[str, Any]]:
    """The text and the JSON of a section that needs no evidence."""
    from dossier.claim.contract import decompte_json
    from dossier.cli.rows import counts
    from dossier.ground.catalogue import row
    from dossier.procedure.contract import case_json
    from dossier.report import case as report

    case, claim, stage = appraised.case, appraised.claim, appraised.stage
    head = {"schema": f"dossier/{section}/1", "case": case.id, "date": stage.date.isoformat()}
    if section == "decompte":
        from dossier.cli.findings import columns, paint
        from dossier.report.decompte import decompte_text

        return decompte_text(case, claim, columns(), paint), decompte_json(claim, [row(d) for d in appraised.diagnostics])
    if section == "chronologie":
        return report.events_text(case), {**head, "events": report.events(case)}
    if section == "graphe":
        from dossier.report.graph import graph_json, graph_of, mermaid

        graph = graph_of(case, stage)
        return mermaid(graph), {**head, **graph_json(graph)}
    full = case_json(case.id, claim, stage, *counts(appraised.diagnostics))
    if section == "manque":
        return report.missing_text(stage, {d.id: d.name for d in case.debtors}), {
            **head,
            "next": full["next"],
            "blockers": full["blockers"],
        }
    return report.stages_text(case, stage), {**head, **full}


def _pieces(bordereau: Bordereau, appraised: Appraised, places: Mapping[int, str]) -> tuple[str, dict[str, Any]]:
    from dossier.report import case as report

    head = {"schema": "dossier/pieces/1", "case": appraised.case.id, "date": appraised.stage.date.isoformat()}
    return report.pieces_text(bordereau, places), {**head, "pieces": report.pieces(bordereau, places)}


def _bordereau(session: Session, appraised: Appraised, world: World) -> tuple[Bordereau, Mapping[int, str]]:
    """The numbered pieces of a case; its evidence is inspected in workers, or known from a former build. And where each stands
    in the bundle that a former build left, {} when none did.
    """
    from dossier.cli.filing import places_of
    from dossier.cli.workshop import runner
    from dossier.pieces.inspect import inspect_jobs
    from dossier.pieces.number import number_pieces

    with runner(session) as pool:
        jobs = inspect_jobs(appraised.case, world)
        bordereau = number_pieces(appraised.case, appraised.stage, pool.run(jobs), jobs)
        return bordereau, places_of(world, pool, appraised, bordereau)
