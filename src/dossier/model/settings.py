"""What the firm says once for all its cases: `dossier.yaml`."""

from __future__ import annotations

from typing import Literal

from dossier.model.entry import Entry, key
from dossier.model.fields import Amount, Count
from dossier.model.party import Adviser, Creditor, Signatory

_Channel = Literal["courriel", "telephone", "courrier", "lrar", "lre", "sms"]


class Reminder(Entry):
    """A level of the relance calendar."""

    level: str = key("niveau", "Niveau", "Le nom que le journal cite.")
    days: Count = key("jours", "Jours depuis l’échéance", "Négatif avant l’échéance ; de -365 à 1 000.", ge=-365, le=1000)
    channel: _Channel = key("canal", "Canal", "Moyen d’envoi.", default="courrier")
    delay: Count | None = key(
        "delai", "Délai laissé", "En jours, pour la mise en demeure, 365 au plus.", default=None, ge=0, le=365
    )
    by: Literal["creancier", "avocat", "recouvreur"] = key(
        "par", "Par", "Qui envoie la lettre : le créancier, ou celui de ses conseils qui agit pour lui.", default="creancier"
    )


def _level(level: str, days: int, channel: _Channel, delay: int | None = None) -> Reminder:
    return Reminder.model_construct(level=level, days=days, channel=channel, delay=delay)


DEFAULT_CALENDAR: tuple[Reminder, ...] = (
    _level("prealable", -7, "courriel"),
    _level("relance_1", 0, "courriel"),
    _level("relance_2", 14, "telephone"),
    _level("relance_3", 30, "courrier"),
    _level("derniere_relance", 60, "courrier"),
    _level("mise_en_demeure", 75, "lrar", 15),
)


class Sales(Entry):
    """Sales of one month, TTC, for the DSO."""

    month: str = key("mois", "Mois", "AAAA-MM.", pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")
    gross: Amount = key("ttc", "Ventes TTC", "Ventes du mois, en euros.")


class Choices(Entry):
    """Computations that the law leaves open; printed with every décompte."""

    year: Literal["365", "exacte"] = key("annee", "Année", "365 jours, ou exacte (365 ou 366).", default="365")
    allocation: Literal["interets_puis_principal", "interets_indemnites_principal", "principal_puis_interets"] = key(
        "imputation", "Imputation des versements", "Ordre dans une même dette.", default="interets_puis_principal"
    )
    due_dates: Literal["ecrites", "contrat", "maximum_legal"] = key(
        "echeances",
        "Échéances",
        "ecrites (celle de la facture), contrat (son terme d’abord), ou maximum_legal (jamais au-delà du délai que la loi admet).",
        default="ecrites",
    )
    capitalisation: Literal["oui", "non"] = key(
        "capitalisation", "Capitalisation demandée", "oui, si le contrat la prévoit.", default="non"
    )


class BankColumns(Entry):
    """The columns of a bank's CSV by their titles; what is not named is not read."""

    day: str = key("date", "Date", "Titre de la colonne du jour de l’opération.")
    amount: str = key("montant", "Montant", "Colonne du montant signé ; à défaut debit et credit.", default="")
    debit: str = key("debit", "Débit", "Colonne de ce qui sort.", default="")
    credit: str = key("credit", "Crédit", "Colonne de ce qui entre.", default="")
    label: str = key("libelle", "Libellé", "Colonne du libellé.", default="")
    more: str = key("complement", "Complément", "Colonne d’un second libellé.", default="")
    name: str = key("nom", "Nom", "Colonne de qui paie ou est payé.", default="")
    reference: str = key("reference", "Référence", "Colonne de la référence donnée par le payeur.", default="")
    number: str = key("id", "Identifiant", "Colonne du numéro que la banque donne à l’opération.", default="")
    currency: str = key("devise", "Devise", "Colonne de la devise : seuls les euros sont lus.", default="")


class BankTable(Entry):
    """How one bank writes its CSV."""

    bank: str = key("banque", "Banque", "Pour mémoire.", default="")
    columns: BankColumns = key("colonnes", "Colonnes", "Le titre de chaque colonne, tel que le fichier le porte.")

    @property
    def titles(self) -> dict[str, str]:
        """The titles by what they hold, those that are named."""
        own = self.columns
        rows = {
            "date": own.day, "montant": own.amount, "debit": own.debit, "credit": own.credit, "libelle": own.label,
            "complement": own.more, "nom": own.name, "reference": own.reference, "id": own.number, "devise": own.currency,
        }  # fmt: skip
        return {what: title for what, title in rows.items() if title}


class Settings(Entry):
    """The file `dossier.yaml`."""

    creditor: Creditor = key("creancier", "Créancier", "L’entreprise à qui l’on doit.")
    signatories: tuple[Signatory, ...] = key(
        "signataires", "Signataires", "Qui peut signer les lettres et la requête.", default=()
    )
    adviser: Adviser | None = key("conseil", "Conseil", "Avocat, commissaire, recouvreur ou assureur.", default=None)
    other_advisers: tuple[Adviser, ...] = key(
        "autres_conseils", "Autres conseils", "Une entrée pour chacun, comme `conseil`.", default=()
    )
    calendar: tuple[Reminder, ...] = key(
        "relances", "Calendrier de relances", "Dans l’ordre ; absent, le calendrier par défaut.", default=DEFAULT_CALENDAR
    )
    check_months: Count = key(
        "verifications_mois", "Durée d’une vérification",
        "En mois, de 1 à 24 : au-delà, une adresse, un Kbis ou un BODACC vérifié est à revoir.", default=3, ge=1, le=24,
    )  # fmt: skip
    sales: tuple[Sales, ...] = key("ventes", "Ventes mensuelles", "Facultatif, pour le DSO.", default=())
    profile: str = key(
        "profil", "Profil de dépôt", "Taille et noms des fichiers déposés : rpva, tribunal-digital… ; absent, prudent.", default="",
        pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$",
    )  # fmt: skip
    stamp: Literal["firme", "avocat", "vide"] = key(
        "tampon", "Tampon des pièces", "Ce qui suit le numéro : la firme, l’avocat, ou un cadre vide pour le cachet de l’avocat.",
        default="firme",
    )  # fmt: skip
    bank_tables: tuple[BankTable, ...] = key(
        "releves",
        "Relevés CSV",
        "Facultatif : les colonnes d’une banque que l’import ne reconnaît pas à leurs titres.",
        default=(),
    )
    choices: Choices = key("choix", "Choix de calcul", "Imprimés avec chaque décompte.", default_factory=Choices)

    def adviser_of(self, type: str) -> Adviser | None:
        """The first adviser of a profession, `conseil` before `autres_conseils`; None for none."""
        named = (*((self.adviser,) if self.adviser else ()), *self.other_advisers)
        return next((adviser for adviser in named if adviser.type == type), None)
