"""What an electronic invoice says, as values: number, days, amounts, who bills whom; and what in it is wrong or unusual."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Checked, Diagnostic, has_error
from dossier.ground.french import euros, short_day
from dossier.ground.money import Money
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.intake.firm import Firm, firm_of
from dossier.pdf.einvoice_codes import CREDITS, KINDS

_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,8})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([TZ+-][0-9TZ:.+-]{0,20})?")
_REPLACING, _FACTORED, _PROFORMA = frozenset({"384"}), frozenset({"393", "396", "501", "502"}), frozenset({"325"})


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice, or a credit note: then `credit` is True and the amounts are positive all the same.

    `due` is the last due date, None without any; `prepaid` what is paid already by what the invoice says, `payable` what is left.
    `subject` is what the entry says of what is billed, `goods` what a new case says of its contract; `delivered` is the day of delivery.
    """

    number: str
    kind: str
    credit: bool
    issued: date
    due: date | None
    net: Money | None
    vat: Money | None
    gross: Money
    prepaid: Money | None
    payable: Money | None
    origins: tuple[str, ...]
    order: str
    subject: str
    goods: str
    delivered: date | None
    seller: Firm
    buyer: Firm
    form: str

    @property
    def name(self) -> str:
        """« facture F-2026-014 du 15/01/2026, 4 800,00 € »."""
        kind = "avoir" if self.credit else "facture"
        return f"{kind} {visible(self.number)} du {short_day(self.issued)}, {euros(self.gross)}"


def bill_of(facts: Mapping[str, Any], source: str, copies: int = 1) -> Checked[Bill]:
    """The bill that a job read; None when it cannot be an entry.

    Diagnostics: DC813 a number of a party that cannot be right, DC814 another currency, DC815 something missing or unreadable,
    DC819 several due dates, DC820 sums that disagree, DC825 a special kind, DC827 nothing to pay.
    """
    where = Span(source)
    totals = {key: _amount(text) for key, text in facts["totals"].items()}
    seller, buyer = firm_of(facts["seller"]), firm_of(facts["buyer"])
    issued, dues = _day(facts["issued"]), [_day(text) for text in facts["dues"]]
    faults = list(_unfit(facts, totals, issued, seller, buyer, where))
    faults += _doubts(seller, buyer, where)
    if has_error(faults) or issued is None or not isinstance(totals["gross"], Money):
        return Checked(None, tuple(faults))
    gross = totals["gross"]
    credit = facts["kind"] in CREDITS or bool(facts["credit"]) or gross.cents < 0
    sign = -1 if gross.cents < 0 else 1
    net, vat = (_signed(totals[key], sign) for key in ("net", "vat"))
    days = [day for day in dues if day is not None]
    faults += _remarks(facts, days, where, copies)
    if net is not None and vat is not None and (net + vat != gross * sign or net.cents < 0 or vat.cents < 0):
        message = f"{visible(facts['number'])} : les totaux ne vont pas ensemble, HT {euros(net)}, TVA {euros(vat)}, TTC {euros(gross * sign)}"
        faults.append(found("DC820", message, where, hints=("seul le montant TTC est repris",)))
        net = vat = None
    payable = _signed(totals["payable"], sign)
    prepaid = _signed(totals["prepaid"], sign)
    rounding = totals["rounding"] if isinstance(totals["rounding"], Money) else Money(0)
    if prepaid is None and payable is not None and not rounding and payable < gross * sign:
        prepaid = gross * sign - payable
    bill = Bill(
        facts["number"], facts["kind"], credit, issued, max(days, default=None), net, vat, gross * sign, prepaid or None, payable,
        tuple(facts["origins"]), facts["order"], _subject(facts), _goods(facts), _day(facts["delivered"]), seller,
        buyer, _form(facts),
    )  # fmt: skip
    faults += _nothing(bill, where)
    return Checked(None if has_error(faults) else bill, tuple(faults))


def _unfit(
    facts: Mapping[str, Any],
    totals: Mapping[str, Money | str | None],
    issued: date | None,
    seller: Firm,
    buyer: Firm,
    where: Span,
) -> Iterator[Diagnostic]:
    """What keeps it from being an entry."""
    kind = KINDS.get(facts["kind"], f"type {visible(facts['kind'])}")
    name = f"facture {visible(facts['number'])}".strip()
    if facts["kind"] in _PROFORMA:
        yield found("DC827", f"une {kind} n’est pas une facture", where)
    lacking = [
        word
        for word, given in (
            ("le numéro", facts["number"]), ("la date", facts["issued"]), ("le montant TTC", totals["gross"]),
            ("le vendeur", seller.name or seller.siren), ("l’acheteur", buyer.name or buyer.siren),
        )
        if not given
    ]  # fmt: skip
    if lacking:
        yield found("DC815", f"{name} : il manque {', '.join(lacking)}", where)
    if facts["issued"] and issued is None:
        yield found("DC815", f"{name} : la date, « {visible(facts['issued'])} », n’en est pas une", where)
    for text in facts["dues"]:
        if _day(text) is None:
            yield found("DC815", f"{name} : l’échéance, « {visible(text)} », n’est pas une date", where)
    for value in totals.values():
        if isinstance(value, str):
            yield found("DC815", f"{name} : « {visible(value)} » n’est pas un montant en euros et centimes", where)
    if facts["currency"] not in ("EUR", ""):
        yield found("DC814", f"{name} en {visible(facts['currency'], 8)} : rien ne se calcule que l’euro", where)


def _doubts(seller: Firm, buyer: Firm, where: Span) -> Iterator[Diagnostic]:
    for role, firm in (("du vendeur", seller), ("de l’acheteur", buyer)):
        for doubt in firm.doubts:
            yield found("DC813", f"numéro {role}, {visible(firm.name)} : {visible(doubt, 120)}", where)


def _remarks(facts: Mapping[str, Any], days: list[date], where: Span, copies: int) -> Iterator[Diagnostic]:
    """What is unusual and leaves it an entry."""
    name = visible(facts["number"])
    if len(set(days)) > 1:
        listed = ", ".join(short_day(day) for day in sorted(set(days)))
        yield found("DC819", f"{name} : plusieurs échéances ({listed}), la dernière est reprise", where)
    if facts["kind"] in _REPLACING:
        of = f", qui remplace {visible(facts['origins'][0])}" if facts["origins"] else ""
        yield found(
            "DC825",
            f"{name} est une facture rectificative{of}",
            where,
            hints=("retirez ou créditez la facture qu’elle remplace",),
        )
    if facts["kind"] in _FACTORED:
        hints = (
            "si la créance est cédée, l’entreprise n’a plus qualité pour agir : notez-le au journal, acte cession_de_creance",
        )
        yield found(
            "DC825", f"{name} est une {KINDS[facts['kind']]} : la créance est peut-être à l’affactureur", where, hints=hints
        )
    payee = facts["payee"]
    if payee and payee["name"] and payee["name"] != facts["seller"]["name"]:
        yield found("DC825", f"{name} demande le paiement au profit de {visible(payee['name'])}, et non du vendeur", where)
    if copies > 1:
        yield found("DC825", f"{name} : le PDF porte {copies} factures électroniques différentes, la première est lue", where)


def _nothing(bill: Bill, where: Span) -> Iterator[Diagnostic]:
    if not bill.gross:
        yield found("DC827", f"{bill.name} : il n’y a rien à payer", where)
    elif not bill.credit and bill.payable is not None and bill.payable.cents <= 0 and bill.prepaid:
        yield found("DC827", f"{bill.name} : elle est entièrement réglée, selon elle-même", where)


def _amount(text: str) -> Money | str | None:
    """The amount that a text is, None for no text, the text itself when it is none in euros and cents."""
    if not text:
        return None
    try:
        return Money.of(text) if _NUMBER.fullmatch(text) else text
    except ValueError:  # fractions of a cent
        return text


def _signed(value: Money | str | None, sign: int) -> Money | None:
    return value * sign if isinstance(value, Money) else None


def _day(text: str) -> date | None:
    """The day of an ISO date, with or without the hours or the zone that XML allows behind it; None for anything else."""
    try:
        day = date.fromisoformat(text[:10]) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 2199 else None


def _subject(facts: Mapping[str, Any]) -> str:
    """What is billed, in a few words: the first line, and how many more there are."""
    if not facts["names"]:
        return ""
    more = facts["lines"] - 1
    first = str(facts["names"][0])
    first = first if len(first) <= 80 else f"{first[:79].rstrip()}…"
    return f"{first} (et {more} autre{'s' if more > 1 else ''} ligne{'s' if more > 1 else ''})" if more > 0 else first


def _goods(facts: Mapping[str, Any]) -> str:
    """What was sold, as the object of a contract: the first lines by their names."""
    names = [str(name).strip() for name in facts["names"] if str(name).strip()]
    told = ", ".join(names[:3])
    return told if len(told) <= 120 else f"{told[:119].rstrip()}…"


_PROFILES = (
    ("extended-ctc-fr", "EXTENDED-CTC-FR"), ("extended", "EXTENDED"), ("basicwl", "BASIC WL"), ("basic", "BASIC"), ("minimum", "MINIMUM"),
    ("xrechnung", "XRechnung"), ("peppol", "Peppol BIS"), ("en16931", "EN 16931"),
)  # fmt: skip


def _form(facts: Mapping[str, Any]) -> str:
    """« CII, profil BASIC WL »."""
    urn = facts["profile"].lower()
    profile = next((name for word, name in _PROFILES if word in urn), "")
    syntax = "CII" if "CII" in facts["syntax"] else "UBL"
    return f"{syntax}, profil {profile}" if profile else syntax
