"""What `dossier add` can add: a row for each kind of entry, and one made of each act that the model registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.entries.fields import model_of, shapes
from dossier.model.entry import Entry
from dossier.model.journal import ACTS, Event
from dossier.site.words import ACT_FR


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. `list` is the list of the case that it goes to, `fixed` what it always says, by French key.

    `asked` are the keys that a terminal asks for, in order; `left_out` those that it has no option for. `defaults` hold where
    nothing is given; a default of 'aujourd’hui' is the day of computing. `example` are the options of a call, as typed.
    """

    name: str
    title: str
    group: str
    list: str
    fixed: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    example: str = ""

    @property
    def model(self) -> type[Entry]:
        """The class of its entries."""
        return model_of(self.list, self.fixed.get("acte", ""))


TODAY = "aujourd’hui"
MONEY, CONTACTS = "Argent", "Contacts"

_INVOICE = ("numero", "date", "echeance", "montant_ht", "tva", "montant_ttc", "objet", "pieces")
_CONTACT = ("date", "heure", "sens", "avec", "resume", "pieces")


def _contact(name: str, title: str, channel: str, example: str) -> Kind:
    return Kind(name, title, CONTACTS, "journal", defaults={"date": TODAY, "canal": channel}, asked=_CONTACT, left_out=("acte",),
                example=example)  # fmt: skip


_LEDGER: tuple[Kind, ...] = (
    Kind("facture", "Une facture", MONEY, "factures", asked=_INVOICE, left_out=("type", "sur", "effet"),
         example="--numero F-2026-014 --date 2026-01-15 --montant-ttc 4800 --piece F-2026-014.pdf"),
    Kind("avoir", "Un avoir, qui réduit une facture", MONEY, "factures", {"type": "avoir"},
         asked=("numero", "sur", "date", "montant_ttc", "effet", "pieces"),
         left_out=("type", "echeance", "retenue_de_garantie", "escompte"),
         example="--numero A-2026-002 --sur F-2026-014 --date 2026-02-01 --montant-ttc 300"),
    Kind("paiement", "Un versement reçu", MONEY, "paiements", asked=("date", "montant", "moyen", "facture", "reference", "pieces"),
         example="--date 2026-04-02 --montant 500 --moyen virement"),
    Kind("frais", "Un frais payé, avec ce qui le met à la charge du débiteur", MONEY, "frais",
         asked=("date", "libelle", "montant", "fondement", "pieces"),
         example='--date 2026-04-20 --libelle "Signification" --montant 72,60 --fondement dépens'),
    _contact("appel", "Un appel téléphonique", "telephone", '--date 2026-03-12 --heure 9h40 --resume "Promet un virement"'),
    _contact("sms", "Un SMS", "sms", '--sens recu --resume "Paiement demain"'),
    _contact("courriel", "Un courriel", "courriel", "--date 2026-03-12 --sens recu --piece courriel.eml"),
    _contact("courrier", "Une lettre", "courrier", "--date 2026-03-12 --sens emis --piece lettre.pdf"),
    _contact("rendez-vous", "Un rendez-vous ou une visite", "rendez_vous", '--date 2026-03-12 --avec "Mme Roux"'),
)  # fmt: skip

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Relances et amiable": (
        "relance", "mise_en_demeure", "sommation", "promesse", "contestation", "reconnaissance_de_dette", "echeancier",
        "transaction", "mediation_accord", "mediation_fin", "mandat",
    ),
    "Petites créances, créances commerciales, chèque": (
        "invitation_l125", "acceptation_l125", "refus_l125", "commandement_l126", "contestation_l126", "pv_non_contestation",
        "cheque_presente", "certificat_non_paiement",
    ),
    "Injonction de payer": (
        "requete_injonction", "consignation", "invitation_a_consigner", "rejet_requete", "ordonnance_injonction", "signification",
        "opposition", "avis_constitution", "constitution_avocat", "caducite", "desistement", "injonction_europeenne",
    ),
    "Instance et exécution": (
        "assignation_refere", "assignation_fond", "ordonnance_refere", "jugement", "titre_executoire", "commandement", "saisie",
        "saisie_conservatoire", "delai_de_grace",
    ),
    "Le débiteur": (
        "procedure_collective", "declaration_creance", "releve_de_forclusion", "surendettement_recevable", "radiation_debiteur",
        "deces_debiteur", "transmission_universelle",
    ),
}  # fmt: skip
"""The acts under their headings; those of the model that stand in none come last."""
OTHERS = "Fin de l’affaire et autres actes"
_OF_THEIR_OWN = frozenset({"communication"})
"""Acts that a module of this package writes, because more than an entry depends on them."""
_ALSO_ASKED = {"relance": ("canal",), "mise_en_demeure": ("canal",), "promesse": ("canal", "sens"), "contestation": ("canal", "sens"),
               "mandat": ("par",)}  # fmt: skip
_SAMPLES = {
    "day": "2026-03-20", "amount": "1500,00", "yes_no": "oui", "percent": "5", "rate": "5", "count": "3",
}  # fmt: skip


def _act(name: str, group: str) -> Kind:
    """The kind of an act: what it asks for are its own keys, which the model names."""
    known = shapes(ACTS[name])
    own = tuple(key for key, shape in known.items() if key not in shapes(Event) and shape.kind != "entry")
    asked = ("date", *_ALSO_ASKED.get(name, ()), *own, "resume", "pieces")
    return Kind(name, ACT_FR.get(name, name.replace("_", " ").capitalize()), group, "journal", {"acte": name}, asked=asked,
                left_out=("acte",), example=_example(name, own))  # fmt: skip


def _example(name: str, own: tuple[str, ...]) -> str:
    """A call with the first key of the act that a word can show."""
    known = shapes(ACTS[name])
    for key in own:
        shape = known[key]
        sample = shape.words[0] if shape.words else _SAMPLES.get(shape.kind, "")
        if sample and not shape.many:
            return f"--date 2026-03-12 --{key.replace('_', '-')} {sample}"
    return "--date 2026-03-12"


def _acts() -> tuple[Kind, ...]:
    grouped = [(name, group) for group, names in GROUPS.items() for name in names]
    rest = [(name, OTHERS) for name in ACTS if name not in dict(grouped)]
    return tuple(_act(name, group) for name, group in (*grouped, *rest) if name in ACTS and name not in _OF_THEIR_OWN)


KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (*_LEDGER, *_acts())}
"""Every kind that one entry of a list is, by its name, in the order of the help."""
