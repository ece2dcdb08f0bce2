"""The values of a workspace with every name, address and number of a person replaced, and without the evidence itself."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Literal, TypeVar, get_origin

from dossier.appraise import Appraised
from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.money import Money
from dossier.law.law import LawValue
from dossier.masking.finder import Finder
from dossier.masking.terms import Pseudonyms, pseudonyms_of
from dossier.model.case import Case, Workspace
from dossier.model.entry import Entry
from dossier.model.party import Debtor
from dossier.pieces.bordereau import Bordereau, Piece
from dossier.procedure.stage import DebtorStage

T = TypeVar("T")

_TOKEN = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")
"""A word of the program, such as `societe_commerciale`."""
_OURS = "Personne|Débiteur|Créancier|Signataire|Conseil|Mandataire|Prénom|Commune"
_PERSON = re.compile(
    rf"\b(M\.|MM\.|Mme|Mlle|Mmes|Me|Maître|Monsieur|Madame)([\s\u00a0]+)(?!(?:{_OURS})\b)[A-ZÀ-Þ][\w’'-]*(?:[\s\u00a0][A-ZÀ-Þ][\w’'-]*)*"
)
_ELISION = re.compile(r"\b([dD])’(?=(?:Commune|Débiteur|Personne)\b)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\bFR\d{2}(?:[\s\u00a0\u202f]?[0-9A-Z]){23}\b")
_PHONE = re.compile(r"(?<![\d,.])(?:\+33[\s.\u00a0\u202f]?|0)[1-9](?:[\s.\u00a0\u202f-]?\d{2}){4}(?![\d,])")
_IDS: Mapping[type, str] = {Debtor: "id", DebtorStage: "id"}


@dataclass(slots=True)
class Masker:
    """Replaces in any value of the program what *names* knows; it remembers what it has done, a value met twice is the same value."""

    names: Pseudonyms
    finder: Finder
    done: dict[int, tuple[Any, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Pseudonyms) -> Masker:
        """A masker for these pseudonyms."""
        return cls(names, Finder.of({**names.terms, **{old: new for old, new in names.cases.items() if old != new}}))

    def text(self, text: str) -> str:
        """A text without the names that are known, nor what has the form of a person's name, address of mail, telephone or account."""
        if text in self.names.cases:
            return self.names.cases[text]
        if text in self.names.paths:
            return self.names.paths[text]
        if _TOKEN.fullmatch(text):
            return text
        for old, new in self._places(text):
            text = text.replace(old, new)
        shown = self.finder.replaced(text)
        shown = _MAIL.sub(lambda m: m[0] if m[0].endswith("@masque.invalid") else "adresse@masque.invalid", shown)
        shown = _IBAN.sub("compte masqué", shown)
        shown = _PHONE.sub("00 00 00 00 00", shown)
        return _ELISION.sub(r"\1e ", _PERSON.sub(r"\1\2X.", shown))

    def _places(self, text: str) -> list[tuple[str, str]]:
        """The case's folder and its files where a text names them by path."""
        found = [(path, new) for path, new in self.names.paths.items() if path in text] if "pieces/" in text else []
        found.sort(key=lambda row: -len(row[0]))
        return found + [(f"cases/{old}", f"cases/{new}") for old, new in self.names.cases.items() if f"cases/{old}" in text]

    def value(self, value: T) -> T:
        """The same value, masked; numbers, days, money and values of the law stay."""
        known = self.done.get(id(value))
        if known is not None and known[0] is value:
            shown: T = known[1]
            return shown
        made: Any = self._made(value)
        self.done[id(value)] = (value, made)
        result: T = made
        return result

    def _made(self, value: Any) -> Any:
        if isinstance(value, Enum | Money | LawValue | Blob | bool | int | type(None)):
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Entry):
            return self._model(value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value)
        if isinstance(value, Mapping):
            return {self.value(key): self.value(item) for key, item in value.items()}
        if isinstance(value, tuple | list | frozenset):
            items = [self.value(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        return value

    def _model(self, value: Entry) -> Entry:
        changed = {}
        for name, field_ in type(value).model_fields.items():
            old = getattr(value, name)
            if get_origin(field_.annotation) is Literal or name == "places":
                continue
            new = self._id(value, name, old)
            if new is not old and new != old:
                changed[name] = new
        return value.model_copy(update=changed) if changed else value

    def _dataclass(self, value: Any) -> Any:
        changed = {}
        for row in dataclasses.fields(value):
            if "Literal" in str(row.type):
                continue
            old = getattr(value, row.name)
            new = self._id(value, row.name, old)
            if new is not old:
                changed[row.name] = new
        return replace(value, **changed) if changed else value

    def _id(self, owner: Any, name: str, value: Any) -> Any:
        """A field's value; an identifier of a debtor has its own word."""
        if isinstance(value, str) and (name == "debtor" or _IDS.get(type(owner)) == name):
            return self.names.debtors.get(value, self.value(value))
        if name == "countersigned_by" and isinstance(value, tuple):
            return tuple(self.names.debtors.get(item, item) for item in value)
        return self.value(value)


def mask(
    workspace: Workspace, appraised: Sequence[Appraised], bordereaux: Sequence[Bordereau]
) -> tuple[Workspace, list[Appraised], list[Bordereau]]:
    """Replace all that tells who is who, the same word for the same person everywhere.

    Left out: evidence and its text, internal notes, logos, the workspace's templates, forms and files of law. Figures, days, numbers of
    invoices and pieces stay.
    """
    courts = [row.stage.court for row in appraised if row.stage.court is not None]
    masker = Masker.of(pseudonyms_of(workspace, courts))
    cases = {case.id: _case(masker, case) for case in workspace.cases}
    shown = replace(
        workspace,
        settings=masker.value(_without_logo(workspace)),
        cases=tuple(cases.values()),
        broken=masker.value(workspace.broken),
        diagnostics=masker.value(workspace.diagnostics),
        templates={},
        assets={},
        forms=(),
        masked=True,
    )
    rows = [
        Appraised(cases[row.case.id], masker.value(row.claim), masker.value(row.stage), _findings(masker, row.diagnostics))
        for row in appraised
    ]
    return shown, rows, [_bordereau(masker, bordereau) for bordereau in bordereaux]


def _without_logo(workspace: Workspace) -> Any:
    settings = workspace.settings
    if settings is None or settings.creditor.letterhead is None:
        return settings
    return settings.model_copy(update={"creditor": settings.creditor.model_copy(update={"letterhead": None})})


def _case(masker: Masker, case: Case) -> Case:
    """The case without its notes and files; its title names the parties as masked, for a free one may call them by other names."""
    shown: Case = masker.value(replace(case, notes=(), files={}))
    return replace(shown, title=f"{shown.creditor.name} c/ {shown.debtors[0].name}") if shown.debtors else shown


def _findings(masker: Masker, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return masker.value(diagnostics)


def _bordereau(masker: Masker, bordereau: Bordereau) -> Bordereau:
    pieces = tuple(_piece(masker, piece) for piece in bordereau.pieces)
    return masker.value(replace(bordereau, pieces=pieces))


def _piece(masker: Masker, piece: Piece) -> Piece:
    """Its number, title, day and nature, without its bytes and its text."""
    folder, _, name = piece.path.partition("/pieces/")
    inside = masker.names.paths.get(f"pieces/{name}", f"pieces/fichier-{piece.number:03}")
    return replace(
        piece, path=f"{folder}/{inside}", original=None, clean=None, text="", annexes=(), other_paths=(), page_texts=(),
        remarks=("la pièce n’est pas jointe à un site masqué",),
    )  # fmt: skip
