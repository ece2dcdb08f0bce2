"""`dossier law`: the dated values of the law, with their source and how sure each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import echo
from dossier.cli.law_articles import articles
from dossier.cli.session import FrenchCommand, FrenchContext, Session, day_option, format_option, pass_session

if TYPE_CHECKING:
    from dossier.law.law import Law, LawValue, Parameter


def _complete_name(_ctx: click.Context, _parameter: click.Parameter, start: str) -> list[str]:
    """The shipped parameters, by the names of their files."""
    from dossier.ground import shipped

    stems = (path.rpartition("/")[2].removesuffix(".yaml") for path in shipped.listing("law/parameters", ".yaml"))
    return sorted(stem for stem in stems if stem.startswith(start))


class _Group(click.Group):
    context_class = FrenchContext

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """`dossier law CPC 1411` is `dossier law articles CPC 1411`: words that name an article need no command."""
        from dossier.law.citations import citations

        if args[0] not in self.commands and any(citation.sure for citation in citations(" ".join(args))):
            return "articles", articles, args
        return super().resolve_command(ctx, args)


@click.group(
    "law",
    cls=_Group,
    short_help="Montre les taux, montants, délais et articles, avec leur source",
    subcommand_metavar="list|show NOM|articles [ARTICLE]",
)
def command() -> None:
    """Montre les taux, montants et délais que dossier applique, et les articles qui les fondent, avec leur source et leur certitude.

    \b
    dossier law list --date 2026-11-21
    dossier law show indemnite_forfaitaire
    dossier law articles "CPC 1411"
    """


command.add_command(articles)


@command.command("list", cls=FrenchCommand, short_help="Liste les valeurs connues")
@format_option("table", "json")
@day_option
@pass_session
def list_(session: Session, form: str) -> ExitCode:
    """Liste les paramètres de droit et leur valeur au jour du calcul.

    \b
    dossier law list --date 2026-11-21
    """
    from dossier.law.law import CERTAINTY_FR
    from dossier.report.text import table

    law, today = _law(session), session.today
    parameters = [law.parameters[name] for name in sorted(law.parameters)]
    if form == "json":
        from dossier.report.diagnostics import dumps

        rows = [{**_head(p), "current": _value(p.on(today))} for p in parameters]
        echo(dumps({"schema": "dossier/law/1", "date": today.isoformat(), "parameters": rows}))
    else:
        lines = []
        for parameter in parameters:
            value = parameter.on(today)
            certainty = CERTAINTY_FR[value.certainty] if value else _unknown(parameter)
            reference = value.reference.title if value else ""
            amount = value.words if value else "—"
            lines.append([parameter.name, amount, certainty, reference, parameter.chosen_by, parameter.description])
        echo(table(("Nom", "Valeur", "Certitude", "Référence", "Choisie par", "Description"), lines, frozenset({1})))
    return ExitCode.FINE


@command.command("show", cls=FrenchCommand, short_help="Montre une valeur et ses sources")
@click.argument("name", metavar="NOM", shell_complete=_complete_name)
@format_option("text", "json")
@day_option
@pass_session
def show(session: Session, name: str, form: str) -> ExitCode:
    """Montre toutes les valeurs d’un paramètre, leurs dates, leurs sources ; avec --date, la valeur de ce jour seule.

    \b
    dossier law show indemnite_forfaitaire
    """
    law = _law(session)
    if name not in law.parameters:
        from dossier.ground.nearest import nearest, visible

        guess = nearest(name, law.parameters, 0.4)
        hint = f"vouliez-vous dire {guess} ?" if guess else "dossier law list donne les noms"
        raise Failure(f"« {visible(name)} » n’est pas une valeur de droit connue", hint)
    parameter = law.parameters[name]
    if session.day:
        value = parameter.on(session.today)
        values = [value] if value else []
    else:
        values = list(parameter.values)
    if form == "json":
        from dossier.report.diagnostics import dumps

        rows = [_value(value) for value in values]
        echo(
            dumps(
                {
                    "schema": "dossier/law/1",
                    "date": session.today.isoformat(),
                    "parameters": [{**_head(parameter), "values": rows}],
                }
            )
        )
    else:
        echo(_text(parameter, values))
    if not values:
        session.say(f"aucune valeur connue pour le {session.today.isoformat()}")
    return ExitCode.FINE if values else ExitCode.FOUND


def _unknown(parameter: Parameter) -> str:
    """Why a parameter has no value today: its sources were read up to a day, or it has none."""
    from dossier.ground.french import short_day

    return f"lu jusqu’au {short_day(parameter.known_through)}" if parameter.known_through else "aucune à ce jour"


def _law(session: Session) -> Law:
    """The law with the firm's values inside a workspace, as shipped elsewhere."""
    from dossier.law.parameters import shipped_law

    try:
        world = session.world()
    except Failure:
        return shipped_law()
    from dossier.load.firm_law import read_law

    values, _ = read_law(world)
    return shipped_law().extended(values)


def _head(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "description": parameter.description,
        "unit": parameter.unit,
        "chosen_by": parameter.chosen_by,
        "half_yearly": parameter.half_yearly,
        "known_through": parameter.known_through.isoformat() if parameter.known_through else None,
        "last_verified_on": parameter.last_verified_on.isoformat() if parameter.last_verified_on else None,
    }


def _value(value: LawValue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "value": value.text,
        "start": value.start.isoformat() if value.start else None,
        "end": value.end.isoformat() if value.end else None,
        "certainty": str(value.certainty),
        "reference": {"title": value.reference.title, "text": value.reference.text, "href": value.reference.href},
        "note": value.note,
        "origin": value.origin,
        "confirmed": value.confirmed,
    }


def _text(parameter: Parameter, values: list[LawValue]) -> str:
    from dossier.ground.french import short_day
    from dossier.law.law import CERTAINTY_FR
    from dossier.report.text import shown

    lines = [f"{parameter.name} — {parameter.description}", f"choisi par : {parameter.chosen_by}"]
    for value in values:
        start = f"du {short_day(value.start)}" if value.start else "de tout temps"
        end = f" au {short_day(value.end)}" if value.end else ""
        lines += ["", f"  {value.words}  {start}{end}  ({CERTAINTY_FR[value.certainty]})"]
        lines += [
            f"    {part}" for part in (value.reference.title, value.reference.text, value.reference.href, value.note) if part
        ]
        if value.origin != "fourni":
            lines.append(f"    donné par {value.origin}")
    return "\n".join(shown(line) for line in lines)
