"""Which rules govern the delay: the whole table of debtors, natures and creditors."""

from __future__ import annotations

from typing import get_args

import pytest
from claim_cases import case, claim_of, invoice

from dossier.claim.regime import choose_regime
from dossier.law.law import Certainty
from dossier.law.names import TAUX_LEGAL_AUTRES, TAUX_LEGAL_PARTICULIERS
from dossier.model.case import Nature
from dossier.model.party import PartyType

TYPES = get_args(PartyType)
NATURES = get_args(Nature)

# Columns: a professional creditor, a private one, a public one. P professionnels, C consommation, V civil, A acheteur public.
TABLE = """
                     commerciale civile consommation credit_consommation bail_habitation transport telecom marche_public
societe_commerciale  PVV         VVV    CCC          CCC                 CCC             PVV       PVV     AAA
societe_civile       PVV         VVV    CCC          CCC                 CCC             PVV       PVV     AAA
commercant           PVV         VVV    CCC          CCC                 CCC             PVV       PVV     AAA
artisan              PVV         VVV    CCC          CCC                 CCC             PVV       PVV     AAA
profession_liberale  PVV         VVV    CCC          CCC                 CCC             PVV       PVV     AAA
agriculteur          PVV         VVV    CCC          CCC                 CCC             PVV       PVV     AAA
association          PVV         VVV    CCC          CCC                 CCC             PVV       PVV     AAA
particulier          CVV         CVV    CCC          CCC                 CCC             CVV       CVV     AAA
personne_publique    AAA         VVV    VVV          VVV                 VVV             AAA       AAA     AAA
"""
LETTERS = {"P": "professionnels", "C": "consommation", "V": "civil", "A": "acheteur_public"}
CREDITORS = ("societe_commerciale", "particulier", "personne_publique")


def rows() -> list[tuple[str, str, str, str]]:
    """Debtor's type, nature, creditor's type, regime."""
    head, *lines = (line.split() for line in TABLE.strip().splitlines())
    return [
        (debtor, nature, creditor, LETTERS[letter])
        for debtor, *cells in lines
        for nature, cell in zip(head, cells, strict=True)
        for creditor, letter in zip(CREDITORS, cell, strict=True)
    ]


def party(kind: str) -> dict[str, str]:
    """A party of a type."""
    return {"type": kind, "nom": "Petit", "prenoms": "Jeanne"} if kind == "particulier" else {"type": kind, "denomination": "X"}


def test_the_table_is_whole() -> None:
    """Every type of debtor and every nature stands in the table."""
    assert {row[0] for row in rows()} == set(TYPES) and {row[1] for row in rows()} == set(NATURES)
    assert len(rows()) == len(TYPES) * len(NATURES) * len(CREDITORS)


@pytest.mark.parametrize(("debtor", "nature", "creditor", "name"), rows())
def test_the_regime_of_a_debtor_a_nature_and_a_creditor(debtor: str, nature: str, creditor: str, name: str) -> None:
    """The regime follows from the three, with a reason; the column of the legal rate from the creditor alone."""
    regime = choose_regime(case(nature=nature, debtors=[{"id": "d", **party(debtor)}], creditor=party(creditor)))
    assert regime.name == name
    assert len(regime.reason) > 10 and regime.rule
    assert regime.column == (TAUX_LEGAL_PARTICULIERS if creditor == "particulier" else TAUX_LEGAL_AUTRES)
    assert regime.needs_notice is (name in ("consommation", "civil"))


@pytest.mark.parametrize("creditor", TYPES)
def test_who_acts_professionally_by_his_type(creditor: str) -> None:
    """All but the private person and the public one claim the penalties of L441-10 from a company."""
    regime = choose_regime(case(creditor=party(creditor)))
    assert regime.name == ("civil" if creditor in ("particulier", "personne_publique") else "professionnels")


@pytest.mark.parametrize("debtor", [kind for kind in TYPES if kind not in ("particulier", "personne_publique")])
def test_a_professional_by_reading_is_told_with_the_other_total(debtor: str) -> None:
    """« Tout professionnel » reaches an association or a société civile by a reading: DC331, and the civil total beside it."""
    letter = {"date": "2026-03-05", "acte": "mise_en_demeure", "delai_jusqu_au": "2026-03-20"}
    claim = claim_of(
        "2026-03-31",
        invoices=[invoice("A", "2026-01-02", "1000.00", "2026-02-01")],
        journal=[letter],
        debtors=[{"id": "d", **party(debtor)}],
    )
    inferred = debtor in ("societe_civile", "profession_liberale", "agriculteur", "association")
    assert ("DC331" in {d.code for d in claim.diagnostics}) is inferred
    assert claim.regime == "professionnels"
    # 1000 x 2,62 % x 26 / 365 = 1,87 from 6 March, without the forty euros
    assert {a.choice: str(a.total) for a in claim.alternatives} == ({"régime: civil": "1001.87"} if inferred else {})


def test_the_printed_reason_names_what_was_supposed() -> None:
    """What is supposed of an association, or of a public person's contract, stands in the reason that is printed."""
    for kind, words in (("association", "supposé de l’association"), ("personne_publique", "supposé relever de la commande")):
        assert words in claim_of("2026-03-31", debtors=[{"id": "d", **party(kind)}]).regime_reason


def test_a_kind_of_public_buyer_is_read_from_the_debtor() -> None:
    """A company of public capital is a public buyer by its contract, and its kind gives its delay."""
    debtor = {"id": "d", **party("societe_commerciale"), "categorie_publique": "entreprise_publique"}
    regime = choose_regime(case(nature="marche_public", debtors=[debtor]))
    assert (regime.name, regime.public_kind, regime.kind_supposed) == ("acheteur_public", "entreprise_publique", False)
    assert choose_regime(case()).certainty is Certainty.TEXT
