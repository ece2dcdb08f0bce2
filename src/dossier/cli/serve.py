"""`dossier serve`: the site on 127.0.0.1, made anew while one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, day_option, pass_session

if TYPE_CHECKING:
    import socket

PORT = 8470


@click.command("serve", cls=FrenchCommand, short_help="Montre le site dans le navigateur et le refait à chaque enregistrement")
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", default=PORT, show_default=True, help="Port ; 0 en prend un libre."
)
@click.option("--host", type=click.Choice(["127.0.0.1", "::1"]), default="127.0.0.1", show_default=True,
              help="Adresse de cette machine ; aucune autre n’est possible.")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Ouvre le navigateur.")
@click.option("--draft", is_flag=True, help="Produit en projet, filigranés, les actes qui seraient retenus.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Processus de travail (un par processeur par défaut).")
@day_option
@pass_session
def command(session: Session, port: int, host: str, opens: bool, draft: bool, jobs: int | None) -> ExitCode:
    """Montre le site à cette machine seule, et le refait à chaque enregistrement, jusqu’à Ctrl-C.

    \b
    dossier serve --open
    dossier serve --port 9000

    La page ouverte se recharge quand elle change ; ce qui ne va pas s’affiche dans la page et dans le terminal. Rien n’est écrit
    dans build/.
    """
    from dossier.cli.serving import serve
    from dossier.wanted import Wanted

    session.root  # noqa: B018  # a folder that is no workspace is told before a port is taken
    return serve(session, _listener(host, port), host, Wanted(draft=draft), jobs or 0, opens)


def _listener(host: str, port: int) -> socket.socket:
    """The socket; raises `Failure` with the next free port when it is taken."""
    import errno

    from dossier.serving.server import listen

    try:
        return listen(host, port)
    except PermissionError:
        raise Failure(
            f"le port {port} est réservé au système", "choisissez-en un à partir de 1024 : dossier serve --port 8470"
        ) from None
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise Failure(f"cette machine n’a pas l’adresse {host}", "dossier serve --host 127.0.0.1") from None
        if error.errno != errno.EADDRINUSE:
            raise
    free = _next_free(host, port)
    hint = f"le suivant est libre : dossier serve --port {free}" if free else "dossier serve --port 0 en prend un libre"
    raise Failure(f"le port {port} est occupé par un autre programme, ou par un autre dossier serve", hint)


def _next_free(host: str, port: int) -> int:
    """The first free port among the next ones; 0 for none."""
    from dossier.serving.server import listen

    for candidate in range(port + 1, min(port + 50, 65535) + 1):
        try:
            listen(host, candidate).close()
        except OSError:
            continue
        return candidate
    return 0
