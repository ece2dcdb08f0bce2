"""Who owes and who is owed."""

from __future__ import annotations

from typing import Literal

from dossier.model.entry import Entry, key
from dossier.model.evidence import EvidenceRef, Verification
from dossier.model.fields import Amount, Count, Day, Iban, Postcode, Siren

PartyType = Literal[
    "societe_commerciale", "societe_civile", "commercant", "artisan", "profession_liberale",
    "agriculteur", "association", "particulier", "personne_publique",
]  # fmt: skip
PublicKind = Literal["etat_ou_collectivite", "hopital", "entreprise_publique"]
Role = Literal["principal", "codebiteur_solidaire", "caution"]


class Address(Entry):
    """A postal address; the INSEE code decides the court where several communes share a postcode."""

    street: str = key("voie", "Voie", "Numéro et nom de la voie.", default="")
    extra: str = key("complement", "Complément", "Bâtiment, étage, boîte postale.", default="")
    postcode: Postcode = key("code_postal", "Code postal", "Cinq chiffres en France, entre guillemets s’il commence par 0.")
    commune: str = key("commune", "Commune", "Nom de la commune.")
    insee: str = key("insee", "Code INSEE de la commune", "Cinq caractères ; il fixe le tribunal compétent.", default="")
    country: str = key("pays", "Pays", "Code à deux lettres.", default="FR")
    since: Day | None = key("depuis", "Depuis le", "Premier jour connu à cette adresse, après un déménagement.", default=None)


class Representative(Entry):
    """The natural person who speaks for a legal person."""

    name: str = key("nom", "Nom", "Prénom et nom.")
    role: str = key("fonction", "Fonction", "gérante, président…", default="")
    title: Literal["", "M.", "Mme"] = key("civilite", "Civilité", "M. ou Mme.", default="")


class Birth(Entry):
    """Where and when a natural person was born (CPC 54, 3° a)."""

    date: Day = key("le", "Né(e) le", "Date de naissance.")
    town: str = key("a", "À", "Commune, et pays s’il n’est pas la France.")


class Party(Entry):
    """A person of private or public law. A legal person has a denomination, a natural one nom and prenoms."""

    type: PartyType = key("type", "Type", "Décide du régime, du tribunal et de la voie.")
    denomination: str = key("denomination", "Dénomination", "Personne morale, ou nom commercial.", default="")
    last_name: str = key("nom", "Nom", "Personne physique.", default="")
    first_names: str = key("prenoms", "Prénoms", "Tous les prénoms, dans l’ordre de l’état civil.", default="")
    title: Literal["", "M.", "Mme"] = key("civilite", "Civilité", "M. ou Mme.", default="")
    birth: Birth | None = key("naissance", "Naissance", "Date et lieu ; exigés du demandeur (CPC 54).", default=None)
    nationality: str = key("nationalite", "Nationalité", "D’une personne physique.", default="")
    profession: str = key("profession", "Profession", "D’une personne physique.", default="")
    form: str = key("forme", "Forme", "SARL, SAS, SCI, EI…", default="")
    capital: Amount | None = key("capital", "Capital", "En euros.", default=None)
    siren: Siren | None = key("siren", "SIREN", "Neuf chiffres, entre guillemets.", default=None)
    rcs: str = key("rcs", "Ville du RCS", "Ville du greffe d’immatriculation.", default="")
    vat_number: str = key("tva", "TVA intracommunautaire", "Numéro : FR, deux caractères, le SIREN.", default="")
    representative: Representative | None = key(
        "representant", "Représentant légal", "L’organe qui représente la personne morale.", default=None
    )
    address: Address | None = key("adresse", "Adresse", "Siège social ou domicile.", default=None)
    email: str = key("courriel", "Courriel", "Une adresse, sans nom d’affichage.", default="")
    phone: str = key("telephone", "Téléphone", "Imprimé tel quel.", default="")

    @property
    def is_natural(self) -> bool:
        """Whether this is a natural person, sole traders included."""
        return not self.denomination or bool(self.last_name)

    @property
    def name(self) -> str:
        """How the party is called: its denomination, else first names and name."""
        return self.denomination or f"{self.first_names} {self.last_name}".strip()

    @property
    def is_professional(self) -> bool:
        """Whether the party acts professionally by its type (C. com. L441-10: « tout professionnel »)."""
        return self.type not in ("particulier", "personne_publique")


class Letterhead(Entry):
    """What stands at the head of the firm's letters."""

    logo: str = key("logo", "Logo", "Fichier de l’espace de travail, PNG, JPEG ou SVG simple.", default="")


class Creditor(Party):
    """The firm whose debts are kept here, or the creditor of one case."""

    iban: Iban | None = key("iban", "IBAN", "Imprimé sur les lettres.", default=None)
    bic: str = key("bic", "BIC", "De la banque, s’il est utile.", default="")
    staff: Count | None = key("effectif", "Effectif", "Nombre de salariés, quand un droit de greffe en dépend.", default=None)
    mean_turnover: Amount | None = key(
        "chiffre_affaires_moyen", "Chiffre d’affaires moyen", "Trois dernières années.", default=None
    )
    mean_profit: Amount | None = key("benefice_moyen", "Bénéfice moyen", "Trois dernières années.", default=None)
    letterhead: Letterhead | None = key("entete", "En-tête", "Ce que les lettres portent en tête.", default=None)


class Asset(Entry):
    """What a commissaire de justice may use; never in a bundle."""

    nature: str = key("nature", "Nature", "banque, employeur, véhicule, local…")
    detail: str = key("detail", "Détail", "Ce que l’on en sait.", default="")
    source: str = key("source", "Source", "D’où vient l’information.", default="")
    date: Day | None = key("le", "Relevé le", "Jour de l’information.", default=None)


class Debtor(Party):
    """One of those who owe, with an id that entries use."""

    id: str = key(
        "id", "Identifiant", "Minuscules, chiffres et tirets ; les entrées le citent.", pattern=r"^[a-z0-9][a-z0-9-]{0,60}$"
    )
    role: Role = key("qualite", "Qualité", "principal, codebiteur_solidaire ou caution.", default="principal")
    public_kind: PublicKind | None = key(
        "categorie_publique",
        "Catégorie d’acheteur public",
        "Délai de paiement de 30, 50 ou 60 jours ; absente, 30 jours sont supposés.",
        default=None,
    )
    verifications: tuple[Verification, ...] = key(
        "verifications", "Vérifications", "Registre, BODACC, adresse, avec leur date.", default=()
    )
    assets: tuple[Asset, ...] = key("patrimoine", "Patrimoine", "À l’usage du commissaire ; jamais communiqué.", default=())


class Signatory(Entry):
    """Who may sign; an employee adds the power that was given."""

    id: str = key("id", "Identifiant", "Court ; le journal le cite à signataire.")
    name: str = key("nom", "Nom", "Prénom et nom.")
    role: str = key("fonction", "Fonction", "président, comptable…", default="")
    power: Power | None = key("pouvoir", "Pouvoir", "Délégation écrite d’un salarié.", default=None)


class Power(Entry):
    """A written delegation: its piece and its first and last day."""

    evidence: EvidenceRef = key("piece", "Pièce", "Chemin depuis l’espace de travail.")
    start: Day = key("du", "Du", "Premier jour.")
    end: Day | None = key("au", "Au", "Dernier jour ; absent, sans terme.", default=None)


class Adviser(Entry):
    """The avocat, commissaire, collector or insurer who acts with the firm."""

    type: Literal["avocat", "commissaire", "recouvreur", "assureur"] = key("type", "Type", "Sa profession.")
    name: str = key("nom", "Nom", "Nom ou dénomination.")
    address: Address | None = key("adresse", "Adresse", "De l’étude ou du cabinet.", default=None)
    email: str = key("courriel", "Courriel", "Une adresse.", default="")
    phone: str = key("telephone", "Téléphone", "Imprimé tel quel.", default="")
    reference: str = key("reference", "Référence", "La sienne.", default="")
    declared_on: Day | None = key(
        "declaration_procureur_le", "Déclaration au procureur", "D’un recouvreur (CPCE R124-2).", default=None
    )
    insurance: str = key("assurance", "Assurance", "D’un recouvreur : assureur et numéro (CPCE R124-2).", default="")
    account: str = key("compte_dedie", "Compte dédié", "D’un recouvreur : où il reçoit les fonds (CPCE R124-2).", default="")
    guarantee: str = key(
        "garantie", "Garantie", "D’un recouvreur : ce que couvre sa responsabilité, et jusqu’où (CPCE R124-3).", default=""
    )
    fee: str = key(
        "remuneration", "Rémunération", "D’un recouvreur : comment elle se calcule, en une phrase (CPCE R124-3).", default=""
    )
    remittance: str = key(
        "reversement",
        "Reversement",
        "D’un recouvreur : quand et comment il reverse ; absent, dans le mois de l’encaissement (CPCE R124-6).",
        default="",
    )
    signatory: str = key("signataire", "Signataire", "Qui signe ses lettres, avec sa qualité.", default="")
    mentions: str = key("mentions", "Mentions", "Au pied de ses lettres : barreau, forme, capital, SIREN…", default="")


Signatory.model_rebuild()
