"""A whole workspace: the firm, its cases, its own law, templates and logos."""

from __future__ import annotations

import re

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.nearest import fold, nearest, visible
from dossier.ground.spans import Span
from dossier.ground.world import World
from dossier.load.assets import read_assets, read_templates
from dossier.load.case import load_case
from dossier.load.entries import read_entry
from dossier.load.files import at_most, read_file
from dossier.load.firm_law import read_law
from dossier.load.forms import read_forms
from dossier.load.nodes import Mapping, Node, Scalar
from dossier.load.profiles import check_choices, read_profiles
from dossier.model.case import BrokenCase, Case, Workspace
from dossier.model.settings import Settings

CASE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_KNOWN = ("dossier.yaml", "cases", "templates", "law", "profils", "build")


def load_workspace(world: World) -> Workspace:
    """Read everything that people wrote. What is wrong comes back as diagnostics, of the workspace or of its case.

    Cases are by name. Without a sound `dossier.yaml` the settings are None and every case is broken.
    """
    settings, creditor, diagnostics = _settings(world)
    cases: list[Case] = []
    broken: list[BrokenCase] = []
    for folder, faults in _case_folders(world):
        diagnostics += faults
        if faults:
            continue
        case = load_case(world, folder, settings, creditor)
        if isinstance(case, Case):
            cases.append(case)
        else:
            broken.append(case)
    law_values, law_faults = read_law(world)
    templates, template_faults = read_templates(world)
    assets, asset_faults = read_assets(world, settings, cases)
    profiles, profile_faults = read_profiles(world)
    forms, form_faults = read_forms(world)
    diagnostics += [*law_faults, *template_faults, *asset_faults, *profile_faults, *form_faults, *_look_alikes(world)]
    diagnostics += check_choices(settings, profiles) if settings else ()
    return Workspace(
        settings,
        tuple(cases),
        tuple(broken),
        at_most(diagnostics),
        law_values,
        templates,
        assets,
        world.today,
        profiles,
        forms=forms,
    )


def _settings(world: World) -> tuple[Settings | None, Node | None, list[Diagnostic]]:
    """The settings, and the creditor as written, whose keys a case may replace."""
    if not any(item.name == "dossier.yaml" for item in world.list("")):
        hint = ("créez-le avec au moins creancier: {type: …, denomination: …}",)
        return None, None, [found("DC134", "il manque dossier.yaml dans l’espace de travail", Span("dossier.yaml"), hints=hint)]
    parsed = read_file(world, "dossier.yaml")
    if parsed.node is None and parsed.faults:
        return None, None, list(parsed.faults)
    node = parsed.node
    if node is None or (isinstance(node, Scalar) and node.blank):
        node = Mapping((), Span("dossier.yaml", 1, 1, 1, 1))
    read = read_entry(Settings, node, parsed.faults, keep=True)
    creditor = node.get("creancier") if isinstance(node, Mapping) else None
    return read.entry, creditor, [*parsed.faults, *read.diagnostics]


def _case_folders(world: World) -> list[tuple[str, list[Diagnostic]]]:
    """The folders below `cases/` in name order, each with what forbids reading it."""
    rows: list[tuple[str, list[Diagnostic]]] = []
    for item in world.list("cases"):
        path = f"cases/{item.name}"
        if item.kind == "folder" and CASE_NAME.fullmatch(item.name):
            rows.append((path, []))
        elif item.kind == "folder":
            slug = re.sub(r"[^a-z0-9]+", "-", fold(item.name)).strip("-")[:80]
            hints = (f"renommez-le, par exemple {slug}",) if slug else ()
            message = f"le répertoire « {visible(item.name)} » n’a pas un nom d’affaire : minuscules, chiffres et tirets"
            rows.append((path, [found("DC138", message, Span(path), hints=hints)]))
        elif item.kind == "other":
            odd = "\\" in item.name
            message = "ce nom contient un caractère caché : renommez-le" if odd else "ce lien symbolique n’est pas suivi"
            rows.append((path, [found("DC101", message, Span(path))]))
        else:
            hint = ("chaque affaire est un répertoire sous cases/",)
            rows.append((path, [found("DC137", f"« {visible(item.name)} » n’est pas lu", Span(path), hints=hint)]))
    return rows


def _look_alikes(world: World) -> list[Diagnostic]:
    """DC137 for a name at the top that resembles one of ours (`case/`, `dossier.yml`); all others are the firm's business."""
    items = world.list("")
    names = {item.name for item in items}
    diagnostics = []
    for item in items:
        if item.name in ("cases", "templates", "law", "profils") and item.kind != "folder":
            message = f"« {item.name} » n’est pas un répertoire ordinaire : rien n’en est lu"
            diagnostics.append(found("DC101", message, Span(item.name)))
    for name in sorted(names - set(_KNOWN)):
        guess = nearest(name, [known for known in _KNOWN if known not in names], 0.8)
        if guess:
            hint = (f"vouliez-vous dire « {guess} » ?",)
            diagnostics.append(found("DC137", f"« {visible(name)} » n’est pas lu", Span(name), hints=hint))
    return diagnostics
