"""The fragments of a case's pages: what an entry, a line, a time limit, an act or a condition is called in an address.

A name is made from what a thing is, never from its place in a list: a link that somebody kept still leads there when an
unrelated entry is added. Two things of one name are told apart by `-2`, `-3` in the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterable

from dossier.model.case import Case
from dossier.model.entry import Entry
from dossier.model.journal import Event
from dossier.procedure.stage import Stage, Step
from dossier.site.page import slug

LONGEST = 72
"""Characters of a fragment at most: a condition is a sentence."""


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once: the second of a kind gets `-2`."""
    taken: set[str] = set()
    found = []
    for name in names:
        own, count = name, 1
        while own in taken:
            count += 1
            own = f"{name}-{count}"
        taken.add(own)
        found.append(own)
    return tuple(found)


def named(*parts: object) -> str:
    """`delai-prescription-f-2026-014`: the parts that say something, as one fragment."""
    return "-".join(slug(str(part)) for part in parts if part)[:LONGEST].strip("-")


def limit_anchors(stage: Stage) -> tuple[str, ...]:
    """`delai-signification-ordonnance`, with its invoice or act, and its debtor where there are several: by `stage.deadlines`."""
    several = len(stage.debtors) > 1
    return distinct(named("delai", d.id, d.invoice or d.act, d.debtor if several else "") for d in stage.deadlines)


def step_anchors(stage: Stage) -> tuple[str, ...]:
    """`acte-requete-injonction`, with its level and its debtor where there are several: in the order of `stage.next`."""
    several = len(stage.debtors) > 1
    return distinct(named("acte", s.action, s.level, s.debtor if several else "") for s in stage.next)


def closed_anchors(stage: Stage) -> tuple[str, ...]:
    """`voie-injonction-europeenne`: each reason that closes a road, in the order of `stage.routes` without a step."""
    return distinct(named("voie", r.action, r.debtor) for r in stage.routes if r.step is None)


def condition_anchors(anchor: str, step: Step) -> tuple[str, ...]:
    """`condition-requete-injonction-creance-contractuelle`: by the conditions of the step that *anchor* leads to."""
    return distinct(named("condition", anchor.removeprefix("acte-"), c.label) for c in step.conditions)


def entry_anchors(case: Case) -> dict[int, str]:
    """`fait-facture-f-2026-014`, `fait-versement-2026-03-02`, `fait-2026-04-18-telephone`: by the identity of each entry."""
    rows: list[tuple[Entry, str]] = []
    rows += [(i, named("fait", i.type, i.number)) for i in case.invoices]
    rows += [(p, named("fait-versement", p.date)) for p in case.payments]
    rows += [(c, named("fait-frais", c.date)) for c in case.costs]
    rows += [(e, named("fait", e.date, event_kind(e))) for e in case.journal]
    rows.sort(key=lambda row: row[0].place)
    names = distinct(name for _, name in rows)
    return {id(entry): name for (entry, _), name in zip(rows, names, strict=True)}


def event_kind(event: Event) -> str:
    """What an entry of the journal is called in an address: its act, else its channel."""
    return event.act or event.channel or "note"
