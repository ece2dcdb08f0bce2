"""With `--samples FOLDER`: each file of a folder is imported as other libraries read it, or has a named finding; nothing raises."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import einvoice_makers as make
from import_support import CASE, FIRM, INVOICE, cases, imported, state, workspace
from lxml import etree

from dossier.ground.money import Money

HERE = Path(__file__).parents[1] / "data"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The permissively licensed samples of the repository, and those of the folder that was named."""
    if "sample" in metafunc.fixturenames:
        folder = metafunc.config.getoption("--samples")
        found = [*(HERE / "invoices").glob("*.pdf"), *(HERE / "emails").glob("*.eml")]
        found += [path for path in Path(folder).rglob("*") if path.is_file() and not path.name.startswith(".")] if folder else []
        metafunc.parametrize("sample", sorted(found), ids=lambda path: path.name)


def _seller(content: bytes) -> dict[str, Any] | None:
    """What the factur-x library, or without it XPath, says of number, day, total and seller; None for what is no invoice."""
    with suppress(Exception):  # what the library raises is its own affair
        return make.oracle(content)
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None

    def first(path: str) -> str:
        found = root.xpath(path)
        return str(found[0].text).strip() if found else ""

    if etree.QName(root).localname not in ("Invoice", "CreditNote", "CrossIndustryInvoice"):
        return None
    seller = "//*[local-name()='AccountingSupplierParty' or local-name()='SellerTradeParty']"
    return {
        "BT-1": first("/*/*[local-name()='ID']") or first("//*[local-name()='ExchangedDocument']/*[local-name()='ID']"),
        "BT-112": first("//*[local-name()='TaxInclusiveAmount' or local-name()='GrandTotalAmount']"),
        "BG-4": {"name": first(f"{seller}//*[local-name()='RegistrationName' or local-name()='Name']")},
    }


def _credits(content: bytes) -> list[tuple[str, str]]:
    """Day and amount of each movement in credit, in euros, that a statement has: by XPath, or by the places in a record."""
    if b"BkToCstmrStmt" in content[:4000]:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        entries = root.xpath("//*[local-name()='Ntry'][*[local-name()='CdtDbtInd']='CRDT'][*[local-name()='Amt']/@Ccy='EUR']")
        return [
            (str(e.xpath("string(*[local-name()='BookgDt']/*)"))[:10], str(e.xpath("string(*[local-name()='Amt'])")))
            for e in entries
        ]
    if content[:2] == b"01" and content[2:7].isdigit():
        text = content.decode("cp1252")
        rows = [line[i : i + 120] for line in text.splitlines() for i in range(0, len(line), 120)]
        known = [row for row in rows if row[:2] == "04" and row[103] in "{ABCDEFGHI"]
        days = [f"20{row[38:40]}-{row[36:38]}-{row[34:36]}" for row in known]
        cents = [int(row[90:103] + str("{ABCDEFGHI".index(row[103]))) for row in known]
        return [(day, f"{amount // 100}.{amount % 100:02}") for day, amount in zip(days, cents, strict=True)]
    if re.search(rb"<CURDEF>\s*EUR", content):
        pattern = rb"<DTPOSTED>(\d{4})(\d\d)(\d\d)[^<]*(?:</DTPOSTED>)?\s*<TRNAMT>\+?(\d+\.\d\d)\s"
        return [(f"{m[0].decode()}-{m[1].decode()}-{m[2].decode()}", m[3].decode()) for m in re.findall(pattern, content)]
    return []


def _paid(tmp_path: Path, sample: Path) -> None:
    """Each movement in credit, as another reader finds it, pays an invoice of its amount on its day, once."""
    for number, (day, amount) in enumerate(dict.fromkeys(_credits(sample.read_bytes()))):
        bill = INVOICE.replace("1200.00", amount).replace("2026-01-02", day).replace("2026-02-01", day)
        root = workspace(tmp_path / str(number), **{f"cases/{CASE}/factures.yaml": bill})
        assert "new" in imported(root, sample, "--likely").standings
        found = [(f"{p.date}", p.amount) for p in cases(root)[CASE].payments]
        assert (day, Money.of(amount)) in found
        assert "new" not in imported(root, sample, "--likely").standings


def test_a_sample_is_imported_as_others_read_it_or_has_a_named_finding(tmp_path: Path, sample: Path) -> None:
    """The firm is the seller of the sample, so that nothing but the file itself can stop it."""
    content = sample.read_bytes()
    terms = _seller(content) if content.lstrip()[:1] == b"<" or b"%PDF-" in content[:1024] else None
    firm = FIRM
    if terms:
        name = terms["BG-4"].get("name", "").replace('"', "")
        firm = f'creancier:\n  type: societe_commerciale\n  denomination: "{name}"\n'
    root = workspace(tmp_path, **{"dossier.yaml": firm})
    before = state(root)
    told = imported(root, sample, *(["--case", CASE] if terms is None else []))
    if "new" not in told.standings:
        if told.standings and set(told.standings) == {"other"}:  # a bank's movements that pay no case of this workspace
            _paid(tmp_path, sample)
            return
        assert told.code == 1
        assert all(row["diagnostics"] and all(d["code"].startswith("DC8") for d in row["diagnostics"]) for row in told.rows)
        assert state(root) == before
        return
    found = cases(root)
    assert any(content == (root / path).read_bytes() for path in state(root) if "/pieces/" in path)
    if terms:
        (invoice,) = [i for case in found.values() for i in case.invoices if i.number == terms["BT-1"]]
        sign = -1 if terms["BT-112"].startswith("-") else 1
        assert invoice.gross == Money.of(terms["BT-112"]) * sign
        for key, value in (("BT-2", invoice.date), ("BT-9", invoice.due)):
            assert terms.get(key, value) == value or invoice.type == "avoir"
        if "BG-7" in terms:
            (case,) = [case for case in found.values() if invoice in case.invoices]
            debtor = case.debtors[0]
            assert sorted(f"{debtor.denomination} {debtor.form}".split()) == sorted(terms["BG-7"]["name"].split())
    elif sample.suffix == ".eml":
        written = str(message_from_bytes(content)["date"])
        (event,) = found[CASE].journal
        assert abs((event.date - parsedate_to_datetime(written).date()).days) <= 1
    again = imported(root, sample, *(["--case", CASE] if terms is None else []))
    assert again.standings == ["known"]
