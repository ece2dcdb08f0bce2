"""What the threads of the server share: the outputs of the last round, its findings, and a bell for those who listen."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict

from dossier.ground.blobs import Blob, Changed
from dossier.serving.news import News
from dossier.serving.pages import Version, version


class Board:
    """The table of outputs, replaced as a whole by every piece of news, so that an answer never mixes two rounds."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self._table: Mapping[str, Blob] = {}
        self._news = News()
        self.ready = self.closed = False
        self.round = 0

    @property
    def table(self) -> Mapping[str, Blob]:
        """The outputs as they stand now; the mapping that is returned never changes."""
        return self._table

    def hang(self, news: News) -> None:
        """Take over a round and ring the bell."""
        with self._bell:
            if news.changed or news.removed:
                gone = set(news.removed)
                self._table = {**{p: blob for p, blob in self._table.items() if p not in gone}, **news.changed}
                self.ready = True
            self._news = news
            self.round += 1
            self._bell.notify_all()

    def close(self) -> None:
        """Send those who listen home."""
        with self._bell:
            self.closed = True
            self._bell.notify_all()

    def wait(self, after: int, seconds: float) -> int:
        """The number of the last round, once it is another than *after*, or after some seconds the same."""
        with self._bell:
            self._bell.wait_for(lambda: self.round != after or self.closed, seconds)
            return self.round

    def told(self, page: str) -> str:
        """The news as JSON for who looks at *page*, with its version; null where there is no such page or nothing was built."""
        news, table = self._news, self._table
        seen: Version | None = None
        blob = table.get(page)
        if blob is not None and page.endswith(".html"):
            try:
                seen = version(page, blob.read().decode("utf-8"), table)
            except (OSError, Changed):
                seen = None
        rows = {
            "version": asdict(seen) if seen else None,
            "findings": [asdict(finding) for finding in news.findings],
            "more": news.more,
            "busy": news.busy,
            "failure": news.failure,
        }
        return json.dumps(rows, ensure_ascii=False)
