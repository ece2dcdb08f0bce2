"""The command of a kind: from options and answers to one entry of a list of a case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.adding.filling import Form, entry_values
from dossier.cli.adding.kinds import TODAY, Kind
from dossier.cli.adding.options import Field, fields_of, first, options
from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, complete_case
from dossier.entries.fields import shapes
from dossier.ground.letters import slug
from dossier.model.journal import Event

if TYPE_CHECKING:
    from dossier.cli.adding.addition import Addition
    from dossier.ground.world import World

_FIRST = ("date", "heure", "canal", "sens", "par", "avec", "acte")
_LAST = ("debiteur", "reference", "resume", "pieces")


def entry_command(kind: Kind) -> click.Command:
    """The command of a kind, with an option for each field of its class."""
    fields = first(fields_of(kind.model, kind.left_out), kind.asked)

    @click.pass_context
    def callback(ctx: click.Context, /, **given: Any) -> ExitCode:
        return _run(ctx.ensure_object(Session), kind, fields, given)

    case = click.Argument(["case"], required=False, default="", metavar="[AFFAIRE]", shell_complete=complete_case)
    return FrenchCommand(
        kind.name,
        callback=callback,
        params=[case, *options(fields, kind.defaults), *shared_options()],
        short_help=kind.title,
        help=_help(kind),
    )


def shared_options() -> list[click.Parameter]:
    """The options that every kind has."""
    return [
        click.Option(["--champ", "more"], multiple=True, metavar="CLE=VALEUR", help="Une autre clé du format ; peut se répéter."),
        click.Option(["--dry-run"], is_flag=True, help="Montre ce qui serait écrit, sans l’écrire."),
        click.Option(["--force"], is_flag=True, help="Écrit l’entrée malgré une erreur qu’elle cause ; jamais une entrée illisible."),
        click.Option(["--format", "form"], type=click.Choice(["text", "json"]), default="text", show_default=True, help="Forme du résultat."),
    ]  # fmt: skip


def _help(kind: Kind) -> str:
    words = kind.title if kind.list != "journal" or "acte" not in kind.fixed else f"Acte « {kind.fixed['acte']} » : {kind.title}"
    example = "\n".join(wrapped_call(f"dossier add {kind.name} 2026-014-sud-beton {kind.example}"))
    return (
        f"{words}.\n\n\b\n{example}\n\nUn petit fichier commenté est créé dans {kind.list}/ (ou l’entrée s’ajoute à {kind.list}.yaml, "
        "si l’affaire le tient ainsi). Sans AFFAIRE, la seule du classeur. Sur un terminal, ce qui manque est demandé ; ailleurs, une "
        "option qui manque est nommée. Code de sortie : 0, 1 si l’entrée n’est pas saine, 2 si la demande n’a pas de sens."
    )


def wrapped_call(call: str, width: int = 74) -> list[str]:
    """A call on as many lines as a terminal needs, cut before its options."""
    lines = [""]
    for part in re.split(r" (?=--)", call):
        if lines[-1] and len(lines[-1]) + 1 + len(part) > width:
            lines[-1] += " \\"
            lines.append(f"    {part}")
        else:
            lines[-1] += f"{' ' if lines[-1] else ''}{part}"
    return lines


def _run(session: Session, kind: Kind, fields: tuple[Field, ...], given: dict[str, Any]) -> ExitCode:
    from dossier.cli.adding.settling import case_of, settle

    case = case_of(session.world(), given.pop("case"))
    dry_run, force, form, more = (given.pop(name) for name in ("dry_run", "force", "form", "more"))
    defaults = {key: session.today.isoformat() if word == TODAY else word for key, word in kind.defaults.items()}
    needed = [key for key, shape in shapes(kind.model).items() if shape.required and key not in kind.fixed]
    shown = {**defaults, **_shown_defaults(kind)}
    values = entry_values(Form(kind.model, fields, kind.asked, tuple(needed), shown, kind.fixed), given, more)
    if values.get("acte") != kind.fixed.get("acte"):
        raise Failure("un acte s’ajoute par son nom", "dossier add -h en donne la liste")
    for key, word in defaults.items():
        values.setdefault(key, word)
    values = _ordered(kind, values)
    return settle(
        session, lambda world: _addition(world, kind, case, values), dry_run=dry_run, force=force, form=form, day=_day(values)
    )


def _shown_defaults(kind: Kind) -> dict[str, str]:
    """What the model holds where a word is not written: shown when it is asked for, and then written."""
    return {
        key: shape.default
        for key, shape in shapes(kind.model).items()
        if key in kind.asked and shape.kind == "choice" and shape.default
    }


def _ordered(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in the order of the model; in the journal what all entries have stands around what the act has."""
    keys = [key for key in shapes(kind.model) if key in values]
    if issubclass(kind.model, Event):
        keys = [
            *(k for k in _FIRST if k in values),
            *(k for k in keys if k not in (*_FIRST, *_LAST)),
            *(k for k in _LAST if k in values),
        ]
    return {key: values[key] for key in keys}


def _day(values: Mapping[str, Any]) -> str:
    from dossier.model.fields import read_day

    return read_day(values["date"]).isoformat() if "date" in values else ""


def _addition(world: World, kind: Kind, case: str, values: dict[str, Any]) -> Addition:
    """The entry with its pieces, in the place that the case has for it."""
    from dossier.cli.adding.addition import Addition
    from dossier.cli.adding.evidence import Pieces, with_pieces
    from dossier.cli.adding.placing import placed
    from dossier.cli.adding.weighing import New
    from dossier.entries.text import entry_text
    from dossier.entries.values import canonical
    from dossier.ground.editors import modeline

    folder = f"cases/{case}"
    pieces = Pieces(world, folder)
    whole = canonical(kind.model, with_pieces(values, kind.model, pieces))
    lines = entry_text(kind.list, whole, (f"{kind.title}.",)).removesuffix("\n").split("\n")
    place = placed(world, folder, kind.list, stem_of(kind, whole), lines)
    text, added, first = place.text, place.added, 1
    if place.text == place.added.encode() and "/" in place.path.removeprefix(f"{folder}/"):
        added = f"{modeline(place.path)}\n{added}"
        text = added.encode()
    else:
        first = place.text.count(b"\n") - place.added.count("\n") + 1
    return Addition(
        kind.name, case, place.path, text, added, New(place.path, first), tuple(pieces.brought.values()), pieces.files()
    )


def stem_of(kind: Kind, values: Mapping[str, Any]) -> str:
    """The name of the file, without ending: the number of an invoice; else the day, the kind, and what tells two of a day apart."""
    if kind.list == "factures":
        return plain_name(str(values["numero"]), keep_case=True) or kind.name
    day = str(values["date"])
    if kind.list == "paiements":
        return f"{day}-{values.get('moyen', 'virement')}"
    if kind.list == "frais":
        return f"{day}-{plain_name(str(values['libelle']))[:40].strip('-') or kind.name}"
    hour = values.get("heure")
    parts = [day, kind.name.replace("_", "-"), plain_name(str(values.get("debiteur", "")))]
    return "-".join([part for part in parts if part] + ([f"{hour.hour}h{hour.minute:02}"] if hour else []))


def plain_name(text: str, keep_case: bool = False) -> str:
    """Letters without accents, figures and hyphens: what a name of a file is made of."""
    name = slug(text)[:80].rstrip("-")
    return name if keep_case else name.lower()
