"""The work that opens the evidence of a case, as jobs: one for each file that becomes a piece."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from posixpath import basename

from dossier.ground.blobs import Blob
from dossier.ground.jobs import Job
from dossier.ground.world import Unreadable, World
from dossier.model.case import Case
from dossier.model.conversion import Conversion
from dossier.pieces.plan import Planned, candidates, closed_files, plan_numbers

TASK = "dossier.pdf.examine:examine"
WITH_INSIDES = (".eml", ".msg", ".xml")
"""Endings of files whose pages list the files inside them."""


def inspect_jobs(case: Case, world: World) -> tuple[Job, ...]:
    """One job per piece, in the order of their numbers; withdrawn pieces have none.

    The job of a file that cannot be read has no input and says why. `number_pieces` takes jobs and outcomes back in this order.
    """
    blobs: dict[str, Blob] = {}
    reasons: dict[str, str] = {}
    for path in candidates(case, world.today):
        try:
            blobs[path] = world.blob(f"{case.folder}/{path}")
        except Unreadable as error:
            reasons[path] = error.reason
    digests = {path: blob.sha256 for path, blob in blobs.items()}
    for path in closed_files(case, world.today, digests):
        with suppress(Unreadable):
            blobs[path] = world.blob(f"{case.folder}/{path}")
            digests[path] = blobs[path].sha256
    plan = plan_numbers(case, world.today, digests)
    named = {path for piece in plan.pieces for path in (piece.path, *piece.others)}
    left = {path: digest for path, digest in sorted(digests.items()) if path not in named}
    made = {conversion.original: conversion for conversion in case.conversions}
    jobs = tuple(
        _with_conversion(_job(case, piece, blobs, reasons, left if n == 0 else {}), made.get(piece.path), case.folder, world)
        for n, piece in enumerate(piece for piece in plan.pieces if not piece.withdrawn)
    )
    return jobs or ((_nothing(case, left),) if left else ())


def _nothing(case: Case, left: Mapping[str, str]) -> Job:
    """A job without a piece: what was left out has to be known even when all was."""
    return Job(TASK, {"path": "", "name": "", "others": [], "unreadable": "absent", "left": dict(left)}, (), case.folder)


def _with_conversion(job: Job, made: Conversion | None, folder: str, world: World) -> Job:
    """The job with the PDF that a conversion made of its file; one that is not of this file any more is only said."""
    if made is None or not job.inputs:
        return job
    try:
        result = world.blob(f"{folder}/{made.result}")
    except Unreadable as error:
        if error.reason == "absent":  # it was interrupted, or taken back
            return job
        return replace(job, options={**job.options, "stale": f"{basename(made.result)} ne peut pas être lu"})
    stale = ""
    if job.inputs[0][1].sha256 != made.sha256:
        stale = f"le fichier a changé depuis sa conversion par {made.tool}"
    elif result.sha256 != made.result_sha256:
        stale = f"{basename(made.result)} n’est plus le PDF que {made.tool} a fait"
    if stale:
        return replace(job, options={**job.options, "stale": stale})
    conversion = {"tool": made.tool, "version": made.version}
    return replace(job, options={**job.options, "conversion": conversion}, inputs=(*job.inputs, ("converted", result)))


def _job(case: Case, piece: Planned, blobs: Mapping[str, Blob], reasons: Mapping[str, str], left: Mapping[str, str]) -> Job:
    """The job of one piece; its options also tell `number_pieces` which other files have the same bytes, and those of the
    first what was *left* out, whose content no other file may bring in.
    """
    options: dict[str, object] = {"path": piece.path, "name": basename(piece.path), "others": list(piece.others)}
    if left:
        options["left"] = dict(left)
    if piece.path.lower().endswith(WITH_INSIDES):
        options["number"] = piece.number  # the pages name what is inside by it: 16.1, 16.2 …
    blob = blobs.get(piece.path)
    if blob is None:
        options["unreadable"] = reasons.get(piece.path, "absent")
    return Job(TASK, options, (("file", blob),) if blob else (), f"{case.folder}/{piece.path}")
