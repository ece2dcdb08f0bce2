"""How payment terms are counted, and the latest due day that parties in business may agree, by sector.

Knows no case: days and names in, days out. The numbers of days are parameters; which event they are counted from is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.ground.days import end_of_month
from dossier.ground.french import plural
from dossier.law import names
from dossier.law.law import Law, LawValue

GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Limit:
    """The latest due day that may be agreed, its words (« 30 jours à compter de la facture (C. com. L441-11) ») and its value."""

    day: date
    words: str
    value: LawValue


@dataclass(frozen=True, slots=True)
class Rule:
    """A longest term: the parameter that holds its days, and how they are counted."""

    name: str
    count: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector that `contrat.secteur` may name. Of several rules the latest day counts. `bears_fee`: the forty euros apply."""

    label: str
    rules: tuple[Rule, ...] = ()
    bears_fee: bool = True


SECTORS: Mapping[str, Sector] = {
    GENERAL: Sector("cas général"),
    "transport": Sector("transport, location de véhicules, transit, douane", (Rule(names.DELAI_TRANSPORT, "facture"),)),
    "alimentaire_perissable": Sector("produits alimentaires périssables", (Rule(names.DELAI_ALIMENTAIRE_PERISSABLE, "decade"),)),
    "viandes": Sector("viandes fraîches", (Rule(names.DELAI_VIANDES_BETAIL, "livraison"),)),
    "betail": Sector("bétail sur pied", (Rule(names.DELAI_VIANDES_BETAIL, "livraison"),)),
    "alcools": Sector("boissons soumises à accise", (Rule(names.DELAI_ALCOOLS, "mois_de_livraison"),)),
    "raisins_mouts": Sector(
        "raisins et moûts",
        (Rule(names.DELAI_RAISINS_MOUTS_FIN_DE_MOIS, "fin_de_mois"), Rule(names.DELAI_RAISINS_MOUTS, "facture")),
    ),
    "jardin": Sector("végétaux et équipements de jardin", (Rule(names.DELAI_JARDIN, "fin_de_mois"),)),
    "materiel_agricole": Sector("matériel agricole", (Rule(names.DELAI_MATERIEL_AGRICOLE, "fin_de_mois"),)),
    "cuir": Sector("cuir", (Rule(names.DELAI_CUIR, "fin_de_mois"),)),
    "horlogerie_bijouterie": Sector(
        "horlogerie, bijouterie",
        (Rule(names.DELAI_HORLOGERIE_BIJOUTERIE_FIN_DE_MOIS, "fin_de_mois"), Rule(names.DELAI_HORLOGERIE_BIJOUTERIE, "facture")),
    ),
    "jouets": Sector("jouets", (Rule(names.DELAI_JOUETS, "facture"),)),
    "export_hors_taxes": Sector("achats hors taxe destinés à l’exportation", (Rule(names.DELAI_EXPORT_HORS_TAXES, "facture"),)),
    "bail_commercial": Sector("bail commercial", bears_fee=False),
    "assurance": Sector("assurance", bears_fee=False),
}
"""The sectors with rules of their own, by the word that a contract writes.

Law: C. com. L441-11 II by DILA, fiche F23211 of 2020, lue le 2026-11-21: second-hand, the values may have changed. The same page
says that the forty euros do not reach commercial leases and insurance.
"""


def term_day(start: date, days: int, end_of_the_month: str = "") -> date:
    """*start* plus the days of a term; the month's end is taken after adding them (`apres`) or before (`avant`).

    Both counts of « 45 jours fin de mois » are lawful: an invoice of 2 January gives 28 February or 17 March.
    """
    if end_of_the_month == "avant":
        return end_of_month(start) + timedelta(days=days)
    day = start + timedelta(days=days)
    return end_of_month(day) if end_of_the_month == "apres" else day


def end_of_decade(day: date) -> date:
    """The last day of the ten-day period of a day: the 10th, the 20th, the last of the month."""
    return day.replace(day=10) if day.day <= 10 else day.replace(day=20) if day.day <= 20 else end_of_month(day)


_Count = Callable[[date, date | None, int], date | None]


def _from_delivery(start: Callable[[date], date]) -> _Count:
    return lambda issued, delivered, days: None if delivered is None else start(delivered) + timedelta(days=days)


_COUNTS: Mapping[str, tuple[_Count, str]] = {
    "facture": (lambda issued, delivered, days: issued + timedelta(days=days), "à compter de la facture"),
    "fin_de_mois": (
        lambda issued, delivered, days: max(term_day(issued, days, "apres"), term_day(issued, days, "avant")),
        "fin de mois",
    ),
    "livraison": (_from_delivery(lambda day: day), "à compter de la livraison"),
    "decade": (_from_delivery(end_of_decade), "à compter de la fin de la décade de livraison"),
    "mois_de_livraison": (_from_delivery(end_of_month), "à compter de la fin du mois de livraison"),
}
"""How days are counted from the invoice and the delivery; None where the delivery is needed and not known."""

_ARTICLE, _OWN_ARTICLE = "C. com. L441-10, I", "C. com. L441-11"


def latest_due(
    law: Law, issued: date, delivered: date | None, sector: str, *, by_month: bool = False, periodic: bool = False
) -> Limit | None:
    """The latest due day that professionals may agree for an invoice; None where the law's files give none for its day.

    In general sixty days from the invoice, or forty-five days end of month where the contract counts so (*by_month*), the later
    of the two lawful counts; forty-five days for a *periodic* invoice; a sector's own rules instead of all these. An unknown
    sector counts as the general one. Law: C. com. L441-10, I (text read) and L441-11 II (second-hand), lu le 2026-11-21.
    """
    own = SECTORS.get(sector, SECTORS[GENERAL]).rules
    article = _OWN_ARTICLE if own else _ARTICLE
    limits = list(_limits(law, own or _general(by_month, periodic), issued, delivered, article))
    return max(limits, key=lambda limit: limit.day, default=None)


def _general(by_month: bool, periodic: bool) -> Iterator[Rule]:
    if periodic:
        yield Rule(names.DELAI_PAIEMENT_MAXIMAL_PERIODIQUE, "facture")
        return
    yield Rule(names.DELAI_PAIEMENT_MAXIMAL, "facture")
    if by_month:
        yield Rule(names.DELAI_PAIEMENT_MAXIMAL_FIN_DE_MOIS, "fin_de_mois")


def _limits(law: Law, rules: Iterable[Rule], issued: date, delivered: date | None, article: str) -> Iterator[Limit]:
    for rule in rules:
        value = law.value(rule.name, issued) if rule.name in law.parameters else None
        if value is None:
            continue
        count, words = _COUNTS[rule.count]
        day = count(issued, delivered, value.integer)
        if day is not None:
            yield Limit(day, f"{plural(value.integer, 'jour')} {words} ({article})", value)
