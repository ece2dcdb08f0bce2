"""What the texts that the debtor signs have in common: the parties, the debt, the dates, the places for the signatures.

C. civ. 1103, 1330, 1343-1, 1376, 2044 and 2240, read 2026-11-21. A contract is no letter: it has no window and no formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from dossier.documents import figures, gate
from dossier.documents.document import Document, Reason
from dossier.documents.gate import Demand, of_creditor, of_debtor
from dossier.documents.kinds.mise_en_demeure import DELAY
from dossier.documents.letter import reminder
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.occasions import lies_over
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import called, identified, is_noun, own_name, signed_on
from dossier.documents.sepa import plain_reference
from dossier.documents.signing import signing
from dossier.ground.french import NBSP, enumerate_fr, euros, iban, in_words, long_day, lower_first, plural
from dossier.ground.money import ZERO, Money, total
from dossier.procedure.routes.persons import is_merchant

MOST_NUMBERS = 6
"""Invoices that a clause names; above, it refers to the décompte."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is to be paid and when, in the order of the days; `acceleration` and `interest` are as the entry says."""

    rows: tuple[tuple[date, Money], ...]
    acceleration: bool
    interest: str
    place: str

    @property
    def sum(self) -> Money:
        """The sum of the instalments."""
        return total(money for _, money in self.rows)


SIGNED: tuple[Demand, ...] = (
    *gate.LETTER,
    Demand(
        "le signataire du créancier : son représentant, ou un signataire avec un pouvoir en cours", "C. civ., art. 1103", signing,
        of_creditor("representant"),
    ),
    Demand(
        "la personne qui signe pour le débiteur", "C. civ., art. 1103", lambda m: m.debtor.is_natural or m.debtor.representative,
        of_debtor("representant"),
    ),
    Demand(
        "la cause de la dette : l’objet du contrat", "C. civ., art. 1103", lambda m: m.case.contract.subject.strip(" ."),
        lambda m: gate.at_key(m.case.contract, "objet", f"{m.case.folder}/affaire.yaml, contrat"),
    ),
    *gate.AMOUNT,
)  # fmt: skip
"""What any text needs that both sides, or the debtor alone, will sign."""


def blank(matter: Matter, id: str, title: str) -> Document:
    """The text before it is drafted."""
    return Document(
        matter.case.id, id, id, title, "withheld", matter.today, "", "", "act", debtor=matter.debtor.id,
        to_confirm=gate.to_confirm(matter.claim.law_used),
    )  # fmt: skip


def reasons(matter: Matter) -> tuple[Reason, ...]:
    """What keeps such a text back, whatever it is: errors, what is missing, and a debt that time has extinguished.

    To sign for a prescribed debt may be to waive prescription (C. civ. 2250, 2251): the program does not ask for it.
    """
    found = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, SIGNED), *gate.conditions(matter),
        *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    if lies_over(matter, "prescrite", "prescription_possible"):
        why = "la prescription est ou peut être acquise : signer vaudrait renonciation du débiteur, à lui faire conseiller"
        found += (Reason(why, f"{matter.case.folder}/journal.yaml", "C. civ., art. 2250 et 2251"),)
    return found


def signed_text(
    matter: Matter, document: Document, found: tuple[Reason, ...], template: str, values: Mapping[str, Any]
) -> Document:
    """The text on its pages, or withheld; a text without a known sum cannot be drafted at all."""
    if matter.claim.totals.due is None or (found and not matter.draft):
        return withheld(matter, document, found)
    if not figures.adds_up(matter.claim) and not matter.claim.titles:
        return withheld(matter, document, (*found, Reason("les lignes de la dette ne font pas la somme due")))
    press = Press(matter)
    everything = {**common(matter), **values}
    signatures = press.part("acts/signatures.html.j2", everything)
    body = press.fill(f"acts/{template}.html.j2", {**everything, "signatures": signatures})
    return finished(matter, press, document, Content(running_heads(matter, document.title) + body, body), found)


def common(matter: Matter) -> Mapping[str, Any]:
    """Parties, debt and signatures: what every such template may use."""
    creditor, debtor, due = matter.case.creditor, matter.debtor, matter.claim.totals.due
    assert due is not None  # the caller withholds the text of an unknown sum
    who = signing(matter)
    power = f"pouvoir du {long_day(who.power.start)}" if who and who.power else ""
    person = debtor.representative
    return {
        "reference": case_reference(matter),
        "creancier": {"nom": own_name(creditor).upper(), "lignes": identified(creditor), "appele": called(creditor)},
        "debiteur": {"nom": own_name(debtor).upper(), "lignes": identified(debtor), "appele": called(debtor)},
        "origine": origin(matter),
        "date": long_day(matter.claim.date),
        "somme": euros(due), "somme_en_lettres": in_words(due),
        "dette": debt(matter),
        "imputation": matter.claim.choices.get("imputation", ""),
        "taux": figures.rate_rule_words(matter.claim),
        "iban": iban(creditor.iban) if creditor.iban else "",
        "reference_de_paiement": plain_reference(f"{case_reference(matter)} {debtor.name.upper()}"),
        "lieu": creditor.address.commune if creditor.address else "",
        "pour_le_creancier": called(creditor) if not creditor.is_natural else "",
        "signe_pour_le_creancier": ", ".join(part for part in (who.words if who else "", power) if part),
        "pour_le_debiteur": called(debtor) if not debtor.is_natural else "",
        "signe_pour_le_debiteur": own_name(debtor) if debtor.is_natural or not person else f"{person.name}, {person.role}".rstrip(", "),
        "personne_physique": debtor.is_natural,
        # Between commerçants proof is free; of anybody else an acknowledgement proves with the sum in his own hand (C. civ. 1376).
        "mention_manuscrite": not is_merchant(debtor),
        "delai": plural(notice_days(matter), "jour"),
    }  # fmt: skip


def notice_days(matter: Matter) -> int:
    """The days that a mise en demeure leaves, by the firm's calendar."""
    row = reminder(matter, "mise_en_demeure")
    return (row.delay if row else None) or DELAY


def origin(matter: Matter) -> str:
    """« du devis D-2025-031 du 3 février 2025 (objet : …) et des factures F-2026-014 et F-2026-020 »."""
    return _origin(matter, [row.number for row in figures.bearing(matter.claim)])


def settled_origin(matter: Matter) -> str:
    """The same for a debt that is paid: all invoices of the décompte."""
    return _origin(matter, [row.number for row in matter.claim.invoices if row.state != "not_due"])


def _origin(matter: Matter, numbers: list[str]) -> str:
    contract = matter.case.contract
    named = f"du {contract.reference}" if is_noun(contract.reference) else f"du contrat {contract.reference}".rstrip()
    subject = contract.subject.strip(" .")
    parts = [f"{named}{signed_on(contract)}{f' (objet : {lower_first(subject)})' if subject else ''}"]
    if numbers and len(numbers) <= MOST_NUMBERS:
        parts.append(f"de la facture {numbers[0]}" if len(numbers) == 1 else f"des factures {enumerate_fr(numbers)}")
    elif numbers:
        parts.append(f"des {len(numbers)} factures que liste le décompte")
    return " et ".join(parts)


def debt(matter: Matter) -> list[Mapping[str, str]]:
    """The heads of the debt that are not zero; they make the sum due, as the décompte does."""
    claim, totals = matter.claim, matter.claim.totals
    interest = "pénalités de retard échues" if figures.is_professional(claim) else "intérêts échus"
    heads: Iterable[tuple[str, Money | None]] = (
        ("en principal, toutes taxes comprises", totals.outstanding), (f"au titre des {interest}", figures.interest_due(claim)),
        (f"au titre de l’indemnité forfaitaire de recouvrement, {figures.indemnity_words(claim)}".rstrip(", "), totals.indemnity_due),
        ("au titre de la clause pénale", totals.penalty_due), ("au titre des frais", totals.costs_due),
    )  # fmt: skip
    return [{"quoi": what, "montant": euros(money)} for what, money in heads if money]


def schedule_values(matter: Matter, schedule: Schedule) -> Mapping[str, Any]:
    """The instalments as a table, their sum in figures and in words, and what happens beside them."""
    due = matter.claim.totals.due or ZERO
    return {
        "echeances": [{"n": n, "le": long_day(day), "montant": euros(money)} for n, (day, money) in enumerate(schedule.rows, 1)],
        "nombre": Markup("{}").format(figures.counted(len(schedule.rows))),
        "plusieurs": len(schedule.rows) > 1,
        "total_echeances": euros(schedule.sum), "total_en_lettres": in_words(schedule.sum),
        "moins_que_la_dette": schedule.sum < due,
        "decheance": schedule.acceleration,
        "interets_suspendus": schedule.interest == "suspendus",
        "derniere": long_day(schedule.rows[-1][0]) if schedule.rows else f"la{NBSP}dernière échéance",
    }  # fmt: skip
