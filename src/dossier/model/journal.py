"""What happened: contacts without legal weight, and the acts that move the procedure.

`ACTS` is the register of acts: the name written at `acte` decides the class, hence the keys that are allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dossier.model.contract import Rate
from dossier.model.entry import Entry, key
from dossier.model.evidence import EvidenceRef
from dossier.model.fields import Amount, Day, Hour, YesNo

Channel = Literal[
    "telephone", "sms", "courriel", "courrier", "lrar", "lre", "main_propre", "rendez_vous", "commissaire", "greffe", "audience",
]  # fmt: skip


class Event(Entry):
    """Any entry of the journal. Without `acte` it is a contact: a call, an e-mail, a visit."""

    date: Day = key("date", "Date")
    hour: Hour = key("heure", "Heure", default="")
    channel: Channel | None = key("canal", "Canal", default=None)
    direction: Literal["emis", "recu"] | None = key("sens", "Sens", "emis ou recu.", default=None)
    contact: str = key("avec", "Avec", "La personne jointe.", default="")
    summary: str = key("resume", "Résumé", "Ce qui s’est dit, en une phrase.", default="")
    act: str = key("acte", "Acte", "Absent pour un simple contact.", default="")
    debtor: str = key("debiteur", "Débiteur", "Identifiant ; absent, l’entrée vaut pour tous.", default="")
    reference: str = key("reference", "Référence", default="")
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", default=())


class Relance(Event):
    """A reminder of a level of the firm's calendar."""

    level: str = key("niveau", "Niveau", "Un niveau du calendrier de relances.", default="")


class _Posted(Event):
    """What goes by registered post: its number, the days of posting and first presentation, how it was delivered."""

    tracking: str = key("suivi", "Numéro de suivi", default="")
    posted_on: Day | None = key("poste_le", "Posté le", default=None)
    presented_on: Day | None = key("presente_le", "Présenté le", default=None)
    delivery: Literal["", "recue", "non_reclamee", "refusee", "inconnue_a_l_adresse"] = key("remise", "Remise", default="")
    lre_consent: YesNo | None = key(
        "consentement_lre", "Consentement à la LRE", "D’un destinataire non professionnel.", default=None
    )


class MiseEnDemeure(_Posted):
    """A mise en demeure or a sommation (C. civ. 1344)."""

    deadline: Day | None = key("delai_jusqu_au", "Délai jusqu’au", "Dernier jour laissé au débiteur.", default=None)


class Promesse(Event):
    """A promise to pay a sum by a day."""

    amount: Amount | None = key("montant", "Montant", default=None)
    due: Day | None = key("pour_le", "Pour le", default=None)


class Contestation(Event):
    """The debtor disputes some or all invoices."""

    invoices: tuple[str, ...] = key("factures", "Factures", "Vide : toutes.", default=())
    reason: str = key("motif", "Motif", default="")


class ReconnaissanceDeDette(Event):
    """An acknowledgement of the debt (C. civ. 1376 and 2240)."""

    amount: Amount | None = key("montant", "Montant", default=None)
    invoices: tuple[str, ...] = key("factures", "Factures", default=())
    handwritten: YesNo = key("mention_manuscrite", "Mention manuscrite", default=False)
    weight: Literal["certaine", "a_apprecier"] = key("portee", "Portée", default="a_apprecier")


class Instalment(Entry):
    """One date of a schedule."""

    due: Day = key("le", "Le")
    amount: Amount = key("montant", "Montant")


class Accord(Event):
    """An échéancier or a transaction."""

    amount: Amount | None = key("montant", "Montant", default=None)
    instalments: tuple[Instalment, ...] = key("echeances", "Échéances", default=())
    acceleration: YesNo = key("clause_de_decheance", "Clause de déchéance du terme", default=False)
    interest: Literal["suspendus", "maintenus"] = key("interets", "Intérêts", default="maintenus")
    countersigned_by: tuple[str, ...] = key(
        "contresigne_par", "Contresigné par", "creancier et identifiants des débiteurs.", default=()
    )
    enforceable: YesNo = key("formule_executoire", "Formule exécutoire", default=False)


class Mediation(Event):
    """The agreement to mediate, or the end of the mediation (C. civ. 2238)."""


class ProcedureL125(Event):
    """A step of the simplified procedure for small claims (CPCE L125-1)."""

    amount: Amount | None = key("montant", "Montant", default=None)


class ProcedureL126(Event):
    """A step of the simplified procedure for commercial claims (CPCE L126-1)."""


class ChequeImpaye(Event):
    """A step about an unpaid cheque (CMF L131-73)."""

    amount: Amount | None = key("montant", "Montant", default=None)
    cheque: str = key("cheque", "Chèque", "Numéro.", default="")
    served_on: Day | None = key("signifie_le", "Signifié le", default=None)


class SaisieConservatoire(Event):
    """A conservatory seizure (CPCE L511-1)."""


class RequeteInjonction(Event):
    """The requête was filed (CPC 1407)."""

    court: str = key("juridiction", "Juridiction", default="")
    amount: Amount | None = key("montant", "Montant", default=None)
    signatory: str = key("signataire", "Signataire", "Identifiant d’un signataire, ou avocat, ou commissaire.", default="")


class Consignation(Event):
    """The costs were deposited, or the greffe asked for them (CPC 1425)."""

    posted_on: Day | None = key("poste_le", "Posté le", default=None)
    presented_on: Day | None = key("presente_le", "Présenté le", default=None)


class RejetRequete(Event):
    """The requête was rejected (CPC 1409)."""


class TitleInterest(Entry):
    """The interest that a decision grants."""

    rate: Literal["legal"] | Rate = key("taux", "Taux", "legal, ou un pourcentage.")
    start: Day | None = key("a_compter_du", "À compter du", default=None)


class OrdonnanceInjonction(Event):
    """The order to pay (CPC 1409): its date decides which rules follow."""

    court: str = key("juridiction", "Juridiction", default="")
    asked: Amount | None = key("demande", "Demandé", default=None)
    granted: Amount | None = key("accorde", "Accordé", default=None)
    interest: TitleInterest | None = key("interets", "Intérêts", default=None)
    accessories: Amount | None = key("accessoires", "Accessoires", default=None)


class Signification(Event):
    """Service of an act on one debtor by a commissaire de justice."""

    of: str = key("de", "De", "L’acte signifié : ordonnance, jugement, titre…", default="ordonnance")
    mode: Literal["personne", "domicile", "etude", "pv_659", "electronique"] = key("mode", "Mode", default="domicile")


class Opposition(Event):
    """The debtor's opposition (CPC 1412–1416)."""

    posted_on: Day | None = key("poste_le", "Postée le", default=None)
    received_on: Day | None = key("recu_le", "Reçue le", default=None)


class Constitution(Event):
    """The notice that an avocat is needed, or that one was instructed (CPC 1418)."""

    presented_on: Day | None = key("presente_le", "Présenté le", default=None)
    receipt_signed: YesNo | None = key("ar_signe", "Avis de réception signé", default=None)


class Assignation(Event):
    """A summons before a court."""

    court: str = key("juridiction", "Juridiction", default="")
    hearing_on: Day | None = key("audience_le", "Audience le", default=None)


class Jugement(Event):
    """A judgment."""

    court: str = key("juridiction", "Juridiction", default="")
    kind: Literal["contradictoire", "repute_contradictoire", "defaut"] = key(
        "qualification", "Qualification", default="contradictoire"
    )
    awarded: Amount | None = key("condamne", "Condamne à", default=None)
    enforceable_on: Day | None = key("executoire_le", "Exécutoire le", default=None)
    interest: TitleInterest | None = key("interets", "Intérêts", default=None)


class TitreExecutoire(Event):
    """Any other enforceable title (CPCE L111-3)."""

    nature: str = key("nature", "Nature", default="")
    enforceable_on: Day | None = key("executoire_le", "Exécutoire le", default=None)


class Execution(Event):
    """An order to pay or a seizure."""

    nature: Literal["", "attribution", "vente", "remunerations"] = key("nature", "Nature", default="")
    notified_on: Day | None = key("denonce_le", "Dénoncé le", default=None)


class ProcedureCollective(Event):
    """The opening judgment of insolvency proceedings."""

    type: Literal["sauvegarde", "redressement", "liquidation"] = key("type", "Type")
    bodacc_on: Day | None = key("bodacc_le", "BODACC du", default=None)
    mandataire: str = key("mandataire", "Mandataire", default="")


class DeclarationCreance(Event):
    """The claim was declared to the mandataire (C. com. L622-24)."""

    amount: Amount | None = key("montant", "Montant", default=None)


class TransmissionUniverselle(Event):
    """The debtor company was absorbed by its sole shareholder."""

    bodacc_on: Day | None = key("bodacc_le", "BODACC du", default=None)
    shareholder: str = key("associe", "Associé", default="")


class DelaiDeGrace(Event):
    """A period of grace granted by a judge (C. civ. 1343-5)."""

    until: Day | None = key("jusqu_au", "Jusqu’au", default=None)
    rate: Rate | None = key("taux", "Taux", default=None)


class Decision(Event):
    """A decision or an incident before a court."""

    court: str = key("juridiction", "Juridiction", default="")


class Renonciation(Event):
    """The creditor waives something."""

    amount: Amount | None = key("montant", "Montant", default=None)
    on: Literal["principal", "interets", "indemnites", "tout"] = key("sur", "Sur", default="tout")


class CessionDeCreance(Event):
    """The claim was assigned: the creditor has no standing any more."""

    to: str = key("a_qui", "À qui", default="")


class Communication(Event):
    """Pieces communicated that day."""


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
