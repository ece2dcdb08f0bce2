"""What a document must contain before it may be drafted: rows of data, each with its article and the place to mend.

A row that is not met withholds the document and says why; the rows of acts stand in `demands.py`. Law: C. com. R123-237 and
R123-238 (commercial papers), from concurring sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dossier.documents.document import Reason
from dossier.documents.matter import Matter
from dossier.ground.diagnostics import Severity
from dossier.ground.money import ZERO
from dossier.law.law import CERTAINTY_FR, Certainty, LawValue
from dossier.model.entry import Entry
from dossier.model.party import Party


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that must be there: what it is, the rule that asks it, whether it is there, and where to write it."""

    what: str
    rule: str
    met: Callable[[Matter], object]
    place: Callable[[Matter], str]


def at_key(entry: Entry, key: str, fallback: str) -> str:
    """« cases/x/affaire.yaml:4, representant »: the line of the entry, and the key that it misses."""
    place = entry.place_of(key)
    return f"{place.at_line if place.file else fallback}, {key}"


def of_creditor(key: str) -> Callable[[Matter], str]:
    """Where a key of the creditor is to be written."""
    return lambda matter: at_key(matter.case.creditor, key, "dossier.yaml, creancier")


def of_debtor(key: str) -> Callable[[Matter], str]:
    """Where a key of the debtor of the matter is to be written."""
    return lambda matter: at_key(matter.debtor, key, f"{matter.case.folder}/affaire.yaml, debiteurs")


def of_file(name: str) -> Callable[[Matter], str]:
    """A file of the case."""
    return lambda matter: f"{matter.case.folder}/{name}"


def has_domicile(party: Party) -> bool:
    """Whether an act can be brought to the party: a street, or a complement that stands for it, and a commune."""
    return party.address is not None and bool(party.address.street or party.address.extra) and bool(party.address.commune)


SENDER: tuple[Demand, ...] = (
    Demand("l’adresse du créancier", "C. com., art. R. 123-237", lambda m: has_domicile(m.case.creditor), of_creditor("adresse")),
    Demand(
        "le SIREN du créancier", "C. com., art. R. 123-237",
        lambda m: m.case.creditor.siren or m.case.creditor.type == "particulier", of_creditor("siren"),
    ),
    Demand(
        "la ville d’immatriculation du créancier au RCS", "C. com., art. R. 123-237",
        lambda m: m.case.creditor.rcs or m.case.creditor.type not in ("societe_commerciale", "commercant"), of_creditor("rcs"),
    ),
    Demand(
        "la forme de la société créancière", "C. com., art. R. 123-238",
        lambda m: m.case.creditor.form or m.case.creditor.type not in ("societe_commerciale", "societe_civile"),
        of_creditor("forme"),
    ),
    Demand(
        "le capital de la société créancière", "C. com., art. R. 123-238",
        lambda m: m.case.creditor.capital or m.case.creditor.type != "societe_commerciale", of_creditor("capital"),
    ),
)  # fmt: skip
"""What a commercial paper says of the creditor, whoever it goes to and however."""

LETTER: tuple[Demand, ...] = (
    *SENDER,
    Demand("le nom du débiteur", "", lambda m: m.debtor.name, of_debtor("denomination")),
    Demand("l’adresse du débiteur", "", lambda m: has_domicile(m.debtor), of_debtor("adresse")),
)  # fmt: skip

AMOUNT: tuple[Demand, ...] = (
    Demand("une somme échue", "C. civ., art. 1344", lambda m: m.claim.totals.due != ZERO, of_file("factures.yaml")),
    Demand("un montant connu", "", lambda m: m.claim.totals.due is not None, of_file("factures.yaml")),
)


GUARANTOR: tuple[Demand, ...] = (
    Demand(
        "l’acte de cautionnement, parmi les pièces du contrat", "C. civ., art. 1353",
        lambda m: m.debtor.role != "caution" or any("caution" in f"{p.title} {p.file}".lower() for p in m.case.contract.evidence),
        lambda m: at_key(m.case.contract, "pieces", f"{m.case.folder}/affaire.yaml, contrat"),
    ),
)  # fmt: skip
"""What a guarantor may be asked on: his own undertaking, which the contract of the debtor is not."""

EXTENT = "étendue de l’engagement de la caution (montant, durée, solidarité) : à vérifier à l’acte"
"""What a letter to a guarantor leaves to its sender: no entry of the case tells how far the undertaking goes."""


def missing(matter: Matter, demands: Iterable[Demand]) -> tuple[Reason, ...]:
    """The rows that are not met, as reasons, in their order."""
    return tuple(
        Reason(f"il manque {demand.what}", demand.place(matter), demand.rule) for demand in demands if not demand.met(matter)
    )


AMOUNTS = ("DC1", "DC20", "DC21", "DC22", "DC3")
"""Codes whose errors touch amounts and days: a file not read, an entry that contradicts another, a value of law missing."""
PARTIES = ("DC24", "DC25")
EVIDENCE = ("DC26", "DC4", "DC5")


def errors(matter: Matter, touching: tuple[str, ...]) -> tuple[Reason, ...]:
    """The errors of the case whose code begins with one of *touching*: what rests on them is withheld."""
    return tuple(
        Reason(d.message, d.span.at_line, d.code)
        for d in matter.diagnostics
        if d.severity is Severity.ERROR and d.code.startswith(touching) and d.case in ("", matter.case.id)
    )


def conditions(matter: Matter) -> tuple[Reason, ...]:
    """What the step still misses, where it blocks."""
    step = matter.step
    if step is None:
        return ()
    return tuple(
        Reason(f"{c.label}{f' : {c.proof}' if c.proof else ''}", c.span.at_line if c.span else c.remedy.replace("`", ""), c.rule)
        for c in step.missing
        if c.blocking
    )


def unverified(values: Iterable[LawValue]) -> tuple[Reason, ...]:
    """The values of the law that no act may print: from memory, and not confirmed by the firm."""
    return tuple(
        Reason(
            f"une valeur du droit n’est pas vérifiée : {value.reference.title or value.name}",
            f"law/{value.name}.yaml",
            value.reference.title,
        )
        for value in _once(values)
        if not value.printable
    )


def to_confirm(values: Iterable[LawValue]) -> tuple[str, ...]:
    """The values of the law that are printed though no text of law was read for them: listed for the reader to confirm."""
    doubtful = (Certainty.SECONDARY, Certainty.INFERRED, Certainty.UNSETTLED)
    return tuple(
        f"{value.reference.title or value.name} ({CERTAINTY_FR[value.certainty]})"
        for value in _once(values)
        if value.certainty in doubtful and not value.confirmed
    )


def _once(values: Iterable[LawValue]) -> tuple[LawValue, ...]:
    return tuple(sorted({(v.name, v.reference.title): v for v in values}.values(), key=lambda v: (v.name, v.reference.title)))
