"""`dossier simulate`: what would be owed, and where the case would stand, with payments that are not there. In memory only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import appraised_case, columns, echo, exit_code, paint, print_findings
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.appraise import Appraised
    from dossier.claim.claim import PaymentClaim
    from dossier.ground.diagnostics import Diagnostic
    from dossier.ground.spans import Span
    from dossier.ground.world import World

_HELP = """\
Et si… un paiement, une date\u00a0: compare ce qui est dû sans et avec, sans rien écrire.

\b
  dossier simulate 2026-014-sud-beton --paiement 2026-12-15:5000 \\
                                      --date 2026-12-31
  dossier simulate 2026-014-sud-beton --paiement "15/12/2026:1 234,56" \\
                                      --facture F-2025-087 --date 2026-12-31
  dossier simulate 2026-014-sud-beton --date 2026-12-31

Sans paiement, montre ce qui sera dû ce jour-là si rien ne se passe. Le jour du calcul est celui de --date\u00a0; un
paiement postérieur est refusé. Code de sortie\u00a0: 0, 1 quand une erreur touche le résultat (un taux inconnu,
par exemple), 2 en cas d’échec."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """The case as it would be, and the supposed payments by their places."""

    appraised: Appraised
    places: tuple[Span, ...]


@click.command("simulate", cls=FrenchCommand, short_help="Et si… un paiement, une date : ce qui serait dû", help=_HELP)
@click.argument("case", metavar="AFFAIRE", shell_complete=complete_case)
@click.option("--paiement", "payments", multiple=True, metavar="JOUR:MONTANT", help="Paiement supposé (peut se répéter).")
@click.option("--facture", "invoices", multiple=True, metavar="NUMÉRO",
              help="Facture que le débiteur désignerait\u00a0: pour tous les paiements, ou une par paiement.")  # fmt: skip
@format_option("text", "json")
@day_option
@pass_session
def command(session: Session, case: str, payments: tuple[str, ...], invoices: tuple[str, ...], form: str) -> ExitCode:
    """See `help` above."""
    from dossier.report.simulation import Side, simulation_text

    world = session.world()
    before = appraised_case(case, world)
    supposed = _supposed(before, payments, _named(payments, invoices), world)
    after = supposed.appraised
    told = [p for p in after.claim.payments if p.place in supposed.places]
    told.sort(key=lambda payment: supposed.places.index(payment.place))
    news = _news(before, after)
    if form == "json":
        from dossier.report.diagnostics import dumps

        echo(dumps(_data(before, after, told, news)))
        return exit_code(after.diagnostics)
    sides = (Side(before.claim, before.stage), Side(after.claim, after.stage))
    echo(simulation_text(*sides, told, columns(), paint))
    if news:
        echo("")
        print_findings(news, "full", world)
    return exit_code(after.diagnostics)


def _named(payments: Sequence[str], invoices: Sequence[str]) -> list[str]:
    """The invoice that each payment names: one for all, or one each."""
    if len(invoices) in (0, 1):
        return [*invoices, ""][:1] * len(payments)
    if len(invoices) != len(payments):
        raise click.UsageError(f"{len(invoices)} --facture pour {len(payments)} --paiement : une pour tous, ou une par paiement")
    return list(invoices)


def _supposed(before: Appraised, written: Sequence[str], invoices: Sequence[str], world: World) -> Supposed:
    """The case with the payments, appraised on the same day; raises for what cannot be read or has not happened by then."""
    if not written:
        return Supposed(before, ())
    from dataclasses import replace

    from dossier.appraise import appraise, law_of
    from dossier.ground.french import short_day
    from dossier.ground.nearest import nearest, visible
    from dossier.ground.spans import Span
    from dossier.load.argument import payment_of
    from dossier.load.workspace import load_workspace

    known = [invoice.number for invoice in before.case.invoices if invoice.type == "facture"]
    added = []
    for number, (text, invoice) in enumerate(zip(written, invoices, strict=True), 1):
        if invoice and invoice not in known:
            guess = nearest(invoice, known, 0.4)
            hint = f"vouliez-vous dire « {guess} » ?" if guess else f"factures : {', '.join(known) or 'aucune'}"
            raise Failure(f"la facture « {visible(invoice)} » n’est pas dans l’affaire {before.case.id}", hint)
        read = payment_of(text, invoice, Span(f"paiement simulé n°\u00a0{number}"))
        if read.value is None:
            message = read.diagnostics[0].message
            raise Failure(
                f"--paiement {visible(text)} : {visible(message, 200)}", "écrivez JOUR:MONTANT, par exemple 2026-12-15:1234,56"
            )
        if read.value.date > world.today:
            day = read.value.date
            raise Failure(
                f"le paiement simulé du {short_day(day)} est postérieur au jour du calcul, le {short_day(world.today)}",
                f"avancez le jour du calcul : --date {day.isoformat()} ou plus tard",
            )
        added.append(read.value)
    case = replace(before.case, payments=(*before.case.payments, *added))
    law = law_of(load_workspace(world))
    return Supposed(appraise(case, law, world), tuple(payment.place for payment in added))


def _news(before: Appraised, after: Appraised) -> list[Diagnostic]:
    """What is wrong with the result: its errors, and the warnings that the payments bring."""
    old = set(before.diagnostics)
    return [d for d in after.diagnostics if d.severity == "error" or (d.severity == "warning" and d not in old)]


def _data(before: Appraised, after: Appraised, told: Sequence[PaymentClaim], news: Sequence[Diagnostic]) -> dict[str, Any]:
    from dossier.claim.contract import payment_json
    from dossier.ground.catalogue import row
    from dossier.report.simulation import changes

    moved = changes(before.stage, after.stage)
    return {
        "schema": "dossier/simulate/1",
        "case": after.case.id,
        "date": after.claim.date.isoformat(),
        "payments": [{**payment_json(p), "invoice": p.invoice} for p in told],
        "before": _side(before),
        "after": _side(after),
        "changed": [
            {"id": known.id, "title": known.title, "debtor": known.debtor}
            for known in (change.after or change.before for change in moved)
            if known
        ],
        "diagnostics": [row(d) for d in news],
    }


def _side(appraised: Appraised) -> dict[str, Any]:
    from dossier.claim.contract import decompte_json
    from dossier.procedure.contract import case_json

    figures = decompte_json(appraised.claim)
    place = case_json(appraised.case.id, appraised.claim, appraised.stage, 0, 0)
    return {
        **{key: figures[key] for key in ("totals", "per_day", "invoices", "titles", "not_claimed", "alternatives")},
        **{key: place[key] for key in ("stage", "due_now", "debtors", "deadlines", "next", "blockers")},
    }
