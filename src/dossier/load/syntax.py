"""What libyaml complains of, said in French with its usual cause."""

from __future__ import annotations

from typing import Any

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.spans import Span

_CAUSES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "deux-points inattendu : le texte avant lui ne peut pas être une clé",
        "si le texte contient « : », mettez-le entre guillemets ; sinon vérifiez le retrait de la ligne",
    ),
    (
        "found character that cannot start any token",
        "caractère interdit au début d’une valeur",
        "tabulation, @, ` et % ne peuvent pas commencer une valeur : mettez-la entre guillemets, et le retrait en espaces",
    ),
    (
        "found unexpected end of stream",
        "ce guillemet n’est jamais fermé",
        "fermez le guillemet ouvert, ou doublez l’apostrophe dans un texte entre apostrophes ('l''huissier')",
    ),
    (
        "could not find expected ':'",
        "une clé sans deux-points",
        "écrivez « clé: valeur », avec une espace après les deux-points",
    ),
    (
        "did not find expected key",
        "le retrait de cette ligne ne suit pas celui des précédentes",
        "alignez les clés d’une même entrée ; un texte qui suit un guillemet fermant donne aussi ce défaut",
    ),
    (
        "did not find expected '-' indicator",
        "cette ligne devrait commencer une entrée par un tiret",
        "alignez les tirets d’une même liste, et les clés sous la première clé de l’entrée",
    ),
    (
        "did not find expected ',' or",
        "une liste ou une accolade n’est pas fermée, ou une virgule manque",
        "vérifiez les crochets [ ], les accolades { } et les virgules de cette ligne",
    ),
    (
        "did not find expected node content",
        "une valeur est attendue ici",
        "vérifiez les crochets, les accolades et les virgules, ou mettez le texte entre guillemets",
    ),
    (
        "did not find expected <document start>",
        "ce texte ne se rattache à rien",
        "vérifiez le retrait de la ligne : tout ce qui appartient à une clé est en retrait sous elle",
    ),
    (
        "block sequence entries are not allowed",
        "un tiret de liste n’est pas possible à cet endroit",
        "mettez la liste à la ligne sous sa clé",
    ),
    (
        "unknown escape character",
        "séquence « \\ » inconnue entre guillemets doubles",
        "doublez la barre oblique inverse, ou employez des guillemets simples",
    ),
    (
        "invalid Unicode character escape",
        "séquence « \\u » invalide entre guillemets doubles",
        "écrivez le caractère lui-même",
    ),
    ("found undefined tag handle", "« ! » au début d’une valeur", "mettez la valeur entre guillemets"),
    ("simple key", "une clé trop longue ou sur plusieurs lignes", "mettez le texte entre guillemets, sur une ligne"),
    ("alphabetic or numeric character", "« & » ou « * » au début d’une valeur", "mettez la valeur entre guillemets"),
    ("directive", "« % » au début d’une ligne", "mettez la valeur entre guillemets"),
)


def explain_syntax(error: Any, text: str, file: str) -> Diagnostic:
    """The diagnostic of a parser's error, at the place that the parser gives."""
    mark = error.problem_mark or error.context_mark
    problem = f"{error.problem or ''} {error.context or ''}"
    if "end of stream" in problem:  # where the quote was opened says more than where the file ends
        mark = error.context_mark or mark
    span = _span(mark, file)
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return found("DC105", "tabulation dans le retrait", span, hints=("remplacez la tabulation par des espaces",))
    for sign, message, hint in _CAUSES:
        if sign in problem:
            related = _context(error, file)
            return found("DC105", message, span, hints=(hint,), related=related)
    return found("DC105", "ce texte n’est pas du YAML lisible", span, hints=("mettez la valeur entre guillemets",))


def _span(mark: Any, file: str) -> Span:
    if mark is None:
        return Span(file)
    return Span(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _context(error: Any, file: str) -> tuple[tuple[Span, str], ...]:
    """Where the construct began, when the parser says so and it is another line."""
    start, end = error.context_mark, error.problem_mark
    if start is None or end is None or start.line == end.line or "end of stream" in (error.problem or ""):
        return ()
    return ((_span(start, file), "commencé ici"),)
