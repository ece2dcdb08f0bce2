"""The lines of the décompte on the site add up to what the claim says, and each says why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from site_fixtures import RICH, TITLED, built, compiled, files

from dossier.appraise import appraise, law_of
from dossier.claim.claim import Claim
from dossier.claim.derivation.figures import derive
from dossier.claim.derivation.tree import walk
from dossier.claim.derivation.zeros import zero_reasons
from dossier.ground.french import euros, upper_first
from dossier.ground.money import Money, total
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau
from dossier.report.decompte import decompte_text
from dossier.site.chart import course, draw
from dossier.site.extracts import extracts
from dossier.site.lines import Group, groups_of

ROOT = Path(__file__).parents[2]


def examples() -> list[tuple[Case, Claim, Bordereau]]:
    """The cases of the test workspace and those of the example workspace, on several days."""
    rows = [(view.case, view.claim, view.bordereau) for view in built().views]
    for day in (date(2025, 6, 30), date(2026, 3, 2), date(2026, 9, 30), date(2026, 11, 21)):
        world = DiskWorld(ROOT, day)
        workspace = load_workspace(world)
        law = law_of(workspace)
        for case in workspace.cases:
            rows.append((case, appraise(case, law, world).claim, Bordereau(case.id, ())))
    return rows


@pytest.fixture(scope="module", name="rows")
def _rows() -> list[tuple[Case, Claim, Bordereau]]:
    return examples()


def test_lines_add_up_to_their_group_and_groups_to_the_total(rows: list[tuple[Case, Claim, Bordereau]]) -> None:
    """What is listed is what is owed, to the cent, before and after payments, credit notes and decisions."""
    for case, claim, bordereau in rows:
        groups = groups_of(case, claim, bordereau)
        for group in groups:
            assert total(line.amount for line in group.lines) == group.amount, (case.id, claim.date, group.name)
            assert total(row.amount for row in extracts(group)) == group.amount, (case.id, claim.date, group.name)
        assert total(group.amount for group in groups if group.amount) == claim.totals.due, (case.id, claim.date)


def test_lines_are_numbered_through_and_each_gives_its_reasons(rows: list[tuple[Case, Claim, Bordereau]]) -> None:
    """Numbers run from 1 without a hole over all groups, and no line is without a reason."""
    for case, claim, bordereau in rows:
        lines = [line for group in groups_of(case, claim, bordereau) for line in group.lines]
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        assert all(line.whys for line in lines)


def _groups(case: str) -> dict[str, Group]:
    view = built().view(case)
    return {group.name: group for group in groups_of(view.case, view.claim, view.bordereau)}


def test_a_line_of_interest_writes_its_formula_base_rate_and_rounding() -> None:
    """`6 841,41 € × 12,40 % × 144 / 365 = 334,6855, arrondi à 334,69 €`, from what the claim computed."""
    line = next(row for row in _groups(RICH)["interets"].lines if row.amount == Money.of("334.69"))
    assert line.formula.replace("\u202f", " ").replace("\u00a0", " ") == "6 841,41 € × 12,40 % × 144 / 365 = 334,6855, arrondi à "
    labels = [why.label for why in line.whys]
    assert labels == ["Base", "Période", "Taux", "Année", "Arrondi"]
    assert "moins 358,59\u00a0€ versés le 02/06/2026" in line.whys[0].reason
    assert line.whys[2].rule == "C. com. L441-10"
    assert line.whys[2].values


def test_the_site_says_what_explain_says() -> None:
    """Each line of interest on the site has the reasons and the formula of the derivation, the first one the start before them."""
    view = built().view(RICH)
    node = derive(view.case, view.claim, "interest")
    assert node is not None
    told = {row.words: [(r.label, r.value, r.words, r.rule) for r in row.reasons] for row in walk(node) if row.period is not None}
    starts = 0
    for line in groups_of(view.case, view.claim, view.bordereau)[1].lines:
        if line.start is None:
            continue
        whys = [(why.label, why.value, why.reason, why.rule) for why in line.whys]
        starts += whys[0][0] == "Départ"
        assert told[line.formula + euros(line.amount)] == [why for why in whys if why[0] != "Départ"]
    assert starts == len([invoice for invoice in view.claim.invoices if invoice.periods])


def test_a_payment_stands_as_negative_lines_in_what_it_paid() -> None:
    """500 € paid 141,41 € of interest and 358,59 € of principal, each where it counts, with the article."""
    groups = _groups(RICH)
    taken = [line for name in ("principal", "interets") for line in groups[name].lines if "Versement" in line.label]
    assert [line.amount for line in taken] == [-Money.of("358.59"), -Money.of("141.41")]
    assert all(line.whys[1].rule for line in taken)


def test_a_decision_replaces_the_invoices_that_it_covers() -> None:
    """The title stands in the principal with its payments, and only costs with a basis are on the debtor."""
    groups = _groups(TITLED)
    labels = [line.label for line in groups["principal"].lines]
    assert not any("F-2025-010" in label for label in labels)
    assert any("ugement" in label for label in labels)
    assert [line.label for line in groups["frais"].lines] == ["Signification du jugement"]


def test_the_drawing_ends_on_the_total(rows: list[tuple[Case, Claim, Bordereau]]) -> None:
    """The course of what is owed ends on the total and on the outstanding principal of the décompte, or is not drawn."""
    drawn = 0
    for case, claim, _ in rows:
        points = course(claim)
        if points:
            drawn += 1
            assert points[-1].total == claim.totals.due, case.id
            assert points[-1].principal == claim.totals.outstanding, case.id
            assert [point.day for point in points] == sorted({point.day for point in points})
    assert drawn > 10


def test_the_drawing_of_the_rich_case_names_its_steps() -> None:
    """Each step of principal and each payment is a point with its words."""
    points = course(built().view(RICH).claim)
    words = [" ".join(point.what) for point in points if point.what]
    assert len(words) == 3
    assert "F-2026-042" in words[0]
    drawing = draw(points, 560, 290)
    assert drawing
    assert len(drawing.grid) <= 5
    assert {label.text for label in drawing.labels} <= {"F-2026-042", "F-2026-051", "versement du 02/06"}


def test_an_unknown_value_of_law_leaves_figures_empty() -> None:
    """Where the law is not known for a half-year, the total is a dash and nothing is drawn."""
    from dataclasses import replace

    claim = built().view(RICH).claim
    unknown = replace(claim, totals=replace(claim.totals, due=None, interest=None))
    view = built().view(RICH)
    assert course(unknown) == ()
    interest = next(g for g in groups_of(view.case, unknown, view.bordereau) if g.name == "interets")
    assert interest.amount is None


def test_a_head_that_is_nothing_stands_with_the_reason_of_the_other_outputs(rows: list[tuple[Case, Claim, Bordereau]]) -> None:
    """The five heads stand, and one without lines says why in the words of the PDF and of the terminal."""
    seen = 0
    for case, claim, bordereau in rows:
        groups, why = groups_of(case, claim, bordereau), zero_reasons(case, claim)
        assert len(groups) in (0, 5)
        for group in groups:
            assert bool(group.reason) != bool(group.lines), (case.id, group.name)
            if group.name == "clause-penale" and not group.lines:
                assert group.reason == upper_first(why["penalty"])
                seen += 1
    assert seen
    view = built().view(TITLED)
    page = built().text(f"cases/{TITLED}/decompte.html")
    empty = [group.reason for group in groups_of(view.case, view.claim, view.bordereau) if group.reason]
    assert empty
    assert all(f'<span class="more">{reason}</span>' in page for reason in empty)


def test_an_escompte_that_is_lost_is_in_sight() -> None:
    """The reason stands under the invoice itself, not only behind « pourquoi ? »."""
    given = {name: text for name, text in files().items() if RICH in name or name == "dossier.yaml"}
    name = f"cases/{RICH}/factures.yaml"
    before = str(given[name])
    given[name] = before.replace("  date: 2026-03-05\n", "  date: 2026-03-05\n  escompte: {taux: 2, avant_le: 2026-03-15}\n", 1)
    assert given[name] != before
    html = compiled(given).text(f"cases/{RICH}/decompte.html")
    assert '<span class="more">Escompte de 2,00\u00a0% perdu' in html


def test_costs_without_basis_stay_with_the_creditor() -> None:
    """A cost without a text or a title is a fact of the chronology and no line of the décompte."""
    given = {name: text for name, text in files().items() if TITLED in name or name == "dossier.yaml"}
    site = compiled(given)
    assert "Frais\u00a0: Conseil" in site.text(f"cases/{TITLED}/index.html")
    html = site.text(f"cases/{TITLED}/decompte.html")
    assert '<td class="post">Conseil</td>' not in html
    assert "Conseil" in html[html.index('id="non-demande"') :]


def test_the_terminal_counts_an_invoice_that_a_decision_covers_in_the_decision_only() -> None:
    """Its block has no amount beside its name; the payment went to the judgment, which says so in French."""
    view = built().view(TITLED)
    text = decompte_text(view.case, view.claim).replace("\u202f", " ").replace("\u00a0", " ")
    head = next(line for line in text.splitlines() if line.startswith("Facture F-2025-010"))
    assert head.endswith("ne compte plus")
    assert "Intérêts du jugement (C. civ. 1343-1)" in text
    node = derive(view.case, view.claim, "titres")
    assert node is not None
    assert node.amount == total(
        t.outstanding + t.interest - t.interest_paid for t in view.claim.titles if t.outstanding and t.interest
    )
