"""Who owes and who is owed: identities, roles, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dossier.ground.catalogue import found
from dossier.ground.days import add_years
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, short_day, siren
from dossier.ground.nearest import visible
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.party import Debtor, Party

_COMPANIES = ("societe_commerciale", "societe_civile", "association", "personne_publique")
_REGISTERED = ("societe_commerciale", "societe_civile")
_MAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]{2,}")


def named_parties(case: Case) -> list[tuple[str, Party]]:
    """The creditor, then the debtors, as sentences call them."""
    debtors: list[tuple[str, Party]] = [(f"le débiteur {debtor.id}", debtor) for debtor in case.debtors]
    return [("le créancier", case.creditor), *debtors]


def of(who: str) -> str:
    """`du créancier` for `le créancier`."""
    return who.replace("le ", "du ", 1)


def names(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC240: a party without any name, or a company that is given a person's name alone."""
    for who, party in named_parties(case):
        if not party.name:
            yield found("DC240", f"{who} n’a ni dénomination ni nom", party.place)
        elif party.type in _COMPANIES and not party.denomination:
            message = f"{who} est une personne morale et n’a pas de dénomination"
            yield found("DC240", message, party.place, hints=("le dirigeant se nomme sous representant",))


def identities(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC241: what identifies a party and is not written; the creditor needs more, since he is the one who sues (CPC 54, 57)."""
    for who, party in named_parties(case):
        if not party.name or (party.type in _COMPANIES and not party.denomination):
            continue
        lacking = _lacking(party)
        if lacking:
            yield found("DC241", f"{who} : il manque {enumerate_fr(lacking)}", party.place, hints=(_HINT,))


_HINT = "relevez-les sur l’extrait du registre, le contrat ou la pièce d’identité"


def _lacking(party: Party) -> list[str]:
    """The French keys of what is missing."""
    if party.type in _COMPANIES:
        rows: list[tuple[str, object]] = [
            ("forme", party.form or party.type == "personne_publique"),
            ("siren", party.siren or party.type in ("association", "personne_publique") or _is_foreign(party)),
            ("rcs", party.rcs or party.type not in _REGISTERED or _is_foreign(party)),
            ("representant", party.representative or isinstance(party, Debtor)),
        ]
    else:
        rows = [("nom", party.last_name or party.denomination), ("prenoms", party.first_names or party.denomination)]
        if not isinstance(party, Debtor):
            rows += [("naissance", party.birth), ("nationalite", party.nationality), ("profession", party.profession)]
        if party.type != "particulier":
            rows.append(("siren", party.siren or _is_foreign(party)))
    return [key for key, given in rows if not given]


def _is_foreign(party: Party) -> bool:
    return party.address is not None and party.address.country.upper() not in ("FR", "")


_TRADERS = ("commercant", "artisan", "agriculteur", "profession_liberale", "particulier")
_SOLE = re.compile(r"(e\.?i\.?(r\.?l\.?)?|entreprise individuelle|micro.?entrepr.*|auto.?entrepr.*)?", re.IGNORECASE)


def trade_names(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC276: a natural person known by a trade name alone: a sign owes nothing, the person behind it does (CPC 57)."""
    for debtor in case.debtors:
        if debtor.type in _TRADERS and debtor.denomination and not debtor.last_name and _SOLE.fullmatch(debtor.form.strip()):
            message = f"le débiteur {debtor.id} est désigné par une enseigne, sans le nom de la personne"
            hint = "affaire.yaml, debiteurs : ajoutez `nom` et `prenoms` ; si c’est une société, son `type` et sa `forme`"
            yield found("DC276", message, debtor.place_of("denomination"), hints=(hint,))


def ids(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC248: two debtors with one id. DC249: a co-debtor or a guarantor without a principal debtor."""
    seen: dict[str, Debtor] = {}
    for debtor in case.debtors:
        first = seen.setdefault(debtor.id, debtor)
        if first is not debtor:
            related = ((first.place_of("id"), "première fois ici"),)
            yield found("DC248", f"deux débiteurs portent l’identifiant {debtor.id}", debtor.place_of("id"), related=related)
    if case.debtors and all(debtor.role != "principal" for debtor in case.debtors):
        yield found("DC249", "aucun débiteur principal", case.debtors[0].place_of("qualite"))


def sirens(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC253: the SIREN of the creditor or of another debtor."""
    seen: dict[str, tuple[str, Party]] = {}
    for who, party in named_parties(case):
        if not party.siren:
            continue
        if party.siren in seen:
            other, first = seen[party.siren]
            message = f"{who} a le SIREN {siren(party.siren)}, qui est celui {of(other)}"
            yield found("DC253", message, party.place_of("siren"), related=((first.place_of("siren"), other),))
        else:
            seen[party.siren] = (who, party)


def vat_numbers(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC256: a French VAT number whose SIREN is another one than the party's."""
    for who, party in named_parties(case):
        number = re.sub(r"[ \u00a0\u202f]", "", party.vat_number).upper()
        if party.siren and number.startswith("FR") and number[4:] != party.siren:
            message = f"le numéro de TVA {of(who)} ne contient pas son SIREN"
            yield found("DC256", message, party.place_of("tva"))


def addresses_of_mail(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC255: an e-mail address that is none."""
    for _, party in named_parties(case):
        if party.email and not _MAIL.fullmatch(party.email):
            yield found("DC255", f"« {visible(party.email)} » n’est pas une adresse de courriel", party.place_of("courriel"))


def births(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC259: a person under eighteen, over a hundred and ten, or not yet born on *today*: a slip in the year, most often."""
    for who, party in named_parties(case):
        if party.birth and not add_years(party.birth.date, 18) <= today <= add_years(party.birth.date, 110):
            yield found("DC259", f"naissance {of(who)} le {short_day(party.birth.date)}", party.birth.place_of("le"))


CHECKS = (births, names, identities, trade_names, ids, sirens, vat_numbers, addresses_of_mail)
