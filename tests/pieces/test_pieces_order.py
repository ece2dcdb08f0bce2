"""The order of a bordereau, what its pieces are called, and which files stay out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from exhibits import bordereau_of, case_of, codes, invoice, text_file, titles, world_of

from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.pieces.cited import citations, uncited
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.titles import by_name

ROOT = Path(__file__).parents[2]
AFFAIRE = """titre: Atelier Lenoir c/ Sud Béton
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    siren: "123456782"
    verifications:
      - {nature: bodacc, le: 2026-11-01, piece: pieces/bodacc.txt}
      - {nature: kbis, le: 2026-11-02, piece: pieces/kbis.txt}
contrat:
  reference: D-2025-031
  conclu_le: 2025-02-03
  pieces: [pieces/devis-signe.txt, pieces/cgv.txt]
"""
FILES: dict[str, str | bytes] = {
    "affaire.yaml": AFFAIRE,
    "factures.yaml": invoice("F-2", "2026-02-01", "pieces/f2.txt")
    + invoice("F-1", "2026-01-15", "pieces/f1.txt", "pieces/bl-1.txt", "pieces/cmr.txt")
    + "- {numero: A-1, type: avoir, sur: F-1, date: 2026-03-01, montant_ttc: 10.00, pieces: [pieces/a1.txt]}\n",
    "paiements.yaml": "- {date: 2026-04-02, montant: 5.00, facture: F-1, pieces: [pieces/avis-credit.txt]}\n"
    "- {date: 2026-05-02, montant: 5.00, moyen: cheque, rejete_le: 2026-05-09, pieces: [pieces/rejet.txt]}\n",
    "frais.yaml": "- {date: 2026-01-20, libelle: Constat de livraison, montant: 1.00, pieces: [pieces/constat.txt]}\n",
    "journal.yaml": "- {date: 2026-03-10, canal: courriel, sens: recu, resume: x, pieces: [pieces/mail.txt]}\n"
    "- date: 2026-09-01\n  acte: mise_en_demeure\n  canal: lrar\n  delai_jusqu_au: 2026-09-16\n  suivi: 1A 1\n"
    "  pieces: [pieces/lettre.txt, pieces/ar.txt]\n"
    "- {date: 2026-04-20, acte: relance, canal: courrier, sens: emis, niveau: relance_3, pieces: [pieces/relance.txt]}\n",
}
NAMES = (
    "kbis", "bodacc", "devis-signe", "cgv", "f1", "bl-1", "cmr", "a1", "f2", "mail", "avis-credit", "relance", "rejet", "lettre", "ar",
    "constat",
)  # fmt: skip


def whole() -> dict[str, str | bytes]:
    """The case with all its files."""
    return {**FILES, **{f"pieces/{name}.txt": text_file(name) for name in NAMES}}


def test_pieces_follow_the_order_of_the_acts() -> None:
    """Who the debtor is, the contract, each invoice with its proofs and credit notes, then letters and payments by date, costs."""
    assert [piece.path.rpartition("/")[2].removesuffix(".txt") for piece in bordereau_of(whole()).pieces] == list(NAMES)


def test_titles_are_derived_from_the_entries() -> None:
    """Neutral, with the number or the date that tells pieces apart."""
    assert titles(bordereau_of(whole(), inspect=False)) == [
        "Extrait Kbis de SUD BÉTON",
        "Annonces BODACC concernant SUD BÉTON",
        "Devis signé (D-2025-031)",
        "Conditions générales de vente",
        "Facture F-1",
        "Bon de livraison (facture F-1)",
        "Lettre de voiture (facture F-1)",
        "Avoir A-1",
        "Facture F-2",
        "Courriel du débiteur, 10/03/2026",
        "Avis de crédit du 02/04/2026",
        "Lettre au débiteur, 20/04/2026",
        "Rejet du versement du 02/05/2026",
        "Mise en demeure de payer",
        "Avis de réception n°\u00a01A\u00a01",
        "Constat de livraison",
    ]


def test_natures_and_invoices_follow() -> None:
    """The nature is that of the entry or of the file name; credit notes and proofs belong to their invoice."""
    pieces = {piece.path.rpartition("/")[2]: piece for piece in bordereau_of(whole(), inspect=False).pieces}
    natures = {name: pieces[f"{name}.txt"].nature for name in ("kbis", "cgv", "f1", "bl-1", "a1", "mail", "avis-credit", "ar")}
    assert natures == {
        "kbis": "identite", "cgv": "contrat", "f1": "facture", "bl-1": "livraison", "a1": "facture", "mail": "correspondance",
        "avis-credit": "paiement", "ar": "preuve_postale",
    }  # fmt: skip
    assert pieces["a1.txt"].invoice == pieces["bl-1.txt"].invoice == "F-1"


def test_what_is_written_by_hand_wins() -> None:
    """Title, date and nature of a reference, wherever the file is cited first."""
    files = {
        "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt"),
        "journal.yaml": "- {date: 2026-02-01, canal: courriel, resume: x, pieces: [{fichier: pieces/a.txt, titre: Facture d'acompte, "
        "date: 2026-01-14, nature: autre}]}\n",
        "pieces/a.txt": b"a",
    }
    (piece,) = bordereau_of(files).pieces
    assert (piece.title, piece.date, piece.nature) == ("Facture d’acompte", date(2026, 1, 14), "autre")
    assert piece.invoice == "F-1"
    assert len(piece.cited_by) == 2


def test_entries_and_pieces_of_later_days_do_not_exist_yet() -> None:
    """On 1 March the credit note of that day is known, the letter of April is not; its file is not called uncited."""
    early = bordereau_of(whole(), date(2026, 3, 1), inspect=False)
    assert "Avoir A-1" in titles(early)
    assert not any("Lettre" in title and "voiture" not in title for title in titles(early))
    assert "DC502" not in codes(early)


def test_a_piece_dated_after_today_is_unknown() -> None:
    """Even when its entry is old: the paper does not exist yet."""
    files = {
        "factures.yaml": invoice("F-1", "2026-01-15", "{fichier: pieces/a.txt, date: 2026-12-01}"),
        "pieces/a.txt": b"a",
    }
    assert bordereau_of(files).pieces == ()
    assert len(bordereau_of(files, date(2026, 12, 1)).pieces) == 1


def test_what_must_not_be_shown_is_kept_out_with_its_reason() -> None:
    """Letters between avocats unless official, mediation, what the firm marks confidential: named, never numbered."""
    files = {
        "journal.yaml": "- date: 2026-02-01\n  canal: courrier\n  resume: x\n  pieces:\n"
        "    - {fichier: pieces/a.txt, nature: correspondance_avocats}\n"
        "    - {fichier: pieces/b.txt, nature: correspondance_avocats, officielle: oui}\n"
        "    - {fichier: pieces/c.txt, nature: mediation}\n"
        "    - {fichier: pieces/d.txt, confidentiel: oui}\n",
        **{f"pieces/{name}.txt": text_file(name) for name in "abcd"},
    }
    world = world_of(files)
    found = bordereau_of(files)
    assert [piece.path for piece in found.pieces] == ["cases/x/pieces/b.txt"]
    assert [(kept.path, bool(kept.rule)) for kept in found.kept_out] == [
        ("pieces/a.txt", True), ("pieces/c.txt", True), ("pieces/d.txt", False)
    ]  # fmt: skip
    assert codes(found) == ["DC506", "DC506"]
    assert [job.options["path"] for job in inspect_jobs(case_of(world), world)] == ["pieces/b.txt"], "secret files stay closed"


def test_a_confidential_mark_anywhere_closes_the_file() -> None:
    """One entry cites it freely, another marks it: the mark wins."""
    files = {
        "journal.yaml": "- {date: 2026-02-01, resume: x, pieces: [pieces/a.txt]}\n"
        "- {date: 2026-02-02, resume: y, pieces: [{fichier: pieces/a.txt, confidentiel: oui}]}\n",
        "pieces/a.txt": b"a",
    }
    assert bordereau_of(files).pieces == ()


def test_a_file_cited_twice_is_one_piece_and_so_is_its_copy() -> None:
    """Same path: silent. Same bytes under another name: one number for both paths, and a warning."""
    files = {
        "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt")
        + invoice("F-2", "2026-01-16", "pieces/a.txt", "pieces/copie.txt"),
        "pieces/a.txt": b"same",
        "pieces/copie.txt": b"same",
    }
    found = bordereau_of(files)
    assert len(found.pieces) == 1
    assert codes(found) == ["DC501"]
    assert found.number_of("pieces/a.txt") == found.number_of("pieces/copie.txt") == 1
    assert found.numbers(("pieces/copie.txt", "pieces/nothing.txt")) == (1,)


def test_files_that_nothing_cites_are_named() -> None:
    """They prove nothing until an entry says what."""
    files = {"factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt"), "pieces/a.txt": b"a", "pieces/z/scan.txt": b"z"}
    assert uncited(case_of(world_of(files))) == ("pieces/z/scan.txt",)
    assert codes(bordereau_of(files)) == ["DC502"]


def test_an_entry_that_cannot_be_read_may_cite_a_file() -> None:
    """While an entry is left out for a fault, no file is said to be cited by nothing."""
    files = {"factures.yaml": invoice("F-1", "2026-02-30", "pieces/a.txt"), "pieces/a.txt": b"a"}
    assert codes(bordereau_of(files)) == []


def test_an_absent_file_keeps_its_number() -> None:
    """`check` names it; the bordereau keeps its place, without pages."""
    files = {"factures.yaml": invoice("F-1", "2026-01-15", "pieces/absent.txt", "pieces/a.txt"), "pieces/a.txt": b"a"}
    found = bordereau_of(files)
    assert [(piece.number, piece.pages, piece.original is None) for piece in found.pieces] == [(1, None, True), (2, 1, False)]
    assert found.pieces[0].remarks == ("le fichier est absent",)
    assert codes(found) == []


def test_a_path_out_of_the_case_is_no_piece() -> None:
    """`check` refuses it; no number is lost on it and nothing is opened."""
    files = {
        "factures.yaml": invoice("F-1", "2026-01-15", "../../secret.txt", "/etc/passwd", "pieces/a.txt"),
        "pieces/a.txt": b"a",
    }
    assert [piece.path for piece in bordereau_of(files).pieces] == ["cases/x/pieces/a.txt"]


def test_the_problems_of_a_file_stand_at_the_entry_that_cites_it() -> None:
    """Number, path and reason, at the line of the citation."""
    files = {"factures.yaml": invoice("F-1", "2026-01-15", "pieces/envoi.zip"), "pieces/envoi.zip": b"PK\x03\x04"}
    (diagnostic,) = bordereau_of(files).diagnostics
    assert (diagnostic.code, diagnostic.span.file, diagnostic.span.line) == ("DC517", "cases/x/factures.yaml", 1)
    assert diagnostic.message == "pièce n° 1, pieces/envoi.zip : le format ZIP ne s’imprime pas"


def test_attachments_bear_the_number_of_their_mail() -> None:
    """The third piece is a mail: its attachment is 3.1."""
    mail = (
        b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nbonjour\n--b\nContent-Type: text/plain\n"
        b"Content-Disposition: attachment; filename=n.txt\n\nn\n--b--\n"
    )
    files = {
        "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.txt", "pieces/b.txt", "pieces/m.eml"),
        "pieces/a.txt": b"a", "pieces/b.txt": b"b", "pieces/m.eml": mail,
    }  # fmt: skip
    piece = bordereau_of(files).pieces[2]
    assert (piece.kind, [annex.label for annex in piece.annexes]) == ("eml", ["3.1"])


@pytest.mark.parametrize(
    ("name", "title", "nature"),
    [
        ("pieces/devis-D-31.pdf", "Devis", "contrat"),
        ("pieces/Devis_signé.PDF", "Devis signé", "contrat"),
        ("pieces/bl-221.jpg", "Bon de livraison", "livraison"),
        ("pieces/bon de commande 4.pdf", "Bon de commande", "commande"),
        ("pieces/ar.pdf", "Avis de réception", "preuve_postale"),
        ("pieces/avis-credit-2026.pdf", "Avis de crédit", "paiement"),
    ],
)
def test_a_file_name_may_say_what_it_is(name: str, title: str, nature: str) -> None:
    """The longest known beginning decides, accents and case aside."""
    assert by_name(name) == (title, nature)


def test_a_name_that_says_nothing_suggests_nothing() -> None:
    """`article.pdf` begins with `ar` and is no postal receipt."""
    assert by_name("pieces/article.pdf") is None
    assert by_name("pieces/scan0042.pdf") is None


def test_the_example_of_the_papers_is_numbered_as_it_is_drawn() -> None:
    """Kbis, quote, conditions, invoices with their notes, mail, statements, mise en demeure, receipt."""
    world = DiskWorld(ROOT, date(2026, 11, 21))
    case = next(case for case in load_workspace(world).cases if case.id == "2026-014-sud-beton")
    found = list(dict.fromkeys(citation.title for citation in citations(case, world.today)))
    assert found[0] == "Extrait Kbis de Sud Béton"
    assert found[3:5] == ["Facture F-2025-087", "Bon de livraison signé n° 221"]
    assert found[-4:] == [
        "Courriel de Sud Béton annonçant un règlement",
        "Extraits de relevés, versements reçus (expurgés)",
        "Mise en demeure de payer",
        "Preuve de dépôt et avis de réception n° 1A 123 456 7890 1",
    ]
