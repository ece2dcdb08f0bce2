"""Who a firm is, what a file is called, in which case something belongs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.money import Money
from dossier.ground.paris import in_paris
from dossier.ground.world import checked_parts
from dossier.intake.card import Billed, Card, Who
from dossier.intake.firm import Firm, firm_of, same
from dossier.intake.letterbox import fits
from dossier.intake.naming import case_id, free_name, piece_name
from dossier.publish.journal import checked_path

BETON = Who("SUD BÉTON", "123456782", "FR11123456782", "13001", "Marseille", "a.roux@sud-beton.example", "sud-beton")


def party(*codes: tuple[str, str], name: str = "X") -> Firm:
    """A firm with identifiers by their schemes."""
    return firm_of(
        {"name": name, "codes": codes, "email": "", "street": "", "extra": "", "postcode": "", "town": "", "country": ""}
    )


@pytest.mark.parametrize(
    ("codes", "siren", "doubts"),
    [
        ([("0002", "123 456 782")], "123456782", 0), ([("0009", "12345678200010")], "123456782", 0), ([("0002", "12345678200010")], "123456782", 0),
        ([("VA", "FR11123456782")], "123456782", 0), ([("VA", "FR99123456782")], "123456782", 1), ([("0002", "123456789")], "", 1),
        ([("0002", "99999999800010")], "999999998", 1), ([("0225", "123456782_FACTURES")], "123456782", 0), ([("0088", "3012345600001")], "", 0),
        ([("VA", "DE136695976")], "", 0), ([("0002", "123456782"), ("VA", "FR44732829320")], "123456782", 1), ([("FC", "12/345")], "", 0),
    ],
)  # fmt: skip
def test_a_siren_is_read_under_whatever_scheme_it_stands(codes: list[tuple[str, str]], siren: str, doubts: int) -> None:
    """And what cannot be right is said, once for each number."""
    found = party(*codes)
    assert (found.siren, len(found.doubts)) == (siren, doubts), found.doubts


@pytest.mark.parametrize(
    ("firm", "by"),
    [
        (Firm("AUTRE NOM", "123456782"), "SIREN"), (Firm("SUD BÉTON", "732829320"), ""), (Firm("AUTRE", "", "FR11123456782"), "n° de TVA"),
        (Firm("Sud-Béton SARL", postcode="13 001"), "nom et code postal"), (Firm("SARL SUD BETON", postcode="75001"), "nom"),
        (Firm("SUD BÉTON DISTRIBUTION", postcode="13001"), ""), (Firm(""), ""),
    ],
)  # fmt: skip
def test_two_names_are_one_firm_by_the_surest_that_both_say(firm: Firm, by: str) -> None:
    """Numbers before names; a number that differs ends it."""
    assert same(firm, BETON) == by


@given(st.text(max_size=300))
def test_any_words_make_a_name_that_a_workspace_holds(written: str) -> None:
    """It reads as a path of one part below pieces/, and it is written as one."""
    name = piece_name(written)
    assert checked_parts(f"cases/x/pieces/{name}") == ("cases", "x", "pieces", name)
    assert checked_path(f"cases/x/pieces/{name}")
    assert not name.endswith(".conversion.yaml")
    assert free_name(name, {name, name.upper()}).casefold() != name.casefold()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\facture.pdf", "facture.pdf"), (".bashrc", "bashrc"), ("CON.pdf", "piece-CON.pdf"),
        ("a\u202efdp.exe", "a fdp.exe"), ("  x  .pdf ", "x.pdf"), ("f.pdf.conversion.yaml", "f.pdf.conversion.yaml.txt"), ("..", "piece"),
    ],
)  # fmt: skip
def test_names_of_strangers_become_plain_ones(written: str, name: str) -> None:
    """Paths, hidden files, devices, marks that turn text, records of conversions."""
    assert piece_name(written) == name


@given(st.text(max_size=120), st.sets(st.from_regex(r"2026-\d{1,3}-[a-z]{1,5}", fullmatch=True), max_size=5))
def test_the_id_of_a_new_case_is_a_name_of_a_case_and_free(name: str, taken: set[str]) -> None:
    """Whatever the debtor is called."""
    found = case_id(name, date(2026, 11, 21), taken)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", found)
    assert found not in taken


def test_a_text_fits_the_case_whose_invoice_it_cites_before_the_one_whose_name_it_bears() -> None:
    """A number is surer than a name; a longer number is another one."""
    bill = Billed("F-2026-001", "facture", date(2026, 1, 2), Money(1))
    cards = [Card("a", "", (BETON,)), Card("b", "", (Who("NORD ACIER"),), {"F-2026-001": bill})]
    assert [fit.case for fit in fits(cards, "Sud Béton, facture F 2026 001")] == ["b", "a"]
    assert [fit.case for fit in fits(cards, "Sud Béton, facture F-2026-0017")] == ["a"]
    assert fits(cards, "rien") == []


@given(st.datetimes(datetime(1996, 11, 1), datetime(2037, 1, 1)))  # noqa: DTZ001  # Hypothesis wants bounds without a zone
def test_the_hour_of_paris_is_that_of_the_zone_of_the_system(moment: datetime) -> None:
    """The rule that the European Union fixed, against the data of the system, at any moment."""
    utc = moment.replace(tzinfo=UTC)
    assert in_paris(utc) == utc.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None)
