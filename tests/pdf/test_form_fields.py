"""The fields of a form that the firm supplies: filled as the map says, or named with the reason why not."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from form_makers import form, plain_page

from dossier.ground.jobs import Result, call
from dossier.pdf import form_fields

TASK = "dossier.pdf.form_fields:fill"
ALL = ["Accord", "Creancier.Nom", "Montant", "Tribunal", "Voie"]


def filled(fields: dict[str, str], data: bytes | None = None) -> Result:
    return call(TASK, {"fields": fields}, {"form": form() if data is None else data})


def values(pdf: bytes) -> dict[str, str]:
    """What the fields of a file hold."""
    with pikepdf.open(BytesIO(pdf)) as source:
        rows = {}
        for field in source.acroform.fields:
            value = field.value
            rows[field.fully_qualified_name] = str(value) if value is not None else ""
        return rows


def test_each_sort_of_field_is_filled() -> None:
    """Text, box, radio button, list (by what it shows): the values of the map, special spaces as plain ones."""
    result = filled(
        {
            "Creancier.Nom": "Société d’Été",
            "Montant": "5\u202f810,70",
            "Accord": "oui",
            "Voie": "requete",
            "Tribunal": "Tribunal judiciaire",
        }
    )
    assert not result.problems and result.facts["names"] == ALL and result.facts["pages"] == 1
    assert result.facts["unknown"] == result.facts["refused"] == []
    held = values(result.files["pdf"])
    assert (held["Creancier.Nom"], held["Montant"], held["Accord"], held["Voie"], held["Tribunal"]) == (
        "Société d’Été", "5 810,70", "/Coche", "/requete", "TJ",
    )  # fmt: skip


def test_a_page_shows_what_was_filled(tmp_path: Path) -> None:
    """A reader that does not lay fields out anew prints them too."""
    result = filled({"Creancier.Nom": "ATELIER LENOIR", "Montant": "5 810,70"})
    place = tmp_path / "f.pdf"
    place.write_bytes(result.files["pdf"])
    text = subprocess.run(["pdftotext", str(place), "-"], capture_output=True, text=True, check=True).stdout
    assert "ATELIER LENOIR" in text and "5 810,70" in text


def test_what_the_map_does_not_name_stays_as_it_was() -> None:
    """A field without value, the pages, the other fields."""
    before, after = values(form()), values(filled({"Montant": "12,00", "Accord": ""}).files["pdf"])
    assert {name: value for name, value in after.items() if name != "Montant"} == {
        name: value for name, value in before.items() if name != "Montant"
    }


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("Montant", "12 345 678,90", "13 signes pour 10 au plus"),
        ("Accord", "Coche", "oui ou non"),
        ("Voie", "injonction", "assignation, requete"),
        ("Tribunal", "Prud’hommes", "Commerce, TJ, Tribunal judiciaire"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_named_and_not_cut(field: str, value: str, reason: str) -> None:
    """The field stays empty; the reason says what it takes."""
    result = filled({field: value})
    ((name, why),) = result.facts["refused"]
    assert name == field and reason in why.replace("\u00a0", " ")
    assert values(result.files["pdf"]).get(field, "") in ("", "/Off")


def test_a_field_that_the_form_does_not_have_is_named() -> None:
    """The others are filled all the same, and the names of all fields come back."""
    result = filled({"Debiteur": "x", "Montant": "12,00"})
    assert result.facts["unknown"] == ["Debiteur"] and result.facts["names"] == ALL
    assert values(result.files["pdf"])["Montant"] == "12,00"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (plain_page(), "aucun champ"),
        (form(fields=False, xfa=True), "qu’en XFA"),
        (form(password="secret"), "mot de passe"),
        (b"%PDF-1.7 nothing", "ne peut pas être lu"),
        (b"", "ne peut pas être lu"),
    ],
)
def test_what_is_no_form_is_said(data: bytes, reason: str) -> None:
    """No field, another technique, a lock, no PDF: one reason, no file."""
    result = filled({"Montant": "1"}, data)
    assert [p.code for p in result.problems] == ["DC560"] and reason in result.problems[0].message
    assert not result.files


def test_a_form_of_both_techniques_shows_ours() -> None:
    """Data of the other technique would be shown in place of the filled fields."""
    with pikepdf.open(BytesIO(filled({"Montant": "12,00"}, form(xfa=True)).files["pdf"])) as source:
        assert "/XFA" not in source.Root.AcroForm and bool(source.Root.AcroForm.NeedAppearances)


def test_a_file_that_is_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit stands before the file is read."""
    monkeypatch.setattr(form_fields, "MAX_FORM", 10)
    assert "dépasse" in filled({}).problems[0].message


def test_the_same_form_gives_the_same_bytes() -> None:
    """Nothing of the clock or the machine."""
    one, two = (filled({"Montant": "12,00"}, form()).files["pdf"] for _ in range(2))
    assert one == two
