"""The way of a case as a graph: the stages that it went through, by which facts, and the acts that are open; Mermaid or data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dossier.ground.french import short_day
from dossier.model.case import Case
from dossier.procedure.stage import STAGE_FR, Stage, Step
from dossier.report.reasons import readiness
from dossier.report.text import cut, shown

WIDEST = 60
"""Characters of a label."""


@dataclass(frozen=True, slots=True)
class Edge:
    """From one node to another, with the fact that led there; `open` for an act that may come next."""

    start: str
    end: str
    label: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id with their words, in order, and the edges between them; `current` are the ids where debtors stand."""

    nodes: dict[str, str]
    edges: tuple[Edge, ...]
    current: frozenset[str]


def graph_of(case: Case, stage: Stage) -> Graph:
    """The stages of every debtor in the order in which he reached them, then the open acts as dashed edges."""
    nodes: dict[str, str] = {}
    edges: list[Edge] = []
    current = set()
    names = {debtor.id: debtor.name for debtor in case.debtors}
    for number, debtor in enumerate(stage.debtors, 1):
        last = ""
        for trace in stage.trace:
            if trace.debtor not in ("", debtor.id) or trace.stage not in STAGE_FR or last.endswith(f"_{trace.stage}"):
                continue
            node = f"d{number}_{len(nodes)}_{trace.stage}"
            nodes[node] = f"{STAGE_FR[trace.stage]} ({short_day(trace.date)})"
            if last:
                edges.append(Edge(last, node, f"{trace.effect}" + (f" ({trace.rule})" if trace.rule else "")))
            last = node
        if not last.endswith(f"_{debtor.stage}"):
            node = f"d{number}_{len(nodes)}_{debtor.stage}"
            nodes[node] = f"{STAGE_FR[debtor.stage]} ({short_day(debtor.since)})"
            edges += [Edge(last, node, "")] if last else []
            last = node
        if len(stage.debtors) > 1:
            nodes[last] = f"{names.get(debtor.id, debtor.id)} : {nodes[last]}"
        current.add(last)
        edges += [_opening(last, step, nodes) for step in stage.next if step.debtor in ("", debtor.id)]
    return Graph(nodes, tuple(edges), frozenset(current))


def _opening(last: str, step: Step, nodes: dict[str, str]) -> Edge:
    node = f"n{len(nodes)}_{step.action}"
    nodes[node] = step.title
    return Edge(last, node, readiness(step), open=True)


def mermaid(graph: Graph) -> str:
    """The graph as Mermaid, which GitHub, GitLab and many editors draw."""
    return "\n".join(_mermaid(graph))


def _mermaid(graph: Graph) -> Iterator[str]:
    yield "flowchart TD"
    for node, words in graph.nodes.items():
        yield f'  {node}["{_label(words)}"]'
    for edge in graph.edges:
        arrow = "-.->" if edge.open else "-->"
        yield f"  {edge.start} {arrow}" + (f'|"{_label(edge.label)}"|' if edge.label else "") + f" {edge.end}"
    for node in sorted(graph.current):
        yield f"  style {node} stroke-width:3px"


def _label(text: str) -> str:
    """A label in which nothing is markup: signs of Mermaid and of HTML are written as entities."""
    flat = cut(" ".join(shown(text).split()), WIDEST)
    return "".join(char if char.isalnum() or char in " .,:°’'/()-\u00a0\u202f−…%€" else f"#{ord(char)};" for char in flat)


def graph_json(graph: Graph) -> dict[str, Any]:
    """`nodes` and `edges` of `dossier/graphe/1`."""
    return {
        "nodes": [{"id": node, "label": words, "current": node in graph.current} for node, words in graph.nodes.items()],
        "edges": [{"from": e.start, "to": e.end, "label": e.label, "open": e.open} for e in graph.edges],
    }
