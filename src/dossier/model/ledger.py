"""What is owed and what was paid: invoices, credit notes, payments, costs."""

from __future__ import annotations

from typing import Literal

from dossier.model.entry import Entry, key
from dossier.model.evidence import EvidenceRef
from dossier.model.fields import Amount, Day, Percent


class Retention(Entry):
    """A retenue de garantie: not due, and without penalty, before its day."""

    amount: Amount = key("montant", "Montant", "En euros.")
    due_on: Day = key("liberable_le", "Libérable le", "Avant ce jour elle n’est pas due.")


class Discount(Entry):
    """An escompte for early payment, lost when paid late."""

    rate: Percent = key("taux", "Taux", "Pourcentage du montant TTC.")
    before: Day = key("avant_le", "Avant le", "Dernier jour pour en bénéficier.")


class Invoice(Entry):
    """An invoice, or a credit note that reduces one."""

    number: str = key("numero", "Numéro", "Tel qu’il figure sur la facture.", min_length=1)
    type: Literal["facture", "avoir"] = key("type", "Type", "facture ou avoir.", default="facture")
    of: str = key("sur", "Sur la facture", "Numéro de la facture que l’avoir réduit.", default="")
    date: Day = key("date", "Date", "Celle de la facture.")
    due: Day | None = key("echeance", "Échéance", "Celle de la facture ; à défaut, celle du contrat.", default=None)
    net: Amount | None = key("montant_ht", "Montant HT", "Vérifié avec la TVA contre le TTC.", default=None)
    vat: Amount | None = key("tva", "TVA", "Montant de la taxe.", default=None)
    gross: Amount = key("montant_ttc", "Montant TTC", "Positif, aussi pour un avoir.")
    effect: Literal["depuis_facture", "a_sa_date"] = key(
        "effet",
        "Effet de l’avoir",
        "depuis_facture : le prix n’a jamais été dû ; a_sa_date : dû jusque-là.",
        default="depuis_facture",
    )
    subject: str = key("objet", "Objet", "Ce qui est facturé, en une ligne.", default="")
    delivered_on: Day | None = key("livree_le", "Livrée le", "Réception des marchandises.", default=None)
    performed_on: Day | None = key("execute_le", "Exécutée le", "Fin de la prestation facturée.", default=None)
    received_on: Day | None = key("recue_le", "Reçue le", "Par l’acheteur public : départ de son délai.", default=None)
    retention: Retention | None = key(
        "retenue_de_garantie", "Retenue de garantie", "Travaux : part qui n’est pas encore due.", default=None
    )
    discount: Discount | None = key("escompte", "Escompte", "Perdu en cas de paiement tardif.", default=None)
    currency: str = key("devise", "Devise", "EUR seulement.", default="EUR")
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", "La facture, la commande, le bon de livraison…", default=())


class Payment(Entry):
    """Money received, or a means of payment that may come back unpaid."""

    date: Day = key("date", "Date", "Jour où les fonds sont à la disposition du créancier.")
    amount: Amount = key("montant", "Montant", "En euros, positif.")
    means: Literal["virement", "cheque", "prelevement", "carte", "especes", "effet"] = key(
        "moyen", "Moyen", "Moyen de paiement.", default="virement"
    )
    invoice: str = key("facture", "Facture désignée", "Celle que le débiteur a désignée (C. civ. 1342-10).", default="")
    payer: Literal["debiteur", "tiers"] = key("payeur", "Payeur", "debiteur, ou tiers pour son compte.", default="debiteur")
    returned_on: Day | None = key("rejete_le", "Rejeté le", "Chèque ou prélèvement revenu impayé.", default=None)
    reference: str = key("reference", "Référence", "Libellé du virement, numéro du chèque.", default="")
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", "Relevé de compte, chèque…", default=())


class Cost(Entry):
    """A cost the firm paid; it stays with the creditor unless a text or a title puts it on the debtor (CPCE L111-8)."""

    date: Day = key("date", "Date", "Jour où le frais a été payé.")
    label: str = key("libelle", "Libellé", "Tel qu’il paraît au décompte.")
    amount: Amount = key("montant", "Montant", "En euros, TTC.")
    basis: str = key("fondement", "Fondement", "Texte ou titre qui le met à la charge du débiteur.", default="")
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", "La facture du frais, l’acte.", default=())
