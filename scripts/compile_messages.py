"""Write `dossier.mo` from `dossier.po`, the French messages of click: `python scripts/compile_messages.py`."""

from __future__ import annotations

import ast
import struct
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "src/dossier/cli/locale/fr/LC_MESSAGES"


def read_po(text: str) -> dict[str, str]:
    """Message to translation; plural forms are joined by NUL, as the compiled form has them."""
    entries: list[dict[str, str]] = []
    field = ""
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "msgid":
            entries.append({})
        if word.startswith("msg"):
            field = word
            entries[-1][field] = ast.literal_eval(rest)
        elif line.startswith('"'):
            entries[-1][field] += ast.literal_eval(line)
    messages = {}
    for entry in entries:
        if "msgid_plural" in entry:
            messages[f"{entry['msgid']}\0{entry['msgid_plural']}"] = f"{entry['msgstr[0]']}\0{entry['msgstr[1]']}"
        else:
            messages[entry["msgid"]] = entry["msgstr"]
    return messages


def write_mo(messages: dict[str, str]) -> bytes:
    """The compiled form that `gettext` reads: sorted messages, two tables of length and place, no hash table."""
    pairs = [(key.encode() + b"\0", value.encode() + b"\0") for key, value in sorted(messages.items())]
    start = 28 + 16 * len(pairs)
    tables, texts = [], b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]) - 1, start + len(texts)))
            texts += pair[column]
    head = struct.pack("<IIIIIII", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + b"".join(tables) + texts


if __name__ == "__main__":
    (FOLDER / "dossier.mo").write_bytes(write_mo(read_po((FOLDER / "dossier.po").read_text(encoding="utf-8"))))
