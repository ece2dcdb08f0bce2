"""What is never shown to others stays out by every way in: the citation, the copy, the lock, the notes."""

from __future__ import annotations

import pytest
from exhibits import bordereau_of, case_of, codes, invoice, lock_row, text_file, world_of

from dossier.ground.world import MemoryWorld
from dossier.pieces.inspect import inspect_jobs

SECRET = b"PAROLE SECRETE\n"
MAIL = (
    "From: {0}\r\nTo: {1}\r\nSubject: {2}\r\nDate: Thu, 10 Sep 2026 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n{3}\r\n"
)


def entry(ref: str, day: str = "2026-02-01") -> str:
    return f"- {{date: {day}, canal: courrier, resume: x, pieces: [{ref}]}}\n"


def shown(files: dict[str, str | bytes]) -> tuple[list[str], list[str]]:
    """The paths of the pieces, and the reasons of what is kept out; the secret is in no job and in no text of a piece."""
    world = world_of(files)
    for job in inspect_jobs(case_of(world), world):
        assert all(blob.read() != SECRET for _, blob in job.inputs)
    found = bordereau_of(files)
    for piece in found.pieces:
        assert "SECRETE" not in piece.text
        assert piece.original is None or piece.original.read() != SECRET
    return [piece.path.removeprefix("cases/x/") for piece in found.pieces], [kept.reason for kept in found.kept_out]


@pytest.mark.parametrize(
    "mark",
    [
        "confidentiel: oui", "nature: correspondance_avocats", "nature: avocat_client", "nature: mediation",
        "nature: enregistrement", "nature: donnees_personnelles",
    ],
)  # fmt: skip
def test_a_copy_of_what_is_kept_out_is_kept_out(mark: str) -> None:
    """The same bytes under a name that nobody marked, cited before or after."""
    files = {
        "journal.yaml": entry("pieces/copie.txt") + entry(f"{{fichier: pieces/a.txt, {mark}}}", "2026-02-02") + entry("pieces/z.txt"),
        "pieces/a.txt": SECRET, "pieces/copie.txt": SECRET, "pieces/z.txt": b"z",
    }  # fmt: skip
    paths, reasons = shown(files)
    assert paths == ["pieces/z.txt"]
    assert len(reasons) == 2
    assert reasons[0].startswith("copie de pieces/a.txt, ")


@pytest.mark.parametrize("path", ["notes/strategie.md", "affaire.yaml", "bordereau.lock", "Pieces/a.txt", "notes/pieces/a.txt"])
def test_nothing_outside_pieces_is_a_piece(path: str) -> None:
    """A note, the case itself, a folder of another name: the entry that names it is an error, and nothing is opened."""
    files: dict[str, str | bytes] = {
        "journal.yaml": entry(path) + entry("pieces/z.txt"),
        "pieces/z.txt": b"z",
        "notes/strategie.md": SECRET,
    }
    if path not in ("affaire.yaml", "bordereau.lock"):
        files[path] = SECRET
    paths, reasons = shown(files)
    assert paths == ["pieces/z.txt"]
    assert reasons == ["note interne" if path.startswith("notes/") else "hors de pieces/"]


@pytest.mark.parametrize("path", ["notes/strategie.md", "../y/pieces/a.txt", "/etc/passwd"])
def test_a_lock_cannot_bring_in_what_is_no_evidence(path: str) -> None:
    """A row by hand that names a note: DC142, the number stays reserved, nothing is read."""
    row = lock_row(1, path, SECRET, "Note").replace("titre: Note", 'titre: "Note"')
    files: dict[str, str | bytes] = {
        "bordereau.lock": row, "notes/strategie.md": SECRET, "journal.yaml": entry("pieces/z.txt"), "pieces/z.txt": b"z"
    }  # fmt: skip
    world = world_of(files)
    case = case_of(world)
    assert "DC142" in [d.code for d in case.diagnostics]
    assert [(job.options["path"], bool(job.inputs)) for job in inspect_jobs(case, world)] == [
        (path, False),
        ("pieces/z.txt", True),
    ]
    found = bordereau_of(files)
    assert [(piece.number, piece.original is None) for piece in found.pieces] == [(1, True), (2, False)]


def test_secret_files_are_hashed_and_never_opened_by_a_job() -> None:
    """Their digests keep copies out; no worker sees their bytes, no piece bears their path."""
    files = {"journal.yaml": entry("{fichier: pieces/a.txt, confidentiel: oui}") + entry("pieces/z.txt")}
    world = world_of({**files, "pieces/a.txt": SECRET, "pieces/z.txt": b"z"})
    (job,) = inspect_jobs(case_of(world), world)
    assert [blob.read() for _, blob in job.inputs] == [b"z"]
    assert isinstance(world, MemoryWorld)


@pytest.mark.parametrize(
    ("sender", "to", "subject", "text", "secret"),
    [
        ("Jeanne Petit <j.petit@petit-avocats.example>", "Me Luc Grand <l@grand.example>", "Dossier", "Proposition.", True),
        ("Jeanne Petit <j.petit@petit-avocats.example>", "Me Luc Grand <l@grand.example>", "OFFICIELLE", "Proposition.", False),
        ("Jeanne Petit <j.petit@petit-avocats.example>", "Anne Roux <a@sud.example>", "Dossier", "Mon avocat m’écrit.", False),
        ("Anne Roux <a@sud.example>", "Paul Lenoir <p@lenoir.example>", "Invitation à la médiation", "Bonjour.", True),
        ("Anne Roux <a@sud.example>", "Paul Lenoir <p@lenoir.example>", "Facture", "Une médiation ? Non.", False),
    ],
)
def test_a_message_that_looks_secret_is_pointed_out(sender: str, to: str, subject: str, text: str, secret: bool) -> None:
    """By its head: from an avocat to an avocat, or about a mediation; what it says does not count."""
    files = {"journal.yaml": entry("pieces/m.eml"), "pieces/m.eml": MAIL.format(sender, to, subject, text).encode()}
    assert ("DC534" in codes(bordereau_of(files))) is secret


@pytest.mark.parametrize("mark", ["officielle: oui", "nature: correspondance"])
def test_who_wrote_what_it_is_is_believed(mark: str) -> None:
    """The firm looked at it."""
    mail = MAIL.format("Me A <a@x.example>", "Me B <b@y.example>", "x", "x").encode()
    assert "DC534" in codes(bordereau_of({"journal.yaml": entry("pieces/m.eml"), "pieces/m.eml": mail}))
    marked = {"journal.yaml": entry(f"{{fichier: pieces/m.eml, {mark}}}"), "pieces/m.eml": mail}
    assert "DC534" not in codes(bordereau_of(marked))


def test_an_attachment_about_a_mediation_makes_its_message_suspect() -> None:
    """The name of what is attached is read."""
    mail = (
        b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nbonjour\n--b\nContent-Type: text/plain\n"
        b"Content-Disposition: attachment; filename=proposition-du-mediateur.txt\n\nn\n--b--\n"
    )
    files = {"journal.yaml": entry("pieces/m.eml"), "pieces/m.eml": mail}
    assert "DC534" in codes(bordereau_of(files))


def test_an_invoice_that_is_paid_for_a_conciliation_is_no_secret() -> None:
    """Only whole words count, and only of what is cited."""
    files = {
        "factures.yaml": invoice("F-1", "2026-01-15", "pieces/reconciliation-bancaire.txt"),
        "pieces/reconciliation-bancaire.txt": text_file("a"),
    }
    assert "DC534" not in codes(bordereau_of(files))
