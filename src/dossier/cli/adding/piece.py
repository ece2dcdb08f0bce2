"""`dossier add piece`: a file of evidence for an entry that is written already, or for the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.adding.entry import shared_options, wrapped_call
from dossier.cli.adding.filling import Form, entry_values
from dossier.cli.adding.options import fields_of, options
from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, complete_case
from dossier.ground.nearest import fold, nearest, visible
from dossier.model.evidence import EvidenceRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.cli.adding.addition import Addition
    from dossier.ground.world import World
    from dossier.load.nodes import Node

_FIELDS = fields_of(EvidenceRef, left_out=("fichier",))
_CONTRACT = "contrat"
_CALL = (
    'dossier add piece 2026-014-sud-beton bl-221.pdf --pour F-2026-014 --titre "Bon de livraison signé n° 221" --date 2026-01-12'
)


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry: its file, the way to it there, its place for people, and the names by which it may be called."""

    path: str
    way: tuple[str | int, ...]
    at: str
    names: tuple[str, ...]


def _help() -> str:
    example = "\n".join(wrapped_call(_CALL))
    return (
        f"Joint une pièce à une entrée déjà écrite, ou au contrat de l’affaire.\n\n\b\n{example}\n\nLe fichier est copié dans pieces/ s’il "
        "n’y est pas ; un fichier de même contenu n’y est pas copié deux fois. ENTRÉE est un numéro de facture, un acte "
        "(mise_en_demeure), un jour, « 2026-09-01-mise_en_demeure », ou un fichier du classeur ; sans elle, le contrat. Aucun autre octet "
        "du fichier complété ne change. Code de sortie : 0, 1 si l’entrée n’est pas saine, 2 si la demande n’a pas de sens."
    )


@click.pass_context
def _command(ctx: click.Context, /, **given: Any) -> ExitCode:
    """See `_help`."""
    from dossier.cli.adding.settling import case_of, settle

    session = ctx.ensure_object(Session)
    words, target, dry_run, force, form, more = (
        given.pop(key) for key in ("words", "target", "dry_run", "force", "form", "more")
    )
    if len(words) not in (1, 2):
        raise click.UsageError("une affaire et un fichier sont attendus")
    case = case_of(session.world(), words[0] if len(words) == 2 else "")
    fields = fields_of(EvidenceRef)
    values = entry_values(Form(EvidenceRef, fields, (), ("fichier",)), {**given, "fichier": words[-1]}, more)
    return settle(session, lambda world: _addition(world, case, values, target), dry_run=dry_run, force=force, form=form)


command = FrenchCommand(
    "piece",
    callback=_command,
    params=[
        click.Argument(["words"], nargs=-1, metavar="[AFFAIRE] FICHIER", shell_complete=complete_case),
        click.Option(["--pour", "target"], metavar="ENTRÉE", default=_CONTRACT, help="L’entrée qu’elle prouve ; sans elle, le contrat."),
        *options(_FIELDS), *shared_options(),
    ],
    short_help="Une pièce, pour une entrée ou pour le contrat",
    help=_help(),
)  # fmt: skip


def _addition(world: World, case: str, values: dict[str, Any], target: str) -> Addition:
    from dossier.cli.adding.debtor import put_in
    from dossier.cli.adding.evidence import Pieces
    from dossier.entries.values import canonical

    folder = f"cases/{case}"
    pieces = Pieces(world, folder)
    path = pieces.bring(values["fichier"]).path
    whole = canonical(EvidenceRef, {**values, "fichier": path})
    place = _Place(f"{folder}/affaire.yaml", (_CONTRACT,), "", ()) if fold(target) == _CONTRACT else _entry(world, folder, target)
    way = (*place.way, "pieces")
    if path in _cited(world, place.path, way):
        raise Failure(f"rien à écrire : {path} y est déjà citée")
    return put_in(world, "piece", case, place.path, way, path if len(whole) == 1 else whole, EvidenceRef, pieces)


def _cited(world: World, path: str, way: tuple[str | int, ...]) -> set[str]:
    """The files that the list of pieces at a way names already."""
    from dossier.load.files import read_file
    from dossier.load.nodes import Mapping, Scalar, Sequence

    node = read_file(world, path).node
    for step in way:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        else:
            node = node.items[step] if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items) else None
    files = [
        item.get("fichier") if isinstance(item, Mapping) else item for item in (node.items if isinstance(node, Sequence) else ())
    ]
    return {file.text for file in files if isinstance(file, Scalar)}


def _entry(world: World, folder: str, target: str) -> _Place:
    """The one entry of that name; raises `Failure` for none, and for several."""
    places = list(_places(world, folder))
    wanted = fold(target)
    found = [place for place in places if wanted in map(fold, place.names)]
    if len(found) == 1:
        return found[0]
    shown = visible(target)
    if found:
        raise Failure(
            f"--pour : « {shown} » désigne {len(found)} entrées", f"nommez-en une : {', '.join(place.at for place in found[:8])}"
        )
    guess = nearest(target, [name for place in places for name in place.names], 0.6)
    raise Failure(
        f"--pour : aucune entrée de l’affaire ne se nomme « {shown} »",
        f"vouliez-vous dire « {guess} » ?" if guess else "donnez un numéro de facture, un acte, un jour, ou journal.yaml:14",
    )


def _places(world: World, folder: str) -> Iterator[_Place]:
    """Every entry of the lists of a case with its names."""
    from dossier.load.case import LISTS
    from dossier.load.files import read_file
    from dossier.load.nodes import Sequence

    for name in LISTS:
        here = {item.name for item in world.list(folder)}
        files = [f"{name}.yaml"] if f"{name}.yaml" in here else []
        files += [f"{name}/{item.name}" for item in world.list(f"{folder}/{name}") if item.name.endswith(".yaml")]
        for file in files:
            node = read_file(world, f"{folder}/{file}").node
            if isinstance(node, Sequence):
                for index, item in enumerate(node.items):
                    yield _place(f"{folder}/{file}", file, (index,), item, "")
            elif node is not None:
                yield _place(f"{folder}/{file}", file, (), node, file)


def _place(path: str, file: str, way: tuple[str | int, ...], node: Node, alone: str) -> _Place:
    """An entry by its number, its act, its day, both, and its line; one that is a file by the file too."""
    from dossier.load.nodes import Mapping, Scalar

    def word(key: str) -> str:
        value = node.get(key) if isinstance(node, Mapping) else None
        return value.text.strip() if isinstance(value, Scalar) else ""

    at = f"{file}:{node.span.line}"
    day, act = word("date"), word("acte") or word("moyen") or word("canal")
    names = [word("numero"), word("acte"), day, f"{day}-{act}" if day and act else "", at, f"{path}:{node.span.line}"]
    if alone:
        names += [file, path, file.rpartition("/")[2].removesuffix(".yaml")]
    return _Place(path, way, at, tuple(dict.fromkeys(name for name in names if name)))
