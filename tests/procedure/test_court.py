"""The competent court."""

from __future__ import annotations

import gzip
import subprocess
import sys
from typing import Any

import pytest
from lives import CONTRACT, DEBTOR, FIRM, act, live

from dossier.ground import shipped
from dossier.procedure.court import courts_of, read_court

CANARIES = {
    "01001": ("TJ-bourg-en-bresse", "TPRX-trevoux", "TC-bourg-en-bresse"),
    "01187": ("TJ-bourg-en-bresse", "TPRX-belley", "TC-bourg-en-bresse"),
    "13201": ("TJ-marseille", "", "TAE-marseille"),
    "33063": ("TJ-bordeaux", "", "TC-bordeaux"),
    "33366": ("TJ-libourne", "", "TC-libourne"),
    "59599": ("TJ-lille", "TPRX-tourcoing", "TC-lille-metropole"),
    "67482": ("TJ-strasbourg", "", "TJCC-strasbourg"),
    "69266": ("TJ-lyon", "TPRX-villeurbanne", "TAE-lyon"),
    "75056": ("TJ-paris", "", "TAE-paris"),
    "92050": ("TJ-nanterre", "TPRX-puteaux", "TAE-nanterre"),
    "97311": ("TJ-cayenne", "TPRX-saint-laurent-du-maroni", "TMC-cayenne"),
}


def debtor(insee: str, kind: str = "societe_commerciale", **address: str) -> dict[str, Any]:
    """A debtor of a type who lives in a commune."""
    written = {"voie": "1 rue Haute", "code_postal": "13001", "commune": "Marseille", "insee": insee, **address}
    names = {"nom": "Roux", "prenoms": "Anne"} if kind == "particulier" else {"denomination": "SUD BÉTON"}
    return {"id": "d", "type": kind, **names, "adresse": written}


@pytest.mark.parametrize("insee", CANARIES)
def test_the_canaries_of_the_data_sing(insee: str) -> None:
    """Rows that any refresh of the data must keep: published versions of such files have been wrong before."""
    row = courts_of(insee)
    assert row is not None
    assert (row["tj"], row["tprx"], row["tc"]) == CANARIES[insee]


def test_every_commune_leads_to_courts_that_exist() -> None:
    """Each id of the table of communes is a row of the table of courts, and the tables are in the order of their codes."""
    known = {line.split(",")[0] for line in shipped.read("procedure/data/juridictions.csv").decode().splitlines()}
    lines = gzip.decompress(shipped.read("procedure/data/communes_juridictions.csv.gz")).decode().splitlines()[1:]
    codes = [line.split(",")[0] for line in lines]
    assert codes == sorted(codes)
    named = {cell for line in lines for cell in line.rsplit(",", 6)[2:5] if cell}
    assert named and not named - known


def test_a_former_commune_leads_to_the_court_of_today() -> None:
    """Bellegarde-sur-Valserine (01033) is Valserhône now; its delegated communes keep their codes in old addresses."""
    now, former = courts_of("01033"), courts_of("01205")
    assert now is not None and former is not None
    assert former["tc"] == now["tc"]
    assert courts_of("13999") is None
    assert courts_of("") is None


@pytest.mark.parametrize(
    ("kind", "nature", "insee", "id", "sort", "certainty"),
    [
        ("societe_commerciale", "commerciale", "13201", "TAE-marseille", "TAE", "text"),
        ("societe_commerciale", "commerciale", "21231", "TC-dijon", "TC", "text"),
        ("commercant", "commerciale", "75056", "TAE-paris", "TAE", "text"),
        ("artisan", "commerciale", "21231", "TC-dijon", "TC", "text"),
        ("societe_commerciale", "commerciale", "67482", "TJCC-strasbourg", "TJ_CHAMBRE_COMMERCIALE", "secondary"),
        ("societe_commerciale", "commerciale", "97311", "TMC-cayenne", "TC", "inferred"),
        ("societe_civile", "civile", "13201", "TJ-marseille", "TJ", "text"),
        ("societe_commerciale", "civile", "13201", "TJ-marseille", "TJ", "inferred"),
        ("association", "commerciale", "13201", "TJ-marseille", "TJ", "text"),
        ("profession_liberale", "commerciale", "13201", "TJ-marseille", "TJ", "text"),
        ("agriculteur", "commerciale", "13201", "TJ-marseille", "TJ", "text"),
        ("particulier", "consommation", "13201", "TJ-marseille", "TJ", "text"),
        ("societe_civile", "civile", "69266", "TPRX-villeurbanne", "TJ", "secondary"),
        ("particulier", "credit_consommation", "13201", "TJ-marseille", "JCP", "text"),
        ("particulier", "bail_habitation", "69266", "TPRX-villeurbanne", "JCP", "secondary"),
    ],
)
def test_the_court_follows_debtor_and_nature(kind: str, nature: str, insee: str, id: str, sort: str, certainty: str) -> None:
    """CPC 1406; C. com. L721-3; COJ L213-4-4 and L213-4-5: the sort of court by type and nature, the court by commune."""
    court = live(debtors=[debtor(insee, kind)], nature=nature).stage.court
    assert court is not None
    assert (court.id, court.kind, court.certainty) == (id, sort, certainty)
    assert court.name and court.rule.startswith("CPC 1406")


@pytest.mark.parametrize(
    ("creditor", "kind", "id", "certainty"),
    [
        ("artisan", "societe_commerciale", "TAE-marseille", "text"),
        ("profession_liberale", "societe_commerciale", "TAE-marseille", "inferred"),
        ("association", "artisan", "TJ-marseille", "inferred"),
    ],
)
def test_the_commercial_court_hears_commercants_and_artisans_among_themselves(
    creditor: str, kind: str, id: str, certainty: str
) -> None:
    """C. com. L721-3 1°: with a creditor who is neither, the court is only inferred."""
    firm = {**FIRM, "creancier": {**FIRM["creancier"], "type": creditor}}
    court = live(debtors=[debtor("13201", kind)], firm=firm).stage.court
    assert court is not None
    assert (court.id, court.certainty) == (id, certainty)


def test_a_claim_above_ten_thousand_euros_goes_to_the_tribunal_itself() -> None:
    """COJ D212-19-1: the chamber of Villeurbanne stops at 10 000 €."""
    invoice = {"numero": "F-1", "date": "2026-01-15", "echeance": "2026-02-14", "montant_ttc": "10000.01"}
    court = live(debtors=[debtor("69266", "societe_civile")], nature="civile", invoices=[invoice]).stage.court
    assert court is not None and court.id == "TJ-lyon"


def test_an_address_prints_in_lower_case_with_its_capitals() -> None:
    """The public data are in capitals; a letter is not."""
    court = live().stage.court
    assert court is not None
    assert court.name == "Tribunal des activités économiques de Marseille"
    assert court.address == "2 rue Emile Pollak, 13006 Marseille"


@pytest.mark.parametrize(
    "who",
    [
        debtor(""),
        debtor("13999"),
        debtor("", pays="BE", code_postal="1000", commune="Bruxelles"),
        debtor("13201", "personne_publique"),
        {"id": "d", "type": "societe_commerciale", "denomination": "SUD BÉTON"},
    ],
)
def test_no_court_is_named_when_it_is_not_known(who: dict[str, Any]) -> None:
    """Without INSEE code, abroad, for a public body or without address: none, and the requête says why it is closed."""
    stage = live(debtors=[who]).stage
    assert stage.court is None
    assert any(b.action == "requete_injonction" for b in stage.blockers)


def test_the_remedy_names_the_code_of_the_commune() -> None:
    """Where one commune bears the name and the postcode, its code is offered."""
    life = live(debtors=[debtor("", code_postal="01000", commune="bourg en bresse")])
    step = life.step("requete_injonction")
    assert step is not None
    assert any("01053" in c.remedy for c in step.missing)


def test_a_code_that_leads_nowhere_is_said() -> None:
    """DC401 stands at the code itself."""
    life = live(debtors=[debtor("13999")])
    found = [d for d in life.stage.diagnostics if d.code == "DC401"]
    assert len(found) == 1 and found[0].span.line > 0


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Tribunal des activités économiques de Marseille", ""),
        ("Président du tribunal des activités économiques de Marseille", ""),
        ("TAE Marseille", ""),
        ("Tribunal de commerce de Marseille", "DC404"),
        ("Tribunal de commerce de Lyon", "DC403"),
        ("Tribunal judiciaire de Marseille", "DC403"),
        ("", ""),
    ],
)
def test_a_requete_before_another_court_is_said(written: str, code: str) -> None:
    """CPC 1406 is public policy; a former name in the right town is an advice only."""
    journal = [act("2026-11-10", "requete_injonction", **({"juridiction": written} if written else {}))]
    found = [c for c in live(journal).codes() if c in ("DC403", "DC404")]
    assert found == ([code] if code else [])


def test_a_clause_of_the_contract_does_not_move_the_court() -> None:
    """CPC 1406 al. 3: any contrary clause is deemed unwritten."""
    clause = {**CONTRACT, "clause_competence": {"juridiction": "Tribunal de commerce de Lyon", "article": "12 des CGV"}}
    court = live(contract=clause).stage.court
    assert court is not None and court.town == "Marseille"


def test_the_name_of_a_court_is_read_with_its_town() -> None:
    """As people write them: abbreviations, contracted articles, the president."""
    assert read_court("TC du Havre") == ("commercial", "havre")
    assert read_court("Tribunal judiciaire d’Aix-en-Provence") == ("judiciaire", "aix en provence")
    assert read_court("Président du tribunal de commerce de La Rochelle") == ("commercial", "rochelle")
    assert read_court("greffe") == ("", "greffe")
    journal = [act("2026-11-10", "requete_injonction", juridiction="Tribunal de commerce du Havre")]
    assert "DC403" not in live(journal, debtors=[debtor("76351")]).codes()


def test_the_data_are_not_read_before_a_court_is_asked() -> None:
    """Starting the program must not pay for tables that most commands never open."""
    code = "import dossier.procedure.replay as r, dossier.procedure.court as c; print(c._table.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_the_creditor_does_not_decide() -> None:
    """The place is that of the debtor, wherever the creditor sits."""
    firm = {**FIRM, "creancier": {**FIRM["creancier"], "adresse": DEBTOR["adresse"] | {"commune": "Dijon", "insee": "21231"}}}
    court = live(firm=firm).stage.court
    assert court is not None and court.id == "TAE-marseille"


def test_a_name_was_right_in_its_time() -> None:
    """The tribunal de commerce of Marseille bore that name until the end of 2024, the tribunal d’instance until 2019."""
    invoice = {"numero": "F-1", "date": "2024-01-15", "echeance": "2024-02-14", "montant_ttc": "4800.00"}
    for day, code in (("2024-12-31", False), ("2025-01-01", True)):
        journal = [act(day, "requete_injonction", juridiction="Tribunal de commerce de Marseille")]
        assert ("DC404" in live(journal, invoices=[invoice]).codes()) == code
    journal = [act("2026-05-04", "requete_injonction", juridiction="Tribunal de grande instance de Marseille")]
    assert "DC404" in live(journal, debtors=[debtor("13201", "association")]).codes()
