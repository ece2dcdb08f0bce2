"""Every page of the built site: closed to what people wrote, whole, and the same each time."""

from __future__ import annotations

import re

import pytest
from site_fixtures import BROKEN, COMING, EVERYTHING, HOSTILE, RICH, TITLED, Built, built, compiled, files
from site_links import Seen, dead_links, seen

from dossier.ground import shipped
from dossier.ground.catalogue import CATALOGUE
from dossier.ground.french import typo_fr
from dossier.site.texts import rule_parts

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@pytest.fixture(scope="module")
def site() -> Built:
    """The site of the test workspace."""
    return built()


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, str]:
    """All pages by path."""
    return {path: blob.read().decode() for path, blob in site.paths().items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def read(pages: dict[str, str]) -> dict[str, Seen]:
    """All pages as read."""
    return {path: seen(html) for path, html in pages.items()}


def test_the_policy_stands_first_on_every_page(pages: dict[str, str]) -> None:
    """Nothing can come before the policy that closes the page; it is exactly the strict one."""
    for path, html in pages.items():
        head = html[html.index("<head>") + 6 :].lstrip()
        assert head.startswith(f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'), path
        assert '<meta name="referrer" content="no-referrer">' in html
        assert '<meta name="robots" content="noindex,nofollow">' in html
        assert '<html lang="fr">' in html


def test_no_page_holds_what_the_policy_forbids(read: dict[str, Seen]) -> None:
    """No inline script, no style attribute, no handler, no frame, and every element is closed."""
    assert {path: page.forbidden for path, page in read.items() if page.forbidden} == {}


def test_every_link_and_fragment_leads_somewhere(site: Built, pages: dict[str, str]) -> None:
    """Internal links are relative, lead to a file of the tree, and to an identifier that the page has."""
    assert dead_links(pages, site.paths()) == []


def test_the_checker_of_links_sees_dead_ones() -> None:
    """A checker that finds nothing proves nothing."""
    html = '<a href="b.html">x</a><a href="#no">y</a><a href="javascript:x">z</a><a href="//e.example/x">t</a>'
    assert len(dead_links({"a.html": html}, ["a.html"])) == 4


def test_identifiers_are_unique_on_a_page(read: dict[str, Seen]) -> None:
    """A fragment that two elements bear leads to the wrong one."""
    for path, page in read.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_headings_skip_no_level(read: dict[str, Seen]) -> None:
    """One first heading, and never a level below that was not opened."""
    for path, page in read.items():
        assert page.headings.count(1) == 1, path
        assert page.headings[0] == 1, path
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), (path, page.headings)


def test_all_pages_of_the_list_are_there(site: Built) -> None:
    """The pages that the portfolio, each case, each piece, each document and each rule have."""
    paths = set(site.paths())
    assert {
        "index.html",
        "douteuses.html",
        "echeances.html",
        "anomalies.html",
        "textes.html",
        "aide.html",
        "a-propos.html",
    } <= paths
    assert {f"regles/{code}.html" for code in CATALOGUE} <= paths
    for case in (RICH, TITLED, COMING, HOSTILE):
        assert {f"cases/{case}/{name}.html" for name in ("index", "decompte", "etapes", "pieces/index")} <= paths
    for view in site.views:
        for document in [*(paper.document for paper in view.printed), *view.withheld]:
            assert f"cases/{view.case.id}/documents/{document.id}.html" in paths
        for piece in view.bordereau.pieces:
            assert f"cases/{view.case.id}/pieces/{piece.number}.html" in paths
    assert f"cases/{BROKEN}/index.html" in paths


def test_a_broken_case_has_its_findings_and_no_figure(site: Built) -> None:
    """One broken case shows why it is broken, and stands in the portfolio."""
    html = site.text(f"cases/{BROKEN}/index.html")
    assert "DC105" in html
    assert "€" not in html
    assert f"cases/{BROKEN}/index.html" in site.text("index.html")


def test_nothing_that_people_wrote_becomes_markup(pages: dict[str, str]) -> None:
    """Names, numbers, summaries, e-mails and notes of the debtor's make stay text."""
    for path, html in pages.items():
        assert "<script>" not in html, path
        assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", html), path
        assert "<svg onload" not in html
        assert "mal.example/x.js></script>" not in html
        assert not re.search(r'href="(javascript|data|blob|vbscript|file):', html), path
    hostile = pages[f"cases/{HOSTILE}/index.html"]
    assert "&lt;script&gt;document.title" in hostile
    assert "{{ 7*7 }}" not in hostile or "49" not in hostile


def test_refused_links_of_notes_are_found(site: Built) -> None:
    """Each address that a note may not lead to is an advice at the note."""
    found = [d for d in site.tree.diagnostics if d.code == "DC703"]
    assert len(found) == 5
    assert {d.span.file for d in found} == {f"cases/{HOSTILE}/notes/piege.md"}
    assert 'href="mailto:a@b.example"' in site.text(f"cases/{HOSTILE}/index.html")


def test_an_original_is_given_back_only_in_harmless_formats(site: Built) -> None:
    """Nothing that a browser would run is published as evidence."""
    originals = [path for path in site.paths() if "/originaux/" in path]
    assert {path.rpartition(".")[2] for path in originals} <= {"pdf", "png", "jpg", "txt", "eml"}
    assert any(path.endswith(".eml") for path in originals)
    assert not [path for path in site.paths() if path.endswith((".svg", ".xml", ".htm", ".xhtml")) and path != "assets/icone.svg"]


def test_same_inputs_give_the_same_bytes(site: Built) -> None:
    """Built twice, every file is the same, whatever was in memory."""
    again = compiled(files())
    assert {p: b.sha256 for p, b in again.paths().items()} == {p: b.sha256 for p, b in site.paths().items()}


def test_only_letters_leaves_the_rest_out() -> None:
    """`build --only letters` makes the documents, what is to be sent of them, and nothing else; the bundle its volumes and pieces."""
    site = built()
    letters = {leaf.path for leaf in _tree(site, frozenset({"letters"}))}
    assert letters
    assert all(re.fullmatch(r"cases/[^/]+/documents/[^/]+\.(pdf|eml)|destinataires\.csv", path) for path in letters)
    bundle = {leaf.path for leaf in _tree(site, frozenset({"bundle"}))}
    assert f"cases/{RICH}/bundle.pdf" in bundle
    assert not [path for path in bundle if path.endswith(".html")]
    assert letters | bundle < set(site.paths())


def _tree(site: Built, only: frozenset[str]) -> tuple:  # type: ignore[type-arg]
    from site_fixtures import TODAY

    from dossier.site.build import build_site

    made = build_site(site.workspace, site.views, site.pages, site.portfolio, site.tables, site.law, TODAY, only).value
    assert made
    return made.leaves


def test_templates_never_switch_escaping_off() -> None:
    """No template calls something safe; what is safe is marked in Python, in named places."""
    for path in shipped.listing("templates/site", ".j2"):
        text = shipped.read(path).decode()
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
        assert "style=" not in text, path


def test_text_between_tags_has_its_french_spaces(read: dict[str, Seen]) -> None:
    """No ordinary space before ; ! ? : € % » nor inside numbers, on any page."""
    for path, page in read.items():
        for text in page.text:
            assert typo_fr(text) == text, (path, text)


def test_every_figure_of_the_case_leads_to_its_lines(site: Built) -> None:
    """The total leads to the décompte, each row of the short table to its line, each line opens its reasons."""
    html = site.text(f"cases/{RICH}/index.html")
    assert "11 782,66 €" in html.replace("\u202f", " ").replace("\u00a0", " ")
    assert len(re.findall(r'href="[^"]*decompte\.html#ligne-\d+"', html)) == 5
    lines = site.text(f"cases/{RICH}/decompte.html")
    assert lines.count('<tbody class="reasoned"') == lines.count('<tr class="why">') == 12


def test_conclusions_show_rule_certainty_and_fact(site: Built) -> None:
    """Time limits and acts name their article, how sure it is, and the line of the journal."""
    html = site.text(f"cases/{RICH}/etapes.html")
    assert "textes.html#r-c-civ-1344" in html
    assert "<code>journal.yaml:" in html
    assert "texte non lu" in html


def test_the_page_of_texts_says_how_sure_and_when_read(site: Built) -> None:
    """Values of law stand with their certainty, their reference and the day on which the source was read."""
    html = site.text("textes.html")
    assert "C. com., art." in html
    assert "21/11/2026" in html
    assert "sources concordantes" in html
    assert "choisie par" in html
    assert "fournie avec dossier" in html


def test_each_article_shows_the_state_read_its_source_and_where_it_serves(site: Built) -> None:
    """A reader sees that CPC 1411 was read before the decree and not since, where the texts come from, and who uses them."""
    html = site.text("textes.html").replace("\u00a0", " ")
    row = html[html.index('id="r-cpc-1411"') :].partition("</tr>")[0]
    assert "jusqu’au 31/08/2026" in row
    assert "à partir du 01/09/2026" in row
    assert "dépôt public legalize-dev/legalize-fr" in row
    assert "direct.lemondedudroit.fr" in row
    assert f"cases/{TITLED}/" in row


def test_a_case_has_the_texts_that_it_uses_and_no_other(site: Built) -> None:
    """Its page lists what it uses, with the day each was last read; its other pages lead there, and nowhere else."""
    whole, html = site.text("textes.html"), site.text(f"cases/{RICH}/textes.html")
    anchors = set(re.findall(r'<tr id="(r-[^"]+)"', html))
    assert anchors < set(re.findall(r'<tr id="(r-[^"]+)"', whole))
    for name in ("decompte", "etapes"):
        page = site.text(f"cases/{RICH}/{name}.html")
        linked = set(re.findall(rf'href="[^"]*cases/{RICH}/textes\.html#(r-[^"]+)"', page))
        assert linked
        assert linked <= anchors
        assert 'href="../../textes.html#' not in page
    articles = html[html.index('id="h-rules"') :].partition("</section>")[0]
    assert articles.count('<td data-l="Relu le">') == articles.count('<tr id="r-') > 10


def test_a_rule_of_two_articles_leads_to_each(site: Built) -> None:
    """« CPC, art. 54, 56 » is two links, each to its own row; what is no article is one."""
    html = site.text(f"cases/{RICH}/etapes.html").replace("\u00a0", " ")
    assert re.search(r'#r-cpc-54">CPC, art. 54</a>, <a href="[^"]*#r-cpc-56">56</a>', html)
    assert [anchor for _, anchor in rule_parts("CPC 1406 ; C. com. L721-3")] == ["r-cpc-1406", "", "r-c-com-l721-3"]
    assert [text for text, _ in rule_parts("C. civ. 1342-4 et 1342-10")][1:] == [" et ", "1342\u201110"]
    assert rule_parts("contrat") == (("contrat", "r-contrat"),)
    (whole,) = rule_parts("Com., 20 sept. 2023, n° 21-14.252")
    assert whole[1] == "r-cass-com-20-septembre-2023-n-21-14-252"


def test_a_template_of_the_site_in_the_workspace_is_not_read() -> None:
    """The pages are those of the program; the workspace's file is a warning."""
    given = {name: text for name, text in files().items() if COMING in name or name == "dossier.yaml"}
    site = compiled({**given, "templates/site/index.html.j2": "<p>{{ ''.__class__ }}</p>"}, EVERYTHING)
    assert [d.code for d in site.tree.diagnostics] == ["DC702"]
    assert "<h1>Portefeuille</h1>" in site.text("index.html")


def test_a_workspace_without_cases_has_its_pages() -> None:
    """An empty portfolio builds, and its links lead somewhere."""
    site = compiled({"dossier.yaml": files()["dossier.yaml"]})
    pages = {path: blob.read().decode() for path, blob in site.paths().items() if path.endswith(".html")}
    assert dead_links(pages, site.paths()) == []


def test_a_workspace_without_settings_still_shows_why() -> None:
    """Without dossier.yaml every case is broken, and the pages say so."""
    given = {name: text for name, text in files().items() if RICH in name}
    site = compiled(given)
    assert "DC134" in site.text("anomalies.html")
    assert f"cases/{RICH}/index.html" in site.paths()
