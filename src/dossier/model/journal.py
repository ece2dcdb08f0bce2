"""What happened: contacts without legal weight, and the acts that move the procedure.

`ACTS` is the register of acts: the name written at `acte` decides the class, hence the keys that are allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from dossier.ground.money import ZERO, Money
from dossier.model.contract import ContractRate, Rate, read_contract_rate
from dossier.model.entry import Entry, key
from dossier.model.evidence import EvidenceRef
from dossier.model.fields import Amount, Day, Hour, YesNo
from dossier.model.party import Address

Channel = Literal[
    "telephone", "sms", "courriel", "courrier", "lrar", "lre", "main_propre", "rendez_vous", "commissaire", "greffe", "audience",
]  # fmt: skip


class Event(Entry):
    """Any entry of the journal. Without `acte` it is a contact: a call, an e-mail, a visit."""

    date: Day = key("date", "Date", "Jour du contact ou de l’acte.")
    hour: Hour = key("heure", "Heure", "Heure de Paris.", default="")
    channel: Channel | None = key("canal", "Canal", "Par où cela est passé.", default=None)
    direction: Literal["emis", "recu"] | None = key("sens", "Sens", "emis ou recu.", default=None)
    by: Literal["creancier", "avocat", "commissaire", "recouvreur"] | None = key(
        "par", "Par", "Qui agit pour le créancier, si ce n’est lui.", default=None
    )
    contact: str = key("avec", "Avec", "La personne jointe.", default="")
    summary: str = key("resume", "Résumé", "Ce qui s’est dit, en une phrase.", default="")
    act: str = key("acte", "Acte", "Absent pour un simple contact.", default="")
    debtor: str = key("debiteur", "Débiteur", "Identifiant ; absent, l’entrée vaut pour tous.", default="")
    reference: str = key("reference", "Référence", "Numéro de l’acte, de rôle ou de dossier.", default="")
    message_id: str = key(
        "message_id",
        "Identifiant du message",
        "En-tête Message-ID d’un courriel importé, pour ne pas l’importer deux fois.",
        default="",
    )
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", "Ce qui en fait la preuve.", default=())


class Relance(Event):
    """A reminder of a level of the firm's calendar."""

    level: str = key("niveau", "Niveau", "Un niveau du calendrier de relances.", default="")
    mentions: YesNo | None = key(
        "mentions_recouvreur", "Mentions du recouvreur", "oui : sa lettre porte celles de CPCE R124-4.", default=None
    )


class _Posted(Event):
    """What goes by registered post: its number, the days of posting and first presentation, how it was delivered."""

    tracking: str = key("suivi", "Numéro de suivi", "Du recommandé.", default="")
    posted_on: Day | None = key("poste_le", "Posté le", "Preuve de dépôt.", default=None)
    presented_on: Day | None = key("presente_le", "Présenté le", "Première présentation.", default=None)
    delivery: Literal["", "recue", "non_reclamee", "refusee", "inconnue_a_l_adresse"] = key(
        "remise", "Remise", "Sort de la lettre.", default=""
    )
    lre_consent: YesNo | None = key(
        "consentement_lre", "Consentement à la LRE", "D’un destinataire non professionnel.", default=None
    )
    sent_to: Address | None = key("envoyee_a", "Envoyée à", "Seulement si ce n’est pas l’adresse du débiteur.", default=None)
    mentions: YesNo | None = key(
        "mentions_recouvreur", "Mentions du recouvreur", "oui : sa lettre porte celles de CPCE R124-4.", default=None
    )


class MiseEnDemeure(_Posted):
    """A mise en demeure or a sommation (C. civ. 1344)."""

    deadline: Day | None = key("delai_jusqu_au", "Délai jusqu’au", "Dernier jour laissé au débiteur.", default=None)


class Promesse(Event):
    """A promise to pay a sum by a day."""

    amount: Amount | None = key("montant", "Montant", "Somme promise.", default=None)
    due: Day | None = key("pour_le", "Pour le", "Jour promis.", default=None)


class Contestation(Event):
    """The debtor disputes some or all invoices."""

    invoices: tuple[str, ...] = key("factures", "Factures", "Vide : toutes.", default=())
    reason: str = key("motif", "Motif", "Ce que le débiteur oppose, en une phrase.", default="")


class ReconnaissanceDeDette(Event):
    """An acknowledgement of the debt (C. civ. 1376 and 2240)."""

    amount: Amount | None = key("montant", "Montant", "En euros.", default=None)
    invoices: tuple[str, ...] = key("factures", "Factures", "Vide : toutes.", default=())
    handwritten: YesNo = key(
        "mention_manuscrite",
        "Mention manuscrite",
        "oui : la somme y est écrite à la main en toutes lettres et en chiffres.",
        default=False,
    )
    weight: Literal["certaine", "a_apprecier"] = key(
        "portee", "Portée", "certaine, ou a_apprecier (un courriel, une phrase).", default="a_apprecier"
    )


class Instalment(Entry):
    """One date of a schedule."""

    due: Day = key("le", "Le", "Jour de l’échéance.")
    amount: Amount = key("montant", "Montant", "En euros.")


class Accord(Event):
    """An échéancier or a transaction."""

    amount: Amount | None = key("montant", "Montant", "En euros.", default=None)
    instalments: tuple[Instalment, ...] = key("echeances", "Échéances", "Dans l’ordre.", default=())
    acceleration: YesNo = key(
        "clause_de_decheance", "Clause de déchéance du terme", "oui : un impayé rend le tout exigible.", default=False
    )
    interest: Literal["suspendus", "maintenus"] = key("interets", "Intérêts", "Pendant l’accord.", default="maintenus")
    countersigned_by: tuple[str, ...] = key(
        "contresigne_par", "Contresigné par", "creancier et identifiants des débiteurs.", default=()
    )
    enforceable: YesNo = key("formule_executoire", "Formule exécutoire", "oui : l’accord en est revêtu.", default=False)


class Mediation(Event):
    """The agreement to mediate, or the end of the mediation (C. civ. 2238)."""


class ProcedureL125(Event):
    """A step of the simplified procedure for small claims (CPCE L125-1)."""

    amount: Amount | None = key("montant", "Montant", "En euros.", default=None)


class ProcedureL126(Event):
    """A step of the simplified procedure for commercial claims (CPCE L126-1)."""


class ChequeImpaye(Event):
    """A step about an unpaid cheque (CMF L131-73)."""

    amount: Amount | None = key("montant", "Montant", "En euros.", default=None)
    cheque: str = key("cheque", "Chèque", "Numéro du chèque.", default="")
    served_on: Day | None = key("signifie_le", "Signifié le", "Le certificat de non-paiement.", default=None)


class SaisieConservatoire(Event):
    """A conservatory seizure (CPCE L511-1)."""


class RequeteInjonction(Event):
    """The requête was filed (CPC 1407)."""

    court: str = key("juridiction", "Juridiction", "Nom du tribunal, avec sa ville.", default="")
    amount: Amount | None = key("montant", "Montant", "En euros.", default=None)
    signatory: str = key("signataire", "Signataire", "Identifiant d’un signataire, ou avocat, ou commissaire.", default="")


class Consignation(Event):
    """The costs were deposited, or the greffe asked for them (CPC 1425)."""

    posted_on: Day | None = key("poste_le", "Posté le", "Preuve de dépôt.", default=None)
    presented_on: Day | None = key("presente_le", "Présenté le", "Première présentation.", default=None)


class RejetRequete(Event):
    """The requête was rejected (CPC 1409)."""


def read_title_rate(value: Any) -> Any:
    """`legal`, else a contract's rate (DC117)."""
    return "legal" if isinstance(value, str) and value.strip().lower() in ("legal", "légal") else read_contract_rate(value)


TitleRate = Annotated[
    Literal["legal"] | ContractRate,
    BeforeValidator(read_title_rate),
    WithJsonSchema({"type": "string", "examples": ["legal", "12", "3 x legal"]}),
]


class TitleInterest(Entry):
    """The interest that a decision grants."""

    rate: TitleRate = key("taux", "Taux", "legal, un pourcentage, ou 3 x legal.")
    start: Day | None = key("a_compter_du", "À compter du", "Jour que nomme la décision ; on compte du lendemain.", default=None)
    capitalisation: YesNo = key(
        "capitalisation", "Capitalisation", "oui : la décision ordonne la capitalisation (C. civ. 1343-2).", default=False
    )


class OrdonnanceInjonction(Event):
    """The order to pay (CPC 1409): its date decides which rules follow."""

    court: str = key("juridiction", "Juridiction", "Nom du tribunal, avec sa ville.", default="")
    asked: Amount | None = key("demande", "Demandé", "Somme demandée.", default=None)
    granted: Amount | None = key("accorde", "Accordé", "Somme accordée en principal.", default=None)
    interest: TitleInterest | None = key("interets", "Intérêts", "Ceux que la décision accorde.", default=None)
    accessories: Amount | None = key("accessoires", "Accessoires", "Somme accordée à ce titre.", default=None)

    @property
    def refused(self) -> Money:
        """What was asked and not granted, accessories included (CPC 1409); nothing when one of the sums is not written."""
        if self.asked is None or self.granted is None:
            return ZERO
        return max(self.asked - self.granted - (self.accessories or ZERO), ZERO)


class Signification(Event):
    """Service of an act on one debtor by a commissaire de justice."""

    of: str = key("de", "De", "L’acte signifié : ordonnance, jugement, titre…", default="ordonnance")
    mode: Literal["personne", "domicile", "etude", "pv_659", "electronique"] = key(
        "mode", "Mode", "Comment l’acte a été remis.", default="domicile"
    )


class Opposition(Event):
    """The debtor's opposition (CPC 1412–1416)."""

    posted_on: Day | None = key("poste_le", "Postée le", "Si elle est partie par la poste.", default=None)
    received_on: Day | None = key("recu_le", "Reçue le", "Au greffe.", default=None)


class Constitution(Event):
    """The notice that an avocat is needed, or that one was instructed (CPC 1418)."""

    presented_on: Day | None = key("presente_le", "Présenté le", "Première présentation.", default=None)
    receipt_signed: YesNo | None = key("ar_signe", "Avis de réception signé", "oui ou non.", default=None)


class Assignation(Event):
    """A summons before a court."""

    court: str = key("juridiction", "Juridiction", "Nom du tribunal, avec sa ville.", default="")
    hearing_on: Day | None = key("audience_le", "Audience le", "Jour de l’audience.", default=None)
    lodged_on: Day | None = key("remise_le", "Remise le", "Jour où la copie a été remise au greffe.", default=None)


class Jugement(Event):
    """A judgment."""

    court: str = key("juridiction", "Juridiction", "Nom du tribunal, avec sa ville.", default="")
    kind: Literal["contradictoire", "repute_contradictoire", "defaut"] = key(
        "qualification", "Qualification", "Telle que le jugement la porte.", default="contradictoire"
    )
    awarded: Amount | None = key("condamne", "Condamne à", "Somme en principal.", default=None)
    enforceable_on: Day | None = key("executoire_le", "Exécutoire le", "Jour où la décision l’est devenue.", default=None)
    interest: TitleInterest | None = key("interets", "Intérêts", "Ceux que la décision accorde.", default=None)


class TitreExecutoire(Event):
    """Any other enforceable title (CPCE L111-3)."""

    nature: str = key("nature", "Nature", "Acte notarié, accord homologué…", default="")
    enforceable_on: Day | None = key("executoire_le", "Exécutoire le", "Jour où la décision l’est devenue.", default=None)


class Execution(Event):
    """An order to pay or a seizure."""

    nature: Literal["", "attribution", "vente", "remunerations"] = key("nature", "Nature", "D’une saisie.", default="")
    notified_on: Day | None = key("denonce_le", "Dénoncé le", "Au débiteur.", default=None)


class ProcedureCollective(Event):
    """The opening judgment of insolvency proceedings."""

    type: Literal["sauvegarde", "redressement", "liquidation"] = key("type", "Type", "La procédure ouverte.")
    bodacc_on: Day | None = key("bodacc_le", "BODACC du", "Jour de la publication.", default=None)
    mandataire: str = key("mandataire", "Mandataire", "À qui la créance se déclare.", default="")
    mandataire_address: Address | None = key(
        "adresse_du_mandataire", "Adresse du mandataire", "Où la déclaration s’envoie.", default=None
    )
    court: str = key("juridiction", "Juridiction", "Le tribunal qui a ouvert la procédure.", default="")


class DeclarationCreance(Event):
    """The claim was declared to the mandataire (C. com. L622-24)."""

    amount: Amount | None = key("montant", "Montant", "En euros.", default=None)


class TransmissionUniverselle(Event):
    """The debtor company was absorbed by its sole shareholder."""

    bodacc_on: Day | None = key("bodacc_le", "BODACC du", "Jour de la publication.", default=None)
    shareholder: str = key("associe", "Associé", "La société qui a recueilli le patrimoine.", default="")


class DelaiDeGrace(Event):
    """A period of grace granted by a judge (C. civ. 1343-5)."""

    until: Day | None = key("jusqu_au", "Jusqu’au", "Dernier jour accordé.", default=None)
    rate: Rate | None = key("taux", "Taux", "Taux réduit, si le juge en fixe un.", default=None)


class Decision(Event):
    """A decision or an incident before a court."""

    court: str = key("juridiction", "Juridiction", "Nom du tribunal, avec sa ville.", default="")


class Renonciation(Event):
    """The creditor waives something."""

    amount: Amount | None = key("montant", "Montant", "En euros.", default=None)
    on: Literal["principal", "interets", "indemnites", "tout"] = key("sur", "Sur", "Ce à quoi il est renoncé.", default="tout")


class CessionDeCreance(Event):
    """The claim was assigned: the creditor has no standing any more."""

    to: str = key("a_qui", "À qui", "Le cessionnaire.", default="")


class Communication(Event):
    """Pieces communicated that day."""

    to: str = key("a_qui", "À qui", "Débiteur, avocat adverse, greffe…", default="")


class Fact(Event):
    """An act without keys of its own."""


ACTS: Mapping[str, type[Event]] = {
    "relance": Relance,
    "mise_en_demeure": MiseEnDemeure,
    "sommation": MiseEnDemeure,
    "promesse": Promesse,
    "contestation": Contestation,
    "reconnaissance_de_dette": ReconnaissanceDeDette,
    "echeancier": Accord,
    "transaction": Accord,
    "mediation_accord": Mediation,
    "mediation_fin": Mediation,
    "invitation_l125": ProcedureL125,
    "acceptation_l125": ProcedureL125,
    "refus_l125": ProcedureL125,
    "commandement_l126": ProcedureL126,
    "contestation_l126": ProcedureL126,
    "pv_non_contestation": ProcedureL126,
    "cheque_presente": ChequeImpaye,
    "certificat_non_paiement": ChequeImpaye,
    "saisie_conservatoire": SaisieConservatoire,
    "requete_injonction": RequeteInjonction,
    "consignation": Consignation,
    "invitation_a_consigner": Consignation,
    "rejet_requete": RejetRequete,
    "ordonnance_injonction": OrdonnanceInjonction,
    "signification": Signification,
    "opposition": Opposition,
    "avis_constitution": Constitution,
    "constitution_avocat": Constitution,
    "assignation_refere": Assignation,
    "assignation_fond": Assignation,
    "jugement": Jugement,
    "titre_executoire": TitreExecutoire,
    "commandement": Execution,
    "saisie": Execution,
    "procedure_collective": ProcedureCollective,
    "declaration_creance": DeclarationCreance,
    "surendettement_recevable": Fact,
    "radiation_debiteur": Fact,
    "deces_debiteur": Fact,
    "mandat": Fact,
    "passage_en_perte": Fact,
    "transmission_universelle": TransmissionUniverselle,
    "delai_de_grace": DelaiDeGrace,
    "ordonnance_refere": Decision,
    "injonction_europeenne": Decision,
    "desistement": Decision,
    "caducite": Decision,
    "releve_de_forclusion": Decision,
    "renonciation": Renonciation,
    "cession_de_creance": CessionDeCreance,
    "communication": Communication,
    "solde": Fact,
}
