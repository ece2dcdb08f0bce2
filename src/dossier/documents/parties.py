"""How parties are called, addressed and described in letters and acts."""

from __future__ import annotations

import re

from dossier.ground.french import NBSP, euros, long_day, number, siren
from dossier.ground.money import Money
from dossier.model.contract import Contract
from dossier.model.party import Address, Creditor, Debtor, Party

FORMS = {
    "SAS": "société par actions simplifiée", "SASU": "société par actions simplifiée unipersonnelle",
    "SARL": "société à responsabilité limitée", "EURL": "société à responsabilité limitée unipersonnelle",
    "SA": "société anonyme", "SNC": "société en nom collectif", "SCS": "société en commandite simple",
    "SCA": "société en commandite par actions", "SCI": "société civile immobilière", "SCP": "société civile professionnelle",
    "SELARL": "société d’exercice libéral à responsabilité limitée", "SELAS": "société d’exercice libéral par actions simplifiée",
    "GIE": "groupement d’intérêt économique", "EI": "entrepreneur individuel", "SCOP": "société coopérative de production",
}  # fmt: skip


def form(party: Party) -> str:
    """« société par actions simplifiée », or the form as written."""
    return FORMS.get(party.form.replace(".", "").upper(), party.form)


def registered(party: Party) -> str:
    """« 987 654 324 RCS Lyon », as far as it is known."""
    if not party.siren:
        return ""
    return f"{siren(party.siren)}{NBSP}RCS{NBSP}{party.rcs}" if party.rcs else f"SIREN{NBSP}{siren(party.siren)}"


def capital(money: Money | None) -> str:
    """« au capital de 20 000 € »; cents only when there are some."""
    if money is None:
        return ""
    text = euros(money) if money.cents % 100 else f"{number(money.cents // 100)}{NBSP}€"
    return f"au capital de {text}"


def address_line(address: Address | None) -> str:
    """« 4 quai Perrache, 69002 Lyon »."""
    if address is None:
        return ""
    parts = [address.street, address.extra, f"{address.postcode}{NBSP}{address.commune}"]
    if address.country not in ("", "FR"):
        parts.append(address.country)
    return ", ".join(part for part in parts if part)


def civil(party: Party) -> str:
    """« Mme », « M. » or '': of the person who reads a letter to this party."""
    if party.is_natural:
        return party.title
    return party.representative.title if party.representative else ""


def is_noun(reference: str) -> bool:
    """Whether a reference begins with a word (« devis D-2025-031 »), which « votre » or « par » can introduce."""
    return reference[:1].islower() and reference.split(" ")[0].isalpha()


def own_name(party: Party) -> str:
    """« Lucie Pinson », « SUD BÉTON »: a person by own names, for a sign names nobody; any other body by its denomination."""
    return f"{party.first_names} {party.last_name}".strip() if party.is_natural and party.last_name else party.name


def traded_as(party: Party) -> str:
    """« exerçant sous le nom BENALI RÉNOVATION »; '' for who has but one name."""
    return f"exerçant sous le nom {party.denomination}" if party.last_name and party.denomination else ""


def called(party: Party) -> str:
    """« la société SUD BÉTON », « Mme Claire Arnaud »: a party inside a sentence of an act; other bodies by their name alone."""
    if party.is_natural:
        return f"{party.title}{NBSP}{own_name(party)}" if party.title else own_name(party)
    is_named = party.name.lower().startswith(("société", "sté ", "la société"))
    return f"la société {party.name}" if party.type.startswith("societe") and not is_named else party.name


def salutation(party: Party) -> str:
    """« Madame », « Monsieur », or « Madame, Monsieur » when the party's file does not say."""
    return {"Mme": "Madame", "M.": "Monsieur"}.get(civil(party), "Madame, Monsieur")


def representative(party: Party) -> str:
    """« représentée par sa gérante, Mme Anne Roux »; '' for none. The possessive follows the noun of the office."""
    person = party.representative
    if person is None:
        return ""
    name = f"{person.title}{NBSP}{person.name}" if person.title else person.name
    if not person.role:
        return f"représentée par {name}"
    feminine = person.title == "Mme" and person.role[0].lower() not in "aeiouyhéèêàâîô"
    return f"représentée par {'sa' if feminine else 'son'}{NBSP}{person.role}, {name}"


def identity(party: Party) -> tuple[str, ...]:
    """The lines that identify a party in an act (CPC 54, 3°), without its name; what is unknown has no line."""
    if party.type == "particulier" or (party.is_natural and not party.siren):
        return tuple(line for line in (*_person(party), f"demeurant {address_line(party.address)}") if line)
    lines = [" ".join(part for part in (form(party), capital(party.capital)) if part)]
    if party.is_natural:
        lines += _person(party)
    if party.address:
        # A commune or a hospital has a seat, but no registered office.
        seat = "siège" if party.type == "personne_publique" else f"siège{NBSP}social"
        lines.append(f"{seat}{NBSP}: {address_line(party.address)}" if not party.is_natural else address_line(party.address))
    if party.siren:
        entered = "immatriculée" if not party.is_natural or party.title == "Mme" else "immatriculé"
        lines.append(f"{entered} sous le n°{NBSP}{registered(party)}" if party.rcs else registered(party))
    if not party.is_natural:
        lines.append(representative(party))
    return tuple(line for line in lines if line)


def identified(party: Party) -> tuple[str, ...]:
    """The same lines, after the sign under which a person trades."""
    return tuple(line for line in (traded_as(party), *identity(party)) if line)


def signed_on(contract: Contract) -> str:
    """« du 3 février 2025 », after the reference of a contract; '' for no day, or for a reference that says it already."""
    if contract.concluded_on is None:
        return ""
    day = long_day(contract.concluded_on)
    plain = " ".join(contract.reference.split()).lower()
    return "" if " ".join(day.split()).lower() in plain else f" du {day}"


def _person(party: Party) -> list[str]:
    lines = []
    if party.birth:
        born = {"Mme": "née", "M.": "né"}.get(party.title, "né(e)")
        lines.append(f"{born} le {long_day(party.birth.date)} à {party.birth.town}")
    lines += [", ".join(part for part in (party.nationality and f"de nationalité {party.nationality}", party.profession) if part)]
    return lines


def short_identity(party: Party) -> str:
    """« société par actions simplifiée, 987 654 324 RCS Lyon »."""
    return ", ".join(part for part in (form(party), registered(party)) if part)


def legal_mentions(creditor: Creditor) -> tuple[str, ...]:
    """The two lines at the foot of letters: name, form, capital, seat; register and VAT number (C. com. R123-237, R123-238)."""
    first = ", ".join(
        part for part in (creditor.name, " ".join(p for p in (form(creditor), capital(creditor.capital)) if p)) if part
    )
    if creditor.form.upper() == "EI" and "EI" not in first:
        first = f"{first}, EI"
    seat = f"siège {address_line(creditor.address)}" if creditor.address else ""
    vat = f"TVA intracommunautaire {creditor.vat_number}" if creditor.vat_number else ""
    rows = (" · ".join(p for p in (first, seat) if p), " · ".join(p for p in (registered(creditor), vat) if p))
    return tuple(row for row in rows if row)


def title_of(creditor: Creditor, debtor: Debtor) -> str:
    """« Atelier Lenoir c/ Sud Béton »: names in capitals are set in lower case with initials, as running heads show them."""
    return f"{_calm(creditor.name)} c/ {_calm(debtor.name)}"


_SMALL = frozenset({"de", "des", "du", "la", "le", "les", "et", "en", "à", "au", "aux", "sur", "sous", "par", "pour", "chez"})


def _calm(name: str) -> str:
    if not name.isupper() or len(name) < 5:
        return name
    first, *rest = name.lower().split(" ")
    return " ".join([_initials(first), *(word if word in _SMALL else _initials(word) for word in rest)])


def _initials(word: str) -> str:
    """« Sud-Béton », « d’Azur »: a capital for each part, but not for an elided article."""
    return re.sub(r"(?<![^\W\d_])(?!(?:d|l)['’])[^\W\d_]", lambda letter: letter[0].upper(), word)
