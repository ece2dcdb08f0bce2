"""The repository is itself a workspace: its cases are fictional, whole and small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from stdnum import iban
from stdnum.fr import siren

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(path for path in (ROOT / "cases").iterdir() if path.is_dir())
YAML_FILES = sorted([ROOT / "dossier.yaml", *(ROOT / "cases").rglob("*.yaml")])
FROM_OUTSIDE = {"FA-2017-0010.pdf"}
"""Evidence that the project did not make: its origin stands in NOTICE."""


def written(path: Path) -> str:
    """The text of a YAML file with its scalars as written."""
    return path.read_text(encoding="utf-8")


def named_files(case: Path) -> set[str]:
    """The paths below `pieces/` that the entries of a case name."""
    return {name for path in case.rglob("*.yaml") for name in re.findall(r"pieces/[\w.-]+\.\w+", written(path))}


def test_there_are_at_least_five_cases() -> None:
    """Enough cases stand here to show the stages of a recovery."""
    assert len(CASES) >= 5


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_yaml_is_plain(path: Path) -> None:
    """A file is YAML without anchors, aliases, tags or tabs, in UTF-8 with a last line end."""
    text = written(path)
    kinds = {type(event).__name__ for event in yaml.parse(text, Loader=yaml.CBaseLoader)}
    assert "AliasEvent" not in kinds
    assert text.endswith("\n") and "\t" not in text


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_named_evidence_is_there_and_no_file_is_forgotten(case: Path) -> None:
    """Every path an entry names is a file, and every file of evidence is named by an entry."""
    stored = {f"pieces/{path.name}" for path in (case / "pieces").iterdir()}
    assert named_files(case) == stored


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_sirens_have_a_right_key(case: Path) -> None:
    """Each SIREN is a test value whose Luhn key is right."""
    found = re.findall(r'^\s*siren: "(\d+)"', written(case / "affaire.yaml"), re.MULTILINE)
    assert all(siren.is_valid(number) for number in found)


def test_the_firm_has_a_right_siren_and_iban() -> None:
    """The creditor's SIREN, VAT key and IBAN are well formed."""
    text = written(ROOT / "dossier.yaml")
    number = re.search(r'siren: "(\d+)"', text)
    account = re.search(r"iban: (.+)", text)
    assert number and siren.is_valid(number[1])
    assert account and iban.is_valid(account[1])
    assert f"FR{(12 + 3 * (int(number[1]) % 97)) % 97:02}{number[1]}" in text


def test_addresses_of_mail_are_reserved_names() -> None:
    """No address could reach anybody: all domains end in `.example` (RFC 2606)."""
    texts = [written(path) for path in YAML_FILES]
    texts += [path.read_text(encoding="utf-8", errors="replace") for path in (ROOT / "cases").rglob("*.eml")]
    domains = {domain for text in texts for domain in re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text)}
    assert domains and all(domain.endswith(".example") for domain in domains)


def test_evidence_is_small() -> None:
    """A clone stays quick: no file above 400 kB, the whole below 6 MB."""
    sizes = [path.stat().st_size for path in (ROOT / "cases").rglob("*") if path.is_file()]
    assert max(sizes) < 400_000
    assert sum(sizes) < 6_000_000


def test_evidence_has_all_the_kinds_that_are_received() -> None:
    """PDF, pictures of both kinds and e-mails are among the evidence."""
    kinds = {path.suffix for case in CASES for path in (case / "pieces").iterdir()}
    assert {".pdf", ".jpg", ".png", ".eml"} <= kinds
