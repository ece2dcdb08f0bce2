"""What all tests share: no setting of the developer's terminal reaches them."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day, the colours and the completion of a terminal are no input of a test."""
    for name in ("DOSSIER_DATE", "NO_COLOR", "FORCE_COLOR", "_DOSSIER_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
