"""What a firm says of itself on the first day, and the commented `dossier.yaml` that holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dossier.entries.scalars import scalar
from dossier.ground import shipped
from dossier.ground.editors import modeline
from dossier.model.fields import read_iban, read_money, read_postcode, read_siren

NATURAL = ("particulier",)
"""Types of creditors that are always natural persons; one of another type is when it gives a `nom`."""


@dataclass(frozen=True, slots=True)
class Question:
    """A value of the settings that `new` takes: its name (the option's and the template's), what it is, an example.

    `read` refuses a value by raising `ValueError`; None takes any text. `asked` says whether a terminal is asked for it.
    """

    name: str
    title: str
    example: str
    read: Callable[[Any], object] | None = None
    asked: bool = False
    typed: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question("denomination", "Dénomination, ou nom commercial", "ATELIER LENOIR", asked=True),
    Question("nom", "Nom d’une personne physique", "Martin"),
    Question("prenoms", "Ses prénoms", "Claire Louise"),
    Question("forme", "Forme de la société", "SAS", asked=True),
    Question("capital", "Son capital, en euros", "20000", read_money, typed=True),
    Question("siren", "SIREN, neuf chiffres", "987654324", read_siren, asked=True),
    Question("rcs", "Ville du greffe où elle est immatriculée", "Lyon", asked=True),
    Question("tva", "Numéro de TVA intracommunautaire", "FR14987654324"),
    Question("representant", "Prénom et nom de qui représente la société", "Paul Lenoir", asked=True),
    Question("fonction", "Sa fonction", "président", asked=True),
    Question("civilite", "Sa civilité, M. ou Mme", "M."),
    Question("voie", "Numéro et nom de la voie", "4 quai Perrache", asked=True),
    Question("code-postal", "Code postal", "69002", read_postcode, asked=True),
    Question("commune", "Commune", "Lyon", asked=True),
    Question("courriel", "Courriel", "compta@atelier-lenoir.example", asked=True),
    Question("telephone", "Téléphone", "04 00 00 00 00"),
    Question("iban", "IBAN, imprimé sur les lettres", "FR76 3000 6000 0112 3456 7890 189", read_iban, asked=True),
)
"""In the order in which a person is asked."""

_SLOT = re.compile(r"\{([a-z_]+)(?:\|([^}]*))?\}")
_WHEN = re.compile(r"\{\?([a-z]+)\}")
_TYPED = frozenset(question.name for question in QUESTIONS if question.typed)


def refusal(question: Question, value: str) -> str:
    """Why a value cannot stand in the settings, as a French sentence; '' for one that can."""
    if question.name == "civilite" and value not in ("M.", "Mme"):
        return f"« {value} » n’est ni M. ni Mme"
    if question.read is None:
        return ""
    try:
        question.read(value)
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        return str(getattr(error, "message_template", error)).format(**context)
    return ""


def settings_text(values: Mapping[str, str]) -> str:
    """The text of `dossier.yaml`: every key with its explanation; what is not given stands commented with an example, or blank.

    *values* are by the names of `QUESTIONS`, and `type`. What the law needs in each letter stands blank until it is filled in:
    `check` names it.
    """
    given = {name.replace("-", "_"): value.strip() for name, value in values.items() if value.strip()}
    natural = given.get("type") in NATURAL or "nom" in given
    given.setdefault("type", "particulier" if natural else "societe_commerciale")
    signatory = (
        f"{given.get('prenoms', '').split(' ')[0]} {given['nom']}".strip() if "nom" in given else given.get("representant", "")
    )
    if signatory:
        initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", signatory)).lower()
        given |= {"signatory": signatory, "signatory_id": initials or "s1"}
        given |= {"signatory_role": given["fonction"]} if "fonction" in given else {}
    state = {"legal": not natural, "natural": natural, "signatory": bool(signatory), "nobody": not signatory}
    lines = [modeline("dossier.yaml")]
    for line in shipped.read("scaffold/files/dossier.yaml").decode().splitlines():
        when = _WHEN.match(line)
        if when is None or state[when[1]]:
            lines.append(_filled(line[when.end() if when else 0 :], given))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _filled(line: str, given: Mapping[str, str]) -> str:
    """A line of the template with its values; one whose value may be left out and was not given becomes a comment."""
    slots = list(_SLOT.finditer(line))
    if any(slot[2] is not None and slot[1] not in given for slot in slots):
        start = len(line) - len(line.lstrip())
        line = f"{line[:start]}#{line[start:]}"
    return _SLOT.sub(lambda slot: _value(slot[1], slot[2], given), line)


def _value(name: str, example: str | None, given: Mapping[str, str]) -> str:
    return scalar(given[name], name in _TYPED) if name in given else example or ""
