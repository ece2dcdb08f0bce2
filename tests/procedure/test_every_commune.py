"""The court finder over the communes of France: an answer for each, an honest « no » where the data hold no court."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

import pytest
from lives import LAW, read

from dossier.claim.compute import compute_claim
from dossier.ground import shipped
from dossier.law.law import Certainty
from dossier.procedure.calendars import departement_of
from dossier.procedure.court import Unknown, competent_court
from dossier.procedure.road import Ask, Road
from dossier.procedure.stage import Court

TODAY = date(2026, 11, 21)
ROWS = [
    line.rsplit(",", 6)
    for line in gzip.decompress(shipped.read("procedure/data/communes_juridictions.csv.gz")).decode().splitlines()[1:]
]
"""Code and name, département, TJ, TPRX, commercial court, and how the two are known."""
NOWHERE = {"98411", "98412", "98413", "98414", "98415", "98901"}
"""The five districts of the Terres australes, and Clipperton."""


def road(kind: str, nature: str, amount: str = "20000.00") -> Road:
    """A debtor of a type whose address every test moves."""
    names = {"nom": "Roux", "prenoms": "Anne"} if kind == "particulier" else {"denomination": "SUD BÉTON"}
    debtor = {"id": "d", "type": kind, **names, "adresse": {"commune": "x", "code_postal": "13001", "insee": "13201"}}
    invoice = {"numero": "F-1", "date": "2026-01-15", "echeance": "2026-02-14", "montant_ttc": amount}
    case = read(debtors=[debtor], nature=nature, invoices=[invoice])
    return Road(case, compute_claim(case, LAW, TODAY), Ask(LAW, case.id), TODAY, case.debtors[0], (), None)


MERCHANT = road("societe_commerciale", "commerciale")
CIVIL = road("societe_civile", "civile")
SMALL = road("societe_civile", "civile", "900.00")
CONSUMER_CREDIT = road("particulier", "credit_consommation")


def at(place: Road, insee: str) -> Court | Unknown:
    """The court of the same claim against a debtor of another commune."""
    address = place.debtor.address
    assert address is not None
    moved = address.model_copy(update={"insee": insee})
    return competent_court(replace(place, debtor=place.debtor.model_copy(update={"address": moved})))


def sample() -> Iterator[list[str]]:
    """The first, the middle and the last commune of every département, and every arrondissement of the three towns."""
    for _, group in groupby(sorted(ROWS, key=lambda row: row[1]), key=lambda row: row[1]):
        rows = list(group)
        yield from (rows[i] for i in sorted({0, len(rows) // 2, len(rows) - 1}))
    for row in ROWS:
        if row[0].startswith(("132", "693", "751")):
            yield row


def answers(row: list[str]) -> None:
    """What each kind of claim gets in a commune agrees with the row of the data; where a column is empty, none is named."""
    insee, (_, departement, tj, tprx, tc, source_tj, source_tc) = row[0].split(",")[0], row
    for place, expected in ((MERCHANT, tc), (CIVIL, tj), (SMALL, tprx or tj), (CONSUMER_CREDIT, tprx or tj)):
        found = at(place, insee)
        if not expected:
            assert insee in NOWHERE
            assert found == Unknown("no_court")
            continue
        assert isinstance(found, Court), (insee, found)
        assert (found.id, bool(found.name)) == (expected, True)
        if (source_tc if place is MERCHANT else source_tj) not in ("texte", "greffe"):
            assert found.certainty in (Certainty.INFERRED, Certainty.UNSETTLED, Certainty.MEMORY), "a deduced row is not settled"
    merchant = at(MERCHANT, insee)
    if departement in ("57", "67", "68"):
        assert isinstance(merchant, Court)
        assert merchant.kind == "TJ_CHAMBRE_COMMERCIALE", "no tribunal de commerce in Alsace-Moselle"
    if departement.startswith("97") and isinstance(merchant, Court):
        assert merchant.certainty is not Certainty.TEXT


def test_each_departement_has_its_courts() -> None:
    """Three communes in each, the arrondissements of Paris, Lyon and Marseille, Alsace-Moselle, overseas."""
    rows = list(sample())
    assert len({row[1] for row in rows}) >= 101, "the départements of France"
    assert sum(row[0].startswith(("132", "693", "751")) for row in rows) >= 45
    for row in rows:
        answers(row)


def test_communes_without_a_court_of_some_kind_say_so() -> None:
    """Six places have no court in the data; no other row lacks one."""
    lacking = {row[0].split(",")[0] for row in ROWS if not row[2] or not row[4]}
    assert lacking <= NOWHERE
    for insee in lacking:
        assert at(MERCHANT, insee) == Unknown("no_court") or at(CIVIL, insee) == Unknown("no_court")


def test_the_twelve_courts_of_economic_activities_are_found() -> None:
    """Each from its own seat; the others kept the name of tribunal de commerce."""
    seats = {line.split(",")[0] for line in shipped.read("procedure/data/juridictions.csv").decode().splitlines()}
    named = {row[4] for row in ROWS if row[4].startswith("TAE-")}
    assert named == {seat for seat in seats if seat.startswith("TAE-")}
    assert len(named) == 12


@pytest.mark.long
def test_every_commune_of_the_data_gets_its_answer() -> None:
    """All 35,014 rows, for a merchant, a civil company with a large and a small claim, and a consumer credit."""
    for row in ROWS:
        answers(row)
    assert {departement_of(row[0].split(",")[0]) for row in ROWS} >= {"2A", "2B", "971", "75"}
