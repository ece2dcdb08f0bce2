"""Whole cases made at random: every regime, contract rate, credit note, waiver, retention, pause, title and opening judgment.

Hypothesis makes them small, to find and shrink what breaks; a numbered series makes them crowded, so that the rules meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from claim_cases import COMPANY, FIRM, JANE, PERSON, TOWN
from generated import FIRST, LAST
from hypothesis import strategies as st

T = TypeVar("T")
ORDERS = ["interets_puis_principal"] * 3 + ["interets_indemnites_principal", "principal_puis_interets"]
RATES = [None, None, "7.5", "12", "20", "3 x legal", "2 x legal"]
TERMS = [{"jours": "30"}, {"jours": "60"}, {"jours": "45", "fin_de_mois": "apres"}, {"jours": "45", "fin_de_mois": "avant"}]
PROFESSIONALS: dict[str, Any] = {"nature": "commerciale", "debtors": [COMPANY], "creditor": FIRM}
REGIMES: list[dict[str, Any]] = [
    PROFESSIONALS,
    PROFESSIONALS,
    {"nature": "marche_public", "debtors": [TOWN], "creditor": FIRM},
    {"nature": "consommation", "debtors": [PERSON], "creditor": FIRM},
    {"nature": "civile", "debtors": [PERSON], "creditor": JANE},
    {"nature": "civile", "debtors": [COMPANY], "creditor": FIRM},
]


class Chance(Protocol):
    """Where a case takes its numbers from."""

    def number(self, least: int, most: int) -> int:
        """A number, both ends included."""


class Drawn:
    """Numbers from Hypothesis."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, least: int, most: int) -> int:
        """A number that can be shrunk."""
        return self.draw(st.integers(least, most))


class Series:
    """Numbers of a numbered series: the same number, the same case."""

    def __init__(self, seed: int) -> None:
        self.seed, self.asked = seed, 0

    def number(self, least: int, most: int) -> int:
        """A number, each as likely."""
        self.asked += 1
        digest = sha256(f"{self.seed}/{self.asked}".encode()).digest()
        return least + int.from_bytes(digest[:8], "big") % (most - least + 1)


@st.composite
def lives(draw: st.DrawFn) -> tuple[dict[str, Any], date]:
    """The parts of a case, as `claim_cases.case` takes them, and a day of computing."""
    return life(Drawn(draw))


def numbered(seed: int) -> tuple[dict[str, Any], date]:
    """The case of a number and its day of computing."""
    return life(Series(seed))


def life(chance: Chance) -> tuple[dict[str, Any], date]:
    """At most one pause, one decision and one opening judgment; all within five years of the first invoice."""
    maker = _Maker(chance)
    return maker.parts(), maker.today


class _Maker:
    def __init__(self, chance: Chance) -> None:
        self.number = chance.number
        self.start = FIRST + timedelta(days=self.number(0, 1800))
        self.today = self.day(self.start + timedelta(days=200))

    def one(self, of: Sequence[T]) -> T:
        return of[self.number(0, len(of) - 1)]

    def times(self, *counts: int) -> range:
        return range(self.one(counts))

    def day(self, first: date | None = None, span: int = 1200) -> date:
        """A day within *span* days of the first one, not after the last day that the tables know."""
        start = first or self.start
        return start + timedelta(days=self.number(0, max(min(span, (LAST - start).days), 0)))

    def soon(self, after: date, least: int, most: int) -> str:
        return (after + timedelta(days=self.number(least, most))).isoformat()

    def amount(self, most: int = 5_000_000) -> str:
        """At least one cent; small amounts are as likely as large ones."""
        cents = self.number(1, self.one([100, 10_000, most // 10, most, most]))
        return f"{cents // 100}.{cents % 100:02}"

    def parts(self) -> dict[str, Any]:
        regime = self.one(REGIMES)
        contract = self.contract(regime["nature"])
        invoices = [self.invoice(n, "echeance" in contract) for n in self.times(1, 2, 2, 3, 4)]
        if len(invoices) > 1 and not self.number(0, 3):  # a tie: same days, another amount
            invoices[1] = {**invoices[0], "numero": "F1", "montant_ttc": self.amount()}
        numbers = [row["numero"] for row in invoices]
        notes = [self.note(n, invoices) for n in self.times(0, 0, 1, 2)]
        return {
            **regime,
            "contract": contract,
            "invoices": [*invoices, *notes],
            "payments": [self.payment(n, numbers) for n in self.times(0, 1, 2, 3, 4, 6)],
            "costs": [self.cost(n) for n in self.times(0, 0, 1, 2)],
            "journal": self.journal(),
            "choices": {
                "imputation": self.one(ORDERS),
                "annee": self.one(["365", "365", "exacte"]),
                "capitalisation": self.one(["non", "oui"]),
            },
        }

    def contract(self, nature: str) -> dict[str, Any]:
        contract: dict[str, Any] = {"conclu_le": "2020-11-03", "capitalisation": self.one(["non", "oui"])}
        rate = self.one(RATES)
        if rate and nature != "marche_public":
            contract["penalites"] = {"taux": rate}
        if self.number(0, 2) == 0:
            contract["clause_penale"] = {"taux": self.one(["5", "10", "15"])}
        if self.number(0, 2) == 0:
            contract["echeance"] = self.one(TERMS)
        return contract

    def invoice(self, n: int, by_term: bool) -> dict[str, Any]:
        issued = self.day(span=500)
        row: dict[str, Any] = {"numero": f"F{n}", "date": issued.isoformat(), "montant_ttc": self.amount()}
        due = issued + timedelta(days=self.number(0, 90))
        if not (by_term and self.number(0, 1)):
            row["echeance"] = due.isoformat()
        kind = self.one(["", "", "", "retenue", "escompte"])
        if kind == "retenue":
            row["retenue_de_garantie"] = {"montant": self.amount(100_000), "liberable_le": self.soon(due, 1, 500)}
        elif kind == "escompte":
            row["escompte"] = {"taux": self.one(["2", "50"]), "avant_le": self.soon(issued, 0, 60)}
        return row

    def note(self, n: int, invoices: list[dict[str, Any]]) -> dict[str, Any]:
        of = self.one(invoices)
        effect = self.one(["depuis_facture", "a_sa_date"])
        row = {"numero": f"A{n}", "type": "avoir", "sur": of["numero"], "montant_ttc": self.amount(500_000), "effet": effect}
        return {**row, "date": self.day(date.fromisoformat(of["date"]), 600).isoformat()}

    def payment(self, n: int, numbers: list[str]) -> dict[str, Any]:
        paid = self.day()
        row = {"date": paid.isoformat(), "montant": self.amount(3_000_000), "reference": str(n)}
        if self.number(0, 2) == 0:
            row["facture"] = self.one(numbers)
        if self.number(0, 7) == 0:
            row |= {"moyen": "cheque", "rejete_le": self.soon(paid, 1, 60)}
        return row

    def cost(self, n: int) -> dict[str, Any]:
        basis = self.one(["dépens", ""])
        return {"date": self.day().isoformat(), "libelle": f"Frais {n}", "montant": self.amount(20_000), "fondement": basis}

    def journal(self) -> list[dict[str, Any]]:
        found = [self.notice() for _ in self.times(0, 1, 1, 2)]
        found += [self.waiver() for _ in self.times(0, 0, 0, 0, 1, 2)]
        pause = self.one(["", "", "", "delai_de_grace", "echeancier"])
        if pause:
            found.append(self.pause(pause))
        if self.number(0, 7) == 0:
            found.append({"acte": "procedure_collective", "type": "redressement", "date": self.day().isoformat()})
        if self.number(0, 3) == 0:
            found += self.decision()
        return found

    def notice(self) -> dict[str, Any]:
        sent = self.day(span=900)
        row = {"acte": "mise_en_demeure", "date": sent.isoformat()}
        if self.number(0, 1):
            row["presente_le"] = self.soon(sent, 0, 20)
        if self.number(0, 1):
            row["delai_jusqu_au"] = self.soon(sent, 0, 40)
        row["remise"] = self.one(["recue", "recue", "non_reclamee", "inconnue_a_l_adresse"])
        return row

    def waiver(self) -> dict[str, Any]:
        on = self.one(["principal", "interets", "indemnites", "tout"])
        row = {"acte": "renonciation", "date": self.day().isoformat(), "sur": on}
        return {**row, "montant": self.amount(100_000)} if self.number(0, 2) else row

    def pause(self, kind: str) -> dict[str, Any]:
        start = self.day()
        row: dict[str, Any] = {"acte": kind, "date": start.isoformat()}
        ends = sorted(self.soon(start, 0, 700) for _ in self.times(1, 2, 3))
        if kind == "delai_de_grace":
            row["jusqu_au"] = ends[-1]
            return {**row, "taux": "3"} if self.number(0, 1) else row
        row["interets"] = self.one(["suspendus", "suspendus", "maintenus"])
        row["echeances"] = [{"le": day, "montant": self.amount(200_000)} for day in ends]
        return row

    def decision(self) -> list[dict[str, Any]]:
        """A judgment or an order served within a month, with interest at the legal rate or at its own."""
        given = self.day()
        kind = self.one(["jugement", "jugement", "ordonnance_injonction"])
        interest = {"taux": self.one(["legal", "legal", "5", "1 x legal"])}
        if self.number(0, 3) == 0:
            interest["capitalisation"] = "oui"
        if self.number(0, 1):
            interest["a_compter_du"] = self.soon(given, -400, 60)
        row: dict[str, Any] = {"acte": kind, "date": given.isoformat(), "interets": interest}
        if self.number(0, 1):
            row["condamne" if kind == "jugement" else "accorde"] = self.amount()
        found = [row, {"acte": "signification", "de": kind, "mode": "personne", "date": self.soon(given, 0, 30)}]
        if self.number(0, 1):
            asked = "assignation_fond" if kind == "jugement" else "requete_injonction"
            found.append({"acte": asked, "date": self.soon(given, -200, 0)})
        if kind == "jugement" and self.number(0, 1):
            row["executoire_le"] = self.soon(given, 0, 60)
        if kind == "ordonnance_injonction" and self.number(0, 1):
            row["accessoires"] = self.amount(10_000)
        if kind == "ordonnance_injonction" and self.number(0, 1):
            found.append({"acte": "titre_executoire", "date": self.soon(given, 31, 90)})
        return found
