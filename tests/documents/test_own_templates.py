"""A workspace's own template in place of each shipped one: its faults are told with their place, and harm nothing.

`GOLDEN_UPDATE=1 pytest tests/documents/test_own_templates.py` writes the table of `templates/LISEZMOI.md` anew.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from document_cases import FIRMS, make, step
from every_document import Every

from dossier.documents.registry import KINDS, OCCASIONAL
from dossier.documents.templates import fill
from dossier.ground import shipped

NAMES = sorted(p.removeprefix("templates/") for p in shipped.listing("templates", ".j2") if "/site/" not in p)
PAGE = Path(__file__).parents[2] / "templates" / "LISEZMOI.md"
HEADING, NEXT = "## Valeurs de chaque modèle", "## Valeurs communes"
MANY = "[" + "1," * 900 + "]"


def test_the_cases_make_every_document_and_fill_every_template(every: Every) -> None:
    """What follows speaks of all of them; a new kind takes its line in `every_document.py`."""
    drafted = {document.kind for document in every.documents if document.html}
    assert {*KINDS, *(kind.ID for kind in OCCASIONAL)} <= drafted
    assert set(every.given) == set(NAMES), "a template that no case of every_document.py fills, or that is not shipped"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("{{ valeur_que_personne_ne_donne }}", "DC554"),
        ("{{ ''.__class__.__mro__ }}", "DC555"),
        ("{{ ''|attr('__class__') }}", "DC553"),
        ("{% include 'letters/cadre.html.j2' %}", "DC555"),
        (f"{{% for a in {MANY} %}}{{% for b in {MANY} %}}x{{% endfor %}}{{% endfor %}}", "DC555"),
        ("{% if %}", "DC553"),
    ],
    ids=["unknown", "attribute", "filter", "include", "endless", "syntax"],
)
def test_a_fault_in_any_template_is_told_at_its_line_and_the_shipped_one_serves(
    every: Every, name: str, fault: str, code: str
) -> None:
    """A copy of the shipped template with a fault on a line of its own: the code, the file, the line, and the text as shipped."""
    values = every.given[name][0]
    source = shipped.read(f"templates/{name}").decode()
    start = time.process_time()
    filled = fill(name, values, {name: f"{source.rstrip()}\n{fault}\n"})
    assert time.process_time() - start < 5
    line = len(source.rstrip().splitlines()) + 1
    assert [(d.code, d.span.file, d.span.line) for d in filled.diagnostics] == [(code, f"templates/{name}", line)]
    assert filled.text == fill(name, values, {}).text


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_copy_of_any_template_serves_in_its_place(every: Every, name: str) -> None:
    """A firm that copies a template and changes a word has its word."""
    source = shipped.read(f"templates/{name}").decode()
    for values in every.given[name]:
        filled = fill(name, values, {name: f"{source}propre à l’entreprise"})
        assert not filled.diagnostics and filled.text == f"{fill(name, values, {}).text}propre à l’entreprise"


@pytest.mark.parametrize("style", ["letter", "table", "act"])
def test_a_fault_of_a_style_sheet_is_told_with_its_file(style: str) -> None:
    """An address is refused and an unknown rule is told, both at the workspace's own sheet; the page is printed."""
    own = shipped.read(f"templates/styles/{style}.css").decode()
    faulty = (
        own
        + "\nh1 { taille: 12pt; }\n.x { background: url(https://espion.example/x.png); }\nh1::after { content: ''; background: url(file:///etc/passwd); }\n"
    )
    steps = {"letter": step("relance", "relance_1"), "table": step("relance", "relance_2"), "act": step("requete")}
    made = make(FIRMS, [steps[style]], {f"templates/styles/{style}.css": faulty})
    papers = [paper for paper in made.prints if paper.document.style == style]
    assert papers and all(paper.pages for paper in papers)
    for paper in papers:
        found = {(d.code, d.span.file) for d in paper.diagnostics}
        assert ("DC552", f"templates/styles/{style}.css") in found
        assert ("DC551", f"templates/styles/{style}.css") in found or not re.search(r'class="[^"]*\bx\b', paper.document.html)


def names_in(values: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """Each name that a template is given, with the names inside the rows of what is a list of rows, or inside a group."""
    found: dict[str, set[str]] = {}
    for given in values:
        for name, value in given.items():
            inner = found.setdefault(name, set())
            inner |= set(_inside(value))
    return found


def _inside(value: Any) -> Iterable[str]:
    if isinstance(value, Mapping):
        for name, below in value.items():
            yield str(name)
            yield from (f"{name}.{more}" for more in _inside(below))
    elif isinstance(value, list | tuple):
        for row in value:
            yield from _inside(row)


def table(every: Every) -> str:
    """The table of all names, as the page has it."""
    rows = ["| modèle | valeurs |", "|---|---|"]
    for name in sorted(every.given):
        told = [
            f"`{value}`" + (f" ({', '.join(f'`{part}`' for part in sorted(inner))})" if inner else "")
            for value, inner in sorted(names_in(every.given[name]).items())
        ]
        rows.append(f"| `{name}` | {', '.join(told)} |")
    return "\n".join(rows)


def test_the_page_for_lawyers_lists_every_name_that_a_template_is_given(every: Every) -> None:
    """Complete: each template has its row, each value its name, each column of a list too."""
    page = PAGE.read_text()
    head, _, rest = page.partition(HEADING)
    section, _, tail = rest.partition(NEXT)
    before = section.partition("| modèle |")[0]
    fresh = f"{head}{HEADING}{before}{table(every)}\n\n{NEXT}{tail}"
    if os.environ.get("GOLDEN_UPDATE"):
        PAGE.write_text(fresh)
    assert fresh == page or os.environ.get("GOLDEN_UPDATE"), "GOLDEN_UPDATE=1 writes the table anew"


def test_a_shipped_template_asks_for_nothing_that_the_page_does_not_name(every: Every) -> None:
    """What a template may use is what it is given: the shipped ones use no other name."""
    from jinja2 import Environment, meta

    for name in NAMES:
        asked = meta.find_undeclared_variables(Environment().parse(shipped.read(f"templates/{name}").decode()))
        assert asked <= set(names_in(every.given[name])), name
