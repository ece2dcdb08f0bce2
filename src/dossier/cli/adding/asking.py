"""Asking on a terminal for what options did not give: each answer is judged at once, and nothing is written before the last."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from dossier.cli.adding.options import Field, flag_of, given_values, told
from dossier.cli.exits import fit_for_terminal
from dossier.ground.french import NBSP

Judge = Callable[[dict[str, Any]], str]
"""What is wrong with some values, in a sentence; '' for nothing."""
SUFFIX = f"{NBSP}: "
"""What stands between a question and its answer."""


def on_a_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()


def ask(
    fields: Sequence[Field], asked: Iterable[str], given: Mapping[str, Any], defaults: Mapping[str, str], judge: Judge
) -> dict[str, Any]:
    """The parameters with the answers to what is *asked* (keys, dotted) and was not given. Raises `click.Abort` at Ctrl-C.

    Enter keeps the default between brackets, and leaves out what has none and is not required.
    """
    known = {".".join(field.path): field for field in fields}
    answers = dict(given)
    for key in asked:
        field = known.get(key)
        if field is not None and not answers.get(field.name):
            answer = _answer(field, defaults.get(key, ""), judge)
            if answer:
                answers[field.name] = (answer,) if field.shape.many else answer
    return answers


def _answer(field: Field, default: str, judge: Judge) -> str:
    shape = field.shape
    help = f" ({', '.join(shape.words)})" if shape.words else f" ({told(shape).rstrip('.')})" if shape.help else ""
    shown = default or (shape.default if shape.kind == "choice" else "")
    if not shown and not shape.required:
        help += ", ou Entrée"

    def judged(written: str) -> str:
        text = written.strip()
        if not text:
            if shape.required:
                raise click.UsageError("une réponse est attendue ici")
            return ""
        if shape.kind == "piece" and not _is_there(text.partition(";")[0]):
            raise click.UsageError("ce fichier n’existe pas : un chemin depuis le dossier où vous êtes, ou pieces/… de l’affaire")
        fault = judge(given_values([field], {field.name: (text,) if shape.many else text}))
        if fault:
            raise click.UsageError(fit_for_terminal(fault))
        return text

    answer: str = click.prompt(
        f"{shape.title}{help}", default=shown, show_default=bool(shown), value_proc=judged, prompt_suffix=SUFFIX, err=True
    )
    return answer


def _is_there(name: str) -> bool:
    """Whether a file may be meant; one of the case is looked for when the entry is made."""
    return name.startswith("pieces/") or Path(name).expanduser().is_file()


def missing_flags(fields: Sequence[Field], values: Mapping[str, Any], needed: Iterable[str]) -> list[str]:
    """The options of the needed keys that have no value."""
    return [flag_of(key, fields) for key in needed if not _at(values, key.split("."))]


def _at(values: Any, path: Sequence[str]) -> Any:
    for step in path:
        values = values[0] if isinstance(values, list) and values else values
        values = values.get(step) if isinstance(values, Mapping) else None
    return values
