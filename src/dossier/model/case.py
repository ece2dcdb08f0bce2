"""A case and the workspace that holds it, as load returns them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.spans import NOWHERE, Span
from dossier.ground.world import Item
from dossier.law.law import LawValue
from dossier.model.contract import Contract
from dossier.model.conversion import Conversion
from dossier.model.entry import Entry, key
from dossier.model.form import FirmForm
from dossier.model.journal import Event
from dossier.model.ledger import Cost, Invoice, Payment
from dossier.model.party import Creditor, Debtor
from dossier.model.profile import ProfileFile
from dossier.model.settings import Settings

Nature = Literal[
    "commerciale", "civile", "consommation", "credit_consommation", "bail_habitation", "transport", "telecom", "marche_public",
]  # fmt: skip


class Affaire(Entry):
    """The file `affaire.yaml`: the only one that a case must have."""

    title: str = key("titre", "Titre", "Créancier c/ débiteur.", default="")
    nature: Nature = key("nature", "Nature de la créance", "Décide du régime des intérêts, de la prescription et du tribunal.")
    creditor: Creditor | None = key("creancier", "Créancier", "Seulement s’il diffère de dossier.yaml.", default=None)
    debtors: tuple[Debtor, ...] = key(
        "debiteurs", "Débiteurs", "Le débiteur principal d’abord, puis codébiteurs et cautions.", min_length=1
    )
    contract: Contract = key("contrat", "Contrat", "Ce qui a été convenu, et ses preuves.", default_factory=Contract)
    reference: str = key("reference", "Référence", "Celle de l’entreprise, imprimée sur les lettres.", default="")
    order: tuple[str, ...] = key(
        "bordereau",
        "Ordre du bordereau",
        "Chemins des pièces à numéroter d’abord, dans cet ordre ; les autres suivent dans l’ordre des actes. Un numéro déjà "
        "communiqué ne change pas.",
        default=(),
    )


@dataclass(frozen=True, slots=True)
class Note:
    """An internal note in Markdown; never in a bundle or a pack."""

    name: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class FrozenPiece:
    """A row of `bordereau.lock`: a number that was communicated, with what it was.

    `withdrawn` with `withdrawn_on` None is a withdrawal of an unknown day; `communicated_on` and `to` are those of the first time.
    """

    number: int
    file: str
    sha256: str
    title: str
    withdrawn: bool = False
    communicated_on: date | None = None
    to: str = ""
    withdrawn_on: date | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Case:
    """One unpaid debt. `id` is the folder's name and `folder` its path (`cases/2026-014-sud-beton`).

    Invoices, payments, costs and journal are in the order of their days, then of the files; entries that could not be
    read are left out and have an error in `diagnostics`. `files` are the names below `pieces/`, by path from `folder`.
    `order` are the paths that the bordereau lists first, with their places.
    `broken` is True when `affaire.yaml` itself could not be read: nothing can be computed, and the pages say so.
    """

    id: str
    folder: str
    title: str
    nature: Nature
    creditor: Creditor
    debtors: tuple[Debtor, ...]
    contract: Contract
    invoices: tuple[Invoice, ...]
    payments: tuple[Payment, ...]
    costs: tuple[Cost, ...]
    journal: tuple[Event, ...]
    settings: Settings
    span: Span
    notes: tuple[Note, ...] = ()
    files: Mapping[str, Item] = field(default_factory=dict)
    frozen_pieces: tuple[FrozenPiece, ...] = ()
    reference: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    order: tuple[tuple[str, Span], ...] = ()
    conversions: tuple[Conversion, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenCase:
    """A folder below `cases/` whose `affaire.yaml` cannot be read: it has a page and its diagnostics, and no figure."""

    id: str
    folder: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Workspace:
    """All that was read. `settings` is None when `dossier.yaml` cannot be read; then every case is broken too.

    `diagnostics` are those that belong to no case. `law_values` are the firm's own values of the law (its `law/`).
    `templates` are the workspace's own templates by name (`letters/relance.html.j2`), `assets` its logos by path. `profiles`
    are its own filing profiles (its `profils/`), by name, `forms` its forms with their maps (its `templates/formulaires/`).
    """

    settings: Settings | None
    cases: tuple[Case, ...]
    broken: tuple[BrokenCase, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    law_values: tuple[LawValue, ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, Blob] = field(default_factory=dict)
    today: date = date.min
    profiles: Mapping[str, ProfileFile] = field(default_factory=dict)
    masked: bool = False
    forms: tuple[FirmForm, ...] = ()
