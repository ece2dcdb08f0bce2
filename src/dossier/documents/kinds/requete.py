"""The requête en injonction de payer before the tribunal de commerce or the tribunal des activités économiques.

CPC 54, 57, 1405 to 1408 (read 2026-11-21). Numbered paragraphs, so that the list of pieces can say which one each proves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from dossier.documents import figures, gate
from dossier.documents.articles import article
from dossier.documents.document import Document, Reason
from dossier.documents.facts import Paragraph, numbers, paragraph, told_facts
from dossier.documents.figures import invoice_row
from dossier.documents.heads import heads, later_interest
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import address_line, called, identity
from dossier.ground.french import amount, enumerate_fr, euros, in_words, long_day, lower_first, plural, upper_first
from dossier.ground.money import total
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.party import Debtor

ID = "requete"
TITLE = "Requête en injonction de payer"

COURTS = {"TC": "tribunal de commerce", "TAE": "tribunal des activités économiques"}


def draft(matter: Matter) -> tuple[Document, ...]:
    """The requête against all principal and solidary debtors together."""
    blank = Document(
        matter.case.id, ID, ID, TITLE, "withheld", matter.today, "", "", "act", in_bundle=True,
        to_confirm=(*gate.to_confirm(matter.claim.law_used), *_court_doubts(matter)),
    )  # fmt: skip
    reasons = (
        *_court_reasons(matter), *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES, *gate.EVIDENCE)), *gate.missing(matter, gate.REQUETE),
        *gate.conditions(matter), *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    claim, court = matter.claim, matter.stage.court
    sound = claim.totals.due is not None and figures.adds_up(claim)
    if claim.totals.due is not None and not sound:
        reasons = (*reasons, Reason("les lignes de la requête ne font pas la somme demandée"))
    # Neither of these can be drafted around: a wrong total, or the model of another court.
    if not sound or court is None or court.kind not in COURTS or (reasons and not matter.draft):
        return (withheld(matter, blank, reasons),)
    press = Press(matter)
    values_, paragraphs = _values(matter)
    body = press.fill("acts/requete.html.j2", values_)
    page = running_heads(matter, TITLE) + body
    content = Content(page, body, cites=tuple(sorted({n for p in paragraphs for n in p.pieces})), cited_at=_cited_at(paragraphs))
    return (finished(matter, press, blank, content, reasons),)


def _court_reasons(matter: Matter) -> tuple[Reason, ...]:
    court = matter.stage.court
    if court is None:
        return ()
    if court.kind not in COURTS:
        return (Reason(f"modèle prévu pour le tribunal de commerce ; juridiction compétente : {court.name}", "", court.rule),)
    if court.certainty is Certainty.MEMORY:
        return (Reason(f"la compétence du {court.name} n’est pas vérifiée", "", court.rule),)
    return ()


def _court_doubts(matter: Matter) -> tuple[str, ...]:
    court = matter.stage.court
    if court is None or court.certainty in (Certainty.TEXT, Certainty.CASE_LAW):
        return ()
    return (f"compétence : {court.name}, {article(court.rule)} ({CERTAINTY_FR[court.certainty]})",)


def _cited_at(paragraphs: list[Paragraph]) -> Mapping[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for number, part in enumerate(paragraphs, 1):
        for piece in part.pieces:
            found.setdefault(piece, []).append(number)
    return {piece: tuple(where) for piece, where in sorted(found.items())}


def _values(matter: Matter) -> tuple[Mapping[str, Any], list[Paragraph]]:
    """The values of the template, and all numbered paragraphs in their order."""
    sections = [list(_competence(matter)), list(told_facts(matter)), list(_about_sums(matter)), list(_asked(matter))]
    paragraphs = [part for section in sections for part in section]
    numbered, start = [], 1
    for section in sections:
        numbered.append([{"n": start + i, "texte": part.text} for i, part in enumerate(section)])
        start += len(section)
    creditor, claim, court = matter.case.creditor, matter.claim, matter.stage.court
    assert court is not None  # the caller withholds the act without a court
    rows = figures.bearing(claim)
    adviser = matter.case.settings.adviser
    subject = matter.case.contract.subject.rstrip(" .")
    values = {
        "juridiction": f"du {court.name[0].lower()}{court.name[1:]}",
        "requerant": creditor.name.upper(),
        "requerant_lignes": identity(creditor),
        "notifications": "; ".join(p for p in (_notified_at(matter), creditor.email) if p).replace("; ", " ; "),
        "avocat": f"{adviser.name}, {address_line(adviser.address)}".rstrip(", ") if adviser and adviser.type == "avocat" else "",
        "debiteurs": [{"nom": d.name.upper(), "lignes": identity(d), "mot": _role(matter, d)} for d in _targets(matter)],
        "objet": Markup("Paiement de <strong>{}</strong>, somme arrêtée au {}{}, au titre de {}{}.").format(
            euros(claim.totals.due), long_day(claim.date), ", outre intérêts jusqu’au paiement" if claim.per_day else "",
            figures.invoices_counted(len(rows)), f" ({lower_first(subject)})" if subject else "",
        ),
        "competence": numbered[0], "faits": numbered[1], "sur_les_sommes": numbered[2], "demande": numbered[3],
        "sommes": heads(matter),
        "date": long_day(claim.date),
        "total": euros(claim.totals.due),
        "posterieurs": later_interest(matter),
        "factures": [invoice_row(row, matter.bordereau) for row in rows],
        "totaux": {
            "ttc": amount(total(row.principal for row in rows)),
            "deduit": figures.signed(figures.known_total(figures.deducted(row) for row in rows)),
            "restant": amount(figures.known_total(row.outstanding for row in rows)),
            "interets": amount(figures.known_total(row.interest_due for row in rows)),
        },
        "lieu": creditor.address.commune if creditor.address else "",
        "jour": long_day(matter.today),
        "pour": called(creditor) if not creditor.is_natural else "",
        "signataire": _signatory(matter),
        "annexes": _annexes(matter),
    }  # fmt: skip
    return values, paragraphs


def _targets(matter: Matter) -> list[Debtor]:
    return [debtor for debtor in matter.case.debtors if debtor.role != "caution"]


def _role(matter: Matter, debtor: Debtor) -> str:
    return "Codébiteur" if debtor.role == "codebiteur_solidaire" else "Débiteur"


def _notified_at(matter: Matter) -> str:
    return "à l’adresse de son domicile" if matter.case.creditor.is_natural else "à l’adresse du siège"


def _signatory(matter: Matter) -> str:
    person = matter.case.creditor.representative
    if person is None:
        return matter.case.creditor.name
    return f"{person.name}, {person.role}" if person.role else person.name


def _annexes(matter: Matter) -> str:
    pieces = [piece for piece in matter.bordereau.pieces if not piece.withdrawn]
    pages = [piece.pages for piece in pieces if piece.pages]
    count = f" ({plural(sum(pages), 'page')})" if len(pages) == len(pieces) and pieces else ""
    return f"décompte de créance ; bordereau de pièces ; {plural(len(pieces), 'pièce')}{count}"


def _competence(matter: Matter) -> Iterator[Paragraph]:
    court, debtor = matter.stage.court, matter.debtor
    assert court is not None
    types = {party.type for party in (matter.case.creditor, *_targets(matter))}
    who = (
        "entre sociétés commerciales, pour les besoins de leur activité"
        if types == {"societe_commerciale"}
        else "pour les besoins de l’activité des parties"
    )
    yield paragraph(f"La créance naît d’un contrat conclu {who}")
    checked = {v.nature: v for v in sorted(debtor.verifications, key=lambda v: v.date) if v.date <= matter.today}
    kbis = checked.get("kbis")
    pieces = numbers(matter, (kbis.evidence,)) if kbis and kbis.evidence else ()
    seat = "son domicile" if debtor.is_natural else "son siège"
    town = debtor.address.commune if debtor.address else ""
    text = f"Le débiteur a {seat} à {town}, dans le ressort du {court.name[0].lower()}{court.name[1:]}"
    yield paragraph(text, pieces, article(court.rule))
    bodacc = checked.get("bodacc")
    open_ = any(event.act == "procedure_collective" for event in matter.case.journal if event.date <= matter.today)
    if bodacc and not open_:
        yield paragraph(
            "À la connaissance du requérant, aucune procédure collective n’est ouverte à l’égard du débiteur "
            f"(consultation du Bodacc du {long_day(bodacc.date)})",
            numbers(matter, (bodacc.evidence,)) if bodacc.evidence else (),
        )


def _about_sums(matter: Matter) -> Iterator[Paragraph]:
    yield paragraph(
        "Le principal et les intérêts se décomposent ainsi par facture ; le calcul par période, base et taux figure au décompte annexé"
    )
    received = [payment for payment in matter.claim.payments if payment.allocated]
    if received:
        rules = " et ".join(dict.fromkeys(article(a.rule) for p in received for a in p.allocated))
        text = f"Les versements reçus ({euros(total(p.amount for p in received))}) ont été imputés comme le décompte le détaille"
        yield paragraph(text, matter.bordereau.numbers(tuple(path for p in received for path in p.evidence)), rules)
    for head in matter.claim.not_claimed:
        yield paragraph(
            f"Rien n’est demandé au titre suivant : {lower_first(head.what)}. {upper_first(head.reason)}", rule=article(head.rule)
        )


_ASKED = {
    "Principal": "en principal",
    "Intérêts de retard échus": "au titre des intérêts de retard échus",
    "Indemnité forfaitaire de recouvrement": "au titre de l’indemnité forfaitaire de recouvrement",
    "Clause pénale": "au titre de la clause pénale",
    "Frais": "au titre des frais",
}


def _asked(matter: Matter) -> Iterator[Paragraph]:
    claim, creditor, targets = matter.claim, matter.case.creditor, _targets(matter)
    names = enumerate_fr([f"à {called(debtor)}" for debtor in targets])
    jointly = " solidairement" if any(d.role == "codebiteur_solidaire" for d in targets) else ""
    text = escape(
        "La créance a une cause contractuelle et s’élève à un montant déterminé (CPC, art. 1405, 1°). "
        f"Le requérant demande au président du tribunal d’enjoindre {names} de payer{jointly} à "
        f"{called(creditor)} :"
    )
    sums = Markup("").join(
        Markup('<tr><td>{}</td><td class="n">{}</td></tr>').format(_ASKED[head["nom"]], head["montant"]) for head in heads(matter)
    )
    due = claim.totals.due
    assert due is not None
    last = Markup('<tr class="total"><td>Total au {}</td><td class="n">{}</td></tr>').format(long_day(claim.date), euros(due))
    table = Markup('<table class="demande"><colgroup><col><col class="c-montant"></colgroup><tbody>{}{}</tbody></table>').format(
        sums, last
    )
    full = Markup("<p>soit, en toutes lettres, {} ;</p>").format(in_words(due))
    later = later_interest(matter)
    run = (
        Markup("<p>avec intérêts {}, à compter du {} et jusqu’au paiement, {}{} ;</p>").format(
            later["base"], later["depuis"], later["taux"], later["capitalisation"]
        )
        if later
        else Markup("")
    )  # fmt: skip
    yield Paragraph(text + table + full + run + Markup("<p>et de mettre les dépens à la charge du débiteur.</p>"))
    clause = matter.case.contract.jurisdiction_clause
    if clause:
        where = f", désigné à l’article {clause.article}" if clause.article else ""
        pieces = numbers(matter, matter.case.contract.evidence)
        named = f"le {clause.court[0].lower()}{clause.court[1:]}"
        start = f"En cas d’opposition, le requérant demande que l’affaire soit immédiatement renvoyée devant {named}{where}"
        yield paragraph(start, pieces, "CPC, art. 1408")
    held = [debtor.name for debtor in matter.case.debtors if debtor.role == "caution"]
    if held:
        yield paragraph(f"La présente requête ne vise pas la caution ({', '.join(held)})")
    pieces_ = [piece.number for piece in matter.bordereau.pieces if not piece.withdrawn]
    span = f"numérotés de {pieces_[0]} à {pieces_[-1]}" if len(pieces_) > 1 else "au nombre d’un"
    yield paragraph(f"Sont joints les documents justificatifs, {span} selon le bordereau annexé (CPC, art. 57 et 1407)")
