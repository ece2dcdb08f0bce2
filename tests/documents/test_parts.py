"""Small parts: typography on HTML, text made safe for Markdown, the address block, the payment code, words of dates and pieces."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.documents.address import LINES, WIDTH, address_block
from dossier.documents.articles import article, without_code
from dossier.documents.citations import citation, plain_citation
from dossier.documents.facts import spread
from dossier.documents.figures import days_words
from dossier.documents.markdown import as_plain_markdown, block, to_html
from dossier.documents.parties import title_of
from dossier.documents.sepa import payload, plain_reference, qr_svg
from dossier.documents.typeset import typeset
from dossier.ground.french import lower_first
from dossier.ground.money import Money
from dossier.model.party import Address, Creditor, Debtor, Representative


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<p>payer 1 234 € ; merci</p>", "<p>payer 1<e-fine>\u202f</e-fine>234\u00a0€\u202f; merci</p>"),
        ("le 1er mai 2026", "le 1<sup>er</sup>\u00a0mai\u00a02026"),
        ("art. 1343-1 et L. 441-10", "art.\u00a01343\u20111 et L.\u00a0441\u201110"),
        ("le 2026-11-21, F-2026-12, 2026-014", "le 2026-11-21, F-2026-12, 2026-014"),
        ("dites-nous", "dites\u2011nous"),
        ("(C. civ., art. 1344)", "(C.\u00a0civ.,\u00a0art.\u00a01344)"),
        ('<code>a ; b</code> <span class="exact">n° 3 ; 4</span> n° 3', '<code>a ; b</code> <span class="exact">n° 3 ; 4</span> n°\u00a03'),
        ("<p>a &lt;b&gt; &amp; c</p>", "<p>a &lt;b&gt; &amp; c</p>"),
        ('<img src="x" alt="a ; b"><br>c', '<img src="x" alt="a ; b"><br>c'),
    ],
)  # fmt: skip
def test_typography_changes_text_alone(written: str, printed: str) -> None:
    """Fixed spaces and hyphens come into text; tags, code and exact spans stay."""
    assert typeset(written) == printed


@given(st.text(alphabet="ab1 ;:!?«»%€n°'1er-<>&\n", max_size=40))
def test_typography_is_stable(text: str) -> None:
    """Set twice, the text is the same; and no markup comes out of text."""
    from html import escape

    once = typeset(escape(text, quote=False), widen=False)
    assert typeset(once, widen=False) == once


@given(st.text(max_size=60))
def test_no_text_becomes_markup_in_markdown(text: str) -> None:
    """Any text, put into Markdown as a value, comes out as that text in one paragraph."""
    html = to_html(f"x{as_plain_markdown(text)}y", {})
    assert html.count("<") == 2 and html.startswith("<p>x") and html.rstrip().endswith("y</p>")


def test_a_block_stands_where_it_is_marked_and_data_cannot_mark_one() -> None:
    """A mark in a value is dropped: a debtor cannot place the payment block in his name."""
    hostile = as_plain_markdown("\ue000p\ue001")
    assert to_html(f"{hostile}\n\n{block('p')}\n\nfin", {"p": "<div>ici</div>"}) == "<p>p</p>\n<div>ici</div>\n<p>fin</p>\n"


def debtor(**address: str) -> Debtor:
    place = Address.model_construct(
        **{"street": "", "extra": "", "postcode": "13001", "commune": "Marseille", "country": "FR", **address}
    )
    person = Representative.model_construct(name="Anne Roux", role="gérante", title="Mme")
    return Debtor.model_construct(
        id="d", type="societe_commerciale", denomination="SUD BÉTON", last_name="", first_names="", title="", address=place, representative=person
    )  # fmt: skip


def test_the_address_has_name_representative_street_and_town() -> None:
    """Capitals, without the commas and dots that sorting machines stumble over."""
    block_ = address_block(debtor(street="12, rue Paradis", extra="Bât. B"))
    assert block_.lines == ("SUD BÉTON", "MADAME ANNE ROUX GÉRANTE", "BÂT B", "12 RUE PARADIS", "13001 MARSEILLE")
    assert not block_.lost


@given(st.text(alphabet="abc, ", max_size=120), st.text(alphabet="wm ", max_size=120), st.sampled_from(["FR", "DE"]))
def test_the_address_always_fits_and_keeps_the_town(street: str, extra: str, country: str) -> None:
    """At most six lines of 38 characters, the town among them, whatever is written; what is left out is named."""
    found = address_block(debtor(street=street, extra=extra, country=country))
    assert len(found.lines) <= LINES and all(0 < len(line) <= WIDTH for line in found.lines)
    assert "13001 MARSEILLE" in found.lines
    assert found.lines[-1] == ("13001 MARSEILLE" if country == "FR" else "ALLEMAGNE")


def creditor(**more: object) -> Creditor:
    values = {
        "denomination": "ATELIER LENOIR",
        "last_name": "",
        "first_names": "",
        "iban": "FR7630006000011234567890189",
        "bic": "",
    }
    return Creditor.model_construct(**{**values, **more})


def test_the_payment_code_is_that_of_the_standard() -> None:
    """EPC069-12, version 2: twelve lines at most, the amount with a point, the reference without accents."""
    text = payload(creditor(), Money.of("5810.70"), "2026-014 Sud Béton")
    assert text == "BCD\n002\n1\nSCT\n\nATELIER LENOIR\nFR7630006000011234567890189\nEUR5810.70\n\n\n2026-014 Sud Beton"
    assert payload(creditor(iban=None), Money.of("1"), "x") is None
    assert payload(creditor(), Money(0), "x") is None
    assert len(plain_reference("é" * 300)) == 140
    svg = qr_svg(text)
    assert svg.startswith(b"<svg") and b"script" not in svg and svg == qr_svg(text)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([date(2026, 2, 28), date(2026, 2, 16)], "16 et 28\u00a0février\u00a02026"),
        (
            [date(2025, 5, 16), date(2025, 6, 16), date(2026, 3, 9)],
            "16\u00a0mai, 16\u00a0juin\u00a02025 et 9\u00a0mars\u00a02026",
        ),
        (
            [date(2017, 12, 14), date(2018, 1, 4), date(2018, 1, 15)],
            "14\u00a0décembre\u00a02017 et 4 et 15\u00a0janvier\u00a02018",
        ),
        ([], ""),
    ],
)
def test_days_share_their_month_and_year(days: list[date], words: str) -> None:
    """A list of days says month and year once."""
    assert days_words(days) == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((), ""), ((3,), "3"), ((1, 2), "1, 2"), ((1, 2, 3, 7), "1\u00a0à\u00a03, 7")],
)
def test_pieces_are_cited_by_stretches(numbers: tuple[int, ...], words: str) -> None:
    """Three numbers in a row become « 1 à 3 »; two stay two."""
    assert plain_citation(numbers) == words


def test_each_stretch_of_a_citation_leads_to_its_first_piece() -> None:
    """« pièces n° 1 à 3 et 7 » has two links."""
    html = str(citation((1, 2, 3, 7)))
    assert html.count("<a ") == 2 and 'href="dossier:piece/1"' in html and 'href="dossier:piece/7"' in html


@pytest.mark.parametrize(
    ("rule", "long", "short"),
    [
        ("C. com. L441-10, II", "C.\u00a0com., art.\u00a0L.\u00a0441\u201110, II", "L.\u00a0441\u201110, II"),
        ("C. civ. 1343-1", "C.\u00a0civ., art.\u00a01343\u20111", "1343\u20111"),
        ("CPC 1406", "CPC, art.\u00a01406", "1406"),
        ("contrat", "contrat", "contrat"),
        ("loi n° 71-584 du 16 juillet 1971", "loi n° 71-584 du 16 juillet 1971", "loi n° 71-584 du 16 juillet 1971"),
    ],
)
def test_articles_are_written_out(rule: str, long: str, short: str) -> None:
    """The short form that figures carry becomes the form that acts print."""
    assert (article(rule), without_code(rule)) == (long, short)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Fourniture et pose", "fourniture et pose"), ("CVC et plomberie", "CVC et plomberie"), ("À façon", "à façon"),
        ("B2 à B7", "B2 à B7"), ("", ""), ("X", "x"),
    ],
)  # fmt: skip
def test_an_object_goes_on_in_a_sentence(written: str, told: str) -> None:
    """Only a first letter that no capital follows is made small: an acronym stays."""
    assert lower_first(written) == told


def test_days_are_told_as_french_does() -> None:
    """One day, two days, or the first and the last of more; each with its article."""
    a, b, c = date(2026, 1, 15), date(2026, 3, 1), date(2026, 3, 9)
    assert spread([a, a]).on == "le 15\u00a0janvier\u00a02026"
    assert spread([b, a]).of == "du 15\u00a0janvier\u00a02026 et du 1er\u00a0mars\u00a02026"
    assert spread([c, a, b]).on == "entre le 15\u00a0janvier\u00a02026 et le 9\u00a0mars\u00a02026"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("TERRASSES DE BOURGOGNE", "Terrasses de Bourgogne"), ("LE COMPTOIR DES QUAIS", "Le Comptoir des Quais"),
        ("RESTAURANT L’ÉTOILE D'AZUR", "Restaurant l’Étoile d'Azur"), ("SUD-BÉTON", "Sud-Béton"), ("EDF", "EDF"), ("iDéal", "iDéal"),
    ],
)  # fmt: skip
def test_running_heads_calm_capitals(name: str, shown: str) -> None:
    """A name in capitals is set in small letters with its initials; articles stay small, acronyms stay whole."""
    creditor = Creditor.model_construct(denomination="ATELIER LENOIR", type="societe_commerciale")
    debtor = Debtor.model_construct(id="x", denomination=name, type="societe_commerciale")
    assert title_of(creditor, debtor) == f"Atelier Lenoir c/ {shown}"


def test_a_sentence_tells_two_neighbours_apart() -> None:
    """« pièces n° 3 et 4 », each with its own link; three and more are a stretch."""
    assert "3</a> et <a" in citation((3, 4))
    assert "3\u00a0à\u00a05" in citation((3, 4, 5))
