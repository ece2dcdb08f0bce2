"""What is printed in spite of reasons against it says « BROUILLON » on each of its pages, whatever it is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from document_cases import ALL_STEPS, FIRMS, Made, make, text_of
from requete_cases import CASES

from dossier.ground.catalogue import found
from dossier.ground.spans import Span

WRONG = found("DC201", "les montants ne s’accordent pas", Span(f"cases/{FIRMS}/factures.yaml", 3, 5))
MANY = "\n".join(
    f"- {{numero: F-{i:03}, date: {date(2025, 1, 10) + timedelta(days=7 * i)}, montant_ttc: 1000.00}}" for i in range(20)
)


def drafted(draft: bool) -> Made:
    """A long case with an error in its amounts, signed by a delegate: all documents of its steps and facts, with their fronts."""
    files = {**CASES["pouvoir"][2], f"cases/{FIRMS}/factures.yaml": MANY, f"cases/{FIRMS}/paiements.yaml": ""}
    return make(FIRMS, ALL_STEPS, files, diagnostics=(WRONG,), draft=draft, fronts=True)


def test_each_page_of_each_draft_says_so(tmp_path: Path) -> None:
    """Letters, décompte, requête, power, list of pieces and cover: no page of a draft can be taken for the paper itself."""
    made = drafted(draft=True)
    papers = [*made.prints, *made.fronts]
    assert {"requete", "pouvoir", "decompte", "bordereau", "couverture", "mise-en-demeure"} <= {p.document.id for p in papers}
    for paper in papers:
        assert paper.document.state == "draft", paper.document.id
        pages = text_of(paper, tmp_path, "-raw").rstrip("\f").split("\f")
        assert len(pages) == paper.pages
        for number, page in enumerate(pages, 1):
            assert "BROUILLON" in re.sub(r"\s", "", page), (paper.document.id, number)
    assert max(paper.pages for paper in papers) > 3


def test_without_asking_for_drafts_nothing_of_it_is_printed(tmp_path: Path) -> None:
    """The same case without the option leaves its papers withheld; what nothing speaks against bears no mark."""
    made = drafted(draft=False)
    assert {d.state for d in made.documents if d.id in ("requete", "pouvoir", "decompte", "mise-en-demeure")} == {"withheld"}
    for paper in (*made.prints, *made.fronts):
        assert paper.document.state == "ready"
        assert "BROUILLON" not in re.sub(r"\s", "", text_of(paper, tmp_path, "-raw")), paper.document.id
