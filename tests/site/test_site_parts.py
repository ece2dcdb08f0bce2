"""The small parts of the site: notes, text, addresses, agenda, portfolio, search, pictures."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_fixtures import HOSTILE, RICH, TODAY, built, pdf, png

from dossier.ground.catalogue import found
from dossier.ground.money import Money, total
from dossier.ground.spans import Span
from dossier.law.law import Certainty
from dossier.pdf.pictures import pictures
from dossier.procedure.stage import Condition, Step
from dossier.sheets.csv_file import csv_cell
from dossier.sheets.portfolio_rows import portfolio_csv
from dossier.site.agenda import Dated, by_week, distance, short_id, strip, weekends
from dossier.site.markdown import note_html
from dossier.site.page import Page, coded, environment, finished, hour, link_from, size, slug
from dossier.site.portfolio import open_act, survey
from dossier.site.tree import Leaf, grow

KNOWN = {"cases/x/decompte.html", "index.html"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "//mal.example", "\\\\mal\\x", "blob:x", "ms-word:ofe|u|x", "search-ms:x", "smb://x/y", "ftp://x/y", "https:", "https:x",
        "../../../etc/passwd", "/etc/passwd", "autre.html", "decompte.html?x=1"
    ],
)  # fmt: skip
def test_a_note_leads_only_to_the_web_to_mail_or_into_the_site(address: str) -> None:
    """Any other address stays as text, and is reported."""
    html, _ = note_html(f"[mot](<{address}>)", "cases/x", KNOWN)
    assert "<a " not in html
    html, _ = note_html(f"[mot]({address})", "cases/x", KNOWN)
    assert "<a " not in html


@pytest.mark.parametrize(
    "address", ["https://a.example/x", "http://a.example", "mailto:a@b.example", "decompte.html", "../../index.html"]
)
def test_a_note_may_lead_to_the_web_to_mail_and_into_the_site(address: str) -> None:
    """Good links work and leave no trace of the reader."""
    html, refused = note_html(f"[mot]({address})", "cases/x", KNOWN)
    assert f'<a href="{address}" rel="noopener noreferrer nofollow">mot</a>' in html
    assert refused == ()


def test_a_picture_of_a_note_is_its_words() -> None:
    """No picture is shown, whatever its address; its words are."""
    html, refused = note_html("![mon logo](https://a.example/x.png)", "cases/x", KNOWN)
    assert "<img" not in html
    assert "mon logo" in html
    assert refused == ("https://a.example/x.png",)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_no_note_makes_an_element_that_markdown_does_not_have(text: str) -> None:
    """Whatever is written, only the elements of Markdown come out, and they have no handler."""
    import re

    html, _ = note_html(text, "cases/x", KNOWN)
    allowed = {
        "p",
        "a",
        "em",
        "strong",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "br",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert {name.lower() for name in re.findall(r"</?([A-Za-z][^\s/>]*)", html)} <= allowed
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_text_is_set_in_french_and_code_is_not() -> None:
    """Fixed spaces between tags; code, attributes and preformatted text keep what they say."""
    html = finished('<p title="a : b">l&#39;an : 1 500 € ; <code>a : b</code><pre>c ; d</pre></p>')
    assert html == '<p title="a : b">l’an\u00a0: 1\u202f500\u00a0€\u202f; <code>a : b</code><pre>c ; d</pre></p>'


def test_a_command_of_a_finding_is_shown_as_it_is_typed() -> None:
    """No capital and no full stop: what is copied into a terminal must run."""
    command = "dossier import --convert cases/x/pieces/photo.heic"
    problem = found("DC520", "le format ne s’imprime pas", Span("cases/x/journal.yaml"), hints=(command, "relisez la page"))
    page = environment().from_string("{% import 'site/parts.html.j2' as p with context %}{{ p.finding(d, False) }}")
    html = page.render(d=problem, page=Page("x.html", "", "", "", {}), case_ids=(), codes=(), rules=(), rule_parts=lambda _: ())
    assert f"<code>{command}</code></p>" in html and "Relisez la page." in html


def test_a_hidden_change_of_direction_is_shown() -> None:
    """`facture\\u202efdp.exe` must not read `factureexe.pdf`, in text and in attributes alike."""
    assert finished('<a title="x\u202ey">a\u202eb\u2066\x1b</a>') == '<a title="x⟪U+202E⟫y">a⟪U+202E⟫b⟪U+2066⟫⟪U+001B⟫</a>'


def test_links_are_relative_and_quoted() -> None:
    """From a page two folders deep, with a fragment, and with signs that an address cannot hold."""
    url = link_from("cases/x/index.html")
    assert url("index.html") == "../../index.html"
    assert url("cases/é à/i.html#l-1") == "../../cases/%C3%A9%20%C3%A0/i.html#l-1"
    assert url("#x") == "#x"


def test_sizes_hours_and_fragments_for_people() -> None:
    """Small words that pages are full of."""
    assert [size(n) for n in (1, 84_000, 4_100_000, 4_100_001)] == ["1\u00a0ko", "84\u00a0ko", "4,1\u00a0Mo", "4,2\u00a0Mo"]
    assert hour("09:40") == "9\u00a0h\u00a040"
    assert slug("C. com. L441-10, œuvre") == "c-com-l441-10-oeuvre"
    assert short_id("2026-014-sud-beton") == "2026-014"
    assert short_id("arnaud") == "arnaud"


def _row(day: date, kind: str = "watch", nature: str = "procédure") -> Dated:
    return Dated(day, kind, "t", nature, "c", "Sud Béton", "", "", Certainty.TEXT, "index.html")  # type: ignore[arg-type]


def test_weeks_hold_each_row_once_in_order() -> None:
    """Overdue, four weeks from today, later, and prescription: every row stands in one of them."""
    days = [-3, 0, 6, 7, 13, 27, 28, 400]
    rows = [_row(TODAY + timedelta(days=n)) for n in days] + [_row(TODAY + timedelta(days=900), nature="prescription")]
    weeks = by_week(rows, TODAY)
    assert [week.title for week in weeks] == [
        "Dépassées", "Cette semaine, jusqu’au 27/11", "Du 28/11 au 04/12", "Du 12/12 au 18/12", "Plus tard", "Prescription"
    ]  # fmt: skip
    assert [row.day for week in weeks for row in week.rows] == sorted(row.day for row in rows)


def test_the_strip_shows_28_days_and_stacks_signs_of_one_day() -> None:
    """The first day and the last one are inside, the 29th is not; labels never run into one another."""
    marks = strip([_row(TODAY), _row(TODAY), _row(TODAY + timedelta(days=27)), _row(TODAY + timedelta(days=28))], TODAY)
    assert [(mark.at, mark.level) for mark in marks] == [("1.79", 0), ("1.79", 1), ("98.21", 0)]
    assert [bool(mark.label) for mark in marks] == [True, False, True]
    assert len(weekends(date(2026, 11, 21))) == 8


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "aujourd’hui"),
        (1, "demain"),
        (6, "dans 6\u00a0j"),
        (-1, "hier"),
        (-3, "il y a 3\u00a0j"),
        (200, "dans 7\u00a0mois"),
        (1500, "dans 4\u00a0ans"),
    ],
)
def test_distances_are_said_in_words(days: int, words: str) -> None:
    """How far a day is, for people."""
    assert distance(TODAY + timedelta(days=days), TODAY) == words


def test_the_portfolio_adds_up() -> None:
    """The total is that of its rows; the classes of age hold all outstanding principal; shares fill the bar."""
    portfolio = survey(built().views, built().portfolio)
    assert portfolio.due == total(row.due for row in portfolio.rows if row.due)
    assert portfolio.due == portfolio.outstanding + portfolio.accessories
    due = total(view.claim.totals.not_due + (view.claim.totals.outstanding or Money(0)) for view in built().views)
    # What a decision left due is shared over the invoices that it covers: payments made on it since count.
    assert total(age.amount for age in portfolio.ages) == due
    assert abs(sum(float(age.width) for age in portfolio.ages) - 100) < 0.1
    assert portfolio.received == total(month.amount for month in portfolio.months)


def test_the_list_as_csv_opens_in_a_french_spreadsheet_and_runs_nothing() -> None:
    """UTF-8 with mark, semicolons, decimal commas, CRLF; a cell that looks like a formula is text."""
    data = portfolio_csv(built().portfolio)
    assert data.startswith(b"\xef\xbb\xbfDossier;")
    rows = data.decode("utf-8-sig").split("\r\n")
    assert rows[-1] == ""
    assert any(RICH in row and ";11782,66;" in row for row in rows)
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row.split(";") if cell)
    hostile = next(row for row in rows if HOSTILE in row)
    assert "'=HYPERLINK(1)" in hostile


@pytest.mark.parametrize(
    ("text", "cell"), [("=1", "'=1"), ("-1,50", "-1,50"), ("-x", "'-x"), ("@a", "'@a"), ("\t=1", "'=1"), ("a\nb", "a b")]
)
def test_a_cell_is_never_a_formula(text: str, cell: str) -> None:
    """Numbers stay numbers."""
    assert csv_cell(text) == cell


def test_two_producers_of_one_path_are_found() -> None:
    """Case does not tell two paths apart, since some disks do not."""
    from dossier.ground.blobs import Blob

    tree = grow([Leaf("a/B.pdf", Blob.of(b"1"), "x"), Leaf("a/b.pdf", Blob.of(b"2"), "y"), Leaf("c", Blob.of(b"3"), "z")])
    assert [d.code for d in tree.diagnostics] == ["DC701"]
    assert tree.value
    assert [leaf.path for leaf in tree.value.leaves] == ["a/B.pdf", "c"]


def test_pages_of_a_pdf_become_pictures_that_are_the_same_each_time() -> None:
    """The first ones only, at most 1,200 pixels wide, and a small one of the first page."""
    one = pictures({"first": 2}, {"pdf": pdf(3)})
    assert sorted(one.files) == ["apercu.webp", "page-01.webp", "page-02.webp"]
    assert one.facts == {"pages": 3, "sizes": [[1200, 1699], [1200, 1699], [240, 340]]}
    assert pictures({"first": 2}, {"pdf": pdf(3)}).files == one.files


def test_the_page_of_a_long_piece_says_how_many_pages_it_does_not_show() -> None:
    """Twenty pages are drawn; the others are in the PDF, and the viewer says so."""
    html = built().text(f"cases/{RICH}/pieces/2.html")
    assert html.count('<figure class="leaf"') == html.count("<figcaption>page ") == 20
    assert [f'id="p-{n}"' in html for n in (1, 20, 21, 23, 24)] == [True, True, True, True, False]
    assert "3\u00a0pages de plus dans le PDF" in html


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 rien", png()])
def test_what_is_no_pdf_has_no_picture(data: bytes) -> None:
    """A job never stops the build for a file that cannot be drawn."""
    assert pictures({"first": 20}, {"pdf": data}).files == {}


def test_a_page_of_odd_shape_stays_small() -> None:
    """A page as long as a roll is drawn within the box."""
    from io import BytesIO

    import pikepdf

    document = pikepdf.new()
    document.add_blank_page(page_size=(72, 14400))
    out = BytesIO()
    document.save(out)
    wide, high = pictures({"first": 20}, {"pdf": out.getvalue()}).facts["sizes"][0]
    assert high <= 2400
    assert wide <= 1200


def test_a_number_of_an_invoice_never_breaks_at_its_hyphen() -> None:
    """In text it stands in a span that does not wrap; a title, an option, code and long references stay as they are."""
    assert finished("<td>facture F-2025-087, payée</td>") == '<td>facture <span class="nw">F-2025-087</span>, payée</td>'
    assert finished("<td>2026-014</td>") == '<td><span class="nw">2026-014</span></td>'
    for html in (
        "<title>F-2025-087</title>", "<option>F-2025-087</option>", "<code>F-2025-087</code>", "<text x='1'>F-2025-087</text>",
        '<td title="F-2025-087">vis-à-vis de 2026-014-sud-beton</td>', "<td>A-1234567-1234567-1234567-1</td>",
    ):  # fmt: skip
        assert 'class="nw"' not in finished(html), html


def test_backticks_of_a_finding_become_code_and_nothing_else_becomes_markup() -> None:
    """What a stranger wrote in a message stays text, even between backticks."""
    assert coded("écrivez `date: x`, <b>") == "écrivez <code>date: x</code>, &lt;b&gt;"
    assert coded("`<img src=x>`") == "<code>&lt;img src=x&gt;</code>"


def test_an_act_that_nothing_blocks_stands_before_a_far_prescription() -> None:
    """The list of cases names the open requête instead of a prescription in years; a nearer day is kept."""
    view = built().views[0]
    ready = Condition("met", "Créance exigible", "", "")
    doubt = Condition("missing", "Adresse vérifiée", "", "", blocking=False)
    wall = Condition("missing", "Mise en demeure", "", "")

    def row(*conditions: Condition, start: date | None = TODAY) -> tuple[str, int]:
        step = Step("requete_injonction", "Requête en injonction de payer", start, None, "requete", "", conditions)
        far = dataclasses.replace(view, stage=dataclasses.replace(view.stage, next=(step,), deadlines=()))
        return open_act(far, [], TODAY)

    assert row(ready) == ("requête en injonction de payer", 0)
    assert row(ready, doubt) == ("requête en injonction de payer", 1)
    assert row(ready, wall) == ("", 0)
    assert row(ready, start=TODAY + timedelta(days=1)) == ("", 0)
    step = Step("requete_injonction", "Requête", TODAY, None, "requete", "", (ready,))
    near = dataclasses.replace(view, stage=dataclasses.replace(view.stage, next=(step,)))
    soon = Dated(TODAY + timedelta(days=3), "watch", "Fin du délai", "procédure", "x", "X", "", "", Certainty.TEXT, "")
    assert open_act(near, [soon], TODAY) == ("", 0)
