"""Where editors find the JSON Schema of a file: the folder of a workspace, and the first line of a file that names its schema."""

from __future__ import annotations

from posixpath import dirname, relpath

FOLDER = "schemas"
"""In a workspace and committed with it, so that editors complete and check without this program and without a network."""

_TOP = {"dossier.yaml": "dossier"}
_FOLDERS = {"law": "droit", "profils": "profil"}
_LISTS = ("factures", "paiements", "frais", "journal")


def schema_name(path: str) -> str:
    """The file of the schema of a YAML file of the workspace, by its path from the root; '' where there is none."""
    parts = path.split("/")
    kind = ""
    if len(parts) == 1:
        kind = _TOP.get(path, "")
    elif parts[0] in _FOLDERS:
        kind = _FOLDERS[parts[0]]
    elif parts[0] == "cases" and len(parts) == 3:
        kind = parts[2].removesuffix(".yaml") if parts[2].removesuffix(".yaml") in (*_LISTS, "affaire") else ""
    elif parts[0] == "cases" and len(parts) == 4 and parts[2] in _LISTS:
        kind = parts[2]
    return f"{kind}.schema.json" if kind and path.endswith(".yaml") else ""


def modeline(path: str) -> str:
    """The comment that names the schema of a file, relative to the file itself; '' where there is none. Without line feed."""
    name = schema_name(path)
    return f"# yaml-language-server: $schema={relpath(f'{FOLDER}/{name}', dirname(path) or '.')}" if name else ""
