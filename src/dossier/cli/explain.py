"""`dossier explain DCnnn`, `dossier explain AFFAIRE:POSTE`: the page of a code, or why a figure is what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import appraised_case, echo, exit_code
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session

if TYPE_CHECKING:
    from dossier.appraise import Appraised

_HELP = """\
Explique une règle, un montant, une étape, un délai ou un acte.

\b
dossier explain DC203
dossier explain 2026-014-sud-beton:interets

\b
SUJET est l’un de\u00a0:
  DC203                        une règle, par son code ou par son nom
  AFFAIRE:interest             un montant, par son nom dans le JSON
  AFFAIRE:interets             ou par son nom français\u00a0: principal,
                               indemnites, clause_penale, frais, du,
                               par_jour, reglements, regime…
  AFFAIRE:F-2026-014           ce qui reste dû d’une facture
  AFFAIRE:F-2026-014:interest  ses intérêts, ligne par ligne
  AFFAIRE:echeance:F-2026-014  pourquoi elle est échue ce jour-là
  AFFAIRE:paiement:2026-03-02  où un versement est allé, et pourquoi

\b
  AFFAIRE:etape                l’étape, avec les faits qui y ont mené
  AFFAIRE:prescription         un délai, par son identifiant
  AFFAIRE:requete_injonction   un acte, et ses conditions

Un montant se montre avec ses lignes, qui s’additionnent\u00a0: jours, base, taux, valeur avant arrondi, article,
degré de certitude et fichier. Code de sortie\u00a0: 0, 1 quand une erreur touche l’affaire, 2 en cas d’échec."""


class Kind(Protocol):
    """A kind of thing that a case has and `explain` tells: a module with these two functions."""

    def names(self, appraised: Appraised) -> Mapping[str, str]:
        """What may follow `AFFAIRE:`, for suggestions."""

    def explained(self, appraised: Appraised, name: str) -> tuple[str, dict[str, Any]] | None:
        """Text and JSON-able data; None when the name is not one of this kind."""


def kinds() -> tuple[Kind, ...]:
    """The kinds in the order in which a name is tried."""
    from dossier.cli import figures, stages

    return (figures, stages)


def _complete(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """The cases, each with the colon that the name of a figure follows, and for what begins with DC the codes."""
    if start[:1] in ("d", "D"):
        from dossier.ground.catalogue import CATALOGUE

        return [code for code in sorted(CATALOGUE) if code.startswith(start.upper())]
    return [f"{case}:" for case in complete_case(ctx, parameter, start)]


@click.command("explain", cls=FrenchCommand, short_help="Explique une règle (DC203), un montant, une étape, un délai", help=_HELP)
@click.argument("subject", metavar="SUJET", shell_complete=_complete)
@format_option("text", "json")
@day_option
@pass_session
def command(session: Session, subject: str, form: str) -> ExitCode:
    """See `help` above."""
    if ":" not in subject:
        text, data = _code(subject)
        code = ExitCode.FINE
    else:
        name, _, what = subject.partition(":")
        appraised = appraised_case(name, session.world())
        text, data = _of_case(appraised, what)
        code = exit_code(appraised.diagnostics)
    if form == "json":
        from dossier.report.diagnostics import dumps

        echo(dumps(data))
    else:
        echo(text)
    return code


def _of_case(appraised: Appraised, what: str) -> tuple[str, dict[str, Any]]:
    """What the first kind that knows the name says; raises `Failure` with the nearest name when none does."""
    from dossier.ground.nearest import nearest, visible

    known: dict[str, str] = {}
    for kind in kinds():
        found = kind.explained(appraised, what)
        if found is not None:
            return found
        known |= kind.names(appraised)
    guess = nearest(what, known, 0.5)
    hint = f"vouliez-vous dire {appraised.case.id}:{guess} ?" if guess else f"par exemple {appraised.case.id}:interets"
    raise Failure(f"« {visible(what)} » n’est ni un montant ni une étape de l’affaire {appraised.case.id}", hint)


def _code(code: str) -> tuple[str, dict[str, Any]]:
    from dossier.ground.catalogue import CATALOGUE
    from dossier.ground.nearest import nearest, visible

    by_name = {rule.slug: rule for rule in CATALOGUE.values()}
    rule = CATALOGUE.get(code.upper()) or by_name.get(code.lower())
    if rule is None:
        # Letters that look like figures are told apart by nobody who copies a code.
        figures = code.upper().translate(str.maketrans("OIL", "011"))
        guess = nearest(figures, CATALOGUE, 0.5) or nearest(code, by_name, 0.5)
        raise Failure(
            f"la règle « {visible(code)} » n’existe pas",
            f"vouliez-vous dire {guess} ?" if guess else "les codes vont de DC101 à DC899 : dossier check les donne",
        )
    data = {
        "schema": "dossier/rule/1", "code": rule.code, "slug": rule.slug, "severity": str(rule.severity), "title": rule.title,
        "checks": rule.checks, "why": rule.why, "example": rule.example, "cure": rule.cure, "rule": rule.law,
    }  # fmt: skip
    return rule.page().rstrip(), data
