"""What a piece is called and what it is, derived from the entry that cites it and from its file name.

Neutral words only: a title says what the file is, never what it is worth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import basename

from dossier.ground.french import NBSP, short_day, upper_first
from dossier.ground.letters import ascii_words
from dossier.model.evidence import Verification
from dossier.model.journal import Event
from dossier.model.ledger import Invoice, Payment

NAMES: tuple[tuple[str, str, str], ...] = (
    ("devis", "Devis", "contrat"),
    ("bon de commande", "Bon de commande", "commande"),
    ("commande", "Bon de commande", "commande"),
    ("cgv", "Conditions générales de vente", "contrat"),
    ("conditions generales", "Conditions générales", "contrat"),
    ("contrat", "Contrat", "contrat"),
    ("avenant", "Avenant", "contrat"),
    ("bon de livraison", "Bon de livraison", "livraison"),
    ("bl", "Bon de livraison", "livraison"),
    ("livraison", "Bon de livraison", "livraison"),
    ("pv de reception", "Procès-verbal de réception", "livraison"),
    ("pv reception", "Procès-verbal de réception", "livraison"),
    ("proces verbal", "Procès-verbal", "livraison"),
    ("cmr", "Lettre de voiture", "livraison"),
    ("ar", "Avis de réception", "preuve_postale"),
    ("avis de reception", "Avis de réception", "preuve_postale"),
    ("accuse de reception", "Accusé de réception", "preuve_postale"),
    ("preuve de depot", "Preuve de dépôt", "preuve_postale"),
    ("depot", "Preuve de dépôt", "preuve_postale"),
    ("pli", "Pli retourné", "preuve_postale"),
    ("releve", "Relevé de compte", "paiement"),
    ("releves", "Relevés de compte", "paiement"),
    ("avis de credit", "Avis de crédit", "paiement"),
    ("avis credit", "Avis de crédit", "paiement"),
    ("cheque", "Copie du chèque", "paiement"),
    ("photo", "Photographie", "autre"),
)
"""The start of a file name, the title it suggests, the nature. Longer beginnings win."""

SIGNED = re.compile(r"\bsigne[es]?\b")

ACTS: Mapping[str, tuple[str, str]] = {
    "relance": ("Relance", "correspondance"),
    "mise_en_demeure": ("Mise en demeure de payer", "correspondance"),
    "sommation": ("Sommation de payer", "acte"),
    "promesse": ("Promesse de règlement", "correspondance"),
    "contestation": ("Contestation du débiteur", "correspondance"),
    "reconnaissance_de_dette": ("Reconnaissance de dette", "correspondance"),
    "echeancier": ("Échéancier", "contrat"),
    "transaction": ("Transaction", "contrat"),
    "mediation_accord": ("Accord de médiation", "mediation"),
    "mediation_fin": ("Fin de médiation", "mediation"),
    "invitation_l125": ("Invitation à la procédure simplifiée", "acte"),
    "acceptation_l125": ("Acceptation de la procédure simplifiée", "acte"),
    "refus_l125": ("Refus de la procédure simplifiée", "acte"),
    "commandement_l126": ("Commandement de payer", "acte"),
    "contestation_l126": ("Contestation du commandement", "acte"),
    "pv_non_contestation": ("Procès-verbal de non-contestation", "acte"),
    "cheque_presente": ("Chèque présenté", "paiement"),
    "certificat_non_paiement": ("Certificat de non-paiement", "acte"),
    "saisie_conservatoire": ("Saisie conservatoire", "acte"),
    "requete_injonction": ("Requête en injonction de payer", "acte"),
    "consignation": ("Consignation des frais", "acte"),
    "invitation_a_consigner": ("Invitation à consigner", "acte"),
    "rejet_requete": ("Rejet de la requête", "decision"),
    "ordonnance_injonction": ("Ordonnance portant injonction de payer", "decision"),
    "signification": ("Acte de signification", "acte"),
    "opposition": ("Opposition", "acte"),
    "avis_constitution": ("Avis de constituer avocat", "acte"),
    "constitution_avocat": ("Constitution d’avocat", "acte"),
    "assignation_refere": ("Assignation en référé", "acte"),
    "assignation_fond": ("Assignation au fond", "acte"),
    "jugement": ("Jugement", "decision"),
    "titre_executoire": ("Titre exécutoire", "decision"),
    "commandement": ("Commandement de payer", "acte"),
    "saisie": ("Acte de saisie", "acte"),
    "procedure_collective": ("Jugement d’ouverture", "decision"),
    "declaration_creance": ("Déclaration de créance", "acte"),
    "surendettement_recevable": ("Décision de recevabilité", "decision"),
    "radiation_debiteur": ("Radiation du débiteur", "identite"),
    "deces_debiteur": ("Acte de décès", "identite"),
    "mandat": ("Mandat", "contrat"),
    "passage_en_perte": ("Passage en perte", "autre"),
    "transmission_universelle": ("Annonce de transmission universelle", "identite"),
    "delai_de_grace": ("Décision de délai de grâce", "decision"),
    "ordonnance_refere": ("Ordonnance de référé", "decision"),
    "injonction_europeenne": ("Injonction de payer européenne", "decision"),
    "desistement": ("Désistement", "acte"),
    "caducite": ("Décision de caducité", "decision"),
    "releve_de_forclusion": ("Relevé de forclusion", "decision"),
    "renonciation": ("Renonciation", "correspondance"),
    "cession_de_creance": ("Acte de cession de créance", "contrat"),
    "communication": ("Communication de pièces", "correspondance"),
    "solde": ("Solde de l’affaire", "correspondance"),
}
"""For each act the title of its first piece and the nature."""

CHANNELS: Mapping[str, str] = {
    "telephone": "Relevé d’appel", "sms": "SMS", "courriel": "Courriel", "courrier": "Lettre", "lrar": "Lettre recommandée",
    "lre": "Lettre recommandée électronique", "main_propre": "Lettre remise en main propre", "rendez_vous": "Compte rendu",
    "commissaire": "Acte de commissaire de justice", "greffe": "Lettre du greffe", "audience": "Note d’audience",
}  # fmt: skip


def bare_name(path: str) -> str:
    """The file name without ending, accents and signs, in lower case: `Devis-D-31 signé.pdf` → `devis d 31 signe`."""
    stem = basename(path).rpartition(".")[0] or basename(path)
    return " ".join(ascii_words(stem)).lower()


def by_name(path: str) -> tuple[str, str] | None:
    """Title and nature that a file name suggests, None when it suggests nothing."""
    name = bare_name(path)
    known = [row for row in NAMES if name == row[0] or name.startswith(f"{row[0]} ")]
    if not known:
        return None
    _, title, nature = max(known, key=lambda row: len(row[0]))
    return f"{title} signé" if SIGNED.search(name) and not title.startswith(("Conditions", "Photo")) else title, nature


def of_verification(check: Verification, debtor: str) -> tuple[str, str]:
    """The title of an extract about the debtor."""
    words = {"kbis": f"Extrait Kbis de {debtor}", "bodacc": f"Annonces BODACC concernant {debtor}"}
    return words.get(check.nature, f"Vérification de l’adresse de {debtor}"), "identite"


def of_contract(path: str, reference: str) -> tuple[str, str]:
    """The title of a contract's piece; the reference tells several quotes apart."""
    title, nature = by_name(path) or ("Contrat", "contrat")
    return f"{title} ({reference})" if reference and nature != "livraison" and "Conditions" not in title else title, nature


def of_security(nature: str) -> tuple[str, str]:
    """The title of what proves a security: its nature, as the contract names it."""
    return upper_first(nature.strip(" .")), "acte"


def of_invoice(invoice: Invoice, path: str, first: bool) -> tuple[str, str]:
    """The first piece of an invoice is the invoice, unless its name says otherwise; the others prove it."""
    named = by_name(path)
    if invoice.type == "avoir":
        return (
            (f"Avoir {invoice.number}", "facture") if first or not named else (f"{named[0]} (avoir {invoice.number})", named[1])
        )
    if first and (not named or named[1] not in ("livraison", "commande")):
        return f"Facture {invoice.number}", "facture"
    title, nature = named or ("Justificatif", "autre")
    return f"{title} (facture {invoice.number})", nature


def of_payment(payment: Payment, path: str) -> tuple[str, str]:
    """The proof of a payment, or of its return."""
    named = by_name(path)
    title = named[0] if named else "Rejet du versement" if payment.returned_on else "Preuve du versement"
    return f"{title} du {short_day(payment.date)}", "paiement"


def of_event(event: Event, path: str, first: bool) -> tuple[str, str]:
    """The first piece of an act is the act; what goes with a posted one is its postal proof, by its file name."""
    named = by_name(path)
    # The groups of a postal number are no thousands: no-break spaces keep them as they are.
    tracking = str(getattr(event, "tracking", "") or "").replace(" ", NBSP)
    if named and named[1] == "preuve_postale":
        return (f"{named[0]} n°{NBSP}{tracking}" if tracking else f"{named[0]}, {short_day(event.date)}"), "preuve_postale"
    if event.act and first and event.act in ACTS:
        title, nature = ACTS[event.act]
        # An acknowledgement or a promise written in a mail is shown as the mail that it is: the judge weighs it.
        if event.act in ("promesse", "reconnaissance_de_dette", "contestation", "renonciation", "relance") and event.channel:
            return _contact(event), nature
        return title, nature
    if named:
        return f"{named[0]}, {short_day(event.date)}", named[1]
    if event.act in ACTS:
        title, nature = ACTS[event.act]
        return f"{title}, suite", nature
    return _contact(event), "correspondance"


def _contact(event: Event) -> str:
    """« Courriel du débiteur, 12/01/2026 »."""
    name = CHANNELS.get(event.channel or "", "Correspondance")
    side = {"recu": " du débiteur", "emis": " au débiteur"}.get(event.direction or "", "") if event.channel != "greffe" else ""
    return f"{name}{side}, {short_day(event.date)}"
