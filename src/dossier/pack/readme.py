"""`LISEZMOI.txt`: what a pack holds, who made it and when, what runs, and how to check it. Plain text, at most 88 signs a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from dossier.documents.articles import article
from dossier.ground.french import long_day, plural, typo_fr, upper_first
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.pack.pack import ANSWER, MANIFEST, REQUEST, SUMS, Item, Title, Withheld
from dossier.procedure.stage import Deadline
from dossier.site.audience import COMMISSAIRE, DEBITEUR

WIDTH = 88
SERVICE = ("signification_ordonnance", "notification_jugement", "signification_pv_l126")
"""Time limits that end with an act of service."""

_ROLES: Mapping[str, tuple[str, str, str]] = {
    "acte": ("actes/", "document", "les lettres et les actes, prêts à relire et à signer"),
    "liasse": ("bundle*.pdf", "volume", "la liasse entière (actes, bordereau, pièces tamponnées), paginée, avec ses liens"),
    "piece": ("pieces/", "fichier", "chaque pièce seule, tamponnée, nettoyée de tout contenu actif"),
    "original": ("originaux/", "fichier", "les fichiers tels qu’ils ont été reçus, sans modification ; ils viennent de tiers"),
    "facture": ("factures/", "fichier", "copie des factures et des avoirs"),
    "decompte": ("decompte.xlsx", "classeur", "le décompte pour un tableur, avec ses formules"),
    "fiche": ("fiche-patrimoine.pdf", "fiche", "ce qui est connu du patrimoine, à l’usage du seul commissaire de justice"),
    "site": ("site/index.html", "fichier", "les mêmes informations à lire hors ligne, par un double-clic sur ce fichier"),
}  # fmt: skip


_TO_THE_DEBTOR: Mapping[str, tuple[str, str, str]] = {
    "acte": ("actes/", "document", "les lettres qui vous sont adressées et le décompte"),
    "site": ("site/index.html", "fichier", "votre relevé de compte, à lire hors ligne par un double-clic sur ce fichier"),
}


def read_me(title: Title, items: Sequence[Item], withheld: Sequence[Withheld], limits: Sequence[Deadline]) -> bytes:
    """The text, in UTF-8. *limits* are all time limits of the case, of which a commissaire de justice is told those of service."""
    blocks = [_head(title), ("Contenu", [*_contents(title, items)])]
    if title.audience is COMMISSAIRE:
        blocks.append(("Délai de signification", [*_limits(limits)]))
    if withheld:
        blocks.append(("Actes qui ne sont pas joints", [f"- {row.title} : {row.why}" for row in withheld]))
    blocks.append(("Vérifier que rien n’a changé", [*_check()]))
    lines: list[str] = []
    for heading, paragraphs in blocks:
        lines += ["", heading.upper(), ""] if lines else [heading.upper(), ""]
        for paragraph in paragraphs:
            lines += _wrapped(paragraph)
    return ("\n".join(lines) + "\n").encode()


def _wrapped(paragraph: str) -> list[str]:
    """A paragraph in lines; what continues a line of a list stands under it. A no-break space does not part."""
    if paragraph.startswith("  "):
        return [paragraph]
    after = "  " if paragraph.startswith("- ") else ""
    # textwrap parts at ASCII spaces alone when told where words end.
    return textwrap.wrap(typo_fr(paragraph), WIDTH, subsequent_indent=after, break_long_words=False, break_on_hyphens=False)


def _head(title: Title) -> tuple[str, list[str]]:
    made = f"Établie le {long_day(title.day)} par {title.creditor}, avec le programme dossier {title.version}"
    commit = f", dernier commit du classeur {title.commit[:12]}" if title.commit else ""
    about = f"{title.parties}, dossier {title.reference}" if title.parties else f"Dossier {title.reference}"
    return f"Remise {title.audience.to}", [about, f"{made}{commit}."]


def _contents(title: Title, items: Sequence[Item]) -> Iterator[str]:
    roles = {**_ROLES, **(_TO_THE_DEBTOR if title.audience is DEBITEUR else {})}
    for role, (path, word, about) in roles.items():
        mine = [item for item in items if item.role == role]
        if mine:
            name = mine[0].path if role in ("liasse",) and len(mine) == 1 else path
            count = f" ({plural(len(mine), word)})" if path.endswith("/") or (len(mine) > 1 and role == "liasse") else ""
            yield f"- {name} : {about}{count}"
    yield f"- {MANIFEST} : la liste de tous les fichiers, avec leur taille et leur empreinte SHA-256"
    yield f"- {SUMS} : les mêmes empreintes, pour les outils courants"
    yield f"- {REQUEST} : une demande d’horodatage (RFC 3161) de {SUMS}"


def _limits(limits: Sequence[Deadline]) -> Iterator[str]:
    mine = [limit for limit in limits if limit.id in SERVICE]
    running = [limit for limit in mine if limit.state in ("running", "unknown")]
    for limit in running:
        who = f" ({limit.debtor})" if len(running) > 1 and limit.debtor else ""
        if limit.state == "unknown":
            yield f"- {upper_first(limit.title)}{who} : jour inconnu. {limit.why}"
            continue
        safe = f" ; jour sûr, le {long_day(limit.safe_day)}" if limit.safe_day != limit.last_day else ""
        sure = (
            "" if limit.certainty in (Certainty.TEXT, Certainty.CASE_LAW) else f" À confirmer : {CERTAINTY_FR[limit.certainty]}."
        )
        last = f"au plus tard le {long_day(limit.last_day)}{safe}"
        yield f"- {upper_first(limit.title)}{who} : {last}. {upper_first(limit.why)} ({article(limit.rule)}).{sure}"
    if not running:
        told = [f"{upper_first(limit.title)} : {limit.state_words}" for limit in mine]
        yield "Aucun délai de signification ne court à ce jour." + (f" {' ; '.join(told)}." if told else "")


def _check() -> Iterator[str]:
    yield "Dans le dossier décompressé :"
    yield f"  sha256sum -c {SUMS}          (Linux)"
    yield f"  shasum -a 256 -c {SUMS}      (macOS)"
    yield "  Get-FileHash NOM                 (Windows, PowerShell : un fichier à la fois)"
    yield "Le programme dossier contrôle en plus la liste des fichiers, le ZIP lui-même et l’horodatage :"
    yield "  dossier verify REMISE.zip"
    yield (
        f"Pour donner date à cette remise, adressez {REQUEST} à un prestataire d’horodatage, qualifié de préférence, et gardez "
        f"sa réponse : dans le dossier décompressé sous le nom {ANSWER}, ou à côté du ZIP sous le nom du ZIP avec .tsr."
    )
