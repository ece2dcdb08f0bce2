"""The value that `procedure` returns. Names follow the JSON contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.ground.diagnostics import Diagnostic
from dossier.ground.money import Money
from dossier.ground.spans import Span
from dossier.law.law import Certainty, LawValue, least_sure

StageName = Literal[
    "avant_echeance", "echue", "relance", "mise_en_demeure", "mise_en_demeure_expiree", "accord", "procedure_l125",
    "procedure_l126", "cheque_impaye", "requete_deposee", "requete_rejetee", "requete_caduque", "ordonnance_rendue",
    "ordonnance_non_avenue", "ordonnance_signifiee", "attente_force_executoire", "opposition", "instance_eteinte",
    "instance_refere", "instance_fond", "jugement_rendu", "jugement_non_avenu", "titre_executoire", "execution",
    "soldee", "irrecouvrable",
]  # fmt: skip

STAGE_FR: dict[str, str] = {
    "avant_echeance": "Avant échéance", "echue": "Échue", "relance": "Relance", "mise_en_demeure": "Mise en demeure",
    "mise_en_demeure_expiree": "Mise en demeure expirée", "accord": "Accord", "procedure_l125": "Petites créances",
    "procedure_l126": "Créances commerciales", "cheque_impaye": "Chèque impayé", "requete_deposee": "Requête déposée",
    "requete_rejetee": "Requête rejetée", "requete_caduque": "Requête caduque", "ordonnance_rendue": "Ordonnance rendue",
    "ordonnance_non_avenue": "Ordonnance non avenue", "ordonnance_signifiee": "Ordonnance signifiée",
    "attente_force_executoire": "Attente de la force exécutoire", "opposition": "Opposition",
    "instance_eteinte": "Instance éteinte", "instance_refere": "Référé", "instance_fond": "Instance au fond",
    "jugement_rendu": "Jugement rendu", "jugement_non_avenu": "Jugement non avenu", "titre_executoire": "Titre exécutoire",
    "execution": "Exécution", "soldee": "Soldée", "irrecouvrable": "Irrécouvrable",
}  # fmt: skip

ACTION_FR: dict[str, str] = {
    "relance": "Relance", "mise_en_demeure": "Mise en demeure", "echeancier": "Échéancier",
    "procedure_l125": "Procédure des petites créances", "procedure_l126": "Procédure des créances commerciales",
    "procedure_cheque": "Procédure du chèque impayé", "requete_injonction": "Requête en injonction de payer",
    "signification": "Signification", "constitution_avocat": "Constitution d’avocat",
    "assignation_refere": "Assignation en référé-provision", "assignation_fond": "Assignation au fond",
    "injonction_europeenne": "Injonction de payer européenne", "mesure_conservatoire": "Mesure conservatoire",
    "declaration_creance": "Déclaration de créance", "execution": "Exécution", "passage_en_perte": "Passage en perte",
}  # fmt: skip

OVERLAY_FR: dict[str, str] = {
    "litige": "Litige", "procedure_collective": "Procédure collective", "surendettement": "Surendettement",
    "prescription_proche": "Prescription proche", "prescription_possible": "Prescription possible", "prescrite": "Prescrite",
    "mediation": "Médiation", "debiteur_radie": "Débiteur radié", "debiteur_decede": "Débiteur décédé",
    "paiement_annulable": "Paiement annulable", "accessoires_restants": "Accessoires restants",
}  # fmt: skip

READINESS_FR: dict[str, str] = {
    "ready": "conditions réunies", "doubtful": "possible, à vérifier", "waiting": "en attente",
    "incomplete": "conditions manquantes",
}  # fmt: skip

DeadlineState = Literal["running", "met", "missed", "void", "unknown"]
Calendar = Literal["procedure", "prescription", "libre"]


LIMIT_STATE_FR: dict[str, str] = {
    "running": "en cours", "met": "tenu", "missed": "dépassé", "void": "sans objet", "unknown": "jour inconnu",
}  # fmt: skip
"""The state of a time limit, a « délai »."""
KEPT = frozenset({"promesse", "echeance_accord"})
"""The waits that a payment ends: met means kept."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit. `last_day` by the rule; `safe_day` the earliest defensible for what the creditor must do, the latest
    for what he must wait for. `ours` is True when the creditor must act. `title` is its French name. `other_day` is the
    last day by the other defensible reading, None when there is none. In state `unknown` the days are only a floor."""

    id: str
    title: str
    debtor: str
    last_day: date
    safe_day: date
    calendar: Calendar
    certainty: Certainty
    rule: str
    state: DeadlineState
    why: str
    fact: Span
    ours: bool = True
    invoice: str = ""
    act: str = ""
    other_day: date | None = None

    @property
    def state_words(self) -> str:
        """Its state in French; a wait that is over was kept by nobody, it only passed."""
        passed = self.state == "met" and not self.ours and self.id not in KEPT
        return "écoulé" if passed else LIMIT_STATE_FR[self.state]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of an action: met, missing, waiting (a delay runs) or impossible; `proof` says by which fact or piece.

    `remedy` is what would meet it (an entry or a piece), '' when nothing can. `evidence` are paths of pieces that prove it.
    """

    state: Literal["met", "missing", "waiting", "impossible"]
    label: str
    proof: str
    rule: str
    certainty: Certainty = Certainty.TEXT
    remedy: str = ""
    span: Span | None = None
    evidence: tuple[str, ...] = ()
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """An action that is open or nearly so: from when, until when, the document that serves it, and its conditions.

    `document` is the id of a kind in `documents/registry.py` ('' when none); `level` the relance level it is about, `invoices`
    the numbers that wait for that level, () for all.
    `certainty` is that of `rule` alone.
    """

    action: str
    title: str
    start: date | None
    end: date | None
    document: str
    rule: str
    conditions: tuple[Condition, ...] = ()
    level: str = ""
    debtor: str = ""
    certainty: Certainty = Certainty.TEXT
    invoices: tuple[str, ...] = ()

    @property
    def sure(self) -> Certainty:
        """How sure it is that the action is open: as its rule and the conditions on which that depends, the weakest first."""
        return least_sure((self.certainty, *(c.certainty for c in self.conditions if c.blocking)))

    @property
    def readiness(self) -> Literal["ready", "waiting", "incomplete"]:
        """Whether a condition on which the action depends is missing, else whether a delay still runs."""
        states = {c.state for c in self.conditions if c.blocking}
        return "incomplete" if {"missing", "impossible"} & states else "waiting" if "waiting" in states else "ready"

    @property
    def standing(self) -> Literal["ready", "doubtful", "waiting", "incomplete"]:
        """As `readiness`, but `doubtful` where only conditions that do not stop the action are not met."""
        return "doubtful" if self.readiness == "ready" and self.missing else self.readiness

    @property
    def missing(self) -> tuple[Condition, ...]:
        """The conditions that are not met."""
        return tuple(c for c in self.conditions if c.state != "met")


@dataclass(frozen=True, slots=True)
class Blocker:
    """An action that is closed, and why; `debtor` when it is closed for him alone, `span` the fact that closes it."""

    action: str
    rule: str
    why: str
    certainty: Certainty = Certainty.TEXT
    debtor: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RouteView:
    """One route at a glance, for one debtor or for all: its step when it is nearly open, else what closes it."""

    action: str
    title: str
    debtor: str
    step: Step | None
    blockers: tuple[Blocker, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A fact that moved the case: its place, the rule, the effect in French, and the stage it led to."""

    date: date
    fact: Span
    rule: str
    effect: str
    certainty: Certainty = Certainty.TEXT
    debtor: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Court:
    """The court that is competent for an injonction, with the rule that says so. `kind` is TC, TAE, TJ, JCP, TJ_CHAMBRE_COMMERCIALE."""

    id: str
    name: str
    address: str
    kind: str
    rule: str
    certainty: Certainty
    town: str = ""


@dataclass(frozen=True, slots=True)
class DebtorStage:
    """Where one debtor stands, since when, and what lies over it."""

    id: str
    stage: StageName
    since: date
    overlays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a case stands on a day. `stage` is that of the first principal debtor; `track` the strip that pages draw:
    (title, state done|current|coming, detail)."""

    case: str
    date: date
    stage: StageName
    debtors: tuple[DebtorStage, ...]
    deadlines: tuple[Deadline, ...]
    blockers: tuple[Blocker, ...]
    next: tuple[Step, ...]
    trace: tuple[Trace, ...]
    court: Court | None
    due_now: Money | None
    track: tuple[tuple[str, str, str], ...] = ()
    law_used: tuple[LawValue, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def routes(self) -> tuple[RouteView, ...]:
        """Every route that is open, nearly open or closed: the steps in their order, then what is closed without a step."""
        ids = tuple(d.id for d in self.debtors)
        nearly = {(s.action, debtor) for s in self.next for debtor in ((s.debtor,) if s.debtor else (*ids, ""))}
        rows = [RouteView(s.action, s.title, s.debtor if len(ids) > 1 else "", s) for s in self.next]
        closed: dict[tuple[str, str], list[Blocker]] = {}
        for blocker in self.blockers:
            debtor = blocker.debtor or (ids[0] if len(ids) == 1 else "")
            if (blocker.action, debtor) not in nearly:
                closed.setdefault((blocker.action, blocker.debtor), []).append(blocker)
        rows += [RouteView(action, ACTION_FR[action], debtor, None, tuple(why)) for (action, debtor), why in closed.items()]
        return tuple(rows)

    @property
    def idle(self) -> tuple[str, ...]:
        """The actions that have no object today: neither open nor closed."""
        told = {step.action for step in self.next} | {blocker.action for blocker in self.blockers}
        return tuple(action for action in ACTION_FR if action not in told)

    @property
    def next_deadline(self) -> Deadline | None:
        """The running time limit that ends first and is not over, by its safe day; None when none runs."""
        running = [d for d in self.deadlines if d.state == "running" and d.safe_day >= self.date]
        return min(running, key=lambda d: (d.safe_day, not d.ours, d.id), default=None)
