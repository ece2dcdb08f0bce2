"""What the site knows of each case: the values of all passes side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dossier.appraise import Appraised
from dossier.bundle.lots import Lot, filed_files, lots_of
from dossier.bundle.volume import Volume
from dossier.claim.claim import Claim
from dossier.documents.document import Document, Printed
from dossier.ground.diagnostics import Diagnostic, in_order
from dossier.model.case import Case
from dossier.model.profile import Profile
from dossier.pieces.bordereau import Bordereau
from dossier.procedure.stage import Stage
from dossier.sending.paper_set import PaperSet


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case with all that was made of it. `printed` are its documents with their PDF, `withheld` those that have none.

    `diagnostics` are all of the case, sorted. `volumes` are empty when the bundle could not be bound. `lots` are the sendings
    that a chosen filing profile asks for. `paper` is the set for filing on paper, None unless one was asked for and made.
    """

    case: Case
    claim: Claim
    stage: Stage
    bordereau: Bordereau
    printed: tuple[Printed, ...]
    withheld: tuple[Document, ...]
    volumes: tuple[Volume, ...]
    diagnostics: tuple[Diagnostic, ...]
    lots: tuple[Lot, ...] = ()
    paper: PaperSet | None = None

    @property
    def unsure(self) -> bool:
        """Whether the amounts may lack an entry or count a wrong one: an error withholds the décompte itself."""
        return any(document.kind == "decompte" for document in self.withheld)


def view_of(
    appraised: Appraised,
    bordereau: Bordereau,
    papers: tuple[Printed, ...],
    fronts: tuple[Printed, ...],
    drafts: tuple[Document, ...],
    volumes: tuple[Volume, ...],
    profile: Profile | None = None,
) -> CaseView:
    """Gather what the passes returned for one case; *fronts* (covers, bordereau) stand after the documents.

    *profile* is the filing profile that somebody chose, which parts the files of a filing in lots.
    """
    prints = (*papers, *fronts)
    found = [*appraised.diagnostics, *bordereau.diagnostics]
    found += [d for document in drafts for d in document.diagnostics]
    found += [d for paper in fronts for d in paper.document.diagnostics]
    found += [d for paper in prints for d in paper.diagnostics]
    found += [d for volume in volumes for d in volume.diagnostics]
    withheld = tuple(document for document in drafts if not document.html)
    sound = tuple(volume for volume in volumes if volume.pages)
    lots = (
        lots_of(filed_files(bordereau, papers, fronts, sound, profile), profile) if profile and profile.chosen and sound else ()
    )
    return CaseView(appraised.case, appraised.claim, appraised.stage, bordereau, prints, withheld, sound, in_order(found), lots)


def with_set(view: CaseView, paper: PaperSet | None) -> CaseView:
    """The view with its set for filing on paper, and what was said of it; one without a sheet only says why."""
    if paper is None:
        return view
    found = in_order([*view.diagnostics, *paper.diagnostics])
    return replace(view, paper=paper if paper.sheets else None, diagnostics=found)
