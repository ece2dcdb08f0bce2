"""A workspace in which every file was written by an enemy: nothing outside is read, nothing is fetched, nothing runs."""

from __future__ import annotations

import mimetypes
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import whole_support
from whole_support import digests

import dossier as package

CASE = "2026-100-piegee"
SOUND = "2026-060-les-tilleuls"
SECRET = "root:x:0:0"

AFFAIRE = """\
titre: "<script>alert('titre')</script> c/ {{ ''.__class__ }}"
nature: commerciale
debiteurs:
  - id: piege
    type: societe_commerciale
    denomination: "\\"><img src=x onerror=alert(1)> LRAS"
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    representant: {nom: "<b onmouseover=alert(2)>Roux", fonction: "gérante"}
    courriel: "x@y.example?bcc=z@evil.example"
    adresse: {voie: "12 rue </style><script>alert(3)</script>", code_postal: "13001", commune: Marseille, insee: "13201"}
contrat:
  objet: "{% for a in range(999999999) %}x{% endfor %} ]]> --> </title>"
  conclu_le: 2025-11-03
  echeance: {jours: 30}
"""
FACTURES = """\
- numero: "F-1 <svg onload=alert(4)>"
  date: 2026-01-15
  montant_ttc: 4800.00
  objet: "javascript:alert(5)"
  pieces:
    - pieces/facture.pdf
    - ../../../../../../etc/passwd
    - /etc/passwd
    - pieces/lien.pdf
    - pieces/dehors/passwd
    - http://evil.example/piece.pdf
    - pieces/courriel.eml
    - pieces/page.pdf
    - pieces/tube.pdf
    - pieces/image.png
"""
JOURNAL = """\
- date: 2026-02-20
  canal: courriel
  sens: recu
  avec: "<script src=//evil.example/x.js></script>"
  resume: "[clic](javascript:alert(6)) ![](http://evil.example/p.png)"
- date: 2026-03-20
  canal: lrar
  acte: mise_en_demeure
  delai_jusqu_au: 2026-04-04
"""
NOTE = """\
# Note <script>alert(7)</script>

[clic](javascript:alert(8)) [autre](data:text/html,<script>alert(9)</script>) [fichier](file:///etc/passwd)
![](http://evil.example/pixel.png) ![](../../../../etc/passwd)

<img src=x onerror=alert(10)> <iframe src="file:///etc/passwd"></iframe>

[x]: javascript:alert(11)
[réf][x]
"""
MAIL = """\
From: "<script>alert(12)</script>" <roux@evil.example>
To: compta@atelier-lenoir.example
Subject: =?utf-8?q?=0D=0ABcc:_z@evil.example_<img_src=3Dx_onerror=3Dalert(13)>?=
Date: Fri, 20 Feb 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<html><head><base href="http://evil.example/"><style>@import "http://evil.example/x.css"; body{background:url(file:///etc/passwd)}</style></head>
<body><script>alert(14)</script><p onclick="alert(15)">Je ne paierai pas.</p><img src="http://evil.example/pixel.png">
<img src="file:///etc/passwd"><a href="javascript:alert(16)">clic</a><object data="file:///etc/passwd"></object></body></html>
--b
Content-Type: text/html; name="../../../evil.html"
Content-Disposition: attachment; filename="../../../evil.html"

<script>alert(17)</script>
--b--
"""
TEMPLATES = {
    "letters/relance-1.md.j2": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "letters/mise-en-demeure.md.j2": "{{ cycler.__init__.__globals__.os.popen('touch /tmp/evil; touch evil').read() }}",
    "letters/corps.html.j2": "{% include '/etc/passwd' %}",
    "acts/requete.html.j2": "{{ joiner.__globals__ }}<script>alert(18)</script>",
    "acts/decompte.html.j2": "<link rel=attachment href=file:///etc/passwd><img src=file:///etc/passwd>{{ 9**9**9 }}",
    "acts/bordereau.html.j2": "{% for a in 'x' * 999999999 %}{% endfor %}",
    "site/case.html.j2": "<script>alert(19)</script>",
    "styles/table.css": "@import 'http://evil.example/x.css'; body { background: url(file:///etc/passwd); content: attr(href url) }",
    "styles/letter.css": "@font-face { font-family: x; src: url(file:///etc/passwd) } * { font-size: 1e9px }",
}

_WATCH = """
import os, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND)
quiet = {sys.argv[1]}
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        os.write(log, f"open {os.path.realpath(os.fsdecode(arguments[0]))}\\n".encode("utf-8", "replace"))
    elif event in {"socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"}:
        os.write(log, f"{event} {arguments!r}\\n".encode("utf-8", "replace"))
sys.addaudithook(watch)
from dossier.cli.root import run
sys.exit(run(sys.argv[2:]))
"""


def evil_pdf() -> bytes:
    """A PDF that would run a script, start a program and phone home when opened."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(20)")
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="/bin/sh")
    pdf.Root.OpenAction = script
    pdf.Root.AA = pikepdf.Dictionary(WC=launch)
    page.AA = pikepdf.Dictionary(O=launch)
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch)
    page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(link)]))
    pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ evil")
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture
def hostile(copied: Callable[..., Path]) -> Path:
    """A workspace with one sound case and one that is full of traps."""
    root = copied(SOUND)
    case = root / "cases" / CASE
    (case / "pieces").mkdir(parents=True)
    (case / "notes").mkdir()
    for name, text in (
        ("affaire.yaml", AFFAIRE),
        ("factures.yaml", FACTURES),
        ("journal.yaml", JOURNAL),
        ("notes/note.md", NOTE),
    ):
        (case / name).write_text(text)
    pieces = case / "pieces"
    (pieces / "courriel.eml").write_text(MAIL)
    (pieces / "facture.pdf").write_bytes(evil_pdf())
    (pieces / "page.pdf").write_text("<html><script>alert(21)</script></html>")
    (pieces / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(1000)))
    (pieces / "lien.pdf").symlink_to("/etc/passwd")
    (pieces / "dehors").symlink_to("/etc")
    os.mkfifo(pieces / "tube.pdf")
    for name, text in TEMPLATES.items():
        place = root / "templates" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    (root / "cases" / "lien").symlink_to("/etc")
    return root


class _Active(HTMLParser):
    """Collects what would act in a browser: handlers, foreign addresses, scripts that are not the site's own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"iframe", "object", "embed", "base"}:
            self.found.append(tag)
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"{tag} {name}={value}")
            elif name in {"href", "src", "data", "action", "formaction", "poster", "srcset"} and re.match(
                r"[a-z][a-z0-9+.-]*:|//", address
            ):
                self.found += [f"{tag} {name}={value}"] * (tag != "a" or not address.startswith(("https://", "mailto:")))
        if tag == "script" and not dict(attrs).get("src"):
            self.found.append("inline script")


def test_a_hostile_workspace_is_built_and_harms_nothing(hostile: Path, tmp_path: Path) -> None:
    """Exit 1, every trap told or neutralised, the sound case built, no trace of what lies outside."""
    done = whole_support.dossier(hostile, "build")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr + done.stdout
    assert "\u202e" not in done.stderr
    told = ("../etc/passwd", "« /etc/passwd »", "lien.pdf", "tube.pdf", "dehors", "evil.example/piece.pdf", "image.png",
            "templates/acts/decompte.html.j2", "templates/acts/bordereau.html.j2", "templates/site/case.html.j2")  # fmt: skip
    for trap in told:
        assert trap in done.stderr, f"{trap} is told"
    assert "cases/lien" in done.stderr
    assert not list(tmp_path.rglob("evil*"))
    assert not Path("/tmp/evil").exists()
    build = hostile / "build"
    originals = [
        place.read_bytes() for place in (hostile / "cases").rglob("pieces/*") if place.is_file() and not place.is_symlink()
    ]
    assert (build / "cases" / SOUND / "index.html").is_file()
    assert (build / "cases" / CASE / "index.html").is_file()
    for place in sorted(p for p in build.rglob("*") if p.is_file()):
        assert not place.is_symlink()
        data = place.read_bytes()
        assert SECRET.encode() not in data, place
        name = place.relative_to(build).as_posix()
        if "/originaux/" in name:
            assert data in originals, "an original is what was received, byte for byte"
        elif place.suffix == ".html":
            reader = _Active()
            reader.feed(data.decode())
            assert reader.found == [], name
            assert "evil.html" not in name
        elif place.suffix == ".pdf":
            check_pdf(data, name)
    assert not {place.suffix for place in build.rglob("*")} & {".exe", ".sh", ".php", ".svgz"}


def check_pdf(data: bytes, name: str) -> None:
    """No action but links inside the document, no script, no foreign attachment, no secret in any stream."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                try:
                    assert SECRET.encode() not in item.read_bytes(), name
                except pikepdf.PdfError:
                    continue
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                for key in ("/JS", "/AA", "/OpenAction", "/XFA"):
                    assert key not in item, f"{name}: {key}"
                assert item.get("/S") not in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"}, name
                if "/URI" in item:
                    assert str(item["/URI"]).startswith(("https://", "mailto:")), f"{name}: {item['/URI']}"
        assert "evil.exe" not in pdf.attachments, name


def test_a_hostile_workspace_makes_the_program_read_nothing_outside(hostile: Path, tmp_path: Path) -> None:
    """Every file that Python opens during a build, in the workers too, is the workspace's or the program's; no connection,
    no other program."""
    log = tmp_path / "log"
    log.touch()
    done = subprocess.run(
        [sys.executable, "-c", _WATCH, str(log), "--date", "2026-11-21", "build"],
        cwd=hostile, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    program = Path(package.__file__).resolve().parents[2]
    allowed = (
        str(hostile.resolve()), str(program / "src"), str(program / "templates"), os.path.realpath(sys.prefix),
        os.path.realpath(sys.base_prefix), "/usr/lib/", "/usr/local/lib/", "/lib/", "/usr/share/zoneinfo", "/dev/null", "/dev/tty",
        "/usr/share/fonts", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
        *map(os.path.realpath, mimetypes.knownfiles),
    )  # fmt: skip
    seen = log.read_text().splitlines()
    assert any(line.startswith(f"open {hostile}") for line in seen)
    foreign = {line for line in seen if not line.startswith(tuple(f"open {place}" for place in allowed))}
    # While it is imported, a library looks for its C libraries with the tools of the system; nothing of the workspace is known yet.
    foreign = {line for line in foreign if not line.startswith("subprocess.Popen") or "ldconfig" not in line}
    # Which commit it stands on is asked of git's plumbing, which is given no hook, no filter, no monitor and no transport.
    safe = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "'GIT_ALLOW_PROTOCOL': 'none'")
    foreign = {
        line for line in foreign if not (line.startswith("subprocess.Popen ('git', ") and all(word in line for word in safe))
    }
    # The configuration of the fonts lies in a temporary folder of the program's own, which is gone before the first page.
    own = re.compile(rf"open {re.escape(tempfile.gettempdir())}/(dossier-fonts-\w+(/fonts\.conf)?|\w{{8}})")
    foreign = {line for line in foreign if not own.fullmatch(line)}
    assert foreign == set()
    assert not any("/etc/passwd" in line for line in seen)


def test_the_sound_case_is_the_same_beside_a_hostile_one(hostile: Path, copied: Callable[..., Path]) -> None:
    """What an enemy writes into his case, and into templates that are refused, changes no document of another case."""
    alone = copied(SOUND, to="alone")
    assert whole_support.dossier(alone, "build").returncode == 0
    shutil.rmtree(hostile / "templates/styles")  # a style sheet may well change the looks of every document
    whole_support.dossier(hostile, "build")
    theirs = {path: sha for path, sha in digests(alone / "build/cases" / SOUND).items() if path.endswith((".pdf", ".webp"))}
    assert theirs.items() <= digests(hostile / "build/cases" / SOUND).items()
