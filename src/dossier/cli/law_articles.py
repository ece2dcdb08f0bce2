"""`dossier law articles`: the register of the articles relied on, with the state in which each was read and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import echo
from dossier.cli.session import FrenchCommand, Session, format_option, pass_session

if TYPE_CHECKING:
    from dossier.law.articles import Article, State


@click.command("articles", cls=FrenchCommand, short_help="Liste les articles, l’état lu et la source")
@click.argument("words", metavar="[ARTICLE]", nargs=-1)
@format_option("text", "json")
@pass_session
def articles(session: Session, words: tuple[str, ...], form: str) -> ExitCode:
    """Liste les articles et décisions sur lesquels dossier s’appuie, avec l’état lu, la source et la certitude.

    \b
    dossier law articles "CPC 1411"

    Avec un ARTICLE (CPC 1411, « C. com., art. L. 441-10 »), montre les seuls articles qu’il nomme ; « dossier law CPC 1411 » fait de même.
    """
    from dossier.law.articles import articles_of, register

    asked = " ".join(words)
    rows = articles_of(asked) if asked else tuple(register().articles.values())
    if not rows:
        from dossier.ground.nearest import nearest, visible

        guess = nearest(asked, list(register().articles), 0.75)
        hint = f"vouliez-vous dire {guess} ?" if guess else "dossier law articles les donne tous"
        raise Failure(f"« {visible(asked)} » n’est pas un article que dossier connaît", hint)
    if form == "json":
        from dossier.report.diagnostics import dumps

        echo(dumps({"schema": "dossier/law/1", "articles": [_data(row) for row in rows]}))
    else:
        echo(_table(rows) if not asked else "\n\n".join(_text(row) for row in rows))
    return ExitCode.FINE


def _values_of(row: Article) -> list[str]:
    """The names of the values of law that the article sets."""
    from dossier.law.articles import articles_of
    from dossier.law.parameters import shipped_law

    parameters = shipped_law().parameters.values()
    return sorted(p.name for p in parameters if any(row in articles_of(v.reference.title) for v in p.values))


def _data(row: Article) -> dict[str, Any]:
    states = [
        {
            "state": state.text,
            "source": state.source,
            "certainty": str(state.certainty),
            "read_on": state.read_on.isoformat(),
            "start": state.start.isoformat() if state.start else None,
            "end": state.end.isoformat() if state.end else None,
            "note": state.note,
        }
        for state in row.states
    ]
    return {
        "id": row.id,
        "title": row.title,
        "family": row.family,
        "certainty": str(row.certainty),
        "states": states,
        "surer": [{"words": one.words, "why": one.why} for one in row.surer],
        "values": _values_of(row),
    }


def _table(rows: tuple[Article, ...]) -> str:
    from dossier.ground.french import short_day
    from dossier.law.law import CERTAINTY_FR
    from dossier.report.text import table

    lines = [[row.id, CERTAINTY_FR[row.certainty], short_day(row.read_on), row.title, row.states[-1].text] for row in rows]
    return table(("Article", "Certitude", "Relu le", "Ce qu’il dit", "État lu"), lines)


def _text(row: Article) -> str:
    from dossier.report.text import shown

    lines = [f"{row.id} — {row.title}", row.family]
    for state in row.states:
        lines += ["", *_state(state)]
    lines += [f"  une conclusion peut être plus sûre : {one.why}" for one in row.surer]
    values = _values_of(row)
    return "\n".join(shown(line) for line in [*lines, *(["", f"  valeurs : {', '.join(values)}"] if values else [])])


def _state(state: State) -> list[str]:
    from dossier.ground.french import short_day
    from dossier.law.law import CERTAINTY_FR

    lines = [f"  {state.days}{state.text} ({CERTAINTY_FR[state.certainty]})", f"    source : {state.source}"]
    return [*lines, f"    relu le {short_day(state.read_on)}", *([f"    {state.note}"] if state.note else [])]
