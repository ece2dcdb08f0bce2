"""The flat indemnity of forty euros: who owes it, for which invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dossier.claim.facts import Facts, principal_debtor
from dossier.claim.insolvency import Opening
from dossier.claim.regime import Regime
from dossier.ground.money import ZERO, Money
from dossier.law.law import Law, LawValue
from dossier.law.names import INDEMNITE_FORFAITAIRE, INDEMNITE_FORFAITAIRE_PUBLIQUE
from dossier.law.payment_terms import SECTORS
from dossier.model.ledger import Invoice

_TOO_OLD = {
    False: "facture antérieure au 1er janvier 2013 : l’indemnité n’existait pas",
    True: "contrat public antérieur au 16 mars 2013 : l’indemnité n’existait pas",
}


@dataclass(frozen=True, slots=True)
class Fee:
    """The indemnity that an invoice bears once it is late, why, and the value of law."""

    amount: Money
    reason: str
    rule: str = "C. com. D441-5"
    value: LawValue | None = None


def fee_of(invoice: Invoice, due: date, facts: Facts, regime: Regime, law: Law, stop: Opening | None) -> Fee:
    """The indemnity of an invoice that will be late: forty euros, once, whatever the delay and the part paid.

    Never owed by a private person, nor for a commercial lease or insurance, nor where the opening of a procédure collective
    forbade paying at the due date; from invoices of 2013, and from public contracts of 16 March 2013.
    Law: C. com. L441-10 II and D441-5, CCP L2192-13, DILA F23211 and F32073, lu le 2026-11-21.
    """
    if regime.needs_notice:
        private = regime.name == "consommation" or principal_debtor(facts.case).type == "particulier"
        why = "jamais due par un particulier" if private else "réservée aux créances entre professionnels"
        return Fee(ZERO, why, "C. com. L441-10")
    sector = SECTORS.get(facts.case.contract.sector)
    if regime.name == "professionnels" and sector and not sector.bears_fee:
        return Fee(ZERO, f"hors du champ de l’indemnité selon l’administration : {sector.label}", "C. com. L441-10")
    if stop and stop.forbids_fee(invoice, due):
        return Fee(ZERO, "l’ouverture de la procédure collective interdisait le paiement à l’échéance", "C. com. L441-10")
    if regime.name == "acheteur_public":
        value = law.value(INDEMNITE_FORFAITAIRE_PUBLIQUE, facts.case.contract.concluded_on or invoice.date)
        rule = "CCP L2192-13"
    else:
        value, rule = law.value(INDEMNITE_FORFAITAIRE, invoice.date), "C. com. D441-5"
    if value is None:
        return Fee(ZERO, _TOO_OLD[regime.name == "acheteur_public"], rule)
    return Fee(Money.of(value.decimal), "facture payée en retard, une fois par facture", rule, value)
