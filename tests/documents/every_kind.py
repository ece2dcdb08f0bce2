"""One document of every kind and the ways in which it is written, made once by the tests' own cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import test_certificate
import test_collector
import test_commercial_claims
import test_formulaire_a
import test_insolvency_documents
import test_instructing_avocat
import test_occasional_letters
import test_on_behalf
import test_signed_texts
import test_small_claims
import test_summons
import test_transmissions
from document_cases import ALL_STEPS, FIRMS, JOURNAL, PERSON, Made, make, step
from requete_cases import CASES
from test_decompte import stress

from dossier.documents.document import Document, Printed

FRONTS = frozenset({"couverture", "bordereau"})
"""The kinds that `bundle/front.py` makes."""


LONG = "ÉTABLISSEMENTS DE CONSTRUCTION VANDENBROUCKE-DELACROIX, FILS ET COMPAGNIE DE TRAVAUX PUBLICS DU SUD"
_DEBTOR = """  - id: {id}
    type: societe_commerciale
    qualite: {role}
    denomination: "{name}"
    forme: SARL
    siren: "123456782"
    rcs: Aix-en-Provence
    representant: {{nom: Marie-Antoinette de la Rochefoucauld-Liancourt, fonction: directrice générale déléguée, civilite: Mme}}
    adresse: {{voie: 1245 boulevard du Maréchal de Lattre de Tassigny, complement: Bâtiment C - Résidence des Tilleuls, code_postal: "13100", commune: Aix-en-Provence, insee: "13001"}}
    verifications: [{{nature: bodacc, le: 2026-11-19}}, {{nature: kbis, le: 2026-11-02, piece: pieces/kbis.pdf}}]
"""
_CONTRACT = """contrat:
  objet: Fourniture et pose de menuiseries, cloisons, faux plafonds et revêtements de sols souples pour l’ensemble du chantier
  reference: devis D-2025-031
  conclu_le: 2025-02-03
  echeance: {jours: 30}
  pieces: [pieces/devis.pdf]
  clause_penale: {taux: 15, article: 9}
"""


def wide(invoices: int) -> Made:
    """Four debtors with names and addresses that do not end, and as many invoices, whose numbers are long and sums large."""
    names = {"a": LONG, "b": "SECONDE SOCIÉTÉ DE TRAVAUX", "c": "TROISIÈME COMPAGNIE MARSEILLAISE D’ENTREPRISE", "d": "QUATRIÈME"}
    debtors = [
        _DEBTOR.format(id=id, name=name, role="principal" if id == "a" else "codebiteur_solidaire") for id, name in names.items()
    ]
    days = [date(2025, 2, 10) + timedelta(days=9 * i) for i in range(invoices)]
    bills = [
        f"- {{numero: FACTURE-2025-TERRASSES-{i:04}, date: {day}, livree_le: {day}, montant_ttc: {(i + 1) * 12345.67:.2f}, pieces: [pieces/F-014.pdf]}}"
        for i, day in enumerate(days)
    ]
    notice = "\n- {{date: 2026-06-02, canal: lrar, debiteur: {}, acte: mise_en_demeure, delai_jusqu_au: 2026-06-17, presente_le: 2026-06-04, remise: recue}}"
    files: dict[str, str | bytes] = {
        f"cases/{FIRMS}/affaire.yaml": f"titre: x\nnature: commerciale\ndebiteurs:\n{''.join(debtors)}{_CONTRACT}",
        f"cases/{FIRMS}/factures.yaml": "\n".join(bills),
        f"cases/{FIRMS}/journal.yaml": JOURNAL + "".join(notice.format(id) for id in "bcd"),
    }
    return make(FIRMS, [step("requete"), *(step("mise_en_demeure", debtor=id) for id in names)], files)


def _made() -> Iterator[Made]:
    account, insolvency, orders = test_occasional_letters, test_insolvency_documents, test_transmissions
    told = account.with_journal
    yield make(FIRMS, ALL_STEPS, fronts=True)
    yield make(PERSON, ALL_STEPS)
    yield stress()
    yield wide(6)
    yield wide(60)
    for entry in (
        test_signed_texts.AGREED,
        test_signed_texts.SPOKEN,
        test_signed_texts.SETTLEMENT,
        account.PROMISE,
        account.DISPUTE,
    ):
        yield make(FIRMS, files=told(entry))
    yield make(FIRMS, files={**told(account.BROKEN), **account.ONE_PAID})
    yield make(FIRMS, files=account.ACCOUNT)
    yield make(FIRMS, files=account.CHEQUE)
    yield make(FIRMS, files={**account.SETTLED, **account.SEIZED})
    yield make(FIRMS, [orders.SERVE], orders.files(orders.REQUETE + orders.ORDER))
    yield make(
        FIRMS, [orders.LAWYER], orders.files(orders.REQUETE + orders.ORDER + orders.SERVED + orders.OPPOSED, orders.AVOCAT)
    )
    yield make(FIRMS, [orders.ENFORCE], {**orders.files(orders.REQUETE + orders.ORDER + orders.SERVED), **orders.WITH_ASSETS})
    yield make(FIRMS, [], orders.files("", orders.INSURER))
    yield make(FIRMS, [insolvency.DECLARE], insolvency.files())
    yield make(FIRMS, [insolvency.LOST], insolvency.files(insolvency.LIQUIDATION, insolvency.TAXED))
    yield make(FIRMS, [], test_collector.files())
    yield make(PERSON, [test_small_claims.SMALL], test_small_claims.files())
    yield make(FIRMS, test_formulaire_a.ASKED, {test_formulaire_a.PLACE: test_formulaire_a.BRUSSELS})
    yield test_summons.project(FIRMS, "assignation_refere", test_summons.SIGNED)
    yield test_summons.project(PERSON, "assignation_fond", draft=True)
    yield make(FIRMS, [test_on_behalf.step("mise_en_demeure")], test_on_behalf.files(test_on_behalf.AVOCAT, "avocat"))
    yield make(
        FIRMS, test_on_behalf.STEPS,
        test_on_behalf.files(test_on_behalf.COLLECTOR, "recouvreur", test_on_behalf.MANDATE + test_on_behalf.JOURNAL),
    )  # fmt: skip
    yield test_certificate.asked()
    yield test_instructing_avocat.given()
    yield test_commercial_claims.mandate()
    for name in ("pouvoir", "solidaires", "personne-physique", "bail"):
        yield make(*CASES[name])


@cache
def every_paper() -> tuple[tuple[str, Printed], ...]:
    """Every printed document under a name of its own; what several cases print alike comes once."""
    found: dict[str, tuple[str, Printed]] = {}
    for number, made in enumerate(_made()):
        for paper in (*made.prints, *made.fronts):
            found.setdefault(paper.document.html, (f"{number}/{paper.document.id}", paper))
    return tuple(found.values())


def every_document() -> tuple[tuple[str, Document], ...]:
    """The documents of `every_paper`."""
    return tuple((name, paper.document) for name, paper in every_paper())
