"""A workspace with evidence to convert, and programs that stand in for those that are not installed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

BASE = Path(__file__).parents[1] / "diagnostics" / "base"

OCRMYPDF = """\
#!{python}
# Behaves as ocrmypdf documents: reads the input, writes the output, ends with its exit codes.
import os, sys
import pikepdf
if sys.argv[1:] == ["--version"]:
    print("16.10.4")
    sys.exit(0)
code = int(os.environ.get("FAKE_CODE") or open({log!r} + ".code").read() if os.path.exists({log!r} + ".code") else 0)
open({log!r}, "a").write(repr(sys.argv[1:]) + "\\n")
if code:
    sys.stderr.write("the given file could not be read\\n")
    sys.exit(code)
given, made = sys.argv[-2:]
pdf = pikepdf.open(given)
for page in pdf.pages:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.Ocr)
    page.contents_add(b"BT 3 Tr /Ocr 12 Tf 60 700 Td (Bon de livraison signe) Tj ET")
pdf.save(made)
"""

SOFFICE = """\
#!{python}
# Behaves as LibreOffice does with --convert-to pdf: one PDF of the document's name in the folder that is named.
import pathlib, sys, time
if "--version" in sys.argv:
    print("LibreOffice 24.8.1.2 40(Build:2)")
    sys.exit(0)
open({log!r}, "a").write(repr(sys.argv[1:]) + "\\n")
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
document = pathlib.Path(sys.argv[-1])
if b"casse" in document.read_bytes():
    sys.stderr.write("Error: source file could not be loaded\\n")
    sys.exit(0)
time.sleep({pause})
(out / (document.stem + ".pdf")).write_bytes(pathlib.Path({pdf!r}).read_bytes())
"""


def workspace(root: Path, **files: bytes) -> Path:
    """The base workspace with files under the first case's `pieces/`; the folder of the pieces."""
    for path in BASE.rglob("*"):
        if path.is_file():
            place = root / path.relative_to(BASE)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    pieces = root / "cases" / "x" / "pieces"
    pieces.mkdir()
    for name, data in files.items():
        (pieces / name.replace("__", ".")).write_bytes(data)
    return pieces


def stand_in(folder: Path, name: str, text: str, **values: object) -> Path:
    """An executable of that name in *folder*; the file in which it notes how it was called."""
    log = folder / f"{name}.log"
    folder.mkdir(exist_ok=True)
    place = folder / name
    place.write_text(text.format(python=sys.executable, log=str(log), **values))
    place.chmod(0o755)
    return log
