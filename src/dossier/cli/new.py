"""`dossier new`: the files of a workspace, all or none, and never in the place of another."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dossier.scaffold.firm import Question

_OPTIONS: tuple[tuple[str, str, str], ...] = (
    ("type", "TYPE", "societe_commerciale (par défaut), commercant, artisan, particulier…"),
    ("denomination", "NOM", "Dénomination de la société, ou nom commercial."),
    ("nom", "NOM", "Nom d’une personne physique."),
    ("prenoms", "PRÉNOMS", "Ses prénoms."),
    ("forme", "FORME", "SARL, SAS, SCI…"),
    ("capital", "EUROS", "Capital de la société."),
    ("siren", "SIREN", "Neuf chiffres."),
    ("rcs", "VILLE", "Greffe où elle est immatriculée."),
    ("tva", "NUMÉRO", "TVA intracommunautaire."),
    ("representant", "NOM", "Qui représente la société."),
    ("fonction", "FONCTION", "gérant, présidente…"),
    ("civilite", "CIVILITÉ", "M. ou Mme."),
    ("voie", "VOIE", "Numéro et nom de la voie."),
    ("code-postal", "CODE", "Code postal."),
    ("commune", "COMMUNE", "Commune."),
    ("courriel", "ADRESSE", "Courriel."),
    ("telephone", "NUMÉRO", "Téléphone."),
    ("iban", "IBAN", "Imprimé sur les lettres."),
)
"""What the settings may be given: name, what stands for the value, help. A test holds them to those of `scaffold.firm`."""
_AT_HOME = (".git", ".dossier", "README.md", "README", "LICENSE", "LICENSE.md", "LICENCE", "cases")
"""What a folder may hold beside the files of `new`: a repository that was just made, and what a former run left."""


def _with_values(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, metavar, words in reversed(_OPTIONS):
        command = click.option(f"--{name}", metavar=metavar, default="", help=words)(command)
    return command


@click.command("new", cls=FrenchCommand, short_help="Crée un classeur prêt à l’emploi (--example : une affaire complète)")
@click.argument("folder", metavar="[CHEMIN]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--example", is_flag=True, help="Ajoute une affaire fictive complète, avec ses pièces.")
@click.option(
    "--git/--no-git", default=None, help="Crée aussi un dépôt git (par défaut, si git est là et qu’aucun dépôt ne l’entoure)."
)
@_with_values
@pass_session
def command(session: Session, /, folder: Path, example: bool, git: bool | None, **values: str) -> ExitCode:
    """Crée un classeur d’impayés : réglages commentés, schémas et réglages des éditeurs, git, vérifications de GitHub et de GitLab.

    \b
    dossier new impayes --example
    dossier new impayes --denomination "ATELIER LENOIR" --siren 987654324

    Rien n’est jamais remplacé : un fichier qui existe est gardé et nommé. Un répertoire qui contient autre chose est refusé ; dans un
    classeur, seuls les fichiers qui manquent sont écrits. Interrompue, la commande se relance. Sur un terminal, elle demande ce qui
    n’est pas donné ; une réponse vide passe.
    """
    from dossier.publish.entries import write_entries, writing
    from dossier.scaffold.workspace import workspace_files

    root = Path(session.start or ".") / folder
    given = _checked({name.replace("_", "-"): value for name, value in values.items() if value})
    _refuse_strange(root)
    if not example and not (root / "dossier.yaml").exists() and sys.stdin.isatty() and sys.stderr.isatty():
        given = _asked(given)
    files = workspace_files(given, example)
    root.mkdir(parents=True, exist_ok=True)
    with writing(root):
        kept = _kept(root, files)
        write_entries(root, {path: data for path, data in files.items() if path not in kept})
        (root / "cases").mkdir(exist_ok=True)
    made = _make_repository(session, root, git)
    _tell(session, root, folder, files, kept, made, example)
    return ExitCode.FINE


def _checked(given: Mapping[str, str]) -> dict[str, str]:
    """The values as they are; raises `UsageError` for one that the settings would refuse."""
    from dossier.model.party import PartyType
    from dossier.scaffold.firm import QUESTIONS, refusal

    types = PartyType.__args__  # type: ignore[attr-defined]
    if given.get("type", types[0]) not in types:
        from dossier.ground.nearest import nearest

        guess = nearest(given["type"], types, 0.5)
        hint = f"vouliez-vous dire « {guess} » ?" if guess else f"choisissez parmi {', '.join(types)}"
        raise Failure(f"--type : « {given['type']} » n’est pas un type", hint)
    for question in QUESTIONS:
        if why := refusal(question, given[question.name]) if question.name in given else "":
            raise Failure(f"--{question.name} : {why}")
    return dict(given)


def _refuse_strange(root: Path) -> None:
    """Raise `Failure` for a place that is no folder, or a folder with what neither `new` nor a fresh repository holds."""
    from dossier.ground.french import plural
    from dossier.ground.nearest import visible
    from dossier.scaffold.workspace import workspace_files

    if not root.exists() and not root.is_symlink():
        return
    if not root.is_dir():
        raise Failure(f"« {root} » n’est pas un répertoire")
    if (root / "dossier.yaml").is_file():
        return
    known = {path.partition("/")[0] for path in workspace_files({})} | set(_AT_HOME)
    strange = sorted(entry.name for entry in root.iterdir() if entry.name not in known)
    if strange:
        names = ", ".join(f"« {visible(name)} »" for name in strange[:3])
        more = f" et {plural(len(strange) - 3, 'autre')}" if len(strange) > 3 else ""
        raise Failure(
            f"« {root} » n’est pas vide : {names}{more}",
            "donnez un répertoire nouveau ou vide : dossier new impayes",
        )


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    """The values with those that a person at the terminal adds; an empty answer leaves one out."""
    from dossier.scaffold.firm import QUESTIONS

    answers = dict(given)
    click.echo(
        "Votre entreprise, telle que les lettres la nommeront. Entrée passe une question : dossier.yaml se complète plus tard.",
        err=True,
    )
    for question in QUESTIONS:
        if (
            question.asked
            and question.name not in answers
            and not ("nom" in given and question.name in ("forme", "representant"))
        ):
            answers[question.name] = _answer(question)
    return {name: value for name, value in answers.items() if value}


def _answer(question: Question) -> str:
    from dossier.scaffold.firm import refusal

    while True:
        text: Any = click.prompt(
            f"  {question.title} (ex. {question.example})", default="", show_default=False, prompt_suffix="\u00a0: ", err=True
        )
        why = refusal(question, text) if text.strip() else ""
        if not why:
            return str(text).strip()
        click.echo(f"    {why}", err=True)


def _kept(root: Path, files: Iterable[str]) -> list[str]:
    """The paths at which something stands already; of a case that is there, all: it is its owner's now."""
    cases = {path.rsplit("/", 1)[0] for path in files if path.count("/") == 2 and path.startswith("cases/")}
    there = tuple(f"{case}/" for case in cases if os.path.lexists(root / case))
    return [path for path in files if os.path.lexists(root / path) or path.startswith(there)]


def _make_repository(session: Session, root: Path, wanted: bool | None) -> bool:
    """Make a repository of git unless one is there, when wanted or when nothing speaks against it; whether it was made."""
    import shutil
    import subprocess

    if wanted is False or any((place / ".git").exists() for place in (root.resolve(), *root.resolve().parents)):
        return False
    program = shutil.which("git")
    if program is None:
        if wanted:
            raise Failure("git n’est pas installé sur ce poste : les fichiers sont écrits, le dépôt n’est pas créé")
        return False
    # Variables such as GIT_DIR would make the repository elsewhere.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run([program, "init", "--quiet", str(root)], env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        message = done.stderr.strip() or "cause inconnue"
        if wanted:
            raise Failure(f"git n’a pas créé le dépôt : {message}")
        session.say(f"git n’a pas créé le dépôt : {message}")
    return not done.returncode


def _tell(
    session: Session, root: Path, folder: Path, files: Mapping[str, bytes], kept: list[str], made: bool, example: bool
) -> None:
    """What was written, what was left as it was, and what can be typed next."""
    from dossier.cli.findings import echo
    from dossier.ground.french import plural
    from dossier.ground.plain import one_line
    from dossier.scaffold.workspace import EXAMPLE, EXAMPLE_DAY

    written = [path for path in files if path not in kept]
    count = plural(len(written), "fichier écrit", "fichiers écrits") if written else "rien à écrire"
    echo(f"{count} dans « {one_line(str(root))} »{', dépôt git créé' if made else ''}")
    for top in dict.fromkeys(_top(path) for path in written):
        echo(f"  {top}")
    for top in dict.fromkeys(f"cases/{EXAMPLE}/" if path.startswith("cases/") else path for path in kept):
        echo(f"  {top} : gardé tel quel")
    lines = [] if str(folder) == "." else [f"cd {_quoted(str(folder))}"]
    if example:
        lines += [f"dossier --date {EXAMPLE_DAY} status", f"dossier --date {EXAMPLE_DAY} build"]
    else:
        lines += ["dossier check", "dossier add case", "dossier import --help"]
    session.say("\nEnsuite :\n" + "\n".join(f"  {line}" for line in lines))


def _top(path: str) -> str:
    """What a path is listed under: its folder at the top, or itself."""
    return f"{path.partition('/')[0]}/" if "/" in path else path


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(text)
