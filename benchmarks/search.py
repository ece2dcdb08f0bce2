"""Sizes, times and recall of the site's search, in Chromium from the disk: 7 cases against 1,000.

    python benchmarks/search.py [--cases 1000] [--keep FOLDER]

The entries are generated, with the shape of real ones: letters that repeat one another, invoices, entries, scanned pages of words
that hardly any other case has. Times are from the last key of a query to the first result on the screen, cold (a page just
opened, nothing loaded but what a focus loads) and warm. Recall is the share of queries whose case stands among the first eight.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dossier.ground import shipped
from dossier.ground.catalogue import CATALOGUE
from dossier.site.search import rule_entries, text_of
from dossier.site.search_index import Entry, index_files
from dossier.site.search_words import fold

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<script src="assets/cherche.js" defer></script><script src="assets/resultats.js" defer></script></head><body data-root="">
<input id="q" role="combobox"><div id="resultats" hidden><div id="resultats-note" hidden></div><div id="resultats-liste" hidden></div></div>
<p id="resultats-dit"></p></body></html>
"""
WATCH = """() => { window.shown = 0; window.pressed = 0;
  document.addEventListener('input', () => { window.pressed = performance.now(); window.shown = 0; }, true);
  new MutationObserver(() => { if (!window.shown && document.querySelector('#resultats a')) window.shown = performance.now(); })
    .observe(document.getElementById('resultats'), {childList: true, subtree: true}); }"""
FIND = """async queries => { const out = [];
  for (const q of queries) { const from = performance.now();
    out.push(await new Promise(done => dossierSearch(q, 8, a => { if (!a.partial) done([a.rows.map(r => r.case), performance.now() - from]); }))); }
  return out; }"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
SYLLABLES = "ba bel bor car cha cor da del do fan fer fla ga gra hé jo la lan lé lor ma mar mé mon na né nor pa per pla ra ré ro sa sé so ta té tor va ver vi vo".split()  # noqa: SIM905


class Made:
    """Numbers and names that are the same each time."""

    def __init__(self, seed: str) -> None:
        self.state = hashlib.sha256(seed.encode()).digest()

    def below(self, most: int) -> int:
        """A number from 0 to *most* excluded."""
        self.state = hashlib.sha256(self.state).digest()
        return int.from_bytes(self.state[:6]) % most

    def word(self) -> str:
        """A word of three to five syllables."""
        return "".join(SYLLABLES[self.below(len(SYLLABLES))] for _ in range(3 + self.below(3)))

    def money(self) -> str:
        """An amount as pages write it."""
        euros = 100 + self.below(60_000)
        whole = f"{euros // 1000}\u202f{euros % 1000:03}" if euros > 999 else str(euros)
        return f"{whole},{self.below(100):02}\u00a0€"


def letters() -> list[str]:
    """The texts of the shipped letters, which every case repeats."""
    return [text_of(shipped.read(path).decode()) for path in sorted(shipped.listing("templates/letters")) if path.endswith(".j2")]


def case_of(number: int, texts: Sequence[str]) -> tuple[tuple[str, str], list[Entry], dict[str, str]]:
    """A case: its title, its entries, and what identifies it."""
    made = Made(f"affaire {number}")
    name = f"{made.word()} {made.word()}".title()
    case, start = f"2026-{number:04}-{fold(name).replace(' ', '-')}", date(2024, 1, 1) + timedelta(made.below(900))
    home, siren = f"cases/{case}", f"{made.below(900) + 100}\u202f{made.below(900) + 100}\u202f{made.below(900) + 100}"
    entries = [
        Entry("dossier", f"Atelier Lenoir c/ {name}", case, f"{home}/index.html", None, f"{case} · {made.word()}"),
        Entry(
            "partie",
            f"SARL {name.upper()}",
            case,
            f"{home}/index.html",
            None,
            f"débiteur principal · SIREN {siren} · {made.word().title()}",
        ),
    ]
    known = {"case": case, "name": name, "siren": siren, "invoice": "", "amount": "", "text": ""}
    for index in range(4):
        invoice, amount = f"F-{start.year}-{number:04}{index}", made.money()
        known |= {"invoice": invoice, "amount": amount}
        text = f"{made.word()} {made.word()} · {amount} · échéance {start + timedelta(30):%d/%m/%Y}"
        entries.append(
            Entry("facture", f"Facture {invoice}", case, f"{home}/decompte.html", start, text, invoice.replace("-", ""))
        )
    for index in range(12):
        day = start + timedelta(20 * index)
        entries.append(
            Entry(
                "fait",
                "Appel, Mme Roux",
                case,
                f"{home}/index.html#fait-{index}",
                day,
                f"{made.word()} promet {made.money()} {made.word()}",
            )
        )
    for index in range(6):
        entries.append(
            Entry(
                "échéance",
                "Prescription de la facture",
                case,
                f"{home}/etapes.html#delai-{index}",
                start + timedelta(1825),
                "cinq ans",
            )
        )
    for index in range(12):
        for page in range(1 + index % 2):
            words = " ".join(
                made.word() if made.below(6) == 0 else texts[0].split()[made.below(len(texts[0].split()))] for _ in range(120)
            )
            known["text"] = made.word()
            entries.append(
                Entry(
                    "pièce",
                    f"Pièce n° {index + 1} : Bon {made.word()}",
                    case,
                    f"{home}/pieces/{index + 1}.html",
                    start,
                    f"{words} {known['text']} {made.money()}",
                    follows=page > 0,
                )
            )
    for index, text in enumerate(texts[:6]):
        entries.append(
            Entry(
                "document",
                f"Lettre {index + 1}",
                case,
                f"{home}/documents/{index}.html",
                date(2026, 11, 21),
                f"{name} {known['invoice']} {known['amount']} {text[:6000]}",
            )
        )
    return (case, f"2026-{number:04} · {name}"), entries, known


def slipped(word: str, made: Made) -> str:
    """A word with two letters swapped, one missing, one doubled or one wrong."""
    at, kind = 1 + made.below(len(word) - 2), made.below(4)
    return (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at + 1 :], word[: at + 1] + word[at:],
        word[:at] + "aeinrstu"[made.below(8)] + word[at + 1 :],
    )[kind]  # fmt: skip


def queries(known: Sequence[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Kind of query, query, case that it means: twenty cases of all."""
    made = Made("fautes")
    step = max(1, len(known) // 20)
    for row in known[::step][:20]:
        first, second = row["name"].split()
        longest = max(first, second, key=len)
        yield "nom", row["name"], row["case"]
        yield "sans accents", fold(row["name"]), row["case"]
        yield "débuts", f"{first[:5]} {second[:4]}", row["case"]
        yield "une faute", slipped(longest, made), row["case"]
        yield "deux fautes", slipped(slipped(longest, made), made), row["case"]
        yield "faute et second mot", f"{slipped(first, made)} {second}", row["case"]
        yield "facture", row["invoice"], row["case"]
        yield "facture sans tirets", row["invoice"].replace("-", ""), row["case"]
        yield "SIREN sans espaces", "".join(c for c in row["siren"] if c.isdigit()), row["case"]
        yield "montant", row["amount"].removesuffix("\u00a0€").replace("\u202f", ""), row["case"]
        yield "mot d’une pièce", row["text"], row["case"]
        yield "mot d’une pièce, une faute", slipped(row["text"], made), row["case"]


def lay(folder: Path, count: int) -> tuple[list[dict[str, str]], float]:
    """Write a page with the index of *count* cases; what identifies the cases, and the seconds that the index took."""
    texts = letters()
    cases = [case_of(number, texts) for number in range(count)]
    entries = [*rule_entries(CATALOGUE.values()), *(entry for _, own, _ in cases for entry in own)]
    began = time.process_time()
    files = index_files(entries, [title for title, _, _ in cases])
    took = time.process_time() - began
    (folder / "assets").mkdir(parents=True)
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    for name in ("cherche.js", "resultats.js"):
        (folder / "assets" / name).write_bytes(shipped.read(f"templates/site/assets/{name}"))
    for name, data in files.items():
        (folder / "assets" / name).write_bytes(data)
    (folder / "entries.json").write_text(
        json.dumps([[e.kind, e.title, e.case, e.text, e.keys] for e in entries]), encoding="utf-8"
    )
    return [known for _, _, known in cases], took


def sizes(folder: Path) -> str:
    """The octets of the index: the first file, the words, places and rows with the largest of each."""
    files = {path.name: path.stat().st_size for path in (folder / "assets").glob("recherche*.js")}

    def line(title: str, start: str) -> str:
        own = [size for name, size in files.items() if name.startswith(start)]
        return f"{title} {sum(own) / 1e6:.2f} Mo" + (f" ({len(own)}, au plus {max(own) / 1e6:.2f})" if len(own) > 1 else "")

    parts = [
        line("recherche.js", "recherche.js"),
        line("mots", "recherche-mots"),
        line("places", "recherche-p"),
        line("lignes", "recherche-l"),
    ]
    return f"{sum(files.values()) / 1e6:.1f} Mo : " + ", ".join(parts)


def keyed(page: Any, url: str, query: str) -> tuple[float, float]:
    """Milliseconds from the last key to the first result, on a page just opened and again."""
    page.goto(url)
    page.evaluate(WATCH)
    page.focus("#q")
    page.keyboard.insert_text(query)
    times = []
    for _ in range(2):
        page.wait_for_selector("#resultats a", timeout=60_000)
        page.wait_for_timeout(800)
        times.append(page.evaluate("shown - pressed"))
        page.keyboard.press("Backspace")
        page.wait_for_timeout(50)
        page.keyboard.insert_text(query[-1])
    return times[0], times[1]


def measure(count: int, folder: Path, browser: Any) -> dict[str, float]:
    """Print all about an index of some cases; the medians that are compared: milliseconds, and of processor for each case."""
    known, took = lay(folder, count)
    url = (folder / "page.html").as_uri()
    sys.stdout.write(f"{count} affaires, index écrit en {took:.2f} s de processeur\n  {sizes(folder)}\n")
    page = browser.new_page()
    probes = [known[count // 2]["name"], known[count // 2]["text"], "facture", known[count // 3]["invoice"], "prescripton"]
    medians: dict[str, list[float]] = {"premier résultat, à froid": [], "premier résultat, ensuite": []}
    for query in probes:
        cold, warm = zip(*(keyed(page, url, query) for _ in range(3)), strict=True)
        sys.stdout.write(
            f"  « {query} » : premier résultat {statistics.median(cold):.0f} ms à froid, {statistics.median(warm):.0f} ms ensuite\n"
        )
        for times, row in zip((cold, warm), medians.values(), strict=True):
            row.append(statistics.median(times))
    asked = list(queries(known))
    answers = page.evaluate(FIND, [query for _, query, _ in asked])
    by_kind: dict[str, list[bool]] = {}
    for (kind, _, case), (cases, _) in zip(asked, answers, strict=True):
        by_kind.setdefault(kind, []).append(case in cases)
    for kind, hits in by_kind.items():
        sys.stdout.write(f"  {kind} : {sum(hits)}/{len(hits)}\n")
    answered = sorted(waited for _, waited in answers)
    sys.stdout.write(f"  réponse entière : médiane {statistics.median(answered):.0f} ms, au plus {answered[-1]:.0f} ms\n")
    page.close()
    return {name: statistics.median(row) for name, row in medians.items()} | {"écriture par affaire": 1000 * took / count}


def main() -> None:
    """Measure 7 cases, then many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args()
    from playwright.sync_api import sync_playwright

    place = wanted.keep or Path(tempfile.mkdtemp())
    path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        few, many = (measure(count, place / str(count), browser) for count in (7, wanted.cases))
        browser.close()
    sys.stdout.write(f"{wanted.cases} affaires, rapportées à 7 dans la même exécution\n")
    for name, value in many.items():
        sys.stdout.write(f"  {name} : {value / few[name]:.1f}   ({few[name]:.1f} → {value:.1f} ms)\n")
    if not wanted.keep:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
