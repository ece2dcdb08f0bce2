"""What was agreed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError

from dossier.law.payment_terms import GENERAL, SECTORS
from dossier.model.entry import Entry, key
from dossier.model.evidence import EvidenceRef
from dossier.model.fields import Amount, Count, Day, Percent, YesNo, read_percent


class ContractRate(Entry):
    """The rate of a contract: a percent a year, or a multiple of the legal rate, which then is a series by half-year."""

    percent: Decimal | None = None
    legal_multiple: Decimal | None = None


_MULTIPLE = re.compile(r"^([0-9]+(?:[.,][0-9]+)?)\s*[x×*]\s*l[ée]gal$")


def read_contract_rate(value: Any) -> ContractRate:
    """`12`, `12,5 %` or `3 x legal` (DC117)."""
    if isinstance(value, ContractRate):
        return value
    if isinstance(value, str) and (match := _MULTIPLE.match(value.strip().lower())):
        return ContractRate.model_construct(legal_multiple=Decimal(match[1].replace(",", ".")), percent=None)
    if not isinstance(value, str):
        raise PydanticCustomError("DC117", "un taux est un pourcentage ou « 3 x legal »")
    return ContractRate.model_construct(percent=read_percent(value), legal_multiple=None)


Rate = Annotated[
    ContractRate, BeforeValidator(read_contract_rate), WithJsonSchema({"type": "string", "examples": ["12", "3 x legal"]})
]


class Term(Entry):
    """How a due date is counted from an invoice."""

    days: Count = key("jours", "Jours", "Nombre de jours convenus, 1 000 au plus.", ge=0, le=1000)
    from_event: Literal["facture", "livraison", "execution"] = key(
        "a_compter_de", "À compter de", "facture, livraison ou execution.", default="facture"
    )
    end_of_month: Literal["", "apres", "avant"] = key(
        "fin_de_mois", "Fin de mois", "apres : fin du mois après les jours ; avant : fin du mois puis les jours.", default=""
    )


class Penalties(Entry):
    """The contract's late-payment penalties (C. com. L441-10 II)."""

    rate: Rate = key("taux", "Taux", "Pourcentage par an, ou « 3 x legal ».")
    article: str = key("article", "Clause", "Où la clause se lit.", default="")


class _OneOrMore:
    """One entry, or a list of them: read as a list, and the schema admits both."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


def read_clauses(value: Any) -> Any:
    """A clause alone as a list of one."""
    return [value] if isinstance(value, dict) else value


Clauses = Annotated[tuple[Penalties, ...], BeforeValidator(read_clauses), _OneOrMore()]


class PenaltyClause(Entry):
    """A clause pénale (C. civ. 1231-5)."""

    rate: Percent = key("taux", "Taux", "Pourcentage du principal dû à la mise en demeure.")
    article: str = key("article", "Clause", "Où la clause se lit.", default="")


class JurisdictionClause(Entry):
    """A clause that names a court; it cannot move an injonction de payer (CPC 1406)."""

    court: str = key("juridiction", "Juridiction", "Le tribunal que la clause nomme.")
    article: str = key("article", "Clause", "Où la clause se lit.", default="")


class Transfer(Entry):
    """The court to which the creditor wants the case sent after an opposition (CPC 1408), and why it is competent (CPC 42, 46)."""

    court: str = key("juridiction", "Juridiction", "Le tribunal demandé, avec sa ville.")
    reason: str = key("motif", "Motif", "Ce qui la rend compétente : lieu de livraison ou d’exécution…", default="")


class Security(Entry):
    """A privilege, or a security over something of the debtor, that guarantees the claim (C. com. L622-25)."""

    nature: str = key("nature", "Nature", "gage, nantissement du fonds de commerce, hypothèque légale, privilège du vendeur…")
    base: str = key("assiette", "Assiette", "Le bien ou les droits sur lesquels elle porte.", default="")
    rank: str = key("rang", "Rang", "S’il est connu.", default="")
    published_on: Day | None = key("publiee_le", "Publiée le", "Jour de l’inscription, si elle est publiée.", default=None)
    limit: Amount | None = key("montant", "Montant garanti", "En euros, si la garantie est limitée.", default=None)
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", "L’acte, l’inscription.", default=())


class Contract(Entry):
    """The contract behind the invoices."""

    subject: str = key("objet", "Objet", "Ce qui a été vendu ou fait, en une ligne.", default="")
    concluded_on: Day | None = key("conclu_le", "Conclu le", "Signature ou acceptation de la commande.", default=None)
    performed_on: Day | None = key("execute_le", "Exécuté le", "Fin de la prestation : départ de la prescription.", default=None)
    reference: str = key("reference", "Référence", "Numéro du devis, de la commande ou du marché.", default="")
    term: Term | None = key("echeance", "Terme de paiement", "Pour les factures qui ne portent pas d’échéance.", default=None)
    penalty_rates: Clauses = key(
        "penalites",
        "Pénalités de retard",
        "Absentes : le taux de la loi. Une liste si plusieurs clauses en fixent : la première est calculée.",
        default=(),
    )
    penalty_clause: PenaltyClause | None = key(
        "clause_penale", "Clause pénale", "Encourue après le délai de la mise en demeure.", default=None
    )
    capitalisation: YesNo = key("capitalisation", "Capitalisation", "oui : le contrat la prévoit.", default=False)
    retention_of_title: YesNo = key("reserve_de_propriete", "Réserve de propriété", "oui : le contrat la prévoit.", default=False)
    sector: str = key(
        "secteur", "Secteur", f"general, ou un secteur à règles propres : {', '.join(s for s in SECTORS if s != GENERAL)}.",
        default=GENERAL,
    )  # fmt: skip
    periodic: YesNo = key(
        "factures_periodiques", "Factures périodiques", "oui : leur délai convenu maximal est plus court.", default=False
    )
    jurisdiction_clause: JurisdictionClause | None = key(
        "clause_competence", "Clause de compétence", "Sans effet sur l’injonction de payer (CPC 1406).", default=None
    )
    transfer: Transfer | None = key(
        "renvoi_opposition", "Renvoi en cas d’opposition", "Juridiction demandée dans la requête (CPC 1408).", default=None
    )
    first_incident_on: Day | None = key(
        "premier_incident_le",
        "Premier incident",
        "Crédit à la consommation : première échéance impayée non régularisée.",
        default=None,
    )
    evidence: tuple[EvidenceRef, ...] = key("pieces", "Pièces", "Devis, commande, conditions générales…", default=())
    securities: tuple[Security, ...] = key(
        "suretes", "Sûretés", "Privilèges et sûretés qui garantissent la créance, à déclarer (C. com. L622-25).", default=()
    )

    @property
    def penalties(self) -> Penalties | None:
        """The clause whose rate is computed: the first one; None where the contract has none."""
        return self.penalty_rates[0] if self.penalty_rates else None
