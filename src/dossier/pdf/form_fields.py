"""The job that fills the fields of a form which the firm supplies (AcroForm); everything else of the file stays as it is.

A field whose value it cannot hold stays empty and is named: a sum or an account that was cut would be worse than a blank.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any

from dossier.ground.french import plural
from dossier.ground.jobs import Problem, Result
from dossier.pdf.assembly import open_pdf
from dossier.pdf.limits import MAX_PAGES, MEGABYTE

MAX_FORM = 20 * MEGABYTE
"""Bytes of a form."""
MAX_FIELDS = 2_000
"""Fields of a form that are looked at."""
NAMED = 300
"""Names of fields that a fact carries."""
CHECKED, UNCHECKED = "oui", "non"
"""What the map writes for a box."""
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2212": "-"})
_BROKEN = (RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
"""How qpdf and pikepdf speak of broken structures; the file is at fault, not the program."""


def fill(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """Fill a form.

    Options: fields (value by the full name of its field). Inputs: `form`. Files: `pdf`, absent when nothing can be filled.
    Facts: pages, names (the fields of the form, sorted), unknown (names that it does not have), refused (name and reason of
    each field that cannot hold its value). Problems: DC560, no form that can be filled.
    """
    import pikepdf

    data = inputs["form"]
    if len(data) > MAX_FORM:
        return _unusable(f"le fichier dépasse {MAX_FORM // MEGABYTE} Mo")
    try:
        with open_pdf(data) as pdf:
            return _filled(pdf, options["fields"])
    except pikepdf.PasswordError:
        return _unusable("un mot de passe est demandé à l’ouverture")
    except (pikepdf.PdfError, *_BROKEN):
        return _unusable("le PDF ne peut pas être lu")


def _unusable(reason: str) -> Result:
    return Result(facts={"pages": 0}, problems=(Problem("DC560", reason),))


def _filled(pdf: Any, fields: dict[str, str]) -> Result:
    from pikepdf.form import ExtendedAppearanceStreamGenerator, Form

    why = _why_not(pdf)
    if why:
        return _unusable(why)
    form = Form(pdf, ExtendedAppearanceStreamGenerator)
    names = _names(form)
    known = [name for name in fields if name in set(names)]
    refused = [[name, reason] for name in known if (reason := _set(form[name], fields[name].translate(_SPACES)))]
    root = pdf.Root.AcroForm
    # Readers lay the text out anew with their own fonts; what shows the other data of a form made twice would hide ours.
    root.NeedAppearances = True
    if "/XFA" in root:
        del root["/XFA"]
    facts = {
        "pages": len(pdf.pages), "names": names[:NAMED], "unknown": [name for name in fields if name not in set(names)],
        "refused": refused,
    }  # fmt: skip
    return Result({"pdf": _saved(pdf)}, facts)


def _why_not(pdf: Any) -> str:
    """Why nothing can be filled; '' when something can."""
    if len(pdf.pages) > MAX_PAGES:
        return f"le PDF a plus de {plural(MAX_PAGES, 'page')}"
    root = pdf.Root.get("/AcroForm")
    fields = root.get("/Fields") if root is not None else None
    if fields is None or not len(fields):
        if root is not None and "/XFA" in root:
            return "le formulaire n’existe qu’en XFA, que seul son éditeur sait remplir"
        return "le PDF n’a aucun champ de formulaire"
    return ""


def _names(form: Any) -> list[str]:
    """The full names of the fields that can be filled, sorted."""
    found: list[str] = []
    for count, (name, field) in enumerate(form.items()):
        if count >= MAX_FIELDS:
            break
        if any(_sort(one) for one in _each(field)):
            found.append(str(name))
    return sorted(set(found))


def _each(field: Any) -> Iterable[Any]:
    return field if isinstance(field, list) else [field]


def _sort(field: Any) -> str:
    """What sort of field it is, '' for one that takes no value: a button, a signature."""
    name = type(field).__name__
    return {"TextField": "text", "CheckboxField": "box", "RadioButtonGroup": "radio", "ChoiceField": "choice"}.get(name, "")


def _set(field: Any, value: str) -> str:
    """Give a field its value; why it cannot hold it, '' when it does. A blank value leaves it as it is."""
    if not value:
        return ""
    reasons = {reason for one in _each(field) if (reason := _why_refused(one, value))}
    if reasons:
        return min(reasons)
    for one in _each(field):
        _write(one, value)
    return ""


def _why_refused(field: Any, value: str) -> str:
    sort = _sort(field)
    if sort == "text" and field.max_length is not None and len(value) > field.max_length:
        return f"{plural(len(value), 'signe')} pour {field.max_length} au plus"
    if sort == "box" and value not in (CHECKED, UNCHECKED):
        return f"une case se coche par {CHECKED} ou {UNCHECKED}"
    if sort == "radio" and f"/{value}" not in (states := sorted(str(state) for state in field.states)):
        return f"choix possibles : {', '.join(state.lstrip('/') for state in states)}"
    if sort == "choice" and not field.allow_edit and value not in (known := _choices(field)):
        return f"choix possibles : {', '.join(sorted(known))}"
    return ""


def _choices(field: Any) -> dict[str, str]:
    """What each choice is exported as, by what it shows and by itself."""
    found: dict[str, str] = {}
    for option in field.options:
        exported = str(option.export_value)
        found |= {str(option.display_value): exported, exported: exported}
    return found


def _write(field: Any, value: str) -> None:
    from pikepdf import Name

    sort = _sort(field)
    if sort == "box":
        field.checked = value == CHECKED
    elif sort == "radio":
        field.value = Name(f"/{value}")
    elif sort == "choice":
        field.value = _choices(field).get(value, value)
    else:
        field.value = value


def _saved(pdf: Any) -> bytes:
    from io import BytesIO

    out = BytesIO()
    with warnings.catch_warnings():
        # A form may show widgets that it does not list: that is its affair, and it stays as it is.
        warnings.simplefilter("ignore")
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
