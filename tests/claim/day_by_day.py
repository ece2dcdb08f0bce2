"""The décompte computed a second time: every day of every debt, with fractions, by the rules that the format promises.

It shares no code with the program and knows only the entries of a case and the tables of rates. It never rounds, so that it may
differ from what is printed by the rounding of the lines. Where a rule turns on whether a sum is nothing (the forty euros, an
escompte), a sum that rounding alone could turn into nothing makes the case `close`, and no comparison is made.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

TABLES = Path(__file__).parent.parent / "law"
DAY = timedelta(days=1)
NIL = Fraction(0)
HEADS = {
    "interets_puis_principal": ("interest", "principal"),
    "interets_indemnites_principal": ("interest", "fee", "principal"),
    "principal_puis_interets": ("principal", "interest"),
}
Rate = Callable[[date], Fraction | None]
"""A percent a year, or None on a day on which interest rests."""


def _table(name: str) -> list[dict[str, str]]:
    node = yaml.compose((TABLES / name).read_text(), Loader=yaml.BaseLoader)
    return [{key.value: value.value for key, value in row.value} for row in node.value]


def half(day: date) -> str:
    """The half-year of a day: 2026-S2."""
    return f"{day.year}-S{1 if day.month < 7 else 2}"


DEFAULT = {row["half_year"]: Fraction(row["professionals"]) for row in _table("anchors.yaml")}
PUBLIC = {row["half_year"]: Fraction(row["public"]) for row in _table("anchors.yaml") if row["public"]}
LEGAL = {
    column: {half(date.fromisoformat(row["from"])): Fraction(row[column]) for row in _table("legal_rates.yaml")}
    for column in ("people", "others")
}


def on(row: dict[str, Any], key: str) -> date | None:
    """A day of an entry."""
    return date.fromisoformat(row[key]) if row.get(key) else None


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def two_months_after(day: date) -> date:
    """The same day two months on, or the last day of that month."""
    year, month = (day.year, day.month + 2) if day.month <= 10 else (day.year + 1, day.month - 10)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def anniversary(first: date, year: int) -> date:
    """The day of a year that bears the name of the first one; 28 February for a 29 February that is not there."""
    leap_day = (first.month, first.day) == (2, 29) and not calendar.isleap(year)
    return date(year, 2, 28) if leap_day else first.replace(year=year)


@dataclass
class Debt:
    """An invoice, or the decision that took the place of some, from day to day."""

    number: str
    issued: date
    due: date
    rate: Rate
    start: date | None
    principal: Fraction
    stop: date | None = None
    withheld: Fraction = NIL
    freed: date | None = None
    fee_if_late: Fraction = NIL
    interest: Fraction = NIL
    capital: Fraction = NIL
    fee: Fraction = NIL
    capitalises: bool = False
    ran: int = 0
    late: bool = False
    titled: bool = False
    waived: bool = False
    notes: list[dict[str, Any]] = field(default_factory=list)
    escompte: tuple[date, Fraction] | None = None

    def bears(self, day: date) -> bool:
        """Whether interest runs on a day."""
        running = self.start is not None and self.start <= day and (self.stop is None or day < self.stop)
        return running and not self.titled and not self.waived


@dataclass
class Penalty:
    """A clause pénale: a percent of what each invoice then owed; `paid` counts against the whole."""

    shares: dict[str, Fraction]
    percent: Fraction
    paid: Fraction = NIL

    def owed(self) -> Fraction:
        """What is left of it."""
        return max(sum(self.shares.values(), NIL) * self.percent / 100 - self.paid, NIL)


class Life:
    """A case from its first day to the day of computing."""

    def __init__(self, parts: dict[str, Any], today: date) -> None:
        self.parts, self.today = parts, today
        self.order = HEADS[parts["choices"]["imputation"]]
        self.capitalisation = parts["choices"].get("capitalisation") == "oui"
        self.exact = parts["choices"].get("annee") == "exacte"
        self.journal = [e for e in parts.get("journal", ()) if date.fromisoformat(e["date"]) <= today]
        self.payments = [p for p in parts["payments"] if date.fromisoformat(p["date"]) <= today and not self.returned(p)]
        self.consumer = parts["nature"] in ("consommation", "civile")
        self.public = parts["nature"] == "marche_public"
        self.column = "people" if parts["creditor"]["type"] == "particulier" else "others"
        self.notices = sorted(self._notices())
        self.opening = min((date.fromisoformat(e["date"]) for e in self._acts("procedure_collective")), default=None)
        self.pause = self._pause()
        self.debts = self._debts()
        self.title: Debt | None = None
        self.penalties: list[Penalty] = []
        self.accessories = NIL
        self.costs = [(date.fromisoformat(c["date"]), Fraction(c["montant"])) for c in parts["costs"] if c["fondement"]]
        self.costs_paid = NIL
        self.given_up_costs: date | None = None
        self.close = False
        self.lost = False

    # ---- what the entries say

    def _acts(self, *names: str) -> list[dict[str, Any]]:
        return [e for e in self.journal if e["acte"] in names]

    def returned(self, payment: dict[str, Any]) -> bool:
        """A cheque known to have come back paid nothing."""
        back = on(payment, "rejete_le")
        return back is not None and back <= self.today

    def _notices(self) -> Iterable[tuple[date, date, date]]:
        """Effective day, day of sending, last day left to the debtor."""
        for e in self._acts("mise_en_demeure"):
            if e.get("remise") == "inconnue_a_l_adresse":
                continue
            sent, presented = date.fromisoformat(e["date"]), on(e, "presente_le")
            effective = presented if presented and presented <= self.today else sent
            yield effective, sent, on(e, "delai_jusqu_au") or sent + 15 * DAY

    def notice(self, due: date) -> tuple[date, date, date] | None:
        """The first mise en demeure that was sent once the debt was due."""
        return next((n for n in self.notices if n[1] > due), None)

    def _pause(self) -> tuple[date, date, Fraction | None] | None:
        """First and last day on which interest rests, and the rate that runs instead."""
        for e in self._acts("delai_de_grace"):
            return date.fromisoformat(e["date"]), date.fromisoformat(e["jusqu_au"]), Fraction(e["taux"]) if "taux" in e else None
        for e in self._acts("echeancier"):
            if e["interets"] == "suspendus":
                return date.fromisoformat(e["date"]), self._kept_until(e), None
        return None

    def _kept_until(self, accord: dict[str, Any]) -> date:
        asked, last = NIL, accord["date"]
        for row in sorted(accord["echeances"], key=lambda r: str(r["le"])):
            last, asked = row["le"], asked + Fraction(row["montant"])
            got = sum((Fraction(p["montant"]) for p in self.payments if accord["date"] <= p["date"] <= last), NIL)
            if date.fromisoformat(last) <= self.today and got < asked:
                break
        return date.fromisoformat(last)

    def _due(self, row: dict[str, Any]) -> date:
        issued, stated = date.fromisoformat(row["date"]), on(row, "echeance")
        if stated:
            return stated
        term = self.parts["contract"]["echeance"]
        length = int(term["jours"]) * DAY
        if term.get("fin_de_mois") == "avant":
            return month_end(issued) + length
        return month_end(issued + length) if term.get("fin_de_mois") == "apres" else issued + length

    def _rate(self, start: date) -> Rate:
        stated = self.parts["contract"].get("penalites", {}).get("taux")
        if self.public:
            return self._resting(lambda day: PUBLIC[half(start)])
        return self._resting(self._stated(stated) if stated else self._legal if self.consumer else lambda day: DEFAULT[half(day)])

    def _legal(self, day: date) -> Fraction:
        return LEGAL[self.column][half(day)]

    def _stated(self, text: str) -> Rate:
        if "x" in text:
            times = Fraction(text.split(" ")[0])
            return lambda day: times * self._legal(day)
        fixed = Fraction(text)
        return lambda day: fixed

    def _resting(self, rate: Rate) -> Rate:
        if self.pause is None:
            return rate
        first, last, instead = self.pause
        return lambda day: instead if first <= day <= last else rate(day)

    def _debts(self) -> list[Debt]:
        known = [r for r in self.parts["invoices"] if date.fromisoformat(r["date"]) <= self.today]
        notes = [r for r in known if r.get("type") == "avoir"]
        return [self._debt(r, [n for n in notes if n["sur"] == r["numero"]]) for r in known if r.get("type") != "avoir"]

    def _debt(self, row: dict[str, Any], notes: list[dict[str, Any]]) -> Debt:
        issued, due, gross = date.fromisoformat(row["date"]), self._due(row), Fraction(row["montant_ttc"])
        notice = self.notice(due)
        start = (notice[0] + DAY if notice else None) if self.consumer else due + DAY
        at_once = sum((Fraction(n["montant_ttc"]) for n in notes if n["effet"] == "depuis_facture"), NIL)
        debt = Debt(row["numero"], issued, due, self._rate(start or issued), start, max(gross - at_once, NIL))
        held = row.get("retenue_de_garantie")
        if held and date.fromisoformat(held["liberable_le"]) > due:
            debt.freed = date.fromisoformat(held["liberable_le"])
            debt.withheld = min(Fraction(held["montant"]), debt.principal)
            debt.principal -= debt.withheld
        if self.opening and issued < self.opening:
            debt.stop = self.opening
        if not self.consumer and not (debt.stop and due >= debt.stop):
            debt.fee_if_late = Fraction(40)
        debt.capitalises = self.capitalisation and self.parts["contract"].get("capitalisation") == "oui"
        debt.notes = [n for n in notes if n["effet"] == "a_sa_date"]
        if row.get("escompte"):
            worth = Fraction(int(gross * Fraction(row["escompte"]["taux"]) + Fraction(1, 2)), 100)
            debt.escompte = date.fromisoformat(row["escompte"]["avant_le"]), worth
        return debt

    # ---- the days

    def run(self) -> Fraction:
        """What is due at the end of the day of computing."""
        entries = [*self.parts["invoices"], *self.payments, *self.parts["costs"], *self.journal]
        day = min((date.fromisoformat(entry["date"]) for entry in entries), default=self.today)
        while day <= self.today:
            self.live(day)
            day += DAY
        counted = [d for d in self.reach() if d.due < self.today]
        debts = sum((d.principal + d.interest + d.fee for d in counted), NIL)
        return debts + sum((p.owed() for p in self.penalties), NIL) + self._costs_owed(self.today)

    def per_day(self) -> Fraction:
        """What the next day adds."""
        day = self.today + DAY
        freed = {id(d): d.withheld for d in self.debts if d.freed == self.today}
        return sum((self._one_day(d, day, freed.get(id(d), NIL)) for d in self.reach() if d.bears(day)), NIL)

    def reach(self) -> list[Debt]:
        """The debts that count: the title in the place of what it covers."""
        own = [d for d in self.debts if not d.titled]
        return [*own, self.title] if self.title else own

    def _one_day(self, debt: Debt, day: date, more: Fraction = NIL) -> Fraction:
        divisor = 366 if self.exact and calendar.isleap(day.year) else 365
        return (debt.principal + more + debt.capital) * (debt.rate(day) or 0) / (100 * divisor)

    def live(self, day: date) -> None:
        """A day: its interest on what was open when it began, then what happened."""
        for debt in self.debts:
            if debt.freed == day - DAY and not debt.titled:
                debt.principal, debt.withheld = debt.principal + debt.withheld, NIL
        self._incur(day)
        for debt in self.reach():
            if day > debt.due and debt.principal > 0 and not debt.late:
                self._doubt(debt.principal)
                debt.late, debt.fee = True, debt.fee_if_late
            self._accrue(debt, day)
        for debt in self.debts:
            for note in debt.notes:
                if date.fromisoformat(note["date"]) == day:
                    debt.principal = max(debt.principal - Fraction(note["montant_ttc"]), NIL)
        self._receive([p for p in self.payments if date.fromisoformat(p["date"]) == day], day)
        for debt in self.reach():
            if debt.escompte and debt.escompte[0] == day and debt.principal > 0:
                self._doubt(debt.principal - debt.escompte[1], integral=True)
                if debt.principal <= debt.escompte[1]:
                    debt.principal = NIL
        for event in self._acts("renonciation"):
            if date.fromisoformat(event["date"]) == day:
                self._waive(event, day)
        for event in self._acts("jugement", "ordonnance_injonction"):
            if date.fromisoformat(event["date"]) == day:
                self._grant(event, day)
        for debt in self.reach():
            self._capitalise(debt, day + DAY)

    def _accrue(self, debt: Debt, day: date) -> None:
        if debt.bears(day) and debt.principal + debt.capital > 0 and debt.rate(day) is not None:
            self._doubt(debt.principal + debt.capital)
            debt.interest += self._one_day(debt, day)
            debt.ran += 1

    def _capitalise(self, debt: Debt, day: date) -> None:
        """On the anniversary of its first day, interest that ran each day of the year and is unpaid joins the base."""
        first = debt.start
        if not debt.capitalises or first is None or day.year <= first.year or day != anniversary(first, day.year):
            return
        full, debt.ran = debt.ran == (day - anniversary(first, day.year - 1)).days, 0
        if full and debt.bears(day):
            debt.capital = debt.interest

    def _doubt(self, sum_: Fraction, integral: bool = False) -> None:
        """Note a sum that the rounding of lines could make nothing: less than a few cents, and not whole cents."""
        if abs(sum_) < Fraction(1, 10) and (sum_ * 100).denominator != 1:
            self.close = True

    def _incur(self, day: date) -> None:
        clause = self.parts["contract"].get("clause_penale")
        if not clause:
            return
        shares = {}
        for debt in self.debts:
            notice = self.notice(debt.due)
            if notice and notice[2] + DAY == day and not debt.titled and not (debt.stop and day >= debt.stop):
                shares[debt.number] = debt.principal
        if sum(shares.values(), NIL) > 0:
            self.penalties.append(Penalty(shares, Fraction(clause["taux"])))

    # ---- payments

    def _receive(self, payments: list[dict[str, Any]], day: date) -> None:
        rest, named = NIL, {}
        for payment in payments:
            debt = self._named(payment.get("facture", ""))
            if debt:
                former = named.get(id(debt), (debt, NIL))[1]
                named[id(debt)] = debt, former + Fraction(payment["montant"])
            else:
                rest += Fraction(payment["montant"])
        for debt, money in named.values():
            left = self._pay(debt, money)
            taken = min(left, debt.withheld)
            debt.withheld -= taken
            rest += left - taken
        if rest > 0:
            self._pay_by_law(rest, day)

    def _named(self, number: str) -> Debt | None:
        own = next((d for d in self.debts if d.number == number), None)
        return self.title if own and own.titled else own

    def _pay(self, debt: Debt, money: Fraction) -> Fraction:
        for head in self.order:
            taken = min(money, getattr(debt, head))
            setattr(debt, head, getattr(debt, head) - taken)
            if head == "interest":
                debt.capital = max(debt.capital - taken, NIL)
            money -= taken
        return money

    def _worth(self, debt: Debt) -> Fraction:
        return sum((getattr(debt, head) for head in self.order), NIL)

    def _pay_by_law(self, rest: Fraction, day: date) -> None:
        issued = [d for d in self.reach() if d.issued <= day]
        due = [d for d in issued if d.due <= day]
        ranks = {id(d): (-self._interest_in_paying(d, day), d.due, d.issued) for d in due}
        for rank in sorted(set(ranks.values())):
            tied = [d for d in due if ranks[id(d)] == rank]
            worth = {id(d): self._worth(d) for d in tied}
            spent = min(rest, sum(worth.values(), NIL))
            for debt in tied:
                if worth[id(debt)]:
                    self._pay(debt, spent * worth[id(debt)] / sum(worth.values(), NIL))
            rest -= spent
        in_order = sorted(issued, key=lambda d: (d.due, d.issued, d.number))
        for debt in in_order:
            taken = min(rest, debt.fee)
            debt.fee, rest = debt.fee - taken, rest - taken
        for penalty in self.penalties:
            taken = min(rest, penalty.owed())
            penalty.paid, rest = penalty.paid + taken, rest - taken
        taken = min(rest, self._costs_owed(day))
        self.costs_paid, rest = self.costs_paid + taken, rest - taken
        for debt in in_order:
            if debt.due > day:
                taken = min(rest, debt.principal)
                debt.principal, rest = debt.principal - taken, rest - taken
            taken = min(rest, debt.withheld)
            debt.withheld, rest = debt.withheld - taken, rest - taken

    def _interest_in_paying(self, debt: Debt, day: date) -> Fraction:
        """The rate of the day, or of the next one where interest begins then."""
        probe = day if debt.bears(day) else day + DAY
        if not debt.bears(probe):
            return NIL
        if probe > date(2026, 12, 31):
            self.lost = True  # the half-year is not known
            return NIL
        return debt.rate(probe) or NIL

    def _costs_owed(self, day: date) -> Fraction:
        after = self.given_up_costs
        owed = sum((amount for paid, amount in self.costs if paid <= day and not (after and paid <= after)), NIL)
        return max(owed + self.accessories - self.costs_paid, NIL)

    # ---- waivers and decisions

    def _waive(self, event: dict[str, Any], day: date) -> None:
        everything = "montant" not in event
        left = Fraction(10**12) if everything else Fraction(event["montant"])
        debts = sorted((d for d in self.reach() if d.issued <= day), key=lambda d: (d.due, d.issued, d.number))
        heads = {"principal": ["principal"], "interets": ["interest"], "indemnites": ["fee"]}
        for head in heads.get(event["sur"], ["principal", "interest", "fee"]):
            for debt in debts:
                taken = min(left, getattr(debt, head))
                setattr(debt, head, getattr(debt, head) - taken)
                left -= taken
                if head == "interest":
                    debt.capital = max(debt.capital - taken, NIL)
                    debt.waived = debt.waived or everything
                if everything and head == "principal":
                    debt.withheld = NIL
                if everything and head == "fee":
                    debt.fee_if_late = NIL
        if everything and event["sur"] == "tout":
            self.penalties = []
            self.given_up_costs, self.costs_paid, self.accessories = day, NIL, NIL

    def _grant(self, event: dict[str, Any], day: date) -> None:
        """A decision with interest of its own: from the day after it stands for every debt that was due when it was asked for."""
        asked = [date.fromisoformat(e["date"]) for e in self._acts("assignation_fond", "requete_injonction")]
        covered = [d for d in self.debts if d.due < max((a for a in asked if a <= day), default=day)]
        if not covered:
            return
        first = min(covered, key=lambda d: (d.due, d.issued, d.number))
        stated = event.get("condamne", event.get("accorde"))
        granted = Fraction(stated) if stated else sum((d.principal for d in covered), NIL)
        served = min((date.fromisoformat(e["date"]) for e in self._acts("signification")), default=None)
        since = on(event["interets"], "a_compter_du") or served
        rate = self._resting(self._granted_rate(event, served))
        self.title = Debt(
            event["acte"], first.issued, first.due, rate, since + DAY if since else None, granted, first.stop, late=True
        )
        self.title.capitalises = event["interets"].get("capitalisation") == "oui"
        for debt in covered:
            debt.titled, debt.interest, debt.fee = True, NIL, NIL
        for penalty in self.penalties:
            penalty.shares = {number: base for number, base in penalty.shares.items() if all(number != d.number for d in covered)}
        if "accessoires" in event:  # they hold what was spent before
            self.accessories = Fraction(event["accessoires"])
            self.given_up_costs, self.costs_paid = day, NIL
        past = self.title.start
        while past and past <= day:
            self._accrue(self.title, past)
            past += DAY
        self.title.ran = self._days_of_the_year(self.title, day)

    def _days_of_the_year(self, title: Debt, day: date) -> int:
        """How many of the days since the last anniversary bore interest."""
        if title.start is None:
            return 0
        former = max(
            (a for y in range(title.start.year, day.year + 2) if (a := anniversary(title.start, y)) <= day), default=day + DAY
        )
        return sum(
            title.bears(former + n * DAY) and title.rate(former + n * DAY) is not None for n in range((day - former).days + 1)
        )

    def _granted_rate(self, event: dict[str, Any], served: date | None) -> Rate:
        text, formula = event["interets"]["taux"], [date.fromisoformat(e["date"]) for e in self._acts("titre_executoire")]
        enforceable = on(event, "executoire_le") or min(formula, default=None)
        if text != "legal":
            return self._stated(text)
        if not (served and enforceable):
            return self._legal
        last = two_months_after(max(served, enforceable))
        return lambda day: self._legal(day) + (5 if day > last else 0)
