"""Templates of letters and acts: a small language, in which text, values, conditions and lists are all there is.

A workspace's template replaces the shipped one of the same name. It may use `{{ value }}`, `{% if %}` and `{% for %}`
(two deep), and a few filters; no call, no assignment, no arithmetic, no include. So it can neither run for long nor
reach anything but the values that it is given, and the shipped templates keep to the same rules.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import do_replace, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from dossier.documents.markdown import as_plain_markdown
from dossier.ground import shipped
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.nearest import nearest, visible
from dossier.ground.spans import Span

LARGEST_TEMPLATE = 100_000
"""Characters of a workspace's template."""
LARGEST_TEXT = 1_000_000
"""Characters that such a template may write, and that any value in it may have."""
MOST_TURNS = 200_000
"""Turns of all its loops, and of its filters and comparisons: a long text, or a loop with much inside, counts as several."""
SIGNS_OF_A_TURN, NODES_OF_A_TURN = 1_000, 50
DEEPEST_LOOP = 2

_TURNS, _WEIGHED = "turns", "weighed"
_OF_TEXT = ("capitalize", "lower", "title", "trim", "upper")
FILTERS = ("capitalize", "count", "default", "first", "join", "last", "length", "lower", "replace", "title", "trim", "upper")
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip
_FRENCH = {
    "Call": "un appel", "Assign": "une affectation", "AssignBlock": "une affectation", "Include": "une inclusion",
    "Macro": "une macro", "Import": "un import", "FromImport": "un import", "Extends": "un héritage",
}  # fmt: skip


class _Forbidden(Exception):
    """A construct that templates may not use, with its line."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what, self.line = what, line


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its values set in, and what was wrong with the workspace's own one, if any."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def fill(name: str, values: Mapping[str, Any], overrides: Mapping[str, str]) -> Filled:
    """Fill the template of a name (`letters/relance-1.md.j2`): the workspace's own if it is sound, else the shipped one.

    Values are escaped for HTML, or for Markdown in a `.md.j2`. Diagnostics: DC553 syntax, DC554 unknown value, DC555
    forbidden construct or attribute.
    """
    if name in overrides:
        filled = _own(name, values, overrides[name])
        if isinstance(filled, str):
            return Filled(filled)
        return Filled(_as_shipped(name, values), (filled,))
    return Filled(_as_shipped(name, values))


def _as_shipped(name: str, values: Mapping[str, Any]) -> str:
    """The shipped template filled; it is ours, and has no measure: a case may have any number of invoices."""
    template = _shipped(name)
    template.environment.spent = -sys.maxsize
    return str(template.render(values))


def without_effect(own: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """DC564 for each template of the workspace that replaces none: a name that the program does not ship, or `styles/base.css`.

    Templates of the site have a finding of their own (DC702); texts for people (`.md`) are no templates.
    """
    known = [path.removeprefix("templates/") for path in shipped.listing("templates") if path.endswith((".j2", ".css"))]
    remarks = []
    for name, text in sorted(own.items()):
        if name.startswith("site/") or not name.endswith((".j2", ".css")):
            continue
        if name == "styles/base.css" and text != shipped.read(f"templates/{name}").decode():
            why, hint = "les règles communes restent toujours en tête", "mettez vos règles dans la feuille d’un style"
        elif name not in known:
            guess = nearest(name, [path for path in known if not path.startswith("site/")])
            why, hint = "aucun modèle fourni n’a ce nom", f"vouliez-vous dire « {guess} » ?" if guess else ""
        else:
            continue
        message = f"le modèle « {visible(name)} » ne remplace rien : {why}"
        remarks.append(found("DC564", message, Span(f"templates/{name}"), hints=(hint,) if hint else ()))
    return tuple(remarks)


def _own(name: str, values: Mapping[str, Any], source: str) -> str | Diagnostic:
    """The workspace's template filled, or what is wrong with it."""
    place = f"templates/{name}"
    after = "le modèle fourni est utilisé à sa place"
    try:
        return _rendered(name, source, values)
    except TemplateSyntaxError as error:
        return found(
            "DC553",
            f"le modèle {name} ne se lit pas (le moteur dit : {_short(error)}) ; {after}",
            Span(place, error.lineno, 1),
        )
    except _Forbidden as error:
        message = f"le modèle {name} contient {error.what}, qui n’y est pas admis ; {after}"
        return found("DC555", message, Span(place, error.line, 1))
    except SecurityError as error:
        message = f"le modèle {name} demande ce qui ne lui est pas ouvert ; {after}"
        return found("DC555", message, Span(place, _line(error, name), 1))
    except (UndefinedError, TemplateError) as error:
        message = f"le modèle {name} demande une valeur inconnue {_unknown(error)} ; {after}"
        return found("DC554", message, Span(place, _line(error, name), 1))
    except (TypeError, ValueError, ArithmeticError, RecursionError, SyntaxError, MemoryError) as error:
        # Python's own parser raises the last two for what is nested too deep.
        message = f"le modèle {name} emploie mal une valeur : {type(error).__name__} ; {after}"
        return found("DC554", message, Span(place, _line(error, name), 1))


def _rendered(name: str, source: str, values: Mapping[str, Any]) -> str:
    """The text of the workspace's template, as long as it grows no larger than a document can be."""
    template = _compiled(name, source)
    template.environment.spent = 0
    parts: list[str] = []
    size = 0
    for part in template.generate(values):
        parts.append(part)
        size += len(part)
        if size > LARGEST_TEXT:
            raise _Forbidden(f"de quoi écrire plus de {LARGEST_TEXT} caractères", 1)
    return "".join(parts)


_UNKNOWN = re.compile(r"'([^']*)' is undefined|has no (?:attribute|element) '?([^']*)'?")


def _unknown(error: Exception) -> str:
    """The name that a template asks and nobody gave, or what the engine says of it."""
    match = _UNKNOWN.search(str(error))
    return f"« {match[1] or match[2]} »" if match else f"({_short(error)})"


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:160].rstrip(".") if str(error) else type(error).__name__


def _line(error: BaseException, name: str) -> int:
    """The line of a template on which an error rose: Jinja rewrites tracebacks so that frames bear the template's name."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class _Environment(ImmutableSandboxedEnvironment):
    """Values and their fields, and a few filters; every value is escaped whatever a template says of autoescape."""

    def __init__(self, markdown: bool) -> None:
        super().__init__(
            loader=BaseLoader(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            keep_trailing_newline=True, finalize=_as_markdown if markdown else _as_html,
        )  # fmt: skip
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.filters |= {name: self._measured(self.filters[name]) for name in _OF_TEXT}
        self.filters |= {"replace": self._measured(_replaced, True), "join": self._measured(_joined, True)}
        self.filters |= {_TURNS: pass_context(lambda context, rows, weight: self._counted(rows, weight))}
        self.filters[_WEIGHED] = pass_context(lambda context, value: self._weighed(value))
        self.spent = 0

    def _spend(self, turns: int) -> None:
        self.spent += turns
        if self.spent > MOST_TURNS:
            raise SecurityError

    def _counted(self, rows: Any, weight: int) -> Any:
        """What a loop goes through: a list, never the letters of a text; all loops together have a measure."""
        if isinstance(rows, str | Markup) or not isinstance(rows, Sized):
            raise TypeError
        self._spend((len(rows) + 1) * weight)
        return rows

    def _weighed(self, value: Any) -> Any:
        """A value that is compared or looked through, as it is."""
        self._spend(len(value) // SIGNS_OF_A_TURN if isinstance(value, str | list | tuple) else 0)
        return value

    def _measured(self, function: Callable[..., Any], in_context: bool = False) -> Callable[..., Any]:
        """A filter that counts what it reads. With a context, it is never run ahead, while a template is compiled."""

        @pass_context
        def run(context: Context, value: Any, *more: Any, **named: Any) -> Any:
            self._spend(1 + sum(len(one) for one in (value, *more, *named.values()) if isinstance(one, str)) // SIGNS_OF_A_TURN)
            return function(*([context.eval_ctx] if in_context else []), value, *more, **named)

        return run

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute of any object but a loop's place: `a.b` finds the key `b` of a mapping and nothing else."""
        return isinstance(obj, LoopContext) and attr in ("index", "first", "last", "length")


def _hold(context: EvalContext, size: int) -> None:
    """Raise `SecurityError` for a text larger than a document can be, but in a template of ours."""
    if size > LARGEST_TEXT and getattr(context.environment, "spent", 0) >= 0:
        raise SecurityError


def _replaced(context: EvalContext, text: Any, old: Any, new: Any, count: Any = None) -> Any:
    """As Jinja's own; raises `SecurityError` for a text that would swell."""
    size = len(str(text))
    _hold(context, size + (str(text).count(str(old)) if str(old) else size + 1) * len(str(new)))
    return do_replace(context, text, old, new, count)


def _joined(context: EvalContext, rows: Any, mark: str = "") -> Any:
    """As Jinja's own for a list; raises `SecurityError` for a text that would swell."""
    items = list(rows)
    _hold(context, sum(len(str(mark)) + (len(item) if isinstance(item, str) else 1) for item in items))
    return sync_do_join(context, items, mark)


def _as_html(value: Any) -> Any:
    return escape(value)


def _as_markdown(value: Any) -> Any:
    return value if isinstance(value, Markup) else Markup(as_plain_markdown(str(value)))  # noqa: S704 (escaped for Markdown)


@cache
def _environment(markdown: bool) -> _Environment:
    return _Environment(markdown)


@cache
def _shipped(name: str) -> Any:
    try:
        source = shipped.read(f"templates/{name}").decode()
    except FileNotFoundError:
        raise TemplateNotFound(name) from None
    return _compiled(name, source)


@lru_cache(maxsize=128)
def _compiled(name: str, source: str) -> Any:
    """A template that keeps to the small language; raises `_Forbidden` or `TemplateSyntaxError`."""
    if len(source) > LARGEST_TEMPLATE:
        raise _Forbidden(f"plus de {LARGEST_TEMPLATE} caractères", 1)
    environment = _environment(name.endswith(".md.j2"))
    tree = environment.parse(source, name, name)
    _refuse(tree, 0)
    _measure(tree)
    code = environment.compile(tree, name, name)
    return environment.template_class.from_code(environment, code, dict(environment.globals))


def _measure(tree: nodes.Template) -> None:
    """Let loops, comparisons and tests count what they go through."""
    for loop in list(tree.find_all(nodes.For)):
        weight = nodes.Const(1 + sum(1 for _ in loop.find_all(nodes.Node)) // NODES_OF_A_TURN)
        loop.iter = nodes.Filter(loop.iter, _TURNS, [weight], [], None, None, lineno=loop.lineno)
    for operand in list(tree.find_all(nodes.Operand)):
        operand.expr = _weigh(operand.expr)
    for test in list(tree.find_all(nodes.Test)):
        test.node = (
            test.node if isinstance(test.node, nodes.Name) and test.name in ("defined", "undefined") else _weigh(test.node)
        )
        test.args = [_weigh(one) for one in test.args or ()]


def _weigh(value: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(value, _WEIGHED, [], [], None, None, lineno=value.lineno)


def _refuse(node: nodes.Node, depth: int) -> None:
    """Raise `_Forbidden` for the first construct outside the small language."""
    if type(node) not in _ALLOWED:
        raise _Forbidden(_FRENCH.get(type(node).__name__, f"une construction « {type(node).__name__} »"), node.lineno)
    if isinstance(node, nodes.For):
        depth += 1
        if depth > DEEPEST_LOOP or node.recursive:
            raise _Forbidden("des boucles trop imbriquées", node.lineno)
    for child in node.iter_child_nodes():
        _refuse(child, depth)
