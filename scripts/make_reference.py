"""Writes the pages made from code: docs/cli.md, docs/articles.md and docs/diagnostics/. Run `python scripts/make_reference.py` after a change.

The help of a command and the row of a code are the only sources; tests/cli/test_reference.py holds the pages fresh.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dossier.cli.root import NAMES, root
from dossier.cli.session import FrenchContext
from dossier.ground.catalogue import CATALOGUE
from dossier.ground.french import short_day
from dossier.law.articles import Article, State, register
from dossier.law.law import CERTAINTY_FR, Certainty

DOCS = Path(__file__).resolve().parent.parent / "docs"
WIDTH = 100


def pages() -> dict[Path, str]:
    """Every page by its path."""
    made = {DOCS / "cli.md": command_line(), DOCS / "articles.md": articles(), DOCS / "diagnostics" / "README.md": index()}
    return made | {DOCS / "diagnostics" / f"{code}.md": rule.page() for code, rule in CATALOGUE.items()}


def command_line() -> str:
    """The help of the group, then of each command and of the commands below it, as the terminal shows them."""
    parts = ["# Ligne de commande", "Cette page est faite à partir de l’aide du programme.", _help(root, "dossier", None)]
    for name in NAMES:
        command = root.get_command(click.Context(root), name)
        if command is not None:
            parts += [f"## dossier {name}", *_helps(command, f"dossier {name}")]
    return "\n\n".join(parts) + "\n"


def _helps(command: click.Command, path: str) -> Iterator[str]:
    yield _help(command, path, None)
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):  # also those that are made when they are asked for, as the kinds of `add`
            if (inner := command.get_command(context, name)) is not None:
                yield f"### {path} {name}"
                yield _help(inner, f"{path} {name}", None)


def _help(command: click.Command, path: str, parent: click.Context | None) -> str:
    context = FrenchContext(command, info_name=path, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    lines = command.get_help(context).splitlines()
    return "```text\n" + "\n".join(line.rstrip() for line in lines) + "\n```"


def articles() -> str:
    """The register of articles, by code, with the state in which each was read, its source and how sure it is."""
    parts = [
        "# Articles",
        "",
        "Les articles et les décisions sur lesquels dossier s’appuie : l’état dans lequel chacun a été lu, la source, le degré de certitude.",
        "Cette page est faite à partir du registre `src/dossier/law/articles/` ; `dossier law CPC 1411` imprime les mêmes lignes,",
        "et un essai refuse un article que le code nomme et qui n’y est pas.",
        "Aucun juriste ne les a validés.",
    ]
    for family in dict.fromkeys(row.family for row in register().articles.values()):
        parts += [
            "",
            f"## {family}",
            "",
            "| Texte | Ce qu’il dit | État lu | Source | Certitude | Relu le |",
            "|---|---|---|---|---|---|",
        ]
        parts += [
            _article_row(row, state) for row in register().articles.values() if row.family == family for state in row.states
        ]
    return "\n".join(parts) + "\n"


def _article_row(row: Article, state: State) -> str:
    """One state of an article as a row of its table."""
    read = f"{state.days}{state.text}{f'. {state.note}' if state.note else ''}"
    day = "jamais" if state.certainty is Certainty.MEMORY else short_day(state.read_on)
    return f"| {row.id} | {row.title} | {read} | {state.source} | {CERTAINTY_FR[state.certainty]} | {day} |"


def index() -> str:
    """The table of all codes."""
    severity = {"error": "erreur", "warning": "avertissement", "advice": "conseil"}
    lines = [
        "# Diagnostics",
        "",
        "Ces pages sont faites à partir de la table des codes ; `dossier explain DC203` imprime les mêmes.",
        "",
    ]
    lines += ["| code | gravité | |", "|---|---|---|"]
    lines += [f"| [{code}]({code}.md) | {severity[rule.severity]} | {rule.title} |" for code, rule in sorted(CATALOGUE.items())]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages and remove those of codes that are gone."""
    made = pages()
    (DOCS / "diagnostics").mkdir(parents=True, exist_ok=True)
    for old in (DOCS / "diagnostics").glob("*.md"):
        if old not in made:
            old.unlink()
    for path, text in made.items():
        path.write_text(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
