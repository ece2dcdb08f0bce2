"""Documents of word processors and spreadsheets to PDF, through LibreOffice with a profile of its own that runs nothing."""

from __future__ import annotations

import re
from pathlib import Path

from dossier.importing.converter import Missing, NotConverted, Source, Tool
from dossier.importing.program import asked, found, run

ENDING = ".pdf"
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema">\n'
)
_CLOSED = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Setup/L10N", "ooSetupSystemLocale", "fr-FR"),
)
"""Settings of the profile: no macro, no link brought up to date, whoever asks for an address meets a closed door; one locale."""


def tool() -> Tool:
    """LibreOffice, by the names under which systems install it."""
    path = found("soffice", "libreoffice") or next((p for p in _PLACES if Path(p).is_file()), "")
    if not path:
        raise Missing(
            "LibreOffice n’est pas installé, il convertit les documents de bureautique",
            "sous Debian et Ubuntu, apt install libreoffice-nogui ; ailleurs, libreoffice.org",
            "ou enregistrez le document en PDF avec votre traitement de texte et citez ce PDF à côté de l’original",
        )
    version = re.search(r"\d+(\.\d+)+", asked([path, "--version"]))
    return Tool("LibreOffice", version[0] if version else "", path)


_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "/usr/lib/libreoffice/program/soffice")


def convert(source: Source, tool: Tool) -> bytes:
    """The PDF that LibreOffice prints of a document."""
    profile, out = source.folder / "profil", source.folder / "sortie"
    (profile / "user").mkdir(parents=True)
    out.mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    # A name of ours: the document's own could be an option or deceive the program.
    document = source.folder / f"document{_suffix(source.name)}"
    document.write_bytes(source.blob.read())
    code, complaints = run(
        [
            tool.path, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nodefault", "--nolockcheck",
            "--nofirststartwizard", "--convert-to", "pdf", "--outdir", str(out), str(document),
        ],
        source.folder,
        {"SAL_USE_VCLPLUGIN": "svp"},
        fenced=not tool.path.startswith("/snap/"),  # a snap gets rights of its own on its way, and has a fence of its own
    )  # fmt: skip
    made = out / "document.pdf"
    if code or not made.is_file() or not made.stat().st_size:
        raise NotConverted(f"LibreOffice ne lit pas ce document{f' ({complaints})' if complaints else ''}")
    return made.read_bytes()


def _suffix(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return f".{ending}" if re.fullmatch(r"[a-z]{3,4}", ending) else ""


def _settings() -> str:
    rows = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _CLOSED
    )
    return f"{_PROFILE}{rows}</oor:items>\n"
