"""`dossier verify`: whether a pack, as a ZIP or unpacked, is as it was made."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.exits import ExitCode
from dossier.cli.session import FrenchCommand, Session, format_option, pass_session

if TYPE_CHECKING:
    from dossier.pack.verify import Verdict

MOST = 200
"""Faults that a person is told one by one."""


@click.command("verify", cls=FrenchCommand, short_help="Contrôle une remise : empreintes, liste des fichiers, horodatage")
@click.argument("target", metavar="ZIP|DOSSIER", type=click.Path(exists=True, path_type=Path))
@click.option("--ca", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FICHIER",
              help="Certificats PEM de confiance, contre lesquels la signature de l’horodatage est vérifiée.")  # fmt: skip
@format_option("text", "json")
@pass_session
def command(session: Session, target: Path, ca: Path | None, form: str) -> ExitCode:
    """Contrôle une remise faite par « dossier pack », en ZIP ou décompressée : fichiers manquants, modifiés, ajoutés, en double.

    Une réponse d’horodatage (.tsr) est contrôlée quand elle est là : dans la remise (horodatage.tsr), ou à côté du ZIP sous le
    même nom. Rien n’est décompressé ni écrit. Code de sortie : 0 intact, 1 sinon.

    \b
    dossier verify remises/2026-014-sud-beton_avocat_2026-11-21.zip
    dossier verify remise-decompressee/ --ca autorite.pem
    """
    from dossier.pack.reading import Fault, read_folder
    from dossier.pack.verify import verify
    from dossier.pack.zipped import read_zip

    if target.is_dir():
        verdict = verify(read_folder(target))
    else:
        with target.open("rb") as file:
            verdict = verify(read_zip(file))
    answer = _answer(target, verdict)
    stamp = _stamp(answer, ca, verdict.digest) if answer is not None else None
    if stamp is not None:
        verdict.faults += [Fault("timestamp", name, why) for name, why in _against(stamp)]
    if form == "json":
        _tell_json(target, verdict, stamp)
    else:
        _tell(session, verdict, stamp, bool(ca))
    return ExitCode.FOUND if verdict.faults else ExitCode.FINE


def _answer(target: Path, verdict: Verdict) -> bytes | None:
    """The answer of an authority: inside, else beside the ZIP; None for none."""
    from dossier.pack.former import answers
    from dossier.pack.stamp import LARGEST

    if verdict.answer is not None or target.is_dir():
        return verdict.answer
    for place in answers(target):
        if place.is_file():
            with place.open("rb") as file:
                return file.read(LARGEST)
    return None


def _stamp(answer: bytes, ca: Path | None, digest: str) -> dict[str, Any]:
    """What the answer says, read in a worker: a stranger made it."""
    from tempfile import TemporaryDirectory

    from dossier.ground.blobs import Blob
    from dossier.ground.jobs import Job
    from dossier.pack.stamp import LARGEST, TASK
    from dossier.publish.cache import Cache
    from dossier.publish.runner import PoolRunner
    from dossier.publish.versions import everything

    trusted = b""
    if ca is not None:
        with ca.open("rb") as file:
            trusted = file.read(LARGEST)
    inputs = (("ca", Blob.of(trusted)), ("tsr", Blob.of(answer)))
    job = Job(TASK, {"digest": digest, "ca": ca is not None}, inputs, "horodatage")
    with TemporaryDirectory() as folder, PoolRunner(Cache(Path(folder), everything()), 1) as pool:
        (outcome,) = pool.run([job])
    return dict(outcome.facts) or {"why": "; ".join(problem.message for problem in outcome.problems)}


def _against(stamp: dict[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with a time stamp."""
    from dossier.pack.pack import ANSWER, SUMS

    if not stamp.get("granted"):
        return [(ANSWER, str(stamp["why"]))]
    found = []
    if not stamp["same"]:
        found.append((ANSWER, f"il date autre chose que {SUMS}"))
    if stamp["signature"] == "refused":
        found.append((ANSWER, f"sa signature ne tient pas contre les certificats donnés : {stamp['why']}"))
    return found


def _tell(session: Session, verdict: Verdict, stamp: dict[str, Any] | None, trusted: bool) -> None:
    from dossier.cli.exits import fit_for_terminal
    from dossier.cli.findings import echo
    from dossier.ground.french import plural
    from dossier.pack.reading import FAULT_FR

    for fault in verdict.faults[:MOST]:
        name = f" {fault.path}" if fault.path else ""
        echo(fit_for_terminal(f"{FAULT_FR[fault.kind]}{name} : {fault.message}"))
    if len(verdict.faults) > MOST:
        echo(f"… et {plural(len(verdict.faults) - MOST, 'autre anomalie', 'autres anomalies')}, avec --format json")
    for note in verdict.notes:
        session.say(fit_for_terminal(f"à savoir : {note}"))
    if stamp and stamp.get("granted") and stamp["same"]:
        session.say(fit_for_terminal(_stamp_words(stamp, trusted)))
    named = _named(verdict.about)
    if verdict.faults:
        echo(fit_for_terminal(f"cette remise n’est pas intacte ({plural(len(verdict.faults), 'anomalie')}){named}"))
    else:
        echo(fit_for_terminal(f"intacte, {plural(verdict.count, 'fichier')}{named}"))
        if stamp is None:
            session.say("sans horodatage : ces empreintes prouvent l’accord des fichiers entre eux, pas leur date")


def _named(about: Mapping[str, str]) -> str:
    """« : 2026-014-sud-beton, remise à l’avocat, établie le 21/11/2026 », as the manifest says; '' when it says nothing."""
    from datetime import date

    from dossier.ground.french import short_day
    from dossier.site.audience import AUDIENCES

    if not about:
        return ""
    audience, day = AUDIENCES.get(about["for"]), about["date"]
    with suppress(ValueError):
        day = short_day(date.fromisoformat(day))
    return f" : {about['case']}, remise {audience.to if audience else about['for']}, établie le {day}"


def _stamp_words(stamp: dict[str, Any], trusted: bool) -> str:
    who = f" par {stamp['authority']}" if stamp["authority"] else ""
    signed = "signature vérifiée" if stamp["signature"] == "verified" else "signature non vérifiée (--ca FICHIER)"
    if trusted and stamp["signature"] == "refused":
        signed = "signature refusée"
    return f"horodatage accordé{who}, {stamp['time'].replace('+00:00', ' UTC').replace('T', ' ')} ; {signed}"


def _tell_json(target: Path, verdict: Verdict, stamp: dict[str, Any] | None) -> None:
    from dossier.cli.findings import echo
    from dossier.report.diagnostics import dumps

    faults = [{"kind": fault.kind, "path": fault.path, "message": fault.message} for fault in verdict.faults]
    echo(dumps({
        "schema": "dossier/verify/1", "path": str(target), "intact": not faults, "files": verdict.count, **verdict.about,
        "faults": faults, "notes": verdict.notes, "timestamp": stamp,
    }))  # fmt: skip
