"""Sound and film: a sheet that says what the file is, how long it lasts, and by which digest it is recognised."""

from __future__ import annotations

import hashlib

from dossier.ground.french import number, plural
from dossier.ground.jobs import Problem
from dossier.pdf.clean import Cleaned
from dossier.pdf.duration import duration
from dossier.pdf.paper import document, print_page
from dossier.pdf.room import Room
from dossier.pdf.signature import signature
from dossier.pdf.words import on_paper, size

KINDS = {"audio": "Enregistrement sonore", "video": "Enregistrement vidéo"}


def media_page(data: bytes, room: Room) -> Cleaned:
    """One page in the place of a recording. Problem: DC524, it has to be handed over as a file."""
    kind = KINDS[signature(data, room.name)]
    length = duration(data)
    rows = (
        ("Fichier", room.name), ("Taille", f"{size(len(data))} ({number(len(data))} octets)"),
        ("Durée", spoken(length) if length is not None else "non indiquée par le fichier"), ("SHA-256", grouped(hashlib.sha256(data).hexdigest())),
    )  # fmt: skip
    head = "".join(f"<div><dt>{name}</dt><dd>{on_paper(value)}</dd></div>" for name, value in rows)
    text = (
        "Cette pièce s’écoute ou se regarde ; elle n’est pas reproduite ici. Le fichier d’origine est joint à part, sans modification. "
        "L’empreinte SHA-256 ci-dessus permet de vérifier que le fichier remis est bien celui-ci."
    )
    note = " La durée est celle qu’indique le fichier." if length is not None else ""
    html = (
        f'<p class="kind">{kind}</p><h1>{on_paper(room.name)}</h1><dl class="head">{head}</dl>'
        f'<div class="text"><p>{text}{note}</p></div>'
    )
    printed = print_page(document(html), room.name)
    reason = f"{kind.lower()}, remplacé par une fiche"
    return Cleaned(printed.pdf, printed.pages, (reason,), (Problem("DC524", reason), *printed.problems))


def grouped(digest: str) -> str:
    """A whole digest in groups of eight, which a line can break between."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))


def spoken(seconds: int) -> str:
    """« 1 heure 2 minutes 5 secondes », « moins d’une seconde »."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = [plural(n, word) for n, word in ((hours, "heure"), (minutes, "minute"), (left, "seconde")) if n]
    return " ".join(parts) if parts else "moins d’une seconde"
