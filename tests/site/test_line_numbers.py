"""A line of the site's décompte bears the number of the line that says the same in the printed one, by which acts cite it."""

from __future__ import annotations

import re

from site_fixtures import DOSSIER, built, compiled

from dossier.documents.decompte_lines import row_key
from dossier.site.lines import groups_of


def test_each_line_names_the_printed_line_of_the_same_amount() -> None:
    """Read in the printed page itself: the anchor of that number stands in a row that holds the amount, or the payment's share of it."""
    seen = 0
    for view in built().views:
        paper = next((p.document for p in view.printed if p.document.kind == "decompte"), None)
        if paper is None:
            continue
        rows = {
            int(n): row for row in re.findall(r"<tr.*?</tr>", paper.html, re.DOTALL) for n in re.findall(r'id="ligne-(\d+)"', row)
        }
        for group in groups_of(view.case, view.claim, view.bordereau, paper.lines):
            for line in group.lines:
                if line.printed is None or line.printed not in rows:
                    continue
                seen += 1
                row = re.sub(r"[\s\u00a0\u202f]|<[^>]*>", "", rows[line.printed])
                said = re.sub(r"\s", "", f"{abs(line.amount.cents) // 100},{abs(line.amount.cents) % 100:02}")
                whole = re.sub(r"[\s\u00a0\u202f]", "", row)
                assert said in whole or group.name == "indemnites", (view.case.id, line.label, row)
    assert seen > 10


def test_a_line_without_a_printed_one_bears_no_number() -> None:
    """The décompte may be withheld: then no act cites it."""
    view = built().views[0]
    lines = [line for group in groups_of(view.case, view.claim, view.bordereau) for line in group.lines]
    assert lines and all(line.printed is None for line in lines)
    first = lines[0]
    (again, *_) = (line for g in groups_of(view.case, view.claim, view.bordereau, {first.key: 7}) for line in g.lines)
    assert first.key == row_key(first.invoice) and again.printed == 7


def test_a_decompte_that_an_error_touches_says_so_above_its_figures() -> None:
    """A figure that leaves out what could not be read is never shown without that word."""
    case = "titre: A\nnature: commerciale\ndebiteurs: [{id: d, type: societe_commerciale, denomination: SUD BÉTON}]\n"
    sound = "- {numero: F-1, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 4800.00}\n"
    wrong = f"{sound}- {{numero: F-2, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 48OO}}\n"
    for bills, said in ((sound, False), (wrong, True)):
        given = {"dossier.yaml": DOSSIER, "cases/x/affaire.yaml": case, "cases/x/factures.yaml": bills}
        tree = compiled(dict(given), frozenset({"site"})).tree.value
        assert tree is not None
        page = next(leaf for leaf in tree.leaves if leaf.path == "cases/x/decompte.html").blob.read().decode()
        assert ("Ces montants ne tiennent pas compte" in page) is said
