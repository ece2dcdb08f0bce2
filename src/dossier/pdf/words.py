"""Sizes and digests as they are printed."""

from __future__ import annotations

from decimal import Decimal

from dossier.ground.french import NBSP, number


def size(count: int) -> str:
    """« 121 ko », « 3,2 Mo »: thousands of bytes as the French write them; bytes below one thousand."""
    if count < 1000:
        return f"{count}{NBSP}octet{'s' if count > 1 else ''}"
    if count < 1_000_000:
        return f"{number(max(1, (count + 500) // 1000))}{NBSP}ko"
    return f"{number(Decimal(count) / 1_000_000, 1)}{NBSP}Mo"


def digest(sha256: str) -> str:
    """« 7ea1 40d9 5c3b … 02f6 8d17 »: enough to compare by eye; the whole is in the manifest."""
    groups = [sha256[i : i + 4] for i in range(0, len(sha256), 4)]
    return NBSP.join([*groups[:3], "…", *groups[-2:]])
