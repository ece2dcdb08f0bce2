"""Templates: a small language, whose faults are told and never harm, and whose values are always escaped."""

from __future__ import annotations

import inspect
import re
import time

import pytest
from document_cases import FIRMS, make, step

from dossier.documents import on_behalf, payment_demand
from dossier.documents.kinds import relance
from dossier.documents.templates import fill
from dossier.ground import shipped

NAME = "acts/decompte.html.j2"


def told(source: str, **values: object) -> tuple[str, str, int]:
    """The code and line of what is wrong with a workspace's own template, and the text that stands in its place."""
    filled = fill("letters/corps.html.j2", {**SOUND, **values}, {"letters/corps.html.j2": source})
    found = filled.diagnostics[0] if filled.diagnostics else None
    return (found.code if found else "", filled.text, found.span.line if found else 0)


SOUND = {
    "envoi": "Lettre", "references": "R", "adresse": ["A", "B"], "objet": "O", "lieu": "Lyon", "date": "D", "salutation": "Madame",
    "corps": "C", "signataire": "S", "pj": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("a\n{{ objet", "DC553", 2),
        ("{% if %}", "DC553", 1),
        ("a\nb\n{{ objets }}", "DC554", 3),
        ("{{ adresse.fin }}", "DC554", 1),
        ("{{ ''.__class__ }}", "DC555", 1),
        ("{{ ''.__class__.__mro__ }}", "DC555", 1),
        ("{{ objet|attr('__class__') }}", "DC553", 1),
        ("{{ objet.upper() }}", "DC555", 1),
        ("{{ adresse.append }}", "DC555", 1),
        ("{{ cycler.__init__.__globals__ }}", "DC555", 1),
        (
            "x\n{% for a in adresse %}{% for b in adresse %}{% for c in adresse %}x{% endfor %}{% endfor %}{% endfor %}",
            "DC555",
            2,
        ),
        ("{% for i in range(9) %}x{% endfor %}", "DC555", 1),
        ("{{ 'x' * 1000000000 }}", "DC555", 1),
        ("{{ 'x' ~ 'y' }}", "DC555", 1),
        ("{{ 1 + 1 }}", "DC555", 1),
        ("{% set a = 1 %}", "DC555", 1),
        ("{% include 'letters/cadre.html.j2' %}", "DC555", 1),
        ("{% import '/etc/passwd' as p %}", "DC555", 1),
        ("{% macro m() %}{% endmacro %}", "DC555", 1),
        ("{{ objet|safe }}", "DC553", 1),
        ("{{ objet|replace(objet, 1, 'x') }}", "DC554", 1),
        ("x" * 100_001, "DC555", 1),
    ],
)
def test_a_faulty_template_is_told_with_its_line_and_replaced(source: str, code: str, line: int) -> None:
    """Whatever is wrong, the shipped template stands in, and the diagnostic names the line."""
    found, text, where = told(source)
    assert (found, where) == (code, line)
    assert text == fill("letters/corps.html.j2", SOUND, {}).text


def test_a_sound_template_of_the_workspace_replaces_the_shipped_one() -> None:
    """The firm's own words are used as they are written."""
    assert told("<p>{{ objet }} et {{ adresse|join(', ') }}</p>") == ("", "<p>O et A, B</p>", 0)


@pytest.mark.parametrize("source", ["{{ objet }}", "{% autoescape false %}{{ objet }}{% endautoescape %}"])
def test_values_are_escaped_whatever_a_template_says(source: str) -> None:
    """No template can put a value into the page as markup."""
    _, text, _ = told(source, objet="<script>")
    assert "<script>" not in text


def test_the_shipped_templates_keep_to_the_small_language() -> None:
    """A firm may copy any shipped template and edit it: used as its own, it gives the same documents."""
    own = {path: shipped.read(path).decode() for path in shipped.listing("templates", ".j2") if "/site/" not in path}
    steps = [step("relance", "relance_2"), step("mise_en_demeure"), step("requete")]
    plain, copied = make(FIRMS, steps, fronts=True), make(FIRMS, steps, own, fronts=True)
    assert [d.html for d in copied.documents] == [d.html for d in plain.documents]
    assert [p.pdf.sha256 for p in copied.fronts] == [p.pdf.sha256 for p in plain.fronts]
    assert not [d for document in copied.documents for d in document.diagnostics]


def test_a_hostile_template_of_the_workspace_does_no_harm() -> None:
    """`{{ ''.__class__ }}` in a letter is a diagnostic with its line, and the letter is the shipped one."""
    files = {"templates/letters/relance-1.md.j2": "Bonjour\n{{ ''.__class__.__mro__ }}"}
    document = make(FIRMS, [step("relance", "relance_1")], files).document("relance-1")
    assert [(d.code, str(d.span)) for d in document.diagnostics] == [("DC555", "templates/letters/relance-1.md.j2:2:1")]
    assert document.html == make(FIRMS, [step("relance", "relance_1")]).document("relance-1").html


def test_a_letter_body_of_the_workspace_is_markdown_without_html() -> None:
    """A firm's body may use emphasis and links to the web; HTML, images and other links stay text."""
    source = "**Bonjour** {{ somme }} <b>x</b> [site](https://x.example) [non](javascript:alert) ![i](https://x.example/i.png)\n"
    files = {"templates/letters/relance-1.md.j2": source}
    html = make(FIRMS, [step("relance", "relance_1")], files).document("relance-1").html
    assert "<strong>Bonjour</strong>" in html and '<a href="https://x.example">site</a>' in html
    assert "<b>" not in html and 'href="javascript' not in html and "i.png" in html and '<img src="https' not in html
    # The blocks that the body forgot to place stand at its end.
    assert 'class="factures' in html and 'class="paiement' in html


def test_the_page_for_lawyers_names_every_value_of_a_letter_body() -> None:
    """The page beside the templates lists all that a letter body may ask, and nothing else."""
    page = shipped.read("templates/LISEZMOI.md").decode().partition("## Valeurs communes")[2]
    given = {"tableau_des_factures", "bloc_de_paiement"}
    for values in (relance._values, payment_demand.values, on_behalf._values):
        given |= set(re.findall(r'^        "([a-z_]+)":', inspect.getsource(values), re.M))
    assert set(re.findall(r"`([a-z_]+)`", page)) == given


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("{% for a in objet %}x{% endfor %}", "DC554"),
        ("{% for a in adresse %}{% for b in adresse %}{{ adresse }}{% endfor %}{% endfor %}", "DC555"),
        ("{% for a in adresse %}{% for b in adresse %}{% endfor %}{% endfor %}", "DC555"),
        ("{% for a in [" + "1," * 900 + "] %}{% for b in [" + "1," * 900 + "] %}{% endfor %}{% endfor %}", "DC555"),
        ("{{ objet|replace('O', objet)|replace('O', objet) }}", "DC555"),
        ("{{ objet|replace('', objet) }}", "DC555"),
        ("{{ adresse|join(objet) }}", "DC555"),
        ("{% if objet %}" * 300 + "{% endif %}" * 300, "DC554"),
        ("{{ " + "(" * 5_000 + "objet" + ")" * 5_000 + " }}", "DC554"),
        ("{{ " + "not " * 3_000 + "objet }}", "DC554"),
    ],
)
def test_a_template_that_would_swell_or_never_end_is_stopped(source: str, code: str) -> None:
    """A few hundred signs could write gigabytes in the program itself, where no limit of a worker holds."""
    start = time.process_time()
    assert told(source, objet="O" * 2_000, adresse=["A" * 100] * 900)[0] == code
    assert time.process_time() - start < 5


def test_the_measure_of_loops_is_that_of_one_template() -> None:
    """Thousands of letters in one build spend no turn of the next one, and a runaway template none of the shipped one."""
    values = {**SOUND, "pj": [], "adresse": ["A"] * 1_000}
    for _ in range(250):
        assert "A" in fill("letters/cadre.html.j2", {**values, **FRAME}, {}).text
    endless = "{% for a in adresse %}{% for b in adresse %}x{% endfor %}{% endfor %}"
    filled = fill("letters/cadre.html.j2", {**values, **FRAME}, {"letters/cadre.html.j2": endless})
    assert [d.code for d in filled.diagnostics] == ["DC555"] and "fenetre" in filled.text


FRAME = {
    "mentions": [], "logo": "", "expediteur": "E", "expediteur_lignes": [], "adresse_taille": "", "numero_a_ecrire": False,
}  # fmt: skip


TURNS = "[" + "1," * 400 + "]"
OPEN, CLOSE = f"{{% for a in {TURNS} %}}{{% for b in {TURNS} %}}", "{% endfor %}{% endfor %}"
SWELL = "|replace('', 'aaaaaaaaaa')" * 3


@pytest.mark.parametrize(
    "source",
    [
        OPEN + f"{{% if objet{SWELL}|length %}}{{% endif %}}" * 20 + CLOSE,
        OPEN + "{% if a %}{% endif %}" * 4000 + CLOSE,
        OPEN + "{% if 'zz' in corps %}{% endif %}" * 20 + CLOSE,
        OPEN + "{% if corps is lower %}{% endif %}" * 20 + CLOSE,
        OPEN + "{% if corps|upper|title %}{% endif %}" * 20 + CLOSE,
        "{{ [" + f"objet{SWELL}," * 2000 + "]|join|length }}",
        "{{ " + "and ".join(f"('{'a' * 50}'{SWELL})|length " for _ in range(800)) + "}}",
    ],
    ids=["filters", "body", "in", "test", "case", "join", "constants"],
)
def test_a_template_that_works_without_writing_is_stopped_soon(source: str) -> None:
    """Loops within their number, filters within their size, and together hours of work or gigabytes: there is one measure of all."""
    began = time.process_time()
    code, text, _ = told(source, objet='"' * 100, corps="y" * 900_000)
    assert code == "DC555"
    assert time.process_time() - began < 6
    assert text == fill("letters/corps.html.j2", {**SOUND, "objet": '"' * 100, "corps": "y" * 900_000}, {}).text


def test_a_shipped_template_has_no_measure() -> None:
    """A case may have any number of pieces: the measure is for what others write."""
    rows = [f"pièce {number}" for number in range(250_000)]
    assert "pièce 249999" in fill("letters/corps.html.j2", {**SOUND, "pj": rows}, {}).text
