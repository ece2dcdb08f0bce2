"""All files of a new workspace, by path: one table, with the texts of `files/` and what is filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping

import dossier
from dossier.ground import shipped
from dossier.ground.editors import FOLDER, modeline
from dossier.load.schema import schema_files
from dossier.scaffold.firm import settings_text

DISTRIBUTION = "dossier-recouvrement"
"""The name under which the program is installed; on the package index `dossier` is another project's."""
SYSTEM = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""What the making of PDFs needs of a Debian or Ubuntu."""
WHEELS = "outils"
LOCK = f"{WHEELS}/paquets.txt"
EXAMPLE = "2026-031-les-cimes-bleues"
"""The case that `--example` brings, and the day at which it is told."""
EXAMPLE_DAY = "2026-11-21"
EXAMPLE_FIRM: Mapping[str, str] = {
    "type": "societe_commerciale", "denomination": "ATELIER LENOIR", "forme": "SAS", "capital": "20000", "siren": "987654324",
    "rcs": "Lyon", "tva": "FR14987654324", "representant": "Paul Lenoir", "fonction": "président", "civilite": "M.",
    "voie": "4 quai Perrache", "code-postal": "69002", "commune": "Lyon", "courriel": "compta@atelier-lenoir.example",
    "telephone": "04 00 00 00 00", "iban": "FR76 3000 6000 0112 3456 7890 189",
}  # fmt: skip

_TEXTS = {
    ".editorconfig": "editorconfig",
    ".gitattributes": "gitattributes",
    ".github/workflows/dossier.yml": "github.yml",
    ".gitignore": "gitignore",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/extensions.json": "vscode-extensions.json",
    "LISEZMOI.md": "LISEZMOI.md",
}
"""Path in a workspace to the file of `files/`."""


def workspace_files(values: Mapping[str, str], example: bool = False) -> dict[str, bytes]:
    """The files of a new workspace by path, in name order; with *example* a complete fictional case, and its firm where no value is given.

    *values* are those of `settings_text`.
    """
    files = {path: _text(name).encode() for path, name in _TEXTS.items()}
    files["dossier.yaml"] = settings_text({**(EXAMPLE_FIRM if example else {}), **values}).encode()
    files[".vscode/settings.json"] = editor_settings().encode()
    files[LOCK] = shipped.read("locks/run.txt")
    files |= {f"{FOLDER}/{name}": data for name, data in schema_files().items()}
    if example:
        files |= example_files()
    return dict(sorted(files.items()))


def example_files() -> dict[str, bytes]:
    """The files of the example case by path, each YAML file with the line that names its schema."""
    files = {}
    for path in shipped.listing(f"cases/{EXAMPLE}"):
        data = shipped.read(path)
        line = modeline(path)
        files[path] = f"{line}\n".encode() + data if line and not data.startswith(line.encode()) else data
    return files


def wheel_name() -> str:
    """The file of the wheel of this version."""
    return f"{DISTRIBUTION.replace('-', '_')}-{dossier.__version__}-py3-none-any.whl"


def editor_settings() -> str:
    """`.vscode/settings.json`: which schema is whose, nothing fetched, nothing reformatted."""
    lists = ("factures", "paiements", "frais", "journal")
    schemas = {
        "affaire": ["cases/*/affaire.yaml"],
        "dossier": ["/dossier.yaml"],
        "droit": ["/law/*.yaml"],
        **{kind: [f"cases/*/{kind}.yaml", f"cases/*/{kind}/*.yaml"] for kind in lists},
        "profil": ["/profils/*.yaml"],
    }
    settings = {
        "yaml.schemas": {f"./{FOLDER}/{kind}.schema.json": globs for kind, globs in sorted(schemas.items())},
        "yaml.schemaStore.enable": False,
        "yaml.yamlVersion": "1.2",
        "yaml.format.enable": False,
        "yaml.validate": True,
        "yaml.completion": True,
        "yaml.hover": True,
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.quickSuggestions": {"strings": True, "other": True}},
        "files.readonlyInclude": {"build/**": True, f"{FOLDER}/**": True, "**/bordereau.lock": True},
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _text(name: str) -> str:
    text = shipped.read(f"scaffold/files/{name}").decode()
    filled = {"distribution": DISTRIBUTION, "lock": LOCK, "packages": " ".join(SYSTEM), "version": dossier.__version__,
              "wheel": wheel_name(), "wheels": WHEELS}  # fmt: skip
    for word, value in filled.items():
        text = text.replace(f"{{{word}}}", value)
    return text
