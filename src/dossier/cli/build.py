"""`dossier build`: all passes, then one publication."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dossier.cli.exits import ExitCode
from dossier.cli.filing import complete_profile
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, pass_session
from dossier.wanted import PARTS, Wanted


class _Parts(click.ParamType[frozenset[str]]):
    """Some of the parts, by commas."""

    name = "parts"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """The parts as a set."""
        if isinstance(value, frozenset):
            return value
        parts = frozenset(part.strip() for part in str(value).split(",") if part.strip())
        unknown = sorted(parts - set(PARTS))
        if unknown or not parts:
            self.fail(f"« {', '.join(unknown) or value} » : choisissez parmi {', '.join(PARTS)}", param, ctx)
        return parts


class _Copies(click.ParamType[int]):
    """A number of copies; 0 for as many as there are recipients."""

    name = "copies"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        from dossier.sending.copies import MOST

        text = str(value)
        if not (text.isascii() and text.isdigit() and int(text) <= MOST):
            self.fail(
                f"« {value} » : un nombre d’exemplaires de 1 à {MOST}, ou rien ; nommez l’affaire avant --paper", param, ctx
            )
        return int(text)


def _wanted(session: Session, names: tuple[str, ...], only: frozenset[str] | None, **more: Any) -> Wanted:
    """What the command line asks for; named cases have letters and bundle, for the site shows them all."""
    from dossier.cli.findings import chosen

    if more["masked"] and (names or only or more["paper"] is not None or more["docx"]):
        raise click.UsageError("--mask fait un site de toutes les affaires, sans leurs pièces : seul --draft s’y ajoute")
    if more["audience"]:
        _check_audience(session, names, only, **more)
    parts = only or (frozenset({"letters", "bundle"}) if names else frozenset(PARTS))
    if names and "site" in parts:
        raise click.UsageError("le site montre toutes les affaires : --only letters,bundle pour celles que vous nommez")
    known = [item.name for item in session.world().list("cases") if item.kind == "folder"]
    return Wanted(parts, chosen=frozenset(chosen(known, names)) if names else frozenset(), **more)


def _check_audience(session: Session, names: tuple[str, ...], only: frozenset[str] | None, **more: Any) -> None:
    """Refuse what a debtor does not get, and a debtor that the cases do not have."""
    from dossier.cli.exits import Failure
    from dossier.cli.findings import chosen
    from dossier.ground.nearest import visible
    from dossier.load.workspace import load_workspace

    if only or any(more[name] for name in ("masked", "draft", "docx", "profile")) or more["paper"] is not None:
        raise click.UsageError(
            "--audience debiteur fait un relevé de compte par débiteur : seuls --debtor et des affaires s’y ajoutent"
        )
    if more["debtor"]:
        cases = load_workspace(session.world()).cases
        known = [case.id for case in cases]
        kept = chosen(known, names) if names else known
        ids = sorted({debtor.id for case in cases if case.id in kept for debtor in case.debtors})
        if more["debtor"] not in ids:
            raise Failure(
                f"aucun débiteur « {visible(more['debtor'])} » dans ces affaires", f"choisissez : --debtor {', '.join(ids)}"
            )


@click.command("build", cls=FrenchCommand, short_help="Produit les lettres, les actes, la liasse de pièces et le site")
@click.argument("cases", nargs=-1, metavar="[AFFAIRE]…", shell_complete=complete_case)
@click.option("--case", "more", multiple=True, metavar="AFFAIRE", shell_complete=complete_case, help="Comme l’argument.")
@click.option("--only", type=_Parts(), default=None, metavar="PARTIES", show_default="tout ; letters,bundle pour des affaires nommées",
              help="letters, bundle, site, séparés par des virgules ; la sortie ne contient alors que cela.")  # fmt: skip
@click.option("--output", metavar="CHEMIN", type=click.Path(path_type=Path), help="Dossier de sortie (build/ par défaut).")
@click.option("--draft", is_flag=True, help="Produit en projet, filigranés, les actes qui seraient retenus.")
@click.option("--docx", is_flag=True, help="Écrit aussi chaque lettre et chaque acte en DOCX, pour un traitement de texte.")
@click.option("--paper", type=_Copies(), is_flag=False, flag_value="0", default=None, metavar="[N]",
              help="Ajoute par affaire un jeu recto verso à imprimer, en N exemplaires (un par destinataire sans N).")  # fmt: skip
@click.option("--profile", metavar="PROFIL", default="", shell_complete=complete_profile,
              help="Profil de dépôt (rpva, tribunal-digital…) : volumes, noms, lots ; celui de dossier.yaml par défaut.")  # fmt: skip
@click.option("--mask", is_flag=True,
              help="Produit dans build-masque/ un site sans noms, adresses, identifiants ni pièces, à montrer au-dehors.")  # fmt: skip
@click.option("--audience", type=click.Choice(("debiteur",)), default=None,
              help="Produit dans build-debiteur/ un relevé de compte par débiteur, à lui remettre, sans rien d’autre.")  # fmt: skip
@click.option("--debtor", metavar="ID", default="", help="Avec --audience debiteur : celui-là seul.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Processus de travail (un par processeur par défaut).")
@click.option("--dask", metavar="ADRESSE", default="", help="Confie les travaux à ce serveur Dask.")
@click.option(
    "--wait", type=click.FloatRange(0), metavar="SECONDES", default=30.0, help="Attente si une autre production est en cours."
)
@day_option
@pass_session
def command(
    session: Session,
    cases: tuple[str, ...],
    more: tuple[str, ...],
    only: frozenset[str] | None,
    output: Path | None,
    draft: bool,
    docx: bool,
    paper: int | None,
    profile: str,
    mask: bool,
    audience: str | None,
    debtor: str,
    jobs: int | None,
    dask: str,
    wait: float,
) -> ExitCode:
    """Produit tout dans build/ : lettres, actes, liasse de pièces, site. La sortie apparaît entière ou pas du tout.

    \b
    dossier build
    dossier build 2026-014-sud-beton --only letters --output ../lettres
    dossier build --audience debiteur 2026-014-sud-beton

    Avec des affaires nommées, la sortie ne contient que leurs lettres et leur liasse.

    Code de sortie : 0 sans erreur, 1 avec une erreur dans une affaire (les autres sont produites), 2 si rien n’a pu être produit.
    """
    from dossier.cli.building import make, tell
    from dossier.publish.target import check_target

    root = session.root
    if debtor and not audience:
        raise click.UsageError("--debtor ne vaut qu’avec --audience debiteur")
    options = {"draft": draft, "docx": docx, "paper": paper, "profile": profile, "masked": mask}
    wanted = _wanted(session, (*cases, *more), only, **options, audience=audience or "", debtor=debtor)
    if profile:
        from dossier.cli.filing import known_profile

        known_profile(session.world(), profile)
    target = check_target(output or root / ("build-masque" if mask else "build-debiteur" if audience else "build"), root)
    return tell(session, make(session, wanted, target, jobs=jobs or 0, dask=dask, wait=wait), target)
