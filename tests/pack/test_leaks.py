"""No secret of a case is in a pack that must not have it: every file is taken apart and every byte of it searched."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from pack_cases import (
    ASSET,
    ASSET_TWO,
    BETA_MAIL,
    BETA_PHONE,
    BETA_STREET,
    CALL,
    DRAFT_WORDS,
    LETTER,
    LETTER_FILE,
    LETTER_SAID,
    NOTE,
    OTHER,
    OTHER_CASE,
    OTHER_IBAN,
    SEALED,
    SEALED_FILE,
    SEALED_TITLE,
    UNCITED,
    UNCITED_FILE,
    contents,
    packed,
)

from dossier.documents.kinds import fiche_patrimoine, relance
from dossier.documents.registry import KINDS, OCCASIONAL
from dossier.site.audience import AUDIENCES, RECEIVES

NEVER = (
    NOTE, OTHER, OTHER_CASE, OTHER_IBAN, LETTER, LETTER_FILE, LETTER_SAID, SEALED, SEALED_FILE, SEALED_TITLE, UNCITED, UNCITED_FILE,
    DRAFT_WORDS, "/home/", "/tmp/", "/root/", str(Path(__file__).parents[2]),
)  # fmt: skip
"""What no audience receives."""
INTERNAL = (
    ASSET, ASSET_TWO, CALL, BETA_MAIL, BETA_PHONE, BETA_STREET, "Betasecret", "affaire.yaml", "journal.yaml", "factures.yaml", "cases/",
    "pieces/", "bordereau.lock", "Autre lecture", "Non demandé", "trace", "commit", "DC305", "anomalie", "Étape", "requete",
    "Requête",
)  # fmt: skip
"""What a debtor does not receive beyond that."""


def parts(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and all that is in it: parts of an office file, text, metadata, attachments and streams of a PDF, unescaped scripts."""
    yield f"{path} (nom)", path.encode()
    yield path, data
    if path.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from parts(f"{path}!{name}", archive.read(name))
    elif path.endswith(".pdf"):
        yield from pdf_parts(path, data)
    elif path.endswith((".js", ".json")) and b"\\u" in data:
        text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), data.decode())
        yield f"{path} (texte)", text.encode("utf-8", "surrogatepass")


def pdf_parts(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    for number, sheet in enumerate(reader.pages, 1):
        text = sheet.extract_text()
        yield f"{path} p. {number}", text.encode("utf-8", "surrogatepass")
        yield f"{path} p. {number} (sans espaces)", re.sub(r"\s+", "", text).encode("utf-8", "surrogatepass")
    yield (
        f"{path} (métadonnées)",
        json.dumps({k: str(v) for k, v in (reader.metadata or {}).items()}, ensure_ascii=False).encode(),
    )
    for name, files in reader.attachments.items():
        for held in files:
            yield from parts(f"{path}!{name}", held)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, thing in enumerate(pdf.objects):
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                yield f"{path} objet {number}", thing.read_bytes()
            elif isinstance(thing, pikepdf.Dictionary | pikepdf.Array | pikepdf.String):
                yield f"{path} objet {number}", thing.unparse()


@cache
def searched(audience: str, debtor: str = "") -> tuple[tuple[str, bytes], ...]:
    """All parts of a pack, in small letters."""
    return tuple(
        (name, part.lower()) for path, data in contents(packed(audience, debtor)).items() for name, part in parts(path, data)
    )


def places(audience: str, secret: str, debtor: str = "") -> list[str]:
    """Where a secret stands."""
    forms = {secret.lower().encode(form) for form in ("utf-8", "utf-16-be", "utf-16-le")}
    forms.add(secret.lower().encode("latin-1", "replace"))
    return [name for name, part in searched(audience, debtor) if any(form in part for form in forms)]


PACKS = (("avocat", ""), ("commissaire", ""), ("debiteur", "alpha"))


@pytest.mark.parametrize(("audience", "debtor"), PACKS)
@pytest.mark.parametrize("secret", NEVER)
def test_what_stays_with_the_firm_is_in_no_pack(audience: str, debtor: str, secret: str) -> None:
    """Notes, other cases, letters between avocats, what is confidential, what nobody cites, places on a disk."""
    assert places(audience, secret, debtor) == []


@pytest.mark.parametrize("secret", INTERNAL)
def test_a_debtor_receives_nothing_internal(secret: str) -> None:
    """Nothing of what the firm knows, weighs or finds, and nothing of another debtor."""
    # The program's own words for a sheet (style, licences of the fonts) are not of the case.
    own = ("site/assets/site.css", "site/assets/Inter-LICENSE.txt", "site/assets/SourceSerif4-LICENSE.txt")
    assert [name for name in places("debiteur", secret, "alpha") if not name.startswith(own)] == []


def test_the_figures_of_a_debtor_leave_out_what_the_firm_weighs() -> None:
    """His décompte has the same total and lines as that of the case, without other readings and without what is not asked."""
    whole, his = (figures(*of) for of in (("avocat", ""), ("debiteur", "alpha")))
    assert (
        whole["not_claimed"] and whole["alternatives"] and places("avocat", "Autre lecture") and places("avocat", "Non demandé")
    )
    assert his["not_claimed"] == his["alternatives"] == his["diagnostics"] == []
    assert his["totals"] == whole["totals"] and his["invoices"] == whole["invoices"]
    assert whole["case"].startswith(f"{his['case']}-")  # the folder's name goes on with the firm's own word for the case


def figures(audience: str, debtor: str) -> dict[str, Any]:
    """The JSON inside the décompte of a pack."""
    reader = pypdf.PdfReader(io.BytesIO(contents(packed(audience, debtor))["actes/decompte.pdf"]))
    found: dict[str, Any] = json.loads(reader.attachments["decompte.json"][0])
    return found


def test_the_other_debtor_receives_nothing_of_the_first() -> None:
    """A guarantor's page has no address, person or estate of the principal debtor."""
    for secret in (ASSET, ASSET_TWO, "12 rue Paradis", "Anne Roux", "a.roux@alpha.example", "123456782", CALL):
        assert places("debiteur", secret, "beta") == [], secret


@pytest.mark.parametrize("asset", [ASSET, ASSET_TWO])
def test_the_estate_is_known_to_the_commissaire_alone(asset: str) -> None:
    """In a sheet of its own, and nowhere else in his pack."""
    assert places("avocat", asset) == []
    where = {name.partition(" ")[0] for name in places("commissaire", asset)}
    assert where == {"fiche-patrimoine.pdf"}


def test_calls_are_told_to_the_avocat_and_not_to_the_commissaire() -> None:
    """Who serves an act does not need to know what was said on the telephone."""
    assert places("avocat", CALL) and places("commissaire", CALL) == []


def test_the_search_finds_what_is_there() -> None:
    """The means of these tests: text of a page, of an attachment, of the index, of a cell, of a name."""
    assert any("pieces/" in name for name in places("avocat", "VISIBLEFACTURE"))
    assert any("recherche.js" in name for name in places("avocat", "VISIBLEFACTURE"))
    assert any("!decompte.csv" in name or "!decompte.json" in name for name in places("debiteur", "F-2026-042", "alpha"))
    assert any("decompte.xlsx!" in name for name in places("avocat", "F-2026-042"))
    assert any(name.endswith("(nom)") for name in places("avocat", "originaux"))
    assert any("(métadonnées)" in name for name in places("avocat", "Décompte de créance"))


def test_every_kind_of_document_says_who_may_receive_it() -> None:
    """A new kind has its row, or its documents reach nobody; a row has its kind."""
    kinds = {*KINDS, *(kind.ID for kind in OCCASIONAL), relance.CALL_SHEET, fiche_patrimoine.ID}
    own = {"decompte_debiteur", "couverture", "bordereau", "formulaire"}
    assert kinds | own == set(RECEIVES)
    assert {audience for row in RECEIVES.values() for audience in row} == set(AUDIENCES.values())


def test_internal_documents_reach_nobody() -> None:
    """The call sheet, the tax statement, what is told to an insurer or a collector; what is for the commissaire is for him alone."""
    assert [
        kind for kind in ("fiche_appel", "etat_tva", "transmission_assureur", "transmission_recouvreur") if RECEIVES[kind]
    ] == []
    for kind in ("fiche_patrimoine", "instruction_execution", "instruction_signification"):
        assert RECEIVES[kind] == (AUDIENCES["commissaire"],)
