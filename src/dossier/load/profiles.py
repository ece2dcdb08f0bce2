"""Filing profiles: the shipped ones, and those that a workspace adds or changes in `profils/`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from dossier.ground import shipped
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.nearest import nearest, visible
from dossier.ground.spans import Span
from dossier.ground.world import MemoryWorld, World
from dossier.load.entries import read_entry
from dossier.load.files import read_file
from dossier.load.nodes import Scalar
from dossier.model.case import Workspace
from dossier.model.profile import BYTES_IN_MO, DEFAULT_PROFILE, Profile, ProfileFile
from dossier.model.settings import Settings

FOLDER = "profils"
_SHIPPED = "bundle/profiles"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LIMITS = {"file_limit": "taille d’un fichier", "lot_limit": "taille d’un lot"}


def read_profiles(world: World) -> tuple[Table[str, ProfileFile], tuple[Diagnostic, ...]]:
    """The firm's own profiles by name, from `profils/NAME.yaml`.

    Diagnostics: those of reading a file, DC137 for what is no profile, DC606 for a name that is none and for a `d_apres` that names no profile.
    """
    files: dict[str, ProfileFile] = {}
    diagnostics: list[Diagnostic] = []
    for item in world.list(FOLDER):
        path = f"{FOLDER}/{item.name}"
        if item.kind == "folder" or not item.name.endswith(".yaml"):
            hint = ("un profil est un fichier .yaml de ce répertoire",)
            diagnostics.append(found("DC137", f"« {visible(item.name)} » n’est pas lu", Span(path), hints=hint))
            continue
        name = item.name.removesuffix(".yaml")
        if not _NAME.fullmatch(name):
            message = f"« {visible(name)} » n’est pas un nom de profil : minuscules, chiffres et tirets"
            diagnostics.append(found("DC606", message, Span(path)))
            continue
        entry, faults = _read(world, path)
        diagnostics += faults
        if entry is not None:
            files[name] = entry
            if entry.base and entry.base not in profile_names(()):
                diagnostics.append(_unknown(entry.base, profile_names(()), entry.place_of("d_apres")))
    return dict(sorted(files.items())), tuple(diagnostics)


@cache
def shipped_profiles() -> Table[str, ProfileFile]:
    """The profiles that come with the program, by name."""
    paths = shipped.listing(_SHIPPED, ".yaml")
    world = MemoryWorld({path: shipped.read(path) for path in paths}, date.min)
    read = {path.rpartition("/")[2].removesuffix(".yaml"): _read(world, path) for path in paths}
    faults = [fault for _, own in read.values() for fault in own]
    if faults:
        raise RuntimeError(f"a shipped profile is wrong: {faults[0].span.file}: {faults[0].message}")
    return {name: entry for name, (entry, _) in read.items() if entry is not None}


def profile_names(own: Iterable[str]) -> tuple[str, ...]:
    """All names that a profile may be asked for by, in order: the shipped ones, and the workspace's *own*."""
    paths = shipped.listing(_SHIPPED, ".yaml")
    return tuple(sorted({*(path.rpartition("/")[2].removesuffix(".yaml") for path in paths), *own}))


def check_choices(settings: Settings, own: Iterable[str]) -> tuple[Diagnostic, ...]:
    """DC606 where `dossier.yaml` chooses a profile that does not exist, or the stamp of an avocat whom it does not name."""
    found_here = []
    known = profile_names(own)
    if settings.profile and settings.profile not in known:
        found_here.append(_unknown(settings.profile, known, settings.place_of("profil")))
    if settings.stamp == "avocat" and settings.adviser_of("avocat") is None:
        message = "le tampon est celui d’un avocat, et dossier.yaml n’en nomme aucun"
        found_here.append(
            found("DC606", message, settings.place_of("tampon"), hints=("nommez-le sous conseil: {type: avocat, …}",))
        )
    return tuple(found_here)


def profile_of(workspace: Workspace, asked: str = "") -> Profile:
    """The profile that is *asked* for (a name of `profile_names`), else that of `dossier.yaml`, else `prudent`.

    A name in `dossier.yaml` that is no profile counts as none: `check_choices` has said it.
    """
    name = asked or (workspace.settings.profile if workspace.settings else "")
    chosen = name in profile_names(workspace.profiles)
    return replace(_resolved(workspace, name if chosen else DEFAULT_PROFILE), chosen=chosen)


def _unknown(name: str, known: Iterable[str], where: Span) -> Diagnostic:
    known = sorted(known)
    guess = nearest(name, known)
    hints = (f"vouliez-vous dire « {guess} » ?",) if guess else (f"profils connus : {', '.join(known)}",)
    return found("DC606", f"profil de dépôt inconnu « {visible(name)} »", where, hints=hints)


def _read(world: World, path: str) -> tuple[ProfileFile | None, tuple[Diagnostic, ...]]:
    parsed = read_file(world, path)
    node = parsed.node
    if node is None or (isinstance(node, Scalar) and node.blank):
        return None, parsed.faults
    read = read_entry(ProfileFile, node, parsed.faults)
    return read.entry, (*parsed.faults, *read.diagnostics)


def _resolved(workspace: Workspace, name: str) -> Profile:
    """A known profile with the keys of those that it rests on, the limits that nobody found lent by `prudent`."""
    ours = shipped_profiles()
    own = workspace.profiles.get(name)
    base = own.base if own and own.base in ours else name if name in ours else DEFAULT_PROFILE
    layers = [layer for layer in (own, ours[base], ours[DEFAULT_PROFILE]) if layer is not None]

    def first(field: str) -> object:
        return next((value for layer in layers if (value := getattr(layer, field)) is not None), None)

    limits = {field: _bytes(first(field), getattr(ours[DEFAULT_PROFILE], field)) for field in _LIMITS}
    borrowed = tuple(words for field, words in _LIMITS.items() if first(field) == "non trouvé")
    pages, naming, longest = first("file_pages"), first("naming"), first("longest_name")
    # The firm's own limits rest on what the firm says, not on the sources of those that they replace.
    changed = own is not None and (own.sources or own.file_limit is not None or own.lot_limit is not None)
    said = own if own is not None and changed else ours[base]
    return Profile(
        name,
        next((layer.title for layer in layers[:2] if layer.title), name),
        limits["file_limit"],
        pages if isinstance(pages, int) else None,
        limits["lot_limit"],
        str(naming),
        longest if isinstance(longest, int) else 80,
        borrowed,
        said.sources,
        own.note if own and own.note else ours[base].note,
    )


def _bytes(limit: object, lent: object) -> int | None:
    """A limit in bytes, *lent* where none was found, None where there is none."""
    if limit == "non trouvé":
        limit = lent
    return int(limit * BYTES_IN_MO) if isinstance(limit, Decimal) else None
