"""The words of the reasons: one source for the terminal, the JSON and the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal

from dossier.claim.claim import Claim, CreditLine, DailyLine, InvoiceClaim, PaymentClaim, PenaltyClaim, Period, TitleClaim
from dossier.claim.contract_rate import clause_place
from dossier.claim.derivation.tree import Reason
from dossier.ground.days import half_year_start
from dossier.ground.french import NBSP, amount, enumerate_fr, euros, number, percent, plural, short_day
from dossier.ground.money import Money, total
from dossier.ground.spans import Span
from dossier.law.law import Certainty, LawValue, least_sure
from dossier.model.case import Case
from dossier.model.ledger import Cost
from dossier.model.words import MEANS_FR as MEANS_FR

ALLOCATED_FR: Mapping[str, str] = {
    "interest": "intérêts", "principal": "principal", "indemnity": "indemnité", "penalty": "clause pénale", "costs": "frais",
}  # fmt: skip
SHARE_FR: Mapping[str, str] = {
    "interest": "d’intérêts", "principal": "de principal", "indemnity": "d’indemnité", "penalty": "de clause pénale",
    "costs": "de frais",
}  # fmt: skip
"""The part of a payment that went to a head, after « part »."""
CHOICE_FR: Mapping[str, str] = {
    "annee": "Année", "imputation": "Imputation", "capitalisation": "Capitalisation",
    "echeances": "Échéances",
}  # fmt: skip
CHOICE_VALUE_FR: Mapping[tuple[str, str], str] = {
    ("annee", "365"): "année de 365 jours",
    ("annee", "exacte"): "année de 365 ou 366 jours",
    ("imputation", "interets_puis_principal"): "intérêts puis principal",
    ("imputation", "interets_indemnites_principal"): "intérêts, indemnités, puis principal",
    ("imputation", "principal_puis_interets"): "principal puis intérêts",
    ("capitalisation", "oui"): "capitalisation là où elle est prévue",
    ("capitalisation", "non"): "sans capitalisation",
    ("echeances", "ecrites"): "échéances écrites sur les factures",
    ("echeances", "contrat"): "échéances par le terme du contrat d’abord",
    ("echeances", "maximum_legal"): "échéances ramenées au maximum légal",
    ("avoirs", "a_sa_date"): "à leur date",
    ("avoirs", "depuis_facture"): "depuis la facture",
    ("échéances", "contrat"): "selon le contrat",
    ("échéances", "écrites"): "celles des factures",
}
_NAMED_BY_VALUE = ("annee", "capitalisation")
REGIME_FR: Mapping[str, str] = {
    "professionnels": "entre professionnels", "consommateur": "débiteur consommateur", "consommation": "débiteur consommateur",
    "civil": "droit commun", "public": "acheteur public", "acheteur_public": "acheteur public",
}  # fmt: skip
_OWN_NAMES = {"renonciation": "Renonciation", "escompte": "Escompte"}
"""What reduces an invoice without being a credit note with a number."""
REDUCED_BY_FR: Mapping[str, str] = {
    "avoir": "Avoirs", "renonciation": "Principal auquel le créancier a renoncé", "escompte": "Escompte acquis",
}  # fmt: skip
"""What took something off the principal, by its kind, in the order of print."""
_ACT_FR = {"ordonnance_injonction": "ordonnance d’injonction de payer"}


def reading_words(choice: str) -> str:
    """« avoirs : à leur date », for the `avoirs: a_sa_date` of another total; words that name their subject stand alone."""
    name, _, value = choice.partition(": ")
    told = CHOICE_VALUE_FR.get((name, value), value)
    if not value or name in _NAMED_BY_VALUE:
        return told or name
    return f"{name}{NBSP}: {told}"


def of_words(number: str) -> str:
    """` de F-2026-014`, ` du jugement`: of which invoice or decision a part is; '' for none."""
    decisions = {"jugement": " du jugement", "ordonnance_injonction": " de l’ordonnance"}
    return decisions.get(number, f" de {number}") if number else ""


def means_words(payment: PaymentClaim) -> str:
    """`virement du 02/03/2026`."""
    return f"{MEANS_FR.get(payment.means, payment.means).lower()} du {short_day(payment.date)}"


def title_words(title: TitleClaim) -> str:
    """`Jugement du 15/01/2026`."""
    act = _ACT_FR.get(title.act, title.act)
    return f"{act[:1].upper()}{act[1:]} du {short_day(title.date)}"


def amount_reason(invoice: InvoiceClaim) -> Reason:
    """The amount that an invoice bears."""
    lost = f" ; {invoice.lost_discount}" if invoice.lost_discount else ""
    words = f"facture {invoice.number} du {short_day(invoice.date)}, TTC{lost}"
    return Reason("Montant", euros(invoice.principal), words, place=invoice.place)


def due_reason(invoice: InvoiceClaim) -> Reason:
    """The last day to pay, and where it comes from."""
    values = invoice.due_values
    sure = least_sure([value.certainty for value in values])
    return Reason("Échéance", short_day(invoice.due), invoice.due_reason, "", sure, invoice.place, values)


def start_reason(invoice: InvoiceClaim) -> Reason:
    """The first day of interest of an invoice, or why none runs."""
    start = invoice.periods[0].start if invoice.periods else None
    sure = invoice.start_certainty if start else Certainty.TEXT
    return Reason("Départ", short_day(start), invoice.interest_reason, "", sure, invoice.place)


def credit_reason(credit: CreditLine) -> Reason:
    """A credit note, an escompte or a waiver, and from which day it counts."""
    effect = "depuis la facture" if credit.effective is None else f"à compter du {short_day(credit.effective)}"
    words = f"du {short_day(credit.date)}, en déduction {effect}"
    return Reason(_OWN_NAMES.get(credit.number, "Avoir"), euros(credit.amount), words, place=credit.place)


def credit_kind(credit: CreditLine) -> str:
    """`avoir`, `renonciation` or `escompte`."""
    return credit.number if credit.number in _OWN_NAMES else "avoir"


def reduction_words(credit: CreditLine) -> str:
    """The number of a credit note, or in words what else reduced the principal: for the cell of a table."""
    kind = credit_kind(credit)
    return credit.number if kind == "avoir" else REDUCED_BY_FR[kind]


def credit_words(credit: CreditLine) -> str:
    """`avoir A-2026-002`, or what else reduces an invoice."""
    return credit.number if credit.number in _OWN_NAMES else f"avoir {credit.number}"


def withheld_reason(invoice: InvoiceClaim) -> Reason:
    """A retenue de garantie before its day."""
    words = "retenue de garantie qui n’est pas encore exigible"
    return Reason("Retenue", euros(invoice.withheld), words, place=invoice.place)


def waived_reason(given_up: Money) -> Reason:
    """Interest that the creditor gave up."""
    return Reason("Remise", euros(given_up), "le créancier y a renoncé")


def indemnity_reason(claim: Claim, invoice: InvoiceClaim) -> Reason:
    """The forty euros of an invoice, with the value of law in force on its day."""
    why = invoice.indemnity_reason or "une fois par facture payée en retard"
    value = _in_force(claim, invoice.date, "indemnite_forfaitaire")
    if value is None:
        return Reason("Indemnité", euros(invoice.indemnity), why, "C. com. D441-5", place=invoice.place)
    rule = value.reference.title
    return Reason("Indemnité", euros(invoice.indemnity), why, rule, value.certainty, invoice.place, (value,))


def _in_force(claim: Claim, day: date, stem: str) -> LawValue | None:
    """The last value of law that the claim used whose name begins so, one in force on the day where there is one."""
    values = [value for value in claim.law_used if value.name.startswith(stem)]
    own = [v for v in values if (v.start is None or v.start <= day) and (v.end is None or day <= v.end)]
    found = own or values
    return found[-1] if found else None


def penalty_reason(case: Case, incurred: Money) -> Reason:
    """A clause pénale, by the contract; that it waits for a mise en demeure is known from sources that quote the article."""
    clause = case.contract.penalty_clause
    rate = f"{percent(clause.rate)} du principal dû à l’expiration de la mise en demeure" if clause else ""
    words = ", ".join(part for part in (rate, clause_place(clause.article) if clause else "") if part)
    place = clause.place if clause else None
    return Reason("Clause pénale", euros(incurred), words, "C. civ. 1231-5", Certainty.SECONDARY, place)


def penalty_formula(penalty: PenaltyClaim) -> str:
    """`15,00 % × 4 500,00 €, principal dû le 05/04/2026`."""
    return f"{percent(penalty.percent)} × {euros(penalty.base)}, principal dû le {short_day(penalty.day)}, arrondi une fois"


def cost_reason(cost: Cost) -> Reason:
    """A cost that a text or a title puts on the debtor."""
    return Reason("Frais", euros(cost.amount), f"payés le {short_day(cost.date)}", cost.basis, place=cost.place)


def accessories_reason(title: TitleClaim) -> Reason:
    """What a decision grants beside the sum that bears interest."""
    words = f"accordés par la décision : {_ACT_FR.get(title.act, title.act)}"
    return Reason("Accessoires", euros(title.accessories), words, title.rule, place=title.place)


def granted_reason(title: TitleClaim) -> Reason:
    """What a decision grants, in the place of which invoices."""
    covers = f" ; remplace {enumerate_fr(title.covers)}" if title.covers else ""
    return Reason("Décision", euros(title.amount), f"{title_words(title)}{covers}", place=title.place)


def title_base_words(claim: Claim, title: TitleClaim, period: Period) -> str:
    """`10 000,00 € accordés par la décision, moins 538,32 € versés le 20/07/2026`, when these make the base."""
    minus = []
    for payment in claim.payments:
        parts = [a.amount for a in payment.allocated if a.invoice == title.act and a.to == "principal"]
        if parts and payment.date < period.start:
            minus.append((total(parts), short_day(payment.date)))
    plus = f", plus {euros(period.capitalised)} d’intérêts capitalisés" if period.capitalised else ""
    if title.amount - total(part for part, _ in minus) != period.base - period.capitalised:
        return f"restant dû sur la somme que la décision accorde{plus}"
    words = f"{euros(title.amount)} accordés par la décision"
    return ", ".join([words, *(f"moins {euros(part)} versés le {day}" for part, day in minus)]) + plus


def title_start_reason(title: TitleClaim) -> Reason:
    """The first day of interest of a decision, and what makes it run."""
    start = title.periods[0].start if title.periods else None
    return Reason("Départ", short_day(start), title.words or "somme que la décision accorde", place=title.place)


def received_reason(payment: PaymentClaim) -> Reason:
    """A payment, as it came."""
    named = f", facture {payment.invoice} désignée par le débiteur (C. civ. 1342-10)" if payment.invoice else ""
    return Reason("Versement", euros(payment.amount), means_words(payment) + named, place=payment.place)


IN_EXCESS = "reçu sans emploi, à restituer ou à imputer"
"""What is said of money received that no debt takes up, where the total stands (DC306)."""


def in_excess(claim: Claim) -> Money:
    """What was received and found nothing to pay, in all; what came back was not received."""
    return total(p.unallocated for p in claim.payments if p.unallocated is not None and not p.returned)


def allocated_reason(payment: PaymentClaim, took: Money, rule: str) -> Reason:
    """Where a payment went, all of it, beside the part *took*."""
    parts = " ; ".join(f"{euros(a.amount)} sur {ALLOCATED_FR[a.to]}{of_words(a.invoice)}" for a in payment.allocated)
    return Reason("Imputation", euros(took), parts, rule)


def formula(period: Period) -> str:
    """`6 841,41 € × 12,40 % × 144 / 365 = 334,6855, arrondi à ` – the amount itself is printed after it."""
    exact = number(period.exact.quantize(Decimal("0.0001"), ROUND_DOWN), 4)  # cut: never a value that rounds another way
    return (
        f"{euros(period.base)} × {percent(period.rate.percent)} × {number(period.days)} / {period.divisor}"
        f" = {exact}, arrondi à{NBSP}"
    )


def daily_formula(line: DailyLine) -> str:
    """`6 841,41 € × 12,40 % / 365`."""
    return f"{euros(line.base)} × {percent(line.rate.percent)} / {line.divisor}"


def period_reasons(case: Case, claim: Claim, period: Period, base_words: str) -> tuple[Reason, ...]:
    """Base, days, rate, year and rounding of a line of interest."""
    rate = period.rate
    upto = ", jusqu’à l’arrêté de compte" if period.last == claim.date else ""
    half = f"{'premier' if half_year_start(period.start).month == 1 else 'deuxième'} semestre {period.start.year}"
    own = rate.rule == "contrat"
    return (
        Reason("Base", euros(period.base), base_words),
        Reason("Période", plural(period.days, "jour"),
               f"du {short_day(period.start)} au {short_day(period.last)} inclus, {half}{upto}"),
        Reason("Taux", percent(rate.percent), rate.words, "" if own else rate.rule, rate.certainty,
               penalties_place(case) if own else None, rate.values),
        year_reason(case, claim, period.divisor),
        Reason("Arrondi", "au centime", "une fois par ligne, au plus proche, demi-centime vers le haut"),
    )  # fmt: skip


def year_reason(case: Case, claim: Claim, divisor: str) -> Reason:
    """The days that a year counts for."""
    year = CHOICE_VALUE_FR.get(("annee", claim.choices.get("annee", "365")), "")
    words = f"choix de calcul : {year}" if year else "choix de calcul"
    return Reason("Année", f"{divisor}{NBSP}jours", words, place=case.settings.choices.place_of("annee"))


def penalties_place(case: Case) -> Span | None:
    """Where the contract's rate is written."""
    penalties = case.contract.penalties
    return penalties.place if penalties else None


def base_words(claim: Claim, invoice: InvoiceClaim, period: Period) -> str:
    """`7 200,00 € de la facture F-2026-042, moins 358,59 € versés le 02/06/2026`, when these make the base."""
    known = [c for c in invoice.credits if c.effective is None or c.effective <= period.start]
    minus = [(c.amount, f"de {'l’' if c.number != 'renonciation' else ''}{credit_words(c)}") for c in known]
    for payment in claim.payments:
        parts = [a.amount for a in payment.allocated if a.invoice == invoice.number and a.to == "principal"]
        if parts and payment.date < period.start:
            minus.append((total(parts), f"versés le {short_day(payment.date)}"))
    plus = f", plus {euros(period.capitalised)} d’intérêts capitalisés" if period.capitalised else ""
    if invoice.principal - total(part for part, _ in minus) != period.base - period.capitalised:
        return f"principal restant dû sur la facture {invoice.number}{plus}"
    words = f"{euros(invoice.principal)} de la facture {invoice.number}"
    return ", ".join([words, *(f"moins {amount(part)}{NBSP}€ {why}" for part, why in minus)]) + plus


def capitalisation_reasons(row: InvoiceClaim | TitleClaim) -> tuple[Reason, ...]:
    """The days from which unpaid interest bears interest itself, and on which basis."""
    return tuple(
        Reason(
            "Capitalisation",
            euros(c.amount),
            f"productifs d’intérêts depuis le {short_day(c.day)}, {c.basis}",
            c.rule,
            c.certainty,
        )
        for c in row.capitalisations
    )
