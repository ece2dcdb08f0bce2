"""The pages of debtors: one a debtor over all its cases, linked from each, with the facts and nothing that judges."""

from __future__ import annotations

import re

from site_fixtures import DOSSIER, compiled

ADDRESS = "adresse: {voie: 12 rue Paradis, code_postal: '13001', commune: Marseille, insee: '13201'}"


def _case(name: str, siren: str) -> str:
    return (
        f"titre: Lenoir c/ {name}\nnature: commerciale\ndebiteurs:\n"
        f"  - {{id: d, type: societe_commerciale, forme: SARL, denomination: {name}, siren: '{siren}', {ADDRESS}}}\n"
        "contrat: {objet: Menuiseries, conclu_le: 2025-11-03, execute_le: 2026-01-12}\n"
    )


def test_one_page_a_debtor_over_all_its_cases() -> None:
    """Two cases under one SIREN share a page; each case leads to it and it leads to each."""
    bill = "- {{numero: {}, date: 2026-01-15, echeance: 2026-02-14, montant_ttc: 4800.00}}\n"
    files = {
        "dossier.yaml": DOSSIER,
        "cases/a/affaire.yaml": _case("SUD BÉTON", "123456782"), "cases/a/factures.yaml": bill.format("F-1"),
        "cases/b/affaire.yaml": _case("SUD BÉTON", "123456782"), "cases/b/factures.yaml": bill.format("F-2"),
        "cases/c/affaire.yaml": _case("NORD <b>BÉTON", "987654324"), "cases/c/factures.yaml": bill.format("F-3"),
    }  # fmt: skip
    tree = compiled(dict(files), frozenset({"site"})).tree.value
    assert tree is not None
    pages = {leaf.path: leaf.blob.read().decode() for leaf in tree.leaves if leaf.path.endswith(".html")}
    own = sorted(path for path in pages if path.startswith("debiteurs/"))
    assert own == ["debiteurs/sarl-nord-b-beton-987654324.html", "debiteurs/sarl-sud-beton-123456782.html"]
    page = pages[own[1]]
    assert "F-1" in page and "F-2" in page and "F-3" not in page
    assert 'href="../cases/a/index.html"' in page and 'href="../cases/b/index.html"' in page
    assert all('href="../../debiteurs/sarl-sud-beton-123456782.html"' in pages[f"cases/{name}/index.html"] for name in "ab")
    assert "<b>BÉTON" not in pages[own[0]] and "&lt;b&gt;BÉTON" in pages[own[0]]
    assert all(f'href="{path}"' in pages["debiteurs.html"] for path in own)
    assert not re.search(r"mauvais payeur|risque|douteux", page)
