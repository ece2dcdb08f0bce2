"""Who a case is handed to, and what each may see of it: taken out of the values before any page or file is made of them.

Notes, what stays out of the bordereau, and what is known of a debtor's estate reach no audience through here; the sheet of
the estate is a document of its own, for the commissaire de justice alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dossier.bundle.plan import COVER, LIST
from dossier.documents.document import Document, Printed
from dossier.ground.diagnostics import Diagnostic
from dossier.model.case import Case
from dossier.model.journal import Event
from dossier.pieces.bordereau import Bordereau
from dossier.site.view import CaseView


@dataclass(frozen=True, slots=True)
class Audience:
    """A reader outside the firm. `to` is French, with its preposition (« à l’avocat »).

    `pieces`: whether it gets the numbered pieces and the site of the case, which makes their numbers definitive.
    `findings`: whether it sees what the program found in the case, and which acts are withheld and why.
    `contacts`: whether calls and messages without legal weight stand in its chronology.
    """

    id: str
    name: str
    to: str
    pieces: bool = True
    findings: bool = False
    contacts: bool = False


AVOCAT = Audience("avocat", "avocat", "à l’avocat", findings=True, contacts=True)
COMMISSAIRE = Audience("commissaire", "commissaire de justice", "au commissaire de justice")
DEBITEUR = Audience("debiteur", "débiteur", "au débiteur", pieces=False)
AUDIENCES: Mapping[str, Audience] = {audience.id: audience for audience in (AVOCAT, COMMISSAIRE, DEBITEUR)}

RECEIVES: Mapping[str, tuple[Audience, ...]] = {
    "relance": (AVOCAT, DEBITEUR),
    "fiche_appel": (),
    "mise_en_demeure": (AVOCAT, DEBITEUR),
    "requete": (AVOCAT, COMMISSAIRE),
    "pouvoir": (AVOCAT, COMMISSAIRE),
    "decompte": (AVOCAT, COMMISSAIRE),
    "decompte_debiteur": (DEBITEUR,),
    COVER: (AVOCAT, COMMISSAIRE),
    LIST: (AVOCAT, COMMISSAIRE),
    "echeancier": (AVOCAT, DEBITEUR),
    "transaction": (AVOCAT, DEBITEUR),
    "reconnaissance": (AVOCAT, DEBITEUR),
    "reponse_contestation": (AVOCAT, DEBITEUR),
    "cheque_impaye": (AVOCAT, DEBITEUR),
    "manquement": (AVOCAT, DEBITEUR),
    "releve": (AVOCAT, DEBITEUR),
    "quittance": (AVOCAT, DEBITEUR),
    "instruction_signification": (COMMISSAIRE,),
    "instruction_execution": (COMMISSAIRE,),
    "dossier_l125": (AVOCAT, COMMISSAIRE),
    "transmission_avocat": (AVOCAT,),
    "saisine_avocat": (AVOCAT,),
    "formulaire": (AVOCAT, COMMISSAIRE),
    "declaration_creance": (AVOCAT,),
    "formulaire_a": (AVOCAT,),
    "demande_certificat": (AVOCAT, COMMISSAIRE),
    "mandat_l126": (AVOCAT, COMMISSAIRE),
    "assignation_fond": (AVOCAT, COMMISSAIRE),
    "assignation_refere": (AVOCAT, COMMISSAIRE),
    "transmission_assureur": (),
    "transmission_recouvreur": (),
    "etat_tva": (),
    "fiche_patrimoine": (COMMISSAIRE,),
}
"""Who may receive a document of each kind. A kind without a row reaches nobody."""

_INTERNAL = frozenset({"DC502", "DC506", "DC702", "DC703"})
"""Findings about files that stay with the firm: what nobody cites, what is kept out, its templates, its notes."""


def may_receive(audience: Audience, document: Document) -> bool:
    """Whether a document may be given to an audience, by its kind."""
    return audience in RECEIVES.get(document.kind, ())


def seen_by(view: CaseView, audience: Audience) -> CaseView:
    """A case as an audience that gets its pieces may see it: what it may not see is in no value any more."""
    hidden = _hidden(view.bordereau)
    bordereau = replace(view.bordereau, kept_out=(), diagnostics=())
    return replace(
        view,
        case=_case(view.case, bordereau, hidden, audience),
        bordereau=bordereau,
        printed=tuple(_plain(paper) for paper in view.printed if may_receive(audience, paper.document)),
        withheld=tuple(d for d in view.withheld if audience.findings and may_receive(audience, d)),
        diagnostics=tuple(d for d in view.diagnostics if audience.findings and not _tells(d, hidden)),
        lots=(),
    )


def _plain(paper: Printed) -> Printed:
    """A document without the draft of the e-mail that carries it, which is the firm's to send."""
    return replace(paper, diagnostics=(), email=None, document=replace(paper.document, diagnostics=()))


def _hidden(bordereau: Bordereau) -> frozenset[str]:
    """The paths and names of the files that were kept out; a name that a piece bears too tells nothing."""
    names = {kept.path.rpartition("/")[2] for kept in bordereau.kept_out}
    shown = {path.rpartition("/")[2] for piece in bordereau.pieces for path in (piece.path, *piece.other_paths)}
    return frozenset({kept.path for kept in bordereau.kept_out} | (names - shown))


def _tells(diagnostic: Diagnostic, hidden: frozenset[str]) -> bool:
    """Whether a finding names what stays with the firm."""
    texts = (diagnostic.message, diagnostic.span.file, *diagnostic.hints, *(f"{s.file} {t}" for s, t in diagnostic.related))
    folder = diagnostic.span.file.split("/")[2:3]
    return diagnostic.code in _INTERNAL or folder == ["notes"] or any(name in text for name in hidden for text in texts)


def _case(case: Case, bordereau: Bordereau, hidden: frozenset[str], audience: Audience) -> Case:
    journal = [_event(event, bordereau, hidden) for event in case.journal if audience.contacts or event.act]
    return replace(
        case,
        debtors=tuple(debtor.model_copy(update={"assets": ()}) for debtor in case.debtors),
        journal=tuple(event for event in journal if event is not None),
        notes=(),
        files={},
        diagnostics=(),
    )


def _event(event: Event, bordereau: Bordereau, hidden: frozenset[str]) -> Event | None:
    """An entry of the journal; without its words when what proves it was kept out, None when it then says nothing."""
    files = [reference.file for reference in event.evidence]
    if not hidden.intersection(files):
        return event
    left = tuple(reference for reference in event.evidence if bordereau.number_of(reference.file) is not None)
    return event.model_copy(update={"summary": "", "contact": "", "evidence": left}) if event.act else None
