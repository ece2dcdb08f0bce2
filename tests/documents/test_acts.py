"""Décompte, requête, list of pieces and cover: what they must say, and what keeps them from being drafted."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from document_cases import BETWEEN_FIRMS, CONSUMER, FIRMS, JOURNAL, PAYMENTS, PERSON, SETTINGS, Made, make, step, text_of
from pypdf import PdfReader
from test_letters import plain

from dossier.ground.catalogue import found
from dossier.ground.spans import Span
from dossier.model.case import Case
from dossier.model.contract import JurisdictionClause


def amounts(rows: list[str]) -> int:
    """The sum in cents of amounts as they are printed."""
    return sum(int(re.sub(r"[^\d]", "", row)) * (-1 if "−" in row else 1) for row in rows)


def test_the_recapitulation_adds_up(firms: Made) -> None:
    """The rows of the recapitulation, as printed, make the total as printed."""
    table = firms.document("decompte").body.split('class="recapitulation"')[1].split("</table>")[0]
    rows = re.findall(r'<td class="n">([^<]*)</td></tr>', table)
    assert amounts(rows[:-1]) == amounts(rows[-1:])
    assert len(rows) > 4


def test_the_decompte_carries_its_figures_for_machines(firms: Made) -> None:
    """The PDF holds a CSV and the JSON of the contract, dated by the day of computing."""
    reader = PdfReader(BytesIO(firms.printed("decompte").pdf.read()))
    files = {name: data[0] for name, data in reader.attachments.items()}
    assert sorted(files) == ["decompte.csv", "decompte.json"]
    told = json.loads(files["decompte.json"])
    assert told["schema"] == "dossier/decompte/1" and told["totals"]["due"] == "5810.70"
    rows = files["decompte.csv"].decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Rubrique;Facture ou décision;")
    assert any(row.startswith("total;;total dû;21/11/2026;") and ";5810,70;" in row for row in rows)
    assert b"D:20261121" in firms.printed("decompte").pdf.read()


def test_a_group_that_fits_a_page_is_not_cut(tmp_path: Path) -> None:
    """Each invoice of a long décompte stands on one page with its remainder, and the head of the table comes back."""
    rows = "\n".join(
        f"- {{numero: F-{i:03}, date: {date(2025, 1, 10) + timedelta(days=7 * i)}, montant_ttc: 1000.00}}" for i in range(20)
    )
    made = make(FIRMS, files={f"cases/{FIRMS}/factures.yaml": rows, f"cases/{FIRMS}/paiements.yaml": ""})
    pages = text_of(made.printed("decompte"), tmp_path, "-layout").rstrip("\f").split("\f")
    for i in range(20):
        assert sum(f"F-{i:03}" in page for page in pages) == 1, i
    assert all("Taux annuel" in page for page in pages if "Reste dû" in page)
    assert len(pages) > 3


def test_an_unknown_amount_withholds_the_decompte() -> None:
    """A value of law that is missing leaves a total unknown: the décompte waits and says why."""
    made = make(FIRMS, today=date(2035, 3, 1))
    document = made.document("decompte")
    assert document.state == "withheld" and "valeur du droit" in document.reasons[0].text


def test_an_error_in_amounts_withholds_all_acts_and_one_in_evidence_only_the_requete() -> None:
    """What an error touches waits; what it does not touch is drafted."""
    steps = [step("mise_en_demeure"), step("requete")]
    amount = found("DC201", "les montants ne s’accordent pas", Span("cases/x/factures.yaml", 3, 5))
    states = {d.id: d.state for d in make(FIRMS, steps, diagnostics=(amount,)).documents}
    assert states == {"mise-en-demeure": "withheld", "requete": "withheld", "decompte": "withheld"}
    evidence = found("DC261", "fichier absent", Span("cases/x/factures.yaml", 3, 5))
    made = make(FIRMS, steps, diagnostics=(evidence,))
    assert {d.id: d.state for d in made.documents} == {"mise-en-demeure": "ready", "requete": "withheld", "decompte": "ready"}
    assert made.document("requete").reasons[0].place == "cases/x/factures.yaml:3"


def test_the_requete_says_what_the_code_asks(firms: Made) -> None:
    """Court (54, 1°), object, parties with form, seat and organ (54, 3°), sums and basis (1407), pieces, date, signature (57)."""
    text = plain(firms.document("requete").body)
    for words in (
        "tribunal des activités économiques de Marseille", "société par actions simplifiée au capital de 20\u202f000\u00a0€",
        "siège\u00a0social\u00a0: 4 quai Perrache", "représentée par son\u00a0président, M.\u00a0Paul Lenoir",
        "immatriculée sous le n°\u00a0123\u202f456\u202f782\u00a0RCS\u00a0Marseille", "représentée par sa\u00a0gérante",
        "Paiement de 5\u202f810,70\u00a0€", "cinq mille huit cent dix euros et soixante-dix centimes",
        "bordereau annexé (CPC,\u00a0art.\u00a057 et 1407)", "Fait à Lyon", "Paul Lenoir, président",
        "majoré de dix points", "dépens à la charge du débiteur", "aucune procédure collective",
    ):  # fmt: skip
        assert words in text, words


def test_the_transfer_of_article_1408_may_be_chosen() -> None:
    """CPC 1408: the court that the creditor deems competent, with his reason (CPC 46), goes before a clause."""
    chosen = "  renvoi_opposition: {juridiction: Tribunal de commerce de Lyon, motif: Lieu de la livraison}\n"
    body = make(FIRMS, [step("requete")], {f"cases/{FIRMS}/affaire.yaml": BETWEEN_FIRMS + chosen}).document("requete").body
    text = plain(body).replace("\u00a0", " ").replace("\u202f", " ")
    assert "renvoyée devant le tribunal de commerce de Lyon, compétent à raison de ce qui suit : lieu de la livraison" in text
    assert "CPC, art. 1408" in text


def test_the_transfer_of_article_1408_is_asked_only_with_a_clause(firms: Made) -> None:
    """Immediate transfer on opposition appears when the contract names a court, and not otherwise."""
    assert "1408" not in plain(firms.document("requete").body)
    clause = JurisdictionClause.model_construct(court="Tribunal des activités économiques de Lyon", article="12 des CGV")

    def with_clause(case: Case) -> Case:
        return dataclasses.replace(case, contract=case.contract.model_copy(update={"jurisdiction_clause": clause}))

    text = plain(make(FIRMS, [step("requete")], tweak=with_clause).document("requete").body)
    assert (
        "devant le tribunal des activités économiques de Lyon, désigné à l’article 12 des CGV (pièce\u00a0n°\u00a02\u202f; CPC,\u00a0art.\u00a01408)"
        in text
    )


@pytest.mark.parametrize(
    ("field", "rule", "place"),
    [("representative", "CPC, art. 54, 3° b", "representant"), ("form", "CPC, art. 54, 3° b", "forme"), ("address", "CPC, art. 54, 3°", "adresse")],
)  # fmt: skip
def test_a_missing_mention_names_its_article_and_place(field: str, rule: str, place: str) -> None:
    """A requête without a mandatory mention is withheld with the article that asks it and the line to mend."""

    def without(case: Case) -> Case:
        empty = "" if field == "form" else None
        return dataclasses.replace(case, creditor=case.creditor.model_copy(update={field: empty}))

    document = make(FIRMS, [step("requete")], tweak=without).document("requete")
    assert (rule, place) in [(reason.rule, reason.place.split(", ")[-1]) for reason in document.reasons]


def test_the_internal_summary_of_a_contact_stays_inside() -> None:
    """What the firm noted for itself is not told to the judge."""
    journal = "- {date: 2026-05-02, canal: telephone, acte: promesse, montant: 100, resume: Note interne à ne pas dire}"
    made = make(FIRMS, [step("requete")], {f"cases/{FIRMS}/journal.yaml": journal})
    text = plain(made.document("requete").html)
    assert "a annoncé un règlement" in text and "Note interne" not in text


def test_the_list_names_the_paragraph_that_cites_each_piece(firms: Made) -> None:
    """The column « Requête » of the list is where the requête cites the piece, and its page is where the bundle has it."""
    act = firms.document("requete")
    body = firms.printed("bordereau").document.body
    for piece, where in act.cited_at.items():
        row = next(row for row in body.split("<tr>") if f'dossier:piece/{piece}"' in row)
        assert f"§\u00a0{', '.join(map(str, where))}" in row
        for number in where:
            paragraph = act.body.split(f'<span class="no">{number}</span>')[1].split('<span class="no">')[0]
            assert "dossier:piece/" in paragraph
    first = 1 + act_pages(firms) + firms.printed("bordereau").pages + 1
    assert f'<td class="n">{first}</td></tr>' in body


def act_pages(made: Made) -> int:
    return sum(paper.pages for paper in made.prints if paper.document.in_bundle)


def test_the_cover_bears_the_digest_of_the_list(firms: Made) -> None:
    """The fingerprint on the cover is the SHA-256 of the list as it is published."""
    told = plain(firms.printed("couverture").document.body)
    digest = firms.printed("bordereau").pdf.sha256
    assert digest in told.replace(" ", "")
    assert "Somme demandée" in told and "5\u202f810,70\u00a0€" in told


def test_the_published_act_has_no_address_of_ours_and_the_linked_one_has_them(firms: Made) -> None:
    """Alone, a requête has no dead link; for the bundle each citation is an address to be turned into a jump."""
    paper = firms.printed("requete")

    def addresses(data: bytes) -> list[str]:
        pages = PdfReader(BytesIO(data)).pages
        return [str(a.get_object()["/A"]["/URI"]) for page in pages for a in page.get("/Annots", []) if "/A" in a.get_object()]

    assert paper.linked is not None
    assert not [uri for uri in addresses(paper.pdf.read()) if uri.startswith("dossier:")]
    found_ = {uri for uri in addresses(paper.linked.read()) if uri.startswith("dossier:piece/")}
    assert found_ == {f"dossier:piece/{n}" for n in range(1, 7)}


def test_every_font_is_ours(firms: Made) -> None:
    """No PDF holds a font of the machine: only Source Serif 4 and Inter, embedded."""
    seen = set()
    for paper in (*firms.prints, *firms.fronts):
        for page in PdfReader(BytesIO(paper.pdf.read())).pages:
            for font in page["/Resources"].get("/Font", {}).values():
                inner = font.get_object()["/DescendantFonts"][0].get_object()
                assert any(key in inner["/FontDescriptor"] for key in ("/FontFile2", "/FontFile3"))
                seen.add(font.get_object()["/BaseFont"].split("+")[1].strip(","))
    assert {name.split("-")[0] for name in seen} == {"Source", "Inter"}, seen


def test_the_printer_has_nothing_to_remark(firms: Made, person: Made) -> None:
    """WeasyPrint logs nothing on any document."""
    for paper in (*firms.prints, *firms.fronts, *person.prints):
        assert not paper.diagnostics, paper.document.id


ORDINARY = re.compile(r"\d \d{3}\b|\w [;:!?»€%](?!\w)|« |n° |\b(?:art|p)\. \S|\b[LRD]\. \d|\b\d{1,2} (?:janvier|mai|juin) ")


def test_no_ordinary_space_stands_where_french_wants_a_fixed_one(firms: Made, person: Made) -> None:
    """Before ; : ! ? » € %, inside guillemets and numbers, after n° and art.: never a space at which a line may break."""
    for document in (*firms.documents, *(paper.document for paper in firms.fronts), *person.documents):
        text = re.sub(r"<(code|pre)\b.*?</\1>", "", document.html, flags=re.S)
        text = re.sub(r'<(\w+) class="[^"]*exact[^"]*".*?</\1>', "", text, flags=re.S)
        runs = plain(re.sub(r"</(th|td|p|div|dd|dt|li)>|<br>", "\x1f", text))
        assert not ORDINARY.search(runs), (document.id, ORDINARY.search(runs))


def test_interest_left_on_a_paid_invoice_has_its_row() -> None:
    """An invoice paid late owes its interest: the mise en demeure lists it, so that its rows make the sum it demands."""
    files = {f"cases/{FIRMS}/paiements.yaml": "- {date: 2026-09-01, montant: 4500.00, facture: F-2026-014}"}
    settings = {"dossier.yaml": f"{SETTINGS}choix: {{imputation: principal_puis_interets}}\n"}
    made = make(FIRMS, [step("mise_en_demeure"), step("requete")], {**files, **settings})
    body = made.document("mise-en-demeure").body
    row = next(row for row in body.split("<tr>") if "F-2026-014" in row)
    principal, interest = re.findall(r'<td class="n">([^<]*)</td>', row)[-2:]
    assert principal == "0,00" and amounts([interest]) > 0
    table = body.split('class="factures')[1].split("</table>")[0]
    sums = re.findall(r'<td class="n"(?: colspan="2")?>([^<]*)</td></tr>', table)
    shown = [
        cell
        for row in re.findall(r"<tr><td class=\"no\">[^<]*</td><td class=\"exact\">.*?</tr>", table)
        for cell in re.findall(r'<td class="n">([^<]*)</td>', row)[-2:]
    ]
    assert amounts(shown) + amounts(sums[-2:-1]) == amounts(sums[-1:])
    assert made.document("requete").state == "ready"


def test_a_title_has_its_own_group_and_its_accessories_stand_with_the_costs() -> None:
    """After an order that grants interest, its amount, periods and payments are a group; the rows still make the total."""
    journal = f"""{JOURNAL}
- {{date: 2026-07-10, acte: ordonnance_injonction, accorde: 5200.00, accessoires: 80.00, interets: {{taux: legal, a_compter_du: 2026-07-10}}}}
- {{date: 2026-07-20, acte: signification, de: ordonnance_injonction, debiteur: sud-beton, mode: personne}}
"""
    payments = f"{PAYMENTS}\n- {{date: 2026-09-02, montant: 700.00}}"
    made = make(FIRMS, files={f"cases/{FIRMS}/journal.yaml": journal, f"cases/{FIRMS}/paiements.yaml": payments})
    document = made.document("decompte")
    assert document.state == "ready", document.reasons
    group = document.body.split("Ordonnance</strong>")[1].split("</tbody>")[0]
    assert "Versement du 02/09/2026" in group and "principal 4\u202f521,16" in group
    rows = re.findall(r'<td class="n">([^<]*)</td></tr>', document.body.split('class="recapitulation"')[1].split("</table>")[0])
    assert amounts(rows[:-1]) == amounts(rows[-1:])
    assert "Frais et accessoires du titre" in document.body


def test_a_prescribed_debt_is_demanded_without_announcing_a_court() -> None:
    """A prescribed debt may be paid, not sued for; nor is an injonction open against a public body (CPC 1405, 1406)."""
    announced = "injonction de payer"
    letter = [step("mise_en_demeure")]
    assert announced in make(FIRMS, letter).document("mise-en-demeure").body
    old = """
- {numero: F-2018-001, date: 2018-01-15, echeance: 2018-02-14, execute_le: 2018-01-10, montant_ttc: 900.00}
"""
    place = f"cases/{FIRMS}"
    files = {f"{place}/factures.yaml": old, f"{place}/paiements.yaml": "", f"{place}/journal.yaml": ""}
    document = make(FIRMS, letter, files).document("mise-en-demeure")
    assert document.state == "ready" and "900,00" in document.body
    assert announced not in document.body
    town = BETWEEN_FIRMS.replace("type: societe_commerciale", "type: personne_publique")
    assert announced not in make(FIRMS, letter, {f"{place}/affaire.yaml": town}).document("mise-en-demeure").body


def test_a_first_mise_en_demeure_names_the_rate_that_will_run() -> None:
    """Before any interest runs the letter says which rate will: the contract's where it has one, else the legal one."""
    letter = [step("mise_en_demeure")]
    place = f"cases/{PERSON}/affaire.yaml"
    quiet = {f"cases/{PERSON}/journal.yaml": ""}
    assert "au taux légal" in plain(make(PERSON, letter, quiet).document("mise-en-demeure").body)
    terms = CONSUMER.replace("conclu_le: 2026-05-11}", "conclu_le: 2026-05-11, penalites: {taux: 8}}")
    assert terms != CONSUMER
    body = plain(make(PERSON, letter, {**quiet, place: terms}).document("mise-en-demeure").body)
    assert "au taux prévu au contrat" in body and "au taux légal" not in body


def test_the_requete_asks_for_the_capitalisation_that_the_contract_provides() -> None:
    """What is not asked is not granted: interest on interest is asked for, shown in the heads and told in the method (1343-2)."""
    place = f"cases/{FIRMS}"
    files = {
        "dossier.yaml": f"{SETTINGS}\nchoix: {{capitalisation: oui}}\n",
        f"{place}/affaire.yaml": BETWEEN_FIRMS.replace(
            "  echeance: {jours: 30}\n", "  echeance: {jours: 30}\n  capitalisation: oui\n"
        ),
        f"{place}/factures.yaml": "- {numero: F-2025-014, date: 2025-02-15, echeance: 2025-03-17, montant_ttc: 4800.00}",
        f"{place}/paiements.yaml": "",
    }
    made = make(FIRMS, [step("requete")], files)
    # 4 800 € from 18 March 2025: 181,58 + 294,00 + 121,43 of interest in the first year
    requete, decompte = plain(made.document("requete").body), plain(made.document("decompte").body)
    assert "597,01\u00a0€ capitalisés" in requete and "portant eux-mêmes intérêt (C.\u00a0civ.,\u00a0art.\u00a01343‑2)" in requete
    assert "solde TTC d’une facture" in requete and "sur le principal et les intérêts capitalisés, du 22" in requete
    assert "capitalisés à l’anniversaire de leur premier jour" in decompte and "Capitalisation au 18/03/2026" in decompte
    simple = {**files, "dossier.yaml": SETTINGS}
    quiet = make(FIRMS, [step("requete")], simple)
    assert "portant eux-mêmes intérêt" not in plain(quiet.document("requete").body)
    assert "Pas de capitalisation" in plain(quiet.document("decompte").body)
