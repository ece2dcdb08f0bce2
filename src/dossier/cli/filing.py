"""The filing profile that a command line names, and the look ahead at a filing under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.cli.exits import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import click

    from dossier.appraise import Appraised
    from dossier.bundle.preflight import Filing
    from dossier.ground.diagnostics import Diagnostic
    from dossier.ground.jobs import Job, Outcome
    from dossier.ground.world import World
    from dossier.model.case import Workspace
    from dossier.model.profile import Profile
    from dossier.pieces.bordereau import Bordereau
    from dossier.publish.runner import PoolRunner


def complete_profile(ctx: click.Context, _parameter: click.Parameter, start: str) -> list[str]:
    """The names of the profiles, for the completion of terminals."""
    from dossier.cli.session import Session, is_plain
    from dossier.ground import shipped

    try:
        own = [place.stem for place in (ctx.ensure_object(Session).root / "profils").glob("*.yaml") if is_plain(place.stem)]
    except (Failure, OSError):
        own = []
    given = (path.rpartition("/")[2].removesuffix(".yaml") for path in shipped.listing("bundle/profiles", ".yaml"))
    return sorted(name for name in {*given, *own} if name.startswith(start))


def known_profile(world: World, name: str) -> str:
    """The name itself when it is a profile's, shipped or of `profils/`; raises `Failure` for any other."""
    from dossier.ground.nearest import nearest, visible
    from dossier.load.profiles import profile_names

    own = [item.name.removesuffix(".yaml") for item in world.list("profils") if item.name.endswith(".yaml")]
    names = profile_names(own)
    if name in names:
        return name
    guess = nearest(name, names)
    hint = f"vouliez-vous dire « {guess} » ?" if guess else f"profils connus : {', '.join(names)}"
    raise Failure(f"le profil « {visible(name)} » n’existe pas", hint)


class _NotMade(Exception):
    """A build would have to make something first."""


class _Known:
    """A runner that only gives what a former build left."""

    def __init__(self, pool: PoolRunner) -> None:
        self._pool = pool

    def run(self, jobs: Sequence[Job]) -> tuple[Outcome, ...]:
        """Outcomes at hand; raises `_NotMade` when one is not."""
        if not all(self._pool.knows(job) for job in jobs):
            raise _NotMade
        return self._pool.run(jobs)


def places_of(world: World, pool: PoolRunner, appraised: Appraised, bordereau: Bordereau) -> Mapping[int, str]:
    """Where each piece begins in the bundle that a former build left (« volume 2, p. 14 »); {} when nothing was built since."""
    from dossier.foresee import foresee
    from dossier.load.profiles import profile_of
    from dossier.load.workspace import load_workspace

    workspace = load_workspace(world)
    try:
        (filing,) = foresee(workspace, _Known(pool), [appraised], [bordereau], profile_of(workspace), pool.knows)
    except _NotMade:
        return {}
    return filing.places


def look_ahead(
    workspace: Workspace, pool: PoolRunner, cases: Sequence[Appraised], bordereaux: Sequence[Bordereau], name: str
) -> tuple[Profile, tuple[Filing, ...], tuple[Diagnostic, ...]]:
    """The profile of a name, what would be filed under it, and what is wrong with that."""
    from dossier.bundle.preflight import unknown_limits
    from dossier.foresee import foresee
    from dossier.load.profiles import profile_of

    profile = profile_of(workspace, name)
    filings = foresee(workspace, pool, cases, bordereaux, profile, pool.knows)
    return profile, filings, (*unknown_limits(profile), *(d for filing in filings for d in filing.diagnostics))
