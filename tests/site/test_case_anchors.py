"""Links to one entry, line, time limit or condition: named by what it is, so that they last."""

from __future__ import annotations

import re

from site_fixtures import DOSSIER, RICH, RICH_FILES, TITLED, built, compiled
from site_links import seen

from dossier.site.anchors import condition_anchors, distinct, limit_anchors, named, step_anchors

HOME = f"cases/{RICH}"


def _ids(path: str) -> list[str]:
    return seen(built().text(path)).ids


def test_an_anchor_tells_two_of_a_name_apart() -> None:
    """The second of a kind gets a number, and one that would take a name already given gets the next."""
    assert distinct(["a", "a", "a-2", "b", "a"]) == ("a", "a-2", "a-2-2", "b", "a-3")
    assert named("condition", "", "Décompte par élément", None) == "condition-decompte-par-element"
    assert len(named("x", "mot " * 60)) <= 72


def test_an_entry_is_named_by_its_number_its_day_and_what_it_is() -> None:
    """What a person would look for in the address stands in it."""
    ids = set(_ids(f"{HOME}/index.html"))
    assert {
        "fait-facture-f-2026-042", "fait-avoir-a-2026-006", "fait-versement-2026-06-02", "fait-2026-04-18-telephone",
        "fait-2026-11-05-mise-en-demeure", "fait-2026-11-20-promesse",
    } <= ids  # fmt: skip


def test_links_stay_when_an_unrelated_entry_is_added() -> None:
    """An older call, an invoice and a payment more move the places in the lists, and no name of what was there."""

    def ids(files: dict[str, str]) -> dict[str, set[str]]:
        given: dict[str, bytes | str] = {"dossier.yaml": DOSSIER}
        given |= {f"{HOME}/{name}": text for name, text in files.items()}
        tree = compiled(given, frozenset({"site"})).tree.value
        assert tree
        pages = {leaf.path: leaf.blob.read().decode() for leaf in tree.leaves if leaf.path.endswith(".html")}
        return {name: set(seen(pages[f"{HOME}/{name}.html"]).ids) for name in ("index", "decompte", "etapes")}

    more = dict(RICH_FILES)
    more["journal.yaml"] = "- {date: 2026-02-01, canal: telephone, resume: Premier contact}\n" + RICH_FILES[
        "journal.yaml"
    ].lstrip("\n")
    more["factures.yaml"] = (
        RICH_FILES["factures.yaml"] + "- {numero: F-2026-001, date: 2026-01-20, echeance: 2026-02-19, montant_ttc: 90.00}\n"
    )
    before, after = ids(RICH_FILES), ids(more)
    kept = re.compile(r"(fait|poste|delai|acte|condition|voie)-")
    for page, names in before.items():
        lost = {name for name in names - after[page] if kept.match(name)}
        # The principal paid first, and the sentence of a condition that counts invoices, are facts that the new invoice changes.
        assert not {name for name in lost if not name.startswith(("poste-interets", "condition-"))}, (page, lost)
    assert sum(bool(kept.match(name)) for name in before["index"] | before["etapes"] | before["decompte"]) > 40


def test_a_line_is_reached_by_its_printed_number_and_by_a_name_that_lasts() -> None:
    """`#ligne-8` is the line that acts cite as line 8; beside it stands a link that no other line moves."""
    html = built().text(f"{HOME}/decompte.html")
    rows = re.findall(
        r'<tbody class="reasoned" id="(ligne-[^"]+)">\s*<tr class="line" id="(poste-[^"]+)">\s*<td class="num">(\d+)', html
    )
    assert len(rows) > 8
    for anchor, _, printed in rows:
        assert anchor == f"ligne-{printed}" or anchor.startswith(f"ligne-{printed}-")
    assert "poste-interets-f-2026-042-2026-07-01" in {lasting for _, lasting, _ in rows}
    assert len({lasting for _, lasting, _ in rows}) == len(rows)


def test_every_link_to_itself_leads_to_its_own_row_and_says_where() -> None:
    """The link of a row stands in the row that it leads to, and its name says which row that is."""
    for page in ("index.html", "decompte.html", "etapes.html", "pieces/2.html"):
        html = built().text(f"{HOME}/{page}")
        links = re.findall(r'<a class="to" href="#([^"]+)" aria-label="Lien vers ([^"]+)">', html)
        assert links, page
        ids = _ids(f"{HOME}/{page}")
        assert all(anchor in ids and words.strip() for anchor, words in links), page
        assert len({anchor for anchor, _ in links}) == len(links), page


def test_each_time_limit_and_each_condition_has_its_link() -> None:
    """The agenda leads to the row of a time limit, and the page of texts to the condition that names the article."""
    stage = built().view(RICH).stage
    ids = set(_ids(f"{HOME}/etapes.html"))
    assert set(limit_anchors(stage)) <= ids
    for step, anchor in zip(stage.next, step_anchors(stage), strict=True):
        assert {anchor, *condition_anchors(anchor, step)} <= ids
    agenda = built().text("echeances.html")
    linked = set(re.findall(rf'href="cases/{RICH}/etapes\.html#([^"]+)"', agenda))
    assert linked and linked <= ids
    assert any(anchor.startswith("delai-promesse") for anchor in linked)


def test_several_limits_of_a_kind_are_told_apart_by_their_invoice() -> None:
    """The prescription of each invoice has its own name."""
    anchors = limit_anchors(built().view(TITLED).stage) + limit_anchors(built().view(RICH).stage)
    prescriptions = [anchor for anchor in anchors if anchor.startswith("delai-prescription")]
    assert any(anchor.endswith("f-2026-051") for anchor in prescriptions)
    assert len(set(prescriptions)) == len(prescriptions)
