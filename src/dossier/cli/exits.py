"""How a command ends: three exit codes, and the one function that turns exceptions into words and a code."""

from __future__ import annotations

import errno
import traceback
from enum import IntEnum


class ExitCode(IntEnum):
    """FINE: no error (warnings are allowed). FOUND: an error to look at. FAILED: the command could not do its job."""

    FINE = 0
    FOUND = 1
    FAILED = 2


class Failure(Exception):
    """Why a command cannot do its job, as a French sentence, with what can be done about it."""

    def __init__(self, message: str, *hints: str) -> None:
        super().__init__(message)
        self.message, self.hints = message, hints


_SYSTEM = {
    errno.ENOSPC: "le disque est plein", errno.EDQUOT: "le quota du disque est atteint", errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "accès refusé", errno.EPERM: "opération refusée par le système", errno.ENOENT: "fichier introuvable",
    errno.EFBIG: "le fichier dépasserait la taille permise", errno.ELOOP: "un lien symbolique est à la place d’un fichier",
    errno.EISDIR: "un dossier est à la place d’un fichier",
    errno.EMFILE: "trop de fichiers ouverts", errno.ENOMEM: "mémoire insuffisante", errno.EIO: "erreur de lecture ou d’écriture du disque",
}  # fmt: skip


def explained(error: BaseException, verbose: bool) -> str:
    """What to tell a person about an exception; all of them mean `ExitCode.FAILED`."""
    lines = _words(error)
    if verbose and not isinstance(error, Failure):
        lines.append("".join(traceback.format_exception(error)).rstrip())
    return fit_for_terminal("\n".join(lines))


def fit_for_terminal(text: str) -> str:
    """Lines in which names and messages of strangers may stand, without anything that a terminal would obey."""
    from dossier.report.text import shown

    return "\n".join(shown(line) for line in text.split("\n"))


def _words(error: BaseException) -> list[str]:
    name = type(error).__name__
    if isinstance(error, Failure):
        return [f"erreur\u00a0: {error.message}", *(f"  aide\u00a0: {hint}" for hint in error.hints)]
    if name == "Refused":
        return [f"erreur\u00a0: {error}"]
    if name == "Locked":
        return [
            "erreur\u00a0: verrouillé, une autre production est en cours dans cet espace de travail",
            "  aide\u00a0: attendez qu’elle finisse, ou donnez plus de temps avec --wait",
        ]
    if name == "Changed":
        return [
            "erreur\u00a0: des fichiers changent pendant la production\u00a0; relancez quand l’espace de travail est au repos"
        ]
    if isinstance(error, OSError) and "cannot load library" in str(error):
        return [
            "erreur\u00a0: une bibliothèque du système manque pour produire les PDF (Pango)",
            "  aide\u00a0: sous Debian et Ubuntu, apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            "  aide\u00a0: sous macOS, brew install pango",
        ]
    if isinstance(error, OSError) and error.errno is not None:
        cause = _SYSTEM.get(error.errno, f"erreur du système n°\u00a0{error.errno}")
        return [f"erreur\u00a0: {cause}" + (f" («\u00a0{error.filename}\u00a0»)" if error.filename else "")]
    if isinstance(error, KeyboardInterrupt):
        return ["interrompu"]
    return [f"erreur interne\u00a0: {name}", "  aide\u00a0: relancez avec dossier -v pour la cause complète"]
