"""The requête en injonction de payer, for each court that hears one: its words for the court stand in `forum.py`.

CPC 54, 57, 1405 to 1408 (read 2026-11-21). Numbered paragraphs, so that the list of pieces can say which one each proves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from dossier.claim.claim import InvoiceClaim
from dossier.claim.contract_rate import clause_place
from dossier.documents import figures, forum, gate
from dossier.documents.acting import mandated
from dossier.documents.articles import article
from dossier.documents.citations import citation
from dossier.documents.competence import competence
from dossier.documents.demands import missing_of_requete
from dossier.documents.document import Document, Reason
from dossier.documents.facts import Paragraph, numbers, paragraph, told_facts
from dossier.documents.figures import invoice_row
from dossier.documents.heads import heads, later_interest
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import address_line, called, identity, traded_as
from dossier.documents.proof import Proofs, proofs
from dossier.documents.signing import Signing, signing
from dossier.documents.targets import all_called, are_solidary, civil_name, sued_as, targets
from dossier.ground.french import amount, euros, in_words, long_day, lower_first, plural, upper_first
from dossier.ground.money import total
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.party import Debtor, Party
from dossier.procedure.routes.persons import is_merchant

ID = "requete"
TITLE = "Requête en injonction de payer"


def draft(matter: Matter) -> tuple[Document, ...]:
    """The requête against all principal and solidary debtors together."""
    blank = Document(
        matter.case.id, ID, ID, TITLE, "withheld", matter.today, "", "", "act", in_bundle=True,
        to_confirm=(*gate.to_confirm(matter.claim.law_used), *_court_doubts(matter)),
    )  # fmt: skip
    reasons = (
        *forum.court_reasons(matter.stage.court), *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES, *gate.EVIDENCE)), *missing_of_requete(matter),
        *gate.conditions(matter), *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    claim, court = matter.claim, matter.stage.court
    sound = claim.totals.due is not None and figures.adds_up(claim)
    if claim.totals.due is not None and not sound:
        reasons = (*reasons, Reason("les lignes de la requête ne font pas la somme demandée"))
    # Neither of these can be drafted around: a wrong total, or a court for which there are no words.
    if not sound or court is None or court.kind not in forum.KINDS or (reasons and not matter.draft):
        return (withheld(matter, blank, reasons),)
    press = Press(matter)
    values_, paragraphs = _values(matter, proofs(matter))
    body = press.fill("acts/requete.html.j2", values_)
    page = running_heads(matter, TITLE) + body
    content = Content(page, body, cites=tuple(sorted({n for p in paragraphs for n in p.pieces})), cited_at=_cited_at(paragraphs))
    return (finished(matter, press, blank, content, reasons),)


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


def _values(matter: Matter, known: Proofs) -> tuple[Mapping[str, Any], list[Paragraph]]:
    """The values of the template, and all numbered paragraphs in their order."""
    creditor, claim, court = matter.case.creditor, matter.claim, matter.stage.court
    assert court is not None  # the caller withholds the act without a court
    words = forum.forum(court)
    sections = [
        list(competence(matter, court)),
        list(told_facts(matter)),
        list(_about_sums(matter, known)),
        list(_asked(matter, words, known)),
    ]
    paragraphs = [part for section in sections for part in section]
    numbered, start = [], 1
    for section in sections:
        numbered.append([{"n": start + i, "texte": part.text} for i, part in enumerate(section)])
        start += len(section)
    rows = figures.bearing(claim)
    signs = signing(matter)
    subject = matter.case.contract.subject.rstrip(" .")
    values = {
        "juge": words.judge,
        "juridiction": words.of,
        "requerant": civil_name(creditor),
        "requerant_lignes": _identified(creditor),
        "notifications": " ; ".join(part for part in (address_line(creditor.address), creditor.email) if part),
        "mandataires": list(_agents(matter, signs)),
        "debiteurs": [{"nom": civil_name(d), "lignes": _identified(d), "mot": _role(d)} for d in targets(matter.case)],
        "objet": Markup("Paiement de <strong>{}</strong>, somme arrêtée au {}{}, au titre {}{}.").format(
            euros(claim.totals.due), long_day(claim.date), ", outre intérêts jusqu’au paiement" if claim.per_day else "",
            _of_invoices(len(rows)), f" ({lower_first(subject)})" if subject else "",
        ),
        "competence": numbered[0], "faits": numbered[1], "sur_les_sommes": numbered[2], "demande": numbered[3],
        "sommes": heads(matter, known),
        "date": long_day(claim.date),
        "total": euros(claim.totals.due),
        "total_ligne": known.total().line,
        "posterieurs": later_interest(matter, known),
        "tailles": figures.sizes(rows),
        "factures": [_billed(row, known) for row in rows],
        "totaux": {
            "ttc": amount(total(row.principal for row in rows)),
            "deduit": figures.signed(figures.known_total(figures.deducted(row) for row in rows)),
            "restant": amount(figures.known_total(row.outstanding for row in rows)),
            "interets": amount(figures.known_total(row.interest_due for row in rows)),
        },
        "lieu": creditor.address.commune if creditor.address else "",
        "jour": long_day(matter.today),
        "pour": called(creditor) if not creditor.is_natural else "",
        "signataire": signs.words if signs else "",
        "par_pouvoir": f"en vertu du pouvoir du {long_day(signs.power.start)}, annexé" if signs and signs.power else "",
        "annexes": _annexes(matter, signs),
    }  # fmt: skip
    return values, paragraphs


def _billed(row: InvoiceClaim, known: Proofs) -> Mapping[str, Any]:
    """One invoice with its lines of the décompte, and its pieces with the page of each that bears its total."""
    proof = known.invoice(row)
    return {**invoice_row(row, known.matter.bordereau), "lignes": proof.line_cell, "pieces": proof.cell}


def _of_invoices(count: int) -> str:
    words = figures.invoices_counted(count)
    return f"d’{words}" if words.startswith("u") else f"de {words}"


def _identified(party: Party) -> list[str]:
    return [line for line in (traded_as(party), *identity(party)) if line]


def _role(debtor: Debtor) -> str:
    return "Codébiteur" if debtor.role == "codebiteur_solidaire" else "Débiteur"


def _agents(matter: Matter, signs: Signing | None) -> Iterator[Mapping[str, Any]]:
    """The avocat to whom the case was given (an adviser of the firm stands for nobody unasked), and who signs for him by a written power (form 12946: « mandataire »)."""
    adviser = matter.case.settings.adviser_of("avocat")
    if adviser and mandated(matter, "avocat"):
        yield {"mot": "Avocat", "lignes": [line for line in (adviser.name, address_line(adviser.address)) if line]}
    if signs and signs.power:
        until = f" au {long_day(signs.power.end)}" if signs.power.end else ""
        since = f"pouvoir écrit du {long_day(signs.power.start)}{until}"
        pieces = citation(numbers(matter, (signs.power.evidence,)))
        yield {"mot": "Mandataire", "lignes": [signs.words, Markup("{} ({})").format(since, pieces) if pieces else since]}


def _annexes(matter: Matter, signs: Signing | None) -> str:
    pieces = [piece for piece in matter.bordereau.pieces if not piece.withdrawn]
    pages = [piece.pages for piece in pieces if piece.pages]
    count = f" ({plural(sum(pages), 'page')})" if len(pages) == len(pieces) and pieces else ""
    power = " ; pouvoir" if signs and signs.power else ""
    return f"décompte de créance ; bordereau de pièces{power} ; {plural(len(pieces), 'pièce')}{count}"


def _about_sums(matter: Matter, known: Proofs) -> Iterator[Paragraph]:
    yield paragraph(
        "Le principal et les intérêts se décomposent ainsi par facture ; le calcul par période, base et taux figure au décompte annexé"
    )
    received = [payment for payment in matter.claim.payments if payment.allocated]
    if received:
        rules = " et ".join(dict.fromkeys(article(a.rule) for p in received for a in p.allocated))
        text = f"Les versements reçus ({euros(total(p.amount for p in received))}) ont été imputés comme le décompte le détaille"
        proof = known.payments(received)
        yield paragraph(text, proof.pieces, rules, proof)
    for head in matter.claim.not_claimed:
        yield paragraph(
            f"Rien n’est demandé au titre suivant : {lower_first(head.what)}. {upper_first(head.reason)}", rule=article(head.rule)
        )


def _named_in(clause: str) -> str:
    """« , désigné à l’article 14 »; « , désigné par le contrat (conditions générales) » for a place that has no number."""
    where = clause_place(clause) if clause else ""
    if where.startswith("article "):
        return f", désigné à l’{where}"
    return f", désigné par le contrat ({where})" if where else ""


def _at(line: Markup) -> Markup:
    """« (décompte, ligne 7) » in small type after what it proves; empty without a line."""
    return Markup(' <span class="detail">({})</span>').format(line) if line else Markup("")


def _the(court: str) -> str:
    """« le tribunal de commerce de Lyon », « la chambre commerciale … »."""
    name = lower_first(court)
    return f"{'la' if name.startswith(('chambre', 'cour ', 'juridiction')) else 'le'} {name}"


def _transfer(matter: Matter) -> Iterator[Paragraph]:
    """The option of CPC 1408: the court that the creditor chose, else that of a clause which is valid; nothing without either."""
    contract, parties = matter.case.contract, (matter.case.creditor, *targets(matter.case))
    chosen, clause = contract.transfer, contract.jurisdiction_clause
    asked = "En cas d’opposition, le requérant demande que l’affaire soit immédiatement renvoyée devant"
    pieces = numbers(matter, contract.evidence)
    if chosen:
        why = f", compétent à raison de ce qui suit : {lower_first(chosen.reason.rstrip(' .'))}" if chosen.reason else ""
        yield paragraph(f"{asked} {_the(chosen.court)}{why}", pieces, "CPC, art. 1408")
    # Between others than merchants the clause is deemed unwritten (CPC 48): nothing rests on it.
    elif clause and all(is_merchant(party) for party in parties):
        yield paragraph(f"{asked} {_the(clause.court)}{_named_in(clause.article)}", pieces, "CPC, art. 1408")


_ASKED = {
    "Principal": "en principal",
    "Intérêts de retard échus": "au titre des intérêts de retard échus",
    "Indemnité forfaitaire de recouvrement": "au titre de l’indemnité forfaitaire de recouvrement",
    "Clause pénale": "au titre de la clause pénale",
    "Frais": "au titre des frais",
}


def _asked(matter: Matter, words: forum.Forum, known: Proofs) -> Iterator[Paragraph]:
    claim, creditor = matter.claim, matter.case.creditor
    jointly = " solidairement" if are_solidary(matter.case) else ""
    text = escape(
        "La créance a une cause contractuelle et s’élève à un montant déterminé (CPC, art. 1405, 1°). "
        f"Le requérant demande {words.asked} d’enjoindre {all_called(matter.case)} de payer{jointly} à "
        f"{sued_as(creditor)} :"
    )
    sums = Markup("").join(
        Markup('<tr><td>{}{}</td><td class="n">{}</td></tr>').format(_ASKED[head["nom"]], _at(head["ligne"]), head["montant"])
        for head in heads(matter, known)
    )
    due = claim.totals.due
    assert due is not None
    last = Markup('<tr class="total"><td>Total au {}{}</td><td class="n">{}</td></tr>').format(
        long_day(claim.date), _at(known.total().line), euros(due)
    )
    table = Markup('<table class="demande"><colgroup><col><col class="c-montant"></colgroup><tbody>{}{}</tbody></table>').format(
        sums, last
    )
    full = Markup("<p>soit, en toutes lettres, {} ;</p>").format(in_words(due))
    later = later_interest(matter, known)
    run = (
        Markup("<p>avec intérêts {}, à compter du {} et jusqu’au paiement, {}{} ;</p>").format(
            later["base"], later["depuis"], later["taux"], later["capitalisation"]
        )
        if later
        else Markup("")
    )  # fmt: skip
    yield Paragraph(
        text
        + table
        + full
        + run
        + Markup("<p>et de mettre les dépens à la charge {}.</p>").format(
            "du débiteur" if len(targets(matter.case)) < 2 else "des débiteurs"
        )
    )
    yield from _transfer(matter)
    held = [debtor.name for debtor in matter.case.debtors if debtor.role == "caution"]
    if held:
        yield paragraph(f"La présente requête ne vise pas la caution ({', '.join(held)})")
    pieces_ = [piece.number for piece in matter.bordereau.pieces if not piece.withdrawn]
    span = f"numérotés de {pieces_[0]} à {pieces_[-1]}" if len(pieces_) > 1 else "au nombre d’un"
    yield paragraph(f"Sont joints les documents justificatifs, {span} selon le bordereau annexé (CPC, art. 57 et 1407)")
