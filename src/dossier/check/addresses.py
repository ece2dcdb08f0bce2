"""Addresses: what a letter and the competent court need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dossier.check.parties import named_parties, of
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, Fix
from dossier.ground.fixes import rewritten
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.party import Address, Debtor

_INSEE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")


def present(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC242: a party without address, or without street. DC243: a debtor in France whose commune has no INSEE code."""
    for who, party in named_parties(case):
        address = party.address
        if address is None:
            yield found("DC242", f"{who} n’a pas d’adresse", party.place)
        elif not address.street and not address.extra:
            yield found("DC242", f"l’adresse {of(who)} n’a pas de voie", address.place)
        if address and isinstance(party, Debtor) and is_french(address) and not address.insee:
            message = f"l’adresse {of(who)} n’a pas de code INSEE : le tribunal n’est pas déterminé"
            yield found("DC243", message, address.place, hints=("le code INSEE d’une commune se trouve sur insee.fr",))


def well_formed(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC244: a French postcode that is not five digits. DC246: an INSEE or country code of another form."""
    for _, party in named_parties(case):
        address = party.address
        if address is None:
            continue
        if is_french(address) and not re.fullmatch(r"[0-9]{5}", address.postcode):
            message = f"« {visible(address.postcode)} » n’est pas un code postal français"
            hints, place = ("cinq chiffres ; à l’étranger, ajoutez pays",), address.place_of("code_postal")
            yield found("DC244", message, place, hints=hints, fixes=_five_digits(place, address.postcode))
        if address.insee and not _INSEE.fullmatch(address.insee):
            message = f"« {visible(address.insee)} » n’est pas un code INSEE de commune"
            yield found("DC246", message, address.place_of("insee"), hints=("cinq caractères : 69382, 2A004",))
        if not re.fullmatch(r"[A-Za-z]{2}", address.country):
            message = f"« {visible(address.country)} » n’est pas un code de pays"
            yield found("DC246", message, address.place_of("pays"), hints=("deux lettres : FR, BE, NO",))


def _five_digits(place: Span, written: str) -> tuple[Fix, ...]:
    """The edit of `69 002` or `F-69002`, which is a French postcode with signs too many."""
    match = re.fullmatch(r"(?:FR?-?)?([0-9]{2})[ -]?([0-9]{3})", written)
    return rewritten(place, written, match[1] + match[2], f"écrire le code postal {match[1]}{match[2]}") if match else ()


def same_department(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC245: a postcode and an INSEE code of two départements; a few communes are served from the next one."""
    for _, party in named_parties(case):
        address = party.address
        if address is None or not is_french(address) or not _INSEE.fullmatch(address.insee):
            continue
        if re.fullmatch(r"[0-9]{5}", address.postcode) and _department(address.insee) != _department(address.postcode):
            message = f"le code postal {address.postcode} et le code INSEE {address.insee} sont de deux départements"
            yield found("DC245", message, address.place_of("insee"))


def is_french(address: Address) -> bool:
    """Whether the address is in France."""
    return address.country.upper() in ("FR", "")


def _department(code: str) -> str:
    """The département of a postcode or an INSEE code: Corsica is 20, Saint-Barthélemy and Saint-Martin keep 971 in the post."""
    if code.startswith(("97", "98")):
        return "971" if code[:3] in ("977", "978") else code[:3]
    return "20" if code[:2] in ("2A", "2B") else code[:2]


CHECKS = (present, well_formed, same_department)
