"""`import --convert` makes a PDF beside the original, once, with a record; it never overwrites, and says what is missing."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conversion_support import OCRMYPDF, SOFFICE, stand_in, workspace
from makers_image import heic, jpeg
from makers_office import docx, odt, rtf
from makers_pdf import grey_scan_pdf, plain_pdf

from dossier.cli.root import run
from dossier.importing import office, program
from dossier.importing.converter import Tool
from dossier.importing.fence import fence
from dossier.importing.place import Place, Taken, keep, record_text, state

FROM = "cases/x/pieces"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is all there is on the path, but for those of the system that isolate."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(office, "_PLACES", ())
    program._apart.cache_clear()
    return folder


def convert(root: Path, *arguments: str) -> int:
    """The exit code of the command in a workspace."""
    return run(["-C", str(root), "import", "--convert", *arguments])


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden names too."""
    return sorted(place.name for place in folder.iterdir())


def test_a_photograph_of_a_telephone_gets_a_page_upright_and_without_its_camera(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """HEIC through the worker: PDF and record beside the original, which is as it was."""
    pieces = workspace(tmp_path, photo__heic=heic())
    assert convert(tmp_path, f"{FROM}/photo.heic") == 0
    assert names(pieces) == ["photo.heic", "photo.heic.conversion.yaml", "photo.heic.pdf"]
    assert (pieces / "photo.heic").read_bytes() == heic()
    made = (pieces / "photo.heic.pdf").read_bytes()
    assert b"Appareil secret" not in made
    with pikepdf.open(pieces / "photo.heic.pdf") as pdf:
        box = pdf.pages[0].mediabox
        assert float(box[3]) > float(box[2])
    record = (pieces / "photo.heic.conversion.yaml").read_text()
    assert hashlib.sha256(heic()).hexdigest() in record
    assert hashlib.sha256(made).hexdigest() in record
    assert 'outil: "pi-heif"' in record
    assert "1\u00a0page, par pi-heif" in capsys.readouterr().out


def test_a_second_run_converts_nothing_and_an_altered_result_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Done is done; what a person changed or put there stands."""
    pieces = workspace(tmp_path, photo__heic=heic())
    assert convert(tmp_path, f"{FROM}/photo.heic") == 0
    before = {name: (pieces / name).stat().st_mtime_ns for name in names(pieces)}
    assert convert(tmp_path, f"{FROM}/photo.heic") == 0
    assert "déjà converti" in capsys.readouterr().out
    assert {name: (pieces / name).stat().st_mtime_ns for name in names(pieces)} == before
    (pieces / "photo.heic.pdf").write_bytes(b"mine")
    assert convert(tmp_path, f"{FROM}/photo.heic") == 2
    assert (pieces / "photo.heic.pdf").read_bytes() == b"mine"
    assert "existe déjà" in capsys.readouterr().err


def test_a_pdf_that_somebody_put_there_is_not_taken_for_a_conversion(tmp_path: Path) -> None:
    """Without a record it is another file; so is a link."""
    pieces = workspace(tmp_path, photo__heic=heic(), photo__heic__pdf=b"theirs")
    assert convert(tmp_path, f"{FROM}/photo.heic") == 2
    assert names(pieces) == ["photo.heic", "photo.heic.pdf"]
    (pieces / "photo.heic.pdf").unlink()
    outside = tmp_path / "outside.pdf"
    (pieces / "photo.heic.pdf").symlink_to(outside)
    assert convert(tmp_path, f"{FROM}/photo.heic") == 2
    assert not outside.exists()


def test_a_dry_run_writes_nothing(tmp_path: Path, programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the result and the program."""
    pieces = workspace(tmp_path, contrat__docx=docx())
    log = stand_in(programs, "soffice", SOFFICE, pdf="", pause=0)
    assert convert(tmp_path, "--dry-run", FROM) == 0
    assert "serait converti en contrat.docx.pdf par LibreOffice 24.8.1.2" in capsys.readouterr().out
    assert names(pieces) == ["contrat.docx"]
    assert not (tmp_path / ".dossier").exists()
    assert not log.exists()


def test_a_conversion_waits_for_a_build_and_gives_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a build reads does not appear in the middle of it."""
    from dossier.publish.lock import locked

    pieces = workspace(tmp_path, photo__heic=heic())
    monkeypatch.setattr("dossier.cli.converting.PATIENCE", 0.1)
    with locked(tmp_path, 1):
        assert convert(tmp_path, f"{FROM}/photo.heic") == 2
    assert "verrouillé" in capsys.readouterr().err
    assert names(pieces) == ["photo.heic"]


def test_a_missing_program_is_named_with_what_can_be_done(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """LibreOffice, ocrmypdf, pi-heif: exit 2, one sentence each, and the others are converted."""
    workspace(tmp_path, contrat__docx=docx(), photo__heic=heic(), scan__pdf=grey_scan_pdf())
    assert convert(tmp_path, FROM, f"{FROM}/scan.pdf") == 2
    told = capsys.readouterr()
    assert "LibreOffice n’est pas installé" in told.err
    assert "ocrmypdf n’est pas installé" in told.err
    assert "apt install" in told.err
    assert "photo.heic.pdf" in told.out
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    monkeypatch.setattr("dossier.importing.heic.find_spec", lambda name: None)
    (tmp_path / FROM / "photo.heic.pdf").unlink()
    assert convert(tmp_path, f"{FROM}/photo.heic") == 2
    assert "dossier-recouvrement[convert]" in capsys.readouterr().err


def test_a_document_goes_through_a_private_profile_and_a_name_of_ours(tmp_path: Path, programs: Path) -> None:
    """LibreOffice never sees the document's own name, the user's profile or the workspace."""
    source = tmp_path / "made.pdf"
    source.write_bytes(plain_pdf("Contrat"))
    pieces = workspace(tmp_path)
    (pieces / "-o evil.docx").write_bytes(docx())
    log = stand_in(programs, "soffice", SOFFICE, pdf=str(source), pause=0)
    assert convert(tmp_path, FROM) == 0
    assert names(pieces) == ["-o evil.docx", "-o evil.docx.conversion.yaml", "-o evil.docx.pdf"]
    called = log.read_text()
    assert "evil" not in called
    assert "-env:UserInstallation=file://" in called
    assert "cases/x" not in called
    settings = office._settings()
    for word in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "127.0.0.1"):
        assert word in settings


def test_a_document_that_cannot_be_read_is_told_and_the_next_is_converted(
    tmp_path: Path, programs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """LibreOffice ends with 0 when it could not load a file; no PDF is what tells."""
    source = tmp_path / "made.pdf"
    source.write_bytes(plain_pdf("Contrat"))
    pieces = workspace(tmp_path, a__docx=docx() + b"casse", b__docx=docx())
    stand_in(programs, "soffice", SOFFICE, pdf=str(source), pause=0)
    assert convert(tmp_path, FROM) == 2
    assert "ne lit pas ce document (Error: source file could not be loaded)" in capsys.readouterr().err
    assert names(pieces) == ["a.docx", "b.docx", "b.docx.conversion.yaml", "b.docx.pdf"]


def test_a_name_too_long_for_its_conversion_is_told_and_the_next_is_converted(
    tmp_path: Path, programs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What comes by e-mail may have a name of 250 letters: the system refuses longer ones, and the others still get their pages."""
    source = tmp_path / "made.pdf"
    source.write_bytes(plain_pdf())
    pieces = workspace(tmp_path, z__docx=docx())
    for letters in (210, 240):
        (pieces / f"{'a' * letters}.docx").write_bytes(docx())
    stand_in(programs, "soffice", SOFFICE, pdf=str(source), pause=0)
    assert convert(tmp_path, FROM) == 2
    assert "trop long" in capsys.readouterr().err
    assert {name[-12:] for name in names(pieces) if name.endswith(".pdf")} == {"aaa.docx.pdf", "z.docx.pdf"}


def test_a_result_that_is_no_pdf_is_not_kept(tmp_path: Path, programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a build could not show is no conversion."""
    source = tmp_path / "made.pdf"
    source.write_bytes(b"%PDF-1.7 broken")
    pieces = workspace(tmp_path, a__docx=docx())
    stand_in(programs, "soffice", SOFFICE, pdf=str(source), pause=0)
    assert convert(tmp_path, FROM) == 2
    assert "ne se montre pas" in capsys.readouterr().err
    assert names(pieces) == ["a.docx"]


def test_a_scan_gets_its_text_and_keeps_its_pages(tmp_path: Path, programs: Path) -> None:
    """ocrmypdf is given the clean copy, not the original; its result bears the name of both."""
    pieces = workspace(tmp_path, scan__pdf=grey_scan_pdf(), photo__jpg=jpeg())
    log = stand_in(programs, "ocrmypdf", OCRMYPDF)
    assert convert(tmp_path, f"{FROM}/scan.pdf", f"{FROM}/photo.jpg") == 0
    assert [name for name in names(pieces) if name.endswith(".ocr.pdf")] == ["photo.jpg.ocr.pdf", "scan.pdf.ocr.pdf"]
    assert "'--skip-text', '--output-type', 'pdf', '--language', 'fra'" in log.read_text()
    assert 'version: "16.10.4"' in (pieces / "scan.pdf.conversion.yaml").read_text()


def test_a_folder_is_no_wish_to_recognise_all_its_scans(tmp_path: Path, programs: Path) -> None:
    """What shows already is only touched when it is named."""
    pieces = workspace(tmp_path, scan__pdf=grey_scan_pdf(), photo__jpg=jpeg())
    log = stand_in(programs, "ocrmypdf", OCRMYPDF)
    assert convert(tmp_path, FROM) == 0
    assert names(pieces) == ["photo.jpg", "scan.pdf"]
    assert not log.exists()


def test_pages_with_a_text_need_none(tmp_path: Path, programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A PDF of words is not sent through the recognition."""
    workspace(tmp_path, lettre__pdf=plain_pdf("Une lettre qui a déjà un texte"))
    log = stand_in(programs, "ocrmypdf", OCRMYPDF)
    assert convert(tmp_path, f"{FROM}/lettre.pdf") == 2
    assert "a déjà un texte" in capsys.readouterr().err
    assert not log.exists()


@pytest.mark.parametrize(
    ("code", "words"), [(3, "un programme dont ocrmypdf a besoin manque"), (6, "ont déjà un texte"), (2, "could not be read")]
)
def test_the_exit_codes_of_ocrmypdf_are_told_in_words(
    tmp_path: Path, programs: Path, capsys: pytest.CaptureFixture[str], code: int, words: str
) -> None:
    """Those that a person can act on; else what the program said."""
    pieces = workspace(tmp_path, scan__pdf=grey_scan_pdf())
    log = stand_in(programs, "ocrmypdf", OCRMYPDF)
    Path(f"{log}.code").write_text(str(code))
    assert convert(tmp_path, f"{FROM}/scan.pdf") == 2
    assert words in capsys.readouterr().err
    assert names(pieces) == ["scan.pdf"]


def test_only_pieces_of_this_workspace_are_converted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files of elsewhere, of other folders, links and absent ones are refused."""
    root = tmp_path / "classeur"
    root.mkdir()
    pieces = workspace(root)
    (tmp_path / "photo.heic").write_bytes(heic())
    (root / "photo.heic").write_bytes(heic())
    (pieces / "lien.heic").symlink_to(tmp_path / "photo.heic")
    for name, words in (
        (str(tmp_path / "photo.heic"), "hors de l’espace de travail"), (str(root / "photo.heic"), "n’est pas une pièce"),
        (f"{FROM}/lien.heic", "lien symbolique"), (f"{FROM}/rien.heic", "n’existe pas"), (f"{FROM}/../../../photo.heic", "n’est pas une pièce"),
    ):  # fmt: skip
        assert convert(root, name) == 2
        assert words in capsys.readouterr().err
    assert names(pieces) == ["lien.heic"]


def test_what_is_no_format_to_convert_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And a conversion has nothing to do with a case that is named or with JSON."""
    workspace(tmp_path, note__txt=b"x")
    assert convert(tmp_path, f"{FROM}/note.txt") == 2
    assert "ne se convertit pas" in capsys.readouterr().err
    assert convert(tmp_path, "--case", "x", f"{FROM}/note.txt") == 2
    assert "--convert" in capsys.readouterr().err


def test_a_run_killed_at_any_moment_leaves_nothing_that_counts(tmp_path: Path, programs: Path) -> None:
    """Killed while the program works: nothing new in the folder but perhaps a record without PDF; the next run ends the work."""
    source = tmp_path / "made.pdf"
    source.write_bytes(plain_pdf("Contrat"))
    pieces = workspace(tmp_path, contrat__docx=docx())
    log = stand_in(programs, "soffice", SOFFICE, pdf=str(source), pause=30)
    code = "import sys; from dossier.cli.root import run; sys.exit(run(sys.argv[1:]))"
    started = subprocess.Popen(
        [sys.executable, "-c", code, "-C", str(tmp_path), "import", "--convert", FROM],
        env={"PATH": str(programs), "HOME": str(tmp_path)}, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(300):
        if log.exists():
            break
        time.sleep(0.1)
    assert log.exists()
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    assert names(pieces) == ["contrat.docx"]
    stand_in(programs, "soffice", SOFFICE, pdf=str(source), pause=0)
    assert convert(tmp_path, FROM) == 0
    assert names(pieces) == ["contrat.docx", "contrat.docx.conversion.yaml", "contrat.docx.pdf"]


def test_a_record_without_its_pdf_is_replaced_and_leftovers_are_swept(tmp_path: Path) -> None:
    """What a kill between the two files leaves: the record counts for nothing, hidden files of a dead run go."""
    original = tmp_path / "a.docx"
    original.write_bytes(b"x")
    place, tool = Place(original, ".pdf"), Tool("LibreOffice", "7")
    sha = hashlib.sha256(b"x").hexdigest()
    place.record.write_text(record_text(place, sha, b"never written", tool))
    (tmp_path / ".a.docx.pdf.4242~").write_bytes(b"half")
    assert state(place, sha) == "half"
    keep(place, sha, b"whole", tool)
    assert state(place, sha) == "done"
    assert names(tmp_path) == ["a.docx", "a.docx.conversion.yaml", "a.docx.pdf"]


def test_a_name_taken_in_the_last_moment_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the writing somebody put a file there; also where the file system has no hard links."""
    original = tmp_path / "a.docx"
    original.write_bytes(b"x")
    place, tool = Place(original, ".pdf"), Tool("LibreOffice", "7")
    monkeypatch.setattr("dossier.importing.place.state", lambda *_: "free")
    place.result.write_bytes(b"theirs")
    with pytest.raises(Taken):
        keep(place, "0" * 64, b"ours", tool)

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(Taken):
        keep(place, "0" * 64, b"ours", tool)
    assert place.result.read_bytes() == b"theirs"
    place.result.unlink()
    keep(place, "0" * 64, b"ours", tool)
    assert place.result.read_bytes() == b"ours"


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_prints_documents_and_draws_no_file_of_the_machine(tmp_path: Path) -> None:
    """Word, OpenDocument, RTF become pages; a document that names a picture of the disk does not get it."""
    import zipfile
    from io import BytesIO

    from makers_image import png

    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(odt())) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            text = given.read(name).decode()
            spaces = "urn:oasis:names:tc:opendocument:xmlns"
            text = text.replace("<t:p>", "<t:p><d:frame svg:width='5cm' svg:height='5cm' t:anchor-type='as-char'>"
                                f"<d:image xlink:href='{secret.as_uri()}' xlink:type='simple'/></d:frame>")  # fmt: skip
            text = text.replace("<o:document-content", f"<o:document-content xmlns:d='{spaces}:drawing:1.0' "
                                f"xmlns:svg='{spaces}:svg-compatible:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'")  # fmt: skip
            made.writestr(name, text)
    field = rb'{\field{\*\fldinst INCLUDEPICTURE "' + secret.as_uri().encode() + rb'" \\d}{\fldrslt x}}}'
    included = rtf().rstrip(b"} \n") + field
    pieces = workspace(tmp_path, a__docx=docx(), b__odt=odt(), c__rtf=rtf(), d__odt=out.getvalue(), e__rtf=included)
    assert convert(tmp_path, FROM) == 0
    for name in ("a.docx", "b.odt", "c.rtf", "d.odt", "e.rtf"):
        with pikepdf.open(pieces / f"{name}.pdf") as pdf:
            assert len(pdf.pages) == 1
            assert not [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"]


def test_a_fenced_program_reads_its_own_folder_and_the_system_and_nothing_of_the_user(tmp_path: Path) -> None:
    """A document of a stranger may name any file of the disk: the program that opens it meets a refusal."""
    folder, private = tmp_path / "work", tmp_path / "private.txt"
    folder.mkdir()
    (folder / "given").write_text("given")
    private.write_text("private")
    with fence(Path("/usr/bin/cp"), folder) as rules:
        if rules is None:
            pytest.skip("this system has no Landlock")
    copy = shutil.which("cp") or "/usr/bin/cp"
    assert program.run([copy, "given", "made"], folder, fenced=True)[0] == 0
    assert (folder / "made").read_text() == "given"
    assert program.run([copy, "/etc/os-release", "made"], folder, fenced=True)[0] == 0
    assert program.run([copy, str(private), "stolen"], folder, fenced=True)[0] != 0
    assert not (folder / "stolen").is_file() or not (folder / "stolen").read_text()
    assert program.run([copy, str(private), "open"], folder)[0] == 0, "the fence is for this child alone"
