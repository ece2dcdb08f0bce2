"""The values that the map of a form may name (`model/form.py`, VALUES), as plain text. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from dossier.documents import figures
from dossier.documents.heads import heads, later_interest
from dossier.documents.matter import Matter, case_reference
from dossier.documents.parties import address_line, form
from dossier.documents.signing import signing
from dossier.documents.targets import targets
from dossier.ground.french import amount, in_words, long_day, number, siren
from dossier.model.form import VALUES
from dossier.model.party import Adviser, Party

_HEADS = {
    "Principal": "principal", "Intérêts de retard échus": "interets", "Indemnité forfaitaire de recouvrement": "indemnite",
    "Clause pénale": "clause_penale", "Frais": "frais",
}  # fmt: skip


def form_values(matter: Matter) -> Mapping[str, str]:
    """Every value of the closed list, '' for what the case does not have; amounts without the sign of the currency."""
    creditor, case = matter.case.creditor, matter.case
    others = [debtor for debtor in targets(case) if debtor.id != matter.debtor.id]
    known = {
        **_party("creancier", creditor), **_party("debiteur", matter.debtor), **_party("codebiteur", others[0] if others else None),
        "creancier.iban": creditor.iban or "", "creancier.bic": creditor.bic,
        **_adviser("avocat", case.settings.adviser_of("avocat")), **_adviser("commissaire", case.settings.adviser_of("commissaire")),
        **_court(matter), **_contract(matter), **_sums(matter), **_pieces(matter),
        "dossier.reference": case_reference(matter),
        "lieu": creditor.address.commune if creditor.address else "", "date": long_day(matter.today),
    }  # fmt: skip
    who = signing(matter)
    known |= {"signataire.nom": who.name if who else "", "signataire.fonction": who.role if who else ""}
    return {name: known.get(name, "") for name in VALUES}


def _party(who: str, party: Party | None) -> dict[str, str]:
    if party is None:
        return {}
    address, person, birth = party.address, party.representative, party.birth
    return {
        f"{who}.nom": party.name, f"{who}.nom_de_famille": party.last_name, f"{who}.prenoms": party.first_names,
        f"{who}.forme": form(party), f"{who}.capital": amount(party.capital) if party.capital else "",
        f"{who}.siren": siren(party.siren) if party.siren else "", f"{who}.rcs": party.rcs,
        f"{who}.adresse": address_line(address), f"{who}.voie": address.street if address else "",
        f"{who}.complement": address.extra if address else "", f"{who}.code_postal": address.postcode if address else "",
        f"{who}.commune": address.commune if address else "", f"{who}.pays": address.country if address else "",
        f"{who}.courriel": party.email, f"{who}.telephone": party.phone,
        f"{who}.representant": person.name if person else "", f"{who}.fonction_du_representant": person.role if person else "",
        f"{who}.profession": party.profession, f"{who}.nationalite": party.nationality,
        f"{who}.ne_le": long_day(birth.date) if birth else "", f"{who}.ne_a": birth.town if birth else "",
    }  # fmt: skip


def _adviser(who: str, adviser: Adviser | None) -> dict[str, str]:
    return {f"{who}.nom": adviser.name, f"{who}.adresse": address_line(adviser.address)} if adviser else {}


def _court(matter: Matter) -> dict[str, str]:
    court = matter.stage.court
    if court is None:
        return {}
    return {"juridiction.nom": court.name, "juridiction.ville": court.town, "juridiction.adresse": court.address}


def _contract(matter: Matter) -> dict[str, str]:
    contract = matter.case.contract
    clause = contract.jurisdiction_clause
    return {
        "contrat.objet": contract.subject.strip(" ."), "contrat.reference": contract.reference,
        "contrat.date": long_day(contract.concluded_on) if contract.concluded_on else "",
        "contrat.clause_de_competence": clause.court if clause else "",
    }  # fmt: skip


def _sums(matter: Matter) -> dict[str, str]:
    claim = matter.claim
    due = claim.totals.due
    found: dict[str, str] = {"demande.date": long_day(claim.date)}
    for head in heads(matter):
        name = f"demande.{_HEADS[head['nom']]}"
        found[name] = _plain(head["montant"]).removesuffix("€").strip()
        found |= {f"{name}.{part}": _plain(head[part]) for part in ("fondement", "detail", "pieces")}
    if due is not None:
        found |= {"demande.total": amount(due), "demande.total_en_lettres": in_words(due)}
    later = later_interest(matter)
    if later:
        found |= {"demande.interets_posterieurs": later["taux"], "demande.interets_depuis": later["depuis"]}
        found["demande.interets_par_jour"] = _plain(later["montant"]).removesuffix("€").strip()
    rows = figures.bearing(claim)
    return found | {"factures.numeros": ", ".join(row.number for row in rows), "factures.nombre": number(len(rows))}


def _pieces(matter: Matter) -> dict[str, str]:
    shown = [piece for piece in matter.bordereau.pieces if not piece.withdrawn]
    listed = "\n".join(f"{piece.number}. {piece.title}" for piece in shown)
    return {"pieces.nombre": number(len(shown)), "pieces.liste": listed}


def _plain(text: object) -> str:
    """A value of a table without the links that it may bear."""
    return text.striptags() if isinstance(text, Markup) else str(text)
