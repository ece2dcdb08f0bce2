"""The parts of a case's pages: the strip, the chronology by kind, the drawing after a decision, what is long or empty."""

from __future__ import annotations

import re
from dataclasses import replace

from site_fixtures import BROKEN, COMING, DOSSIER, RICH, TITLED, built, compiled

from dossier.ground.money import Money, total
from dossier.site.chart import course, draw
from dossier.site.extracts import MOST_ROWS, extracts
from dossier.site.lines import groups_in
from dossier.site.outputs import sheet_leaf
from dossier.site.payments import received
from dossier.site.roads import limits_of, track_of
from dossier.site.timeline import KIND_FR, kinds_of, timeline

LONG = "Société Générale de Menuiserie, Charpente, Couverture et Rénovation Énergétique du Bassin Méditerranéen et du Rhône"


def test_a_decision_is_drawn_on_its_day_in_place_of_its_invoices() -> None:
    """What was owed on the invoices leaves the drawing the day the judgment grants its sum, with the interest granted before."""
    claim = built().view(TITLED).claim
    points = {point.day: point for point in course(claim)}
    title = claim.titles[0]
    step = points[title.date]
    before = sum(
        p.amount.cents * min((title.date - p.start).days, p.days) // p.days for p in title.periods if p.start < title.date
    )
    assert step.principal == title.amount
    assert abs(step.total.cents - title.amount.cents - before) <= 3
    assert step.before > step.total  # the rate granted is lower than the one that ran
    assert step.what[0].startswith("Jugement du 15/01/2026")
    last = course(claim)[-1]
    assert (last.total, last.principal) == (claim.totals.due, claim.totals.outstanding)
    assert any("Jugement" in label.text for label in (draw(course(claim), 560, 290) or 1).labels)
    html = built().text(f"cases/{TITLED}/index.html")
    assert 'class="course wide-chart"' in html and "Jugement du 15/01/2026" in html


def test_a_drawing_that_would_not_end_on_the_total_is_left_out_with_a_sentence() -> None:
    """Better no drawing than one that says something else than the décompte."""
    claim = built().view(TITLED).claim
    wrong = replace(claim, totals=replace(claim.totals, due=(claim.totals.due or Money(0)) + Money(1)))
    assert course(wrong) == ()


def test_the_years_stand_below_the_first_month_named_of_each() -> None:
    """Months of two years are told apart."""
    drawing = draw(course(built().view(TITLED).claim), 560, 290)
    assert drawing
    years = [year for _, _, year in drawing.months if year]
    assert years == sorted(set(years)) and len(years) >= 2
    assert drawing.months[0][2]


def test_days_with_several_invoices_are_named_together() -> None:
    """A step of three invoices does not bear the name and amount of one."""
    claim = built().view(RICH).claim
    points = course(claim)
    one = replace(points[0], what=(*points[0].what, "F-2, +10,00\u00a0€", "F-3, +20,00\u00a0€"))
    labels = (draw((one, *points[1:]), 560, 290) or 1).labels
    assert any(label.text == "3\u00a0factures" for label in labels)


def test_the_chronology_counts_its_kinds_and_narrows_without_a_script() -> None:
    """Every fact has a kind with a button; one kind alone needs none."""
    view = built().view(RICH)
    facts = timeline(view.case, view.bordereau)
    kinds = kinds_of(facts)
    assert sum(count for _, _, count in kinds) == len(facts)
    assert {kind for kind, _, _ in kinds} == {"facture", "versement", "relance", "echange", "acte"} <= set(KIND_FR)
    html = built().text(f"cases/{RICH}/index.html")
    assert html.count('type="radio" name="faits"') == len(kinds) + 1
    assert html.count("data-kind=") == len(facts)
    assert kinds_of([fact for fact in facts if fact.kind == "facture"]) == ()
    css = built().text("assets/site.css")
    assert all(f".kinds [value={kind}]:checked" in css for kind in KIND_FR)


def test_the_strip_says_what_the_next_step_misses_or_that_it_is_closed() -> None:
    """Done, current, to come, missing, impossible: each has its word, and the next one leads to its conditions."""
    words = {}
    for case in (RICH, TITLED, COMING):
        for mile in track_of(built().view(case).stage):
            words.setdefault(mile.state, set()).add(mile.words)
            assert mile.words
    assert words["done"] == {"Fait"} and "En cours" in words["current"]
    stage = built().view(RICH).stage
    road = next(step for step in stage.next if step.action == "requete_injonction")
    closed = replace(stage, next=tuple(step for step in stage.next if step is not road), blockers=(
        *stage.blockers, *(replace(b, action="requete_injonction") for b in stage.blockers[:1])))  # fmt: skip
    assert {mile.state for mile in track_of(closed)} >= {"impossible"}
    conditions = tuple(replace(c, state="missing", blocking=True) for c in road.conditions)
    missing = replace(stage, next=tuple(replace(s, conditions=conditions) if s is road else s for s in stage.next))
    mile = next(m for m in track_of(missing) if m.state == "missing")
    assert mile.words == f"{len(conditions)}\u00a0conditions manquent" and mile.anchor.startswith("acte-requete-injonction")


def test_a_time_limit_is_reckoned_step_by_step() -> None:
    """The delay with its fact, the calendar, the last day, the day to hold and why it is another."""
    for limit in limits_of(built().view(RICH).stage):
        names = [what for what, _, _ in limit.steps]
        assert names[:1] == ["Délai"]
        if limit.deadline.state != "unknown":
            assert names[:4] == ["Délai", "Calendrier", "Dernier jour", "Jour sûr"]
        if limit.deadline.calendar == "prescription" and limit.deadline.safe_day != limit.deadline.last_day:
            assert "la veille" in {what: why for what, _, why in limit.steps}["Jour sûr"]
    html = built().text(f"cases/{RICH}/etapes.html")
    assert html.count('class="whys calcul"') == len(built().view(RICH).stage.deadlines)


def test_many_invoices_are_folded_on_the_page_of_the_case_and_add_up() -> None:
    """Ten rows of a head at most; the last stands for all others, and nothing of the head is lost."""
    files: dict[str, bytes | str] = {"dossier.yaml": DOSSIER}
    files["cases/x/affaire.yaml"] = (
        f"titre: 'Lenoir c/ {LONG}'\nnature: commerciale\n"
        f"debiteurs: [{{id: d, type: societe_commerciale, denomination: '{LONG}'}}]\n"
    )
    files["cases/x/factures.yaml"] = "".join(
        f"- {{numero: F-{n:03}, date: 2026-01-05, echeance: 2026-02-04, montant_ttc: {1000 + n}.00}}\n" for n in range(120)
    )
    site = compiled(files)
    view = site.view("x")
    for group in groups_in(view):
        rows = extracts(group)
        assert len(rows) <= MOST_ROWS
        if rows and group.amount is not None:
            assert total(row.amount for row in rows) == group.amount
    html = site.text("cases/x/index.html")
    assert "112\u00a0autres, voir le détail" in html
    assert html.count('<li class="finding">') == len(view.diagnostics)
    assert LONG.split(",")[0] in html


def test_the_head_of_printed_sheets_can_hold_any_title() -> None:
    """No sign of a title ends the string of CSS: only letters, digits and numbers of signs stand in it."""
    view = built().view(RICH)
    for title in ('a"}@import url(https://mal.example);{', "l’été\n\\", LONG):
        case = replace(view.case, title=title)
        text = sheet_leaf(replace(view, case=case), view.stage.date).blob.read().decode()
        assert re.fullmatch(r'@page\{@top-left\{content:"[A-Za-z0-9\\ …]*"\}@top-right\{content:"[A-Za-z0-9\\ ]*"\}\}\n', text), (
            text
        )
    leaf = sheet_leaf(view, view.stage.date)
    assert leaf.path in built().paths()
    for page in ("index", "decompte", "etapes", "pieces/1"):
        assert 'papier.css" media="print"' in built().text(f"cases/{RICH}/{page}.html")


def test_what_is_empty_says_so_in_a_sentence() -> None:
    """No invoice, no piece, nothing written: each part of the page says what is not there."""
    files: dict[str, bytes | str] = {"dossier.yaml": DOSSIER}
    files["cases/x/affaire.yaml"] = (
        "titre: Vide\nnature: commerciale\ndebiteurs: [{id: d, type: societe_commerciale, denomination: RIEN}]\n"
    )
    site = compiled(files)
    html = site.text("cases/x/index.html")
    for words in ("Rien n’est encore inscrit", "Rien d’échu à tracer", "Rien n’est échu", "Aucune pièce"):
        assert words in html
    assert "<p>·" not in html and "<p> ·" not in html
    assert "Aucune pièce" in site.text("cases/x/pieces/index.html")
    assert "Dossier illisible" in built().text(f"cases/{BROKEN}/index.html")


def test_an_unknown_total_is_a_word_not_a_dash() -> None:
    """A value of the law misses: the head of the page says that the amount is unknown."""
    files: dict[str, bytes | str] = {"dossier.yaml": DOSSIER}
    files["cases/x/affaire.yaml"] = (
        "titre: Vieux\nnature: commerciale\ndebiteurs: [{id: d, type: societe_commerciale, denomination: RIEN}]\n"
    )
    files["cases/x/factures.yaml"] = "- {numero: F-1, date: 1985-01-05, echeance: 1985-02-04, montant_ttc: 1000.00}\n"
    site = compiled(files)
    for page in ("index", "decompte"):
        assert '<p class="amount">inconnu</p>' in site.text(f"cases/x/{page}.html")
    assert "une valeur de la loi manque" in site.text("cases/x/index.html")


def test_an_amount_that_an_error_makes_doubtful_is_told_as_such() -> None:
    """An invoice that cannot be read makes no debt of zero: the page and the list say that the amount is to be confirmed."""
    files: dict[str, bytes | str] = {"dossier.yaml": DOSSIER}
    files["cases/x/affaire.yaml"] = (
        "titre: Illisible\nnature: commerciale\ndebiteurs: [{id: d, type: societe_commerciale, denomination: RIEN}]\n"
    )
    sound = "- {numero: F-1, date: 2026-03-05, echeance: 2026-04-04, montant_ttc: 100.00}\n"
    for text, told in ((sound, False), (sound.replace("100.00", "beaucoup"), True)):
        site = compiled(files | {"cases/x/factures.yaml": text})
        pages = [site.text(f"cases/x/{page}.html") for page in ("index", "decompte")]
        assert [("À confirmer" in page, "Rien n’est échu" in page) for page in pages] == [(told, False)] * 2
        assert (">à confirmer<" in site.text("index.html")) is told


def test_each_payment_says_what_it_paid_and_leads_to_the_lines() -> None:
    """The parts of a payment and what found no debt add up to it; each part leads to the line that it lowers."""
    for case in (RICH, TITLED):
        view = built().view(case)
        groups = groups_in(view)
        rows = received(view, groups)
        assert rows
        for row in rows:
            left = row.payment.unallocated or Money(0)
            assert total(part.amount for part in row.parts) + left == row.payment.amount
            for part in row.parts:
                line = next(line for group in groups for line in group.lines if line.anchor == part.anchor)
                assert line.amount == -part.amount
        html = built().text(f"cases/{case}/decompte.html")
        assert all(f'<tr id="{row.anchor}">' in html for row in rows)


def test_the_page_of_a_rule_shows_what_it_found_here() -> None:
    """The first findings with their file and line, and the link to all of them."""
    site = built()
    code = next(d.code for view in site.views for d in view.diagnostics)
    html = site.text(f"regles/{code}.html")
    assert '<li class="finding">' in html and f"anomalies.html#r-{code}" in html
    quiet = next(c for c in ("DC201", "DC202") if not any(d.code == c for view in site.views for d in view.diagnostics))
    assert '<li class="finding">' not in site.text(f"regles/{quiet}.html")


def test_what_lies_between_the_two_lines_is_named_where_it_fits() -> None:
    """The interest and the other heads of the last day: the total less the principal, below the end of the lines."""
    points = course(built().view(RICH).claim)
    drawing = draw(points, 560, 290)
    assert drawing and drawing.between
    rest = points[-1].total - points[-1].principal
    assert drawing.between.text == f"intérêts et accessoires, {rest.cents // 100}\u00a0€"
    flat = [replace(point, before=point.principal, total=point.principal) for point in points]
    assert (draw(flat, 560, 290) or drawing).between is None
