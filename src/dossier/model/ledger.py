"""What is owed and what was paid: invoices, credit notes, payments, costs."""

from __future__ import annotations

from typing import Literal

from dossier.model.entry import Entry, key
from dossier.model.evidence import EvidenceRef
from dossier.model.fields import Amount, Day, Percent


class Retention(Entry):
    """A retenue de garantie: not due, and without penalty, before its day."""

    amount: Amount = key("montant", "Montant")
    due_on: Day = key("liberable_le", "Libérable le")


class Discount(Entry):
    """An escompte for early payment, lost when paid late."""

    rate: Percent = key("taux", "Taux")
    before: Day = key("avant_le", "Avant le")


class Invoice(Entry):
    """An invoice, or a credit note that reduces one."""

    number: str = key("numero", "Numéro", min_length=1)
    type: Literal["facture", "avoir"] = key("type", "Type", "facture ou avoir.", default="facture")
    of: str = key("sur", "Sur la facture", "Numéro de la facture que l’avoir réduit.", default="")
    date: Day = key("date", "Date")
    due: Day | None = key("echeance", "Échéance", "Celle de la facture ; à défaut, celle du contrat.", default=None)
    net: Amount | None = key("montant_ht", "Montant HT", default=None)
    vat: Amount | None = key("tva", "TVA", default=None)
    gross: Amount = key("montant_ttc", "Montant TTC")
    effect: Literal["depuis_facture", "a_sa_date"] = key("effet", "Effet de l’avoir", default="depuis_facture")
    subject: str = key("objet", "Objet", default="")
    delivered_on: Day | None = key("livree_le", "Livrée le", default=None)
    performed_on: Day | None = key("execute_le", "Exécutée le", default=None)
    received_on: Day | None = key("recue_le", "Reçue le", "Acheteur public.", default=None)
    retention: Retention | None = key("retenue_de_garantie", "Retenue de garantie", default=None)
    discount: Discount | None = key("escompte", "Escompte", default=None)
    currency: str = key("devise", "Devise", "EUR seulement.", default="EUR")
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", default=())


class Payment(Entry):
    """Money received, or a means of payment that may come back unpaid."""

    date: Day = key("date", "Date", "Jour où les fonds sont à la disposition du créancier.")
    amount: Amount = key("montant", "Montant")
    means: Literal["virement", "cheque", "prelevement", "carte", "especes", "effet"] = key("moyen", "Moyen", default="virement")
    invoice: str = key("facture", "Facture désignée", "Celle que le débiteur a désignée (C. civ. 1342-10).", default="")
    payer: Literal["debiteur", "tiers"] = key("payeur", "Payeur", default="debiteur")
    returned_on: Day | None = key("rejete_le", "Rejeté le", "Chèque ou prélèvement revenu impayé.", default=None)
    reference: str = key("reference", "Référence", default="")
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", default=())


class Cost(Entry):
    """A cost the firm paid; it stays with the creditor unless a text or a title puts it on the debtor (CPCE L111-8)."""

    date: Day = key("date", "Date")
    label: str = key("libelle", "Libellé")
    amount: Amount = key("montant", "Montant")
    basis: str = key("fondement", "Fondement", "Texte ou titre qui le met à la charge du débiteur.", default="")
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", default=())
