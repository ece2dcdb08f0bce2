"""A text that names a piece by its file is printed with the number of the piece, linked to it."""

from __future__ import annotations

from datetime import date

import pytest
from document_cases import BETWEEN_FIRMS, SETTINGS

from dossier.appraise import appraise, law_of
from dossier.documents.document import Document
from dossier.documents.draft import draft_documents, first_debtor
from dossier.documents.kinds import requete
from dossier.documents.matter import Matter
from dossier.documents.named_pieces import with_citations
from dossier.ground.jobs import Outcome
from dossier.ground.world import MemoryWorld
from dossier.load.workspace import load_workspace
from dossier.pieces.bordereau import Bordereau
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces

TODAY = date(2026, 11, 21)
FILES: dict[str, str | bytes] = {
    "dossier.yaml": SETTINGS,
    "cases/x/affaire.yaml": BETWEEN_FIRMS,
    "cases/x/factures.yaml": "- {numero: F-1, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 100.00, pieces: [pieces/f.txt, pieces/bl.txt]}\n",
    "cases/x/journal.yaml": "- {date: 2026-03-10, acte: contestation, sens: recu, motif: 'pose faite, voir [pièce pieces/bl.txt] et [pièces de F-1]'}\n",
    **{f"cases/x/pieces/{name}": name for name in ("kbis.pdf", "devis.pdf", "f.txt", "bl.txt", "secret.txt")},
}


def matter_of(files: dict[str, str | bytes]) -> Matter:
    world = MemoryWorld(files, TODAY)
    workspace = load_workspace(world)
    (case,) = workspace.cases
    found = appraise(case, law_of(workspace), world)
    jobs = inspect_jobs(case, world)
    bordereau = number_pieces(case, found.stage, [Outcome()] * len(jobs), jobs)
    return Matter(
        workspace,
        case,
        found.claim,
        found.stage,
        bordereau,
        (*found.diagnostics, *bordereau.diagnostics),
        True,
        first_debtor(case),
    )


def requete_of(files: dict[str, str | bytes]) -> Document:
    (document,) = requete.draft(matter_of(files))
    return document


def bordereau() -> Bordereau:
    return matter_of(FILES).bordereau


def test_a_text_of_the_case_is_printed_with_the_number() -> None:
    """The reason of a dispute, told in the requête."""
    document = requete_of(FILES)
    assert 'voir <a href="dossier:piece/4">pièce\u00a0n°\u00a04</a> et ' in document.html
    assert '<a href="dossier:piece/3">3</a> et <a href="dossier:piece/4">4</a>' in document.html
    assert "[pi" not in document.html
    assert 4 in document.cites


def test_a_text_that_names_no_piece_withholds_the_act() -> None:
    """DC533 is an error of the evidence; the draft shows the words as they are written."""
    document = requete_of(
        {**FILES, "cases/x/journal.yaml": str(FILES["cases/x/journal.yaml"]).replace("pieces/bl.txt", "pieces/blx.txt")}
    )
    assert "DC533" in [reason.rule for reason in document.reasons]
    assert "[pièce pieces/blx.txt]" in document.html


@pytest.mark.parametrize("mark", ["confidentiel: oui", "nature: correspondance_avocats"])
def test_what_is_kept_out_has_no_number_to_print(mark: str) -> None:
    """A file that is kept out cannot be cited by its name."""
    journal = str(FILES["cases/x/journal.yaml"]).replace("pieces/bl.txt", "pieces/secret.txt")
    journal += f"- {{date: 2026-03-11, canal: courrier, resume: x, pieces: [{{fichier: pieces/secret.txt, {mark}}}]}}\n"
    assert "DC533" in [reason.rule for reason in requete_of({**FILES, "cases/x/journal.yaml": journal}).reasons]


def test_a_template_of_the_workspace_cites_pieces_of_the_case() -> None:
    """In Markdown and in HTML; a name that this case does not have is told with its line."""
    matter = matter_of(
        {**FILES, "templates/acts/requete.html.j2": "<p>Vu la [pièce pieces/devis.pdf]\net la [pièce pieces/absent.pdf].</p>"}
    )
    (document,) = requete.draft(matter)
    assert 'Vu la <a href="dossier:piece/2">pièce\u00a0n°\u00a02</a>' in document.html
    (found,) = [d for d in document.diagnostics if d.code == "DC532"]
    assert str(found.span) == "templates/acts/requete.html.j2:2:7"


def test_a_letter_cites_pieces_on_paper_and_in_its_draft_of_an_email() -> None:
    """The body of a letter is Markdown."""
    text = "Rappel de la [pièce pieces/f.txt].\n\n{{ tableau_des_factures }}\n"
    matter = matter_of(
        {
            **FILES,
            **{
                f"templates/letters/{name}.md.j2": text
                for name in ("mise-en-demeure", "relance-1", "relance-2", "relance-3", "derniere-relance")
            },
        }
    )
    drafts = draft_documents(matter.workspace, matter.case, matter.claim, matter.stage, matter.bordereau, (), True)
    letters = [d for d in drafts if d.dispatch and "Rappel" in d.body]
    assert letters
    for letter in letters:
        assert '<a href="dossier:piece/3">pièce\u00a0n°\u00a03</a>' in letter.body
        assert letter.dispatch is not None
        assert "Rappel de la pièce\u00a0n°\u00a03." in letter.dispatch.text
        assert 3 in letter.cites


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p title="[pièce pieces/f.txt]">x</p>', '<p title="[pièce pieces/f.txt]">x</p>'),
        ("<title>[pièce pieces/f.txt]</title>", "<title>[pièce pieces/f.txt]</title>"),
        ('<a href="#x">[pièce pieces/f.txt]</a>', '<a href="#x">[pièce pieces/f.txt]</a>'),
        (
            "<p>[pièce pieces/../f.txt] [pièce /etc/passwd] [pièce notes/a.md]</p>",
            "<p>[pièce pieces/../f.txt] [pièce /etc/passwd] [pièce notes/a.md]</p>",
        ),
        ("<p>[pièce pieces/&lt;b&gt;.txt]</p>", "<p>[pièce pieces/&lt;b&gt;.txt]</p>"),
        ("<p>[piece pieces/f.txt]</p>", '<p><a href="dossier:piece/3">pièce\u00a0n°\u00a03</a></p>'),
        ("<p>[pièce jointe] [pièce n° 3]</p>", "<p>[pièce jointe] [pièce n° 3]</p>"),
    ],
)
def test_only_sentences_change_and_nothing_of_the_case_becomes_markup(html: str, expected: str) -> None:
    """Attributes, titles and links stay; a name that is none stays as it was escaped."""
    assert with_citations(html, bordereau())[0] == expected
