"""What a pack holds, that it is the same each time, and that it never leads out of itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pack_cases import (
    AFFAIRE,
    CASE,
    DOSSIER,
    FACTURES,
    JOURNAL,
    RUNNER,
    SEALED_FILE,
    TODAY,
    contents,
    files,
    made,
    packed,
    page,
    zipped,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "site"))
from site_links import dead_links, seen

from dossier.ground.blobs import Blob
from dossier.ground.world import MemoryWorld
from dossier.pack.archive import Member, TooLarge, write_archive
from dossier.pack.contents import safe_name
from dossier.pack.make import make_pack
from dossier.pack.pack import MANIFEST, Order, Pack
from dossier.pieces.plan import LOCK
from dossier.site.audience import AUDIENCES

ADVISERS = """
conseil:
  type: commissaire
  nom: SCP Huissier
  adresse: {voie: 1 rue du Palais, code_postal: "69003", commune: Lyon}
"""

ALONE = AFFAIRE[: AFFAIRE.index("  - id: beta")] + AFFAIRE[AFFAIRE.index("contrat:") :]
"""The case with one debtor."""


def paths(pack: Pack) -> list[str]:
    return [item.path for item in pack.items]


def manifest(pack: Pack) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(contents(pack)[MANIFEST])
    return found


def pages(pack: Pack) -> dict[str, str]:
    return {path: data.decode() for path, data in contents(pack).items() if path.endswith(".html")}


def given(**changes: str) -> dict[str, bytes | str]:
    """The files of the workspace with some of the case replaced."""
    return {**files(), **{f"cases/{CASE}/{name}.yaml": text for name, text in changes.items()}}


def test_the_avocat_gets_acts_bundle_pieces_originals_site_and_workbook() -> None:
    """One of each, in an order that begins with what a person reads first."""
    found = paths(packed("avocat"))
    assert found[:4] == ["LISEZMOI.txt", "manifeste.json", "SHA256SUMS", "horodatage.tsq"] and found[4:] == sorted(found[4:])
    wanted = {"actes/decompte.pdf", "actes/bordereau.pdf", "actes/requete.pdf", "bundle.pdf", "decompte.xlsx", "site/index.html"}
    assert wanted <= set(found) and "fiche-patrimoine.pdf" not in found
    assert len([path for path in found if path.startswith("pieces/")]) == 4
    assert len([path for path in found if path.startswith("originaux/")]) == 4
    assert "fiche-patrimoine.pdf" in paths(packed("commissaire"))


def test_originals_are_given_back_byte_for_byte() -> None:
    """As received, under the number of their piece."""
    found = contents(packed("avocat"))
    assert found["originaux/Piece-02_F-2026-042.pdf"] == page("Facture F-2026-042 VISIBLEFACTURE")


def test_the_manifest_names_every_file_and_every_piece() -> None:
    """SHA-256, size and role of all files but those that follow from it; the rows of the bordereau with their originals."""
    pack = packed("avocat")
    told, blobs = manifest(pack), {item.path: item.blob for item in pack.items}
    rows = {row["path"]: row for row in told["files"]}
    assert set(rows) == set(blobs) - {"manifeste.json", "SHA256SUMS", "horodatage.tsq"}
    assert all((row["sha256"], row["size"]) == (blobs[path].sha256, blobs[path].size) for path, row in rows.items())
    assert told["case"] == CASE and told["for"] == "avocat" and told["date"] == "2026-11-21"
    assert [(piece["number"], piece["original"]) for piece in told["pieces"]][1] == (2, "originaux/Piece-02_F-2026-042.pdf")
    assert rows["originaux/Piece-02_F-2026-042.pdf"]["source"] == "pieces/F-2026-042.pdf"
    assert not {"pieces", "commit"} & manifest(packed("debiteur", "alpha")).keys()


def test_the_first_pack_is_the_second_one() -> None:
    """Numbers are frozen before anything is printed: the lock that the first pack writes changes no byte of the next."""
    first = packed("avocat")
    assert [row.number for row in first.frozen] == [1, 2, 3, 4] and first.lock
    again = made("avocat", given=files(first.lock)).pack
    assert again is not None and again.frozen == () and again.lock == ""
    assert zipped(again.items) == zipped(first.items)
    other = made("commissaire", given=files(first.lock)).pack
    assert other is not None and other.lock == "" and zipped(other.items) == zipped(packed("commissaire").items)


def test_numbers_that_were_communicated_stay() -> None:
    """A piece that comes before the others in the order takes the next number, in the lock and in the pack."""
    lock = packed("avocat").lock
    more = FACTURES.replace("pieces: [pieces/F-2026-042.pdf]", "pieces: [pieces/bl.pdf, pieces/F-2026-042.pdf]")
    pack = made(
        "avocat", given={**given(factures=more), f"cases/{CASE}/pieces/bl.pdf": page("BL"), f"cases/{CASE}/{LOCK}": lock}
    ).pack
    assert pack is not None and [row.number for row in pack.frozen] == [5]
    assert "originaux/Piece-05_bl.pdf" in paths(pack) and "originaux/Piece-02_F-2026-042.pdf" in paths(pack)


def test_a_debtor_makes_no_number_definitive() -> None:
    """Nothing numbered is given to him, so nothing is communicated; the letters to him, his page and his invoices are."""
    pack = packed("debiteur", "beta")
    assert pack.frozen == () and pack.lock == ""
    assert not [path for path in paths(pack) if path.startswith(("pieces/", "originaux/", "factures/", "bundle"))]
    one = made("debiteur", "alpha", given(affaire=ALONE)).pack
    assert one is not None
    assert [path for path in paths(one) if path.startswith("factures/")] == ["factures/F-2026-042.pdf", "factures/F-2026-051.pdf"]


NO_PAGE = {
    "décès": ("alpha", "- {date: 2026-10-02, acte: deces_debiteur, debiteur: alpha}\n", "le débiteur est décédé"),
    "cession": ("alpha", "- {date: 2026-10-02, acte: cession_de_creance, a_qui: FACTOR SA}\n", "la créance est cédée"),
    "perte": ("alpha", "- {date: 2026-10-02, acte: passage_en_perte}\n", "la créance est passée en perte"),
    "caution": ("beta", "", "une caution répond de son propre engagement"),
    "caution, cession": ("beta", "- {date: 2026-10-02, acte: cession_de_creance, a_qui: FACTOR SA}\n", "une caution"),
}


@pytest.mark.parametrize("why", NO_PAGE)
def test_a_page_that_a_statement_would_not_be_is_in_no_pack(why: str) -> None:
    """What `build --audience debiteur` withholds, a pack withholds too, and says so; a guarantor keeps the figures (C. civ. 2302)."""
    debtor, journal, words = NO_PAGE[why]
    files = given()
    path = f"cases/{CASE}/journal.yaml"
    before = files[path]
    files[path] = f"{before if isinstance(before, str) else before.decode()}\n{journal}"
    found = made("debiteur", debtor, files)
    assert found.pack is not None
    assert [d.message for d in found.diagnostics if d.code == "DC706" and words in d.message]
    assert not [path for path in paths(found.pack) if path.startswith("site/")]
    assert ("actes/decompte.pdf" in paths(found.pack)) == (why == "caution")


def test_a_credit_note_is_given_to_the_debtor_under_its_own_number() -> None:
    """It lowers an invoice of his; its file is not a second copy of that invoice."""
    note = """- {numero: A-2026-003, type: avoir, sur: F-2026-042, date: 2026-04-10, montant_ht: 100.00, tva: 20.00, montant_ttc: 120.00,
   pieces: [pieces/A-2026-003.pdf]}
"""
    files = given(affaire=ALONE, factures=FACTURES.rstrip() + "\n" + note) | {
        f"cases/{CASE}/pieces/A-2026-003.pdf": page("Avoir")
    }
    pack = made("debiteur", "alpha", files).pack
    assert pack is not None
    given_on = [path for path in paths(pack) if path.startswith("factures/")]
    assert given_on == ["factures/A-2026-003.pdf", "factures/F-2026-042.pdf", "factures/F-2026-051.pdf"]


def test_errors_stand_against_a_pack_unless_a_draft_is_asked_for() -> None:
    """No pack, no number, and the findings; or with drafts, each of which says so."""
    wrong = given(factures=FACTURES.replace("montant_ttc: 4800.00", "montant_ttc: 4900.00"))
    refused = made("avocat", given=wrong)
    assert refused.pack is None and [d.code for d in refused.diagnostics if d.severity == "error"]
    draft = made("avocat", given=wrong, draft=True).pack
    assert draft is not None and "actes/requete.pdf" in paths(draft)


def test_a_case_that_cannot_be_read_gives_no_pack() -> None:
    """The findings say why."""
    broken = made("avocat", given=given(affaire="titre: [\n"))
    assert broken.pack is None and broken.diagnostics


def test_what_cannot_be_communicated_stands_against_a_draft_too() -> None:
    """A communicated piece that was changed since: its number must not be given to other bytes."""
    changed = {**files(packed("avocat").lock), f"cases/{CASE}/pieces/devis.pdf": page("Autre devis")}
    found = made("avocat", given=changed, draft=True)
    assert found.pack is None and "DC503" in {d.code for d in found.diagnostics}


@pytest.mark.parametrize(
    ("day", "limit"), [("2026-08-19", "19 février 2027"), ("2026-09-10", "10 décembre 2026")], ids=["ancien", "nouveau"]
)
def test_the_commissaire_is_told_the_day_by_which_to_serve(day: str, limit: str) -> None:
    """Six months for an order of before 1 September 2026, three months for one of that day or later (CPC 1411), and the instruction."""
    acts = f"""
- {{date: 2026-08-10, acte: requete_injonction, juridiction: Tribunal des activités économiques de Marseille, montant: 6000.00}}
- {{date: {day}, acte: ordonnance_injonction, juridiction: Tribunal des activités économiques de Marseille, accorde: 6000.00, pieces: [pieces/ordonnance.pdf]}}
"""
    before = JOURNAL.replace("date: 2026-09-01", "date: 2026-06-20").replace("2026-09-16", "2026-07-10")
    journal = before.replace("presente_le: 2026-09-03", "presente_le: 2026-06-22") + acts
    case = {**given(journal=journal, affaire=ALONE), "dossier.yaml": DOSSIER + ADVISERS}
    case[f"cases/{CASE}/pieces/ordonnance.pdf"] = page("Ordonnance")
    done = made("commissaire", given=case)
    pack = done.pack
    assert pack is not None, [f"{d.code} {d.message}" for d in done.diagnostics if d.severity == "error"]
    text = " ".join(contents(pack)["LISEZMOI.txt"].decode().replace("\u00a0", " ").split())
    assert f"au plus tard le {limit}" in text and "art. 1411" in text
    assert "actes/instruction-de-signifier.pdf" in paths(pack)
    assert "actes/instruction-de-signifier.pdf" not in paths(made("avocat", given=case).pack or packed("avocat"))


def test_withheld_acts_are_named() -> None:
    """An act that a missing fact keeps back is in the read-me with the reason."""
    case = {
        **given(),
        "dossier.yaml": DOSSIER.replace("  representant: {nom: Paul Lenoir, fonction: président, civilite: M.}\n", ""),
    }
    pack = made("avocat", given=case).pack
    assert pack is not None and [row.title for row in pack.withheld] == ["Requête en injonction de payer"]
    text = contents(pack)["LISEZMOI.txt"].decode().replace("\u00a0", " ")
    assert "ACTES QUI NE SONT PAS JOINTS" in text and "- Requête en injonction de payer : " in text


def test_the_read_me_fits_a_window_and_names_what_is_there() -> None:
    """Short lines, and one for each part of the pack."""
    for audience, debtor in (("avocat", ""), ("commissaire", ""), ("debiteur", "alpha")):
        pack = packed(audience, debtor)
        text = contents(pack)["LISEZMOI.txt"].decode()
        assert max(map(len, text.splitlines())) <= 88 and "\r" not in text
        for top in {path.partition("/")[0] for path in paths(pack)} - {"LISEZMOI.txt"}:
            assert top in text, (audience, top)


PORTFOLIO = ("Portefeuille", "echeances.html", "anomalies.html", "douteuses.html", "portefeuille", "2026-077")


@pytest.mark.parametrize("audience", ["avocat", "commissaire"])
def test_every_link_of_a_site_leads_into_the_pack(audience: str) -> None:
    """Pages, downloads in the folders beside, pictures: nothing dead, and nothing of a portfolio."""
    pack = packed(audience)
    found = pages(pack)
    assert dead_links(found, paths(pack)) == []
    linked = {link for html in found.values() for _, link in seen(html).links}
    assert {"../bundle.pdf", "../actes/requete.pdf", "../decompte.xlsx", "originaux.html"} <= linked
    assert any(link.startswith("../../originaux/Piece-02") for link in linked)
    for path, html in found.items():
        assert seen(html).forbidden == [], path
        assert not [word for word in PORTFOLIO if word in html], path
        assert "default-src 'none'" in html and html.count("Content-Security-Policy") == 1


def test_findings_are_for_the_avocat() -> None:
    """He sees them with the page of their rule; the commissaire sees neither them nor that there are none."""
    avocat, commissaire = (contents(packed(audience)) for audience in ("avocat", "commissaire"))
    assert "site/regles/DC303.html" in avocat and "DC303" in avocat["site/index.html"].decode()
    assert not [path for path in commissaire if "/regles/" in path]
    text = commissaire["site/index.html"].decode()
    assert "DC303" not in text and "Aucune anomalie" not in text


def test_the_page_of_a_debtor_holds_figures_and_no_script() -> None:
    """Invoices, payments, balance, how to pay; no script, no link but to its own looks."""
    pack = packed("debiteur", "alpha")
    found = pages(pack)
    assert list(found) == ["site/index.html"]
    html = found["site/index.html"]
    assert dead_links(found, paths(pack)) == [] and "<script" not in html and "<a " not in html
    assert seen(html).forbidden == []
    # On a telephone a row becomes a list, in which each figure says what it is.
    assert [html.count(f'data-l="{name}"') for name in ("Échéance", "Montant TTC", "Avoirs", "Principal restant")] == [2, 2, 2, 2]
    for word in ("F-2026-042", "4 800,00", "Reste dû", "FR76 3000 6000 0112 3456 7890 189", "Comment payer"):
        assert word in html.replace("\u202f", " ").replace("\u00a0", " "), word


def test_no_payment_is_asked_of_who_may_not_pay() -> None:
    """After the opening of a procédure collective the page shows the account and asks for nothing."""
    opened = (
        JOURNAL + "- {date: 2026-10-01, acte: procedure_collective, type: liquidation, bodacc_le: 2026-10-05, debiteur: alpha}\n"
    )
    pack = made("debiteur", "alpha", given(journal=opened)).pack
    assert pack is not None
    html = pages(pack)["site/index.html"]
    assert "ce relevé ne demande aucun paiement" in html and "FR76" not in html.replace("\u202f", "").replace("\u00a0", "")
    assert "site/assets/paiement.svg" not in paths(pack)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Facture n° 12 œuvre.PDF", "Facture-n-12-oeuvre.pdf"), ("virement.pdf.exe", "virement-pdf-exe.bin"), ("x.html", "x-html.bin"),
        ("macro.docm", "macro-docm.bin"), ("appel.m4a", "appel.m4a"), ("…", "fichier.bin"), ("CON.txt", "CON.txt"), ("a.svg", "a-svg.bin"),
    ],
)  # fmt: skip
def test_no_original_gets_a_name_that_runs(name: str, safe: str) -> None:
    """Letters of ASCII, and an ending that opens and does not start."""
    assert safe_name(name) == safe


def test_members_are_read_one_at_a_time() -> None:
    """Each is written before the next is asked for: a pack takes the memory of its largest file."""
    seen_: list[str] = []

    def members() -> Iterator[Member]:
        for number in range(3):
            seen_.append(f"ask {number}")
            yield Member(f"{number}", Blob.of(b"x"))

    write_archive(members(), lambda data: seen_.append("write"))
    assert seen_ == ["ask 0", "write", "write", "ask 1", "write", "write", "ask 2", "write", "write", "write"]


def test_more_than_a_zip_can_hold_is_refused() -> None:
    """65 000 files at most: an archive that some reader misreads is not made."""
    with pytest.raises(TooLarge):
        write_archive((Member(f"{number}", Blob.of(b"")) for number in range(65_001)), lambda data: None)


def test_the_packs_are_for_those_whom_they_name() -> None:
    """The three audiences, and what is kept out is a piece of none."""
    assert set(AUDIENCES) == {"avocat", "commissaire", "debiteur"}
    assert not [path for path in paths(packed("avocat")) if SEALED_FILE in path]


def test_acts_for_word_processors_are_joined_when_asked_for() -> None:
    """Each act beside its PDF, linked from its page; the draft of the e-mail that would carry a letter is in no pack."""
    pack = make_pack(MemoryWorld(files(), TODAY), RUNNER, Order(CASE, AUDIENCES["avocat"], docx=True)).pack
    assert pack is not None and "actes/requete.docx" in paths(pack)
    assert dead_links(pages(pack), paths(pack)) == []
    assert not [path for path in paths(pack) if path.endswith(".eml") and not path.startswith("originaux/")]


def test_a_second_pack_makes_nothing_anew() -> None:
    """What was printed, bound and drawn for one is taken over by the next of the same audience."""
    packed("avocat")
    before = RUNNER.executed
    assert made("avocat", given=files(packed("avocat").lock)).pack is not None and RUNNER.executed == before


def test_the_sheet_of_the_estate_tells_source_and_day() -> None:
    """Each debtor with what is known, from where and since when; what somebody wrote stays text; without anything, no sheet."""
    hostile = AFFAIRE.replace("detail: CACHEALPHA, source: chèque", "detail: '<b>CACHEALPHA</b> {{ 7 * 7 }}', source: chèque")
    found = made("commissaire", given=given(affaire=hostile)).pack
    assert found is not None
    text = pypdf.PdfReader(BytesIO(contents(found)["fiche-patrimoine.pdf"])).pages[0].extract_text().replace("\u00a0", " ")
    for words in ("<b>CACHEALPHA</b> {{ 7 * 7 }}", "chèque", "12/01/2026", "CACHEBETA", "visite", "13/01/2026", "Caution"):
        assert words in text, words
    none = "\n".join(line for line in AFFAIRE.splitlines() if "patrimoine" not in line)
    bare = made("commissaire", given=given(affaire=none)).pack
    assert bare is not None and "fiche-patrimoine.pdf" not in paths(bare)


def test_a_piece_without_picture_leads_to_the_file_as_received() -> None:
    """A recording has no page: its own page leads to the list of received files, and names no place in a workspace."""
    more = FACTURES.replace(
        "pieces: [pieces/F-2026-051.pdf]", "pieces: [pieces/F-2026-051.pdf, {fichier: pieces/plan.dwg, titre: Plan}]"
    )
    pack = made("avocat", given={**given(factures=more), f"cases/{CASE}/pieces/plan.dwg": b"AC1032" + bytes(90)}, draft=True).pack
    assert pack is not None
    number = next(piece["number"] for piece in manifest(pack)["pieces"] if piece["title"] == "Plan")
    html = pages(pack)[f"site/pieces/{number}.html"]
    assert 'href="../originaux.html"' in html and f"cases/{CASE}" not in html
    assert f"originaux/Piece-{number:02}_plan-dwg.bin" in paths(pack)
    assert dead_links(pages(pack), paths(pack)) == []
