"""The court that is competent for an injonction de payer: that of the place where the debtor lives (CPC 1406).

What sort of court follows from the debtor and the claim; which one, from the INSEE code of his commune. The data and
their limits are described in `data/SOURCE.md`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from dossier.ground import shipped
from dossier.ground.letters import ascii_words
from dossier.ground.money import Money
from dossier.law import names
from dossier.law.law import Certainty, least_sure
from dossier.model.party import Address, Debtor
from dossier.procedure.road import Road
from dossier.procedure.stage import Court

COMMERCIAL_KINDS = ("TC", "TAE")
"""Courts whose costs are deposited by the applicant (CPC 1425)."""

_DATA = "procedure/data"
_MERCHANTS = ("societe_commerciale", "commercant")
_RENAMED = (
    (date(2025, 1, 1), "TAE", "tribunal de commerce"),
    (date(2020, 1, 1), "TJ", "tribunal d instance"),
    (date(2020, 1, 1), "TJ", "tribunal de grande instance"),
)
_OVERSEAS = {"TMC": "TC", "TPI_COMMERCIAL": "TC", "TPI": "TJ"}
"""Courts of the overseas territories, and the sort of court whose rules they follow."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A row of the table of courts."""

    id: str
    kind: str
    name: str
    town: str
    address: str


@dataclass(frozen=True, slots=True)
class Sort:
    """What sort of court hears the claim, by which rule: `commercial`, `judiciaire` or `protection`; None for none."""

    family: str | None
    rule: str
    certainty: Certainty
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why no court can be named: abroad, public, insee_missing, insee_unknown, no_court; `candidates` are (INSEE, commune)."""

    reason: str
    candidates: tuple[tuple[str, str], ...] = ()


@cache
def _table(name: str) -> str:
    data = shipped.read(f"{_DATA}/{name}")
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode()


@cache
def _seats() -> dict[str, Seat]:
    import csv

    found = {}
    for row in csv.DictReader(_table("juridictions.csv").splitlines()):
        place = f"{row['code_postal']} {_title(row['localite'])}".strip()
        address = ", ".join(part for part in (_title(row["adresse"]), place) if part)
        found[row["id"]] = Seat(row["id"], row["type"], row["nom"].replace("'", "’"), row["ville_siege"], address)
    return found


def _title(text: str) -> str:
    """`2 boulevard Limbert` from capitals: small words stay small, the rest takes a capital."""
    small = {"de", "du", "des", "la", "le", "les", "et", "sur", "en", "aux", "à", "sous", "lès", "rue", "avenue", "place",
             "boulevard", "quai", "cours", "allée", "impasse", "route", "square", "esplanade", "chemin", "passage", "mail"}  # fmt: skip
    words = [w if w in small else w.capitalize() for w in text.lower().split()]
    joined = " ".join(words)
    joined = re.sub(r"(?<=[-'’])[a-zà-ÿ](?=[a-zà-ÿ]{2,})", lambda m: m[0].upper(), joined)
    joined = re.sub(r"\b([DL])'(?=\w)", lambda m: m[1].lower() + "’", joined).replace("'", "’")
    joined = re.sub(r"\b(Cedex|Cs|Bp)\b", lambda m: m[0].upper(), joined)
    return joined[:1].upper() + joined[1:]


def _row(name: str, insee: str) -> list[str] | None:
    """The row of a commune in a table sorted by INSEE code, found in the text without reading the other rows."""
    text = _table(name)
    start = text.find(f"\n{insee},")
    if start < 0 or not insee:
        return None
    end = text.find("\n", start + 1)
    line = text[start + 1 : end if end >= 0 else None]
    import csv

    return next(csv.reader([line]))


@cache
def courts_of(insee: str) -> Mapping[str, str] | None:
    """The ids of the courts of a commune and how they are known, by column; former codes lead to the commune of today."""
    row = _row("communes_juridictions.csv.gz", insee)
    if row is None:
        former = _row("communes.csv.gz", insee)
        row = _row("communes_juridictions.csv.gz", former[3]) if former else None
    if row is None:
        return None
    return dict(zip(("insee", "commune", "departement", "tj", "tprx", "tc", "source_tj", "source_tc"), row, strict=True))


def communes_named(name: str, postcode: str) -> tuple[tuple[str, str], ...]:
    """The communes that bear a postcode, those of that name alone when there are any: (INSEE code, name), by code."""
    if not re.fullmatch(r"[0-9]{5}", postcode):
        return ()
    rows = re.findall(rf"^([0-9AB]{{5}}),([^,\n]*),([^,\n]*\b{postcode}\b[^,\n]*),", _table("communes.csv.gz"), re.MULTILINE)
    same = [(code, town) for code, town, _ in rows if plain(town) == plain(name)]
    return tuple(sorted(same or [(code, town) for code, town, _ in rows]))


def commune_of(name: str, postcode: str) -> str:
    """The INSEE code of the commune of that name and postcode as communes are today, of its arrondissement in Paris, Lyon and
    Marseille; '' when there is none or more than one.
    """
    if not re.fullmatch(r"[0-9]{5}", postcode):
        return ""
    pattern = rf"^([0-9AB]{{5}}),([^,\n]*),[^,\n]*\b{postcode}\b[^,\n]*,([0-9AB]{{5}})$"
    rows: list[tuple[str, str, str]] = re.findall(pattern, _table("communes.csv.gz"), re.MULTILINE)
    wanted = re.sub(r"( \d+(er?|e|eme)?)?( arrondissement)?$", "", plain(name))
    found = {now for _, town, now in rows if plain(town) == wanted}
    if len(found) != 1:
        return ""
    (code,) = found
    districts = sorted(own for own, town, now in rows if now == code and town.endswith(" Arrondissement"))
    return districts[0] if len(districts) == 1 else code


def plain(text: str) -> str:
    """A name for comparing: without case, accents, hyphens or apostrophes; « St » is « Saint »."""
    words = ascii_words(text.lower())
    return " ".join({"st": "saint", "ste": "sainte"}.get(w, w) for w in words)


def sort_of(road: Road, debtor: Debtor) -> Sort:
    """What sort of court: by nature first, then by the parties (C. com. L721-3, read
    2026-11-21: between commerçants, between artisans, or between them; COJ L213-4-4, L213-4-5, L211-3)."""
    nature = road.case.nature
    if nature == "marche_public" or debtor.type == "personne_publique":
        return Sort(None, "CPC 1405", Certainty.MEMORY, "une personne publique relève de la juridiction administrative")
    if nature == "credit_consommation":
        return Sort("protection", "CPC 1406 ; COJ L213-4-5", Certainty.TEXT)
    if nature == "bail_habitation":
        return Sort("protection", "CPC 1406 ; COJ L213-4-4", Certainty.TEXT)
    merchants = (*_MERCHANTS, "artisan")
    if nature == "civile" and debtor.type in _MERCHANTS:
        # A creditor who is no merchant may perhaps choose the commercial court; the tribunal judiciaire is always open.
        return Sort("judiciaire", "CPC 1406", Certainty.INFERRED)
    if nature in ("civile", "consommation") or debtor.type == "particulier":
        return Sort("judiciaire", "CPC 1406", Certainty.TEXT)
    if debtor.type in merchants and road.case.creditor.type in merchants:
        among = "artisan" in (debtor.type, road.case.creditor.type)
        return Sort("commercial", "CPC 1406 ; C. com. L721-3" if among else "CPC 1406", Certainty.TEXT)
    if debtor.type in _MERCHANTS:
        # L721-3 3°, an act of commerce for the debtor; that such a creditor may also go to the tribunal judiciaire was not read.
        return Sort("commercial", "CPC 1406 ; C. com. L721-3", Certainty.INFERRED)
    return Sort("judiciaire", "CPC 1406", Certainty.TEXT if debtor.type != "artisan" else Certainty.INFERRED)


def competent_court(road: Road) -> Court | Unknown:
    """The court of a debtor, or why none can be named."""
    debtor, address = road.debtor, road.debtor.address
    sort = sort_of(road, debtor)
    if sort.family is None:
        return Unknown("public")
    if address is None:
        return Unknown("insee_missing")
    if address.country.upper() != "FR":
        return Unknown("abroad")
    return _court_at(road, sort, address)


def _court_at(road: Road, sort: Sort, address: Address) -> Court | Unknown:
    if not address.insee:
        return Unknown("insee_missing", communes_named(address.commune, address.postcode))
    row = courts_of(address.insee)
    if row is None:
        return Unknown("insee_unknown", communes_named(address.commune, address.postcode))
    commercial = sort.family == "commercial"
    local = row["tprx"] if not commercial and (sort.family == "protection" or _small(road)) else ""
    seat = _seats().get(row["tc"] if commercial else (local or row["tj"]))
    if seat is None:
        return Unknown("no_court")
    source = row["source_tc" if commercial else "source_tj"]
    known = {"texte": Certainty.TEXT, "greffe": Certainty.TEXT, "deduit": Certainty.INFERRED}.get(source, Certainty.UNSETTLED)
    rule, sure = sort.rule, least_sure((sort.certainty, known))
    kind, name = seat.kind, seat.name
    if kind == "TJ_CHAMBRE_COMMERCIALE":
        rule, sure = f"{sort.rule} ; C. com. L731-1", least_sure((sure, Certainty.SECONDARY))
    elif local:
        rule, sure = f"{rule} ; COJ D212-19-1", least_sure((sure, Certainty.SECONDARY))
    elif kind in _OVERSEAS:
        sure = least_sure((sure, Certainty.INFERRED))
    kind = {"TPRX": "TJ", **_OVERSEAS}.get(kind, kind)
    if sort.family == "protection":
        kind, name = "JCP", f"Juge des contentieux de la protection, {name[:1].lower()}{name[1:]}"
    return Court(seat.id, name, seat.address, kind, rule, sure, seat.town)


def _small(road: Road) -> bool:
    """Whether the claim is within what a chambre de proximité hears."""
    threshold = road.ask(names.SEUIL_CHAMBRE_PROXIMITE, road.today, road.case.span)
    due = road.claim.totals.due
    return (
        threshold is not None and due is not None and due + road.claim.totals.not_due <= Money(int(Decimal(threshold.text) * 100))
    )


_FORMER = {
    "tribunal de commerce": "commercial", "tribunal des activites economiques": "commercial", "tc": "commercial",
    "tae": "commercial", "chambre commerciale": "chambre", "tribunal judiciaire": "judiciaire", "tj": "judiciaire",
    "tribunal de grande instance": "judiciaire", "tribunal d instance": "proximite", "tribunal de proximite": "proximite",
    "chambre de proximite": "proximite", "juge des contentieux de la protection": "protection", "jcp": "protection",
}  # fmt: skip


def read_court(text: str) -> tuple[str, str]:
    """The family and the town that a court's written name tells, `('commercial', 'marseille')`; '' for what is not told."""
    bare = plain(re.sub(r"^(m\.? le |mme la |monsieur le |madame la )?pr[ée]sidente? (du |de la )?", "", text.strip().lower()))
    for start in sorted(_FORMER, key=len, reverse=True):
        if bare.startswith(start + " ") or bare == start:
            town = re.sub(r"^(de la|de l|de|du|des|d) ", "", bare[len(start) :].strip())
            return _FORMER[start], town
    return "", bare


def same_place(court: Court, written: str) -> bool:
    """Whether a written court's town is that of *court*: « du Havre » and « Le Havre » are one."""
    town = read_court(written)[1]
    mine = plain(court.town)
    return bool(town) and (town == mine or mine.removeprefix("le ").removeprefix("la ").removeprefix("les ") == town)


def is_former_name(court: Court, written: str, day: date) -> bool:
    """Whether a court was written on *day* by a name that it no longer bore: tribunal de commerce for TAE from 2025."""
    bare = plain(written)
    return any(day >= since and court.kind == kind and name in bare for since, kind, name in _RENAMED)


def is_commercial_court(road: Road, written: str) -> bool:
    """Whether a requête went to a tribunal de commerce or TAE, by its written court, else by the competent one."""
    family = read_court(written)[0] if written else ""
    if family:
        return family == "commercial"
    court = competent_court(road)
    return isinstance(court, Court) and court.kind in COMMERCIAL_KINDS


def is_economic_court(road: Road, written: str, day: date) -> bool:
    """Whether a requête of *day* went to a tribunal des activités économiques, under its new name or the former one."""
    if day < _RENAMED[0][0]:
        return False
    if "activites economiques" in plain(written):
        return True
    court = competent_court(road)
    return isinstance(court, Court) and court.kind == "TAE" and (not written or same_place(court, written))
