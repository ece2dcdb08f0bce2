"""Every article that the program names stands on the register, and no conclusion is surer than the articles it names."""

from __future__ import annotations

import ast
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dossier.ground import shipped
from dossier.ground.world import DiskWorld
from dossier.law import articles as articles_module
from dossier.law.articles import Article, articles_of, register
from dossier.law.citations import Citation, citations
from dossier.law.law import Certainty
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "procedure"))

from lives import Life, live, on, served  # noqa: E402
from test_procedure_tables import beside, rows  # noqa: E402
from test_route_table import ROWS, lived  # noqa: E402

SOURCES = ROOT / "src" / "dossier"
GRAMMAR = {SOURCES / "law" / "citations.py", SOURCES / "law" / "articles.py"}
"""The modules whose examples of spelling are no reliance on the law."""
ORDER = list(Certainty)


# What the code names


def strings_of(text: str) -> Iterator[str]:
    """The constants, docstrings and comments of a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
    lines = iter(text.splitlines(keepends=True))
    yield "\n".join(token.string for token in tokenize.generate_tokens(lambda: next(lines, "")) if token.type == tokenize.COMMENT)


def written() -> Iterator[tuple[str, str]]:
    """Every text of the program that may name an article, with its place."""
    for path in sorted(SOURCES.rglob("*.py")):
        if path not in GRAMMAR:
            for text in strings_of(path.read_text()):
                yield path.relative_to(ROOT).as_posix(), text
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in (".j2", ".md"):
            yield path.relative_to(ROOT).as_posix(), path.read_text()
    for parameter in shipped_law().parameters.values():
        for value in parameter.values:
            yield parameter.name, value.reference.title
            if not parameter.half_yearly:  # the arrêtés that fix a rate stand with the rate itself, one by half-year
                yield parameter.name, f"{value.reference.text} ; {value.note}"


def unknown(text: str) -> list[str]:
    """The references of a text that the register does not have; a bare « art. 8 » may be that of a contract."""
    found = [citation for citation in citations(text) if citation.sure and not register().has(citation)]
    return [f"{each.key} à {each.upto}" if each.upto else each.key for each in found]


@cache
def named() -> frozenset[str]:
    """The ids of all rows that something names."""
    found = {article.id for _, text in written() for citation in citations(text) for article in register().named(citation)}
    return frozenset(found)


def test_every_article_of_the_code_is_on_the_register() -> None:
    """What a conclusion rests on has been read, or the register says that it has not."""
    assert [(place, key) for place, text in written() for key in unknown(text)] == []


def test_no_row_is_dead() -> None:
    """A row that nothing names would be read again every year for nothing, unless it says why it is kept."""
    assert [id_ for id_, row in register().articles.items() if id_ not in named() and not row.kept] == []
    assert [id_ for id_, row in register().articles.items() if id_ in named() and row.kept] == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ('RULE = "CPC 9999"', ["CPC 9999"]),
        ('def f():\n    """Due at once (C. civ. 1103 and 1999)."""', ["C. civ. 1999"]),
        ("x = 1  # C. com. L999-1 says otherwise", ["C. com. L999-1"]),
        ('why = f"{day}, C. com., art. L. 441‑10, II et L. 441‑99"', ["C. com. L441-99"]),
        ('why = "art. L. 999-4"', ["L999-4"]),
        ('note = "Cass. com., 1er avril 2020, n° 20-99.999"', ["20-99.999"]),
        ('note = "loi n° 2030-12 du 3 mars 2030"', ["2030-12"]),
        ('note = "CPC 1405 à 1499"', ["CPC 1405 à CPC 1499"]),
        ('clause = "art. 8 des conditions générales"', []),
        ('note = "C. civ. 1103 ; dans les 5 jours, article 12 du contrat"', []),
    ],
)
def test_an_article_that_is_not_on_the_register_is_found(text: str, missing: list[str]) -> None:
    """The check sees constants, docstrings and comments, and leaves the clauses of a contract alone."""
    assert [key for part in strings_of(text) for key in unknown(part)] == missing


# How the code writes it


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("CPC 1406 ; C. com. L721-3", ["CPC 1406", "C. com. L721-3"]),
        ("C. com. L441-10, II", ["C. com. L441-10"]),
        ("C. com., art. L. 441‑10, II", ["C. com. L441-10"]),
        ("C. com. L441-10, II ; C. civ. 1231-5", ["C. com. L441-10", "C. civ. 1231-5"]),
        ("« L. 622-28 »", ["C. com. L622-28"]),
        ("L. 441‑10, II", ["C. com. L441-10"]),
        ("CPC 640 à 642", ["CPC 640", "CPC 641", "CPC 642"]),
        ("C. civ. 2228 to 2232", ["C. civ. 2228", "C. civ. 2229", "C. civ. 2231", "C. civ. 2232"]),
        ("C. civ. 1342-4 et 1342-10", ["C. civ. 1342-4", "C. civ. 1342-10"]),
        ("C. civ. 1103, 1305-4", ["C. civ. 1103", "C. civ. 1305-4"]),
        ("CPC 54, 3° a", ["CPC 54"]),
        ("CPC 1406 al. 2 and 3", ["CPC 1406"]),
        ("CPC 1416 al. 1, 1422", ["CPC 1416", "CPC 1422"]),
        ("CPC 54, 57 and 1407 (requête), read 2026-11-21", ["CPC 54", "CPC 57", "CPC 1407"]),
        ("CPCE L111-3 1° to 3°", ["CPCE L111-3"]),
        ("CPCE L126-1 et s.", ["CPCE L126-1"]),
        ("C. mon. fin., art. L. 313‑2 et D. 313‑1-A", ["CMF L313-2", "CMF D313-1-A"]),
        ("CGI 1635 bis Q", ["CGI 1635 bis Q"]),
        ("CPC 1424-3", ["CPC 1424-1 à 1424-15"]),
        ("art. 1231-6 et 1344-1", ["C. civ. 1231-6", "C. civ. 1344-1"]),
        ("articles 1405 et suivants du code de procédure civile", ["CPC 1405"]),
        ("article 272 du CGI", ["CGI 272"]),
        ("Com. 18 May 2022, n° 20-23.204", ["Cass. com., 18 mai 2022, n° 20-23.204"]),
        ("la loi du 16 juillet 1971 la limite", ["Loi n° 71-584 du 16 juillet 1971"]),
        ("law of 23 April 2026", ["Loi n° 2026-307 du 23 avril 2026"]),
        ("loi n° 71-1130 du 31 décembre 1971, art. 66-5", ["Loi n° 71-1130 du 31 décembre 1971, art. 66-5"]),
        ("Règlement 1896/2006, art. 17", ["Règlement 1896/2006"]),
        ("contrat", []),
        ("réglage : 3 mois", []),
        ("two in 2224), two against a consumer; 13 days", []),
    ],
)
def test_every_spelling_leads_to_its_rows(written: str, ids: list[str]) -> None:
    """Short or as an act prints it, one or several, with alinéas, ranges and hyphens that do not break."""
    assert [article.id for article in articles_of(written)] == ids


def test_a_row_is_found_by_its_own_name() -> None:
    """What `dossier law` prints can be typed back, and no file of the register is left out."""
    files = [path.rpartition("/")[2] for path in shipped.listing("law/articles", ".yaml")]
    assert sorted(files) == sorted([*(f"{name}.yaml" for name in articles_module._FILES), "readings.yaml"])
    assert [id_ for id_, row in register().articles.items() if row not in articles_of(id_)] == []


# What a row says


def test_a_row_says_how_it_was_read() -> None:
    """State, source, certainty, day and what it says, in a few words; a text that was not read never counts as read."""
    for row in register().articles.values():
        assert row.title and not row.title.endswith(".") and len(row.title) < 150, row.id
        assert row.family and row.states, row.id
        for state in row.states:
            assert state.text and state.source, row.id
            assert state.read_on <= date(2026, 11, 21), row.id
            assert not re.search(r"(^|\s)/\w+/", f"{state.source} {state.text} {state.note}"), row.id
            if state.text.startswith("texte non lu"):
                assert state.certainty not in (Certainty.TEXT, Certainty.CASE_LAW), row.id
        assert all(exception.words and exception.why for exception in row.surer), row.id


def test_the_states_of_an_article_follow_each_other() -> None:
    """Each day has one state: the 31 August 2026 and the 1 September 2026 read CPC 1411 differently."""
    for row in register().articles.values():
        for before, after in zip(row.states, row.states[1:], strict=False):
            assert before.end and after.start and (after.start - before.end).days == 1, row.id
    served = register().articles["CPC 1411"]
    assert served.on(date(2026, 8, 31)).certainty is Certainty.TEXT
    assert served.on(date(2026, 9, 1)).certainty is Certainty.SECONDARY


def test_a_value_is_not_surer_than_its_article() -> None:
    """A rate, a threshold or a delay is as sure as the text that sets it, at the most."""
    for parameter in shipped_law().parameters.values():
        for value in parameter.values:
            for row in articles_of(value.reference.title):
                day = value.start or value.end or date(2026, 11, 21)
                if not any(re.search(one.words, parameter.description) for one in row.surer):
                    assert ORDER.index(value.certainty) >= ORDER.index(row.on(day).certainty), (parameter.name, day, row.id)


# How sure a conclusion may be


@dataclass(frozen=True)
class Conclusion:
    """What a pass concluded: its rule, how sure it says it is, in what words, and the day that picks the state of an article."""

    rule: str
    certainty: Certainty
    words: str
    day: date


def conclusions(life: Life) -> Iterator[Conclusion]:
    """All that a claim and a stage conclude from a rule."""
    stage, today = life.stage, life.stage.date
    for invoice in life.claim.invoices:
        for period in invoice.periods:
            yield Conclusion(period.rate.rule, period.rate.certainty, period.rate.words, period.start)
        for added in invoice.capitalisations:
            yield Conclusion(added.rule, added.certainty, added.basis, added.day)
    for limit in stage.deadlines:
        yield Conclusion(limit.rule, limit.certainty, f"{limit.title} : {limit.why}", today)
    for step in stage.next:
        yield Conclusion(step.rule, step.certainty, step.title, today)
        for condition in step.conditions:
            yield Conclusion(condition.rule, condition.certainty, f"{condition.label} : {condition.proof}", today)
    for blocker in stage.blockers:
        yield Conclusion(blocker.rule, blocker.certainty, blocker.why, today)
    for trace in stage.trace:
        yield Conclusion(trace.rule, trace.certainty, trace.effect, trace.date)
    if stage.court:
        yield Conclusion(stage.court.rule, stage.court.certainty, stage.court.name, today)


def picked(row: Article, life: Life, day: date) -> Certainty:
    """How sure an article is for a case: the order's date picks the state of the articles on the injonction, else the day."""
    orders = [entry.date for entry in life.case.journal if entry.act == "ordonnance_injonction" and entry.date <= day]
    return row.on(max(orders) if orders and row.id.startswith("CPC 14") else day).certainty


def too_sure(life: Life) -> Iterator[tuple[str, str, Conclusion, str]]:
    """The conclusions of a case that are surer than an article that they name, with the exception that allows it or ''."""
    for each in conclusions(life):
        for row in articles_of(each.rule):
            if ORDER.index(each.certainty) < ORDER.index(picked(row, life, each.day)):
                allowed = [one.words for one in row.surer if re.search(one.words, each.words)]
                surest = min(ORDER.index(state.certainty) for state in row.states)
                yield row.id, allowed[0] if allowed and surest <= ORDER.index(each.certainty) else "", each, life.case.id


@cache
def lives() -> tuple[Life, ...]:
    """The worked cases of every road and of every time limit, orders of both regimes up to their title, and the examples of the repository on days of two years."""
    examples = load_workspace(DiskWorld(ROOT, date(2026, 11, 21))).cases
    days = (date(2026, 3, 1), date(2026, 8, 15), date(2026, 11, 21), date(2027, 3, 1), date(2027, 9, 1))
    beside_it = [beside(row.values[0]) for row in rows("voies")]
    orders = [row.values[0] for row in rows("force_executoire")]
    titles = [
        live(served(row["order"], row["service"]), today=row[key]) for row in orders for key in ("service", "opposition", "title")
    ]
    return (*(lived(row) for row in ROWS), *beside_it, *titles, *(on(case, day) for case in examples for day in days))


def test_no_conclusion_is_surer_than_its_articles() -> None:
    """A text that nobody read, or an open point, never comes out as settled because a rule cites it."""
    seen = sum(1 for life in lives() for each in conclusions(life) if articles_of(each.rule))
    assert seen > 1000
    assert (
        sorted({(id_, each.rule, each.words) for life in lives() for id_, allowed, each, _ in too_sure(life) if not allowed})
        == []
    )


def test_every_exception_serves() -> None:
    """An exception that no conclusion needs any more is taken off the register."""
    used = {(id_, allowed) for life in lives() for id_, allowed, _, _ in too_sure(life) if allowed}
    assert used == {(row.id, one.words) for row in register().articles.values() for one in row.surer}


def test_a_conclusion_that_is_too_sure_is_found() -> None:
    """The check would see it: an order of September 2026 whose three months are said to be read."""
    life = live([{"date": "2026-09-03", "acte": "ordonnance_injonction", "demande": "4800.00", "accorde": "4800.00"}])
    row = register().articles["CPC 1411"]
    assert picked(row, life, date(2026, 11, 21)) is Certainty.SECONDARY
    (limit,) = [
        each for each in conclusions(life) if each.rule == "CPC 1411" and "Signification" in each.words and "mois" in each.words
    ]
    assert limit.certainty is Certainty.SECONDARY
    assert Citation("CPC 1411", code="CPC") in citations(limit.rule)


def test_every_conclusion_names_an_article_or_says_what_it_is() -> None:
    """A rule that leads to no article is the contract, a setting of the firm, or a decision of the case."""
    bare = {each.rule for life in lives() for each in conclusions(life) if each.rule and not articles_of(each.rule)}
    assert {rule for rule in bare if not rule.startswith("réglage : ")} <= {"contrat", "mise en demeure", "décision", "CIBS"}
