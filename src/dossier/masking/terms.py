"""What tells people apart in a workspace, and the word that stands for each: the same word everywhere, in the order of the cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dossier.model.case import Case, Workspace
from dossier.model.journal import Event
from dossier.model.party import Address, Adviser, Party, Representative
from dossier.procedure.stage import Court

_TITLE = re.compile(r"^(?:M\.|Mme|Mlle|Me|Maître|Monsieur|Madame|Dr)[\s\u00a0]+", re.IGNORECASE)
_YEAR_NUMBER = re.compile(r"^\d{4}-\d+")
STREET = "adresse masquée"


@dataclass(slots=True)
class Pseudonyms:
    """The words found so far; filled while the workspace is read, then only read.

    `terms` maps what is written to what is shown; `cases` and `debtors` map identifiers; `paths` the files of a case.
    """

    terms: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    debtors: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    towns: dict[str, int] = field(default_factory=dict)

    def person(self, key: str) -> int:
        """The number of a person, given by what tells it apart."""
        return self.people.setdefault(key.casefold(), len(self.people) + 1)

    def says(self, written: str, shown: str) -> None:
        """What is shown for something written; the first word for it stays."""
        for spelled in {written.strip(), written.replace("&", " et ").strip(), re.sub(r"\bet\b", " ", written).strip()}:
            if spelled:
                self.terms.setdefault(spelled, shown)


def pseudonyms_of(workspace: Workspace, courts: Iterable[Court] = ()) -> Pseudonyms:
    """All words to replace, by the order of the settings, then of the cases: an added case changes no earlier word."""
    found = Pseudonyms()
    if workspace.settings is not None:
        _party(found, workspace.settings.creditor, "Créancier")
        for signatory in workspace.settings.signatories:
            _named(found, signatory.name, "Signataire")
        advisers = (workspace.settings.adviser, *workspace.settings.other_advisers)
        for adviser in advisers:
            if adviser is not None:
                _adviser(found, adviser)
    for case in sorted(workspace.cases, key=lambda case: case.id):
        _case(found, case)
    for broken in workspace.broken:
        found.cases[broken.id] = _case_name(found, broken.id)
    for court in courts:
        found.says(court.address, STREET)
        _town(found, court.town)
    return found


def _case(found: Pseudonyms, case: Case) -> None:
    found.cases[case.id] = _case_name(found, case.id)
    _party(found, case.creditor, "Créancier")
    for debtor in case.debtors:
        number = _party(found, debtor, "Débiteur")
        found.debtors[debtor.id] = f"debiteur-{number}"
        for asset in debtor.assets:
            for text in (asset.detail, asset.source):
                found.says(text, "information masquée")
    for event in case.journal:
        _event(found, event)
    for path in sorted({*case.files, *(piece.file for piece in case.frozen_pieces), *_cited(case)}):
        ending = path.rpartition("/")[2].rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
        plain = f".{ending}" if ending.isalnum() and len(ending) < 5 else ""
        found.paths.setdefault(path, f"pieces/fichier-{len(found.paths) + 1:03}{plain}")


def _case_name(found: Pseudonyms, name: str) -> str:
    """`2026-014` of `2026-014-sud-beton`; a number where the folder begins otherwise or two would be the same."""
    match = _YEAR_NUMBER.match(name)
    stem = match[0] if match else f"affaire-{len(found.cases) + 1}"
    taken = set(found.cases.values())
    return next(other for other in (stem, *(f"{stem}-{i}" for i in range(2, 10_000))) if other not in taken)


def _cited(case: Case) -> Iterator[str]:
    for entries in (case.invoices, case.payments, case.costs, case.journal, (case.contract,)):
        yield from (ref.file for entry in entries for ref in entry.evidence)
    yield from (check.evidence.file for debtor in case.debtors for check in debtor.verifications if check.evidence)


def _party(found: Pseudonyms, party: Party, role: str) -> int:
    key = str(party.siren or f"{party.name}{party.address.postcode if party.address else ''}")
    number = found.person(key)
    shown = f"{role} {number}"
    if party.denomination:
        found.says(party.denomination, shown)
        found.says(f"{party.form} {party.denomination}".strip(), shown)
    if party.last_name:
        _natural(found, party.first_names, party.last_name, shown)
    if party.siren:
        found.says(str(party.siren), f"{number:09}")
    _reach(found, party.address, party.email, party.phone, number)
    found.says(party.vat_number, f"FR00{number:09}")
    for text in (getattr(party, "iban", None), getattr(party, "bic", "")):
        found.says(str(text or ""), "compte masqué")
    _town(found, party.rcs)
    if party.birth:
        _town(found, party.birth.town)
    if party.representative:
        _representative(found, party.representative)
    return number


def _natural(found: Pseudonyms, first: str, last: str, shown: str) -> None:
    for full in (f"{first} {last}", f"{last} {first}", f"{first.split(' ')[0]} {last}"):
        found.says(full, shown)
    found.says(last, shown)
    for name in (first, *first.replace(",", " ").split()):
        found.says(name, "Prénom")


def _representative(found: Pseudonyms, person: Representative) -> None:
    _named(found, person.name, "Personne")


def _named(found: Pseudonyms, name: str, role: str) -> None:
    """A person called by first name and name, or by title and name: each name alone is replaced too."""
    bare = _TITLE.sub("", name.strip())
    if not bare:
        return
    shown = f"{role} {found.person(bare)}"
    found.says(bare, shown)
    words = bare.split()
    if 1 < len(words) <= 4:
        for word in words[1:]:
            if len(word) > 2:
                found.says(word, shown)
        found.says(words[0], "Prénom")


def _adviser(found: Pseudonyms, adviser: Adviser) -> None:
    number = found.person(adviser.name)
    found.says(adviser.name, f"Conseil {number}")
    _named(found, adviser.name, "Conseil")
    _reach(found, adviser.address, adviser.email, adviser.phone, number)
    _named(found, adviser.signatory, "Conseil")
    for text in (adviser.reference, adviser.insurance, adviser.account, adviser.mentions):
        found.says(text, "mention masquée")


def _reach(found: Pseudonyms, address: Address | None, email: str, phone: str, number: int) -> None:
    if address:
        for street in (address.street, address.extra):
            found.says(street, STREET)
        found.says(address.postcode, "00000")
        found.says(address.insee, "00000")
        _town(found, address.commune)
    found.says(email, f"adresse-{number}@masque.invalid")
    found.says(phone, "00 00 00 00 00")


def _town(found: Pseudonyms, town: str) -> None:
    if town.strip():
        number = found.towns.setdefault(town.strip().casefold(), len(found.towns) + 1)
        found.says(town, f"Commune {number}")


def _event(found: Pseudonyms, event: Event) -> None:
    _named(found, event.contact, "Personne")
    for name in ("tracking", "mandataire"):
        text = str(getattr(event, name, "") or "")
        if name == "tracking":
            found.says(text, "0A 000 000 0000 0")
        else:
            _named(found, text, "Mandataire")
    for name in ("sent_to", "mandataire_address"):
        address = getattr(event, name, None)
        if isinstance(address, Address):
            _reach(found, address, "", "", 0)
