"""A firm as an electronic invoice names it: its numbers checked, and whether it is one that the workspace knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dossier.ground.letters import ascii_words
from dossier.intake.card import Who, bare
from dossier.model.party import Party

By = Literal["", "nom", "nom et code postal", "n° de TVA", "SIREN"]
"""On what two names are held to be one firm; `nom` alone is no proof, '' is none at all."""

FORMS = frozenset(
    {"SARL", "SAS", "SASU", "SA", "SCI", "EURL", "EI", "EIRL", "SNC", "SELARL", "EARL", "GAEC", "SCOP", "STE", "SOCIETE", "ETS",
     "ETABLISSEMENTS", "M", "MME", "LA", "LE", "LES", "DE", "DU", "DES", "ET", "D", "L"}
)  # fmt: skip
"""Words in capitals that name nobody: legal forms, titles, articles."""
_OVERSEAS = frozenset({"GP", "MQ", "GF", "RE", "YT"})
"""Codes of the departments overseas: their addresses are French ones."""


@dataclass(frozen=True, slots=True)
class Firm:
    """Seller, buyer or payee. `siren` is one whose key is right, '' for none; `vat` as it is written, without spaces.

    `doubts` are French words on numbers that cannot be right.
    """

    name: str
    siren: str = ""
    vat: str = ""
    street: str = ""
    extra: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "FR"
    email: str = ""
    doubts: tuple[str, ...] = ()


def firm_of(facts: Mapping[str, Any]) -> Firm:
    """A party as the job read it."""
    codes = [(str(scheme), bare(str(code))) for scheme, code in facts["codes"]]
    vat = next((code for scheme, code in codes if scheme in ("VA", "VAT")), "")
    sirens: dict[str, None] = {}
    doubts: list[str] = []
    for scheme, code in codes:
        siren, doubt = _siren(scheme, code)
        if siren:
            sirens.setdefault(siren)
        doubts += [doubt] if doubt else []
    if len(sirens) > 1:
        doubts.append(f"plusieurs SIREN, {' et '.join(sirens)}")
    country = bare(str(facts["country"]))[:2] or "FR"
    return Firm(
        str(facts["name"]), next(iter(sirens), ""), vat, str(facts["street"]), str(facts["extra"]), str(facts["postcode"]),
        str(facts["town"]), "FR" if country in _OVERSEAS else country, str(facts["email"]).lower(), tuple(dict.fromkeys(doubts)),
    )  # fmt: skip


def _siren(scheme: str, code: str) -> tuple[str, str]:
    """The SIREN that an identifier says, and what is wrong with that identifier; '' for either.

    Under the scheme of the SIREN (0002) many programs write a SIRET; an address of invoicing (0225) begins with a SIREN.
    """
    from stdnum.fr import siren, siret, tva

    if scheme in ("VA", "VAT"):
        if not code.startswith("FR"):
            return "", ""
        found = code[4:13]
        if not siren.is_valid(found):
            return "", f"n° de TVA {code} faux"
        return found, "" if tva.is_valid(code) else f"n° de TVA {code} faux"
    if not code.isdigit() and scheme != "0225":
        return "", ""
    if scheme not in ("0002", "0009", "0225", ""):
        return "", ""
    found = code[:9]
    good = found.isdigit() and len(found) == 9 and siren.is_valid(found)
    if len(code) == 14 and code.isdigit() and not siret.is_valid(code):
        return (found if good else ""), f"SIRET {code} faux"
    if not good:
        return "", f"SIREN {code} faux" if scheme in ("0002", "0009") else ""
    return found, ""


def same(firm: Firm, who: Who) -> By:
    """On what a firm is held to be somebody that a case names. Two SIREN that differ are two firms, whatever their names."""
    if firm.siren and who.siren:
        return "SIREN" if firm.siren == who.siren else ""
    if firm.vat and who.vat:
        return "n° de TVA" if firm.vat == who.vat else ""
    if not words_of(firm.name) or words_of(firm.name) != words_of(who.name):
        return ""
    return "nom et code postal" if firm.postcode and bare(firm.postcode) == bare(who.postcode) else "nom"


def is_creditor(firm: Firm, creditor: Party) -> bool:
    """Whether the seller is the creditor: by SIREN, by VAT number, else by name."""
    return bool(same(firm, Who.of(creditor)))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that mean something, in capitals without accents, in order; its legal form is none of them."""
    words = " ".join(ascii_words(name)).upper().split()
    return tuple(word for word in words if word not in FORMS) or tuple(words)
