"""Adding to what `affaire.yaml` says of a debtor: one more item in a list of his, every other byte of the file as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dossier.cli.adding.entry import shared_options, wrapped_call
from dossier.cli.adding.filling import Form, entry_values
from dossier.cli.adding.options import Field, fields_of, options
from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option
from dossier.entries.fields import shapes
from dossier.ground.nearest import nearest, visible

if TYPE_CHECKING:
    from dossier.cli.adding.addition import Addition
    from dossier.ground.world import World
    from dossier.model.entry import Entry

_WHO = "debtor"


def debtor_command(name: str, key: str, model: type[Entry], title: str, sample: str) -> click.Command:
    """The command that adds an item of a class to the list *key* of a debtor."""
    fields = fields_of(model)

    @click.pass_context
    def callback(ctx: click.Context, /, **given: Any) -> ExitCode:
        return _run(ctx.ensure_object(Session), name, key, model, fields, given)

    example = "\n".join(wrapped_call(f"dossier add {name} 2026-014-sud-beton {sample}"))
    help = (
        f"{title}.\n\n\b\n{example}\n\nS’ajoute à la liste « {key} » du débiteur, dans affaire.yaml : aucun autre octet du fichier ne "
        "change, et s’il est écrit d’une façon qui ne s’y prête pas, les lignes à coller sont données. Code de sortie : 0, 1 si l’entrée "
        "n’est pas saine, 2 si la demande n’a pas de sens."
    )
    made = FrenchCommand(
        name,
        callback=callback,
        params=[
            click.Argument(["case"], required=False, default="", metavar="[AFFAIRE]", shell_complete=complete_case),
            click.Option(["--debiteur", _WHO], metavar="ID", default="", help="Le débiteur ; sans elle, le seul de l’affaire."),
            *options(fields), *shared_options(),
        ],
        short_help=title,
        help=help,
    )  # fmt: skip
    day_option(made)
    return made


def _run(session: Session, name: str, key: str, model: type[Entry], fields: tuple[Field, ...], given: dict[str, Any]) -> ExitCode:
    from dossier.cli.adding.settling import case_of, settle

    case = case_of(session.world(), given.pop("case"))
    who, dry_run, force, form, more = (given.pop(word) for word in (_WHO, "dry_run", "force", "form", "more"))
    known = shapes(model)
    needed = tuple(word for word, shape in known.items() if shape.required)
    defaults = {word: session.today.isoformat() for word, shape in known.items() if shape.kind == "day" and shape.required}
    asked = Form(model, fields, tuple(known), needed, defaults)
    values = {**{word: text for word, text in defaults.items() if word in needed}, **entry_values(asked, given, more)}
    ordered = {word: values[word] for word in known if word in values}
    return settle(
        session, lambda world: _addition(world, name, case, who, key, model, ordered), dry_run=dry_run, force=force, form=form
    )


def _addition(world: World, name: str, case: str, who: str, key: str, model: type[Entry], values: dict[str, Any]) -> Addition:
    from dossier.cli.adding.evidence import Pieces, with_pieces
    from dossier.entries.values import canonical

    folder = f"cases/{case}"
    pieces = Pieces(world, folder)
    whole = canonical(model, with_pieces(values, model, pieces))
    path = f"{folder}/affaire.yaml"
    return put_in(world, name, case, path, ("debiteurs", _index(world, path, who), key), whole, model, pieces)


def put_in(
    world: World, name: str, case: str, path: str, way: tuple[str | int, ...], item: Any, model: type[Entry], pieces: Any
) -> Addition:
    """An item (its values, or a bare text) put at the end of a list inside a file; raises `Failure` with the lines to paste."""
    from dossier.cli.adding.addition import Addition
    from dossier.cli.adding.weighing import New
    from dossier.entries.scalars import in_braces, scalar
    from dossier.entries.text import item_in_braces, item_lines
    from dossier.load.inserting import inserted
    from dossier.load.placing import Unplaceable

    lines = [f"- {scalar(item)}"] if isinstance(item, str) else item_lines(item, model)
    braces = in_braces(item) if isinstance(item, str) else item_in_braces(item, model)
    before = world.read(path)
    try:
        place = inserted(world, path, way, lines, braces)
    except Unplaceable as error:
        raise Failure(error.message, *error.hints) from None
    first = next((n for n, (a, b) in enumerate(zip(before.split(b"\n"), place.text.split(b"\n"), strict=False), 1) if a != b), 1)
    more = place.text.count(b"\n") - before.count(b"\n")
    return Addition(
        name,
        case,
        path,
        place.text,
        place.added,
        New(path, first, first + max(more - 1, 0)),
        tuple(pieces.brought.values()),
        pieces.files(),
    )


def _index(world: World, path: str, who: str) -> int:
    """Where a debtor stands in the list; the only one where none was named."""
    from dossier.load.files import read_file
    from dossier.load.nodes import Mapping, Scalar, Sequence

    root = read_file(world, path).node
    listed = root.get("debiteurs") if isinstance(root, Mapping) else None
    debtors = listed.items if isinstance(listed, Sequence) else ()
    named = [debtor.get("id") if isinstance(debtor, Mapping) else None for debtor in debtors]
    ids = [node.text if isinstance(node, Scalar) else "" for node in named]
    if who in ids and who:
        return ids.index(who)
    known = [id for id in ids if id]
    if who:
        guess = nearest(who, known, 0.4)
        raise Failure(
            f"--debiteur : « {visible(who)} » n’est pas un débiteur de l’affaire",
            f"vouliez-vous dire « {guess} » ?" if guess else f"débiteurs : {', '.join(known) or 'aucun'}",
        )
    if len(debtors) != 1:
        raise Failure("de quel débiteur s’agit-il ?", f"nommez-le : --debiteur {known[0] if known else 'ID'}")
    return 0
