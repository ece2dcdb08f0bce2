"""`dossier add case`: a new folder with its `affaire.yaml`, under the next number of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.adding.asking import SUFFIX, ask, on_a_terminal
from dossier.cli.adding.entry import plain_name, shared_options, wrapped_call
from dossier.cli.adding.filling import Form, entry_values
from dossier.cli.adding.options import fields_of, first, given_values, options
from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, day_option
from dossier.model.case import Affaire
from dossier.model.party import Debtor

if TYPE_CHECKING:
    from datetime import date

    from dossier.cli.adding.addition import Addition
    from dossier.ground.world import World

_DEBTOR = "debiteurs"
_OWN = fields_of(Affaire, left_out=(_DEBTOR, "creancier"))
_KIND = ("nature", "debiteurs.type")
_COMPANY = ("debiteurs.denomination", "debiteurs.forme", "debiteurs.siren", "debiteurs.rcs", "debiteurs.representant.nom")
_PERSON = ("debiteurs.nom", "debiteurs.prenoms")
_ADDRESS = ("debiteurs.adresse.voie", "debiteurs.adresse.code_postal", "debiteurs.adresse.commune", "debiteurs.adresse.insee")
_REST = ("debiteurs.courriel", "contrat.objet", "contrat.conclu_le", "contrat.execute_le", "contrat.pieces")
_FIELDS = first(
    (
        *fields_of(Debtor, start=(_DEBTOR,)),
        *(replace(field, others=("--piece", *field.others)) if field.flag == "--contrat-piece" else field for field in _OWN),
    ),
    (*_KIND, *_COMPANY, *_PERSON, *_ADDRESS, *_REST),
)
_DEFAULTS = {"nature": "commerciale", "debiteurs.type": "societe_commerciale"}
_CALL = (
    'dossier add case --nature commerciale --type societe_commerciale --denomination "SUD BÉTON" --siren 123456782 '
    '--adresse-voie "12 rue Paradis" --adresse-code-postal 13001 --adresse-commune Marseille'
)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_NUMBERED = re.compile(r"([0-9]{4})-([0-9]{1,6})(?:-|$)")


def _help() -> str:
    example = "\n".join(wrapped_call(_CALL))
    return (
        f"Crée une affaire : cases/IDENTIFIANT/affaire.yaml, avec son débiteur et la nature de la créance.\n\n\b\n{example}\n\n"
        "Sans IDENTIFIANT, c’est l’année, le numéro suivant et le nom du débiteur : 2026-071-sud-beton. Les options sans préfixe sont "
        "celles du débiteur ; d’autres débiteurs s’écrivent ensuite dans le fichier. Sur un terminal, ce qui manque est demandé. Code "
        "de sortie : 0, 1 si l’affaire n’est pas saine, 2 si la demande n’a pas de sens."
    )


@click.pass_context
def _command(ctx: click.Context, /, **given: Any) -> ExitCode:
    """See `_help`."""
    from dossier.cli.adding.settling import case_names, settle

    session = ctx.ensure_object(Session)
    name, dry_run, force, form, more = (given.pop(key) for key in ("name", "dry_run", "force", "form", "more"))
    values = _values(given, more)
    known = case_names(session.world())
    id = _checked(name, known) if name else _identifier(values, known, session.today)
    return settle(session, lambda world: _addition(world, id, values), dry_run=dry_run, force=force, form=form)


command = FrenchCommand(
    "case",
    callback=_command,
    params=[
        click.Argument(["name"], required=False, default="", metavar="[IDENTIFIANT]"),
        *options(_FIELDS), *shared_options(),
    ],
    short_help="Une affaire : le débiteur, la nature de la créance",
    help=_help(),
)  # fmt: skip
day_option(command)


def _shaped(values: dict[str, Any]) -> dict[str, Any]:
    """The one debtor as a list, with the identifier that his name makes unless another was given."""
    debtor = values.get(_DEBTOR)
    if not isinstance(debtor, dict):
        return values
    named = debtor.get("id") or plain_name(_name(debtor))[:60].strip("-") or "debiteur"
    return {**values, _DEBTOR: [{"id": named, **debtor}]}


def _name(debtor: dict[str, Any]) -> str:
    return str(debtor.get("denomination") or debtor.get("nom") or "")


def _values(given: dict[str, Any], more: Sequence[str]) -> dict[str, Any]:
    """The values of `affaire.yaml`; a company is asked for other things than a person."""
    form = Form(Affaire, _FIELDS, (), _KIND, shaped=_shaped)
    debtor = given_values(_FIELDS, given).get(_DEBTOR, {})
    lacks = not (given.get("nature") and debtor.get("type") and _name(debtor))
    if lacks and on_a_terminal():
        given = ask(_FIELDS, _KIND, given, _DEFAULTS, form.judge)
        natural = given.get("debiteurs__type") == "particulier"
        named = _PERSON if natural else _COMPANY
        given = ask(_FIELDS, (*named, *_ADDRESS, *_REST), given, {}, form.judge)
    values = entry_values(form, given, more)
    if not _name(values[_DEBTOR][0]):
        raise Failure("il manque --denomination (ou --nom d’une personne)", "sur un terminal, ce qui manque est demandé")
    return _with_commune(values)


def _with_commune(values: dict[str, Any]) -> dict[str, Any]:
    """The INSEE code of the debtor's commune, by which the court is found, where name and postcode leave no doubt."""
    from dossier.procedure.court import commune_of

    debtor = values[_DEBTOR][0]
    address = debtor.get("adresse")
    if not isinstance(address, dict) or address.get("insee") or address.get("pays", "FR") != "FR":
        return values
    code = commune_of(str(address.get("commune", "")), str(address.get("code_postal", "")))
    return {**values, _DEBTOR: [{**debtor, "adresse": {**address, "insee": code}}]} if code else values


def _identifier(values: dict[str, Any], known: Iterable[str], today: date) -> str:
    """The year, the number after the highest of that year, and the debtor's name; a terminal may give another."""
    numbers = [int(match[2]) for name in known if (match := _NUMBERED.match(name)) and int(match[1]) == today.year]
    proposed = f"{today.year}-{max(numbers, default=0) + 1:03}-{values[_DEBTOR][0]['id']}"[:80].strip("-")
    if not on_a_terminal():
        return proposed
    answer: str = click.prompt(
        "Identifiant de l’affaire",
        default=proposed,
        value_proc=lambda written: _checked(written.strip(), known, True),
        prompt_suffix=SUFFIX,
        err=True,
    )
    return answer


def _checked(name: str, known: Iterable[str], asked: bool = False) -> str:
    fault = ""
    if not _ID.fullmatch(name):
        fault = "l’identifiant d’une affaire est fait de minuscules, de chiffres et de tirets"
    elif name in known:
        fault = f"l’affaire « {name} » existe déjà"
    if fault and asked:
        raise click.UsageError(fault)
    if fault:
        proposed = plain_name(name)
        raise Failure(fault, *([f"par exemple {proposed}"] if proposed and proposed not in known else []))
    return name


def _addition(world: World, id: str, values: dict[str, Any]) -> Addition:
    """The file of the case, with the pieces of its contract."""
    from dossier.cli.adding.addition import Addition
    from dossier.cli.adding.evidence import Pieces, with_pieces
    from dossier.cli.adding.weighing import New
    from dossier.entries.text import affaire_text
    from dossier.entries.values import canonical
    from dossier.ground.editors import modeline

    folder = f"cases/{id}"
    if world.list(folder):
        raise Failure(f"le répertoire {folder} existe déjà", "donnez un autre identifiant : dossier add case IDENTIFIANT …")
    pieces = Pieces(world, folder)
    whole = canonical(Affaire, with_pieces(values, Affaire, pieces))
    order = ("titre", "reference", "nature", _DEBTOR)
    whole = {key: whole[key] for key in (*order, *(key for key in whole if key not in order)) if key in whole}
    path = f"{folder}/affaire.yaml"
    text = f"{modeline(path)}\n{affaire_text(whole, ('Une affaire : qui doit, à quel titre.',))}"
    return Addition("case", id, path, text.encode(), text, New(path), tuple(pieces.brought.values()), pieces.files())
