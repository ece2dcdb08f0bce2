"""The values of an entry as somebody gives them, by options or by answers, free of faults before anything is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dossier.cli.adding.asking import ask, missing_flags, on_a_terminal
from dossier.cli.adding.options import Field, flag_of, given_values, with_more
from dossier.cli.exits import Failure
from dossier.ground.quotes import REFUSED

if TYPE_CHECKING:
    from dossier.ground.diagnostics import Diagnostic
    from dossier.model.entry import Entry


@dataclass(frozen=True, slots=True)
class Form:
    """What is to be filled in: the class, its options, the keys that a terminal asks for, those that are needed (both dotted).

    `defaults` are shown when a key is asked for, and hold for a needed one; `fixed` is what the entry always says. `shaped`
    gives the values of the options the form of the entry.
    """

    model: type[Entry]
    fields: tuple[Field, ...]
    asked: tuple[str, ...]
    needed: tuple[str, ...]
    defaults: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    shaped: Callable[[dict[str, Any]], dict[str, Any]] = dict

    def judge(self, values: dict[str, Any]) -> str:
        """What is wrong with some of the values, in a sentence; '' for nothing."""
        from dossier.load.argument import faults_of

        if _with_hidden_signs(values, ""):
            return "un caractère caché s’y trouve : retapez le texte"
        wrong = [d for d in faults_of(self.model, {**self.fixed, **self.shaped(values)}) if d.code != "DC128"]
        return " ; ".join((wrong[0].message, *wrong[0].hints[:1])) if wrong else ""


def entry_values(form: Form, given: Mapping[str, Any], more: Sequence[str]) -> dict[str, Any]:
    """The values of an entry as texts by French key, free of faults: from options, and on a terminal from answers.

    Raises `Failure` that names the options whose value is wrong, or missing where nobody can be asked.
    """
    from dossier.load.argument import faults_of

    values = with_more(form.shaped(given_values(form.fields, given)), more, form.model)
    if missing_flags(form.fields, values, form.needed) and on_a_terminal():
        asked = [key for key in form.asked if key not in values]
        answers = ask(form.fields, asked, given, form.defaults, form.judge)
        values = with_more(form.shaped(given_values(form.fields, answers)), more, form.model)
    absent = missing_flags(form.fields, {**form.defaults, **values}, form.needed)
    if absent:
        raise Failure(f"il manque {' et '.join(absent)}", "sur un terminal, ce qui manque est demandé")
    bare = {key: value for key, value in values.items() if key not in form.fixed}
    if hidden := _with_hidden_signs(bare, ""):
        raise Failure(
            f"{flag_of(hidden, form.fields)} : un caractère caché se trouve dans ce texte", "retapez-le sans ce caractère"
        )
    kept = {key: word for key, word in form.defaults.items() if key in form.needed}
    faults = faults_of(form.model, {**form.fixed, **kept, **bare})
    if faults:
        raise _faulty(faults, lambda path: flag_of(path, form.fields))
    return {**form.fixed, **bare}


def _with_hidden_signs(value: Any, path: str) -> str:
    """The path of the first text that holds a sign that no file may; '' for none. A file that is brought gets a name that is fit."""
    if isinstance(value, dict):
        told = [(inner, f"{path}.{key}".strip(".")) for key, inner in value.items() if key != "fichier"]
    elif isinstance(value, list):
        told = [(inner, path) for inner in value]
    else:
        return path if isinstance(value, str) and REFUSED.search(value) else ""
    return next((found for inner, place in told if (found := _with_hidden_signs(inner, place))), "")


def _faulty(faults: Sequence[Diagnostic], flags: Callable[[str], str]) -> Failure:
    """The first words of a person about options that hold no value: each named, with what can be done."""
    lines = []
    for fault in faults:
        flag = flags(fault.span.file)
        lines.append(f"{flag} : {fault.message}" if flag else fault.message)
    hints = [hint for fault in faults for hint in fault.hints]
    return Failure("\n".join(lines), *dict.fromkeys(hints))
