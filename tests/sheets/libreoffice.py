"""LibreOffice without a window: the program that recalculates workbooks for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from openpyxl import Workbook

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def program() -> str | None:
    """LibreOffice of the system, under one of its names."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def is_required() -> bool:
    """Whether the run says that LibreOffice must be there: then its absence is a failure, never a skipped test."""
    return bool(os.environ.get("DOSSIER_NEEDS_OFFICE"))


def recalculated(book: Workbook, folder: Path, name: str) -> Path:
    """Save a workbook without its values and let LibreOffice calculate all of it on load; the file that it writes."""
    office = program()
    assert office is not None
    profile = folder / "profil"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    source = folder / f"{name}.xlsx"
    book.save(source)  # openpyxl writes formulas alone: there is no value left to be believed
    target = folder / "recalcul"
    subprocess.run(
        [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "xlsx",
         "--outdir", str(target), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return target / f"{name}.xlsx"
